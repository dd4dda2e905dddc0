"""Where the sound goes: the chosen device, its offset, the master; and what is to be said when there is no sound.

Owns what of that is remembered between two starts. Plays nothing itself.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.bridge import IoLane, IoTask, Report
from app.controllers.playback import PlaybackController
from app.controllers.settings import settings
from app.i18n import core_words
from app.views.controls import LOUDEST_DB
from app.views.device_menu import LARGEST_OFFSET_MS, DeviceButton
from app.views.master_meter import MasterStrip
from core.playback import Device, devices
from core.playback.output import look_again_for_devices

_DEVICE, _OFFSET, _MASTER = "sound/device", "sound/offset_ms", "sound/master_db"
_QUIET_MS = 500
# so long the status line tells it; the button of the device goes on saying it
_TROUBLE_MS, _GOOD_NEWS_MS = 15_000, 6_000


class SoundOutput(QObject):
    """The user's choices about the sound device."""

    said = Signal(str)  # for the status line; empty: no longer
    changed = Signal()  # another device, or another gain of everything

    def __init__(
        self,
        playback: PlaybackController,
        button: DeviceButton,
        master: MasterStrip,
        lane: IoLane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback, self._button, self._menu = playback, button, button.menu_of_devices
        self._lane = lane
        self._task: IoTask | None = None
        self._found: tuple[Device, ...] | None = None
        self._reason = ""
        self._forget = QTimer(self, singleShot=True)
        self._forget.timeout.connect(self._on_told)
        self._device = str(settings().value(_DEVICE, ""))
        self._offset_ms = round(min(max(-LARGEST_OFFSET_MS, _number(_OFFSET)), LARGEST_OFFSET_MS))
        self._master_db = min(LOUDEST_DB, _number(_MASTER))
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self.store)
        playback.player.set_device(self._device or None)
        playback.player.set_offset(self._offset_ms / 1000)
        playback.player.set_master(self._master_db)
        master.show_gain(self._master_db)
        self._menu.show_offset(self._offset_ms)
        master.gain_changed.connect(self._set_master)
        self._menu.opened.connect(self._on_opened)
        self._menu.device_chosen.connect(self._choose)
        self._menu.look_requested.connect(self._look_again)
        self._menu.offset_changed.connect(self._set_offset)
        playback.device_changed.connect(self._on_device)
        playback.playing_changed.connect(self._on_playing)

    @property
    def device(self) -> str | None:
        """The chosen device as "name, host"; None for the system's choice."""
        return self._device or None

    @property
    def master_db(self) -> float:
        """The gain of everything."""
        return self._master_db

    @Slot()
    def store(self) -> None:
        """Remember the choices."""
        self._quiet.stop()
        kept = settings()
        for key, value in ((_DEVICE, self._device), (_OFFSET, self._offset_ms), (_MASTER, str(self._master_db))):
            kept.setValue(key, value)

    @Slot(float)
    def _set_master(self, gain_db: float) -> None:
        self._master_db = gain_db
        self._playback.player.set_master(gain_db)
        self._quiet.start()
        self.changed.emit()

    @Slot(int)
    def _set_offset(self, offset_ms: int) -> None:
        self._offset_ms = offset_ms
        self._playback.player.set_offset(offset_ms / 1000)
        self._show_state()
        self._quiet.start()

    @Slot(str)
    def _choose(self, device: str) -> None:
        self._device = device
        self._playback.player.set_device(device or None)
        self._menu.show_devices(self._found, device)
        self._quiet.start()
        self.changed.emit()

    @Slot()
    def _on_opened(self) -> None:
        self._menu.show_devices(self._found, self._device)
        self._show_state()
        self._list_devices(_Look(again=False))

    @Slot()
    def _look_again(self) -> None:
        """Let the player's thread look, which knows what plays; without a song nothing does."""
        if self._playback.mixture is not None:
            self._playback.player.set_device(self._device or None)
        else:
            self._list_devices(_Look(again=True))

    def _list_devices(self, look: _Look) -> None:
        if self._task is None or self._task.is_done:
            self._task = IoTask(look, self.tr("Looking for devices"))
            self._task.finished.connect(self._on_found)
            self._lane.submit(self._task)

    @Slot(object)
    def _on_found(self, found: tuple[Device, ...]) -> None:
        self._found = found
        if self._menu.isVisible():
            self._menu.show_devices(found, self._device)

    @Slot(bool, str, str)
    def _on_device(self, works: bool, name: str, reason: str) -> None:
        self._button.show_device(works, name, _sentence(reason))
        if self._menu.isVisible():
            self._show_state()
            self._list_devices(_Look(again=False))
        if reason != self._reason:
            came_back = bool(self._reason) and not reason
            self._reason = reason
            if came_back:
                self._say(self.tr("Sound is back: {0}").format(name), _GOOD_NEWS_MS)
            else:
                self._say_trouble()

    @Slot(bool)
    def _on_playing(self, playing: bool) -> None:
        if playing and self._reason:
            self._say_trouble()

    def _say_trouble(self) -> None:
        self._say(_sentence(self._reason), _TROUBLE_MS)

    def _say(self, words: str, for_ms: int) -> None:
        self._forget.start(for_ms)
        self.said.emit(words)

    @Slot()
    def _on_told(self) -> None:
        self.said.emit("")

    def _show_state(self) -> None:
        state = self._playback.state()
        self._menu.show_state(_sentence(state.reason), state.device, state.rate, state.latency_s)


class _Look:
    """Finds the devices, on the io lane: loading the sound system may take seconds."""

    def __init__(self, again: bool) -> None:
        self._again = again

    def __call__(self, _report: Report) -> tuple[Device, ...]:
        if self._again:
            look_again_for_devices()
        return devices()


def _sentence(reason: str) -> str:
    words = core_words(reason)
    return words[:1].upper() + words[1:]


def _number(key: str) -> float:
    """Return what is remembered, or 0 where it is no number."""
    try:
        number = float(str(settings().value(key, 0.0)))
    except ValueError:
        return 0.0
    return 0.0 if math.isnan(number) else number
