"""The section of examples by itself: rows, fold, room, keys; and the marks in the pictures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.actions import build_actions
from app.graphics.example_marks import ExampleMark, _in_rows
from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views.example_list import ExampleList
from app.views.example_row import ROW_HEIGHT, RowInfo
from core.annotation.model import Example, Note, Polarity, Region
from tests.app.songs import RATE
from tests.app.test_examples import press, rows, sentence

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def info(key: str, **parts: bool) -> RowInfo:
    return RowInfo(key, "#F5A62C", f"Title {key}", "1.0 s · Violin alone", f"Example {key}", **parts)


@pytest.fixture
def section(qtbot: QtBot, qapp: QApplication) -> Iterator[ExampleList]:
    apply_theme(qapp, DARK)
    window = QMainWindow()
    view = ExampleList(build_actions(window), ("wav",))
    window.setCentralWidget(view)
    qtbot.addWidget(window)
    window.resize(264, 400)
    window.show()
    qtbot.waitExposed(window)
    view.set_sentence("Every source has examples.")
    view.fit(400)
    yield view
    window.close()


def shown_rows(section: ExampleList) -> float:
    return section._scroll.height() / ROW_HEIGHT if section._scroll.isVisible() else 0.0


def test_few_rows_are_all_shown_and_of_many_half_of_one_says_that_there_are_more(section: ExampleList) -> None:
    section.set_rows([info(str(number)) for number in range(3)])
    assert shown_rows(section) == 3
    section.set_rows([info(str(number)) for number in range(30)])
    assert shown_rows(section) % 1 == 0.5
    section.fit(0, fewest=1)
    assert shown_rows(section) == 1.5


def test_only_the_heading_is_left_when_it_is_folded(section: ExampleList) -> None:
    section.set_rows([info("a")])
    fold = section.findChild(QPushButton, "examples_fold")
    assert fold is not None
    QTest.mouseClick(fold, LEFT, NONE, fold.rect().center())
    assert section.is_folded
    assert shown_rows(section) == 0
    assert not section._sentence.isVisible()
    QTest.mouseClick(fold, LEFT, NONE, fold.rect().center())
    assert shown_rows(section) == 1


def test_every_button_can_be_reached_by_tab(section: ExampleList) -> None:
    section.set_rows([info("a"), info("b", can_listen=False, can_remove=False)])
    fold = section.findChild(QPushButton, "examples_fold")
    assert fold is not None
    section.window().activateWindow()
    fold.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(8):
        QTest.keyClick(section.window().focusWidget(), Qt.Key.Key_Tab)
        focused = section.window().focusWidget()
        if isinstance(focused, QToolButton):
            seen.append(focused.accessibleName())
    wanted = ["Listen to Example a", "Go to Example a", "Remove Example a", "Go to Example b"]
    assert [name for name in dict.fromkeys(seen) if "Example" in name] == wanted


def test_rows_that_stay_keep_the_focus_and_one_that_goes_gives_it_to_the_heading(section: ExampleList) -> None:
    section.set_rows([info("a"), info("b")])
    section.window().activateWindow()
    button = section.row("b").remove
    button.setFocus(Qt.FocusReason.TabFocusReason)
    section.set_rows([info("b"), info("c")])
    assert button.hasFocus()
    section.set_rows([info("c")])
    assert section.window().focusWidget().objectName() == "examples_fold"


def test_a_row_tells_what_its_buttons_want(section: ExampleList) -> None:
    section.set_rows([info("a")])
    told: list[tuple[str, str]] = []
    section.listen_requested.connect(lambda key: told.append(("listen", key)))
    section.jump_requested.connect(lambda key: told.append(("jump", key)))
    section.remove_requested.connect(lambda key: told.append(("remove", key)))
    row = section.row("a")
    for button in (row.listen, row.jump, row.remove):
        QTest.mouseClick(button, LEFT, NONE, button.rect().center())
    assert told == [("listen", "a"), ("jump", "a"), ("remove", "a")]


def test_marks_of_one_time_lie_below_each_other() -> None:
    def mark(start_s: float, stop_s: float) -> ExampleMark:
        return ExampleMark("s", "#ffffff", start_s, stop_s)

    placed = _in_rows([mark(2.0, 4.0), mark(0.0, 3.0), mark(3.5, 5.0), mark(4.0, 6.0)])
    assert [(row, one.start_s) for row, one in placed] == [(0, 0.0), (1, 2.0), (0, 3.5), (1, 4.0)]
    assert {row for row, _one in _in_rows([mark(0.0, 9.0)] * 9)} == {0, 1, 2, 3}


def painted(window: MainWindow, polarity: Polarity) -> Region:
    region = Region("s1", polarity, RATE, 2 * RATE, 500.0, 2000.0, np.ones((1, 1), np.bool_))
    window.document.perform(window.document.annotation.changed(regions=(region,)), "Paint")
    return region


def test_painted_regions_teach_by_themselves_and_are_listed(song_window: MainWindow) -> None:
    region = painted(song_window, Polarity.BELONGS)
    assert rows(song_window) == ["Painted regions: 1, belong to Flute"]
    view = song_window.mixer.examples
    row = view.row(view.row_ids[0])
    QTest.mouseClick(row.jump, LEFT, NONE, row.jump.rect().center())
    assert song_window.stage.spectrogram.regions.chosen == region


def test_a_chosen_region_is_what_is_said_to_be_not_the_source(song_window: MainWindow, qtbot: QtBot) -> None:
    window = song_window
    surface = window.stage.spectrogram.regions.surface
    qtbot.waitUntil(lambda: surface.ready, timeout=60_000)
    region = painted(window, Polarity.BELONGS)
    area = surface.item.area_of(region)
    canvas = window.stage.spectrogram.canvas
    middle = QPoint(round(area.center().x()), round(area.center().y()))
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, middle)
    press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert [one.polarity for one in window.document.annotation.regions] == [Polarity.NOT]
    assert rows(window) == ["Painted regions: 1, not Flute"]


def test_what_says_nothing_of_how_sources_sound_is_not_looked_at(song_window: MainWindow) -> None:
    window = song_window
    window.examples.shelf.refresh()
    later = window.examples.shelf._later
    window.document.perform(window.document.annotation.with_notes([Note(0, RATE, "s1", 60.0)]), "Draw")
    assert not later.isActive()
    example = Example("s1", span=(0, RATE))
    window.document.perform(window.document.annotation.changed(examples=(example,)), "Add")
    assert later.isActive()


def test_an_engine_that_makes_no_use_of_examples_is_told(song_window: MainWindow) -> None:
    window = song_window
    window.document.perform(
        window.document.annotation.changed(examples=(Example("s1", span=(0, RATE)),)), "Mark an example"
    )
    for engine_id, told in (("rpca", True), ("example-nmf", False)):
        window.engine.use(engine_id)
        assert ("no use of examples" in sentence(window)) is told
