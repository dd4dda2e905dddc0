"""The autoencoder's network, objectives, start and state (core.engines.autoencoder)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.annotation.representation import representation_in
from core.engines.autoencoder import training as training_module
from core.engines.autoencoder.engine import StructuredAutoencoder
from core.engines.autoencoder.network import Autoencoder, Decoder
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.autoencoder.start import fit_encoder, set_decoder
from core.engines.autoencoder.state import weights_of, with_weights
from core.engines.autoencoder.training import Objective, Training, divergence
from core.engines.base import SeparationRequest
from core.factorization.problem import ArrayFrames
from tests.core.songs import song
from tests.core.test_engine_contract import Context, assert_sound

FRAMES, BINS, CLASSES = 60, 40, 4


def factors() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return H (frames, classes), W (classes, bins) and which entries of H are allowed."""
    generator = np.random.default_rng(1)
    allowed = generator.random((FRAMES, CLASSES)) < 0.5
    H = (generator.random((FRAMES, CLASSES)) * allowed).astype(np.float32)
    W = (generator.random((CLASSES, BINS)) ** 6 * 20).astype(np.float32)
    return H, W, allowed


def trained(non_negative: bool = True, context: int = 0, rate: float = 1e-3) -> Training:
    """Return a training of a small network from a random start."""
    H, W, allowed = factors()
    V = H @ W
    network = Autoencoder(BINS, context, 50, CLASSES)
    generator = torch.Generator().manual_seed(0)
    network.start_at_random(torch.from_numpy(V.mean(0)), float(allowed.sum(1).mean()), generator)
    return Training(network, ArrayFrames(V), allowed, rate, non_negative)


def test_the_divergence_is_that_of_the_paper() -> None:
    generator = np.random.default_rng(0)
    a, b = generator.random((5, 7)) * 3, generator.random((5, 7))
    eps = 1e-2
    expected = (a * np.log((a + eps) / (b + eps)) - a + b).sum()
    found = divergence(torch.from_numpy(a), torch.from_numpy(b))
    np.testing.assert_allclose(float(found), expected, rtol=1e-9)


def test_classes_that_are_zeroed_leave_nothing_behind() -> None:
    decoder = Decoder(3, 10, 6)
    assert not decoder(torch.zeros(2, 3)).any()


def test_structured_dropout_hides_classes_that_must_not_sound_from_the_decoder() -> None:
    training = trained()
    allowed = training.chunk(0, FRAMES)[1]
    with torch.no_grad():
        training.network.encoder.last.weight.zero_()
        training.network.encoder.last.bias.fill_(0.7)
        shown = training.network.decoder(0.7 * allowed.float())
        everything = training.network.decoder(torch.full_like(allowed, 0.7, dtype=torch.float32))
    V = training.chunk(0, FRAMES)[0]
    for dropout, model in ((True, shown), (False, everything)):
        loss = trained_like(training).step(Objective(dropout, 1.0))
        assert loss.divergence == pytest.approx(float(divergence(V, model).detach()) / FRAMES, rel=0.02)
        # equation 2: every unit that must not sound costs its square
        assert loss.activity == pytest.approx(0.49 * float((~allowed).sum()) / FRAMES, rel=0.02)


def trained_like(training: Training) -> Training:
    """Return a training of a copy of the network."""
    other = trained()
    other.network.load_state_dict(training.network.state_dict())
    return other


def test_the_activity_cost_silences_what_must_not_sound_and_dropout_does_not_ask() -> None:
    costs = {}
    for name, objective in {"one": Objective(True), "two": Objective(False, 50.0)}.items():
        training = trained()
        for _ in range(60):
            loss = training.step(objective)
        costs[name] = loss.activity
    assert costs["two"] < 0.5 * costs["one"]


def test_the_whole_song_is_one_batch_however_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    losses = []
    for chunk in (7, 1000):
        monkeypatch.setattr(training_module, "_CHUNK_FRAMES", chunk)
        training = trained(context=2)
        losses.append([training.step(Objective(False, 1.0)).divergence for _ in range(5)])
    np.testing.assert_allclose(losses[0], losses[1], rtol=0.02)


def test_weights_of_the_decoder_stay_non_negative_only_where_that_is_asked() -> None:
    for non_negative in (True, False):
        training = trained(non_negative)
        for _ in range(40):
            training.step(Objective(True))
        decoder = training.network.decoder
        lowest = float(torch.cat([decoder.first.weight.flatten(), decoder.last.weight.flatten()]).detach().min())
        assert (lowest >= 0) is non_negative


