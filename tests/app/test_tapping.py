"""Number keys while the song plays, and the commands on activity: from the key to the step of the history."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.controllers.document import DocumentController
from app.controllers.tapping import TapAlong
from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views.lanes_view import LanesView
from app.views.timeline import Timeline
from core.annotation.model import ActivitySpan, ActivityState, Note
from core.project.project import SongReference
from tests.app.lanes import ACTIVE, LENGTH_S, RATE, SILENT, UNKNOWN, activity, drag, show_lanes, sources
from tests.app.songs import LENGTH_S as SONG_S
from tests.app.songs import RATE as SONG_RATE
from tests.app.songs import write_song

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
WAIT_MS = 60_000


class Playback(QObject):
    """Plays whenever it is told to; the timeline is moved by the test."""

    playing_changed = Signal(bool)
    is_playing = False

    def set_playing(self, on: bool) -> None:
        self.is_playing = on
        self.playing_changed.emit(on)


class Bench(QWidget):
    """A window with lanes, a text field and a shortcut on 1, as the real one has."""

    def __init__(self) -> None:
        super().__init__()
        self.timeline = Timeline(self)
        self.timeline.set_length(LENGTH_S)
        self.document = DocumentController(self)
        self.document.project.song = SongReference(Path("song.wav"), "", RATE, round(LENGTH_S * RATE), 2)
        self.playback = Playback(self)
        self.lanes = LanesView(self.timeline)
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.lanes)
        layout.addWidget(self.field)
        self.tools_chosen = 0
        QShortcut(QKeySequence("1"), self).activated.connect(self.choose_tool)
        self.tapping = TapAlong(self.document, self.playback, self, self)  # type: ignore[arg-type]
        self.document.annotation_changed.connect(self.show_activity)
        self.document.perform(self.document.annotation.changed(sources=sources(3)), "Add sources")

    def choose_tool(self) -> None:
        self.tools_chosen += 1

    def show_activity(self) -> None:
        annotation = self.document.annotation
        self.lanes.set_activities(annotation.sources, annotation.activities, RATE)

    def play(self, *times_s: float) -> None:
        """Let the playhead come by."""
        for time_s in times_s:
            self.timeline.set_playhead(time_s)

    def spans(self, number: int) -> tuple[tuple[float, float, ActivityState], ...]:
        found = self.document.annotation.activity_of(f"s{number}").spans
        return tuple((span.start / RATE, span.stop / RATE, span.state) for span in found)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    bench = Bench()
    qtbot.addWidget(bench)
    show_lanes(bench.lanes)
    bench.show()
    bench.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is bench)
    bench.lanes.canvas.setFocus()
    return bench


def let_go(widget: QWidget, key: Qt.Key) -> None:
    """Release a key for good: so long that it cannot be a repeat."""
    QTest.keyRelease(widget, key)
    QTest.qWait(60)


def playing(bench: Bench, at_s: float) -> Bench:
    bench.timeline.set_playhead(at_s)
    bench.playback.set_playing(True)
    return bench


def test_a_key_held_paints_its_lane_from_press_to_release(bench: Bench) -> None:
    playing(bench, 10.0)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_2)
    bench.play(10.5, 11.0, 11.5)
    assert bench.spans(2) == ()
    assert bench.lanes.lanes.state_at(1, 11_200) is ACTIVE  # seen while it grows
    let_go(bench.lanes.canvas, Qt.Key.Key_2)
    bench.play(12.0)
    assert bench.spans(2) == ((10.0, 11.5, ACTIVE),)
    assert bench.document.project.undo_words == "Tap Cello"


def test_with_alt_it_taps_silence(bench: Bench) -> None:
    playing(bench, 10.0)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_1, ALT)
    bench.play(10.8)
    let_go(bench.lanes.canvas, Qt.Key.Key_1)
    assert bench.spans(1) == ((10.0, 10.8, SILENT),)
    assert bench.document.project.undo_words == "Tap Violin silent"


def test_several_keys_at_once_are_steps_of_their_own(bench: Bench) -> None:
    playing(bench, 10.0)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_1)
    bench.play(10.5)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_3)
    bench.play(11.0)
    let_go(bench.lanes.canvas, Qt.Key.Key_1)
    bench.play(11.5)
    let_go(bench.lanes.canvas, Qt.Key.Key_3)
    assert bench.spans(1) == ((10.0, 11.0, ACTIVE),)
    assert bench.spans(3) == ((10.5, 11.5, ACTIVE),)
    bench.document.undo()
    assert bench.spans(3) == ()
    assert bench.spans(1) == ((10.0, 11.0, ACTIVE),)


def test_keys_that_repeat_are_one_tap(bench: Bench) -> None:
    playing(bench, 10.0)
    canvas = bench.lanes.canvas
    QTest.keyPress(canvas, Qt.Key.Key_1)
    for time_s in (10.2, 10.4):
        bench.play(time_s)
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(canvas, QKeyEvent(kind, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True))
    let_go(canvas, Qt.Key.Key_1)
    assert bench.spans(1) == ((10.0, 10.4, ACTIVE),)
    bench.document.undo()
    assert bench.spans(1) == ()


def test_repeats_that_come_as_releases_and_presses_are_one_tap(bench: Bench) -> None:
    playing(bench, 10.0)
    canvas = bench.lanes.canvas
    QTest.keyPress(canvas, Qt.Key.Key_1)
    for time_s in (10.2, 10.4, 10.6):
        bench.play(time_s)
        QTest.keyRelease(canvas, Qt.Key.Key_1)
        QTest.keyPress(canvas, Qt.Key.Key_1)
    bench.play(10.8)
    assert bench.spans(1) == ()  # one step of the history, at the end
    let_go(canvas, Qt.Key.Key_1)
    assert bench.spans(1) == ((10.0, 10.8, ACTIVE),)


def test_a_tap_ends_where_its_key_was_released(bench: Bench) -> None:
    playing(bench, 10.0)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_1)
    bench.play(10.5)
    QTest.keyRelease(bench.lanes.canvas, Qt.Key.Key_1)
    bench.play(10.6)
    bench.playback.set_playing(False)
    assert bench.spans(1) == ((10.0, 10.5, ACTIVE),)


def test_a_loop_that_begins_anew_makes_two_spans(bench: Bench) -> None:
    bench.timeline.set_loop(10.0, 20.0, True)
    playing(bench, 19.5)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_1)
    bench.play(19.9, 10.1, 10.6)
    let_go(bench.lanes.canvas, Qt.Key.Key_1)
    assert bench.spans(1) == ((10.0, 10.6, ACTIVE), (19.5, 20.0, ACTIVE))
    bench.document.undo()
    assert bench.spans(1) == ()


def test_a_leap_is_not_painted_over(bench: Bench) -> None:
    playing(bench, 10.0)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_1)
    bench.play(10.5, 50.0, 50.5, 30.0, 30.2)
    let_go(bench.lanes.canvas, Qt.Key.Key_1)
    assert bench.spans(1) == ((10.0, 10.5, ACTIVE), (30.0, 30.2, ACTIVE), (50.0, 50.5, ACTIVE))


def test_stopping_ends_the_tap_and_the_key_that_is_still_held_does_nothing(bench: Bench) -> None:
    playing(bench, 10.0)
    canvas = bench.lanes.canvas
    QTest.keyPress(canvas, Qt.Key.Key_1)
    bench.play(10.5)
    bench.playback.set_playing(False)
    assert bench.spans(1) == ((10.0, 10.5, ACTIVE),)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
    event.ignore()
    QApplication.sendEvent(canvas, event)
    assert event.isAccepted()
    let_go(canvas, Qt.Key.Key_1)
    assert bench.tools_chosen == 0


def test_leaving_the_window_ends_the_tap(bench: Bench) -> None:
    playing(bench, 10.0)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_1)
    bench.play(10.5)
    QApplication.sendEvent(bench, QEvent(QEvent.Type.WindowDeactivate))
    bench.play(11.0)
    assert bench.spans(1) == ((10.0, 10.5, ACTIVE),)
    assert not bench.tapping.is_tapping


def test_number_keys_choose_tools_while_nothing_plays(bench: Bench) -> None:
    QTest.keyClick(bench.lanes.canvas, Qt.Key.Key_1)
    assert bench.tools_chosen == 1
    playing(bench, 10.0)
    QTest.keyClick(bench.lanes.canvas, Qt.Key.Key_1)
    assert bench.tools_chosen == 1
    bench.playback.set_playing(False)
    QTest.keyClick(bench.lanes.canvas, Qt.Key.Key_1)
    assert bench.tools_chosen == 2


def test_digits_in_a_text_field_are_text(bench: Bench) -> None:
    playing(bench, 10.0)
    bench.field.setFocus()
    QTest.keyPress(bench.field, Qt.Key.Key_2)
    bench.play(10.5)
    QTest.keyRelease(bench.field, Qt.Key.Key_2)
    assert bench.field.text() == "2"
    assert bench.spans(2) == ()


def test_the_names_show_the_keys_while_it_plays(bench: Bench) -> None:
    assert bench.lanes.names.key_of(1) == ""
    playing(bench, 10.0)
    assert [bench.lanes.names.key_of(lane) for lane in (0, 1, 9)] == ["1", "2", ""]
    bench.playback.set_playing(False)
    assert bench.lanes.names.key_of(1) == ""


def test_a_source_that_is_removed_under_the_tap_is_left_alone(bench: Bench) -> None:
    playing(bench, 10.0)
    QTest.keyPress(bench.lanes.canvas, Qt.Key.Key_3)
    bench.play(10.5)
    bench.document.perform(bench.document.annotation.changed(sources=sources(2)), "Remove Flute")
    bench.play(11.0)
    let_go(bench.lanes.canvas, Qt.Key.Key_3)
    assert bench.document.annotation.activities == ()


# the commands, in the real window


class Onsets(QObject):
    """Finds what the test wants."""

    changed = Signal()
    onsets = np.zeros(0, np.int64)

    def found(self, onsets: np.ndarray) -> None:
        self.onsets = onsets
        self.changed.emit()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> MainWindow:
    """A song of 3 s with two sources, nothing painted."""
    apply_theme(qapp, DARK)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.open(write_song(tmp_path)[0], None)
    qtbot.waitUntil(lambda: window.song.mixture is not None and not window.session.work.is_busy, timeout=WAIT_MS)
    window.document.perform(window.document.annotation.changed(sources=sources(2)), "Add sources")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def states(window: MainWindow, number: int) -> list[tuple[float, float, ActivityState]]:
    spans = window.document.annotation.activity_of(f"s{number}").spans
    return [(round(span.start / SONG_RATE, 2), round(span.stop / SONG_RATE, 2), span.state) for span in spans]


def test_the_selection_is_marked_and_without_one_the_loop(window: MainWindow) -> None:
    window.document.pick("s2")
    window.timeline.set_loop(0.0, 3.0, True)
    window.table["mark_silent"].trigger()
    window.timeline.set_selection(1.0, 2.0)
    window.table["mark_active"].trigger()
    assert states(window, 2) == [(0.0, 1.0, SILENT), (1.0, 2.0, ACTIVE), (2.0, 3.0, SILENT)]
    assert window.document.project.undo_words == "Paint Cello"
    window.table["mark_unknown"].trigger()
    assert states(window, 2) == [(0.0, 1.0, SILENT), (2.0, 3.0, SILENT)]
    window.table["undo"].trigger()
    assert states(window, 2)[1] == (1.0, 2.0, ACTIVE)


def test_without_a_selection_it_says_why_nothing_is_marked(qtbot: QtBot, window: MainWindow) -> None:
    window.timeline.set_selection(0.0, 0.0)
    with qtbot.waitSignal(window.activity.told) as told:
        window.table["mark_active"].trigger()
    assert "selected" in told.args[0]
    assert states(window, 1) == []


def test_everything_can_be_painted_with_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.stage.lanes.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert window.document.picked is not None
    assert window.document.picked.name == "Cello"
    for _ in range(10):
        QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    start_s, stop_s = window.timeline.selection
    assert stop_s > start_s == 0.0
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert states(window, 2) == [(0.0, round(stop_s, 2), ACTIVE)]
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert states(window, 2) == []


def test_strokes_edges_and_moves_are_one_step_each(window: MainWindow) -> None:
    window.table["tool_activity"].setChecked(True)
    lanes = window.stage.lanes
    drag(lanes, 0, 1.0, 2.0)
    drag(lanes, 0, 2.0, 2.5)
    drag(lanes, 0, 1.5, 1.0, Qt.KeyboardModifier.ControlModifier)
    words = []
    for _ in range(3):
        words.append(window.document.project.undo_words)
        assert len(states(window, 1)) == 1
        window.table["undo"].trigger()
    assert words == ["Move activity of Violin", "Resize activity of Violin", "Paint Violin"]
    assert states(window, 1) == []


def test_actions_can_be_used_when_they_would_do_something(window: MainWindow) -> None:
    names = ("mark_active", "fill_from_notes", "silent_elsewhere")
    assert [window.table[name].isEnabled() for name in names] == [True, False, False]
    note = Note(SONG_RATE, SONG_RATE, "s1", 60.0)
    window.document.perform(window.document.annotation.with_notes([note]), "Draw note")
    assert [window.table[name].isEnabled() for name in names] == [True, True, False]
    window.table["fill_from_notes"].trigger()
    assert states(window, 1) == [(1.0, 2.0, ACTIVE)]
    assert [window.table[name].isEnabled() for name in names] == [True, True, True]
    window.table["silent_elsewhere"].trigger()
    assert states(window, 1) == [(0.0, 1.0, SILENT), (1.0, 2.0, ACTIVE), (2.0, SONG_S, SILENT)]
    window.document.pick("s2")
    assert [window.table[name].isEnabled() for name in names] == [True, False, False]


def test_strokes_snap_to_the_onsets_of_the_song(window: MainWindow) -> None:
    onsets = Onsets(window)
    window.activity.use_onsets(onsets)  # type: ignore[arg-type]
    window.table["snap"].setChecked(True)
    drag(window.stage.lanes, 0, 0.5, 2.0)
    onsets.found(np.array([11100, 44200]))
    drag(window.stage.lanes, 1, 0.5, 2.0)
    first, second = (window.document.annotation.activity_of(f"s{number}").spans[0] for number in (1, 2))
    assert (first.start, first.stop) != (11100, 44200)
    assert (second.start, second.stop) == (11100, 44200)


def test_a_span_that_is_no_more_is_not_moved(window: MainWindow) -> None:
    window.document.perform(window.document.annotation.with_activity(activity(1, (1, 2, ACTIVE))), "Paint Violin")
    window.activity.move("s1", ActivitySpan(5, 50, ACTIVE), 1.0)
    window.activity.resize("s1", ActivitySpan(5, 50, ACTIVE), 0.0, 1.0)
    assert window.document.annotation.activity_of("s1") == activity(1, (1, 2, ACTIVE))
    window.activity.paint("s1", 1.2, 1.2, UNKNOWN)
    assert window.document.project.undo_words == "Paint Violin"


def test_tapping_along_the_real_song(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.stage.lanes.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.timeline.playhead_s > 0.1, timeout=10_000)
    QTest.keyPress(canvas, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.timeline.playhead_s > 0.4, timeout=10_000)
    let_go(canvas, Qt.Key.Key_1)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    [(start_s, stop_s, state)] = states(window, 1)
    assert 0.05 < start_s < stop_s < 3.0
    assert state is ACTIVE
    assert window.table["tool_select"].isChecked()
