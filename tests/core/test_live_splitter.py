"""A stream into voice and accompaniment, frame by frame."""

from __future__ import annotations

import gc
import time
import tracemalloc

import numpy as np
import pytest

from core.engines.unrolled import weights
from core.errors import LiveError
from core.live.gains import LiveGains
from core.live.splitter import LiveSplitter
from core.live.stream_stft import StreamStft
from core.stft import StftParams, istft, stft
from tests.core.live_cases import BandNetwork, SteadyNetwork, noise, split


@pytest.mark.parametrize("rate", [4000, 8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000])
@pytest.mark.parametrize("channels", [1, 2])
def test_both_parts_add_up_to_what_came_in_one_window_before(rate, channels):
    splitter = LiveSplitter(SteadyNetwork(), rate, channels)
    assert splitter.latency_samples == StftParams.for_rate(rate, 0.064).window_samples
    assert splitter.latency_samples / rate == pytest.approx(0.064, rel=0.04)
    late = splitter.latency_samples
    sound = noise(late + rate // 8, channels)
    voice, accompaniment = split(splitter, sound)
    assert np.abs(voice[:late]).max() < 1e-7
    assert np.abs(accompaniment[:late]).max() < 1e-7
    np.testing.assert_allclose((voice + accompaniment)[late:], sound[:-late], rtol=0, atol=3e-8)
    # a mask that is the same everywhere changes the level only: the windows add up to one
    np.testing.assert_allclose(voice[late:], 0.3 * sound[:-late], rtol=0, atol=1e-6)
    assert np.array_equal(accompaniment[late:], sound[:-late] - voice[late:])


@pytest.mark.parametrize("sizes", [(1,), (7,), (64,), (511, 3), (512,), (5000,), (1, 4097, 300), (100000,)])
def test_the_size_of_the_blocks_changes_nothing(sizes):
    sound = noise(6000, 2)
    expected, _ = split(LiveSplitter(BandNetwork(30, 200), 44100, 2), sound, (512,))
    voice, _ = split(LiveSplitter(BandNetwork(30, 200), 44100, 2), sound, sizes)
    assert np.array_equal(voice, expected)


def test_the_voice_is_that_of_masked_frames():
    params = StftParams.for_rate(16000, 0.064)
    sound = noise(16000, 1)
    voice, _ = split(LiveSplitter(BandNetwork(40, 90), 16000, 1), sound)
    frames = stft(sound.T, params)
    masked = np.zeros_like(frames)
    masked[:, :, 40:90] = frames[:, :, 40:90]
    expected = istft(masked, params, len(sound))
    late = params.window_samples
    # offline there is no frame before the first sample
    np.testing.assert_allclose(voice[2 * late :, 0], expected[0, late:-late], rtol=0, atol=1e-6)


def test_a_network_that_waits_for_the_future_gets_it():
    class Late(SteadyNetwork):
        """Lets the frame through that it saw two steps before, if that was loud."""

        def __init__(self) -> None:
            super().__init__(lookahead=2)
            self.before = [0.0, 0.0, 0.0]

        def step(self, magnitudes, mask):
            self.before = [*self.before[1:], float(magnitudes.max())]
            mask.fill(1.0 if self.before[0] > 1.0 else 0.0)

    splitter = LiveSplitter(Late(), 16000, 1)
    params = StftParams.for_rate(16000, 0.064)
    late = splitter.latency_samples
    assert late == params.window_samples + 2 * params.hop_samples
    sound = noise(16000, 1) * np.repeat([0.0, 1.0, 0.0, 1.0], 4000)[:, np.newaxis].astype(np.float32)
    voice, accompaniment = split(splitter, sound)
    np.testing.assert_allclose((voice + accompaniment)[late:], sound[:-late], rtol=0, atol=3e-8)
    # every frame that has sound in it is let through, and no other
    np.testing.assert_allclose(voice[late:], sound[:-late], rtol=0, atol=1e-3)


def test_the_network_sees_the_same_at_every_rate_and_of_all_channels():
    levels = []
    for rate, channels in ((16000, 1), (44100, 1), (96000, 2)):
        network = SteadyNetwork()
        tone = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(rate) / rate).astype(np.float32)
        # the second channel is silent: the root of the mean of the squares
        sound = np.stack([tone * np.sqrt(channels), np.zeros_like(tone)][:channels], axis=1)
        split(LiveSplitter(network, rate, channels), sound.astype(np.float32))
        assert np.argmax(network.seen) == pytest.approx(64, abs=1)
        levels.append(network.seen.max())
    # the tone does not lie in the middle of a bin everywhere
    np.testing.assert_allclose(levels, 0.5 * 1024 / 4, rtol=0.1)


