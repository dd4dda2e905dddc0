"""What a run found to sound: written into the state of an engine, read back, and distrusted."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Source
from core.annotation.representation import (
    FLOOR_DB,
    Representation,
    arrays_of,
    later,
    magnitudes_of,
    representation_in,
    representation_of,
)
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_nmf.engine import ScoreNmf
from core.project.engine_state import from_bytes, to_bytes
from core.selection import SelectionEngine
from tests.core.songs import TWO_VOICES, song

RATE = 16000
State = dict[str, NDArray[np.generic]]


class Silent:
    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None: ...

    def preview(self, result: SeparationResult) -> None: ...

    def checkpoint(self) -> bool:
        return False


def some() -> Representation:
    magnitudes = np.array([[0.5, 0.0, 1e-5], [0.1, 1.0, 0.01]], np.float32)
    return representation_of([("b", 60.0), ("a", 61.5)], magnitudes, 100, RATE)


def test_rows_are_sorted_and_levels_count_down_from_the_strongest() -> None:
    found = some()
    assert found.rows == (("a", 61.5), ("b", 60.0))
    assert found.levels[0, 1] == 255
    # below the floor is nothing
    assert found.levels[1].tolist() == [found.levels[1, 0], 0, 0]
    back = magnitudes_of(found.levels)
    assert 20 * np.log10(back[0] / [0.1, 1.0, 0.01]) == pytest.approx(0.0, abs=FLOOR_DB / 254 / 2 + 1e-3)


def test_silence_has_no_levels() -> None:
    found = representation_of([("a", 60.0)], np.zeros((1, 4), np.float32), 100, RATE)
    assert not found.levels.any()


@pytest.mark.parametrize("rows", [[("a", 60.0)], [("a", 60.0), ("a", 60.0)]])
def test_rows_that_do_not_name_the_magnitudes_are_refused(rows: list[tuple[str, float]]) -> None:
    with pytest.raises(ValueError, match="rows"):
        representation_of(rows, np.ones((2, 3), np.float32), 100, RATE)


def test_a_project_gives_back_what_it_was_given() -> None:
    found = some()
    back = representation_in(from_bytes(to_bytes(arrays_of(found))))
    assert back is not None
    assert (back.rows, back.hop, back.rate, back.start) == (found.rows, found.hop, found.rate, found.start)
    assert np.array_equal(back.levels, found.levels)


def _rows(text: str) -> State:
    return {"representation.rows": np.frombuffer(text.encode(), np.uint8)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"representation.levels": np.zeros((3, 3), np.uint8)},
        {"representation.levels": np.zeros((2, 3), np.float32)},
        {"representation.levels": np.zeros(6, np.uint8)},
        {"representation.grid": np.array([100, RATE], np.int64)},
        {"representation.grid": np.array([0, RATE, 0], np.int64)},
        {"representation.grid": np.array([100, -1, 0], np.int64)},
        {"representation.grid": np.array([100, RATE, -5], np.int64)},
        {"representation.grid": np.array([100.0, RATE, 0.0])},
        _rows("{"),
        _rows("7"),
        _rows('["ab", "cd"]'),
        _rows('[["a", 61.5], ["b", NaN]]'),
        _rows('[["a", 61.5], ["b", 1e999]]'),
        _rows('[["b", 60.0], ["a", 61.5]]'),
        _rows('[["a", 61.5], ["a", 61.5]]'),
        _rows("[[1, 61.5], [2, 60.0]]"),
        _rows("[" * 100_000),
    ],
)
def test_what_is_wrong_is_no_representation(wrong: State) -> None:
    assert representation_in({**arrays_of(some()), **wrong}) is None


@pytest.mark.parametrize("name", list(arrays_of(some())))
def test_what_is_incomplete_is_no_representation(name: str) -> None:
    state = arrays_of(some())
    del state[name]
    assert representation_in(state) is None
    assert representation_in(None) is None


def test_a_part_of_a_song_is_moved_to_its_place() -> None:
    state = later({**arrays_of(some()), "other": np.ones(2)}, 1234)
    found = representation_in(state)
    assert found is not None
    assert found.start == 1234
    assert state["other"].tolist() == [1.0, 1.0]
    assert later({"other": np.ones(2)}, 5).keys() == {"other"}


@pytest.fixture(scope="module")
def request_of_two_voices() -> SeparationRequest:
    mixture, annotation, _stems = song(rate=RATE)
    # what belongs to nobody, or has no pitch, has no row
    painted = annotation.changed(sources=(*annotation.sources, Source("noise", "Noise")))
    return SeparationRequest(mixture, painted, ScoreNmfParameters(updates=10, free_components=2))


@pytest.mark.parametrize("variant", ["best", "published"])
def test_a_run_finds_every_note_where_it_sounds(request_of_two_voices: SeparationRequest, variant: str) -> None:
    parameters = replace(request_of_two_voices.parameters, variant=variant)
    result = ScoreNmf().run(replace(request_of_two_voices, parameters=parameters), Silent())
    found = representation_in(result.state)
    assert found is not None
    assert set(found.rows) == {(name, float(pitch)) for name, pitch, _start, _length in TWO_VOICES}
    assert found.levels.max() == 255
    for name, pitch, start_s, length_s in TWO_VOICES:
        row = magnitudes_of(found.levels[found.rows.index((name, float(pitch)))])
        times = np.arange(found.frames) * found.hop / RATE
        inside = (times > start_s + 0.02) & (times < start_s + length_s - 0.1)
        assert row[inside].mean() > 0.03
    # 76 sounds twice, and not between
    row = found.levels[found.rows.index(("high", 76.0))]
    assert not row[(times > 0.9) & (times < 1.15)].any()


def test_a_group_of_notes_is_found_where_its_notes_come_from(request_of_two_voices: SeparationRequest) -> None:
    annotation = request_of_two_voices.annotation
    high = annotation.source("high")
    group = Source("group", "Chosen notes", instrument_of=high)
    notes = [
        replace(note, source_id="group") if note.source_id == "high" and note.pitch != 79 else note
        for note in annotation.notes
    ]
    picked = annotation.changed(sources=(*annotation.sources, group)).with_notes(notes)
    parameters = replace(request_of_two_voices.parameters, updates=2)
    request = replace(request_of_two_voices, annotation=picked, parameters=parameters)
    found = representation_in(ScoreNmf().run(request, Silent()).state)
    assert found is not None
    assert set(found.rows) == {(name, float(pitch)) for name, pitch, _start, _length in TWO_VOICES}


def test_a_part_that_was_separated_knows_where_it_lies(request_of_two_voices: SeparationRequest) -> None:
    span = (int(1.7 * RATE), int(2.9 * RATE))
    result = SelectionEngine(ScoreNmf(), span, None).run(request_of_two_voices, Silent())
    found = representation_in(result.state)
    assert found is not None
    assert found.start == span[0] - RATE
    row = magnitudes_of(found.levels[found.rows.index(("high", 81.0))])
    peak_s = (found.start + int(row.argmax()) * found.hop) / RATE
    assert 1.95 < peak_s < 2.3


def test_a_source_without_notes_has_no_rows(request_of_two_voices: SeparationRequest) -> None:
    active = Activity("noise", (ActivitySpan(0, RATE, ActivityState.ACTIVE),))
    annotation = Annotation((Source("noise", "Noise"),)).with_activity(active)
    parameters = replace(request_of_two_voices.parameters, updates=2)
    request = replace(request_of_two_voices, annotation=annotation, parameters=parameters)
    found = representation_in(ScoreNmf().run(request, Silent()).state)
    assert found is not None
    assert found.rows == ()


def test_rows_are_read_as_they_are_written() -> None:
    rows = arrays_of(some())["representation.rows"]
    assert json.loads(rows.tobytes()) == [["a", 61.5], ["b", 60.0]]
