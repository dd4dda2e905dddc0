"""Exported files: the song's rate, channels and length, the values of the stems, and their sum the song."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.annotation.model import Source
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.errors import ExportError
from core.export import EXACT_NULL_DB, ExportChoice, Tags, export, plan_before, plan_export
from core.export.quantizing import block_generator, lies_on_grid, quantize, triangular
from core.run_report import peak_memory_bytes
from tests.core.export_cases import LENGTH, RATE, RUN, SOURCES, everything, material, mixture, read, separation, stem

FORMATS = [
    ("wav", "16", "PCM_16"),
    ("wav", "24", "PCM_24"),
    ("wav", "32f", "FLOAT"),
    ("flac", "16", "PCM_16"),
    ("flac", "24", "PCM_24"),
    ("aiff", "16", "PCM_16"),
    ("aiff", "24", "PCM_24"),
    ("aiff", "32f", "FLOAT"),
]
STEP = {"16": 2.0**-15, "24": 2.0**-23, "32f": 2.0**-24}


@pytest.mark.parametrize(("container", "bits", "subtype"), FORMATS)
@pytest.mark.parametrize("channels", [1, 2, 6, 12])
def test_files_have_the_form_of_the_song_and_the_values_of_the_stems(tmp_path, container, bits, subtype, channels):
    if container == "flac" and channels > 8:
        pytest.skip("FLAC has eight channels at most")
    case = material(mixture(channels, 70_001))
    written = export(case, ExportChoice(tmp_path, container, bits, report=False))
    assert everything(tmp_path) == sorted(f"{name}.{container}" for name in ("Violin", "Flöte_tief", "residual"))
    for file in written.files:
        info = soundfile.info(tmp_path / file.file)
        assert (info.samplerate, info.channels, info.frames, info.subtype) == (RATE, channels, 70_001, subtype)
        exact = stem(case, file.source_ids[0])
        error = np.max(np.abs(read(tmp_path / file.file) - exact))
        steps = 1.5 * 3 if file.kind == "residual" else 1.5
        assert error <= steps * STEP[bits] + 1e-12
        assert file.largest_error == pytest.approx(error, abs=1e-12)
        assert file.peak == pytest.approx(np.max(np.abs(exact)), abs=1e-3)
        assert file.clipped_samples == 0


@pytest.mark.parametrize(
    ("rate", "length"),
    [(8000, 1), (11025, 2), (44100, 65536), (48000, 65537), (88200, 1), (96000, 3), (192000, 1000), (384000, 10)],
)
@pytest.mark.parametrize(("container", "bits"), [("wav", "24"), ("flac", "24"), ("aiff", "16")])
def test_any_rate_and_length_is_kept(tmp_path, rate, length, container, bits):
    case = material(mixture(1, length, rate=rate))
    written = export(case, ExportChoice(tmp_path, container, bits))
    assert written.null.depth_db == EXACT_NULL_DB
    for file in written.files:
        if file.kind != "report":
            info = soundfile.info(tmp_path / file.file)
            assert (info.samplerate, info.frames) == (rate, length)


@pytest.mark.parametrize(("bits", "grid_bits"), [("16", 16), ("24", 16), ("24", 24)])
@pytest.mark.parametrize("container", ["wav", "flac", "aiff"])
def test_files_sum_exactly_to_a_song_that_fits_the_format(tmp_path, container, bits, grid_bits):
    case = material(mixture(grid_bits=grid_bits))
    written = export(case, ExportChoice(tmp_path, container, bits, report=False))
    total = sum(read(path) for path in tmp_path.iterdir())
    np.testing.assert_array_equal(total, case.mixture.samples.astype(np.float64))
    assert (written.null.depth_db, written.null.largest_error) == (EXACT_NULL_DB, 0.0)


@pytest.mark.parametrize(
    ("bits", "deepest", "largest"),
    [("16", -80.0, 1.5 * 2.0**-15), ("24", -120.0, 1.5 * 2.0**-23), ("32f", -150.0, 1e-7)],
)
def test_the_null_test_says_what_the_files_say(tmp_path, bits, deepest, largest):
    case = material(mixture(grid_bits=None))
    written = export(case, ExportChoice(tmp_path, "wav", bits, report=False))
    song = case.mixture.samples.astype(np.float64)
    left = song - sum(read(path) for path in tmp_path.iterdir())
    measured = 10 * np.log10(np.sum(left**2) / np.sum(song**2))
    assert written.null.depth_db == pytest.approx(measured, abs=0.01)
    assert written.null.largest_error == pytest.approx(np.max(np.abs(left)), rel=1e-9)
    assert written.null.depth_db < deepest
    assert written.null.largest_error <= largest
    lsb = written.null.largest_error_lsb
    assert lsb is None if bits == "32f" else lsb == pytest.approx(written.null.largest_error / STEP[bits])


def test_many_float_stems_null_within_a_ten_millionth(tmp_path):
    sources = tuple(Source(f"s{index}", f"Stem {index}") for index in range(8))
    case = material(mixture(grid_bits=24), sources=sources)
    written = export(case, ExportChoice(tmp_path, bits="32f"))
    assert written.null.largest_error <= 1e-7
    assert len(written.null.files) == 9


def test_stems_that_do_not_sum_to_the_song_show_in_the_null_test(tmp_path):
    song = mixture()
    result = separation(song)
    wrong = SeparationResult(result.stems, Audio(result.residual.samples * np.float32(0.5), RATE))
    written = export(material(song, wrong), ExportChoice(tmp_path))
    assert -30 < written.null.depth_db < -5


def test_silence_stays_silence(tmp_path):
    silence = Audio(np.zeros((1, 1000), np.float32), RATE)
    result = SeparationResult((("s1", silence), ("s2", silence)), silence)
    case = material(Mixture(silence.samples, RATE), result)
    written = export(case, ExportChoice(tmp_path, bits="16"))
    assert written.null.depth_db == EXACT_NULL_DB
    assert not np.any(read(tmp_path / "Violin.wav"))  # no dither where no bits are lost


def test_float_stems_beyond_full_scale_are_kept(tmp_path):
    case = material(result=separation(mixture(), loud=3.0))
    export(case, ExportChoice(tmp_path, bits="32f"))
    np.testing.assert_array_equal(read(tmp_path / "Violin.wav"), stem(case, "s1"))


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        export(material(seed=seed), ExportChoice(tmp_path / folder, bits="16"))
    first, same, other = ((tmp_path / folder / "Violin.wav").read_bytes() for folder in "abc")
    assert first == same
    assert first != other


def test_a_stem_is_the_same_whatever_else_is_exported(tmp_path):
    export(material(), ExportChoice(tmp_path / "all", bits="16"))
    export(material(), ExportChoice(tmp_path / "one", bits="16", stems=("s2",), residual="leave_out"))
    assert (tmp_path / "all" / "Flöte_tief.wav").read_bytes() == (tmp_path / "one" / "Flöte_tief.wav").read_bytes()


def test_float_files_hold_no_time_of_day(tmp_path):
    case = material(mixture(1, 100))
    for folder in "ab":
        for container in ("wav", "aiff"):
            # the name of the chunk with the time, and a title that is longer than any head
            tags = Tags(f"PEAK {'x' * 900}", comment="ü" * 1000)
            export(case, ExportChoice(tmp_path / folder, container, "32f", tags=tags))
        time.sleep(1.01)
    for name in ("Violin.wav", "Violin.aiff"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
        with soundfile.SoundFile(tmp_path / "a" / name) as file:
            assert file.title == f"PEAK {'x' * 900} (Violin)"


@pytest.mark.parametrize("value", [np.nan, np.inf])
@pytest.mark.parametrize("clipping", ["clip", "turn_down"])
def test_values_that_are_not_numbers_are_refused(tmp_path, value, clipping):
    song = mixture()
    result = separation(song)
    broken = result.stems[1][1].samples.copy()
    broken[0, -1] = value
    case = material(song, SeparationResult((result.stems[0], ("s2", Audio(broken, RATE))), result.residual))
    with pytest.raises(ExportError, match=r"Flöte/tief: .* not numbers"):
        export(case, ExportChoice(tmp_path, clipping=clipping))
    assert everything(tmp_path) == []


def test_a_song_without_samples_is_refused(tmp_path):
    empty = Mixture(np.zeros((2, 0), np.float32), RATE)
    with pytest.raises(ExportError, match="no samples"):
        export(material(empty, separation(empty)), ExportChoice(tmp_path / "new"))
    assert everything(tmp_path) == []


def test_memory_does_not_grow_with_the_song(tmp_path):
    def growth(length: int) -> int:
        case = material(mixture(2, length))
        before = peak_memory_bytes()
        export(case, ExportChoice(tmp_path))
        return peak_memory_bytes() - before

    growth(200_000)
    assert growth(4_000_000) < 40 * 2**20  # the stems themselves have 32 MB each


PAGES_OF_HALF_A_MINUTE = """
import resource, sys
from pathlib import Path
import numpy as np
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.export import ExportChoice, export
from tests.core.export_cases import RATE, material
# in place: what is freed here would teach the library, too
whole = np.zeros((4, 2, 30 * RATE), np.float32)
noise = np.random.default_rng(0).normal(0, 0.1, (2, RATE)).astype(np.float32)
for start in range(0, whole.shape[2], RATE):
    whole[0, :, start : start + RATE] = noise
    whole[1:, :, start : start + RATE] = noise / 3
