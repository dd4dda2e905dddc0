"""How much leaks into the stems where their sources are painted silent.

Owns when that is measured: on the io lane, for a result that is whole, again when the painting changes. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.bridge import IoTask, Report
from app.controllers.document import DocumentController
from app.controllers.separation import SeparationController
from app.controllers.work import Workbench
from core.annotation.changes import Change
from core.annotation.model import Activity, ActivityState
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.leakage import leakage_db

# a stroke is often followed by the next
_QUIET_MS = 300


class LeakageController(QObject):
    """Measures the stems that can be heard."""

    measured = Signal(object)  # dict of source id -> dB, or None where nothing tells

    def __init__(
        self,
        document: DocumentController,
        separation: SeparationController,
        work: Workbench,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._separation, self._work = document, separation, work
        self._task: IoTask | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._measure)
        separation.result_changed.connect(self._on_result)
        document.annotation_changed.connect(self._on_annotation)

    @Slot()
    def _on_result(self) -> None:
        self._give_up()
        self.measured.emit({})
        self._quiet.start()

    @Slot(object)
    def _on_annotation(self, change: Change) -> None:
        if self._separation.result is not None and (not change or change.activities):
            self._quiet.start()

    @Slot()
    def _measure(self) -> None:
        self._give_up()
        separation = self._separation
        result, request = separation.result, separation.request
        if result is None or request is None or separation.is_preview:
            return
        own = {source.id for source in self._document.annotation.sources}
        painted = {
            activity.source_id: activity
            for activity in self._document.annotation.activities
            if activity.source_id in own and any(span.state is ActivityState.SILENT for span in activity.spans)
        }
        if not painted:
            self.measured.emit({})
            return
        work = _Measure(result, request.mixture, painted)
        self._task = self._work.start(work, self.tr("Measuring what leaks"), self._take)

    @Slot(object)
    def _take(self, leaks_db: dict[str, float | None]) -> None:
        self.measured.emit(leaks_db)

    def _give_up(self) -> None:
        self._quiet.stop()
        if self._task is not None and not self._task.is_done:
            self._work.cancel(self._task)
        self._task = None


class _Measure:
    def __init__(self, result: SeparationResult, mixture: Mixture, painted: Mapping[str, Activity]) -> None:
        self._stems: dict[str, Audio] = dict(result.stems)
        self._mixture, self._painted = mixture, painted

    def __call__(self, report: Report) -> dict[str, float | None]:
        found: dict[str, float | None] = {}
        for number, (source_id, activity) in enumerate(self._painted.items()):
            if source_id in self._stems:
                go_on = partial(report, number / len(self._painted))
                found[source_id] = leakage_db(self._stems[source_id], self._mixture, activity, go_on)
        return found
