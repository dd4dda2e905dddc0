"""The line at the bottom and the bar at the top: what is selected, what computes, at any width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.actions import build_actions
from app.views.status_bar import StatusLine
from app.views.transport import TransportBar


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(1280, 28)
    made.set_work("Ready")
    made.show_hint(True)
    made.set_hint("Drag selects time")
    made.show()
    qtbot.waitExposed(made)
    return made


def words(line: StatusLine) -> QLabel:
    return line.findChild(QLabel, "selection_words")


def test_the_selected_time_and_notes_are_read_out(line: StatusLine) -> None:
    assert words(line).isHidden()
    line.set_selection(5.2, 7.1)
    assert words(line).isVisible()
    assert words(line).text() == "0:05.20 – 0:07.10 (1.90 s)"  # noqa: RUF001
    line.set_chosen("3 notes are chosen")
    assert words(line).text() == "0:05.20 – 0:07.10 (1.90 s) · 3 notes are chosen"  # noqa: RUF001
    line.set_selection(59.996, 125.0)
    assert words(line).text().startswith("1:00.00 – 2:05.00 (65.00 s)")  # noqa: RUF001
    line.set_selection(0.0, 0.0)
    assert words(line).text() == "3 notes are chosen"
    line.set_chosen("")
    assert words(line).isHidden()


@pytest.mark.parametrize("width", [880, 1280, 1600])
def test_nothing_overlaps_and_nothing_widens_the_line(qtbot: QtBot, line: StatusLine, width: int) -> None:
    line.set_selection(3605.2, 3707.1)
    line.set_chosen("12345 notes are chosen")
    line.set_work(
        "The sound device is gone; connect it again, or choose another one in the settings of the system " * 2
    )
    line.set_pointer(12.0, 440.0, "A4 +0", -20.0)
    line.resize(width, 28)
    qtbot.waitUntil(lambda: line.width() == width)
    assert line.minimumSizeHint().width() <= width
    shown = sorted((one for one in line.findChildren(QLabel) if one.isVisible()), key=QWidget.x)
    for before, after in pairwise(shown):
        assert before.geometry().right() < after.geometry().left()
    assert shown[-1].geometry().right() <= width


def test_the_bar_says_what_separations_run_on(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    bar = TransportBar(build_actions(host))
    qtbot.addWidget(bar)
    bar.resize(1280, 50)
    bar.show()
    bar.set_compute(2, 1, "")
    chip = bar.findChild(QLabel, "compute")
    assert chip.isVisible()
    assert chip.text() == "CPU, 2 cores"
    assert "on 1 of 2 cores" in chip.parentWidget().toolTip()
    bar.set_compute(8, 7, "GeForce")
    assert "GeForce" in chip.parentWidget().toolTip()
    bar.resize(1000, 50)
    qtbot.waitUntil(lambda: not chip.isVisible())
