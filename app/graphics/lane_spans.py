"""The activity of one lane as arrays, for painting.

Owns the quick twin of ``core.annotation.activity_edits.painted``: a stroke in the air is laid over the spans of a lane
at every move of the mouse. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Activity, ActivitySpan, ActivityState


@dataclass(frozen=True, eq=False)
class LaneSpans:
    """Labelled spans in order of time, in samples; those that are not silent are active."""

    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    silent: NDArray[np.bool_]

    @staticmethod
    def of(activity: Activity) -> LaneSpans:
        """Return the spans of an activity."""
        spans = [span for span in activity.spans if span.state is not ActivityState.UNKNOWN]
        return LaneSpans(
            np.array([span.start for span in spans], np.int64),
            np.array([span.stop for span in spans], np.int64),
            np.array([span.state is ActivityState.SILENT for span in spans], np.bool_),
        )

    def painted(self, strokes: Iterable[ActivitySpan]) -> LaneSpans:
        """Return the spans after strokes; equal neighbours may stay apart."""
        result = self
        for stroke in strokes:
            if stroke.stop > stroke.start:
                result = result._painted_over(stroke)
        return result

    def inside(self, start: float, stop: float) -> slice:
        """Return which spans have samples between two."""
        first = int(np.searchsorted(self.stop, start, "right"))
        return slice(first, max(first, int(np.searchsorted(self.start, stop, "left"))))

    def state_at(self, sample: float) -> ActivityState:
        """Return the state of a sample."""
        place = int(np.searchsorted(self.start, sample, "right")) - 1
        if place < 0 or sample >= self.stop[place]:
            return ActivityState.UNKNOWN
        return ActivityState.SILENT if self.silent[place] else ActivityState.ACTIVE

    def _painted_over(self, stroke: ActivitySpan) -> LaneSpans:
        touched = self.inside(stroke.start, stroke.stop)
        new: list[tuple[int, int, bool]] = []
        if touched.stop > touched.start and self.start[touched.start] < stroke.start:
            new.append((int(self.start[touched.start]), stroke.start, bool(self.silent[touched.start])))
        if stroke.state is not ActivityState.UNKNOWN:
            new.append((stroke.start, stroke.stop, stroke.state is ActivityState.SILENT))
        if touched.stop > touched.start and self.stop[touched.stop - 1] > stroke.stop:
            new.append((stroke.stop, int(self.stop[touched.stop - 1]), bool(self.silent[touched.stop - 1])))
        starts, stops, silences = zip(*new, strict=True) if new else ((), (), ())
        return LaneSpans(
            np.concatenate([self.start[: touched.start], np.array(starts, np.int64), self.start[touched.stop :]]),
            np.concatenate([self.stop[: touched.start], np.array(stops, np.int64), self.stop[touched.stop :]]),
            np.concatenate([self.silent[: touched.start], np.array(silences, np.bool_), self.silent[touched.stop :]]),
        )
