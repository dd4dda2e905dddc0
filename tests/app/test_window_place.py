"""The place of the window: kept from one start to the next, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.window_place import keep_place, place_window


def placed(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    place_window(window)
    return window


def test_a_window_comes_back_where_it_was(qtbot: QtBot) -> None:
    before = placed(qtbot)
    before.setWindowState(Qt.WindowState.WindowNoState)
    before.setGeometry(QRect(60, 70, 500, 400))
    before.show()
    keep_place(before)
    before.hide()
    assert placed(qtbot).geometry() == QRect(60, 70, 500, 400)


def test_a_maximised_window_comes_back_maximised(qtbot: QtBot) -> None:
    before = placed(qtbot)
    before.showMaximized()
    before.close()
    keep_place(before)  # as at the end of the program, when it is closed
    assert placed(qtbot).isMaximized()


def test_the_first_window_fills_a_screen_that_is_too_small(qtbot: QtBot) -> None:
    window = placed(qtbot)
    room = window.screen().availableSize()
    fits = room.width() >= 1456 and room.height() >= 948
    assert window.isMaximized() is not fits
    assert window.size() == window.size().boundedTo(room)
    assert window.size() != QSize(0, 0)
