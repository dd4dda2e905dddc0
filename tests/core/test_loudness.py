"""Loudness as the standard has it, in pieces; and gains that make versions equally loud."""

from __future__ import annotations

import math
import tracemalloc

import numpy as np
import pyloudnorm
import pytest

from core.audio import Audio
from core.playback import loudness
from core.playback.loudness import Read, channel_weights, integrated, match_gains
from core.playback.mixer import Choice, Mixer, Sources, Strip, Take
from core.scratch import scratch_array

RATE = 48000


def _reader(samples: np.ndarray) -> Read:
    return lambda start, stop: samples[:, start:stop]


def _sine(level_db: float, seconds: float, channels: int = 2, frequency: float = 997.0, rate: int = RATE) -> np.ndarray:
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)
    return np.tile(wave.astype(np.float32), (channels, 1))


def _lufs(samples: np.ndarray, rate: int = RATE) -> float | None:
    return integrated(_reader(samples), samples.shape[1], rate)


def _music(seed: int, seconds: float, channels: int = 2, rate: int = RATE) -> np.ndarray:
    """Return noise whose level goes up and down by 40 dB, so that both gates have something to do."""
    random = np.random.default_rng(seed)
    length = round(seconds * rate)
    levels = np.interp(np.arange(length), np.arange(0, length + rate, rate // 2)[: 2 * math.ceil(seconds) + 1],
                       10 ** random.uniform(-2.5, -0.5, 2 * math.ceil(seconds) + 1))  # fmt: skip
    return (random.standard_normal((channels, length)) * 0.1 * levels).astype(np.float32)


def test_the_levels_of_the_standard() -> None:
    one = _sine(0.0, 5.0)
    one[1] = 0.0
    assert _lufs(one) == pytest.approx(-3.01, abs=0.01)  # BS.1770-5, annex 1: a sine in one front channel
    assert _lufs(_sine(-23.0, 20.0)) == pytest.approx(-23.0, abs=0.1)  # EBU Tech 3341, case 1
    assert _lufs(_sine(-33.0, 20.0)) == pytest.approx(-33.0, abs=0.1)  # case 2
    levels = ((-36, 10.0), (-23, 60.0), (-36, 10.0))  # case 3: the relative gate
    assert _lufs(np.concatenate([_sine(*each) for each in levels], axis=1)) == pytest.approx(-23.0, abs=0.1)
    levels = ((-72, 10.0), (-36, 10.0), (-23, 60.0), (-36, 10.0), (-72, 10.0))  # case 4: the absolute gate, too
    assert _lufs(np.concatenate([_sine(*each) for each in levels], axis=1)) == pytest.approx(-23.0, abs=0.1)


def test_a_surround_song_of_the_standard() -> None:
    levels_db = (-28, -28, -24, -10, -30, -30)  # EBU Tech 3341, case 6, with something loud for the low effects
    song = np.concatenate([_sine(level, 10.0, 1, 1000.0) for level in levels_db])
    assert _lufs(song) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("channels", [1, 2, 3, 5])
@pytest.mark.parametrize("rate", [8000, 44100, 96000, 192000])
def test_it_agrees_with_pyloudnorm(channels: int, rate: int) -> None:
    samples = _music(channels, 8.0 if rate < 90000 else 3.0, channels, rate)
    expected = pyloudnorm.Meter(rate, filter_class="DeMan").integrated_loudness(samples.T.astype(np.float64))
    assert _lufs(samples, rate) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("rate", [11025, 22050, 22255])
def test_rates_whose_steps_are_no_whole_samples(rate: int) -> None:
    assert _lufs(_sine(-20.0, 30.0, rate=rate), rate) == pytest.approx(-20.0, abs=0.1)


@pytest.mark.parametrize("channels", [1, 2, 4, 6, 7, 8, 12, 32])
def test_any_number_of_channels_has_weights(channels: int) -> None:
    weights = channel_weights(channels)
    assert weights.shape == (channels,)
    assert set(weights) <= {0.0, 1.0, 1.41}
    assert _lufs(_sine(-30.0, 1.0, channels)) is not None


def test_the_pieces_leave_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = _music(3, 7.3)
    expected = _lufs(samples)
    for piece_s in (0.1, 0.4, 2.7, 100.0):
        monkeypatch.setattr(loudness, "_PIECE_S", piece_s)
        assert _lufs(samples) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("samples", [np.zeros((2, RATE)), _sine(-80.0, 2.0), _sine(0.0, 0.399), np.zeros((2, 0))])
def test_silence_and_what_is_too_short_have_no_loudness(samples: np.ndarray) -> None:
    assert _lufs(samples.astype(np.float32)) is None


def test_a_sample_that_is_no_number_spoils_nothing_else() -> None:
    samples = _sine(-20.0, 10.0)
    samples[0, 5000:5003] = (np.nan, np.inf, -np.inf)
    assert _lufs(samples) == pytest.approx(-20.0, abs=0.3)


def test_measuring_can_be_given_up() -> None:
    answers = iter([True, True, False])
    read: list[int] = []

    def reader(start: int, stop: int) -> np.ndarray:
        read.append(start)
        return np.ones((2, stop - start), np.float32)

    assert integrated(reader, 100 * RATE, RATE, lambda: next(answers)) is None
    assert read == [0, RATE]


def test_a_long_song_fits_into_little_memory() -> None:
    piece = _sine(-20.0, 1.1)
    tracemalloc.start()
    found = integrated(lambda start, stop: piece[:, : stop - start], 200 * RATE, RATE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == pytest.approx(-20.0, abs=0.2)
    assert peak < 10e6


# matching


def _song(level_db: float, seconds: float = 4.0) -> Audio:
    return Audio(_sine(level_db, seconds), RATE)


def test_everything_gets_as_loud_as_the_quietest() -> None:
    takes = {
        "1": Take({"a": _song(-26.0), "b": _song(-26.0), "residual": _song(-60.0)}),  # together 6 dB more
        "2": Take({"a": _song(-26.0), "b": _song(-200.0), "residual": _song(-10.0)}),
    }
    gains = match_gains(_song(-14.0), takes, {"residual": Strip(mute=True)})
    assert gains == {
        ("mixture", ""): pytest.approx(-12.0, abs=0.01),
        ("stems", "1"): pytest.approx(-6.02, abs=0.01),
        ("residual", "1"): 0.0,  # nothing is turned up
        ("stems", "2"): 0.0,
        ("residual", "2"): pytest.approx(-16.0, abs=0.01),
    }


def test_the_gains_make_what_is_heard_equally_loud() -> None:
    takes = {name: Take({"a": Audio(_music(int(name), 6.0), RATE), "b": Audio(_music(9, 6.0), RATE)}) for name in "12"}
    mixture = Audio(3 * _music(5, 6.0), RATE)
    strips = {"a": Strip(gain_db=-5.0, pan=0.4), "b": Strip(gain_db=2.0)}
    mixer = Mixer(Sources(mixture, takes))
    for name, strip in strips.items():
        mixer.set_strip(name, strip)
    mixer.set_match(match_gains(mixture, takes, strips))
    found = []
    for choice in (Choice(), Choice("stems", "1"), Choice("stems", "2")):
        mixer.listen(choice.what, choice.take)
        mixer.render(0, RATE // 10)
        heard = mixer.render(0, mixture.length)[0]
        found.append(_lufs(heard))
    assert found == pytest.approx([min(found)] * 3, abs=0.02)  # type: ignore[type-var]


def test_solo_and_mute_count_and_silence_gets_no_gain() -> None:
    takes = {"1": Take({"a": _song(-20.0), "b": _song(-40.0)})}
    assert match_gains(_song(-20.0), takes, {"b": Strip(solo=True)})["mixture", ""] == pytest.approx(-20.0, abs=0.01)
    silent = {"a": Strip(mute=True), "b": Strip(gain_db=-math.inf)}
    assert set(match_gains(_song(-20.0), takes, silent).values()) == {0.0}
    assert set(match_gains(_song(-200.0), {}, {}).values()) == {0.0}


def test_nothing_is_turned_down_by_more_than_24_db() -> None:
    takes = {"1": Take({"a": _song(-60.0)})}
    assert match_gains(_song(-10.0), takes, {})["mixture", ""] == -24.0


def test_only_a_span_is_compared_where_one_is_given() -> None:
    changing = Audio(np.concatenate([_sine(-20.0, 3.0), _sine(-30.0, 3.0)], axis=1), RATE)
    takes = {"1": Take({"a": _song(-36.0, 6.0)})}
    early = match_gains(changing, takes, {}, (0, 3 * RATE))
    late = match_gains(changing, takes, {}, (int(3.5 * RATE), 6 * RATE))
    assert early["mixture", ""] == pytest.approx(-16.0, abs=0.05)
    assert late["mixture", ""] == pytest.approx(-6.0, abs=0.05)


def test_of_a_preview_the_finished_part_counts() -> None:
    half = Take({"a": _song(-26.0, 8.0)}, ((0, 4 * RATE),))
    assert match_gains(_song(-20.0, 8.0), {"preview": half}, {})["mixture", ""] == pytest.approx(-6.0, abs=0.3)


def test_a_long_song_is_measured_in_places_that_speak_for_all_of_it() -> None:
    rate = 8000
    mixture, stem = (Audio(_music(seed, 400.0, 2, rate), rate) for seed in (1, 2))
    asked: list[int] = []
    gains = match_gains(mixture, {"1": Take({"a": stem})}, {}, go_on=lambda: asked.append(1) or True)
    assert len(asked) == 3 * 40 * 3  # choices, places, seconds; the silent residual too
    whole = [_lufs(audio.samples, rate) for audio in (mixture, stem)]
    difference = gains["mixture", ""] - gains["stems", "1"]
    assert difference == pytest.approx(whole[1] - whole[0], abs=0.3)  # type: ignore[operator]
    assert gains == match_gains(mixture, {"1": Take({"a": stem})}, {})


def test_places_lie_in_the_span_apart_and_all_over_it() -> None:
    places = loudness._places(1000, 3600 * RATE, RATE)
    edges = np.array(places).ravel()
    assert (np.diff(edges) >= 0).all()
    assert edges[0] >= 1000
    assert edges[-1] <= 3600 * RATE
    assert np.diff(edges[::2]).max() < 2 * 3600 * RATE / len(places)


def test_matching_can_be_given_up() -> None:
    assert match_gains(_song(-20.0), {}, {}, go_on=lambda: False) == {}


def test_sound_in_scratch_files_is_measured() -> None:
    samples = scratch_array((2, 9_000_000))
    samples[:, : 4 * RATE] = _sine(-20.0, 4.0)
    assert match_gains(Audio(samples, RATE), {"1": Take({"a": _song(-26.0)})}, {})["mixture", ""] == pytest.approx(
        -6.0, abs=0.1
    )
