"""The spectrogram of one sound over the shared time axis.

Owns the composition of picture, axes and ruler and what is read under the pointer. Reads no files and plays nothing:
what the user wants is told by signals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.graphics.axes import FrequencyAxis
from app.graphics.canvas import PlotCanvas
from app.graphics.colours import COLOUR_MAPS, DEFAULT_THEME, Theme, colour_table, with_defaults
from app.graphics.example_marks import PictureExampleMarks
from app.graphics.layers import GridLayer, PlayheadItem, RegionLayer
from app.graphics.note_columns import Bars
from app.graphics.note_lines import NoteLines
from app.graphics.pixels import AXIS_WIDTH
from app.graphics.ruler import TimeRuler
from app.graphics.tiled_image import TiledImageItem
from app.graphics.tools.base import ToolId
from app.views.spectrogram_regions import SpectrogramRegions
from app.views.timeline import Timeline
from core.annotation.model import Region, Source
from core.audio import Audio
from core.display import FLOOR_DB, Scale, SpectrogramPyramid, note_name, pitch_of

_SHOWN_DB = 75.0
_FAINTEST_TOP_DB = -60.0
_TOP_HZ = 20000.0  # what is shown at first; the rest is a scroll away


class PointerReading(NamedTuple):
    """What lies under the pointer; ``level_db`` is None where nothing is known yet."""

    time_s: float
    frequency_hz: float
    note: str
    level_db: float | None
    region: str = ""  # of which source a region lies there, or of which not


class SpectrogramView(QWidget):
    """Ruler, frequency axis and picture."""

    pointer_moved = Signal(object)  # PointerReading, or None outside the song
    seek_requested = Signal(float)
    loop_requested = Signal(float, float)
    scrub_requested = Signal(object)  # time in s; None: ended
    range_db_changed = Signal(float, float)

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Show the empty state."""
        super().__init__(parent)
        self.timeline = timeline
        self._audio: Audio | None = None
        self._scale: Scale = "log"
        self._range_db = (-90.0, -10.0)
        self._chooses_levels = True
        self._fits_levels = False
        self._colour_map = "stembrush"
        self.canvas = PlotCanvas(timeline, self)
        self.canvas.setAccessibleName(self.tr("Spectrogram"))
        self.image = TiledImageItem(self.canvas, 0)
        self._grid = GridLayer(self.canvas, 1, "text", 0.09)
        self.regions = SpectrogramRegions(self.canvas)
        self.notes = NoteLines(self.canvas, 4)
        self._spans = RegionLayer(self.canvas, 5)
        self.examples = PictureExampleMarks(self.canvas, 6)
        self._playhead = PlayheadItem(self.canvas, 10)
        self.axis = FrequencyAxis(self.canvas, self)
        self._grid.values = self.axis.grid_values
        self.ruler = TimeRuler(timeline, self)
        self._corner = QWidget(self)
        self._corner.setAutoFillBackground(True)
        self._corner.setFixedWidth(AXIS_WIDTH)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._corner, 0, 0)
        layout.addWidget(self.ruler, 0, 1)
        layout.addWidget(self.axis, 1, 0)
        layout.addWidget(self.canvas, 1, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(1, 1)
        self.canvas.clicked.connect(self._seek)
        self.canvas.pointer_moved.connect(self._read_pointer)
        self.ruler.seek_requested.connect(self.seek_requested)
        self.ruler.loop_requested.connect(self.loop_requested)
        self.ruler.scrub_requested.connect(self.scrub_requested)
        self.image.news.connect(self._fit_levels_once)
        self.set_theme(DEFAULT_THEME)
        self.set_empty_text(self.tr("Drop a song to see it"))
        self._recolour()

    @property
    def scale(self) -> Scale:
        """Scale of the frequency axis."""
        return self._scale

    @property
    def range_db(self) -> tuple[float, float]:
        """Levels shown in the darkest and in the brightest colour."""
        return self._range_db

    @property
    def busy(self) -> bool:
        """Whether parts of the picture are still being computed."""
        return self.image.busy

    def set_audio(self, audio: Audio | None, keep_levels: bool = False) -> None:
        """Show a sound, or nothing; ``keep_levels`` makes it comparable with what was shown before."""
        self._audio = audio
        self._fits_levels = self._chooses_levels and not keep_levels
        self._rebuild()

    def set_scale(self, scale: Scale) -> None:
        """Show another scale of frequency."""
        if scale != self._scale:
            self._scale = scale
            self._rebuild()

    def set_range_db(self, floor_db: float, top_db: float) -> None:
        """Choose the levels shown in the darkest and in the brightest colour; nothing is computed anew."""
        self._chooses_levels = self._fits_levels = False
        self._range_db = (floor_db, max(top_db, floor_db + 1.0))
        self._recolour()

    def fit_levels(self) -> None:
        """Choose the range of levels by what the sound has."""
        top_db = self.image.pyramid.loud_db() if self.image.pyramid is not None else None
        if top_db is not None:
            top_db = max(top_db, _FAINTEST_TOP_DB)
            # what is silent stays dark
            self._range_db = (max(top_db - _SHOWN_DB, FLOOR_DB), top_db)
            self._recolour()
            self.range_db_changed.emit(*self._range_db)

    def set_colour_map(self, name: str) -> None:
        """Choose one of ``COLOUR_MAPS``; raises KeyError for another."""
        if name not in COLOUR_MAPS:
            raise KeyError(name)
        self._colour_map = name
        self._recolour()

    def set_tool(self, tool_id: ToolId) -> None:
        """Let the mouse do something else."""
        self.regions.set_tool(tool_id)

    def set_regions(self, regions: Sequence[Region], sources: Sequence[Source], rate: int) -> None:
        """Show painted regions; see :class:`SpectrogramRegions`."""
        self.regions.set_regions(regions, sources, rate)

    def set_note_bars(self, bars: Bars, source_ids: Sequence[str], sources: Sequence[Source]) -> None:
        """Show the notes of the sources as lines at their fundamentals; see :class:`NoteLines`."""
        self.notes.set_bars(bars, source_ids, {source.id: source.colour for source in sources})

    def set_notes_visible(self, visible: bool) -> None:
        """Show the notes, or leave them out."""
        self.notes.setVisible(visible)

    def set_bars(self, bars_s: Sequence[float]) -> None:
        """Show the starts of bars, in seconds of the song, in the ruler."""
        self.ruler.set_bars(bars_s)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        theme = with_defaults(theme)
        for part in (self.canvas, self.axis, self.ruler):
            part.set_theme(theme)
        self._corner.setStyleSheet(f"background: {theme['surface']};")

    def set_empty_text(self, text: str) -> None:
        """Choose the words that stand where no song is."""
        self._empty_text = text
        self.canvas.set_empty_text("" if self._audio is not None else text)

    def fit_frequency(self) -> None:
        """Show all frequencies."""
        pyramid = self.image.pyramid
        top = 1.0 if pyramid is None else min(1.0, float(pyramid.warp.position(_TOP_HZ)))
        self.canvas.set_y_range(0.0, top)

    def reading_at(self, time_s: float, position: float) -> PointerReading | None:
        """Return what is shown at a time and a place on the frequency axis (0 to 1)."""
        pyramid = self.image.pyramid
        if pyramid is None or not 0 <= time_s <= pyramid.duration_s or not 0 <= position <= 1:
            return None
        frequency = float(pyramid.warp.frequency_hz(position))
        note = note_name(round(pitch_of(frequency))) if frequency >= 8.0 else ""
        level_db = pyramid.level_db(time_s, frequency)
        return PointerReading(time_s, frequency, note, level_db, self.regions.words_at(time_s, position))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stop the background work."""
        self.image.close()
        super().closeEvent(event)

    def _rebuild(self) -> None:
        pyramid = SpectrogramPyramid(self._audio, self._scale) if self._audio is not None else None
        warp = pyramid.warp if pyramid is not None else None
        self.image.set_pyramid(pyramid)
        self.notes.set_warp(warp)
        self.regions.set_sound(warp, *((self._audio.rate, self._audio.length) if self._audio is not None else (0, 0)))
        if warp is None or warp != self.axis.warp:  # another stem of the song keeps what was visible
            self.axis.set_warp(warp)
            self.fit_frequency()
        self.set_empty_text(self._empty_text)
        self.canvas.viewport().update()

    @Slot()
    def _fit_levels_once(self) -> None:
        """Fit the levels of a new sound as soon as all of it has been looked at."""
        if self._fits_levels and self.image.pyramid is not None and self.image.pyramid.loud_db() is not None:
            self._fits_levels = False
            self.fit_levels()

    def _recolour(self) -> None:
        self.image.set_table(colour_table(self._colour_map, *self._range_db))

    def _seek(self, time_s: float, _position: float) -> None:
        if self._audio is not None:
            self.seek_requested.emit(min(max(0.0, time_s), self.timeline.length_s))

    def _read_pointer(self, place: tuple[float, float] | None) -> None:
        self.axis.set_pointer(None if place is None or self._audio is None else place[1])
        self.pointer_moved.emit(None if place is None else self.reading_at(*place))
