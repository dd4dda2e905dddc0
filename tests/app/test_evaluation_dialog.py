"""References in, measures out: the dialog that compares stems with their true sources."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

import core.evaluation.frames
from app.main_window import MainWindow
from app.views.evaluation_dialog import EvaluationDialog
from app.views.frame_plot import FramePlot, Line
from core.errors import CoreError
from core.evaluation import Evaluation, FrameEvaluation
from core.evaluation.frames import FrameScores
from tests.app.songs import PARTS, RATE, tone

WAIT_MS = 60_000
COLUMNS = {"SDR": 2, "NSDR": 3, "SIR": 4, "SAR": 5, "SI-SDR": 6}


@pytest.fixture
def window(qtbot: QtBot, song_window: MainWindow) -> MainWindow:
    window = song_window
    window.engine.form.control("updates").setValue(5)
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    return window


def write_references(folder: Path) -> dict[str, Path]:
    """Write what each source of the song of these tests plays, by its name."""
    folder.mkdir()
    files = {}
    for (name, notes), partials in zip(PARTS.items(), (3, 9), strict=True):
        sound = np.zeros(round(3.0 * RATE))
        for start_s, pitch in notes:
            first = round(start_s * RATE)
            sound[first : first + round(0.5 * RATE)] += 0.25 * tone(pitch, partials)
        files[name] = folder / f"{name}.wav"
        soundfile.write(files[name], sound, RATE)
    return files


def opened(window: MainWindow) -> EvaluationDialog:
    window.table["evaluate"].trigger()
    dialog = window.evaluation.dialog
    assert dialog is not None
    return dialog


def button(dialog: EvaluationDialog, text: str):
    return next(one for one in dialog.findChildren(type(dialog._measure)) if one.text() == text)


def click(dialog: EvaluationDialog, text: str) -> None:
    QTest.mouseClick(button(dialog, text), Qt.MouseButton.LeftButton)


def measure(qtbot: QtBot, dialog: EvaluationDialog) -> None:
    click(dialog, "Measure")
    qtbot.waitUntil(lambda: button(dialog, "Measure").isVisible(), timeout=WAIT_MS)


def cell(dialog: EvaluationDialog, row: int, column: int) -> str:
    return dialog.findChild(QTableWidget).item(row, column).text()


def with_references(window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch) -> EvaluationDialog:
    write_references(folder / "true")
    dialog = opened(window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder / "true"))
    click(dialog, "From a folder…")
    return dialog


def test_without_stems_nothing_can_be_compared(window: MainWindow) -> None:
    assert window.table["evaluate"].isEnabled()
    window.table["new"].trigger()
    assert not window.table["evaluate"].isEnabled()


def test_references_of_a_folder_are_found_by_name_and_measured(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = with_references(window, tmp_path, monkeypatch)
    assert [cell(dialog, row, 1) for row in (0, 1)] == ["Flute.wav", "Bass.wav"]
    dialog._second.setChecked(False)
    measure(qtbot, dialog)
    for row in (0, 1, 2):
        assert float(cell(dialog, row, COLUMNS["SDR"])) > 5.0
        assert float(cell(dialog, row, COLUMNS["NSDR"])) > 5.0
    mean = (float(cell(dialog, 0, COLUMNS["SDR"])) + float(cell(dialog, 1, COLUMNS["SDR"]))) / 2
    assert float(cell(dialog, 2, COLUMNS["SDR"])) == pytest.approx(mean, abs=0.02)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="museval needs ffmpeg")
def test_seconds_are_drawn_and_saved(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = with_references(window, tmp_path, monkeypatch)
    measure(qtbot, dialog)
    plot = dialog.findChild(FramePlot)
    assert [line.name for line in plot.lines] == ["Flute", "Bass"]
    assert [line.values.size for line in plot.lines] == [3, 3]
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "measures"), "JSON, for programs (*.json)")
    )
    click(dialog, "Save…")
    saved = json.loads((tmp_path / "measures.json").read_text("utf-8"))
    assert [len(source["sdr"]) for source in saved["frames"]["sources"]] == [3, 3]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "measures.csv"), ""))
    click(dialog, "Save…")
    rows = list(csv.DictReader((tmp_path / "measures.csv").read_text("utf-8").splitlines()))
    assert {row["source"] for row in rows} == {"Flute", "Bass"}


def test_references_are_remembered_in_the_project_and_can_be_taken_away(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = write_references(tmp_path / "true")
    dialog = opened(window)
    assert not button(dialog, "Measure").isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(files["Bass"]), ""))
    table = dialog.findChild(QTableWidget)
    place = table.visualItemRect(table.item(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    click(dialog, "Choose file…")
    assert [cell(dialog, row, 1) for row in (0, 1)] == ["-", "Bass.wav"]
    click(dialog, "Close")
    qtbot.waitUntil(lambda: window.evaluation.dialog is None)
    dialog = opened(window)
    assert cell(dialog, 1, 1) == "Bass.wav"
    dialog.findChild(QTableWidget).setCurrentCell(1, 0)
    click(dialog, "No reference")
    assert cell(dialog, 1, 1) == "-"
    assert not button(dialog, "Measure").isEnabled()


def test_a_reference_that_is_no_sound_is_said_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = with_references(window, tmp_path, monkeypatch)
    (tmp_path / "true" / "Bass.wav").write_bytes(b"not a sound" * 100)
    measure(qtbot, dialog)
    assert "Bass.wav: this is not a sound file" in dialog._words.text()
    assert cell(dialog, 1, 1) == "Bass.wav"


def test_without_museval_the_whole_song_is_measured_and_the_reason_said(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing() -> None:
        raise core.evaluation.frames.EvaluationError(core.evaluation.frames._MISSING)

    monkeypatch.setattr(core.evaluation.frames, "_museval", missing)
    dialog = with_references(window, tmp_path, monkeypatch)
    measure(qtbot, dialog)
    assert cell(dialog, 0, COLUMNS["SDR"])
    assert "needs the package museval" in dialog._words.text()


def test_measuring_can_be_given_up(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def endless(*_args: object, progress, **_options: object) -> None:
        while True:
            progress(1, 2)  # raises when it is given up

    monkeypatch.setattr("app.controllers.evaluation.evaluate", endless)
    dialog = with_references(window, tmp_path, monkeypatch)
    click(dialog, "Measure")
    qtbot.waitUntil(lambda: button(dialog, "Stop").isVisible())
    click(dialog, "Stop")
    assert button(dialog, "Measure").isVisible()
    assert "given up" in dialog._words.text()
    assert not cell(dialog, 0, COLUMNS["SDR"])


def test_a_place_that_cannot_be_written_to_is_said(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_args: object) -> None:
        raise CoreError("measures.csv: cannot be written (No space left on device); choose another folder or disk")

    dialog = with_references(window, tmp_path, monkeypatch)
    dialog._second.setChecked(False)
    measure(qtbot, dialog)
    monkeypatch.setattr("app.controllers.evaluation.write_evaluation", refuse)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "measures.csv"), ""))
    click(dialog, "Save…")
    assert "No space left" in dialog._words.text()


def test_the_plot_reads_off_the_second_under_the_pointer(qtbot: QtBot) -> None:
    plot = FramePlot()
    qtbot.addWidget(plot)
    plot.resize(600, 200)
    values = np.array([1.0, np.nan, 30.0, 4.0])
    plot.set_lines([Line("Flute", "#5aa9e6", values)], np.arange(4.0), 1.0)
    plot.show()
    before = plot.grab().toImage()
    QTest.mouseMove(plot, QPoint(300, 100))
    qtbot.waitUntil(lambda: plot.grab().toImage() != before)
    plot.set_lines([Line("Flute", "#5aa9e6", np.full(4, np.nan))], np.arange(4.0), 1.0)
    plot.grab()


def test_gaps_of_the_plot_are_explained_where_there_are_some(qtbot: QtBot) -> None:
    dialog = EvaluationDialog("Song", [])
    qtbot.addWidget(dialog)
    dialog.show()
    words = dialog.findChild(QLabel, "evaluation_gaps")
    times = np.arange(3.0)

    def shown(values: list[float]) -> None:
        row = np.asarray(values)
        dialog.show_measures(
            Evaluation((), RATE, 3.0, None, ()),
            FrameEvaluation((FrameScores("Flute", row, row, row, row),), times, 1.0, RATE),
        )

    shown([1.0, 2.0, 3.0])
    assert not words.isVisible()
    shown([1.0, np.nan, 3.0])
    assert words.isVisible()
    assert "silent" in words.text()


def test_the_version_that_is_measured_is_named(qtbot: QtBot, window: MainWindow) -> None:
    assert "version" not in opened(window).windowTitle()
    window.evaluation.dialog.reject()
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: len(window.session.versions.facts) == 2, timeout=WAIT_MS)
    assert opened(window).windowTitle().endswith(", version B")
