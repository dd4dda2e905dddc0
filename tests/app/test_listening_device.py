"""The sound device and the meters: chosen, gone, back again, remembered; levels that rise, fall and stay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QPushButton, QSpinBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

import app.controllers.sound_output
from app.actions import build_actions
from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views.device_menu import DeviceMenu
from app.views.master_meter import MasterStrip
from app.views.meter import Ballistics, Meter
from app.views.transport import TransportBar
from core.playback import Device, Levels

WAIT_MS = 20_000
LEFT = Qt.MouseButton.LeftButton
LONG = "USB Audio Interface with Eighteen Inputs and Twenty Outputs 2"
DEVICES = (
    Device("Built-in", "ALSA", 2, 44100, False),
    Device(LONG, "ALSA", 20, 96000, False),
    Device("system", "JACK Audio Connection Kit", 2, 48000, True),
)
NO_SOUND = "there is no sound: no sound device was found; connect one or switch it on, then play again"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    apply_theme(qapp, DARK)
    monkeypatch.setattr(app.controllers.sound_output, "devices", lambda: DEVICES)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    return window


def opened_menu(qtbot: QtBot, window: MainWindow) -> DeviceMenu:
    menu = window.transport.device.menu_of_devices
    qtbot.mouseClick(window.transport.device, LEFT)
    qtbot.waitUntil(lambda: menu.list.count() >= 6, timeout=WAIT_MS)
    return menu


def rows(devices: QListWidget) -> list[QListWidgetItem]:
    return [devices.item(row) for row in range(devices.count())]


def test_devices_are_listed_by_system_and_chosen_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    menu = opened_menu(qtbot, window)
    words = [row.text() for row in rows(menu.list)]
    assert words[0] == "The system's choice: system"
    assert words[1:] == [
        "ALSA",
        "Built-in · 44.1 kHz",
        f"{LONG} · 96 kHz",
        "JACK Audio Connection Kit",
        "system · 48 kHz",
    ]
    assert not rows(menu.list)[1].flags() & Qt.ItemFlag.ItemIsEnabled
    qtbot.keyClick(menu.list, Qt.Key.Key_Down)
    qtbot.keyClick(menu.list, Qt.Key.Key_Return)
    assert window.playback.player._device == "Built-in, ALSA"
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_a_click_on_a_device_chooses_it_and_it_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    menu = opened_menu(qtbot, window)
    place = menu.list.visualItemRect(rows(menu.list)[3]).center()
    qtbot.mouseClick(menu.list.viewport(), LEFT, pos=place)
    assert window.playback.player._device == f"{LONG}, ALSA"
    menu.hide()
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.playback.player._device == f"{LONG}, ALSA"


def test_a_device_that_is_gone_stays_chosen(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    menu = opened_menu(qtbot, window)
    qtbot.mouseClick(menu.list.viewport(), LEFT, pos=menu.list.visualItemRect(rows(menu.list)[2]).center())
    monkeypatch.setattr(app.controllers.sound_output, "devices", lambda: DEVICES[1:])
    qtbot.mouseClick(menu.findChild(QPushButton, "look_again"), LEFT)
    qtbot.waitUntil(lambda: menu.list.count() > 1 and "not connected" in menu.list.item(1).text(), timeout=WAIT_MS)
    assert window.playback.player._device == "Built-in, ALSA"


def test_without_any_device_the_menu_says_so(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.controllers.sound_output, "devices", lambda: ())
    menu = window.transport.device.menu_of_devices
    qtbot.mouseClick(window.transport.device, LEFT)
    qtbot.waitUntil(lambda: any(row.text() == "No device was found" for row in rows(menu.list)), timeout=WAIT_MS)
    menu.hide()


def test_offset_and_master_are_typed_applied_and_remembered(qtbot: QtBot, window: MainWindow) -> None:
    menu = opened_menu(qtbot, window)
    offset = menu.findChild(QSpinBox, "offset")
    offset.setFocus()
    offset.selectAll()
    qtbot.keyClicks(offset, "180")
    qtbot.keyClick(offset, Qt.Key.Key_Return)
    menu.hide()
    fader = window.mixer.master.fader
    fader.setFocus()
    for _ in range(3):
        qtbot.keyClick(fader, Qt.Key.Key_Left)
    assert window.playback.player._offset_s == pytest.approx(0.18)
    assert window.playback.player._master_db == -1.5
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.playback.player._offset_s == pytest.approx(0.18)
    assert again.mixer.master.fader.gain_db == -1.5
    assert again.transport.device.menu_of_devices.offset.value() == 180


def test_no_sound_is_said_for_a_while_shown_for_ever_and_good_news_follow(window: MainWindow) -> None:
    window.playback.device_changed.emit(False, "", NO_SOUND)
    assert window.status.words().startswith("There is no sound: no sound device was found")
    assert window.transport.device.text() == "No sound"
    assert "connect one" in window.transport.device.toolTip()
    window.sound._on_told()  # its timer
    assert window.status.words() == "Open a song to begin"
    assert window.transport.device.text() == "No sound"
    window.playback.playing_changed.emit(True)
    assert window.status.words().startswith("There is no sound")
    window.playback.device_changed.emit(True, "Built-in", "")
    assert window.status.words() == "Sound is back: Built-in"
    assert window.transport.device.text() == "Built-in"


@pytest.mark.parametrize("width", [880, 960, 1280, 1920])
def test_a_long_device_name_pushes_nothing_out(qtbot: QtBot, width: int) -> None:
    host, table = QWidget(), QWidget()
    qtbot.addWidget(host)
    qtbot.addWidget(table)
    bar = TransportBar(build_actions(table), host)
    host.resize(1920, 60)
    host.show()
    bar.set_song("Demo song", 40.0)
    bar.set_compute(2, 1, "")
    bar.set_version("B")
    bar.device.show_device(True, LONG, "")
    bar.resize(width, 50)
    qtbot.waitUntil(lambda: bar.layout().minimumSize().width() <= width)
    assert LONG in bar.device.toolTip()
    for child in bar.findChildren(QWidget):
        if child.isVisible() and child.parent() is bar:
            assert child.geometry().right() <= width


def test_a_level_rises_at_once_and_falls_as_slowly_as_the_standard_says() -> None:
    now = [0.0]
    level = Ballistics(lambda: now[0])
    level.take(-6.0)
    assert level.level_db == level.hold_db == -6.0
    now[0] = 1.7
    level.take(-200.0)
    assert level.level_db == pytest.approx(-26.0)
    assert level.hold_db == -6.0
    now[0] = 2.1
    level.take(-200.0)
    now[0] = 3.8
    level.take(-200.0)
    assert level.hold_db < -20.0
    assert level.highest_db == -6.0


def test_the_mark_of_a_peak_beyond_full_scale_stays_until_it_is_clicked(qtbot: QtBot) -> None:
    meter = Meter("#ffffff")
    qtbot.addWidget(meter)
    meter.resize(120, 6)
    meter.show()
    meter.set_level(0.4)
    meter.drop()
    meter.set_level(-30.0)
    assert meter.ballistics.is_over
    at = meter.rect().center()
    QApplication.sendEvent(meter, QHelpEvent(QEvent.Type.ToolTip, at, meter.mapToGlobal(at)))
    assert "+0.4 dB" in QToolTip.text()
    assert meter.grab().toImage().pixelColor(meter.width() - 2, 3).red() > 200
    qtbot.mouseClick(meter, LEFT, pos=QPoint(10, 3))
    assert not meter.ballistics.is_over
    assert meter.grab().toImage().pixelColor(meter.width() - 2, 3).red() < 100


def test_a_true_peak_above_minus_one_is_a_warning_and_above_full_scale_an_alarm(qtbot: QtBot) -> None:
    master = MasterStrip()
    qtbot.addWidget(master)
    master.show()
    master.set_levels(Levels({}, -8.0, -9.0, -3.2))
    master.set_levels(Levels({}, -20.0, -20.0, -12.0))
    assert master.peak.text() == "-3.2 dBTP"
    assert not master.peak.property("state")
    master.set_levels(Levels({}, -2.0, -2.0, -0.4))
    master.set_levels(None)
    assert master.peak.text() == "-0.4 dBTP"
    assert master.peak.property("state") == "warning"
    assert "streaming services" in master.peak.toolTip()
    master.set_levels(Levels({}, 0.3, 0.3, 0.4))
    assert master.peak.property("state") == "danger"
    assert "Turn the master down" in master.peak.toolTip()
    qtbot.mouseClick(master.peak, LEFT)
    assert not master.peak.property("state")
