"""Sound devices as ends of a live split, in real time."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.errors import CoreError, PlaybackError
from core.live import LiveRequest, LiveSession, opening
from core.live import devices as live_devices
from core.playback import portaudio
from tests.core.live_cases import SteadyNetwork, noise
from tests.core.live_devices import FakeSound

RATE = 16000


@pytest.fixture
def system(monkeypatch) -> FakeSound:
    fake = FakeSound(noise(60 * RATE, 2))
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    monkeypatch.setitem(sys.modules, "rtmixer", None)
    return fake


@pytest.fixture
def song(tmp_path) -> Path:
    soundfile.write(tmp_path / "song.wav", noise(RATE + 77, 2), RATE, "FLOAT")
    return tmp_path / "song.wav"


def whole(session: LiveSession) -> LiveSession:
    session.start()
    try:
        assert session.wait(20.0)
    finally:
        session.close()
    return session


def read(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="float32", always_2d=True)[0]


def near(heard: np.ndarray, sound: np.ndarray, atol: float = 1e-6) -> int:
    """Check that the sound is in what was heard, and return where."""
    begin = int(np.flatnonzero(np.abs(heard).max(axis=1) > 1e-4)[0])
    wanted = int(np.flatnonzero(np.abs(sound).max(axis=1) > 1e-4)[0])
    count = min(len(heard) - begin, len(sound) - wanted)
    np.testing.assert_allclose(heard[begin : begin + count], sound[wanted : wanted + count], rtol=0, atol=atol)
    return begin - wanted


def test_a_file_is_heard_in_real_time(song, system):
    session = whole(LiveSession(LiveRequest(song, "loudspeaker"), SteadyNetwork()))
    heard = system.heard()
    near(heard[: RATE + 77], read(song))
    state = session.state()
    assert state.underruns == 0
    # a frame, 0.1 s that waits at most, and the device's own
    assert 0.01 < state.device_s < 0.13
    assert (state.input, state.output, state.reason) == ("song.wav", "loudspeaker", "")
    assert [stream.kind for stream in system.streams] == ["output"]


def test_one_device_is_heard_through_itself(system):
    session = LiveSession(LiveRequest("interface", "interface"), SteadyNetwork())
    session.start()
    session.wait(1.0)
    state = session.state()
    session.set_strip("voice", solo=True)
    session.wait(0.3)
    session.stop()
    assert [stream.kind for stream in system.streams] == ["duplex"]
    assert state.running
    assert (state.rate, state.channels) == (RATE, 2)
    heard = system.heard()
    if not state.underruns:
        late = near(heard[: RATE // 2], system.sound)
        # what the callbacks see: a frame and the ring between them; the rest is the device's own
        assert late / RATE == pytest.approx(state.latency_s - 0.03, abs=0.012)
    assert not heard[-1].any()


def test_two_devices_have_two_streams_and_their_drift_is_corrected(system, monkeypatch):
    monkeypatch.setattr("core.live.drift._SETTLE_S", 0.2)
    monkeypatch.setattr("core.live.drift._MEASURE_S", 0.3)
    system.output_speed = 0.99
    tone = 0.2 * np.sin(2 * np.pi * 200 * np.arange(60 * RATE) / RATE)
    system.sound = np.stack([tone, tone], axis=1).astype(np.float32)
    session = LiveSession(LiveRequest("microphone", "loudspeaker"), SteadyNetwork())
    session.start()
    session.wait(3.0)
    state = session.state()
    session.stop()
    assert [stream.kind for stream in system.streams] == ["input", "output"]
    assert (state.channels, state.reason) == (1, "")
    # a hundredth of what was heard meanwhile
    assert 50 < state.corrections < 1000
    heard = system.heard()
    assert np.array_equal(heard[:, 0], heard[:, 1])
    if not state.underruns:
        sounding = heard[RATE : 2 * RATE, 0]
        # no click: nothing is steeper than the tone
        assert np.abs(np.diff(sounding)).max() < 1.2 * 0.2 * 2 * np.pi * 200 / RATE


def test_a_device_is_recorded_until_it_is_stopped(system, tmp_path):
    session = LiveSession(LiveRequest("interface", tmp_path / "out.wav", stems=tmp_path), SteadyNetwork())
    session.start()
    session.wait(0.5)
    session.stop()
    out = read(tmp_path / "out.wav")
    assert len(out) == round(session.state().position_s * RATE) > 0.2 * RATE
    near(out, system.sound)
    np.testing.assert_allclose(
        read(tmp_path / "voice.wav") + read(tmp_path / "accompaniment.wav"), out, rtol=0, atol=1e-6
    )


def test_a_device_that_goes_away_ends_it_in_words_and_the_file_is_whole(system, tmp_path, monkeypatch):
    monkeypatch.setattr(live_devices, "_GONE_S", 0.2)
    monkeypatch.setattr(live_devices, "_SLOW_START_S", 0.5)
    session = LiveSession(LiveRequest("microphone", tmp_path / "out.wav"), SteadyNetwork())
    session.start()
    session.wait(1.0)
    system.gone.add("input")
    assert session.wait(5.0)
    session.close()
    assert session.state().reason.startswith("microphone gives no more sound; connect it again")
    near(read(tmp_path / "out.wav"), system.sound[:, :1])


def test_a_loudspeaker_that_goes_away_ends_it_in_words(system, tmp_path, monkeypatch):
    monkeypatch.setattr(live_devices, "_GONE_S", 0.2)
    monkeypatch.setattr(live_devices, "_SLOW_START_S", 0.5)
    soundfile.write(tmp_path / "long.wav", noise(60 * RATE, 1), RATE, "FLOAT")
    session = LiveSession(LiveRequest(tmp_path / "long.wav", "loudspeaker"), SteadyNetwork())
    session.start()
    session.wait(1.0)
    system.gone.add("output")
    assert session.wait(5.0)
    session.close()
    assert session.state().reason.startswith("loudspeaker takes no more sound")


def test_a_device_at_another_rate_gets_the_sound_at_its_own(song, system):
    system.rates["output"] = (48000,)
    system.rate = 48000
    whole(LiveSession(LiveRequest(song, "loudspeaker"), SteadyNetwork()))
    heard = system.heard()
    loud = np.flatnonzero(np.abs(heard).max(axis=1) > 0.02)
    assert (loud[-1] - loud[0]) / 48000 == pytest.approx(len(read(song)) / RATE, abs=0.01)
    assert system.streams[0].rate == 48000


def test_devices_that_cannot_be_used_are_said(song, system, tmp_path):
    with pytest.raises(PlaybackError, match="there is no device nothing to record from"):
        LiveSession(LiveRequest("nothing", tmp_path / "out.wav"), SteadyNetwork()).start()
    system.is_busy = True
    for request in (LiveRequest(song, None), LiveRequest("microphone", tmp_path / "out.wav")):
        with pytest.raises(CoreError, match=r"cannot be used \(Device unavailable\); close the program"):
            LiveSession(request, SteadyNetwork()).start()
    assert [path.name for path in tmp_path.iterdir()] == ["song.wav"]


def test_what_came_before_it_could_be_split_makes_nothing_later(system):
    class Stalling(SteadyNetwork):
        """Does nothing for a while, as on a machine that is busy."""

        def step(self, magnitudes, mask):
            super().step(magnitudes, mask)
            if self.steps in (30, 60):
                time.sleep(0.4)

    session = LiveSession(LiveRequest("interface", "interface"), Stalling())
    session.start()
    session.wait(3.0)
    state = session.state()
    session.stop()
    assert state.underruns >= 1
    assert state.device_s < 0.2


def test_a_device_is_found_again_where_somebody_has_looked_for_devices(system, monkeypatch):
    output = opening.device_output("loudspeaker", RATE, 2, 512)
    moved = {"name": "loudspeaker", "index": 7, "hostapi": 0, "max_input_channels": 0, "max_output_channels": 2}
    monkeypatch.setattr(system, "query_devices", lambda *_, **__: [moved])
    monkeypatch.setattr(portaudio, "beginnings", lambda: -1)
    asked: list[object] = []
    monkeypatch.setattr(system, "OutputStream", lambda **options: asked.append(options["device"]) or Silent())
    output.start()
    output.close()
    assert asked == [7]


class Silent:
    """A stream that does nothing."""

    active, latency = True, 0.01

    def start(self) -> None: ...

    def close(self, ignore_errors: bool = True) -> None: ...
