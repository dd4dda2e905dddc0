"""How fast the autoencoder learns a piece: structured dropout and then the activity cost, against the cost alone.

Run by hand: ``python tests/benchmarks/bench_convergence.py --data FOLDER --csv curves.csv --svg curves.svg``. FOLDER
holds piano_hands. Measures what Ewert & Sandler 2017, section 2, say of equations 2 and 3: iterations to a given error,
the collapse under a high lambda, schedules of a growing lambda. All curves have the same seed and step size, and but
for the usual start the same first weights. ``--units 1500 --rate 1e-4`` are the paper's.
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

import matplotlib
import torch
from matplotlib.figure import Figure

from core.annotation.score import annotation_from_score
from core.compute import fast_products
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.autoencoder.published import SongAutoencoder
from core.engines.autoencoder.training import Objective, divergence
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
_COLUMNS = "   error labelled  outside  active  alive  encoder |weight|  CPU s"


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
        share = iteration / self.growth if iteration < self.growth else 1.0
        return Objective(dropout=False, activity_weight=_FIRST_WEIGHT * (self.weight / _FIRST_WEIGHT) ** share)

    def __str__(self) -> str:
        first = f"dropout {self.dropout}, then " if self.dropout else ""
        second = f"λ grows to {self.weight:g} in {self.growth}" if self.growth else f"λ {self.weight:g}"
        return ("usual start, " if self.usual_start else "") + first + second


# by the colours of the figure
FAMILIES = {
    "Greens": [Plan(0.1, dropout=100), Plan(0.1, dropout=300), Plan(10.0, dropout=100)],
    "Oranges": [Plan(weight) for weight in (0.001, 0.1, 1.0, 10.0, 100.0)],
    "Purples": [Plan(10.0, growth=iterations) for iterations in (20, 100, 500)],
    "Greys": [Plan(0.1, 100, usual_start=True), Plan(0.1, usual_start=True), Plan(100.0, usual_start=True)],
}
PLANS = [plan for plans in FAMILIES.values() for plan in plans]


@dataclass(frozen=True)
class Point:
    """Figures of the network at an iteration.

    Errors, in units of the song's mean magnitude: of the whole representation, and with the units of classes that must
    not sound set to zero, as separation does. Shares: of the energy outside the labels, of the label matrix's ones at
    which the unit sounds, of the labelled units that sound at any of theirs. The weight is the mean absolute one.
    """

    iteration: int
    activity_weight: float
    dropout: int
    error: float
    labelled_error: float
    outside: float
    active: float
    alive: float
    encoder_weight: float

    @property
    def worse_error(self) -> float:
        return max(self.error, self.labelled_error)


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
        spectra, allowed = training.chunk(0, self._setup.labels.frames)
        with fast_products(training.where):
            R = network.encoder(spectra)
            V = training.centre(spectra)
            error, labelled = (float(divergence(V, network.decoder(used)) / V.sum()) for used in (R, R * allowed))
        energy, sounds = float(R.square().sum()), allowed & (R > _SOUNDS)
        weights = [p.abs().flatten() for name, p in network.encoder.named_parameters() if name.endswith("weight")]
        return Point(
            iteration,
            objective.activity_weight,
            int(objective.dropout),
            error,
            labelled,
            float((R * ~allowed).square().sum()) / energy if energy else 0.0,
            int(sounds.sum()) / int(allowed.sum()),
            int(sounds.any(0).sum()) / int(allowed.any(0).sum()),
            float(torch.cat(weights).mean()),
        )


def problem(folder: Path, seconds: float, parameters: AutoencoderParameters, seed: int) -> tuple[Setup, FloatArray]:
    """Return the first seconds of a piece: labels and spectra."""
    with tempfile.TemporaryDirectory() as scratch:
        mixture, score, _ = load(folder, Path(scratch), stereo=False)
        length = min(mixture.length, round(seconds * mixture.rate))
        annotation = annotation_from_score(score, mixture.rate, length)
        setup = set_up(SeparationRequest(mixture, annotation, parameters.of_factors(), seed=seed), length)
        return setup, magnitudes(mixture.samples[:, :length], setup, lambda _: None)[0]


def learn(job: tuple[AutoencoderParameters, Setup, FloatArray, int, Plan, int, int]) -> tuple[list[Point], float]:
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
    return float(divergence(target, 0.0 * mean) / target.sum()), float(divergence(target, mean) / target.sum())


def row(plan: Plan, curve: list[Point], seconds: float) -> str:
    """Return a line of the table."""
    reached = (f"{next((p.iteration for p in curve if p.worse_error < error), '-'):>6}" for error in _ERRORS)
    first, end = curve[0], curve[-1]
    shares = f"{end.outside:9.4f}{end.active:8.2f}{end.alive:7.2f}{first.encoder_weight:10.4f}{end.encoder_weight:8.4f}"
    return f"{plan!s:36}{''.join(reached)}{end.error:8.3f}{end.labelled_error:9.3f}{shares}{seconds:7.0f}"


def draw(path: Path, curves: dict[Plan, list[Point]], references: tuple[float, float], title: str) -> None:
    """Write the figure as SVG."""
    panels = {
        "worse_error": "Reconstruction error\n(worse of with and without labels)",
        "outside": "Share of activity\noutside the labels",
        "active": "Share of labelled\nentries that sound",
    }
    figure = Figure(figsize=(10.5, 9), layout="constrained")
    axes = figure.subplots(3, 1, sharex=True, height_ratios=(2, 1, 1))
    for maps, family in FAMILIES.items():
        for number, plan in enumerate(family):
            colour = matplotlib.colormaps[maps](0.95 - 0.6 * number / len(family))
            points = [point for point in curves.get(plan, []) if point.iteration]
            for field, axis in zip(panels if points else (), axes, strict=False):
                values = [(point.iteration, getattr(point, field)) for point in points]
                axis.plot(*zip(*values, strict=True), "--" if plan.usual_start else "-", color=colour, label=str(plan))
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
    axes[1].set_yscale("symlog", linthresh=1e-5)
    axes[1].set_ylim(0.0, 1.5)
    axes[2].set(ylim=(-0.02, 1.02), xlabel="Iterations")
    axes[2].xaxis.set(major_formatter="{x:g}", minor_formatter="")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside right upper", frameon=False, fontsize=9)
    figure.savefig(path, format="svg")


def main() -> None:
    """Train by every plan; print the table, write the curves and the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given: dict[str, str | int | float] = {"piece": "bach_invention_13", "seconds": 15.0, "units": 300, "rate": 1e-3}
    for name, default in (given | {"iterations": 1000, "every": 10, "seed": 0, "jobs": 2}).items():
        parser.add_argument(f"--{name}", type=type(default), default=default, help="default: %(default)s")
    parser.add_argument("--plans", nargs="*", type=int, default=range(len(PLANS)), help="numbers of PLANS, from 0")
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    parameters = AutoencoderParameters("C", start="random", units=options.units, learning_rate=options.rate)
    setup, V = problem(options.data / "piano_hands" / options.piece, options.seconds, parameters, options.seed)
    references = without_learning(V)
    say(f"{len(V)} frames, {len(setup.keys)} units; error of silence {references[0]:.3f}, mean {references[1]:.3f}")
    say(f"{'iterations to an error of':36}{''.join(f'{error:6}' for error in _ERRORS)}{_COLUMNS}")
    curves: dict[Plan, list[Point]] = {}
    plans = [PLANS[number] for number in options.plans]
    jobs = [(parameters, setup, V, options.seed, plan, options.iterations, options.every) for plan in plans]
    with ProcessPoolExecutor(options.jobs) as pool:
        for plan, (curve, seconds) in zip(plans, pool.map(learn, jobs), strict=True):
            curves[plan] = curve
            say(row(plan, curve, seconds))
    if options.csv is not None:
        with options.csv.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["plan", *(field.name for field in fields(Point))])
            writer.writerows([str(plan), *astuple(point)] for plan, curve in curves.items() for point in curve)
    if options.svg is not None:
        title = f"{options.piece}, {options.seconds:g} s, {options.units} hidden units, step size {options.rate:g}"
        draw(options.svg, curves, references, title)


if __name__ == "__main__":
    main()
