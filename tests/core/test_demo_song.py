"""The demo song: its files fit each other, and its notes are where it says."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pretty_midi
import pytest
import soundfile

import resources

RATE = 44_100


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads(resources.demo_truth().read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stems() -> dict[str, np.ndarray]:
    return {name: soundfile.read(path, dtype="int16")[0] for name, path in resources.demo_stems().items()}


@pytest.fixture
def packaging_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = Path(__file__).parents[2] / "packaging"
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] in ("demo_song", "render_demo")]:
        del sys.modules[name]


def test_forty_seconds_of_stereo_without_clipping(stems: dict[str, np.ndarray]) -> None:
    mixture, rate = soundfile.read(resources.demo_song(), dtype="int16")
    assert rate == RATE
    assert mixture.shape == (40 * RATE, 2)
    peak_db = 20 * np.log10(np.max(np.abs(mixture.astype(float))) / 32768)
    assert peak_db == pytest.approx(-1.0, abs=0.01)
    assert {stem.shape for stem in stems.values()} == {mixture.shape}


def test_stems_sum_to_the_mixture_to_the_bit(stems: dict[str, np.ndarray]) -> None:
    mixture = soundfile.read(resources.demo_song(), dtype="int16")[0]
    np.testing.assert_array_equal(np.sum([stem.astype(int) for stem in stems.values()], axis=0), mixture)


def test_no_source_drowns_and_each_has_its_place(stems: dict[str, np.ndarray]) -> None:
    power = {name: np.mean(stem.astype(float) ** 2, axis=0) for name, stem in stems.items()}
    level_db = [10 * np.log10(np.sum(channels)) for channels in power.values()]
    assert max(level_db) - min(level_db) < 9
    sides_db = sorted(10 * np.log10(right / left) for left, right in power.values())
    assert np.min(np.diff(sides_db)) > 1.2


def test_begins_and_ends_in_silence(stems: dict[str, np.ndarray]) -> None:
    for stem in stems.values():
        assert not stem[: round(0.1 * RATE)].any()
        assert np.max(np.abs(stem[-10:])) <= 1


def test_score_has_one_named_track_per_source_and_bars(truth: dict[str, Any]) -> None:
    score = pretty_midi.PrettyMIDI(str(resources.demo_score()))
    assert [track.name for track in score.instruments] == list(resources.demo_stems())
    assert [track.program for track in score.instruments] == [40, 12, 0, 32]
    assert len(score.time_signature_changes) == 1
    assert len(score.get_downbeats()) == 14
    for track, source in zip(score.instruments, truth["sources"], strict=True):
        written = sorted((note.pitch, note.start, note.velocity) for note in track.notes)
        played = sorted((note["pitch"], note["score_start_s"], note["velocity"]) for note in source["notes"])
        np.testing.assert_allclose(written, played, rtol=0, atol=1e-3)


def test_performance_leaves_the_strict_tempo_but_not_the_order(truth: dict[str, Any]) -> None:
    notes = [note for source in truth["sources"] for note in source["notes"]]
    drift = np.array([note["start_s"] - note["score_start_s"] for note in notes])
    assert 0.4 < np.ptp(drift) < 0.7
    assert np.max(np.abs(drift)) < 0.6
    by_score: dict[float, list[float]] = {}
    for note in notes:
        by_score.setdefault(note["score_start_s"], []).append(note["start_s"])
    last_bar_s = 13 * 4 * 60 / truth["tempo_bpm"]  # whose chord is rolled
    together = [max(starts) - min(starts) for start, starts in by_score.items() if start < last_bar_s - 1e-3]
    assert 0.01 < np.max(together) < 0.08
    assert np.all(np.diff([np.mean(by_score[start]) for start in sorted(by_score)]) > 0.05)


@pytest.mark.parametrize("name", resources.DEMO_SOURCES)
def test_notes_sound_when_the_truth_says_and_not_when_the_score_says(
    name: str, truth: dict[str, Any], stems: dict[str, np.ndarray]
) -> None:
    stem = stems[name].astype(float).sum(axis=1)
    (source,) = (source for source in truth["sources"] if source["name"] == name)
    span = round(0.06 * RATE)

    def rises(start_s: float, pitch: int) -> bool:
        start = round(start_s * RATE)
        turns = pretty_midi.note_number_to_hz(pitch) * np.arange(span) / RATE
        wave = np.hanning(span) * np.exp(2j * np.pi * turns)
        return abs(wave @ stem[start : start + span]) > abs(wave @ stem[start - span : start])

    notes = [note for note in source["notes"] if note["score_start_s"] > 0.1]
    assert np.mean([rises(note["start_s"], note["pitch"]) for note in notes]) > 0.85
    assert np.mean([rises(note["score_start_s"], note["pitch"]) for note in notes]) < 0.6


def test_the_script_plays_the_notes_of_the_truth(packaging_folder: Path, truth: dict[str, Any]) -> None:
    import render_demo  # the script that made the files

    for index, (part, source) in enumerate(zip(render_demo.PARTS, truth["sources"], strict=True)):
        played = render_demo.perform(part, np.random.default_rng((render_demo.SEED, index)))
        assert [note.pitch for note in played] == [note["pitch"] for note in source["notes"]]
        np.testing.assert_allclose(
            [(note.start_s, note.end_s) for note in played],
            [(note["start_s"], note["end_s"]) for note in source["notes"]],
            rtol=0,
            atol=2e-6,
        )


def test_a_bar_that_does_not_add_up_is_refused(packaging_folder: Path) -> None:
    from demo_song import composition

    with pytest.raises(ValueError, match=r"bar 3 has 3\.5 beats: C4 D4:3"):
        composition.parse("-:4|" * 2 + "C4 D4:3|" + "-:4|" * 10 + "-:4")


def test_demo_is_small() -> None:
    files = [path for path in (resources.FOLDER / "demo").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 16e6
