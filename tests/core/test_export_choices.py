"""What an export makes of a choice: stems, groups, the residual, a selection, clipping."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Source
from core.audio import Audio
from core.engines.base import SeparationResult
from core.errors import ExportError
from core.export import (
    EXACT_NULL_DB,
    RESIDUAL,
    ExportChoice,
    Group,
    everything_but,
    export,
    find_clipping,
    plan_export,
)
from core.export.rendering import files_that_sum
from tests.core.export_cases import RATE, everything, material, mixture, read, separation, stem

SOURCES = (Source("a", "Voice"), Source("b", "Bass"), Source("c", "Drums"))


def case(**parts):
    return material(sources=SOURCES, run=None, **parts)


def sound_files(folder: Path) -> list[str]:
    return [name.removesuffix(".wav") for name in everything(folder)]


def test_only_chosen_stems_are_written_and_compared_with_themselves(tmp_path):
    written = export(case(), ExportChoice(tmp_path, stems=("a",), residual="leave_out"))
    assert sound_files(tmp_path) == ["Voice"]
    assert written.null is None
    assert 0 < written.files[0].largest_error <= 1.5 * 2.0**-23


def test_a_group_is_the_sum_of_its_stems(tmp_path):
    one = case()
    export(one, ExportChoice(tmp_path, bits="32f", stems=(), groups=(Group("Band", ("c", "b")),), residual="leave_out"))
    assert sound_files(tmp_path) == ["Band"]
    exact = stem(one, "b").astype(np.float64) + stem(one, "c")
    np.testing.assert_array_equal(read(tmp_path / "Band.wav"), exact.astype(np.float32))


@pytest.mark.parametrize("bits", ["16", "24", "32f"])
def test_everything_but_a_source_is_the_song_without_it(tmp_path, bits):
    one = case()
    group = everything_but("a", SOURCES)
    written = export(one, ExportChoice(tmp_path, bits=bits, stems=("a",), groups=(group,), residual="leave_out"))
    assert sound_files(tmp_path) == ["Everything but Voice", "Voice"]
    total = read(tmp_path / "Voice.wav") + read(tmp_path / "Everything but Voice.wav")
    np.testing.assert_allclose(total, one.mixture.samples, rtol=0, atol=1e-7 if bits == "32f" else 0)
    assert set(written.null.files) == {"Voice.wav", "Everything but Voice.wav"}


def test_groups_beside_all_stems_do_not_disturb_the_sum(tmp_path):
    one = case()
    written = export(one, ExportChoice(tmp_path, groups=(everything_but("a", SOURCES), Group("All", ("a", "b", "c")))))
    assert set(written.null.files) == {"Voice.wav", "Bass.wav", "Drums.wav", "residual.wav"}
    assert written.null.depth_db == EXACT_NULL_DB


@pytest.mark.parametrize("bits", ["16", "24"])
def test_the_residual_given_to_a_source_is_in_its_file_and_all_sum_to_the_song(tmp_path, bits):
    one = case()
    choice = ExportChoice(tmp_path, bits=bits, residual="to:b", groups=(everything_but("b", SOURCES),))
    written = export(one, choice)
    assert sound_files(tmp_path) == ["Bass", "Drums", "Everything but Bass", "Voice"]
    total = sum(read(tmp_path / f"{name}.wav") for name in ("Bass", "Drums", "Voice"))
    np.testing.assert_array_equal(total, one.mixture.samples)
    assert written.null.depth_db == EXACT_NULL_DB
    # the residual is with the bass, so it is not in what is everything but the bass
    others = stem(one, "a").astype(np.float64) + stem(one, "c")
    assert np.max(np.abs(read(tmp_path / "Everything but Bass.wav") - others)) <= 1.5 * 2.0 ** (1 - int(bits))


def test_a_residual_that_is_left_out_leaves_nothing_to_compare_the_sum_with(tmp_path):
    written = export(case(), ExportChoice(tmp_path, residual="leave_out"))
    assert sound_files(tmp_path) == ["Bass", "Drums", "Voice"]
    assert written.null is None
    assert not plan_export(case(), ExportChoice(tmp_path, residual="leave_out")).nulls


def test_files_that_sum_are_found():
    every = ("a", "b", RESIDUAL)
    assert files_that_sum([("a",), ("b",), (RESIDUAL,)], every) == (0, 1, 2)
    assert files_that_sum([("a", "b"), ("a",), ("b", RESIDUAL)], every) == (1, 2)
    assert files_that_sum([("a", "b"), ("b", RESIDUAL)], every) is None
    assert files_that_sum([], every) is None


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"stems": ("x",)}, "no stem 'x'; it has Voice, Bass, Drums"),
        ({"groups": (Group("G", ("x",)),)}, "no stem 'x'"),
        ({"groups": (Group("G", ()),)}, "group 'G' is empty"),
        ({"residual": "to:x"}, "no stem 'x'"),
        ({"residual": "away"}, "use file, leave_out or to:SOURCE"),
        ({"stems": (), "residual": "leave_out"}, "nothing is chosen"),
        ({"span": (5, 5)}, "selection"),
        ({"span": (0, 10**9)}, "selection"),
        ({"span": (-1, 5)}, "selection"),
        ({"template": "{artist}"}, "no field {artist}"),
        ({"template": "{source"}, "brace"),
        ({"template": " "}, "empty"),
    ],
)
def test_a_choice_that_cannot_be_carried_out_is_refused_in_words(tmp_path, parts, words):
    with pytest.raises(ExportError, match=words):
        plan_export(case(), ExportChoice(tmp_path, **parts))
    with pytest.raises(ExportError, match=words):
        export(case(), ExportChoice(tmp_path / "new", **parts))
    assert everything(tmp_path) == []


# selection


def test_a_selection_is_that_part_of_the_song(tmp_path):
    one, span = case(), (1234, 101_235)
    written = export(one, ExportChoice(tmp_path, bits="16", span=span))
    total = sum(read(path) for path in tmp_path.iterdir())
    np.testing.assert_array_equal(total, one.mixture.samples[:, slice(*span)])
    assert written.null.depth_db == EXACT_NULL_DB


def test_notes_and_labels_are_those_of_the_selection(tmp_path):
    notes = (Note(0, 100, "a", 60.0), Note(50_000, 44_100, "a", 64.0), Note(0, 500, "b", 40.0))
    spans = (ActivitySpan(0, 60_000, ActivityState.ACTIVE),)
    annotation = Annotation(SOURCES, notes, (Activity("c", spans),))
    choice = ExportChoice(
        tmp_path,
        span=(44_100, 88_200),
        midi=True,
        labels=frozenset({"csv", "lab", "jams"}),
        reaper=True,
        dawproject=True,
    )
    written = export(case(annotation=annotation), choice)
    assert {"Voice.mid", "activity.csv", "activity.lab", "activity.jams", "song.rpp", "song.dawproject"} <= set(
        everything(tmp_path)
    )
    assert "Bass.mid" not in everything(tmp_path)  # its notes are all before the selection
    assert "Drums,0" in (tmp_path / "activity.csv").read_text()
    assert {file.kind for file in written.files} == {"stem", "residual", "reaper", "dawproject", "midi", "labels"}


def test_what_no_session_can_be_written_of_leaves_nothing(tmp_path, monkeypatch):
    def refuse(path, content):
        raise ExportError(f"{path}: cannot be written (No space left on device); choose another folder or disk")

    monkeypatch.setattr("core.export.reaper.write_reaper", refuse)
    with pytest.raises(ExportError) as caught:
        export(case(), ExportChoice(tmp_path / "new", reaper=True))
    assert str(caught.value).startswith(f"{tmp_path / 'new' / 'song.rpp'}: cannot be written")
    assert everything(tmp_path) == []


# clipping


def loud_case(peak: float = 1.6):
    song = mixture(1, gain=0.1)
    loud = np.zeros_like(song.samples)
    loud[0, 70_000:70_005] = [peak, -peak, 1.0, -1.0, 0.5]
    other = song.samples - loud
    quiet = Audio(np.zeros_like(loud), RATE)
    result = SeparationResult((("a", Audio(loud, RATE)), ("b", Audio(other, RATE)), ("c", quiet)), quiet)
    return material(song, result, SOURCES, None)


@pytest.mark.parametrize("bits", ["16", "24"])
def test_clipping_is_found_before_it_is_written_and_exactly_counted(tmp_path, bits):
    one, choice = loud_case(), ExportChoice(tmp_path, bits=bits)
    found = find_clipping(one, choice)
    assert everything(tmp_path) == []
    written = export(one, choice)
    assert [(c.name, c.peak, c.samples) for c in found] == [
        (f.name, f.peak, f.clipped_samples) for f in written.files if f.clipped_samples
    ]
    voice = next(c for c in found if c.name == "Voice")
    assert voice.peak == pytest.approx(1.6)
    assert voice.samples in (
        2,
        3,
        4,
    )  # -1 is a number of the format, +1 is not; dither may take either to the other side
    assert np.max(np.abs(read(tmp_path / "Voice.wav"))) == 1.0


def test_dither_that_reaches_over_full_scale_is_counted():
    song = mixture(1, gain=0.1)
    top = np.full_like(song.samples, 1.0 - 1.1 * 2.0**-15)
    quiet = Audio(np.zeros_like(top), RATE)
    result = SeparationResult((("a", Audio(top, RATE)), ("b", quiet), ("c", quiet)), quiet)
    one = material(song, result, SOURCES, None)
    (found,) = find_clipping(one, ExportChoice(Path("stems"), bits="16", stems=("a",), residual="leave_out"))
    assert 0 < found.samples < song.length


def test_floats_do_not_clip():
    assert find_clipping(loud_case(), ExportChoice(Path("stems"), bits="32f")) == ()


def test_everything_is_turned_down_by_the_same(tmp_path):
    one = loud_case()
    written = export(one, ExportChoice(tmp_path, bits="24", clipping="turn_down"))
    assert written.turned_down_db == pytest.approx(20 * np.log10(1.7), abs=0.8)
    assert round(written.turned_down_db, 2) == written.turned_down_db
    gain = 10 ** (-written.turned_down_db / 20)
    assert written.clipped_samples == 0
    for name, source_id in (("Voice", "a"), ("Bass", "b")):
        np.testing.assert_allclose(read(tmp_path / f"{name}.wav"), stem(one, source_id) * gain, rtol=0, atol=2.0**-22)
    total = sum(read(path) for path in tmp_path.iterdir())
    np.testing.assert_allclose(total, one.mixture.samples * gain, rtol=0, atol=1.5 * 2.0**-23)
    assert written.null.largest_error <= 1.5 * 2.0**-23
    assert max(np.max(np.abs(read(path))) for path in tmp_path.iterdir()) > 0.99


def test_nothing_is_turned_down_where_nothing_clips(tmp_path):
    for folder, clipping in (("a", "clip"), ("b", "turn_down"), ("c", "float")):
        written = export(case(), ExportChoice(tmp_path / folder, bits="16", clipping=clipping))
        assert (written.turned_down_db, written.container, written.bits) == (0.0, "wav", "16")
    assert (tmp_path / "a" / "Bass.wav").read_bytes() == (tmp_path / "b" / "Bass.wav").read_bytes()


def test_floats_are_written_where_samples_would_clip(tmp_path):
    one = loud_case()
    (tmp_path / "Voice.wav").write_text("mine")
    choice = ExportChoice(tmp_path, "flac", "16", clipping="float")
    assert "Voice.wav" in plan_export(one, choice).existing
    written = export(one, choice)
    assert (written.container, written.bits) == ("wav", "32f")
    assert soundfile.info(tmp_path / "Voice.wav").subtype == "FLOAT"
    np.testing.assert_array_equal(read(tmp_path / "Voice.wav"), stem(one, "a"))


def test_clipping_of_a_group_is_found():
    song = mixture(1)
    half = Audio(np.full_like(song.samples, 0.7), RATE)
    result = SeparationResult((("a", half), ("b", half), ("c", half)), Audio(song.samples - np.float32(2.1), RATE))
    one = material(song, result, SOURCES, None)
    choice = ExportChoice(Path("stems"), stems=(), groups=(Group("Both", ("a", "b")),), residual="leave_out")
    (found,) = find_clipping(one, choice)
    assert (found.name, found.samples) == ("Both", song.length)
    assert found.peak == pytest.approx(1.4)


def test_what_a_file_loses_by_clipping_is_in_the_residual(tmp_path):
    one = material(result=separation(mixture(), loud=1.0))
    written = export(one, ExportChoice(tmp_path, report=False))
    assert written.clipped_samples > 0
    assert sum(read(path) for path in tmp_path.iterdir()) == pytest.approx(one.mixture.samples, abs=1e-9)
