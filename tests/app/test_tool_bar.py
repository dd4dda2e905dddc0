"""The bar of tools, the bars at top and bottom: buttons are the actions, options follow the tool."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.actions import build_actions
from app.graphics.tools.base import TOOL_IDS
from app.views.status_bar import StatusLine
from app.views.tool_bar import ToolBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def table(window: QWidget) -> dict[str, QAction]:
    return build_actions(window)


@pytest.fixture
def bar(qtbot: QtBot, window: QWidget, table: dict[str, QAction]) -> ToolBar:
    made = ToolBar(table, window)
    made.resize(44, 600)
    window.resize(200, 600)
    window.show()
    qtbot.waitExposed(window)
    return made


def shown(bar: ToolBar, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if bar.button(name).isVisible()]


def test_a_click_chooses_the_tool_and_lets_the_other_go(qtbot: QtBot, bar: ToolBar, table: dict[str, QAction]) -> None:
    qtbot.mouseClick(bar.button("tool_notes"), LEFT)
    qtbot.mouseClick(bar.button("tool_region"), LEFT)
    assert [tool for tool in TOOL_IDS if table[f"tool_{tool}"].isChecked()] == ["region"]
    assert bar.button("tool_region").isChecked()


def test_options_follow_the_tool(bar: ToolBar, table: dict[str, QAction]) -> None:
    names = ("mark_active", "quantise", "region_box", "region_not", "brush_larger")
    bar.set_tool("activity")
    assert shown(bar, names) == ["mark_active"]
    bar.set_tool("notes")
    assert shown(bar, names) == ["quantise"]
    bar.set_tool("region")
    assert shown(bar, names) == ["region_box", "region_not"]
    table["region_brush"].setChecked(True)
    assert shown(bar, names) == ["region_box", "region_not", "brush_larger"]
    bar.set_tool("erase")
    assert shown(bar, names) == []


def test_polarity_says_to_whom_regions_belong(qtbot: QtBot, bar: ToolBar, table: dict[str, QAction]) -> None:
    bar.set_tool("region")
    bar.set_source("Violin", "#F5A62C")
    centre = bar.polarity.rect().center()
    belongs = bar.polarity.grab().toImage().pixelColor(centre).name()
    assert "belong to Violin" in bar.polarity.toolTip()
    qtbot.mouseClick(bar.polarity, LEFT)
    assert table["region_not"].isChecked()
    assert "do not belong to Violin" in bar.polarity.toolTip()
    assert belongs == "#f5a62c"
    assert bar.polarity.grab().toImage().pixelColor(centre.x() - 5, centre.y() - 3).name() != belongs


@pytest.mark.parametrize("height", [600, 340])
def test_nothing_is_cut_off_in_a_low_window(qtbot: QtBot, bar: ToolBar, table: dict[str, QAction], height: int) -> None:
    table["region_brush"].setChecked(True)
    bar.set_tool("region")
    bar.resize(44, height)
    lowest = bar.button("brush_larger")
    qtbot.wait_until(lambda: lowest.geometry().bottom() <= bar.height() and lowest.y() > 200)
    tops = [bar.button(name).y() for name in ("tool_navigate", "tool_erase", "snap", "region_box", "brush_larger")]
    assert tops == sorted(tops)
    assert bar.button("tool_navigate").geometry().bottom() < bar.button("tool_select").geometry().top()


def test_status_line_gives_its_words_what_they_need_before_the_hint(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(1200, 28)
    line.show()
    line.show_hint(True)
    line.set_hint("Drag paints active · Alt silent · Shift unknown")
    words = "There is no sound: no device was found; connect one or switch it on, then play again"
    line.set_work(words)
    shown_words, hint = line.findChild(QLabel, "status_words"), line.findChild(QLabel, "tool_hint")
    assert shown_words.text() == words
    qtbot.wait_until(lambda: hint.x() >= shown_words.geometry().right() and hint.text().startswith("Drag paints"))
    line.set_work("word " * 100)
    qtbot.wait_until(lambda: shown_words.width() <= 600)
    assert "…" in shown_words.text()
