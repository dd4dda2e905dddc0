"""Worker threads and the window: results arrive, reports are gathered, cancelled work stays silent."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.bridge import IoLane, IoTask, JobBridge, Report
from core.errors import AudioReadError, CoreError
from core.jobs import JobProgress


@pytest.fixture
def lane():
    lane = IoLane()
    yield lane
    lane.close()


def test_result_arrives_in_the_thread_of_the_window(qtbot: QtBot, lane: IoLane) -> None:
    threads = []
    task = IoTask(lambda report: threading.get_ident(), "count")
    task.finished.connect(lambda result: threads.append((result, threading.get_ident())))
    with qtbot.waitSignal(task.ended):
        lane.submit(task)
    worker, receiver = threads[0]
    assert worker != receiver == threading.get_ident()
    assert QThread.currentThread().isMainThread()


def test_thousands_of_reports_become_few_signals_and_the_last_is_right(qtbot: QtBot, lane: IoLane) -> None:
    def work(report: Report) -> None:
        for step in range(20_001):
            report(step / 20_000)

    seen: list[float] = []
    task = IoTask(work, "work")
    task.progressed.connect(seen.append)
    with qtbot.waitSignal(task.ended, timeout=10_000):
        lane.submit(task)
    assert seen[-1] == 1.0
    assert seen == sorted(seen)
    assert len(seen) < 10_000


def test_error_of_the_core_is_passed_on_as_it_is(qtbot: QtBot, lane: IoLane) -> None:
    def work(report: Report) -> None:
        raise AudioReadError("take.wav: is empty; record it again")

    task = IoTask(work, "work")
    with qtbot.waitSignal(task.failed) as failed:
        lane.submit(task)
    assert str(failed.args[0]) == "take.wav: is empty; record it again"


def test_unexpected_error_becomes_words(qtbot: QtBot, lane: IoLane) -> None:
    def work(report: Report) -> None:
        raise RuntimeError("boom")

    task = IoTask(work, "Opening take.wav")
    with qtbot.waitSignal(task.failed) as failed:
        lane.submit(task)
    assert isinstance(failed.args[0], CoreError)
    assert "Opening take.wav" in str(failed.args[0])
    assert "boom" in str(failed.args[0])


def test_cancelled_task_ends_without_a_result(qtbot: QtBot, lane: IoLane) -> None:
    started = threading.Event()

    def work(report: Report) -> str:
        started.set()
        while report(0.5):
            pass
        return "late"

    results: list[object] = []
    task = IoTask(work, "work")
    task.finished.connect(results.append)
    with qtbot.waitSignal(task.ended):
        lane.submit(task)
        assert started.wait(5)
        task.cancel()
    assert results == []


def test_job_bridge_gathers_progress_and_keeps_the_order(qtbot: QtBot) -> None:
    bridge = JobBridge()
    batches: list[list[JobProgress]] = []
    bridge.progressed.connect(batches.append)

    def work() -> None:
        for step in range(1000):
            bridge.on_progress(JobProgress("step", step, 1000, step / 1000, 0.0, None))
        bridge.on_cancelled()

    with qtbot.waitSignal(bridge.cancelled):
        worker = threading.Thread(target=work)
        worker.start()
    worker.join()
    assert [report.done for batch in batches for report in batch] == list(range(1000))
    assert len(batches) < 1000


def test_what_was_cancelled_fails_in_silence(qtbot: QtBot, lane: IoLane, caplog: pytest.LogCaptureFixture) -> None:
    begun = threading.Event()

    def work(report: Report) -> None:
        begun.set()
        while report(0.0):
            pass
        raise ImportError("abandoned")

    failures: list[object] = []
    task = IoTask(work, "work")
    task.failed.connect(failures.append)
    with qtbot.waitSignal(task.ended):
        lane.submit(task)
        assert begun.wait(5.0)
        task.cancel()
    assert failures == []
    assert caplog.records == []
