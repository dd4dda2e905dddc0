"""The shipped adversarial NMF against its float64 twin, and what the paper says of its special cases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.factorization.adversarial_nmf.problem import (
    TrainingData,
    TrainingSettings,
    adversarial_data,
    inversion_scale,
)
from core.factorization.adversarial_nmf.separation import explain, learn_missing, wiener
from core.factorization.adversarial_nmf.training import learn
from tests.core import adversarial_nmf_reference as reference

BINS, COLUMNS = 20, 4
SETTINGS = TrainingSettings(columns=COLUMNS, epochs=1, batch_size=1000, mu_h=1e-6, mu_w=1e-6, weights=(0.4, 0.6))


def _samples(seed: int, count: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    basis = draw.random((BINS, 6)) * (draw.random((BINS, 6)) < 0.4)
    return (basis @ draw.random((6, count)) + 0.01).astype(np.float32)


def _dictionaries(sources: int = 2) -> tuple[np.ndarray, ...]:
    drawn = [np.random.default_rng(50 + number).random((BINS, COLUMNS)) + 0.05 for number in range(sources)]
    return tuple((one / np.linalg.norm(one, axis=0)).astype(np.float32) for one in drawn)


@pytest.fixture
def data() -> TrainingData:
    first, second = _samples(1, 90), _samples(2, 60)
    known = (0.4 * _samples(1, 40), 0.6 * _samples(2, 40))
    mixed = 0.4 * _samples(3, 50) + 0.6 * _samples(4, 50)
    return TrainingData((first, second), (), mixed.astype(np.float32), known)


@pytest.fixture
def known_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every shuffle of so many columns the same, so that both versions see the same batches."""
    monkeypatch.setattr(torch, "randperm", lambda count, **_: torch.from_numpy(_order(0, "", 0, count)))


def _order(epoch: int, term: str, source: int, columns: int) -> np.ndarray:
    return np.random.default_rng(columns).permutation(columns)