one, other, residual = (Audio(samples, RATE) for samples in whole[1:])
case = material(Mixture(whole[0], RATE), SeparationResult((("s1", one), ("s2", other)), residual), run=None)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
export(case, ExportChoice(Path(sys.argv[1])))
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="is about the memory of glibc")
def test_memory_is_not_taken_again_for_every_block(tmp_path):
    command = [sys.executable, "-c", PAGES_OF_HALF_A_MINUTE, str(tmp_path)]
    root = str(Path(__file__).parents[2])
    ended = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": root})
    assert int(ended.stdout) < 12_000  # 7,000 in all; twenty blocks of four files, one page at a time, are 20,000


# dither


def test_dither_is_triangular_and_leaves_no_distortion():
    """A tone of half a step vanishes without dither; with it the mean follows the tone and the noise is constant."""
    level = np.repeat(np.linspace(-0.5, 0.5, 5), 80_000) * 2.0**-15
    kept = quantize(level[np.newaxis], "16", block_generator(0, 0, 0)).kept[0] * 2.0**15
    for part, expected in zip(kept.reshape(5, -1), np.linspace(-0.5, 0.5, 5), strict=True):
        assert part.mean() == pytest.approx(expected, abs=0.01)
        assert part.std() == pytest.approx(0.5, abs=0.01)  # TPDF: total error power is 1/4 step squared, always


