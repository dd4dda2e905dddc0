"""The middle of the window: overview, spectrogram, lanes and piano roll over one time axis.

Owns their arrangement and the way from the view bar to the pictures.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.graphics.colours import COLOUR_MAPS
from app.graphics.tools.base import ToolId
from app.theme import Theme
from app.views.empty_state import EmptyState
from app.views.lanes_view import LanesView
from app.views.overview import Overview
from app.views.piano_roll_view import PianoRollView
from app.views.spectrogram_view import PointerReading, SpectrogramView
from app.views.timeline import Timeline
from app.views.tool_bar import ToolBar
from app.views.view_bar import ViewBar
from core.annotation.model import Activity, Note, Source
from core.audio import Audio


class Stage(QFrame):
    """Everything that shares the time axis; without a song the way to one."""

    seek_requested = Signal(float)
    loop_requested = Signal(float, float)
    scrub_requested = Signal(object)  # time in s; None: ended
    pointer_moved = Signal(object, object, str, object)  # time_s, Hz, note, dB; None where there is nothing

    def __init__(self, timeline: Timeline, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "canvas")
        self._actions = actions
        self.bar = ViewBar(actions, COLOUR_MAPS)
        self.tools = ToolBar(actions)
        self._sources: tuple[Source, ...] = ()
        self._picked_id = ""
        self.overview = Overview(timeline)
        self.overview.setFixedHeight(56)
        self.spectrogram = SpectrogramView(timeline)
        self.lanes = LanesView(timeline)
        self.piano_roll = PianoRollView(timeline)
        self.empty = EmptyState(actions)
        self._pictures = QSplitter(Qt.Orientation.Vertical)
        self._pictures.setChildrenCollapsible(False)
        for widget, stretch in ((self.spectrogram, 5), (self.lanes, 0), (self.piano_roll, 3)):
            self._pictures.addWidget(widget)
            self._pictures.setStretchFactor(self._pictures.count() - 1, stretch)
        self._pictures.setSizes([500, 120, 280])
        pictures = QVBoxLayout()
        pictures.addWidget(self.overview)
        pictures.addWidget(self._pictures, 1)
        beside = QHBoxLayout()
        beside.addWidget(self.tools)
        beside.addLayout(pictures, 1)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (layout, beside, pictures):
            part.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(beside, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.bar.scale_changed.connect(self.spectrogram.set_scale)
        self.bar.colour_map_changed.connect(self.spectrogram.set_colour_map)
        self.bar.range_changed.connect(self._set_range)
        self.spectrogram.range_db_changed.connect(self._show_range)
        self.spectrogram.seek_requested.connect(self.seek_requested)
        self.spectrogram.loop_requested.connect(self.loop_requested)
        self.piano_roll.seek_requested.connect(self.seek_requested)
        self.lanes.seek_requested.connect(self.seek_requested)
        self.overview.seek_requested.connect(self.seek_requested)
        self.overview.scrub_requested.connect(self.scrub_requested)
        self.spectrogram.scrub_requested.connect(self.scrub_requested)
        self.spectrogram.pointer_moved.connect(self._read_spectrogram)
        self.piano_roll.pointer_moved.connect(self._read_piano_roll)
        self.lanes.pointer_moved.connect(self._read_lanes)
        self.lanes.preferred_height_changed.connect(self._fit_lanes)

    def set_song(self, audio: Audio | None) -> None:
        """Show a song, or the way to one."""
        self.overview.set_audio(audio)
        self.spectrogram.set_audio(audio)
        self._stack.setCurrentIndex(0 if audio is None else 1)

    def wait_for_song(self, words: str) -> None:
        """Show what is known of a song whose sound is not there yet; the words say why."""
        self.spectrogram.set_empty_text(words)
        self._stack.setCurrentIndex(1)

    def take_focus(self) -> None:
        """Let the keys go to the pictures."""
        self.spectrogram.canvas.setFocus()

    @Slot()
    def focus_next(self) -> None:
        """Let the keys go to the next picture, after the last one to the first."""
        canvases = [view.canvas for view in (self.spectrogram, self.lanes, self.piano_roll)]
        focused = next((place for place, canvas in enumerate(canvases) if canvas.hasFocus()), -1)
        canvases[(focused + 1) % len(canvases)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def fit_heights(self) -> None:
        """Show all frequencies and all pitches."""
        self.spectrogram.fit_frequency()
        self.piano_roll.fit_pitch()

    def show_sound(self, audio: Audio) -> None:
        """Show the spectrogram of another sound of the song."""
        self.spectrogram.set_audio(audio)

    def set_notes(self, notes: Sequence[Note], sources: Sequence[Source], rate: int) -> None:
        """Show the notes of the sources."""
        self.piano_roll.set_notes(notes, sources, {source.id: source.colour for source in sources}, rate)
        board = self.piano_roll.board
        self.spectrogram.set_note_bars(board.bars, board.columns.source_ids, sources)

    def set_activities(self, sources: Sequence[Source], activities: Sequence[Activity], rate: int) -> None:
        """Show when the sources play."""
        self.lanes.set_activities(sources, activities, rate)
        self._sources = tuple(sources)
        self._tell_source()

    def set_bars(self, bars_s: Sequence[float]) -> None:
        """Show the bars of the score, in seconds of the song."""
        self.spectrogram.set_bars(bars_s)

    def set_tool(self, tool_id: ToolId) -> None:
        """Let the mouse do something else in every picture."""
        for view in (self.spectrogram, self.lanes, self.piano_roll):
            view.set_tool(tool_id)
        self.tools.set_tool(tool_id)

    def set_picked(self, source_id: str) -> None:
        """Tell the pictures to which source strokes go."""
        self.lanes.set_picked(source_id)
        self._picked_id = source_id
        self._tell_source()

    def _tell_source(self) -> None:
        picked = next((source for source in self._sources if source.id == self._picked_id), None)
        self.tools.set_source(picked.name if picked else "", picked.colour if picked else "")

    def set_piano_roll_words(self, words: str) -> None:
        """Say what to do where there are no notes."""
        self.piano_roll.set_empty_text(words)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a dark theme: source colours and spectra are made for a dark ground."""
        colours = {
            "background": theme.canvas,
            "surface": theme.panel,
            "grid": theme.grid,
            "text": theme.text,
            "text_dim": theme.text_dim,
            "accent": theme.accent,
            "playhead": theme.playhead,
            "selection": theme.accent_hover,
        }
        for view in (self.overview, self.spectrogram, self.lanes, self.piano_roll):
            view.set_theme(colours)

    def shut_down(self) -> None:
        """End the background work of the pictures."""
        self.overview.close()
        self.spectrogram.close()

    @Slot(int)
    def _set_range(self, width_db: int) -> None:
        top_db = self.spectrogram.range_db[1]
        self.spectrogram.set_range_db(top_db - width_db, top_db)

    @Slot(float, float)
    def _show_range(self, floor_db: float, top_db: float) -> None:
        self.bar.show_range(round(top_db - floor_db))

    @Slot(object)
    def _read_spectrogram(self, reading: PointerReading | None) -> None:
        if reading is None:
            self.pointer_moved.emit(None, None, "", None)
        else:
            words = " · ".join(filter(None, (reading.note, reading.region)))
            self.pointer_moved.emit(reading.time_s, reading.frequency_hz, words, reading.level_db)

    @Slot(object)
    def _read_piano_roll(self, reading: tuple[float, int, str] | None) -> None:
        if reading is None:
            self.pointer_moved.emit(None, None, "", None)
        else:
            time_s, pitch, name = reading
            self.pointer_moved.emit(time_s, 440.0 * 2.0 ** ((pitch - 69) / 12), name, None)

    @Slot(object)
    def _read_lanes(self, reading: tuple[float, str, str] | None) -> None:
        if reading is None:
            self.pointer_moved.emit(None, None, "", None)
        else:
            time_s, _source, state = reading
            self.pointer_moved.emit(time_s, None, state, None)

    @Slot(int)
    def _fit_lanes(self, height: int) -> None:
        above, lanes, below = self._pictures.sizes()
        self._pictures.setSizes([above + lanes - height, height, below])
