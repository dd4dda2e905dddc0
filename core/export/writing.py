"""An export from the first sample to the last move: every file, or none.

Owns the order of the work: look for clipping where the choice depends on it, write everything into a hidden folder,
read it back, then move it into place. What each step does is in the files beside this one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile

from core.compute import cores
from core.errors import ExportError
from core.export.choice import ExportChoice, Material, Progress, Tags
from core.export.clipping import decibels_to_turn_down, scan
from core.export.extras import write_extras
from core.export.formats import SoundForm
from core.export.null_test import Rests, check_files
from core.export.outcome import ExportPlan, ExportResult, NullTest, PlannedFile, WrittenFile
from core.export.plan import REPORT_NAME, as_float, chosen_span, plan_export
from core.export.quantizing import BLOCK
from core.export.rendering import RenderedBlock, Rendering
from core.export.report import write_report
from core.export.song_facts import SongFacts, song_facts
from core.export.sound_file import bring_to_disk, open_writer
from core.export.staging import move_into_place, staging_folder

_SOFTWARE = "Stembrush"
_LONGEST_TAG = 1000
_THREADS = 4
# the most from which glibc learns
_KEPT_BYTES = 31 * 2**20


def export(material: Material, choice: ExportChoice, progress: Progress | None = None) -> ExportResult:
    """Write what the choice asks for; files of the same names are replaced, all others left alone.

    Parameters
    ----------
    material : Material
    choice : ExportChoice
    progress : callable, optional
        Called with steps done and in total; what it raises ends the export and leaves nothing.

    Returns
    -------
    ExportResult

    Raises
    ------
    ExportError
        As :func:`core.export.plan_export`; or the disk cannot take the files, or what is on it is not what was
        written. Nothing of the export is left behind then, and what was in the folder before is as it was.
    """
    started = time.perf_counter()
    plan_export(material, choice)
    _keep_freed_memory()
    choice, turned_down_db, phases = _settled(material, choice, _Phases(progress))
    plan = plan_export(material, choice)
    span = chosen_span(material.mixture, choice)
    rendering = Rendering(material, plan.sounds, choice.bits, span, turned_down_db)
    facts = song_facts(material.mixture)
    tags = _tags(material, choice, facts)
    try:
        with staging_folder(choice.folder) as staging:
            forms = [_form(material, choice, rendering, facts, tags, file) for file in plan.sounds]
            written, null = _write_sounds(staging, plan, rendering, forms, phases)
            write_extras(staging, material, replace(choice, tags=tags), plan.files, span)
            others = [WrittenFile(f.kind, f.file, f.source_ids, f.name) for f in plan.files if not f.is_sound]
            files = (*written, *others)
            report = {}
            if REPORT_NAME in (file.file for file in plan.files):
                listed = [file for file in files if file.kind != "report"]
                seconds = time.perf_counter() - started
                report = write_report(staging, material, choice, listed, null, turned_down_db, tags, seconds)
            for file in others:
                bring_to_disk(staging / file.file)
            move_into_place(staging, choice.folder, [file.file for file in files])
    except (OSError, soundfile.SoundFileError) as error:
        raise _in_words(choice.folder, error) from error
    return ExportResult(choice.folder, files, null, turned_down_db, report, choice.container, choice.bits)


def _keep_freed_memory() -> None:
    """Let memory that is given back stay with the program for a while.

    glibc returns freed blocks to the system, and getting the same ones page by page again for every block of sound
    takes more time than what is computed in them. After a large one it keeps as much (mallopt(3), M_MMAP_THRESHOLD).
    Elsewhere this does nothing.
    """
    np.empty(_KEPT_BYTES, np.uint8)


@dataclass
class _Phases:
    """Passes over the samples as one progress."""

    progress: Progress | None
    count: int = 2
    current: int = 0

    def next(self, length: int) -> Callable[[int], None]:
        """Return what the next pass tells the samples that it has done."""
        before, total = self.current * length, self.count * length
        self.current += 1

        def tell(done: int) -> None:
            if self.progress is not None:
                self.progress(before + done, total)

        return tell


def _settled(material: Material, choice: ExportChoice, phases: _Phases) -> tuple[ExportChoice, float, _Phases]:
    """Return the choice as it is carried out, and by how many dB everything is turned down."""
    if choice.clipping == "clip" or choice.bits == "32f":
        return choice, 0.0, phases
    plan = plan_export(material, choice)
    rendering = Rendering(material, plan.sounds, choice.bits, chosen_span(material.mixture, choice))
    phases.count += 1
    tell = phases.next(rendering.length)
    found = scan(rendering, lambda done, total: tell(done))
    if not found.clipped:
        return choice, 0.0, phases
    if choice.clipping == "float":
        return as_float(choice), 0.0, phases
    return choice, decibels_to_turn_down(rendering, found.peak), phases


def _tags(material: Material, choice: ExportChoice, facts: SongFacts) -> Tags:
    """Return the tags of the choice, those of the song where it says nothing."""
    own, given = facts.tags, choice.tags
    title = given.title or own.title or (material.mixture.path.stem if material.mixture.path is not None else "")
    return Tags(
        _plain(title),
        _plain(given.artist or own.artist),
        _plain(given.album or own.album),
        _plain(given.comment or own.comment),
        _plain(given.track_number or own.track_number),
    )


def _plain(words: str) -> str:
    """Return words that every container can hold: no control characters, valid text, not too long."""
    valid = words.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else " " for letter in valid)[:_LONGEST_TAG].strip()


def _form(
    material: Material, choice: ExportChoice, rendering: Rendering, facts: SongFacts, tags: Tags, file: PlannedFile
) -> SoundForm:
    song, name = material.mixture, _plain(file.name)
    words = {
        "title": f"{tags.title} ({name})" if tags.title else name,
        "artist": tags.artist,
        "album": tags.album,
        "comment": tags.comment,
        "tracknumber": tags.track_number,
        "software": _SOFTWARE,
    }
    broadcast = b""
    if facts.broadcast is not None and choice.container == "wav":
        moved = facts.broadcast.moved(choice.span[0] if choice.span is not None else 0)
        broadcast = moved.coded(song.rate, song.channels, choice.bits).encode()
    return SoundForm(
        choice.container,
        choice.bits,
        song.rate,
        song.channels,
        rendering.length,
        words,
        broadcast,
        facts.channel_mask,
    )


def _write_sounds(
    staging: Path, plan: ExportPlan, rendering: Rendering, forms: Sequence[SoundForm], phases: _Phases
) -> tuple[list[WrittenFile], NullTest | None]:
    """Write all sound files side by side, bring them to the disk, and read them back."""
    if not plan.sounds:
        return [], None
    paths = [staging / file.file for file in plan.sounds]
    totals, rests = [_Totals() for _ in paths], Rests()
    tell = phases.next(rendering.length)
    with ExitStack() as stack:
        writers = [stack.enter_context(open_writer(path, form)) for path, form in zip(paths, forms, strict=True)]

        def write(rendered: RenderedBlock) -> None:
            writers[rendered.file].write(rendered.quantized.words)
            totals[rendered.file].add(rendered)

        # within the writers: no thread must be at work on a file when it is closed
        pool = stack.enter_context(_pool())
        for block in range(rendering.blocks):
            blocks = list(rendering.render(block, pool.map))
            _wait_for(pool.map(write, blocks))
            for rest in (rendered.rest for rendered in blocks if rendered.rest is not None):
                rests.add(rest)
            rendering.release(block)
            tell(min(rendering.length, (block + 1) * BLOCK))
    with _pool() as pool:
        _wait_for(pool.map(bring_to_disk, paths))
        names = [file.file for file in plan.sounds]
        check_files(writers, names, rendering.length, phases.next(rendering.length), pool.map)
    facts = zip(plan.sounds, totals, rendering.dithered, strict=True)
    return [
        WrittenFile(file.kind, file.file, file.source_ids, file.name, total.peak, total.limited, dithered, total.error)
        for file, total, dithered in facts
    ], rests.null_test(rendering)


@dataclass
class _Totals:
    """What is known of a file when it is written."""

    peak: float = 0.0
    error: float = 0.0
    limited: int = 0

    def add(self, rendered: RenderedBlock) -> None:
        self.peak = max(self.peak, rendered.peak)
        self.error = max(self.error, rendered.error)
        self.limited += rendered.quantized.limited


def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(_THREADS, cores()), "export")


def _wait_for(work: Iterable[None]) -> None:
    for _ in work:
        pass


def _in_words(folder: Path, error: Exception) -> ExportError:
    if isinstance(error, FileNotFoundError) and not folder.is_dir():
        return ExportError(
            f"{folder}: the folder was removed while the stems were written; choose one that stays, and export again"
        )
    words = getattr(error, "strerror", None) or "is the disk full?"
    return ExportError(
        f"{folder}: the stems cannot be written ({words}); free space on the disk or choose another folder"
    )
