"""What a run found to sound: seen in the piano roll, kept with its version, and the notes tightened to it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.controllers.settings import settings
from app.main_window import MainWindow
from app.views.piano_roll_view import PianoRollView
from app.views.timeline import Timeline
from core.annotation.model import Note
from core.annotation.representation import Representation, representation_in
from tests.app.projects import WAIT_MS, new_window, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
WIDTH, HEIGHT, RATE, HOP = 800, 400, 1000, 35


def separate(qtbot: QtBot, window: MainWindow) -> None:
    window.engine.form.control("updates").setValue(4)
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    settle(qtbot, window)


def loosen(window: MainWindow, by_s: float = 0.05) -> tuple[Note, ...]:
    """Let every other note begin later than it does."""
    document = window.document
    by = round(by_s * document.rate)
    notes = [
        Note(n.start + by * (number % 2), n.length, n.source_id, n.pitch, n.level)
        for number, n in enumerate(document.annotation.notes)
    ]
    document.perform(document.annotation.with_notes(notes), "Loosen")
    return document.annotation.notes


def press(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    window.activateWindow()
    canvas = window.stage.piano_roll.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, key, keys)


def shown(window: MainWindow) -> Representation | None:
    return window.stage.piano_roll.found.representation


def test_a_key_shows_what_the_shown_version_found_and_hides_it(qtbot: QtBot, song_window: MainWindow) -> None:
    window = song_window
    separate(qtbot, window)
    assert shown(window) is None
    press(window, Qt.Key.Key_H)
    assert window.table["found_activity"].isChecked()
    found = shown(window)
    assert found is not None
    assert {source_id for source_id, _pitch in found.rows} == {"s1", "s2"}
    press(window, Qt.Key.Key_H)
    assert shown(window) is None


def test_without_a_version_it_says_why_there_is_nothing(song_window: MainWindow) -> None:
    window = song_window
    assert not window.table["tighten"].isEnabled()
    assert "Separate first" in window.table["tighten"].toolTip()
    press(window, Qt.Key.Key_H)
    assert window.stage.piano_roll.told.startswith("Separate first")
    assert shown(window) is None


def test_the_choice_is_remembered(qtbot: QtBot, song_window: MainWindow) -> None:
    press(song_window, Qt.Key.Key_H)
    assert settings().value("found_activity") == "yes"
    assert new_window(qtbot).table["found_activity"].isChecked()


def test_notes_are_tightened_in_one_step_that_is_told_and_undone(qtbot: QtBot, song_window: MainWindow) -> None:
    window = song_window
    true = {(n.source_id, n.pitch, round(n.start / 15435)): n.start for n in window.document.annotation.notes}
    loose = loosen(window)
    separate(qtbot, window)
    press(window, Qt.Key.Key_Q, SHIFT)
    tight = window.document.annotation.notes
    assert len(tight) == len(loose)

    def errors(notes: tuple[Note, ...]) -> list[int]:
        starts = {(source_id, pitch): [] for source_id, pitch, _place in true}
        for (source_id, pitch, _place), start in true.items():
            starts[source_id, pitch].append(start)
        return [min(abs(n.start - start) for start in starts[n.source_id, n.pitch]) for n in notes]

    assert max(errors(tight)) < 0.7 * max(errors(loose))
    assert window.document.project.undo_words.startswith("Tighten")
    assert "notes tightened" in window.status.words()
    window.table["undo"].trigger()
    assert "notes tightened" not in window.status.words()
    assert window.document.annotation.notes == loose


def test_only_the_chosen_notes_are_tightened_and_stay_chosen(qtbot: QtBot, song_window: MainWindow) -> None:
    window = song_window
    loose = loosen(window)
    separate(qtbot, window)
    board = window.stage.piano_roll.board
    board.choose_notes([loose[1]])
    window.table["tighten"].trigger()
    changed = set(loose) - set(window.document.annotation.notes)
    assert changed == {loose[1]}
    assert [(n.source_id, n.pitch) for n in board.chosen_notes()] == [(loose[1].source_id, loose[1].pitch)]


def test_another_version_shows_what_it_found(qtbot: QtBot, song_window: MainWindow) -> None:
    window = song_window
    press(window, Qt.Key.Key_H)
    separate(qtbot, window)
    first = shown(window)
    document = window.document
    document.perform(document.annotation.with_notes(n for n in document.annotation.notes if n.pitch != 79), "Delete")
    separate(qtbot, window)
    second = shown(window)
    assert first is not None
    assert second is not None
    assert ("s1", 79.0) in first.rows
    assert ("s1", 79.0) not in second.rows
    window.table["version_toggle"].trigger()
    assert shown(window) is first


def test_it_comes_back_from_the_project_when_it_is_wanted(
    qtbot: QtBot, song_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = song_window
    separate(qtbot, window)
    result = window.separation.result
    assert result is not None
    before = representation_in(result.state)
    path = tmp_path / "Lied.stembrush"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    window.table["save"].trigger()
    settle(qtbot, window)
    again = new_window(qtbot)
    window.table["new"].trigger()
    again.open(path, None)
    qtbot.waitUntil(lambda: again.separation.result is not None, timeout=WAIT_MS)
    settle(qtbot, again)
    assert again.found.representation is None
    assert again.table["tighten"].isEnabled()
    press(again, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: shown(again) is not None, timeout=WAIT_MS)
    found = shown(again)
    assert found is not None
    assert before is not None
    assert found.rows == before.rows
    assert np.array_equal(found.levels, before.levels)
    again.table["new"].trigger()
    assert shown(again) is None
    assert not again.table["tighten"].isEnabled()


def test_tightening_waits_for_what_the_project_knows(
    qtbot: QtBot, song_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = song_window
    loose = loosen(window)
    separate(qtbot, window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "Lied.stembrush"), ""))
    window.table["save"].trigger()
    settle(qtbot, window)
    again = new_window(qtbot)
    window.table["new"].trigger()
    again.open(tmp_path / "Lied.stembrush", None)
    qtbot.waitUntil(lambda: again.separation.result is not None, timeout=WAIT_MS)
    settle(qtbot, again)
    again.table["tighten"].trigger()
    qtbot.waitUntil(lambda: again.document.annotation.notes != loose, timeout=WAIT_MS)


def test_the_menu_of_the_piano_roll_has_it(qtbot: QtBot, song_window: MainWindow) -> None:
    window = song_window
    separate(qtbot, window)
    canvas = window.stage.piano_roll.canvas
    pixel = QPoint(200, 60)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pixel, canvas.viewport().mapToGlobal(pixel))
    QApplication.sendEvent(canvas.viewport(), event)
    assert window.menus.menu is not None
    actions = {action.text(): action for action in window.menus.menu.actions()}
    assert actions["Tighten the notes to what was found"].isEnabled()
    window.menus.menu.close()


# the picture


@pytest.fixture
def roll(qtbot: QtBot) -> PianoRollView:
    """Return a piano roll of 100 s without notes."""
    timeline = Timeline()
    timeline.set_length(100.0)
    view = PianoRollView(timeline)
    qtbot.addWidget(view)
    view.resize(WIDTH, HEIGHT)
    view.show()
    qtbot.waitExposed(view)
    view.canvas.set_y_range(50.0, 70.0)
    view.found.set_colours({"a": "#ff0000", "b": "#0000ff"})
    return view


def found(*spots: tuple[int, int, int]) -> Representation:
    """Return rows a 60, b 60, b 64 of 100 s with levels at (row, first frame, frames)."""
    levels = np.zeros((3, 100 * RATE // HOP), np.uint8)
    for row, first, frames in spots:
        levels[row, first : first + frames] = 255
    return Representation((("a", 60.0), ("b", 60.0), ("b", 64.0)), levels, HOP, RATE)


def pixel(view: PianoRollView, time_s: float, pitch: float) -> QColor:
    QApplication.processEvents()
    image: QImage = view.canvas.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(int(view.canvas.x_of(time_s) * ratio), int(view.canvas.y_of(pitch) * ratio))


def test_every_row_has_the_colour_of_its_source(roll: PianoRollView) -> None:
    roll.timeline.zoom_to(0.0, 10.0)
    roll.set_found(found((0, 100, 60), (2, 100, 60)))
    assert pixel(roll, 4.55, 60.0).red() > 200 > 150 > pixel(roll, 4.55, 60.0).blue()
    assert pixel(roll, 4.55, 64.0).blue() > 200 > 150 > pixel(roll, 4.55, 64.0).red()
    assert pixel(roll, 4.55, 62.0).red() < 60
    assert pixel(roll, 2.0, 60.0).red() < 60
    roll.found.set_colours({"a": "#00ff00"})
    assert pixel(roll, 4.55, 60.0).green() > 200


def test_of_two_sources_at_one_pitch_the_louder_is_seen_and_hidden_ones_are_not(roll: PianoRollView) -> None:
    roll.timeline.zoom_to(0.0, 10.0)
    both = found((0, 100, 60))
    both.levels[1, 100:160] = 200
    roll.set_found(both)
    assert pixel(roll, 4.55, 60.0).red() > 200
    roll.set_visible_sources({"b"})
    assert pixel(roll, 4.55, 60.0).red() < 100 < pixel(roll, 4.55, 60.0).blue()


@pytest.mark.parametrize("first", [57, 1013, 2700])
def test_a_moment_is_seen_however_far_out_the_zoom_is(roll: PianoRollView, first: int) -> None:
    roll.timeline.fit()
    roll.set_found(found((0, first, 1)))
    centre_s = first * HOP / RATE
    reds = [pixel(roll, centre_s + k * 100.0 / WIDTH, 60.0).red() for k in (-1, 0, 1)]
    assert max(reds) > 120


def test_frames_lie_at_their_times(roll: PianoRollView) -> None:
    roll.timeline.zoom_to(34.0, 36.0)
    start = Representation(found().rows, found((0, 0, 1)).levels, HOP, RATE, 35 * RATE)
    roll.set_found(start)
    reds = [pixel(roll, 35.0 + apart_s, 60.0) for apart_s in (-0.06, 0.0, 0.06)]
    # lines of the grid are grey
    assert [colour.red() - colour.blue() > 100 for colour in reds] == [False, True, False]


def test_a_song_longer_than_what_was_found_is_painted(roll: PianoRollView) -> None:
    short = Representation((("a", 60.0),), np.full((1, 30), 255, np.uint8), HOP, RATE)
    roll.set_found(short)
    for span, is_seen in (((0.0, 100.0), False), ((90.0, 99.0), False), ((0.0, 2.0), True)):
        roll.timeline.zoom_to(*span)
        assert (pixel(roll, (span[0] + span[1]) / 2, 60.0).red() > 200) == is_seen


def test_notes_are_seen_through_while_something_is_found(roll: PianoRollView) -> None:
    roll.timeline.zoom_to(0.0, 10.0)
    roll.set_notes([Note(2 * RATE, 5 * RATE, "a", 60.0)], (), {"a": "#00ff00"}, RATE)
    assert pixel(roll, 4.0, 60.0).green() > 120
    roll.set_found(found())
    assert pixel(roll, 4.0, 60.0).green() < 80


@pytest.mark.parametrize("others", [0, 1000])
def test_chosen_notes_stand_out_over_what_was_found_at_any_height(roll: PianoRollView, others: int) -> None:
    roll.timeline.zoom_to(0.0, 20.0)
    crowd = [Note(round((10 + n * 0.008) * RATE), round((10.006 + n * 0.008) * RATE), "b", 50.0) for n in range(others)]
    notes = [Note(2 * RATE, 5 * RATE, "a", 60.0), Note(6 * RATE, 9 * RATE, "a", 60.0)]
    roll.set_notes([*notes, *crowd], (), {"a": "#ff0000", "b": "#0000ff"}, RATE)
    roll.set_found(found((0, 0, 2000)))
    roll.canvas.set_y_range(0.0, HEIGHT / 4)  # rows too low for frames
    roll.board.choose_notes(notes[1:])
    plain, chosen = pixel(roll, 4.0, 60.0), pixel(roll, 8.0, 60.0)
    assert min(chosen.green(), chosen.blue()) > max(plain.green(), plain.blue()) + 60
