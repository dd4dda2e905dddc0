"""What the views show and how they move: real widgets, real mouse, wheel and key events."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.graphics.colours import COLOUR_MAPS, colour_map, colour_table
from app.graphics.pixels import AXIS_WIDTH
from app.graphics.ticks import spaced, time_label, time_ticks, visible_bars
from app.views.overview import Overview
from app.views.piano_roll_view import PianoRollView
from app.views.spectrogram_view import PointerReading, SpectrogramView
from app.views.timeline import Timeline
from core.annotation.model import Note, Source
from core.audio import Audio
from core.display import db_to_code

RATE = 22050
LENGTH_S = 20.0
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    line = Timeline()
    line.set_length(LENGTH_S)
    return line


def sine(frequency_hz: float, amplitude: float = 0.25) -> Audio:
    time_s = np.arange(int(LENGTH_S * RATE)) / RATE
    return Audio((amplitude * np.sin(2 * np.pi * frequency_hz * time_s)).astype(np.float32)[np.newaxis], RATE)


def shown(qtbot: QtBot, widget: QWidget, width: int = 900, height: int = 500) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)


@pytest.fixture
def spectrogram(qtbot: QtBot, timeline: Timeline) -> Iterator[SpectrogramView]:
    view = SpectrogramView(timeline)
    shown(qtbot, view)
    yield view
    view.close()


@pytest.fixture
def roll(qtbot: QtBot, timeline: Timeline) -> PianoRollView:
    view = PianoRollView(timeline)
    shown(qtbot, view, height=300)
    return view


def load(qtbot: QtBot, view: SpectrogramView, audio: Audio) -> None:
    view.set_audio(audio)
    settle(qtbot, view)


def settle(qtbot: QtBot, view: SpectrogramView) -> None:
    view.canvas.viewport().repaint()
    qtbot.waitUntil(lambda: not view.busy, timeout=10000)
    view.canvas.viewport().repaint()
    qtbot.waitUntil(lambda: not view.busy, timeout=10000)


def wheel(view: QWidget, place: QPointF, notches: int, keys: Qt.KeyboardModifier = NONE) -> None:
    event = QWheelEvent(
        place, view.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def drag(
    view: QWidget, start: QPoint, stop: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE
) -> None:
    QTest.mousePress(view, button, keys, start)
    for part in (0.3, 0.6, 1.0):
        place = QPointF(start) + (QPointF(stop) - QPointF(start)) * part
        move(view, place, button)
    QTest.mouseRelease(view, button, keys, stop)


def move(view: QWidget, place: QPointF, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, view.mapToGlobal(place), Qt.MouseButton.NoButton, button, NONE
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def pixels(widget: QWidget) -> np.ndarray:
    """Return (height, width, 3) uint8 of what a widget shows."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    array = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return array[:, : image.width(), 2::-1].copy()


# time axis


def test_zoom_keeps_the_anchor_and_stays_in_the_song(timeline: Timeline) -> None:
    timeline.zoom(4.0, 8.0)
    assert timeline.span_s == pytest.approx(5.0)
    assert (8.0 - timeline.start_s) / timeline.span_s == pytest.approx(0.4)
    timeline.zoom(1e-9, 8.0)
    assert (timeline.start_s, timeline.stop_s) == (0.0, LENGTH_S)
    timeline.zoom(1e9, 8.0)
    assert 0 < timeline.span_s < 0.1


def test_scrolling_stops_at_both_ends_without_changing_the_zoom(timeline: Timeline) -> None:
    timeline.zoom_to(5.0, 10.0)
    timeline.scroll(-100.0)
    assert (timeline.start_s, timeline.stop_s) == (0.0, 5.0)
    timeline.scroll(100.0)
    assert (timeline.start_s, timeline.stop_s) == (15.0, 20.0)


