"""The open song split live in the window: heard, mixed, left again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.controllers.separation import Separated
from app.main_window import MainWindow
from core.audio import Audio
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.rpca.engine import Rpca
from core.playback import ACCOMPANIMENT, LIVE, RESIDUAL, VOICE, Take
from core.playback.mixer import Choice, Mixer
from tests.app.live_fakes import FakeSession, split_without_devices
from tests.app.songs import RATE, write_song

WAIT_MS = 30_000
LEFT = Qt.MouseButton.LeftButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> list[FakeSession]:
    return split_without_devices(monkeypatch)


@pytest.fixture
def window(song_window: MainWindow, sessions: list[FakeSession]) -> MainWindow:
    """A window with a song of two sources and a version of their stems, which is heard."""
    window = song_window
    mixture = window.playback.mixture
    assert mixture is not None
    half, rest = Audio(mixture.samples / np.float32(2), RATE), Audio(np.zeros((2, mixture.length), np.float32), RATE)
    window.playback.set_takes({"1": Take({"s1": half, "s2": half, RESIDUAL: rest})}, "1")
    window.screen_state.on_result()
    window.playback.listen("stems")
    window.stage.take_focus()
    return window


@pytest.fixture
def live(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The same, split live."""
    press(qtbot, window, Qt.Key.Key_L, SHIFT)
    qtbot.waitUntil(lambda: window.playback.live_from == "song", timeout=WAIT_MS)
    return window


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    qtbot.keyClick(window.stage.spectrogram.canvas, key, keys)


def mixer(window: MainWindow) -> Mixer:
    feeder = window.playback.player._feeder
    assert feeder is not None
    return feeder.mixer


def words(window: MainWindow) -> str:
    return window.status.findChild(QLabel, "live_words").text()


def segment(window: MainWindow, what: str) -> QToolButton:
    return window.transport._listen.button(what)


def test_the_song_is_split_by_a_key_and_everything_is_back_afterwards(qtbot: QtBot, window: MainWindow) -> None:
    window.mixer.strip("s1").fader.setValue(-6)
    window.playback.listen("residual")
    window.playback.seek(1.0)
    before = window.mixer.mixes(), window.document.annotation, window.playback.stem_ids
    press(qtbot, window, Qt.Key.Key_L, SHIFT)
    qtbot.waitUntil(lambda: window.mixer.live.isVisible(), timeout=WAIT_MS)
    assert window.table["live"].isChecked()
    assert not window.mixer.strip("s1").isVisible()
    assert mixer(window).choice == Choice("stems", LIVE)
    press(qtbot, window, Qt.Key.Key_L, SHIFT)
    assert not window.mixer.live.isVisible()
    assert window.mixer.strip("s1").isVisible()
    assert (window.mixer.mixes(), window.document.annotation, window.playback.stem_ids) == before
    assert mixer(window).choice == Choice("residual", "1")
    assert segment(window, "residual").isChecked()
    assert window.timeline.playhead_s == pytest.approx(1.0, abs=1e-3)
    assert words(window) == ""


def test_both_parts_are_heard_while_it_plays_seeks_and_loops(qtbot: QtBot, live: MainWindow) -> None:
    voice, rest = (live.mixer.live.strip(key) for key in (VOICE, ACCOMPANIMENT))
    press(qtbot, live, Qt.Key.Key_Space)
    qtbot.waitUntil(
        lambda: min(voice.meter.ballistics.level_db, rest.meter.ballistics.level_db) > -50.0, timeout=WAIT_MS
    )
    assert rest.meter.ballistics.level_db > voice.meter.ballistics.level_db
    live.navigation.set_loop(0.2, 0.6)
    live.playback.seek(0.3)
    qtbot.waitUntil(lambda: 0.35 < live.timeline.playhead_s < 0.6, timeout=WAIT_MS)
    assert live.playback.is_playing
    press(qtbot, live, Qt.Key.Key_Space)
    assert not live.playback.is_playing
    position = live.playback.state().position
    samples = live.playback.mixture.samples[:, position : position + 4000]  # type: ignore[union-attr]
    np.testing.assert_allclose(mixer(live).render(position, 4000)[0], samples, atol=1e-6)


