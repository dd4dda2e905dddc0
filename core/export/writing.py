"""Files on disk: all of them, or none."""

from __future__ import annotations

from core.export.choice import ExportChoice, Material, Progress
from core.export.outcome import ExportResult, NullTest, WrittenFile
from core.export.stem_export import export_stems


def export(material: Material, choice: ExportChoice, progress: Progress | None = None) -> ExportResult:
    """Write the files."""
    written, report = export_stems(
        material.result,
        material.sources,
        material.mixture,
        choice.folder,
        container=choice.container,  # type: ignore[arg-type]
        bits=choice.bits,
        seed=material.seed,
        chosen=choice.stems,
        residual=choice.residual == "file",
        run=material.run if choice.report else None,
        progress=progress,
    )
    files = [WrittenFile("stem", f.file, (), f.name, f.peak, f.clipped_samples) for f in written.stems]
    if written.residual is not None:
        rest = written.residual
        files.append(WrittenFile("residual", rest.file, (), rest.name, rest.peak, rest.clipped_samples))
    depth = written.null_depth_db
    null = None if depth is None else NullTest(depth, 10.0 ** (depth / 20.0), None)
    return ExportResult(choice.folder, tuple(files), null, 0.0, report, choice.container, choice.bits)
