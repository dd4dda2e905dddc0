"""The notes of the sources over the shared time axis.

Owns the composition of notes, rows, keyboard and bars, and which tool the mouse has. Strokes are told by the signals of
``board``; nothing here changes notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.graphics.axes import KeyboardAxis
from app.graphics.bar_strip import HEIGHT, BarStrip
from app.graphics.canvas import PlotCanvas
from app.graphics.colours import DEFAULT_THEME, Theme, with_defaults
from app.graphics.found_item import FoundItem
from app.graphics.layers import PlayheadItem, RegionLayer
from app.graphics.note_board import NoteBoard
from app.graphics.note_columns import Bars
from app.graphics.note_grid import NoteGrid
from app.graphics.notes_item import NotesItem
from app.graphics.pixels import AXIS_WIDTH, small_font
from app.graphics.roll_layers import GridLines, RowsLayer, StrokeLayer
from app.graphics.tools.base import Tool, ToolId
from app.graphics.tools.note_erase import NoteErase
from app.graphics.tools.note_select import NoteSelect
from app.graphics.tools.notes import NoteDraw
from app.views.timeline import Timeline
from core.annotation.model import Note, Source, Warp
from core.annotation.representation import Representation
from core.display import note_name

_MARGIN = 2.5  # semitones above and below the notes
_SHORTEST = 18.0  # semitones that are shown at least when fitted
_PIANO = (20.5, 108.5)
_HINT_MS = 5000


class _Corner(QWidget):
    """The place left of the bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = dict(DEFAULT_THEME)
        self.setFixedSize(QSize(AXIS_WIDTH, HEIGHT))
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Say what stands beside it."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self.theme["surface"]))
            painter.setFont(small_font(self))
            painter.setPen(QColor(self.theme["text_dim"]))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect().adjusted(0, 0, -8, 0), flags, self.tr("Bars"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self.theme["grid"]))


