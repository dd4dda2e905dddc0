"""How fast the autoencoder learns a piece: structured dropout and then the activity cost, against the cost alone.

Run by hand: ``python tests/benchmarks/bench_convergence.py --data FOLDER --csv curves.csv --svg curves.svg``. FOLDER
holds piano_hands. Measures what Ewert & Sandler 2017, section 2, say of equations 2 and 3: iterations to a given error,
the collapse under a high lambda, schedules of a growing lambda. All curves of a start have the same seed, the same
first weights and the same step size. ``--units 1500 --rate 1e-4`` is the size and the step size of the paper.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass, fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch

from core.annotation.score import annotation_from_score
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.autoencoder.published import SongAutoencoder
from core.engines.autoencoder.training import Objective, divergence, fast_products
from core.engines.base import SeparationRequest
from core.engines.score_informed.model import Setup, magnitudes, set_up
from core.jobs import prepare_numerics
from core.stft import FloatArray
from tests.benchmarks.bench_piano_hands import load
from tests.benchmarks.bench_separation import say

# a unit sounds above this; units start at a half
_SOUNDS = 1e-6
_FIRST_WEIGHT = 1e-4
_ERRORS = (0.7, 0.6, 0.5, 0.4, 0.3)


@dataclass(frozen=True)
class Plan:
    """How a network is trained: iterations of equation 3, then equation 2; or lambda grows to its value."""

    weight: float
    dropout: int = 0
    growth: int = 0
    usual_start: bool = False

    def objective(self, iteration: int) -> Objective:
        """Return what an iteration minimises."""
        if iteration < self.dropout:
            return Objective(dropout=True)
        grown = 1.0 if iteration >= self.growth else iteration / self.growth
        return Objective(dropout=False, activity_weight=_FIRST_WEIGHT * (self.weight / _FIRST_WEIGHT) ** grown)

    def __str__(self) -> str:
        start = "usual start, " if self.usual_start else ""
        if self.growth:
            return f"{start}λ grows to {self.weight:g} in {self.growth}"
        return f"{start}dropout {self.dropout}, then λ {self.weight:g}" if self.dropout else f"{start}λ {self.weight:g}"


PLANS = (
    Plan(0.1, dropout=100),
    Plan(0.1, dropout=300),
    Plan(10.0, dropout=100),
    *(Plan(weight) for weight in (0.001, 0.1, 1.0, 10.0, 100.0)),
    *(Plan(10.0, growth=iterations) for iterations in (20, 100, 1000)),
    Plan(0.1, dropout=100, usual_start=True),
    Plan(0.1, usual_start=True),
    Plan(100.0, usual_start=True),
)


@dataclass(frozen=True)
class Point:
    """Figures of the network at an iteration; errors are divergences in units of the song's mean magnitude."""

    iteration: int
    activity_weight: float
    dropout: int
    error: float
    # with units of classes that must not sound set to zero: what separation works with
    labelled_error: float
    # share of the representation's energy outside the labels
    outside: float
    # share of the label matrix's ones at which the unit sounds; share of labelled units that sound at any of theirs
    active: float
    alive: float
    # mean absolute weight
    encoder_weight: float

    @property
    def worse_error(self) -> float:
        """The error that is left once the representation reconstructs and also keeps to the labels."""
        return max(self.error, self.labelled_error)


Curve = list[Point]


