"""Stems to files.

Owns the export on the io lane and what is said of it afterwards. Shows nothing.
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app import VERSION
from app.bridge import IoLane, IoTask, Report
from app.controllers.separation import SeparationController
from app.i18n import core_words
from app.views.export_dialog import ExportChoice, StemRow
from core.annotation.model import Source
from core.engines.base import SeparationRequest, SeparationResult
from core.errors import JobCancelled
from core.export import (
    EXACT_NULL_DB,
    REPORT_NAME,
    RESIDUAL_NAME,
    ExportResult,
    export_stems,
    planned_files,
)
from core.run_report import RunReport


class ExportController(QObject):
    """One export at a time."""

    progressed = Signal(float)
    finished = Signal(str, bool)  # words, whether all is well
    failed = Signal(str)

    def __init__(self, lane: IoLane, separation: SeparationController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._separation = separation
        self._task: IoTask | None = None
        self._writing: weakref.ref[SeparationResult] | None = None
        self._written: weakref.ref[SeparationResult] | None = None

    @property
    def has_unsaved(self) -> bool:
        """Whether there are stems that were never exported."""
        kept = self._separation.kept
        return kept is not None and (self._written is None or self._written() is not kept)

    def sources(self, shown: tuple[Source, ...]) -> tuple[Source, ...]:
        """Return the sources of the result under the names that are shown now."""
        request = self._separation.request
        names = {source.id: source for source in shown}
        return tuple(names.get(source.id, source) for source in request.annotation.sources) if request else ()

    def rows(self, shown: tuple[Source, ...], residual: StemRow) -> list[StemRow]:
        """Return what can be exported, the residual last."""
        sources = self.sources(shown)
        files = [Path(name).stem for name in planned_files(sources)]
        return [
            *(
                StemRow(s.id, s.name, file, s.colour or residual.colour)
                for s, file in zip(sources, files, strict=False)
            ),
            residual,
        ]

    def existing(self, choice: ExportChoice, shown: tuple[Source, ...]) -> list[str]:
        """Return the names of files that the export would write over."""
        sources = self.sources(shown)
        wanted = [
            name
            for source, name in zip(sources, planned_files(sources, choice.container), strict=False)  # type: ignore[arg-type]
            if source.id in choice.chosen
        ]
        if choice.residual:
            wanted.append(f"{RESIDUAL_NAME}.{choice.container}")
        return [name for name in (*wanted, REPORT_NAME) if os.path.exists(choice.folder / name)]

    def start(self, choice: ExportChoice, shown: tuple[Source, ...]) -> None:
        """Write the files."""
        separation = self._separation
        if separation.result is None or separation.request is None or separation.engine is None:
            return
        run = RunReport(
            program=f"stembrush {VERSION}",
            engine=separation.engine.id,
            version=separation.engine.version,
            parameters=separation.parameters_used(),
            seed=separation.request.seed,
            figures=dict(separation.result.figures),
            seconds=separation.seconds,
            guidance=separation.guidance(),
            stopped_early=separation.stopped_early,
        )
        work = _Export(separation.result, self.sources(shown), separation.request, choice, run)
        self._writing = weakref.ref(separation.result)
        self._task = IoTask(work, self.tr("Export"))
        self._task.progressed.connect(self.progressed)
        self._task.finished.connect(self._on_finished)
        self._task.failed.connect(self._on_failed)
        self._lane.submit(self._task)

    @Slot()
    def cancel(self) -> None:
        """End the export; nothing is left behind."""
        if self._task is not None:
            self._task.cancel()

    @Slot(object)
    def _on_finished(self, written: ExportResult) -> None:
        self._written = self._writing
        count = len(written.stems) + (written.residual is not None)
        words = [self.tr("{0} files written.").format(count)]
        if written.null_depth_db is not None:
            exact = written.null_depth_db <= EXACT_NULL_DB
            depth = self.tr("exactly") if exact else self.tr("to {0:.0f} dB").format(written.null_depth_db)
            words.append(self.tr("Together they null against the song {0}.").format(depth))
        if written.clipped_samples:
            words.append(
                self.tr("{0} samples were beyond full scale and are clipped; 32-bit float keeps them.").format(
                    written.clipped_samples
                )
            )
        self.finished.emit(" ".join(words), not written.clipped_samples)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.failed.emit(core_words(str(error)))


class _Export:
    def __init__(
        self,
        result: SeparationResult,
        sources: tuple[Source, ...],
        request: SeparationRequest,
        choice: ExportChoice,
        run: RunReport,
    ) -> None:
        self._result, self._sources, self._request, self._choice, self._run = result, sources, request, choice, run

    def __call__(self, report: Report) -> ExportResult:
        def progress(done: int, total: int) -> None:
            if not report(done / max(1, total)):
                raise JobCancelled("cancelled")

        choice = self._choice
        written, _report = export_stems(
            self._result,
            self._sources,
            self._request.mixture,
            choice.folder,
            container=choice.container,  # type: ignore[arg-type]
            bits=choice.bits,  # type: ignore[arg-type]
            seed=self._request.seed,
            chosen=choice.chosen,
            residual=choice.residual,
            run=self._run,
            progress=progress,
        )
        return written
