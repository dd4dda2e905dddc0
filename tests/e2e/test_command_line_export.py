"""Exporting the stems of a project on the command line as scripts see it."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import rpp
import soundfile

from core.annotation.model import Annotation, Note, Source
from core.audio import Audio, read_mixture
from core.project.project import Project, SongReference, StoredResult
from tests.e2e.command_line import RATE, fails, files, make_song, stembrush

SOURCES = (Source("a", "Flöte", "#ff0000"), Source("b", "Horn", "#00ff00"))
VIEW = {"strips": [["a", False, True, -6.0, 0.5], ["b", True, False, None, 0.0], "nonsense"]}


def make_project(folder: Path) -> Path:
    """Make a song and a project of it with three versions; the second is chosen, the third was renamed."""
    make_song(folder)
    mixture = read_mixture(folder / "söng.wav")
    reference = SongReference(folder / "söng.wav", mixture.sha256, mixture.rate, mixture.length, mixture.channels)
    path = folder / "Mein Stück.stembrush"
    project = Project.create(path, reference)
    project.perform(Annotation(SOURCES, notes=(Note(RATE, RATE, "a", 60.0),)), "Draw")
    for share in (0.25, 0.5, 0.75):
        stems = {"a": Audio(mixture.samples * np.float32(share), RATE), "b": Audio(mixture.samples * 0, RATE)}
        facts = ("score-nmf", "2", {"updates": 3}, 7, 1.5, 1, (("a", "Flute"), ("b", "Gone")))
        version = project.store_version(StoredResult(*facts, figures={"divergence": 2.0}, stems=stems))
        if share == 0.5:
            project.set_state("version", version)
    project.change_version(version, name="Louder")
    project.set_state("view", VIEW)
    project.close()
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_project(tmp_path_factory.mktemp("Lied"))


@pytest.fixture
def project(made, tmp_path) -> Path:
    """Return a copy of the project with its song beside it."""
    (tmp_path / "here").mkdir()
    for name in ("söng.wav", made.name):
        shutil.copy(made.with_name(name), tmp_path / "here" / name)
    return tmp_path / "here" / made.name


def share_of(out: Path, song: Path) -> float:
    """Return which part of the song the first stem is."""
    mixture, stem = (soundfile.read(path)[0] for path in (song, out / "Flöte.wav"))
    return float(np.sum(mixture * stem) / np.sum(mixture * mixture))


def test_the_chosen_version_is_exported_and_the_project_stays_as_it_is(project, tmp_path):
    before = files(project.parent)
    ended = stembrush("export", project, "--out", tmp_path / "out", "--reaper", "--midi", "--json")
    assert (ended.code, ended.err) == (0, "")
    report = json.loads(ended.out)
    assert [source["name"] for source in report["sources"]] == ["Flöte", "Horn"]
    assert (report["engine"], report["seed"], report["parameters"]) == ("score-nmf", 7, {"updates": 3})
    assert (report["version_name"], report["figures"]["divergence"]) == ("B", 2.0)
    assert report["figures"]["null_depth_db"] < -100
    assert files(tmp_path / "out") == sorted(
        ["Flöte.wav", "Horn.wav", "residual.wav", "report.json", "söng.rpp", "Flöte.mid"]
    )
    assert share_of(tmp_path / "out", project.with_name("söng.wav")) == pytest.approx(0.5, abs=1e-4)
    assert files(project.parent) == before
    session = rpp.loads((tmp_path / "out" / "söng.rpp").read_text("utf-8"))
    volumes = [float(track.find("VOLPAN")[1]) for track in session.findall("TRACK")]
    assert volumes == [pytest.approx(10**-0.3), 0.0, 1.0]
    assert [track.find("MUTESOLO")[1:3] for track in session.findall("TRACK")][:2] == [["0", "1"], ["1", "0"]]


def test_a_mixer_that_makes_no_sense_is_passed_over(project, tmp_path):
    strips = [["a", False, False, "nan", 0.0], ["b", False, False, 1e300, 0.0], ["residual", False, False, 0.0, 7.0]]
    with closing(Project.open(project)) as opened:
        opened.set_state("view", {"strips": strips})
    assert stembrush("export", project, "--out", tmp_path / "out", "--reaper").code == 0
    session = rpp.loads((tmp_path / "out" / "söng.rpp").read_text("utf-8"))
    assert [track.find("VOLPAN")[1:3] for track in session.findall("TRACK")] == 3 * [["1", "0"]]


@pytest.mark.parametrize(("version", "share"), [("Louder", 0.75), ("1", 0.25), ("A", 0.25)])
def test_a_version_is_named_by_its_name_number_or_letter(project, tmp_path, version, share):
    ended = stembrush("export", project, "--out", tmp_path / "out", "--version", version)
    assert ended.code == 0, ended.err
    assert share_of(tmp_path / "out", project.with_name("söng.wav")) == pytest.approx(share, abs=1e-4)
    assert ended.out.splitlines() == [str(tmp_path / "out" / n) for n in ("Flöte.wav", "Horn.wav", "residual.wav")]


def test_a_project_that_is_open_elsewhere_is_exported_from_a_copy(project, tmp_path, home):
    opened = Project.open(project)
    try:
        ended = stembrush("export", project, "--out", tmp_path / "out")
    finally:
        opened.close()
    assert (ended.code, ended.err) == (0, "")
    assert list(home.rglob("*.stembrush")) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_write_protected_project_is_exported(project, tmp_path, home):
    project.chmod(0o444)
    project.parent.chmod(0o555)
    try:
        assert stembrush("export", project, "--out", tmp_path / "out").code == 0
    finally:
        project.parent.chmod(0o755)
    assert list(home.rglob("*.stembrush")) == []


def test_a_song_that_has_moved_is_given_or_taken_from_the_project(project, tmp_path):
    song = project.with_name("söng.wav").rename(tmp_path / "moved.wav")
    # where the project was made it is no longer, either
    with closing(Project.open(project)) as opened:
        reference = opened.song
        opened.set_song(SongReference(tmp_path / "gone.wav", reference.sha256, RATE, reference.length, 2))
    fails(stembrush("export", project, "--out", tmp_path / "out"), "its song is not found", "--song FILE")
    ended = stembrush("export", project, "--out", tmp_path / "out", "--song", song)
    assert (ended.code, ended.err) == (0, "")
    with closing(Project.open(project)) as opened:
        opened.set_song(SongReference(song, reference.sha256, RATE, reference.length, 2))
        opened.collect_song()
    song.unlink()
    assert stembrush("export", project, "--out", tmp_path / "inside").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("PROJECT", ["--out"]),
        ("HERE/none.stembrush --out OUT", ["none.stembrush", "no such project"]),
        ("SONG --out OUT", ["söng.wav"]),
        ("PROJECT --out OUT --version Z", ["'Z'", "1 (A)", "3 (Louder)"]),
        ("PROJECT --out OUT --stems Tuba", ["'Tuba'", "Flöte, Horn"]),
        ("PROJECT --out OUT --song HERE/none.wav", ["none.wav"]),
        ("PROJECT --out OUT --format mp3", ["--format"]),
        ("PROJECT --out SONG", ["--out", "choose"]),
    ],
)
def test_export_says_in_one_line_what_is_wrong(project, tmp_path, arguments, words):
    places = {"PROJECT": project, "SONG": project.with_name("söng.wav"), "OUT": tmp_path / "out"}
    given = [str(places.get(word, word)).replace("HERE", str(tmp_path)) for word in arguments.split()]
    before = files(tmp_path)
    fails(stembrush("export", *given), *words)
    assert files(tmp_path) == before


def test_a_project_without_stems_says_so(project, tmp_path):
    with closing(Project.create(tmp_path / "new.stembrush", None)):
        pass
    fails(stembrush("export", tmp_path / "new.stembrush", "--out", tmp_path / "out"), "no stems", "separate")
