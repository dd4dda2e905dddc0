"""Listening in the window: what is heard, at which level, searched by hand, in loops; without a sound device."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from core.audio import Audio
from core.playback import RESIDUAL, Take
from tests.app.songs import LENGTH_S, RATE

WAIT_MS = 30_000
LEFT = Qt.MouseButton.LeftButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(song_window: MainWindow) -> MainWindow:
    """A window with a song of two sources and two versions of its stems, 6 and 12 dB quieter than the song."""
    window = song_window
    window.playback.set_takes({"1": take(window, 0.5), "2": take(window, 0.25)}, "1")
    window.screen_state.on_result()
    window.stage.take_focus()
    return window


def take(window: MainWindow, gain: float) -> Take:
    mixture = window.playback.mixture
    assert mixture is not None
    half = (mixture.samples * (gain / 2)).astype(np.float32)
    rest = np.zeros((2, mixture.length), np.float32)
    return Take({"s1": Audio(half, RATE), "s2": Audio(half, RATE), RESIDUAL: Audio(rest, RATE)})


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    qtbot.keyClick(window.stage.spectrogram.canvas, key, keys)


def segment(window: MainWindow, what: str) -> QToolButton:
    return window.transport._listen.button(what)


def drag(widget: QWidget, start: QPoint, stop: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Press and move, without letting go."""
    QTest.mouseMove(widget, start)
    QTest.mousePress(widget, LEFT, keys, start)
    for step in range(1, 5):
        QTest.mouseMove(widget, start + (stop - start) * step / 4)


def test_what_is_heard_is_chosen_by_mouse_and_keys_at_the_same_position(qtbot: QtBot, window: MainWindow) -> None:
    playback = window.playback
    playback.seek(1.0)
    qtbot.mouseClick(segment(window, "residual"), LEFT)
    assert playback.listening == "residual"
    press(qtbot, window, Qt.Key.Key_X)
    assert playback.listening == "stems"
    press(qtbot, window, Qt.Key.Key_X)
    assert playback.listening == "mixture"
    press(qtbot, window, Qt.Key.Key_X, SHIFT)
    assert playback.listening == "residual"
    assert segment(window, "residual").isChecked()
    press(qtbot, window, Qt.Key.Key_X, SHIFT)
    assert playback.listening == "mixture"
    assert window.timeline.playhead_s == pytest.approx(1.0, abs=1e-3)


def test_another_version_is_heard_at_the_same_position(qtbot: QtBot, window: MainWindow) -> None:
    playback = window.playback
    playback.seek(0.5)
    playback.play()
    qtbot.waitUntil(lambda: window.timeline.playhead_s > 0.7, timeout=WAIT_MS)
    before_s = window.timeline.playhead_s
    playback.listen_to_version(2)
    assert (playback.heard_take, playback.listening) == ("2", "stems")
    assert playback.is_playing
    assert playback.state().position / RATE >= before_s
    playback.listen("residual")
    playback.listen_to_version("1")
    assert (playback.heard_take, playback.listening) == ("1", "residual")
    # the pictures are those of the chosen version all the while
    assert playback.audio_of("s1") is playback.takes["1"].stems["s1"]


def test_a_version_that_is_gone_leaves_the_chosen_one(window: MainWindow) -> None:
    playback = window.playback
    playback.listen_to_version("2")
    playback.set_takes({"1": playback.takes["1"]}, "1")
    assert playback.heard_take == "1"
    playback.set_takes({}, "")
    assert (playback.heard_take, playback.listening, playback.stem_ids) == ("", "mixture", frozenset())


def test_levels_are_matched_and_the_tool_tip_says_how(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: bool(window.matcher.gains_db), timeout=WAIT_MS)
    gains = window.matcher.gains_db
    assert gains["mixture", ""] == pytest.approx(-12.04, abs=0.1)
    assert gains["stems", "1"] == pytest.approx(-6.02, abs=0.1)
    assert gains["stems", "2"] == pytest.approx(0.0, abs=0.01)
    button = window.transport.findChild(QToolButton, "button_match")
    assert "mixture -12.0 dB, stems -6.0 dB" in button.toolTip()
    press(qtbot, window, Qt.Key.Key_M, SHIFT)
    assert window.matcher.gains_db == {}
    assert window.playback.player._match == {}
    assert "as loud as they are" in button.toolTip()
    again = MainWindow()
    qtbot.addWidget(again)
    assert not again.table["match"].isChecked()


