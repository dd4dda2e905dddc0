"""Notes drawn, moved, resized, chosen and erased by the mouse, each stroke one step with words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.graphics.tools.base import ToolId
from core.annotation.model import Annotation, Note
from tests.app.roll import ALT, CONTROL, RATE, SHIFT, Desk, note, played

Make = Callable[..., Desk]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(*notes: Note, tool: ToolId = "notes") -> Desk:
        desk = Desk(played(*notes), tool)
        qtbot.addWidget(desk)
        return desk

    return made


def test_a_click_draws_a_note_of_the_length_of_the_grid(make: Make) -> None:
    desk = make()
    desk.click(3.2, 64)
    assert desk.notes() == [note(3.0, 0.5, 64)]
    assert desk.undo_words() == "Draw note in Violin"
    assert desk.chosen() == desk.notes()


def test_a_drag_gives_the_note_its_length_and_shows_it_meanwhile(make: Make) -> None:
    desk = make()
    desk.press(3.2, 64)
    desk.move(5.1, 66)
    assert desk.notes() == []
    assert (desk.view.board.shown_bars.start[-1], desk.view.board.shown_bars.stop[-1]) == (3.0, 5.0)
    desk.release(5.1, 66)
    assert desk.notes() == [note(3.0, 2.0, 64)]


def test_alt_leaves_the_grid(make: Make) -> None:
    desk = make()
    desk.drag((3.2, 64), (4.36, 64), ALT)
    assert desk.notes()[0].start == pytest.approx(3200, abs=11)
    assert desk.notes()[0].stop == pytest.approx(4360, abs=11)


def test_notes_snap_to_onsets_first_where_that_is_wanted(make: Make) -> None:
    desk = make()
    desk.view.set_onsets(np.array([3.37, 4.62]))
    desk.actions_by_id["snap"].setChecked(True)
    desk.drag((3.42, 64), (4.55, 64))
    assert desk.notes() == [note(3.37, 1.25, 64)]
    desk.drag((8.2, 64), (8.9, 64))
    assert desk.notes()[1] == note(8.0, 1.0, 64)


def test_escape_gives_up_the_stroke_in_the_air(make: Make) -> None:
    desk = make()
    desk.press(3.2, 64)
    desk.move(5.1, 64)
    desk.key(Qt.Key.Key_Escape)
    assert len(desk.view.board.shown_bars) == 0
    desk.release(5.1, 64)
    assert desk.notes() == []


def test_a_drawn_note_shortens_the_one_it_runs_into(make: Make) -> None:
    desk = make(note(2.0, 4.0, 64))
    desk.view.board.choose_notes(())
    desk.drag((6.2, 64), (8.0, 64))
    desk.document.undo()
    desk.drag((7.0, 64), (8.0, 64))
    assert desk.notes() == [note(2.0, 4.0, 64), note(7.0, 1.0, 64)]


def test_without_a_source_the_view_says_what_to_do(qtbot: QtBot) -> None:
    desk = Desk(Annotation())
    qtbot.addWidget(desk)
    desk.click(3.2, 64)
    assert desk.notes() == []
    assert "source" in desk.view.told


def test_the_body_moves_in_time_and_pitch(make: Make) -> None:
    desk = make(note(3.0, 2.0, 60), note(12.0, 1.0, 70, "b"))
    desk.drag((4.0, 60), (6.1, 63))
    assert desk.notes() == [note(5.0, 2.0, 63), note(12.0, 1.0, 70, "b")]
    assert desk.undo_words() == "Move note"


def test_a_move_in_pitch_alone_keeps_a_time_that_is_not_on_the_grid(make: Make) -> None:
    desk = make(note(3.21, 2.0, 60))
    desk.drag((4.0, 60), (4.0, 65))
    assert desk.notes() == [note(3.21, 2.0, 65)]


def test_edges_resize_and_show_it_by_the_cursor(make: Make) -> None:
    desk = make(note(3.0, 2.0, 60))
    assert desk.hover(3.04, 60) == Qt.CursorShape.SizeHorCursor
    assert desk.hover(4.96, 60) == Qt.CursorShape.SizeHorCursor
    assert desk.hover(4.0, 60) == Qt.CursorShape.SizeAllCursor
    assert desk.hover(4.0, 66) == Qt.CursorShape.CrossCursor
    desk.drag((4.96, 60), (6.45, 60))
    assert desk.notes() == [note(3.0, 3.5, 60)]
    desk.drag((3.04, 60), (2.04, 60))
    assert desk.notes() == [note(2.0, 4.5, 60)]
    assert desk.undo_words() == "Resize note"


def test_ctrl_drag_copies(make: Make) -> None:
    desk = make(note(3.0, 2.0, 60))
    desk.drag((4.0, 60), (9.0, 62), CONTROL)
    assert desk.notes() == [note(3.0, 2.0, 60), note(8.0, 2.0, 62)]
    assert desk.chosen() == [note(8.0, 2.0, 62)]
    assert desk.undo_words() == "Copy note"


def test_a_double_click_deletes(make: Make) -> None:
    desk = make(note(3.0, 2.0, 60), note(8.0, 2.0, 60))
    desk.double_click(4.0, 60)
    assert desk.notes() == [note(8.0, 2.0, 60)]
    assert desk.undo_words() == "Delete note"


THREE = (note(2.0, 1.0, 60), note(4.0, 1.0, 62), note(12.0, 1.0, 70, "b"))


def test_a_rubber_band_chooses_all_that_it_touches(make: Make) -> None:
    desk = make(*THREE, tool="select")
    desk.drag((1.0, 64), (4.5, 58))
    assert desk.chosen() == list(THREE[:2])
    desk.drag((11.0, 72), (12.5, 68), SHIFT)
    assert desk.chosen() == list(THREE)
    desk.drag((1.0, 64), (2.5, 58), CONTROL)
    assert desk.chosen() == list(THREE[1:])


def test_escape_takes_a_rubber_band_back(make: Make) -> None:
    desk = make(*THREE, tool="select")
    desk.click(12.5, 70)
    desk.press(1.0, 64)
    desk.move(4.5, 58)
    assert desk.chosen() == list(THREE[:2])
    desk.key(Qt.Key.Key_Escape)
    assert desk.chosen() == [THREE[2]]


def test_clicks_choose_one_add_and_turn_round(make: Make) -> None:
    desk = make(*THREE, tool="select")
    desk.click(2.5, 60)
    desk.click(4.5, 62)
    assert desk.chosen() == [THREE[1]]
    desk.click(2.5, 60, SHIFT)
    assert desk.chosen() == list(THREE[:2])
    desk.click(4.5, 62, CONTROL)
    assert desk.chosen() == [THREE[0]]


def test_a_click_on_empty_ground_chooses_nothing_and_goes_there(qtbot: QtBot, make: Make) -> None:
    desk = make(*THREE, tool="select")
    desk.click(2.5, 60)
    with qtbot.waitSignal(desk.view.seek_requested) as caught:
        desk.click(7.0, 66)
    assert caught.args == [pytest.approx(7.0, abs=0.02)]
    assert desk.chosen() == []


def test_all_chosen_notes_move_and_resize_together(make: Make) -> None:
    desk = make(*THREE, tool="select")
    desk.drag((1.0, 64), (4.5, 58))
    desk.drag((2.5, 60), (5.5, 61))
    assert desk.notes() == [note(5.0, 1.0, 61), note(7.0, 1.0, 63), THREE[2]]
    assert desk.undo_words() == "Move 2 notes"
    desk.drag((5.96, 61), (6.46, 61))
    assert desk.notes() == [note(5.0, 1.5, 61), note(7.0, 1.5, 63), THREE[2]]
    assert desk.undo_words() == "Resize 2 notes"


def test_chosen_notes_stay_chosen_through_undo_and_redo(make: Make) -> None:
    desk = make(*THREE, tool="select")
    desk.drag((1.0, 64), (4.5, 58))
    desk.drag((2.5, 60), (5.5, 61))
    assert desk.chosen() == desk.notes()[:2]
    desk.document.undo()
    assert desk.chosen() == list(THREE[:2])
    desk.document.redo()
    assert desk.chosen() == [note(5.0, 1.0, 61), note(7.0, 1.0, 63)]


def test_one_stroke_of_the_rubber_is_one_step(make: Make) -> None:
    desk = make(*THREE, tool="erase")
    desk.press(1.5, 61)
    desk.move(3.0, 60)
    desk.move(4.2, 62)
    assert len(desk.view.board.shown_bars) == 1
    assert len(desk.notes()) == 3
    desk.release(5.5, 62)
    assert desk.notes() == [THREE[2]]
    assert desk.undo_words() == "Delete 2 notes"
    desk.document.undo()
    assert desk.notes() == list(THREE)


def test_a_quick_stroke_of_the_rubber_leaves_no_gap(make: Make) -> None:
    row = [note(1.0 + n * 0.5, 0.2, 60) for n in range(20)]
    desk = make(*row, tool="erase")
    desk.drag((0.5, 60.2), (12.0, 59.8))
    assert desk.notes() == []


def test_navigating_pans_and_touches_no_note(make: Make) -> None:
    desk = make(*THREE, tool="navigate")
    desk.timeline.zoom_to(0.0, 10.0)
    desk.drag((2.5, 60), (1.5, 60))
    assert desk.notes() == list(THREE)
    assert desk.timeline.start_s == pytest.approx(1.0, abs=0.3)


def test_many_chosen_notes_are_moved_by_one_drag(make: Make) -> None:
    desk = make(*(note(n * 0.01, 0.01, 55 + n % 10) for n in range(1500)), tool="select")
    desk.view.board.choose(desk.view.board.visible())
    first = desk.notes()[0]
    desk.drag((5.005, 55 + 500 % 10), (6.005, 55 + 500 % 10), ALT)
    assert desk.notes()[0].start - first.start == pytest.approx(RATE, abs=1)
    assert desk.undo_words() == "Move 1500 notes"


@pytest.mark.parametrize("tool", ["select", "notes", "erase"])
@pytest.mark.parametrize("start", [(1.5, 60), (5.0, 70)], ids=["on a note", "on empty ground"])
@pytest.mark.parametrize("keys", [Qt.KeyboardModifier.NoModifier, SHIFT, CONTROL])
def test_a_stroke_is_given_up_where_the_notes_become_others(
    make: Make, tool: ToolId, start: tuple[float, float], keys: Qt.KeyboardModifier
) -> None:
    desk = make(note(1.0, 1.0, 60), note(3.0, 1.0, 64), tool=tool)
    desk.press(*start, keys)
    desk.move(start[0] + 0.4, start[1] - 4, keys)
    others = [note(6.0, 1.0, 50), note(7.0, 1.0, 51), note(8.0, 1.0, 52)]
    desk.document.perform(desk.document.annotation.with_notes(others), "Import")
    for step in range(1, 4):
        desk.move(start[0] + step, start[1] - 4 * step, keys)
    desk.release(8.5, 48, keys)
    assert desk.notes() == others
    assert len(desk.view.board.shown_bars) == 3
    assert not desk.view.board.is_in_the_air
