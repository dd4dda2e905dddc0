"""The picture of a dictionary: what is seen, read off, zoomed, chosen; also with thousands of columns."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.graphics.column_choice import ColumnChoice
from app.graphics.dictionary_columns import ShownColumns, pixels, shown_columns, thinned
from app.theme import DARK, apply_theme
from app.views.dictionary_window import DictionaryWindow
from core.annotation.model import Dictionary
from core.dictionaries.editing import without_columns
from tests.app.dictionaries import dictionary_of

LEFT, SHIFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> DictionaryWindow:
    apply_theme(qapp, DARK)
    view = DictionaryWindow()
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view


def show(view: DictionaryWindow, dictionary: Dictionary) -> ShownColumns:
    shown = shown_columns(dictionary)
    view.show_columns(shown)
    QApplication.processEvents()
    return shown


def test_columns_stand_by_pitch_and_the_noise_behind_them(view: DictionaryWindow) -> None:
    shown = show(view, dictionary_of())
    assert [view.words.short_name(shown, place) for place in range(6)] == ["A2", "E3", "A3", "E4", "A4", "Noise"]
    assert [text for _x, text in view.names.visible_names()] == ["A2", "E3", "A3", "E4", "A4", "Noise"]


def test_the_picture_is_bright_where_a_column_has_its_partials(view: DictionaryWindow) -> None:
    shown = show(view, dictionary_of())
    image = view.picture.grab().toImage()
    ratio = image.devicePixelRatio()

    def light(place: int, hertz: float) -> int:
        y = view.picture.y_of(float(shown.warp.position(hertz)))
        x = view.picture.x_of(place + 0.3)
        colour = image.pixelColor(round(x * ratio), round(y * ratio))
        return colour.red() + colour.green() + colour.blue()

    for place, hertz in ((4, 440.0), (4, 880.0), (2, 220.0)):
        assert light(place, hertz) > 300
    assert light(4, 300.0) < 120
    assert light(2, 330.0) < 120


def test_the_pointer_reads_off_column_pitch_and_level(qtbot: QtBot, view: DictionaryWindow) -> None:
    shown = show(view, dictionary_of())
    y = view.picture.y_of(float(shown.warp.position(440.0)))
    spot = QPointF(view.picture.x_of(4.5), y)
    QTest.mouseMove(view.picture, spot.toPoint() - QPoint(0, 40))
    QTest.mouseMove(view.picture, spot.toPoint())
    qtbot.waitUntil(lambda: view.readout.accessibleName().startswith("Column 5 of 6: A4"))
    words = view.readout.accessibleName()
    assert " dB at 4" in words
    assert int(words.split("·")[1].split("dB")[0]) >= -6


def wheel(view: DictionaryWindow, x: float, notches: int, keys: Qt.KeyboardModifier) -> None:
    at = QPointF(x, 50.0)
    turned = QWheelEvent(
        at, view.picture.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.picture, turned)


@pytest.mark.parametrize(
    ("move", "keys"),
    [
        (lambda view: wheel(view, view.picture.width() / 2, 3, CTRL), None),
        (None, Qt.Key.Key_Plus),
    ],
)
def test_columns_are_zoomed_scrolled_and_shown_again(
    view: DictionaryWindow, move: Callable[[DictionaryWindow], None] | None, keys: Qt.Key | None
) -> None:
    show(view, dictionary_of(pitches=tuple(range(40, 80))))
    picture = view.picture
    assert picture.across == (0.0, 41.0)
    if move is not None:
        move(view)
    else:
        QTest.mouseClick(picture, LEFT, NO_KEYS, QPoint(round(picture.x_of(20.5)), 60))
        QTest.keyClick(picture, keys)
    first, stop = picture.across
    assert first > 0.0
    assert stop - first < 41.0
    wheel(view, 10, -1, SHIFT)
    assert picture.across[0] > first
    QTest.keyClick(picture, Qt.Key.Key_Home)
    assert picture.across[0] == 0.0
    QTest.keyClick(picture, Qt.Key.Key_F)
    assert picture.across == (0.0, 41.0)


def test_a_drag_chooses_all_columns_on_the_way(qtbot: QtBot, view: DictionaryWindow) -> None:
    show(view, dictionary_of())
    start, stop = (QPoint(round(view.picture.x_of(place + 0.5)), 80) for place in (1, 4))
    QTest.mousePress(view.picture, LEFT, NO_KEYS, start)
    for step in range(1, 6):
        QTest.mouseMove(view.picture, start + (stop - start) * step / 5)
        QTest.qWait(1)
    QTest.mouseRelease(view.picture, LEFT, NO_KEYS, stop)
    assert view.picture.choice.chosen == {1, 2, 3, 4}
    QTest.keyClick(view.picture, Qt.Key.Key_Escape)
    assert view.picture.choice.chosen == {4}
    assert view.isVisible()


def test_keys_choose_and_screen_readers_hear_the_column(view: DictionaryWindow) -> None:
    show(view, dictionary_of())
    picture = view.picture
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.accessibleDescription().startswith("Column 2 of 6: E3")
    QTest.keyClick(picture, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(picture, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(picture, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(picture, Qt.Key.Key_Space, CTRL)
    assert picture.choice.chosen == {1, 2, 4}
    assert "3 columns chosen" in picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_End)
    assert picture.accessibleDescription().startswith("Column 6 of 6: no pitch, centre at")


def test_extending_keeps_what_was_added_before() -> None:
    choice = ColumnChoice()
    choice.reset(10)
    choice.choose(1)
    choice.toggle(4)
    choice.extend(6)
    choice.extend(5)
    assert choice.chosen == {1, 4, 5}
    assert choice.runs() == [(1, 2), (4, 6)]


@pytest.mark.parametrize("size", [(7, 5), (40, 30), (13, 300), (400, 9)])
def test_pixels_show_the_maximum_of_what_falls_on_them(size: tuple[int, int]) -> None:
    codes = np.random.default_rng(3).integers(0, 255, (60, 50), np.uint8)
    for across, upward in (((0.0, 50.0), (0.0, 1.0)), ((3.4, 31.7), (0.21, 0.77))):
        found = pixels(codes, across, upward, size)
        assert found.shape == size[::-1]
        xs = np.linspace(*across, size[0] + 1)
        ys = np.linspace((1 - upward[1]) * 60, (1 - upward[0]) * 60, size[1] + 1)
        for y in range(size[1] - 1):
            for x in range(size[0] - 1):
                top, left = int(ys[y]), int(xs[x])
                part = codes[top : max(top + 1, int(ys[y + 1])), left : max(left + 1, int(xs[x + 1]))]
                assert found[y, x] == part.max()


def test_a_thinned_dictionary_is_shown_as_if_it_were_new() -> None:
    dictionary = dictionary_of()
    thin = without_columns(dictionary, {0, 4})
    short, new = thinned(shown_columns(dictionary), thin, {0, 4}), shown_columns(thin)
    np.testing.assert_array_equal(short.order, new.order)
    np.testing.assert_array_equal(short.pitches_hz, new.pitches_hz)
    np.testing.assert_array_equal(short.codes, new.codes)


def test_thousands_of_columns_stay_fluent(view: DictionaryWindow, record_property: Callable[..., None]) -> None:
    few = shown_columns(dictionary_of(pitches=tuple(range(36, 96)), rate=44100, window=8192))
    many = np.tile(np.arange(few.count), 33)[:2000]
    labels = tuple("" for _ in many)
    dictionary = Dictionary("s1", "Large", few.dictionary.columns[:, many], 44100, 8192, 2048, labels)
    shown = ShownColumns(
        dictionary, np.arange(2000), few.pitches_hz[many], few.centres_hz[many], few.codes[:, many], few.warp
    )
    view.show_columns(shown)
    taken = []
    for step in range(20):
        view.picture.zoom_across(1.15 if step < 10 else 1 / 1.15, 900.0)
        begin = time.perf_counter()
        view.picture.repaint()
        taken.append(time.perf_counter() - begin)
    record_property("repaint_ms", 1000 * float(np.median(taken)))
    assert float(np.median(taken)) < 0.5  # 4 ms where nothing else runs
    QTest.keyClick(view.picture, Qt.Key.Key_End)
    assert view.picture.accessibleDescription().startswith("Column 2000 of 2000")


def test_without_columns_there_is_nothing_to_press(view: DictionaryWindow) -> None:
    view.show_columns(None)
    QTest.keyClick(view.picture, Qt.Key.Key_Delete)
    QTest.mouseClick(view.picture, LEFT, NO_KEYS, QPoint(20, 20))
    assert view.picture.choice.chosen == frozenset()
    assert not view.readout.isVisible()
