"""A song of which nothing is said, in the window: Separate makes voice and accompaniment, painting corrects them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.audio import Audio
from core.engines.base import RunContext, SeparationRequest, SeparationResult
from core.errors import EngineError, JobCancelled
from tests.app.lanes import drag
from tests.app.projects import WAIT_MS, new_window, settle
from tests.app.songs import RATE, write_song
from tests.core import blind_engine
from tests.core.blind_engine import BLIND, BlindEngine

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MainWindow:
    """A dark window with a song and nothing else."""
    blind_engine.install(monkeypatch)
    apply_theme(qapp, DARK)
    window = new_window(qtbot)
    window.open(write_song(tmp_path)[0], None)
    qtbot.waitUntil(window.table["separate"].isEnabled, timeout=WAIT_MS)
    settle(qtbot, window)
    return window


def reason(window: MainWindow) -> str:
    found = window.job.findChild(QLabel, "separate_reason")
    assert found is not None
    return found.text() if found.isVisible() else ""


def click_separate(window: MainWindow) -> None:
    button = window.job.findChild(QPushButton, "button_separate")
    assert button is not None
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def separate(qtbot: QtBot, window: MainWindow) -> None:
    click_separate(window)
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    settle(qtbot, window)


def names(window: MainWindow) -> list[str]:
    return [source.name for source in window.document.annotation.sources]


def stems(window: MainWindow) -> dict[str, Audio]:
    assert window.separation.result is not None
    return dict(window.separation.result.stems)


def test_an_open_song_can_be_separated_at_once_and_the_panel_says_so(window: MainWindow) -> None:
    assert window.engine.engine_id() == BLIND
    assert "Voice and Accompaniment" in reason(window)
    assert window.screen_state._ready.problems == []
    uses = window.engine.findChild(QLabel, "engine_uses")
    assert uses is not None
    assert uses.text() == "Makes use of: activity"
    estimate = window.engine.findChild(QLabel, "estimate")
    assert estimate is not None
    assert estimate.isVisible()


def test_separate_adds_voice_and_accompaniment_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    separate(qtbot, window)
    assert names(window) == ["Voice", "Accompaniment"]
    assert len({source.colour for source in window.document.annotation.sources}) == 2
    assert window.playback.stem_ids == {"voice", "accompaniment", "residual"}
    assert window.playback.listening == "stems"
    assert window.document.picked is not None
    assert window.document.picked.name == "Voice"
    assert window.table["undo"].text() == "Undo add Voice and Accompaniment"
    assert "paint where Voice is silent" in reason(window)
    window.table["undo"].trigger()
    assert names(window) == []
    assert not window.document.project.undo_words
    # what was heard can be heard still
    assert window.playback.stem_ids == {"voice", "accompaniment", "residual"}
    window.table["redo"].trigger()
    assert names(window) == ["Voice", "Accompaniment"]


def test_painted_silence_is_used_by_the_next_run_of_the_same_engine(qtbot: QtBot, window: MainWindow) -> None:
    separate(qtbot, window)
    assert stems(window)["voice"].samples[:, :RATE].any()
    window.table["snap"].setChecked(False)
    drag(window.stage.lanes, 0, 0.0, 1.0, ALT)
    assert "changed" in reason(window)
    assert window.engine.engine_id() == BLIND
    separate(qtbot, window)
    spans = window.document.annotation.activity_of("voice").spans
    assert spans[0].stop == pytest.approx(RATE, abs=300)
    assert not stems(window)["voice"].samples[:, : spans[0].stop].any()
    rows = window.side.versions.list
    assert [rows.row_at(place).letter for place in range(rows.count())] == ["A", "B"]
    assert names(window) == ["Voice", "Accompaniment"]
    window.table["version_toggle"].trigger()
    assert stems(window)["voice"].samples[:, :RATE].any()
    window.table["version_toggle"].trigger()
    assert not stems(window)["voice"].samples[:, : spans[0].stop].any()


def test_a_selection_alone_is_separated_too(qtbot: QtBot, window: MainWindow) -> None:
    window.timeline.set_selection(1.0, 2.0)
    window.table["separate_selection"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert names(window) == ["Voice", "Accompaniment"]
    voice = stems(window)["voice"].samples
    assert voice[:, round(1.2 * RATE) : round(1.8 * RATE)].any()
    assert not voice[:, : round(0.8 * RATE)].any()


def test_a_cancelled_run_leaves_the_sources_and_the_next_one_adds_none(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_engine: BlindEngine, _request: SeparationRequest, context: RunContext) -> SeparationResult:
        while not context.checkpoint():
            pass
        raise JobCancelled("cancelled")

    with monkeypatch.context() as patch:
        patch.setattr(BlindEngine, "run", run)
        click_separate(window)
        window.table["cancel"].trigger()
        qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert window.separation.result is None
    assert names(window) == ["Voice", "Accompaniment"]
    separate(qtbot, window)
    assert names(window) == ["Voice", "Accompaniment"]
    window.table["undo"].trigger()
    assert names(window) == []


def test_a_failed_run_leaves_the_sources_and_says_why(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_engine: BlindEngine, _request: SeparationRequest, _context: RunContext) -> SeparationResult:
        raise EngineError("it would not do")

    monkeypatch.setattr(BlindEngine, "run", run)
    separate(qtbot, window)
    assert "it would not do" in window.messages.text().lower()
    assert names(window) == ["Voice", "Accompaniment"]


def test_one_source_of_the_user_gets_a_stem_and_the_residual_is_the_rest(qtbot: QtBot, window: MainWindow) -> None:
    window.table["add_source"].trigger()
    QTest.keyClicks(window.mixer.strip("s1").findChild(QLineEdit), "Vocals")
    QTest.keyClick(window.mixer.strip("s1").findChild(QLineEdit), Qt.Key.Key_Return)
    assert names(window) == ["Vocals"]
    assert reason(window) == ""
    separate(qtbot, window)
    assert names(window) == ["Vocals"]
    assert window.playback.stem_ids == {"s1", "residual"}
    assert window.separation.result is not None
    assert np.abs(window.separation.result.residual.samples).max() > 0.01


def test_an_engine_that_has_to_be_told_says_what_to_do(window: MainWindow) -> None:
    combo = window.engine.findChild(QComboBox)
    assert combo is not None
    combo.setFocus()
    combo.setCurrentIndex(combo.findData("score-nmf"))
    combo.activated.emit(combo.currentIndex())
    assert "add a source" in reason(window).lower()
    assert not window.table["separate"].isEnabled()
    assert names(window) == []
    combo.setCurrentIndex(combo.findData(BLIND))
    assert window.table["separate"].isEnabled()


def test_a_score_that_is_still_read_is_waited_for(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blind_engine.install(monkeypatch)
    window = new_window(qtbot)
    seen: list[tuple[bool, int]] = []
    action = window.table["separate"]
    action.changed.connect(lambda: seen.append((action.isEnabled(), len(window.document.annotation.sources))))
    window.open(*write_song(tmp_path))
    qtbot.waitUntil(action.isEnabled, timeout=WAIT_MS)
    assert all(count == 2 for enabled, count in seen if enabled)
    assert window.engine.engine_id() == "score-nmf"


def test_names_are_typed_into_a_text_field_of_the_form(qtbot: QtBot, window: MainWindow) -> None:
    field = window.engine.form.control("accompaniment")
    assert isinstance(field, QLineEdit)
    assert (field.accessibleName(), field.placeholderText()) == ("Accompaniment", "Auto")
    field.setFocus()
    # keys that are shortcuts elsewhere are letters here
    QTest.keyClicks(field, "Bass, Gitarre 1")
    assert window.engine.parameters().accompaniment == "Bass, Gitarre 1"
    QTest.keyClick(field, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.separation.result is not None and not window.separation.is_running, timeout=WAIT_MS)
    settle(qtbot, window)
    assert window.separation.request is not None
    assert window.separation.request.parameters.accompaniment == "Bass, Gitarre 1"
    assert not window.playback.is_playing


def test_what_is_exported_says_that_nothing_was_said(qtbot: QtBot, window: MainWindow) -> None:
    separate(qtbot, window)
    kept = window.session.exporting._kept
    assert kept is not None
    assert kept.run.guidance == {"nothing_said": True}


def test_the_welcome_says_what_a_song_alone_will_do(qtbot: QtBot) -> None:
    window = new_window(qtbot)
    words = " ".join(found.text() for found in window.stage.empty.findChildren(QLabel))
    assert "voice and accompaniment" in words