class PianoRollView(QWidget):
    """Bars, keyboard and notes."""

    pointer_moved = Signal(object)  # (time_s, pitch, name), or None
    seek_requested = Signal(float)
    key_pressed = Signal(int)
    key_released = Signal(int)

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Show the empty state."""
        super().__init__(parent)
        self.timeline = timeline
        self._sources: tuple[Source, ...] = ()
        self._is_new = True
        self.canvas = PlotCanvas(timeline, self)
        self.canvas.setAccessibleName(self.tr("Piano roll"))
        self.board = NoteBoard(self.canvas, self)
        self._rows = RowsLayer(self.canvas, 0)
        self.found = FoundItem(self.canvas, 1.5)
        self._grid = GridLines(self.canvas, 1, self.board)
        self.notes = NotesItem(self.canvas, 2)
        self._regions = RegionLayer(self.canvas, 5)
        self._strokes = StrokeLayer(self.canvas, 6)
        self._playhead = PlayheadItem(self.canvas, 10)
        self.axis = KeyboardAxis(self.canvas, self)
        self.strip = BarStrip(self.board, self)
        self._corner = _Corner(self)
        self._hint = QLabel(self.canvas)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setObjectName("canvas_hint")
        self._hint.hide()
        self._chosen_before = self.board.chosen.copy()
        self._hint_timer = QTimer(self)
        self._hint_timer.setSingleShot(True)
        self._hint_timer.setInterval(_HINT_MS)
        self._hint_timer.timeout.connect(self._hint.hide)
        self.canvas.set_y_limits(*_PIANO, 7.0)
        self.canvas.set_y_range(43.0, 79.0)
        self._lay_out()
        self._connect()
        self.set_theme(DEFAULT_THEME)
        self.set_empty_text(self.tr("Drop a MIDI file to see its notes"))

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._corner, 0, 0)
        layout.addWidget(self.strip, 0, 1)
        layout.addWidget(self.axis, 1, 0)
        layout.addWidget(self.canvas, 1, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(1, 1)
        self.setTabOrder(self.strip, self.canvas)

    def _connect(self) -> None:
        self.canvas.installEventFilter(self)
        self.canvas.clicked.connect(self._seek)
        self.canvas.pointer_moved.connect(self._read_pointer)
        self.axis.key_pressed.connect(self.key_pressed)
        self.axis.key_released.connect(self.key_released)
        self.axis.grasped.connect(self._begin_choice)
        self.axis.covered.connect(self._choose_pitches)
        self.board.shown.connect(self._show_bars)
        self.board.chosen_changed.connect(self._describe)
        self.board.told.connect(self.tell)
        self.board.request_seek.connect(self._seek_to)
        self.timeline.length_changed.connect(self._renew_grid)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources whose notes are shown."""
        return self._sources

    # what is shown

    def set_notes(
        self, notes: Sequence[Note], sources: Sequence[Source], colours: Mapping[str, str], rate: int
    ) -> None:
        """Show other notes, at ``rate`` samples per second; where there were none before, fit the pitches to them."""
        self._sources = tuple(sources)
        own = {source.id: source.colour for source in sources if source.colour}
        had_notes = not self._is_new and self._has_notes()
        if self.board.is_in_the_air and tuple(notes) != self.board.columns.notes:
            # the stroke in the air knows the notes by their numbers
            self.canvas.cancel_drag()
        self.board.set_notes(notes, rate)
        self.notes.set_colours({**own, **colours})
        self.found.set_colours({**own, **colours})
        self.set_empty_text(self._empty_text)
        self._describe()
        if self.board.warp is not None and not self.board.warp.bars:
            self.strip.show_warp()
        if not had_notes and self._has_notes():
            self._is_new = False
            bounds = self.notes.pitch_bounds()
            low, high = self.canvas.y_range
            # the first note that is drawn must not move under the pen
            if len(notes) > 1 or bounds is None or not low <= bounds[0] <= high:
                self.fit_pitch()
        self._admit_pitches()

    def set_found(self, found: Representation | None) -> None:
        """Show what a run found to sound, with the notes as frames around it; None: the notes alone."""
        self.found.set_representation(found)
        self.notes.set_hollow(found is not None)

    def expect_other_notes(self) -> None:
        """Another song comes: forget its notes, fit the pitches to the next ones."""
        self._is_new = True
        self.canvas.cancel_drag()
        self.board.forget()

    def set_warp(self, warp: Warp | None, rate: int) -> None:
        """Show how the score lies on the song."""
        if warp is not self.board.warp or rate != self.board.rate:
            self.board.warp, self.board.rate = warp, rate
            self._renew_grid()
            self.strip.show_warp()
            self._corner.setVisible(self.strip.isVisibleTo(self))

    def set_onsets(self, onsets_s: NDArray[np.float64]) -> None:
        """Take the onsets of the song, in seconds, to which strokes snap."""
        self.board.onsets_s = np.asarray(onsets_s, np.float64)
        self._grid.update()

    @Slot(bool)
    def set_snap(self, on: bool) -> None:
        """Let strokes snap to onsets before they snap to the grid."""
        self.board.snaps_to_onsets = on
        self._grid.update()

    @Slot(str)
    def set_picked(self, source_id: str) -> None:
        """Let the notes of one source stand out; new ones are its notes."""
        self.board.picked_id = source_id
        self.notes.set_picked(source_id)

    def set_tool(self, tool_id: ToolId) -> None:
        """Let the mouse do something else."""
        self._strokes.set_cursor(None)
        tool: Tool
        if tool_id == "navigate":
            tool = Tool(self.canvas)
        elif tool_id == "notes":
            tool = NoteDraw(self.board, self._strokes, self.canvas)
        elif tool_id == "erase":
            tool = NoteErase(self.board, self.canvas)
        else:
            tool = NoteSelect(self.board, self._strokes, self.canvas)
        before = self.canvas.tool
        self.canvas.set_tool(tool, pans=tool_id == "navigate")
        before.deleteLater()

    def set_visible_sources(self, source_ids: Iterable[str] | None) -> None:
        """Show the notes of these sources only; None shows all."""
        visible = None if source_ids is None else frozenset(source_ids)
        self.board.set_visible_sources(visible)
        self.notes.set_visible_sources(visible)
        self.found.set_visible_sources(visible)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        theme = with_defaults(theme)
        self.canvas.set_theme(theme)
        self.axis.set_theme(theme)
        self.strip.set_theme(theme)
        self._corner.theme = theme
        self._hint.setStyleSheet(
            f"QLabel {{ background: {theme['surface']}; color: {theme['text']}; border: 1px solid {theme['grid']};"
            " border-radius: 4px; padding: 8px 12px; }"
        )

    def set_empty_text(self, text: str) -> None:
        """Choose the words that stand where no notes are."""
        self._empty_text = text
        self.canvas.set_empty_text("" if self._has_notes() else text)

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say over the notes why something cannot be done."""
        self._hint.setText(words)
        self._hint.setAccessibleName(words)
        self._place_hint()
        self._hint.show()
        self._hint_timer.start()

    @property
    def told(self) -> str:
        """What is said now."""
        return self._hint.text() if self._hint.isVisible() else ""

    def fit_pitch(self) -> None:
        """Show all pitches of the sources that are shown."""
        bounds = self.notes.pitch_bounds()
        if bounds is not None:
            low, high = bounds[0] - _MARGIN, bounds[1] + _MARGIN
            room = max(0.0, _SHORTEST - (high - low)) / 2
            self.canvas.set_y_limits(min(_PIANO[0], low), max(_PIANO[1], high), 7.0)
            self.canvas.set_y_range(low - room, high + room)

    def _admit_pitches(self) -> None:
        """Let the keys beyond a piano be reached where there are notes."""
        bounds, (low, high) = self.notes.pitch_bounds(), self.canvas.y_range
        if bounds is not None and not _PIANO[0] < bounds[0] <= bounds[1] < _PIANO[1]:
            self.canvas.set_y_limits(min(_PIANO[0], bounds[0] - _MARGIN), max(_PIANO[1], bounds[1] + _MARGIN), 7.0)
            self.canvas.set_y_range(low, high)

    def _has_notes(self) -> bool:
        return bool((~np.isnan(self.board.bars.pitch)).any())

    @Slot()
    def _renew_grid(self) -> None:
        warp, rate = self.board.warp, self.board.rate
        bars_s = [bar / rate for bar in warp.bars] if warp is not None and rate else []
        self.board.grid = NoteGrid(bars_s, self.timeline.length_s)
        self._grid.update()

    @Slot(object)
    def _show_bars(self, bars: Bars) -> None:
        self.notes.set_bars(bars, self.board.columns.source_ids)

    @Slot()
    def _describe(self) -> None:
        count, chosen = len(self.board.bars), int(np.count_nonzero(self.board.chosen))
        self.canvas.setAccessibleDescription(self.tr("{0} notes, {1} chosen").format(count, chosen))

    def _place_hint(self) -> None:
        width = min(self.canvas.width() - 32, 420)
        height = self._hint.heightForWidth(width)
        self._hint.setGeometry((self.canvas.width() - width) // 2, self.canvas.height() - height - 16, width, height)

    # what is done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep Esc from the window's actions while it means something here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            in_the_air = self.board.is_in_the_air or self._strokes.cursor is not None
            if event.key() == Qt.Key.Key_Escape and (in_the_air or self.board.chosen.any()):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the words in their place."""
        super().resizeEvent(event)
        self._place_hint()

    @Slot()
    def _begin_choice(self) -> None:
        self._chosen_before = self.board.chosen.copy()

    @Slot(int, int, object)
    def _choose_pitches(self, low: int, high: int, keys: Qt.KeyboardModifier) -> None:
        """Choose the notes of the keys that a drag on the keyboard covers."""
        flags = self.board.of_pitches(low, high)
        if keys & Qt.KeyboardModifier.ControlModifier:
            flags &= self.board.of_source([self.board.picked_id])
        if keys & Qt.KeyboardModifier.ShiftModifier and len(flags) == len(self._chosen_before):
            flags |= self._chosen_before
        self.board.choose(flags)

    @Slot(float)
    def _seek_to(self, time_s: float) -> None:
        self._seek(time_s, 0.0)

    @Slot(float, float)
    def _seek(self, time_s: float, _pitch: float) -> None:
        if self.timeline.length_s > 0:
            self.seek_requested.emit(min(max(0.0, time_s), self.timeline.length_s))

    def _read_pointer(self, place: tuple[float, float] | None) -> None:
        self.axis.set_pointer(None if place is None else place[1])
        if place is None or not 0 <= place[0] <= self.timeline.length_s:
            self.pointer_moved.emit(None)
        else:
            self.pointer_moved.emit((place[0], round(place[1]), note_name(round(place[1]))))