def test_the_view_turns_the_page_with_the_playhead_but_not_where_the_user_looks_elsewhere(timeline: Timeline) -> None:
    timeline.zoom_to(0.0, 5.0)
    timeline.set_playhead(4.9)
    timeline.set_playhead(5.1)
    assert timeline.start_s <= 5.1 <= timeline.stop_s
    timeline.zoom_to(15.0, 20.0)
    timeline.set_playhead(5.2)
    assert timeline.start_s == 15.0
    timeline.set_follow("centre")
    timeline.zoom_to(4.0, 8.0)
    timeline.set_playhead(7.0)
    assert (timeline.start_s + timeline.stop_s) / 2 == pytest.approx(7.0)


def test_an_empty_loop_is_off_and_its_ends_may_come_in_any_order(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.loop_changed) as caught:
        timeline.set_loop(9.0, 3.0, True)
    assert caught.args == [3.0, 9.0, True]
    timeline.set_loop(5.0, 5.0, True)
    assert timeline.loop == (5.0, 5.0, False)


def test_a_new_song_forgets_the_old_one(timeline: Timeline) -> None:
    timeline.set_loop(1.0, 2.0, True)
    timeline.set_selection(1.0, 2.0)
    timeline.zoom_to(3.0, 4.0)
    timeline.set_length(7.0)
    assert timeline.loop == (0.0, 0.0, False)
    assert timeline.selection == (0.0, 0.0)
    assert (timeline.start_s, timeline.stop_s) == (0.0, 7.0)


# spectrogram


def test_the_pointer_reads_frequency_note_and_level_of_a_sine(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView
) -> None:
    load(qtbot, spectrogram, sine(440.0, 0.25))
    canvas, pyramid = spectrogram.canvas, spectrogram.image.pyramid
    assert pyramid is not None
    y = canvas.y_of(float(pyramid.warp.position(440.0)))
    readings: list[PointerReading] = []
    spectrogram.pointer_moved.connect(readings.append)
    move(canvas.viewport(), QPointF(canvas.x_of(7.5), y))
    reading = readings[-1]
    assert reading.time_s == pytest.approx(7.5, abs=timeline.span_s / canvas.plot_width)
    assert reading.frequency_hz == pytest.approx(440.0, rel=0.01)
    assert reading.note == "A4"
    assert reading.level_db == pytest.approx(-12.0, abs=1.6)  # a sine between two bins loses up to 1.4 dB
    move(canvas.viewport(), QPointF(canvas.x_of(7.5), canvas.y_of(float(pyramid.warp.position(3520.0)))))
    assert readings[-1].note == "A7"
    assert readings[-1].level_db is not None
    assert readings[-1].level_db < -70


