"""Learning from examples where there is too much, too little, or no time left."""

from __future__ import annotations

import numpy as np
import pytest

from core.annotation.model import Annotation, Example, Polarity, Region
from core.audio import Mixture
from core.engines.base import Estimate, SeparationRequest, SeparationResult
from core.engines.example_nmf import material
from core.engines.example_nmf.engine import ExampleNmf
from core.engines.example_nmf.material import collect
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.stft import StftParams
from tests.core.test_engine_contract import Context
from tests.core.test_example_nmf import RATE, heard, known_song

PARAMS = StftParams.for_rate(RATE, 0.064)
FEW = 60


def request_of(mixture: Mixture, annotation: Annotation, **parameters: object) -> SeparationRequest:
    quick = {"columns": 4, "epochs": 3, "test_epochs": 5, "rounds": 1}
    return SeparationRequest(mixture, annotation, ExampleNmfParameters(**{**quick, **parameters}))


def rest(result: SeparationResult, mixture: Mixture) -> float:
    """How much of the song no stem has, of its energy."""
    return float(np.square(result.residual.samples).sum() / np.square(mixture.samples).sum())


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(material, "_MOST_BYTES", 2 * FEW * PARAMS.bins * 4)
    monkeypatch.setattr(material, "_LEAST_FRAMES", FEW)


# stopping


@pytest.mark.parametrize("known", [("high", "low"), ("low",)])
@pytest.mark.parametrize("after", [0, 4, 9, 14])
def test_what_is_kept_of_a_stopped_run_is_heard(known: tuple[str, ...], after: int) -> None:
    mixture, annotation, truth = known_song()
    pairs = zip(("high", "low"), truth, strict=True)
    annotation = annotation.changed(examples=tuple(heard(name, true) for name, true in pairs if name in known))
    request, context = request_of(mixture, annotation), Context(stop_after=after)
    result = ExampleNmf().run(request, context)
    assert context.checkpoints > after
    assert rest(result, mixture) < 0.01
    assert all(stem.samples.any() for _, stem in result.stems)


# more than fits into memory


def test_of_more_than_fits_into_memory_a_part_is_learnt_from(little_memory: None) -> None:
    mixture, annotation, truth = known_song()
    region = Region("low", Polarity.BELONGS, 0, 3 * RATE, 50.0, 6000.0, np.ones((4, 4), bool))
    annotation = annotation.changed(
        examples=(
            heard("high", truth[0]),
            heard("high", truth[0]),
            Example("low", span=(0, 2 * RATE)),
            heard("low", truth[0], polarity=Polarity.NOT),
        ),
        regions=(region,),
    )
    found = collect(mixture, annotation, PARAMS, lambda: None)
    counts = [len(one) for one in (*found.sources, *found.others) if one is not None]
    assert len(counts) == 3
    # every piece is rounded up
    assert all(FEW // 2 < count <= FEW + 3 for count in counts)
    assert len(found.mixed) <= 2 * FEW


def test_parts_of_known_mixtures_stay_together_where_some_are_chosen(little_memory: None) -> None:
    mixture, annotation, truth = known_song()
    length = truth.shape[-1]
    pairs = zip(("high", "low"), truth, strict=True)
    annotation = annotation.changed(examples=tuple(heard(name, true, span=(0, length)) for name, true in pairs))
    high, low = collect(mixture, annotation, PARAMS, lambda: None).parts
    assert len(high) == len(low) == FEW


def test_a_long_song_is_separated_with_what_a_part_of_it_taught(little_memory: None) -> None:
    mixture, annotation, truth = known_song()
    long = Mixture(np.tile(mixture.samples, 4), RATE)
    for names in (("high", "low"), ("low",)):
        pairs = zip(("high", "low"), truth, strict=True)
        examples = tuple(heard(name, true) for name, true in pairs if name in names)
        result = ExampleNmf().run(request_of(long, annotation.changed(examples=examples)), Context())
        assert rest(result, long) < 0.01
        assert all(np.isfinite(stem.samples).all() for _, stem in result.stems)


def test_the_estimate_counts_rounds_and_what_is_learnt_from_but_not_all_of_a_long_song() -> None:
    _, annotation, truth = known_song()
    pairs = zip(("high", "low"), truth, strict=True)
    annotation = annotation.changed(examples=tuple(heard(name, true) for name, true in pairs))

    def estimate(minutes: int, **parameters: object) -> Estimate:
        song = Mixture(np.zeros((1, minutes * 60 * RATE), np.float32), RATE)
        return ExampleNmf().estimate(SeparationRequest(song, annotation, ExampleNmfParameters(**parameters)))

    once, often = estimate(5, rounds=0), estimate(5, rounds=5)
    assert often.seconds > 2 * once.seconds
    assert often.memory_bytes > once.memory_bytes
    # twelve times the song, of which a part is learnt from
    assert estimate(60, rounds=5).memory_bytes < 4 * often.memory_bytes
