"""The best small causal network, learnt on the MIR-1K clips for training: its row beside Table 1 of the paper.

Run by hand: ``python tests/benchmarks/mir1k_causal.py FOLDER --weights WEIGHTS``. FOLDER holds train and test, WEIGHTS
the network and its training, which is taken up where it was left. The clips may not be passed on, nor may the weights.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# products of a frame are small: a second thread of BLAS only waits
os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.engines.unrolled.causal import CausalNetwork
from core.engines.unrolled.causal_streaming import StreamingCausal
from core.engines.unrolled.causal_training import CausalTraining, Draw, Pair, TrainingSettings, train
from core.engines.unrolled.causal_weights import CausalConfig, shapes
from core.engines.unrolled.streaming import MaskNetwork
from core.jobs import prepare_numerics
from core.stft import FloatArray, StftParams, istft, stft
from tests.benchmarks.bench_separation import say
from tests.benchmarks.mir1k import HOP, RATE, WINDOW, Clip, Figures, clips, figures, measure

# two singers are soon known by heart: then they are varied more
LESSONS = (
    TrainingSettings(steps=2500),
    TrainingSettings(steps=750, learning_rate=1.2e-3, stretch=0.3, gain_db=4.0, equaliser_db=4.0, second_share=0.3),
)
WEIGHTS = "causal_mir1k.safetensors"
_ORIGIN = "MIR-1K, singers abjones and amy; not to be passed on"
_REPORT_STEPS = 25


def causal_row(
    data: Path, weights: Path, lessons: Sequence[TrainingSettings] = LESSONS, minutes: float = 90.0
) -> Figures:
    """Return the row of Table 1 on the clips for testing.

    Parameters
    ----------
    data : Path
        Folder with train and test.
    weights : Path
        Folder of the network; where it is not there yet it is trained, which can be interrupted.
    minutes : float
        After which a training ends with what it has.
    """
    path = weights / WEIGHTS
    if not path.exists():
        weights.mkdir(parents=True, exist_ok=True)
        learn(clips(data / "train"), weights, lessons, minutes).save(path, _ORIGIN)
    return separated(CausalNetwork.load(path), clips(data / "test"))


def learn(
    known: Sequence[Clip], weights: Path, lessons: Sequence[TrainingSettings] = LESSONS, minutes: float = 90.0
) -> CausalNetwork:
    """Return a network that has learnt from clips, one lesson after the other.

    The trainings are left in the folder of weights now and then, and taken up from there.
    """
    progress = _Progress(time.monotonic(), minutes)
    network: CausalNetwork | None = None
    for number, settings in enumerate(lessons):
        checkpoint = weights / f"causal_mir1k_{number}.checkpoint"
        network = train(by_singer(known), settings, progress.step, number, checkpoint, _REPORT_STEPS, network)
    if network is None:
        raise ValueError("a network needs one lesson at least")
    return network


def by_singer(known: Sequence[Clip]) -> Draw:
    """Return what draws a pair: first a singer, then one of the clips, so that no singer is learnt the most."""
    singers = sorted({clip.singer for clip in known})
    by_name = [[(clip.voice, clip.accompaniment) for clip in known if clip.singer == name] for name in singers]

    def draw(generator: np.random.Generator) -> Pair:
        pairs = by_name[int(generator.integers(len(by_name)))]
        return pairs[int(generator.integers(len(pairs)))]

    return draw


def separated(network: CausalNetwork, unknown: Sequence[Clip]) -> Figures:
    """Return the figures of clips separated by a network."""
    measured = [measure(clip, estimate(network, clip)) for clip in unknown]
    return figures(measured, [len(clip.voice) for clip in unknown])


def estimate(network: CausalNetwork, clip: Clip) -> FloatArray:
    """Return the voice of a clip (samples,)."""
    params = StftParams(RATE, WINDOW, HOP)
    spectrum = stft(clip.mixture[None], params)
    masks = network.masks(np.abs(spectrum[0]))
    return istft(spectrum * masks[None], params, len(clip.mixture))[0]


def frame_times_ms(network: MaskNetwork, frames: int = 5000) -> FloatArray:
    """Return how long every frame of noise takes, (frames,) in ms of this thread's processor time."""
    magnitudes = np.random.default_rng(0).random((256, network.bins), np.float32)
    mask = np.zeros(network.bins, np.float32)
    times = np.zeros(frames + 1, np.float64)
    for frame in range(frames + 1):
        network.step(magnitudes[frame % len(magnitudes)], mask)
        times[frame] = time.thread_time()
    return (1e3 * np.diff(times)).astype(np.float32)


def operations(config: CausalConfig) -> float:
    """Return multiplications and additions of a frame, in millions."""
    total = 0
    for name, shape in shapes(config).items():
        places = 1
        if name.startswith("down") and len(shape) == 4:
            places = (config.bins - 1) >> (int(name.split(".")[1]) + 1)
        elif name.startswith("up") and len(shape) == 4:
            places = config.lowest_bands << int(name.split(".")[1])
        elif name == "head.weight":
            places = (config.bins - 1) // 2
        elif name.startswith("memory.band"):
            places = config.lowest_bands
        if "weight" in name and len(shape) > 1:
            total += 2 * places * int(np.prod(shape))
    return total / 1e6


@dataclass
class _Progress:
    began: float
    minutes: float
    losses: float = 0.0

    def step(self, training: CausalTraining) -> bool:
        self.losses += training.loss
        spent = time.monotonic() - self.began
        if training.done % _REPORT_STEPS == 0:
            say(f"{spent / 60:6.1f} min  step {training.done:5d}  loss {self.losses / _REPORT_STEPS:7.4f}")
            self.losses = 0.0
        return spent > 60 * self.minutes


def main() -> None:
    """Train where there is no network yet, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="folder of the network and of its training")
    parser.add_argument("--minutes", type=float, default=90.0, help="after which the training ends")
    arguments = parser.parse_args()
    prepare_numerics(1)
    row = causal_row(arguments.data, arguments.weights, minutes=arguments.minutes)
    network = StreamingCausal.load(arguments.weights / WEIGHTS)
    times = frame_times_ms(network)
    say(
        f"{operations(LESSONS[0].config):.1f} million operations a frame of 16 ms: {times.mean():.2f} ms of a core, "
        f"99 % under {np.percentile(times, 99):.2f} ms"
    )
    say(f"{'':24}  GNSDR    GNSR    GSAR    GSIR\n{'causal network':24} {row.row()}")


if __name__ == "__main__":
    main()