class Learner(SongAutoencoder):
    """The autoencoder of a song, looked at while it learns."""

    def draw_as_usual(self) -> None:
        """Draw all weights as torch does unless told otherwise."""
        torch.manual_seed(self._generator.initial_seed())
        for layer in self.network.modules():
            if isinstance(layer, torch.nn.Linear):
                layer.reset_parameters()
        self.network.decoder.scale.fill_(1.0)
        self.network.decoder.project()

    def curve(self, plan: Plan, iterations: int, every: int) -> Iterator[Point]:
        """Train; yield how things stand now and then."""
        for iteration in range(iterations + 1):
            objective = plan.objective(iteration)
            if iteration % every == 0 or iteration == iterations:
                yield self.look(iteration, objective)
            self._training.step(objective)

    @torch.inference_mode()
    def look(self, iteration: int, objective: Objective) -> Point:
        """Return the figures of the network as it is."""
        training, network = self._training, self.network
        errors, outside, total, active, ones, magnitude = [0.0, 0.0], 0.0, 0.0, 0, 0, 0.0
        sounds = torch.zeros(len(self._names), dtype=torch.bool)
        may_sound = sounds.clone()
        for span in training.chunks():
            spectra, allowed = training.chunk(*span)
            with fast_products(training.where):
                R = network.encoder(spectra)
                V = training.centre(spectra)
                for number, used in enumerate((R, R * allowed)):
                    errors[number] += float(divergence(V, network.decoder(used)))
            magnitude += float(V.sum())
            total += float(R.square().sum())
            outside += float((R * ~allowed).square().sum())
            on = allowed & (R > _SOUNDS)
            active += int(on.sum())
            ones += int(allowed.sum())
            sounds |= on.any(0).cpu()
            may_sound |= allowed.any(0).cpu()
        weights = torch.cat([p.abs().flatten() for name, p in network.encoder.named_parameters() if "weight" in name])
        return Point(
            iteration,
            objective.activity_weight,
            int(objective.dropout),
            errors[0] / magnitude,
            errors[1] / magnitude,
            outside / total if total else 0.0,
            active / ones,
            int(sounds.sum()) / int(may_sound.sum()),
            float(weights.mean()),
        )


def problem(folder: Path, seconds: float, parameters: AutoencoderParameters, seed: int) -> tuple[Setup, FloatArray]:
    """Return the first seconds of a piece: labels and spectra."""
    with tempfile.TemporaryDirectory() as scratch:
        mixture, score, _ = load(folder, Path(scratch), stereo=False)
        length = min(mixture.length, round(seconds * mixture.rate))
        annotation = annotation_from_score(score, mixture.rate, length)
        setup = set_up(SeparationRequest(mixture, annotation, parameters.of_factors(), seed=seed), length)
        return setup, magnitudes(mixture.samples[:, :length], setup, lambda _: None)[0]


def learn(job: tuple[AutoencoderParameters, Setup, FloatArray, int, Plan, int, int]) -> tuple[Curve, float]:
    """Train a network by a plan; return its curve and the seconds of processor time."""
    parameters, setup, V, seed, plan, iterations, every = job
    prepare_numerics(1)
    started = time.process_time()
    learner = Learner(parameters, setup, V, seed)
    if plan.usual_start:
        learner.draw_as_usual()
    return list(learner.curve(plan, iterations, every)), time.process_time() - started


def without_learning(V: FloatArray) -> tuple[float, float]:
    """Return the errors of silence and of the mean spectrum, as loud as each frame."""
    target = torch.from_numpy(V)
    mean = target.mean(1, keepdim=True) * target.mean(0, keepdim=True) / target.mean()
    silence = torch.zeros_like(target)
    return tuple(float(divergence(target, model) / target.sum()) for model in (silence, mean))


def row(plan: Plan, curve: Curve, seconds: float) -> str:
    """Return a line of the table."""
    reached = (next((str(p.iteration) for p in curve if p.worse_error < error), "-") for error in _ERRORS)
    first, end = curve[0], curve[-1]
    return (
        f"{plan!s:34}"
        + "".join(f"{iteration:>6}" for iteration in reached)
        + f"{end.error:8.3f}{end.labelled_error:9.3f}{end.outside:9.4f}{end.active:8.2f}{end.alive:7.2f}"
        + f"{first.encoder_weight:9.4f}{end.encoder_weight:7.4f}{seconds:6.0f}"
    )


