"""The files of an export beside the sound and the report: sessions, notes, labels.

Owns which writer gets what. They write into the folder of unfinished files, with the names that they will have.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.errors import ExportError
from core.export.choice import ExportChoice, Material
from core.export.outcome import PlannedFile


def write_extras(
    staging: Path, material: Material, choice: ExportChoice, files: Sequence[PlannedFile], span: tuple[int, int]
) -> None:
    """Write what of ``files`` is neither sound nor report.

    Parameters
    ----------
    staging : Path
        Has the sound files already.
    material : Material
    choice : ExportChoice
        As it is carried out.
    files : sequence of PlannedFile
        All of the plan.
    span : (int, int)
        Samples of the song that are exported.

    Raises
    ------
    ExportError
        A file cannot be written; the message names the folder that the user chose.
    """
    try:
        for file in files:
            if file.kind in ("reaper", "dawproject"):
                _write_session(staging, file, material, choice, files)
            elif file.kind in ("midi", "labels"):
                _write_annotation(staging / file.file, file, material, span)
    except ExportError as error:
        raise ExportError(str(error).replace(str(staging), str(choice.folder))) from error


def _write_session(
    staging: Path, file: PlannedFile, material: Material, choice: ExportChoice, files: Sequence[PlannedFile]
) -> None:
    from core.export.dawproject import write_dawproject
    from core.export.reaper import write_reaper
    from core.export.sessions import session_content

    content = session_content(material, choice, files)
    if file.kind == "reaper":
        write_reaper(staging / file.file, content)
    else:
        write_dawproject(staging / file.file, content, staging)


def _write_annotation(path: Path, file: PlannedFile, material: Material, span: tuple[int, int]) -> None:
    from core.export.labels import shifted, write_labels, write_source_midi

    rate, annotation = material.mixture.rate, shifted(material.annotation, span)
    sources = tuple(source for source in material.sources if source.id in file.source_ids)
    if file.kind == "midi":
        write_source_midi(path, annotation, sources[0], rate)
    else:
        write_labels(path, annotation, sources, rate, span[1] - span[0])
