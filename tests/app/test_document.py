"""Sources, score and undo in the window: every change is a step, and every step goes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.annotation.model import Annotation, Example
from tests.app.songs import write_song

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAIT_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply_theme(qapp, DARK)
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=MainWindow.hide)  # nothing is asked of a hidden window
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


@pytest.fixture
def song(tmp_path: Path) -> tuple[Path, Path]:
    return write_song(tmp_path)


def opened(qtbot: QtBot, window: MainWindow, song: Path, score: Path | None) -> None:
    window.open(song, score)
    qtbot.waitUntil(lambda: window.song.mixture is not None and not window.session.work.is_busy, timeout=WAIT_MS)


def test_sources_are_added_chosen_and_removed_by_keys(
    qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]
) -> None:
    opened(qtbot, window, song[0], None)
    canvas = window.stage.spectrogram.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_T, CONTROL)
    qtbot.keyClick(canvas, Qt.Key.Key_T, CONTROL)
    names = [source.name for source in window.document.annotation.sources]
    assert names == ["Source 1", "Source 2"]
    assert window.document.picked is not None
    assert window.document.picked.name == "Source 2"
    qtbot.keyClick(canvas, Qt.Key.Key_PageUp)
    assert window.document.picked.name == "Source 1"
    window.table["remove_source"].trigger()
    assert [source.name for source in window.document.annotation.sources] == ["Source 2"]
    assert window.document.picked.name == "Source 2"


def test_a_source_goes_with_its_examples_and_comes_back_with_them(
    qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]
) -> None:
    opened(qtbot, window, song[0], None)
    document = window.document
    for _ in range(2):
        window.table["add_source"].trigger()
    examples = tuple(Example(source.id, span=(0, 100)) for source in document.annotation.sources)
    document.perform(document.annotation.changed(examples=examples), "Give examples")
    document.pick(document.annotation.sources[0].id)
    window.table["remove_source"].trigger()
    assert document.annotation.examples == examples[1:]
    document.undo()
    assert document.annotation.examples == examples


def test_a_source_that_is_added_is_named_at_once(qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]) -> None:
    opened(qtbot, window, song[0], None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    canvas = window.stage.spectrogram.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_T, CONTROL)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == "Source 1"
    qtbot.keyClicks(field, "Oboe")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [source.name for source in window.document.annotation.sources] == ["Oboe"]
    assert not isinstance(window.focusWidget(), QLineEdit)
    qtbot.keyClick(canvas, Qt.Key.Key_T, CONTROL)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, CONTROL)  # nothing is typed: it is the window's
    assert [source.name for source in window.document.annotation.sources] == ["Oboe"]


def test_every_step_of_a_score_goes_back_and_comes_again(
    qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]
) -> None:
    opened(qtbot, window, *song)
    matched = window.document.annotation
    assert matched.warp is not None
    assert matched.warp.matched
    assert window.table["undo"].text().startswith("Undo match")
    canvas = window.stage.spectrogram.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert window.document.annotation.warp is not None
    assert not window.document.annotation.warp.matched
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert window.document.annotation == Annotation()
    assert not window.table["undo"].isEnabled()
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL | SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Y, CONTROL)
    assert window.document.annotation == matched


def test_a_renamed_source_keeps_its_notes_and_gets_its_name_back(
    qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]
) -> None:
    opened(qtbot, window, *song)
    notes = window.document.annotation.notes
    window.session.sources.rename("s1", "Recorder")
    assert window.document.annotation.source("s1").name == "Recorder"
    assert window.mixer.strip("s1")._name.text() == "Recorder"
    window.table["undo"].trigger()
    assert window.document.annotation.source("s1").name == "Flute"
    assert window.mixer.strip("s1")._name.text() == "Flute"
    assert window.document.annotation.notes == notes


def test_the_times_of_the_file_and_the_match_are_one_switch_apart(
    qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]
) -> None:
    opened(qtbot, window, *song)
    matched = window.document.annotation
    window.table["align"].trigger()
    assert window.document.annotation.warp is not None
    assert window.document.annotation.warp.cost is None
    window.table["align"].trigger()
    qtbot.waitUntil(lambda: window.score_panel.state == "matched", timeout=WAIT_MS)
    moved = zip(window.document.annotation.notes, matched.notes, strict=True)
    assert max(abs(one.start - other.start) for one, other in moved) <= 0.005 * window.document.rate


def test_colours_stay_with_their_sources(qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]) -> None:
    opened(qtbot, window, song[0], None)
    for _ in range(3):
        window.table["add_source"].trigger()
    colours = [source.colour for source in window.document.annotation.sources]
    assert len(set(colours)) == 3
    window.document.pick(window.document.annotation.sources[0].id)
    window.table["remove_source"].trigger()
    assert [source.colour for source in window.document.annotation.sources] == colours[1:]
    window.table["add_source"].trigger()
    assert window.document.annotation.sources[-1].colour == colours[0]


def test_shift_and_arrows_select_time(qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]) -> None:
    opened(qtbot, window, song[0], None)
    canvas = window.stage.spectrogram.canvas
    window.playback.seek(1.0)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    start_s, stop_s = window.timeline.selection
    assert start_s == pytest.approx(1.0, abs=1e-3)
    assert stop_s == pytest.approx(1.0 + 3 * window.timeline.span_s / 50, abs=1e-3)
    for _ in range(4):
        qtbot.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    assert window.timeline.selection[1] == pytest.approx(1.0, abs=1e-3)
    assert window.timeline.selection[0] < 1.0
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert window.timeline.selection == (0.0, 0.0)


def test_f6_leads_from_picture_to_picture(qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]) -> None:
    opened(qtbot, window, song[0], None)
    stage = window.stage
    canvases = [stage.spectrogram.canvas, stage.lanes.canvas, stage.piano_roll.canvas]
    canvases[0].setFocus()
    for canvas in (*canvases[1:], canvases[0]):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        assert QApplication.focusWidget() is canvas


def test_stems_that_a_stroke_has_outdated_say_so(qtbot: QtBot, window: MainWindow, song: tuple[Path, Path]) -> None:
    opened(qtbot, window, *song)
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert window.separation.result is not None
    assert not window.separation.is_outdated
    window.timeline.set_selection(0.5, 1.0)
    window.table["mark_silent"].trigger()
    assert window.separation.is_outdated
    window.table["undo"].trigger()
    assert not window.separation.is_outdated
    qtbot.waitUntil(lambda: not window.session.work.is_busy, timeout=WAIT_MS)
