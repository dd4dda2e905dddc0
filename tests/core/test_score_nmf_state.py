"""Going on from an earlier run of score-nmf: what is kept of it, and what of that is used."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load, save

import resources
from core.annotation.model import Annotation, Note, Source
from core.audio import Mixture, read_mixture
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_nmf.engine import ScoreNmf
from tests.core.songs import song

START_S, LENGTH_S = 4.0, 6.0


class Told:
    """A RunContext that keeps every divergence it is told."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.divergences: list[float] = []
        self.checkpoints = 0
        self._stop_after = stop_after

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        known = figures.get("divergence")
        if known is not None and (not self.divergences or known != self.divergences[-1]):
            self.divergences.append(known)

    def preview(self, result: SeparationResult) -> None: ...

    def checkpoint(self) -> bool:
        self.checkpoints += 1
        return self._stop_after is not None and self.checkpoints > self._stop_after


@pytest.fixture(scope="module")
def demo() -> SeparationRequest:
    """Return some seconds of the demo song with its notes as they are played."""
    whole = read_mixture(resources.demo_song())
    start, length = round(START_S * whole.rate), round(LENGTH_S * whole.rate)
    mixture = Mixture(np.ascontiguousarray(whole.samples[:, start : start + length]), whole.rate)
    facts = json.loads(resources.demo_truth().read_text("utf-8"))
    sources = tuple(Source(f"s{place}", one["name"]) for place, one in enumerate(facts["sources"]))
    notes = [
        Note(
            round(note["start_s"] * whole.rate) - start,
            max(1, round(0.4 * whole.rate)),
            source.id,
            float(note["pitch"]),
        )
        for source, one in zip(sources, facts["sources"], strict=True)
        for note in one["notes"]
        if START_S <= note["start_s"] < START_S + LENGTH_S
    ]
    annotation = Annotation(sources, tuple(sorted(notes)))
    return SeparationRequest(mixture, annotation, ScoreNmfParameters(updates=12, stereo=False))


def run(request: SeparationRequest) -> tuple[SeparationResult, list[float]]:
    told = Told()
    return ScoreNmf().run(request, told), told.divergences


@pytest.mark.parametrize("variant", ["best", "published"])
def test_a_run_goes_on_where_the_earlier_one_ended(demo: SeparationRequest, variant: str) -> None:
    request = replace(demo, parameters=replace(demo.parameters, variant=variant))
    first, before = run(request)
    assert first.state is not None
    stored = load(save(dict(first.state)))
    _again, after = run(replace(request, previous=stored))
    assert before[0] > 1.3 * before[-1]
    assert after[0] < 1.02 * before[-1]
    assert after[-1] < before[-1]
    # the objective that the first run reached is reached in a fraction of its updates
    assert next(number for number, value in enumerate(after) if value <= before[-1]) <= 3


def test_previews_and_runs_of_a_part_take_from_it_what_fits(demo: SeparationRequest) -> None:
    first, _before = run(demo)
    short = Mixture(demo.mixture.samples[:, : 3 * demo.mixture.rate], demo.mixture.rate)
    _result, fresh = run(replace(demo, mixture=short))
    _result, going_on = run(replace(demo, mixture=short, previous=first.state))
    assert going_on[0] < 0.9 * fresh[0]


def test_new_notes_and_sources_join_what_is_known(demo: SeparationRequest) -> None:
    fewer = demo.annotation.with_notes(note for note in demo.annotation.notes if note.source_id != "s1")
    first, _divergences = run(replace(demo, annotation=fewer))
    result, divergences = run(replace(demo, previous=first.state))
    _result, fresh = run(demo)
    assert divergences[0] < fresh[0]
    assert divergences[-1] < 1.02 * fresh[-1]
    assert all(stem.samples.any() for _source_id, stem in result.stems)


@pytest.mark.parametrize("stop_after", [0, 3, 30])
def test_a_run_that_was_stopped_can_be_gone_on_from(stop_after: int) -> None:
    mixture, annotation, _ = song()
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(stereo=False))
    stopped = ScoreNmf().run(request, Told(stop_after))
    assert stopped.state is not None
    _result, divergences = run(replace(request, previous=stopped.state))
    _result, fresh = run(request)
    assert divergences[0] < fresh[0]


def garbled(name: str, state: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    """Return a state in which something is not as it should be."""
    changes: dict[str, dict[str, NDArray[np.generic]]] = {
        "no numbers": {key: np.full_like(values, np.nan) for key, values in state.items() if values.dtype.kind == "f"},
        "negative": {key: -np.ones_like(values) for key, values in state.items()},
        "empty": {key: values[:0] for key, values in state.items()},
        "cut": {"activations": state["activations"][:100]},
        "other kinds": {key: values.astype(np.int8) for key, values in state.items()},
        "other shapes": {key: values[np.newaxis] for key, values in state.items()},
        "bad names": {"components": np.frombuffer(b"[[[", np.uint8)},
        "huge counts": {"active_counts": np.full_like(state["active_counts"], 2**62)},
        "components that are not there": {"active": state["active"] + 10**6},
        "another grid": {"grid": state["grid"] + 1},
        "nothing silent": {"levels": np.full_like(state["levels"], np.inf), "scale": np.array([0.0])},
    }
    return {**state, **changes[name]}


GARBLED = (
    "no numbers", "negative", "empty", "cut", "other kinds", "other shapes", "bad names", "huge counts",
    "components that are not there", "another grid", "nothing silent",
)  # fmt: skip


@pytest.mark.parametrize("name", GARBLED)
def test_a_state_that_is_none_does_no_harm(name: str) -> None:
    mixture, annotation, _ = song(duration_s=1.0)
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(updates=3, stereo=False))
    first, _before = run(request)
    state = garbled(name, dict(first.state or {}))
    result, divergences = run(replace(request, previous=state))
    assert np.isfinite(divergences).all()
    assert all(np.isfinite(stem.samples).all() and stem.samples.any() for _source_id, stem in result.stems)


def test_notes_of_another_instrument_do_not_take_its_templates() -> None:
    mixture, annotation, _ = song(duration_s=1.0)
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(updates=3, stereo=False))
    first, _before = run(request)
    renamed = annotation.changed(
        sources=tuple(replace(source, id=f"other {source.id}") for source in annotation.sources)
    ).with_notes(replace(note, source_id=f"other {note.source_id}") for note in annotation.notes)
    fresh, _divergences = run(replace(request, annotation=renamed))
    with_state, _divergences = run(replace(request, annotation=renamed, previous=first.state))
    for (_id, one), (_other, two) in zip(fresh.stems, with_state.stems, strict=True):
        np.testing.assert_allclose(one.samples, two.samples, rtol=0, atol=1e-4)
