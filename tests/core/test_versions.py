"""The figures by which versions are compared."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Source
from core.audio import Audio
from core.engines.base import SeparationResult
from core.errors import JobCancelled
from core.evaluation import EvaluationError, evaluate
from core.versions import reference_figures, version_figures

RATE, LENGTH = 8000, 600_000


@pytest.fixture(scope="module")
def parts() -> tuple[SeparationResult, Audio, dict[str, Audio]]:
    """Return two stems that leak into each other, the song, and the true sources."""
    rng = np.random.default_rng(0)
    true = rng.normal(0, 0.1, (2, 2, LENGTH)).astype(np.float32)
    mixture = Audio(true.sum(axis=0), RATE)
    stems = [0.85 * true[0] + 0.05 * true[1], 0.05 * true[0] + 0.85 * true[1]]
    residual = Audio(mixture.samples - stems[0] - stems[1], RATE)
    result = SeparationResult((("a", Audio(stems[0], RATE)), ("b", Audio(stems[1], RATE))), residual)
    return result, mixture, {"a": Audio(true[0], RATE), "b": Audio(true[1], RATE)}


def painted(source_id: str, *spans: tuple[int, int]) -> Annotation:
    silent = tuple(ActivitySpan(start, stop, ActivityState.SILENT) for start, stop in spans)
    return Annotation((Source("a", "A"), Source("b", "B")), activities=(Activity(source_id, silent),))


def test_residual_and_leakage_are_relative_to_the_song(
    parts: tuple[SeparationResult, Audio, dict[str, Audio]],
) -> None:
    result, mixture, _true = parts
    figures = version_figures(result, mixture, painted("a", (1000, 500_000)))
    assert figures["residual_db"] == pytest.approx(-20.0, abs=0.01)
    # (0.85^2 + 0.05^2) / 2 of the energy of the song, which has both sources at one
    assert figures["leakage.a"] == pytest.approx(10 * math.log10((0.85**2 + 0.05**2) / 2), abs=0.05)
    assert figures["leakage_db"] == figures["leakage.a"]
    assert math.isnan(figures["leakage.b"])


def test_nothing_painted_and_a_silent_song_say_nothing(
    parts: tuple[SeparationResult, Audio, dict[str, Audio]],
) -> None:
    result, mixture, _true = parts
    figures = version_figures(result, mixture, Annotation())
    assert [key for key, value in figures.items() if not math.isnan(value)] == ["residual_db"]
    silence = Audio(np.zeros((2, 100), np.float32), RATE)
    empty = SeparationResult((("a", silence),), silence)
    assert all(math.isnan(value) for value in version_figures(empty, silence, painted("a", (0, 100))).values())


def test_references_give_the_measures_of_the_evaluation(
    parts: tuple[SeparationResult, Audio, dict[str, Audio]],
) -> None:
    result, mixture, true = parts
    short = {key: Audio(audio.samples[:, :40_000], RATE) for key, audio in true.items()}
    stems = tuple((key, Audio(stem.samples[:, :40_000], RATE)) for key, stem in result.stems)
    part = Audio(mixture.samples[:, :40_000], RATE)
    shares: list[float] = []
    figures = reference_figures(replace(result, stems=stems), part, short, lambda share: shares.append(share) or True)
    expected = evaluate(short, dict(stems), part)
    for score in expected.sources:
        for measure in ("sdr", "sir", "sar", "nsdr"):
            assert figures[f"{measure}.{score.name}"] == pytest.approx(getattr(score, measure), abs=1e-6)
    assert figures["nsdr_db"] == pytest.approx(expected.mean("nsdr"), abs=1e-6)
    assert figures["sir.a"] == pytest.approx(20 * math.log10(0.85 / 0.05), abs=0.5)
    assert shares == sorted(shares)
    only_one = reference_figures(replace(result, stems=stems), part, {"b": short["b"]})
    assert {key for key in only_one if "." in key} == {"sdr.b", "sir.b", "sar.b", "nsdr.b"}


def test_references_of_no_stem_are_refused_in_words(parts: tuple[SeparationResult, Audio, dict[str, Audio]]) -> None:
    result, mixture, true = parts
    with pytest.raises(EvaluationError, match="no estimate"):
        reference_figures(result, mixture, {"nobody": true["a"]})
    with pytest.raises(EvaluationError, match="no reference"):
        reference_figures(result, mixture, {})


@pytest.mark.parametrize("given_up_at", [0.0, 0.3, 0.6, 1.0])
def test_measuring_can_be_given_up(parts: tuple[SeparationResult, Audio, dict[str, Audio]], given_up_at: float) -> None:
    result, mixture, true = parts
    with pytest.raises(JobCancelled):
        version_figures(result, mixture, painted("b", (0, LENGTH)), lambda share: share < given_up_at)
    if given_up_at < 0.3:
        with pytest.raises(JobCancelled):
            reference_figures(result, mixture, true, lambda share: share < given_up_at)
