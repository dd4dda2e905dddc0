"""How long a dictionary of 8 minutes of speech takes to learn, against the float64 twin in the same run.

Run by hand: ``python tests/benchmarks/bench_adversarial_nmf.py --data FOLDER [--minutes 8] [--hop 128] [--epochs 50]
[--batch 2000] [--threads 2] [--reference-epochs 50] [--repeats 1]``. FOLDER holds speech and noise. 512-sample STFT at
16 kHz; as much adversarial data (noisy speech) as speech. Where the twin learns for fewer epochs, its seconds are taken
per epoch, and both objectives after so many. On a busy machine numpy's threads wait for each other: see one thread.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import soundfile
import torch
from numpy.typing import NDArray

from core.factorization.adversarial_nmf.problem import TrainingData, TrainingSettings, adversarial_data
from core.factorization.adversarial_nmf.separation import explain
from core.factorization.adversarial_nmf.training import learn
from core.stft import StftParams, stft
from tests.benchmarks.bench_separation import say
from tests.core import adversarial_nmf_reference as reference

RATE, WINDOW = 16000, 512
SETTINGS = TrainingSettings(columns=64, tau_a=0.5, weights=(0.5, 0.5))


def read(folder: Path, seconds: float) -> NDArray[np.float32]:
    """Return the sounds of a folder one after another, again and again for so long."""
    sounds = []
    for path in sorted(folder.rglob("*.flac")):
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        if rate != RATE:
            raise ValueError(f"{path.name}: {rate} Hz, not {RATE}")
        sounds.append(samples.mean(axis=1))
    return np.resize(np.concatenate(sounds), int(seconds * RATE))


def training_data(folder: Path, minutes: float, hop: int) -> TrainingData:
    """Return speech, and as much noisy speech: all the adversarial data there are."""
    speech, noise = (read(folder / name, 60 * minutes) for name in ("speech/train", "noise"))
    noise *= np.float32(np.sqrt(np.mean(np.square(speech)) / np.mean(np.square(noise))))
    params = StftParams(RATE, WINDOW, hop)
    mixed = (np.roll(speech, len(speech) // 2) + noise) / 2
    clean, noisy = (np.ascontiguousarray(np.abs(stft(one[None], params)[0]).T) for one in (speech, mixed))
    return TrainingData((clean, None), (), noisy)


def objective(data: TrainingData, dictionary: NDArray[np.float32], settings: TrainingSettings) -> float:
    """Return equation 3.8 with the activations brought to their best."""
    against = adversarial_data(data, 0, settings)
    own = data.sources[0]
    assert own is not None
    assert against is not None
    misfits = []
    for samples in (own, against):
        left = samples - explain(samples, (dictionary,), replace(settings, test_epochs=100))[0]
        misfits.append(float(np.sum(np.square(left, dtype=np.float64)) / samples.shape[1]))
    return misfits[0] - settings.tau_a * misfits[1]


class Timed:
    """What was learnt, and the seconds that passed, and those that all cores together worked."""

    def __init__(self, make: Callable[[], Sequence[NDArray[np.floating] | None]]) -> None:
        started, worked = time.perf_counter(), time.process_time()
        found = make()[0]
        self.seconds, self.worked = time.perf_counter() - started, time.process_time() - worked
        assert found is not None
        self.dictionary = found.astype(np.float32)


def row(name: str, timed: Timed, times: float, reached: float) -> str:
    """Return a line of the table."""
    return (
        f"{name:<10} {timed.seconds * times:8.1f} s ({timed.worked * times:7.1f} s worked)  objective {reached:10.4f}"
    )


def main() -> None:
    """Print the seconds of both, their ratio and the objective that each reaches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--hop", type=int, default=128)
    parser.add_argument("--epochs", type=int, default=50)
    parser.add_argument("--reference-epochs", type=int, default=50)
    parser.add_argument("--batch", type=int, default=2000, help="far more than 30 in an epoch diverge")
    parser.add_argument("--repeats", type=int, default=1, help="of the shipped version; the median is taken")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if int(os.environ.get("OMP_NUM_THREADS", "0")) != options.threads:
        # numpy takes its threads when it is loaded
        os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(options.threads)))
        os.execv(sys.executable, [sys.executable, *sys.argv])
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    data = training_data(options.data, options.minutes, options.hop)
    assert data.sources[0] is not None
    bins, columns = data.sources[0].shape
    say(f"{options.minutes:g} min: {bins} bins, {columns} columns, as many adversarial; {options.threads} threads")
    settings = replace(SETTINGS, epochs=options.epochs, batch_size=options.batch)
    few = replace(settings, epochs=options.reference_epochs)
    start = learn(data, replace(settings, exemplar_only=True))
    say(f"exemplars                objective {objective(data, start[0], settings):10.4f}")
    found = [Timed(lambda: learn(data, settings, initial=start)) for _ in range(options.repeats)]
    shipped = sorted(found, key=lambda one: one.seconds)[len(found) // 2]
    say(row("shipped", shipped, 1, objective(data, shipped.dictionary, settings)))
    slow = Timed(lambda: reference.learn(data, few, initial=start))
    times = options.epochs / options.reference_epochs
    say(row("reference", slow, times, objective(data, slow.dictionary, settings)))
    if few.epochs != settings.epochs:
        same = learn(data, few, initial=start)[0]
        say(f"shipped after as many epochs    {objective(data, same, settings):10.4f}")
    ratios = slow.seconds * times / shipped.seconds, slow.worked * times / shipped.worked
    say(f"{ratios[0]:.1f} times as fast; by the seconds that cores worked {ratios[1]:.1f}")


if __name__ == "__main__":
    main()
