"""Time and memory of whole separations of a long song through the command line, and how soon it can be heard.

Run by hand: ``python tests/benchmarks/bench_song.py [--minutes 5 60] [--variant best] [--align auto]``. The songs are
rendered (stereo, 44.1 kHz, four sources, some 150 pitches, with two components each some 300). Every run is a process
of its own; its peak memory is what the program reports.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.annotation.midi import read_score
from core.annotation.score import annotation_from_score
from core.audio import read_mixture
from core.engines.base import SeparationRequest, SeparationResult, parse_parameters
from core.engines.registry import engine
from core.errors import JobCancelled
from core.jobs import prepare_numerics
from tests.benchmarks.long_song import write_long_song

ROOT = Path(__file__).resolve().parents[2]
VARIANTS = {
    "published, 50 updates": ["variant=published"],
    "published, their worth in fast updates": ["variant=published", "fast=true"],
    "best": ["variant=best"],
}


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class FirstPreview:
    """A run context that ends the run at the first preview."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.seconds = 0.0

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        """Take the progress."""

    def preview(self, result: SeparationResult) -> None:
        """Note the time."""
        self.seconds = time.perf_counter() - self.started

    def checkpoint(self) -> bool:
        """Leave once something can be heard."""
        if self.seconds:
            raise JobCancelled("heard")
        return False


def first_preview(song: Path, score: Path, settings: list[str]) -> float:
    """Return the seconds until the first preview, torch being loaded."""
    mixture = read_mixture(song)
    annotation = annotation_from_score(read_score(score), mixture.rate, mixture.length)
    chosen = engine("score-nmf")
    parameters = parse_parameters(chosen.info.parameters, dict(entry.split("=", 1) for entry in settings))
    context = FirstPreview()
    with suppress(JobCancelled):
        chosen.run(SeparationRequest(mixture, annotation, parameters), context)
    return context.seconds


def main() -> None:
    """Time every variant at every length."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, nargs="+", default=[5])
    parser.add_argument("--align", choices=("auto", "off"), default="off")
    parser.add_argument("--variant", nargs="+", default=list(VARIANTS), choices=list(VARIANTS))
    options = parser.parse_args()
    prepare_numerics(2)
    with tempfile.TemporaryDirectory() as folder:
        for minutes in options.minutes:
            song, score = write_long_song(Path(folder), minutes)
            for name in options.variant:
                settings = VARIANTS[name]
                preview_s = min(first_preview(song, score, settings) for _ in range(2))
                command = [sys.executable, "-m", "app", "separate", str(song), "--score", str(score), "--json"]
                command += ["--align", options.align, "--out", str(Path(folder) / "out")]
                command += [word for setting in settings for word in ("--param", setting)]
                started = time.perf_counter()
                done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
                seconds = time.perf_counter() - started
                memory_gb = json.loads(done.stdout)["peak_memory_bytes"] / 1e9
                say(
                    f"{minutes:3} min  {name:40} {seconds:7.1f} s  peak {memory_gb:.2f} GB  "
                    f"first preview {preview_s:.2f} s"
                )


if __name__ == "__main__":
    main()
