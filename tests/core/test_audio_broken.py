"""What is wrong with a sound file is said in one line: name, what, what to do."""

from __future__ import annotations

import os
import re
import struct
import sys
import tempfile
from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core import audio_reading, scratch
from core.audio import read_mixture
from core.errors import AudioReadError

RATE = 44100
SECONDS = 2


def _noise(length: int = SECONDS * RATE, channels: int = 2) -> np.ndarray:
    """Return (samples, channels)."""
    return np.random.default_rng(0).uniform(-0.3, 0.3, (length, channels)).astype(np.float32)


def _encoded(ending: str, samples: np.ndarray | None = None, rate: int = RATE, **options: object) -> bytearray:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"song.{ending}"
        soundfile.write(path, _noise() if samples is None else samples, rate, **options)
        return bytearray(path.read_bytes())


def _cut(ending: str, share: float, **options: object) -> Callable[[], bytearray]:
    def make() -> bytearray:
        data = _encoded(ending, **options)
        return data[: int(len(data) * share)]

    return make


def _patched_wav(offset: int, layout: str, value: int) -> Callable[[], bytearray]:
    def make() -> bytearray:
        data = _encoded("wav")
        struct.pack_into(layout, data, offset, value)
        return data

    return make


def _wav_with(value: float, at: int, subtype: str = "FLOAT") -> Callable[[], bytearray]:
    def make() -> bytearray:
        samples = _noise().astype(np.float64)
        samples[at, 1] = value
        return _encoded("wav", samples, subtype=subtype)

    return make


def _flac_claiming_ten_hours() -> bytearray:
    data = _encoded("flac")
    frames = 10 * 3600 * RATE
    data[21] = data[21] & 0xF0 | frames >> 32
    struct.pack_into(">I", data, 22, frames & 0xFFFFFFFF)
    return data


def _flac_claiming_one_second_more() -> bytearray:
    data = _encoded("flac")
    struct.pack_into(">I", data, 22, (SECONDS + 1) * RATE)
    return data


