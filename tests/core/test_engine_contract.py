"""What every registered engine keeps to (core.engines.base)."""

from __future__ import annotations

import pickle
import threading
import time
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import numpy as np
import psutil
import pytest
from safetensors.numpy import load, save

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Example, Polarity, Region
from core.audio import Audio, Mixture
from core.engines.base import Engine, SeparationRequest, SeparationResult, parameter_specs
from core.engines.registry import engines
from core.errors import CoreError, EngineError, JobCancelled
from core.jobs import JobLane, JobProgress, JobState
from tests.core.songs import TWO_VOICES, song, voices

ENGINES = [pytest.param(engine, id=engine.info.id) for engine in engines()]
pytestmark = pytest.mark.parametrize("engine", ENGINES)


@dataclass
class Context:
    """A RunContext that keeps what it is told and stops or cancels after some checkpoints."""

    stop_after: int | None = None
    cancel_after: int | None = None
    checkpoints: int = 0
    fractions: list[float] = field(default_factory=list)
    previews: list[SeparationResult] = field(default_factory=list)

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        assert stage
        assert all(np.isfinite(value) for value in figures.values())
        if total:
            assert 0 <= done <= total
            self.fractions.append(done / total)

    def preview(self, result: SeparationResult) -> None:
        self.previews.append(result)

    def checkpoint(self) -> bool:
        self.checkpoints += 1
        if self.cancel_after is not None and self.checkpoints > self.cancel_after:
            raise JobCancelled("cancelled")
        return self.stop_after is not None and self.checkpoints > self.stop_after


# what makes a run short and leaves no step out
QUICK: dict[str, dict[str, object]] = {
    "autoencoder": {"remixes": 1, "lessons": 15},
    "robust-nmf": {"rank": 3},
    "example-nmf": {"columns": 12, "epochs": 20},
}


def request_for(engine: Engine, mixture: Mixture, annotation: Annotation) -> SeparationRequest:
    if "examples" in engine.info.uses:
        annotation = with_examples(annotation, mixture.rate, mixture.length)
    return SeparationRequest(mixture, annotation, engine.info.parameters(**QUICK.get(engine.info.id, {})))


def with_examples(annotation: Annotation, rate: int, length: int) -> Annotation:
    """Return the annotation with another take of every source that has notes."""
    rows = [(note.source_id, int(note.pitch or 60), note.start / rate, note.length / rate) for note in annotation.notes]
    sounds = voices(rows, rate, max(1.0, length / rate))
    examples = (
        Example(name, audio=Audio(sound[None].astype(np.float32), rate), name="take.wav", id=name)
        for name, sound in sounds.items()
    )
    return annotation.changed(examples=tuple(examples))


def assert_sound(result: SeparationResult, request: SeparationRequest) -> None:
    """Right stems, finite, summing to the song."""
    mixture = request.mixture
    assert [source_id for source_id, _ in result.stems] == [source.id for source in request.annotation.sources]
    total = result.residual.samples.astype(np.float64)
    for _, stem in result.stems:
        assert stem.rate == mixture.rate
        assert stem.samples.shape == mixture.samples.shape
        assert np.isfinite(stem.samples).all()
        total = total + stem.samples
    np.testing.assert_allclose(total, mixture.samples, rtol=0, atol=1e-6)


@pytest.mark.parametrize("channels", [1, 2, 4])
def test_stems_and_residual_sum_to_the_song(engine: Engine, channels: int) -> None:
    mixture, annotation, _ = song(channels=channels)
    request = request_for(engine, mixture, annotation)
    assert_sound(engine.run(request, Context()), request)


@pytest.mark.parametrize(
    ("duration_s", "rate"), [(0.5, 16000), (0.02, 16000), (1.2345, 11025), (1.0, 96000), (1.0, 4000)]
)
def test_short_songs_odd_lengths_and_other_rates(engine: Engine, duration_s: float, rate: int) -> None:
    mixture, annotation, _ = song(
        rows=(("high", 76, 0.0, 0.5), ("low", 48, 0.01, 0.3)), rate=rate, duration_s=duration_s
    )
    request = request_for(engine, mixture, annotation)
    assert_sound(engine.run(request, Context()), request)


