"""Unrolled networks: their layers, their twin without torch, what teaching changes, and their files."""

import json
import pickle
import struct

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Source
from core.audio import Mixture
from core.engines.base import SeparationRequest
from core.engines.registry import engine
from core.engines.unrolled.lessons import dictionary_of
from core.engines.unrolled.network import UnrolledNetwork
from core.engines.unrolled.parameters import UnrolledParameters
from core.engines.unrolled.song_network import song_network
from core.engines.unrolled.streaming import AnyRate, StreamingUnrolled
from core.engines.unrolled.training import Descent, Lessons, _Decoder, loss, train
from core.engines.unrolled.weights import FORMAT, load_network, names, read_unrolled, write_unrolled
from core.errors import EngineError
from core.factorization.robust_projection import project
from core.stft import StftParams

MODELS = ["rnmf", "rpca"]
BINS, RANK, WEIGHT, RANK_WEIGHT = 40, 4, 0.2, 0.3


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def _songs(frames=400, seed=0):
    """Return voice and accompaniment, (frames, BINS) float32: a few peaks, and a few sounds that come again."""
    generator = np.random.default_rng(seed)
    sounds = np.random.default_rng(7).random((RANK, BINS)) ** 4
    accompaniment = generator.random((frames, RANK)) @ sounds
    voice = 2.0 * generator.random((frames, BINS)) * (generator.random((frames, BINS)) < 0.08)
    return voice.astype(np.float32), accompaniment.astype(np.float32)


def _network(model="rnmf", layers=5):
    dictionary = dictionary_of(_songs(seed=3)[1], model, RANK)
    return UnrolledNetwork(dictionary, model, layers, WEIGHT, RANK_WEIGHT)


def _lessons(regime, seed=0, frames=400):
    voice, accompaniment = (torch.from_numpy(part) for part in _songs(frames, seed))
    if regime == "unsupervised":
        return Lessons(voice + accompaniment)
    if regime == "semi-supervised":
        # one part alone in every frame
        voice[::2], accompaniment[1::2] = 0.0, 0.0
    mixture = voice + accompaniment
    return Lessons(mixture, voice, accompaniment, voice)


# the layers


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("layers", [1, 2, 7])
def test_the_layers_are_algorithm_1(model, layers):
    spectra = sum(_songs(30))
    network = _network(model, layers)
    U = network.dictionary.detach().numpy().astype(np.float64)
    G = np.block([[U.T @ U + RANK_WEIGHT * np.eye(RANK), U.T], [U, (1 + RANK_WEIGHT) * np.eye(BINS)]])
    alpha = np.linalg.eigvalsh(G)[-1]
    t = np.concatenate([np.zeros(RANK), np.full(BINS, WEIGHT / alpha)])
    codes = [part.detach().numpy() for part in network.codes(torch.from_numpy(spectra))]
    for frame, activations, voice in zip(spectra, *codes, strict=True):
        b, z = np.concatenate([U.T @ frame, frame]) / alpha, np.zeros(RANK + BINS)
        for _ in range(layers):
            y = np.maximum(b - t, 0) if model == "rnmf" else np.sign(b) * np.maximum(np.abs(b) - t, 0)
            b, z = b + (np.eye(RANK + BINS) - G / alpha) @ (y - z), y
        np.testing.assert_allclose(np.concatenate([activations, voice]), y, atol=1e-5)


def test_many_layers_solve_the_projection():
    spectra = sum(_songs(30))
    network = _network("rnmf", 3000)
    templates = network.dictionary.detach().numpy().T
    exact = project(
        spectra,
        templates,
        WEIGHT,
        RANK_WEIGHT,
        iterations=20_000,
        tolerance=0.0,
        accelerated=True,
        ridge_on_sparse=True,
    )
    activations, voice = (part.detach().numpy() for part in network.codes(torch.from_numpy(spectra)))
    np.testing.assert_allclose(activations, exact.activations, atol=2e-3)
    np.testing.assert_allclose(voice, exact.sparse, atol=2e-3)
    few = _network("rnmf", 3).codes(torch.from_numpy(spectra))[1].detach().numpy()
    assert np.abs(few - exact.sparse).max() > 0.02


