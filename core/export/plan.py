"""Which files an export will write."""

from __future__ import annotations

from core.export.choice import RESIDUAL, ExportChoice, Material
from core.export.outcome import ExportPlan, PlannedFile
from core.export.stem_export import REPORT_NAME
from core.export.stem_files import BYTES_PER_SAMPLE, check_format, safe_file_names


def plan_export(material: Material, choice: ExportChoice) -> ExportPlan:
    """Return what :func:`export` is going to write."""
    song = material.mixture
    check_format(choice.container, choice.bits, song.rate, song.channels)  # type: ignore[arg-type]
    names = safe_file_names([source.name for source in material.sources])
    files = [
        PlannedFile("stem", f"{name}.{choice.container}", (source.id,), source.name, source.colour)
        for source, name in zip(material.sources, names, strict=True)
        if choice.stems is None or source.id in choice.stems
    ]
    if choice.residual == "file":
        files.append(PlannedFile("residual", f"{RESIDUAL}.{choice.container}", (RESIDUAL,), RESIDUAL))
    size = len(files) * song.length * song.channels * BYTES_PER_SAMPLE[choice.bits]
    if choice.report and material.run is not None:
        files.append(PlannedFile("report", REPORT_NAME))
    existing = tuple(file.file for file in files if (choice.folder / file.file).exists())
    return ExportPlan(tuple(files), size, existing, choice.stems is None and choice.residual == "file")
