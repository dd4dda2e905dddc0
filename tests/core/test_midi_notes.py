"""The notes of an annotation in MIDI files."""

from __future__ import annotations

import os

import mido
import numpy as np
import pytest

from core.annotation.midi import read_score
from core.annotation.midi_write import write_annotation_midi
from core.annotation.model import Annotation, Note, Source, Warp
from core.errors import ExportError

RATE = 44100


def annotation(notes: list[Note], sources: tuple[Source, ...] = (Source("s1", "Flöte", program=73),), **parts: object):
    return Annotation(sources=sources).with_notes(notes).changed(**parts)


def channels(path):
    return [{m.channel for m in track if not m.is_meta} for track in mido.MidiFile(path).tracks[1:]]


def test_every_source_becomes_a_track_with_its_name_and_program(tmp_path):
    sources = (Source("s1", "Flöte 🎵", program=73), Source("s2", "Kit", is_drum=True), Source("s3", "Nothing"))
    notes = [Note(0, 1000, "s1", 60.0, 0.5), Note(500, 100, "s2", 36.0, 1.0)]
    write_annotation_midi(annotation(notes, sources), RATE, tmp_path / "x.mid")
    score = read_score(tmp_path / "x.mid")
    assert [(t.name, t.program, t.is_drum) for t in score.tracks] == [("Flöte 🎵", 73, False), ("Kit", 0, True)]
    assert [n.velocity for t in score.tracks for n in t.notes] == [64, 127]
    assert channels(tmp_path / "x.mid") == [{0}, {9}]
    assert [one.name for one in tmp_path.iterdir()] == ["x.mid"]


@pytest.mark.parametrize("bar_s", [None, 0.31, 2.137, 17.0])
def test_times_and_bars_are_kept_to_a_millisecond(tmp_path, bar_s):
    generator = np.random.default_rng(1)
    starts = np.sort(generator.integers(0, 600 * RATE, 500))
    notes = [Note(int(s), int(generator.integers(400, RATE)), "s1", float(30 + i % 60)) for i, s in enumerate(starts)]
    bars: tuple[int, ...] = ()
    if bar_s is not None:
        lengths = bar_s * generator.uniform(0.8, 1.2, int(600 / bar_s))
        bars = tuple(np.rint((0.7 + np.cumsum(lengths)) * RATE).astype(int).tolist())
    warp = Warp("x", frozenset({"s1"}), bars=bars)
    write_annotation_midi(annotation(notes, warp=warp), RATE, tmp_path / "x.mid")
    score = read_score(tmp_path / "x.mid")
    found = np.array([(n.start_s, n.end_s) for n in score.tracks[0].notes])
    true = np.array([(n.start / RATE, n.stop / RATE) for n in annotation(notes).notes])
    np.testing.assert_allclose(found, true, rtol=0, atol=1e-3)
    if bars:
        kept = np.array(score.bars_s)
        inside = [bar / RATE for bar in bars if bar / RATE < kept[-1]]
        np.testing.assert_allclose(kept[1 : len(inside) + 1], inside, rtol=0, atol=1e-3)


def test_overlapping_notes_of_one_pitch_come_back_one_after_the_other(tmp_path):
    rows = [(0.0, 10.0, 60), (2.0, 3.0, 60), (2.0, 2.5, 60), (4.0, 12.0, 61), (20.0, 21.0, 60)]
    notes = [Note(round(a * RATE), round((b - a) * RATE), "s1", float(p)) for a, b, p in rows]
    write_annotation_midi(annotation(notes), RATE, tmp_path / "x.mid")
    found = [(round(n.start_s, 2), round(n.end_s, 2), n.pitch) for n in read_score(tmp_path / "x.mid").tracks[0].notes]
    assert found == [(0.0, 2.0, 60), (2.0, 10.0, 60), (4.0, 12.0, 61), (20.0, 21.0, 60)]


def test_forty_sources_stay_apart(tmp_path):
    sources = tuple(Source(f"s{i}", f"Part {i}", program=i % 128, is_drum=i % 20 == 7) for i in range(40))
    notes = [Note(1000 * i, 5000, f"s{i}", 60.0) for i in range(40)]
    write_annotation_midi(annotation(notes, sources), RATE, tmp_path / "x.mid")
    score = read_score(tmp_path / "x.mid")
    assert [(t.name, t.is_drum) for t in score.tracks] == [(s.name, s.is_drum) for s in sources]
    assert [t.program for t in score.tracks if not t.is_drum] == [s.program for s in sources if not s.is_drum]
    tracks = mido.MidiFile(tmp_path / "x.mid").tracks[1:]
    ports = [next((m.port for m in track if m.type == "midi_port"), 0) for track in tracks]
    places = [(port, *found) for port, found in zip(ports, channels(tmp_path / "x.mid"), strict=True)]
    assert len({place for place in places if place[1] != 9}) == 38
    assert [place for place in places if place[1] == 9] == [(0, 9), (0, 9)]


def test_notes_before_the_song_and_without_a_pitch_do_no_harm(tmp_path):
    notes = [Note(-RATE, 2 * RATE, "s1", 60.0), Note(-RATE, RATE, "s1", 62.0), Note(0, 100, "s1", None),
             Note(0, RATE, "s1", 64.4, 0.0)]  # fmt: skip
    write_annotation_midi(annotation(notes), RATE, tmp_path / "x.mid")
    found = read_score(tmp_path / "x.mid").tracks[0].notes
    assert [(n.start_s, round(n.end_s, 2), n.pitch, n.velocity) for n in found] == [
        (0, 1, 60, 102),
        (0, 1, 64, 1),
    ]


def test_without_notes_there_is_an_error_and_the_old_file_stays(tmp_path):
    path = tmp_path / "x.mid"
    path.write_bytes(b"old")
    for notes in ([], [Note(0, 100, "s1", None)]):
        with pytest.raises(ExportError, match=r"x\.mid: there are no notes"):
            write_annotation_midi(annotation(notes), RATE, path)
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be made read-only")
def test_a_file_that_cannot_be_written_is_an_export_error(tmp_path):
    with pytest.raises(ExportError, match="cannot be written"):
        write_annotation_midi(annotation([Note(0, 100, "s1", 60.0)]), RATE, tmp_path / "none" / "x.mid")
