"""What the tools of the piano roll work on: the notes shown, which are chosen, what lies under the pointer.

Owns the choice, the grid and the preview of the stroke in the air. Changes no notes: what a stroke means is told by
the ``request_...`` signals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.graphics.canvas import PlotCanvas
from app.graphics.note_columns import NO_BARS, Bars, Flags, NoteColumns, Places
from app.graphics.note_grid import NoteGrid
from app.graphics.tools.base import Place
from core.annotation.model import Note, Warp
from core.annotation.note_edits import SHORTEST_S
from core.annotation.warping import Pull, pull

Part = Literal["body", "start", "stop"]

_EDGE_PX = 6.0
_ONSET_PX = 10.0
_LEVEL = 0.8


@dataclass(frozen=True)
class Hit:
    """A note under the pointer: its number and what of it."""

    number: int
    part: Part


class NoteBoard(QObject):
    """Notes that can be chosen and edited."""

    shown = Signal(object)  # Bars: notes, choice or preview are different
    chosen_changed = Signal()
    told = Signal(str)  # why something cannot be done, in words
    request_draw = Signal(float, float, int)  # start_s, stop_s, pitch
    request_move = Signal(object, float, int, bool)  # notes, seconds, semitones, as a copy
    request_resize = Signal(object, float, float)  # notes, seconds by which beginnings and ends move
    request_erase = Signal(object)
    request_pull = Signal(float, float)  # from_s, to_s: the score is pulled there
    request_free = Signal(object)  # anchor: (score_s, sample)
    request_seek = Signal(float)

    def __init__(self, canvas: PlotCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.columns = NoteColumns()
        self.picked_id = ""
        self.warp: Warp | None = None
        self.rate = 0
        self.snaps_to_onsets = False
        self.onsets_s: NDArray[np.float64] = np.zeros(0)
        self.grid = NoteGrid()
        self.is_in_the_air = False  # a stroke that Esc would cancel
        self._visible_ids: frozenset[str] | None = None
        self._preview: Bars | None = None

    # notes

    @property
    def bars(self) -> Bars:
        """The notes as they are, without the stroke in the air."""
        return self.columns.bars

    @property
    def shown_bars(self) -> Bars:
        """The notes as they are shown."""
        return self.columns.bars if self._preview is None else self._preview

    def set_notes(self, notes: Sequence[Note], rate: int) -> None:
        """Take other notes; what was chosen and is still there stays so.

        Where chosen notes gave way to others, those are chosen: a note stays chosen while it is moved and while that
        is undone.
        """
        self.rate = rate
        before, chosen = self.bars, self.chosen
        origin = self.columns.update(notes, rate)
        flags = self.bars.chosen.copy()
        new = np.flatnonzero(origin < 0)
        stays = np.zeros(len(before), np.bool_)
        stays[origin[origin >= 0]] = True
        gone = np.flatnonzero(~stays)
        if len(new) and chosen[gone].any():
            flags[new] = _inherited(before, gone, self.bars, new)
        flags &= ~np.isnan(self.bars.pitch)
        self.columns.choose(flags)
        self._preview = None
        self.shown.emit(self.bars)
        if not (len(chosen) == len(flags) and np.array_equal(chosen, flags)):
            self.chosen_changed.emit()

    def forget(self) -> None:
        """Hold no notes: another song comes."""
        self.columns = NoteColumns()
        self._preview = None
        self.shown.emit(NO_BARS)
        self.chosen_changed.emit()

    def set_visible_sources(self, source_ids: Iterable[str] | None) -> None:
        """Let only the notes of these sources be found; None: of all."""
        self._visible_ids = None if source_ids is None else frozenset(source_ids)

    def visible(self) -> Flags:
        """Return which notes are shown at all."""
        flags = ~np.isnan(self.bars.pitch)
        if self._visible_ids is not None and len(flags):
            allowed = np.array([one in self._visible_ids for one in self.columns.source_ids], np.bool_)
            flags &= allowed[self.bars.source]
        return flags

    def of_source(self, source_ids: Iterable[str]) -> Flags:
        """Return which notes are of some sources."""
        numbers = [n for n, one in enumerate(self.columns.source_ids) if one in set(source_ids)]
        return np.isin(self.bars.source, numbers)

    def of_pitches(self, low: float, high: float) -> Flags:
        """Return which of the notes shown have a pitch from ``low`` to ``high``, by the keys of a piano."""
        pitch = self.bars.pitch
        return self.visible() & (pitch > low - 0.5) & (pitch < high + 0.5)

    # choice

    @property
    def chosen(self) -> Flags:
        """Which notes are chosen."""
        return self.bars.chosen

    def chosen_notes(self) -> tuple[Note, ...]:
        """Return the chosen notes."""
        return self.columns.picked(self.chosen)

    def choose(self, flags: Flags) -> None:
        """Choose these notes and no others."""
        if not np.array_equal(flags, self.chosen):
            self.columns.choose(flags)
            self.shown.emit(self.shown_bars)
            self.chosen_changed.emit()

    def choose_notes(self, notes: Iterable[Note]) -> None:
        """Choose notes by what they are; those that are not there are passed over."""
        wanted = tuple(notes)
        ids, there = set(map(id, wanted)), self.columns.notes
        flags = np.fromiter((id(note) in ids for note in there), np.bool_, len(there))
        if np.count_nonzero(flags) < len(wanted):
            equal = set(wanted)
            flags = np.fromiter((note in equal for note in there), np.bool_, len(there))
        self.choose(flags & ~np.isnan(self.bars.pitch))

    def only(self, number: int) -> Flags:
        """Return the flags of a single note."""
        flags = np.zeros(len(self.bars), np.bool_)
        flags[number] = True
        return flags

    # places

    def hit(self, place: Place) -> Hit | None:
        """Return the note under the pointer, of several the chosen, the picked source's, the shortest first."""
        bars = self.bars
        near_s = 2.0 * self.seconds_per_pixel
        flags = self.visible() & (np.abs(bars.pitch - place.value) <= 0.5)
        # as wide as it is painted at least
        stop = np.maximum(bars.stop, bars.start + near_s)
        found = np.flatnonzero(flags & (bars.start - near_s <= place.time_s) & (place.time_s <= stop + near_s))
        if not len(found):
            return None
        length = bars.stop[found] - bars.start[found]
        picked = self.of_source([self.picked_id])[found]
        number = int(found[np.lexsort((length, ~picked, ~bars.chosen[found]))[0]])
        left, right = self.canvas.x_of(float(bars.start[number])), self.canvas.x_of(float(stop[number]))
        edge = min(_EDGE_PX, (right - left) / 4)
        x = place.pixel.x()
        if right - left >= 8 and x <= left + edge:
            return Hit(number, "start")
        return Hit(number, "stop" if right - left >= 8 and x >= right - edge else "body")

    def found(self, start_s: float, pitch: int) -> Flags:
        """Return the note of the picked source that begins there."""
        bars = self.bars
        near = np.abs(bars.start - start_s) * self.rate <= 1.0
        return near & (bars.pitch == pitch) & self.of_source([self.picked_id])

    def inside(self, first: Place, second: Place) -> Flags:
        """Return the notes that a rectangle touches."""
        low, high = sorted((first.value, second.value))
        start_s, stop_s = sorted((first.time_s, second.time_s))
        bars = self.bars
        flags = (bars.start < stop_s) & (bars.stop > start_s) & (bars.pitch + 0.5 > low) & (bars.pitch - 0.5 < high)
        return flags & self.visible()

    @property
    def seconds_per_pixel(self) -> float:
        """Zoom of the time axis."""
        return self.canvas.timeline.span_s / self.canvas.plot_width

    @property
    def length_s(self) -> float:
        """Length of the song."""
        return self.canvas.timeline.length_s

    # the grid

    def snapped(self, time_s: float, is_free: bool) -> float:
        """Return the onset that is near, or else the nearest line of the grid; ``is_free``: the time itself."""
        if is_free:
            return time_s
        onset_s = self.onset_near(time_s)
        return self._zoomed().nearest(time_s) if onset_s is None else onset_s

    def cell_start(self, time_s: float, is_free: bool) -> float:
        """Return where a note begins that is drawn at a time."""
        if is_free:
            return max(0.0, time_s)
        onset_s = self.onset_near(time_s)
        return max(0.0, self._zoomed().floor(time_s) if onset_s is None else onset_s)

    def cell_stop(self, start_s: float) -> float:
        """Return where a note of the length of the grid ends."""
        return max(start_s + SHORTEST_S, self._zoomed().moved(start_s, 1.0))

    def stepped(self, time_s: float, steps: int, by_bar: bool) -> float:
        """Return the time so many cells or bars later."""
        grid = self._zoomed()
        return grid.bar_moved(time_s, steps) if by_bar else grid.moved(time_s, float(steps))

    def onset_near(self, time_s: float) -> float | None:
        """Return an onset so near that a stroke snaps to it, where that is wanted."""
        if not self.snaps_to_onsets or not len(self.onsets_s):
            return None
        place = int(np.searchsorted(self.onsets_s, time_s))
        near = self.onsets_s[max(0, place - 1) : place + 1]
        onset_s = float(near[np.argmin(np.abs(near - time_s))])
        return onset_s if abs(onset_s - time_s) <= _ONSET_PX * self.seconds_per_pixel else None

    def _zoomed(self) -> NoteGrid:
        self.grid.set_zoom(self.seconds_per_pixel)
        return self.grid

    # the stroke in the air

    def show_preview(self, bars: Bars | None) -> None:
        """Show the notes as a stroke would leave them; None: as they are."""
        if bars is not None or self._preview is not None:
            self._preview = bars
            self.shown.emit(self.shown_bars)

    def pull_to(self, from_s: float, to_s: float) -> Pull | None:
        """Return what a pull of the score moves; None without a score."""
        if self.warp is None or not self.rate:
            return None
        return pull(self.warp, from_s * self.rate, to_s * self.rate, self.rate)

    def pulled(self, from_s: float, to_s: float) -> tuple[Bars, float]:
        """Return the notes as a pull of the score would leave them, and the time that it can reach."""
        drag = self.pull_to(from_s, to_s)
        if drag is None or self.warp is None:
            return self.bars, from_s
        near = (self.bars.start * self.rate < drag.high) & (self.bars.stop * self.rate > drag.low)
        flags = near & self.of_source(self.warp.source_ids)
        start, stop = (
            drag.moved(column[flags] * self.rate) / self.rate for column in (self.bars.start, self.bars.stop)
        )
        return self.bars.with_changed(flags, start, stop), drag.stop / self.rate

    def drawn(self, start_s: float, stop_s: float, pitch: int) -> Bars:
        """Return the notes with one more, of the source to which strokes go."""
        source = np.array([self.columns.place_of(self.picked_id)], np.intp)
        times = np.array([start_s]), np.array([stop_s])
        more = Bars(*times, np.array([float(pitch)]), np.array([_LEVEL]), source, np.ones(1, np.bool_))
        return self.bars.with_more(more)


def _inherited(before: Bars, gone: Places, after: Bars, new: Places) -> Flags:
    """Return which new notes stand for chosen ones that are gone.

    As many as there were are taken in the same order, row by row where all keep their pitch; else it takes all of the
    gone ones to have been chosen.
    """
    chosen = before.chosen[gone]
    if chosen.all() or len(gone) != len(new):
        return np.full(len(new), bool(chosen.all()))
    rows = [
        np.lexsort((bars.start[at], bars.source[at], bars.pitch[at])) for bars, at in ((before, gone), (after, new))
    ]
    keep_pitch = np.array_equal(before.pitch[gone][rows[0]], after.pitch[new][rows[1]])
    orders = rows if keep_pitch else [np.arange(len(gone))] * 2
    flags = np.zeros(len(new), np.bool_)
    flags[orders[1]] = chosen[orders[0]]
    return flags
