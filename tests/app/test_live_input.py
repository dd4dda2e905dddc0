"""An input device split live in the window: chosen, heard, mixed, lost, with and without a song."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views.live_menu import LiveMenu
from core.errors import PlaybackError
from core.playback import ACCOMPANIMENT, VOICE, Strip
from tests.app.live_fakes import INPUTS, MICROPHONE, FakeSession, split_without_devices

WAIT_MS = 20_000
LEFT = Qt.MouseButton.LeftButton
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> list[FakeSession]:
    return split_without_devices(monkeypatch)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, sessions: list[FakeSession]) -> MainWindow:
    """A window without a song."""
    apply_theme(qapp, DARK)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    return window


def opened_menu(qtbot: QtBot, window: MainWindow) -> LiveMenu:
    qtbot.keyClick(window, Qt.Key.Key_L, ALT)
    menu = window.transport.live.menu
    assert menu.isVisible()
    qtbot.waitUntil(lambda: not any("Looking" in text for text in rows(menu)), timeout=WAIT_MS)
    return menu


def rows(menu: LiveMenu) -> list[str]:
    return [menu.list.item(row).text() for row in range(menu.list.count())]


def choose(qtbot: QtBot, window: MainWindow, text: str) -> None:
    menu = opened_menu(qtbot, window)
    item = menu.list.item(rows(menu).index(text))
    qtbot.mouseClick(menu.list.viewport(), LEFT, pos=menu.list.visualItemRect(item).center())


def start(qtbot: QtBot, window: MainWindow, made: list[FakeSession]) -> FakeSession:
    """Split the microphone; return the session once it runs."""
    if not window.table["live"].isChecked():
        choose(qtbot, window, "USB Microphone · 48 kHz")
    before = len(made)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(made) > before and "74 ms" in words(window), timeout=WAIT_MS)
    return made[-1]


def words(window: MainWindow) -> str:
    return window.status.findChild(QLabel, "live_words").accessibleName()


def test_input_devices_are_listed_by_system(qtbot: QtBot, window: MainWindow) -> None:
    menu = opened_menu(qtbot, window)
    assert rows(menu) == [
        "The song, once one is open",
        "ALSA",
        "USB Microphone · 48 kHz",
        "JACK Audio Connection Kit",
        "Line in · 44.1 kHz",
    ]
    assert not menu.network.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert not window.table["live"].isChecked()


def test_without_a_song_the_switch_asks_what_to_split(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_L, SHIFT)
    assert window.transport.live.menu.isVisible()
    assert not window.table["live"].isChecked()
    assert not window.mixer.live.isVisible()


@pytest.mark.parametrize(
    "reason",
    ["", "there is no sound: the PortAudio library is missing; install it (on Debian or Ubuntu: libportaudio2)"],
)
def test_no_input_device_is_said_in_words(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    def load() -> None:
        if reason:
            raise PlaybackError(reason)

    monkeypatch.setattr("app.controllers.live.load", load)
    monkeypatch.setattr("app.controllers.live.devices", lambda kind: ())
    menu = opened_menu(qtbot, window)
    assert rows(menu)[-1] == "No input device was found"
    assert menu._trouble.text() == reason[:1].upper() + reason[1:]
    assert menu._trouble.isVisible() is bool(reason)
    monkeypatch.setattr("app.controllers.live.load", lambda: None)
    monkeypatch.setattr("app.controllers.live.devices", lambda kind: INPUTS)
    qtbot.mouseClick(menu.findChild(QPushButton, "look_again"), LEFT)
    qtbot.waitUntil(lambda: "USB Microphone · 48 kHz" in rows(menu), timeout=WAIT_MS)
    assert not menu._trouble.isVisible()


def test_a_device_is_chosen_by_keys_and_heard_by_space(
    qtbot: QtBot,
    window: MainWindow,
    sessions: list[FakeSession],
) -> None:
    menu = opened_menu(qtbot, window)
    qtbot.keyClick(menu.list, Qt.Key.Key_Down)
    qtbot.keyClick(menu.list, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert window.table["live"].isChecked()
    assert window.mixer.live.isVisible()
    assert words(window) == "Live from USB Microphone: play (Space) to hear it split."
    assert not sessions, "nothing is heard before it is asked for"
    session = start(qtbot, window, sessions)
    assert (session.request.input, session.request.output, session.request.network) == (MICROPHONE, None, "quarter")
    assert words(window) == "Live: 74 ms (frame 64, device 10) · 6 % of one core"
    assert window.mixer.live.strip(VOICE).meter.ballistics.level_db > -20.0
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.is_closed, timeout=WAIT_MS)
    assert not window.live.input.is_running
    assert words(window).startswith("Live from USB Microphone")
    qtbot.keyClick(window, Qt.Key.Key_L, SHIFT)
    assert not window.mixer.live.isVisible()
    assert not window.table["play"].isEnabled()
    assert words(window) == ""


def test_faders_and_master_reach_the_session(qtbot: QtBot, window: MainWindow, sessions: list[FakeSession]) -> None:
    choose(qtbot, window, "Line in · 44.1 kHz")
    qtbot.keyClick(window, Qt.Key.Key_M)
    window.mixer.master.fader.setValue(-12)
    session = start(qtbot, window, sessions)
    assert session.strips["voice"] == Strip(mute=True, gain_db=-6.0)
    window.mixer.live.strip(ACCOMPANIMENT).fader.setValue(-4)
    assert session.strips["accompaniment"] == Strip(gain_db=-8.0)
    window.mixer.master.fader.setValue(0)
    assert session.strips["accompaniment"] == Strip(gain_db=-2.0)
    qtbot.keyClick(window, Qt.Key.Key_M)
    assert not session.strips["voice"].mute


def test_a_device_that_is_pulled_out_is_told_and_can_be_played_again(
    qtbot: QtBot,
    window: MainWindow,
    sessions: list[FakeSession],
) -> None:
    session = start(qtbot, window, sessions)
    reason = "USB Microphone gives no more sound; connect it again, or choose another"
    session.now = replace(session.now, running=False, ended=True, reason=reason)
    qtbot.waitUntil(lambda: "gives no more sound" in window.messages.text(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: session.is_closed, timeout=WAIT_MS)
    assert not window.live.input.is_running
    assert window.table["live"].isChecked()
    assert words(window).startswith("Live from USB Microphone")
    assert start(qtbot, window, sessions) is not session


def test_a_device_that_cannot_be_used_is_told(
    qtbot: QtBot,
    window: MainWindow,
    sessions: list[FakeSession],
) -> None:
    FakeSession.refuses = "there is no sound: USB Microphone cannot be used (busy); close the program that uses it"
    choose(qtbot, window, "USB Microphone · 48 kHz")
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "cannot be used" in window.messages.text(), timeout=WAIT_MS)
    assert not window.live.input.is_running
    FakeSession.refuses = ""
    start(qtbot, window, sessions)


def test_breaking_off_is_told(qtbot: QtBot, window: MainWindow, sessions: list[FakeSession]) -> None:
    session = start(qtbot, window, sessions)
    session.now = replace(session.now, underruns=2)
    qtbot.waitUntil(lambda: "the computer is too busy" in words(window), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "the computer is too busy" not in words(window), timeout=WAIT_MS)


def test_another_output_is_used_at_once(
    qtbot: QtBot,
    window: MainWindow,
    sessions: list[FakeSession],
) -> None:
    first = start(qtbot, window, sessions)
    window.transport.device.menu_of_devices.device_chosen.emit("system, JACK")
    qtbot.waitUntil(lambda: len(sessions) == 2, timeout=WAIT_MS)
    assert first.is_closed
    assert sessions[1].request.output == "system, JACK"


def test_another_network_is_used_at_once_and_remembered(
    qtbot: QtBot,
    window: MainWindow,
    sessions: list[FakeSession],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.controllers.live.names", lambda: ("quarter", "nn-rpca"))
    start(qtbot, window, sessions)
    menu = opened_menu(qtbot, window)
    assert menu.network.isVisible()
    assert menu.network.currentText() == "quarter"
    menu.network.setFocus()
    qtbot.keyClick(menu.network, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(sessions) == 2, timeout=WAIT_MS)
    assert sessions[1].request.network == "nn-rpca"
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.live._network == "nn-rpca"


def test_closing_the_window_ends_it(qtbot: QtBot, window: MainWindow, sessions: list[FakeSession]) -> None:
    session = start(qtbot, window, sessions)
    window.close()
    assert session.is_closed


def test_the_song_is_silent_meanwhile_and_as_before_afterwards(
    qtbot: QtBot,
    song_window: MainWindow,
    sessions: list[FakeSession],
) -> None:
    window = song_window
    window.playback.seek(1.0)
    window.playback.play()
    choose(qtbot, window, "USB Microphone · 48 kHz")
    assert not window.playback.is_playing
    session = start(qtbot, window, sessions)
    position = window.playback.state().position
    window.playback.play_span(0.2, 0.5)
    window.playback.scrub(0.4)
    assert not window.playback.state().playing
    assert window.playback.state().position == position
    assert not window.transport._listen.button("mixture").isEnabled()
    choose(qtbot, window, "The open song")
    qtbot.waitUntil(lambda: window.playback.live_from == "song", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: session.is_closed, timeout=WAIT_MS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    qtbot.keyClick(window.stage.spectrogram.canvas, Qt.Key.Key_L, SHIFT)
    assert window.transport._listen.button("mixture").isEnabled()
    assert window.mixer.strip("s1").isVisible()
    qtbot.keyClick(window.stage.spectrogram.canvas, Qt.Key.Key_Space)
    assert window.playback.is_playing
