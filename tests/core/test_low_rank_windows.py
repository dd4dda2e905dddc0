"""Songs that exact solvers see window by window."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

from core.annotation.model import Annotation
from core.audio import Mixture
from core.engines.base import SeparationRequest
from core.engines.low_rank.run import LowRankRun
from core.engines.low_rank.sources import with_default_sources
from core.engines.low_rank.windows import Found, _windows, split
from core.engines.registry import engine
from core.errors import JobCancelled
from tests.core.songs import voices

RATE = 8000


class Context:
    """Counts checkpoints, and stops or cancels after some."""

    def __init__(self, stop_after=None, cancel_after=None):
        self.stop_after, self.cancel_after, self.checkpoints = stop_after, cancel_after, 0

    def report(self, stage, done, total, **figures):
        pass

    def preview(self, result):
        pass

    def checkpoint(self):
        self.checkpoints += 1
        if self.cancel_after is not None and self.checkpoints > self.cancel_after:
            raise JobCancelled("cancelled")
        return self.stop_after is not None and self.checkpoints > self.stop_after


@dataclass(frozen=True)
class Parameters:
    """What a run looks at."""

    accompaniment: str = ""


def _song(seconds):
    generator = np.random.default_rng(0)
    rows = [("low", 40 + number % 4 * 3, 0.5 * number, 0.5) for number in range(int(2 * seconds))]
    rows += [("high", 70 + float(generator.integers(12)), 0.3 * number, 0.3) for number in range(int(3 * seconds))]
    return Mixture(sum(voices(rows, RATE, seconds).values())[None].astype(np.float32), RATE)


def _request(mixture, engine_id="rpca", **parameters):
    info = engine(engine_id).info
    return SeparationRequest(mixture, with_default_sources(Annotation()), info.parameters(**parameters))


@pytest.mark.parametrize("longest", [1, 2, 9, 10, 100, 3750])
@pytest.mark.parametrize("frames", [0, 1, 2, 9, 10, 11, 99, 100, 101, 190, 191, 1000, 12345])
def test_windows_cover_the_song_and_neighbours_overlap(frames, longest):
    windows = _windows(frames, longest)
    if not frames:
        assert windows == []
        return
    assert windows[0][0] == 0
    assert windows[-1][1] == frames
    assert len({stop - first for first, stop in windows}) == 1
    assert all(0 < stop - first <= longest for first, stop in windows)
    shared = [before[1] - after[0] for before, after in pairwise(windows)]
    assert all(count >= longest // 10 for count in shared)
    # never three at once
    assert all(after[0] >= before[1] for before, after in zip(windows, windows[2:], strict=False))


def test_neighbours_fade_into_each_other():
    mixture = _song(30.0)
    run = LowRankRun(SeparationRequest(mixture, with_default_sources(Annotation()), Parameters()), Context())
    levels = iter([0.5, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0])
    sizes = []

    def solve(magnitudes, silent, most, step):
        assert len(silent) == len(magnitudes)
        np.testing.assert_allclose(np.sqrt(np.mean(np.square(magnitudes))), 1.0, rtol=1e-4)
        sizes.append(len(magnitudes))
        return Found(np.full(magnitudes.shape, next(levels), np.float32), {})

    split(run, solve, 10.0)
    # the first is the preview
    assert len(sizes) == 5
    voice = run.stems[0][0]
    blocks = [slice(start, start + RATE // 20) for start in range(0, mixture.length - RATE // 20, RATE // 20)]
    share = [np.linalg.norm(voice[block]) / max(1e-9, np.linalg.norm(mixture.samples[0, block])) for block in blocks]
    assert max(share) > 0.95
    assert min(share) < 0.05
    assert np.abs(np.diff(share)).max() < 0.35


@pytest.mark.parametrize("engine_id", ["rpca", "robust-nmf"])
def test_there_is_no_seam_in_a_long_song(engine_id):
    mixture = _song(30.0)
    method = engine(engine_id)
    whole, parts = (
        method.run(_request(mixture, engine_id, longest_s=longest_s), Context()).stems[0][1].samples[0].astype(float)
        for longest_s in (600.0, 8.0)
    )
    change = np.square(whole - parts).reshape(60, -1).sum(axis=1)
    heard = np.square(mixture.samples[0].astype(float)).reshape(60, -1).sum(axis=1)
    # alike everywhere, seams included
    assert 10 * np.log10(heard.sum() / change.sum()) > 10
    assert (change < 0.5 * heard).all()


@pytest.mark.parametrize("engine_id", ["rpca", "robust-nmf"])
def test_a_long_song_can_be_cancelled_or_stopped_anywhere(engine_id):
    mixture = _song(20.0)
    request, full = _request(mixture, engine_id, longest_s=5.0), Context()
    method = engine(engine_id)
    method.run(request, full)
    for part in (0.0, 0.3, 0.6, 0.9):
        after = int(part * full.checkpoints)
        with pytest.raises(JobCancelled):
            method.run(request, Context(cancel_after=after))
        stopped = Context(stop_after=after)
        result = method.run(request, stopped)
        total = result.residual.samples.astype(float) + sum(stem.samples for _, stem in result.stems)
        np.testing.assert_allclose(total, mixture.samples, atol=1e-5)
        assert stopped.checkpoints <= full.checkpoints
