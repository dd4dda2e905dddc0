"""A match that arrives when something else has happened to its score."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pretty_midi
import pytest
from pytestqt.qtbot import QtBot

import app.controllers.score
from app.main_window import MainWindow
from core.annotation.alignment import Alignment, align_score
from core.annotation.changes import difference
from core.annotation.midi import read_score
from tests.app.projects import new_window, settle
from tests.app.songs import let_go, write_song

WAIT_MS = 60_000


@pytest.fixture
def scores(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Return a song, its score, and a score of the same notes that begins late."""
    song, score = write_song(tmp_path)
    other = score.with_name("other.mid")
    late = pretty_midi.PrettyMIDI(str(score))
    for track in late.instruments:
        for note in track.notes:
            note.start, note.end = note.start + 1.0, note.end + 1.0
    late.write(str(other))
    return song, score, other


@pytest.fixture
def window(qtbot: QtBot, scores: tuple[Path, Path, Path]) -> Iterator[MainWindow]:
    """Return a window with the song and its score, matched."""
    window = new_window(qtbot)
    song, score, _other = scores
    window.open(song, score)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: not window.session.work.is_busy and window.document.annotation.warp is not None)
    qtbot.waitUntil(lambda: window.document.annotation.warp.matched, timeout=WAIT_MS)  # type: ignore[union-attr]
    yield window
    let_go(window)


def import_other(qtbot: QtBot, window: MainWindow, other: Path) -> None:
    window.session.score.import_score(read_score(other))
    warp = window.document.annotation.warp
    qtbot.waitUntil(lambda: window.document.annotation.warp is not warp, timeout=WAIT_MS)


def test_a_match_is_not_taken_for_the_score_that_undo_brought_back(
    qtbot: QtBot, window: MainWindow, scores: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    undone = threading.Event()

    def slow(*args: Any, **options: Any) -> Alignment:
        undone.wait(WAIT_MS / 1000)
        return align_score(*args, **options)

    monkeypatch.setattr(app.controllers.score, "align_score", slow)
    before = window.document.annotation
    import_other(qtbot, window, scores[2])
    assert window.session.score.is_matching
    window.table["undo"].trigger()
    assert not difference(window.document.annotation, before)
    undone.set()
    settle(qtbot, window)
    assert not difference(window.document.annotation, before)
    assert not window.session.score.is_matching


def test_a_match_is_given_up_for_a_score_that_is_not_to_be_matched(
    qtbot: QtBot, window: MainWindow, scores: tuple[Path, Path, Path]
) -> None:
    window.session.score.match()
    window.session.score.aligning = False
    import_other(qtbot, window, scores[2])
    settle(qtbot, window)
    warp = window.document.annotation.warp
    assert warp is not None
    assert warp.name == "other.mid"
    assert not warp.matched


def test_a_match_survives_the_removal_of_one_of_its_sources(qtbot: QtBot, window: MainWindow) -> None:
    window.session.score.match()
    window.table["remove_source"].trigger()
    left = [source.id for source in window.document.annotation.sources]
    settle(qtbot, window)
    warp = window.document.annotation.warp
    assert warp is not None
    assert warp.matched
    assert warp.source_ids == frozenset(left)
