"""Garbage that holds objects of Qt ends in the window's thread, whatever the workers do."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from app.bridge import Doorbell, IoLane, IoTask, JobBridge
from app.garbage import GarbageCollector
from app.graphics.background import Background


@pytest.fixture
def collector() -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    collector.close()


def make_garbage(ends: list[str]) -> weakref.ref[QObject]:
    def on_end() -> None:
        ends.append(threading.current_thread().name)

    first, second = QObject(), QObject()
    first.other, second.other = second, first  # type: ignore[attr-defined]
    first.destroyed.connect(on_end, Qt.ConnectionType.DirectConnection)
    return weakref.ref(first)


def ask_for_much_memory(kept: list[list[int]]) -> None:
    kept.extend([number] for number in range(200_000))


def test_garbage_of_qt_never_ends_in_a_worker(qtbot: QtBot, collector: GarbageCollector) -> None:
    ends: list[str] = []
    garbage = [make_garbage(ends) for _ in range(20)]
    kept: list[list[int]] = []
    worker = threading.Thread(target=ask_for_much_memory, args=(kept,), name="worker")
    worker.start()
    worker.join()
    assert ends == []
    qtbot.waitUntil(lambda: all(one() is None for one in garbage))
    assert set(ends) == {"MainThread"}


def test_python_collects_again_afterwards(qapp: object) -> None:
    was_on = gc.isenabled()
    collector = GarbageCollector()
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled() == was_on


def test_a_task_that_is_done_is_not_kept_by_the_lane_thread(qtbot: QtBot) -> None:
    lane = IoLane()
    ends: list[str] = []

    def on_end() -> None:
        ends.append(threading.current_thread().name)

    task = IoTask(lambda _report: None, "first")
    task.destroyed.connect(on_end, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(task.ended):
        lane.submit(task)
    del task
    qtbot.wait(20)  # the lane has gone back to waiting
    second = IoTask(lambda _report: None, "second")
    with qtbot.waitSignal(second.ended):
        lane.submit(second)
    gc.collect()
    assert ends == ["MainThread"]
    lane.close()


def test_workers_go_on_where_the_window_is_gone(qtbot: QtBot) -> None:
    bell, bridge, background = Doorbell(), JobBridge(), Background(lambda: None, "picture")
    task = IoTask(lambda report: report(0.5), "work")
    for gone in (bell, bridge, background._bell, task):
        shiboken6.delete(gone)
    bell.ring()
    bridge.on_finished(None)  # type: ignore[arg-type]
    background._bell.pull()
    task.run()