def _damaged_flac() -> bytearray:
    data = _encoded("flac")
    data[len(data) // 2 : len(data) // 2 + 3000] = bytes(3000)
    return data


def _riff_without_data() -> bytearray:
    data = _encoded("wav")
    return data[: data.find(b"data")]


def _text() -> bytes:
    return b"Verse 1: la la la\n" * 300


def _jpeg() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + np.random.default_rng(1).bytes(9000) + b"\xff\xd9"


def _midi() -> bytes:
    return b"MThd\0\0\0\x06\0\0\0\x01\0\x60MTrk\0\0\0\x04\0\xff\x2f\0"


@dataclass(frozen=True)
class Broken:
    make: Callable[[], bytes | bytearray]
    words: str
    name: str = "song.wav"


BROKEN = {
    "text named wav": Broken(_text, "not a sound file of a known kind.*convert it"),
    "text named mp3": Broken(_text, "no MP3 sound", "song.mp3"),
    "text named flac": Broken(_text, "not a sound file", "song.flac"),
    "jpeg named wav": Broken(_jpeg, "not a sound file"),
    "jpeg named mp3": Broken(_jpeg, "no MP3 sound", "song.mp3"),
    "midi named wav": Broken(_midi, "not a sound file"),
    "m4a without sound": Broken(lambda: b"\0\0\0\x20ftypM4A " + bytes(999), "ffmpeg|damaged", "song.m4a"),
    "raw samples": Broken(lambda: bytes(4000), "do not say their rate", "song.raw"),
    "zero bytes": Broken(lambda: b"", "the file is empty; get the file again"),
    "one byte": Broken(lambda: b"R", "not a sound file"),
    "only zeros": Broken(lambda: bytes(5000), "not a sound file"),
    "wav header only": Broken(lambda: _encoded("wav")[:44], r"promises 0\.353 MB of sound but only 0\.00 s"),
    "wav cut in the header": Broken(lambda: _encoded("wav")[:30], "damaged"),
    "wav without sound chunk": Broken(_riff_without_data, "damaged"),
    "wav of zero length": Broken(lambda: _encoded("wav", _noise(0)), "zero length"),
    "wav of a recording that broke off": Broken(_patched_wav(40, "<I", 0), "says that the file is empty.*0.353 MB"),
    "wav cut to half": Broken(_cut("wav", 0.5), r"promises 2\.00 s of sound but only 1\.00 s are there; get the file"),
    "wav that lacks the last 10 ms": Broken(_cut("wav", 0.995), r"promises 2\.00 s of sound but only 1\.99 s"),
    "wav that claims ten hours": Broken(_patched_wav(40, "<I", 1_950_000_000), r"promises 3 h 4 min.*only 2\.00 s"),
    "24-bit wav cut": Broken(_cut("wav", 0.5, subtype="PCM_24"), r"promises 2\.00 s of sound but only 1\.00 s"),
    "float wav cut": Broken(_cut("wav", 0.25, subtype="FLOAT"), r"promises 2\.00 s of sound but only 0\.50 s"),
    "rf64 cut": Broken(_cut("wav", 0.5, format="RF64"), r"promises 2\.00 s of sound but only 1\.00 s"),
    "w64 cut": Broken(_cut("w64", 0.5), r"promises 2\.00 s of sound but only 1\.00 s", "song.w64"),
    "aiff cut": Broken(_cut("aiff", 0.5), r"promises 2\.00 s of sound but only 1\.00 s", "song.aiff"),
    "au cut": Broken(_cut("au", 0.5), r"promises 2\.00 s of sound but only 1\.00 s", "song.au"),
    "caf cut": Broken(_cut("caf", 0.5), r"promises 0\.353 MB of sound but only 0\.17. MB", "song.caf"),
    "flac cut": Broken(_cut("flac", 0.5), r"promises 2\.00 s of sound but only 0\.9", "song.flac"),
    "flac cut in the header": Broken(lambda: _encoded("flac")[:30], r"only about 0\.00 s", "song.flac"),
    "flac damaged in the middle": Broken(_damaged_flac, r"promises 2\.00 s of sound but only [01]", "song.flac"),
    "flac that claims ten hours": Broken(_flac_claiming_ten_hours, "promises 10 h 0 min of sound", "song.flac"),
    "flac that claims a second more": Broken(
        _flac_claiming_one_second_more, r"promises 3\.00 s of sound but only 2\.00 s", "song.flac"
    ),
    "mp3 cut": Broken(_cut("mp3", 0.5), r"promises 2\.0\d s of sound but only about 1\.0", "song.mp3"),
    "ogg cut": Broken(_cut("ogg", 0.5), "cut off after 0.[789]", "song.ogg"),
    "ogg cut in its first pages": Broken(lambda: _encoded("ogg")[:100], "only|damaged", "song.ogg"),
    "opus cut": Broken(_cut("opus", 0.6, rate=48000, format="OGG", subtype="OPUS"), "cut off after", "song.opus"),
    "1 MHz": Broken(lambda: _encoded("wav", rate=1_000_000), "rate is 1000 kHz; convert it to a rate of 4 kHz to 384"),
    "1 kHz": Broken(lambda: _encoded("wav", rate=1000), "rate is 1 kHz; convert it to a rate of 4 kHz to 384 kHz"),
    "no rate": Broken(_patched_wav(24, "<I", 0), "damaged|rate"),
    "no channels": Broken(_patched_wav(22, "<H", 0), "damaged|channels"),
    "too many channels": Broken(lambda: _encoded("wav", _noise(50, 33)), "has 33 channels; save it with 1 to 32"),
    "48-bit wav": Broken(_patched_wav(34, "<H", 48), "damaged or of an unusual kind.*24-bit"),
    "unknown codec in wav": Broken(_patched_wav(20, "<H", 0x161), "damaged or of an unusual kind"),
    "not a number": Broken(_wav_with(np.nan, 44_100), r"no number \(nan\) at 1\.000 s in channel 2"),
    "infinite": Broken(_wav_with(-np.inf, 22_050), r"no number \(-inf\) at 0\.500 s"),
    "double too large for float": Broken(_wav_with(1e200, 0, "DOUBLE"), r"no number \(inf\) at 0\.000 s"),
    "absurdly loud": Broken(_wav_with(1e30, 441), r"value of 1e\+30 at 0\.010 s"),
}


def _message(path: Path) -> str:
    """Read a broken file, check the form of what is said and return it."""
    with pytest.raises(AudioReadError) as caught:
        read_mixture(path)
    message = str(caught.value)
    assert message.startswith(f"{path.name}: ")
    assert len(message.splitlines()) == 1
    assert "; " in message, "what to do is missing"
    return message


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_files_are_refused_in_words(kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broken = BROKEN[kind]
    path = tmp_path / broken.name
    path.write_bytes(broken.make())
    message = _message(path)
    assert re.search(broken.words, message), message
    assert capfd.readouterr() == ("", "")  # nor does a decoder print anything


@pytest.mark.parametrize("kind", ["wav that claims ten hours", "flac that claims ten hours", "mp3 cut"])
def test_a_false_length_is_found_before_anything_is_allocated(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio_reading, "scratch_array", lambda *_: pytest.fail("allocated"))
    path = tmp_path / BROKEN[kind].name
    path.write_bytes(BROKEN[kind].make())
    _message(path)


def test_a_song_longer_than_disk_and_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.wav"
    soundfile.write(path, np.zeros((100, 2), np.int16), RATE)
    header = bytearray(path.read_bytes()[:44])
    size = 3600 * RATE * 4
    struct.pack_into("<I", header, 40, size)
    with path.open("wb") as file:  # an hour of silence that takes no room on the disk
        file.write(header)
        file.truncate(44 + size)
    usage, memory = namedtuple("usage", "free"), namedtuple("memory", "available")
    monkeypatch.setattr(scratch.shutil, "disk_usage", lambda _: usage(10**9))
    monkeypatch.setattr(scratch.psutil, "virtual_memory", lambda: memory(10**9))
    monkeypatch.setattr(audio_reading, "_decode", lambda *_: pytest.fail("decoded"))
    assert re.search(r"1 h 0 min of sound are too long for this machine; 1\.3 GB of disk space", _message(path))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "there is no such file" in _message(tmp_path / "nowhere" / "song.wav")


def test_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "song.wav").mkdir()
    assert "this is a folder" in _message(tmp_path / "song.wav")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "song.wav")
    assert "this is not a file" in _message(tmp_path / "song.wav")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_a_file_that_may_not_be_read_is_said() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "song.wav"
        path.write_bytes(_encoded("wav"))
        path.chmod(0o200)
        Path(folder).chmod(0o755)
        as_root = os.geteuid() == 0
        if as_root:
            os.seteuid(65534)  # nothing is forbidden to root
        try:
            assert "may not read the file" in _message(path)
        finally:
            if as_root:
                os.seteuid(0)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    data = _encoded("wav")
    path.write_bytes(data)

    def append(share: float) -> bool:
        with path.open("ab") as file:
            file.write(bytes(100))
        return True

    with pytest.raises(AudioReadError, match="changed while it was read; open it again"):
        read_mixture(path, report=append)


def test_a_file_that_shrinks_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    path.write_bytes(_encoded("wav", _noise(400_000)))

    def shrink(share: float) -> bool:
        os.truncate(path, 100_000)
        return True

    with pytest.raises(AudioReadError, match="changed while it was read; open it again"):
        read_mixture(path, report=shrink)


def test_unprintable_names_do_not_break_the_line(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.wav"
    path.write_bytes(_text())
    with pytest.raises(AudioReadError, match=r"^two\?lines\.wav: [^\n]+$"):
        read_mixture(path)
