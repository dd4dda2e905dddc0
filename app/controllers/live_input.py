"""An input device that is split into voice and accompaniment on its way to the output device.

Owns the session of the core: it is started and ended beside the window, asked how it gets on, and mixed.
"""

from __future__ import annotations

import threading
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.bridge import IoLane, IoTask, Report
from core.errors import CoreError, PlaybackError
from core.live import LiveRequest, LiveSession, LiveState
from core.playback import ACCOMPANIMENT, VOICE, Levels, Player, Strip

_POLL_MS = 33
_TELL_EVERY = 30  # polls
_NAMES = {VOICE: "voice", ACCOMPANIMENT: "accompaniment"}


class LiveInput(QObject):
    """What comes from a device, split and heard at once."""

    running_changed = Signal(bool)
    levels_changed = Signal(object)  # core.playback.Levels; None: nothing is heard
    told = Signal(object)  # core.live.LiveState, about once a second
    failed = Signal(object)

    def __init__(self, lane: IoLane, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._player = lane, player
        self._strips: dict[str, Strip] = {}
        self._master_db = 0.0
        self._starter: _Start | None = None
        self._polls = 0
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._ask)
        self.output: str | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is heard, or about to be."""
        return self._starter is not None

    def start(self, device: str, output: str | None, network: str) -> None:
        """Split a device from now on, ``"name, host"``; ``output`` None is the system's choice."""
        self.stop()
        self.output = output
        strips = {name: self._strip(key) for key, name in _NAMES.items()}
        request = LiveRequest(device, output, network=network, strips=strips)
        self._starter = _Start(request, self._player)
        task = IoTask(self._starter, self.tr("Splitting an input device"))
        task.finished.connect(self._on_started)
        task.failed.connect(self._on_failed)
        self._lane.submit(task)
        self.running_changed.emit(True)

    def stop(self) -> None:
        """End it and give both devices back."""
        starter, self._starter = self._starter, None
        if starter is not None:
            self._poll.stop()
            starter.give_up()
            self._lane.submit(IoTask(_Stop(starter), self.tr("Ending the live split")))
            self.levels_changed.emit(None)
            self.running_changed.emit(False)

    def close(self) -> None:
        """End it now; the lane has ended before."""
        starter, self._starter = self._starter, None
        self._poll.stop()
        if starter is not None:
            starter.give_up()
            starter.stop()

    def give_up(self) -> None:
        """Let what is being started end as soon as it has."""
        if self._starter is not None:
            self._starter.give_up()

    def set_strip(self, key: str, strip: Strip) -> None:
        """Mix one of both parts."""
        self._strips[key] = strip
        self._apply(key)

    def set_master(self, gain_db: float) -> None:
        """Set how loud everything is."""
        if gain_db != self._master_db:
            self._master_db = gain_db
            for key in _NAMES:
                self._apply(key)

    def _strip(self, key: str) -> Strip:
        strip = self._strips.get(key, Strip())
        return replace(strip, gain_db=strip.gain_db + self._master_db)

    def _apply(self, key: str) -> None:
        session = self._starter.session if self._starter is not None else None
        if session is not None:
            strip = self._strip(key)
            session.set_strip(_NAMES[key], mute=strip.mute, solo=strip.solo, gain_db=strip.gain_db, pan=strip.pan)

    @Slot(object)
    def _on_started(self, starter: _Start) -> None:
        if starter is self._starter:
            # what was set meanwhile
            for key in _NAMES:
                self._apply(key)
            self._polls = 0
            self._poll.start()

    @Slot(object)
    def _on_failed(self, error: CoreError) -> None:
        if self._starter is not None and self._starter.has_failed:
            self.stop()
            self.failed.emit(error)

    @Slot()
    def _ask(self) -> None:
        session = self._starter.session if self._starter is not None else None
        if session is None:
            return
        state: LiveState = session.state()
        if state.ended:
            self.stop()
            if state.reason:
                self.failed.emit(PlaybackError(state.reason))
            return
        levels: Levels = state.levels
        strips = {key: levels.strips[name] for key, name in _NAMES.items() if name in levels.strips}
        self.levels_changed.emit(replace(levels, strips=strips))
        if self._polls % _TELL_EVERY == 0:
            self.told.emit(state)
        self._polls += 1


class _Start:
    """Starts a session, on the lane: devices and networks take their time."""

    def __init__(self, request: LiveRequest, player: Player) -> None:
        self._request, self._player = request, player
        self._given_up = threading.Event()
        self.session: LiveSession | None = None
        self.has_failed = False

    def __call__(self, _report: Report) -> _Start:
        if not self._given_up.is_set():
            # two streams of one program do not get on with every device
            self._player.rest()
            session = LiveSession(self._request)
            try:
                session.start()
            except CoreError:
                self.has_failed = True
                session.close()
                raise
            self.session = session
            if self._given_up.is_set():
                self.stop()
        return self

    def give_up(self) -> None:
        """Stop as soon as it has started."""
        self._given_up.set()

    def stop(self) -> None:
        """End the session, if there is one."""
        if self.session is not None:
            self.session.close()


class _Stop:
    def __init__(self, starter: _Start) -> None:
        self._starter = starter

    def __call__(self, _report: Report) -> None:
        self._starter.stop()