VARIANTS = {
    "NMF": {"tau_a": 0.0},
    "ANMF": {"tau_a": 0.1},
    "ANMF with omega": {"tau_a": 0.3, "omega": 0.7},
    "ANMF with unknown weights": {"tau_a": 0.2, "weights": None},
    "DNMF": {"tau_s": 1.0},
    "D+ANMF": {"tau_a": 0.2, "tau_s": 0.4},
    "D+ANMF with gamma": {"tau_a": 0.2, "tau_s": 0.4, "gamma": (0.5, 2.0), "mu_w": 0.01},
    "sparse ANMF": {"tau_a": 0.1, "mu_h": 1e-3, "mu_w": 1e-2},
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(("epochs", "batch"), [(1, 1000), (1, 25), (12, 1000), (12, 25)])
@pytest.mark.usefixtures("known_order")
def test_dictionaries_are_those_of_the_reference(data: TrainingData, variant: str, epochs: int, batch: int) -> None:
    settings = replace(SETTINGS, epochs=epochs, batch_size=batch, **VARIANTS[variant])
    shipped = learn(data, settings, initial=_dictionaries(), exact=True)
    slow = reference.learn(data, settings, initial=_dictionaries(), order=_order)
    for found, expected in zip(shipped, slow, strict=True):
        # flat Dirichlet weights are drawn in both, by different numbers of draws
        rtol = 1e-3 if settings.weights else 1e-2
        np.testing.assert_allclose(found, expected, rtol=rtol, atol=1e-5)


@pytest.mark.usefixtures("known_order")
def test_three_sources_are_those_of_the_reference(data: TrainingData) -> None:
    more = TrainingData((*data.sources, _samples(7, 30)), (None, _samples(8, 20), None), data.mixed)
    settings = replace(SETTINGS, epochs=6, batch_size=25, tau_a=0.1, weights=(0.2, 0.3, 0.5))
    shipped = learn(more, settings, initial=_dictionaries(3), exact=True)
    slow = reference.learn(more, settings, initial=_dictionaries(3), order=_order)
    for found, expected in zip(shipped, slow, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("batch", [1000, 20])
@pytest.mark.usefixtures("known_order")
def test_the_missing_dictionary_is_that_of_the_reference(data: TrainingData, batch: int) -> None:
    assert data.mixed is not None
    settings = replace(SETTINGS, epochs=8, batch_size=batch)
    known = _dictionaries(1)
    first = reference.initial_dictionary(data.mixed.astype(float), BINS, settings, len(known))
    shipped = learn_missing(data.mixed, known, settings)
    slow = reference.learn_missing(data.mixed, known, settings, initial=first, order=_order)
    np.testing.assert_allclose(shipped, slow, rtol=1e-3, atol=1e-5)


def test_a_mixture_is_explained_as_by_the_reference(data: TrainingData) -> None:
    assert data.mixed is not None
    settings = replace(SETTINGS, mu_h=1e-9, test_epochs=40)
    shipped = explain(data.mixed, _dictionaries(), settings)
    slow = reference.explain(data.mixed, _dictionaries(), settings)
    for found, expected in zip(shipped, slow, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-4)
    for found, expected in zip(wiener(data.mixed, shipped), reference.wiener(data.mixed, slow), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-4)


def _misfit(samples: np.ndarray, dictionary: np.ndarray | None) -> float:
    assert dictionary is not None
    left = samples - explain(samples, (dictionary,), replace(SETTINGS, mu_h=1e-12, test_epochs=1000))[0]
    return float(np.sum(left.astype(float) ** 2))


def test_without_the_other_terms_it_is_plain_nmf_of_every_source_alone(data: TrainingData) -> None:
    settings = replace(SETTINGS, epochs=10, batch_size=30)
    found = learn(data, settings)
    exemplars = learn(data, replace(settings, exemplar_only=True))
    alone = learn(TrainingData(data.sources), settings)
    for samples, one, exemplar, bare in zip(data.sources, found, exemplars, alone, strict=True):
        assert samples is not None
        np.testing.assert_array_equal(one, bare)
        assert _misfit(samples, one) < 0.5 * _misfit(samples, exemplar)


def test_plain_nmf_in_one_batch_never_fits_worse(data: TrainingData) -> None:
    costs: list[float] = []
    settings = replace(SETTINGS, epochs=60, mu_h=1e-12, mu_w=1e-12)
    reference.learn(data, settings, watch=lambda _, __, cost: costs.append(cost))
    assert np.all(np.diff(costs) <= 1e-12)
    assert costs[-1] < 0.7 * costs[0]


def test_the_shipped_plain_nmf_never_fits_worse_either() -> None:
    samples, settings = _samples(1, 90), replace(SETTINGS, mu_h=1e-12, mu_w=1e-12)
    counts = range(1, 30, 4)
    costs = [_misfit(samples, learn(TrainingData((samples,)), replace(settings, epochs=n))[0]) for n in counts]
    assert np.all(np.diff(costs) <= 1e-3 * costs[0])
    assert costs[-1] < 0.9 * costs[0]


def test_only_known_mixtures_count_when_they_have_all_the_weight(data: TrainingData) -> None:
    settings = replace(SETTINGS, epochs=5, batch_size=15, tau_s=1.0)
    with_samples = learn(data, settings, initial=_dictionaries())
    others = TrainingData((_samples(11, 70), _samples(12, 80)), (), _samples(13, 33), data.supervised)
    elsewhere = learn(others, replace(settings, tau_a=0.3), initial=_dictionaries())
    for one, two in zip(with_samples, elsewhere, strict=True):
        assert one is not None
        assert np.isfinite(one).all()
        np.testing.assert_array_equal(one.shape, np.shape(two))
        np.testing.assert_allclose(one, two, rtol=1e-3, atol=1e-5)


def test_adversarial_weight_makes_the_other_source_fit_worse(data: TrainingData) -> None:
    second = data.sources[1]
    assert second is not None
    settings = replace(SETTINGS, epochs=60, batch_size=30)
    plain, adversarial = (_misfit(second, learn(data, replace(settings, tau_a=tau))[0]) for tau in (0.0, 0.3))
    assert adversarial > 1.1 * plain


@pytest.mark.parametrize("empty", [None, np.zeros((BINS, 0), np.float32)])
def test_terms_without_data_add_nothing(data: TrainingData, empty: np.ndarray | None) -> None:
    settings = replace(SETTINGS, epochs=4, tau_a=0.2, tau_s=0.3)
    start, without = _dictionaries(1), replace(settings, tau_a=0, tau_s=0)
    bare = learn(TrainingData(data.sources[:1], (empty,), empty), settings, initial=start, exact=True)
    plain = learn(TrainingData(data.sources[:1]), without, initial=start, exact=True)
    assert bare[0] is not None
    # mu_W alone is not scaled by 1 - tau_S
    np.testing.assert_allclose(bare[0], plain[0], rtol=1e-3, atol=1e-5)


def test_a_source_without_samples_gets_no_dictionary(data: TrainingData) -> None:
    found = learn(TrainingData((data.sources[0], None), (), data.mixed), replace(SETTINGS, epochs=3, tau_a=0.1))
    assert found[0] is not None
    assert found[1] is None


@pytest.mark.parametrize("variant", VARIANTS)
def test_silence_and_empty_columns_stay_numbers(data: TrainingData, variant: str) -> None:
    settings = replace(SETTINGS, epochs=5, batch_size=20, mu_h=0.0, mu_w=0.0)
    settings = replace(settings, **{k: v for k, v in VARIANTS[variant].items() if k != "weights"})
    quiet = tuple(np.where(np.arange(one.shape[1]) % 3 == 0, 0, one).astype(np.float32) for one in data.supervised)
    samples = (np.zeros((BINS, 30), np.float32), data.sources[1])
    mixed = np.concatenate([data.mixed, np.zeros((BINS, 10), np.float32)], axis=1)
    start = list(_dictionaries())
    start[1] = start[1] * np.array([1, 0, 1, 1], np.float32)
    for initial in (None, start):
        for one in learn(TrainingData(samples, (), mixed, quiet), settings, initial=initial):
            assert one is not None
            assert np.isfinite(one).all()
            norms = np.linalg.norm(one, axis=0)
            assert np.all((np.abs(norms - 1) < 1e-4) | (norms == 0))


def test_an_adversarial_term_that_outweighs_the_other_leaves_numbers() -> None:
    """With many batches in an epoch the columns grow by a factor with each of them."""
    own, loud = _samples(1, 3000), 3 * _samples(2, 3000)
    settings = replace(SETTINGS, epochs=2, batch_size=5, tau_a=2.0)
    found = learn(TrainingData((own,), (loud,)), settings)[0]
    assert found is not None
    assert np.isfinite(found).all()
    norms = np.linalg.norm(found, axis=0)
    assert np.all((np.abs(norms - 1) < 1e-4) | (norms == 0))


def test_a_column_of_zeros_stays_zero_beside_the_others(data: TrainingData) -> None:
    start = list(_dictionaries())
    start[0] = start[0] * np.array([1, 0, 1, 1], np.float32)
    found = learn(data, replace(SETTINGS, epochs=5, tau_a=0.1), initial=start, exact=True)
    slow = reference.learn(data, replace(SETTINGS, epochs=5, tau_a=0.1), initial=start)
    assert found[0] is not None
    assert not found[0][:, 1].any()
    np.testing.assert_allclose(found[0], slow[0], rtol=1e-3, atol=1e-5)


def test_products_in_16_bits_reach_what_those_in_32_do(data: TrainingData) -> None:
    settings = replace(SETTINGS, epochs=40, batch_size=30, tau_a=0.1)
    fast, exact = (learn(data, settings, exact=exact) for exact in (False, True))
    for samples, one, other in zip(data.sources, fast, exact, strict=True):
        assert samples is not None
        assert one is not None
        assert one.dtype == np.float32
        assert _misfit(samples, one) == pytest.approx(_misfit(samples, other), rel=0.1)


def test_exemplars_are_samples_of_norm_one(data: TrainingData) -> None:
    found = learn(data, replace(SETTINGS, exemplar_only=True))
    for one, samples in zip(found, data.sources, strict=True):
        assert one is not None
        assert samples is not None
        likeness = one.T @ (samples / np.linalg.norm(samples, axis=0))
        np.testing.assert_allclose(likeness.max(axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize(("weights", "expected"), [((0.5, 0.5), 1.0), ((0.25, 0.75), 0.16), (None, np.pi / 4)])
def test_mixtures_are_scaled_by_equation_3_5(weights: tuple[float, ...] | None, expected: float) -> None:
    """For two sources of any weights the mean is a quarter of pi."""
    assert inversion_scale(0, 2, weights) == pytest.approx(expected, rel=5e-3)
    assert reference.beta(0, 2, weights) == pytest.approx(expected, rel=5e-3)


def test_adversarial_data_have_the_shares_of_omega(data: TrainingData) -> None:
    """Equation 3.7: of the energy per column, omega comes from the other source, the rest from the mixture."""
    first, second = data.sources
    assert second is not None
    assert data.mixed is not None
    alike = TrainingData((first, np.ones_like(second)), (), np.ones_like(data.mixed))
    found = adversarial_data(alike, 0, replace(SETTINGS, omega=0.8, weights=(0.5, 0.5)))
    assert found is not None
    energy = np.square(found).sum(axis=0)
    assert energy[: second.shape[1]].sum() / energy.sum() == pytest.approx(0.8, rel=1e-5)
    assert energy.sum() / found.shape[1] == pytest.approx(BINS, rel=1e-5)
