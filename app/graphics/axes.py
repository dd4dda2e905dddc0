"""The axes at the left: frequency with the names of notes, and the keyboard of a piano.

Owns their painting and nothing else; both read the range of the canvas beside them.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.graphics.canvas import ZOOM_PER_NOTCH
from app.graphics.colours import DEFAULT_THEME, Theme, mixed, with_defaults
from app.graphics.pixels import AXIS_WIDTH, horizontal_line, ratio_of, small_font, vertical_line
from app.graphics.ticks import frequency_candidates, frequency_label, spaced
from core.display import FrequencyWarp, note_name, pitch_of

_BLACK = frozenset({1, 3, 6, 8, 10})


class UprightPlane(Protocol):
    """What an axis stands beside: values that run upwards."""

    y_range_changed: SignalInstance

    @property
    def y_range(self) -> tuple[float, float]:
        """Value at the lower and at the upper edge."""

    @property
    def plot_height(self) -> float:
        """Height in logical pixels."""

    def y_of(self, value: float) -> float:
        """Return the pixel of a value."""

    def value_at(self, y: float) -> float:
        """Return the value at a pixel."""

    def scroll_y(self, part: float) -> None:
        """Move up by a part of what is visible."""

    def zoom_y(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times fewer values; ``anchor`` stays where it is."""