def test_dither_lies_between_one_step_down_and_one_up():
    noise = triangular(block_generator(3, 1, 2), (2, 99_999)) / 2**16
    assert noise.shape == (2, 99_999)
    assert -1.0 <= noise.min() < -0.98
    assert 0.98 < noise.max() <= 1.0
    counts, _ = np.histogram(noise, bins=[-1, -0.5, 0, 0.5, 1])
    np.testing.assert_allclose(counts / noise.size, [1 / 8, 3 / 8, 3 / 8, 1 / 8], atol=0.005)


def test_no_dither_where_no_bits_are_lost(tmp_path):
    song = mixture(grid_bits=16)
    silence = Audio(np.zeros_like(song.samples), RATE)
    result = SeparationResult((("s1", Audio(song.samples, RATE)),), silence)
    written = export(material(song, result, SOURCES[:1]), ExportChoice(tmp_path, bits="16"))
    np.testing.assert_array_equal(read(tmp_path / "Violin.wav"), song.samples)
    assert not any(file.dithered for file in written.files)
    assert lies_on_grid(song.samples, "16")
    assert not lies_on_grid(mixture(grid_bits=24).samples, "16")


# formats


@pytest.mark.parametrize(("bits", "channels", "rate"), [("32f", 2, RATE), ("24", 9, RATE), ("24", 2, 768_000)])
def test_flac_says_what_it_cannot_hold(tmp_path, bits, channels, rate):
    with pytest.raises(ExportError, match="FLAC holds"):
        export(material(mixture(channels, 10, rate=rate)), ExportChoice(tmp_path, "flac", bits))


