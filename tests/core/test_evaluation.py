"""Measures of separation quality."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import core.evaluation.whole
from core.audio import Audio
from core.evaluation import EvaluationError, evaluate

RATE = 22050


def sound(samples: np.ndarray, rate: int = RATE) -> Audio:
    return Audio(np.atleast_2d(samples).astype(np.float32), rate)


def noises(count: int, length: int = 60_000, seed: int = 0) -> list[np.ndarray]:
    generator = np.random.default_rng(seed)
    # coloured and uneven, as sources are
    return [
        np.convolve(generator.normal(size=length), np.exp(-np.arange(20) / (1 + 3 * index)), "same")
        * np.linspace(0.01, 0.1 * (index + 1), length)
        for index in range(count)
    ]


def named(signals: list[np.ndarray]) -> dict[str, Audio]:
    return {f"s{index}": sound(signal) for index, signal in enumerate(signals)}


def explained(references: list[np.ndarray], estimate: np.ndarray, taps: int) -> float:
    """Energy of the part of an estimate that delayed references explain, by least squares on the samples."""
    size = estimate.size + taps - 1
    delayed = [np.pad(r, (delay, size - r.size - delay)) for r in references for delay in range(taps)]
    columns, padded = np.stack(delayed, axis=1), np.pad(estimate, (0, taps - 1))
    weights = np.linalg.lstsq(columns, padded, rcond=None)[0]
    return float(np.sum((columns @ weights) ** 2))


def decibels(signal: float, noise: float) -> float:
    return float(10 * np.log10(signal / noise))


@pytest.mark.parametrize("count", [2, 3])
def test_bss_eval_is_that_of_its_definition_by_least_squares(count):
    taps = 24
    references = [np.float32(signal).astype(float) for signal in noises(count, 3000)]
    generator = np.random.default_rng(5)
    mixture = sum(references)
    estimates = [
        np.float32(0.7 * np.roll(r, 3) + 0.2 * mixture + generator.normal(0, 0.01, r.size)).astype(float)
        for r in references
    ]
    result = evaluate(named(references), named(estimates), taps=taps)
    for index, (reference, estimate) in enumerate(zip(references, estimates, strict=True)):
        total, score = np.sum(estimate**2), result.sources[index]
        target, all_ = explained([reference], estimate, taps), explained(references, estimate, taps)
        mixed = explained([reference], mixture, taps)
        scaled = explained([reference], estimate, 1)
        found = [score.sdr, score.sir, score.sar, score.leakage_db, score.mixture_sdr, score.si_sdr]
        expected = [
            decibels(target, total - target),
            decibels(target, all_ - target),
            decibels(all_, total - all_),
            decibels(all_ - target, total),
            decibels(mixed, np.sum(mixture**2) - mixed),
            decibels(scaled, total - scaled),
        ]
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4)
        assert score.nsdr == pytest.approx(score.sdr - score.mixture_sdr, abs=1e-9)


def test_systems_are_solved_on_one_core_and_torch_gets_its_cores_back(monkeypatch):
    import fast_bss_eval
    import torch

    solve, cores = fast_bss_eval.bss_eval_sources, []

    def watched(*signals: torch.Tensor, **options: Any) -> Any:
        cores.append(torch.get_num_threads())
        # on several cores it would never come back
        assert cores == [1]
        return solve(*signals, **options)

    monkeypatch.setattr(fast_bss_eval, "bss_eval_sources", watched)
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        evaluate(named(noises(2)), named(noises(2)))
        assert (cores, torch.get_num_threads()) == ([1], 2)
    finally:
        torch.set_num_threads(before)


def test_what_a_short_filter_explains_is_no_distortion():
    reference, other = noises(2, 20_000)
    filtered = np.convolve(reference, np.random.default_rng(1).normal(size=400))
    score = evaluate(named([reference, other]), named([filtered, other])).sources[0]
    assert score.sdr > 60
    assert score.si_sdr < 0


def test_a_leak_of_known_size_is_found():
    references = [signal / np.std(signal) for signal in noises(2)]
    estimates = [references[0] + 0.1 * references[1], references[1]]
    score = evaluate(named(references), named(estimates)).sources[0]
    assert score.leakage_db == pytest.approx(-20, abs=0.3)
    assert score.sir == pytest.approx(20, abs=0.3)
    assert score.si_sdr == pytest.approx(20, abs=0.3)
    assert score.sar > 80


def test_a_perfect_estimate_reaches_the_limit_of_the_measure():
    references = noises(2)
    result = evaluate(named(references), named(references), sound(sum(references)))
    assert all(s.sdr > 100 for s in result.sources)
    assert result.null_depth_db < -120


def leaky(references: list[np.ndarray]) -> list[np.ndarray]:
    return [r + 0.1 * np.roll(references[index - 1], 700) for index, r in enumerate(references)]


def test_a_song_too_long_for_memory_gets_the_means_over_windows(monkeypatch):
    references = noises(2, 40_000)
    estimates = leaky(references)
    halves = [
        evaluate(named([r[part] for r in references]), named([e[part] for e in estimates]))
        for part in (slice(20_000), slice(20_000, None))
    ]
    assert not any("long" in message for message in halves[0].messages)
    monkeypatch.setattr(core.evaluation.whole, "_WHOLE_SAMPLES", 30_000)
    result = evaluate(named(references), named(estimates))
    for measure in ("sdr", "sir", "sar", "mixture_sdr", "nsdr", "si_sdr", "leakage_db"):
        expected = np.mean([[getattr(source, measure) for source in half.sources] for half in halves], axis=0)
        np.testing.assert_allclose([getattr(s, measure) for s in result.sources], expected, rtol=0, atol=1e-6)
    long = [message for message in result.messages if message.startswith("the song is long")]
    assert [message.partition("means over ")[2] for message in long] == ["2 windows of 1 s"] * 2


def test_where_many_sources_are_too_much_for_memory_only_what_needs_them_all_is_measured_in_windows(monkeypatch):
    references = noises(3, 40_000)
    estimates = leaky(references)
    whole = evaluate(named(references), named(estimates))
    monkeypatch.setattr(core.evaluation.whole, "_FEWEST_SAMPLES", 1)
    monkeypatch.setattr(core.evaluation.whole, "_PAIRED_VALUES", 9 << 16)
    result = evaluate(named(references), named(estimates))
    assert [s.sdr for s in result.sources] == [s.sdr for s in whole.sources]
    assert result.sources[0].sir == pytest.approx(whole.sources[0].sir, abs=2)
    assert result.sources[0].sir != whole.sources[0].sir
    (message,) = set(result.messages) - set(whole.messages)
    assert message == "the song is long: SIR, SAR and leakage are means over 2 windows of 1 s"


def test_windows_in_which_a_source_is_silent_do_not_count(monkeypatch):
    references = noises(2, 40_000)
    references[0][20_000:] = 0
    estimates = leaky(references)
    first = evaluate(named([r[:20_000] for r in references]), named([e[:20_000] for e in estimates]))
    monkeypatch.setattr(core.evaluation.whole, "_WHOLE_SAMPLES", 20_000)
    result = evaluate(named(references), named(estimates))
    assert result.sources[0].sdr == pytest.approx(first.sources[0].sdr, abs=1e-6)
    assert result.sources[0].leakage_db == pytest.approx(first.sources[0].leakage_db, abs=1e-6)
    assert not any("silent" in message for message in result.messages)


def test_progress_runs_to_the_end():
    steps: list[tuple[int, int]] = []
    evaluate(named(noises(2)), named(noises(2)), progress=lambda done, total: steps.append((done, total)))
    done = [step for step, _ in steps]
    assert done == sorted(done)
    assert steps[-1][0] == steps[-1][1] > 0


def test_shorter_signals_are_continued_with_silence():
    references = noises(2, 30_000)
    cut = [references[0][:20_000], references[1]]
    padded = [np.pad(cut[0], (0, 10_000)), references[1]]
    first, second = (evaluate(named(references), named(estimates)) for estimates in (cut, padded))
    assert first.sources[0].sdr == pytest.approx(second.sources[0].sdr, abs=1e-9)
    assert first.seconds == 30_000 / RATE


def test_the_rate_is_the_published_one_or_the_lowest():
    fast = {"a": sound(noises(1)[0], 44100)}
    slow = {"a": sound(noises(1)[0], 16000)}
    assert evaluate(fast, fast).rate == 22050
    assert evaluate(slow, slow).rate == 16000
    assert evaluate(fast, fast, rate=44100).rate == 44100


def test_measuring_at_another_rate_agrees_with_resampling_first():
    soxr = pytest.importorskip("soxr")
    references = [np.float32(signal) for signal in noises(2)]
    estimates = [references[0] + 0.3 * references[1], references[1] - 0.2 * references[0]]
    of_files = evaluate(
        {f"s{i}": sound(r, 44100) for i, r in enumerate(references)},
        {f"s{i}": sound(e, 44100) for i, e in enumerate(estimates)},
    )
    resampled = [[soxr.resample(signal, 44100, 22050) for signal in group] for group in (references, estimates)]
    of_resampled = evaluate(named(resampled[0]), named(resampled[1]))
    for a, b in zip(of_files.sources, of_resampled.sources, strict=True):
        assert a.sdr == pytest.approx(b.sdr, abs=0.01)


def test_channels_are_mixed_to_one():
    references = noises(2)
    stereo = {name: Audio(np.vstack([a.samples * 1.5, a.samples * 0.5]), RATE) for name, a in named(references).items()}
    estimates = named([references[0] + 0.1 * references[1], references[1]])
    assert evaluate(stereo, estimates).sources[0].sdr == pytest.approx(
        evaluate(named(references), estimates).sources[0].sdr, abs=1e-3
    )


def test_a_silent_reference_has_no_measures_and_disturbs_no_other():
    references = noises(2)
    estimates = [references[0] + 0.1 * references[1], references[1]]
    without = evaluate(named(references), named(estimates))
    silence = np.zeros_like(references[0])
    result = evaluate(named([*references, silence]), named([*estimates, references[0] * 0.01]))
    assert result.sources[2].sdr is None
    assert result.sources[2].nsdr is None
    assert any("s2 is silent" in message for message in result.messages)
    assert result.sources[0].sdr == pytest.approx(without.sources[0].sdr, abs=1e-6)
    assert result.mean("sdr") == pytest.approx(np.mean([s.sdr for s in result.sources[:2]]))


def test_silence_everywhere_has_no_measures():
    silence = {"a": sound(np.zeros(3000))}
    result = evaluate(silence, silence, silence["a"])
    assert (result.sources[0].sdr, result.null_depth_db, result.mean("sdr")) == (None, None, None)


def test_a_silent_estimate_has_no_measures():
    references = noises(2)
    result = evaluate(named(references), named([references[0], np.zeros(10)]))
    assert result.sources[0].sdr > 100
    assert result.sources[1].sdr is None
    assert any("estimate s1 is silent" in message for message in result.messages)


def test_references_that_depend_on_each_other_are_measured():
    signal = noises(1)[0]
    result = evaluate(named([signal, 0.5 * signal]), named([signal, signal]))
    assert result.sources[0].sdr > 60


def test_one_reference_without_mixture_has_no_baseline():
    reference, other = noises(2)
    score = evaluate(named([reference]), named([reference + other])).sources[0]
    assert score.sdr is not None
    assert (score.nsdr, score.sir, score.leakage_db) == (None, None, None)


def test_sounds_shorter_than_the_filter_are_measured():
    references = noises(2, 100)
    assert evaluate(named(references), named(references)).sources[0].sdr is not None


def test_the_null_depth_counts_every_estimate():
    first, second, rest = noises(3)
    mixture = Audio(np.vstack([first + second + rest] * 2).astype(np.float32), RATE)
    stems = {name: Audio(np.vstack([s, s]).astype(np.float32), RATE) for name, s in (("a", first), ("b", second))}
    residual = {"residual": Audio(np.vstack([rest, rest]).astype(np.float32), RATE)}
    references = {"a": stems["a"], "b": stems["b"]}
    assert evaluate(references, stems | residual, mixture).null_depth_db < -120
    expected = 10 * np.log10(np.sum(rest**2) / np.sum((first + second + rest) ** 2))
    assert evaluate(references, stems, mixture).null_depth_db == pytest.approx(expected, abs=1e-3)
    mono = evaluate(references, {**stems, "a": sound(first)}, mixture)
    assert mono.null_depth_db is None
    assert any("channels" in message for message in mono.messages)


@pytest.mark.parametrize(
    ("references", "estimates", "rate", "words"),
    [({}, {}, None, "no reference"), ({"a": 1}, {"b": 1}, None, "a has no estimate"), ({"a": 1}, {"a": 1}, 5, "5 Hz")],
)
def test_what_cannot_be_compared_is_said(references, estimates, rate, words):
    audio = sound(noises(1, 1000)[0])
    with pytest.raises(EvaluationError, match=words):
        evaluate(dict.fromkeys(references, audio), dict.fromkeys(estimates, audio), rate=rate)
