"""Regions from strokes and what an eraser leaves, against plain geometry."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from core.annotation.model import Polarity, Region
from core.annotation.region_shapes import LOWEST_HZ, MOST_CELLS, RegionShape, box, covers, erased
from core.annotation.region_strokes import Lattice, Stroke, Tip, brush, lasso

RATE = 44100
LENGTH = 60 * RATE
LATTICE = Lattice(RATE, LENGTH, 441, 96)
WAVE = [(RATE * (5 + t), 440 * 2 ** (0.5 * np.sin(3 * t))) for t in np.linspace(0, 4, 60)]


def painted(shape: RegionShape | None) -> NDArray[np.bool_]:
    """Return all cells of the lattice."""
    assert shape is not None
    whole = np.zeros((LATTICE.rows, LATTICE.columns), np.bool_)
    row = round(np.log2(shape.low_hz / LOWEST_HZ) * LATTICE.rows_per_octave)
    column = shape.start // LATTICE.step_samples
    rows, columns = shape.mask.shape
    whole[row : row + rows, column : column + columns] = shape.mask
    return whole


def swept(points: list[tuple[float, float]], tip: Tip) -> NDArray[np.bool_]:
    """Return the cells whose centres a tip covers that is set down at many places of its way."""
    whole = np.zeros((LATTICE.rows, LATTICE.columns), np.bool_)
    column, row = np.meshgrid(np.arange(LATTICE.columns) + 0.5, np.arange(LATTICE.rows) + 0.5)
    near = (slice(400, 720), slice(450, 660))
    column, row = column[near], row[near]
    half_width = tip.width_samples / LATTICE.step_samples / 2
    half_height = tip.height_semitones / 24 * LATTICE.rows_per_octave
    way = LATTICE.cells(points)
    for before, after in pairwise(way):
        for part in np.linspace(0, 1, 50):
            x, y = before + part * (after - before)
            across, up = (column - x) / half_width, (row - y) / half_height
            inside = np.maximum(abs(across), abs(up)) <= 1 if tip.square else across**2 + up**2 <= 1
            whole[near] |= inside
    return whole


@pytest.mark.parametrize("square", [False, True])
def test_a_brush_stroke_is_the_way_of_its_tip(square: bool) -> None:
    tip = Tip(0.3 * RATE, 3.0, square)
    stroke = WAVE[:18]
    expected, found = swept(stroke, tip), painted(brush(stroke, tip, LATTICE))
    assert expected.sum() > 3000
    assert (found ^ expected).sum() <= 0.004 * expected.sum()
    assert not (expected & ~found).any()


def test_a_stroke_drawn_point_by_point_is_the_stroke_drawn_at_once() -> None:
    for tip in (Tip(0.2 * RATE, 1.0), Tip(0.2 * RATE, 1.0, top_hz=8000.0)):
        stroke = Stroke(LATTICE, tip)
        for point in WAVE:
            stroke.extend([point])
        assert np.array_equal(painted(stroke.shape()), painted(brush(WAVE, tip, LATTICE)))


def test_a_square_tip_reaches_further_than_a_round_one_and_both_cover_a_dab() -> None:
    dab = [(20.0 * RATE, 1000.0)]
    tips = [painted(brush(dab, Tip(0.4 * RATE, 4.0, square), LATTICE)) for square in (False, True)]
    assert tips[1][tips[0]].all()
    assert tips[1].sum() == pytest.approx(40 * 32, rel=0.05)
    assert tips[0].sum() == pytest.approx(40 * 32 * np.pi / 4, rel=0.05)


def test_a_tip_finer_than_a_cell_still_paints() -> None:
    shape = brush([(10.0 * RATE, 300.0), (10.5 * RATE, 300.0)], Tip(1.0, 0.001), LATTICE)
    assert shape is not None
    assert shape.mask.shape[0] == 1
    assert shape.mask.all()


def test_the_harmonic_brush_paints_partials_and_leaves_gaps_between_them() -> None:
    shape = brush([(10.0 * RATE, 200.0), (11.0 * RATE, 200.0)], Tip(0.1 * RATE, 1.0, top_hz=5000.0), LATTICE)
    assert shape is not None
    for number in (1, 2, 3, 7, 20, 25):
        assert covers(shape, 10.5 * RATE, 200.0 * number)
    for number in (1, 2, 7, 15):
        assert not covers(shape, 10.5 * RATE, 200.0 * (number + 0.5))
    assert not covers(shape, 10.5 * RATE, 5200.0)
    assert not covers(shape, 10.5 * RATE, 100.0)


def test_the_width_of_a_partial_grows_in_hz_but_never_falls_below_what_is_seen() -> None:
    distance, half = Tip(0.1 * RATE, 0.5, top_hz=16000.0).partials(110.0)
    partial_hz = 110.0 * 2**distance
    width_hz = partial_hz * (2**half - 2**-half)
    assert np.all(np.diff(width_hz[1:12]) > -1e-9)
    assert width_hz[0] >= 25.0
    assert np.all(half[:-1] < np.diff(distance) / 2)


def test_a_lasso_holds_what_it_encloses_and_a_crossing_leaves_no_hole() -> None:
    ring = [(RATE * (20 + 3 * np.cos(a)), 1000.0 * 2 ** np.sin(a)) for a in np.linspace(0, 4 * np.pi, 200)]
    shape = lasso(ring, LATTICE)
    assert shape is not None
    for sample, hz, inside in ((20, 1000, True), (22, 1200, True), (22.9, 1900, False), (16.9, 1000, False)):
        assert covers(shape, sample * RATE, hz) is inside
    assert shape.mask.mean() == pytest.approx(np.pi / 4, abs=0.02)
    assert lasso(ring[:2], LATTICE) is None


def test_boxes_take_their_corners_in_any_order_and_end_with_the_song() -> None:
    shape = box(LENGTH + 500, 10 * RATE, 90000.0, 100.0, RATE, LENGTH)
    assert shape is not None
    assert (shape.start, shape.stop, shape.low_hz, shape.high_hz) == (10 * RATE, LENGTH, 100.0, RATE / 2)
    assert shape.mask.shape == (1, 1)
    assert box(-500, 0, 100.0, 200.0, RATE, LENGTH) is None
    assert box(100, 100, 100.0, 200.0, RATE, LENGTH) is None


def test_strokes_end_with_the_song_and_stay_small() -> None:
    fine = Lattice(RATE, LENGTH, 441, 192)
    shape = brush([(-RATE, 5.0), (LENGTH + RATE, 40000.0)], Tip(0.2 * RATE, 200.0), fine)
    assert shape is not None
    assert (shape.start, shape.stop, shape.high_hz) == (0, LENGTH, RATE / 2)
    assert max(shape.mask.shape) <= MOST_CELLS
    assert not shape.mask.flags.writeable
    assert brush([(2 * LENGTH, 100.0)], Tip(100.0, 1.0), LATTICE) is None


def region(shape: RegionShape | None) -> Region:
    assert shape is not None
    return shape.region("s1", Polarity.NOT)


def test_erasing_takes_away_what_the_eraser_covers_and_nothing_else() -> None:
    whole = region(box(10 * RATE, 20 * RATE, 200.0, 3200.0, RATE, LENGTH))
    eraser = brush([(12.0 * RATE, 800.0), (15.0 * RATE, 800.0)], Tip(0.5 * RATE, 6.0), LATTICE)
    assert eraser is not None
    left = erased(whole, eraser)
    assert left is not None
    assert left.id != whole.id
    assert (left.source_id, left.polarity, left.start, left.stop) == ("s1", Polarity.NOT, whole.start, whole.stop)
    generator = np.random.default_rng(1)
    samples, hz = generator.uniform(10, 20, 500) * RATE, 200.0 * 2 ** generator.uniform(0, 4, 500)
    wrong = sum(
        covers(left, sample, one) is covers(eraser, sample, one) for sample, one in zip(samples, hz, strict=True)
    )
    assert wrong <= 5  # on the edge, where cells are cut


def test_erasing_in_strokes_keeps_the_cells_where_they_are() -> None:
    left: Region | None = region(brush(WAVE, Tip(0.3 * RATE, 4.0), LATTICE))
    before = painted(left)  # type: ignore[arg-type]
    gone = np.zeros_like(before)
    for second in (5.5, 6.5, 8.0):
        eraser = brush([(second * RATE, 440.0)], Tip(0.4 * RATE, 12.0), LATTICE)
        assert eraser is not None
        assert left is not None
        gone |= painted(eraser)
        left = erased(left, eraser)
    assert np.array_equal(painted(left), before & ~gone)  # type: ignore[arg-type]


def test_an_eraser_beside_a_region_leaves_it_alone_and_one_over_it_leaves_nothing() -> None:
    ring = [(RATE * (20 + 3 * np.cos(a)), 1000.0 * 2 ** np.sin(a)) for a in np.linspace(0, 6, 100)]
    round_one = region(lasso(ring, LATTICE))
    corner = box(22.5 * RATE, 24 * RATE, 1900.0, 2100.0, RATE, LENGTH)
    later = box(40 * RATE, 41 * RATE, 20.0, 20000.0, RATE, LENGTH)
    everything = box(0, LENGTH, 20.0, 20000.0, RATE, LENGTH)
    assert corner is not None
    assert later is not None
    assert everything is not None
    assert erased(round_one, corner) is round_one
    assert erased(round_one, later) is round_one
    assert erased(round_one, everything) is None