@pytest.mark.parametrize("model", MODELS)
def test_frame_by_frame_it_gives_the_masks_of_the_whole_song(model):
    # at a constant level: it is that of what was heard that a stream divides by
    spectra = sum(_songs(60))
    spectra /= np.sqrt(np.mean(np.square(spectra), axis=1, keepdims=True))
    network = _network(model)
    accompaniment, voice = (np.abs(part.detach().numpy()) for part in network(torch.from_numpy(spectra)))
    stream, mask = network.streaming(), np.empty(BINS, np.float32)
    for frame, low_rank, sparse in zip(spectra, accompaniment, voice, strict=True):
        stream.step(3.0 * frame, mask)
        np.testing.assert_allclose(mask, sparse / (sparse + low_rank + 1e-12), atol=1e-5)


def test_a_stream_begins_anew_after_reset():
    stream, spectra = _network().streaming(), sum(_songs(30))
    first, again = np.empty_like(spectra), np.empty_like(spectra)
    for masks in (first, again):
        for frame, mask in zip(spectra, masks, strict=True):
            stream.step(frame, mask)
        stream.step(np.full(BINS, 100.0, np.float32), np.empty(BINS, np.float32))
        stream.reset()
    np.testing.assert_array_equal(first, again)


# what teaching changes


@torch.no_grad()
def _error(network, lessons, regime, descent):
    return float(loss(network, lessons, regime, descent))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("dictionary_update", [False, True])
def test_what_learns_is_the_encoder_and_the_decoder_only_where_asked_for(model, dictionary_update):
    network = _network(model)
    before = network.weights().arrays
    descent = Descent(iterations=5, rate=1e-3, batch=50, dictionary_update=dictionary_update)
    after = train(network, _lessons("supervised"), _lessons("supervised", 1), "supervised", descent, lambda *_: False)
    moved = {name for name, values in after.weights().arrays.items() if (values != before[name]).any()}
    assert moved == {"encoder", "recurrence", "thresholds"} | ({"dictionary"} if dictionary_update else set())


def test_equation_10_keeps_sounds_non_negative_and_lowers_the_error_of_a_fixed_code():
    network, lessons = _network(), _lessons("supervised")
    with torch.no_grad():
        network.dictionary += 0.2 * torch.rand(BINS, RANK, generator=torch.Generator().manual_seed(0))
    network.requires_grad_(False)
    decoder, errors = _Decoder(network, RANK_WEIGHT), []
    for _ in range(8):
        errors.append(float((network(lessons.mixture)[0] - lessons.accompaniment).square().sum()))
        decoder.update(lessons, "supervised")
        assert (network.dictionary >= 0).all()
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.9 * errors[0]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("regime", ["unsupervised", "semi-supervised", "supervised"])
@pytest.mark.parametrize("dictionary_update", [False, True])
def test_every_regime_lowers_its_objective_on_frames_that_it_has_not_seen(model, regime, dictionary_update):
    network, checks = _network(model, layers=3), _lessons(regime, 1)
    descent = Descent(iterations=60, rate=3e-3, batch=100, dictionary_update=dictionary_update)
    before = _error(network, checks, regime, descent)
    train(network, _lessons(regime), checks, regime, descent, lambda *_: False)
    assert _error(network, checks, regime, descent) < (0.999 if regime == "unsupervised" else 0.95) * before


def test_teaching_is_the_same_every_time_and_can_be_stopped():
    descent, told = Descent(iterations=1000, batch=50), []

    def stop_soon(done, error):
        told.append((done, error))
        return done >= 30

    def taught():
        return train(_network(), _lessons("supervised"), _lessons("supervised", 1), "supervised", descent, stop_soon)

    first, again = taught().weights().arrays, taught().weights().arrays
    assert max(done for done, _ in told if done < 1000) <= 50
    assert all(np.array_equal(first[name], again[name]) for name in first)


