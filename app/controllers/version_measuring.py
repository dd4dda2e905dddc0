"""Figures of one version, for the comparison.

Owns what is measured on the io lane; knows no window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app.bridge import Report
from app.controllers.separation import Separated
from core.annotation.model import Annotation
from core.audio import Audio, read_mixture
from core.errors import JobCancelled
from core.versions import reference_figures, version_figures

_LOADED, _HEARD = 0.3, 0.5


class ReadingReferences:
    """Reads the true sounds of the sources."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = dict(paths)

    def __call__(self, report: Report) -> dict[str, Audio]:
        """Return them by source id."""
        found: dict[str, Audio] = {}
        for number, (source_id, path) in enumerate(self._paths.items()):
            if not report(number / len(self._paths)):
                raise JobCancelled("cancelled")
            found[source_id] = read_mixture(Path(path))
        return found


class Measuring:
    """Measures a version, whose stems are at hand or are to be loaded."""

    def __init__(
        self,
        version_id: int,
        stems: Separated | Callable[[Report], Separated],
        annotation: Annotation,
        references: Mapping[str, Audio],
    ) -> None:
        self._version_id, self._stems = version_id, stems
        self._annotation, self._references = annotation, references

    def __call__(self, report: Report) -> tuple[int, dict[str, float]]:
        """Return the id and every figure that can be had."""
        stems = self._stems
        separated = stems if isinstance(stems, Separated) else stems(_Part(report, 0.0, _LOADED))
        result, mixture = separated.result, separated.request.mixture
        figures = version_figures(result, mixture, self._annotation, _Part(report, _LOADED, _HEARD))
        there = {source_id for source_id, _stem in result.stems}
        references = {key: audio for key, audio in self._references.items() if key in there}
        if references:
            figures |= reference_figures(result, mixture, references, _Part(report, _HEARD, 1.0))
        return self._version_id, figures


class _Part:
    """A part of the whole way."""

    def __init__(self, report: Report, start: float, stop: float) -> None:
        self._report, self._start, self._stop = report, start, stop

    def __call__(self, share: float) -> bool:
        return self._report(self._start + share * (self._stop - self._start))
