"""How well songs with known stems are separated: BSS Eval SDR minus the mixture's, by piece and variant.

Run by hand: ``python tests/benchmarks/bench_separation.py --data FOLDER [--variant published best] [--align auto]``.
FOLDER holds piano_hands (scores with two tracks, the mixture is the sum of the hands) and trios (one score and one
recording per source). Measured at 22.05 kHz mono with 512 taps, as the published figures were.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import soundfile

from core.annotation.alignment import align_score, apply_alignment
from core.annotation.midi import read_score
from core.annotation.score import Score, annotation_from_score
from core.audio import Audio, Mixture, read_mixture
from core.engines.base import SeparationRequest, SeparationResult, parse_parameters
from core.engines.registry import engine
from core.evaluation import evaluate
from core.jobs import prepare_numerics


class Silent:
    """A run context for runs that nobody watches."""

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        """Take the progress."""

    def preview(self, result: SeparationResult) -> None:
        """Take the preview."""

    def checkpoint(self) -> bool:
        """Go on."""
        return False


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def read_padded(files: dict[str, Path]) -> tuple[dict[str, np.ndarray], int]:
    """Return sounds of equal length, (samples, channels), and their rate."""
    sounds, rates = {}, set()
    for name, path in files.items():
        sounds[name], rate = soundfile.read(path, dtype="float32", always_2d=True)
        rates.add(rate)
    length = max(len(sound) for sound in sounds.values())
    return {name: np.pad(s, ((0, length - len(s)), (0, 0))) for name, s in sounds.items()}, rates.pop()


def piece(folder: Path, scratch: Path) -> tuple[Mixture, Score, dict[str, Audio]]:
    """Return mixture, score and true stems of a folder; the score's tracks are named as the stems."""
    if (folder / "score.mid").exists():
        score = read_score(folder / "score.mid")
        files = {track.name: folder / f"{track.name}.flac" for track in score.tracks}
    else:
        files = {path.stem: path.with_suffix(".flac") for path in sorted(folder.glob("*.mid"))}
        tracks = [
            replace(track, name=name) for name in files for track in read_score(folder / f"{name}.mid").tracks[:1]
        ]
        score = Score(tuple(tracks))
    stems, rate = read_padded(files)
    path = scratch / f"{folder.name}.wav"
    soundfile.write(path, np.sum(list(stems.values()), axis=0), rate, "FLOAT")
    truth = {name: Audio(np.ascontiguousarray(stem.T), rate) for name, stem in stems.items()}
    return read_mixture(path), score, truth


def measure(folder: Path, scratch: Path, parameters: dict[str, str], align: bool) -> tuple[dict[str, float], float]:
    """Separate a piece; return the NSDR of its sources in dB and the seconds it took."""
    mixture, score, truth = piece(folder, scratch)
    started = time.perf_counter()
    if align:
        score = apply_alignment(score, align_score(mixture, score))
    chosen = engine("score-nmf")
    annotation = annotation_from_score(score, mixture.rate, mixture.length)
    request = SeparationRequest(mixture, annotation, parse_parameters(chosen.info.parameters, parameters))
    result = chosen.run(request, Silent())
    seconds = time.perf_counter() - started
    names = {source.id: source.name for source in annotation.sources}
    found = evaluate(truth, {names[source_id]: stem for source_id, stem in result.stems}, mixture, rate=22050)
    return {source.name: source.nsdr or 0.0 for source in found.sources}, seconds


def main() -> None:
    """Measure every piece and print the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--variant", nargs="+", default=["published", "best"])
    parser.add_argument("--param", nargs="*", default=[], metavar="NAME=VALUE")
    parser.add_argument("--pieces", nargs="*", default=[])
    parser.add_argument("--align", choices=("auto", "off"), default="auto")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    prepare_numerics(options.threads)
    parameters = dict(entry.split("=", 1) for entry in options.param)
    with tempfile.TemporaryDirectory() as scratch:
        for variant in options.variant:
            for group in ("piano_hands", "trios"):
                means = []
                for folder in sorted((options.data / group).iterdir()):
                    if options.pieces and folder.name not in options.pieces:
                        continue
                    settings = {**parameters, "variant": variant}
                    figures, seconds = measure(folder, Path(scratch), settings, options.align == "auto")
                    means.append(float(np.mean(list(figures.values()))))
                    each = "  ".join(f"{name} {value:5.2f}" for name, value in figures.items())
                    say(f"{variant:9} {folder.name:22} {means[-1]:6.2f} dB   {each}   {seconds:.1f} s")
                if means:
                    say(f"{variant:9} {group:22} {np.mean(means):6.2f} dB   mean of {len(means)} pieces")


if __name__ == "__main__":
    main()
