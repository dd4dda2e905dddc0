"""Onsets are looked for beside the window."""

from __future__ import annotations

import numpy as np
import pytest

from app.controllers.onsets import OnsetController
from app.controllers.song import SongController
from app.controllers.work import Workbench
from tests.app.songs import PARTS, RATE, write_song


@pytest.fixture
def controllers(qtbot):
    work = Workbench()
    song = SongController(work)
    yield work, song, OnsetController(work, song)
    work.close()


def test_an_opened_song_is_searched_without_being_asked(qtbot, controllers, tmp_path):
    work, song, onsets = controllers
    words = []
    work.changed.connect(words.append)
    assert len(onsets.onsets) == 0
    with qtbot.waitSignal(onsets.changed, timeout=10_000):
        song.open(write_song(tmp_path)[0])
    starts = [start_s for start_s, _pitch in PARTS["Flute"]]
    for start_s in starts:
        assert np.min(np.abs(onsets.onsets / RATE - start_s)) < 0.02
    assert words.index("Listening for onsets…") > 0


def test_what_was_asked_for_comes_first(qtbot, controllers, tmp_path):
    work, song, onsets = controllers
    done = []

    def ask_for_more(_mixture):
        work.start(lambda report: "read", "Reading", done.append)

    song.opened.connect(ask_for_more)
    onsets.changed.connect(lambda: done.append("onsets"))
    song.open(write_song(tmp_path)[0])
    qtbot.waitUntil(lambda: "onsets" in done, timeout=10_000)
    assert done == ["read", "onsets"]


def test_another_song_forgets_the_onsets_of_the_one_before(qtbot, controllers, tmp_path):
    _work, song, onsets = controllers
    path = write_song(tmp_path)[0]
    with qtbot.waitSignal(onsets.changed, timeout=10_000):
        song.open(path)
    found = onsets.onsets
    seen = []
    onsets.changed.connect(lambda: seen.append(len(onsets.onsets)))
    song.open(path)
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=10_000)
    assert seen == [0, len(found)]
