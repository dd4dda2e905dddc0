"""What is made of dictionaries: pitches, sound, edits."""

from __future__ import annotations

import numpy as np
import pytest

from core.annotation.model import Dictionary
from core.dictionaries.editing import of_source, on_grid, renamed, with_label, with_provenance, without_columns
from core.dictionaries.pitch import (
    centroids_hz,
    column_label,
    column_labels,
    column_pitches_hz,
    pitch_order,
)
from core.dictionaries.sound import PEAK, column_sound, dictionary_sound
from core.errors import EngineError
from tests.core.dictionary_cases import RATE, dictionary, noise, spectrum, tone

# pitches


@pytest.mark.parametrize("partials", [1, 3, 12])
@pytest.mark.parametrize(("rate", "window"), [(16000, 2048), (44100, 2048), (44100, 4096)])
def test_tones_have_the_pitch_that_they_were_made_with(rate, window, partials):
    pitches = [note for note in 440.0 * 2 ** (np.arange(-30, 28, 5) / 12) if note > 4 * rate / window]
    found = column_pitches_hz(dictionary([tone(hz, partials, rate) for hz in pitches], rate, window))
    np.testing.assert_allclose(1200 * np.log2(found / pitches), 0, atol=50)


def test_noise_has_no_pitch():
    bands = [(0, 11025), (100, 800), (1000, 2500), (4000, 9000)]
    assert np.isnan(column_pitches_hz(dictionary([noise(*band) for band in bands]))).all()


def test_tones_stand_before_noise_and_low_before_high():
    found = dictionary([noise(5000, 9000), tone(880), noise(200, 600), tone(110), tone(330)])
    assert pitch_order(found).tolist() == [3, 4, 1, 2, 0]
    assert centroids_hz(found)[2] < 700 < centroids_hz(found)[0]


def test_a_column_is_called_by_its_label_or_its_note():
    found = with_label(dictionary([tone(440), tone(466.16), noise(2000, 6000)]), 0, "open string")
    assert column_labels(found) == ("open string", "A♯4", "")
    assert [column_label(found, number) for number in range(3)] == ["open string", "A♯4", ""]


def test_odd_columns_have_an_answer():
    tiny = Dictionary("", "x", np.full((3, 2), 3**-0.5, np.float32), 8000, 4, 2, ("", ""))
    assert np.isnan(column_pitches_hz(tiny)).all()
    empty = without_columns(dictionary(), [0, 1, 2])
    assert len(column_pitches_hz(empty)) == len(pitch_order(empty)) == 0
    one_bin = np.zeros((1025, 1), np.float32)
    one_bin[0] = 1.0
    assert np.isnan(column_pitches_hz(Dictionary("", "x", one_bin, 22050, 2048, 512, ("",)))).all()


# sound


def test_a_column_sounds_as_it_looks():
    found = dictionary()
    for number in range(3):
        sound = column_sound(found, number)
        assert (sound.rate, sound.channels, sound.length) == (RATE, 1, round(0.6 * RATE))
        samples = sound.samples[0].astype(np.float64)
        assert np.abs(samples).max() == pytest.approx(PEAK)
        likeness = spectrum(samples[2000:-2000]) @ found.columns[:, number]
        assert likeness > (0.9 if number != 1 else 0.85)


def test_sounds_begin_and_end_in_silence_and_are_the_same_every_time():
    found = dictionary()
    samples = dictionary_sound(found, [2, 0, 1], 0.25).samples[0]
    each = round(0.25 * RATE)
    assert len(samples) == 3 * each
    for edge in (0, each, 2 * each, 3 * each):
        assert np.abs(samples[max(0, edge - 8) : edge + 8]).max() < 0.01
    np.testing.assert_array_equal(samples, dictionary_sound(found, [2, 0, 1], 0.25).samples[0])
    assert all(np.abs(part).max() == pytest.approx(PEAK) for part in np.split(samples, 3))
    assert not dictionary_sound(found, []).samples.any()


def test_any_column_and_length_makes_a_sound():
    one_bin = np.zeros((3, 2), np.float32)
    one_bin[0, 0] = one_bin[2, 1] = 1.0
    tiny = Dictionary("", "x", one_bin, 8000, 4, 2, ("", ""))
    for seconds in (0.0, 0.011, 0.6):
        for number in range(2):
            assert np.isfinite(column_sound(tiny, number, seconds).samples).all()


# edits


def test_edits_make_new_dictionaries_and_leave_the_old_one():
    first = dictionary(labels=("a", "b", "c"))
    fewer = without_columns(first, {1})
    assert fewer.labels == ("a", "c")
    np.testing.assert_array_equal(fewer.columns, first.columns[:, [0, 2]])
    assert (fewer.columns.flags.writeable, fewer.columns.flags.c_contiguous) == (False, True)
    assert with_label(first, 1, " x\n ").labels == ("a", "x", "c")
    assert (renamed(first, "Viola").name, renamed(first, " ").name) == ("Viola", "Violin")
    assert of_source(first, "t").source_id == "t"
    assert with_provenance(first, {"date": "2026"}).provenance == {"song": "söng.wav", "date": "2026"}
    assert (first.labels, first.name, first.source_id) == (("a", "b", "c"), "Violin", "s")
    assert len({first.id, fewer.id, renamed(first, "x").id, on_grid(first, RATE, 2048).id}) == 4
    for edit in (lambda: without_columns(first, [3]), lambda: with_label(first, -1, "x")):
        with pytest.raises(IndexError):
            edit()


@pytest.mark.parametrize(("rate", "window"), [(44100, 4096), (22050, 4096), (44100, 2048), (22050, 1024), (16000, 512)])
def test_on_another_grid_columns_are_those_of_the_same_sounds_there(rate, window):
    hz = [330.0, 660.0]
    there = dictionary([tone(one, 6, rate) for one in hz] + [noise(2000, 6000, rate)], rate, window)
    found = on_grid(dictionary([tone(one, 6) for one in hz] + [noise(2000, 6000)]), rate, window)
    assert found.columns.shape == there.columns.shape
    assert (found.rate, found.window_samples, found.hop_samples) == (rate, window, window // 4)
    np.testing.assert_allclose(np.linalg.norm(found.columns, axis=0), 1, rtol=1e-5)
    assert (found.columns >= 0).all()
    likeness = np.sum(found.columns * there.columns, axis=0)
    assert likeness.min() > 0.85
    # each is most like its own sound
    assert (np.argmax(found.columns.T @ there.columns, axis=1) == np.arange(3)).all()


def test_there_and_back_is_nearly_the_same():
    first = dictionary()
    again = on_grid(on_grid(first, 48000, 8192), first.rate, first.window_samples)
    assert np.sum(again.columns * first.columns, axis=0).min() > 0.98


def test_columns_above_the_song_are_left_out():
    first = dictionary([tone(200, 3), noise(8000, 10000)], labels=("low", "high"))
    columns = first.columns.copy()
    columns[:600, 1] = 0.0
    high = Dictionary("s", "Hiss", columns, first.rate, first.window_samples, first.hop_samples, first.labels)
    assert on_grid(high, 8000, 1024).labels == ("low",)
    with pytest.raises(EngineError, match="Hiss has no sound below 4 kHz"):
        on_grid(without_columns(high, [0]), 8000, 1024)
