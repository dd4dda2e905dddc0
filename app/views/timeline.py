"""The one time axis that all views share.

Owns what is visible, where the playhead is, the loop and the selection, all in seconds of the song. Plays nothing and
draws nothing.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal

Follow = Literal["off", "page", "centre"]

EMPTY_SPAN_S = 30.0  # what an empty window shows
SHORTEST_SPAN_S = 0.05


class Timeline(QObject):
    """State of the time axis; every change of it is a signal."""

    range_changed = Signal(float, float)  # start_s, stop_s
    playhead_changed = Signal(float)
    loop_changed = Signal(float, float, bool)  # in_s, out_s, on
    selection_changed = Signal(float, float)  # start_s, stop_s; equal: nothing
    length_changed = Signal(float)
    follow_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a song."""
        super().__init__(parent)
        self._length_s = 0.0
        self._start_s, self._stop_s = 0.0, EMPTY_SPAN_S
        self._playhead_s = 0.0
        self._loop = (0.0, 0.0, False)
        self._selection = (0.0, 0.0)
        self._anchor_s = 0.0  # the end of the selection that keys leave where it is
        self._follow: Follow = "page"

    @property
    def length_s(self) -> float:
        """Length of the song; 0 without one."""
        return self._length_s

    @property
    def start_s(self) -> float:
        """Left edge of what is visible."""
        return self._start_s

    @property
    def stop_s(self) -> float:
        """Right edge of what is visible."""
        return self._stop_s

    @property
    def span_s(self) -> float:
        """Length of what is visible."""
        return self._stop_s - self._start_s

    @property
    def playhead_s(self) -> float:
        """Position of the playhead."""
        return self._playhead_s

    @property
    def loop(self) -> tuple[float, float, bool]:
        """Loop in, loop out, whether it is on; without a loop both are equal."""
        return self._loop

    @property
    def selection(self) -> tuple[float, float]:
        """Start and stop of the selection; equal where nothing is selected."""
        return self._selection

    @property
    def follow(self) -> Follow:
        """How the view follows the playhead."""
        return self._follow

    def set_length(self, length_s: float) -> None:
        """Take the length of a new song, show all of it and forget loop, selection and position."""
        self._length_s = max(0.0, length_s)
        self.length_changed.emit(self._length_s)
        self.set_loop(0.0, 0.0, False)
        self.set_selection(0.0, 0.0)
        self.set_playhead(0.0)
        self.fit()

    def set_playhead(self, time_s: float) -> None:
        """Move the playhead; the view follows where it was visible before."""
        was_visible = self._start_s <= self._playhead_s <= self._stop_s
        self._playhead_s = min(max(0.0, time_s), self._length_s)
        self.playhead_changed.emit(self._playhead_s)
        if was_visible:
            self._follow_playhead()

    def set_loop(self, in_s: float, out_s: float, on: bool) -> None:
        """Set the loop, in any order of its ends; an empty one is off."""
        in_s, out_s = self._inside(in_s, out_s)
        loop = (in_s, out_s, on and out_s > in_s)
        if loop != self._loop:
            self._loop = loop
            self.loop_changed.emit(*loop)

    def set_selection(self, start_s: float, stop_s: float) -> None:
        """Select a range, in any order of its ends; equal ends select nothing."""
        selection = self._inside(start_s, stop_s)
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(*selection)

    def extend_selection(self, to_s: float) -> None:
        """Select from where the selection began, or else from the playhead, to a time; the view follows."""
        start_s, stop_s = self._selection
        if self._anchor_s not in (start_s, stop_s) or start_s == stop_s:
            self._anchor_s = self._playhead_s if start_s == stop_s else start_s
        to_s = self._inside(to_s, to_s)[0]
        self.set_selection(self._anchor_s, to_s)
        self.scroll(min(0.0, to_s - self._start_s) + max(0.0, to_s - self._stop_s))

    def step_selection(self, seconds: float) -> None:
        """Move the end of the selection that is not its beginning; see :meth:`extend_selection`."""
        start_s, stop_s = self._selection
        end_s = self._playhead_s if start_s == stop_s else start_s if self._anchor_s == stop_s else stop_s
        self.extend_selection(end_s + seconds)

    def set_follow(self, follow: Follow) -> None:
        """Choose how the view follows the playhead."""
        if follow != self._follow:
            self._follow = follow
            self.follow_changed.emit(follow)

    def zoom(self, factor: float, anchor_s: float) -> None:
        """Show ``factor`` times less; ``anchor_s`` stays where it is, except at the ends of the song."""
        span = min(max(self.span_s / factor, SHORTEST_SPAN_S), self._whole_s)
        place = (anchor_s - self._start_s) / self.span_s
        start = anchor_s - place * span
        self.zoom_to(start, start + span)

    def scroll(self, seconds: float) -> None:
        """Move what is visible; it stops at the ends of the song."""
        self.zoom_to(self._start_s + seconds, self._stop_s + seconds)

    def fit(self) -> None:
        """Show the whole song."""
        self.zoom_to(0.0, self._whole_s)

    def fit_selection(self) -> None:
        """Show the selection, or else the loop."""
        for start, stop in (self._selection, self._loop[:2]):
            if stop > start:
                self.zoom_to(start, stop)
                return

    def zoom_to(self, start_s: float, stop_s: float) -> None:
        """Show a range, moved into the song and never shorter than the closest zoom."""
        span = min(max(stop_s - start_s, SHORTEST_SPAN_S), self._whole_s)
        start = min(max(0.0, start_s), self._whole_s - span)
        if (start, start + span) != (self._start_s, self._stop_s):
            self._start_s, self._stop_s = start, start + span
            self.range_changed.emit(self._start_s, self._stop_s)

    @property
    def _whole_s(self) -> float:
        return max(self._length_s, SHORTEST_SPAN_S) if self._length_s > 0 else EMPTY_SPAN_S

    def _inside(self, first_s: float, second_s: float) -> tuple[float, float]:
        low, high = sorted((first_s, second_s))
        return min(max(0.0, low), self._length_s), min(max(0.0, high), self._length_s)

    def _follow_playhead(self) -> None:
        if self._follow == "centre":
            self.scroll(self._playhead_s - (self._start_s + self._stop_s) / 2)
        elif self._follow == "page" and not self._start_s <= self._playhead_s < self._stop_s:
            self.scroll(self._playhead_s - self._start_s - 0.04 * self.span_s)