def test_levels_are_matched_anew_when_a_fader_has_moved(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: bool(window.matcher.gains_db), timeout=WAIT_MS)
    for source in ("s1", "s2"):
        window.mixer.strip(source).fader.setValue(-12)
    assert window.matcher.is_measuring
    qtbot.waitUntil(lambda: window.matcher.gains_db["mixture", ""] < -17, timeout=WAIT_MS)
    assert window.matcher.gains_db["mixture", ""] == pytest.approx(-18.04, abs=0.1)


@pytest.mark.parametrize("playing", [False, True])
def test_the_grip_of_the_playhead_scrubs_and_then_it_goes_on_as_before(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, playing: bool
) -> None:
    heard: list[int | None] = []
    scrub = window.playback.player.scrub
    monkeypatch.setattr(window.playback.player, "scrub", lambda sample: (heard.append(sample), scrub(sample)))
    ruler, line = window.stage.spectrogram.ruler, window.timeline
    window.playback.seek(0.5)
    if playing:
        window.playback.play()
    y = ruler.height() - 8
    drag(ruler, QPoint(round(ruler.x_of(line.playhead_s)), y), QPoint(round(ruler.x_of(2.0)), y))
    assert heard[-1] == pytest.approx(2.0 * RATE, abs=0.01 * RATE)
    assert line.playhead_s == pytest.approx(2.0, abs=0.01)
    assert window.playback.is_playing is playing
    QTest.mouseRelease(ruler, LEFT, PLAIN, QPoint(round(ruler.x_of(2.0)), y))
    assert heard[-1] is None
    assert window.playback.is_playing is playing
    assert window.playback.state().playing is playing
    assert not line.loop[2]
    window.playback.stop()
    assert line.playhead_s == pytest.approx(2.0, abs=0.3)


def test_control_and_drag_scrubs_anywhere_in_ruler_and_overview(window: MainWindow) -> None:
    line = window.timeline
    for view in (window.stage.spectrogram.ruler, window.stage.overview):
        start, stop = (QPoint(round(view.x_of(seconds)), 10) for seconds in (1.0, 1.5))
        drag(view, start, stop, CONTROL)
        assert line.playhead_s == pytest.approx(1.5, abs=0.02)
        QTest.mouseRelease(view, LEFT, CONTROL, stop)
        assert not window.playback.is_playing
        assert not line.loop[2]
        window.playback.seek(0.0)


def test_the_ruler_still_seeks_and_loops(qtbot: QtBot, window: MainWindow) -> None:
    ruler, line = window.stage.spectrogram.ruler, window.timeline
    window.playback.seek(1.0)
    grip = QPoint(round(ruler.x_of(1.0)) + 3, ruler.height() - 8)
    qtbot.mouseClick(ruler, LEFT, pos=grip)  # a click on the grip is a click
    assert line.playhead_s == pytest.approx(ruler.time_at(grip.x()), abs=0.01)
    drag(ruler, QPoint(round(ruler.x_of(2.0)), 6), QPoint(round(ruler.x_of(2.5)), 6))
    QTest.mouseRelease(ruler, LEFT, PLAIN, QPoint(round(ruler.x_of(2.5)), 6))
    assert line.loop == (pytest.approx(2.0, abs=0.02), pytest.approx(2.5, abs=0.02), True)


def test_keys_jog_by_a_second_and_a_tenth(qtbot: QtBot, window: MainWindow) -> None:
    line = window.timeline
    for key, keys, expected_s in (
        (Qt.Key.Key_Period, PLAIN, 1.0),
        (Qt.Key.Key_Period, SHIFT, 1.1),
        (Qt.Key.Key_Comma, PLAIN, 0.1),
        (Qt.Key.Key_Comma, SHIFT, 0.0),
        (Qt.Key.Key_Comma, PLAIN, 0.0),
    ):
        press(qtbot, window, key, keys)
        assert line.playhead_s == pytest.approx(expected_s, abs=1e-3)
    window.playback.seek(LENGTH_S)
    press(qtbot, window, Qt.Key.Key_Period)
    assert line.playhead_s == pytest.approx(LENGTH_S)


