"""What is measured of every version by itself: how much leaks, how much is left over.

Owns when that is measured, and that it is remembered with the version. Shows nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from app.bridge import IoTask, Report
from app.controllers.leakage import LeakageController
from app.controllers.separation import SeparationController
from app.controllers.versions import VersionController
from app.controllers.work import Workbench
from core.audio import Audio
from core.levels import LEAST_DB, relative_level_db
from core.versions import LEAKAGE_DB, RESIDUAL_DB


class VersionFigures(QObject):
    """Fills in the figures of versions whose stems are at hand."""

    def __init__(
        self,
        versions: VersionController,
        separation: SeparationController,
        leakage: LeakageController,
        work: Workbench,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._versions, self._separation, self._work = versions, separation, work
        self._task: IoTask | None = None
        leakage.measured.connect(self._on_leakage)
        versions.changed.connect(self._measure)

    @Slot(object)
    def _on_leakage(self, leaks_db: Mapping[str, float | None]) -> None:
        known = [value for value in leaks_db.values() if value is not None]
        if known and not self._separation.is_preview:
            figures = {f"leakage.{source_id}": math.nan if db is None else db for source_id, db in leaks_db.items()}
            self._versions.measured(self._versions.chosen, {**figures, LEAKAGE_DB: sum(known) / len(known)})

    @Slot()
    def _measure(self) -> None:
        """Measure the residual of the first version of which it is not known."""
        if self._task is not None and not self._task.is_done:
            return
        for facts in self._versions.facts:
            version = self._versions.get(facts.id)
            if version is not None and version.separated is not None and RESIDUAL_DB not in facts.figures:
                result, mixture = version.separated.result, version.separated.request.mixture
                work = _Residual(facts.id, result.residual, mixture)
                self._task = self._work.start(work, self.tr("Measuring the residual"), self._take)
                return

    @Slot(object)
    def _take(self, measured: tuple[int, float | None]) -> None:
        version_id, level_db = measured
        # of a silent song nothing is left
        self._versions.measured(version_id, {RESIDUAL_DB: level_db if level_db is not None else LEAST_DB})


class _Residual:
    def __init__(self, version_id: int, residual: Audio, mixture: Audio) -> None:
        self._version_id, self._residual, self._mixture = version_id, residual, mixture

    def __call__(self, report: Report) -> tuple[int, float | None]:
        """Measure; the id comes with it."""
        return self._version_id, relative_level_db(self._residual, self._mixture, report)
