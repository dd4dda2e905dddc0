"""Stems of groups of notes, as scripts ask for them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.e2e.command_line import RATE, fails, files, make_song, separate, stembrush


@pytest.fixture(scope="module")
def song(tmp_path_factory) -> Path:
    return make_song(tmp_path_factory.mktemp("groups"))


def test_groups_get_stems_beside_what_is_left_of_the_sources(song, tmp_path):
    asked = ("--extract", "end=*@1.9-3", "--extract", "one=Flöte/1:G5")
    ended = separate(song, tmp_path, "--json", "--midi", *asked)
    assert (ended.code, ended.err) == (0, "")
    assert [name for name in files(tmp_path) if name.endswith(".wav")] == [
        "Flöte_1.wav", "_CON.wav", "end.wav", "one.wav", "residual.wav"
    ]  # fmt: skip
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [one["name"] for one in report["sources"]] == ["Flöte/1", "CON", "end", "one"]
    assert report["guidance"]["extracted"] == [
        {"name": "end", "asked": "end=*@1.9-3", "notes": 2},
        {"name": "one", "asked": "one=Flöte/1:G5", "notes": 1},
    ]
    assert report["guidance"]["recipe"]["extract"] == [asked[1], asked[3]]
    stems = {path.stem: soundfile.read(path)[0] for path in tmp_path.glob("*.wav")}
    np.testing.assert_allclose(sum(stems.values()), soundfile.read(song / "söng.wav")[0], rtol=0, atol=1e-6)
    sounds = {name: [np.abs(part).max() for part in np.split(stem, 3)] for name, stem in stems.items()}
    assert sounds["end"][0] < 1e-6 < 0.05 < sounds["end"][2]
    assert sounds["one"][2] < 1e-6 < 0.05 < sounds["one"][0]
    assert len(stems["one"]) == 3 * RATE


def test_a_source_of_which_all_is_taken_has_no_stem(song, tmp_path):
    ended = separate(song, tmp_path, "--extract", "bass=CON:C2-C4", "--stems", "bass")
    assert ended.code == 0
    assert files(tmp_path) == ["bass.wav", "report.json", "residual.wav"]
    gone = separate(song, tmp_path / "other", "--extract", "bass=CON:C2-C4", "--stems", "CON")
    fails(gone, "--stems", "the sources are Flöte/1, bass")


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["melody"], "NAME=SOURCE[:PITCHES][@TIMES]"),
        (["x=Tuba"], "there is no source 'Tuba'"),
        (["x=CON:C9"], "there are no such notes"),
        (["x=CON@2.9-3"], "there are no such notes"),
        (["x=CON:C3", "X=CON:G2"], "is given twice"),
        (["CON=Flöte/1:G5"], "is the name of a source already"),
        (["x=CON", "y=CON:C3"], "take all of these notes"),
    ],
)
def test_groups_that_make_no_sense_are_refused_before_the_work(song, tmp_path, texts, words):
    out = tmp_path / "out"
    fails(separate(song, out, *(f"--extract={text}" for text in texts)), "--extract", words)
    assert not out.exists()


def test_groups_need_notes(song, tmp_path):
    fails(stembrush("separate", song / "söng.wav", "--extract", "x=CON", "--out", tmp_path / "out"), "--score")
