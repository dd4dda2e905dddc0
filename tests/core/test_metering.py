"""Peaks between the samples, and peaks that wait until they are heard."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.playback import metering
from core.playback.metering import SILENCE_DB, Levels, PeakQueue, Peaks, TruePeakMeter

RATE = 48000


def _sine(fraction: float, phase_deg: float, level: float = 1.0, length: int = RATE) -> np.ndarray:
    """Return a sine of a fraction of the sample rate, faded in and out, (2, length)."""
    wave = level * np.sin(2 * np.pi * fraction * np.arange(length) + math.radians(phase_deg))
    fade = np.minimum(1.0, np.minimum(np.arange(length), np.arange(length)[::-1]) / 1000)
    return np.tile((wave * fade).astype(np.float32), (2, 1))


def _measured(samples: np.ndarray, block: int = 960) -> float:
    meter = TruePeakMeter()
    peaks = [meter.measure(samples[:, start : start + block]) for start in range(0, samples.shape[1], block)]
    return 20 * math.log10(max(peaks))


@pytest.mark.parametrize(
    ("fraction", "phase_deg", "below_db"),
    # what the samples of such a sine miss of its peak; EBU Tech 3341, cases 15 to 18, allow +0.2 and -0.4 dB
    [(1 / 4, 0, 0.0), (1 / 4, 45, 3.01), (1 / 6, 60, 1.25), (1 / 8, 67.5, 0.69)],
)
def test_the_peak_between_the_samples_is_found(fraction: float, phase_deg: float, below_db: float) -> None:
    samples = _sine(fraction, phase_deg, 0.5)
    assert 20 * math.log10(np.abs(samples).max()) == pytest.approx(-6.02 - below_db, abs=0.02)
    assert -6.02 - 0.4 <= _measured(samples) <= -6.02 + 0.2


def test_noise_reads_as_with_a_much_finer_grid() -> None:
    spectrum = np.fft.rfft(np.random.default_rng(0).standard_normal((2, 4800)))
    spectrum[:, 2000:] = 0.0  # up to 20 kHz
    samples = np.fft.irfft(spectrum).astype(np.float32)
    finer = np.abs(16 * np.fft.irfft(spectrum, 16 * 4800)).max()
    # the song repeats so that the filter sees what the transform does
    assert _measured(np.tile(samples, 3)) == pytest.approx(20 * math.log10(finer), abs=0.4)


@pytest.mark.parametrize("block", [1, 5, 11, 12, 441, 48000])
def test_the_size_of_the_blocks_does_not_matter(block: int) -> None:
    samples = _sine(0.2371, 20)[:, :4000] * np.array([[1.0], [-0.7]], np.float32)
    assert _measured(samples, block) == pytest.approx(_measured(samples, 4000), abs=1e-4)


def test_it_is_the_louder_side_and_never_less_than_the_samples() -> None:
    quiet, loud = _sine(0.25, 45, 0.1), _sine(0.25, 45, 0.8)
    for sides in ((quiet, loud), (loud, quiet)):
        assert _measured(np.stack([side[0] for side in sides])) == pytest.approx(20 * math.log10(0.8), abs=0.3)
    click = np.zeros((2, 100), np.float32)
    click[1, 50] = -1.0
    assert _measured(click) >= 0.0


def test_a_sound_that_begins_in_the_middle_does_not_ring() -> None:
    meter = TruePeakMeter()
    steady = np.full((2, 100), 0.9, np.float32)
    assert meter.measure(steady) == pytest.approx(0.9, rel=0.01)
    meter.reset()
    assert meter.measure(-steady) == pytest.approx(0.9, rel=0.01)
    assert meter.measure(steady) > 1.0  # a step, and steps ring


def test_silence_and_nothing() -> None:
    meter = TruePeakMeter()
    assert meter.measure(np.zeros((2, 960), np.float32)) == 0.0
    assert meter.measure(np.zeros((2, 0), np.float32)) == 0.0
    assert Peaks().in_db() == Levels({}, SILENCE_DB, SILENCE_DB, SILENCE_DB)


def _peaks(loudness: float, name: str = "violin") -> Peaks:
    return Peaks({name: loudness}, loudness, loudness / 10, loudness * 2)


def test_peaks_come_out_when_they_are_heard_and_none_is_missed() -> None:
    queue = PeakQueue()
    for number, loudness in enumerate((0.1, 1.0, 0.01, 0.001)):
        queue.add(1000 * (number + 1), _peaks(loudness))
    assert queue.take(999) == Levels()
    assert queue.take(1000).strips == {"violin": pytest.approx(-20)}
    heard = queue.take(3500)
    assert heard.strips == {"violin": pytest.approx(0)}
    assert (heard.left_db, heard.right_db) == (pytest.approx(0), pytest.approx(-20))
    assert heard.true_peak_db == pytest.approx(6.02, abs=0.01)
    assert queue.take(3600) == heard  # nothing new is heard
    assert queue.take(1e9).strips == {"violin": pytest.approx(-60)}


def test_strips_of_several_blocks_are_put_together() -> None:
    queue = PeakQueue()
    queue.add(1, _peaks(0.1))
    queue.add(2, _peaks(1.0, "flute"))
    queue.add(3, _peaks(0.01))
    assert queue.take(3).strips == {"violin": pytest.approx(-20), "flute": pytest.approx(0)}


def test_what_will_not_be_heard_is_forgotten() -> None:
    queue = PeakQueue()
    queue.add(1, _peaks(1.0))
    queue.take(1)
    queue.add(2, _peaks(1.0))
    queue.clear()
    assert queue.take(10) == Levels()


def test_what_is_mixed_once_more_is_heard_of_once() -> None:
    queue = PeakQueue()
    for number, loudness in enumerate((0.1, 0.2, 1.0, 1.0)):
        queue.add(1000 * (number + 1), _peaks(loudness))
    queue.drop(2500)
    queue.add(3500, _peaks(0.01))
    assert queue.take(3000).left_db == pytest.approx(-13.98, abs=0.01)
    assert queue.take(9000).left_db == pytest.approx(-40)


def test_who_asks_late_hears_of_the_loudest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metering, "_KEPT_BLOCKS", 10)
    queue = PeakQueue()
    for number in range(1000):
        queue.add(number, _peaks(1.0 if number == 3 else 0.1))
    assert len(queue._waiting) == 10
    assert queue.take(2000).left_db == pytest.approx(0)