@pytest.mark.parametrize("channels", [1, 2])
def test_regions_may_lie_anywhere(engine: Engine, channels: int) -> None:
    mixture, annotation, _ = song(channels=channels)
    if "regions" not in engine.info.uses:
        pytest.skip("uses no regions")
    generator = np.random.default_rng(0)
    places = ((-9000, 5000, 0.5, 300.0), (10_000, 20_000, 200.0, 20_000.0), (40_000, 10**9, 90.0, 91.0))
    regions = tuple(
        Region(source.id, polarity, *place, generator.random((5, 7)) < 0.5)
        for place in places
        for source, polarity in zip(annotation.sources, (Polarity.BELONGS, Polarity.NOT), strict=True)
    )
    request = request_for(engine, mixture, annotation.changed(regions=regions))
    assert_sound(engine.run(request, Context()), request)


@pytest.mark.parametrize("duration_s", [0.05, 3.0])
def test_activity_may_be_all_that_is_known_of_a_source(engine: Engine, duration_s: float) -> None:
    mixture, annotation, _ = song(duration_s=duration_s, rows=(*TWO_VOICES, ("high", 76, 0.0, 0.05)))
    if "activity" not in engine.info.uses:
        pytest.skip("uses no activity")
    spans = (ActivitySpan(0, 500, ActivityState.ACTIVE), ActivitySpan(1000, 30_000, ActivityState.SILENT))
    painted = annotation.with_notes(note for note in annotation.notes if note.source_id != "low")
    request = request_for(engine, mixture, painted.with_activity(Activity("low", spans)))
    assert not [problem for problem in engine.problems(request) if problem.severity == "error"]
    context = Context()
    assert_sound(engine.run(request, context), request)
    assert context.fractions == sorted(context.fractions)


@pytest.mark.parametrize("rests", [(0.0,), (5.0,), (0.0, 11.0)])
def test_a_song_may_have_long_parts_without_notes(engine: Engine, rests: tuple[float, ...]) -> None:
    rows = [("high", 76, start_s, 0.5) for start_s in rests] + [("low", 48, start_s + 0.2, 0.5) for start_s in rests]
    mixture, annotation, _ = song(rows=rows, duration_s=12.0)
    request = request_for(engine, mixture, annotation)
    assert_sound(engine.run(request, Context()), request)


def test_silence_gives_silence(engine: Engine) -> None:
    mixture, annotation, _ = song()
    request = request_for(engine, Mixture(np.zeros_like(mixture.samples), mixture.rate), annotation)
    result = engine.run(request, Context())
    assert_sound(result, request)
    assert all(not stem.samples.any() for _, stem in result.stems)


def test_the_stems_are_nearer_to_the_truth_than_the_song_is(engine: Engine) -> None:
    mixture, annotation, truth = song()
    result = engine.run(request_for(engine, mixture, annotation), Context())
    for (_, stem), true in zip(result.stems, truth, strict=True):
        before = np.square(mixture.samples - true).sum()
        after = np.square(stem.samples - true).sum()
        assert 10 * np.log10(before / after) > 6.0


def test_inputs_are_untouched_and_the_same_seed_gives_the_same_stems(engine: Engine) -> None:
    mixture, annotation, _ = song()
    request = request_for(engine, mixture, annotation)
    before = mixture.samples.copy()
    first, second = engine.run(request, Context()), engine.run(request, Context())
    np.testing.assert_array_equal(mixture.samples, before)
    for (_, one), (_, other) in zip(first.stems, second.stems, strict=True):
        np.testing.assert_array_equal(one.samples, other.samples)


def test_a_louder_song_gives_louder_stems(engine: Engine) -> None:
    mixture, annotation, _ = song()
    plain = engine.run(request_for(engine, mixture, annotation), Context())
    loud = engine.run(request_for(engine, Mixture(mixture.samples * 64, mixture.rate), annotation), Context())
    for (_, one), (_, other) in zip(plain.stems, loud.stems, strict=True):
        np.testing.assert_allclose(other.samples / 64, one.samples, rtol=0, atol=1e-3)


