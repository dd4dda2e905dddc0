"""Examples given with mouse and keys: stretches, regions, files; taken back, removed, heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.example_row import ExampleRow
from core.annotation.model import Activity, ActivitySpan, ActivityState, Dictionary, Example, Polarity
from tests.app.projects import settle
from tests.app.songs import LENGTH_S, RATE

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALONE, NOT = Polarity.BELONGS, Polarity.NOT


def select(window: MainWindow, start_s: float, stop_s: float) -> None:
    """Drag in the spectrogram."""
    canvas = window.stage.spectrogram.canvas
    points = [QPoint(round(canvas.x_of(time_s)), 60) for time_s in (start_s, (start_s + stop_s) / 2, stop_s)]
    QTest.mousePress(canvas.viewport(), LEFT, NONE, points[0])
    for point in points:
        QTest.mouseMove(canvas.viewport(), point)
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, points[-1])


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    window.activateWindow()
    window.stage.take_focus()
    QTest.keyClick(window.stage.spectrogram.canvas, key, modifiers)


def examples(window: MainWindow) -> list[tuple[str, Polarity, tuple[int, int] | None, str]]:
    return [(one.source_id, one.polarity, one.span, one.name) for one in window.document.annotation.examples]


def rows(window: MainWindow) -> list[str]:
    window.examples.shelf.refresh()
    view = window.mixer.examples
    return [view.row(key).accessibleName() for key in view.row_ids]


def row(window: MainWindow, place: int) -> ExampleRow:
    window.examples.shelf.refresh()
    view = window.mixer.examples
    return view.row(view.row_ids[place])


def click(button: QToolButton) -> None:
    QTest.mouseClick(button, LEFT, NONE, button.rect().center())


def sentence(window: MainWindow) -> str:
    window.examples.shelf.refresh()
    return window.mixer.examples._sentence.text()


def learning(window: MainWindow) -> str:
    """Return the sentence where the engine that learns from examples is chosen."""
    window.engine.use("example-nmf")
    return sentence(window)


def write(path: Path, seconds: float, rate: int = RATE, channels: int = 1, level: float = 0.1) -> Path:
    noise = level * np.random.default_rng(0).standard_normal((round(seconds * rate), channels))
    soundfile.write(path, noise.astype(np.float32), rate, subtype="FLOAT")
    return path


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (names, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (names[0], ""))


def test_a_selection_becomes_an_example_with_one_key_and_is_taken_back_with_another(song_window: MainWindow) -> None:
    window = song_window
    select(window, 0.5, 1.5)
    press(window, Qt.Key.Key_E)
    [(source_id, polarity, span, _name)] = examples(window)
    assert (source_id, polarity) == ("s1", ALONE)
    assert span is not None
    assert span[0] / RATE == pytest.approx(0.5, abs=0.01)
    assert span[1] / RATE == pytest.approx(1.5, abs=0.01)
    assert window.document.project.undo_words == "Add example of Flute"
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not examples(window)
    press(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(examples(window)) == 1


def test_what_is_not_the_source_is_said_with_shift(song_window: MainWindow) -> None:
    select(song_window, 0.5, 1.5)
    press(song_window, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert [(one[0], one[1]) for one in examples(song_window)] == [("s1", NOT)]
    assert song_window.document.project.undo_words == "Add example of what is not Flute"
    assert rows(song_window) == ["0:00.5 – 0:01.5, 1.0 s · not Flute"]  # noqa: RUF001 - from, to


def test_without_a_selection_it_says_what_to_do(song_window: MainWindow) -> None:
    press(song_window, Qt.Key.Key_E)
    assert not examples(song_window)
    assert "only Flute sounds" in song_window.messages.text()


def test_a_selection_of_an_instant_is_too_short(song_window: MainWindow) -> None:
    song_window.timeline.set_selection(1.0, 1.02)
    press(song_window, Qt.Key.Key_E)
    assert not examples(song_window)
    assert "too short" in song_window.messages.text()


def test_the_loop_counts_where_nothing_is_selected(song_window: MainWindow) -> None:
    song_window.timeline.set_loop(1.0, 2.0, True)
    press(song_window, Qt.Key.Key_E)
    assert examples(song_window) == [("s1", ALONE, (RATE, 2 * RATE), "")]


def test_the_actions_name_the_chosen_source(song_window: MainWindow) -> None:
    window = song_window
    assert window.table["example_alone"].text() == "The selection is Flute alone"
    press(window, Qt.Key.Key_PageDown)
    assert window.table["example_alone"].text() == "The selection is Bass alone"
    window.session.sources.rename("s2", "Bass & Drums")
    assert window.table["example_not"].text() == "The selection is not Bass && Drums"


def test_files_of_any_rate_and_channels_become_examples_in_one_step(
    song_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = song_window
    one, two = write(tmp_path / "flute take.wav", 1.5, 48000, 6), write(tmp_path / "flöte.wav", 0.5, 8000)
    choose(monkeypatch, one, two)
    window.table["example_files"].trigger()
    settle(qtbot, window)
    assert examples(window) == [("s1", ALONE, None, "flute take.wav"), ("s1", ALONE, None, "flöte.wav")]
    first = window.document.annotation.examples[0].audio
    assert first is not None
    assert (first.rate, first.channels, first.duration_s) == (48000, 6, 1.5)
    assert window.document.project.undo_words == "Add 2 examples of Flute"
    assert rows(window) == ["flute take.wav, 1.5 s · Flute alone", "flöte.wav, 0.5 s · Flute alone"]
    window.table["undo"].trigger()
    assert not examples(window)


def test_a_damaged_and_a_silent_file_are_told_and_lose_nothing(
    song_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = song_window
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF nothing")
    silent, tiny = write(tmp_path / "silence.wav", 1.0, level=0.0), write(tmp_path / "tick.wav", 0.01)
    choose(monkeypatch, broken, write(tmp_path / "room.wav", 1.0), silent, tiny)
    window.table["example_not_files"].trigger()
    settle(qtbot, window)
    assert examples(window) == [("s1", NOT, None, "room.wav")]
    for words in ("broken.wav: ", "silence.wav: there is only silence in it", "tick.wav: this is too short"):
        assert words in window.messages.text()


def test_a_long_file_says_what_it_takes(
    song_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, write(tmp_path / "long.wav", 601.0, 4000))
    song_window.table["example_files"].trigger()
    settle(qtbot, song_window)
    assert len(examples(song_window)) == 1
    assert "10:01 of sound" in song_window.messages.text()
    assert "10 MB" in song_window.messages.text()


def test_a_source_that_went_while_its_file_was_read_is_told(
    song_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, write(tmp_path / "a.wav", 1.0))
    song_window.table["example_files"].trigger()
    song_window.table["remove_source"].trigger()
    settle(qtbot, song_window)
    assert not examples(song_window)
    assert "nothing was added" in song_window.messages.text()


def test_solo_stretches_are_found_and_shown_but_not_stored(song_window: MainWindow) -> None:
    window, second = song_window, RATE
    spans = {"s1": ActivityState.ACTIVE, "s2": ActivityState.SILENT}
    activities = tuple(Activity(key, (ActivitySpan(0, second, state),)) for key, state in spans.items())
    window.document.perform(window.document.annotation.changed(activities=activities), "Paint")
    assert rows(window) == ["Solo stretches: 1, 1.0 s · Flute alone, found"]
    assert not examples(window)
    assert sentence(window) == "Bass has no examples: it is learnt from the song itself."
    [mark] = window.stage.lanes.examples.marks
    assert (mark.source_id, mark.is_found, mark.stop_s) == ("s1", True, 1.0)
    assert not row(window, 0).remove.isVisible()


def test_the_section_says_which_setting_the_examples_make(song_window: MainWindow) -> None:
    window = song_window
    assert learning(window).startswith("Say how at least one source sounds alone")
    select(window, 0.2, 0.8)
    press(window, Qt.Key.Key_E)
    assert learning(window) == "Bass has no examples: it is learnt from the song itself."
    window.document.pick("s2")
    select(window, 1.0, 1.6)
    press(window, Qt.Key.Key_E)
    assert learning(window).startswith("Every source has examples")


def test_sources_without_a_tick_are_spoken_of_as_one(song_window: MainWindow) -> None:
    window = song_window
    select(window, 0.2, 0.8)
    press(window, Qt.Key.Key_E)
    window.document.choose("s2", False)
    assert learning(window) == "Everything else has no examples: it is learnt from the song itself."
    window.document.choose("s2", True)
    assert learning(window) == "Bass has no examples: it is learnt from the song itself."


def test_a_dictionary_of_the_users_is_told_since_examples_do_nothing_then(song_window: MainWindow) -> None:
    window = song_window
    select(window, 0.2, 0.8)
    press(window, Qt.Key.Key_E)
    columns = np.eye(1025, 4, dtype=np.float32)
    own = [Dictionary(source_id, "own", columns, RATE, 2048, 512, ("",) * 4) for source_id in ("s1", "s2")]
    window.document.perform(window.document.annotation.changed(dictionaries=tuple(own[:1])), "Use")
    words = "Your dictionary of Flute is used instead of learning."
    assert learning(window) == f"{words} Bass has no examples: it is learnt from the song itself."
    window.document.perform(window.document.annotation.changed(dictionaries=tuple(own)), "Use")
    assert learning(window) == "Your dictionaries are used instead of learning."


def test_an_example_is_removed_with_its_button_or_with_del(song_window: MainWindow) -> None:
    window = song_window
    for start_s in (0.2, 1.2, 2.2):
        select(window, start_s, start_s + 0.5)
        press(window, Qt.Key.Key_E)
    click(row(window, 1).remove)
    assert len(rows(window)) == 2
    assert window.document.project.undo_words == "Remove example of Flute"
    button = row(window, 0).jump
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    QTest.keyClick(button, Qt.Key.Key_Delete)
    assert [text.split(",")[0] for text in rows(window)] == ["0:02.2 – 0:02.7"]  # noqa: RUF001 - from, to


def test_going_to_an_example_selects_it_in_sight(song_window: MainWindow) -> None:
    window = song_window
    example = Example("s1", ALONE, (RATE, 2 * RATE))
    window.document.perform(window.document.annotation.changed(examples=(example,)), "Add")
    window.timeline.zoom_to(0.0, 0.5)
    click(row(window, 0).jump)
    line = window.timeline
    assert line.selection == (1.0, 2.0)
    assert line.start_s <= 1.0 < 2.0 <= line.stop_s
    assert line.playhead_s == pytest.approx(1.0)


def test_an_example_is_heard_until_its_button_is_pressed_again(song_window: MainWindow, qtbot: QtBot) -> None:
    window = song_window
    select(window, 0.2, 2.8)
    press(window, Qt.Key.Key_E)
    listen = row(window, 0).listen
    click(listen)
    assert window.playback.sounded_s is not None
    assert listen.toolTip() == "Stop"
    click(listen)
    qtbot.waitUntil(lambda: window.playback.sounded_s is None, timeout=5000)
    assert listen.toolTip() == "Listen"


def test_what_is_heard_ends_by_itself_and_when_it_is_removed(song_window: MainWindow, qtbot: QtBot) -> None:
    window = song_window
    select(window, 0.2, 0.5)
    press(window, Qt.Key.Key_E)
    click(row(window, 0).listen)
    qtbot.waitUntil(lambda: row(window, 0).listen.toolTip() == "Listen", timeout=10_000)
    select(window, 1.0, 2.9)
    press(window, Qt.Key.Key_E)
    click(row(window, 1).listen)
    click(row(window, 1).remove)
    qtbot.waitUntil(lambda: window.playback.sounded_s is None, timeout=5000)


def test_marks_lie_in_the_lanes_and_over_the_spectrogram(song_window: MainWindow) -> None:
    window = song_window
    select(window, 0.5, 1.0)
    press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    window.examples.shelf.refresh()
    for layer in (window.stage.lanes.examples, window.stage.spectrogram.examples):
        [mark] = layer.marks
        assert (mark.source_id, mark.is_not) == ("s1", True)
    assert 0 < window.timeline.length_s == pytest.approx(LENGTH_S)
    canvas = window.stage.spectrogram.canvas
    colour = window.document.annotation.source("s1").colour
    picture = canvas.grab().toImage()
    ratio = picture.devicePixelRatio()
    columns = range(round(canvas.x_of(0.5) * ratio), round(canvas.x_of(1.0) * ratio))
    found = [picture.pixelColor(x, round(2 * ratio)).name().upper() for x in columns]
    assert found.count(colour.upper()) > 0.3 * len(found)
