"""Dictionaries kept in the library, taken to other songs, written to files and brought back; versions of a project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views import question
from app.views.dictionary_window import DictionaryWindow
from app.views.question import Answer
from core.annotation.model import Dictionary
from core.dictionaries.files import read_stemdict, write_stemdict
from core.dictionaries.library import DictionaryLibrary
from tests.app.dictionaries import dictionary_of
from tests.app.projects import WAIT_MS, new_window, opened, saved, settle
from tests.app.songs import write_song
from tests.app.test_dictionaries import give, learn, own, seen, standing
from tests.app.test_dictionaries import opened as dictionary_window
from tests.app.test_main_window import own_controls

LEFT = Qt.MouseButton.LeftButton


def names(view: DictionaryWindow) -> list[str]:
    return [view.library.list.item(row).text() for row in range(view.library.list.count())]


def drop(window: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(100, 100), Qt.DropAction.CopyAction, mime, LEFT, keys))


def given(qtbot: QtBot, window: MainWindow, source_id: str) -> Dictionary:
    qtbot.waitUntil(lambda: window.document.annotation.dictionary_of(source_id) is not None, timeout=WAIT_MS)
    found = window.document.annotation.dictionary_of(source_id)
    assert found is not None
    return found


def test_a_dictionary_is_kept_and_used_for_another_source(qtbot: QtBot, song_window: MainWindow) -> None:
    view = dictionary_window(qtbot, song_window)
    learn(song_window, dictionary_of())
    seen(qtbot, view, 6)
    QTest.mouseClick(view.library.save, LEFT)
    qtbot.waitUntil(lambda: names(view) == ["Flute"], timeout=WAIT_MS)
    assert "in the library now" in view.messages.text()
    assert "6 columns" in view.library.findChild(QLabel, "library_details").text()
    kept = DictionaryLibrary().entries()[0]
    assert kept.provenance["song"] == "Lied für zwei.wav"
    assert kept.provenance["version"] == "A"
    song_window.document.pick("s2")
    assert view.library.use.accessibleName() == "Use for Bass"
    view.library.list.setFocus()
    view.library.list.setCurrentRow(0)
    QTest.mouseClick(view.library.use, LEFT)
    found = given(qtbot, song_window, "s2")
    assert found.name == "Flute"
    np.testing.assert_array_equal(found.columns, own_of_version(song_window))
    seen(qtbot, view, 6)
    assert standing(view).startswith("Yours")
    assert "Lied für zwei.wav, version A" in view.side.findChild(QLabel, "dictionary_origin").accessibleName()
    song_window.table["undo"].trigger()
    assert song_window.document.annotation.dictionaries == ()


def test_nothing_of_the_library_is_offered_before_it_is_seen_to_be_chosen(
    qtbot: QtBot, song_window: MainWindow
) -> None:
    DictionaryLibrary().add(dictionary_of())
    view = dictionary_window(qtbot, song_window)
    qtbot.waitUntil(lambda: view.library.list.count() == 1, timeout=WAIT_MS)
    view.library.list.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert not view.library.use.isEnabled()
    view.head.setFocus()
    view.library.bring.setFocus()
    view.library.list.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert view.library.use.isEnabled()
    learn(song_window, dictionary_of())
    seen(qtbot, view, 6)
    assert view.picture.hasFocus()


def own_of_version(window: MainWindow) -> np.ndarray:
    learnt = window.dictionaries.learnt
    found = learnt.dictionary(learnt.versions()[0], "s1")
    assert found is not None
    return found.columns


def test_a_dictionary_of_the_library_is_renamed_and_removed_after_a_question(
    qtbot: QtBot, song_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    DictionaryLibrary().add(dictionary_of("", "Old name"))
    view = dictionary_window(qtbot, song_window)
    qtbot.waitUntil(lambda: names(view) == ["Old name"], timeout=WAIT_MS)
    rows = view.library.list
    rows.setFocus()
    rows.setCurrentRow(0)
    rows.editItem(rows.currentItem())
    editor = rows.findChild(QLineEdit)
    QTest.keyClicks(editor, "New name")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(view) == ["New name"], timeout=WAIT_MS)
    assert [entry.name for entry in DictionaryLibrary().entries()] == ["New name"]
    asked: list[str] = []

    def answer(_parent: object, title: str, _words: str, answers: Sequence[Answer]) -> str:
        asked.append(title)
        return "cancel" if len(asked) == 1 else answers[0].key

    monkeypatch.setattr(question, "ask", answer)
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert asked == ["Remove New name from the library?"]
    assert names(view) == ["New name"]
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(view) == [], timeout=WAIT_MS)
    assert DictionaryLibrary().entries() == []


def test_a_broken_file_of_the_library_is_listed_with_the_reason(qtbot: QtBot, song_window: MainWindow) -> None:
    folder = DictionaryLibrary().folder
    folder.mkdir(parents=True)
    (folder / "Torn.stemdict").write_bytes(b"no dictionary at all")
    view = dictionary_window(qtbot, song_window)
    qtbot.waitUntil(lambda: names(view) == ["Torn"], timeout=WAIT_MS)
    view.library.list.setCurrentRow(0)
    assert "Torn.stemdict" in view.library.findChild(QLabel, "library_details").text()
    assert not view.library.use.isEnabled()
    QTest.keyClick(view.library.list, Qt.Key.Key_Return)
    assert song_window.document.annotation.dictionaries == ()


def test_export_writes_a_file_that_import_brings_back(
    qtbot: QtBot, song_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    view = give(qtbot, song_window, dictionary_of())
    path = tmp_path / "Flöte"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    QTest.mouseClick(view.library.export, LEFT)
    written = path.with_suffix(".stemdict")
    qtbot.waitUntil(lambda: view.messages.text() == "Written: Flöte.stemdict", timeout=WAIT_MS)
    np.testing.assert_array_equal(read_stemdict(written).columns, own(song_window).columns)
    song_window.document.pick("s2")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(written), ""))
    qtbot.waitUntil(lambda: view.shown is None)
    QTest.mouseClick(view.library.bring, LEFT)
    assert given(qtbot, song_window, "s2").name == "Flute"


@pytest.mark.parametrize("on_main", [True, False])
def test_a_dropped_file_becomes_the_dictionary_of_the_picked_source(
    qtbot: QtBot, song_window: MainWindow, tmp_path: Path, on_main: bool
) -> None:
    path = tmp_path / "hall.STEMDICT"
    write_stemdict(dictionary_of("", "Hall"), path)
    target: QWidget = song_window
    song_window.document.pick("s2")
    if not on_main:
        target = dictionary_window(qtbot, song_window)
        song_window.document.pick("s2")
    drop(target, tmp_path / "notes.txt", path)
    assert given(qtbot, song_window, "s2").name == "Hall"
    view = song_window.dictionaries.window
    assert view is not None
    assert view.isVisible()
    seen(qtbot, view, 6)


def test_a_file_that_is_no_dictionary_is_refused_in_words(
    qtbot: QtBot, song_window: MainWindow, tmp_path: Path
) -> None:
    view = dictionary_window(qtbot, song_window)
    path = tmp_path / "song.stemdict"
    path.write_bytes(b"RIFF1234WAVEfmt ")
    drop(view, path)
    qtbot.waitUntil(lambda: view.messages.text().startswith("song.stemdict:"), timeout=WAIT_MS)
    assert song_window.document.annotation.dictionaries == ()


def test_what_a_version_learnt_comes_back_with_its_project(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = new_window(qtbot)
    path = saved(qtbot, window, monkeypatch, write_song(tmp_path)[0])
    opened(qtbot, window, path)
    source = window.document.annotation.sources[0]
    learn(window, dictionary_of(source.id))
    settle(qtbot, window)
    window.close()
    again = new_window(qtbot)
    opened(qtbot, again, path)
    again.document.pick(source.id)
    again.table["dictionary"].trigger()
    view = again.dictionaries.window
    assert view is not None
    seen(qtbot, view, 6)
    assert standing(view).startswith("Learnt in version A")


def test_the_window_remembers_its_size_and_closes_with_the_program(qtbot: QtBot, song_window: MainWindow) -> None:
    view = dictionary_window(qtbot, song_window)
    view.resize(QSize(900, 610))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    view.resize(QSize(870, 605))
    song_window.table["dictionary"].trigger()
    assert view.isVisible()
    assert view.height() == 610  # the screen of the tests is too narrow for the width
    song_window.session.separation.forget()
    song_window.close()
    assert not view.isVisible()


def test_the_menu_of_a_source_opens_its_dictionary(qtbot: QtBot, song_window: MainWindow) -> None:
    strip = song_window.mixer.strip("s2")
    strip.picked.emit("s2")
    menu = strip.menu()
    action = next(one for one in menu.actions() if one.text() == "Dictionary…")
    action.trigger()
    view = song_window.dictionaries.window
    assert view is not None
    assert view.windowTitle() == "Dictionary of Bass"
    view.head.source.setFocus()
    QTest.keyClick(view.head.source, Qt.Key.Key_Up)
    assert song_window.document.picked is not None
    assert song_window.document.picked.id == "s1"
    assert view.windowTitle() == "Dictionary of Flute"


def test_every_control_has_a_name_and_is_reached_by_tab(qtbot: QtBot, song_window: MainWindow) -> None:
    view = give(qtbot, song_window, dictionary_of())
    reached: set[QWidget] = set()
    widget: QWidget = view.picture
    for _ in range(200):
        reached.add(widget)
        widget = widget.nextInFocusChain()
    controls = [one for one in [*own_controls(view), view.picture, view.library.list] if one.isVisible()]
    assert len(controls) > 10
    for control in controls:
        assert control.accessibleName(), control.objectName()
        assert control.toolTip() or control in (view.picture, view.library.list), control.accessibleName()
        assert control in reached
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName()
    assert QApplication.focusWidget() is view.picture
