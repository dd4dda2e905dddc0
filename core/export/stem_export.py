"""Stems on disk: all of them, or none.

Owns the writing of a separation's stems and their report: at the mixture's rate, channels and length, without any
normalisation, first into a folder of its own beside the targets and then moved into place, so that no half files are
seen whatever goes wrong. How samples become a file is in ``stem_files``.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from core.annotation.model import Source
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.errors import ExportError
from core.export.stem_files import (
    BLOCK,
    BYTES_PER_SAMPLE,
    Bits,
    Container,
    StemWriter,
    check_format,
    lies_on_grid,
    safe_file_names,
)
from core.run_report import RunReport, report_of
from core.scratch import release

REPORT_NAME = "report.json"
RESIDUAL_NAME = "residual"
EXACT_NULL_DB = -300.0
"""Null depth of stems that sum to the mixture without any error."""

_SPARE_DISK_BYTES = 16 * 2**20
_FLAC_SHARE = 0.7
# an engine's stems and residual add up to the mixture but for the rounding of float32
_ROUNDING = 1e-5

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class StemFile:
    """A written stem.

    Attributes
    ----------
    name : str
        Of the source, or ``residual``.
    file : str
        Name in the folder.
    peak : float
        Largest magnitude, full scale is 1.
    clipped_samples : int
        Samples that were beyond full scale and are limited to it in the file.
    """

    name: str
    file: str
    peak: float
    clipped_samples: int


@dataclass(frozen=True)
class ExportResult:
    """What an export wrote.

    Attributes
    ----------
    folder : Path
    stems : tuple of StemFile
        In the order of the sources.
    residual : StemFile or None
    null_depth_db : float or None
        Energy of mixture minus all written files over that of the mixture, in dB; ``EXACT_NULL_DB`` where nothing is
        left, None where not all stems were written.
    """

    folder: Path
    stems: tuple[StemFile, ...]
    residual: StemFile | None
    null_depth_db: float | None

    @property
    def clipped_samples(self) -> int:
        """Clipped samples of all files."""
        files = (*self.stems, self.residual) if self.residual else self.stems
        return sum(file.clipped_samples for file in files)


def planned_files(sources: Sequence[Source], container: Container = "wav") -> tuple[str, ...]:
    """Return the names of the files that an export of all sources writes, residual and report last."""
    names = safe_file_names([source.name for source in sources], reserved=(RESIDUAL_NAME,))
    return (*(f"{name}.{container}" for name in names), f"{RESIDUAL_NAME}.{container}", REPORT_NAME)


def export_stems(
    result: SeparationResult,
    sources: Sequence[Source],
    mixture: Mixture,
    folder: Path,
    *,
    container: Container = "wav",
    bits: Bits = "24",
    seed: int = 0,
    chosen: Collection[str] | None = None,
    residual: bool = True,
    run: RunReport | None = None,
    progress: Progress | None = None,
) -> tuple[ExportResult, dict[str, Any]]:
    """Write stems, residual and report; files of the same names are replaced, all others left alone.

    The residual takes up the rounding of the stems, so that the files sum to the mixture as exactly as the format
    allows. Dither is added only to stems that lose bits.

    Parameters
    ----------
    result : SeparationResult
    sources : sequence of Source
        Names of the stems.
    mixture : Mixture
    folder : Path
        Made where it does not exist.
    container, bits : str
        ``wav`` or ``flac``; ``16``, ``24`` or ``32f``.
    seed : int
        Of the dither.
    chosen : collection of str, optional
        Ids of the sources to write; all of them without it.
    residual : bool
        Write the residual, too.
    run : RunReport, optional
        Without it no report is written.
    progress : callable, optional
        Called with samples done and in total; what it raises ends the export and leaves nothing.

    Returns
    -------
    ExportResult
    dict
        The report as written, ready for JSON; empty without ``run``.

    Raises
    ------
    ExportError
        The folder or disk cannot take the files, or the stems cannot be written; nothing is left behind.
    """
    started = time.perf_counter()
    check_format(container, bits, mixture.rate, mixture.channels)
    file_names = dict(zip((s.id for s in sources), planned_files(sources, container), strict=False))
    names = {source.id: source.name for source in sources}
    stems = [(source_id, audio) for source_id, audio in result.stems if chosen is None or source_id in chosen]
    residual_file = f"{RESIDUAL_NAME}.{container}"
    targets = [file_names[source_id] for source_id, _ in stems] + ([residual_file] if residual else [])
    _check_targets(folder, [*targets, REPORT_NAME] if run is not None else targets, mixture)
    try:
        with _staging(folder) as staging, ExitStack() as stack:
            _check_space(folder, staging, len(targets), mixture, container, bits)

            def writer(file: str, label: str, index: int, on_grid: bool) -> StemWriter:
                dither = None if on_grid else np.random.default_rng([seed, index])
                form = (mixture.rate, mixture.channels, mixture.length, container, bits)
                return stack.enter_context(StemWriter(staging / file, label, *form, dither))

            writers = [
                writer(file_names[source_id], names[source_id], index, lies_on_grid(audio.samples, bits))
                for index, (source_id, audio) in enumerate(stems)
            ]
            rest = None
            if residual:
                rest = writer(residual_file, RESIDUAL_NAME, len(stems), lies_on_grid(mixture.samples, bits))
            all_written = residual and len(stems) == len(result.stems)
            error, energy = _write_blocks(mixture, [audio for _, audio in stems], result, writers, rest, progress)
            stack.close()
            written = ExportResult(
                folder,
                tuple(
                    StemFile(names[source_id], file_names[source_id], w.peak, w.clipped_samples)
                    for (source_id, _), w in zip(stems, writers, strict=True)
                ),
                StemFile(RESIDUAL_NAME, residual_file, rest.peak, rest.clipped_samples) if rest else None,
                _decibels(error, energy) if all_written else None,
            )
            report: dict[str, Any] = {}
            if run is not None:
                whole = replace(run, seconds=run.seconds + time.perf_counter() - started)
                report = _write_report(staging, whole, mixture, written, container, bits)
                targets.append(REPORT_NAME)
            _move_into_place(staging, folder, targets)
    except (OSError, soundfile.SoundFileError) as error_of_system:
        words = getattr(error_of_system, "strerror", None) or "is the disk full?"
        raise ExportError(
            f"{folder}: the stems cannot be written ({words}); free space on the disk or choose another folder"
        ) from error_of_system
    return written, report


def _write_report(
    staging: Path, run: RunReport, mixture: Mixture, written: ExportResult, container: Container, bits: Bits
) -> dict[str, Any]:
    depth = {} if written.null_depth_db is None else {"null_depth_db": written.null_depth_db}
    files = {
        "format": container,
        "bits": bits,
        "sources": [asdict(stem) for stem in written.stems],
        "residual": asdict(written.residual) if written.residual else None,
    }
    report = report_of(run, mixture, files, depth)
    text = json.dumps(report, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (staging / REPORT_NAME).write_text(text, "utf-8", errors="replace")
    return report


def check_export(sources: Sequence[Source], mixture: Mixture, folder: Path, *, bits: Bits = "24") -> None:
    """Raise ExportError where an export of all stems as WAV is bound to fail, before any time is spent on them.

    Parameters
    ----------
    sources, mixture, folder, bits
        As for :func:`export_stems`.
    """
    try:
        _check_targets(folder, planned_files(sources), mixture)
        nearest = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())
        _check_space(folder, nearest, len(sources) + 1, mixture, "wav", bits)
    except OSError as error:
        raise ExportError(
            f"{folder}: the stems cannot be written there ({error.strerror}); choose another folder"
        ) from error


def _write_blocks(
    mixture: Mixture,
    stems: Sequence[Audio],
    result: SeparationResult,
    writers: Sequence[StemWriter],
    residual: StemWriter | None,
    progress: Progress | None,
) -> tuple[float, float]:
    """Write all files side by side; return the energy of what they lack of the mixture, and of the mixture."""
    error = energy = 0.0
    for start in range(0, mixture.length, BLOCK):
        part = slice(start, start + BLOCK)
        left = mixture.samples[:, part].astype(np.float64)
        energy += _energy(left)
        lost = np.zeros_like(left)
        for audio, writer in zip(stems, writers, strict=True):
            block = audio.samples[:, part]
            kept = writer.write(block)
            lost += block - kept
            left -= kept
        if residual is not None:
            rest = result.residual.samples[:, part] + lost
            if len(stems) == len(result.stems) and np.max(np.abs(rest - left), initial=0.0) <= _ROUNDING:
                rest = left.copy()
            left -= residual.write(rest)
        error += _energy(left)
        for samples in (mixture.samples, result.residual.samples, *(audio.samples for audio in stems)):
            release(samples, start, start + BLOCK)
        if progress is not None:
            progress(min(mixture.length, start + BLOCK), mixture.length)
    return error, energy


def _energy(samples: NDArray[np.float64]) -> float:
    return float(np.einsum("cn,cn->", samples, samples))


def _decibels(error: float, energy: float) -> float:
    if error <= 0.0:
        return EXACT_NULL_DB
    return max(EXACT_NULL_DB, 10.0 * math.log10(error / energy)) if energy > 0.0 else 0.0


# folder


def _check_targets(folder: Path, targets: Sequence[str], mixture: Mixture) -> None:
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder}: is a file, not a folder; choose another folder for the stems")
    for target in targets:
        path = folder / target
        if path.is_dir():
            raise ExportError(f"{path}: is a folder where a stem would be written; choose another folder")
        if mixture.path is not None and path.exists() and mixture.path.exists() and path.samefile(mixture.path):
            raise ExportError(f"{path}: is the song itself and would be overwritten; choose another folder")


def _check_space(folder: Path, place: Path, files: int, mixture: Mixture, container: Container, bits: Bits) -> None:
    needed = files * mixture.length * mixture.channels * BYTES_PER_SAMPLE[bits]
    if container == "flac":
        needed = round(needed * _FLAC_SHARE)
    free = shutil.disk_usage(place).free
    if needed + _SPARE_DISK_BYTES > free:
        raise ExportError(
            f"{folder}: the stems need {needed / 1e6:.0f} MB and the disk has {free / 1e6:.0f} MB free; "
            "free space or choose another disk"
        )


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """Make a folder for unfinished files in ``folder``; on leaving it is gone, as is ``folder`` if new and empty."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    staging: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".stembrush-", dir=folder))
        yield staging
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)
        with suppress(OSError):
            for path in made:
                path.rmdir()


def _move_into_place(staging: Path, folder: Path, names: Sequence[str]) -> None:
    """Move finished files over those of the same names: all, or none when one cannot be replaced.

    An interrupt waits until all have moved.
    """
    before = staging / "before"
    before.mkdir()
    interrupt: KeyboardInterrupt | None = None
    moved: list[str] = []
    while len(moved) < len(names):
        name = names[len(moved)]
        try:
            if (folder / name).exists() and (staging / name).exists():
                os.replace(folder / name, before / name)
            if (staging / name).exists():
                os.replace(staging / name, folder / name)
            moved.append(name)
        except KeyboardInterrupt as error:
            interrupt = error
        except OSError:
            for undone in (*moved, name):
                if (before / undone).exists():
                    os.replace(before / undone, folder / undone)
                elif undone in moved:
                    (folder / undone).unlink()
            raise
    if interrupt is not None:
        raise interrupt
