"""The spectrogram as the region tools see it: what points, strokes and tips are there.

Owns what all region tools share: the mode, "belongs" or "not", the size of the tip, the chosen region and the way from
pixels to samples and Hz. Tells intents by signals; changes no annotation.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPolygonF

from app.graphics.canvas import PlotCanvas
from app.graphics.region_pixels import Look
from app.graphics.regions_item import RegionsItem
from app.graphics.stroke_item import StrokeItem
from app.graphics.tools.base import Place
from core.annotation.model import Polarity, Region
from core.annotation.region_shapes import LOWEST_HZ, RegionShape, box
from core.annotation.region_strokes import Lattice, Tip
from core.display import FrequencyWarp

RegionMode = Literal["box", "lasso", "brush", "harmonic"]

SMALLEST_PX, LARGEST_PX = 4.0, 240.0
_STEP = 1.25
_TALLEST_SEMITONES = 48.0
_HARMONIC_SIZE, _HARMONIC_SEMITONES = 0.25, 2.0  # part of the usual size, and at most so high
_HARMONIC_TOP_HZ = 16000.0
_HARMONIC_ROWS = 96
_CORNERS, _CORNERS_OF_PARTIAL = 32, 14
_APART_PX = 4.0  # outlines of partials that lie closer run into each other
_ERASER_COLOUR = "#c8ced8"


class RegionSurface(QObject):
    """What is painted on."""

    painted = Signal(object, object)  # RegionShape, Polarity
    rubbed = Signal(object)  # RegionShape: what the eraser went over
    source_missing = Signal()  # somebody wants to paint, and there is no source to paint for
    chosen_changed = Signal()
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPointF)  # id of a region, pixel of the canvas

    def __init__(self, canvas: PlotCanvas) -> None:
        """Paint boxes for nobody."""
        super().__init__(canvas)
        self.canvas = canvas
        self.item = RegionsItem(canvas, 3)
        self.stroke = StrokeItem(canvas, 6)
        self.mode: RegionMode = "box"
        self.is_not = False
        self.size_px = 28.0
        self.colour = ""  # of the source that strokes go to; empty: there is none
        self.rate, self.length = 0, 0

    @property
    def warp(self) -> FrequencyWarp | None:
        """The scale of frequency; None without a song."""
        return self.stroke.warp

    @property
    def ready(self) -> bool:
        """Whether there is a song to paint on."""
        return self.warp is not None and self.rate > 0 and self.length > 0

    def set_sound(self, warp: FrequencyWarp | None, rate: int, length: int) -> None:
        """Take the scale of frequency and the measures of the song."""
        self.rate, self.length = rate, length
        self.stroke.warp, self.stroke.rate = warp, max(1, rate)
        self.item.set_warp(warp)

    def resize_tip(self, larger: bool) -> None:
        """Make the tip of the brush larger or smaller by one step."""
        self.size_px = min(max(SMALLEST_PX, self.size_px * (_STEP if larger else 1 / _STEP)), LARGEST_PX)

    # what lies where

    def point(self, time_s: float, value: float) -> tuple[float, float]:
        """Return (sample, Hz) at a time and a position on the axis."""
        assert self.warp is not None
        return time_s * self.rate, float(self.warp.frequency_hz(value))

    def region_at(self, place: Place) -> Region | None:
        """Return the topmost region under the pointer."""
        return self.item.region_at(place.time_s, place.value)

    def lattice(self, tip: Tip | None = None) -> Lattice:
        """Return cells as large as the pixels of the view, or a small part of a tip."""
        assert self.warp is not None
        canvas = self.canvas
        low, high = canvas.y_range
        pixel = (high - low) / canvas.plot_height
        if tip is not None and tip.top_hz is not None:
            octaves = 1.0 / _HARMONIC_ROWS
        elif tip is not None:
            octaves = tip.height_semitones / 12 / 20
        else:
            below, above = self.warp.frequency_hz(np.array([high - pixel, high]))
            octaves = float(np.log2(above / max(float(below), LOWEST_HZ)))
        return Lattice.for_pixels(self.rate, self.length, canvas.timeline.span_s / canvas.plot_width, octaves)

    def tip(self, value: float, square: bool, harmonic: bool) -> Tip:
        """Return the tip at a position of the axis: round in pixels there, in seconds and semitones everywhere else."""
        assert self.warp is not None
        canvas = self.canvas
        low, high = canvas.y_range
        # glides and vibrato of a wide tip would fill the gaps between the partials
        size_px = self.size_px * (_HARMONIC_SIZE if harmonic else 1.0)
        width = size_px / canvas.plot_width * canvas.timeline.span_s * self.rate
        half = size_px / canvas.plot_height * (high - low) / 2
        below, above = np.maximum(self.warp.frequency_hz(np.array([value - half, value + half])), LOWEST_HZ)
        most = _HARMONIC_SEMITONES if harmonic else _TALLEST_SEMITONES
        semitones = min(max(0.05, 12.0 * float(np.log2(above / below))), most)
        top_hz = min(_HARMONIC_TOP_HZ, self.rate / 2) if harmonic else None
        return Tip(width, semitones, square, top_hz)

    def outlines(self, tip: Tip, time_s: float, value: float) -> list[QPolygonF]:
        """Return the outline of a tip at a place, a polygon of pixels per partial that can be told from others."""
        assert self.warp is not None
        canvas, hz = self.canvas, max(LOWEST_HZ, float(self.warp.frequency_hz(value)))
        offsets, halves = tip.partials(hz)
        if tip.square:
            across, up = np.array([-1.0, 1.0, 1.0, -1.0]), np.array([1.0, 1.0, -1.0, -1.0])
        else:
            angle = np.linspace(0.0, 2 * np.pi, _CORNERS if offsets.size == 1 else _CORNERS_OF_PARTIAL, endpoint=False)
            across, up = np.cos(angle), np.sin(angle)
        x = canvas.x_of(time_s) + across * self._width_px(tip) / 2
        y = self._y_of(hz * np.exp2(offsets[:, None] + halves[:, None] * up))
        outlines, last_y = [], np.inf
        for corners in y[(y.max(axis=1) > 0) & (y.min(axis=1) < canvas.plot_height)]:
            if last_y - corners.mean() >= _APART_PX:
                last_y = corners.mean()
                outlines.append(QPolygonF(list(map(QPointF, x.tolist(), corners.tolist()))))
        return outlines

    def reach(self, tip: Tip, *places: tuple[float, float]) -> QRectF:
        """Return the pixels that a tip touches on its way between places (time_s, value)."""
        assert self.warp is not None
        x = [self.canvas.x_of(time_s) for time_s, _value in places]
        hz = np.maximum(LOWEST_HZ, self.warp.frequency_hz(np.array([value for _time_s, value in places])))
        # a stroke has the partials of its first point, which may be more than those of this one
        offsets, halves = tip.partials(LOWEST_HZ)
        low, high = hz.min() * 2.0 ** -halves[0], hz.max() * 2.0 ** (offsets[-1] + halves[0])
        bottom, top = self._y_of(np.array([low, high]))
        half = self._width_px(tip) / 2
        return QRectF(QPointF(min(x) - half, top), QPointF(max(x) + half, bottom))

    def _width_px(self, tip: Tip) -> float:
        return tip.width_samples / self.rate / self.canvas.timeline.span_s * self.canvas.plot_width

    def _y_of(self, frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
        assert self.warp is not None
        low, high = self.canvas.y_range
        return (high - self.warp.position(frequency_hz)) / (high - low) * self.canvas.plot_height

    # how it looks

    def look(self, is_not: bool) -> Look:
        """Return how a stroke for the picked source looks."""
        return Look(self.colour or self.canvas.theme["accent"], is_not, self.canvas.theme["background"])

    def eraser_look(self) -> Look:
        """Return how the way of the eraser looks."""
        return Look(_ERASER_COLOUR, False, self.canvas.theme["background"], fill=0.35)

    def show_tip(self, place: Place | None, harmonic: bool) -> None:
        """Let the outline of the tip follow the pointer."""
        if place is None or not self.ready:
            self.stroke.show_tips([])
        else:
            tip = self.tip(place.value, place.holds(Qt.KeyboardModifier.ShiftModifier), harmonic)
            self.stroke.show_tips(self.outlines(tip, place.time_s, place.value))

    # intents

    def paint(self, shape: RegionShape | None, is_not: bool) -> None:
        """Tell that a shape was painted; a shape beside the song is none."""
        if shape is not None:
            self.painted.emit(shape, Polarity.NOT if is_not else Polarity.BELONGS)

    def paint_box(self, first: tuple[float, float], last: tuple[float, float], is_not: bool) -> None:
        """Tell that a box between two corners (time_s, value) was painted."""
        (start, one_hz), (stop, other_hz) = self.point(*first), self.point(*last)
        self.paint(box(start, stop, one_hz, other_hz, self.rate, self.length), is_not)

    def choose(self, region: Region | None) -> None:
        """Choose the region that commands go to."""
        before = self.item.chosen
        self.item.choose(region.id if region is not None else "")
        if before != region:
            self.chosen_changed.emit()

    def choose_next(self, step: int) -> bool:
        """Choose the next region in the order of time and bring it into view; return whether there is one."""
        ordered = sorted(self.item.regions, key=lambda region: (region.start, region.low_hz))
        if not ordered or not self.ready:
            return False
        chosen = self.item.chosen
        place = ordered.index(chosen) + step if chosen is not None else (0 if step > 0 else -1)
        region = ordered[place % len(ordered)]
        self.choose(region)
        line, start_s, stop_s = self.canvas.timeline, region.start / self.rate, region.stop / self.rate
        if stop_s <= line.start_s or start_s >= line.stop_s:
            line.scroll((start_s + stop_s) / 2 - (line.start_s + line.stop_s) / 2)
        return True
