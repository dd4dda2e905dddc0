"""Separating a song of which nothing is said, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.engines import registry
from tests.core import blind_engine
from tests.e2e.command_line import RATE, Ended, fails, files, make_song, stembrush

NAMES = ["accompaniment.wav", "report.json", "residual.wav", "voice.wav"]


@pytest.fixture(scope="module")
def song(tmp_path_factory) -> Path:
    return make_song(tmp_path_factory.mktemp("Lied")) / "söng.wav"


@pytest.fixture(autouse=True)
def blind(monkeypatch) -> None:
    blind_engine.install(monkeypatch)


def separated(song: Path, out: Path, *more: str | Path) -> tuple[dict, Ended]:
    """Return the report and what was said."""
    ended = stembrush("separate", song, "--out", out, "--json", *more)
    assert ended.code == 0, ended.err
    return json.loads(ended.out), ended


def test_a_song_alone_gives_voice_and_accompaniment(song, tmp_path):
    report, ended = separated(song, tmp_path / "stems")
    assert files(tmp_path / "stems") == NAMES
    assert ended.err == ""
    assert any(
        "nothing was said of the song: it is separated into voice and accompaniment" in line for line in ended.progress
    )
    assert (report["engine"], report["guidance"]["nothing_said"]) == ("blind", True)
    assert [source["name"] for source in report["sources"]] == ["voice", "accompaniment"]
    parts = [soundfile.read(tmp_path / "stems" / name)[0] for name in NAMES if name.endswith("wav")]
    np.testing.assert_allclose(sum(parts), soundfile.read(song)[0], rtol=0, atol=1e-6)


def test_its_stems_can_be_chosen_by_name(song, tmp_path):
    report, _ = separated(song, tmp_path / "a", "--engine", "blind", "--stems", "Voice", "--residual", "leave-out")
    assert files(tmp_path / "a") == ["report.json", "voice.wav"]
    assert report["guidance"]["nothing_said"]
    fails(stembrush("separate", song, "--out", tmp_path / "b", "--stems", "Tuba"), "'Tuba'", "voice, accompaniment")


def test_activity_of_a_voice_alone_gets_an_accompaniment_beside_it(song, tmp_path):
    labels = tmp_path / "labels.csv"
    labels.write_text("source,start_s,end_s,state\nLead vocals,0,1,silent\n", "utf-8")
    report, ended = separated(song, tmp_path / "stems", "--engine=blind", "--activity", labels, "--bits=32f")
    assert [source["name"] for source in report["sources"]] == ["Lead vocals", "accompaniment"]
    assert "nothing_said" not in report["guidance"]
    assert not any("nothing was said" in line for line in ended.progress)
    voice = soundfile.read(tmp_path / "stems" / "Lead vocals.wav")[0]
    assert not voice[:RATE].any()
    assert voice[RATE:].any()


def test_with_notes_the_engine_is_the_one_for_notes(song, tmp_path):
    report, _ = separated(song, tmp_path, "--score", song.parent / "score.mid", "--align=off", "--param", "updates=3")
    assert report["engine"] == "score-nmf"
    assert "nothing_said" not in report["guidance"]


@pytest.mark.parametrize(("channels", "seconds"), [(1, 2.0), (5, 2.0), (2, 0.05)])
def test_mono_many_channels_and_short_songs_are_separated(tmp_path, channels, seconds):
    noise = 0.1 * np.random.default_rng(0).standard_normal((round(seconds * RATE), channels))
    soundfile.write(tmp_path / "song.wav", noise, RATE, "FLOAT")
    report, _ = separated(tmp_path / "song.wav", tmp_path / "stems", "--format", "wav32f")
    assert report["channels"] == channels
    assert soundfile.info(tmp_path / "stems" / "voice.wav").channels == channels


def test_a_batch_of_songs_alone_is_separated_and_not_twice(song, tmp_path, monkeypatch):
    # a process of its own knows only the engines that the program has
    monkeypatch.undo()
    preferred = registry.engine_for(())
    assert preferred is not None
    (tmp_path / "list.csv").write_text(f"song\n{song}\n", "utf-8")
    given = ("batch", tmp_path / "list.csv", "--out", tmp_path / "out", "--json")
    first, again = (json.loads(stembrush(*given).out) for _ in range(2))
    assert [(s["state"]) for s in (*first["songs"], *again["songs"])] == ["done", "skipped"]
    assert files(tmp_path / "out" / "söng") == NAMES
    report = json.loads((tmp_path / "out" / "söng" / "report.json").read_text("utf-8"))
    assert report["engine"] == preferred.info.id


def test_an_engine_that_has_to_be_told_says_so(song, tmp_path):
    fails(stembrush("separate", song, "--out", tmp_path / "o", "--engine", "score-nmf"), "needs guidance", "paint")


def test_where_no_engine_needs_nothing_the_song_has_to_be_told_of(song, tmp_path, monkeypatch):
    monkeypatch.delitem(registry._ENGINES, "blind")
    words = ("say something about the song", "--score FILE.mid", "--activity FILE")
    fails(stembrush("separate", song, "--out", tmp_path / "o"), *words)


def test_the_list_of_engines_says_what_they_make_by_themselves():
    listed = {one["id"]: one for one in json.loads(stembrush("engines", "--json").out)["engines"]}
    assert listed["blind"]["default_sources"] == ["voice", "accompaniment"]
    assert listed["score-nmf"]["default_sources"] == []
    said = stembrush("engines").out
    assert said.count("where nothing is said of a song it makes voice and accompaniment") == 1
