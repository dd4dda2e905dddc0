"""Time to the objective that 50 published updates reach: this kernel against scikit-learn and dense torch.

Run by hand: ``python tests/benchmarks/bench_nmf.py [--seconds 300] [--repeats 3]``. The case is a synthetic song:
decaying, slightly inharmonic notes of two players, with about 300 components of which about 8 % may sound per frame.
All methods start from the same factors and zeros and use the same number of threads; the fastest repeat counts.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch

from core.factorization import ActivePattern, ArrayFrames, FastPlan, KlNmf, Problem

RATE, WINDOW, HOP = 44100, 4096, 1024
PITCHES = range(30, 105)
PLAYERS = 2
UPDATES = 50


@dataclass(frozen=True, eq=False)
class Case:
    """V (frames, bins), templates to start from, spans of every component."""

    spectra: np.ndarray
    templates: np.ndarray
    spans: list[np.ndarray]


def make_case(seconds: float, seed: int = 0) -> Case:
    """Play random notes into a magnitude spectrogram; every pitch of a player has a sustain and an onset component."""
    rng = np.random.default_rng(seed)
    frames, hop_s = int(seconds * RATE / HOP) + 2, HOP / RATE
    hz = np.arange(WINDOW // 2 + 1) * RATE / WINDOW
    spectra = np.zeros((frames, len(hz)), np.float32)
    templates, spans, sounds = [], [], []
    for _ in range(PLAYERS):
        for pitch in PITCHES:
            f0, partials = 440.0 * 2.0 ** ((pitch - 69) / 12), np.arange(1, 26)
            partials = partials[f0 * partials < RATE / 2]
            centres = f0 * partials * np.sqrt(1.0 + 2e-4 * rng.uniform(0.5, 2.0) * partials**2)
            heights = partials ** -rng.uniform(0.8, 1.6) * rng.uniform(0.2, 1.0, len(partials))
            lobes = heights[:, None] * np.exp(-0.5 * ((hz - centres[:, None]) / (0.8 * RATE / WINDOW)) ** 2)
            burst = rng.gamma(2.0, 0.5, len(hz)) / (1.0 + hz / 1000.0)
            sounds.append((lobes.astype(np.float32), rng.uniform(0.5, 3.0) * (1.0 + 0.3 * partials), burst))
            comb = np.exp(-0.5 * ((hz - f0 * partials[:, None]) / (1.2 * RATE / WINDOW)) ** 2) / partials[:, None]
            templates += [1e-4 + comb.sum(0), np.ones(len(hz))]
            spans += [[], []]
    start_s = 0.2
    while start_s < seconds - 2.0:
        for player in rng.permutation(np.repeat(np.arange(PLAYERS), 2))[: rng.integers(1, 4)]:
            sound = player * len(PITCHES) + int(rng.integers(0, len(PITCHES)))
            lobes, decay, burst = sounds[sound]
            length_s, level = rng.uniform(0.2, 2.0), rng.uniform(0.2, 1.0)
            first, stop = int(start_s / hop_s), min(frames, int((start_s + length_s + 0.3) / hop_s))
            since = (np.arange(first, stop) - first)[:, None] * hop_s
            shape = level / (1.0 + np.exp(30.0 * (since - length_s))) * np.minimum(1.0, since / 0.03 + 0.2)
            spectra[first:stop] += (shape * np.exp(-since * decay)).astype(np.float32) @ lobes
            attack = min(4, stop - first)
            spectra[first : first + attack] += level * 0.05 * np.exp(-np.arange(attack))[:, None] * burst
            spans[2 * sound].append((first - 6, stop + 1))
            spans[2 * sound + 1].append((first - 5, first + 7))
        start_s += rng.uniform(0.06, 0.24)
    for row in spectra:
        row *= rng.gamma(6.0, 1.0 / 6.0, len(hz))
        row += 2e-4 * rng.gamma(1.0, 1.0, len(hz))
    rows = np.array(templates, np.float32)
    rows /= rows.sum(1, keepdims=True)
    return Case(spectra, rows, [np.array(of, np.int64).reshape(-1, 2) for of in spans])


def drive(kernel: KlNmf, way: str, plan: FastPlan) -> None:
    """Run to the end without measuring."""
    for _ in kernel.plain(UPDATES, measure=False) if way == "plain" else kernel.fast(plan, measure=False):
        pass


def dense_torch(V: torch.Tensor, H: torch.Tensor, W: torch.Tensor, floor: float) -> None:
    """Published updates on whole matrices, in place, with buffers made once."""
    ratio, up_h, up_w = torch.empty_like(V), torch.empty_like(H), torch.empty_like(W)
    for _ in range(UPDATES):
        torch.div(V, torch.mm(H, W, out=ratio).add_(floor), out=ratio)
        H.mul_(torch.mm(ratio, W.T, out=up_h)).div_(W.sum(1).clamp(min=1e-30))
        torch.div(V, torch.mm(H, W, out=ratio).add_(floor), out=ratio)
        W.mul_(torch.mm(H.T, ratio, out=up_w)).div_(H.sum(0).clamp(min=1e-30)[:, None])


def sklearn_nmf(V: np.ndarray, H: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Published updates by scikit-learn; its samples are frames."""
    import warnings

    from sklearn.decomposition import NMF

    model = NMF(len(W), init="custom", solver="mu", beta_loss="kullback-leibler", max_iter=UPDATES, tol=0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = model.fit_transform(V, W=H.copy(), H=W.copy())
    return found, model.components_


def divergence(V: np.ndarray, H: np.ndarray, W: np.ndarray, floor: float) -> float:
    """Generalised Kullback-Leibler divergence, in float64 a piece at a time."""
    total = 0.0
    for first in range(0, len(V), 512):
        part = V[first : first + 512].astype(np.float64)
        model = H[first : first + 512].astype(np.float64) @ W + floor
        total += float((part * np.log(np.maximum(part, 1e-30) / model) - part + model).sum())
    return total


def fastest(repeats: int, task: Callable[[], object]) -> tuple[float, float]:
    """Return the least wall and the least processor time of several runs, in seconds."""
    walls, cpus = [], []
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        task()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return min(walls), min(cpus)


def peak_mb() -> float:
    """Most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Build the case, run every method, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=300.0, help="length of the song")
    parser.add_argument("--repeats", type=int, default=3, help="runs of every method; ours run three times as often")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)

    case = make_case(options.seconds)
    V = case.spectra
    pattern = ActivePattern.from_spans(case.spans, len(V))
    problem = Problem(ArrayFrames(V), pattern, case.templates)
    allowed = sum(int(mask.sum()) for mask in pattern.allowed)
    size = len(V) * pattern.components
    say(f"V {V.shape[1]} x {V.shape[0]}, {pattern.components} components, {allowed / size:.1%} of H allowed")
    say(f"stored entries of H {pattern.entries / size:.1%}; {options.threads} threads")

    before = peak_mb()
    plain = KlNmf(problem)
    plain_s = fastest(1, lambda: drive(plain, "plain", FastPlan()))
    target = plain.divergence()
    plan, reached = FastPlan(bin_updates=0), float("inf")
    while reached > target and plan.bin_updates < UPDATES:
        plan, kernel = FastPlan(bin_updates=plan.bin_updates + 1), KlNmf(problem)
        drive(kernel, "fast", plan)
        reached = kernel.divergence()
    say(f"objective of {UPDATES} plain updates {target:.6g}; fast: {plan.band_updates} in bands + {plan.bin_updates}")
    say(f"peak memory above that of V: {peak_mb() - before:.0f} MB")

    dense = pattern.constant(float(V.sum(dtype=np.float64)) / allowed).dense().T.copy()
    floor = 1e-6 * float(V.mean(dtype=np.float64))
    figures = {"fast": (float("inf"),) * 2, "plain": plain_s, "dense torch": (float("inf"),) * 2}
    figures["scikit-learn"] = (float("inf"),) * 2
    reached_by = {"fast": reached, "plain": target}

    def run_dense() -> None:
        H, W = torch.from_numpy(dense.copy()), torch.from_numpy(case.templates.copy())
        dense_torch(torch.from_numpy(V), H, W, floor)
        reached_by["dense torch"] = divergence(V, H.numpy(), W.numpy(), floor)

    def run_sklearn() -> None:
        reached_by["scikit-learn"] = divergence(V, *sklearn_nmf(V, dense, case.templates), floor)

    checking = fastest(1, lambda: divergence(V, dense, case.templates, floor))
    for _ in range(options.repeats):  # in turns, so that all see the same machine
        ours = fastest(3, lambda: drive(KlNmf(problem), "fast", plan))
        rounds = {
            "fast": ours,
            "plain": fastest(1, lambda: drive(KlNmf(problem), "plain", plan)),
            "dense torch": fastest(1, run_dense),
            "scikit-learn": fastest(1, run_sklearn),
        }
        for name, (wall, cpu) in rounds.items():
            if name in ("dense torch", "scikit-learn"):
                wall, cpu = wall - checking[0], cpu - checking[1]
            figures[name] = (min(figures[name][0], wall), min(figures[name][1], cpu))
    say("method         wall s   CPU s   x wall   x CPU   objective")
    for name, (wall, cpu) in figures.items():
        against = (wall / figures["fast"][0], cpu / figures["fast"][1])
        say(f"{name:13s} {wall:7.2f} {cpu:7.2f} {against[0]:8.1f} {against[1]:7.1f}   {reached_by[name]:.6g}")


if __name__ == "__main__":
    main()
