"""All notes of a piano roll in one item.

Owns the painting of notes: bars in the colour of their source, the louder the more solid, with names where there is
room; the chosen source's before the others, chosen notes bright. Few are drawn one by one; many are written into one
picture, in which a note narrower than a pixel costs no more than that pixel. Edits nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import mixed, translucent
from app.graphics.layers import Layer
from app.graphics.note_columns import NO_BARS, Bars, Places
from app.graphics.pixels import premultiplied, small_font, text_width
from core.display import note_name

_LOUDNESS_STEPS = 6
_DRAWN_AT_MOST = 160  # one by one, with round corners and names
_DIMMED = 0.3  # of the way to the background, for sources that are not the chosen one
_CHOSEN = 0.62  # of the way to white
_FRAME = 0.45  # of the way to white, for the frame of a note that is seen through
_SEEN_THROUGH, _SEEN_THROUGH_MANY = 0.12, 0.4  # opacity over something else: within a frame, and without one


class NotesItem(Layer):
    """Notes as bars over time and pitch; those without a pitch are not shown."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show no notes yet."""
        super().__init__(canvas, z)
        self._bars: Bars = NO_BARS
        self._source_ids: Sequence[str] = ()
        self._colours: Mapping[str, str] = {}
        self._visible: frozenset[str] | None = None
        self._picked_id = ""
        self._is_hollow = False
        self._version = 0
        self._picture: QImage | None = None
        self._key: tuple[object, ...] = ()
        self._rows: NDArray[np.uint32] = np.zeros((0, 0, 0), np.uint32)
        self._rows_key: tuple[object, ...] = ()

    def set_bars(self, bars: Bars, source_ids: Sequence[str]) -> None:
        """Show other notes."""
        self._bars, self._source_ids = bars, source_ids
        self._renew()

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """Paint the sources in other colours, ``#rrggbb`` by source id."""
        if colours != self._colours:
            self._colours = colours
            self._renew()

    def set_visible_sources(self, source_ids: frozenset[str] | None) -> None:
        """Show the notes of these sources only; None shows all."""
        self._visible = source_ids
        self._renew()

    def set_picked(self, source_id: str) -> None:
        """Let the notes of one source stand out."""
        self._picked_id = source_id
        self._renew()

    def set_hollow(self, on: bool) -> None:
        """Let what lies under the notes be seen through them."""
        if on != self._is_hollow:
            self._is_hollow = on
            self._renew()

    def pitch_bounds(self) -> tuple[float, float] | None:
        """Return the lowest and the highest pitch of the sources that are shown."""
        pitch = self._bars.pitch[self._shown() & ~np.isnan(self._bars.pitch)]
        return (float(pitch.min()), float(pitch.max())) if pitch.size else None

    def _renew(self) -> None:
        self._version += 1
        self.update()

    def _shown(self) -> NDArray[np.bool_]:
        if self._visible is None or not self._source_ids:
            return np.ones(len(self._bars), np.bool_)
        allowed = np.array([source_id in self._visible for source_id in self._source_ids], np.bool_)
        return np.asarray(allowed[self._bars.source])

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint what is visible."""
        canvas, line, bars = self.canvas, self.canvas.timeline, self._bars
        low, high = canvas.y_range
        # of all that is visible, also where a strip is painted: it must look like the rest
        seen = self._shown() & (bars.stop > line.start_s) & (bars.start < line.stop_s)
        index = np.flatnonzero(seen & (bars.pitch > low - 1) & (bars.pitch < high + 1))
        if index.size == 0:
            return
        if index.size <= _DRAWN_AT_MOST:
            pixel_s = line.span_s / canvas.plot_width
            inside = bars.stop[index] > canvas.time_at(left) - 3 * pixel_s
            inside &= bars.start[index] < canvas.time_at(right) + 3 * pixel_s
            self._paint_each(painter, ratio, index[inside])
            return
        key = (self._version, line.start_s, line.span_s, low, high, canvas.plot_width, canvas.plot_height, ratio,
               canvas.theme["background"])  # fmt: skip
        if key != self._key or self._picture is None:
            self._key, self._picture = key, self._painted(index, ratio)
        area = QRectF(left, 0, right - left, canvas.plot_height)
        painter.drawImage(area, self._picture, QRectF(left * ratio, 0, area.width() * ratio, area.height() * ratio))

    # colours

    def _colour_rows(self) -> NDArray[np.uint32]:
        """Return the premultiplied colour of every source, loudness and state (plain, chosen)."""
        key = (len(self._source_ids), self._picked_id, self.canvas.theme["background"], id(self._colours),
               self._is_hollow)  # fmt: skip
        if key == self._rows_key:
            return self._rows
        self._rows_key = key
        rows = np.zeros((max(1, len(self._source_ids)), _LOUDNESS_STEPS, 2), np.uint32)
        for source in range(len(self._source_ids)):
            for loudness in range(_LOUDNESS_STEPS):
                for chosen in (False, True):
                    fill = self._fill(source, loudness, chosen)
                    rows[source, loudness, int(chosen)] = premultiplied(self._unframed(fill, chosen))
        self._rows = rows
        return rows

    def _fill(self, source: int, loudness: int, chosen: bool) -> QColor:
        source_id, background = self._source_ids[source], self.canvas.theme["background"]
        colour = QColor(self._colours.get(source_id) or self.canvas.theme["accent"])
        quiet = 0.58 * (1.0 - (loudness + 0.5) / _LOUDNESS_STEPS)
        if chosen:
            return mixed(mixed(colour, background, quiet * 0.4), "#ffffff", _CHOSEN)
        is_dimmed = bool(self._picked_id) and source_id != self._picked_id
        return mixed(colour, background, 1.0 - (1.0 - quiet) * (1.0 - _DIMMED) if is_dimmed else quiet)

    def _frame(self, fill: QColor, is_chosen: bool, rounded: bool) -> QColor | None:
        """Return the colour of the line around a note, where there is one."""
        if is_chosen:
            return QColor("#ffffff")
        return mixed(fill, "#ffffff", _FRAME) if self._is_hollow and rounded else None

    def _unframed(self, fill: QColor, is_chosen: bool) -> QColor:
        """Return how a note is filled that has no room for a frame; of those seen through, the chosen ones hide."""
        return translucent(fill, _SEEN_THROUGH_MANY) if self._is_hollow and not is_chosen else fill

    def _loudness(self, index: Places) -> Places:
        return np.minimum((self._bars.level[index] * _LOUDNESS_STEPS).astype(np.intp), _LOUDNESS_STEPS - 1)

    def _ranked(self, index: Places) -> Places:
        """Return the notes in the order of painting: quiet ones first, then the picked source's, then the chosen."""
        bars = self._bars
        picked = np.array([source_id == self._picked_id for source_id in self._source_ids], np.bool_)
        rank = self._loudness(index) + 10 * picked[bars.source[index]] + 100 * bars.chosen[index]
        return np.asarray(index[np.argsort(rank.astype(np.int16), kind="stable")])

    def _edges(self, index: Places, ratio: float) -> tuple[NDArray[np.intp], ...]:
        """Return left, right, top and bottom in device pixels; a gap of one pixel parts repeated notes."""
        canvas, line, bars = self.canvas, self.canvas.timeline, self._bars
        low, high = canvas.y_range
        scale = canvas.plot_width / line.span_s * ratio
        left = (np.maximum(bars.start[index], line.start_s - 20 / scale) - line.start_s) * scale
        right = (np.minimum(bars.stop[index], line.stop_s + 20 / scale) - line.start_s) * scale
        row = canvas.plot_height / (high - low)
        gap = 1.0 if row >= 4 else 0.0
        top = (high - bars.pitch[index] - 0.5) * row + gap / 2
        x0, x1 = np.rint(left).astype(np.intp), np.rint(right).astype(np.intp)
        y0, y1 = np.rint(top * ratio).astype(np.intp), np.rint((top + row - gap) * ratio).astype(np.intp)
        least = max(1, int(ratio))
        width = np.maximum(x1 - x0 - (least if gap else 0), 2 * least)
        return x0, x0 + width, y0, np.maximum(y1, y0 + least)

    # many notes

    def _painted(self, index: Places, ratio: float) -> QImage:
        """Return all visible notes as a picture of the canvas."""
        width, height = round(self.canvas.plot_width * ratio), round(self.canvas.plot_height * ratio)
        pixels = np.zeros((max(1, height), max(1, width)), np.uint32)
        index = self._ranked(index)
        x0, x1, y0, y1 = self._edges(index, ratio)
        x0, x1 = np.clip(x0, 0, width), np.clip(x1, 0, width)
        bars = self._bars
        colour = self._colour_rows()[bars.source[index], self._loudness(index), bars.chosen[index].astype(np.intp)]
        # first one line per row of notes, then as high as the row is; of notes on one pixel the last counts
        offset = y0 - y0.min()
        ends, is_used = np.zeros(int(offset.max()) + 1, np.intp), np.zeros(int(offset.max()) + 1, np.bool_)
        ends[offset], is_used[offset] = y1, True
        tops, bottoms = np.flatnonzero(is_used) + y0.min(), ends[is_used]
        row = (np.cumsum(is_used) - 1)[offset]
        lines = np.zeros((len(tops), max(1, width)), np.uint32)
        lengths = np.maximum(x1 - x0, 0)
        first = np.repeat(row * lines.shape[1] + x0 - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        lines.reshape(-1)[first + np.arange(len(first))] = np.repeat(colour, lengths)
        previous = 0
        for line, top, bottom in zip(lines, tops.tolist(), bottoms.tolist(), strict=True):
            area = pixels[max(0, top) : max(0, bottom)]
            if top >= previous:
                area[:] = line
            else:
                np.copyto(area, line, where=line != 0)  # pitches between the keys overlap those beside them
            previous = max(previous, bottom)
        image = QImage(pixels.data, pixels.shape[1], pixels.shape[0], QImage.Format.Format_ARGB32_Premultiplied)
        return image.copy()

    # few notes

    def _paint_each(self, painter: QPainter, ratio: float, index: Places) -> None:
        index = self._ranked(index)
        bars, row_height = self._bars, self.canvas.plot_height / (self.canvas.y_range[1] - self.canvas.y_range[0])
        rounded = row_height >= 5
        radius = min(3.0, row_height * 0.3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, rounded)
        edges = [column / ratio for column in self._edges(index, ratio)]
        loudness = self._loudness(index).tolist()
        fills: dict[tuple[int, int, bool], QColor] = {}
        shown = []
        for key, x0, x1, y0, y1 in zip(
            zip(bars.source[index].tolist(), loudness, bars.chosen[index].tolist(), strict=True),
            *(column.tolist() for column in edges),
            strict=True,
        ):
            if key not in fills:
                fills[key] = self._fill(*key)
            area = QRectF(x0, y0, x1 - x0, y1 - y0)
            shown.append((area, fills[key]))
            fill = translucent(fills[key], _SEEN_THROUGH) if self._is_hollow else fills[key]
            frame = self._frame(fills[key], key[2], rounded)
            painter.setBrush(fill)
            painter.setPen(QPen(frame, 1.0) if frame is not None else Qt.PenStyle.NoPen)
            if rounded:
                inner = area.adjusted(0.5, 0.5, -0.5, -0.5) if frame is not None else area
                corner = min(radius, area.width() / 2)
                painter.drawRoundedRect(inner, corner, corner)
            else:
                painter.fillRect(area, self._unframed(fills[key], key[2]))
        if row_height >= 12 and not self._is_hollow:
            self._paint_names(painter, index, shown)

    def _paint_names(self, painter: QPainter, index: Places, shown: list[tuple[QRectF, QColor]]) -> None:
        painter.setFont(small_font(self.canvas, 0.8))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for pitch, (area, fill) in zip(self._bars.pitch[index].tolist(), shown, strict=True):
            name = note_name(round(pitch))
            start = max(area.x(), 0.0) + 5.0  # a note that began before the window keeps its name in sight
            if area.right() - start >= text_width(painter, name) + 3.0:
                painter.setPen(QColor("#10141a") if fill.lightnessF() > 0.42 else QColor("#f2f5fa"))
                painter.drawText(QRectF(start, area.y(), area.right() - start, area.height()), flags, name)
