"""Strokes, choices and keys on the spectrogram: real mouse and key events on the real view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.spectrogram_view import SpectrogramView
from app.views.timeline import Timeline
from core.annotation.model import Polarity, Region, Source
from core.annotation.region_shapes import RegionShape, covers
from core.audio import Audio
from core.display import Scale

RATE = 22050
LENGTH_S = 20.0
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SOURCES = (Source("s1", "Violin", "#f5a62c"), Source("s2", "Piano", "#7bf5df"))
SCALES: tuple[Scale, ...] = ("log", "mel", "linear")


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[SpectrogramView]:
    timeline = Timeline()
    timeline.set_length(LENGTH_S)
    view = SpectrogramView(timeline)
    qtbot.addWidget(view)
    view.resize(868, 440)
    view.show()
    qtbot.waitExposed(view)
    view.set_audio(Audio(np.zeros((1, int(LENGTH_S * RATE)), np.float32), RATE))
    qtbot.waitUntil(lambda: not view.busy, timeout=10000)
    view.regions.set_picked(SOURCES[0])
    view.set_tool("region")
    view.canvas.setFocus()
    yield view
    view.close()


class Painted:
    """What the view asked for."""

    def __init__(self, view: SpectrogramView) -> None:
        self.shapes: list[tuple[RegionShape, Polarity]] = []
        view.regions.request_region.connect(self.take)

    def take(self, shape: RegionShape, polarity: Polarity) -> None:
        self.shapes.append((shape, polarity))


@pytest.fixture
def painted(view: SpectrogramView) -> Painted:
    return Painted(view)


def place(view: SpectrogramView, time_s: float, hz: float) -> QPointF:
    warp = view.axis.warp
    assert warp is not None
    return QPointF(view.canvas.x_of(time_s), view.canvas.y_of(float(warp.position(hz))))


def drag(
    view: SpectrogramView, points: Sequence[QPointF], keys: Qt.KeyboardModifier = NONE, release: bool = True
) -> None:
    target = view.canvas.viewport()
    QTest.mousePress(target, LEFT, keys, points[0].toPoint())
    for point in points[1:]:
        event = QMouseEvent(
            QEvent.Type.MouseMove, point, target.mapToGlobal(point), Qt.MouseButton.NoButton, LEFT, keys
        )
        QApplication.sendEvent(target, event)
    if release:
        QTest.mouseRelease(target, LEFT, keys, points[-1].toPoint())


def way(first: QPointF, last: QPointF, steps: int = 12) -> list[QPointF]:
    return [first + (last - first) * part for part in np.linspace(0, 1, steps)]


def show(
    view: SpectrogramView, *areas: tuple[float, float, float, float], polarity: Polarity = Polarity.BELONGS
) -> list[Region]:
    regions = [
        Region("s1", polarity, int(a * RATE), int(b * RATE), low, high, np.ones((1, 1), np.bool_))
        for a, b, low, high in areas
    ]
    view.set_regions(regions, SOURCES, RATE)
    return regions


def colours(view: SpectrogramView) -> np.ndarray:
    image = view.canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    array = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return array[:, : image.width(), 2::-1].astype(int)


@pytest.mark.parametrize("scale", SCALES)
def test_a_box_covers_the_times_and_frequencies_between_its_corners(
    view: SpectrogramView, painted: Painted, scale: Scale
) -> None:
    view.set_scale(scale)
    drag(view, way(place(view, 12.0, 3000.0), place(view, 5.0, 1000.0)))
    ((shape, polarity),) = painted.shapes
    assert polarity is Polarity.BELONGS
    assert (shape.start / RATE, shape.stop / RATE) == pytest.approx((5.0, 12.0), abs=0.05)
    assert (shape.low_hz, shape.high_hz) == pytest.approx((1000.0, 3000.0), rel=0.08)


@pytest.mark.parametrize("scale", SCALES)
def test_a_brush_stroke_follows_the_pointer_in_every_scale(
    view: SpectrogramView, painted: Painted, scale: Scale
) -> None:
    view.set_scale(scale)
    view.regions.set_mode("brush")
    drag(view, way(place(view, 4.0, 2000.0), place(view, 9.0, 4000.0), 40))
    ((shape, _),) = painted.shapes
    assert covers(shape, 4.0 * RATE, 2000.0)
    assert covers(shape, 9.0 * RATE, 4000.0)
    assert not covers(shape, 4.0 * RATE, 4000.0)
    assert not covers(shape, 9.0 * RATE, 2000.0)
    half_s = view.regions.surface.size_px / view.canvas.plot_width * LENGTH_S / 2
    assert shape.start / RATE == pytest.approx(4.0 - half_s, abs=0.08)


def test_shift_makes_the_tip_square(view: SpectrogramView, painted: Painted) -> None:
    view.regions.set_mode("brush")
    for keys in (NONE, SHIFT):
        drag(view, [place(view, 6.0, 1000.0)], keys)
    (round_tip, _), (square, _) = painted.shapes
    assert square.mask.all()
    assert 0.7 < round_tip.mask.mean() < 0.87


def test_the_harmonic_brush_paints_the_partials_of_the_pointer(view: SpectrogramView, painted: Painted) -> None:
    view.regions.set_mode("harmonic")
    drag(view, way(place(view, 4.0, 440.0), place(view, 6.0, 440.0), 30))
    ((shape, _),) = painted.shapes
    low = shape.low_hz * 1.03  # the fundamental as the pixels have it
    assert all(covers(shape, 5.0 * RATE, 440.0 * number) for number in (1, 2, 3, 5, 8))
    assert not any(covers(shape, 5.0 * RATE, 440.0 * (number + 0.5)) for number in (1, 2, 3, 5))
    assert low < 460.0


def test_a_lasso_encloses_what_it_goes_around(view: SpectrogramView, painted: Painted) -> None:
    view.regions.set_mode("lasso")
    ring = [place(view, 10 + 3 * np.cos(a), 1000.0 * 2 ** np.sin(a)) for a in np.linspace(0, 6, 60)]
    drag(view, ring)
    ((shape, _),) = painted.shapes
    assert covers(shape, 10 * RATE, 1000.0)
    assert not covers(shape, 12.6 * RATE, 1700.0)


def test_alt_turns_belongs_into_not_and_not_into_belongs(view: SpectrogramView, painted: Painted) -> None:
    line = way(place(view, 3.0, 500.0), place(view, 5.0, 900.0))
    drag(view, line, ALT)
    view.regions.set_not(True)
    drag(view, line)
    drag(view, line, ALT)
    assert [polarity for _, polarity in painted.shapes] == [Polarity.NOT, Polarity.NOT, Polarity.BELONGS]


@pytest.mark.parametrize("mode", ["box", "lasso", "brush", "harmonic"])
def test_escape_takes_the_stroke_in_the_air_back(view: SpectrogramView, painted: Painted, mode: str) -> None:
    view.regions.set_mode(mode)  # type: ignore[arg-type]
    empty = colours(view)
    drag(view, way(place(view, 5.0, 500.0), place(view, 9.0, 2000.0)), release=False)
    assert not np.array_equal(colours(view), empty)
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    view.canvas.tool.hover(None)
    assert np.array_equal(colours(view), empty)
    QTest.mouseRelease(view.canvas.viewport(), LEFT, NONE, QPoint(400, 200))
    assert not painted.shapes


def test_the_stroke_in_the_air_looks_like_the_region_that_it_becomes(view: SpectrogramView, painted: Painted) -> None:
    view.regions.set_mode("brush")
    drag(view, way(place(view, 5.0, 500.0), place(view, 9.0, 2000.0), 30), release=False)
    view.regions.surface.stroke.show_tips([])
    QApplication.processEvents()
    in_air = colours(view)
    QTest.mouseRelease(view.canvas.viewport(), LEFT, NONE, place(view, 9.0, 2000.0).toPoint())
    ((shape, polarity),) = painted.shapes
    view.set_regions([shape.region("s1", polarity)], (Source("s1", "", SOURCES[0].colour),), RATE)
    view.regions.surface.stroke.show_tips([])
    QApplication.processEvents()
    view.axis.set_pointer(None)
    differs = np.abs(colours(view) - in_air).sum(axis=2) > 60
    differs[:, : int(view.canvas.x_of(6.0))] = False  # the label
    assert differs.mean() < 0.004


def test_without_a_source_the_view_says_so_and_paints_nothing(
    qtbot: QtBot, view: SpectrogramView, painted: Painted
) -> None:
    view.regions.set_picked(None)
    with qtbot.waitSignal(view.regions.request_source):
        drag(view, way(place(view, 5.0, 500.0), place(view, 9.0, 2000.0)))
    assert not painted.shapes
    assert view.timeline.selection == (0.0, 0.0)


def test_not_is_hatched_and_belongs_is_filled_so_they_differ_without_colour(view: SpectrogramView) -> None:
    area = (4.0, 14.0, 300.0, 6000.0)
    stripes = []
    for polarity in Polarity:
        show(view, area, polarity=polarity)
        inside = colours(view)[120:220, 300:500].sum(axis=2)
        stripes.append(np.mean(np.abs(inside - np.median(inside)) > 60))
    assert stripes[0] < 0.06  # the grid
    assert 0.1 < stripes[1] < 0.5


def test_the_eraser_takes_what_it_touches_and_a_click_takes_the_region(qtbot: QtBot, view: SpectrogramView) -> None:
    (region,) = show(view, (4.0, 14.0, 300.0, 6000.0))
    view.set_tool("erase")
    with qtbot.waitSignal(view.regions.request_erase) as caught:
        drag(view, way(place(view, 6.0, 1000.0), place(view, 12.0, 1000.0), 30))
    assert covers(caught.args[0], 9.0 * RATE, 1000.0)
    assert not covers(caught.args[0], 9.0 * RATE, 3000.0)
    with qtbot.waitSignal(view.regions.request_delete) as caught:
        QTest.mouseClick(view.canvas.viewport(), LEFT, NONE, place(view, 9.0, 1000.0).toPoint())
    assert caught.args == [region.id]
    with qtbot.assertNotEmitted(view.regions.request_delete):
        QTest.mouseClick(view.canvas.viewport(), LEFT, NONE, place(view, 17.0, 1000.0).toPoint())


def test_a_click_with_the_select_tool_chooses_the_topmost_region_and_delete_is_its_key(
    qtbot: QtBot, view: SpectrogramView
) -> None:
    below, above = show(view, (4.0, 14.0, 300.0, 6000.0), (6.0, 9.0, 500.0, 2000.0))
    view.set_tool("select")
    QTest.mouseClick(view.canvas.viewport(), LEFT, NONE, place(view, 7.0, 1000.0).toPoint())
    assert view.regions.chosen == above
    QTest.mouseClick(view.canvas.viewport(), LEFT, NONE, place(view, 12.0, 1000.0).toPoint())
    assert view.regions.chosen == below
    with qtbot.waitSignal(view.regions.request_delete) as caught:
        QTest.keyClick(view.canvas, Qt.Key.Key_Delete)
    assert caught.args == [below.id]
    QTest.mouseClick(view.canvas.viewport(), LEFT, NONE, place(view, 17.0, 1000.0).toPoint())
    assert view.regions.chosen is None


def test_the_menu_of_a_region_opens_by_right_click_and_by_key(qtbot: QtBot, view: SpectrogramView) -> None:
    (region,) = show(view, (4.0, 14.0, 300.0, 6000.0))
    view.set_tool("select")

    def choose(words: str) -> None:
        menu = view.regions.menu
        assert menu is not None
        action = next(action for action in menu.actions() if action.text() == words)
        action.trigger()
        menu.close()

    QTest.mouseClick(view.canvas.viewport(), RIGHT, NONE, place(view, 9.0, 1000.0).toPoint())
    with qtbot.waitSignal(view.regions.request_polarity) as caught:
        choose("Not Violin")
    assert caught.args == [region.id, Polarity.NOT]
    for words, signal, expected in (
        ("Give to Piano", view.regions.request_give, [region.id, "s2"]),
        ("Delete", view.regions.request_delete, [region.id]),
    ):
        QTest.keyClick(view.canvas, Qt.Key.Key_Menu)
        with qtbot.waitSignal(signal) as caught:
            choose(words)
        assert caught.args == expected


def test_ctrl_arrows_step_through_the_regions_and_bring_them_into_view(view: SpectrogramView) -> None:
    first, second = show(view, (2.0, 3.0, 300.0, 600.0), (16.0, 17.0, 300.0, 600.0))
    view.timeline.zoom_to(0.0, 5.0)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, CONTROL)
    assert view.regions.chosen == first
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, CONTROL)
    assert view.regions.chosen == second
    assert view.timeline.start_s < 16.0 < view.timeline.stop_s
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.regions.chosen is None


def test_shift_arrows_draw_a_box_and_enter_paints_it(view: SpectrogramView, painted: Painted) -> None:
    for _ in range(3):
        QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_Right,) * 5 + (Qt.Key.Key_Up,) * 4:
        QTest.keyClick(view.canvas, key, SHIFT)
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    ((shape, _),) = painted.shapes
    pixel_s = LENGTH_S / view.canvas.plot_width
    assert (shape.stop - shape.start) / RATE == pytest.approx(40 * pixel_s, rel=0.02)
    assert shape.start / RATE == pytest.approx(LENGTH_S / 2 + 16 * pixel_s, abs=pixel_s)
    assert view.timeline.selection == (0.0, 0.0)


@pytest.mark.parametrize("mode", ["brush", "harmonic"])
def test_enter_paints_a_dab_at_the_crosshair(view: SpectrogramView, painted: Painted, mode: str) -> None:
    view.regions.set_mode(mode)  # type: ignore[arg-type]
    QTest.keyClick(view.canvas, Qt.Key.Key_Down)
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    ((shape, _),) = painted.shapes
    assert shape.start / RATE < LENGTH_S / 2 < shape.stop / RATE
    warp = view.axis.warp
    assert warp is not None
    assert covers(shape, LENGTH_S / 2 * RATE, float(warp.frequency_hz(sum(view.canvas.y_range) / 2)))


def test_enter_without_a_crosshair_paints_the_selected_time(view: SpectrogramView, painted: Painted) -> None:
    view.timeline.set_selection(3.0, 7.0)
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    ((shape, _),) = painted.shapes
    assert (shape.start, shape.stop) == (3 * RATE, 7 * RATE)
    warp = view.axis.warp
    assert warp is not None
    assert shape.high_hz == pytest.approx(float(warp.frequency_hz(view.canvas.y_range[1])), rel=0.01)


def test_the_pointer_reads_the_region_and_the_label_says_not(view: SpectrogramView) -> None:
    show(view, (4.0, 14.0, 300.0, 6000.0), polarity=Polarity.NOT)
    warp = view.axis.warp
    assert warp is not None
    reading = view.reading_at(9.0, float(warp.position(1000.0)))
    assert reading is not None
    assert reading.region == "not Violin"
    beside = view.reading_at(2.0, float(warp.position(1000.0)))
    assert beside is not None
    assert beside.region == ""


def test_a_stroke_repaints_its_surroundings_and_not_the_picture(
    view: SpectrogramView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.regions.set_mode("brush")
    drag(view, way(place(view, 5.0, 500.0), place(view, 6.0, 600.0)), release=False)
    QApplication.processEvents()
    widths: list[float] = []
    paint = view.image.paint_pixels

    def record(painter: object, ratio: float, left: float, right: float) -> None:
        widths.append(right - left)
        paint(painter, ratio, left, right)  # type: ignore[arg-type]

    monkeypatch.setattr(view.image, "paint_pixels", record)
    target = view.canvas.viewport()
    for point in way(place(view, 6.0, 600.0), place(view, 7.0, 700.0), 6):
        QApplication.sendEvent(
            target,
            QMouseEvent(QEvent.Type.MouseMove, point, target.mapToGlobal(point), Qt.MouseButton.NoButton, LEFT, NONE),
        )
        QApplication.processEvents()
    monkeypatch.undo()
    assert widths
    assert max(widths) < 120
