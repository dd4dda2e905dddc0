"""Showing and hearing a dictionary on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import soundfile

from core.dictionaries.editing import with_label
from core.dictionaries.files import write_stemdict
from tests.core.dictionary_cases import RATE, dictionary
from tests.e2e.command_line import fails, files, stembrush


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "Geige.stemdict"
    write_stemdict(with_label(dictionary(name="Geige"), 1, "bow noise"), path)
    return path


def test_columns_are_listed_by_pitch_with_where_they_come_from(file):
    ended = stembrush("dictionary", file)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "Geige: 3 columns, window 2048, hop 512 at 22050 Hz"
    assert lines[1] == "    song: söng.wav"
    assert [line.split()[0] for line in lines[3:]] == ["3", "1", "2"]
    assert [line.split(maxsplit=3)[3] for line in lines[3:]] == ["A3", "A4", "bow noise"]


def test_json_tells_everything(file):
    shown = json.loads(stembrush("dictionary", file, "--json").out)
    assert (shown["name"], shown["rate"], shown["window_samples"], shown["hop_samples"]) == ("Geige", 22050, 2048, 512)
    assert shown["provenance"] == {"song": "söng.wav"}
    assert [row["label"] for row in shown["columns"]] == ["A3", "A4", "bow noise"]
    assert shown["columns"][0]["pitch_hz"] == pytest.approx(220, rel=0.01)
    assert shown["columns"][2]["pitch_hz"] is None


def test_its_sound_is_written_and_not_replaced_unasked(file, tmp_path):
    out = tmp_path / "x.wav"
    assert stembrush("dictionary", file, "--sound", out, "--seconds", "0.2").code == 0
    info = soundfile.info(out)
    assert (info.samplerate, info.frames) == (RATE, 3 * round(0.2 * RATE))
    before = out.read_bytes()
    fails(stembrush("dictionary", file, "--sound", out), "x.wav", "--overwrite")
    assert out.read_bytes() == before
    assert stembrush("dictionary", file, "--sound", out, "--overwrite").code == 0
    assert soundfile.info(out).frames == 3 * round(0.25 * RATE)
    assert files(tmp_path) == ["Geige.stemdict", "x.wav"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("HERE/none.stemdict", ["none.stemdict", "no such file"]),
        ("HERE/text.txt", ["text.txt", "not a dictionary"]),
        ("HERE", ["not a file"]),
        ("HERE/Geige.stemdict --sound HERE/x.mp3", ["--sound", ".wav"]),
        ("HERE/Geige.stemdict --sound HERE/none/x.wav", ["--sound", "choose"]),
        ("HERE/Geige.stemdict --sound HERE", ["--sound", "choose"]),
        ("HERE/Geige.stemdict --seconds 0", ["--seconds"]),
        ("HERE/Geige.stemdict --seconds nan", ["--seconds"]),
    ],
)
def test_what_is_wrong_is_said_in_one_line(file, tmp_path, arguments, words):
    (tmp_path / "text.txt").write_text("this is a text and no dictionary at all")
    before = files(tmp_path)
    fails(stembrush("dictionary", *arguments.replace("HERE", str(tmp_path)).split(" ")), *words)
    assert files(tmp_path) == before
