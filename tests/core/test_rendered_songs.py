"""Songs that the project renders itself: the same from the same seed, whole, and sung in tune."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import librosa
import numpy as np
import pretty_midi
import pytest
import soundfile

from core.rendered_songs import SOURCES, Studio, analysed, compose, render, songs, sound_font
from core.rendered_songs.__main__ import main
from core.rendered_songs.excitation import minimum_phase, pulses, voice_sound
from core.rendered_songs.rendering import loudness, plays_font
from core.rendered_songs.score import Phrase, Singer, SungNote
from core.rendered_songs.singing import LEAD_S, articulate, pitch_course
from core.rendered_songs.sound_font import available
from core.rendered_songs.spoken import Speech, spoken_phrase
from core.rendered_songs.styles import STYLES
from core.rendered_songs.talkers import sentence

RATE = 16_000


def singer(**changes: object) -> Singer:
    plain = replace(compose(0, seconds=5).singer, vibrato_cents=30.0, drift_cents=5.0, jitter=0.002, breath_db=-35.0)
    return replace(plain, **changes)  # type: ignore[arg-type]


def sustained(pitches: list[float], seconds: float = 0.8, onset: tuple[str, ...] = ("m",)) -> Phrase:
    notes = [
        SungNote(1 + n * seconds, 1 + (n + 0.95) * seconds, pitch, 0.8, onset, ("a",), ())
        for n, pitch in enumerate(pitches)
    ]
    return Phrase(tuple(notes))


def heard_pitches(sound: np.ndarray, count: int, seconds: float) -> list[float]:
    """The median pitch of the second half of every note."""
    f0 = librosa.yin(sound, fmin=70, fmax=900, sr=RATE, frame_length=1024, hop_length=160)
    times = np.arange(len(f0)) / 100
    middles = [LEAD_S + n * seconds for n in range(count)]
    held = [f0[(times > a + 0.45 * seconds) & (times < a + 0.85 * seconds)] for a in middles]
    return [float(12 * np.log2(np.median(part) / 440) + 69) for part in held]


@pytest.fixture(scope="module")
def speech() -> Speech:
    """Two syllables "ma sa", spoken by formants at a falling pitch."""
    notes = [
        SungNote(1.0 + 0.35 * n, 1.0 + 0.35 * n + 0.25, 50 - n, 0.8, (onset,), ("a",), ())
        for n, onset in enumerate(("m", "s", "m", "t"))
    ]
    phrase, rng = Phrase(tuple(notes)), np.random.default_rng(0)
    f0 = pitch_course(phrase, singer(), rng)
    return analysed(voice_sound(f0, articulate(phrase, f0, singer(tract=1.0), rng), RATE, 0.002, 0.01, rng))


def test_the_same_seed_gives_the_same_song_and_another_seed_another() -> None:
    first, again, other = (render(compose(seed, seconds=4), 8000, 1) for seed in (3, 3, 4))
    assert compose(3, seconds=4) == compose(3, seconds=4)
    for name in SOURCES:
        np.testing.assert_array_equal(first[name], again[name])
    assert not np.array_equal(first["other"], other["other"])


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (16_000, 2), (44_100, 2)])
def test_rate_channels_and_length_are_as_asked(rate: int, channels: int) -> None:
    sources = render(compose(6, seconds=1.5), rate, channels)
    assert tuple(sources) == SOURCES
    for sound in sources.values():
        assert sound.shape == (channels, round(1.5 * rate))
        assert sound.dtype == np.float32
        assert np.isfinite(sound).all()


@pytest.mark.parametrize("style", STYLES)
def test_every_style_composes_parts_in_their_ranges(style: str) -> None:
    for seed in range(4):
        song = compose(seed, style, seconds=20)
        assert STYLES[style].tempo[0] <= song.tempo <= STYLES[style].tempo[1]
        assert {part.source for part in song.parts} >= {"bass", "other"}
        for part in song.parts:
            assert all(
                0 <= note.start_s < 20 and note.start_s < note.end_s and 0 < note.pitch < 128 for note in part.notes
            )
        starts = [note.start_s for phrase in song.phrases for note in phrase.notes]
        assert starts == sorted(starts)
        sung = [note.pitch for phrase in song.phrases for note in phrase.notes]
        assert all(song.singer.low - 1 <= pitch <= song.singer.high + 1 for pitch in sung)


def test_an_unknown_style_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="polka: no such style"):
        compose(0, "polka")


def test_a_rate_below_that_of_speech_is_refused() -> None:
    with pytest.raises(ValueError, match="from 8000 Hz up"):
        render(compose(0, seconds=1), 4000, 1)


def test_what_plays_is_heard_and_the_mixture_has_the_wanted_peak() -> None:
    for song, sources in songs(10, 3, 8.0, RATE, 1):
        playing = {part.source for part in song.parts if part.notes} | ({"vocals"} if song.phrases else set())
        assert {name for name, sound in sources.items() if loudness(sound) > 1e-3} == playing
        assert np.max(np.abs(sum(sources.values()))) == pytest.approx(0.8, rel=1e-4)


@pytest.mark.parametrize(("kind", "pitches"), [("male", [45.0, 52.0, 50.0]), ("female", [60.0, 67.0, 72.0])])
def test_a_sung_vowel_is_within_half_a_semitone_of_its_note(kind: str, pitches: list[float]) -> None:
    voice, rng = singer(kind=kind, tract=1.0 if kind == "male" else 1.17), np.random.default_rng(1)
    phrase = sustained(pitches)
    f0 = pitch_course(phrase, voice, rng)
    sound = voice_sound(f0, articulate(phrase, f0, voice, rng), RATE, voice.jitter, voice.shimmer, rng)
    np.testing.assert_allclose(heard_pitches(sound, len(pitches), 0.8), pitches, rtol=0, atol=0.5)


def test_speech_is_sung_at_the_pitches_of_the_notes(speech: Speech) -> None:
    assert 3 <= len(speech.syllables) <= 6
    rng, pitches = np.random.default_rng(2), [57.0, 62.0, 60.0]
    phrase = sustained(pitches)
    f0 = pitch_course(phrase, singer(), rng)
    sound = voice_sound(f0, spoken_phrase(phrase, singer(kind="female"), speech, rng), RATE, 0.002, 0.01, rng)
    np.testing.assert_allclose(heard_pitches(sound, len(pitches), 0.8), pitches, rtol=0, atol=0.5)


def test_analysis_finds_the_pitch_and_the_hiss_of_speech(speech: Speech) -> None:
    voiced = speech.f0 > 0
    assert 0.3 < np.mean(voiced) < 0.9
    assert 12 * np.log2(np.median(speech.f0[voiced]) / 440) + 69 == pytest.approx(48.5, abs=2)
    assert speech.noise[~voiced].mean() > 0.8
    assert speech.noise[voiced, 0].mean() < 0.3


def test_a_song_with_speech_differs_from_one_of_formants_in_the_voice_only(speech: Speech) -> None:
    song = next(
        song for song in (compose(seed, seconds=5) for seed in range(50)) if song.singer.spoken and song.phrases
    )
    formants, spoken = render(song, 8000, 1), render(song, 8000, 1, Studio((speech,)))
    assert not np.allclose(formants["vocals"], spoken["vocals"])
    ratio = np.linalg.norm(formants["bass"]) / np.linalg.norm(spoken["bass"])
    np.testing.assert_allclose(formants["bass"], spoken["bass"] * ratio, rtol=1e-3, atol=1e-5)


def test_a_sibilant_has_its_energy_high_and_a_vowel_low() -> None:
    voice, rng = singer(clarity=1.0, kind="male", tract=1.0), np.random.default_rng(3)
    phrase = sustained([50.0], onset=("s",))
    f0 = pitch_course(phrase, voice, rng)
    sound = voice_sound(f0, articulate(phrase, f0, voice, rng), RATE, 0.002, 0.01, rng)

    def centre_hz(start_s: float, stop_s: float) -> float:
        power = np.abs(np.fft.rfft(sound[int(start_s * RATE) : int(stop_s * RATE)])) ** 2
        return float(np.sum(power * np.fft.rfftfreq(2 * len(power) - 2, 1 / RATE)) / power.sum())

    assert centre_hz(LEAD_S - 0.09, LEAD_S - 0.04) > 4000
    assert centre_hz(LEAD_S + 0.2, LEAD_S + 0.6) < 1500


def test_pulses_have_a_flat_spectrum_of_unit_density() -> None:
    train, _ = pulses(np.full(400, 200.0, np.float32), RATE, 0.0, 0.0, np.random.default_rng(0))
    assert np.mean(train**2) == pytest.approx(1.0, rel=0.1)
    harmonics = np.abs(np.fft.rfft(train[800 : 800 + 16_000]))[200:6001:200]
    np.testing.assert_allclose(harmonics, np.median(harmonics), rtol=0.1)


def test_minimum_phase_keeps_amplitudes_and_puts_energy_first() -> None:
    amplitude = np.exp(np.cos(np.linspace(0, 9, 513)))[None].astype(np.float32)
    spectrum = minimum_phase(amplitude)
    np.testing.assert_allclose(np.abs(spectrum), amplitude, rtol=1e-3)
    energy = np.cumsum(np.fft.irfft(spectrum[0]) ** 2)
    assert energy[64] > 0.95 * energy[-1]


def test_the_command_writes_voice_and_accompaniment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [
        "--out",
        str(tmp_path),
        "--songs",
        "2",
        "--seconds",
        "2",
        "--rate",
        "8000",
        "--channels",
        "1",
        "--two-sources",
    ]
    assert main(asked) == 0
    names = {
        "00000_voice.flac",
        "00000_accompaniment.flac",
        "00001_voice.flac",
        "00001_accompaniment.flac",
        "songs.jsonl",
    }
    assert {path.name for path in tmp_path.iterdir()} == names
    sound, rate = soundfile.read(tmp_path / "00000_accompaniment.flac")
    assert (sound.shape, rate) == ((16_000,), 8000)
    assert "minutes" in capsys.readouterr().out


def test_without_a_sound_font_instruments_are_synthesised(tmp_path: Path) -> None:
    assert not available(None)
    assert not available(tmp_path / "missing.sf2")
    assert not plays_font(compose(0, seconds=2), Studio(font=tmp_path / "missing.sf2", font_share=1.0))


def test_what_the_sound_font_played_is_kept_and_fits_the_song(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Path] = []

    def called(folder: Path, font: Path, reverb: bool) -> np.ndarray:
        calls.append(folder / "parts.mid")
        tracks = pretty_midi.PrettyMIDI(str(folder / "parts.mid")).instruments
        assert [track.is_drum for track in tracks] == [part.source == "drums" for part in parts]
        assert [len(track.notes) for track in tracks] == [len(part.notes) for part in parts]
        return np.full((2 * sound_font.FONT_RATE, 2), 0.25, np.float32)

    monkeypatch.setattr(sound_font, "_called", called)
    parts = [part for part in compose(3, "rock", seconds=3).parts if part.notes]
    first = sound_font.played(parts, 3.0, RATE, tmp_path / "font.sf2", False, tmp_path / "kept")
    again = sound_font.played(parts, 3.0, RATE, tmp_path / "font.sf2", False, tmp_path / "kept")
    assert len(calls) == 1
    assert first.shape == (2, 3 * RATE)
    np.testing.assert_array_equal(first, again)
    assert np.abs(first[:, RATE]).max() == pytest.approx(0.25, abs=0.01)
    assert not first[:, int(2.1 * RATE) :].any()


def test_sentences_are_the_same_from_the_same_seed_and_differ_within() -> None:
    draws = [random.Random(1), random.Random(1)]
    first, again = ([sentence(draw) for _ in range(5)] for draw in draws)
    assert first == again
    assert len(set(first)) == 5
    assert all(text.count(",") == 2 for text in first)
