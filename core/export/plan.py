"""Which files an export will write, under which names, and whether the folder can take them.

Owns what is checked before any time is spent. Writes nothing and looks at no samples.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.annotation.model import Annotation, Source
from core.audio import Mixture
from core.errors import ExportError
from core.export.choice import RESIDUAL, RESIDUAL_TO, ExportChoice, Material
from core.export.formats import SoundForm, check_form
from core.export.labels import ACTIVITY_NAME, shifted, sources_with_notes
from core.export.naming import (
    LONGEST_NAME_BYTES,
    check_template,
    fill_template,
    name_limit,
    safe_file_name,
    safe_file_names,
)
from core.export.outcome import ExportPlan, Kind, PlannedFile
from core.export.rendering import files_that_sum

REPORT_NAME = "report.json"

_SPARE_DISK_BYTES = 16 * 2**20


@dataclass(frozen=True)
class _Context:
    """What a plan is made from; no stems."""

    mixture: Mixture
    sources: tuple[Source, ...]
    annotation: Annotation
    engine: str
    version: str
    reports: bool


def plan_export(material: Material, choice: ExportChoice) -> ExportPlan:
    """Return what :func:`core.export.export` is going to write.

    Raises
    ------
    ExportError
        The choice cannot be carried out; the message says what to change.
    """
    run = material.run
    return _plan(
        _Context(
            material.mixture,
            material.sources,
            material.annotation,
            run.engine if run is not None else "",
            material.version_name,
            run is not None,
        ),
        choice,
    )


def plan_before(mixture: Mixture, annotation: Annotation, choice: ExportChoice, engine: str = "") -> ExportPlan:
    """Return what an export of a separation would write that is still to be run; errors as :func:`plan_export`."""
    return _plan(_Context(mixture, annotation.sources, annotation, engine, "", True), choice)


def as_float(choice: ExportChoice) -> ExportChoice:
    """Return the choice as it is carried out where samples beyond full scale shall be kept: 32-bit float WAV."""
    return replace(choice, container="wav", bits="32f")


def chosen_span(mixture: Mixture, choice: ExportChoice) -> tuple[int, int]:
    """Return the samples that are to be written; raises ExportError where there are none."""
    start, stop = choice.span if choice.span is not None else (0, mixture.length)
    if mixture.length == 0:
        raise ExportError("the song has no samples, so there is nothing to export; open another song")
    if not 0 <= start < stop <= mixture.length:
        raise ExportError(
            f"the selection from {start / mixture.rate:.3f} s to {stop / mixture.rate:.3f} s is not inside the song, "
            "or is empty; select a part of the song"
        )
    return start, stop


def _plan(context: _Context, choice: ExportChoice) -> ExportPlan:
    start, stop = chosen_span(context.mixture, choice)
    form = SoundForm(choice.container, choice.bits, context.mixture.rate, context.mixture.channels, stop - start)
    check_form(form)
    sounds, bases = _sounds(context, choice)
    others = _others(context, choice, sounds, bases)
    files = (*sounds, *others)
    if not files:
        raise ExportError("nothing is chosen for the export; choose at least one stem")
    copies = 2 if choice.dawproject else 1
    total = form.expected_bytes * len(sounds) * copies
    contents = [file.source_ids for file in sounds]
    nulls = files_that_sum(contents, [*(source.id for source in context.sources), RESIDUAL]) is not None
    names = [file.file for file in files]
    try:
        _check_targets(choice.folder, names, context.mixture)
        _check_space(choice.folder, total)
        if choice.clipping == "float" and choice.bits != "32f":
            names += [file.file for file in _sounds(context, as_float(choice))[0]]
        existing = tuple(name for name in dict.fromkeys(names) if os.path.lexists(choice.folder / name))
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "no folder can have this name"
        raise ExportError(
            f"{choice.folder}: the stems cannot be written there ({words}); choose another folder"
        ) from error
    return ExportPlan(files, total, existing, nulls)


# sound files


def _sounds(context: _Context, choice: ExportChoice) -> tuple[tuple[PlannedFile, ...], Mapping[str, str]]:
    """Return the sound files, and the names without extension of all sources by their ids."""
    given_to = _residual_target(context.sources, choice)
    titles = [*(source.name for source in context.sources), *(group.name for group in choice.groups), RESIDUAL]
    # all are named, so that a stem has the same name whatever else is chosen
    names = _base_names(context, choice, titles)
    chosen = {source.id for source in context.sources} if choice.stems is None else set(choice.stems)
    _check_known(chosen, context.sources)
    files = []
    for source, name in zip(context.sources, names, strict=False):
        if source.id in chosen:
            held = (source.id, RESIDUAL) if source.id == given_to else (source.id,)
            files.append(PlannedFile("stem", name, held, source.name, source.colour))
    for group, name in zip(choice.groups, names[len(context.sources) :], strict=False):
        _check_known(set(group.source_ids) - {RESIDUAL}, context.sources)
        ids = _content(group.source_ids, context.sources, given_to)
        if not ids:
            raise ExportError(f"the group {group.name!r} is empty; choose the stems that it adds up")
        files.append(PlannedFile("group", name, ids, group.name))
    if choice.residual == "file":
        files.append(PlannedFile("residual", names[-1], (RESIDUAL,), RESIDUAL))
    bases = {source.id: name for source, name in zip(context.sources, names, strict=False)}
    return tuple(replace(file, file=f"{file.file}.{choice.container}") for file in files), bases


def _residual_target(sources: Sequence[Source], choice: ExportChoice) -> str | None:
    """Return the id of the source that gets the residual."""
    if choice.residual in ("file", "leave_out"):
        return None
    if not choice.residual.startswith(RESIDUAL_TO):
        raise ExportError(f"{choice.residual!r} is no way to treat the residual; use file, leave_out or to:SOURCE")
    source_id = choice.residual.removeprefix(RESIDUAL_TO)
    _check_known({source_id}, sources)
    return source_id


def _content(ids: Sequence[str], sources: Sequence[Source], given_to: str | None) -> tuple[str, ...]:
    """Return what a group holds, in the order of the sources, the residual last."""
    held = set(ids)
    if given_to is not None:
        held = held - {RESIDUAL} | ({RESIDUAL} if given_to in held else set())
    return tuple(one for one in (*(source.id for source in sources), RESIDUAL) if one in held)


def _check_known(ids: set[str], sources: Sequence[Source]) -> None:
    unknown = ids - {source.id for source in sources}
    if unknown:
        names = ", ".join(source.name for source in sources)
        raise ExportError(f"the separation has no stem {min(unknown)!r}; it has {names}")


def _base_names(context: _Context, choice: ExportChoice, titles: Sequence[str]) -> tuple[str, ...]:
    """Return the name without extension of every title; the last one, the residual, has the first choice."""
    check_template(choice.template)
    count = len(titles)
    common = {
        "song": song_name(context.mixture),
        "count": str(count),
        "engine": context.engine,
        "version": context.version,
        "date": time.strftime("%Y-%m-%d"),
        "bits": choice.bits,
        "rate": str(context.mixture.rate),
    }
    filled = [
        fill_template(choice.template, {**common, "source": title, "number": str(number).zfill(len(str(count)))})
        for number, title in enumerate(titles, start=1)
    ]
    limit = name_limit(choice.folder)
    names = safe_file_names([filled[-1], *filled[:-1]], limit=limit)
    return (*names[1:], names[0])


def song_name(mixture: Mixture) -> str:
    """Return what the song is called in names of files."""
    return mixture.path.stem if mixture.path is not None else "song"


# files beside the sound


def _others(
    context: _Context, choice: ExportChoice, sounds: Sequence[PlannedFile], bases: Mapping[str, str]
) -> tuple[PlannedFile, ...]:
    song = safe_file_name(song_name(context.mixture), min(name_limit(choice.folder), LONGEST_NAME_BYTES))
    kinds: list[tuple[bool, Kind, str]] = [
        (choice.reaper, "reaper", f"{song}.rpp"),
        (choice.dawproject, "dawproject", f"{song}.dawproject"),
    ]
    files = [PlannedFile(kind, name) for wanted, kind, name in kinds if wanted and sounds]
    ids = {source_id for file in sounds for source_id in file.source_ids} or {s.id for s in context.sources}
    with_notes = sources_with_notes(shifted(context.annotation, choice.span)) & ids if choice.midi else frozenset()
    files += [
        PlannedFile("midi", f"{bases[source.id]}.mid", (source.id,), source.name, source.colour)
        for source in context.sources
        if source.id in with_notes
    ]
    labelled = tuple(source.id for source in context.sources if source.id in ids)
    files += [PlannedFile("labels", f"{ACTIVITY_NAME}.{suffix}", labelled) for suffix in sorted(choice.labels)]
    if choice.report and context.reports and (sounds or files):
        files.append(PlannedFile("report", REPORT_NAME))
    return tuple(files)


# folder


def _check_targets(folder: Path, names: Sequence[str], mixture: Mixture) -> None:
    whole = folder.absolute()
    nearest = next(path for path in (whole, *whole.parents) if path.exists())
    if not nearest.is_dir():
        raise ExportError(f"{nearest}: is a file, not a folder; choose another folder for the stems")
    song = mixture.path if mixture.path is not None and mixture.path.exists() else None
    for name in names:
        path = folder / name
        if path.is_dir():
            raise ExportError(f"{path}: is a folder where a file would be written; choose another folder")
        if song is not None and path.exists() and path.samefile(song):
            raise ExportError(f"{path}: is the song itself and would be overwritten; choose another folder")


def _check_space(folder: Path, needed: int) -> None:
    whole = folder.absolute()
    nearest = next(path for path in (whole, *whole.parents) if path.is_dir())
    free = shutil.disk_usage(nearest).free
    if needed + _SPARE_DISK_BYTES > free:
        raise ExportError(
            f"{folder}: the stems need {needed / 1e6:.0f} MB and the disk has {free / 1e6:.0f} MB free; "
            "free space or choose another disk"
        )
