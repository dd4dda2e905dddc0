"""Stems to files.

Owns what can be exported, the export and the search for samples beyond full scale on the io lane, and whether stems
would be lost. Shows nothing.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app import VERSION
from app.bridge import IoLane, IoTask, Report
from app.controllers.separation import SeparationController
from app.i18n import core_words
from core.annotation.model import Annotation, Source
from core.engines.base import SeparationRequest, SeparationResult
from core.errors import JobCancelled
from core.export import ExportChoice, ExportResult, Material, Progress, export, find_clipping
from core.playback.mixer import Strip
from core.run_report import RunReport, annotation_guidance, unguided


@dataclass(frozen=True, eq=False)
class _Kept:
    """The last result that is no preview, with all that a report says of it."""

    result: SeparationResult
    request: SeparationRequest
    run: RunReport


class ExportController(QObject):
    """One export at a time, and one search before it."""

    changed = Signal()  # there is another result to export, or none
    progressed = Signal(float)
    finished = Signal(object)  # ExportResult
    failed = Signal(str)
    cancelled = Signal()
    clipping_found = Signal(object)  # tuple of ClippedFile
    clipping_failed = Signal(str)

    def __init__(self, lane: IoLane, separation: SeparationController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._separation = separation
        self._kept: _Kept | None = None
        self._task: IoTask | None = None
        self._search: IoTask | None = None
        self._writing: weakref.ref[SeparationResult] | None = None
        self._written: weakref.WeakSet[SeparationResult] = weakref.WeakSet()
        separation.result_changed.connect(self._on_result)

    @property
    def is_possible(self) -> bool:
        """Whether there are stems that are no preview."""
        return self._kept is not None

    @property
    def has_unsaved(self) -> bool:
        """Whether the stems that are shown were never exported."""
        return self._kept is not None and not self.was_exported(self._kept.result)

    def was_exported(self, result: SeparationResult) -> bool:
        """Whether files were made of a result."""
        return result in self._written

    def sources(self, shown: tuple[Source, ...]) -> tuple[Source, ...]:
        """Return the sources of the result under the names that are shown now."""
        names = {source.id: source for source in shown}
        known = self._kept.request.annotation.sources if self._kept is not None else ()
        return tuple(names.get(source.id, source) for source in known)

    def material(
        self, shown: tuple[Source, ...], annotation: Annotation, version_name: str, strips: Mapping[str, Strip]
    ) -> Material | None:
        """Return what an export looks at; None where there is nothing to export."""
        kept = self._kept
        if kept is None:
            return None
        return Material(
            kept.request.mixture,
            kept.result,
            annotation.clipped(kept.request.mixture.length),
            self.sources(shown),
            kept.run,
            kept.request.seed,
            version_name,
            dict(strips),
        )

    def start(self, material: Material, choice: ExportChoice) -> None:
        """Write the files."""
        self._writing = weakref.ref(material.result)
        self._task = IoTask(_Work(export, material, choice), self.tr("Export"))
        self._task.progressed.connect(self.progressed)
        self._task.finished.connect(self._on_finished)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self._lane.submit(self._task)

    @Slot()
    def cancel(self) -> None:
        """End the export; nothing is left behind."""
        if self._task is not None:
            self._task.cancel()

    def search(self, material: Material, choice: ExportChoice) -> None:
        """Look for samples beyond full scale; a search before this one is given up."""
        self.give_up_search()
        self._search = IoTask(_Work(find_clipping, material, choice), self.tr("Looking for clipping"))
        self._search.finished.connect(self.clipping_found)
        self._search.failed.connect(self._on_search_failed)
        self._lane.submit(self._search)

    @Slot()
    def give_up_search(self) -> None:
        """End the search."""
        if self._search is not None:
            self._search.cancel()
            self._search = None

    @Slot()
    def _on_result(self) -> None:
        separation = self._separation
        result, request, engine = separation.result, separation.request, separation.engine
        if result is None or request is None or engine is None:
            self._kept = None
        elif not separation.is_preview:
            guided_by = separation.shown.guided_by if separation.shown is not None else None
            mixture, parameters = request.mixture, asdict(request.parameters)
            run = RunReport(
                program=f"stembrush {VERSION}",
                engine=engine.id,
                version=engine.version,
                parameters=parameters,
                seed=request.seed,
                figures=dict(result.figures),
                seconds=separation.seconds,
                guidance={
                    **annotation_guidance(request.annotation, mixture.rate, mixture.length, parameters),
                    **unguided(guided_by),
                },
                stopped_early=separation.stopped_early,
            )
            self._kept = _Kept(result, request, run)
        elif self._kept is not None and self._kept.request.mixture is not request.mixture:
            self._kept = None
        self.changed.emit()

    @Slot(object)
    def _on_finished(self, written: ExportResult) -> None:
        result = self._writing() if self._writing is not None else None
        if result is not None:
            self._written.add(result)
        self._task = None
        self.finished.emit(written)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._task = None
        self.failed.emit(core_words(str(error)))

    @Slot()
    def _on_ended(self) -> None:
        # neither done nor failed: given up
        if self._task is not None:
            self._task = None
            self.cancelled.emit()

    @Slot(object)
    def _on_search_failed(self, error: object) -> None:
        self.clipping_failed.emit(core_words(str(error)))


class _Work:
    def __init__(
        self, work: Callable[[Material, ExportChoice, Progress | None], Any], material: Material, choice: ExportChoice
    ) -> None:
        self._work, self._material, self._choice = work, material, choice

    def __call__(self, report: Report) -> Any:
        def progress(done: int, total: int) -> None:
            if not report(done / max(1, total)):
                raise JobCancelled("cancelled")

        return self._work(self._material, self._choice, progress)
