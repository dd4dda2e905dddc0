"""Leakage where a source is labelled silent."""

from __future__ import annotations

import numpy as np
import pytest

from core.annotation.model import Activity, ActivitySpan, ActivityState
from core.audio import Audio
from core.leakage import LEAST_DB, leakage_db

RATE = 1000
LENGTH = 600_000


def activity(*spans: tuple[int, int, str]) -> Activity:
    return Activity("s", tuple(ActivitySpan(start, stop, ActivityState(state)) for start, stop, state in spans))


@pytest.fixture(scope="module")
def mixture() -> Audio:
    return Audio(np.random.default_rng(0).normal(0, 0.1, (2, LENGTH)).astype(np.float32), RATE)


def test_a_tenth_of_the_amplitude_is_20_db_below_the_song_in_spans_of_any_length(mixture: Audio) -> None:
    gains = np.ones(LENGTH, np.float32)
    gains[100:580_000] = 0.1
    stem = Audio(mixture.samples * gains, RATE)
    labels = activity((0, 50, "active"), (100, 200, "silent"), (300, 580_000, "silent"))
    assert leakage_db(stem, mixture, labels) == pytest.approx(-20.0, abs=1e-3)
    assert leakage_db(stem, mixture, activity((580_000, 10**9, "silent"))) == pytest.approx(0.0, abs=1e-6)


def test_only_silent_labels_count(mixture: Audio) -> None:
    assert leakage_db(mixture, mixture, activity()) is None
    assert leakage_db(mixture, mixture, activity((0, LENGTH, "active"))) is None
    assert leakage_db(mixture, mixture, activity((LENGTH, 2 * LENGTH, "silent"))) is None


def test_silence_is_the_lowest_value_and_a_silent_song_says_nothing(mixture: Audio) -> None:
    nothing = Audio(np.zeros((2, LENGTH), np.float32), RATE)
    labels = activity((10, LENGTH, "silent"))
    assert leakage_db(nothing, mixture, labels) == LEAST_DB
    assert leakage_db(nothing, nothing, labels) is None


def test_measuring_ends_when_it_is_told_to(mixture: Audio) -> None:
    asked: list[int] = []

    def go_on() -> bool:
        asked.append(1)
        return len(asked) < 2

    assert leakage_db(mixture, mixture, activity((0, LENGTH, "silent")), go_on) is None
    assert len(asked) == 2