def test_a_random_start_does_not_die() -> None:
    training = trained(rate=1e-3)
    first = training.step(Objective(True)).divergence
    for _ in range(150):
        last = training.step(Objective(True)).divergence
    assert last < 0.7 * first
    assert (training.representation() > 0).mean() > 0.2


def test_neighbouring_frames_are_heard_in_their_place() -> None:
    training = trained(context=2)
    encoder = training.network.encoder
    whole = encoder(training.chunk(0, FRAMES)[0])
    spectra, _ = training.chunk(10, 11)
    np.testing.assert_allclose(encoder(spectra).detach(), whole[10:11].detach(), atol=1e-5)
    for place in range(5):
        changed = spectra.clone()
        changed[place] = 3.0
        assert not torch.allclose(encoder(changed), encoder(spectra))


def test_a_decoder_made_of_templates_gives_their_product() -> None:
    H, W, _ = factors()
    decoder = Decoder(CLASSES, 50, BINS)
    set_decoder(decoder, W)
    with torch.no_grad():
        model = decoder(torch.from_numpy(H)).numpy()
    assert np.linalg.norm(model - H @ W) < 0.03 * np.linalg.norm(H @ W)


def test_an_encoder_fitted_to_activations_gives_them() -> None:
    H, _, _ = factors()
    training = trained()
    shares: list[float] = []
    fit_encoder(training, H, shares.append)
    error = np.linalg.norm(training.representation() - H) / np.linalg.norm(H)
    assert error < 0.3
    assert shares[-1] == 1.0


def test_weights_come_back_by_what_their_classes_are_called() -> None:
    one, other = Autoencoder(BINS, 0, 20, 3), Autoencoder(BINS, 0, 20, 2)
    state = weights_of(one, ["a", "b", "c"])
    assert with_weights(other, ["c", "new"], state)
    np.testing.assert_allclose(other.encoder.last.weight[0].detach(), one.encoder.last.weight[2].detach(), atol=1e-3)
    np.testing.assert_allclose(
        other.decoder.first.weight[:, 0].detach(), one.decoder.first.weight[:, 2].detach(), atol=1e-3
    )
    np.testing.assert_allclose(other.encoder.first.weight.detach(), one.encoder.first.weight.detach(), atol=1e-3)


@pytest.mark.parametrize("broken", ["shape", "nan", "kind", "names", "missing"])
def test_weights_that_do_not_fit_change_nothing(broken: str) -> None:
    network = Autoencoder(BINS, 0, 20, 2)
    state = weights_of(network, ["a", "b"])
    name = "network decoder.last.weight"
    if broken == "shape":
        state[name] = state[name][:, :5]
    elif broken == "nan":
        state[name] = np.full_like(state[name], np.nan)
    elif broken == "kind":
        state[name] = state[name].astype(np.float64)
    elif broken == "names":
        state["network classes"] = np.frombuffer(b"{not json", np.uint8)
    else:
        del state[name]
    fresh = Autoencoder(BINS, 0, 20, 2)
    before = {key: values.clone() for key, values in fresh.state_dict().items()}
    assert not with_weights(fresh, ["a", "b"], state)
    assert all(torch.equal(values, before[key]) for key, values in fresh.state_dict().items())


@pytest.mark.parametrize(
    ("variant", "start"), [("B", "nmf"), ("C", "nmf"), ("D", "nmf"), ("C", "random"), ("D", "random")]
)
def test_published_variants_separate_and_go_on(variant: str, start: str) -> None:
    mixture, annotation, truth = song(rate=8000)
    parameters = AutoencoderParameters(
        variant=variant, start=start, units=80, dropout_steps=30, penalty_steps=10,
        learning_rate=1e-4 if start == "nmf" else 3e-3, activity_weight=10.0 if start == "nmf" else 0.1,
    )  # fmt: skip
    request = SeparationRequest(mixture, annotation, parameters)
    result = StructuredAutoencoder().run(request, Context())
    assert_sound(result, request)
    # of so short a song a network that starts from nothing learns no more than to reconstruct it
    if start == "nmf":
        for (_, stem), true in zip(result.stems, truth, strict=True):
            before, after = np.square(mixture.samples - true).sum(), np.square(stem.samples - true).sum()
            assert 10 * np.log10(before / after) > 6.0
    found = representation_in(result.state)
    assert found is not None
    assert {source for source, _ in found.rows} == {"high", "low"}
    again = replace(request, previous=result.state, parameters=replace(parameters, dropout_steps=0, penalty_steps=1))
    later = StructuredAutoencoder().run(again, Context())
    assert later.figures["divergence"] < 1.3 * result.figures["divergence"]
