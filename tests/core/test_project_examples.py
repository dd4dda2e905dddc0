"""Examples and dictionaries in a project: sound is in it once, comes back whole, and goes when nothing needs it."""

from __future__ import annotations

import copy
import pickle
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.annotation.model import Annotation, Dictionary, Example, Polarity, Source
from core.audio import Audio
from core.errors import JobCancelled, ProjectError
from core.project import history, sounds, stored_audio
from core.project.copies import open_copy
from core.project.leftovers import leftover_projects
from core.project.project import Project
from tests.core.project_edits import SONG, assert_same

VIOLIN, NOISE = Source("s1", "Violin", "#112233"), Source("s2", "Noise", "#445566")
BARE = Annotation(sources=(VIOLIN, NOISE))


def sound(seed: int, length: int = 3000, channels: int = 2, rate: int = 44_100) -> Audio:
    """Return noise in steps of 16 bits."""
    words = np.random.default_rng(seed).integers(-(2**15), 2**15, (channels, length))
    return Audio((words / 2**15).astype(np.float32), rate)


def dictionary(source_id: str = "s1", width: int = 3) -> Dictionary:
    columns = np.random.default_rng(width).random((33, width)).astype(np.float32)
    labels = ("A4", "", "Bogen")[:width]
    facts = {"song": "Lied.wav", "engine": "example-nmf"}
    return Dictionary(source_id, "Geige é", columns, 8000, 64, 16, labels, facts)


