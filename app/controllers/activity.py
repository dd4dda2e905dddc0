"""Painting when each source plays: strokes in the lanes, the selection, notes, tapping along.

Owns these commands; the strokes come from the lanes view. Shows nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from app.controllers.document import DocumentController
from app.controllers.playback import PlaybackController
from app.controllers.tapping import TapAlong
from app.views.stage import Stage
from core.annotation.activity_edits import filled_from_notes, moved, painted, resized, silent_elsewhere, span_at
from core.annotation.model import Activity, ActivitySpan, ActivityState

if TYPE_CHECKING:  # brings scipy, which a window that opens does not wait for
    from app.controllers.onsets import OnsetController

# rests up to this length belong to the phrase when notes are made activity
_SHORT_REST_S = 0.15


class ActivityController(QObject):
    """Commands of one part of the annotation."""

    told = Signal(str)  # why what was asked for did nothing

    def __init__(
        self,
        document: DocumentController,
        playback: PlaybackController,
        stage: Stage,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._stage, self._actions = document, stage, actions
        self._lanes = stage.lanes
        self._onsets: OnsetController | None = None
        self.tapping = TapAlong(document, playback, stage, self)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        lanes, document = self._lanes, self._document
        lanes.request_paint.connect(self.paint)
        lanes.request_move.connect(self.move)
        lanes.request_resize.connect(self.resize)
        lanes.request_mark.connect(self.mark)
        for name, slot in {
            "mark_active": self.mark_active,
            "mark_silent": self.mark_silent,
            "mark_unknown": self.mark_unknown,
            "fill_from_notes": self.fill_from_notes,
            "silent_elsewhere": self.silent_elsewhere,
        }.items():
            self._actions[name].triggered.connect(slot)
        self._actions["snap"].toggled.connect(lanes.set_snapping)
        document.annotation_changed.connect(self.refresh)
        document.picked_changed.connect(self.refresh)

    # strokes

    @Slot(str, object, object, object)
    def paint(self, source_id: str, start_s: float, stop_s: float, state: ActivityState) -> None:
        """Give a span of time one state."""
        before = self._activity(source_id)
        after = painted(before, self._sample(start_s), self._sample(stop_s), state)
        words = {
            ActivityState.ACTIVE: self.tr("Paint {0}"),
            ActivityState.SILENT: self.tr("Silence {0}"),
            ActivityState.UNKNOWN: self.tr("Clear {0}"),
        }[state]
        self._perform(after, words)

    @Slot(str, object, object)
    def move(self, source_id: str, span: ActivitySpan, seconds: float) -> None:
        """Move a span."""
        activity = self._activity(source_id)
        if span_at(activity, span.start) == span:
            by = round(seconds * self._document.rate)
            self._perform(moved(activity, span, by, self._document.length), self.tr("Move activity of {0}"))

    @Slot(str, object, object, object)
    def resize(self, source_id: str, span: ActivitySpan, start_s: float, stop_s: float) -> None:
        """Move an edge of a span."""
        activity = self._activity(source_id)
        if span_at(activity, span.start) == span:
            after = resized(activity, span, self._sample(start_s), self._sample(stop_s))
            self._perform(after, self.tr("Resize activity of {0}"))

    # the selection

    @Slot(object)
    def mark(self, state: ActivityState) -> None:
        """Give the selection, or else the loop, one state in the chosen source."""
        source = self._document.picked
        line = self._lanes.timeline
        span = next((one for one in (line.selection, line.loop[:2]) if one[1] > one[0]), None)
        if source is None:
            self.told.emit(self.tr("There is no source to mark: add one with Ctrl+T, or import a score."))
        elif span is None:
            self.told.emit(
                self.tr("Nothing is selected: drag in the spectrogram or press Shift+Left and Shift+Right, then mark.")
            )
        else:
            self.paint(source.id, span[0], span[1], state)

    @Slot()
    def mark_active(self) -> None:
        """Mark the selection active."""
        self.mark(ActivityState.ACTIVE)

    @Slot()
    def mark_silent(self) -> None:
        """Mark the selection silent."""
        self.mark(ActivityState.SILENT)

    @Slot()
    def mark_unknown(self) -> None:
        """Forget what is known of the selection."""
        self.mark(ActivityState.UNKNOWN)

    # the whole source

    @Slot()
    def fill_from_notes(self) -> None:
        """Mark the chosen source active where it has notes."""
        source, document = self._document.picked, self._document
        if source is not None:
            rest = round(_SHORT_REST_S * document.rate)
            notes = document.annotation.notes
            after = filled_from_notes(self._activity(source.id), notes, rest, document.length)
            self._perform(after, self.tr("Fill {0} from its notes"))

    @Slot()
    def silent_elsewhere(self) -> None:
        """Mark the chosen source silent wherever it is not active."""
        source = self._document.picked
        if source is not None:
            after = silent_elsewhere(self._activity(source.id), self._document.length)
            self._perform(after, self.tr("Silence {0} elsewhere"))

    # the state of things

    def use_onsets(self, onsets: OnsetController) -> None:
        """Let strokes snap to where something begins in the song."""
        self._onsets = onsets
        onsets.changed.connect(self._show_onsets)
        self._show_onsets()

    @Slot()
    def _show_onsets(self) -> None:
        if self._onsets is not None:
            self._lanes.set_onsets(self._onsets.onsets / max(1, self._document.rate))

    @Slot()
    def refresh(self) -> None:
        """Enable what can be done."""
        source, annotation = self._document.picked, self._document.annotation
        there = source is not None and self._document.length > 0
        for name in ("mark_active", "mark_silent", "mark_unknown"):
            self._actions[name].setEnabled(there)
        has_notes = source is not None and any(note.source_id == source.id for note in annotation.notes)
        spans = self._activity(source.id).spans if source is not None else ()
        has_active = any(span.state is ActivityState.ACTIVE for span in spans)
        self._actions["fill_from_notes"].setEnabled(there and has_notes)
        self._actions["silent_elsewhere"].setEnabled(there and has_active)
        self._actions["snap"].setEnabled(self._document.length > 0)

    def _activity(self, source_id: str) -> Activity:
        return self._document.annotation.activity_of(source_id)

    def _sample(self, time_s: float) -> int:
        return min(max(0, round(time_s * self._document.rate)), self._document.length)

    def _perform(self, after: Activity, words: str) -> None:
        annotation = self._document.annotation
        if after != annotation.activity_of(after.source_id):
            name = annotation.source(after.source_id).name
            self._document.perform(annotation.with_activity(after), words.format(name))