def test_above_eight_kilohertz_the_mask_goes_on_as_its_mean_below():
    class High(SteadyNetwork):
        def step(self, magnitudes, mask):
            mask[:] = np.where(np.arange(513) * 16000 / 1024 < 6500, 0.0, 1.0)

    rate = 44100
    tone = np.sin(2 * np.pi * 15000 * np.arange(rate) / rate).astype(np.float32)[:, np.newaxis]
    voice, _ = split(LiveSplitter(High(), rate, 1), tone)
    # from 5 to 8 kHz the mask is 1 in the upper half
    assert np.abs(voice[rate // 2 :]).max() == pytest.approx(0.5, abs=0.03)


def test_samples_that_are_no_numbers_are_silence_and_spoil_nothing():
    sound = noise(20000, 2)
    broken = sound.copy()
    broken[5000:5003, 0] = np.nan
    broken[6000, 1] = np.inf
    broken[6001, 1] = -1e30
    splitter = LiveSplitter(weights.load_network(weights.default_name()), 44100, 2)
    voice, accompaniment = split(splitter, broken)
    assert splitter.wrong_samples == 5
    mended = np.where(np.isfinite(broken) & (np.abs(broken) < 1e10), broken, 0)
    late = splitter.latency_samples
    np.testing.assert_allclose((voice + accompaniment)[late:], mended[:-late], rtol=0, atol=1e-6)
    # what nothing wrong is in is as if nothing had been wrong
    clean, _ = split(LiveSplitter(SteadyNetwork(), 44100, 2), sound)
    same, _ = split(LiveSplitter(SteadyNetwork(), 44100, 2), broken)
    assert np.array_equal(same[:5000], clean[:5000])
    np.testing.assert_allclose(same[6001 + 2 * late :], clean[6001 + 2 * late :], rtol=0, atol=1e-7)


def test_a_network_that_gives_no_numbers_is_reset():
    class Broken(SteadyNetwork):
        def step(self, magnitudes, mask):
            super().step(magnitudes, mask)
            if self.steps == 5:
                mask[100] = np.nan
            mask[101], mask[102] = -3.0, 7.0

    network = Broken()
    splitter = LiveSplitter(network, 16000, 1)
    sound = noise(16000, 1)
    voice, accompaniment = split(splitter, sound)
    assert network.resets == 1
    assert np.isfinite(voice).all()
    np.testing.assert_allclose((voice + accompaniment)[1024:], sound[:-1024], rtol=0, atol=3e-8)
    assert np.abs(voice).max() < 0.5


def test_a_reset_forgets_everything():
    network = weights.load_network(weights.default_name())
    splitter = LiveSplitter(network, 16000, 1)
    sound = noise(8000, 1)
    first = split(splitter, sound)[0]
    split(splitter, 5 * noise(5000, 1, seed=1))
    splitter.reset()
    assert np.array_equal(split(splitter, sound)[0], first)


def test_silence_stays_silence():
    splitter = LiveSplitter(weights.load_network(weights.default_name()), 44100, 2)
    voice, accompaniment = split(splitter, np.zeros((44100, 2), np.float32))
    assert not voice.any()
    assert not accompaniment.any()


def test_a_tail_that_dies_away_costs_no_more_than_sound():
    splitter = LiveSplitter(weights.load_network(weights.default_name()), 44100, 2)
    loud = noise(44100, 2)

    def took(sound: np.ndarray) -> float:
        split(splitter, sound)
        fastest = []
        for _ in range(3):
            begun = time.thread_time()
            split(splitter, sound)
            fastest.append(time.thread_time() - begun)
        return min(fastest)

    usual = took(loud)
    # down to and within the numbers that processors are slow with
    for level in (1e-14, 1e-37, 1e-39, 1e-43):
        assert took((loud * np.float32(10 * level)).astype(np.float32)) < 2.5 * usual, level


@pytest.mark.parametrize(("rate", "channels"), [(3999, 1), (0, 1), (400_000, 2), (44100, 0), (44100, 33)])
def test_what_cannot_be_split_is_refused_in_words(rate, channels):
    with pytest.raises(LiveError, match="use"):
        LiveSplitter(SteadyNetwork(), rate, channels)


@pytest.mark.parametrize("name", weights.names())
@pytest.mark.parametrize("size", [64, 512, 4096])
def test_a_block_is_processed_without_allocating(name, size):
    splitter, gains = LiveSplitter(weights.load_network(name), 44100, 2), LiveGains(44100, 2, 2)
    block, voice, accompaniment, heard = (noise(size, 2, seed) for seed in range(4))

    def process() -> None:
        for _ in range(200_000 // size // 4):
            splitter.process(block, voice, accompaniment)
            gains.mix(voice, accompaniment, heard)

    process()
    gains.set_strip("voice", gain_db=-6.0)
    gc.collect()
    tracemalloc.start()
    try:
        process()
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        process()
        after, peak = tracemalloc.get_traced_memory()
        arrays = tracemalloc.take_snapshot().filter_traces([tracemalloc.DomainFilter(True, np.lib.tracemalloc_domain)])
    finally:
        tracemalloc.stop()
    # views and numbers come and go, a few at a time; the smallest array of a frame has 11,000 bytes
    assert peak - before < 4000
    assert after - before < 1000
    assert not [trace for trace in arrays.traces if trace.size > 64]


def test_the_transform_allocates_nothing():
    stream = StreamStft(StftParams.for_rate(44100, 0.064), 2, 1)
    block, delayed, made = (noise(stream.room, 2, seed) for seed in range(3))

    def process() -> None:
        for _ in range(20):
            stream.exchange(block, delayed, made)
            stream.analyse()
            stream.synthesise()

    process()
    tracemalloc.start()
    try:
        process()
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        process()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak - before < 3000
