"""The report beside exported stems: how they were made.

Owns what is said of a run, of the guidance it had and of the memory it took, as values for JSON. Writes no files.
"""

from __future__ import annotations

import hashlib
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.annotation.model import Annotation, Example
from core.annotation.score import Score
from core.audio import Mixture
from core.engines.example_nmf.setting import setting_of

if TYPE_CHECKING:
    from core.annotation.alignment import Alignment


@dataclass(frozen=True)
class RunReport:
    """What the report says of the run that made the stems.

    Attributes
    ----------
    program : str
        Name and version of this program.
    engine, version : str
        Id and version of the engine.
    parameters : mapping
        Values of all its parameters.
    seed : int
    figures : mapping of str to float
        What the engine measured.
    seconds : float
        Time that the run took; the time of writing is added to it.
    warnings : tuple of str
    guidance : mapping
        What the user gave: files with their names and hashes, how the score was matched.
    stopped_early : bool
        Whether the run was ended by the user before it was done.
    """

    program: str
    engine: str
    version: str
    parameters: Mapping[str, Any]
    seed: int
    figures: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    guidance: Mapping[str, Any] = field(default_factory=dict)
    stopped_early: bool = False


def score_guidance(score: Score | None, alignment: Alignment | None) -> dict[str, Any]:
    """Return what a report says of the score: its file, its tracks, and how it was matched to the song."""
    if score is None:
        return {}
    known: dict[str, Any] = {
        "file": score.path.name if score.path else None,
        "sha256": hashlib.sha256(score.path.read_bytes()).hexdigest() if score.path and score.path.exists() else None,
        "tracks": [track.name for track in score.tracks],
        "aligned": alignment is not None,
    }
    if alignment is not None:
        known |= {
            "matched": alignment.matched,
            "kept_identity": alignment.kept_identity,
            "cost": alignment.cost,
        }
    return {"score": known}


def warp_guidance(annotation: Annotation) -> dict[str, Any]:
    """Return what a report says of the score of an annotation; see :func:`score_guidance`."""
    warp = annotation.warp
    if warp is None:
        return {}
    known: dict[str, Any] = {
        "file": warp.name or None,
        "tracks": [source.name for source in annotation.sources if source.id in warp.source_ids],
        "aligned": warp.cost is not None,
    }
    if warp.cost is not None:
        known |= {"matched": warp.matched, "cost": warp.cost, "anchors": len(warp.anchors)}
    return {"score": known}


def unguided(annotation: Annotation | None) -> dict[str, Any]:
    """Return what a report says where nothing was said of the song: neither what plays when nor how it sounds.

    Where it is not known what was said, None, it says nothing.
    """
    if annotation is None or annotation.notes or annotation.activities or annotation.regions:
        return {}
    if annotation.examples or annotation.dictionaries:
        return {}
    return {"nothing_said": True}


def annotation_guidance(
    annotation: Annotation, rate: int, length: int, parameters: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a report says of all that a song's annotation holds; see the functions for its parts."""
    return {**warp_guidance(annotation), **example_guidance(annotation, rate, length, parameters)}


def example_guidance(
    annotation: Annotation, rate: int, length: int, parameters: Mapping[str, Any], saved: Sequence[str] = ()
) -> dict[str, Any]:
    """Return what a report says of examples and dictionaries: whose they are, how long, and what there was to learn.

    Parameters
    ----------
    annotation : Annotation
    rate, length : int
        Of the song, in Hz and samples.
    parameters : mapping
        Of the run; its ``variant`` decides on the data setting.
    saved : sequence of str
        Names of files with dictionaries that the run has learnt.
    """
    if not annotation.examples and not annotation.dictionaries:
        return {"dictionaries_saved": list(saved)} if saved else {}
    names = {source.id: source.name for source in annotation.sources}
    setting = setting_of(annotation, rate, length, str(parameters.get("variant", "")))
    told: dict[str, Any] = {
        "data_setting": setting.kind.value,
        "files": [_example_facts(one, names, rate) for one in annotation.examples],
        "missing": [names.get(source_id, source_id) for source_id in setting.missing],
    }
    if annotation.dictionaries:
        told["dictionaries"] = [
            {"source": names.get(one.source_id, ""), "name": one.name, "columns": int(one.columns.shape[1])}
            for one in annotation.dictionaries
        ]
    return {"examples": told, **({"dictionaries_saved": list(saved)} if saved else {})}


def _example_facts(example: Example, names: Mapping[str, str], rate: int) -> dict[str, Any]:
    """Return what a report says of one example."""
    facts: dict[str, Any] = {
        "source": names.get(example.source_id, ""),
        "polarity": example.polarity.value,
        "file": example.name or None,
    }
    if example.audio is not None:
        facts["seconds"] = round(example.audio.duration_s, 3)
        if isinstance(example.audio, Mixture) and example.audio.sha256:
            facts["sha256"] = example.audio.sha256
    elif example.span is not None:
        facts["seconds"] = round((example.span[1] - example.span[0]) / rate, 3)
    if example.span is not None:
        facts["from_s"] = round(example.span[0] / rate, 3)
    return facts


def peak_memory_bytes() -> int:
    """Return the largest amount of memory that this process has held so far, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text("ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def report_of(
    run: RunReport, mixture: Mixture, written: Mapping[str, Any], figures: Mapping[str, float]
) -> dict[str, Any]:
    """Return a report, ready for JSON.

    Parameters
    ----------
    run : RunReport
    mixture : Mixture
    written : mapping
        What is to be said of the files.
    figures : mapping of str to float
        Measured on the files; those that are not finite become None.
    """
    return {
        "program": run.program,
        "engine": run.engine,
        "version": run.version,
        "parameters": dict(run.parameters),
        "seed": run.seed,
        "song": mixture.path.name if mixture.path else None,
        "sha256": mixture.sha256,
        "rate": mixture.rate,
        "channels": mixture.channels,
        "length": mixture.length,
        **written,
        "figures": {
            name: value if math.isfinite(value) else None for name, value in {**run.figures, **figures}.items()
        },
        "guidance": dict(run.guidance),
        "stopped_early": run.stopped_early,
        "warnings": list(run.warnings),
        "seconds": round(run.seconds, 3),
        "peak_memory_bytes": peak_memory_bytes(),
    }
