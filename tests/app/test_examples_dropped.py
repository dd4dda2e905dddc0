"""Files dropped on sources, true stems, menus of the right button, and the preset against noise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QDoubleSpinBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.noise_dialog import NoiseDialog
from app.views.stem_start_dialog import StemStartDialog
from core.annotation.model import Annotation, Polarity
from tests.app.projects import settle
from tests.app.songs import LENGTH_S, RATE
from tests.app.test_examples import choose, examples, press, rows, select, sentence, write

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALONE, NOT = Polarity.BELONGS, Polarity.NOT


def files(*paths: Path) -> QMimeData:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return held


def drag_over(widget: QWidget, held: QMimeData) -> bool:
    place = widget.rect().center()
    event = QDragEnterEvent(place, Qt.DropAction.CopyAction, held, LEFT, NONE)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let them go there; return whether they were taken."""
    held = files(*paths)
    if not drag_over(widget, held):
        return False
    assert widget.property("dropping") == "true"
    event = QDropEvent(QPointF(widget.rect().center()), Qt.DropAction.CopyAction, held, LEFT, NONE)
    QApplication.sendEvent(widget, event)
    assert widget.property("dropping") == "false"
    return event.isAccepted()


def offered(window: MainWindow) -> list[str]:
    menu = window.examples.drops.menu
    assert menu is not None
    return [action.text() for action in menu.actions() if action.text()]


def take(window: MainWindow, words: str) -> None:
    """Choose an entry of the menu with the mouse."""
    menu = window.examples.drops.menu
    assert menu is not None
    action = next(action for action in menu.actions() if action.text().startswith(words))
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())


