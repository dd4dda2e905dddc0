"""The right button in the lanes and in the piano roll: what it chooses and what it offers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from core.annotation.model import ActivitySpan, ActivityState, Annotation, Note, Source
from tests.app.songs import LENGTH_S, RATE, write_song

WAIT_MS = 60_000
VIOLIN, CELLO = Source("v", "Violin"), Source("c", "Cello")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    song, _score = write_song(tmp_path)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    window.open(song, None)
    qtbot.waitUntil(lambda: window.song.mixture is not None and not window.session.work.is_busy, timeout=WAIT_MS)
    note = Note(RATE // 2, RATE, "c", 60)
    window.document.perform(Annotation(sources=(VIOLIN, CELLO)).with_notes([note]), "Add sources")
    window.document.pick("v")
    QApplication.processEvents()
    return window


def right_click(port: QWidget, pixel: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pixel, port.mapToGlobal(pixel))
    QApplication.sendEvent(port, event)


def offered(window: MainWindow) -> list[str]:
    assert window.menus.menu is not None
    return [action.text() for action in window.menus.menu.actions() if action.isEnabled() and action.text()]


def test_what_is_right_clicked_in_a_lane_can_be_marked(window: MainWindow) -> None:
    canvas = window.stage.lanes.canvas
    right_click(canvas.viewport(), QPoint(round(canvas.x_of(0.8)), round(canvas.y_of(0.5))))
    assert window.document.picked == window.document.annotation.sources[1]
    assert window.timeline.selection == pytest.approx((0.0, LENGTH_S))
    assert "Mark the selection silent" in offered(window)
    window.table["mark_silent"].trigger()
    [span] = window.document.annotation.activity_of("c").spans
    assert span == ActivitySpan(0, window.document.length, ActivityState.SILENT)


def test_a_selection_that_is_right_clicked_stays(window: MainWindow) -> None:
    window.timeline.set_selection(0.4, 1.2)
    canvas = window.stage.lanes.canvas
    right_click(canvas.viewport(), QPoint(round(canvas.x_of(0.8)), round(canvas.y_of(1.5))))
    assert window.timeline.selection == (0.4, 1.2)


def test_a_note_that_is_right_clicked_is_chosen(window: MainWindow) -> None:
    canvas = window.stage.piano_roll.canvas
    right_click(canvas.viewport(), QPoint(round(canvas.x_of(0.75)), round(canvas.y_of(60.0))))
    assert [note.pitch for note in window.stage.piano_roll.board.chosen_notes()] == [60]
    assert {"Cut notes", "Give to the chosen source"} <= set(offered(window))


def test_the_menu_key_opens_the_menu_as_it_is(window: MainWindow) -> None:
    canvas = window.stage.lanes.canvas
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), canvas.mapToGlobal(QPoint(5, 5)))
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(canvas, event)
    assert window.document.picked == window.document.annotation.sources[0]
    assert "Rename source" in offered(window)
