"""Figures 1, 2 and 4 of Ludvigsen & Grasmair on the MNIST digits of shared/data.

Run by hand: ``python tests/benchmarks/bench_mnist.py --data FOLDER --figure 1|2|4 [--svg FILE] [--seeds 3]
[--first-seed 0] [--d 64] [--trials 15] [--digits 0 2] [--from-nmf]``. FOLDER holds mnist. Means over
seeds; behind them how far seeds differ (standard deviation). PSNR is taken of every separated image divided by its
weight, against the image as it was, peak 1; the median over 1,000 test mixtures of the mean over both images.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from numpy.typing import NDArray

from tests.benchmarks.bench_separation import say
from tests.benchmarks.mnist import (
    DATA_RICH,
    METHODS,
    Dictionaries,
    Digits,
    drawn,
    learnt,
    psnr,
    read_digits,
    separated,
)
from tests.benchmarks.mnist_search import SEARCHED, scarce, searched

MIXTURES, TESTED = 5000, 1000
SIZES = (8, 16, 32, 48, 64, 96, 128)
TAUS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.5)
TAU_SIZES = (32, 64, 96, 128)
OTHERS = (0, 2, 3, 4, 5, 6, 7, 8, 9)
# the paper's figure 4, read from the results its authors give away: dB above NMF
PUBLISHED = {"DNMF": 0.28, "ANMF": 0.37, "D+ANMF": 0.40}

Curves = dict[str, dict[float, list[tuple[float, float]]]]  # name, abscissa: (median, its standard error) of every seed


def _measured(found: NDArray[np.float64]) -> tuple[float, float]:
    """Return the median and its standard error."""
    return float(np.median(found)), float(1.2533 * found.std() / np.sqrt(len(found)))


def figure_1(digits: Digits, seeds: range, sizes: Sequence[int], from_nmf: bool) -> Curves:
    """Return the median PSNR of every method over d."""
    curves: Curves = {method: {d: [] for d in sizes} for method in METHODS}
    for seed in seeds:
        generator = np.random.default_rng(seed)
        train, test = (drawn(one, (0, 1), n, generator) for one, n in ((digits.train, MIXTURES), (digits.test, TESTED)))
        for d in sizes:
            settings = replace(DATA_RICH, columns=d)
            plain: Dictionaries | None = None
            for method in METHODS:
                started = time.monotonic()
                start = plain if from_nmf and method in ("ANMF", "DNMF") else None
                dictionaries = learnt(method, train, settings, seed, start)
                plain = dictionaries if method == "NMF" else plain
                took = time.monotonic() - started
                curves[method][d].append(_measured(psnr(test, separated(test, dictionaries, settings))))
                say(f"  seed {seed}  d {d:>3}  {method:<5} {curves[method][d][-1][0]:6.2f} dB  {took:5.1f} s")
    return curves


def figure_2(digits: Digits, seeds: range, sizes: Sequence[int], from_nmf: bool) -> Curves:
    """Return the median PSNR of ANMF over tau_A, for several d."""
    curves: Curves = {f"d = {d}": {tau: [] for tau in TAUS} for d in sizes}
    for seed in seeds:
        generator = np.random.default_rng(seed)
        train, test = (drawn(one, (0, 1), n, generator) for one, n in ((digits.train, MIXTURES), (digits.test, TESTED)))
        for d in sizes:
            plain: Dictionaries | None = None
            for tau in TAUS:
                settings = replace(DATA_RICH, columns=d, tau_a=tau)
                dictionaries = learnt("", train, settings, seed, plain if from_nmf else None)
                plain = dictionaries if tau == 0 else plain
                curves[f"d = {d}"][tau].append(_measured(psnr(test, separated(test, dictionaries, settings))))
                say(f"  seed {seed}  d {d:>3}  tau_A {tau:4.2f}  {curves[f'd = {d}'][tau][-1][0]:6.2f} dB")
    return curves


def figure_4(digits: Digits, seeds: range, others: Sequence[int], trials: int, from_nmf: bool) -> Curves:
    """Return the median PSNR of every method over the digit that is mixed with digit 1."""
    curves: Curves = {method: {k: [] for k in others} for method in SEARCHED}
    for seed in seeds:
        for other in others:
            started = time.monotonic()
            data = scarce(digits, other, seed)
            for method, found, best in searched(data, trials, seed, from_nmf):
                curves[method][other].append((found, 0.0))
                chosen = (
                    f"tau_A {best.tau_a:.2f} tau_S {best.tau_s:.2f} epochs {best.epochs} batch {best.batch_size} "
                    f"mu_H {best.mu_h:.0e} omega {best.omega} {best.initialization}"
                )
                say(f"  seed {seed}  1 + {other}  {method:<6} {found:6.2f} dB  {chosen}")
            say(f"  {time.monotonic() - started:.0f} s")
    return curves


def table(curves: Curves, against: str | None) -> None:
    """Print means over seeds, and the standard deviation between seeds; then what each has above one of them."""
    names = list(curves)
    say("".join([f"{'':>6}", *(f"{name:>16}" for name in names)]))
    for place in curves[names[0]]:
        row = [[value for value, _ in curves[name][place]] for name in names]
        say("".join([f"{place:>6}", *(f"{np.mean(one):>9.2f} ({np.std(one):4.2f})" for one in row)]))
    if against is None:
        return
    say(f"above {against}:")
    for place in curves[names[0]]:
        say("".join([f"{place:>6}", *(_difference(curves, name, against, [place]) for name in names)]))
    say("".join([f"{'mean':>6}", *(_difference(curves, name, against, list(curves[against])) for name in names)]))


def _difference(curves: Curves, name: str, against: str, places: Sequence[float]) -> str:
    """Return the mean difference over places, and how far it differs between seeds."""
    differences = np.array(
        [[a[0] - b[0] for a, b in zip(curves[name][k], curves[against][k], strict=True)] for k in places]
    ).mean(axis=0)
    return f"{differences.mean():>+9.2f} ({differences.std():4.2f})"


def _spread(found: Sequence[tuple[float, float]]) -> float:
    return float(np.std([value for value, _ in found]))


def draw(curves: Mapping[str, Mapping[float, Sequence[tuple[float, float]]]], label: str, path: Path) -> None:
    """Draw a figure as the paper does: medians with their standard errors."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    picture, axis = pyplot.subplots(figsize=(6, 4))
    for name, curve in curves.items():
        places = list(curve)
        means = np.array([np.mean([value for value, _ in curve[k]]) for k in places])
        errors = np.array([np.hypot(np.mean([e for _, e in found]), _spread(found)) for found in curve.values()])
        axis.plot(places, means, "o-", label=name)
        axis.fill_between(places, means - errors, means + errors, alpha=0.2)
    axis.set_xlabel(label)
    axis.set_ylabel("median PSNR, dB")
    axis.grid(alpha=0.3)
    axis.legend()
    picture.tight_layout()
    picture.savefig(path)
    say(f"{path}")


