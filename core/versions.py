"""The figures by which versions of a separation are compared.

Owns their names and what they are measured on. Two kinds: those that need nothing but the song and what is painted, and
those that need the true sources. Changes nothing and stores nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from core.annotation.model import Activity, Annotation
from core.audio import Audio
from core.engines.base import SeparationResult
from core.errors import JobCancelled
from core.evaluation import evaluate
from core.leakage import leakage_db
from core.levels import relative_level_db

GoOn = Callable[[float], bool]
"""Gets the share that is done, 0 to 1; returns False to give up."""

RESIDUAL_DB, LEAKAGE_DB = "residual_db", "leakage_db"
REFERENCE_MEASURES = ("sdr", "sir", "sar", "nsdr")


def _go_on(share: float) -> bool:
    return True


def version_figures(
    result: SeparationResult, mixture: Audio, annotation: Annotation, go_on: GoOn = _go_on
) -> dict[str, float]:
    """Measure a result where that needs no true sources.

    Parameters
    ----------
    result : SeparationResult
    mixture : Audio
        The song that was separated.
    annotation : Annotation
        Says where which source is silent.
    go_on : callable, optional

    Returns
    -------
    dict of str to float
        ``residual_db``, energy of the residual relative to the song; ``leakage.<source id>`` for every stem of which
        something is labelled silent, see :func:`core.leakage.leakage_db`, and their mean ``leakage_db``. In dB. NaN
        for what has no meaning any more, which :meth:`core.project.project.Project.change_version` takes out.

    Raises
    ------
    JobCancelled
        ``go_on`` returned False.
    """
    parts = len(result.stems) + 1
    residual = relative_level_db(result.residual, mixture, lambda share: _told(go_on, share / parts))
    figures = {RESIDUAL_DB: np.nan if residual is None else residual}
    painted = {activity.source_id: activity for activity in annotation.activities}
    leaks = []
    for number, (source_id, stem) in enumerate(result.stems, 1):
        told = partial(_told, go_on, number / parts)
        leak = leakage_db(stem, mixture, painted.get(source_id, Activity(source_id)), told)
        told()
        figures[f"leakage.{source_id}"] = np.nan if leak is None else leak
        leaks += [] if leak is None else [leak]
    figures[LEAKAGE_DB] = float(np.mean(leaks)) if leaks else np.nan
    _told(go_on, 1.0)
    return figures


def reference_figures(
    result: SeparationResult, mixture: Audio, references: Mapping[str, Audio], go_on: GoOn = _go_on
) -> dict[str, float]:
    """Measure a result against the true sources, as far as they are known.

    Parameters
    ----------
    result : SeparationResult
    mixture : Audio
        The song that was separated.
    references : mapping of str to Audio
        By source id; other stems are not measured.
    go_on : callable, optional

    Returns
    -------
    dict of str to float
        ``sdr.<source id>``, ``sir.``, ``sar.`` and ``nsdr.`` of every reference, and the means ``sdr_db``, ``sir_db``,
        ``sar_db`` and ``nsdr_db``; see :func:`core.evaluation.evaluate`. In dB. NaN for what has no meaning.

    Raises
    ------
    EvaluationError
        A reference is of no stem, or there is none.
    JobCancelled
        ``go_on`` returned False.
    """

    def progress(done: int, total: int) -> None:
        _told(go_on, done / max(1, total))

    _told(go_on, 0.0)
    evaluation = evaluate(references, dict(result.stems), mixture, progress=progress)
    figures: dict[str, float] = {}
    for measure in REFERENCE_MEASURES:
        for score in evaluation.sources:
            value = getattr(score, measure)
            figures[f"{measure}.{score.name}"] = np.nan if value is None else value
        mean = evaluation.mean(measure)
        figures[f"{measure}_db"] = np.nan if mean is None else mean
    return figures


def _told(go_on: GoOn, share: float) -> bool:
    """Tell how far it is; raises JobCancelled where it is given up."""
    if not go_on(share):
        raise JobCancelled("cancelled")
    return True
