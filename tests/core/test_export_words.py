"""What exported files say beside their sound: time reference, tags, speakers; and what passes 4 GB."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.audio import read_mixture
from core.export import ExportChoice, ExportResult, Material, Tags, export, song_tags
from core.export.bext import Broadcast, decode_broadcast
from core.export.formats import SoundForm
from core.export.song_facts import SongFacts, song_facts
from core.export.sound_file import open_writer
from core.export.sound_reading import read_words
from core.export.wave_file import WaveWriter, wave_head
from tests.core.export_cases import material, mixture, read

RATE = 48000
HISTORY = b"A=PCM,F=48000,W=24,M=stereo,T=x\r\n"  # of even size
ORIGINAL = Broadcast(
    b"Scene 7, take 2",
    b"Recorder",
    b"REF0001",
    b"2024-05-31",
    b"18:30:00",
    2**33 + 5,
    HISTORY,
)
LOUD = 0x7F  # a byte where the loudness and the identifier of the song stand


def chunks_of(path: Path) -> dict[bytes, bytes]:
    """Take a WAV file apart: every chunk once, all inside what the file says of its size."""
    raw = path.read_bytes()
    assert raw[:4] in (b"RIFF", b"RF64")
    assert raw[8:12] == b"WAVE"
    sizes = {}
    found, position = {}, 12
    while position < len(raw):
        name, size = raw[position : position + 4], struct.unpack_from("<I", raw, position + 4)[0]
        if name == b"ds64":
            sizes[b"data"], sizes[b"RIFF"] = struct.unpack_from("<QQ", raw, position + 8)[::-1]
        size = sizes.get(name, size) if size == 0xFFFFFFFF else size
        assert name not in found
        found[name] = raw[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
    assert position == len(raw)
    assert struct.unpack_from("<I", raw, 4)[0] == (0xFFFFFFFF if raw[:4] == b"RF64" else len(raw) - 8)
    return found


def original_chunk() -> bytes:
    content = bytearray(ORIGINAL.encode())
    content[348:412] = bytes([LOUD]) * 64
    content[412:422] = bytes([LOUD]) * 10
    return bytes(content)


def with_chunk(path: Path, chunk: bytes) -> Path:
    """Put a chunk in front of those of a WAV or W64 file."""
    raw = path.read_bytes()
    if raw[:4] == b"riff":
        guid = b"bext" + raw[44:56]
        padded = guid + struct.pack("<Q", 24 + len(chunk)) + chunk + bytes(-len(chunk) % 8)
        path.write_bytes(raw[:16] + struct.pack("<Q", len(raw) + len(padded)) + raw[24:40] + padded + raw[40:])
    else:
        part = b"bext" + struct.pack("<I", len(chunk)) + chunk + bytes(len(chunk) % 2)
        at = 12 + (36 if raw[:4] == b"RF64" else 0)
        size = raw[4:8] if raw[:4] == b"RF64" else struct.pack("<I", len(raw) - 8 + len(part))
        raw = raw[:4] + size + raw[8:at] + part + raw[at:]
        if raw[:4] == b"RF64":
            raw = raw[:20] + struct.pack("<Q", len(raw) - 8) + raw[28:]
        path.write_bytes(raw)
    return path


def song_file(path: Path, kind: str = "WAV", channels: int = 2, tags: dict[str, str] | None = None) -> Path:
    samples = mixture(channels, 5000, 24).samples
    with soundfile.SoundFile(path, "w", RATE, channels, "PCM_24", format=kind) as file:
        for name, words in (tags or {}).items():
            setattr(file, name, words)
        file.write(samples.T)
    return path


def case_of(path: Path) -> Material:
    return material(read_mixture(path), run=None)


def exported(path: Path, folder: Path, **choice) -> ExportResult:
    return export(case_of(path), ExportChoice(folder, **choice))


# time reference


@pytest.mark.parametrize("kind", ["WAV", "WAVEX", "RF64", "W64"])
@pytest.mark.parametrize("bits", ["16", "24", "32f"])
def test_the_time_reference_of_the_song_is_kept(tmp_path, kind, bits):
    song = with_chunk(song_file(tmp_path / "song.wav", kind), original_chunk())
    exported(song, tmp_path / "out", bits=bits)
    for name in ("Violin", "residual"):
        content = chunks_of(tmp_path / "out" / f"{name}.wav")[b"bext"]
        assert content[:256].rstrip(b"\0") == b"Scene 7, take 2"
        assert content[256:288].rstrip(b"\0") == b"Recorder"
        assert content[288:320].rstrip(b"\0") == b"REF0001"
        assert content[320:338] == b"2024-05-3118:30:00"
        assert struct.unpack_from("<IIH", content, 338) == (5, 2, 1)  # low and high word, version
        assert content[348:602] == bytes(254)  # neither the identifier nor the loudness of the song
        lines = content[602:].rstrip(b"\0").decode("ascii").split("\r\n")
        assert lines[0] == "A=PCM,F=48000,W=24,M=stereo,T=x"
        assert lines[1] == f"A=PCM,F=48000,W={bits.removesuffix('f')},M=stereo,T=Stembrush"


def test_the_time_reference_moves_with_the_selection(tmp_path):
    song = with_chunk(song_file(tmp_path / "song.wav"), original_chunk())
    exported(song, tmp_path / "out", span=(1000, 3000))
    content = decode_broadcast(chunks_of(tmp_path / "out" / "Violin.wav")[b"bext"])
    assert content.time_reference == ORIGINAL.time_reference + 1000
    np.testing.assert_array_equal(
        sum(read(path) for path in (tmp_path / "out").iterdir()), read_mixture(song).samples[:, 1000:3000]
    )


def test_a_song_without_a_time_reference_gives_none(tmp_path):
    exported(song_file(tmp_path / "song.wav"), tmp_path / "out", span=(100, 200))
    assert b"bext" not in chunks_of(tmp_path / "out" / "Violin.wav")


@pytest.mark.parametrize("cut", [0, 20, 100, 601])
def test_a_chunk_that_is_too_short_is_left_out(tmp_path, cut):
    song = with_chunk(song_file(tmp_path / "song.wav"), original_chunk()[:cut])
    exported(song, tmp_path / "out")
    assert b"bext" not in chunks_of(tmp_path / "out" / "Violin.wav")


def test_what_is_written_is_read_again():
    assert decode_broadcast(ORIGINAL.encode()) == ORIGINAL
    assert ORIGINAL.moved(2**64).time_reference == 2**64 - 1
    assert len(Broadcast().encode()) == 602
    assert len(Broadcast(history=b"odd").encode()) == 606


def test_a_file_that_is_gone_or_another_says_nothing(tmp_path):
    song = with_chunk(song_file(tmp_path / "song.wav", tags={"title": "T"}), original_chunk())
    case = case_of(song)
    assert song_facts(case.mixture).broadcast is not None
    soundfile.write(song, np.zeros(10), 8000)
    assert song_facts(case.mixture) == SongFacts()
    song.unlink()
    assert song_facts(case.mixture) == SongFacts()
    export(case, ExportChoice(tmp_path / "out"))


# tags


@pytest.mark.parametrize("kind", ["wav", "flac", "aiff"])
@pytest.mark.parametrize("target", ["wav", "flac", "aiff"])
def test_tags_of_the_song_are_in_every_file(tmp_path, kind, target):
    tags = {"title": "Lied", "artist": "Jürgen 🎻", "comment": "live"}
    album = {} if "aiff" in (kind, target) else {"album": "Tage", "tracknumber": "7"}
    song = song_file(tmp_path / f"song.{kind}", kind.upper(), tags=tags | album)
    exported(song, tmp_path / "out", container=target)
    with soundfile.SoundFile(tmp_path / "out" / f"Violin.{target}") as file:
        found = file.copy_metadata()
    assert found.items() >= (tags | album | {"title": "Lied (Violin)"}).items()
    if target != "aiff":
        assert found["software"].startswith("Stembrush")


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
@pytest.mark.parametrize("kind", ["m4a", "mp4", "mkv"])
def test_tags_of_files_that_ffmpeg_decodes_are_read(tmp_path, kind, monkeypatch):
    plain, song = song_file(tmp_path / "plain.wav"), tmp_path / f"song.{kind}"
    said = {"title": "Lied", "artist": "Jürgen 🎻", "album": "Tage", "comment": "live", "track": "7"}
    options = [text for name, words in said.items() for text in ("-metadata", f"{name}={words}")]
    subprocess.run(["ffmpeg", "-v", "error", "-i", plain, *options, song], check=True)
    read = read_mixture(song)
    assert song_tags(read) == Tags("Lied", "Jürgen 🎻", "Tage", "live", "7")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert song_tags(read) == Tags()


def test_tags_of_the_choice_come_before_those_of_the_song(tmp_path):
    song = song_file(tmp_path / "song.flac", "FLAC", tags={"title": "Old", "artist": "A"})
    assert song_tags(read_mixture(song)) == Tags("Old", "A")
    exported(song, tmp_path / "out", tags=Tags("New\nname\0", comment="x" * 5000))
    with soundfile.SoundFile(tmp_path / "out" / "Flöte_tief.wav") as file:
        found = file.copy_metadata()
    assert (found["title"], found["artist"]) == ("New name (Flöte/tief)", "A")
    assert found["comment"] == "x" * 1000


def test_a_song_without_a_title_is_called_like_its_file(tmp_path):
    exported(song_file(tmp_path / "My song.wav"), tmp_path / "out")
    with soundfile.SoundFile(tmp_path / "out" / "Violin.wav") as file:
        assert file.title == "My song (Violin)"


# speakers


def speakers(path: Path) -> tuple[int, int, bytes]:
    content = chunks_of(path)[b"fmt "]
    return struct.unpack_from("<H", content)[0], struct.unpack_from("<I", content, 20)[0], content[24:26]


def test_files_of_many_channels_name_the_speakers_of_the_song(tmp_path):
    song = song_file(tmp_path / "song.wav", "WAVEX", 6)
    assert speakers(song) == (0xFFFE, 0x3F, b"\x01\x00")
    raw = song.read_bytes()
    song.write_bytes(raw.replace(struct.pack("<HHI", 22, 24, 0x3F), struct.pack("<HHI", 22, 24, 0x60F)))
    exported(song, tmp_path / "a")
    assert speakers(tmp_path / "a" / "Violin.wav") == (0xFFFE, 0x60F, b"\x01\x00")
    exported(song, tmp_path / "b", bits="32f")
    assert speakers(tmp_path / "b" / "Violin.wav") == (0xFFFE, 0x60F, b"\x03\x00")


def test_the_order_that_flac_prescribes_is_named(tmp_path):
    exported(song_file(tmp_path / "song.flac", "FLAC", 6), tmp_path / "out")
    assert speakers(tmp_path / "out" / "Violin.wav") == (0xFFFE, 0x3F, b"\x01\x00")


def test_speakers_that_nobody_named_are_not_made_up(tmp_path):
    exported(song_file(tmp_path / "song.wav", channels=4), tmp_path / "out")
    assert speakers(tmp_path / "out" / "Violin.wav") == (0xFFFE, 0, b"\x01\x00")


def test_stereo_is_plain(tmp_path):
    exported(song_file(tmp_path / "song.wav", "WAVEX"), tmp_path / "out")
    assert struct.unpack_from("<H", chunks_of(tmp_path / "out" / "Violin.wav")[b"fmt "])[0] == 1


# large files


@pytest.mark.parametrize("bits", ["16", "24", "32f"])
def test_wav_past_4_gb_is_rf64(tmp_path, monkeypatch, bits):
    song = with_chunk(song_file(tmp_path / "song.wav"), original_chunk())
    monkeypatch.setattr("core.export.wave_file.RF64_FROM_BYTES", 10_000)
    written = exported(song, tmp_path / "out", bits=bits)
    path = tmp_path / "out" / "Violin.wav"
    assert soundfile.info(path).format == "RF64"
    found = chunks_of(path)
    width = {"16": 2, "24": 3, "32f": 4}[bits]
    assert struct.unpack("<QQQI", found[b"ds64"]) == (path.stat().st_size - 8, 5000 * 2 * width, 5000, 0)
    assert len(found[b"bext"]) > 602
    assert written.null.largest_error <= 1.5 * 2.0**-15
    assert read_mixture(path).length == 5000


def test_only_what_passes_4_gb_is_rf64():
    length = 2**32 // 8
    assert wave_head(SoundForm("wav", "32f", RATE, 2, length - 2**14))[:4] == b"RIFF"
    head = wave_head(SoundForm("wav", "32f", RATE, 2, length))
    assert head[:8] == b"RF64\xff\xff\xff\xff"
    assert struct.unpack_from("<QQQ", head, 20) == (len(head) - 8 + 2**32, 2**32, length)


# containers


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("length", [1, 3])
def test_chunks_of_odd_size_are_filled_up(tmp_path, channels, length):
    form = SoundForm("wav", "24", RATE, channels, length, {"title": "even", "artist": "odd"})
    words = np.full((length, channels), 5 << 8, np.int32)
    with open_writer(tmp_path / "x.wav", form) as writer:
        writer.write(words)
    assert len(chunks_of(tmp_path / "x.wav")[b"data"]) == 3 * channels * length
    np.testing.assert_array_equal(next(read_words(tmp_path / "x.wav", form)), words)


def test_a_file_that_is_there_is_not_written_over(tmp_path):
    (tmp_path / "x.wav").write_text("mine")
    with pytest.raises(FileExistsError):
        WaveWriter(tmp_path / "x.wav", SoundForm("wav", "24", RATE, 1, 1))