@pytest.mark.parametrize("scale", ["log", "mel", "linear"])
def test_a_sine_is_a_bright_line_at_its_place_at_any_zoom(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView, scale: str
) -> None:
    spectrogram.set_scale(scale)  # type: ignore[arg-type]
    load(qtbot, spectrogram, sine(2000.0))
    spectrogram.set_colour_map("viridis")
    pyramid, canvas = spectrogram.image.pyramid, spectrogram.canvas
    assert pyramid is not None
    for start, stop in ((0.0, 20.0), (5.0, 9.0), (7.0, 7.2)):
        timeline.zoom_to(start, stop)
        settle(qtbot, spectrogram)
        light = pixels(canvas.viewport()).sum(axis=2, dtype=int)
        rows = light[:, light.shape[1] // 3]
        y = canvas.y_of(float(pyramid.warp.position(2000.0)))
        assert abs(int(np.argmax(rows)) - y) <= 4
        assert rows.max() > 2 * np.median(rows)


def test_a_click_is_painted_at_its_time_at_any_zoom(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView
) -> None:
    samples = np.zeros((1, int(LENGTH_S * RATE)), np.float32)
    samples[0, int(7.3 * RATE)] = 1.0
    load(qtbot, spectrogram, Audio(samples, RATE))
    canvas, window_s = spectrogram.canvas, 0.093
    for start, stop in ((0.0, 20.0), (1.7, 13.1), (6.9, 8.0), (7.2, 7.4)):
        timeline.zoom_to(start, stop)
        settle(qtbot, spectrogram)
        light = pixels(canvas.viewport())[100:300].sum(axis=(0, 2), dtype=float)
        light[:3] = np.median(light)  # the playhead, where it is visible
        weight = np.maximum(light - (light.max() + np.median(light)) / 2, 0.0)
        found = canvas.time_at(float((weight * (np.arange(weight.size) + 0.5)).sum() / weight.sum()))
        assert found == pytest.approx(7.3, abs=0.2 * window_s + 2 * timeline.span_s / canvas.plot_width)


def test_ctrl_wheel_keeps_the_time_under_the_pointer(timeline: Timeline, spectrogram: SpectrogramView) -> None:
    canvas = spectrogram.canvas
    place = QPointF(300, 120)
    before = canvas.time_at(300)
    spans = []
    for _ in range(6):
        wheel(canvas.viewport(), place, 1, CONTROL)
        spans.append(timeline.span_s)
        assert canvas.time_at(300) == pytest.approx(before, abs=1e-9)
    assert np.all(np.diff(spans) < 0)
    wheel(canvas.viewport(), place, -3, CONTROL)
    assert timeline.span_s > spans[-1]
    assert canvas.time_at(300) == pytest.approx(before, abs=1e-9)


def test_ctrl_shift_wheel_keeps_the_pitch_under_the_pointer(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView
) -> None:
    load(qtbot, spectrogram, sine(440.0))
    canvas = spectrogram.canvas
    before, span = canvas.value_at(150), timeline.span_s
    height = canvas.y_range[1] - canvas.y_range[0]
    wheel(canvas.viewport(), QPointF(300, 150), 3, CONTROL | SHIFT)
    assert canvas.y_range[1] - canvas.y_range[0] < height
    assert canvas.value_at(150) == pytest.approx(before, abs=1e-9)
    assert timeline.span_s == span


def test_shift_wheel_scrolls_time_and_wheel_scrolls_pitch(timeline: Timeline, spectrogram: SpectrogramView) -> None:
    canvas = spectrogram.canvas
    timeline.zoom_to(5.0, 10.0)
    canvas.set_y_range(0.4, 0.6)
    wheel(canvas.viewport(), QPointF(200, 100), -1, SHIFT)
    assert timeline.start_s == pytest.approx(5.5)
    assert canvas.y_range == pytest.approx((0.4, 0.6))
    wheel(canvas.viewport(), QPointF(200, 100), 1)
    assert timeline.start_s == pytest.approx(5.5)
    assert canvas.y_range == pytest.approx((0.42, 0.62))


def test_middle_drag_pans_both_axes(timeline: Timeline, spectrogram: SpectrogramView) -> None:
    canvas = spectrogram.canvas
    timeline.zoom_to(5.0, 10.0)
    canvas.set_y_range(0.4, 0.6)
    time_s, value = canvas.time_at(400), canvas.value_at(200)
    drag(canvas.viewport(), QPoint(400, 200), QPoint(460, 230), MIDDLE)
    assert canvas.time_at(460) == pytest.approx(time_s, abs=1e-6)
    assert canvas.value_at(230) == pytest.approx(value, abs=1e-6)


def test_arrows_and_signs_do_the_same_from_the_keyboard(timeline: Timeline, spectrogram: SpectrogramView) -> None:
    canvas = spectrogram.canvas
    timeline.zoom_to(5.0, 10.0)
    canvas.set_y_range(0.4, 0.6)
    timeline.set_playhead(6.0)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert timeline.start_s == pytest.approx(5.5)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.y_range[0] == pytest.approx(0.42)
    x = canvas.x_of(6.0)
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert timeline.span_s == pytest.approx(4.0)
    assert canvas.x_of(6.0) == pytest.approx(x)  # the playhead stays
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert timeline.span_s == pytest.approx(5.0)
    QTest.keyClick(canvas, Qt.Key.Key_Plus, CONTROL)
    assert canvas.y_range[1] - canvas.y_range[0] == pytest.approx(0.16)


def test_a_click_seeks_and_a_drag_selects(qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView) -> None:
    load(qtbot, spectrogram, sine(440.0))
    canvas = spectrogram.canvas
    with qtbot.waitSignal(spectrogram.seek_requested) as caught:
        QTest.mouseClick(canvas.viewport(), LEFT, NONE, QPoint(300, 100))
    assert caught.args[0] == pytest.approx(canvas.time_at(300))
    with qtbot.assertNotEmitted(spectrogram.seek_requested):
        drag(canvas.viewport(), QPoint(500, 100), QPoint(200, 90))
    assert timeline.selection == pytest.approx((canvas.time_at(200), canvas.time_at(500)))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert timeline.selection == (0.0, 0.0)


def test_the_ruler_seeks_by_click_and_loops_by_drag(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView
) -> None:
    ruler = spectrogram.ruler
    spectrogram.loop_requested.connect(lambda start, stop: timeline.set_loop(start, stop, True))
    with qtbot.waitSignal(spectrogram.seek_requested) as caught:
        QTest.mouseClick(ruler, LEFT, NONE, QPoint(250, 10))
    assert caught.args[0] == pytest.approx(ruler.time_at(250))
    drag(ruler, QPoint(400, 10), QPoint(200, 10))
    assert timeline.loop == (pytest.approx(ruler.time_at(200)), pytest.approx(ruler.time_at(400)), True)
    drag(ruler, QPoint(400, 10), QPoint(600, 10))  # takes hold of the right end
    assert timeline.loop[:2] == (pytest.approx(ruler.time_at(200)), pytest.approx(ruler.time_at(600)))


def test_contrast_and_colours_change_without_computing_anything(
    qtbot: QtBot, spectrogram: SpectrogramView, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(qtbot, spectrogram, sine(440.0))
    pyramid = spectrogram.image.pyramid
    assert pyramid is not None
    before = pixels(spectrogram.canvas.viewport())
    monkeypatch.setattr(pyramid, "_power", lambda *_: pytest.fail("computed again"))
    spectrogram.set_range_db(-140.0, -100.0)
    brighter = pixels(spectrogram.canvas.viewport())
    assert brighter.mean() > before.mean() * 1.5
    for name in COLOUR_MAPS:
        spectrogram.set_colour_map(name)
    assert not np.array_equal(pixels(spectrogram.canvas.viewport()), brighter)


def test_the_levels_fit_the_song_until_the_user_chooses(qtbot: QtBot, spectrogram: SpectrogramView) -> None:
    noise = np.random.default_rng(0).standard_normal((1, int(LENGTH_S * RATE))).astype(np.float32)
    load(qtbot, spectrogram, Audio(0.1 * noise, RATE))
    qtbot.waitUntil(lambda: spectrogram.range_db != (-90.0, -10.0))
    top = spectrogram.range_db[1]
    load(qtbot, spectrogram, Audio(0.01 * noise, RATE))
    qtbot.waitUntil(lambda: spectrogram.range_db[1] == pytest.approx(top - 20.0, abs=1.0))
    spectrogram.set_range_db(-70.0, -5.0)
    load(qtbot, spectrogram, Audio(0.1 * noise, RATE))
    assert spectrogram.range_db == (-70.0, -5.0)


def test_another_stem_keeps_the_zoom_and_replaces_the_picture_without_a_gap(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView
) -> None:
    load(qtbot, spectrogram, sine(440.0))
    spectrogram.canvas.set_y_range(0.2, 0.7)
    timeline.zoom_to(3.0, 9.0)
    settle(qtbot, spectrogram)
    canvas, warp = spectrogram.canvas, spectrogram.axis.warp
    assert warp is not None

    def brightest_row() -> int:
        return int(np.argmax(pixels(canvas.viewport())[:, 300].sum(axis=1, dtype=int)))

    first, second = (canvas.y_of(float(warp.position(f))) for f in (440.0, 1100.0))
    assert brightest_row() == pytest.approx(first, abs=4)
    spectrogram.set_audio(sine(1100.0), keep_levels=True)
    assert brightest_row() == pytest.approx(first, abs=4)  # still the old one, not nothing
    qtbot.waitUntil(lambda: abs(brightest_row() - second) <= 4, timeout=10000)
    assert canvas.y_range == pytest.approx((0.2, 0.7))
    assert spectrogram.reading_at(5.0, float(warp.position(440.0))).level_db < -60  # type: ignore[operator, union-attr]


def test_moving_the_playhead_repaints_a_strip_and_not_the_picture(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(qtbot, spectrogram, sine(440.0))
    timeline.set_playhead(5.0)
    QApplication.processEvents()
    painted: list[float] = []
    paint = spectrogram.image.paint_pixels

    def record(painter: object, ratio: float, left: float, right: float) -> None:
        painted.append(right - left)
        paint(painter, ratio, left, right)  # type: ignore[arg-type]

    monkeypatch.setattr(spectrogram.image, "paint_pixels", record)
    for step in range(5):
        timeline.set_playhead(5.0 + step * 0.1)
        QApplication.processEvents()
    assert painted
    assert max(painted) < 30
    monkeypatch.undo()


def test_a_strip_that_was_repainted_looks_like_a_whole_repaint(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView
) -> None:
    load(qtbot, spectrogram, sine(440.0))
    for step in range(20):
        timeline.set_playhead(3.0 + step * 0.37)
        QApplication.processEvents()
    moved = pixels(spectrogram.canvas.viewport()).astype(int)
    spectrogram.canvas.viewport().update()
    QApplication.processEvents()
    whole = pixels(spectrogram.canvas.viewport()).astype(int)
    assert np.abs(moved - whole).max() <= 3


def test_the_playhead_is_one_pixel_wide_and_at_its_time(
    timeline: Timeline, spectrogram: SpectrogramView, roll: PianoRollView
) -> None:
    timeline.set_playhead(11.0)
    for view in (spectrogram, roll):
        view.canvas.set_empty_text("")
        light = pixels(view.canvas.viewport())[5].sum(axis=1, dtype=int)
        white = np.flatnonzero(light == 765)
        assert white.size == 1
        assert white[0] == pytest.approx(view.canvas.x_of(11.0), abs=0.51)


def test_both_views_and_the_overview_begin_at_the_same_pixel(
    qtbot: QtBot, timeline: Timeline, spectrogram: SpectrogramView, roll: PianoRollView
) -> None:
    overview = Overview(timeline)
    shown(qtbot, overview, height=60)
    for part in (spectrogram.canvas, spectrogram.ruler, roll.canvas):
        assert part.x() == AXIS_WIDTH
        assert part.width() == 900 - AXIS_WIDTH
    assert overview.x_of(0.0) == AXIS_WIDTH
    assert overview.x_of(LENGTH_S) == 900


@pytest.mark.parametrize("scale", ["log", "mel", "linear"])
def test_labels_of_the_axis_neither_overlap_nor_are_cut_off(
    qtbot: QtBot, spectrogram: SpectrogramView, scale: str
) -> None:
    spectrogram.set_scale(scale)  # type: ignore[arg-type]
    load(qtbot, spectrogram, sine(440.0))
    height = spectrogram.axis.fontMetrics().height()
    for low, high in ((0.0, 1.0), (0.3, 0.5), (0.61, 0.64), (0.9, 1.0)):
        spectrogram.canvas.set_y_range(low, high)
        for labels in (spectrogram.axis.hertz_labels(), spectrogram.axis.note_labels()):
            places = sorted(y for y, _ in labels)
            assert np.all(np.diff(places) >= height)
            assert all(height / 2 <= y <= spectrogram.canvas.plot_height - height / 2 for y in places)
        assert spectrogram.axis.hertz_labels()


def test_without_a_song_there_are_words_and_no_signals(qtbot: QtBot) -> None:
    view = SpectrogramView(Timeline())
    shown(qtbot, view)
    assert "song" in view.canvas.empty_text
    with qtbot.assertNotEmitted(view.seek_requested):
        QTest.mouseClick(view.canvas.viewport(), LEFT, NONE, QPoint(300, 100))
    with qtbot.waitSignal(view.pointer_moved) as caught:
        move(view.canvas.viewport(), QPointF(200, 50))
    assert caught.args == [None]


def test_a_right_click_opens_no_foreign_menu(spectrogram: SpectrogramView) -> None:
    QTest.mouseClick(spectrogram.canvas.viewport(), Qt.MouseButton.RightButton, NONE, QPoint(300, 100))
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None


def test_a_closed_view_leaves_no_thread_behind(qtbot: QtBot, timeline: Timeline) -> None:
    view = SpectrogramView(timeline)
    shown(qtbot, view)
    view.set_audio(sine(440.0))
    assert view.busy
    view.close()
    assert "spectrogram display" not in [thread.name for thread in threading.enumerate()]


def test_a_view_that_is_destroyed_while_it_works_leaves_no_thread_behind(timeline: Timeline) -> None:
    view = SpectrogramView(timeline)
    overview = Overview(timeline)
    view.set_audio(sine(440.0))
    overview.set_audio(sine(440.0))
    view.deleteLater()
    overview.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    names = [thread.name for thread in threading.enumerate()]
    assert "spectrogram display" not in names
    assert "waveform display" not in names


# piano roll

SOURCES = (Source("a", "Right hand"), Source("b", "Left hand"))
COLOURS = {"a": "#ff0000", "b": "#0000ff"}


def note(start_s: float, length_s: float, source: str, pitch: float | None, level: float = 1.0) -> Note:
    return Note(int(start_s * RATE), int(length_s * RATE), source, pitch, level)


def colour_at(view: PianoRollView, time_s: float, pitch: float) -> QColor:
    canvas = view.canvas
    image = canvas.viewport().grab().toImage()
    return image.pixelColor(int(canvas.x_of(time_s)), int(canvas.y_of(pitch)))


def test_notes_lie_at_their_time_and_pitch_in_the_colour_of_their_source(roll: PianoRollView) -> None:
    roll.set_notes([note(2, 3, "a", 60), note(8, 4, "b", 72)], SOURCES, COLOURS, RATE)
    red, blue = colour_at(roll, 3.5, 60), colour_at(roll, 10.0, 72)
    assert red.red() > 200
    assert red.blue() < 60
    assert blue.blue() > 200
    assert blue.red() < 60
    for time_s, pitch in ((1.5, 60), (5.5, 60), (3.5, 62), (10.0, 60), (3.5, 72)):
        empty = colour_at(roll, time_s, pitch)
        assert max(empty.red(), empty.blue()) < 80


def test_louder_notes_are_brighter(roll: PianoRollView) -> None:
    roll.set_notes([note(2, 3, "a", 60, 0.1), note(8, 4, "a", 60, 0.95)], SOURCES, COLOURS, RATE)
    assert colour_at(roll, 9.5, 60).red() > colour_at(roll, 3.5, 60).red() + 60


def test_hidden_sources_are_not_painted_and_come_back(roll: PianoRollView) -> None:
    roll.set_notes([note(2, 3, "a", 60), note(8, 4, "b", 62)], SOURCES, COLOURS, RATE)
    roll.set_visible_sources(["b"])
    assert colour_at(roll, 3.5, 60).red() < 80
    assert colour_at(roll, 10.0, 62).blue() > 200
    roll.set_visible_sources(None)
    assert colour_at(roll, 3.5, 60).red() > 200


def test_thousands_of_notes_are_painted_too(roll: PianoRollView) -> None:
    notes = [note(n * LENGTH_S / 3000, 0.005, "a", 48 + n % 24) for n in range(3000)]
    roll.set_notes([*notes, note(5, 5, "b", 80)], SOURCES, COLOURS, RATE)
    assert colour_at(roll, 7.0, 80).blue() > 200
    assert pixels(roll.canvas.viewport())[:, :, 0].max() > 200


def test_the_range_of_pitches_fits_the_notes(roll: PianoRollView) -> None:
    roll.set_notes([note(2, 3, "a", 40), note(8, 4, "b", 95)], SOURCES, COLOURS, RATE)
    low, high = roll.canvas.y_range
    assert 36 <= low < 39.5
    assert 95.5 < high <= 99
    roll.expect_other_notes()
    roll.set_notes([note(2, 3, "a", 60), note(8, 4, "b", 62)], SOURCES, COLOURS, RATE)
    assert roll.canvas.y_range[1] - roll.canvas.y_range[0] == pytest.approx(18)


def test_notes_without_pitch_and_no_notes_show_the_empty_state(roll: PianoRollView) -> None:
    assert roll.canvas.empty_text == "Drop a MIDI file to see its notes"
    roll.set_notes([note(2, 3, "a", None)], SOURCES, COLOURS, RATE)
    assert roll.canvas.empty_text
    roll.set_notes([note(2, 3, "a", 60)], SOURCES, COLOURS, RATE)
    assert roll.canvas.empty_text == ""


def test_keys_of_the_piano_can_be_pressed(qtbot: QtBot, roll: PianoRollView) -> None:
    roll.set_notes([note(2, 3, "a", 60)], SOURCES, COLOURS, RATE)
    place = QPoint(50, int(roll.canvas.y_of(62)))
    with qtbot.waitSignal(roll.key_pressed) as caught:
        QTest.mousePress(roll.axis, LEFT, NONE, place)
    assert caught.args == [62]
    with qtbot.waitSignal(roll.key_released) as caught:
        QTest.mouseRelease(roll.axis, LEFT, NONE, place)
    assert caught.args == [62]


def test_both_views_move_together(timeline: Timeline, spectrogram: SpectrogramView, roll: PianoRollView) -> None:
    wheel(roll.canvas.viewport(), QPointF(300, 50), 4, CONTROL)
    assert timeline.span_s < LENGTH_S
    for time_s in (timeline.start_s, timeline.stop_s):
        assert spectrogram.canvas.x_of(time_s) == pytest.approx(roll.canvas.x_of(time_s))
        assert spectrogram.ruler.x_of(time_s) == pytest.approx(roll.canvas.x_of(time_s))


# overview


@pytest.fixture
def overview(qtbot: QtBot, timeline: Timeline) -> Iterator[Overview]:
    view = Overview(timeline)
    shown(qtbot, view, height=60)
    yield view
    view.close()


def test_the_frame_is_dragged_and_resized(timeline: Timeline, overview: Overview) -> None:
    timeline.zoom_to(5.0, 10.0)
    middle = QPoint(int(overview.x_of(7.5)), 30)
    drag(overview, middle, middle + QPoint(80, 0))
    moved = overview.time_at(middle.x() + 80) - overview.time_at(middle.x())
    assert timeline.start_s == pytest.approx(5.0 + moved)
    assert timeline.span_s == pytest.approx(5.0)
    stop = timeline.stop_s
    drag(overview, QPoint(round(overview.x_of(timeline.start_s)), 30), QPoint(int(overview.x_of(2.0)), 30))
    assert timeline.start_s == pytest.approx(2.0, abs=0.05)
    assert timeline.stop_s == pytest.approx(stop)


def test_a_click_beside_the_frame_goes_there_and_a_double_click_shows_all(
    qtbot: QtBot, timeline: Timeline, overview: Overview
) -> None:
    timeline.zoom_to(0.0, 4.0)
    with qtbot.waitSignal(overview.seek_requested) as caught:
        QTest.mouseClick(overview, LEFT, NONE, QPoint(int(overview.x_of(12.0)), 30))
    assert caught.args[0] == pytest.approx(12.0, abs=0.05)
    assert timeline.start_s == pytest.approx(10.0, abs=0.05)
    assert timeline.span_s == pytest.approx(4.0)
    QTest.mouseDClick(overview, LEFT, NONE, QPoint(int(overview.x_of(12.0)), 30))
    assert timeline.span_s == LENGTH_S


def test_the_waveform_is_high_where_it_is_loud(qtbot: QtBot, overview: Overview) -> None:
    samples = np.zeros((1, int(LENGTH_S * RATE)), np.float32)
    samples[0, int(8 * RATE) : int(12 * RATE)] = np.sin(np.arange(4 * RATE) * 0.3)
    overview.set_audio(Audio(samples, RATE))
    qtbot.waitUntil(lambda: not overview.busy)
    picture = pixels(overview).astype(int)
    green = picture[:, :, 1] > 60
    loud, quiet = int(overview.x_of(10.0)), int(overview.x_of(4.0))
    assert green[:, loud].sum() > 35
    assert green[:, quiet].sum() < 6


# colours and ticks


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_colour_maps_grow_lighter_from_quiet_to_loud(name: str) -> None:
    light = colour_map(name) @ [0.2126, 0.7152, 0.0722]
    assert np.all(np.diff(light) > -1e-3)
    assert light[-1] - light[0] > 0.6


def test_the_colour_table_has_its_ends_at_the_chosen_levels() -> None:
    table = colour_table("viridis", -80.0, -20.0)
    assert table.dtype == np.uint32
    assert np.all(table >> 24 == 0xFF)
    assert np.all(table[: int(db_to_code(-80.0))] == table[0])
    assert np.all(table[int(db_to_code(-20.0)) :] == table[-1])


def test_an_unknown_colour_map_is_refused(spectrogram: SpectrogramView) -> None:
    with pytest.raises(KeyError):
        spectrogram.set_colour_map("jet")


def test_times_have_the_decimals_that_their_ticks_need() -> None:
    assert time_label(0.0, 1) == "0:00"
    assert time_label(59.999, 1) == "1:00"
    assert time_label(61.5, 0.5) == "1:01.5"
    assert time_label(3725.0, 60) == "62:05"
    assert time_label(0.125, 0.005) == "0:00.125"


@pytest.mark.parametrize("span", [0.05, 0.3, 1.0, 7.0, 40.0, 300.0, 3600.0])
def test_ticks_have_room_for_their_labels(span: float) -> None:
    ticks = time_ticks(12.3, 12.3 + span, 1000.0)
    assert 2 <= len(ticks.major_s) <= 13
    assert all(12.3 - 1e-6 <= t <= 12.3 + span + 1e-6 for t in (*ticks.major_s, *ticks.minor_s))
    assert len({time_label(t, ticks.step_s) for t in ticks.major_s}) == len(ticks.major_s)


def test_bars_are_thinned_out_where_they_are_dense() -> None:
    bars = [n * 2.0 for n in range(200)]
    assert [n for n, _ in visible_bars(bars, 0.0, 20.0, 1000.0)] == list(range(1, 12))
    dense = [n for n, _ in visible_bars(bars, 0.0, 400.0, 1000.0)]
    assert dense[:3] == [1, 9, 17]


def test_labels_that_are_too_near_give_way_to_more_important_ones() -> None:
    assert spaced([(50.0, "a"), (55.0, "b"), (70.0, "c")], 10.0) == [(50.0, "a"), (70.0, "c")]


class PaintRecorder(QObject):
    """Notes the regions that a widget repaints."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_the_playhead_repaints_where_it_was_and_where_it_is_in_ruler_and_overview(
    timeline: Timeline, spectrogram: SpectrogramView, overview: Overview
) -> None:
    timeline.set_playhead(5.0)
    timeline.zoom_to(2.0, 12.0)  # the old place is another pixel now
    QApplication.processEvents()
    for widget, later in ((spectrogram.ruler, 6.3), (overview, 9.1)):
        before = timeline.playhead_s
        recorder = PaintRecorder(widget)
        timeline.set_playhead(later)
        QApplication.processEvents()
        for time_s in (before, later):
            assert recorder.region.contains(QPoint(round(widget.x_of(time_s)), 20))
        assert sum(rect.width() for rect in recorder.region) < 60
