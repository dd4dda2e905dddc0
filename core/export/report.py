"""What the report beside the stems says of the files: formats, sums, limits, and how well they null.

Owns the words of ``report.json`` that are about the export; those about the run are in ``core.run_report``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from core.errors import ExportError
from core.export.choice import RESIDUAL_TO, ExportChoice, Material, Tags
from core.export.outcome import NullTest, WrittenFile
from core.export.plan import REPORT_NAME
from core.run_report import report_of


def write_report(
    staging: Path,
    material: Material,
    choice: ExportChoice,
    files: Sequence[WrittenFile],
    null: NullTest | None,
    turned_down_db: float,
    tags: Tags,
    seconds: float,
) -> dict[str, Any]:
    """Write the report and return it.

    Parameters
    ----------
    staging : Path
        Where it is written to.
    material : Material
        With a run.
    choice : ExportChoice
        As it was carried out.
    files : sequence of WrittenFile
        All but the report.
    null : NullTest or None
    turned_down_db : float
    tags : Tags
        As they stand in the files.
    seconds : float
        That the export took.
    """
    if material.run is None:
        raise ExportError("there is no report without a run")
    names = {source.id: source.name for source in material.sources}
    sounds = {kind: [file for file in files if file.kind == kind] for kind in ("stem", "group", "residual")}
    content = {
        "version_name": material.version_name,
        "format": choice.container,
        "bits": choice.bits,
        "dither": any(file.dithered for file in files),
        "span": list(choice.span) if choice.span is not None else None,
        "clipping": choice.clipping,
        "turned_down_db": turned_down_db,
        "template": choice.template,
        "tags": asdict(tags),
        "sources": [_sound(file) for file in sounds["stem"]],
        "groups": [
            {**_sound(file), "sources": [names.get(one, one) for one in file.source_ids]} for file in sounds["group"]
        ],
        "residual": _sound(sounds["residual"][0]) if sounds["residual"] else None,
        "residual_in": names.get(choice.residual.removeprefix(RESIDUAL_TO)),
        "null_test": {**asdict(null), "files": list(null.files)} if null is not None else None,
        "other_files": [file.file for file in files if file.kind not in sounds],
    }
    depth = {} if null is None else {"null_depth_db": null.depth_db}
    run = replace(material.run, seconds=material.run.seconds + seconds)
    report = report_of(run, material.mixture, content, depth)
    text = json.dumps(report, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (staging / REPORT_NAME).write_text(text, "utf-8", errors="replace")
    return report


def _sound(file: WrittenFile) -> Mapping[str, Any]:
    return {
        "name": file.name,
        "file": file.file,
        "peak": file.peak,
        "clipped_samples": file.clipped_samples,
        "dithered": file.dithered,
        "largest_error": file.largest_error,
    }
