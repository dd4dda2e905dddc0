"""A score finds its song: known warps, scores that fit, scores of something else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

import core.scratch
from core.annotation.alignment import Alignment, align_score, apply_alignment
from core.annotation.alignment_features import song_features
from core.annotation.score import Score, ScoreNote, ScoreTrack
from core.audio import Audio
from core.errors import AlignmentError, JobCancelled
from tests.core.resident import resident_bytes
from tests.core.songs import tone

RATE = 22050
MELODY = (60, 64, 67, 72, 71, 67, 62, 65, 69, 74, 72, 69, 64, 59, 62, 67, 71, 74, 72, 67, 64, 60)
BASS = (36, 43, 41, 36, 40, 43, 36)


def a_score() -> Score:
    high = [ScoreNote(0.3 + 0.4 * index, 0.68 + 0.4 * index, pitch, 90) for index, pitch in enumerate(MELODY)]
    low = [ScoreNote(0.3 + 1.2 * index, 1.45 + 1.2 * index, pitch, 80) for index, pitch in enumerate(BASS)]
    return Score((ScoreTrack("high", 0, False, tuple(high)), ScoreTrack("low", 0, False, tuple(low))), (0.3, 1.9))


def another_score() -> Score:
    pitches = (61, 66, 68, 70, 66, 63, 61, 58, 56, 66, 73, 70, 68, 66, 63, 61, 58, 61, 54, 56)
    notes = [ScoreNote(0.2 + 0.45 * index, 0.6 + 0.45 * index, pitch, 90) for index, pitch in enumerate(pitches)]
    return Score((ScoreTrack("other", 0, False, tuple(notes)),))


def moved(score: Score, to: Callable[[float], float]) -> Score:
    tracks = tuple(
        replace(t, notes=tuple(replace(n, start_s=to(n.start_s), end_s=to(n.end_s)) for n in t.notes))
        for t in score.tracks
    )
    return replace(score, tracks=tracks)


def transposed(score: Score, semitones: int) -> Score:
    tracks = tuple(
        replace(t, notes=tuple(replace(n, pitch=n.pitch + semitones) for n in t.notes)) for t in score.tracks
    )
    return replace(score, tracks=tracks)


def rubato(time_s: float) -> float:
    """Local tempo between 0.8 and 1.2 of the score's."""
    return time_s + 0.2 * 3.0 / (2 * np.pi) * float(np.sin(2 * np.pi * time_s / 3.0))


def rendered(score: Score, rate: int = RATE, tail_s: float = 0.5) -> Audio:
    samples = np.zeros(int((score.end_s + tail_s) * rate))
    for track in score.tracks:
        for note in track.notes:
            sound = tone(note.pitch, note.end_s - note.start_s, rate, 0.6) * note.velocity / 400
            start = round(note.start_s * rate)
            samples[start : start + len(sound)] += sound
    return Audio(samples[None].astype(np.float32), rate)


def starts(score: Score) -> np.ndarray:
    return np.array([note.start_s for track in score.tracks for note in track.notes])


def onset_errors_s(found: Score, truth: Score) -> np.ndarray:
    return np.abs(starts(found) - starts(truth))


@pytest.fixture(scope="module")
def song() -> Audio:
    return rendered(moved(a_score(), rubato))


@pytest.fixture(scope="module")
def alignment(song: Audio) -> Alignment:
    return align_score(song, a_score())


def test_a_known_warp_is_recovered(alignment: Alignment) -> None:
    errors = onset_errors_s(apply_alignment(a_score(), alignment), moved(a_score(), rubato))
    assert np.median(errors) < 0.01
    assert np.percentile(errors, 95) < 0.02
    assert alignment.matched
    assert not alignment.kept_identity
    assert alignment.messages == ()


def test_the_warp_rises_and_goes_on_beyond_its_ends(alignment: Alignment) -> None:
    times = [alignment.warp(time_s) for time_s in np.arange(-2.0, 15.0, 0.05)]
    assert np.all(np.diff(times) > 0)
    assert alignment.warp(15.0) - alignment.warp(14.0) == pytest.approx(1.0)


def test_bars_follow_the_notes(alignment: Alignment) -> None:
    found = apply_alignment(a_score(), alignment)
    assert found.bars_s == pytest.approx([rubato(bar) for bar in a_score().bars_s], abs=0.03)


def test_a_score_that_fits_stays_as_it_is() -> None:
    result = align_score(rendered(a_score()), a_score())
    assert result.kept_identity
    assert starts(apply_alignment(a_score(), result)) == pytest.approx(starts(a_score()), abs=1e-9)


def test_a_score_that_is_only_late_is_moved_as_a_whole() -> None:
    late = moved(a_score(), lambda time_s: time_s + 0.75)
    result = align_score(rendered(a_score()), late)
    assert result.kept_identity
    shifts = starts(apply_alignment(late, result)) - starts(late)
    assert np.ptp(shifts) < 1e-9
    assert shifts[0] == pytest.approx(-0.75, abs=0.01)


def test_a_song_at_another_rate_in_stereo_gives_the_same_onsets() -> None:
    audio = rendered(moved(a_score(), rubato), rate=48000)
    stereo = Audio(np.concatenate([0.3 * audio.samples, audio.samples]), audio.rate)
    found = apply_alignment(a_score(), align_score(stereo, a_score()))
    assert np.percentile(onset_errors_s(found, moved(a_score(), rubato)), 95) < 0.02


def test_silence_before_the_music_is_skipped(song: Audio) -> None:
    silence = np.zeros((1, 6 * RATE), np.float32)
    result = align_score(Audio(np.concatenate([silence, song.samples], axis=1), RATE), a_score())
    errors = onset_errors_s(apply_alignment(a_score(), result), moved(a_score(), lambda t: rubato(t) + 6.0))
    assert np.percentile(errors, 95) < 0.02
    assert any("The score has nothing for 0:0" in message for message in result.messages)


