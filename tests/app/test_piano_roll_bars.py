"""The match of a score moved by hand: bars and notes dragged, anchors freed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.graphics.bar_strip import BarStrip
from app.graphics.tools.base import ToolId
from core.annotation.model import Annotation, Warp
from tests.app.roll import CONTROL, LEFT, NONE, RATE, SHIFT, SOURCES, Desk, note

BARS = tuple(range(0, 20_001, 2000))


def scored(bars: tuple[int, ...] = BARS) -> Annotation:
    """The violin from a score, with a note every half second; the cello drawn by hand."""
    notes = [note(n * 0.5, 0.5, 60 + n % 5) for n in range(40)]
    notes.append(note(8.1, 0.3, 72, "b"))
    warp = Warp("score.mid", frozenset({"a"}), bars=bars, matched=True)
    return Annotation(sources=SOURCES, warp=warp).with_notes(notes)


def open_desk(qtbot: QtBot, annotation: Annotation, tool: ToolId = "select") -> Desk:
    desk = Desk(annotation, tool)
    qtbot.addWidget(desk)
    return desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return open_desk(qtbot, scored())


def at(desk: Desk, time_s: float) -> QPoint:
    return QPoint(round(desk.view.strip.x_of(time_s)), 9)


def drag_bar(desk: Desk, from_s: float, to_s: float, lets_go: bool = True) -> BarStrip:
    strip = desk.view.strip
    QTest.mousePress(strip, LEFT, NONE, at(desk, from_s))
    for part in (0.5, 1.0):
        QTest.mouseMove(strip, at(desk, from_s + part * (to_s - from_s)))
    if lets_go:
        QTest.mouseRelease(strip, LEFT, NONE, at(desk, to_s))
    return strip


def warp_of(desk: Desk) -> Warp:
    assert desk.document.annotation.warp is not None
    return desk.document.annotation.warp


def test_the_strip_is_there_only_with_a_score(qtbot: QtBot, desk: Desk) -> None:
    assert desk.view.strip.isVisible()
    assert not open_desk(qtbot, Annotation(sources=SOURCES)).view.strip.isVisible()


def test_a_dragged_bar_takes_its_notes_along_as_one_step(desk: Desk) -> None:
    drag_bar(desk, 8.0, 8.4)
    assert warp_of(desk).bars[4] == pytest.approx(8400, abs=20)
    assert warp_of(desk).bars[2] == 4000
    assert len(warp_of(desk).anchors) == 1
    assert note(8.1, 0.3, 72, "b") in desk.notes()
    assert desk.undo_words() == "Move bar 5"
    desk.document.undo()
    assert warp_of(desk).bars == BARS
    assert warp_of(desk).anchors == ()


def test_a_bar_can_be_taken_by_its_number(desk: Desk) -> None:
    strip = desk.view.strip
    strip.grab()  # numbers are where they were painted
    shift = (at(desk, 8.4) - at(desk, 8.0)).x()
    number = at(desk, 8.0) + QPoint(12, 0)
    QTest.mousePress(strip, LEFT, NONE, number)
    QTest.mouseMove(strip, number + QPoint(shift, 0))
    QTest.mouseRelease(strip, LEFT, NONE, number + QPoint(shift, 0))
    assert desk.undo_words() == "Move bar 5"
    assert warp_of(desk).bars[4] == pytest.approx(8400, abs=20)


def test_the_chosen_notes_stay_chosen_and_no_others_while_a_bar_is_dragged(desk: Desk) -> None:
    desk.click(8.25, 61)
    (before,) = desk.chosen()
    drag_bar(desk, 8.0, 8.4)
    (after,) = desk.chosen()
    assert after.start > before.start
    assert after.pitch == before.pitch
    desk.document.undo()
    assert desk.chosen() == [before]


def test_the_drag_is_seen_before_it_is_done(desk: Desk) -> None:
    drag_bar(desk, 8.0, 8.4, lets_go=False)
    starts = set(desk.view.board.shown_bars.start.round(2).tolist())
    assert 8.0 not in starts
    assert desk.view.strip.shown_handles()[4][1] == pytest.approx(8.4, abs=0.03)
    assert warp_of(desk).bars == BARS
    QTest.mouseRelease(desk.view.strip, LEFT, NONE, at(desk, 8.4))


def test_escape_lets_the_bar_go_back(desk: Desk) -> None:
    strip = drag_bar(desk, 8.0, 8.4, lets_go=False)
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    QTest.mouseRelease(strip, LEFT, NONE, at(desk, 8.4))
    assert warp_of(desk).bars == BARS
    assert 8.0 in desk.view.board.shown_bars.start.tolist()


def test_a_right_click_on_an_anchor_frees_it(desk: Desk) -> None:
    drag_bar(desk, 8.0, 8.4)
    place = warp_of(desk).anchors[0][1] / RATE
    QTest.mouseClick(desk.view.strip, Qt.MouseButton.RightButton, NONE, at(desk, place))
    assert warp_of(desk).anchors == ()
    assert warp_of(desk).bars[4] == pytest.approx(8000, abs=10)
    assert desk.undo_words() == "Free bar 5"


def test_bars_are_moved_and_freed_by_keys(desk: Desk) -> None:
    strip = desk.view.strip
    strip.setFocus()
    for _ in range(3):
        QTest.keyClick(strip, Qt.Key.Key_Right)
    assert "Bar 3" in strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_Right, CONTROL)
    QTest.keyClick(strip, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert warp_of(desk).bars[2] == 4110
    assert len(warp_of(desk).anchors) == 1
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    assert warp_of(desk).anchors == ()


def test_ctrl_shift_drag_of_a_note_pulls_the_score_there(desk: Desk) -> None:
    desk.drag((5.25, 60), (5.65, 60), CONTROL | SHIFT)
    assert len(warp_of(desk).anchors) == 1
    score_s, sample = warp_of(desk).anchors[0]
    assert score_s == pytest.approx(5.0, abs=0.01)
    assert sample == pytest.approx(5400, abs=25)
    assert desk.undo_words() == "Move the score here"


def test_a_note_that_was_drawn_by_hand_pulls_no_score(desk: Desk) -> None:
    desk.drag((8.25, 72), (9.25, 72), CONTROL | SHIFT)
    assert warp_of(desk).anchors == ()
    assert desk.undo_words() == "Copy note"


def test_without_bars_the_beginnings_of_notes_are_dragged(qtbot: QtBot) -> None:
    desk = open_desk(qtbot, scored(bars=()))
    drag_bar(desk, 8.0, 8.2)
    assert warp_of(desk).anchors[0][1] == pytest.approx(8200, abs=25)
    assert desk.undo_words() == "Move the score here"


def test_an_anchor_is_seen_as_a_diamond(desk: Desk) -> None:
    def accented(x: int) -> bool:
        image = desk.view.strip.grab().toImage()
        colour = image.pixelColor(x, 9)
        return colour.green() > colour.red() + 60

    x = round(desk.view.strip.x_of(8.4))
    assert not accented(x)
    drag_bar(desk, 8.0, 8.4)
    QTest.mouseClick(desk.view.strip, LEFT, NONE, at(desk, 9.0))
    assert accented(round(desk.view.strip.x_of(warp_of(desk).anchors[0][1] / RATE)))


def test_a_grid_of_bars_is_what_notes_snap_to(qtbot: QtBot) -> None:
    desk = open_desk(qtbot, Annotation(sources=SOURCES, warp=Warp("x", frozenset({"b"}), bars=(1300, 3300, 5300))),
                     "notes")  # fmt: skip
    desk.drag((3.45, 64), (5.2, 64))
    assert desk.notes() == [note(3.3, 2.0, 64)]
