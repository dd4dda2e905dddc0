"""Painting activity: real mouse and key events in the lanes, what they tell and what is seen meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.graphics.pixels import AXIS_WIDTH
from app.views.lanes_view import LanesView
from app.views.timeline import Timeline
from core.annotation.activity_edits import painted
from core.annotation.model import Activity, ActivitySpan, ActivityState
from tests.app.lanes import (
    ACTIVE,
    LENGTH_S,
    RATE,
    SILENT,
    UNKNOWN,
    activity,
    drag,
    hover,
    move,
    pixels,
    place_of,
    press,
    release,
    show_lanes,
    sources,
    wheel_down,
)

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton

Told = list[tuple[object, ...]]


@pytest.fixture
def view(qtbot: QtBot) -> LanesView:
    """Three lanes: the violin active from 20 to 40 s, then silent to 60 s; the cello active from 70 to 80 s."""
    timeline = Timeline()
    timeline.set_length(LENGTH_S)
    view = LanesView(timeline)
    timeline.setParent(view)
    qtbot.addWidget(view)
    lanes = (activity(1, (20, 40, ACTIVE), (40, 60, SILENT)), activity(2, (70, 80, ACTIVE)))
    view.set_activities(sources(3), lanes, RATE)
    view.set_tool("activity")
    show_lanes(view)
    return view


@pytest.fixture
def told(view: LanesView) -> Told:
    """What the view asks for, in order."""
    told: Told = []

    def listener(name: str) -> Callable[..., None]:
        return lambda *what: told.append((name, *what))

    for name in ("request_paint", "request_move", "request_resize", "request_mark", "seek_requested"):
        getattr(view, name).connect(listener(name))
    return told


def shown(view: LanesView, lane: int) -> str:
    """Return the states that are shown in a lane, one letter for every 5 s."""
    letters = {ACTIVE: "a", SILENT: "s", UNKNOWN: "."}
    return "".join(letters[view.lanes.state_at(lane, round((5 * n + 2.5) * RATE))] for n in range(20))


# painting


@pytest.mark.parametrize(("keys", "state"), [(Qt.KeyboardModifier.NoModifier, ACTIVE), (ALT, SILENT), (SHIFT, UNKNOWN)])
def test_a_drag_paints_the_state_of_the_keys_held(
    view: LanesView, told: Told, keys: Qt.KeyboardModifier, state: ActivityState
) -> None:
    drag(view, 2, 10.0, 30.0, keys)
    assert told == [("request_paint", "s3", pytest.approx(10.0), pytest.approx(30.0), state)]


def test_a_drag_to_the_left_paints_the_same(view: LanesView, told: Told) -> None:
    drag(view, 2, 30.0, 10.0)
    assert told == [("request_paint", "s3", pytest.approx(10.0), pytest.approx(30.0), ACTIVE)]


def test_a_stroke_stays_in_the_lane_in_which_it_began(view: LanesView, told: Told) -> None:
    drag(view, 2, 10.0, 30.0, to_lane=0)
    assert told == [("request_paint", "s3", pytest.approx(10.0), pytest.approx(30.0), ACTIVE)]


def test_a_stroke_ends_at_the_ends_of_the_song(view: LanesView, told: Told) -> None:
    drag(view, 2, 90.0, 130.0)
    drag(view, 2, 10.0, -30.0)
    assert [what[2:4] for what in told] == [(90.0, 100.0), (0.0, 10.0)]


def test_a_stroke_is_seen_before_it_is_done_and_told_once(view: LanesView, told: Told) -> None:
    press(view, 2, 10.0)
    move(view, 2, 20.0)
    assert shown(view, 2) == "..aa" + "." * 16
    move(view, 2, 15.0)
    assert shown(view, 2) == "..a" + "." * 17
    assert told == []
    assert view.lanes.activity(2) == Activity("s3")
    release(view, 2, 15.0)
    assert len(told) == 1
    assert shown(view, 2) == "." * 20  # until the annotation has it


def test_escape_leaves_no_trace_of_a_stroke(view: LanesView, told: Told) -> None:
    before = pixels(view)
    press(view, 0, 10.0)
    move(view, 0, 90.0)
    assert not np.array_equal(pixels(view), before)
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    release(view, 0, 90.0)
    assert told == []
    hover(view, 2, 99.0)
    assert np.array_equal(pixels(view), before)


def test_the_eraser_paints_unknown_even_at_edges(view: LanesView, told: Told) -> None:
    view.set_tool("erase")
    drag(view, 0, 20.0, 30.0)
    assert told == [("request_paint", "s1", pytest.approx(20.0), pytest.approx(30.0), UNKNOWN)]


def test_navigating_pans_and_paints_nothing(view: LanesView, told: Told) -> None:
    view.timeline.zoom_to(20.0, 60.0)
    view.set_tool("navigate")
    drag(view, 0, 50.0, 40.0)
    assert told == []
    assert view.timeline.start_s > 25.0


def test_a_stroke_picks_its_source(qtbot: QtBot, view: LanesView) -> None:
    with qtbot.waitSignal(view.source_picked) as picked:
        drag(view, 2, 10.0, 30.0)
    assert picked.args == ["s3"]


def test_an_edit_of_the_lane_ends_the_stroke_over_it(view: LanesView, told: Told) -> None:
    press(view, 2, 10.0)
    move(view, 2, 30.0)
    lanes = [view.lanes.activity(n) for n in range(3)]
    view.set_activities(sources(3), [painted(lanes[0], 0, 5, SILENT), *lanes[1:]], RATE)
    assert shown(view, 2)[2:6] == "aaaa"  # another lane's edit leaves it alone
    view.set_activities(sources(3), [*lanes[:2], painted(lanes[2], 0, 5000, SILENT)], RATE)
    release(view, 2, 30.0)
    assert told == []
    assert shown(view, 2) == "s" + "." * 19


# clicks


def test_a_click_paints_nothing_and_seeks_only_when_selecting(view: LanesView, told: Told) -> None:
    drag(view, 0, 30.0, 30.1)
    assert told == []
    view.set_tool("select")
    drag(view, 0, 30.0, 30.1)
    assert [name for name, *_ in told] == ["seek_requested"]
    assert told[0][1] == pytest.approx(30.1)


@pytest.mark.parametrize(("time_s", "selection"), [(25.0, (20.0, 40.0)), (50.0, (40.0, 60.0)), (90.0, (60.0, 100.0))])
def test_a_double_click_selects_the_time_of_a_span_or_a_gap(
    view: LanesView, told: Told, time_s: float, selection: tuple[float, float]
) -> None:
    place = place_of(view, 0, time_s).toPoint()
    QTest.mouseClick(view.canvas.viewport(), LEFT, pos=place)
    QTest.mouseDClick(view.canvas.viewport(), LEFT, pos=place)
    QTest.mouseRelease(view.canvas.viewport(), LEFT, pos=place)
    assert view.timeline.selection == selection
    assert told == []


# edges and spans


def test_an_edge_is_dragged_and_its_neighbour_follows(view: LanesView, told: Told) -> None:
    span = view.lanes.activity(0).spans[0]
    press(view, 0, 39.9)
    move(view, 0, 34.9)
    assert shown(view, 0) == "....aaasssss........"
    release(view, 0, 34.9)
    assert told == [("request_resize", "s1", span, pytest.approx(20.0), pytest.approx(35.0))]


def test_an_edge_cannot_cross_the_other(view: LanesView, told: Told) -> None:
    drag(view, 1, 70.0, 95.0)
    name, _source, span, start_s, stop_s = told[0]
    assert (name, span) == ("request_resize", ActivitySpan(70_000, 80_000, ACTIVE))
    assert (start_s, stop_s) == (pytest.approx(79.995), 80.0)


def test_a_span_moves_with_control_and_stays_in_the_song(view: LanesView, told: Told) -> None:
    press(view, 1, 75.0, CONTROL)
    move(view, 1, 45.0, CONTROL)
    assert shown(view, 1) == "........aa.........."
    move(view, 1, 140.0, CONTROL)
    release(view, 1, 140.0, CONTROL)
    assert told == [("request_move", "s2", view.lanes.activity(1).spans[0], pytest.approx(20.0))]


def test_the_cursor_says_what_a_press_takes_hold_of(view: LanesView) -> None:
    assert hover(view, 0, 20.4) == Qt.CursorShape.SizeHorCursor
    assert hover(view, 0, 39.6) == Qt.CursorShape.SizeHorCursor
    assert hover(view, 0, 30.0) == Qt.CursorShape.CrossCursor
    assert hover(view, 0, 30.0, CONTROL) == Qt.CursorShape.OpenHandCursor
    assert hover(view, 0, 20.7) == Qt.CursorShape.CrossCursor
    assert hover(view, 2, 20.0) == Qt.CursorShape.CrossCursor


def test_short_spans_can_be_painted_over(view: LanesView) -> None:
    view.set_activities(sources(3), [activity(1, (50, 51.3, ACTIVE), (80, 81, ACTIVE))], RATE)
    edge, brush = Qt.CursorShape.SizeHorCursor, Qt.CursorShape.CrossCursor
    assert [hover(view, 0, time_s) for time_s in (49.8, 50.65, 51.5)] == [edge, brush, edge]
    assert [hover(view, 0, time_s) for time_s in (79.8, 80.5, 81.2)] == [brush] * 3  # too short to be taken hold of
    view.timeline.zoom_to(70.0, 90.0)
    assert hover(view, 0, 79.98) == edge


# snapping


def test_strokes_snap_to_onsets_within_eight_pixels(view: LanesView, told: Told) -> None:
    view.set_onsets(np.array([10.5, 31.0]))
    drag(view, 2, 10.0, 30.0)
    view.set_snapping(True)
    drag(view, 2, 10.0, 30.0)  # 5 and 10 pixels away
    drag(view, 2, 10.0, 30.4, ALT)
    assert [what[2:4] for what in told] == [(10.0, 30.0), (10.5, 30.0), (10.5, 31.0)]


def test_edges_and_spans_snap_but_not_with_alt(view: LanesView, told: Told) -> None:
    view.set_onsets(np.array([65.3]))
    view.set_snapping(True)
    drag(view, 1, 70.0, 65.0)
    press(view, 1, 70.0)
    move(view, 1, 65.0, ALT)
    release(view, 1, 65.0, ALT)
    drag(view, 1, 75.0, 70.0, CONTROL)
    drag(view, 1, 75.0, 60.0, CONTROL)  # the end of the span comes near
    assert [what[3] for what in told] == [
        pytest.approx(65.3),
        pytest.approx(65.0),
        pytest.approx(-4.7),
        pytest.approx(-14.7),
    ]


def test_onsets_are_drawn_while_snapping_and_close_enough(view: LanesView) -> None:
    plain = pixels(view)
    view.set_onsets(np.arange(0.25, 100.0, 0.5))
    assert np.array_equal(pixels(view), plain)
    view.set_snapping(True)
    assert np.array_equal(pixels(view), plain)  # 5 pixels apart
    view.timeline.zoom_to(80.0, 100.0)
    lane = pixels(view)[72]
    view.set_snapping(False)
    different = np.flatnonzero((lane != pixels(view)[72]).any(axis=1))
    assert len(different) == 40


# keys


def test_up_and_down_pick_and_enter_and_delete_mark(view: LanesView, told: Told) -> None:
    view.source_picked.connect(view.set_picked)
    view.set_picked("s1")
    picked = []
    view.source_picked.connect(picked.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(view.canvas, key)
    assert picked == ["s2", "s3", "s3", "s2"]
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    QTest.keyClick(view.canvas, Qt.Key.Key_Enter, ALT)
    QTest.keyClick(view.canvas, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(view.canvas, Qt.Key.Key_Delete)
    assert told == [("request_mark", state) for state in (ACTIVE, SILENT, UNKNOWN, UNKNOWN)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Return])
def test_keys_that_edit_lanes_do_not_become_shortcuts(view: LanesView, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(view.canvas, event)
    assert event.isAccepted()


def test_escape_is_a_shortcut_but_while_a_stroke_is_in_the_air(view: LanesView) -> None:
    taken = []
    for begin in (False, True):
        if begin:
            press(view, 0, 10.0)
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(view.canvas, event)
        taken.append(event.isAccepted())
    assert taken == [False, True]


# names, heights, empty state


def test_a_click_on_a_name_picks_the_source(qtbot: QtBot, view: LanesView) -> None:
    with qtbot.waitSignal(view.source_picked) as picked:
        QTest.mouseClick(view.names, LEFT, pos=QPoint(30, round(place_of(view, 1, 0.0).y())))
    assert picked.args == ["s2"]


def test_the_names_are_as_wide_as_the_other_axes(view: LanesView) -> None:
    assert view.names.width() == AXIS_WIDTH
    assert view.canvas.viewport().width() == view.width() - AXIS_WIDTH


def test_many_lanes_keep_a_height_that_can_be_hit_and_scroll(view: LanesView) -> None:
    view.set_activities(sources(12), [], RATE)
    assert view.preferred_height == 6 * 28
    view.resize(view.width(), 100)
    assert view.lanes.lane_rect(0) == (pytest.approx(0.0), pytest.approx(20.0))
    for _ in range(40):
        wheel_down(view)
    top, height = view.lanes.lane_rect(11)
    assert top + height == pytest.approx(100.0)
    view.set_picked("s1")
    assert view.lanes.lane_rect(0)[0] == pytest.approx(0.0)


def test_few_lanes_do_not_grow_without_bound(view: LanesView) -> None:
    view.set_activities(sources(1), [], RATE)
    assert view.preferred_height == 28
    assert view.maximumHeight() == 4 * 44
    view.resize(view.width(), 176)
    assert view.lanes.lane_rect(0)[1] == pytest.approx(44.0)


def test_without_sources_it_says_what_to_do(view: LanesView) -> None:
    view.set_activities((), [], RATE)
    assert view.canvas.empty_text == "Separate, add a source (Ctrl+T) or import a score"
    drag(view, 0, 10.0, 30.0)
    view.set_activities(sources(1), [], RATE)
    assert view.canvas.empty_text == ""


def test_the_pointer_reads_source_and_state(qtbot: QtBot, view: LanesView) -> None:
    for time_s, word in ((30.0, "active"), (50.0, "silent"), (80.0, "unknown")):
        with qtbot.waitSignal(view.pointer_moved) as read:
            hover(view, 0, time_s)
        assert read.args[0] == (pytest.approx(time_s), "Violin", word)


# painting on the screen


def test_states_differ_without_colour(view: LanesView) -> None:
    grey = pixels(view).max(axis=2)[:28]
    rows = {name: np.median(grey[:, left:right], axis=1) for name, left, right in
            (("active", 220, 380), ("silent", 420, 580), ("unknown", 620, 780))}  # fmt: skip
    heights = {name: int((row > 60).sum()) for name, row in rows.items()}
    assert heights["active"] > 2 * heights["silent"] > 0
    assert heights["unknown"] == 0
    hatched = grey[14, 420:580]
    assert len(np.unique(hatched)) > 2
    assert len(np.unique(grey[14, 225:375])) == 1


def test_a_move_of_the_brush_paints_a_strip_and_it_looks_like_the_whole(qtbot: QtBot, view: LanesView) -> None:
    painted_parts: list[QRegion] = []
    port = view.canvas.viewport()

    original = view.canvas.paintEvent

    def watch(event: QPaintEvent) -> None:
        painted_parts.append(QRegion(event.region()))
        original(event)

    view.canvas.paintEvent = watch  # type: ignore[method-assign]
    press(view, 0, 10.0)
    move(view, 0, 30.0)
    QApplication.processEvents()
    painted_parts.clear()
    move(view, 0, 31.0)
    QApplication.processEvents()
    area = painted_parts[0].boundingRect()
    assert area.width() <= 40
    assert area.height() <= 34
    strips = port.grab().toImage()
    view.canvas.viewport().repaint()
    assert port.grab().toImage() == strips
