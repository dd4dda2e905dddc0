"""From a device or a file to a device or a file, split on the way."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.errors import AudioReadError, LiveError
from core.live import LiveRequest, LiveSession, Strip
from tests.core.live_cases import BandNetwork, SteadyNetwork, noise

RATE = 16000


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


def test_a_file_becomes_files_that_begin_where_it_begins(song, tmp_path):
    out = tmp_path / "mix.wav"
    session = whole(LiveSession(LiveRequest(song, out, stems=tmp_path), SteadyNetwork(0.25)))
    sound = read(song)
    np.testing.assert_allclose(read(out), sound, rtol=0, atol=1e-7)
    np.testing.assert_allclose(read(tmp_path / "voice.wav"), 0.25 * sound, rtol=0, atol=1e-6)
    np.testing.assert_allclose(read(tmp_path / "accompaniment.wav"), 0.75 * sound, rtol=0, atol=1e-6)
    state = session.state()
    assert (state.running, state.ended, state.reason) == (False, True, "")
    assert state.position_s == state.length_s == len(sound) / RATE
    assert (state.frame_s, state.device_s, state.latency_s) == (0.064, 0.0, 0.064)
    assert 0.0 < state.mean_load < 1.0
    assert state.worst_block_s > 0.0
    assert state.levels.strips["voice"] < state.levels.strips["accompaniment"] < 0.0


def test_faders_shape_what_is_heard_and_leave_the_stems(song, tmp_path):
    out = tmp_path / "mix.flac"
    request = LiveRequest(song, out, stems=tmp_path, strips={"voice": Strip(mute=True)})
    whole(LiveSession(request, SteadyNetwork(0.25)))
    np.testing.assert_allclose(read(out), 0.75 * read(song), rtol=0, atol=1e-6)
    np.testing.assert_allclose(read(tmp_path / "voice.wav"), 0.25 * read(song), rtol=0, atol=1e-6)


def test_only_so_much_is_split(song, tmp_path):
    whole(LiveSession(LiveRequest(song, stems=tmp_path, is_heard=False, seconds=0.5), SteadyNetwork()))
    assert len(read(tmp_path / "voice.wav")) == RATE // 2
    np.testing.assert_allclose(read(tmp_path / "voice.wav"), 0.3 * read(song)[: RATE // 2], rtol=0, atol=1e-6)


def test_a_song_that_is_over_before_the_first_frame_is_whole(tmp_path):
    soundfile.write(tmp_path / "short.wav", noise(20, 1), RATE, "FLOAT")
    whole(LiveSession(LiveRequest(tmp_path / "short.wav", tmp_path / "out.wav"), BandNetwork(3, 90)))
    np.testing.assert_allclose(read(tmp_path / "out.wav"), noise(20, 1), rtol=0, atol=1e-7)


def test_what_is_stopped_is_finished(tmp_path):
    soundfile.write(tmp_path / "long.wav", noise(60 * RATE, 1), RATE, "FLOAT")

    class Slow(SteadyNetwork):
        reached = threading.Event()

        def step(self, magnitudes, mask):
            super().step(magnitudes, mask)
            if self.steps > 60:
                self.reached.set()
                stopped.wait(10.0)

    stopped = threading.Event()
    session = LiveSession(LiveRequest(tmp_path / "long.wav", tmp_path / "out.wav"), Slow())
    session.start()
    assert Slow.reached.wait(10.0)
    assert session.state().running
    session._stopping.set()
    stopped.set()
    session.stop()
    out = read(tmp_path / "out.wav")
    assert 0 < len(out) == round(session.state().position_s * RATE) < 60 * RATE
    np.testing.assert_allclose(out, noise(60 * RATE, 1)[: len(out)], rtol=0, atol=1e-7)
    session.stop()


def test_what_cannot_be_begun_leaves_nothing_behind(song, tmp_path):
    with pytest.raises(AudioReadError, match="no such file"):
        LiveSession(LiveRequest(tmp_path / "none.wav", tmp_path / "out.wav"), SteadyNetwork()).start()
    (tmp_path / "accompaniment.wav").write_bytes(b"mine")
    with pytest.raises(LiveError, match=r"accompaniment\.wav exists already"):
        LiveSession(LiveRequest(song, tmp_path / "out.wav", stems=tmp_path), SteadyNetwork()).start()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["accompaniment.wav", "song.wav"]


def test_a_file_that_can_no_longer_be_written_ends_it_in_words(song, tmp_path, monkeypatch):
    from core.live import recording

    write, count = recording._WaveFile.write, [0]

    def full(self, block):
        count[0] += 1
        if count[0] > 20:
            raise OSError(28, "No space left on device")
        write(self, block)

    monkeypatch.setattr(recording._WaveFile, "write", full)
    session = whole(LiveSession(LiveRequest(song, tmp_path / "out.wav"), SteadyNetwork()))
    assert "out.wav: no more can be written (No space left on device)" in session.state().reason
    out = read(tmp_path / "out.wav")
    assert len(out) > 5000
    np.testing.assert_allclose(out, read(song)[: len(out)], rtol=0, atol=1e-7)
