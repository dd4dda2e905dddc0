"""Notes edited by keys and by the commands of the menu, and carried by the clipboard."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.controllers.notes import MIME
from app.graphics.tools.base import ToolId
from core.annotation.model import Note
from tests.app.roll import ALT, CONTROL, RATE, SHIFT, Desk, note, played

Make = Callable[..., Desk]
TWO = (note(2.0, 1.0, 60), note(4.0, 1.0, 62, "b"))


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    QGuiApplication.clipboard().clear()

    def made(*notes: Note, tool: ToolId = "select") -> Desk:
        desk = Desk(played(*notes), tool)
        qtbot.addWidget(desk)
        return desk

    return made


def choose(desk: Desk, *notes: Note) -> None:
    desk.view.board.choose_notes(notes)


# keys


@pytest.mark.parametrize(
    ("key", "keys", "after"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, note(2.5, 1.0, 60)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, note(1.5, 1.0, 60)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, note(2.0, 1.0, 61)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, note(2.0, 1.0, 59)),
        (Qt.Key.Key_Up, CONTROL, note(2.0, 1.0, 72)),
        (Qt.Key.Key_Down, CONTROL, note(2.0, 1.0, 48)),
        (Qt.Key.Key_Right, CONTROL, note(6.0, 1.0, 60)),
        (Qt.Key.Key_Right, SHIFT, note(2.0, 1.5, 60)),
        (Qt.Key.Key_Left, SHIFT, note(2.0, 0.5, 60)),
        (Qt.Key.Key_Right, ALT, note(2.01, 1.0, 60)),
    ],
)
def test_arrow_keys_move_and_resize_what_is_chosen(
    make: Make, key: Qt.Key, keys: Qt.KeyboardModifier, after: Note
) -> None:
    desk = make(TWO[0])
    choose(desk, TWO[0])
    desk.key(key, keys)
    assert desk.notes() == [after]
    assert desk.chosen() == [after]
    desk.document.undo()
    assert desk.notes() == [TWO[0]]


def test_arrow_keys_scroll_where_nothing_is_chosen(make: Make) -> None:
    desk = make(*TWO)
    desk.timeline.zoom_to(0.0, 10.0)
    desk.key(Qt.Key.Key_Right)
    assert desk.timeline.start_s == pytest.approx(1.0)
    assert desk.notes() == list(TWO)


def test_escape_chooses_nothing_before_it_clears_the_selection(make: Make) -> None:
    desk = make(*TWO)
    desk.timeline.set_selection(1.0, 2.0)
    choose(desk, TWO[0])
    desk.key(Qt.Key.Key_Escape)
    assert desk.chosen() == []
    assert desk.timeline.selection == (1.0, 2.0)


def test_notes_are_drawn_by_keys_alone(make: Make) -> None:
    desk = make(tool="notes")
    desk.timeline.set_playhead(3.0)
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Right, SHIFT)
    desk.key(Qt.Key.Key_Return)
    (drawn,) = desk.notes()
    assert drawn.length == RATE
    assert drawn.start % 500 == 0
    desk.key(Qt.Key.Key_Up, CONTROL)
    desk.key(Qt.Key.Key_Left, SHIFT)
    desk.key(Qt.Key.Key_Return)
    second = desk.notes()[1]
    assert second == Note(drawn.stop, 500, "a", (drawn.pitch or 0) + 12, drawn.level)


def test_enter_on_a_note_chooses_it_for_the_keys(make: Make) -> None:
    desk = make(tool="notes")
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    (drawn,) = desk.notes()
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_Return)
    assert desk.chosen() == [drawn]
    desk.key(Qt.Key.Key_Right)
    assert desk.notes()[0].start == drawn.start + 500


def test_the_note_cursor_stays_in_song_and_sight(make: Make) -> None:
    desk = make(tool="notes")
    desk.timeline.zoom_to(0.0, 2.0)
    for _ in range(60):
        desk.key(Qt.Key.Key_Right, CONTROL)
        desk.key(Qt.Key.Key_Up, CONTROL)
    desk.key(Qt.Key.Key_Return)
    (drawn,) = desk.notes()
    assert drawn.stop <= 20.0 * RATE
    assert desk.timeline.start_s <= drawn.start / RATE <= desk.timeline.stop_s
    low, high = desk.view.canvas.y_range
    assert drawn.pitch is not None
    assert low < drawn.pitch < high


def test_tab_leads_out_of_the_notes(make: Make) -> None:
    desk = make(*TWO)
    button = QPushButton("next")
    layout = desk.layout()
    assert layout is not None
    layout.addWidget(button)
    button.show()
    assert desk.canvas.hasFocus()
    desk.key(Qt.Key.Key_Tab)
    assert button.hasFocus()


def test_delete_is_a_key_of_the_window_and_deletes_what_is_chosen(make: Make) -> None:
    desk = make(*TWO)
    choose(desk, *TWO)
    desk.key(Qt.Key.Key_Delete)
    assert desk.notes() == []
    assert desk.undo_words() == "Delete 2 notes"


# commands


def run(desk: Desk, name: str) -> None:
    action = desk.actions_by_id[name]
    assert action.isEnabled()
    action.trigger()


def test_commands_can_be_asked_for_where_they_do_something(make: Make) -> None:
    desk = make(*TWO)
    enabled = {name for name in ("cut", "copy", "paste", "delete", "quantise", "split", "to_source", "select_all")
               if desk.actions_by_id[name].isEnabled()}  # fmt: skip
    assert enabled == {"split", "select_all"}
    run(desk, "select_all")
    assert desk.chosen() == list(TWO)
    assert all(desk.actions_by_id[name].isEnabled() for name in ("cut", "copy", "delete", "to_source"))


def test_the_number_of_chosen_notes_is_told(qtbot: QtBot, make: Make) -> None:
    desk = make(*TWO)
    with qtbot.waitSignal(desk.controller.chosen_told) as caught:
        run(desk, "select_all")
    assert caught.args == ["2 notes are chosen"]
    assert desk.canvas.accessibleDescription() == "2 notes, 2 chosen"


def test_notes_of_one_source_are_pasted_into_the_chosen_source_at_the_playhead(make: Make) -> None:
    desk = make(*TWO)
    choose(desk, TWO[0])
    run(desk, "copy")
    desk.document.pick("b")
    desk.timeline.set_playhead(10.0)
    run(desk, "paste")
    assert desk.notes() == [*TWO, note(10.0, 1.0, 60, "b")]
    assert desk.chosen() == [note(10.0, 1.0, 60, "b")]
    assert desk.undo_words() == "Paste note"


def test_notes_of_several_sources_go_back_to_sources_of_their_names(make: Make) -> None:
    desk = make(*TWO)
    run(desk, "select_all")
    run(desk, "cut")
    assert desk.notes() == []
    assert desk.undo_words() == "Cut 2 notes"
    desk.timeline.set_playhead(10.0)
    run(desk, "paste")
    assert desk.notes() == [note(10.0, 1.0, 60), note(12.0, 1.0, 62, "b")]


def test_what_does_not_fit_into_the_song_is_cut_off(make: Make) -> None:
    desk = make(*TWO)
    run(desk, "select_all")
    run(desk, "copy")
    desk.timeline.set_playhead(19.5)
    run(desk, "paste")
    assert desk.notes()[2:] == [note(19.5, 0.5, 60)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"{}",
        b'{"format": "stembrush notes", "notes": [[0, 1, "a", 60, 0.5], [1e999, 1, "a", 60, 0.5]]}',
        b'{"format": "stembrush notes", "notes": [{}]}',
    ],
)
def test_hostile_content_of_the_clipboard_is_ignored(make: Make, data: bytes) -> None:
    desk = make(*TWO)
    content = QMimeData()
    content.setData(MIME, data)
    QGuiApplication.clipboard().setMimeData(content)
    desk.actions_by_id["paste"].trigger()
    assert desk.notes() == list(TWO)


class Heard(QObject):
    """Onsets at fixed samples."""

    changed = Signal()
    onsets: NDArray[np.int64] = np.array([1930, 4080, 9000])


def test_chosen_notes_are_quantised_to_what_is_heard(make: Make) -> None:
    desk = make(*TWO, note(6.0, 1.0, 65))
    desk.controller.use_onsets(Heard(desk))  # type: ignore[arg-type]
    run(desk, "select_all")
    run(desk, "quantise")
    assert desk.notes() == [note(1.93, 1.0, 60), note(4.08, 1.0, 62, "b"), note(6.0, 1.0, 65)]
    assert desk.undo_words() == "Quantise 2 notes"


def test_where_no_onset_is_near_that_is_said(make: Make) -> None:
    desk = make(note(6.0, 1.0, 65))
    desk.controller.use_onsets(Heard(desk))  # type: ignore[arg-type]
    run(desk, "select_all")
    run(desk, "quantise")
    assert "onset" in desk.view.told


def test_chosen_notes_are_split_at_the_playhead_or_else_those_of_the_chosen_source(make: Make) -> None:
    desk = make(note(2.0, 2.0, 60), note(2.0, 2.0, 62, "b"))
    desk.timeline.set_playhead(3.0)
    run(desk, "split")
    assert desk.notes() == [note(2.0, 1.0, 60), note(2.0, 2.0, 62, "b"), note(3.0, 1.0, 60)]
    choose(desk, note(2.0, 2.0, 62, "b"))
    run(desk, "split")
    assert [one.length for one in desk.notes()] == [1000] * 4
    desk.timeline.set_playhead(15.0)
    desk.view.board.choose_notes(())
    run(desk, "split")
    assert "playhead" in desk.view.told


def test_notes_are_given_to_the_chosen_source(make: Make) -> None:
    desk = make(*TWO)
    run(desk, "select_all")
    desk.document.pick("b")
    run(desk, "to_source")
    assert desk.notes() == [note(2.0, 1.0, 60, "b"), TWO[1]]
    assert desk.undo_words() == "Give note to Cello"


def test_an_edit_leaves_zoom_and_pitches_as_they_are(make: Make) -> None:
    desk = make(*TWO)
    before = desk.view.canvas.y_range
    choose(desk, TWO[0])
    desk.key(Qt.Key.Key_Up, CONTROL)
    desk.document.undo()
    assert desk.view.canvas.y_range == before
