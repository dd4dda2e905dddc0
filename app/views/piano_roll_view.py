"""The notes of the sources over the shared time axis.

Owns the composition of notes, rows and keyboard. Edits no notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.graphics.axes import KeyboardAxis
from app.graphics.canvas import PlotCanvas
from app.graphics.colours import DEFAULT_THEME, Theme, mixed, with_defaults
from app.graphics.layers import GridLayer, Layer, PlayheadItem, RegionLayer
from app.graphics.notes_item import NotesItem
from app.graphics.pixels import horizontal_line
from app.graphics.tools.base import Tool, ToolId
from app.views.timeline import Timeline
from core.annotation.model import Note, Source
from core.display import note_name

_BLACK = frozenset({1, 3, 6, 8, 10})
_MARGIN = 2.5  # semitones above and below the notes
_SHORTEST = 18.0  # semitones that are shown at least when fitted
_PIANO = (20.5, 108.5)


class RowsLayer(Layer):
    """Darker rows for black keys and a line under every C; painted once for a range of pitches."""

    _key: tuple[object, ...] = ()
    _rows: QPixmap | None = None

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint the rows that are visible."""
        canvas = self.canvas
        key = (canvas.y_range, canvas.plot_width, canvas.plot_height, ratio, *canvas.theme.values())
        if self._rows is None or key != self._key:
            self._key, self._rows = key, self._painted(ratio)
        painter.drawPixmap(QRectF(left, 0, right - left, canvas.plot_height), self._rows,
                           QRectF(left * ratio, 0, (right - left) * ratio, canvas.plot_height * ratio))  # fmt: skip

    def _painted(self, ratio: float) -> QPixmap:
        canvas = self.canvas
        low, high = canvas.y_range
        width, background = canvas.plot_width, canvas.theme["background"]
        white = mixed(background, canvas.theme["surface"], 0.85)
        thin, strong = mixed(white, canvas.theme["grid"], 0.45), QColor(canvas.theme["grid"])
        pixmap = QPixmap(round(width * ratio), round(canvas.plot_height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(white)
        with QPainter(pixmap) as painter:
            roomy = canvas.plot_height / (high - low) >= 5
            for pitch in range(round(low), round(high) + 1):
                top, bottom = canvas.y_of(pitch + 0.5), canvas.y_of(pitch - 0.5)
                if pitch % 12 in _BLACK:
                    painter.fillRect(QRectF(0, top, width, bottom - top), QColor(background))
                if pitch % 12 == 0 or (roomy and pitch % 12 == 5):
                    painter.fillRect(horizontal_line(bottom, 0, width, ratio), strong if pitch % 12 == 0 else thin)
        return pixmap


class PianoRollView(QWidget):
    """Keyboard and notes."""

    pointer_moved = Signal(object)  # (time_s, pitch, name), or None
    seek_requested = Signal(float)
    key_pressed = Signal(int)
    key_released = Signal(int)

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Show the empty state."""
        super().__init__(parent)
        self.timeline = timeline
        self._sources: tuple[Source, ...] = ()
        self._has_notes = False
        self.canvas = PlotCanvas(timeline, self)
        self.canvas.setAccessibleName(self.tr("Piano roll"))
        self._rows = RowsLayer(self.canvas, 0)
        self._grid = GridLayer(self.canvas, 1, "grid", 0.7)
        self.notes = NotesItem(self.canvas, 2)
        self._regions = RegionLayer(self.canvas, 5)
        self._playhead = PlayheadItem(self.canvas, 10)
        self.axis = KeyboardAxis(self.canvas, self)
        self.canvas.set_y_limits(*_PIANO, 7.0)
        self.canvas.set_y_range(43.0, 79.0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.axis)
        layout.addWidget(self.canvas, 1)
        self.canvas.clicked.connect(self._seek)
        self.canvas.pointer_moved.connect(self._read_pointer)
        self.axis.key_pressed.connect(self.key_pressed)
        self.axis.key_released.connect(self.key_released)
        self.set_theme(DEFAULT_THEME)
        self.set_empty_text(self.tr("Drop a MIDI file to see its notes"))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources whose notes are shown."""
        return self._sources

    def set_notes(
        self, notes: Sequence[Note], sources: Sequence[Source], colours: Mapping[str, str], rate: int
    ) -> None:
        """Show other notes, at ``rate`` samples per second, and fit the range of pitches to them."""
        self._sources = tuple(sources)
        own = {source.id: source.colour for source in sources if source.colour}
        self.notes.set_notes(notes, {**own, **colours}, rate)
        self._has_notes = any(note.pitch is not None for note in notes)
        self.set_empty_text(self._empty_text)
        self.fit_pitch()

    def set_tool(self, tool_id: ToolId) -> None:
        """Let the mouse do something else."""
        self.canvas.set_tool(Tool(self.canvas), pans=tool_id == "navigate")

    def set_visible_sources(self, source_ids: Iterable[str] | None) -> None:
        """Show the notes of these sources only; None shows all."""
        self.notes.set_visible_sources(source_ids)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        theme = with_defaults(theme)
        self.canvas.set_theme(theme)
        self.axis.set_theme(theme)

    def set_empty_text(self, text: str) -> None:
        """Choose the words that stand where no notes are."""
        self._empty_text = text
        self.canvas.set_empty_text("" if self._has_notes else text)

    def fit_pitch(self) -> None:
        """Show all pitches of the sources that are shown."""
        bounds = self.notes.pitch_bounds()
        if bounds is not None:
            low, high = bounds[0] - _MARGIN, bounds[1] + _MARGIN
            room = max(0.0, _SHORTEST - (high - low)) / 2
            self.canvas.set_y_limits(min(_PIANO[0], low), max(_PIANO[1], high), 7.0)
            self.canvas.set_y_range(low - room, high + room)

    def _seek(self, time_s: float, _pitch: float) -> None:
        if self.timeline.length_s > 0:
            self.seek_requested.emit(min(max(0.0, time_s), self.timeline.length_s))

    def _read_pointer(self, place: tuple[float, float] | None) -> None:
        self.axis.set_pointer(None if place is None else place[1])
        if place is None or not 0 <= place[0] <= self.timeline.length_s:
            self.pointer_moved.emit(None)
        else:
            self.pointer_moved.emit((place[0], round(place[1]), note_name(round(place[1]))))