class ValueAxis(QWidget):
    """A strip of the common width beside a canvas; the wheel scrolls, with Ctrl it zooms."""

    def __init__(self, canvas: UprightPlane, parent: QWidget | None = None) -> None:
        """Follow the upward range of ``canvas``."""
        super().__init__(parent)
        self.canvas = canvas
        self.theme = dict(DEFAULT_THEME)
        self._drag_y: float | None = None
        self.pointer: float | None = None
        self.setFixedWidth(AXIS_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        canvas.y_range_changed.connect(self._refresh)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = with_defaults(theme)
        self.update()

    def set_pointer(self, value: float | None) -> None:
        """Mark where the pointer is over the canvas."""
        if value != self.pointer:
            self.pointer = value
            self.update()

    def _refresh(self) -> None:
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll or zoom the axis."""
        notches = event.angleDelta().y() / 120.0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.canvas.zoom_y(ZOOM_PER_NOTCH**notches, self.canvas.value_at(event.position().y()))
        else:
            self.canvas.scroll_y(notches * 0.1)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the axis."""
        self._drag_y = event.position().y()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the axis with the pointer."""
        if self._drag_y is not None:
            self.canvas.scroll_y((event.position().y() - self._drag_y) / self.canvas.plot_height)
            self._drag_y = event.position().y()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._drag_y = None

    def _begin(self, painter: QPainter) -> float:
        ratio = ratio_of(self)
        painter.fillRect(self.rect(), QColor(self.theme["surface"]))
        painter.setFont(small_font(self))
        return ratio

    def _end(self, painter: QPainter, ratio: float) -> None:
        line = vertical_line(self.width() - 1.0, 0, self.height(), ratio)
        painter.fillRect(line, QColor(self.theme["grid"]))

    def _paint_chip(self, painter: QPainter, y: float, text: str) -> None:
        """Paint a small plate with the value under the pointer over the labels."""
        height = painter.fontMetrics().height() + 3.0
        top = min(max(1.0, y - height / 2), self.height() - height - 1.0)
        plate = QRectF(4, top, self.width() - 9.0, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(self.theme["surface"], self.theme["text"], 0.18))
        painter.drawRoundedRect(plate, 3, 3)
        painter.setPen(QColor(self.theme["text"]))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


class FrequencyAxis(ValueAxis):
    """Names of notes at the left, Hz at the right."""

    def __init__(self, canvas: UprightPlane, parent: QWidget | None = None) -> None:
        """Show no labels until there is a warp."""
        super().__init__(canvas, parent)
        self.warp: FrequencyWarp | None = None
        self.setAccessibleName(self.tr("Frequency axis"))

    def set_warp(self, warp: FrequencyWarp | None) -> None:
        """Take the scale of what is shown."""
        self.warp = warp
        self.update()

    def hertz_labels(self) -> list[tuple[float, str]]:
        """Return (pixel, label) of the frequencies, none overlapping or cut off."""
        if self.warp is None:
            return []
        low, high = (float(f) for f in self.warp.frequency_hz(self.canvas.y_range))
        distance = self.fontMetrics().height() * 1.25
        room = int(self.canvas.plot_height / distance / 1.4)
        found = frequency_candidates(low, high, self.warp.scale == "linear", room)
        places = [(self.canvas.y_of(float(self.warp.position(f))), frequency_label(f)) for f in found]
        margin = distance / 2
        return spaced([p for p in places if margin <= p[0] <= self.canvas.plot_height - margin], distance)

    def note_labels(self) -> list[tuple[float, str]]:
        """Return (pixel, label) of the pitches: all C first, then what else finds room."""
        if self.warp is None:
            return []
        low, high = (float(f) for f in self.warp.frequency_hz(self.canvas.y_range))
        first, last = round(pitch_of(max(low, 16.0))), round(pitch_of(max(high, 16.0)))
        pitches = [p for p in range(first, min(last, 127) + 1)]
        order = {0: 0, 7: 1, 4: 2, 9: 3, 2: 4, 5: 4, 11: 5}
        pitches.sort(key=lambda p: (order.get(p % 12, 6), -p))
        distance = self.fontMetrics().height() * 1.25
        # another rank only appears where all of its notes find room
        per_pitch = self.canvas.plot_height / max(1, last - first)
        deepest = (
            6
            if per_pitch >= distance
            else 5
            if per_pitch * 2 >= distance * 1.3
            else 1
            if per_pitch * 5 >= distance
            else 0
        )
        places = []
        for pitch in pitches:
            if order.get(pitch % 12, 6) <= deepest:
                hertz = 440.0 * 2 ** ((pitch - 69) / 12)
                places.append((self.canvas.y_of(float(self.warp.position(hertz))), note_name(pitch)))
        margin = distance / 2
        return spaced([p for p in places if margin <= p[0] <= self.canvas.plot_height - margin], distance)

    def grid_values(self) -> list[float]:
        """Return where the labelled frequencies lie on the canvas."""
        return [self.canvas.value_at(y) for y, _ in self.hertz_labels()]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint both columns."""
        with QPainter(self) as painter:
            ratio = self._begin(painter)
            height = painter.fontMetrics().height()
            painter.setPen(QColor(self.theme["text_dim"]))
            for y, label in self.note_labels():
                painter.drawText(QRectF(6, y - height / 2, 30, height), Qt.AlignmentFlag.AlignVCenter, label)
            painter.setPen(QColor(self.theme["text"]))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            for y, label in self.hertz_labels():
                painter.drawText(QRectF(28, y - height / 2, self.width() - 38.0, height), flags, label)
                painter.fillRect(horizontal_line(y, self.width() - 6.0, 5.0, ratio), QColor(self.theme["text_dim"]))
            self._end(painter, ratio)
            if self.pointer is not None and self.warp is not None:
                hertz = float(self.warp.frequency_hz(self.pointer))
                if hertz > 0:
                    self._paint_chip(
                        painter, self.canvas.y_of(self.pointer), note_name(round(pitch_of(max(hertz, 8.2))))
                    )


class KeyboardAxis(ValueAxis):
    """The keys of a piano at the rows of a piano roll; a press tells its pitch, a drag the keys that it covers."""

    key_pressed = Signal(int)
    key_released = Signal(int)
    grasped = Signal()  # a drag begins
    covered = Signal(int, int, object)  # lowest and highest pitch, keys of the keyboard that are held

    def __init__(self, canvas: UprightPlane, parent: QWidget | None = None) -> None:
        """Show the keys beside ``canvas``, whose values are pitches."""
        super().__init__(canvas, parent)
        self._held: int | None = None
        self._first: int | None = None  # where the drag began, and with which keys
        self._keys = Qt.KeyboardModifier.NoModifier
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Piano keyboard"))
        self.setToolTip(
            self.tr(
                "Click a key or drag over several to choose their notes. Shift: add to those that are chosen. Ctrl: "
                "only notes of the chosen source."
            )
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Press the key under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._first = round(self.canvas.value_at(event.position().y()))
            self._keys = event.modifiers()
            self.grasped.emit()
            self._press(self._first)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Glide from key to key."""
        pitch = round(self.canvas.value_at(event.position().y()))
        if self._held is not None and pitch != self._held:
            self.key_released.emit(self._held)
            self._press(pitch)

    def _press(self, pitch: int) -> None:
        self._held = pitch
        first = pitch if self._first is None else self._first
        self.key_pressed.emit(pitch)
        self.covered.emit(min(first, pitch), max(first, pitch), self._keys)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Release the key."""
        if self._held is not None:
            self.key_released.emit(self._held)
            self._held = self._first = None
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint white keys, then black ones, then names."""
        with QPainter(self) as painter:
            ratio = self._begin(painter)
            canvas = self.canvas
            low, high = canvas.y_range
            row = canvas.plot_height / (high - low)
            pitches = range(round(low) - 1, round(high) + 2)
            left, width = 22.0, self.width() - 23.0
            white = mixed("#e9edf2", self.theme["surface"], 0.16)
            seam = mixed(white, "#000000", 0.28)
            painter.fillRect(QRectF(left, 0, width, self.height()), white)
            lit = self._lit()
            accent = mixed(white, self.theme["accent"], 0.65)
            for pitch in pitches:
                top, bottom = self._key_span(pitch)
                if pitch % 12 not in _BLACK:
                    if pitch in lit:
                        painter.fillRect(QRectF(left, top, width, bottom - top), accent)
                    painter.fillRect(horizontal_line(bottom, left, width, ratio), seam)
            black = QColor("#1a1e25")
            for pitch in pitches:
                if pitch % 12 in _BLACK:
                    top, bottom = canvas.y_of(pitch + 0.5), canvas.y_of(pitch - 0.5)
                    colour = mixed(black, self.theme["accent"], 0.75) if pitch in lit else black
                    painter.fillRect(QRectF(left, top, width * 0.6, bottom - top), colour)
            self._paint_names(painter, pitches, row)
            self._end(painter, ratio)

    def _lit(self) -> range:
        """Return the keys that are lit: those that a drag covers, or the one in whose row the pointer is."""
        if self._held is not None and self._first is not None:
            return range(min(self._held, self._first), max(self._held, self._first) + 1)
        return range(0) if self.pointer is None else range(round(self.pointer), round(self.pointer) + 1)

    def _key_span(self, pitch: int) -> tuple[float, float]:
        """Return top and bottom of a white key: it reaches to the middle of a black neighbour."""
        above = 1.0 if (pitch + 1) % 12 in _BLACK else 0.5
        below = 1.0 if (pitch - 1) % 12 in _BLACK else 0.5
        return self.canvas.y_of(pitch + above), self.canvas.y_of(pitch - below)

    def _paint_names(self, painter: QPainter, pitches: range, row: float) -> None:
        height = painter.fontMetrics().height()
        every = row >= 0.9 * height
        if row * 12 < height * 1.1:
            return
        painter.setPen(QColor(self.theme["text_dim"]))
        for pitch in pitches:
            if pitch % 12 == 0 or (every and pitch % 12 not in _BLACK):
                y = self.canvas.y_of(pitch)
                if height / 2 <= y <= self.height() - height / 2:
                    painter.setPen(QColor(self.theme["text" if pitch % 12 == 0 else "text_dim"]))
                    area = QRectF(0, y - height / 2, 19, height)
                    painter.drawText(
                        area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note_name(pitch)
                    )
