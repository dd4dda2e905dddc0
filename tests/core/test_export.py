"""Stems on disk: exact, all or none, under names that every system takes."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

import core.export.stem_export
from core.annotation.model import Source
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.errors import ExportError
from core.export import EXACT_NULL_DB, check_export, export_stems, planned_files
from core.run_report import RunReport, peak_memory_bytes
from core.export.stem_files import StemWriter, lies_on_grid, safe_file_names

RATE, LENGTH = 44100, 150_001  # more than two blocks, odd
SOURCES = (Source("s1", "Violin"), Source("s2", "Flöte/tief"))
RUN = RunReport("stembrush 1", "test", "2", {"updates": 3}, 7, {"divergence": 1.5, "odd": float("nan")}, 1.25)


def mixture(channels: int = 2, length: int = LENGTH, grid_bits: int | None = 16, gain: float = 0.3) -> Mixture:
    samples = np.random.default_rng(1).normal(0, gain, (channels, length)).clip(-0.99, 0.99)
    if grid_bits:
        samples = np.rint(samples * 2 ** (grid_bits - 1)) / 2 ** (grid_bits - 1)
    return Mixture(samples.astype(np.float32), RATE, None, "ab" * 32)


def separation(song: Mixture, gain: float = 0.4) -> SeparationResult:
    noise = np.random.default_rng(2).normal(0, 0.05, song.samples.shape).astype(np.float32)
    first = song.samples * np.float32(gain) + noise
    second = song.samples * np.float32(0.35) - noise
    residual = song.samples - first - second
    return SeparationResult((("s1", Audio(first, RATE)), ("s2", Audio(second, RATE))), Audio(residual, RATE))


def read(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="float64", always_2d=True)[0].T


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


# what is written


@pytest.mark.parametrize(
    ("container", "bits", "subtype"),
    [
        ("wav", "16", "PCM_16"),
        ("wav", "24", "PCM_24"),
        ("wav", "32f", "FLOAT"),
        ("flac", "16", "PCM_16"),
        ("flac", "24", "PCM_24"),
    ],
)
@pytest.mark.parametrize("channels", [1, 2, 5])
def test_stems_have_the_format_of_the_mixture_and_the_values_of_the_stems(tmp_path, container, bits, subtype, channels):
    song = mixture(channels)
    result = separation(song)
    written, _ = export_stems(result, SOURCES, song, tmp_path, container=container, bits=bits)
    assert everything(tmp_path) == sorted(f"{name}.{container}" for name in ("Violin", "Flöte_tief", "residual"))
    step = {"16": 2.0**-15, "24": 2.0**-23, "32f": 0.0}[bits]
    parts = [*(audio for _, audio in result.stems), result.residual]
    for file, audio in zip([*written.stems, written.residual], parts, strict=True):
        info = soundfile.info(tmp_path / file.file)
        assert (info.samplerate, info.channels, info.frames, info.subtype) == (RATE, channels, LENGTH, subtype)
        np.testing.assert_allclose(
            read(tmp_path / file.file), audio.samples, rtol=0, atol=1.5 * step * len(parts) + 2e-7
        )
        assert file.peak == pytest.approx(np.max(np.abs(audio.samples)), abs=1e-3)
        assert file.clipped_samples == 0


@pytest.mark.parametrize(("bits", "grid_bits"), [("16", 16), ("24", 16), ("24", 24)])
def test_files_sum_exactly_to_a_mixture_that_fits_the_format(tmp_path, bits, grid_bits):
    song = mixture(grid_bits=grid_bits)
    written, _ = export_stems(separation(song), SOURCES, song, tmp_path, bits=bits)
    total = sum(read(path) for path in tmp_path.iterdir())
    np.testing.assert_array_equal(total, song.samples.astype(np.float64))
    assert written.null_depth_db == EXACT_NULL_DB


@pytest.mark.parametrize(("bits", "deepest"), [("16", -80.0), ("24", -120.0), ("32f", -140.0)])
def test_the_null_depth_is_that_of_the_files(tmp_path, bits, deepest):
    song = mixture(grid_bits=None)
    written, _ = export_stems(separation(song), SOURCES, song, tmp_path, bits=bits)
    left = song.samples - sum(read(path) for path in tmp_path.iterdir())
    measured = 10 * np.log10(np.sum(left**2) / np.sum(song.samples.astype(np.float64) ** 2))
    assert written.null_depth_db == pytest.approx(measured, abs=0.01)
    assert written.null_depth_db < deepest


def test_stems_that_do_not_sum_to_the_mixture_show_in_the_null_depth(tmp_path):
    song = mixture()
    result = separation(song)
    wrong = SeparationResult(result.stems, Audio(result.residual.samples * np.float32(0.5), RATE))
    written, _ = export_stems(wrong, SOURCES, song, tmp_path)
    assert -30 < written.null_depth_db < -5


def test_a_silent_mixture_is_written(tmp_path):
    silence = Audio(np.zeros((1, 1000), np.float32), RATE)
    song = Mixture(silence.samples, RATE)
    result = SeparationResult((("s1", silence), ("s2", silence)), silence)
    written, _ = export_stems(result, SOURCES, song, tmp_path, bits="16")
    assert written.null_depth_db == EXACT_NULL_DB
    assert not np.any(read(tmp_path / "Violin.wav"))  # no dither where no bits are lost


def test_clipping_is_counted_and_nothing_is_normalised(tmp_path):
    song = mixture(1)
    loud = np.zeros((1, LENGTH), np.float32)
    loud[0, :5] = [1.5, -1.5, 1.0, -1.0, 0.5]
    result = SeparationResult((("s1", Audio(loud, RATE)),), Audio(song.samples - loud, RATE))
    written, _ = export_stems(result, SOURCES[:1], song, tmp_path / "a", bits="16", seed=1)
    assert written.stems[0].clipped_samples == 3
    assert written.stems[0].peak == 1.5
    exact, _ = export_stems(result, SOURCES[:1], song, tmp_path / "b", bits="32f")
    assert exact.clipped_samples == 0
    np.testing.assert_array_equal(read(tmp_path / "b" / "Violin.wav")[0, :5], loud[0, :5])


def test_chosen_stems_alone_have_no_null_depth(tmp_path):
    song = mixture()
    written, _ = export_stems(separation(song), SOURCES, song, tmp_path, chosen={"s2"}, residual=False)
    assert everything(tmp_path) == ["Flöte_tief.wav"]
    assert written.null_depth_db is None
    assert written.residual is None


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    song = mixture()
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        export_stems(separation(song), SOURCES, song, tmp_path / folder, bits="16", seed=seed)
    first, same, other = ((tmp_path / folder / "Violin.wav").read_bytes() for folder in "abc")
    assert first == same
    assert first != other


def test_float_files_hold_no_time_of_day(tmp_path):
    song = mixture()
    for folder in "ab":
        export_stems(separation(song), SOURCES, song, tmp_path / folder, bits="32f")
        time.sleep(1.01)
    for file in ("Violin.wav", "residual.wav"):
        first, later = ((tmp_path / folder / file).read_bytes() for folder in "ab")
        assert first == later


# dither


def test_dither_is_triangular_and_leaves_no_distortion(tmp_path):
    """A tone of half a step vanishes without dither; with it the mean follows the tone and the noise is constant."""
    length = 400_000
    level = np.repeat(np.linspace(-0.5, 0.5, 5), length // 5) * 2.0**-15
    with StemWriter(tmp_path / "x.wav", "x", RATE, 1, length, "wav", "16", np.random.default_rng(0)) as writer:
        kept = writer.write(level[np.newaxis])[0] * 2.0**15
    for part, expected in zip(kept.reshape(5, -1), np.linspace(-0.5, 0.5, 5), strict=True):
        assert part.mean() == pytest.approx(expected, abs=0.01)
        assert part.std() == pytest.approx(0.5, abs=0.01)  # TPDF: total error power is 1/4 step squared, always


def test_no_dither_where_no_bits_are_lost(tmp_path):
    song = mixture(grid_bits=16)
    half = Audio(song.samples, RATE)
    silence = Audio(np.zeros_like(song.samples), RATE)
    export_stems(SeparationResult((("s1", half),), silence), SOURCES[:1], song, tmp_path, bits="16")
    np.testing.assert_array_equal(read(tmp_path / "Violin.wav"), song.samples)
    assert lies_on_grid(song.samples, "16")
    assert not lies_on_grid(mixture(grid_bits=24).samples, "16")


# large files


def test_wav_past_4_gb_is_rf64(tmp_path):
    length = 2**32 // 4 // 2 + 1
    with StemWriter(tmp_path / "x.wav", "x", RATE, 2, length, "wav", "32f", None):
        pass
    assert (tmp_path / "x.wav").read_bytes()[:4] == b"RF64"
    with StemWriter(tmp_path / "y.wav", "y", RATE, 2, length // 2, "wav", "32f", None):
        pass
    assert (tmp_path / "y.wav").read_bytes()[:4] == b"RIFF"


# names


def test_file_names_are_safe_on_every_system():
    names = [
        "Violin",
        "violin",
        "Flöte",
        "笛子",
        "a/b\\c:d*e?f",
        'x<y>"z"|',
        "CON",
        "con.a",
        "LPT1",
        "Lpt¹",
        "residual",
    ]
    names += [
        "Residual",
        "",
        "...",
        " . hidden",
        ".hidden",
        "tab\there",
        "end. ",
        "x" * 400,
        "ü" * 300,
        "Violin 2",
        "../up",
    ]
    safe = safe_file_names(names)
    assert safe[:11] == (
        "Violin", "violin 2", "Flöte", "笛子", "a_b_c_d_e_f", "x_y__z__",
        "_CON", "_con.a", "_LPT1", "_Lpt¹", "residual 2",
    )  # fmt: skip
    assert safe[11:18] == ("Residual 3", "stem", "stem 2", "_ hidden", "_hidden", "tab_here", "end")
    assert len({name.casefold() for name in safe}) == len(names)
    assert all(len(f"{name}.flac".encode()) <= 255 and not set(name) & set('<>:"/\\|?*') for name in safe)


def test_two_spellings_of_one_letter_are_one_name():
    assert safe_file_names(["Flo\u0308te", "Fl\u00f6te"]) == ("Fl\u00f6te", "Fl\u00f6te 2")


def test_planned_files_are_those_that_are_written(tmp_path):
    song = mixture()
    export_stems(separation(song), SOURCES, song, tmp_path, run=RUN)
    assert everything(tmp_path) == sorted(planned_files(SOURCES))


# the report


def test_the_report_says_how_the_stems_were_made(tmp_path):
    song = mixture()
    written, report = export_stems(separation(song), SOURCES, song, tmp_path, bits="16", run=RUN)
    assert report == json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (report["engine"], report["version"], report["parameters"], report["seed"]) == (
        "test",
        "2",
        {"updates": 3},
        7,
    )
    assert report["sha256"] == "ab" * 32
    assert [(s["name"], s["file"]) for s in report["sources"]] == [
        ("Violin", "Violin.wav"),
        ("Flöte/tief", "Flöte_tief.wav"),
    ]
    assert report["figures"] == {"divergence": 1.5, "odd": None, "null_depth_db": written.null_depth_db}
    assert report["seconds"] >= 1.25
    assert report["peak_memory_bytes"] == pytest.approx(peak_memory_bytes(), rel=0.5)


def test_peak_memory_counts_what_was_given_back(tmp_path):
    before = peak_memory_bytes()
    np.ones(before, np.uint8)
    assert peak_memory_bytes() >= 1.5 * before


# all or none


def test_files_of_the_same_names_are_replaced_and_others_left(tmp_path):
    song = mixture()
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "Violin.wav").write_text("old")
    export_stems(separation(song), SOURCES, song, tmp_path)
    assert everything(tmp_path) == ["Flöte_tief.wav", "Violin.wav", "notes.txt", "residual.wav"]
    assert soundfile.info(tmp_path / "Violin.wav").frames == LENGTH


def interrupt(done: int, total: int) -> None:
    if done > 100_000:
        raise KeyboardInterrupt


def test_an_interrupt_leaves_what_was_there_before(tmp_path):
    song = mixture()
    (tmp_path / "Violin.wav").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        export_stems(separation(song), SOURCES, song, tmp_path, progress=interrupt)
    assert everything(tmp_path) == ["Violin.wav"]
    assert (tmp_path / "Violin.wav").read_text() == "old"


def test_an_interrupt_takes_new_folders_away(tmp_path):
    song = mixture()
    with pytest.raises(KeyboardInterrupt):
        export_stems(separation(song), SOURCES, song, tmp_path / "new" / "stems", progress=interrupt)
    assert everything(tmp_path) == []


def test_an_interrupt_while_files_are_moved_waits_for_the_last(tmp_path, monkeypatch):
    song, calls, replace = mixture(), [], os.replace

    def interrupted(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(core.export.stem_export.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export_stems(separation(song), SOURCES, song, tmp_path, run=RUN)
    assert everything(tmp_path) == sorted(planned_files(SOURCES))


def test_a_file_that_cannot_be_replaced_leaves_all_as_they_were(tmp_path, monkeypatch):
    song, replace = mixture(), os.replace
    (tmp_path / "Violin.wav").write_text("old")

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == tmp_path / "residual.wav":
            raise PermissionError(13, "in use by another program")
        replace(source, target)

    monkeypatch.setattr(core.export.stem_export.os, "replace", refuse)
    with pytest.raises(ExportError, match="in use by another program"):
        export_stems(separation(song), SOURCES, song, tmp_path, run=RUN)
    assert everything(tmp_path) == ["Violin.wav"]
    assert (tmp_path / "Violin.wav").read_text() == "old"


def test_values_that_are_not_numbers_are_refused(tmp_path):
    song = mixture()
    result = separation(song)
    broken = result.stems[1][1].samples.copy()
    broken[0, -1] = np.nan
    stems = (result.stems[0], ("s2", Audio(broken, RATE)))
    with pytest.raises(ExportError, match="Flöte/tief"):
        export_stems(SeparationResult(stems, result.residual), SOURCES, song, tmp_path)
    assert everything(tmp_path) == []


def test_a_full_disk_is_said_before_anything_is_written(tmp_path, monkeypatch):
    song = mixture()
    monkeypatch.setattr(core.export.stem_export.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(ExportError, match="the disk has 0 MB free"):
        export_stems(separation(song), SOURCES, song, tmp_path / "new")
    assert everything(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_leaves_nothing(tmp_path, monkeypatch):
    song = mixture()
    opened = soundfile.SoundFile
    monkeypatch.setattr(
        "core.export.stem_files.soundfile.SoundFile", lambda name, *args, **form: opened("/dev/full", *args, **form)
    )
    with pytest.raises(ExportError, match="free space"):
        export_stems(separation(song), SOURCES, song, tmp_path)
    assert everything(tmp_path) == []


@pytest.mark.parametrize("place", ["file", "stem folder", "report folder", "song"])
def test_targets_that_are_in_the_way_are_refused(tmp_path, place):
    song = mixture()
    folder = tmp_path / "stems"
    if place == "file":
        folder.write_text("x")
    elif place == "stem folder":
        (folder / "Violin.wav").mkdir(parents=True)
    elif place == "report folder":
        (folder / "report.json").mkdir(parents=True)
        (folder / "report.json" / "kept").write_text("x")
    else:
        folder.mkdir()
        (folder / "Violin.wav").write_text("the song")
        song = Mixture(song.samples, RATE, folder / "Violin.wav")
    before = everything(tmp_path)
    with pytest.raises(ExportError, match="choose another folder"):
        export_stems(separation(song), SOURCES, song, folder, run=RUN)
    with pytest.raises(ExportError, match="choose another folder"):
        check_export(SOURCES, song, folder)
    assert everything(tmp_path) == before


def test_what_will_not_fit_on_the_disk_is_found_before_the_work(tmp_path, monkeypatch):
    song = mixture()
    check_export(SOURCES, song, tmp_path / "new" / "stems")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(2**30, 2**30, 2**20))
    with pytest.raises(ExportError, match="1 MB free"):
        check_export(SOURCES, song, tmp_path / "new" / "stems")
    assert everything(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="permissions do not bind root")
def test_a_folder_without_permission_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="choose another folder"):
        export_stems(separation(mixture()), SOURCES, mixture(), tmp_path)


def test_a_path_that_no_folder_can_have_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError, match="choose another folder"):
        export_stems(separation(mixture()), SOURCES, mixture(), tmp_path / "file" / "stems")


@pytest.mark.parametrize(("bits", "channels", "rate"), [("32f", 2, RATE), ("24", 9, RATE), ("24", 2, 768_000)])
def test_flac_says_what_it_cannot_hold(tmp_path, bits, channels, rate):
    silence = np.zeros((channels, 10), np.float32)
    song = Mixture(silence, rate)
    result = SeparationResult((("s1", song),), song)
    with pytest.raises(ExportError, match="FLAC holds"):
        export_stems(result, SOURCES[:1], song, tmp_path, container="flac", bits=bits)
