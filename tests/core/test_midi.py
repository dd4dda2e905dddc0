"""Scores in MIDI files: every oddity gives a sound score or a clear error."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import numpy as np
import pytest

from core.annotation.midi import read_score, write_score
from core.annotation.score import Score, ScoreNote, ScoreTrack
from core.errors import CoreError, ExportError, MidiReadError

END = b"\x00\xff\x2f\x00"
TEMPO_60 = b"\x00\xff\x51\x03\x0f\x42\x40"
NOTE = b"\x00\x90\x3c\x64\x60\x80\x3c\x40"  # middle C, 96 ticks


def header(file_format: int = 1, tracks: int = 1, division: int = 96) -> bytes:
    return b"MThd" + struct.pack(">IHHH", 6, file_format, tracks, division)


def chunk(events: bytes, end: bytes = END, name: bytes = b"MTrk") -> bytes:
    return name + struct.pack(">I", len(events + end)) + events + end


def title(text: bytes) -> bytes:
    return b"\x00\xff\x03" + bytes([len(text)]) + text


def program(number: int, channel: int = 0) -> bytes:
    return b"\x00" + bytes([0xC0 | channel, number])


def note(pitch: int, delta: int = 0, length: int = 96, channel: int = 0) -> bytes:
    return bytes([delta, 0x90 | channel, pitch, 100, length, 0x80 | channel, pitch, 0])


@pytest.fixture
def read(tmp_path: Path):
    def read_bytes(data: bytes, **options: bool) -> Score:
        path = tmp_path / "song.mid"
        path.write_bytes(data)
        return read_score(path, **options)

    return read_bytes


def names(score: Score) -> list[str]:
    return [track.name for track in score.tracks]


# sources


def test_each_track_is_one_source_in_the_order_of_the_file(read):
    tracks = [title(b"Zither") + note(60), title(b"Alto") + note(62)]
    score = read(header(tracks=3) + chunk(TEMPO_60) + b"".join(map(chunk, tracks)))
    assert names(score) == ["Zither", "Alto"]
    assert score.tracks[0].notes == (ScoreNote(0.0, 1.0, 60, 100),)


def test_two_tracks_of_the_same_channel_and_program_stay_two_sources(read):
    score = read(header(tracks=2) + chunk(program(0) + note(60)) + chunk(program(0) + note(64)))
    assert names(score) == ["Acoustic Grand Piano", "Acoustic Grand Piano 2"]
    assert [[n.pitch for n in track.notes] for track in score.tracks] == [[60], [64]]


def test_a_program_change_inside_a_track_does_not_divide_it(read):
    score = read(header() + chunk(title(b"Keys") + program(4) + note(60) + program(16) + note(62)))
    assert [(t.name, t.program, len(t.notes)) for t in score.tracks] == [("Keys", 4, 2)]


def test_a_format_0_file_is_divided_by_channel_in_order_of_appearance(read):
    events = title(b"The song") + program(40, 5) + program(0, 2) + note(70, channel=5) + note(40, channel=2)
    score = read(header(0) + chunk(events + note(38, channel=9)))
    assert names(score) == ["Violin", "Acoustic Grand Piano", "Drums"]
    assert [track.is_drum for track in score.tracks] == [False, False, True]


def test_a_format_0_file_of_one_channel_keeps_the_name_of_its_track(read):
    assert names(read(header(0) + chunk(title(b"Cello") + note(50)))) == ["Cello"]


def test_a_track_of_several_channels_stays_one_source_without_its_drums(read):
    events = title(b"Guitar") + note(50, channel=0) + note(52, channel=1) + note(38, channel=9)
    score = read(header() + chunk(events))
    assert [(t.name, t.is_drum, len(t.notes)) for t in score.tracks] == [
        ("Guitar", False, 2),
        ("Guitar drums", True, 1),
    ]


def test_names_are_made_unique_without_taking_another_tracks_name(read):
    texts = [b"Piano", b"Piano 2", b"Piano", b"", b"Piano"]
    score = read(header(tracks=5) + b"".join(chunk(title(text) + note(60)) for text in texts))
    assert names(score) == ["Piano", "Piano 2", "Piano 3", "Track 4", "Piano 4"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Flöte".encode(), "Flöte"),
        ("Flöte".encode("latin-1"), "Flöte"),
        ("笛子".encode(), "笛子"),
        (b"Lead\x00\x00", "Lead"),
        (b"  two\r\nlines ", "two lines"),
        (b"\x81\x8d", "\ufffd\ufffd"),
        (b"\x00 \x00", "song"),
    ],
)
def test_names_in_any_encoding_are_read(read, raw, expected):
    assert names(read(header() + chunk(title(raw) + NOTE))) == [expected]


def test_the_instrument_name_stands_in_for_a_track_name(read):
    assert names(read(header() + chunk(b"\x00\xff\x04\x04Oboe" + NOTE))) == ["Oboe"]


def test_a_program_set_in_another_track_counts_for_its_channel(read):
    score = read(header(tracks=2) + chunk(program(73, 3)) + chunk(note(60, channel=3)))
    assert (score.tracks[0].program, score.tracks[0].name) == (73, "Flute")


def test_tracks_without_notes_are_left_out(read):
    score = read(header(tracks=3) + chunk(title(b"by someone")) + chunk(title(b"A") + NOTE) + chunk(title(b"B")))
    assert names(score) == ["A"]


# notes


def test_notes_are_those_that_pretty_midi_finds(tmp_path):
    import pretty_midi

    generator = np.random.default_rng(1)
    written = pretty_midi.PrettyMIDI(resolution=480, initial_tempo=93.0)
    written.instruments = [pretty_midi.Instrument(number, name=f"P{number}") for number in range(3)]
    for instrument in written.instruments:
        for start in np.cumsum(generator.uniform(0.05, 0.6, 60)):
            pitch = int(generator.integers(40, 90))
            if not any(n.pitch == pitch and n.end >= start - 0.01 for n in instrument.notes):
                length = generator.uniform(0.05, 2.0)
                instrument.notes.append(pretty_midi.Note(int(generator.integers(1, 128)), pitch, start, start + length))
    path = tmp_path / "song.mid"
    written.write(str(path))
    score, oracle = read_score(path), pretty_midi.PrettyMIDI(str(path))
    for track, instrument in zip(score.tracks, oracle.instruments, strict=True):
        expected = sorted((n.start, n.end, n.pitch, n.velocity) for n in instrument.notes)
        found = [(n.start_s, n.end_s, n.pitch, n.velocity) for n in track.notes]
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)
    np.testing.assert_allclose(score.bars_s, oracle.get_downbeats()[: len(score.bars_s)], rtol=0, atol=1e-6)


def test_a_tempo_change_moves_what_follows_and_counts_on_any_track(read):
    tempo_120 = b"\x60\xff\x51\x03\x07\xa1\x20"  # after one quarter
    score = read(header(tracks=2) + chunk(TEMPO_60) + chunk(tempo_120 + note(60, delta=96)))
    assert score.tracks[0].notes[0] == ScoreNote(1.5, 2.0, 60, 100)


def test_running_status_also_after_a_meta_event(read):
    events = b"\x00\x90\x3c\x64\x60\x3c\x00\x00\xff\x01\x02hi\x00\x40\x64\x60\x40\x00"
    score = read(header() + chunk(TEMPO_60 + events))
    assert [(n.start_s, n.end_s, n.pitch) for n in score.tracks[0].notes] == [(0.0, 1.0, 60), (1.0, 2.0, 64)]


def test_overlapping_notes_of_one_pitch_end_in_the_order_of_their_starts(read):
    on, off = b"\x30\x90\x3c\x64", b"\x30\x80\x3c\x00"
    score = read(header() + chunk(TEMPO_60 + on + on + off + off))
    assert [(n.start_s, n.end_s) for n in score.tracks[0].notes] == [(0.5, 1.5), (1.0, 2.0)]


def test_a_note_struck_twice_and_ended_once_ends_there(read):
    score = read(header() + chunk(TEMPO_60 + b"\x00\x90\x3c\x64\x30\x90\x3c\x64\x30\x80\x3c\x00"))
    assert [(n.start_s, n.end_s) for n in score.tracks[0].notes] == [(0.0, 1.0), (0.5, 1.0)]


def test_a_note_without_end_lasts_to_the_end_of_the_track(read):
    score = read(header() + chunk(TEMPO_60 + b"\x00\x90\x3c\x64", end=b"\x81\x40\xff\x2f\x00"))
    assert score.tracks[0].notes == (ScoreNote(0.0, 2.0, 60, 100),)


def test_a_note_without_end_lasts_ten_seconds_at_most(read):
    score = read(header() + chunk(TEMPO_60 + b"\x00\x90\x3c\x64", end=b"\xff\x00\xff\x2f\x00"))
    assert score.tracks[0].notes[0].end_s == 10.0


def test_all_notes_off_ends_the_notes_of_its_channel_only(read):
    events = b"\x00\x90\x3c\x64\x00\x91\x40\x64\x60\xb0\x7b\x00\x60\x81\x40\x00"
    score = read(header() + chunk(TEMPO_60 + events))
    assert [(n.pitch, n.end_s) for n in score.tracks[0].notes] == [(60, 1.0), (64, 2.0)]


def test_a_note_of_no_length_gets_a_short_one(read):
    score = read(header() + chunk(TEMPO_60 + b"\x00\x90\x3c\x64\x00\x80\x3c\x00"))
    assert score.tracks[0].notes[0].end_s == pytest.approx(0.01, abs=1e-12)


# pedal: down at 0.5 s, lifted at 3 s

PEDALLED = (
    TEMPO_60 + b"\x30\xb0\x40\x7f\x00\x90\x3c\x64\x30\x80\x3c\x00\x30\x90\x3e\x64\x30\x80\x3e\x00\x60\xb0\x40\x00"
)


def test_the_pedal_holds_notes_until_it_is_lifted(read):
    assert [n.end_s for n in read(header() + chunk(PEDALLED)).tracks[0].notes] == [3.0, 3.0]


def test_the_pedal_can_be_left_out(read):
    assert [n.end_s for n in read(header() + chunk(PEDALLED), pedal=False).tracks[0].notes] == [1.0, 2.0]


def test_a_pedalled_note_ends_where_its_pitch_is_struck_again(read):
    again = b"\x30\xb0\x40\x7f" + note(60, length=48) + note(60, delta=48, length=48)
    score = read(header() + chunk(TEMPO_60 + again + b"\x60\xb0\x40\x00"))
    assert [(n.start_s, n.end_s) for n in score.tracks[0].notes] == [(0.5, 1.5), (1.5, 3.0)]


def test_a_pedal_in_another_track_counts_for_its_channel(read):
    pedal = chunk(b"\x00\xb0\x40\x7f\x81\x40\xb0\x40\x00")  # 2 s
    score = read(header(tracks=3) + chunk(TEMPO_60) + pedal + chunk(note(60)) + chunk(note(60, channel=1)))
    assert [track.notes[0].end_s for track in score.tracks] == [2.0, 1.0]


def test_a_pedal_that_is_never_lifted_holds_for_ten_seconds(read):
    score = read(header() + chunk(TEMPO_60 + b"\x00\xb0\x40\x7f" + note(60), end=b"\xff\x00\xff\x2f\x00"))
    assert score.tracks[0].notes[0].end_s == 11.0


# bars


def test_bars_follow_the_time_signatures(read):
    three_four, two_four = b"\x00\xff\x58\x04\x03\x02\x18\x08", b"\x84\x40\xff\x58\x04\x02\x02\x18\x08"
    long_note = b"\x00\x90\x3c\x64\x87\x40\x80\x3c\x00"  # 10 quarters
    score = read(header(tracks=2) + chunk(TEMPO_60 + three_four + two_four) + chunk(long_note))
    assert score.bars_s == (0.0, 3.0, 6.0, 8.0)


def test_without_a_time_signature_there_are_no_bars(read):
    assert read(header() + chunk(NOTE)).bars_s == ()


def test_a_time_signature_of_nothing_is_ignored(read):
    assert read(header() + chunk(b"\x00\xff\x58\x04\x00\x02\x18\x08" + NOTE)).bars_s == ()


# what other programs forgive


def test_a_riff_wrapper_is_taken_off(read):
    inner = header() + chunk(NOTE)
    assert (
        len(
            read(
                b"RIFF" + struct.pack("<I", len(inner) + 12) + b"RMIDdata" + struct.pack("<I", len(inner)) + inner
            ).tracks
        )
        == 1
    )


def test_foreign_chunks_and_bytes_after_the_end_are_skipped(read):
    assert len(read(header() + chunk(b"abc", b"", b"XFIH") + chunk(NOTE) + b"\x00\x00\x00").tracks) == 1


def test_a_track_without_its_end_event_is_read(read):
    assert len(read(header() + chunk(NOTE, end=b"")).tracks[0].notes) == 1


@pytest.mark.parametrize(
    "oddity",
    [
        b"\x00\xff\x59\x02\x0f\x07",  # a key with 15 sharps
        b"\x00\xff\x58\x01\x04",  # half a time signature
        b"\x00\xff\x51\x03\x00\x00\x00",  # tempo 0
        b"\x00\xff\x51\x01\x07",  # half a tempo
        b"\x00\xf0\x03\x43\x10\xf7",  # a system-exclusive message
        b"\x00\xf1\x10",  # a message that does not belong into files
        b"\x00\xb0\x07\xff",  # a value beyond 127
        b"\x00\xff\x03\x00",  # an empty name
    ],
)
def test_odd_events_do_not_disturb_the_notes(read, oddity):
    assert read(header() + chunk(oddity + NOTE)).tracks[0].notes == (ScoreNote(0.0, 0.5, 60, 100),)


def test_time_counted_in_frames_of_film(read):
    score = read(header(division=0xE728) + chunk(TEMPO_60 + note(60, delta=100, length=100)))  # 25 x 40 a second
    assert score.tracks[0].notes == (ScoreNote(0.1, 0.2, 60, 100),)


# what is refused


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"MThd", "cut short"),
        (header()[:11], "cut short"),
        (header(), "cut short"),
        (header() + b"MTrk", "cut short"),
        (header() + chunk(NOTE)[:14], "cut short"),
        (header() + chunk(NOTE)[:-4], "cut short"),
        (header(tracks=2) + chunk(NOTE), "cut short"),
        (header(tracks=0), "no notes"),
        (header() + chunk(b""), "no notes"),
        (header() + chunk(title(b"Silence")), "no notes"),
        (header() + chunk(b"\x00\x80\x3c\x40"), "no notes"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(99), "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "sound (WAV)"),
        (b"fLaC" + bytes(50), "sound (FLAC)"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (b"<?xml version='1.0'?><score-partwise/>", "MusicXML"),
        (b"just some words", "not a MIDI file"),
        (bytes(2000), "not a MIDI file"),
        (header(7) + chunk(NOTE), "damaged"),
        (header(division=0) + chunk(NOTE), "time base"),
        (header(division=0x8000) + chunk(NOTE), "time base"),
        (header(2, 2) + chunk(NOTE) + chunk(NOTE), "format 2"),
        (header() + chunk(b"\x00\x3c\x64" + NOTE), "damaged"),
        (header() + chunk(b"\xff\xff\xff\xff\xff\x90\x3c\x64"), "damaged"),
        (header() + chunk(NOTE + b"\x00\x90", end=b""), "damaged"),
        (header() + chunk(b"\x00\xff\x51\x03\xff\xff\xff\xff\xff\xff\x7f\x90\x3c\x64\x60\x80\x3c\x00"), "hours"),
    ],
)
def test_a_broken_file_gives_an_error_that_names_it_and_says_what_to_do(read, data, words):
    with pytest.raises(MidiReadError, match=r"^song\.mid: ") as caught:
        read(data)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.mid")
    with pytest.raises(MidiReadError, match=r"pipe\.mid: is not a file"):
        read_score(tmp_path / "pipe.mid")


def test_missing_files_and_folders_are_refused(tmp_path):
    with pytest.raises(MidiReadError, match="no such file"):
        read_score(tmp_path / "none.mid")
    with pytest.raises(MidiReadError, match="folder"):
        read_score(tmp_path)


def test_no_damage_of_bytes_gives_anything_but_a_score_or_a_clear_error(read):
    tracks = [title(b"A") + program(5) + PEDALLED, title(b"B") + NOTE * 3]
    whole = header(tracks=2) + b"".join(map(chunk, tracks))
    generator = np.random.default_rng(7)
    scores = 0
    for trial in range(600):
        data = bytearray(whole[: int(generator.integers(0, len(whole) + 1))] if trial % 3 == 0 else whole)
        for at in generator.integers(0, max(1, len(data)), int(generator.integers(1, 6))):
            if data:
                data[at] = int(generator.integers(0, 256))
        try:
            score = read(bytes(data))
        except CoreError:
            continue
        scores += 1
        found = [n for track in score.tracks for n in track.notes]
        assert all(0 <= n.start_s < n.end_s and 0 <= n.pitch <= 127 and 1 <= n.velocity <= 127 for n in found)
        assert len(set(names(score))) == len(score.tracks)
        assert all(names(score))
    assert scores > 20


# writing

WRITTEN = Score(
    (
        ScoreTrack("Klavier, links", 0, False, (ScoreNote(0.1234, 0.9, 40, 90), ScoreNote(100.0017, 103.3331, 41, 1))),
        ScoreTrack("笛子", 73, False, (ScoreNote(0.0, 12.3456, 80, 127), ScoreNote(12.3456, 12.4, 80, 64))),
        ScoreTrack("Schlagzeug", 0, True, (ScoreNote(3.3, 3.3001, 38, 100),)),
    ),
    bars_s=(0.0, 2.013, 4.37, 12.5, 14.0, 60.0),
)


@pytest.mark.parametrize("bars_s", [WRITTEN.bars_s, (), (0.7, 0.71, 3.0)])
def test_a_written_score_is_read_back(tmp_path, bars_s):
    path = tmp_path / "aligned.mid"
    write_score(Score(WRITTEN.tracks, bars_s), path)
    score = read_score(path)
    for track, expected in zip(score.tracks, WRITTEN.tracks, strict=True):
        assert (track.name, track.program, track.is_drum) == (expected.name, expected.program, expected.is_drum)
        for found, wanted in zip(track.notes, expected.notes, strict=True):
            assert found.start_s == pytest.approx(wanted.start_s, abs=1e-3)
            assert found.end_s == pytest.approx(wanted.end_s, abs=1e-3)
            assert (found.pitch, found.velocity) == (wanted.pitch, wanted.velocity)


def test_bars_are_read_back(tmp_path):
    write_score(WRITTEN, tmp_path / "aligned.mid")
    np.testing.assert_allclose(read_score(tmp_path / "aligned.mid").bars_s[:6], WRITTEN.bars_s, rtol=0, atol=1e-3)


def test_pretty_midi_reads_what_is_written(tmp_path):
    import pretty_midi

    write_score(WRITTEN, tmp_path / "aligned.mid")
    oracle = pretty_midi.PrettyMIDI(str(tmp_path / "aligned.mid"), charset="utf-8")
    assert [instrument.name for instrument in oracle.instruments] == [track.name for track in WRITTEN.tracks]
    assert oracle.instruments[0].notes[1].start == pytest.approx(100.0017, abs=1e-3)


def test_a_file_that_cannot_be_written_is_an_export_error_and_leaves_nothing(tmp_path):
    (tmp_path / "taken.mid").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        write_score(WRITTEN, tmp_path / "taken.mid")
    with pytest.raises(ExportError, match="cannot be written"):
        write_score(WRITTEN, tmp_path / "none" / "aligned.mid")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.mid"]
