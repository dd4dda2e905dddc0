"""Pictures of sound: levels, rows, pyramid, waveform, and the thread that makes them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.audio import Audio
from core.display import (
    TILE_COLUMNS,
    DisplayWorker,
    FrequencyWarp,
    SpectrogramPyramid,
    WaveformEnvelope,
    code_to_db,
    db_to_code,
    note_name,
    pitch_of,
    power_to_code,
    quiet,
    table_positions,
)
from core.display.warp import RowMapper

RATE = 8000
SCALES = ("log", "mel", "linear")


def sine(frequency_hz: float, seconds: float, amplitude: float = 1.0, rate: int = RATE) -> np.ndarray:
    return (amplitude * np.sin(2 * np.pi * frequency_hz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def built(audio: Audio, **options: object) -> SpectrogramPyramid:
    pyramid = SpectrogramPyramid(audio, **options)  # type: ignore[arg-type]
    for _ in pyramid.build():
        pass
    return pyramid


def whole_level(pyramid: SpectrogramPyramid, level: int) -> np.ndarray:
    for index in range(pyramid.tiles(level)):
        pyramid.compute(level, index)
    tiles = [pyramid.tile(level, index) for index in range(pyramid.tiles(level))]
    assert all(tile is not None for tile in tiles)
    return np.concatenate([tile.codes for tile in tiles if tile is not None], axis=1)[:, : pyramid.columns(level)]


def pyramid_rows_below(pyramid: SpectrogramPyramid, frequency_hz: float) -> int:
    return pyramid.warp.rows - pyramid.warp.row_at(frequency_hz)


# levels


def test_levels_survive_the_way_to_bytes_and_back_within_a_quarter_decibel() -> None:
    levels = np.linspace(-121.0, 5.5, 999)
    assert np.abs(code_to_db(db_to_code(levels)) - levels).max() <= 0.25 + 1e-9


def test_levels_outside_the_range_are_clipped() -> None:
    assert db_to_code([-500.0, 60.0]).tolist() == [0, 255]
    assert power_to_code(np.array([0.0, 1e12], np.float32)).tolist() == [0, 255]


def test_power_and_decibels_give_the_same_codes() -> None:
    levels = np.arange(-110.0, 5.0, 0.5)
    power = (10 ** (levels / 10)).astype(np.float32)
    assert np.array_equal(power_to_code(power), db_to_code(levels))


def test_the_table_runs_from_the_floor_to_the_top() -> None:
    positions = table_positions(-80.0, -20.0)
    assert positions[db_to_code(-80.0)] == 0.0
    assert positions[db_to_code(-20.0)] == 1.0
    assert positions[db_to_code(-50.0)] == pytest.approx(0.5)
    assert np.all(np.diff(positions) >= 0)


def test_a_table_without_range_is_refused() -> None:
    with pytest.raises(ValueError, match="top_db must be above"):
        table_positions(-20.0, -20.0)


# rows


@pytest.mark.parametrize("scale", SCALES)
def test_positions_and_frequencies_are_inverse_and_rise(scale: str) -> None:
    warp = FrequencyWarp.for_rate(scale, 512, 44100)  # type: ignore[arg-type]
    positions = np.linspace(0, 1, 101)
    frequencies = warp.frequency_hz(positions)
    assert np.all(np.diff(frequencies) > 0)
    assert frequencies[-1] == pytest.approx(22050)
    np.testing.assert_allclose(warp.position(frequencies), positions, atol=1e-9)


def test_octaves_are_equally_high_on_the_logarithmic_scale() -> None:
    warp = FrequencyWarp.for_rate("log", 512, 44100)
    octaves = np.diff(warp.position(55.0 * 2.0 ** np.arange(8)))
    np.testing.assert_allclose(octaves, octaves[0], rtol=1e-12)


def test_mel_is_linear_below_and_logarithmic_above() -> None:
    warp = FrequencyWarp.for_rate("mel", 512, 44100)
    assert warp.position(1000.0) * 2595 * np.log10(1 + 22050 / 700) == pytest.approx(1000.0, abs=1.0)


@pytest.mark.parametrize("scale", SCALES)
def test_every_single_bin_reaches_a_row_at_its_frequency(scale: str) -> None:
    bins, bin_hz = 513, RATE / 1024
    warp = FrequencyWarp.for_rate(scale, 300, RATE)  # type: ignore[arg-type]
    mapper = RowMapper(warp, bin_hz, bins)
    power = np.eye(bins, dtype=np.float32)  # frame n: only bin n sounds
    rows = mapper.codes(power)
    loud = db_to_code(0.0)
    for number in range(int(np.ceil(warp.low_hz / bin_hz)), bins):
        assert rows[:, number].max() == loud, f"bin {number} is lost"
        assert rows[warp.row_at(number * bin_hz), number] == loud


@pytest.mark.parametrize("scale", SCALES)
def test_rows_are_never_louder_than_the_loudest_bin(scale: str) -> None:
    power = np.random.default_rng(0).random((40, 513)).astype(np.float32)
    rows = RowMapper(FrequencyWarp.for_rate(scale, 700, RATE), RATE / 1024, 513).codes(power)  # type: ignore[arg-type]
    assert rows.shape == (700, 40)
    assert rows.dtype == np.uint8
    assert rows.flags.c_contiguous
    assert np.all(rows.max(axis=0) <= power_to_code(power).max(axis=1))


def test_rows_between_two_bins_are_interpolated() -> None:
    warp = FrequencyWarp("linear", 80, 0.0, 40.0)
    power = np.array([[1e-6, 1e-4, 1e-6, 1e-6, 1e-6]], np.float32)  # bins at 0, 10, 20, 30, 40 Hz
    levels = code_to_db(RowMapper(warp, 10.0, 5).codes(power))[::-1, 0]
    assert levels[9] == pytest.approx(-60 + 20 * 0.475, abs=0.5)  # row centre 4.75 Hz
    assert np.all(np.diff(levels[:20]) >= 0)


def test_pitches_have_names() -> None:
    assert pitch_of(440.0) == pytest.approx(69.0)
    assert [note_name(n) for n in (21, 60, 61, 69, 108)] == ["A0", "C4", "C♯4", "A4", "C8"]


# pyramid


@pytest.mark.parametrize("scale", SCALES)
def test_a_sine_shows_its_level_and_frequency(scale: str) -> None:
    # on a bin, so that the level is exact
    grid = SpectrogramPyramid(Audio(np.zeros((1, RATE), np.float32), RATE)).analysis
    frequency = 60 * RATE / grid.window_samples
    pyramid = built(Audio(sine(frequency, 3.0, 0.1)[np.newaxis], RATE), scale=scale)
    assert pyramid.level_db(1.5, frequency) == pytest.approx(-20.0, abs=0.5)
    assert pyramid.level_db(1.5, frequency * 2) < -80  # type: ignore[operator]
    column = whole_level(pyramid, 1)[:, 40]
    loudest = pyramid.warp.frequency_hz(1 - (np.argmax(column) + 0.5) / pyramid.warp.rows)
    assert abs(loudest - frequency) <= RATE / grid.window_samples


def test_channels_in_opposite_phase_do_not_cancel() -> None:
    left = sine(500.0, 2.0, 0.5)
    pyramid = built(Audio(np.stack([left, -left]), RATE))
    assert pyramid.level_db(1.0, 500.0) == pytest.approx(-6.0, abs=1.6)


def test_every_level_is_the_maximum_of_the_one_below() -> None:
    noise = (0.1 * np.random.default_rng(3).standard_normal((1, RATE * 60))).astype(np.float32)
    pyramid = built(Audio(noise, RATE), rows=64)
    assert pyramid.levels >= 4
    for level in range(2, pyramid.levels):
        below, above = whole_level(pyramid, level - 1), whole_level(pyramid, level)
        padded = np.pad(below, ((0, 0), (0, below.shape[1] % 2)))
        assert np.array_equal(above, np.maximum(padded[:, ::2], padded[:, 1::2]))


def test_a_single_click_survives_at_every_level() -> None:
    samples = np.zeros((1, RATE * 90), np.float32)
    click_s = 41.3
    samples[0, int(click_s * RATE)] = 1.0
    pyramid = built(Audio(samples, RATE), rows=64)
    for level in range(pyramid.levels):
        picture = whole_level(pyramid, level)
        loud = np.flatnonzero(picture.max(axis=0) > 100)
        middle = pyramid.column_at(level, click_s)
        assert loud.size > 0, f"lost at level {level}"
        assert loud[0] <= middle <= loud[-1] + 1


def test_levels_computed_on_demand_look_like_those_that_are_kept() -> None:
    noise = (0.1 * np.random.default_rng(4).standard_normal((2, RATE * 40))).astype(np.float32)
    kept = built(Audio(noise, RATE), rows=64)
    sparing = built(Audio(noise, RATE), rows=64, memory_bytes=2 * 64 * TILE_COLUMNS)
    assert sparing.kept_from > kept.kept_from == 1
    for level in range(1, kept.levels):
        more = whole_level(sparing, level).astype(int) - whole_level(kept, level)
        # maxima are taken before rows between bins are interpolated: never less, and hardly more
        assert more.min() >= 0
        assert more.mean() < 0.5
        assert np.all(more[: -pyramid_rows_below(sparing, 150.0)] == 0)


def test_the_first_look_shows_all_of_a_long_song_and_is_never_too_loud() -> None:
    seconds = 400
    samples = (0.1 * np.random.default_rng(5).standard_normal((1, RATE * seconds))).astype(np.float32)
    pyramid = SpectrogramPyramid(Audio(samples, RATE), rows=32)
    steps = pyramid.build()
    next(steps)
    top = pyramid.levels - 1
    sketch = pyramid.tile(top, 0)
    assert sketch is not None
    early = sketch.codes[:, : pyramid.columns(top)].copy()
    assert early.min(axis=0).max() > 0
    assert np.all(early.max(axis=0) > 0)
    assert pyramid.loud_db() is not None
    for _ in steps:
        pass
    assert np.all(whole_level(pyramid, top) >= early)


def test_building_begins_where_somebody_looks() -> None:
    samples = np.ones((1, RATE * 300), np.float32)
    pyramid = SpectrogramPyramid(Audio(samples, RATE), rows=16)
    pyramid.focus_s = 200.0
    steps = pyramid.build()
    while not (part := next(steps)):
        pass
    assert 0 < part < 0.5
    found = [index for index in range(pyramid.tiles(1)) if pyramid.tile(1, index) is not None]
    assert found == [int(pyramid.column_at(1, 200.0)) // TILE_COLUMNS]


def test_a_song_of_an_hour_stays_below_150_megabytes(tmp_path: Path) -> None:
    # a hole in a file: the samples take no memory either
    samples = np.memmap(tmp_path / "hour.f32", np.float32, "w+", shape=(1, 3600 * 44100))
    pyramid = SpectrogramPyramid(Audio(samples, 44100))
    assert pyramid.bound_bytes < 128e6  # with the coloured strip of the widget: below 150
    steps = pyramid.build()
    next(steps)
    next(steps)
    for index in range(70):
        pyramid.compute(0, index)
    assert 0 < pyramid.used_bytes() <= pyramid.bound_bytes


def test_tiles_on_demand_are_forgotten_in_the_order_of_their_use() -> None:
    samples = np.zeros((1, RATE * 120), np.float32)
    pyramid = SpectrogramPyramid(Audio(samples, RATE), rows=16, cached_tiles=3)
    for index in (0, 1, 2):
        pyramid.compute(0, index)
    assert pyramid.tile(0, 0) is not None  # used again
    pyramid.compute(0, 3)
    assert [pyramid.tile(0, index) is not None for index in range(4)] == [True, False, True, True]


def test_no_column_falls_between_two_pixels() -> None:
    pyramid = SpectrogramPyramid(Audio(np.zeros((1, RATE * 600), np.float32), RATE))
    for pixels_per_s in (3.0, 10.0, 47.0, 300.0):
        level = pyramid.level_for(pixels_per_s)
        assert RATE / pyramid.hop_samples(level) <= pixels_per_s or level == pyramid.levels - 1
        assert level == 0 or RATE / pyramid.hop_samples(level - 1) > pixels_per_s


@pytest.mark.parametrize("length", [0, 1, 100, 5000])
def test_very_short_sounds_have_a_picture(length: int) -> None:
    pyramid = built(Audio(np.ones((1, length), np.float32), RATE))
    assert pyramid.columns(1) == pyramid.frames
    assert (pyramid.tile(1, 0) is not None) == (length > 0)
    assert pyramid.level_db(-1.0, 100.0) is None


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000])
def test_any_rate_has_nested_grids(rate: int) -> None:
    pyramid = SpectrogramPyramid(Audio(np.zeros((1, rate), np.float32), rate))
    assert pyramid.hop_samples(1) == 2 * pyramid.hop_samples(0)
    assert pyramid.analysis.window_samples == 4 * pyramid.analysis.hop_samples


# waveform


def test_the_envelope_holds_extremes_and_mean_square() -> None:
    samples = (0.3 * np.random.default_rng(6).standard_normal((2, 512 * 3000 + 77))).astype(np.float32)
    audio = Audio(samples, RATE)
    envelope = WaveformEnvelope(audio)
    parts = list(envelope.build())
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    one = envelope.slice(0.0, audio.duration_s, 1)
    assert one.low[0] == samples.min()
    assert one.high[0] == samples.max()
    assert one.rms[0] == pytest.approx(np.sqrt(np.mean(samples.astype(np.float64) ** 2)), rel=2e-3)


@pytest.mark.parametrize("columns", [1, 7, 100, 1400, 9000])
def test_a_single_peak_shows_at_any_number_of_columns(columns: int) -> None:
    samples = np.zeros((1, 512 * 4000), np.float32)
    place = 512 * 2222 + 5
    samples[0, place] = -0.7
    envelope = WaveformEnvelope(Audio(samples, RATE))
    list(envelope.build())
    low = envelope.slice(0.0, samples.shape[1] / RATE, columns).low
    assert low.min() == np.float32(-0.7)
    loud = np.flatnonzero(low < -0.5)
    exact = place / samples.shape[1] * columns
    assert loud[0] - 1 <= exact <= loud[-1] + 1
    assert loud.size <= max(2, int(np.ceil(columns / 4000)) + 1) + 1


def test_the_envelope_is_silent_outside_the_sound_and_before_it_is_built() -> None:
    audio = Audio(np.ones((1, RATE), np.float32), RATE)
    envelope = WaveformEnvelope(audio)
    assert envelope.slice(0.0, 1.0, 10).high.max() == 0
    list(envelope.build())
    part = envelope.slice(-1.0, 2.0, 30)
    assert part.high[:10].max() == 0
    assert part.high[10:20].min() == 1
    assert part.high[21:].max() == 0


def test_an_empty_sound_has_an_empty_envelope() -> None:
    envelope = WaveformEnvelope(Audio(np.zeros((1, 0), np.float32), RATE))
    assert list(envelope.build()) == []
    assert envelope.slice(0.0, 1.0, 5).high.tolist() == [0] * 5


# worker


def wait_until_idle(worker: DisplayWorker) -> None:
    end = time.monotonic() + 5
    while worker.busy and time.monotonic() < end:
        time.sleep(0.002)
    assert not worker.busy


def test_requests_come_before_long_work_and_old_requests_are_dropped() -> None:
    done: list[str] = []
    started, go = threading.Event(), threading.Event()

    def steps():  # type: ignore[no-untyped-def]
        for number in range(3):
            if number == 0:
                started.set()
                assert go.wait(5)
            done.append(f"step {number}")
            yield

    worker = DisplayWorker(lambda: None)
    worker.add(steps())
    assert started.wait(5)
    worker.request([("old", lambda: done.append("old"))])
    worker.request([("a", lambda: done.append("a")), ("b", lambda: done.append("b"))])
    go.set()
    wait_until_idle(worker)
    assert done == ["step 0", "a", "b", "step 1", "step 2"]


def test_the_thread_ends_with_its_work_and_comes_back_with_more() -> None:
    changes: list[int] = []
    worker = DisplayWorker(lambda: changes.append(1), "picture")
    worker.add(iter([1, 2]))
    wait_until_idle(worker)
    time.sleep(0.01)
    assert "picture" not in [thread.name for thread in threading.enumerate()]
    before = len(changes)
    worker.request([("x", lambda: None)])
    wait_until_idle(worker)
    assert len(changes) == before + 1


def test_close_stops_in_the_middle_and_nothing_is_told_afterwards() -> None:
    changes: list[int] = []

    def endless():  # type: ignore[no-untyped-def]
        while True:
            time.sleep(0.002)
            yield

    worker = DisplayWorker(lambda: changes.append(1))
    worker.add(endless())
    while not changes:
        time.sleep(0.001)
    worker.close()
    count = len(changes)
    assert not worker.busy
    worker.add(endless())
    worker.request([("x", lambda: changes.append(9))])
    time.sleep(0.02)
    assert len(changes) == count


def test_long_work_waits_while_something_moves_but_requests_do_not() -> None:
    seen: list[str] = []
    told = threading.Event()

    def steps() -> Iterator[object]:
        while True:
            seen.append("step")
            yield False

    worker = DisplayWorker(lambda: None)
    quiet.stir()
    worker.add(steps())
    worker.request([("tile", told.set)])
    assert told.wait(5.0)
    assert "step" not in seen or quiet.seconds_left() <= 0
    deadline = time.monotonic() + 5.0
    while "step" not in seen and time.monotonic() < deadline:
        quiet.stir()  # on and on
        time.sleep(0.01)
    assert "step" in seen
    worker.close()
