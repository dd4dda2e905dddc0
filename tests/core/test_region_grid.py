"""Painted regions on the grid of a transform."""

from __future__ import annotations

import numpy as np
import pytest

from core.annotation.model import Annotation, Polarity, Region, Source
from core.annotation.region_grid import EntryState, RegionGrid
from core.stft import StftParams

# bins of 10 Hz from 0 to 500 Hz, ten frames per second
GRID = StftParams(1000, 100, 50)
FRAMES = 41
FREE, ZERO, HELD = EntryState.FREE, EntryState.ZERO, EntryState.HELD


def region(
    source: str,
    polarity: Polarity = Polarity.NOT,
    start: int = 500,
    stop: int = 1000,
    low_hz: float = 100.0,
    high_hz: float = 200.0,
    mask: object = ((1,),),
) -> Region:
    return Region(source, polarity, start, stop, low_hz, high_hz, np.array(mask, bool))


def grid(*regions: Region, frames: int = FRAMES) -> RegionGrid:
    return RegionGrid(Annotation((Source("a", "A"), Source("b", "B")), regions=regions), GRID, frames)


def states(*regions: Region) -> np.ndarray:
    """All states, (sources, frames, bins)."""
    return grid(*regions).states(0, FRAMES)


def test_a_box_touches_the_entries_that_it_covers_a_part_of() -> None:
    found = states(region("b", start=510, stop=980, low_hz=103, high_hz=196))
    expected = np.zeros((FRAMES, GRID.bins), bool)
    expected[10:21, 10:21] = True  # frame 10 reaches from sample 475 to 525, bin 10 from 95 to 105 Hz
    np.testing.assert_array_equal(found[1] == ZERO, expected)
    assert (found[0] == FREE).all()


def test_borders_on_the_edge_of_an_entry_do_not_touch_its_neighbour() -> None:
    found = states(region("a", start=475, stop=525, low_hz=95, high_hz=105))
    assert np.argwhere(found[0] == ZERO).tolist() == [[10, 10]]


def test_what_belongs_to_one_source_is_zero_for_all_others() -> None:
    found = states(region("a", Polarity.BELONGS))
    np.testing.assert_array_equal(found[0] == HELD, found[1] == ZERO)
    assert (found[0] == HELD).sum() == 11 * 11


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (200, 7), (4, 900), (333, 501)])
def test_the_resolution_of_a_full_mask_makes_no_difference(shape: tuple[int, int]) -> None:
    np.testing.assert_array_equal(states(region("a", mask=np.ones(shape))), states(region("a")))


def test_a_cell_far_thinner_than_an_entry_is_not_lost() -> None:
    mask = np.zeros((2000, 2000))
    mask[1000, 1000] = 1
    found = states(region("a", mask=mask))
    middle_hz = 100 * 2 ** (1000.5 / 2000)
    assert np.argwhere(found[0] == ZERO).tolist() == [[15, round(middle_hz / 10)]]


@pytest.mark.parametrize("thin", [{"low_hz": 150.0, "high_hz": 150.0}, {"start": 700, "stop": 701}])
def test_a_region_without_height_or_width_touches_what_it_lies_in(thin: dict[str, float]) -> None:
    found = states(region("a", **thin))  # type: ignore[arg-type]
    assert (found[0] == ZERO).sum() == 11


def test_rows_rise_in_equal_steps_of_log_frequency() -> None:
    found = states(region("a", low_hz=50, high_hz=400, mask=((1,), (0,), (1,))))
    touched = np.flatnonzero((found[0] == ZERO).any(axis=0))
    assert touched.tolist() == [*range(5, 11), *range(20, 41)]


def test_columns_follow_the_time() -> None:
    found = states(region("a", start=500, stop=1000, mask=((1, 0, 0, 0, 1),)))
    touched = np.flatnonzero((found[0] == ZERO).any(axis=1))
    assert touched.tolist() == [10, 11, 12, 18, 19, 20]


