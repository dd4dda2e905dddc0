"""Measures as CSV and JSON.

Owns what the rows and keys are called. Measures nothing.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.annotation.file_writing import write_file
from core.evaluation.frames import MEASURES as FRAME_MEASURES
from core.evaluation.frames import FrameEvaluation
from core.evaluation.whole import Evaluation, EvaluationError

MEASURES = ("sdr", "nsdr", "sir", "sar", "si_sdr", "leakage_db", "mixture_sdr")


def messages_of(whole: Evaluation, frames: FrameEvaluation | None = None) -> tuple[str, ...]:
    """Return what was not measured or was assumed, each once."""
    return tuple(dict.fromkeys((*whole.messages, *(frames.messages if frames is not None else ()))))


def figures_of(whole: Evaluation, frames: FrameEvaluation | None = None) -> dict[str, Any]:
    """Return all measures as values for JSON; what has no value is None."""
    figures: dict[str, Any] = {
        "rate": whole.rate,
        "seconds": whole.seconds,
        "sources": [asdict(source) for source in whole.sources],
        "mean": {name: whole.mean(name) for name in MEASURES},
        "null_depth_db": whole.null_depth_db,
        "messages": list(messages_of(whole, frames)),
    }
    if frames is not None:
        figures["frames"] = {
            "rate": frames.rate,
            "window_s": frames.window_s,
            "times_s": frames.times_s.tolist(),
            "sources": [
                {
                    "name": source.name,
                    **{name: [_finite(value) for value in getattr(source, name).tolist()] for name in FRAME_MEASURES},
                    "median": {name: source.median(name) for name in FRAME_MEASURES},
                }
                for source in frames.sources
            ],
        }
    return figures


def write_evaluation(path: Path, whole: Evaluation, frames: FrameEvaluation | None = None) -> None:
    """Write all measures to a file of the kind that its suffix says: ``.csv`` or ``.json``.

    Raises
    ------
    EvaluationError
        The suffix is another.
    ExportError
        The file cannot be written; one that was there is left as it was.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".json"):
        raise EvaluationError(f"{path.name}: measures are written as .csv or .json; choose one of these endings")
    if suffix == ".json":
        text = json.dumps(figures_of(whole, frames), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    else:
        text = _csv(whole, frames)
    write_file(path, text.encode("utf-8", "replace"))


def _csv(whole: Evaluation, frames: FrameEvaluation | None) -> str:
    """Return one row per source and measure for the whole song (no time), then one per second."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["source", "measure", "start_s", "value_db"])
    for source in whole.sources:
        table.writerows([source.name, name, "", _cell(getattr(source, name))] for name in MEASURES)
    if frames is not None:
        for scores, name in itertools.product(frames.sources, FRAME_MEASURES):
            table.writerow([scores.name, f"{name}_v4_median", "", _cell(scores.median(name))])
        for scores, name in itertools.product(frames.sources, FRAME_MEASURES):
            values = zip(frames.times_s.tolist(), getattr(scores, name).tolist(), strict=True)
            table.writerows([scores.name, f"{name}_v4", f"{at:.3f}", _cell(_finite(value))] for at, value in values)
    return text.getvalue()


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