def test_scrubbing_hears_the_split(live: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int | None] = []
    scrub = live.playback.player.scrub
    monkeypatch.setattr(live.playback.player, "scrub", lambda sample: (heard.append(sample), scrub(sample)))
    live.playback.seek(0.5)
    ruler = live.stage.spectrogram.ruler
    y = ruler.height() - 8
    start, stop = (QPoint(round(ruler.x_of(time_s)), y) for time_s in (0.5, 1.5))
    QTest.mousePress(ruler, LEFT, PLAIN, start)
    for step in range(1, 5):
        QTest.mouseMove(ruler, start + (stop - start) * step / 4)
    assert heard[-1] == pytest.approx(1.5 * RATE, abs=0.02 * RATE)
    QTest.mouseRelease(ruler, LEFT, PLAIN, stop)
    assert live.playback.live_from == "song"


def test_keys_and_mouse_mix_the_parts_and_not_the_sources(qtbot: QtBot, live: MainWindow) -> None:
    before = live.mixer.mixes()
    press(qtbot, live, Qt.Key.Key_M)
    assert mixer(live).strip(VOICE).mute
    live.mixer.live.strip(ACCOMPANIMENT).fader.setFocus()
    for _ in range(4):
        qtbot.keyClick(live.mixer.live.strip(ACCOMPANIMENT).fader, Qt.Key.Key_Left)
    assert mixer(live).strip(ACCOMPANIMENT).gain_db == -2.0
    press(qtbot, live, Qt.Key.Key_S)
    assert mixer(live).strip(ACCOMPANIMENT).solo
    qtbot.mouseClick(live.mixer.live.strip(VOICE).solo, LEFT, SHIFT)
    assert [mixer(live).strip(key).solo for key in (VOICE, ACCOMPANIMENT)] == [True, False]
    press(qtbot, live, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert not mixer(live).strip(VOICE).mute
    assert not mixer(live).strip(VOICE).solo
    assert live.mixer.mixes() == before
    assert live.document.picked is not None


def test_a_mix_is_kept_until_the_next_time(qtbot: QtBot, live: MainWindow) -> None:
    press(qtbot, live, Qt.Key.Key_M)
    press(qtbot, live, Qt.Key.Key_L, SHIFT)
    press(qtbot, live, Qt.Key.Key_L, SHIFT)
    qtbot.waitUntil(lambda: live.playback.live_from == "song", timeout=WAIT_MS)
    assert live.mixer.live.strip(VOICE).mute.isChecked()
    assert mixer(live).strip(VOICE).mute


def test_the_song_is_compared_with_its_split_and_nothing_is_left_over(qtbot: QtBot, live: MainWindow) -> None:
    assert segment(live, "stems").isChecked()
    press(qtbot, live, Qt.Key.Key_X)
    assert mixer(live).choice == Choice()
    assert live.playback.live_from == "song"
    press(qtbot, live, Qt.Key.Key_X)
    assert mixer(live).choice == Choice("stems", LIVE)
    assert not segment(live, "residual").isEnabled()
    press(qtbot, live, Qt.Key.Key_X, SHIFT)
    assert mixer(live).choice == Choice("stems", LIVE)
    press(qtbot, live, Qt.Key.Key_X)
    press(qtbot, live, Qt.Key.Key_M)
    assert mixer(live).choice == Choice("stems", LIVE), "whoever mixes wants to hear it"


def test_the_split_is_as_loud_as_the_song_when_levels_are_matched(qtbot: QtBot, live: MainWindow) -> None:
    live.mixer.show_live("")
    live.playback.set_strip("s1", False, False, -12.0, 0.0)
    qtbot.waitUntil(lambda: live.matcher.gains_db.get(("mixture", ""), 0.0) < -1.0, timeout=WAIT_MS)
    match = live.playback.player._match
    assert match["stems", LIVE] == match["mixture", ""]


def test_a_chosen_version_is_heard_in_place_of_the_split(live: MainWindow) -> None:
    live.playback.listen_to_version("1")
    assert not live.table["live"].isChecked()
    assert mixer(live).choice == Choice("stems", "1")
    assert live.mixer.strip("s1").isVisible()


def test_stems_that_come_meanwhile_leave_the_split_alone(live: MainWindow) -> None:
    takes = dict(live.playback.takes)
    live.playback.set_takes({**takes, "2": takes["1"]}, "2")
    assert mixer(live).choice == Choice("stems", LIVE)
    assert live.table["live"].isChecked()
    live.table["live"].trigger()
    assert mixer(live).choice == Choice("stems", "2")


def test_a_separation_that_is_done_leaves_the_split_alone(live: MainWindow) -> None:
    mixture = live.playback.mixture
    assert mixture is not None
    request = SeparationRequest(mixture, live.document.annotation, Rpca.info.parameters())
    stems = tuple((source.id, mixture) for source in live.document.annotation.sources)
    live.session.separation.separated.emit(Separated(SeparationResult(stems, mixture), request, Rpca.info))
    assert live.session.versions.chosen is not None
    assert live.playback.live_from == "song"
    assert mixer(live).choice.take == LIVE


def test_another_song_ends_it(qtbot: QtBot, live: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    before = live.playback.mixture
    live.separation.forget()
    live.session.open(write_song(folder)[0], None)
    qtbot.waitUntil(lambda: live.playback.mixture is not before, timeout=WAIT_MS)
    assert not live.table["live"].isChecked()
    assert live.playback.live_from == ""
    assert mixer(live).choice == Choice()


def test_what_it_takes_is_told(qtbot: QtBot, live: MainWindow) -> None:
    live.playback.play()
    qtbot.waitUntil(lambda: "read ahead" in words(live), timeout=WAIT_MS)
    label = live.status.findChild(QLabel, "live_words")
    assert label.accessibleName().startswith("Live: in time with the song (its frame of 6")
    assert label.accessibleName().endswith("% of one core")
    assert label.property("kind") == "small"


def test_a_sound_that_breaks_off_is_told(qtbot: QtBot, live: MainWindow) -> None:
    feeder = live.playback.player._feeder
    assert feeder is not None
    feeder._underruns += 3
    live.live._tell_song()
    label = live.status.findChild(QLabel, "live_words")
    assert "the computer is too busy" in label.accessibleName()
    assert label.property("kind") == "warning"
    live.live._tell_song()
    assert label.property("kind") == "small"


def test_switching_off_while_the_network_is_loaded_leaves_all_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_L, SHIFT)
    press(qtbot, window, Qt.Key.Key_L, SHIFT)
    qtbot.wait(100)
    assert window.playback.live_from == ""
    assert mixer(window).choice == Choice("stems", "1")
    assert not window.mixer.live.isVisible()


def test_a_song_that_cannot_be_split_is_told(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.live.splitter.MAX_RATE", 8000)
    press(qtbot, window, Qt.Key.Key_L, SHIFT)
    qtbot.waitUntil(lambda: "cannot be split" in window.messages.text(), timeout=WAIT_MS)
    assert not window.table["live"].isChecked()
    assert words(window) == ""


def test_everything_has_a_name_and_is_reached_with_tab(window: MainWindow) -> None:
    widgets: list[QWidget] = [window.transport.live.button, window.transport.live.arrow]
    widgets += [window.transport.live.menu.list, window.transport.live.menu.network]
    for widget in widgets:
        assert widget.accessibleName()
        assert widget.toolTip()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