def test_progress_never_runs_back_and_reaches_the_end(engine: Engine) -> None:
    mixture, annotation, _ = song()
    context = Context()
    engine.run(request_for(engine, mixture, annotation), context)
    assert context.fractions == sorted(context.fractions)
    assert context.fractions[-1] == 1.0


def test_a_preview_can_be_heard_before_the_end(engine: Engine) -> None:
    mixture, annotation, _ = song()
    request = request_for(engine, mixture, annotation)
    context = Context()
    engine.run(request, context)
    assert context.previews
    assert context.previews[0].finished
    assert_sound(context.previews[0], request)


def test_stop_and_keep_gives_a_whole_result(engine: Engine) -> None:
    mixture, annotation, _ = song()
    request = request_for(engine, mixture, annotation)
    full = Context()
    engine.run(request, full)
    for stop_after in (0, 1, full.checkpoints // 2):
        assert_sound(engine.run(request, Context(stop_after=stop_after)), request)


def test_cancel_raises_at_every_checkpoint(engine: Engine) -> None:
    mixture, annotation, _ = song()
    request = request_for(engine, mixture, annotation)
    for cancel_after in (0, 1, 5):
        with pytest.raises(JobCancelled):
            engine.run(request, Context(cancel_after=cancel_after))


def test_missing_guidance_is_a_problem_and_a_failed_run_leaves_the_last_result(engine: Engine) -> None:
    mixture, annotation, _ = song(duration_s=1.0)
    request = request_for(engine, mixture, annotation)
    good = engine.run(request, Context())
    kept = [stem.samples.copy() for _, stem in good.stems]
    bare = replace(request, annotation=Annotation(sources=annotation.sources))
    errors = [problem for problem in engine.problems(bare) if problem.severity == "error"]
    assert errors or not engine.info.needs
    if errors:
        with pytest.raises(EngineError):
            engine.run(bare, Context())
    for before, (_, stem) in zip(kept, good.stems, strict=True):
        np.testing.assert_array_equal(before, stem.samples)


def test_requests_and_results_can_be_pickled(engine: Engine) -> None:
    mixture, annotation, _ = song(duration_s=1.0)
    request = pickle.loads(pickle.dumps(request_for(engine, mixture, annotation)))
    result = engine.run(request, Context())
    again: SeparationResult = pickle.loads(pickle.dumps(result))
    assert_sound(again, request)
    engine.run(replace(request, previous=again.state), Context())


def test_a_state_is_named_arrays_or_none_and_can_be_stored(engine: Engine) -> None:
    mixture, annotation, _ = song(duration_s=1.0)
    request = request_for(engine, mixture, annotation)
    full = Context()
    results = [engine.run(request, full)]
    results += [engine.run(request, Context(stop_after=after)) for after in (0, full.checkpoints // 2)]
    assert len({result.state is None for result in results}) == 1
    for state in (result.state for result in results if result.state is not None):
        assert state
        assert all(type(name) is str and type(values) is np.ndarray for name, values in state.items())
        stored = load(save({name: np.ascontiguousarray(values) for name, values in state.items()}))
        assert set(stored) == set(state)
        for name, values in state.items():
            np.testing.assert_array_equal(stored[name], values)
        assert_sound(engine.run(replace(request, previous=stored), Context()), request)


def test_the_state_of_another_song_or_of_other_sources_does_no_harm(engine: Engine) -> None:
    mixture, annotation, truth = song()
    other, other_annotation, _ = song(
        rows=(("high", 60, 0.0, 0.5), ("drone", 40, 0.5, 1.0)), rate=11_025, duration_s=2.0, channels=1
    )
    states = [engine.run(request_for(engine, other, other_annotation), Context()).state]
    reversed_song = Mixture(np.ascontiguousarray(mixture.samples[:, ::-1]), mixture.rate)
    states.append(engine.run(request_for(engine, reversed_song, annotation), Context()).state)
    states.append({"anything": np.full((3, 2), np.nan)})
    for state in states:
        request = replace(request_for(engine, mixture, annotation), previous=state)
        result = engine.run(request, Context())
        assert_sound(result, request)
        for (_, stem), true in zip(result.stems, truth, strict=True):
            before, after = np.square(mixture.samples - true).sum(), np.square(stem.samples - true).sum()
            assert 10 * np.log10(before / after) > 6.0


def test_what_a_run_will_take_is_told_without_touching_the_song_and_grows_with_it(engine: Engine) -> None:
    mixture, annotation, _ = song(duration_s=1.0)
    seconds, memory = [], []
    for length_s in (0, 1, 60, 600):
        unread = np.broadcast_to(np.float32(np.nan), (mixture.channels, length_s * mixture.rate))
        told = engine.estimate(request_for(engine, Mixture(unread, mixture.rate), annotation))
        seconds.append(told.seconds)
        memory.append(told.memory_bytes)
    assert seconds[0] > 0
    assert seconds == sorted(set(seconds))
    assert 0 < memory[0] <= min(memory[1:])


def test_what_a_run_will_take_is_right_within_a_factor_of_four(engine: Engine) -> None:
    # a short song on a machine that does other things, too; longer ones are nearer
    mixture, annotation, _ = song(duration_s=20.0)
    request = request_for(engine, mixture, annotation)
    engine.run(replace(request, mixture=Mixture(mixture.samples[:, :16000], mixture.rate)), Context())
    started = time.process_time()
    engine.run(request, Context())
    took = time.process_time() - started
    assert took / 4 < engine.estimate(request).seconds + 0.5
    assert engine.estimate(request).seconds < 4 * took + 2.0


def test_too_little_memory_is_a_warning_before_the_run(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    mixture, annotation, _ = song(duration_s=1.0)
    request = request_for(engine, mixture, annotation)
    assert not engine.estimate(request).problems()
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=10**6))
    found = engine.estimate(request).problems()
    assert [problem.severity for problem in found] == ["warning"]
    assert "memory" in found[0].message


def test_what_parameters_are_used_with_exists(engine: Engine) -> None:
    specs = {spec.name: spec for spec in parameter_specs(engine.info.parameters)}
    for spec in specs.values():
        if spec.used_with is not None:
            other, wanted = spec.used_with
            for value in wanted if isinstance(wanted, tuple) else (wanted,):
                specs[other].check(value)
                assert spec.is_used(value)


def test_every_parameter_has_a_default_in_range_and_words(engine: Engine) -> None:
    for spec in parameter_specs(engine.info.parameters):
        assert spec.help
        spec.check(spec.default)
        assert spec.parse(str(spec.default)) == spec.default


class CancelListener:
    """Cancels its job at the first progress."""

    def __init__(self) -> None:
        self.first_progress = threading.Event()
        self.cancelled_at = 0.0

    def on_progress(self, progress: JobProgress) -> None:
        self.first_progress.set()

    def on_preview(self, result: SeparationResult) -> None: ...

    def on_finished(self, result: SeparationResult) -> None: ...

    def on_failed(self, error: CoreError) -> None: ...

    def on_cancelled(self) -> None:
        self.cancelled_at = time.monotonic()


@pytest.mark.parametrize("painted", [False, True])
def test_a_running_job_can_be_cancelled(engine: Engine, painted: bool) -> None:
    mixture, annotation, _ = song(duration_s=30.0)
    if painted and "activity" in engine.info.uses:
        spans = (ActivitySpan(0, 200_000, ActivityState.ACTIVE), ActivitySpan(200_000, 400_000, ActivityState.SILENT))
        annotation = annotation.with_notes(note for note in annotation.notes if note.source_id != "low")
        annotation = annotation.with_activity(Activity("low", spans))
    lane, listener = JobLane(threads=1), CancelListener()
    try:
        job = lane.submit(engine, request_for(engine, mixture, annotation), listener)
        assert listener.first_progress.wait(30)
        job.cancel()
        assert job.wait(30)
        assert job.state is JobState.CANCELLED
    finally:
        lane.close()
