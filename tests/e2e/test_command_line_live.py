"""Live separation, as scripts and terminals ask for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.engines.unrolled import weights
from core.playback import portaudio
from tests.core.live_cases import SteadyNetwork, noise
from tests.e2e.command_line import environment, fails, files, stembrush

RATE = 16000


@pytest.fixture
def song(tmp_path) -> Path:
    soundfile.write(tmp_path / "söng.wav", noise(2 * RATE + 11, 2), RATE, "FLOAT")
    return tmp_path / "söng.wav"


@pytest.fixture(autouse=True)
def networks(monkeypatch) -> list[str]:
    """A network that takes 0.3 of everything; returns the names that were asked for."""
    asked: list[str] = []

    def load(name: str) -> SteadyNetwork:
        asked.append(name)
        return SteadyNetwork()

    monkeypatch.setattr(weights, "load_network", load)
    return asked


def read(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="float32", always_2d=True)[0]


def test_a_song_is_split_into_files_that_sum_to_it(song, tmp_path, networks):
    out = tmp_path / "new" / "stems"
    ended = stembrush("live", "--input", song, "--output", tmp_path / "mix.flac", "--stems", out)
    assert (ended.code, ended.err) == (0, "")
    sound = read(song)
    np.testing.assert_allclose(read(tmp_path / "mix.flac"), sound, rtol=0, atol=2.0**-22)
    voice, accompaniment = read(out / "voice.wav"), read(out / "accompaniment.wav")
    np.testing.assert_allclose(voice + accompaniment, sound, rtol=0, atol=1e-6)
    np.testing.assert_allclose(voice, 0.3 * sound, rtol=0, atol=1e-6)
    assert networks == [weights.default_name()]
    assert [line.rsplit(": ")[-1] for line in ended.out.splitlines()[:3]] == ["2.0 s"] * 3
    assert ended.out.splitlines()[-1].startswith("latency 64 ms = frame; ")
    assert "% of one core; worst block" in ended.out


def test_faders_and_the_end_are_chosen(song, tmp_path):
    sound = read(song)
    for name, options, gain in (
        ("a.wav", ["--stem", "voice"], 0.3),
        ("b.wav", ["--voice=-inf"], 0.7),
        ("c.wav", ["--voice", "-20", "--accompaniment", "6.0206"], 0.03 + 1.4),
    ):
        ended = stembrush("live", "--input", song, "--output", tmp_path / name, "--seconds", "0.5", *options)
        assert ended.code == 0
        np.testing.assert_allclose(read(tmp_path / name), gain * sound[: RATE // 2], rtol=0, atol=1e-5)


def test_json_tells_everything(song, tmp_path):
    ended = stembrush("live", "--input", song, "--stems", tmp_path, "--json", "--quiet")
    assert (ended.code, ended.err, ended.progress) == (0, "", ())
    told = json.loads(ended.out)
    assert told["files"] == [str(tmp_path / "voice.wav"), str(tmp_path / "accompaniment.wav")]
    assert (told["end"], told["rate"], told["channels"]) == ("whole", RATE, 2)
    assert told["latency_s"] == {"whole": 0.064, "frame": 0.064, "device": 0.0}
    assert 0 < told["share_of_one_core"] < 1
    assert told["network"] == weights.default_name()
    assert told["worst_block"]["seconds"] > 0


def test_samples_that_are_no_numbers_are_told(song, tmp_path):
    broken = read(song)
    broken[100:103, 0] = np.nan
    soundfile.write(tmp_path / "broken.wav", broken, RATE, "FLOAT")
    ended = stembrush("live", "--input", tmp_path / "broken.wav", "--output", tmp_path / "out.wav")
    assert (ended.code, ended.err) == (
        0, "stembrush live: warning: 3 samples were no numbers; silence took their place\n"
    )  # fmt: skip
    assert np.isfinite(read(tmp_path / "out.wav")).all()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["--input", "--list"]),
        (["--input", "none.wav"], ["--input: none.wav", "no such file"]),
        (["--input", "SONG", "--output", "a.mp3"], ["a.mp3", ".wav, .flac"]),
        (["--input", "SONG", "--output", "none/a.wav"], ["--output", "folder that exists"]),
        (["--input", "SONG", "--output", "SONG"], ["is the input itself"]),
        (["--input", "SONG", "--output", "there.wav"], ["there.wav", "--overwrite"]),
        (["--input", "SONG", "--stems", "stems"], ["voice.wav", "--overwrite"]),
        (["--input", "SONG", "--stems", "there.wav"], ["is not a folder"]),
        (["--input", "text.wav", "--output", "a.wav"], ["text.wav"]),
        (["--input", ".", "--output", "a.wav"], ["this is a folder"]),
        (["--input", "SONG", "--output", "a.wav", "--network", "deep"], ["--network", "deep"]),
        (["--input", "SONG", "--output", "a.wav", "--voice", "loud"], ["--voice", "'loud'"]),
        (["--input", "SONG", "--output", "a.wav", "--voice", "nan"], ["--voice"]),
        (["--input", "SONG", "--output", "a.wav", "--accompaniment", "99"], ["24 dB"]),
        (["--input", "SONG", "--output", "a.wav", "--seconds", "0"], ["--seconds"]),
        (["--input", "SONG", "--output", "a.wav", "--stem", "drums"], ["--stem"]),
        (["--input", "SONG", "--output", ""], ["--output", "empty"]),
    ],
)
def test_what_makes_no_sense_is_refused_before_the_work(arguments, words, song, tmp_path, networks):
    (tmp_path / "there.wav").write_bytes(b"mine")
    (tmp_path / "text.wav").write_text("no sound at all")
    (tmp_path / "stems").mkdir()
    (tmp_path / "stems" / "voice.wav").write_bytes(b"mine")
    before = files(tmp_path)
    given = [str(song) if one == "SONG" else one for one in arguments]
    fails(stembrush("live", *given, folder=tmp_path), *words)
    assert files(tmp_path) == before


def test_files_are_replaced_when_that_is_said(song, tmp_path):
    (tmp_path / "out.wav").write_bytes(b"mine")
    assert stembrush("live", "--input", song, "--output", tmp_path / "out.wav", "--overwrite").code == 0
    assert len(read(tmp_path / "out.wav")) == 2 * RATE + 11


def test_a_folder_for_stems_is_gone_where_nothing_was_split(tmp_path):
    (tmp_path / "text.wav").write_text("no sound at all")
    fails(stembrush("live", "--input", tmp_path / "text.wav", "--stems", tmp_path / "a" / "b"), "text.wav")
    assert files(tmp_path) == ["text.wav"]


def test_devices_are_listed(monkeypatch):
    found = (portaudio.Device("card", "ALSA", 2, 48000, True), portaudio.Device("radio", "ALSA", 1, 8000, False))
    monkeypatch.setattr(portaudio, "load", lambda: None)
    monkeypatch.setattr(portaudio, "devices", lambda kind: found if kind == "input" else ())
    ended = stembrush("live", "--list")
    assert (ended.code, ended.out.splitlines()) == (
        0,
        [
            "input   card, ALSA  2 channels  48000 Hz  default",
            "input   radio, ALSA  1 channel  8000 Hz",
            "output  none",
        ],
    )
    told = json.loads(stembrush("live", "--list", "--json").out)
    assert told["inputs"][0] == {"name": "card", "host": "ALSA", "channels": 2, "rate": 48000, "is_default": True}
    assert told["outputs"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for one process")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_is_interrupted_is_kept(number, code, tmp_path):
    song, out = tmp_path / "long.wav", tmp_path / "out.wav"
    soundfile.write(song, noise(600 * RATE, 1), RATE, "PCM_16")
    command = [sys.executable, "-m", "app", "live", "--input", str(song), "--output", str(out)]
    running = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 60.0
        while not any(path.stat().st_size > 500_000 for path in tmp_path.glob(".out-unfinished*")):
            assert running.poll() is None, running.communicate()
            assert time.monotonic() < until
            time.sleep(0.02)
        os.kill(running.pid, number)
        said, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == code
    sound = read(out)
    assert 100_000 < len(sound) < 600 * RATE
    np.testing.assert_allclose(sound, noise(600 * RATE, 1)[: len(sound)], rtol=0, atol=1e-4)
    assert f"out.wav: {len(sound) / RATE:.1f} s" in said
    assert err.splitlines()[-1] == "stembrush live: interrupted; no unfinished files are left"
    assert sorted(files(tmp_path)) == ["long.wav", "out.wav"]


def test_help_names_both_ends_and_the_networks():
    ended = stembrush("live", "--help")
    assert (ended.code, ended.err) == (0, "")
    for words in ("--input DEVICE|FILE", "--output DEVICE|FILE", "--stems DIR", "--list", *weights.names()):
        assert words in ended.out
    assert "live" in stembrush("--help").out


def test_without_portaudio_files_are_split_all_the_same(song, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    assert stembrush("live", "--input", song, "--output", tmp_path / "out.wav").code == 0
    fails(stembrush("live", "--list"), "the PortAudio library is missing; install it")
    fails(stembrush("live", "--input", song), "the PortAudio library is missing; install it")
    fails(stembrush("live", "--input", "default", "--output", tmp_path / "b.wav"), "PortAudio library is missing")
    assert sorted(files(tmp_path)) == ["out.wav", "söng.wav"]