def test_a_song_that_ends_early_leaves_the_rest_of_the_score_behind_it(song: Audio) -> None:
    cut_s = 5.0
    result = align_score(Audio(song.samples[:, : int(cut_s * RATE)], RATE), a_score())
    truth = starts(moved(a_score(), rubato))
    found = starts(apply_alignment(a_score(), result))
    inside = truth < cut_s - 0.5
    assert np.percentile(np.abs(found - truth)[inside], 95) < 0.02
    assert np.all(found[truth > cut_s + 0.5] > cut_s - 0.3)
    assert any("leaves out" in message for message in result.messages)


def test_another_piece_is_noticed(song: Audio) -> None:
    result = align_score(song, another_score())
    assert not result.matched
    assert "does not seem to be of this song" in result.messages[0]


def test_another_key_is_noticed_and_named(song: Audio) -> None:
    result = align_score(song, transposed(a_score(), 1))
    assert not result.matched
    assert "1 semitone too high" in result.messages[0]


def test_anchors_are_met_exactly(song: Audio) -> None:
    anchors = [(2.0, rubato(2.0) + 0.05), (5.5, rubato(5.5) - 0.05)]
    result = align_score(song, a_score(), anchors=anchors)
    for score_s, song_s in anchors:
        assert result.warp(score_s) == pytest.approx(song_s, abs=0.002)
    assert np.all(np.diff(result.song_times_s) > 0)
    assert not result.kept_identity


@pytest.mark.parametrize("anchors", [[(1.0, 2.0), (2.0, 1.5)], [(1.0, 400.0)], [(-1.0, 0.5)]])
def test_impossible_anchors_are_refused(song: Audio, anchors: list[tuple[float, float]]) -> None:
    with pytest.raises(AlignmentError, match="remove"):
        align_score(song, a_score(), anchors=anchors)


@pytest.mark.parametrize("length", [0, 3, 2 * RATE])
def test_silence_is_refused_in_words(length: int) -> None:
    with pytest.raises(AlignmentError, match="silent"):
        align_score(Audio(np.zeros((1, length), np.float32), RATE), a_score())


def test_a_score_without_notes_is_refused(song: Audio) -> None:
    with pytest.raises(AlignmentError, match="no notes"):
        align_score(song, Score(()))


def test_one_note_is_found() -> None:
    truth = Score((ScoreTrack("one", 0, False, (ScoreNote(1.3, 2.3, 69),)),))
    played = moved(truth, lambda time_s: time_s - 1.3)
    found = apply_alignment(played, align_score(rendered(truth), played))
    assert found.tracks[0].notes[0].start_s == pytest.approx(1.3, abs=0.02)


def test_half_a_second_and_a_score_far_longer_keep_notes_in_order(song: Audio) -> None:
    short = Audio(song.samples[:, RATE : RATE + RATE // 2], RATE)
    result = apply_alignment(a_score(), align_score(short, a_score()))
    for track in result.tracks:
        assert all(note.end_s > note.start_s >= 0 for note in track.notes)
        assert [note.pitch for note in track.notes] == sorted_pitches(track)


def sorted_pitches(track: ScoreTrack) -> list[int]:
    return [note.pitch for note in sorted(track.notes, key=lambda note: note.start_s)]


def test_drums_are_aligned_by_their_onsets() -> None:
    beat_s = np.cumsum([0.5, 0.4, 0.6, 0.3, 0.5, 0.7, 0.4, 0.45, 0.6, 0.35, 0.5])
    hits = Score((ScoreTrack("kit", 0, True, tuple(ScoreNote(b, b + 0.1, 36) for b in beat_s)),))
    played = moved(hits, lambda time_s: 1.1 * time_s)
    generator = np.random.default_rng(1)
    samples = np.zeros(int(1.1 * beat_s[-1] * RATE) + RATE)
    for start_s in starts(played):
        first = round(start_s * RATE)
        samples[first : first + 2000] += generator.standard_normal(2000) * np.exp(-np.arange(2000) / 300) * 0.3
    result = align_score(Audio(samples[None].astype(np.float32), RATE), hits)
    assert np.median(onset_errors_s(apply_alignment(hits, result), played)) < 0.02
    assert "drums only" in result.messages[0]


def test_the_same_input_gives_the_same_warp(song: Audio, alignment: Alignment) -> None:
    assert np.array_equal(align_score(song, a_score()).song_times_s, alignment.song_times_s)


def test_progress_never_falls_and_nothing_is_printed(song: Audio, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[tuple[str, float]] = []

    def report(stage: str, fraction: float) -> bool:
        told.append((stage, fraction))
        return True

    align_score(song, a_score(), report=report)
    fractions = [fraction for _, fraction in told]
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1
    assert len({stage for stage, _ in told}) == 3
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("calls", [1, 3, 6])
def test_a_report_that_returns_false_cancels(song: Audio, calls: int) -> None:
    left = iter(range(calls))
    with pytest.raises(JobCancelled):
        align_score(song, a_score(), report=lambda stage, fraction: next(left) < calls - 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_listening_leaves_the_song_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.scratch, "IN_MEMORY_BYTES", 2**20)
    samples = core.scratch.scratch_array((2, 60 * RATE))
    samples[:] = np.random.default_rng(0).normal(0, 0.1, samples.shape)
    core.scratch.release(samples)
    assert not song_features(Audio(samples, RATE), lambda share: None).silent
    assert resident_bytes(samples) < samples.nbytes / 4
