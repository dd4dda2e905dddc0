"""Regions in the whole window: painted, turned, given away, erased, and taken back step by step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.annotation.model import Polarity, Region
from tests.app.songs import write_song
from tests.app.test_region_tools import drag, way

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> MainWindow:
    apply_theme(qapp, DARK)
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=lambda window: window.separation.forget())
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.open(write_song(tmp_path)[0], None)
    spectrogram = window.stage.spectrogram
    qtbot.waitUntil(lambda: window.song.mixture is not None and not window.session.work.is_busy, timeout=60_000)
    qtbot.waitUntil(lambda: spectrogram.regions.surface.ready and not spectrogram.busy, timeout=60_000)
    window.table["tool_region"].trigger()
    spectrogram.canvas.setFocus()
    return window


def add_source(window: MainWindow, name: str) -> str:
    window.session.sources.add()
    source = window.document.picked
    assert source is not None
    window.session.sources.rename(source.id, name)
    return source.id


def regions(window: MainWindow) -> tuple[Region, ...]:
    return window.document.annotation.regions


def stroke(window: MainWindow, first: tuple[float, float], last: tuple[float, float]) -> None:
    """Drag between two places, in parts of the picture."""
    canvas = window.stage.spectrogram.canvas
    size = QPointF(canvas.plot_width, canvas.plot_height)
    points = [QPointF(size.x() * x, size.y() * y) for x, y in (first, last)]
    drag(window.stage.spectrogram, way(*points))


def undo_words(window: MainWindow) -> str:
    return window.document.project.undo_words


def test_painting_without_a_source_says_what_to_do(window: MainWindow) -> None:
    stroke(window, (0.2, 0.2), (0.5, 0.5))
    assert not regions(window)
    assert "source" in window.messages.text()


def test_every_stroke_is_one_step_with_words(window: MainWindow) -> None:
    source_id = add_source(window, "Violin")
    stroke(window, (0.2, 0.2), (0.5, 0.5))
    assert undo_words(window) == "Paint region for Violin"
    window.table["region_not"].trigger()
    window.table["region_brush"].trigger()
    stroke(window, (0.3, 0.6), (0.7, 0.6))
    assert undo_words(window) == "Mark not Violin"
    assert [(region.source_id, region.polarity) for region in regions(window)] == [
        (source_id, Polarity.BELONGS),
        (source_id, Polarity.NOT),
    ]
    assert window.stage.spectrogram.regions.surface.item.regions == regions(window)
    window.table["undo"].trigger()
    assert len(regions(window)) == 1
    window.table["undo"].trigger()
    assert not regions(window)
    assert not window.stage.spectrogram.regions.surface.item.regions
    window.table["redo"].trigger()
    assert len(regions(window)) == 1


def test_choosing_a_way_of_painting_takes_the_region_tool(window: MainWindow) -> None:
    window.table["tool_select"].trigger()
    window.table["region_harmonic"].trigger()
    assert window.table["tool_region"].isChecked()
    assert window.stage.spectrogram.regions.surface.mode == "harmonic"


def test_brackets_change_the_size_of_the_brush(window: MainWindow) -> None:
    surface = window.stage.spectrogram.regions.surface
    before = surface.size_px
    QTest.keyClick(window.stage.spectrogram.canvas, Qt.Key.Key_BracketRight)
    assert surface.size_px > before
    QTest.keyClick(window.stage.spectrogram.canvas, Qt.Key.Key_BracketLeft)
    assert surface.size_px == pytest.approx(before)


def test_erasing_cuts_every_region_that_was_touched_in_one_step(window: MainWindow) -> None:
    add_source(window, "Violin")
    stroke(window, (0.2, 0.2), (0.5, 0.7))
    stroke(window, (0.4, 0.3), (0.7, 0.8))
    stroke(window, (0.8, 0.3), (0.9, 0.8))
    before = regions(window)
    window.table["tool_erase"].trigger()
    stroke(window, (0.1, 0.5), (0.75, 0.5))
    assert undo_words(window) == "Erase region"
    after = regions(window)
    assert len(after) == 3
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert after[2] is before[2]
    window.table["undo"].trigger()
    assert regions(window) == before


def test_delete_takes_the_chosen_region_and_nothing_where_the_keys_go_elsewhere(window: MainWindow) -> None:
    add_source(window, "Violin")
    stroke(window, (0.2, 0.2), (0.5, 0.7))
    window.table["tool_select"].trigger()
    canvas = window.stage.spectrogram.canvas
    middle = QPoint(round(canvas.plot_width * 0.35), round(canvas.plot_height * 0.45))
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, middle)
    window.stage.piano_roll.canvas.setFocus()
    window.table["delete"].trigger()
    assert len(regions(window)) == 1
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert not regions(window)
    assert undo_words(window) == "Delete region"


def test_a_region_can_be_turned_and_given_away_in_its_place(window: MainWindow) -> None:
    first = add_source(window, "Violin")
    stroke(window, (0.2, 0.2), (0.5, 0.5))
    stroke(window, (0.6, 0.2), (0.8, 0.5))
    second = add_source(window, "Piano")
    view = window.stage.spectrogram.regions
    view.request_polarity.emit(regions(window)[0].id, Polarity.NOT)
    assert undo_words(window) == "Mark not Violin"
    assert view.chosen == regions(window)[0]
    view.request_give.emit(regions(window)[0].id, second)
    assert undo_words(window) == "Give region to Piano"
    assert [region.source_id for region in regions(window)] == [second, first]
    assert regions(window)[0].polarity is Polarity.NOT
    window.table["undo"].trigger()
    window.table["undo"].trigger()
    assert [(region.source_id, region.polarity) for region in regions(window)] == [(first, Polarity.BELONGS)] * 2
