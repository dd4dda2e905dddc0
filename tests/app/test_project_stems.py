"""Stems in projects: kept when a separation has finished, there again when the project is opened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.audio import Audio
from core.project.project import Project, SongReference, StoredResult
from tests.app.songs import write_song

ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply_theme(qapp, DARK)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    return window


def newest(project: Project) -> StoredResult:
    return project.load_version(project.versions()[-1].id)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.work.is_busy, timeout=WAIT_MS)


def separated(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Separate a short song in a saved project; return the project."""
    song, score = write_song(folder)
    window.open(song, score)
    qtbot.waitUntil(window.table["separate"].isEnabled, timeout=WAIT_MS)
    path = folder / "Lied.stembrush"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    window.table["save"].trigger()
    window.engine.form.control("updates").setValue(5)
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert window.separation.result is not None, window.messages.text()
    return path


def test_stems_come_back_with_their_project(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = separated(qtbot, window, monkeypatch, tmp_path)
    settle(qtbot, window)
    before, parameters = window.separation.result, window.separation.parameters_used()
    assert before is not None
    window.mixer.strip("s2").mute.click()
    window.stage.bar.choose({"shown": "s1"})
    window.table["new"].trigger()
    assert window.playback.stem_ids == frozenset()
    window.open(path, None)
    settle(qtbot, window)
    after, mixture = window.separation.result, window.song.mixture
    assert after is not None
    assert mixture is not None
    for (source_id, one), (other_id, other) in zip(before.stems, after.stems, strict=True):
        assert source_id == other_id
        np.testing.assert_allclose(one.samples, other.samples, rtol=0, atol=2.0**-22)
    total = sum(stem.samples.astype(np.float64) for _id, stem in after.stems) + after.residual.samples
    np.testing.assert_allclose(total, mixture.samples, rtol=0, atol=2.0**-22)
    assert window.separation.parameters_used() == parameters
    assert window.playback.stem_ids == {"s1", "s2", "residual"}
    assert window.mixer.strip("s2").mute.isChecked()
    assert window.stage.bar.shown() == "s1"
    assert window.table["export"].isEnabled()


def test_restored_stems_can_be_exported(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = separated(qtbot, window, monkeypatch, tmp_path)
    settle(qtbot, window)
    window.table["new"].trigger()
    window.open(path, None)
    settle(qtbot, window)
    window.table["export"].trigger()
    dialog = window.dialogs.export
    assert dialog is not None
    dialog.place.set_folder(tmp_path / "stems")
    dialog._export.click()
    qtbot.waitUntil(lambda: "written" in dialog.words(), timeout=WAIT_MS)
    dialog.reject()
    names = ("Flute.wav", "Bass.wav", "residual.wav")
    total = sum(soundfile.read(tmp_path / "stems" / name)[0] for name in names)
    np.testing.assert_allclose(total, soundfile.read(tmp_path / "Lied für zwei.wav")[0], rtol=0, atol=2.0**-22)


def test_closing_waits_until_the_stems_are_kept_and_asks_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = separated(qtbot, window, monkeypatch, tmp_path)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    project = Project.open(path)
    stored = newest(project)
    project.close()
    assert set(stored.stems) == {"s1", "s2"}


def test_stems_of_a_changed_song_are_not_taken_for_its_own(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = separated(qtbot, window, monkeypatch, tmp_path)
    settle(qtbot, window)
    window.table["new"].trigger()
    song = tmp_path / "Lied für zwei.wav"
    samples, rate = soundfile.read(song)
    soundfile.write(song, 0.5 * samples, rate)
    window.open(path, None)
    settle(qtbot, window)
    assert "has changed" in window.messages.text()
    assert window.separation.result is None


def test_stems_that_cannot_be_kept_are_asked_for(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from app.views import question
    from core.errors import ProjectError

    def fail(*_args: object) -> None:
        raise ProjectError("the disk is full")

    monkeypatch.setattr(Project, "store_version", fail)
    separated(qtbot, window, monkeypatch, tmp_path)
    settle(qtbot, window)
    assert "disk is full" in window.messages.text()
    asked: list[str] = []
    answers = ["cancel", "discard"]

    def answer(_parent: object, title: str, *_args: object) -> str:
        asked.append(title)
        return answers.pop(0)

    monkeypatch.setattr(question, "ask", answer)
    window.close()
    assert window.isVisible()
    window.close()
    assert asked == ["The stems are not exported."] * 2


def test_stems_that_did_not_fit_are_kept_where_the_project_is_saved(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = separated(qtbot, window, monkeypatch, tmp_path)
    settle(qtbot, window)
    assert window.session.versions.are_kept
    path.rename(tmp_path / "moved.stembrush")
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    settle(qtbot, window)
    assert "moved, replaced or deleted" in window.messages.text()
    assert not window.session.versions.are_kept
    assert not path.exists()
    rescued = tmp_path / "Gerettet.stembrush"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(rescued), ""))
    window.table["save_as"].trigger()
    settle(qtbot, window)
    assert window.session.versions.are_kept


STORING = """
import sys, time
from pathlib import Path
import numpy as np
from core.audio import Audio
from core.project.project import Project, StoredResult

project = Project.open(Path(sys.argv[1]))
sound = Audio(np.full((2, 2**22), 0.5, np.float32), 44100)


def slow(share):
    print(share, flush=True)
    time.sleep(0.05)
    return True


project.store_version(StoredResult("score-nmf", "1", {}, 0, 1.0, 1, (("s1", "A"),), stems={"s1": sound}), slow)
"""


def test_a_program_killed_while_it_keeps_stems_leaves_those_before(tmp_path: Path) -> None:
    path = tmp_path / "a.stembrush"
    project = Project.create(path, SongReference(tmp_path / "a.wav", "0" * 64, 44100, 1000, 2))
    sound = Audio(np.full((2, 1000), 0.25, np.float32), 44100)
    project.store_version(StoredResult("score-nmf", "1", {}, 0, 1.0, 1, (("s1", "A"),), stems={"s1": sound}))
    project.close()
    running = subprocess.Popen([sys.executable, "-c", STORING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    while float(running.stdout.readline()) < 0.4:
        pass
    os.kill(running.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    running.wait()
    running.stdout.close()
    project = Project.open(path)
    stored = newest(project)
    project.close()
    np.testing.assert_allclose(stored.stems["s1"].samples, sound.samples, rtol=0, atol=2.0**-22)
