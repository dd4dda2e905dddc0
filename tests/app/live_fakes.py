"""A network, devices and a session with a device, for tests of the live split."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.errors import PlaybackError
from core.live import LiveRequest, LiveState
from core.playback import Device, Levels, Strip

MICROPHONE = "USB Microphone, ALSA"
INPUTS = (
    Device("USB Microphone", "ALSA", 1, 48000, True),
    Device("Line in", "JACK Audio Connection Kit", 2, 44100, False),
)


class QuarterNetwork:
    """Calls a quarter of everything the voice."""

    bins, lookahead = 513, 0

    def reset(self) -> None:
        pass

    def step(self, magnitudes: np.ndarray, mask: np.ndarray) -> None:
        mask.fill(0.25)


class FakeSession:
    """Remembers what it was asked; its state is what a test says."""

    made: list[FakeSession]
    refuses: str

    def __init__(self, request: LiveRequest) -> None:
        self.request = request
        self.strips = dict(request.strips)
        self.now = LiveState()
        self.is_closed = False
        FakeSession.made.append(self)

    def start(self) -> None:
        if FakeSession.refuses:
            raise PlaybackError(FakeSession.refuses)
        self.now = LiveState(
            running=True,
            input="USB Microphone",
            output="system",
            frame_s=0.064,
            device_s=0.010,
            load=0.06,
            worst_block_share=0.2,
            levels=Levels({"voice": -12.0, "accompaniment": -6.0}, -5.0, -5.0, -5.0),
        )

    def close(self) -> None:
        self.is_closed = True
        self.now = replace(self.now, running=False, ended=True)

    def set_strip(self, name: str, *, mute: bool, solo: bool, gain_db: float, pan: float) -> None:
        self.strips[name] = Strip(mute, solo, gain_db, pan)

    def state(self) -> LiveState:
        return self.now


def split_without_devices(monkeypatch: pytest.MonkeyPatch) -> list[FakeSession]:
    """Split without a trained network and without devices; return the sessions with devices as they are made."""
    FakeSession.made, FakeSession.refuses = [], ""
    monkeypatch.setattr("app.controllers.live.load_network", lambda name: QuarterNetwork())
    monkeypatch.setattr("app.controllers.live.names", lambda: ("quarter",))
    monkeypatch.setattr("app.controllers.live.default_name", lambda: "quarter")
    monkeypatch.setattr("app.controllers.live.load", lambda: None)
    monkeypatch.setattr("app.controllers.live.devices", lambda kind: INPUTS)
    monkeypatch.setattr("app.controllers.live_input.LiveSession", FakeSession)
    return FakeSession.made