def _above(curves: Curves, against: str) -> Curves:
    """Return what methods have above one of them, ENMF left out as in the paper."""
    found: Curves = {}
    for name in (one for one in curves if one != "ENMF"):
        found[name] = {
            place: [(a - b, 0.0) for (a, _), (b, _) in zip(values, curves[against][place], strict=True)]
            for place, values in curves[name].items()
        }
    return found


def main() -> None:
    """Print a figure as a table, and draw it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--figure", type=int, choices=(1, 2, 4), required=True)
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the figure, too")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--d", type=int, nargs="*", help="columns of a dictionary")
    parser.add_argument("--trials", type=int, default=15, help="settings that every method tries (figure 4)")
    parser.add_argument("--digits", type=int, nargs="*", default=OTHERS, help="mixed with digit 1 (figure 4)")
    parser.add_argument("--from-nmf", action="store_true", help="begin with what NMF has learnt")
    options = parser.parse_args()
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    digits = read_digits(options.data)
    if options.figure == 1:
        curves = figure_1(digits, seeds, options.d or SIZES, options.from_nmf)
        table(curves, "NMF")
    elif options.figure == 2:
        curves = figure_2(digits, seeds, options.d or TAU_SIZES, options.from_nmf)
        table(curves, None)
    else:
        curves = figure_4(digits, seeds, options.digits, options.trials, options.from_nmf)
        table(curves, "NMF")
        say("published, above NMF: " + ", ".join(f"{name} {value:+.2f}" for name, value in PUBLISHED.items()))
    if options.svg:
        drawn_curves = _above(curves, "NMF") if options.figure == 4 else curves
        draw(drawn_curves, {1: "d", 2: "tau_A", 4: "digit mixed with 1"}[options.figure], options.svg)


if __name__ == "__main__":
    main()
