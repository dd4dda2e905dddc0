"""The autoencoder on piano pieces: NSDR of the hands by variant, beside the published factorisation (A).

Run by hand: ``python tests/benchmarks/bench_piano_hands.py --data FOLDER [--variants A C best] [--seeds 3] [--trios]``.
FOLDER holds piano_hands (and trios). Mixtures are mono at 22.05 kHz, as the published figures are measured (BSS Eval
with 512 taps, gain over the mixture); ``--stereo`` takes them as they are. Scores are taken as they are, not matched.
Two pieces at a time, each on one core.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import soundfile
import soxr

from core.annotation.score import Score, annotation_from_score
from core.audio import Audio, Mixture, read_mixture
from core.engines.base import SeparationRequest, SeparationResult, parse_parameters
from core.engines.registry import engine
from core.evaluation import evaluate
from core.jobs import prepare_numerics
from tests.benchmarks.bench_separation import Silent, piece, say

_RATE = 22050
# engine and parameters of every column
VARIANTS: dict[str, tuple[str, dict[str, str]]] = {
    "A": ("score-nmf", {"variant": "published"}),
    "NMF": ("score-nmf", {"variant": "best"}),
    "B": ("autoencoder", {"variant": "B"}),
    "C": ("autoencoder", {"variant": "C"}),
    "D": ("autoencoder", {"variant": "D"}),
    "best": ("autoencoder", {"variant": "best"}),
}


class Watch(Silent):
    """Notes when something could be heard."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._started = time.perf_counter()
        self.first_s = self.whole_s = float("nan")

    def preview(self, result: SeparationResult) -> None:
        """Take the time of the first preview, and of the first of the whole song."""
        now = time.perf_counter() - self._started
        if np.isnan(self.first_s):
            self.first_s = now
        if np.isnan(self.whole_s) and result.finished[-1][1] >= self._length:
            self.whole_s = now


Job = tuple[Path, str, int, bool, dict[str, str]]


def load(folder: Path, scratch: Path, stereo: bool) -> tuple[Mixture, Score, dict[str, Audio]]:
    """Return mixture, score and true stems; all mono at 22.05 kHz unless ``stereo``."""
    mixture, score, truth = piece(folder, scratch)
    if stereo:
        return mixture, score, truth
    truth = {
        name: Audio(soxr.resample(stem.samples.mean(axis=0), stem.rate, _RATE)[None], _RATE)
        for name, stem in truth.items()
    }
    path = scratch / f"{folder.name}-mono.wav"
    soundfile.write(path, np.sum([stem.samples for stem in truth.values()], axis=0).T, _RATE, "FLOAT")
    return read_mixture(path), score, truth


def measure(job: Job) -> tuple[float, tuple[float, float, float]]:
    """Separate a piece; return the mean NSDR of its sources in dB, and when there was what to be heard, in seconds."""
    folder, variant, seed, stereo, settings = job
    prepare_numerics(1)
    engine_id, own = VARIANTS[variant]
    chosen = engine(engine_id)
    known = {**own, **(settings if engine_id == "autoencoder" else {})}
    with tempfile.TemporaryDirectory() as scratch:
        mixture, score, truth = load(folder, Path(scratch), stereo)
        annotation = annotation_from_score(score, mixture.rate, mixture.length)
        request = SeparationRequest(mixture, annotation, parse_parameters(chosen.info.parameters, known))
        started = time.perf_counter()
        watch = Watch(mixture.length)
        result = chosen.run(replace(request, seed=seed), watch)
        seconds = watch.first_s, watch.whole_s, time.perf_counter() - started
        names = {source.id: source.name for source in annotation.sources}
        found = evaluate(truth, {names[source_id]: stem for source_id, stem in result.stems}, mixture, rate=_RATE)
    return float(np.mean([source.nsdr or 0.0 for source in found.sources])), seconds


def folders(data: Path, trios: bool, chosen: list[str]) -> Iterator[Path]:
    """Yield the pieces."""
    for group in ("trios",) if trios else ("piano_hands",):
        for folder in sorted((data / group).iterdir()):
            if folder.is_dir() and (not chosen or folder.name in chosen):
                yield folder


def main() -> None:
    """Measure every piece and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--variants", nargs="+", default=list(VARIANTS), choices=list(VARIANTS))
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--trios", action="store_true")
    parser.add_argument("--stereo", action="store_true")
    parser.add_argument("--pieces", nargs="*", default=[])
    parser.add_argument("--param", nargs="*", default=[], metavar="NAME=VALUE")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, help="figures as JSON")
    options = parser.parse_args()
    settings = dict(entry.split("=", 1) for entry in options.param)
    pieces = list(folders(options.data, options.trios, options.pieces))
    # the factorisations do not depend on the seed
    columns = [
        (variant, seed)
        for variant in options.variants
        for seed in range(options.seeds if VARIANTS[variant][0] == "autoencoder" else 1)
    ]
    say(f"{'NSDR in dB':22}" + "".join(f"{variant + (f'/{seed}' if seed else ''):>8}" for variant, seed in columns))
    table, seconds = [], []
    with ProcessPoolExecutor(options.jobs) as pool:
        jobs = [(folder, variant, seed, options.stereo, settings) for folder in pieces for variant, seed in columns]
        results = pool.map(measure, jobs)
        for folder in pieces:
            row = [next(results) for _ in columns]
            table.append([figure for figure, _ in row])
            seconds.append([took for _, took in row])
            say(f"{folder.name:22}" + "".join(f"{figure:8.2f}" for figure in table[-1]))
    means = np.mean(table, axis=0)
    say(f"{'mean':22}" + "".join(f"{figure:8.2f}" for figure in means))
    for row, what in enumerate(("first preview, s", "whole song, s", "done, s")):
        say(f"{what:22}" + "".join(f"{took:8.1f}" for took in np.mean(seconds, axis=0)[:, row]))
    for variant in dict.fromkeys(variant for variant, _ in columns):
        own = [float(mean) for mean, (name, _) in zip(means, columns, strict=True) if name == variant]
        over = "" if columns[0][0] != "A" else f", {np.mean(own) - means[0]:+.2f} over A"
        say(f"{variant}: {np.mean(own):.2f} dB{over}, seeds {min(own):.2f} to {max(own):.2f}")
    if options.out is not None:
        named = {folder.name: row for folder, row in zip(pieces, table, strict=True)}
        options.out.write_text(json.dumps({"columns": columns, "nsdr_db": named}, indent=1))


if __name__ == "__main__":
    main()
