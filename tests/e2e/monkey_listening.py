"""Moves of the monkey about versions and listening, and what has to be true of them at any time."""

from __future__ import annotations

import random
import time
from collections import deque
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.playback import LIVE
from tests.e2e.shaky_device import ShakyDesk

NAMES = ("", "Ü" * 300, "a\nb\tc", "🎹<b>&amp;</b>", "A", " ", "../..", "\u202eabc")
VERSION_WORDS = (
    "version_toggle version_1 version_2 version_3 version_9 version_preview version_rename version_note version_recipe "
    "version_go_on version_settings version_compare version_remove"
)
LISTENING_WORDS = (
    "play play_selection compare listen_residual match solo mute clear_mixes device reset_meters jog_back jog_forward "
    "jog_back_fine jog_forward_fine loop loop_in loop_out to_end to_start live live"
)
ACTIONS = (*VERSION_WORDS.split(), *LISTENING_WORDS.split())
FAST = ScoreNmfParameters(updates=3)


class ListeningMoves:
    """What a monkey does to versions and sound."""

    def __init__(self, rng: random.Random, done: deque[str], folder: Path) -> None:
        self.rng, self.done, self._folder = rng, done, folder
        self._desk = ShakyDesk(rng.randint(0, 10**9))

    def prepare(self, window: MainWindow) -> None:
        """Put shaky devices under a window."""
        window.playback.player._opener = self._desk.open

    def move(self, window: MainWindow) -> None:
        """Do one thing."""
        kinds = (
            (self._separate, 3), (self._act, 8), (self._listen, 4), (self._name, 2), (self._scrub, 4),
            (self._device, 2), (self._master, 2), (self._row, 4), (self._strip, 3), (self._forget_stems, 1),
            (self._deliver, 1),
        )  # fmt: skip
        self.rng.choices([kind for kind, _weight in kinds], [weight for _kind, weight in kinds])[0](window)

    def _separate(self, window: MainWindow) -> None:
        engine = self.rng.choice([info.id for info in window.separation.infos()])
        if engine == "score-nmf" and len(window.session.versions.facts) < 12:
            self.done.append("separate quickly")
            window.separation.start(engine, FAST)

    def _act(self, window: MainWindow) -> None:
        name = self.rng.choice(ACTIONS)
        if window.table[name].isEnabled():
            self.done.append(f"trigger {name}")
            window.table[name].trigger()

    def _listen(self, window: MainWindow) -> None:
        what = self.rng.choice(("mixture", "stems", "residual"))
        self.done.append(f"listen {what}")
        window.transport.listen_requested.emit(what)

    def _name(self, window: MainWindow) -> None:
        facts = window.session.versions.facts
        if facts:
            one = self.rng.choice(facts).id
            call = self.rng.choice((window.session.versions.rename, window.session.versions.annotate))
            self.done.append(f"{call.__name__} {one}")
            call(one, self.rng.choice(NAMES))

    def _scrub(self, window: MainWindow) -> None:
        time_s = self.rng.choice((None, self.rng.uniform(-1.0, 1.1) * window.timeline.length_s))
        self.done.append(f"scrub {time_s}")
        window.stage.scrub_requested.emit(time_s)

    def _device(self, window: MainWindow) -> None:
        self.done.append("device")
        menu = window.transport.device.menu_of_devices
        if self.rng.random() < 0.5:
            menu.device_chosen.emit(self.rng.choice(("", "no such, ALSA", "Shaky")))
        else:
            menu.offset_changed.emit(self.rng.randint(-500, 500))

    def _master(self, window: MainWindow) -> None:
        window.mixer.master.gain_changed.emit(self.rng.choice((-60.0, 0.0, 6.0, float("-inf"))))

    def _strip(self, window: MainWindow) -> None:
        ids = [*window.playback.stem_ids, *(one.id for one in window.document.annotation.sources), "no such"]
        mute, solo = self.rng.random() < 0.3, self.rng.random() < 0.3
        window.mixer.mixed.emit(self.rng.choice(sorted(ids)), mute, solo, self.rng.uniform(-70.0, 12.0), 0.3)

    def _row(self, window: MainWindow) -> None:
        rows = window.side.versions.list
        if rows.count() and rows.isVisible():
            rows.setFocus()
            key = self.rng.choice((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Delete))
            self.done.append(f"{key.name} in the versions")
            QTest.keyClick(QApplication.focusWidget() or rows, key)

    def _forget_stems(self, window: MainWindow) -> None:
        versions = window.session.versions
        versions.room_bytes = self.rng.choice((0, 2**20, 2**32))
        self.done.append(f"room for {versions.room_bytes} bytes of stems")

    def _deliver(self, window: MainWindow) -> None:
        name = self.rng.choice(("export", "evaluate"))
        if window.table[name].isEnabled():
            self.done.append(f"trigger {name}")
            window.table[name].trigger()


def check_listening(window: MainWindow) -> None:
    """Look whether window, player and project tell the same of versions and sound."""
    playback, versions = window.playback, window.session.versions
    ids = [facts.id for facts in versions.facts]
    assert len(set(ids)) == len(ids)
    assert versions.chosen is None or versions.chosen in ids
    assert versions.before is None or versions.before in ids
    rows = window.side.versions.list
    shown = [rows.row_at(place) for place in range(rows.count())]
    assert [row.id for row in shown if row.letter] == ids
    assert playback.heard_take in ("", *playback.takes)
    assert set(playback.takes) == set(versions.takes())
    assert playback.heard_take or playback.live_from or playback.listening == "mixture"
    assert window.mixer.is_live == bool(playback.live_from)
    assert window.table["live"].isChecked() or not playback.live_from
    assert 0.0 <= window.timeline.playhead_s <= window.timeline.length_s
    player = playback.player
    if playback.mixture is not None:
        assert player._thread is not None
        assert player._thread.is_alive()
        assert player._feeder is not None
        assert player._feeder.mixer.sources.mixture is playback.mixture
        choice = player._feeder.mixer.choice
        take = LIVE if playback.live_from == "song" else playback.heard_take
        assert (choice.what, choice.take) == (playback.listening, take if playback.listening != "mixture" else "")
        assert set(player._feeder.mixer.sources.takes) - {LIVE} == set(playback.takes)
        for source_id, strip in playback.strips.items():
            assert player._feeder.mixer.strip(source_id) == strip, source_id
    else:
        assert not player.state().playing


def check_stored(window: MainWindow, patience_s: float = 20.0) -> None:
    """Look, once nothing is under way, whether the project has the versions that are shown, and no others."""
    end = time.monotonic() + patience_s
    while window.session.work.is_busy and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)
    QApplication.processEvents()
    versions, project = window.session.versions, window.document.project
    if project.path is None or window.playback.mixture is None or window.session.work.is_busy:
        return
    shelf = [versions.get(facts.id) for facts in versions.facts]
    shown = {one.stored_id for one in shelf if one is not None and one.stored_id is not None}
    stored = {facts.id: facts for facts in project.versions()}
    assert set(stored) == shown, (set(stored), shown)
    for one in shelf:
        if one is not None and one.stored_id is not None:
            told = stored[one.stored_id]
            assert (told.name, told.note) == (one.facts.name, one.facts.note)
