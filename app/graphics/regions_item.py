"""All painted regions of a spectrogram in one item.

Owns their painting: pictures that are kept per region and zoom, outlines of boxes, labels. While the zoom moves, old
pictures are stretched and renewed a few at a time. Edits nothing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QBrush, QPainter

from app.graphics.canvas import PlotCanvas
from app.graphics.layers import Layer
from app.graphics.pixels import small_font, snapped
from app.graphics.region_label import label_picture
from app.graphics.region_pictures import Picture, picture_of
from app.graphics.region_pixels import RIM_PX, Look, dashes, hatching
from core.annotation.model import Polarity, Region
from core.annotation.region_shapes import covers
from core.display import FrequencyWarp

_BUDGET_S = 0.002  # for new pictures in one frame
_LATER_MS = 12
_KEPT_BYTES = 48 << 20
_MOST_LABELS = 24
_LABEL_FROM_PX = (48.0, 34.0)
_SMALL_PX = 4.0  # what is smaller has no outline
_BEYOND_PX = 12.0


class RegionsItem(Layer):
    """Regions over time and frequency."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show no regions yet."""
        super().__init__(canvas, z)
        self._regions: tuple[Region, ...] = ()
        self._colours: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._rate = 1
        self._warp: FrequencyWarp | None = None
        self._extents = np.zeros((0, 4))  # start_s, stop_s, low and high position
        self._pictures: dict[str, Picture] = {}
        self._looks_kept: dict[tuple[bool, str, str], dict[tuple[str, Polarity], Look]] = {}
        self._left_s = 0.0  # for new pictures in this frame
        self._chosen_id = self._hovered_id = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._renew)

    @property
    def regions(self) -> tuple[Region, ...]:
        """What is shown, the last one on top."""
        return self._regions

    @property
    def chosen(self) -> Region | None:
        """The region that commands go to."""
        return self.region(self._chosen_id)

    def region(self, region_id: str) -> Region | None:
        """Return the region of an id."""
        return next((region for region in self._regions if region.id == region_id), None)

    def set_regions(
        self, regions: Sequence[Region], colours: Mapping[str, str], names: Mapping[str, str], rate: int
    ) -> None:
        """Show other regions; ``colours`` and ``names`` (as the label says) are by source id."""
        self._regions, self._rate = tuple(regions), max(1, rate)
        self._looks_kept = {}
        self._colours, self._names = dict(colours), dict(names)
        kept = {region.id for region in self._regions}
        self._pictures = {key: picture for key, picture in self._pictures.items() if key in kept}
        self._chosen_id = self._chosen_id if self._chosen_id in kept else ""
        self._measure()

    def set_warp(self, warp: FrequencyWarp | None) -> None:
        """Show them on another scale of frequency."""
        if warp != self._warp:
            self._warp = warp
            self._pictures.clear()
            self._measure()

    def choose(self, region_id: str) -> None:
        """Highlight a region; an empty id none."""
        if region_id != self._chosen_id:
            self._chosen_id = region_id
            self.update()

    def hover(self, region_id: str) -> None:
        """Name a region even where it is small."""
        if region_id != self._hovered_id:
            self._hovered_id = region_id
            self.update()

    def region_at(self, time_s: float, position: float) -> Region | None:
        """Return the topmost region at a point."""
        if self._warp is None:
            return None
        sample, frequency_hz = time_s * self._rate, float(self._warp.frequency_hz(position))
        near = (self._extents[:, 0] <= time_s) & (time_s < self._extents[:, 1])
        for index in reversed(np.flatnonzero(near)):
            if covers(self._regions[index], sample, frequency_hz):
                return self._regions[index]
        return None

    def area_of(self, region: Region) -> QRectF:
        """Return the visible pixels that a region spans; empty where it is not shown."""
        if self._warp is None or region not in self._regions:
            return QRectF()
        place = self._regions.index(region)
        left, top, right, bottom = self._areas(self._extents[place : place + 1], 1.0)[0].tolist()
        return QRectF(left, top, right - left, bottom - top)

    def label_of(self, region: Region) -> str:
        """Return the words for a region: its source, or "not" its source."""
        name = self._names.get(region.source_id, "")
        return name if region.polarity is Polarity.BELONGS else self.tr("not {0}").format(name)

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint what is visible."""
        if self._warp is None or not self._regions:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        seen = self._seen(left, right)
        areas = self._areas(self._extents[seen], ratio)
        looks = {chosen: self._looks(chosen) for chosen in (False, True)}
        self._left_s = _BUDGET_S
        is_small = np.minimum(areas[:, 2] - areas[:, 0], areas[:, 3] - areas[:, 1]) < _SMALL_PX
        self._paint_small(painter, seen[is_small], areas[is_small], looks)
        for index, (x0, y0, x1, y1) in zip(seen[~is_small].tolist(), areas[~is_small].tolist(), strict=True):
            region = self._regions[index]
            look = looks[region.id == self._chosen_id][region.source_id, region.polarity]
            area = QRectF(x0, y0, x1 - x0, y1 - y0)
            if region.mask.size == 1:
                self._paint_box(painter, ratio, area, look)
            else:
                self._paint_mask(painter, ratio, region, self._extents[index], look)
        self._paint_labels(painter, ratio, seen, areas, looks[False])
        self._forget(seen)

    def _measure(self) -> None:
        """Keep where the regions lie."""
        if self._warp is not None and self._regions:
            hz = np.array([(region.low_hz, region.high_hz) for region in self._regions])
            samples = np.array([(region.start, region.stop) for region in self._regions], np.float64)
            self._extents = np.hstack([samples / self._rate, self._warp.position(hz)])
        else:
            self._extents = np.zeros((0, 4))
        self.update()

    def _seen(self, left: float, right: float) -> NDArray[np.intp]:
        canvas = self.canvas
        low, high = canvas.y_range
        start_s, stop_s = canvas.time_at(left - RIM_PX), canvas.time_at(right + RIM_PX)
        extents = self._extents
        seen = (extents[:, 0] < stop_s) & (extents[:, 1] > start_s) & (extents[:, 2] < high) & (extents[:, 3] > low)
        return np.flatnonzero(seen)

    def _areas(self, extents: NDArray[np.float64], ratio: float) -> NDArray[np.float64]:
        """Return left, top, right, bottom (regions, 4) on device pixels, cut a little beyond the view."""
        canvas, line = self.canvas, self.canvas.timeline
        low, high = canvas.y_range
        x = (extents[:, :2] - line.start_s) / line.span_s * canvas.plot_width
        y = (high - extents[:, :1:-1]) / (high - low) * canvas.plot_height
        x, y = (
            np.clip(x, -_BEYOND_PX, canvas.plot_width + _BEYOND_PX),
            np.clip(y, -_BEYOND_PX, canvas.plot_height + _BEYOND_PX),
        )
        areas = np.rint(np.stack([x[:, 0], y[:, 0], x[:, 1], y[:, 1]], axis=1) * ratio)
        areas[:, 2:] = np.maximum(areas[:, 2:], areas[:, :2] + 1)
        return np.asarray(areas / ratio)

    def _looks(self, chosen: bool) -> dict[tuple[str, Polarity], Look]:
        """Return how regions look, by source and polarity."""
        key = (chosen, self.canvas.theme["background"], self.canvas.theme["accent"])
        looks = self._looks_kept.get(key)
        if looks is None:
            colours = {source_id: colour or key[2] for source_id, colour in self._colours.items()}
            looks = self._looks_kept[key] = {
                (source_id, polarity): Look(colour, polarity is Polarity.NOT, key[1], strong=chosen)
                for source_id, colour in colours.items()
                for polarity in Polarity
            }
        return looks

    def _paint_small(
        self,
        painter: QPainter,
        seen: NDArray[np.intp],
        areas: NDArray[np.float64],
        looks: Mapping[bool, Mapping[tuple[str, Polarity], Look]],
    ) -> None:
        """Paint what is only a dot or a line, all of one look at once."""
        groups: dict[Look, list[int]] = {}
        for place, index in enumerate(seen.tolist()):
            region = self._regions[index]
            look = looks[region.id == self._chosen_id][region.source_id, region.polarity]
            groups.setdefault(look, []).append(place)
        for look, places in groups.items():
            array = PrimitiveArray(QRectF, 4)
            array.resize(len(places))
            members = areas[places]
            array.ndarray()[:] = np.hstack([members[:, :2], members[:, 2:] - members[:, :2]])
            painter.setBrush(look.small())
            painter.drawRects(*array.drawargs())

    @staticmethod
    def _paint_box(painter: QPainter, ratio: float, area: QRectF, look: Look) -> None:
        width = max(1, round((2.0 if look.strong else 1.4) * ratio)) / ratio
        painter.setBrushOrigin(area.topLeft())
        painter.fillRect(area, QBrush(hatching(look, ratio)) if look.hatched else look.ground())
        painter.setBrush(look.rim())
        painter.drawRects(_edges(area.adjusted(-1, -1, 1, 1), width + 2))
        painter.setBrush(QBrush(dashes(look, ratio)) if look.hatched else look.line())
        painter.drawRects(_edges(area, width))

    def _paint_mask(
        self, painter: QPainter, ratio: float, region: Region, extent: NDArray[np.float64], look: Look
    ) -> None:
        canvas = self.canvas
        low, high = canvas.y_range
        scale = (canvas.plot_width / canvas.timeline.span_s * ratio, canvas.plot_height / (high - low) * ratio)
        picture = self._pictures.get(region.id)
        assert self._warp is not None
        if picture is None or not picture.fits(self.canvas, scale, look, extent):
            if self._left_s > 0:
                started = time.perf_counter()
                picture = self._pictures[region.id] = picture_of(
                    region, self._rate, self._warp, self.canvas, extent, scale, ratio, look
                )
                self._left_s -= time.perf_counter() - started
            else:
                self._later.start()
        if picture is not None:
            x, y = snapped(canvas.x_of(picture.left_s), ratio), snapped(canvas.y_of(picture.top), ratio)
            if all(map(math.isclose, picture.scale, scale)) and picture.image.devicePixelRatioF() == ratio:
                painter.drawImage(QPointF(x, y), picture.image)
            else:
                right, bottom = canvas.x_of(picture.stop_s), canvas.y_of(picture.bottom)
                painter.drawImage(QRectF(x, y, right - x, bottom - y), picture.image)

    def _paint_labels(
        self,
        painter: QPainter,
        ratio: float,
        seen: NDArray[np.intp],
        areas: NDArray[np.float64],
        looks: Mapping[tuple[str, Polarity], Look],
    ) -> None:
        """Name what is large enough, under the pointer or chosen."""
        canvas = self.canvas
        across = np.clip(areas[:, ::2], 0, canvas.plot_width)
        up = np.clip(areas[:, 1::2], 0, canvas.plot_height)
        is_large = (np.diff(across)[:, 0] >= _LABEL_FROM_PX[0]) & (np.diff(up)[:, 0] >= _LABEL_FROM_PX[1])
        large = set(np.flatnonzero(is_large)[-_MOST_LABELS:].tolist())
        named = (self._hovered_id, self._chosen_id)
        font = small_font(canvas, 0.85)
        for place, index in enumerate(seen.tolist()):
            region = self._regions[index]
            if place not in large and region.id not in named:
                continue
            look = looks[region.source_id, region.polarity]
            label = label_picture(self.label_of(region), look, font, ratio)
            size = label.deviceIndependentSize()
            if region.id in named or np.diff(across[place])[0] >= size.width() + 12:
                x = min(across[place, 0] + 5, max(0.0, canvas.plot_width - size.width()))
                y = min(up[place, 0] + 5, max(0.0, canvas.plot_height - size.height()))
                painter.drawPixmap(QPointF(snapped(x, ratio), snapped(y, ratio)), label)

    def _forget(self, seen: NDArray[np.intp]) -> None:
        """Drop pictures of what is not visible once there are too many."""
        if sum(picture.image.sizeInBytes() for picture in self._pictures.values()) > _KEPT_BYTES:
            visible = {self._regions[index].id for index in seen}
            self._pictures = {key: picture for key, picture in self._pictures.items() if key in visible}

    @Slot()
    def _renew(self) -> None:
        self.update()


def _edges(area: QRectF, width: float) -> list[QRectF]:
    """Return the four sides of a frame, so wide, inside an area."""
    x, y, across, up = area.x(), area.y(), area.width(), area.height()
    inner = max(0.0, up - 2 * width)
    return [
        QRectF(x, y, across, width),
        QRectF(x, y + up - width, across, width),
        QRectF(x, y + width, width, inner),
        QRectF(x + across - width, y + width, width, inner),
    ]