def draw(path: Path, curves: dict[Plan, Curve], references: tuple[float, float], title: str) -> None:
    """Write the figure as SVG."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    panels = {
        "worse_error": "Reconstruction error\n(worse of with and without labels)",
        "outside": "Share of activity\noutside the labels",
        "active": "Share of labelled\nentries that sound",
    }
    figure, axes = pyplot.subplots(3, 1, sharex=True, figsize=(10.5, 10), height_ratios=(2, 1, 1), layout="constrained")
    for maps, style, plans in (
        ("Greens", "-", [plan for plan in curves if plan.dropout and not plan.usual_start]),
        ("Oranges", "-", [plan for plan in curves if not (plan.dropout or plan.growth or plan.usual_start)]),
        ("Purples", "-", [plan for plan in curves if plan.growth]),
        ("Greys", "--", [plan for plan in curves if plan.usual_start]),
    ):
        for number, plan in enumerate(plans):
            colour = matplotlib.colormaps[maps](0.95 - 0.6 * number / len(plans))
            points = [point for point in curves[plan] if point.iteration]
            for field, axis in zip(panels, axes, strict=True):
                values = [getattr(point, field) for point in points]
                axis.plot([p.iteration for p in points], values, style, color=colour, linewidth=1.6, label=str(plan))
    for label, axis in zip(panels.values(), axes, strict=True):
        axis.set_ylabel(label)
        axis.grid(alpha=0.25)
        axis.spines[["top", "right"]].set_visible(False)
    for error, label in zip(references, ("silence", "mean spectrum"), strict=True):
        axes[0].axhline(error, color="black", linewidth=0.8, linestyle=":")
        axes[0].annotate(label, (1, error), xycoords=("axes fraction", "data"), va="bottom", ha="right", fontsize=8)
    axes[0].set(yscale="log", xscale="log", title=title)
    axes[0].set_yticks([0.2, 0.3, 0.5, 1, 2, 5], ["0.2", "0.3", "0.5", "1", "2", "5"])
    axes[0].yaxis.set_minor_formatter("")
    axes[1].set_yscale("symlog", linthresh=1e-4)
    axes[2].set(ylim=(-0.02, 1.02), xlabel="Iterations")
    axes[2].xaxis.set_major_formatter("{x:g}")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside right upper", frameon=False, fontsize=9)
    figure.savefig(path, format="svg")


def main() -> None:
    """Train by every plan; print the table, write the curves and the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--piece", default="bach_invention_13")
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--rate", type=float, default=1e-3, help="step size")
    parser.add_argument("--iterations", type=int, default=1500)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plans", nargs="*", type=int, default=range(len(PLANS)), help="numbers of plans")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    parameters = AutoencoderParameters("C", start="random", units=options.units, learning_rate=options.rate)
    setup, V = problem(options.data / "piano_hands" / options.piece, options.seconds, parameters, options.seed)
    references = without_learning(V)
    say(f"{len(V)} frames, {len(setup.keys)} units; error of silence {references[0]:.3f}, mean {references[1]:.3f}")
    say(
        f"{'iterations to an error of':34}" + "".join(f"{error:6}" for error in _ERRORS) + "   error labelled  outside"
        "  active  alive  encoder |weight|  CPU"
    )
    plans = [PLANS[number] for number in options.plans]
    curves: dict[Plan, Curve] = {}
    with ProcessPoolExecutor(options.jobs) as pool:
        jobs = [(parameters, setup, V, options.seed, plan, options.iterations, options.every) for plan in plans]
        for plan, (curve, seconds) in zip(plans, pool.map(learn, jobs), strict=True):
            curves[plan] = curve
            say(row(plan, curve, seconds))
    if options.csv is not None:
        with options.csv.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["plan", *(field.name for field in fields(Point))])
            writer.writerows([str(plan), *astuple(point)] for plan, curve in curves.items() for point in curve)
    if options.svg is not None:
        title = f"{options.piece}, {options.seconds:g} s, {options.units} units, step size {options.rate:g}"
        draw(options.svg, curves, references, title)


if __name__ == "__main__":
    main()
