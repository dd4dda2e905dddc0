"""From a song and its score to stems, in the real window, with the mouse."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views import question
from core.playback import Levels
from tests.app.songs import LENGTH_S, RATE, let_go, write_song

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply_theme(qapp, DARK)
    window = MainWindow()
    # stems that are there would be asked for
    qtbot.addWidget(window, before_close_func=let_go)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    return window


def click(qtbot: QtBot, window: MainWindow, name: str) -> None:
    button = next(
        child
        for kind in (QPushButton, QToolButton)
        for child in window.findChildren(kind, name)
        if child.isVisible() and child.isEnabled()
    )
    qtbot.mouseClick(button, LEFT)


def choose_files(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Answer the file dialogs, which belong to the desktop."""
    answers = [(str(path), "") for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: answers.pop(0))


def open_both(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    song, score = write_song(folder)
    choose_files(monkeypatch, song, score)
    click(qtbot, window, "empty_open_song")
    qtbot.waitUntil(lambda: window.song.mixture is not None and not window.session.work.is_busy, timeout=WAIT_MS)
    click(qtbot, window, "button_open_score")
    qtbot.waitUntil(lambda: window.score_choice.dialog is not None, timeout=WAIT_MS)
    qtbot.keyClick(window.score_choice.dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.score_panel.state == "matched", timeout=WAIT_MS)
    return song


def separate(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, "button_separate")
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert window.messages.text() == ""


def export(qtbot: QtBot, window: MainWindow, folder: Path, form: str) -> None:
    click(qtbot, window, "button_export")
    dialog = window.dialogs.export
    assert dialog is not None
    dialog.findChild(QLineEdit, "export_folder").setText(str(folder))
    container, bits = form.split()
    for key in (container, bits):
        qtbot.mouseClick(dialog.findChild(QToolButton, f"export_{key}"), LEFT)
    qtbot.mouseClick(dialog.findChild(QPushButton, "export_start"), LEFT)


def written(qtbot: QtBot, window: MainWindow) -> str:
    dialog = window.dialogs.export
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.state == "done", timeout=WAIT_MS)
    words = dialog.words()
    assert "written" in words
    qtbot.mouseClick(dialog.findChild(QPushButton, "export_close"), LEFT)
    return words