def test_aiff_says_what_it_cannot_hold(tmp_path, monkeypatch):
    monkeypatch.setattr("core.export.formats.AIFF_MOST_BYTES", LENGTH * 2 * 3 - 1)
    with pytest.raises(ExportError, match="choose WAV or FLAC"):
        plan_export(material(), ExportChoice(tmp_path, "aiff", "24"))
    plan_export(material(), ExportChoice(tmp_path, "aiff", "16"))
    plan_export(material(), ExportChoice(tmp_path, "wav", "24"))


# plan and report


def test_planned_files_are_those_that_are_written(tmp_path):
    plan = plan_export(material(), ExportChoice(tmp_path))
    assert not plan.existing
    export(material(), ExportChoice(tmp_path))
    assert everything(tmp_path) == sorted(file.file for file in plan.files)
    sizes = sum((tmp_path / file.file).stat().st_size for file in plan.sounds)
    assert plan.total_bytes == pytest.approx(sizes, abs=2000)
    assert set(plan_export(material(), ExportChoice(tmp_path)).existing) == set(everything(tmp_path))


def test_a_plan_can_be_made_before_the_separation(tmp_path):
    case = material()
    before = plan_before(case.mixture, case.annotation, ExportChoice(tmp_path, template="{engine} {source}"), "test")
    assert before.files == plan_export(case, ExportChoice(tmp_path, template="{engine} {source}")).files


def test_the_report_says_how_the_files_were_made(tmp_path):
    tags = Tags("Song", "Somebody")
    written = export(material(), ExportChoice(tmp_path, bits="16", tags=tags, span=(10, 1000), clipping="turn_down"))
    report = written.report
    assert report == json.loads((tmp_path / "report.json").read_text("utf-8"))
    run = (report["engine"], report["version"], report["parameters"], report["seed"], report["sha256"])
    assert run == ("test", "2", {"updates": 3}, 7, "ab" * 32)
    assert [(s["name"], s["file"]) for s in report["sources"]] == [
        ("Violin", "Violin.wav"), ("Flöte/tief", "Flöte_tief.wav"),
    ]  # fmt: skip
    assert report["residual"]["file"] == "residual.wav"
    assert (report["format"], report["bits"], report["dither"]) == ("wav", "16", True)
    assert (report["span"], report["clipping"], report["turned_down_db"]) == ([10, 1000], "turn_down", 0.0)
    assert report["tags"]["artist"] == "Somebody"
    assert report["null_test"]["largest_error"] == 0.0
    assert report["figures"] == {"divergence": 1.5, "odd": None, "null_depth_db": EXACT_NULL_DB}
    assert report["seconds"] >= RUN.seconds
    assert report["peak_memory_bytes"] == pytest.approx(peak_memory_bytes(), rel=0.5)


def test_without_a_run_there_is_no_report(tmp_path):
    written = export(material(run=None), ExportChoice(tmp_path))
    assert written.report == {}
    assert "report.json" not in everything(tmp_path)


def test_peak_memory_counts_what_was_given_back():
    before = peak_memory_bytes()
    np.ones(2 * before, np.uint8)
    assert peak_memory_bytes() >= 1.5 * before


def test_progress_rises_to_the_end(tmp_path):
    seen = []
    case = material(result=separation(mixture(), loud=2.0))
    export(case, ExportChoice(tmp_path, clipping="turn_down"), lambda done, total: seen.append(done / total))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(seen) >= 6