def answer(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Do something in the next dialog as soon as it is open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def press_button(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT, NONE, button.rect().center())


def test_sounds_dropped_on_a_strip_are_asked_for_and_learnt_from(
    song_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = song_window
    one, two = write(tmp_path / "a.wav", 0.5), write(tmp_path / "b.flac.wav", 0.5)
    assert drop(window.mixer.strip("s2"), one, two)
    assert offered(window) == ["Bass alone: learn from them", "Not Bass"]
    take(window, "Bass alone")
    settle(qtbot, window)
    assert [one[:2] for one in examples(window)] == [("s2", ALONE)] * 2
    assert drop(window.mixer.strip("s2"), one)
    take(window, "Not Bass")
    settle(qtbot, window)
    assert examples(window)[2][:2] == ("s2", NOT)


def test_sounds_dropped_on_the_section_are_for_the_chosen_source(song_window: MainWindow, tmp_path: Path) -> None:
    window = song_window
    window.examples.shelf.refresh()
    window.document.pick("s2")
    assert drop(window.mixer.examples, write(tmp_path / "a.wav", 0.5))
    assert offered(window)[0] == "Bass alone: learn from it"
    assert "Open as a song" in offered(window)


def test_what_is_no_sound_goes_on_to_the_window(song_window: MainWindow, tmp_path: Path) -> None:
    score = tmp_path / "score.mid"
    score.write_bytes(b"MThd")
    assert drag_over(song_window.mixer.strip("s1"), files(score, write(tmp_path / "a.wav", 0.5)))
    assert song_window.stage.empty._zone.property("dropping") == "true"
    assert song_window.mixer.strip("s1").property("dropping") != "true"


def test_a_true_stem_is_given_from_a_time_on(
    song_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = song_window
    choose(monkeypatch, write(tmp_path / "stem.wav", 1.0, 2 * RATE))

    def begin_at_one(dialog: QDialog) -> None:
        field = dialog.findChild(QDoubleSpinBox, "stem_start_s")
        assert field is not None
        field.selectAll()
        QTest.keyClicks(field, "1.000")
        press_button(dialog, "stem_take")

    answer(StemStartDialog, begin_at_one)
    window.table["example_stem"].trigger()
    settle(qtbot, window)
    assert examples(window) == [("s1", ALONE, (RATE, 2 * RATE), "stem.wav")]
    assert window.document.project.undo_words == "Add what Flute plays"
    assert rows(window) == ["stem.wav, 1.0 s · Flute from 0:01.0 on"]
    assert sentence(window).startswith("Of a part of the song it is known what every source plays")


def test_a_stem_that_outlasts_the_song_is_cut_there(
    song_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, write(tmp_path / "stem.wav", 2.0))
    song_window.timeline.set_selection(2.0, 2.5)
    answer(StemStartDialog, lambda dialog: press_button(dialog, "stem_take"))
    song_window.table["example_stem"].trigger()
    settle(qtbot, song_window)
    [example] = song_window.document.annotation.examples
    assert example.span == (2 * RATE, round(LENGTH_S * RATE))
    assert example.audio is not None
    assert example.audio.length == RATE


def test_the_menu_of_the_spectrogram_keeps_the_selection(song_window: MainWindow) -> None:
    window = song_window
    select(window, 0.5, 1.5)
    port = window.stage.spectrogram.canvas.viewport()
    pixel = QPoint(round(window.stage.spectrogram.canvas.x_of(1.0)), 50)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pixel, port.mapToGlobal(pixel))
    QApplication.sendEvent(port, event)
    menu = window.menus.menu
    assert menu is not None
    action = next(action for action in menu.actions() if action.text() == "The selection is Flute alone")
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
    assert len(examples(window)) == 1


def test_the_menus_of_lanes_and_strips_offer_examples(song_window: MainWindow) -> None:
    window = song_window
    strip = [action.text() for action in window.mixer.strip("s1").menu().actions()]
    assert "Flute alone, from files…" in strip
    added = [action.text() for action in window.mixer.examples.menu().actions() if action.text()]
    assert added[:2] == ["The selection is Flute alone", "The selection is not Flute"]


def test_noise_of_a_selection_is_set_up_in_one_step(song_window: MainWindow) -> None:
    window = song_window
    window.document.perform(Annotation(), "Clear")
    select(window, 2.0, 2.9)
    answer(NoiseDialog, lambda dialog: press_button(dialog, "noise_take"))
    press(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    names = [source.name for source in window.document.annotation.sources]
    assert names == ["Speech", "Noise"]
    [(source_id, polarity, _span, _name)] = examples(window)
    assert (window.document.annotation.source(source_id).name, polarity) == ("Noise", ALONE)
    assert sentence(window) == "Speech has no examples: it is learnt from the song itself."
    assert window.engine.engine_id() == "example-nmf"
    assert "press Separate" in window.messages.text()
    assert window.document.project.undo_words == "Set up removing Noise"
    window.table["undo"].trigger()
    assert not window.document.annotation.sources
    assert not examples(window)


def test_speech_of_a_file_is_set_up_with_the_sources_that_are_there(
    song_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = song_window
    path = write(tmp_path / "talk.wav", 1.0, 16000)
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, folder: str, _pattern: str) -> tuple[str, str]:
        asked.append(folder)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NoiseDialog)
        take = dialog.findChild(QPushButton, "noise_take")
        assert take is not None
        assert not take.isEnabled()  # nothing is selected, and no file is chosen
        wanted = dialog._known.button("wanted")
        QTest.mouseClick(wanted, LEFT, NONE, wanted.rect().center())
        press_button(dialog, "noise_file")
        for name, words in (("wanted_name", "flute"), ("noise_name", "Hiss")):
            box = dialog.findChild(QComboBox, name)
            assert box is not None
            box.lineEdit().selectAll()
            QTest.keyClicks(box.lineEdit(), words)
        press_button(dialog, "noise_take")

    answer(NoiseDialog, fill)
    window.table["remove_noise"].trigger()
    settle(qtbot, window)
    assert [source.name for source in window.document.annotation.sources] == ["Flute", "Bass", "Hiss"]
    assert examples(window) == [("s1", ALONE, None, "talk.wav")]
    # the first time beside the song
    assert asked == [str(tmp_path)]


def test_who_gives_an_example_of_the_other_one_too_is_not_told_that_there_is_none(song_window: MainWindow) -> None:
    window = song_window
    window.document.perform(Annotation(), "Clear")
    for start_s, known in ((0.2, "noise"), (2.0, "wanted")):
        select(window, start_s, start_s + 0.9)

        def fill(dialog: QDialog, known: str = known) -> None:
            assert isinstance(dialog, NoiseDialog)
            button = dialog._known.button(known)
            QTest.mouseClick(button, LEFT, NONE, button.rect().center())
            press_button(dialog, "noise_take")

        answer(NoiseDialog, fill)
        window.table["remove_noise"].trigger()
    assert window.messages.text() == "Speech and Noise have examples now: press Separate."
