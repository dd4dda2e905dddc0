"""The dictionary of a source in its window: which one is shown, seen, heard, named and thinned out."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.controllers.separation import Separated
from app.main_window import MainWindow
from app.views.dictionary_window import DictionaryWindow
from core.annotation.model import Dictionary
from core.engines import registry
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.state import state_of
from core.stft import StftParams
from tests.app.dictionaries import NOTES, RATE, WINDOW, dictionary_of
from tests.app.projects import WAIT_MS

LEFT, SHIFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


def opened(qtbot: QtBot, window: MainWindow) -> DictionaryWindow:
    window.document.pick("s1")
    QTest.keyClick(window.stage.spectrogram, Qt.Key.Key_D)
    found = window.dictionaries.window
    assert found is not None
    qtbot.waitUntil(found.isActiveWindow, timeout=WAIT_MS)
    return found


def give(qtbot: QtBot, window: MainWindow, dictionary: Dictionary) -> DictionaryWindow:
    """Give a source a dictionary and show it."""
    window.document.perform(window.document.annotation.changed(dictionaries=(dictionary,)), "give a dictionary")
    view = opened(qtbot, window)
    seen(qtbot, view, dictionary.columns.shape[1])
    return view


def seen(qtbot: QtBot, view: DictionaryWindow, count: int) -> None:
    qtbot.waitUntil(lambda: view.shown is not None and view.shown.count == count, timeout=WAIT_MS)


def place_of(view: DictionaryWindow, place: int, share: float = 0.5) -> QPoint:
    return QPoint(round(view.picture.x_of(place + 0.5)), round(view.picture.height() * share))


def click(view: DictionaryWindow, place: int, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.mouseClick(view.picture, LEFT, keys, place_of(view, place))


def learn(window: MainWindow, *dictionaries: Dictionary) -> None:
    """Let a run of the engine end that has learnt these."""
    mixture = window.song.mixture
    assert mixture is not None
    state = state_of(StftParams(RATE, WINDOW, WINDOW // 4), {one.source_id: one.columns for one in dictionaries})
    parameters = ExampleNmfParameters()
    request = SeparationRequest(mixture, window.document.annotation, parameters)
    stems = tuple((source.id, mixture) for source in window.document.annotation.sources)
    info = registry.engine("example-nmf").info
    result = SeparationResult(stems, mixture, state=state)
    separated = Separated(result, request, info, guided_by=request.annotation, made_at=1.0)
    window.separation.separated.emit(separated)


def standing(view: DictionaryWindow) -> str:
    card = view.findChild(QPushButton, "dictionary_standing_button").parent()
    return card.accessibleName() if card.isVisibleTo(view) else ""


def own(window: MainWindow) -> Dictionary:
    found = window.document.annotation.dictionary_of("s1")
    assert found is not None
    return found


def test_without_a_dictionary_the_window_says_how_to_get_one(qtbot: QtBot, song_window: MainWindow) -> None:
    view = opened(qtbot, song_window)
    words = view.findChild(QLabel, "dictionary_empty_words")
    assert words.isVisible()
    assert "examples of Flute" in words.text()
    assert view.windowTitle() == "Dictionary of Flute"
    assert not view.side.isVisible()
    assert not view.library.save.isEnabled()


def test_what_a_version_learnt_is_shown_and_becomes_the_users_on_demand(qtbot: QtBot, song_window: MainWindow) -> None:
    view = opened(qtbot, song_window)
    learn(song_window, dictionary_of("s1"), dictionary_of("s2", "Bass", (40, 43), 0))
    seen(qtbot, view, 6)
    assert standing(view).startswith("Learnt in version A")
    assert song_window.document.annotation.dictionaries == ()
    QTest.mouseClick(view.findChild(QPushButton, "dictionary_standing_button"), LEFT)
    assert standing(view).startswith("Yours: used instead of learning")
    assert own(song_window).provenance["version"] == "A"
    song_window.document.pick("s2")
    seen(qtbot, view, 2)
    assert standing(view).startswith("Learnt in version A")
    assert view.head.source.currentText() == "Bass"


def test_learn_anew_takes_the_users_dictionary_away_and_undo_brings_it_back(
    qtbot: QtBot, song_window: MainWindow
) -> None:
    view = give(qtbot, song_window, dictionary_of())
    assert standing(view).startswith("Yours")
    QTest.mouseClick(view.findChild(QPushButton, "dictionary_standing_button"), LEFT)
    assert song_window.document.annotation.dictionaries == ()
    assert view.shown is None
    QTest.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert own(song_window).columns.shape[1] == 6
    seen(qtbot, view, 6)


def test_both_the_users_and_the_learnt_one_can_be_looked_at(qtbot: QtBot, song_window: MainWindow) -> None:
    view = give(qtbot, song_window, dictionary_of(pitches=(60, 62, 64)))
    learn(song_window, dictionary_of())
    combo = view.head.choice
    assert [combo.itemText(row) for row in range(combo.count())] == ["Yours", "Version A"]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    seen(qtbot, view, 6)
    assert standing(view).startswith("Given to version A")
    assert "uses yours" in standing(view)
    assert own(song_window).columns.shape[1] == 4


def test_a_click_and_space_play_a_column_and_play_all_goes_through_them(
    qtbot: QtBot, song_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = give(qtbot, song_window, dictionary_of())
    heard: list[list[float]] = []
    sound = song_window.playback.sound

    def note(pieces: object) -> bool:
        made = list(pieces)  # type: ignore[call-overload]
        heard.append([piece.duration_s for piece in made])
        return sound(made)

    monkeypatch.setattr(song_window.playback, "sound", note)
    click(view, 2)
    assert view.picture.choice.chosen == {2}
    QTest.keyClick(view.picture, Qt.Key.Key_Space)
    assert [len(one) for one in heard] == [1, 1]
    assert 0.4 < heard[0][0] < 1.0
    QTest.mouseClick(view.head.play, LEFT)
    assert len(heard[2]) == 6
    assert view.head.play.text() == "Stop"
    QTest.mouseClick(view.head.play, LEFT)
    assert view.head.play.text() == "Play all"
    assert song_window.playback.sounded_s is None


def test_play_all_marks_the_column_that_is_heard_and_ends(qtbot: QtBot, song_window: MainWindow) -> None:
    view = give(qtbot, song_window, dictionary_of(pitches=(57, 45), noises=0))
    marked: list[object] = []
    song_window.dictionaries.sound.number_changed.connect(marked.append)
    QTest.mouseClick(view.head.play, LEFT)
    qtbot.waitUntil(lambda: marked[-1] is None, timeout=WAIT_MS)
    assert marked == [1, 0, None]  # by pitch: the second column is the lower one
    assert not song_window.playback.is_playing


def test_without_its_song_a_column_is_not_heard_and_that_is_said(qtbot: QtBot, song_window: MainWindow) -> None:
    view = give(qtbot, song_window, dictionary_of())
    song_window.playback.close_song()
    click(view, 1)
    assert view.messages.text() == "Open the song to hear the columns."


def test_chosen_columns_are_removed_by_key_and_come_back(qtbot: QtBot, song_window: MainWindow) -> None:
    view = give(qtbot, song_window, dictionary_of())
    before = own(song_window)
    click(view, 1)
    click(view, 3, SHIFT)
    click(view, 2, CTRL)
    assert view.picture.choice.chosen == {1, 3}
    QTest.keyClick(view.picture, Qt.Key.Key_Delete)
    seen(qtbot, view, 4)
    shown = view.shown
    assert shown is not None
    assert [view.words.short_name(shown, place) for place in range(4)] == ["A2", "A3", "A4", "Noise"]
    np.testing.assert_array_equal(own(song_window).columns, before.columns[:, [1, 2, 3, 5]])
    assert view.picture.choice.current == 1
    assert "columns of flute" in song_window.table["undo"].text().lower()
    QTest.keyClick(view.picture, Qt.Key.Key_Z, CTRL)
    assert own(song_window) == before
    seen(qtbot, view, 6)


def test_the_last_column_stays(qtbot: QtBot, song_window: MainWindow) -> None:
    view = give(qtbot, song_window, dictionary_of())
    QTest.keyClick(view.picture, Qt.Key.Key_A, CTRL)
    assert not view.side.remove.isEnabled()
    QTest.keyClick(view.picture, Qt.Key.Key_Delete)
    assert own(song_window).columns.shape[1] == 6
    assert "has to stay" in view.messages.text()


def test_editing_a_learnt_dictionary_makes_it_the_users(qtbot: QtBot, song_window: MainWindow) -> None:
    view = opened(qtbot, song_window)
    learn(song_window, dictionary_of())
    seen(qtbot, view, 6)
    click(view, 5)
    QTest.mouseClick(view.side.remove, LEFT)
    seen(qtbot, view, 5)
    assert standing(view).startswith("Yours")
    assert own(song_window).columns.shape[1] == len(NOTES)


@pytest.mark.parametrize("begin", ["key", "double click"])
def test_a_column_is_named_and_its_name_stands_below_it(qtbot: QtBot, song_window: MainWindow, begin: str) -> None:
    view = give(qtbot, song_window, dictionary_of())
    if begin == "key":
        view.picture.setFocus()
        for _ in range(3):
            QTest.keyClick(view.picture, Qt.Key.Key_Right)
        QTest.keyClick(view.picture, Qt.Key.Key_Return)
    else:
        click(view, 3)
        QTest.mouseDClick(view.picture, LEFT, NO_KEYS, place_of(view, 3))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is view.side.label)
    QTest.keyClicks(view.side.label, "attack & pick")
    QTest.keyClick(view.side.label, Qt.Key.Key_Return)
    assert own(song_window).labels == ("attack & pick", "", "", "", "", "")
    assert [text for _x, text in view.names.visible_names()][3] == "attack & pick"
    assert view.picture.hasFocus()
    assert view.picture.choice.current == 3


def test_the_dictionary_is_renamed(qtbot: QtBot, song_window: MainWindow) -> None:
    view = give(qtbot, song_window, dictionary_of())
    field = view.side.name
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Wooden flute")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert own(song_window).name == "Wooden flute"
    song_window.table["undo"].trigger()
    assert field.text() == "Flute"