def test_regions_reach_the_lowest_and_the_highest_bin() -> None:
    whole = states(region("a", low_hz=0.0, high_hz=10_000.0, start=-500, stop=10**9))
    assert (whole[0] == ZERO).all()
    lowest = states(region("a", low_hz=0.1, high_hz=2.0))
    assert np.flatnonzero((lowest[0] == ZERO).any(axis=0)).tolist() == [0]
    highest = states(region("a", low_hz=497.0, high_hz=500.0))
    assert np.flatnonzero((highest[0] == ZERO).any(axis=0)).tolist() == [50]


@pytest.mark.parametrize(
    "outside",
    [
        {"start": -900, "stop": -100},
        {"start": 5000, "stop": 6000},
        {"low_hz": 600.0, "high_hz": 900.0},
        {"mask": ((0, 0), (0, 0))},
        {"start": 700, "stop": 700},
        {"source": "nobody"},
    ],
)
def test_what_touches_nothing_of_the_song_is_left_out(outside: dict[str, object]) -> None:
    assert grid(region(**{"source": "a", **outside})).empty  # type: ignore[arg-type]


def test_a_region_across_an_end_of_the_song_keeps_its_shape() -> None:
    found = states(region("a", start=-500, stop=500, mask=((1, 0, 1, 0),)))
    touched = np.flatnonzero((found[0] == ZERO).any(axis=1))
    assert touched.tolist() == [0, 1, 2, 3, 4, 5]


def test_of_regions_that_contradict_each_other_the_later_counts() -> None:
    belongs, not_, other = region("a", Polarity.BELONGS), region("a"), region("b", Polarity.BELONGS)

    def at_the_middle(*regions: Region) -> list[int]:
        return states(*regions)[:, 15, 15].tolist()

    assert at_the_middle(belongs, not_) == [ZERO, FREE]
    assert at_the_middle(not_, belongs) == [HELD, ZERO]
    assert at_the_middle(belongs, other) == [ZERO, HELD]
    assert at_the_middle(other, belongs) == [HELD, ZERO]
    assert at_the_middle(belongs, other, region("b")) == [FREE, ZERO]
    assert at_the_middle(not_, other) == [ZERO, HELD]
    assert at_the_middle(not_, region("b")) == [ZERO, ZERO]


def test_a_range_of_frames_says_the_same_as_the_whole() -> None:
    generator = np.random.default_rng(0)
    regions = [
        region(
            "ab"[number % 2],
            Polarity.BELONGS if number % 3 else Polarity.NOT,
            int(start),
            int(start + length),
            float(low),
            float(low * 1.7),
            generator.random((9, 14)) < 0.4,
        )
        for number, (start, length, low) in enumerate(generator.uniform((0, 50, 20), (1900, 900, 400), (12, 3)))
    ]
    found = grid(*regions)
    whole = found.states(0, FRAMES)
    for first, stop in ((0, 7), (7, 20), (20, 41), (11, 12), (5, 5)):
        np.testing.assert_array_equal(found.states(first, stop), whole[:, first:stop])
        touched = bool((whole[:, first:stop] != FREE).any())
        assert found.touches(first, stop) or not touched


def test_frames_outside_the_song_are_refused() -> None:
    with pytest.raises(ValueError, match="not inside"):
        grid(region("a")).states(0, FRAMES + 1)


def test_a_song_of_an_hour_takes_memory_only_where_it_is_looked_at() -> None:
    params = StftParams.for_rate(44100, 6144 / 44100)
    length = 3600 * 44100
    wide = Region("a", Polarity.NOT, 0, length, 50.0, 10_000.0, np.ones((20, 3000), bool))
    found = RegionGrid(Annotation((Source("a", "A"),), regions=(wide,)), params, params.frames(length))
    first = params.frames(length) // 2
    part = found.states(first, first + 64)
    assert part.shape == (1, 64, params.bins)
    assert (part == ZERO).any(axis=2).all()
