"""Esc while something is in the air: it is given up in every picture, and nothing else happens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider
from pytestqt.qtbot import QtBot

from app.graphics.canvas import PlotCanvas
from app.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot, song_window: MainWindow) -> MainWindow:
    """A window with a song, its score and a loop."""
    qtbot.waitUntil(lambda: not song_window.session.work.is_busy, timeout=WAIT_MS)
    assert song_window.document.annotation.notes
    song_window.timeline.set_loop(0.5, 2.5, True)
    return song_window


def drag(canvas: PlotCanvas, start: QPoint, stop: QPoint) -> None:
    """Press and move; the button stays down."""
    area = canvas.viewport()
    QTest.mousePress(area, LEFT, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(area, start + (stop - start) * step / 5)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("tool", "picture"),
    [
        ("select", "spectrogram"), ("region", "spectrogram"), ("erase", "spectrogram"),
        ("select", "lanes"), ("activity", "lanes"), ("erase", "lanes"),
        ("select", "piano_roll"), ("notes", "piano_roll"), ("erase", "piano_roll"),
    ],
)  # fmt: skip
def test_esc_gives_up_what_is_in_the_air_and_nothing_else(window: MainWindow, tool: str, picture: str) -> None:
    window.table[f"tool_{tool}"].setChecked(True)
    canvas = getattr(window.stage, picture).canvas
    canvas.setFocus()
    before = window.document.annotation
    cleared: list[bool] = []
    window.table["clear"].triggered.connect(cleared.append)
    middle = QPoint(canvas.width() // 3, canvas.height() // 2)
    there = middle + QPoint(160, canvas.height() // 5)
    drag(canvas, middle, there)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseMove(canvas.viewport(), there + QPoint(20, 0))
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=there + QPoint(20, 0))
    assert cleared == []
    assert window.document.annotation == before
    assert window.timeline.loop == (0.5, 2.5, True)
    assert window.timeline.selection == (0.0, 0.0)


def test_esc_is_the_window_s_again_when_nothing_is_in_the_air(window: MainWindow) -> None:
    window.table["tool_region"].setChecked(True)
    canvas = window.stage.spectrogram.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not window.timeline.loop[2]


def test_esc_lets_go_of_the_chosen_notes_first_wherever_the_keys_go(window: MainWindow) -> None:
    board = window.stage.piano_roll.board
    window.table["select_all"].trigger()
    assert board.chosen.any()
    strip = window.mixer.findChild(QSlider)
    assert strip is not None
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert not board.chosen.any()
    assert window.timeline.loop[2]
    window.table["clear"].trigger()
    assert not window.timeline.loop[2]


def test_the_view_follows_the_playhead_as_the_action_says(window: MainWindow) -> None:
    line, follow = window.timeline, window.table["follow"]
    line.zoom_to(0.0, 1.0)
    line.set_playhead(0.5)
    assert follow.isChecked()
    QTest.keyClick(window.stage.spectrogram.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert not follow.isChecked()
    line.set_playhead(1.2)
    assert line.start_s == 0.0
    line.set_playhead(0.5)
    QTest.keyClick(window.stage.spectrogram.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    line.set_playhead(1.2)
    assert line.start_s > 1.0
