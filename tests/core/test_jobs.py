"""Jobs: progress, previews, cancel, stop and keep, failure."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pytest

from core.annotation.model import Annotation
from core.audio import Audio, Mixture
from core.engines.base import EngineInfo, Problem, RunContext, SeparationRequest, SeparationResult
from core.errors import CoreError, EngineError
from core.jobs import JobLane, JobProgress, JobState


@dataclass
class Recorder:
    """A listener that keeps what it is told."""

    progress: list[JobProgress] = field(default_factory=list)
    previews: list[SeparationResult] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    reported: threading.Event = field(default_factory=threading.Event)

    def on_progress(self, progress: JobProgress) -> None:
        self.progress.append(progress)
        self.reported.set()

    def on_preview(self, result: SeparationResult) -> None:
        self.previews.append(result)

    def on_finished(self, result: SeparationResult) -> None:
        self.events.append("finished")

    def on_failed(self, error: CoreError) -> None:
        self.events.append(f"failed: {error}")

    def on_cancelled(self) -> None:
        self.events.append("cancelled")


class ScriptedEngine:
    """An engine whose run is a function of the test."""

    info: ClassVar[EngineInfo] = EngineInfo("scripted", "Scripted", "1", "", "", frozenset(), frozenset(), object)

    def __init__(self, script: Callable[[SeparationRequest, RunContext], SeparationResult]) -> None:
        self._script = script

    def problems(self, request: SeparationRequest) -> list[Problem]:
        return []

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        return self._script(request, context)


def result_of(request: SeparationRequest) -> SeparationResult:
    return SeparationResult((), Audio(request.mixture.samples, request.mixture.rate))


@pytest.fixture
def request_() -> SeparationRequest:
    return SeparationRequest(Mixture(np.zeros((1, 10), np.float32), 8000), Annotation(), parameters=None)


@pytest.fixture
def lane() -> Iterator[JobLane]:
    lane = JobLane(threads=1)
    yield lane
    lane.close()


def until_told(request: SeparationRequest, context: RunContext) -> SeparationResult:
    """Report for ever, until cancelled or stopped."""
    step = 0
    while not context.checkpoint():
        step += 1
        context.report("Working", step, None)
    return result_of(request)


def test_a_job_reports_previews_and_finishes(lane: JobLane, request_: SeparationRequest) -> None:
    def script(request: SeparationRequest, context: RunContext) -> SeparationResult:
        context.report("First", 1, 4, divergence=3.0)
        context.preview(result_of(request))
        context.report("Second", 4, 4, divergence=1.0)
        return result_of(request)

    recorder = Recorder()
    job = lane.submit(ScriptedEngine(script), request_, recorder)
    assert job.wait(10)
    assert job.state is JobState.FINISHED
    assert [p.fraction for p in recorder.progress] == [0.25, 1.0]
    assert recorder.progress[0].figures == {"divergence": 3.0}
    assert recorder.progress[0].eta_s is not None
    assert len(recorder.previews) == 1
    assert recorder.events == ["finished"]


def test_progress_never_runs_back(lane: JobLane, request_: SeparationRequest) -> None:
    def script(request: SeparationRequest, context: RunContext) -> SeparationResult:
        context.report("Working", 5, 10)
        context.report("Working", 2, 10)
        return result_of(request)

    recorder = Recorder()
    assert lane.submit(ScriptedEngine(script), request_, recorder).wait(10)
    assert [p.fraction for p in recorder.progress] == [0.5, 0.5]


def test_cancel_ends_the_job_and_keeps_nothing(lane: JobLane, request_: SeparationRequest) -> None:
    recorder = Recorder()
    job = lane.submit(ScriptedEngine(until_told), request_, recorder)
    assert recorder.reported.wait(10)
    job.cancel()
    assert job.wait(10)
    assert (job.state, job.result, recorder.events) == (JobState.CANCELLED, None, ["cancelled"])


def test_stop_and_keep_keeps_the_result(lane: JobLane, request_: SeparationRequest) -> None:
    recorder = Recorder()
    job = lane.submit(ScriptedEngine(until_told), request_, recorder)
    assert recorder.reported.wait(10)
    job.stop_and_keep()
    assert job.wait(10)
    assert job.state is JobState.STOPPED
    assert job.result is not None
    assert recorder.events == ["finished"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (EngineError("no notes"), "no notes"),
        (MemoryError(), "not enough memory"),
        (ZeroDivisionError("division by zero"), "Scripted failed"),
    ],
)
def test_a_failure_reaches_the_listener_in_words_and_the_lane_goes_on(
    lane: JobLane, request_: SeparationRequest, error: Exception, words: str
) -> None:
    def script(request: SeparationRequest, context: RunContext) -> SeparationResult:
        raise error

    recorder, after = Recorder(), Recorder()
    job = lane.submit(ScriptedEngine(script), request_, recorder)
    follower = lane.submit(ScriptedEngine(lambda request, context: result_of(request)), request_, after)
    assert follower.wait(10)
    assert job.state is JobState.FAILED
    assert words in recorder.events[0]
    assert after.events == ["finished"]


def test_a_listener_that_fails_spoils_neither_its_job_nor_the_lane(lane: JobLane, request_: SeparationRequest) -> None:
    class Broken(Recorder):
        def on_finished(self, result: SeparationResult) -> None:
            raise RuntimeError("the window is gone")

        def on_failed(self, error: CoreError) -> None:
            raise RuntimeError("the window is gone")

    def failing(request: SeparationRequest, context: RunContext) -> SeparationResult:
        raise EngineError("no")

    done = ScriptedEngine(lambda request, context: result_of(request))
    jobs = [lane.submit(engine, request_, Broken()) for engine in (done, ScriptedEngine(failing))]
    after = Recorder()
    assert lane.submit(done, request_, after).wait(10)
    assert [job.state for job in jobs] == [JobState.FINISHED, JobState.FAILED]
    assert after.events == ["finished"]


def test_an_error_among_the_problems_prevents_the_run(lane: JobLane, request_: SeparationRequest) -> None:
    class Hindered(ScriptedEngine):
        def problems(self, request: SeparationRequest) -> list[Problem]:
            return [Problem("warning", "slow"), Problem("error", "open a score")]

    recorder = Recorder()
    assert lane.submit(Hindered(until_told), request_, recorder).wait(10)
    assert recorder.events == ["failed: open a score"]


def test_closing_the_lane_cancels_running_and_waiting_jobs(request_: SeparationRequest) -> None:
    lane = JobLane(threads=1)
    recorders = [Recorder(), Recorder()]
    jobs = [lane.submit(ScriptedEngine(until_told), request_, recorder) for recorder in recorders]
    assert recorders[0].reported.wait(10)
    lane.close()
    assert [job.state for job in jobs] == [JobState.CANCELLED] * 2
    assert not any(thread.name == "job-lane" for thread in threading.enumerate())
