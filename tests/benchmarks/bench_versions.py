"""Time and size of storing, loading and removing a version of a song of five minutes, beside plain FLAC files.

Run by hand: ``python tests/benchmarks/bench_versions.py [--minutes 5] [--stems 4 8]``. The stems are those of the demo
song, again and again (stereo, 44.1 kHz). The peer is soundfile, which writes each stem into a FLAC file of 24 bits and
reads it again. Beside it stands how long a stroke had to wait at most meanwhile.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import resources
from core.annotation.model import Annotation, Note, Source
from core.audio import Audio
from core.project.project import Project, StoredResult

_STROKE_EVERY_S = 0.05


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def long_stems(count: int, minutes: float) -> dict[str, Audio]:
    """Return stems of that length, each with another level."""
    files = list(resources.demo_stems().values())
    stems = {}
    for number in range(count):
        samples, rate = soundfile.read(files[number % len(files)], dtype="float32", always_2d=True)
        length = round(60 * minutes * rate)
        whole = np.tile(samples.T, -(-length // len(samples)))[:, :length] * np.float32(0.9 - 0.08 * number)
        stems[f"s{number}"] = Audio(np.ascontiguousarray(whole), rate)
    return stems


def with_strokes(project: Project, work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Run something while somebody draws; return seconds, the longest wait of a stroke in seconds, and the result."""
    outcome: list[Any] = []
    thread = threading.Thread(target=lambda: outcome.append(work()))
    longest, started = 0.0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        before = time.perf_counter()
        notes = (*project.annotation.notes, Note(len(project.annotation.notes), 5, "s0", None))
        project.perform(project.annotation.with_notes(notes), "Draw")
        longest = max(longest, time.perf_counter() - before)
        thread.join(_STROKE_EVERY_S)
    return time.perf_counter() - started, longest, outcome[0]


def measure(folder: Path, stems: dict[str, Audio]) -> None:
    """Print the figures of one version."""
    path = folder / "Song.stembrush"
    project = Project.create(path, None)
    project.perform(Annotation(sources=(Source("s0", "Violin"),)), "Add violin")
    state = {"activations": np.random.default_rng(0).random(5_000_000).astype(np.float32)}
    result = StoredResult("score-nmf", "2", {}, 0, 1.0, 1, (), stems=stems, state=state)
    seconds, wait, first = with_strokes(project, lambda: project.store_version(result))
    project.store_version(result)
    size, full = project.versions()[0].stored_bytes, path.stat().st_size
    say(f"  store   {seconds:6.2f} s, {size / 1e6:7.1f} MB, longest stroke {1000 * wait:4.0f} ms")
    seconds, wait, _loaded = with_strokes(project, lambda: project.load_version(first))
    say(f"  load    {seconds:6.2f} s,             longest stroke {1000 * wait:4.0f} ms")
    started = time.perf_counter()
    project.versions()
    say(f"  list    {1000 * (time.perf_counter() - started):6.2f} ms")
    seconds, wait, _nothing = with_strokes(project, lambda: project.remove_version(first))
    project.close()
    left = f"{full / 1e6:.1f} -> {path.stat().st_size / 1e6:.1f} MB"
    say(f"  remove  {seconds:6.2f} s, longest stroke {1000 * wait:4.0f} ms; the file with two versions: {left}")
    peer(folder, stems)


def peer(folder: Path, stems: dict[str, Audio]) -> None:
    """Print the figures of plain files."""
    started, size = time.perf_counter(), 0
    for key, audio in stems.items():
        soundfile.write(folder / f"{key}.flac", audio.samples.T, audio.rate, subtype="PCM_24")
        size += (folder / f"{key}.flac").stat().st_size
    wrote = time.perf_counter() - started
    started = time.perf_counter()
    for key in stems:
        soundfile.read(folder / f"{key}.flac", dtype="float32")
    say(f"  soundfile: write {wrote:.2f} s, {size / 1e6:.1f} MB, read {time.perf_counter() - started:.2f} s")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--stems", type=int, nargs="+", default=[4, 8])
    choice = parser.parse_args()
    for count in choice.stems:
        say(f"{count} stems, {choice.minutes:g} minutes")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), long_stems(count, choice.minutes))


if __name__ == "__main__":
    main()
