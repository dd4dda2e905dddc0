"""What every test of the window gets: nobody is there to answer questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.garbage import GarbageCollector
from app.views import question
from app.views.question import Answer


def discard_or_nothing(_parent: object, _title: str, _words: str, answers: Sequence[Answer]) -> str:
    keys = [answer.key for answer in answers]
    return "discard" if "discard" in keys else keys[-1]


@pytest.fixture(scope="session")
def collector_of_all(qapp: QApplication) -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    collector.close()


@pytest.fixture(autouse=True)
def garbage_in_the_window_thread(collector_of_all: GarbageCollector) -> Iterator[None]:
    """Collect as the program does: what was left by a test must not end in a worker of the next."""
    yield
    # windows first: collected alive, they would get events when they have lost what they know
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector_of_all.collect()


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Discard what a window is left with; a test that asks puts its own answers in place."""
    monkeypatch.setattr(question, "ask", discard_or_nothing)
