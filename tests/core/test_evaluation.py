"""Measures of separation quality."""

from __future__ import annotations

import numpy as np
import pytest

import core.evaluation
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


@pytest.mark.parametrize("count", [2, 3])
def test_bss_eval_is_that_of_the_reference_library(count):
    torch = pytest.importorskip("torch")
    fast_bss_eval = pytest.importorskip("fast_bss_eval")
    references = [np.float32(signal) for signal in noises(count)]
    generator = np.random.default_rng(5)
    mixture = np.float32(sum(references))
    estimates = [
        np.float32(0.7 * np.roll(r, 3) + 0.2 * mixture + generator.normal(0, 0.01, r.size)) for r in references
    ]
    result = evaluate(named(references), named(estimates), sound(mixture))

    def reference_library(found: list[np.ndarray]) -> np.ndarray:
        tensors = [torch.tensor(np.stack(signals), dtype=torch.float64) for signals in (references, found)]
        measures = fast_bss_eval.bss_eval_sources(*tensors, filter_length=512, compute_permutation=False)
        return np.array([measure.numpy() for measure in measures[:3]])

    found = np.array([[s.sdr, s.sir, s.sar] for s in result.sources]).T
    np.testing.assert_allclose(found, reference_library(estimates), rtol=0, atol=1e-4)
    of_mixture = reference_library([mixture] * count)[0]
    np.testing.assert_allclose([s.mixture_sdr for s in result.sources], of_mixture, rtol=0, atol=1e-4)
    np.testing.assert_allclose([s.nsdr for s in result.sources], found[0] - of_mixture, rtol=0, atol=1e-4)


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


def test_blocks_change_nothing(monkeypatch):
    references, estimates = noises(2, 5000), noises(2, 5100, seed=9)
    estimates = [a + np.pad(b, (0, 100)) for a, b in zip(estimates, references, strict=True)]
    whole = evaluate(named(references), named(estimates), rate=16000)
    monkeypatch.setattr(core.evaluation, "_BLOCK", 700)
    parts = evaluate(named(references), named(estimates), rate=16000)
    for a, b in zip(whole.sources, parts.sources, strict=True):
        np.testing.assert_allclose([a.sdr, a.sir, a.sar, a.nsdr], [b.sdr, b.sir, b.sar, b.nsdr], rtol=0, atol=1e-6)


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