def full() -> Annotation:
    stem = Example("s1", Polarity.BELONGS, (0, 3000), sound(2, channels=1, rate=8000), "stem.wav")
    noise = Example("s2", Polarity.NOT, None, sound(1), "Straße 日本.wav")
    return BARE.changed(
        examples=(Example("s1", span=(500, 900)), stem, noise), dictionaries=(dictionary("s2", 2), dictionary())
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Song.stembrush"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    made = Project.create(path, SONG)
    made.perform(BARE, "Add sources")
    yield made
    made.close()


def reopened(project: Project) -> Project:
    assert project.path is not None
    project.close()
    return Project.open(project.path)


def with_examples(project: Project, *given: Audio) -> None:
    for audio in given:
        examples = (*project.annotation.examples, Example("s1", audio=audio, name="a.wav"))
        project.perform(project.annotation.changed(examples=examples), "Give example")


def stored(path: Path, table: str = "sound") -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def changed(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = list(connection.iterdump())
        connection.executescript(script)
        assert list(connection.iterdump()) != before


def test_all_of_it_is_there_after_a_restart(project: Project) -> None:
    project.perform(full(), "Give examples")
    after = project.annotation
    again = reopened(project)
    assert_same(again.annotation, after)
    assert not again.annotation.dictionaries[0].columns.flags.writeable
    assert again.annotation.examples[1].audio is not None
    assert not again.annotation.examples[1].audio.samples.flags.writeable
    again.close()


def test_it_can_be_taken_back_and_done_again_after_a_restart(project: Project) -> None:
    project.perform(full(), "Give examples")
    given = project.annotation
    project.perform(given.changed(examples=given.examples[1:2], dictionaries=given.dictionaries[1:]), "Remove some")
    left = project.annotation
    again = reopened(project)
    again.undo()
    assert_same(again.annotation, given)
    again.undo()
    assert_same(again.annotation, BARE)
    last = reopened(again)
    last.redo()
    assert_same(last.annotation, given)
    last.redo()
    assert_same(last.annotation, left)
    last.close()


def test_the_same_sound_is_stored_once(project: Project, path: Path) -> None:
    with_examples(project, sound(1), sound(1), sound(2), Audio(sound(1).samples, 48_000))
    project.undo()
    project.redo()
    again = reopened(project)
    with_examples(again, sound(1))
    again.close()
    assert stored(path) == 3


def test_opening_reads_no_sound(project: Project, path: Path) -> None:
    with_examples(project, sound(1))
    project.close()
    changed(path, "DELETE FROM sound_chunk")
    again = Project.open(path)
    (example,) = again.annotation.examples
    assert example.audio is not None
    assert (example.audio.rate, example.audio.channels, example.audio.length) == (44_100, 2, 3000)
    assert example.audio.duration_s == pytest.approx(3000 / 44_100)
    again.close()


DAMAGE = {
    "missing": "DELETE FROM sound_chunk",
    "cut off": "UPDATE sound_chunk SET data = substr(data, 1, 40)",
    "nothing": "UPDATE sound_chunk SET data = x''",
    "of another kind": "UPDATE sound_chunk SET data = CAST('z' || data AS BLOB)",
    "of another length": "UPDATE sound SET length = length - 1",
    "much longer": "UPDATE sound SET length = 1000000000000 / 1000",
    "of other channels": "UPDATE sound SET channels = 3",
    "at another rate": "UPDATE sound SET rate = 8000",
    "another one": "UPDATE sound_chunk SET data = (SELECT data FROM sound_chunk ORDER BY id DESC LIMIT 1)",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_sound_says_so_when_it_is_needed_and_the_rest_stays(project: Project, path: Path, name: str) -> None:
    with_examples(project, sound(1), sound(2))
    project.close()
    changed(path, DAMAGE[name])
    again = Project.open(path)
    first = again.annotation.examples[0].audio
    assert first is not None
    with pytest.raises(ProjectError, match=r"sound of an example is damaged .* give it again"):
        _ = first.samples
    again.perform(again.annotation.changed(examples=()), "Remove examples")
    again.undo()
    again.close()


def test_what_neither_the_annotation_nor_the_history_needs_goes_when_it_is_closed(
    project: Project, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_examples(project, sound(1, 400_000), sound(2))
    project.perform(BARE, "Remove examples")
    project.close()
    assert stored(path) == 2
    size = path.stat().st_size
    again = Project.open(path)
    monkeypatch.setattr(history, "MAX_BYTES", 1)
    again.perform(again.annotation.changed(sources=(VIOLIN,)), "Remove noise")
    assert stored(path) == 2
    again.close()
    assert [stored(path, table) for table in ("sound", "sound_chunk", "history_sound")] == [0, 0, 0]
    assert path.stat().st_size < size / 2
    Project.open(path).close()


def test_reverting_brings_examples_back_that_the_history_has_forgotten(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_examples(project, sound(1))
    again = reopened(project)
    monkeypatch.setattr(history, "MAX_BYTES", 1)
    again.perform(BARE, "Remove examples")
    again.perform(BARE.changed(sources=(VIOLIN,)), "Remove noise")
    again.revert()
    assert again.annotation.examples[0].audio is not None
    last = reopened(again)
    assert last.annotation.examples[0].audio is not None
    assert np.array_equal(last.annotation.examples[0].audio.samples, sound(1).samples)
    last.close()


def test_what_was_not_swept_in_time_goes_the_next_time(
    project: Project, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.keep_sound(sound(1, 1_000_000))
    with monkeypatch.context() as hurried:
        hurried.setattr(sounds, "_PATIENCE_S", 0.0)
        project.close()
    assert stored(path) == 1
    Project.open(path).close()
    assert [stored(path, table) for table in ("sound", "sound_chunk")] == [0, 0]


def test_a_sound_that_was_being_swept_can_be_given_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.keep_sound(sound(1))
    monkeypatch.setattr(sounds, "_PATIENCE_S", 0.0)
    again = reopened(project)
    with_examples(again, sound(1))
    last = reopened(again)
    assert last.annotation.examples[0].audio is not None
    assert np.array_equal(last.annotation.examples[0].audio.samples, sound(1).samples)
    last.close()


def test_a_sound_can_be_stored_beforehand_while_something_is_drawn(
    project: Project, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_audio, "_PIECE_VALUES", 500)
    audio, shares = sound(1), []

    def report(share: float) -> bool:
        shares.append(share)
        if len(shares) == 3:
            project.perform(project.annotation.changed(dictionaries=(dictionary(),)), "Give dictionary")
        return True

    thread = threading.Thread(target=project.keep_sound, args=(audio, report))
    thread.start()
    thread.join()
    assert len(shares) == 12
    assert shares == sorted(shares)
    with_examples(project, audio)
    after = project.annotation
    again = reopened(project)
    assert_same(again.annotation, after)
    again.close()
    assert (stored(path), stored(path, "sound_chunk")) == (1, 12)


def test_nothing_is_left_of_a_sound_whose_storing_was_cancelled(project: Project, path: Path) -> None:
    with pytest.raises(JobCancelled):
        project.keep_sound(sound(1), lambda share: False)
    assert [stored(path, table) for table in ("sound", "sound_chunk")] == [0, 0]
    project.keep_sound(sound(1))
    assert stored(path) == 1


def test_values_that_are_no_numbers_are_refused_in_words(project: Project, path: Path) -> None:
    samples = sound(1).samples.copy()
    samples[1, 2000] = np.nan
    before = project.annotation
    with pytest.raises(ProjectError, match="not numbers"):
        with_examples(project, Audio(samples, 44_100))
    assert project.annotation is before
    assert stored(path) == 0


WRONG = {
    "of nobody": {"examples": (Example("nobody", span=(0, 1)),)},
    "of nothing": {"examples": (Example("s1"),)},
    "empty": {"examples": (Example("s1", span=(5, 5)),)},
    "without a sample": {"examples": (Example("s1", audio=Audio(np.zeros((1, 0), np.float32), 8000)),)},
    "two of a source": {"dictionaries": (dictionary(), dictionary())},
    "of another window": {"dictionaries": (replace(dictionary(), window_samples=128),)},
    "without labels": {"dictionaries": (replace(dictionary(), labels=()),)},
    "negative": {"dictionaries": (replace(dictionary(), columns=-dictionary().columns),)},
    "not finite": {"dictionaries": (replace(dictionary(), columns=dictionary().columns * np.float32(np.inf)),)},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_could_not_be_read_again_is_not_stored(project: Project, name: str) -> None:
    before = project.annotation
    with pytest.raises(ValueError, match=r"example|dictionar|sound"):
        project.perform(before.changed(**WRONG[name]), "Give")
    assert project.annotation is before


def test_a_program_killed_after_a_step_leaves_its_sound(project: Project, path: Path, tmp_path: Path) -> None:
    with_examples(project, sound(1), sound(2))
    left = tmp_path / "left.stembrush"
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{left}{ending}")
    again = Project.open(left)
    assert_same(again.annotation, project.annotation)
    again.undo()
    again.redo()
    assert_same(again.annotation, project.annotation)
    again.close()


def test_a_program_killed_while_it_stores_a_sound_leaves_what_goes(
    project: Project, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_audio, "_PIECE_VALUES", 1000)
    left = tmp_path / "left.stembrush"

    def report(share: float) -> bool:
        if share > 0.5 and not left.exists():
            for ending in ("", "-wal"):
                shutil.copy(f"{path}{ending}", f"{left}{ending}")
        return True

    project.keep_sound(sound(1), report)
    again = Project.open(left)
    assert 0 < stored(left, "sound_chunk") < 6
    with_examples(again, sound(1))
    after = again.annotation
    again.close()
    assert (stored(left), stored(left, "sound_chunk")) == (1, 6)
    last = Project.open(left)
    assert_same(last.annotation, after)
    last.close()


def test_a_copy_under_another_name_has_all_of_it(project: Project, path: Path, tmp_path: Path) -> None:
    project.perform(full(), "Give examples")
    again = reopened(project)
    # read from the other file, as the first may be gone
    again.save_as(tmp_path / "Other.stembrush")
    path.unlink()
    given = again.annotation
    assert_same(given, given.changed(examples=project.annotation.examples))
    again.perform(BARE, "Remove all")
    again.undo()
    last = reopened(again)
    assert_same(last.annotation, given)
    last.close()


def test_a_project_without_a_file_has_them_and_keeps_them_when_it_is_saved(path: Path) -> None:
    project = Project()
    project.perform(BARE, "Add sources")
    for seed in range(40):  # more than are remembered as they are
        with_examples(project, sound(seed, 50))
    for _ in range(40):
        project.undo()
    assert project.annotation == BARE
    for _ in range(40):
        project.redo()
    project.save_as(path)
    after = project.annotation
    again = reopened(project)
    assert_same(again.annotation, after)
    again.close()


def test_a_copy_of_one_that_is_open_has_them(project: Project, path: Path) -> None:
    project.perform(full(), "Give examples")
    taken = open_copy(path)
    assert_same(taken.annotation, project.annotation)
    taken.discard()
    assert not leftover_projects()


def test_sound_of_a_project_that_is_closed_is_not_read(project: Project) -> None:
    with_examples(project, sound(1), sound(2))
    again = reopened(project)
    one, two = (example.audio for example in again.annotation.examples)
    assert one is not None
    assert two is not None
    assert one.samples.shape == (2, 3000)
    again.close()
    assert one.samples.shape == (2, 3000)
    with pytest.raises(JobCancelled):
        _ = two.samples


def test_stored_sound_can_be_copied_and_sent(project: Project) -> None:
    with_examples(project, sound(1))
    again = reopened(project)
    audio = again.annotation.examples[0].audio
    assert audio is not None
    assert "LaterAudio(2 x 3000, 44100 Hz)" in repr(audio)
    for copied in (copy.copy(audio), pickle.loads(pickle.dumps(audio))):
        assert copied.rate == 44_100
        assert np.array_equal(copied.samples, sound(1).samples)
    again.close()