def test_learning_from_a_song_can_be_cancelled_all_the_way():
    class Cancelled(Exception):
        pass

    asked, most = 0, 10**9

    def step(done, error):
        nonlocal asked
        asked += 1
        if asked > most:
            raise Cancelled

    parameters = UnrolledParameters("nn-rnmf", "unsupervised", rank=2, layers=2, iterations=30)
    spectra, never = sum(_songs(50)), np.zeros(50, bool)
    song_network(spectra, never, never, parameters, None, step, 0)
    whole = asked
    # the low-rank part and its sounds are found iteration by iteration before the descent
    assert whole > 30 + 20
    for most in (0, whole // 3, whole - 25, whole - 1):
        asked = 0
        with pytest.raises(Cancelled):
            song_network(spectra, never, never, parameters, None, step, 0)
        assert asked == most + 1


@pytest.mark.parametrize("frames", [1, 2, 3])
@pytest.mark.parametrize("training", ["unsupervised", "semi-supervised", "untrained"])
def test_a_song_of_a_few_frames_can_be_learnt_from(frames, training):
    parameters = UnrolledParameters("nn-rnmf", training, rank=20, layers=2, iterations=3)
    start = _network() if training == "semi-supervised" else None
    silent, never = np.ones(frames, bool), np.zeros(frames, bool)
    network = song_network(sum(_songs(frames)), silent, never, parameters, start, lambda *_: False, 0)
    assert all(np.isfinite(values).all() for values in network.weights().arrays.values())


@pytest.mark.parametrize(
    ("silent", "is_enough"), [((), False), (("alto",), False), (("alto", "tenor"), True), (("band",), True)]
)
def test_a_part_is_alone_only_where_all_sources_of_the_other_are_silent(silent, is_enough):
    names = {"alto": "alto voice", "tenor": "tenor voice", "band": "band"}
    annotation = Annotation(sources=tuple(Source(*source) for source in names.items()))
    for source_id in silent:
        annotation = annotation.with_activity(Activity(source_id, (ActivitySpan(0, 16000, ActivityState.SILENT),)))
    mixture = Mixture(np.zeros((1, 32000), np.float32), 16000)
    request = SeparationRequest(mixture, annotation, UnrolledParameters("nn-rnmf", "semi-supervised"))
    errors = [problem for problem in engine("unrolled").problems(request) if problem.severity == "error"]
    assert bool(errors) != is_enough


# files


@pytest.mark.parametrize("model", MODELS)
def test_a_file_keeps_the_network(tmp_path, model):
    network = _network(model, layers=4)
    write_unrolled(tmp_path / "mine.safetensors", network.weights())
    again = UnrolledNetwork.from_weights(read_unrolled(tmp_path / "mine.safetensors"))
    assert (again.model, again.layers, again.rank, again.bins) == (model, 4, RANK, BINS)
    spectra = torch.from_numpy(sum(_songs(10)))
    for one, other in zip(network.codes(spectra), again.codes(spectra), strict=True):
        assert torch.equal(one, other)


def _arrays(**changed):
    return {**_network().weights().arrays, **changed}


FACTS = {"format": FORMAT, "model": "rnmf", "layers": "3"}
NAN = np.full((BINS, RANK), np.nan, np.float32)


@pytest.mark.parametrize(
    ("arrays", "facts"),
    [
        (_arrays(), {**FACTS, "layers": "0"}),
        (_arrays(), {**FACTS, "layers": "1000000000"}),
        (_arrays(), {**FACTS, "layers": "many"}),
        (_arrays(), {**FACTS, "model": "plain"}),
        (_arrays(), {**FACTS, "format": "another"}),
        (_arrays(), None),
        (_arrays(), [1, 2]),
        (_arrays(dictionary=NAN), FACTS),
        (_arrays(dictionary=NAN[:3]), FACTS),
        (_arrays(thresholds=np.zeros((2, 2), np.float32)), FACTS),
        (_arrays(more=np.zeros(3, np.float32)), FACTS),
        (_arrays(encoder=np.full((RANK + BINS, BINS), 1e300)), FACTS),
        ({"dictionary": np.zeros((0, 0), np.float32)}, FACTS),
    ],
)  # fmt: skip
def test_another_network_is_refused_in_words(tmp_path, arrays, facts):
    path = tmp_path / "mine.safetensors"
    save_file(arrays, path, {"stembrush": json.dumps(facts)})
    with pytest.raises(EngineError, match=r"mine\.safetensors: .*train it anew"):
        read_unrolled(path)


def _with_type(name, size):
    header = json.dumps({"dictionary": {"dtype": name, "shape": [4, 1], "data_offsets": [0, size]}}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(size)


NESTED = json.dumps({"__metadata__": {"stembrush": "[" * 100_000}}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"a song", pickle.dumps({"dictionary": [1.0]}), struct.pack("<Q", 2**62) + b"{}", _with_type("BF16", 8),
        _with_type("F8_E4M3", 4), struct.pack("<Q", len(NESTED)) + NESTED,
    ],
    ids=["empty", "text", "pickle", "endless header", "16 bits", "8 bits", "nested"],
)  # fmt: skip
def test_what_is_no_network_is_refused_in_words(tmp_path, content):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(content)
    with pytest.raises(EngineError, match=r"mine\.safetensors: .*train it anew"):
        read_unrolled(path)


def test_a_file_cut_anywhere_and_a_missing_one_are_refused_in_words(tmp_path):
    path, cut = tmp_path / "mine.safetensors", tmp_path / "cut.safetensors"
    write_unrolled(path, _network().weights())
    content = path.read_bytes()
    for length in range(0, len(content), 97):
        cut.write_bytes(content[:length])
        with pytest.raises(EngineError):
            read_unrolled(cut)
    with pytest.raises(EngineError, match="nothing"):
        read_unrolled(tmp_path / "nothing")
    with pytest.raises(EngineError):
        read_unrolled(tmp_path)


# any rate


@pytest.mark.parametrize("rate", [4000, 8000, 16000, 44100, 96000])
@pytest.mark.parametrize("name", names())
def test_what_ships_hears_songs_of_any_rate(name, rate):
    params = StftParams.for_rate(rate, 0.064)
    network = AnyRate(load_network(name), params)
    generator, mask = np.random.default_rng(0), np.empty(params.bins, np.float32)
    for _ in range(5):
        network.step(generator.random(params.bins, np.float32), mask)
        assert ((mask > 0) & (mask <= 1)).all()
    assert mask.std() > 1e-3
    above = mask[round(8000 * params.window_samples / rate) + 1 :]
    assert not len(above) or np.ptp(above) == 0


@pytest.mark.parametrize("rate", [44100, 96000])
def test_the_same_spectrum_has_the_same_mask_at_any_rate(rate):
    low, high = StftParams.for_rate(16000, 0.064), StftParams.for_rate(rate, 0.064)
    spectrum = np.interp(high.frequencies_hz(), low.frequencies_hz(), np.hanning(low.bins)).astype(np.float32)
    masks = [np.empty(params.bins, np.float32) for params in (low, high)]
    for params, mask in zip((low, high), masks, strict=True):
        frame = np.hanning(low.bins).astype(np.float32) if params is low else spectrum
        AnyRate(load_network(names()[-1]), params).step(frame * np.float32(params.window_samples / 1024), mask)
    np.testing.assert_allclose(masks[1][: low.bins], masks[0], atol=0.05)


def test_a_network_that_has_lost_its_way_begins_anew():
    class Lost(StreamingUnrolled):
        resets = 0

        def reset(self):
            self.resets += 1
            super().reset()

    arrays = _network().weights().arrays
    lost = Lost(*(arrays[name] for name in ("dictionary", "encoder", "recurrence", "thresholds")), 3, True, 1.0)
    params = StftParams(16000, 1024, 256)
    mask, lost.resets = np.empty(params.bins, np.float32), 0
    network = AnyRate(lost, params)
    with np.errstate(all="ignore"):
        network.step(np.full(params.bins, np.inf, np.float32), mask)
    assert np.isfinite(mask).all()
    assert lost.resets == 1
    network.step(np.ones(params.bins, np.float32), mask)
    assert mask[:BINS].max() > 0.01
