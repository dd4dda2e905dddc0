"""The chosen notes as a stem of their own, by mouse and keys; the ways in which many notes are chosen at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from core.annotation.model import Note
from tests.app.projects import WAIT_MS, new_window, opened, settle
from tests.app.songs import RATE

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def chosen(window: MainWindow) -> list[tuple[str, int]]:
    return [(note.source_id, round(note.pitch or 0)) for note in window.stage.piano_roll.board.chosen_notes()]


def key(window: MainWindow, which: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.stage.piano_roll.canvas.setFocus()
    QTest.keyClick(window.stage.piano_roll.canvas, which, keys)


def click_note(window: MainWindow, time_s: float, pitch: int) -> None:
    canvas = window.stage.piano_roll.canvas
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, QPoint(round(canvas.x_of(time_s)), round(canvas.y_of(pitch))))


def over_keys(window: MainWindow, first: int, last: int, keys: Qt.KeyboardModifier = NONE) -> None:
    """Drag from one key of the keyboard to another."""
    axis, canvas = window.stage.piano_roll.axis, window.stage.piano_roll.canvas
    begin, end = (QPointF(30, canvas.y_of(pitch)).toPoint() for pitch in (first, last))
    QTest.mousePress(axis, LEFT, keys, begin)
    if last != first:
        QTest.mouseMove(axis, end)
        QApplication.processEvents()
    QTest.mouseRelease(axis, LEFT, keys, end)


def done(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.separation.is_running and not window.session.work.is_busy, timeout=WAIT_MS)


def separate(qtbot: QtBot, window: MainWindow, updates: int = 0) -> None:
    window.engine.form.control("updates").setValue(updates)
    key(window, Qt.Key.Key_R, CTRL)
    assert window.separation.is_running
    done(qtbot, window)


def strips(window: MainWindow) -> list[str]:
    return [strip.name for strip in window.screen_state._strips]


def stems(window: MainWindow) -> dict[str, np.ndarray]:
    result, request = window.separation.result, window.separation.request
    assert result is not None
    assert request is not None
    names = {source.id: source.name for source in request.annotation.sources}
    return {names[own_id]: stem.samples for own_id, stem in result.stems}


# choose


def test_keys_of_the_keyboard_choose_their_notes(song_window: MainWindow) -> None:
    window = song_window
    over_keys(window, 76, 76)
    assert chosen(window) == [("s1", 76), ("s1", 76)]
    over_keys(window, 45, 42)
    assert chosen(window) == [("s2", 45), ("s2", 43)]
    over_keys(window, 80, 84, SHIFT)
    assert chosen(window) == [("s2", 45), ("s1", 81), ("s2", 43)]
    window.document.pick("s1")
    over_keys(window, 79, 40, CTRL)
    assert chosen(window) == [("s1", 76), ("s1", 79), ("s1", 76)]


def test_notes_are_chosen_by_what_they_share(song_window: MainWindow) -> None:
    window = song_window
    click_note(window, 0.45, 76)
    assert chosen(window) == [("s1", 76)]
    key(window, Qt.Key.Key_J)
    assert chosen(window) == [("s1", 76), ("s1", 76)]
    over_keys(window, 76, 79)
    key(window, Qt.Key.Key_J, SHIFT)
    assert chosen(window) == [("s1", 76), ("s1", 79), ("s1", 76)]
    key(window, Qt.Key.Key_A, CTRL | SHIFT)
    assert chosen(window) == [("s1", 76), ("s1", 79), ("s1", 81), ("s1", 76)]
    assert not window.table["choose_in_time"].isEnabled()
    window.timeline.set_selection(0.5, 2.0)
    key(window, Qt.Key.Key_J, ALT)
    assert chosen(window) == [("s1", 79), ("s1", 81)]
    window.timeline.set_selection(0.0, 0.1)
    key(window, Qt.Key.Key_J, ALT)
    assert chosen(window) == [("s1", 79), ("s1", 81)]
    assert "No such note begins" in window.stage.piano_roll.told
    key(window, Qt.Key.Key_Escape)
    window.document.pick("s2")
    key(window, Qt.Key.Key_A, CTRL | SHIFT)
    assert {source_id for source_id, _pitch in chosen(window)} == {"s2"}


def test_without_chosen_notes_there_are_no_pitches_to_choose_by(song_window: MainWindow) -> None:
    assert not song_window.table["choose_pitches"].isEnabled()
    assert not song_window.table["choose_between"].isEnabled()
    assert song_window.table["choose_source"].isEnabled()


# separate


def test_the_chosen_notes_get_a_stem_beside_the_rest(song_window: MainWindow, qtbot: QtBot) -> None:
    window = song_window
    before = window.document.annotation
    over_keys(window, 79, 81)
    window.engine.form.control("updates").setValue(5)
    key(window, Qt.Key.Key_R, ALT)
    assert window.separation.is_running
    done(qtbot, window)
    assert strips(window) == ["Flute", "Bass", "Flute G5-A5", "Residual"]
    found = stems(window)
    assert list(found) == ["Flute", "Bass", "Flute G5-A5"]
    inside, outside = slice(round(0.95 * RATE), round(2.0 * RATE)), slice(0, round(0.5 * RATE))
    assert np.abs(found["Flute G5-A5"][:, inside]).max() > 0.05
    assert not found["Flute G5-A5"][:, outside].any()
    assert np.abs(found["Flute"][:, outside]).max() > 0.05
    residual = window.separation.result.residual.samples
    total = sum(found.values()) + residual
    np.testing.assert_allclose(total, window.song.mixture.samples, rtol=0, atol=1e-6)
    assert window.document.annotation is before
    assert chosen(window) == [("s1", 79), ("s1", 81)]
    assert [facts.name for facts in window.session.versions.facts] == ["Flute G5-A5"]
    # heard, soloed and exported as every stem
    [group] = [own_id for own_id in window.playback.stem_ids if own_id.startswith("notes-")]
    assert group in [mix[0] for mix in window.mixer.mixes()]
    shown = window.stage.bar.findChildren(QComboBox)[0]
    shown.setCurrentIndex(shown.findText("Flute G5-A5"))
    assert window.stage.bar.shown() == group
    audio = window.stage.spectrogram._audio
    assert audio is not None
    np.testing.assert_array_equal(audio.samples, found["Flute G5-A5"])
    assert [one.name for one in window.screen_state.sources()][-1] == "Flute G5-A5"


def test_the_menu_separates_a_single_note_from_the_version_that_is_shown(
    song_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = song_window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "n.stembrush"), ""))
    window.table["save"].trigger()
    separate(qtbot, window)
    canvas = window.stage.piano_roll.canvas
    place = QPoint(round(canvas.x_of(1.85)), round(canvas.y_of(43)))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, canvas.viewport().mapToGlobal(place))
    QApplication.sendEvent(canvas.viewport(), event)
    menu = window.menus.menu
    assert menu is not None
    action = window.table["separate_notes"]
    assert action in menu.actions()
    assert action.isEnabled()
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
    assert window.separation.is_running
    done(qtbot, window)
    first, second = window.session.versions.facts
    assert (second.name, second.based_on) == ("Bass G2 at 0:01", first.id)
    assert second.parameters["updates"] == 4
    assert strips(window) == ["Flute", "Bass", "Bass G2 at 0:01", "Residual"]
    # all notes of a source leave nothing of it; what goes on is a version whose source is there still
    click_note(window, 0.45, 40)
    key(window, Qt.Key.Key_A, CTRL | SHIFT)
    key(window, Qt.Key.Key_R, ALT)
    done(qtbot, window)
    third = window.session.versions.facts[2]
    assert (third.name, third.based_on, third.parameters["updates"]) == ("Bass, all notes", second.id, 4)
    assert list(stems(window)) == ["Flute", "Bass, all notes"]
    # the settings of such a version are those with which its base had learnt
    used = window.engine.parameters()
    window.engine.form.control("updates").setValue(9)
    window.table["version_settings"].trigger()
    assert window.engine.parameters() == used
    # after a restart they are there, and the state is brought back from the project
    window.close()
    again = new_window(qtbot)
    opened(qtbot, again, tmp_path / "n.stembrush")
    qtbot.waitUntil(lambda: again.separation.result is not None, timeout=WAIT_MS)
    settle(qtbot, again)
    assert strips(again) == ["Flute", "Bass", "Bass, all notes", "Residual"]
    assert (again.engine.engine_id(), again.engine.parameters()) == (third.engine_id, used)
    again.session.versions.choose(again.session.versions.facts[0].id)
    settle(qtbot, again)
    over_keys(again, 76, 81)
    key(again, Qt.Key.Key_A, CTRL)
    key(again, Qt.Key.Key_R, ALT)
    qtbot.waitUntil(lambda: again.separation.is_running, timeout=WAIT_MS)
    done(qtbot, again)
    last = again.session.versions.facts[-1]
    assert (last.name, last.based_on) == ("Notes E2-A5", again.session.versions.facts[0].id)
    assert list(stems(again)) == ["Notes E2-A5"]
    settle(qtbot, again)


def test_notes_of_a_source_without_a_stem_of_its_own_are_separated_too(song_window: MainWindow, qtbot: QtBot) -> None:
    window = song_window
    window.document.choose("s2", False)
    window.engine.form.control("updates").setValue(3)
    over_keys(window, 45, 45)
    key(window, Qt.Key.Key_R, ALT)
    done(qtbot, window)
    assert list(stems(window)) == ["Flute", "Bass A2 at 0:00", "Everything else"]
    request = window.separation.request
    assert request is not None
    assert request.annotation.sources[1].instrument_of == request.annotation.sources[2]


def test_other_settings_or_other_notes_are_learnt_as_usual(song_window: MainWindow, qtbot: QtBot) -> None:
    window = song_window
    separate(qtbot, window, 3)
    annotation = window.document.annotation
    window.document.perform(annotation.with_notes([*annotation.notes, Note(RATE, RATE, "s1", 60.0)]), "Draw")
    over_keys(window, 60, 60)
    key(window, Qt.Key.Key_R, ALT)
    done(qtbot, window)
    assert window.session.versions.facts[-1].parameters["updates"] == 3
    assert window.session.versions.facts[-1].name == "Flute C4 at 0:01"


def test_without_chosen_notes_it_is_said_what_to_do(song_window: MainWindow) -> None:
    window = song_window
    key(window, Qt.Key.Key_R, ALT)
    assert not window.separation.is_running
    assert "Choose notes in the piano roll first" in window.messages.text()