def test_the_playhead_never_runs_back_while_it_plays(qtbot: QtBot, window: MainWindow) -> None:
    seen: list[float] = []
    window.timeline.playhead_changed.connect(seen.append)
    window.playback.play()
    for zoom in range(12):
        window.timeline.zoom(1.3 if zoom % 2 else 1 / 1.3, 1.0)
        so_far = len(seen)
        qtbot.waitUntil(lambda so_far=so_far: len(seen) > so_far + 1, timeout=WAIT_MS)
    window.playback.stop()
    assert np.diff(seen).min() >= 0.0


def test_a_loop_whose_end_is_moved_over_the_playhead_goes_on_as_a_loop(qtbot: QtBot, window: MainWindow) -> None:
    line = window.timeline
    line.set_loop(0.5, 2.8, True)
    window.playback.seek(2.0)
    window.playback.play()
    qtbot.waitUntil(lambda: line.playhead_s > 2.1, timeout=WAIT_MS)
    line.set_loop(0.5, 1.0, True)
    qtbot.waitUntil(lambda: 0.5 <= line.playhead_s <= 1.0, timeout=WAIT_MS)
    assert window.playback.is_playing


@pytest.mark.parametrize("keys", [CONTROL, ALT, SHIFT], ids=["control", "alt", "shift"])
def test_any_modifier_and_a_click_solo_one_alone_and_again_none(
    qtbot: QtBot, window: MainWindow, keys: Qt.KeyboardModifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = window.mixer.strip("s1").solo, window.mixer.strip("s2").solo
    qtbot.mouseClick(second, LEFT)
    monkeypatch.setattr(QApplication, "keyboardModifiers", lambda: keys)
    qtbot.mouseClick(first, LEFT, keys)
    assert (first.isChecked(), second.isChecked()) == (True, False)
    qtbot.mouseClick(first, LEFT, keys)
    assert (first.isChecked(), second.isChecked()) == (False, False)
    assert not any(strip.solo for strip in window.playback.strips.values())


def test_all_solos_and_mutes_are_cleared_by_a_key_and_gains_stay(qtbot: QtBot, window: MainWindow) -> None:
    window.mixer.strip("s1").fader.setValue(-10)
    qtbot.mouseClick(window.mixer.strip("s1").solo, LEFT)
    qtbot.mouseClick(window.mixer.strip("s2").mute, LEFT)
    press(qtbot, window, Qt.Key.Key_S, ALT)
    strips = window.playback.strips
    assert not any(strip.solo or strip.mute for strip in strips.values())
    assert strips["s1"].gain_db == -5.0


def test_dropouts_are_counted_in_the_status_line_until_they_are_clicked_away(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = window.status.findChild(QToolButton, "dropouts")
    assert button.text() == "0 dropouts"
    count = [3]
    player, state = window.playback.player, window.playback.player.state
    monkeypatch.setattr(player, "state", lambda: replace(state(), underruns=count[0]))
    window.playback._count_dropouts()
    assert button.text() == "3 dropouts"
    assert button.property("state") == "warning"
    qtbot.mouseClick(button, LEFT)
    assert button.text() == "0 dropouts"
    assert button.property("state") == ""
    count[0] = 4
    window.playback._count_dropouts()
    assert button.text() == "1 dropout"


def test_peaks_rise_while_it_plays_and_fall_when_it_stops(qtbot: QtBot, window: MainWindow) -> None:
    window.playback.listen("stems")
    window.playback.seek(0.2)
    window.playback.play()
    strip, master = window.mixer.strip("s1").meter.ballistics, window.mixer.master
    qtbot.waitUntil(lambda: strip.level_db > -50 and master.meter.sides[0].level_db > -50, timeout=WAIT_MS)
    window.playback.stop()
    assert strip.level_db == master.meter.sides[0].level_db == -60.0
    assert strip.highest_db > -50
    press(qtbot, window, Qt.Key.Key_P, SHIFT)
    assert strip.highest_db < -150


def test_the_stems_are_called_after_the_version_where_there_are_several(window: MainWindow) -> None:
    assert segment(window, "stems").text() == "Stems"
    window.transport.set_version("B")
    window.transport.set_stems_there(True)
    assert segment(window, "stems").text() == "Stems B"
    assert "version B" in segment(window, "stems").toolTip()
