"""The mixer adds up, plays what is chosen and never clicks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from core.audio import Audio
from core.playback.mixer import Choice, Mixer, Sources, Strip, Take
from core.playback.takes import fold_matrix
from tests.core.played_songs import LENGTH, RAMP, RATE, bends, noise, song, take, tone, total

# a 50 Hz tone of amplitude 0.5 bends by 8e-4, the ends of a ramp over it by 0.5 / 80; a step of the gain would be 0.5
SMOOTH = 0.01


def _settled(mixer: Mixer, count: int = 1000) -> np.ndarray:
    """Render ``count`` samples from 1000 on, after the ramps."""
    mixer.render(1000 - RAMP, RAMP)
    return mixer.render(1000, count)[0]


@pytest.mark.parametrize("channels", [1, 2])
def test_all_stems_and_the_residual_are_the_mixture(channels: int) -> None:
    sounds = song(channels)
    mixer = Mixer(sounds)
    np.testing.assert_array_equal(_settled(mixer), np.broadcast_to(sounds.mixture.samples[:, 1000:2000], (2, 1000)))
    mixer.listen("stems")
    expected = np.broadcast_to(sounds.mixture.samples[:, 1000:2000], (2, 1000))
    np.testing.assert_allclose(_settled(mixer), expected, atol=1e-6, rtol=0)


def test_mute_solo_and_gain() -> None:
    sounds = song()
    part = {name: audio.samples[:, 1000:2000].astype(np.float64) for name, audio in sounds.takes["1"].stems.items()}
    mixer = Mixer(sounds)
    mixer.listen("stems")

    def check(expected: np.ndarray) -> None:
        np.testing.assert_allclose(_settled(mixer), expected, atol=1e-6, rtol=0)

    mixer.set_strip("left", Strip(mute=True))
    check(part["right"] + part["bass"] + part["residual"])
    mixer.set_strip("bass", Strip(solo=True))
    check(part["bass"])
    mixer.set_strip("right", Strip(solo=True, gain_db=-6.0))
    check(part["bass"] + 10 ** (-6 / 20) * part["right"])
    mixer.set_strip("left", Strip(mute=True, solo=True))  # muted stays muted
    check(part["bass"] + 10 ** (-6 / 20) * part["right"])
    mixer.set_strip("right", Strip(solo=True, gain_db=float("-inf")))
    check(part["bass"])
    mixer.set_match({("stems", "1"): -6.0, ("mixture", ""): -2.0})
    check(10 ** (-6 / 20) * part["bass"])
    mixer.set_master(6.0)
    check(part["bass"])
    mixer.listen("mixture")  # strips are of the stems only
    check(10 ** (4 / 20) * sounds.mixture.samples[:, 1000:2000].astype(np.float64))
    mixer.listen("residual", "1")
    mixer.set_match({})
    mixer.set_master(0.0)
    check(part["residual"])


def test_solo_of_a_stem_that_is_gone_silences_nothing() -> None:
    sounds = song()
    mixer = Mixer(sounds)
    mixer.listen("stems")
    mixer.set_strip("of an older result", Strip(solo=True))
    assert np.abs(_settled(mixer)).max() > 0.1


@pytest.mark.parametrize(("pan", "sides"), [(-1.0, (1, 0)), (-0.25, (1, 0.75)), (0.0, (1, 1)), (1.0, (0, 1))])
@pytest.mark.parametrize("channels", [1, 2])
def test_pan_turns_the_other_side_down(pan: float, sides: tuple[float, float], channels: int) -> None:
    mixer = Mixer(song(channels))
    mixer.listen("stems")
    mixer.set_strip("left", Strip(solo=True, pan=pan))
    samples = np.broadcast_to(mixer.sources.takes["1"].stems["left"].samples[:, 1000:2000], (2, 1000))
    np.testing.assert_allclose(_settled(mixer), samples * np.array(sides)[:, None], atol=1e-6, rtol=0)


@pytest.mark.parametrize("channels", [3, 4, 5, 6, 7, 8, 9, 12, 32])
def test_many_channels_fold_to_two_without_getting_louder(channels: int) -> None:
    matrix = fold_matrix(channels)
    assert matrix is not None
    assert matrix.shape == (2, channels)
    assert (matrix >= 0).all()
    assert matrix.sum(axis=1).max() == pytest.approx(1.0)
    assert matrix[0, 0] > 0
    assert matrix[1, 1] > 0
    assert matrix[0, 1] == matrix[1, 0] == 0
    sounds = Sources(noise(0, channels))
    expected = matrix @ sounds.mixture.samples[:, 1000:2000]
    np.testing.assert_allclose(_settled(Mixer(sounds)), expected, atol=1e-6, rtol=0)


def test_peaks_are_those_behind_the_faders() -> None:
    sounds = song()
    mixer = Mixer(sounds)
    assert mixer.render(0, 500)[1].strips == {"mixture": pytest.approx(np.abs(sounds.mixture.samples[:, :500]).max())}
    mixer.listen("stems")
    mixer.set_strip("left", Strip(gain_db=-20.0))
    mixer.set_strip("right", Strip(mute=True))
    mixer.render(500, RAMP)
    mixer.set_match({("stems", "1"): -12.0})
    mixer.set_master(-5.0)
    mixer.render(500 + RAMP, RAMP)
    output, peaks = mixer.render(1000, 500)
    assert peaks.strips.keys() == {"left", "bass", "residual"}
    assert (peaks.left, peaks.right) == tuple(np.abs(output).max(axis=1))
    assert peaks.true >= max(peaks.left, peaks.right)
    assert peaks.strips["left"] == pytest.approx(
        0.1 * np.abs(sounds.takes["1"].stems["left"].samples[:, 1000:1500]).max()
    )


SOUNDS = {
    "1": Take({"one": tone(), "two": Audio(np.zeros((2, LENGTH), np.float32), RATE), "residual": tone(level=0.1)}),
    "2": Take({"one": tone(level=-0.5), "two": tone(level=0.1)}),
}
CHANGES: dict[str, Callable[[Mixer], None]] = {
    "mute": lambda mixer: mixer.set_strip("one", Strip(mute=True)),
    "solo": lambda mixer: mixer.set_strip("two", Strip(solo=True)),
    "gain": lambda mixer: mixer.set_strip("one", Strip(gain_db=-40)),
    "pan": lambda mixer: mixer.set_strip("one", Strip(pan=-1)),
    "mixture": lambda mixer: mixer.listen("mixture"),
    "residual": lambda mixer: mixer.listen("residual", "1"),
    "other take": lambda mixer: mixer.listen("stems", "2"),
    "match": lambda mixer: mixer.set_match({("stems", "1"): -40}),
    "master": lambda mixer: mixer.set_master(-40),
    "other stems": lambda mixer: _replace(mixer, {"1": SOUNDS["2"]}),
    "take is gone": lambda mixer: _replace(mixer, {"2": SOUNDS["2"]}),
    "a preview": lambda mixer: _replace(mixer, {"1": Take(SOUNDS["1"].stems, ((0, 900), (1500, 3000)))}),
}


def _replace(mixer: Mixer, takes: Mapping[str, Take]) -> None:
    mixer.set_sources(Sources(mixer.sources.mixture, takes), at_once=False)


@pytest.mark.parametrize("block", [17, 160, 1000])
@pytest.mark.parametrize("change", CHANGES)
def test_no_change_clicks(change: str, block: int) -> None:
    mixer = Mixer(Sources(tone(level=-0.5), SOUNDS))
    mixer.listen("stems", "1")
    output = []
    for position in range(0, 4000, block):
        if 1000 <= position < 1000 + block:
            CHANGES[change](mixer)
        output.append(mixer.render(position, block)[0])
    heard = np.concatenate(output, axis=1)
    assert bends(heard) < SMOOTH
    unchanged = 1.2 * tone().samples[:, : heard.shape[1]]
    assert np.abs(heard - unchanged)[:, 1500:].max() > 0.2, "the change was not heard"


def test_a_gain_on_its_way_turns_back_without_a_click() -> None:
    mixer = Mixer(Sources(tone(), SOUNDS))
    output = []
    for number, position in enumerate(range(0, 4000, 17)):
        mixer.listen("stems" if number % 3 else "mixture", "1")
        mixer.set_strip("one", Strip(pan=-1.0 if number % 2 else 1.0))
        output.append(mixer.render(position, 17)[0])
    assert bends(np.concatenate(output, axis=1)) < SMOOTH


@pytest.mark.parametrize("every", [1, 2, 3])
def test_choices_that_sound_alike_sound_on_however_fast_they_follow_each_other(every: int) -> None:
    alike = {name: Take({"all": tone()}) for name in "abcdef"}
    mixer = Mixer(Sources(tone(), alike))
    for number, position in enumerate(range(0, 6000, 30)):
        if number % every == 0:
            mixer.listen("stems", "abcdef"[number % 6])
        output = mixer.render(position, 30)[0]
        np.testing.assert_allclose(output, tone().samples[:, position : position + 30], atol=1e-6, rtol=0)


def test_replaced_sources_are_heard_after_the_ramp() -> None:
    sounds, other = song(), Sources(noise(9))
    mixer = Mixer(sounds)
    mixer.render(0, 100)
    mixer.set_sources(other, at_once=False)
    mixer.render(100, RAMP)
    np.testing.assert_array_equal(mixer.render(180, 500)[0], other.mixture.samples[:, 180:680])


def test_only_finished_spans_of_a_preview_are_heard() -> None:
    sounds = song()
    mixer = Mixer(Sources(sounds.mixture, {"1": replace(sounds.takes["1"], finished=((0, 1000), (2000, LENGTH)))}))
    mixer.listen("stems")
    output = mixer.render(0, LENGTH)[0]
    expected = sounds.mixture.samples
    for span in (slice(0, 1000 - RAMP), slice(2000 + RAMP, LENGTH)):
        np.testing.assert_allclose(output[:, span], expected[:, span], atol=1e-6, rtol=0)
    assert not output[:, 1000:2000].any()


def test_stems_of_another_rate_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="16000 Hz"):
        Sources(noise(0), {"1": Take({"a": tone(rate=2 * RATE)})})


def test_stems_may_end_earlier_than_the_song() -> None:
    sounds = song()
    short = Audio(sounds.takes["1"].stems["left"].samples[:, :1500], RATE)
    mixer = Mixer(Sources(sounds.mixture, {"1": Take({"left": short})}))
    mixer.listen("stems")
    output = _settled(mixer)
    np.testing.assert_array_equal(output[:, :500], short.samples[:, 1000:])
    assert not output[:, 500:].any()


def test_what_was_rendered_can_be_taken_back() -> None:
    mixer = Mixer(Sources(tone(level=-0.5), SOUNDS))
    mixer.listen("stems", "1")
    mixer.render(0, 1000)
    mixer.listen("stems", "2")
    mixer.set_strip("one", Strip(pan=-0.5))
    mixer.set_master(-6.0)
    before = mixer.remember()
    first = mixer.render(1000, 30)[0]
    mixer.set_strip("one", Strip(pan=0.5))
    mixer.render(5000, 300)
    mixer.go_back(before)
    mixer.set_strip("one", Strip(pan=-0.5))
    np.testing.assert_array_equal(mixer.render(1000, 30)[0], first)
    mixer.go_back(before)  # as often as one likes
    np.testing.assert_array_equal(mixer.render(1000, 30)[0], first)


# takes


def _is(output: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_allclose(output, expected[:, 1000:2000], atol=1e-6, rtol=0)


def _two_takes() -> tuple[Sources, np.ndarray, np.ndarray]:
    takes = {"1": take(1), "2": take(2)}
    return Sources(noise(99), takes), total(takes["1"]), total(takes["2"])


def test_any_take_can_be_chosen_and_the_newest_is_meant_where_none_is_named() -> None:
    sounds, first, second = _two_takes()
    mixer = Mixer(sounds)
    for what, name, expected in (
        ("stems", "1", first),
        ("stems", "2", second),
        ("residual", "1", sounds.takes["1"].stems["residual"].samples),
        ("mixture", "", sounds.mixture.samples),
        ("residual", "2", sounds.takes["2"].stems["residual"].samples),
        ("stems", "", second),
        ("residual", "", sounds.takes["2"].stems["residual"].samples),
    ):
        mixer.listen(what, name)  # type: ignore[arg-type]
        _is(_settled(mixer), expected)
        assert mixer.choice == Choice(what, name if name or what == "mixture" else "2")  # type: ignore[arg-type]


def test_a_solo_counts_in_every_take_that_has_the_stem() -> None:
    sounds, _, _ = _two_takes()
    with_flute = Take({**sounds.takes["2"].stems, "flute": noise(77)})
    mixer = Mixer(Sources(sounds.mixture, {**sounds.takes, "3": with_flute}))
    mixer.set_strip("flute", Strip(solo=True))
    mixer.listen("stems", "1")
    _is(_settled(mixer), total(sounds.takes["1"]))  # knows no flute: heard as a whole
    mixer.listen("stems", "3")
    _is(_settled(mixer), noise(77).samples)
    mixer.set_strip("flute", Strip())
    mixer.set_strip("bass", Strip(solo=True, gain_db=-6.0))
    for name in "123":
        mixer.listen("stems", name)
        _is(_settled(mixer), 10 ** (-6 / 20) * mixer.sources.takes[name].stems["bass"].samples)


def test_a_take_that_is_gone_gives_way_to_what_was_heard_before() -> None:
    sounds, first, second = _two_takes()
    preview = take(3)
    mixer = Mixer(Sources(sounds.mixture, {**sounds.takes, "preview": preview}))
    mixer.listen("stems", "1")
    mixer.listen("residual", "2")
    mixer.listen("stems", "preview")
    _is(_settled(mixer), total(preview))
    _replace(mixer, sounds.takes)
    _is(_settled(mixer), sounds.takes["2"].stems["residual"].samples)
    _replace(mixer, {"1": sounds.takes["1"]})
    _is(_settled(mixer), first)
    _replace(mixer, {})
    _is(_settled(mixer), sounds.mixture.samples)
    # who was gone does not come back unasked, and what the user did not ask for is not heard
    _replace(mixer, {**sounds.takes, "preview": preview})
    _is(_settled(mixer), sounds.mixture.samples)
    mixer.listen("stems", "2")
    _is(_settled(mixer), second)


def test_a_take_that_is_asked_for_before_it_is_there_is_heard_when_it_comes() -> None:
    sounds, first, second = _two_takes()
    mixer = Mixer(Sources(sounds.mixture, {"1": sounds.takes["1"]}))
    mixer.listen("stems", "1")
    mixer.listen("stems", "2")
    _is(_settled(mixer), first)
    _replace(mixer, sounds.takes)
    _is(_settled(mixer), second)


def test_a_take_with_the_same_stems_goes_on_undisturbed() -> None:
    sounds, _, _ = _two_takes()
    mixer = Mixer(sounds)
    mixer.listen("stems", "1")
    mixer.render(0, 500)
    _replace(mixer, {"1": Take(dict(sounds.takes["1"].stems))})
    mixer.render(500, 100)
    assert len(mixer._layers) == 1


def test_only_what_is_heard_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Audio] = []
    monkeypatch.setattr(
        "core.playback.takes.read_stereo",
        lambda audio, start, stop: read.append(audio) or audio.samples[:, start:stop].copy(),
    )
    sounds, _, _ = _two_takes()
    mixer = Mixer(sounds)
    mixer.set_strip("left", Strip(mute=True))
    for what, name, expected in (
        ("mixture", "", [sounds.mixture]),
        ("stems", "1", [audio for stem, audio in sounds.takes["1"].stems.items() if stem != "left"]),
        ("residual", "2", [sounds.takes["2"].stems["residual"]]),
    ):
        mixer.listen(what, name)  # type: ignore[arg-type]
        mixer.render(0, RAMP)
        read.clear()
        mixer.render(1000, 160)
        assert read == expected


def test_a_block_of_eight_moving_strips_takes_a_fraction_of_its_length() -> None:
    rate, count = 48000, 960
    stems = {str(number): tone(length=rate, rate=rate) for number in range(8)}
    mixer = Mixer(Sources(tone(length=rate, rate=rate), {name: Take(stems) for name in "1234"}))
    mixer.listen("stems", "1")
    taken = []
    for number in range(40):
        for name in stems:
            mixer.set_strip(name, Strip(gain_db=-float(number), pan=number / 40))
        began = time.thread_time()
        mixer.render(number * count, count)
        taken.append(time.thread_time() - began)
    assert min(taken) < 0.002  # about 0.3 ms; the block lasts 20
