"""Learning from examples on real recordings: what a variant of example-nmf reaches beyond standard NMF.

Run by hand: ``python tests/benchmarks/bench_examples.py --data FOLDER [--only speech|music] [--variants nmf,best]
[--seeds 3] [--songs bach,brahms] [--param NAME=VALUE]``.

speech: clips of a reader in five noises, at -6 to 9 dB, after the protocol of Ludvigsen & Grasmair, section 5.2: other
clips of the reader are the examples, there are none of the noise; mean SI-SDR over the clips. P- is projection only.
music: piano pieces for two hands and trios at 22.05 kHz, mono; the first 10 s of every source are its examples (one
that does not play there has none), and what comes after is measured: NSDR, mean over the sources of a song.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.annotation.model import Annotation, Example, Source
from core.audio import Audio, Mixture, analysis_audio, read_mixture
from core.engines.base import SeparationRequest, parse_parameters
from core.engines.example_nmf.engine import ExampleNmf
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.evaluation import evaluate
from core.jobs import prepare_numerics

LEVELS_DB = (-6, -3, 0, 3, 6, 9)
EXAMPLES_S = 10.0
_MUSIC_RATE = 22050
_SILENT = 0.01
_SPEECH, _NOISE = Source("speech", "speech"), Source("noise", "noise")


class Quiet:
    """A RunContext to which nobody listens."""

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        """Do nothing."""

    def preview(self, result: object) -> None:
        """Do nothing."""

    def checkpoint(self) -> bool:
        """Never stop."""
        return False


@dataclass(frozen=True)
class Method:
    """A variant by its name, ``P-`` before it for projection only."""

    name: str
    settings: dict[str, str]

    def parameters(self, **more: str) -> ExampleNmfParameters:
        """Return the parameters; what was asked for on the command line counts most."""
        own = {"variant": self.name.removeprefix("P-"), "projection_only": str(self.name.startswith("P-"))}
        parsed: ExampleNmfParameters = parse_parameters(ExampleNmfParameters, {**more, **own, **self.settings})
        return parsed


def separated(
    song: Mixture, sources: tuple[Source, ...], examples: Iterable[Example], parameters: ExampleNmfParameters, seed: int
) -> dict[str, Audio]:
    """Return the stems by the names of their sources."""
    request = SeparationRequest(song, Annotation(sources, examples=tuple(examples)), parameters, seed)
    return dict(ExampleNmf().run(request, Quiet()).stems)


# speech in noise


def si_sdr_db(estimate: np.ndarray, truth: np.ndarray) -> float:
    """Return the scale-invariant SDR (Le Roux et al. 2019) in dB of (samples,) signals."""
    estimate, truth = estimate.astype(np.float64), truth.astype(np.float64)
    wanted = (estimate @ truth) / (truth @ truth) * truth
    return float(10 * np.log10(max(wanted @ wanted, 1e-20) / max(np.square(estimate - wanted).sum(), 1e-20)))


def clips(folder: Path) -> list[np.ndarray]:
    """Return the sounds of a folder at 16 kHz, each (samples,)."""
    return [analysis_audio(read_mixture(path), 16000).samples[0] for path in sorted(folder.glob("*.flac"))]


def noisy(speech: list[np.ndarray], noises: list[np.ndarray], level_db: float) -> list[np.ndarray]:
    """Return every clip with a stretch of one of the noises, at a level of the speech over it."""
    draw = np.random.default_rng(0)
    found = []
    for number, clip in enumerate(speech):
        noise = noises[number % len(noises)]
        start = int(draw.integers(0, max(1, len(noise) - len(clip))))
        noise = np.resize(noise[start:], len(clip))
        gain = np.sqrt(np.square(clip).sum() / np.square(noise).sum() / 10 ** (level_db / 10))
        found.append((clip + gain * noise).astype(np.float32))
    return found


def speech_figures(data: Path, method: Method, seed: int) -> list[float]:
    """Return the mean SI-SDR in dB at every level."""
    train = Audio(np.concatenate(clips(data / "speech" / "train"))[None], 16000)
    test, noises = clips(data / "speech" / "test"), clips(data / "noise")
    edges = np.cumsum([0, *(len(clip) for clip in test)])
    figures = []
    for level_db in LEVELS_DB:
        gain = 10 ** (level_db / 20)
        # the exact weights, as in the paper
        weights = "" if method.name in ("best", "P-best") else f"{gain / (1 + gain)} {1 / (1 + gain)}"
        parameters = method.parameters(weights=weights, window_ms="32")
        song = Mixture(np.concatenate(noisy(test, noises, level_db))[None], 16000)
        examples = [Example("speech", audio=train, name="train.flac")]
        stem = separated(song, (_SPEECH, _NOISE), examples, parameters, seed)["speech"].samples[0]
        pairs = zip(edges[:-1], edges[1:], test, strict=True)
        figures.append(float(np.mean([si_sdr_db(stem[first:stop], clip) for first, stop, clip in pairs])))
    return figures


# music


def pieces(data: Path) -> dict[str, dict[str, np.ndarray]]:
    """Return the true sources (samples,) of every song at 22.05 kHz."""
    found = {}
    for folder in sorted([*(data / "piano_hands").iterdir(), *(data / "trios").iterdir()]):
        files = [path for path in sorted(folder.glob("*.flac")) if path.stem != "mixture"]
        sounds = {path.stem: analysis_audio(read_mixture(path), _MUSIC_RATE).samples[0] for path in files}
        length = min(len(sound) for sound in sounds.values())
        found[folder.name] = {name: sound[:length] for name, sound in sounds.items()}
    return found


def music_figure(sounds: dict[str, np.ndarray], method: Method, seed: int) -> float:
    """Return the mean NSDR in dB after the examples."""
    first = int(EXAMPLES_S * _MUSIC_RATE)
    song = Mixture(np.sum(list(sounds.values()), axis=0)[None].astype(np.float32), _MUSIC_RATE)
    sources = tuple(Source(name, name) for name in sounds)
    heard = ((name, sound[:first]) for name, sound in sounds.items())
    examples = [
        Example(name, audio=Audio(part[None], _MUSIC_RATE)) for name, part in heard if abs(part).max() > _SILENT
    ]
    stems = separated(song, sources, examples, method.parameters(), seed)
    true = {name: Audio(sound[None, first:], _MUSIC_RATE) for name, sound in sounds.items()}
    found = {name: Audio(stem.samples[:, first:], _MUSIC_RATE) for name, stem in stems.items()}
    figure = evaluate(true, found, Audio(song.samples[:, first:], _MUSIC_RATE)).mean("nsdr")
    assert figure is not None
    return figure


def over_seeds(figures: Callable[[int], list[float]], seeds: int) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and spread over the seeds of the figures and of their mean, in dB."""
    rows = np.array([figures(seed) for seed in range(seeds)])
    rows = np.concatenate([rows, rows.mean(axis=1, keepdims=True)], axis=1)
    return rows.mean(axis=0), rows.std(axis=0)


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def table(title: str, columns: list[str], methods: list[Method], figures: Callable, seeds: int) -> None:
    """Print a row per method, and what it has over NMF in the mean."""
    say(f"\n{title}\n{'':28s}" + "".join(f"{name[-12:]:>13s}" for name in [*columns, "mean"]) + "   over NMF")
    plain: dict[str, float] = {}
    for method in methods:
        began = time.perf_counter()
        mean, spread = over_seeds(lambda seed, method=method: figures(method, seed), seeds)
        plain.setdefault(method.name[:2] if method.name.startswith("P-") else "", mean[-1])
        over = mean[-1] - plain[method.name[:2] if method.name.startswith("P-") else ""]
        row = "".join(f"{one:7.2f} ±{wide:4.2f}" for one, wide in zip(mean, spread, strict=True))
        say(f"{method.name:28s}{row}   {over:+.2f} dB, {time.perf_counter() - began:.0f} s")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", choices=("speech", "music"))
    parser.add_argument("--variants", default="nmf,adversarial,best,P-nmf,P-adversarial", help="first one is NMF")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--songs", default="", help="parts of the names of the songs, with commas")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    prepare_numerics(1)
    settings = dict(text.split("=", 1) for text in options.param)
    methods = [Method(name, settings) for name in options.variants.split(",")]
    if options.only != "music":
        levels = [f"{level:+d} dB" for level in LEVELS_DB]
        table(
            "speech in noise, SI-SDR", levels, methods, lambda m, s: speech_figures(options.data, m, s), options.seeds
        )
    if options.only != "speech":
        wanted = options.songs.split(",")
        songs = {name: one for name, one in pieces(options.data).items() if any(part in name for part in wanted)}
        whole = [method for method in methods if not method.name.startswith("P-")]
        figures = lambda m, s: [music_figure(sounds, m, s) for sounds in songs.values()]  # noqa: E731
        table("music, NSDR after 10 s of examples", list(songs), whole, figures, options.seeds)


if __name__ == "__main__":
    main()
