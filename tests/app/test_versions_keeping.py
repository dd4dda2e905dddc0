"""What becomes of versions where something else happens: a job runs, the disk is full, the song or a source changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.controllers.separation import Separated
from app.controllers.version_shelf import Shelf, Version, letter
from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.audio import Audio, Mixture
from core.engines import registry
from core.engines.base import SeparationRequest, SeparationResult
from core.errors import ProjectError
from core.project.project import Project, VersionFacts
from tests.app.test_versions import (
    LEFT,
    WAIT_MS,
    chosen_letter,
    click_row,
    letters,
    new_window,
    open_project,
    separate,
    settle,
)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply_theme(qapp, DARK)
    return new_window(qtbot)


def start_long_job(qtbot: QtBot, window: MainWindow) -> None:
    window.engine.form.control("updates").setValue(1000)
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: window.separation.preview is not None, timeout=WAIT_MS)


def test_a_preview_leaves_what_is_heard_and_can_be_clicked(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    kept = window.separation.result
    heard = window.playback.heard_take
    start_long_job(qtbot, window)
    assert window.separation.result is kept
    assert window.playback.heard_take == heard
    assert letters(window) == ["A", ""]
    click_row(window, 1)
    assert window.separation.is_preview
    assert window.playback.heard_take == "preview"
    click_row(window, 0)
    assert window.separation.result is kept
    window.table["stop_keep"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert letters(window) == ["A", "B"]
    assert chosen_letter(window) == "A", "the user has chosen it while the job ran"
    assert window.separation.result is kept
    assert "Stopped early" in window.side.versions.list.row_at(1).details
    settle(qtbot, window)
    assert [facts.stopped_early for facts in window.document.project.versions()] == [False, True]


def test_the_first_preview_is_shown_and_goes_with_a_cancelled_job(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    start_long_job(qtbot, window)
    assert window.separation.is_preview
    assert window.playback.stem_ids == {"s1", "s2", "residual"}
    window.table["cancel"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert letters(window) == []
    assert window.separation.result is None
    assert window.playback.stem_ids == frozenset()


def test_what_cannot_be_stored_is_kept_in_memory_and_said(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    with monkeypatch.context() as full:

        def fail(*_args: object) -> int:
            raise ProjectError("the disk is full")

        full.setattr(Project, "store_version", fail)
        separate(qtbot, window, updates=9)
    rows = window.side.versions.list
    assert "disk is full" in window.messages.text()
    assert rows.row_at(1).mark == "unsafe"
    assert "only in memory" in rows.row_at(1).details
    second = window.separation.result
    click_row(window, 0)
    click_row(window, 1)
    assert window.separation.result is second
    elsewhere = tmp_path / "Gerettet.stembrush"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(elsewhere), ""))
    window.table["save_as"].trigger()
    settle(qtbot, window)
    assert rows.row_at(1).mark == ""
    assert len(window.document.project.versions()) == 2


def test_a_version_keeps_the_stem_of_a_removed_source(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    window.session.sources.rename("s1", "Whistle")
    window.document.pick("s2")
    window.table["remove_source"].trigger()
    assert window.playback.stem_ids == {"s1", "s2", "residual"}
    assert window.mixer.strip("s2").info.name == "Bass"
    assert "Sources: Flute, Bass" in "\n".join(": ".join(pair) for pair in recipe(window))
    window.close()
    window = new_window(qtbot)
    window.open(path, None)
    settle(qtbot, window)
    assert window.mixer.strip("s2").info.name == "Bass"
    assert window.mixer.strip("s1").info.name == "Whistle"
    assert window.side.versions.list.row_at(0).mark == "outdated"


def recipe(window: MainWindow) -> list[tuple[str, str]]:
    return window.versions.words.recipe(window.session.versions.chosen, window.document.rate)


def test_versions_of_a_changed_song_can_be_removed_but_not_heard(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    window.table["new"].trigger()
    assert letters(window) == []
    song = tmp_path / "Lied für zwei.wav"
    sound, rate = soundfile.read(song)
    soundfile.write(song, 0.5 * sound, rate)
    window.open(path, None)
    settle(qtbot, window)
    assert letters(window) == ["A"]
    assert window.side.versions.list.row_at(0).mark == "fault"
    click_row(window, 0)
    assert window.separation.result is None
    separate(qtbot, window)
    assert chosen_letter(window) == "B"
    window.session.versions.remove(window.session.versions.at(0))
    settle(qtbot, window)
    assert letters(window) == ["A"]
    assert len(window.document.project.versions()) == 1


def test_versions_are_compared_and_written_as_a_table(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window, updates=1)
    separate(qtbot, window, updates=40)
    window.timeline.set_selection(0.3, 0.6)
    window.table["mark_silent"].trigger()
    for source_id, stem in window.separation.result.stems:
        name = {"s1": "Flute", "s2": "Bass"}[source_id]
        soundfile.write(tmp_path / f"{name}.wav", stem.samples.T, stem.rate, subtype="FLOAT")
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.versions.comparing.dialog
    assert dialog is not None
    settle(qtbot, window)
    titles = [group.title for group in window.versions.comparing.groups()]
    assert titles == ["Leakage, dB", "Residual, dB"]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    QTest.mouseClick(dialog.findChild(QPushButton, "compare_references"), LEFT)
    references = window.versions.comparing.references_dialog
    assert references is not None
    QTest.mouseClick(references.findChild(QPushButton, "references_folder"), LEFT)
    QTest.mouseClick(references.findChild(QPushButton, "references_take"), LEFT)
    settle(qtbot, window)
    groups = {group.title: group for group in window.versions.comparing.groups()}
    sdr = groups["SDR, dB"].rows
    assert [row.name for row in sdr] == ["Flute", "Bass", "Mean"]
    assert all(row.best() == {1} for row in sdr), "the references are the stems of the second"
    assert "SDR" in window.side.versions.list.row_at(1).figures
    table = tmp_path / "table.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(table), ""))
    QTest.mouseClick(dialog.findChild(QPushButton, "compare_csv"), LEFT)
    lines = table.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("measure,source,A · Score")
    assert any(line.startswith('"SDR, dB",Flute,') for line in lines)
    QTest.mouseClick(dialog.findChild(QPushButton, "compare_close"), LEFT)
    assert set(window.document.project.state("references")) == {"s1", "s2"}


def version(version_id: int, stored: bool = True) -> Version:
    sound = Audio(np.zeros((2, 1000), np.float32), 8000)
    mixture = Mixture(sound.samples, 8000)
    engine = registry.engine("score-nmf").info
    request = SeparationRequest(mixture, Project().annotation, engine.parameters())
    made = Version(VersionFacts(version_id), version_id if stored else None)
    made.hold(Separated(SeparationResult((("s1", sound),), sound), request, engine))
    return made


def test_what_was_not_heard_for_long_makes_room_but_never_what_is_nowhere_else() -> None:
    shelf = Shelf()
    for number in range(1, 5):
        shelf.add(version(number, stored=number != 2))
        shelf.hear(shelf.get(number))
    size_bytes = shelf.get(1).size_bytes()
    shelf.hear(shelf.get(1))
    assert shelf.make_room({4}, room_bytes=2 * size_bytes)
    assert [one.id for one in shelf if one.is_loaded] == [2, 4]
    assert not shelf.make_room({4}, room_bytes=size_bytes), "one is spared and one is only here"


def test_letters_go_on_after_z() -> None:
    places = (0, 1, 25, 26, 27, 51, 52, 702)
    assert [letter(place) for place in places] == ["A", "B", "Z", "AA", "AB", "AZ", "BA", "AAA"]