def test_song_to_stems(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    song = open_both(qtbot, window, monkeypatch, tmp_path)
    assert not window.table["export"].isEnabled()
    assert len(window.stage.piano_roll.sources) == 2

    separate(qtbot, window)
    values = window.job.curve.values
    assert len(values) > 5
    assert values[-1] < values[0]
    assert window.playback.stem_ids == {"s1", "s2", "residual"}
    assert window.playback.listening == "stems"

    # listen: the playhead runs, the meters move, a muted stem is silent
    levels: list[Levels | None] = []
    window.playback.levels_changed.connect(levels.append)
    strip = window.mixer.strip("s2")
    qtbot.mouseClick(strip.mute, LEFT)
    qtbot.mouseClick(window.stage.spectrogram.canvas.viewport(), LEFT, pos=QPoint(60, 60))
    started_at = window.timeline.playhead_s
    assert 0.0 < started_at < 1.0
    click(qtbot, window, "button_play")
    qtbot.waitUntil(lambda: window.timeline.playhead_s > started_at + 0.5, timeout=20_000)
    click(qtbot, window, "button_play")
    assert not window.playback.is_playing
    assert levels[-1] is None, "the meters fall when it stops"
    strips = [level.strips for level in levels if level is not None]
    assert max(level.get("s1", -200.0) for level in strips) > -60.0
    assert all("s2" not in level or level["s2"] < -60.0 for level in strips[5:])
    qtbot.mouseClick(strip.mute, LEFT)

    # mixture | stems, and the picture of a stem
    position = window.timeline.playhead_s
    segments = {child.property("key"): child for child in window.transport.findChildren(QToolButton)}
    qtbot.mouseClick(segments["mixture"], LEFT)
    assert window.playback.listening == "mixture"
    assert window.timeline.playhead_s == position
    combo = window.stage.bar._shown
    assert [combo.itemText(index) for index in range(combo.count())] == ["Mixture", "Flute", "Bass", "Residual"]

    # export; the files sum to the song
    folder = tmp_path / "stems"
    export(qtbot, window, folder, "wav 24")
    assert "sum to the song" in written(qtbot, window)
    assert sorted(path.name for path in folder.iterdir()) == ["Bass.wav", "Flute.wav", "report.json", "residual.wav"]
    mixture, rate = soundfile.read(song)
    total = sum(soundfile.read(folder / name)[0] for name in ("Flute.wav", "Bass.wav", "residual.wav"))
    assert rate == RATE
    assert total.shape == (round(LENGTH_S * RATE), 2)
    np.testing.assert_allclose(total, mixture, rtol=0, atol=2.0**-23)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["engine"] == window.engine.engine_id()
    assert [source["file"] for source in report["sources"]] == ["Flute.wav", "Bass.wav"]
    for name, part in (("Flute.wav", 0), ("Bass.wav", 1)):
        loud = np.abs(soundfile.read(folder / name)[0]).mean(axis=0)
        assert loud[part] > loud[1 - part], "every source is louder on its own side"


def test_export_asks_before_it_replaces_files(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_both(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    folder = tmp_path / "stems"
    folder.mkdir()
    (folder / "Bass.wav").write_bytes(b"mine")
    asked: list[str] = []
    answers = ["cancel", "replace"]

    def answer(_parent: object, _title: str, words: str, *_args: object) -> str:
        asked.append(words)
        return answers.pop(0)

    monkeypatch.setattr(question, "ask", answer)
    export(qtbot, window, folder, "wav 16")
    qtbot.waitUntil(lambda: bool(asked), timeout=WAIT_MS)
    assert "Bass.wav" in asked[0]
    assert (folder / "Bass.wav").read_bytes() == b"mine"
    assert window.dialogs.export is not None
    qtbot.mouseClick(window.dialogs.export.findChild(QPushButton, "export_start"), LEFT)
    written(qtbot, window)
    assert soundfile.info(folder / "Bass.wav").subtype == "PCM_16"


def test_unticked_source_shares_a_stem_and_all_still_sums(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    song = open_both(qtbot, window, monkeypatch, tmp_path)
    qtbot.mouseClick(window.mixer.strip("s2")._tick, LEFT, pos=QPoint(8, 8))
    separate(qtbot, window)
    folder = tmp_path / "stems"
    export(qtbot, window, folder, "flac 24")
    written(qtbot, window)
    names = ["Everything else.flac", "Flute.flac", "residual.flac"]
    assert sorted(path.name for path in folder.glob("*.flac")) == names
    total = sum(soundfile.read(folder / name)[0] for name in names)
    np.testing.assert_allclose(total, soundfile.read(song)[0], rtol=0, atol=2.0**-23)


def test_cancelled_job_keeps_the_stems_before_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_both(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    before = window.separation.result
    window.engine.form.control("updates").setValue(1000)
    click(qtbot, window, "button_separate")
    qtbot.waitUntil(lambda: len(window.job.curve.values) > 2, timeout=WAIT_MS)
    click(qtbot, window, "button_cancel")
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=10_000)
    assert window.separation.result is before
    assert window.playback.stem_ids == {"s1", "s2", "residual"}
    assert window.table["export"].isEnabled()


def test_stopped_job_keeps_what_it_has(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_both(qtbot, window, monkeypatch, tmp_path)
    window.engine.form.control("updates").setValue(1000)
    click(qtbot, window, "button_separate")
    qtbot.waitUntil(lambda: len(window.job.curve.values) > 2, timeout=WAIT_MS)
    click(qtbot, window, "button_stop_keep")
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert window.separation.result is not None
    assert not window.separation.is_preview
    qtbot.waitUntil(lambda: "stems kept" in window.status.words(), timeout=WAIT_MS)
    assert window.playback.stem_ids == {"s1", "s2", "residual"}


def test_another_song_forgets_score_stems_and_position(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    song = open_both(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    window.playback.seek(2.0)
    other = tmp_path / "other.wav"
    soundfile.write(other, soundfile.read(song)[0][:RATE], RATE)
    choose_files(monkeypatch, other, other)
    asked: list[str] = []
    answers = ["cancel", "discard"]

    def answer(_parent: object, title: str, *_args: object) -> str:
        asked.append(title)
        return answers.pop(0)

    monkeypatch.setattr(question, "ask", answer)
    click(qtbot, window, "button_open_song")
    assert asked == ["Keep the work on Lied für zwei?"]
    assert window.timeline.length_s == LENGTH_S
    assert window.separation.result is not None
    click(qtbot, window, "button_open_song")
    qtbot.waitUntil(lambda: window.timeline.length_s == 1.0, timeout=WAIT_MS)
    assert window.separation.result is None
    assert window.playback.stem_ids == frozenset()
    assert window.playback.listening == "mixture"
    assert window.timeline.playhead_s == 0.0
    assert window.score_panel.state == "none"
    assert not window.table["export"].isEnabled()
