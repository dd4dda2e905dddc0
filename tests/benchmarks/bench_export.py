"""Speed and memory of an export, beside plain ``soundfile.write`` of the same stems.

Run by hand: ``python tests/benchmarks/bench_export.py [--seconds 300] [--stems 8] [--repeats 3] [--folder DIR]``. Every
measurement is a program of its own, so that its peak of memory is its own; the song lies in scratch files, as after a
separation. An export dithers, sums, brings the files to the disk, reads them back and compares; soundfile only rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import soundfile

from core.annotation.model import Annotation, Source
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.export import ExportChoice, Material, export, find_clipping
from core.run_report import peak_memory_bytes
from core.scratch import release, scratch_array

RATE, CHANNELS, BLOCK = 44100, 2, 1 << 16
FORMATS = (("wav", "24"), ("wav", "16"), ("wav", "32f"), ("flac", "24"), ("aiff", "24"))
WAYS = ("export", "soundfile", "scan")


def make_material(seconds: int, stems: int) -> Material:
    """Return a separation of noise that is off the grid of every format but the song's, which has 16 bits."""
    length, rng = seconds * RATE, np.random.default_rng(0)
    arrays = [scratch_array((CHANNELS, length)) for _ in range(stems + 2)]
    for start in range(0, length, BLOCK):
        part = slice(start, min(length, start + BLOCK))
        song = np.rint(rng.normal(0, 4000, (CHANNELS, part.stop - start)).clip(-30000, 30000)) / 32768
        shares = rng.dirichlet(np.ones(stems + 1)).astype(np.float32)
        left = song.astype(np.float32)
        arrays[0][:, part] = left
        for array, share in zip(arrays[2:], shares, strict=False):
            array[:, part] = arrays[0][:, part] * share
            left = left - array[:, part]
        arrays[1][:, part] = left
        for array in arrays:
            release(array, part.start, part.stop)
    sources = tuple(Source(f"s{index}", f"Stem {index}") for index in range(stems))
    audios = [Audio(array, RATE) for array in arrays[1:]]
    result = SeparationResult(
        tuple((source.id, audio) for source, audio in zip(sources, audios[1:], strict=True)), audios[0]
    )
    return Material(Mixture(arrays[0], RATE), result, Annotation(sources), sources, None)


def write_plainly(material: Material, folder: Path, container: str, bits: str) -> None:
    """Write every stem with one call."""
    folder.mkdir(parents=True, exist_ok=True)
    subtype = {"16": "PCM_16", "24": "PCM_24", "32f": "FLOAT"}[bits]
    for name, audio in (*material.result.stems, ("residual", material.result.residual)):
        soundfile.write(folder / f"{name}.{container}", audio.samples.T, RATE, subtype, format=container.upper())


def measure(way: str, container: str, bits: str, seconds: int, stems: int, folder: Path) -> dict[str, float]:
    """Return the seconds that it takes, and by how much the peak of memory rises above that of the material."""
    material = make_material(seconds, stems)
    choice = ExportChoice(folder / "stems", container, bits)  # type: ignore[arg-type]
    before, started = peak_memory_bytes(), time.perf_counter()
    if way == "export":
        export(material, choice)
    elif way == "scan":
        find_clipping(material, choice)
    else:
        write_plainly(material, choice.folder, container, bits)
    return {"seconds": time.perf_counter() - started, "memory": peak_memory_bytes() - before}


def in_a_program_of_its_own(way: str, container: str, bits: str, options: argparse.Namespace) -> dict[str, float]:
    """Return the fastest of the repeats."""
    found = []
    for _ in range(options.repeats):
        folder = Path(tempfile.mkdtemp(dir=options.folder))
        arguments = ["--seconds", options.seconds, "--stems", options.stems, "--folder", folder]
        command = [sys.executable, __file__, "--one", way, container, bits, *map(str, arguments)]
        try:
            found.append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
        finally:
            shutil.rmtree(folder)
    return min(found, key=lambda one: one["seconds"])


def main() -> None:
    """Print a line for every format and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--stems", type=int, default=8)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--one", nargs=3, metavar=("WAY", "CONTAINER", "BITS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        facts = measure(*options.one, options.seconds, options.stems, options.folder)
        sys.stdout.write(json.dumps(facts))
        return
    files = options.stems + 1
    sys.stdout.write(f"{files} files of {options.seconds} s, {os.cpu_count()} cores; MB of 32-bit samples taken in\n")
    megabytes = files * options.seconds * RATE * CHANNELS * 4 / 1e6
    for container, bits in FORMATS:
        for way in WAYS:
            facts = in_a_program_of_its_own(way, container, bits, options)
            sys.stdout.write(
                f"{container} {bits:3} {way:9} {facts['seconds']:6.2f} s  {megabytes / facts['seconds']:6.0f} MB/s  "
                f"{facts['memory'] / 2**20:6.0f} MiB\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
