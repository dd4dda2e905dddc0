"""Sound in a project: the song itself, and the stems of the newest separation."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from core.annotation.model import Annotation, Note, Source
from core.audio import Audio
from core.errors import CoreError, JobCancelled, ProjectError
from core.project import song, stems
from core.project.project import Project, SongReference, StoredResult

RATE = 8000


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stems, "_CHUNK_SAMPLES", 4000)
    monkeypatch.setattr(song, "_CHUNK_BYTES", 1000)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    sound = tmp_path / "Lied ü.wav"
    sound.write_bytes(np.random.default_rng(1).bytes(4321))
    digest = hashlib.sha256(sound.read_bytes()).hexdigest()
    project = Project.create(tmp_path / "Song.stembrush", SongReference(sound, digest, RATE, 1000, 1))
    yield project
    project.close()


def make_result(length: int = 11_111, channels: int = 2, peak: float = 0.9, seed: int = 0) -> StoredResult:
    rng = np.random.default_rng(seed)
    sounds = {
        key: Audio((rng.uniform(-peak, peak, (channels, length))).astype(np.float32), RATE) for key in ("s2", "s1")
    }
    return StoredResult(
        "score-nmf", "1.2", {"iterations": 30, "model": "ü", "on": True}, 7, 12.5, 41,
        (("s2", "Horn"), ("s1", "Violin é")), {"divergence": 0.25}, True, sounds,
    )  # fmt: skip


def newest(project: Project) -> StoredResult:
    return project.load_version(project.versions()[-1].id)


def assert_kept(result: StoredResult, expected: StoredResult) -> None:
    for name in ("engine_id", "engine_version", "parameters", "seed", "seconds", "revision", "sources", "figures"):
        assert getattr(result, name) == getattr(expected, name)
    assert result.stopped_early == expected.stopped_early
    assert list(result.stems) == list(expected.stems)
    for key, audio in expected.stems.items():
        # one of 24 bits, and the rounding of float32
        step = 1.2 * max(1.0, float(np.max(np.abs(audio.samples), initial=0.0))) / 2**23
        assert result.stems[key].rate == audio.rate
        np.testing.assert_allclose(result.stems[key].samples, audio.samples, rtol=0, atol=step)


@pytest.mark.parametrize(
    ("length", "channels", "peak"), [(11_111, 2, 0.9), (4000, 1, 3.7), (1, 2, 1.0), (0, 1, 0.0), (9000, 11, 0.5)]
)
def test_a_result_survives_a_restart(project: Project, length: int, channels: int, peak: float) -> None:
    result = make_result(length, channels, peak)
    shares: list[float] = []
    project.store_version(result, lambda share: shares.append(share) or True)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    path = project.path
    assert path is not None
    project.close()
    again = Project.open(path)
    assert_kept(newest(again), result)
    again.save_as(path.with_name("Copy.stembrush"))
    assert_kept(newest(again), result)
    again.close()


def test_without_a_result_there_is_none(project: Project) -> None:
    assert project.versions() == ()
    assert Project().versions() == ()


def test_a_cancelled_result_leaves_the_one_before(project: Project) -> None:
    project.store_version(make_result(seed=1))
    with pytest.raises(JobCancelled):
        project.store_version(make_result(seed=2), lambda share: share < 0.6)
    assert_kept(newest(project), make_result(seed=1))
    with pytest.raises(JobCancelled):
        project.load_version(project.versions()[-1].id, lambda share: share < 0.4)


def test_a_result_that_does_not_fit_leaves_the_one_before(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.store_version(make_result(seed=1))
    encode, calls = stems._encode, []

    def failing(*args: object) -> bytes:
        calls.append(1)
        if len(calls) == 4:
            raise sqlite3.OperationalError("database or disk is full")
        return encode(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(stems, "_encode", failing)
    with pytest.raises((ProjectError, sqlite3.OperationalError)):
        project.store_version(make_result(seed=2))
    assert_kept(newest(project), make_result(seed=1))
    assert project._store.connection.execute("SELECT count(*) FROM version").fetchone() == (1,)


def test_values_that_are_no_numbers_are_not_stored(project: Project) -> None:
    result = make_result()
    samples = result.stems["s1"].samples.copy()
    samples[0, 5] = np.nan
    result.stems["s1"] = Audio(samples, RATE)  # type: ignore[index]
    with pytest.raises(ProjectError, match="not numbers"):
        project.store_version(result)
    assert project.versions() == ()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE stem_chunk SET data = zeroblob(100)",
        "UPDATE stem_chunk SET data = substr(data, 1, length(data) / 2)",
        "DELETE FROM stem_chunk WHERE number = 1",
        "UPDATE stem_chunk SET number = 2 - number",
        "UPDATE version SET facts = '{}'",
        "UPDATE version SET facts = replace(facts, '11111', '1e12')",
        "UPDATE version SET facts = replace(facts, '11111', '999999999999')",
        "UPDATE version SET facts = replace(facts, '8000', '-8000')",
    ],
)
def test_damaged_stems_are_refused_in_words(project: Project, damage: str) -> None:
    project.store_version(make_result())
    assert project.path is not None
    project.close()
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        connection.execute(damage)
    again = Project.open(project.path)
    with pytest.raises(CoreError, match="separate again"):
        newest(again)
    again.close()


def test_strokes_go_on_while_a_result_is_stored(project: Project) -> None:
    project.perform(Annotation(sources=(Source("s1", "Violin"),)), "Add violin")
    result = make_result(400_000)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            project.store_version(result)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    strokes = 0
    while thread.is_alive() and strokes < 300:
        notes = (*project.annotation.notes, Note(strokes, 5, "s1", None))
        project.perform(project.annotation.with_notes(notes), "Draw")
        strokes += 1
    thread.join()
    assert not failures
    assert strokes > 3
    assert_kept(newest(project), result)


def test_saving_elsewhere_while_a_result_is_stored_keeps_both(project: Project, tmp_path: Path) -> None:
    result, saved = make_result(60_000), threading.Event()

    def report(share: float) -> bool:
        if share > 0.4:
            assert saved.wait(20)
        return True

    thread = threading.Thread(target=project.store_version, args=(result, report))
    thread.start()
    project.save_as(tmp_path / "Elsewhere.stembrush")
    saved.set()
    thread.join()
    assert_kept(newest(project), result)


def test_closing_ends_what_is_being_stored(project: Project) -> None:
    outcome: list[object] = []
    closed = threading.Event()

    def work() -> None:
        try:
            project.store_version(make_result(60_000), lambda share: share == 0.0 or closed.wait(20))
        except CoreError as error:
            outcome.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    project.close()
    closed.set()
    thread.join()
    assert isinstance(outcome[0], JobCancelled)
    assert project.path is not None
    again = Project.open(project.path)
    assert again.versions() == ()
    again.close()


def test_the_song_can_be_collected_and_taken_out(project: Project, tmp_path: Path) -> None:
    original = (tmp_path / "Lied ü.wav").read_bytes()
    assert not project.song_is_collected
    project.collect_song()
    assert project.song_is_collected
    path = project.path
    assert path is not None
    project.close()
    (tmp_path / "Lied ü.wav").unlink()
    again = Project.open(path)
    assert again.song_is_collected
    taken = again.extract_song(tmp_path)
    assert taken == tmp_path / "Lied ü.wav"
    assert taken.read_bytes() == original
    assert again.extract_song(tmp_path) == tmp_path / "Lied ü 2.wav"
    again.close()


def test_another_song_is_not_collected(project: Project, tmp_path: Path) -> None:
    (tmp_path / "Lied ü.wav").write_bytes(b"other sound")
    with pytest.raises(ProjectError, match="not the song"):
        project.collect_song()
    assert not project.song_is_collected
    (tmp_path / "Lied ü.wav").unlink()
    with pytest.raises(ProjectError, match="not where it was"):
        project.collect_song()
    with pytest.raises(ProjectError, match="not inside"):
        project.extract_song(tmp_path)


def test_collecting_can_be_cancelled(project: Project) -> None:
    with pytest.raises(JobCancelled):
        project.collect_song(lambda share: share < 0.5)
    assert not project.song_is_collected
    assert project._store.connection.execute("SELECT count(*) FROM song_chunk").fetchone() == (0,)


def test_a_damaged_collected_song_leaves_no_file(project: Project, tmp_path: Path) -> None:
    project.collect_song()
    project._store.connection.execute("UPDATE song_chunk SET data = zeroblob(1000) WHERE number = 2")
    folder = tmp_path / "taken"
    folder.mkdir()
    with pytest.raises(ProjectError, match="damaged"):
        project.extract_song(folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["../evil.wav", "/tmp/evil.wav", r"..\\evil.wav", "", ".."])
def test_a_collected_song_stays_in_the_folder(project: Project, tmp_path: Path, name: str) -> None:
    project.collect_song()
    assert project._collected is not None
    project._collected = {**project._collected, "name": name}
    folder = tmp_path / "deep" / "taken"
    folder.mkdir(parents=True)
    assert project.extract_song(folder).parent == folder
    assert len(list(folder.iterdir())) == 1
