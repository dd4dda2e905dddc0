"""Measures over time, and agreement of all measures with the published implementations."""

from __future__ import annotations

import csv
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest

import core.evaluation.frames
from core.audio import Audio
from core.evaluation import EvaluationError, evaluate, evaluate_frames, figures_of, write_evaluation

RATE = 8000
SECONDS = 6

needs_museval = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="museval needs ffmpeg")


def signals(channels: int = 2, count: int = 3) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Return references (channels, samples) and estimates that leak, are filtered and noisy; by name."""
    rng = np.random.default_rng(4)
    shape = (channels, SECONDS * RATE)
    true = {}
    for index in range(count):
        coloured = np.stack(
            [np.convolve(noise, np.exp(-np.arange(30) / (2 + 4 * index)), "same") for noise in rng.normal(size=shape)]
        )
        true[f"s{index}"] = 0.05 * coloured * (1.0 + np.sin(np.arange(shape[1]) / RATE * (1 + index)) ** 2)
    total = sum(true.values())
    found = {
        name: 0.8 * source + 0.1 * np.roll(total, 3, axis=1) + 0.005 * rng.normal(size=shape)
        for name, source in true.items()
    }
    return true, found


def sounds(samples: dict[str, np.ndarray]) -> dict[str, Audio]:
    return {name: Audio(np.ascontiguousarray(data, np.float32), RATE) for name, data in samples.items()}


def stacked(audio: dict[str, Audio]) -> np.ndarray:
    """Return (sources, samples, channels), in double precision, of the same numbers."""
    return np.stack([one.samples.T.astype(np.float64) for one in audio.values()])


@needs_museval
@pytest.mark.parametrize(("channels", "count"), [(2, 3), (1, 2)])
def test_frames_agree_with_museval(channels: int, count: int) -> None:
    import museval

    true, found = (sounds(group) for group in signals(channels, count))
    result = evaluate_frames(true, found)
    sdr, isr, sir, sar = museval.evaluate(stacked(true), stacked(found), win=RATE, hop=RATE, mode="v4")
    for index, scores in enumerate(result.sources):
        for measured, expected in ((scores.sdr, sdr), (scores.isr, isr), (scores.sir, sir), (scores.sar, sar)):
            assert measured == pytest.approx(expected[index], abs=0.01)
    assert result.times_s.tolist() == list(range(SECONDS))
    assert (result.window_s, result.rate) == (1.0, RATE)


@needs_museval
def test_the_whole_song_agrees_with_museval_in_the_third_version() -> None:
    import museval

    true, found = (sounds(group) for group in signals(channels=1))
    result = evaluate(true, found, rate=RATE)
    sdr, sir, sar, _ = museval.metrics.bss_eval_sources(stacked(true)[..., 0], stacked(found)[..., 0], False)
    sdr, sir, sar = (np.ravel(values) for values in (sdr, sir, sar))
    for index, source in enumerate(result.sources):
        expected = (float(sdr[index]), float(sir[index]), float(sar[index]))
        assert (source.sdr, source.sir, source.sar) == pytest.approx(expected, abs=0.01)


def test_the_whole_song_agrees_with_mir_eval() -> None:
    from mir_eval.separation import bss_eval_sources

    true, found = (sounds(group) for group in signals(channels=1))
    result = evaluate(true, found, rate=RATE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is about to be dropped there
        sdr, sir, sar, _ = bss_eval_sources(stacked(true)[..., 0], stacked(found)[..., 0], compute_permutation=False)
        mixture = sum(stacked(true)[..., 0])
        mixed, *_ = bss_eval_sources(stacked(true)[..., 0], np.stack([mixture] * len(true)), compute_permutation=False)
    for index, source in enumerate(result.sources):
        assert (source.sdr, source.sir, source.sar) == pytest.approx((sdr[index], sir[index], sar[index]), abs=0.01)
        assert source.nsdr == pytest.approx(sdr[index] - mixed[index], abs=0.01)


def test_scale_invariant_sdr_is_that_of_its_definition() -> None:
    true, found = (sounds(group) for group in signals(channels=1))
    result = evaluate(true, found, rate=RATE)
    for source, reference, estimate in zip(result.sources, stacked(true)[..., 0], stacked(found)[..., 0], strict=True):
        target = reference * (reference @ estimate) / (reference @ reference)
        expected = 10 * np.log10((target @ target) / ((estimate - target) @ (estimate - target)))
        assert source.si_sdr == pytest.approx(expected, abs=0.01)


@needs_museval
def test_a_song_too_long_for_memory_is_measured_in_pieces_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    true, found = (sounds(group) for group in signals(channels=1, count=2))
    whole, done = evaluate_frames(true, found), []
    monkeypatch.setattr(core.evaluation.frames, "_MEMORY_BYTES", 3 * RATE * 2 * 56)
    pieces = evaluate_frames(true, found, progress=lambda part, total: done.append(part / total))
    assert done == [0.5, 1.0]
    assert "2 pieces" in pieces.messages[0]
    assert not whole.messages
    assert pieces.sources[0].sdr == pytest.approx(whole.sources[0].sdr, abs=0.5)


@needs_museval
def test_silent_seconds_have_no_measures_and_do_not_count() -> None:
    true, found = signals(channels=1, count=2)
    true["s0"][:, : 2 * RATE] = 0.0
    scores = evaluate_frames(sounds(true), sounds(found)).sources[0]
    assert np.isnan(scores.sdr[:2]).all()
    assert np.isfinite(scores.sdr[2:]).all()
    assert scores.median("sdr") == pytest.approx(np.median(scores.sdr[2:]))


@needs_museval
@pytest.mark.parametrize("kind", ["reference", "estimate"])
def test_a_silent_source_has_no_measures_and_those_of_the_others_stay(kind: str) -> None:
    true, found = signals(channels=1)
    expected = evaluate_frames(sounds(true), sounds(found)).sources[0]
    if kind == "reference":
        others = ({name: group[name] for name in ("s0", "s1")} for group in (true, found))
        expected = evaluate_frames(*(sounds(group) for group in others)).sources[0]
    (true if kind == "reference" else found)["s2"][:] = 0.0
    result = evaluate_frames(sounds(true), sounds(found))
    assert result.messages == (f"the {kind} s2 is silent: it has no measures",)
    assert np.isnan([result.sources[2].sdr, result.sources[2].sar]).all()
    assert result.sources[2].median("sdr") is None
    for name in ("sdr", "isr", "sir", "sar"):
        assert getattr(result.sources[0], name) == pytest.approx(getattr(expected, name), abs=1e-6)


@needs_museval
def test_silence_everywhere_has_no_measures() -> None:
    true, found = signals(channels=1, count=1)
    result = evaluate_frames(sounds({"s0": 0 * true["s0"]}), sounds(found))
    assert result.sources[0].sdr.shape == result.times_s.shape == (SECONDS,)
    assert np.isnan(result.sources[0].sdr).all()


@needs_museval
def test_a_source_that_is_silent_in_a_whole_piece_does_not_end_the_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    true, found = signals(channels=1, count=2)
    true["s1"][:, 3 * RATE :] = 0.0
    monkeypatch.setattr(core.evaluation.frames, "_MEMORY_BYTES", 3 * RATE * 2 * 56)
    scores = evaluate_frames(sounds(true), sounds(found)).sources
    assert np.isfinite(scores[0].sdr[:3]).all()
    assert np.isnan([scores[0].sdr[3:], scores[1].sdr[3:]]).all()


@needs_museval
def test_different_channels_are_mixed_to_one() -> None:
    true, _ = signals(channels=1, count=2)
    _, found = signals(channels=2, count=2)
    result = evaluate_frames(sounds(true), sounds(found))
    assert "mixed to one" in result.messages[0]


@needs_museval
def test_shorter_estimates_and_a_single_source_are_measured() -> None:
    true, found = signals(channels=1, count=1)
    result = evaluate_frames(sounds(true), sounds({"s0": found["s0"][:, :-1000]}))
    assert result.sources[0].sdr.shape == (SECONDS,)
    assert np.isnan(result.sources[0].sir).all()


def test_without_ffmpeg_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "museval", None)
    true, found = (sounds(group) for group in signals(channels=1, count=2))
    with pytest.raises(EvaluationError, match=r"needs the package museval and the program ffmpeg; install both"):
        evaluate_frames(true, found)


@pytest.mark.parametrize("window_s", [0.0, 61.0, float("nan")])
def test_windows_out_of_range_are_refused(window_s: float) -> None:
    true, found = (sounds(group) for group in signals(channels=1, count=2))
    with pytest.raises(EvaluationError, match=r"use 0\.1 to 60 s"):
        evaluate_frames(true, found, window_s=window_s)


@needs_museval
def test_measures_are_written_as_table_and_as_json(tmp_path: Path) -> None:
    true, found = (sounds(group) for group in signals(channels=1, count=2))
    whole, frames = evaluate(true, found, rate=RATE), evaluate_frames(true, found)
    write_evaluation(tmp_path / "measures.json", whole, frames)
    read = json.loads((tmp_path / "measures.json").read_text("utf-8"))
    assert read == figures_of(whole, frames)
    assert read["frames"]["sources"][1]["sdr"][2] == frames.sources[1].sdr[2]
    write_evaluation(tmp_path / "measures.csv", whole, frames)
    rows = list(csv.DictReader((tmp_path / "measures.csv").read_text("utf-8").splitlines()))
    found_row = next(
        row for row in rows if (row["source"], row["measure"], row["start_s"]) == ("s1", "sdr_v4", "2.000")
    )
    assert float(found_row["value_db"]) == pytest.approx(frames.sources[1].sdr[2], abs=1e-4)
    assert next(float(row["value_db"]) for row in rows if row["measure"] == "nsdr") == pytest.approx(
        whole.sources[0].nsdr, abs=1e-4
    )


def test_other_endings_are_refused(tmp_path: Path) -> None:
    true, found = (sounds(group) for group in signals(channels=1, count=2))
    with pytest.raises(EvaluationError, match=r"measures\.xlsx: measures are written as \.csv or \.json"):
        write_evaluation(tmp_path / "measures.xlsx", evaluate(true, found, rate=RATE))
