"""Two devices whose clocks do not agree."""

from __future__ import annotations

import numpy as np
import pytest

from core.live.drift import Drift, Stretcher
from core.live.streams import FrameRing
from tests.core.live_cases import noise

RATE = 44100


def corrected(drift: Drift, ppm: float, seconds: float) -> float:
    """Return what waits at the end, of two devices of which one is faster; it was 600 samples at first."""
    waiting, now = 600.0, 0.0
    while now < seconds:
        now += 0.01
        waiting += 0.01 * RATE * ppm * 1e-6
        waiting += drift.next_change()
        # what waits goes up and down with the blocks
        drift.note(now, waiting + 512 * ((now * RATE / 512) % 1.0))
    return waiting


@pytest.mark.parametrize("ppm", [100.0, -100.0, 1000.0])
def test_what_waits_stays(ppm):
    drift = Drift(RATE)
    # it is measured over seconds, twice
    assert abs(corrected(drift, ppm, 120.0) - 600.0) < 50 + 6 * RATE * abs(ppm) * 1e-6
    assert drift.corrections == pytest.approx(120 * RATE * abs(ppm) * 1e-6, rel=0.15)


def test_equal_clocks_are_left_alone():
    drift = Drift(RATE)
    corrected(drift, 0.0, 60.0)
    assert drift.corrections == 0


@pytest.mark.parametrize("count", [2, 64, 512])
def test_a_block_gets_a_sample_more_or_less_without_a_click(count):
    stretcher = Stretcher(512, 2)
    phase = np.arange(count)[:, np.newaxis] * 0.02 + np.array([0.0, 1.0])
    block = np.sin(phase).astype(np.float32)
    assert stretcher.stretched(block, 0) is block
    longer = stretcher.stretched(block, 1).copy()
    assert len(longer) == count + 1
    shorter = stretcher.stretched(block, -1).copy()
    assert len(shorter) == count - 1
    for changed in (longer, shorter):
        # it begins as the block does, and no step is larger than in the block
        assert np.array_equal(changed[0], block[0])
        assert np.abs(np.diff(changed, axis=0)).max(initial=0) < 0.02 * (1 + 2 / count) + 1e-6
    # the end is that of the block, so that the next one goes on there
    assert np.array_equal(longer[-1], block[-1])
    if count > 2:
        np.testing.assert_allclose(shorter[-1], block[-1], rtol=0, atol=1e-6)


def test_a_ring_gives_back_what_was_written():
    ring, sound = FrameRing(64, 2), noise(1000, 2)
    generator, out = np.random.default_rng(0), []
    written = 0
    while written < len(sound) or ring.read_available:
        count = int(generator.integers(0, 50))
        written += ring.write(sound[written : written + count])
        block = np.full((int(generator.integers(0, 50)), 2), np.nan, np.float32)
        out.append(block[: ring.readinto(block)])
        assert ring.read_available + ring.write_available == 64
    assert np.array_equal(np.concatenate(out), sound)
