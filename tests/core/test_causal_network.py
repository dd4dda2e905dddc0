"""The small causal network: what it may hear, what it forgets, its twin without torch, its file and its training."""

import json
import tracemalloc
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file

from core.engines.unrolled.causal import CausalNetwork
from core.engines.unrolled.causal_streaming import StreamingCausal
from core.engines.unrolled.causal_training import CausalTraining, TrainingSettings, examples, train
from core.engines.unrolled.causal_weights import FORMAT, CausalConfig, read_weights, write_weights
from core.engines.unrolled.streaming import MaskNetwork
from core.errors import EngineError

SMALL = CausalConfig(
    bins=65, channels=(4, 6, 8), taps=5, frames=3, band_units=5, song_units=7, background_frames=(4, 30)
)
QUICK = TrainingSettings(SMALL, steps=30, batch=4, frames=24, learning_rate=0.01, average=0.8)


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def _heard(config: CausalConfig, seed: int = 0) -> CausalNetwork:
    """A network whose normalisation has seen something, with weights large enough to make masks that differ."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        network = CausalNetwork(config)
        with torch.no_grad():
            for name, value in network.named_parameters():
                if name.startswith(("places", "tilt")) or "norm" in name:
                    value.add_(0.3 * torch.randn_like(value))
            network.head.weight.mul_(5.0)
    for number in range(3):
        network(torch.from_numpy(_song(config, seed=number))[None])
    return network.eval()


def _song(config: CausalConfig, frames: int = 60, seed: int = 0) -> np.ndarray:
    """Magnitudes with a pause at the start, a pause within, and a louder end."""
    generator = np.random.default_rng(seed)
    magnitudes = generator.standard_normal((frames, config.bins)).astype(np.float32) ** 2
    magnitudes[:3] = 0.0
    magnitudes[30:36] = 0.0
    magnitudes[45:] *= 20.0
    return magnitudes


def _stream(network: StreamingCausal, magnitudes: np.ndarray) -> np.ndarray:
    masks = np.zeros_like(magnitudes)
    for frame, mask in zip(magnitudes, masks, strict=True):
        network.step(frame, mask)
    return masks


def _pairs() -> list[tuple[np.ndarray, np.ndarray]]:
    """Voices that glide over accompaniments that stay."""
    times = np.arange(16000) / 16000
    pairs = []
    for number in range(4):
        glide = 300 + 40 * number + 60 * np.sin(2 * np.pi * (3 + number) * times)
        voice = np.sin(2 * np.pi * np.cumsum(glide) / 16000)
        accompaniment = sum(np.sin(2 * np.pi * pitch * times) for pitch in (110 + 10 * number, 190, 770))
        pairs.append((voice.astype(np.float32), accompaniment.astype(np.float32)))
    return pairs


def test_no_mask_depends_on_frames_to_come():
    network, magnitudes = _heard(SMALL), _song(SMALL)
    changed = magnitudes.copy()
    changed[40:] = np.random.default_rng(5).random(changed[40:].shape)
    before, after = network.masks(magnitudes), network.masks(changed)
    np.testing.assert_allclose(after[:40], before[:40], rtol=0, atol=1e-6)
    assert np.abs(after[40:] - before[40:]).max() > 0.01


def test_masks_are_shares_and_differ_from_bin_to_bin():
    masks = _heard(SMALL).masks(_song(SMALL))
    assert masks.dtype == np.float32
    assert masks.min() >= 0.0
    assert masks.max() <= 1.0
    assert masks[10:30].std() > 0.02


@pytest.mark.parametrize("block_frames", [1, 7, 60])
def test_blocks_of_any_length_give_the_same_masks(block_frames):
    network, magnitudes = _heard(SMALL), _song(SMALL)
    np.testing.assert_allclose(network.masks(magnitudes, block_frames), network.masks(magnitudes), rtol=0, atol=1e-6)


@pytest.mark.parametrize("gain", [1e-4, 30.0])
def test_the_level_of_the_song_does_not_matter(gain):
    network, magnitudes = _heard(SMALL), _song(SMALL)
    louder = network.masks(magnitudes * np.float32(gain))
    np.testing.assert_allclose(louder, network.masks(magnitudes), rtol=0, atol=1e-4)


def test_magnitudes_of_another_grid_are_refused():
    with pytest.raises(ValueError, match="65"):
        _heard(SMALL).masks(np.zeros((10, 513), np.float32))


@pytest.mark.parametrize("config", [SMALL, CausalConfig(), CausalConfig(bins=33, channels=(3,), frames=1)])
def test_frame_by_frame_it_gives_the_masks_of_the_whole_song(tmp_path, config):
    network, magnitudes = _heard(config), _song(config)
    network.save(tmp_path / "network.safetensors")
    streaming: MaskNetwork = StreamingCausal.load(tmp_path / "network.safetensors")
    assert (streaming.bins, streaming.lookahead) == (config.bins, 0)
    np.testing.assert_allclose(_stream(streaming, magnitudes), network.masks(magnitudes), rtol=0, atol=1e-5)


def test_reset_forgets_what_was_heard(tmp_path):
    _heard(SMALL).save(tmp_path / "network.safetensors")
    streaming, magnitudes = StreamingCausal.load(tmp_path / "network.safetensors"), _song(SMALL)
    first = _stream(streaming, magnitudes)
    again = _stream(streaming, magnitudes)
    assert np.abs(again - first).max() > 1e-3
    streaming.reset()
    np.testing.assert_array_equal(_stream(streaming, magnitudes), first)


def test_a_step_allocates_no_array(tmp_path):
    config = CausalConfig()
    _heard(config).save(tmp_path / "network.safetensors")
    streaming, magnitudes = StreamingCausal.load(tmp_path / "network.safetensors"), _song(config)
    mask = np.zeros(config.bins, np.float32)
    _stream(streaming, magnitudes)
    tracemalloc.start()
    try:
        streaming.step(magnitudes[40], mask)
        kept, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        for frame in magnitudes:
            streaming.step(frame, mask)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # a frame of one channel has 2 kB
    assert peak - kept < 1500


def test_the_file_keeps_the_network_and_is_small(tmp_path):
    network, path = _heard(CausalConfig()), tmp_path / "network.safetensors"
    network.save(path, "made-up songs")
    assert path.stat().st_size < 4e6
    magnitudes = _song(CausalConfig())
    np.testing.assert_array_equal(CausalNetwork.load(path).masks(magnitudes), network.masks(magnitudes))


def _broken(path: Path, how: str) -> None:
    _heard(SMALL).save(path)
    weights = load_file(path)
    with open(path, "rb") as file:
        content = file.read()
    metadata = {"format": "stembrush causal network 1", "config": "{}"}
    if how == "cut off":
        path.write_bytes(content[: len(content) // 2])
    elif how == "no weights":
        path.write_text("a song")
    elif how == "of something else":
        save_file(weights, path)
    elif how == "without sizes":
        save_file(weights, path, metadata=metadata)
    elif how == "missing":
        path.unlink()
    else:
        config = read_weights(path)[0]
        if how == "not numbers":
            weights["tilt"][3] = np.nan
        else:
            weights["head.weight"] = weights["head.weight"][:, :2].copy()
        write_weights(path, config, weights)


@pytest.mark.parametrize(
    "how", ["cut off", "no weights", "of something else", "without sizes", "missing", "not numbers", "other sizes"]
)
@pytest.mark.parametrize("load", [CausalNetwork.load, StreamingCausal.load])
def test_broken_weights_are_refused_in_words(tmp_path, how, load):
    _broken(tmp_path / "mine.safetensors", how)
    with pytest.raises(EngineError, match=r"mine\.safetensors: .*train it anew"):
        load(tmp_path / "mine.safetensors")


@pytest.mark.parametrize(
    ("size", "value"),
    [
        ("channels", []), ("bins", 513.0), ("taps", 5.0), ("exponent", "a"), ("exponent", None), ("exponent", 1e9),
        ("exponent", float("nan")), ("background_frames", [0, 250]), ("background_frames", ["a", "b"]),
    ],
)  # fmt: skip
def test_sizes_that_are_none_are_refused_in_words(tmp_path, size, value):
    path = tmp_path / "mine.safetensors"
    _heard(SMALL).save(path)
    described = {"format": FORMAT, "config": json.dumps({**asdict(SMALL), size: value})}
    save_file(load_file(path), path, metadata=described)
    with pytest.raises(EngineError, match=r"mine\.safetensors: .*train it anew"):
        StreamingCausal.load(path)


def test_a_variance_below_zero_is_refused_in_words(tmp_path):
    path = tmp_path / "mine.safetensors"
    _heard(SMALL).save(path)
    config, weights = read_weights(path)
    weights["down.0.norm.running_var"][0] = -1.0
    write_weights(path, config, weights)
    with pytest.raises(EngineError, match="variance"):
        StreamingCausal.load(path)


def test_training_lowers_the_loss_and_gives_the_same_network_every_time():
    losses: list[float] = []

    def step(training: CausalTraining) -> bool:
        losses.append(training.loss)
        return False

    first = train(_pairs(), QUICK, step, seed=3)
    assert np.mean(losses[-8:]) < np.mean(losses[:8]) - 0.15
    second = train(_pairs(), QUICK, seed=3)
    other = train(_pairs(), QUICK, seed=4)
    magnitudes = _song(SMALL)
    np.testing.assert_array_equal(second.masks(magnitudes), first.masks(magnitudes))
    assert np.abs(other.masks(magnitudes) - first.masks(magnitudes)).max() > 1e-3


def test_an_interrupted_training_ends_with_the_same_network(tmp_path):
    settings = TrainingSettings(SMALL, steps=8, batch=2, frames=16)
    whole = train(_pairs(), settings, seed=1)
    checkpoint = tmp_path / "training"
    train(_pairs(), settings, lambda training: training.done == 5, 1, checkpoint, checkpoint_steps=5)
    resumed = train(_pairs(), settings, None, 1, checkpoint)
    np.testing.assert_array_equal(resumed.masks(_song(SMALL)), whole.masks(_song(SMALL)))


def test_a_training_can_go_on_from_a_network():
    known = _heard(SMALL)
    untouched = train(_pairs(), replace(QUICK, steps=0), start=known)
    np.testing.assert_array_equal(untouched.masks(_song(SMALL)), known.masks(_song(SMALL)))
    with pytest.raises(EngineError, match="other sizes"):
        train(_pairs(), replace(QUICK, config=CausalConfig()), start=known)


def test_a_checkpoint_of_other_settings_is_refused(tmp_path):
    checkpoint = tmp_path / "training"
    settings = TrainingSettings(SMALL, steps=1, batch=2, frames=16)
    train(_pairs(), settings, None, 0, checkpoint, checkpoint_steps=1)
    with pytest.raises(EngineError, match="other settings"):
        train(_pairs(), settings, None, 1, checkpoint)
    checkpoint.write_text("a song")
    with pytest.raises(EngineError, match="no checkpoint"):
        train(_pairs(), settings, None, 0, checkpoint)


def test_pairs_can_be_drawn_and_silence_is_no_obstacle():
    silence = np.zeros(8000, np.float32)

    def draw(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        return silence, _pairs()[int(generator.integers(4))][1]

    settings = TrainingSettings(SMALL, steps=2, batch=2, frames=16)
    network = train(draw, settings)
    assert all(torch.isfinite(value).all() for value in network.state_dict().values())
    voice, accompaniment = examples(draw, settings, np.random.default_rng(0))
    assert voice.shape == accompaniment.shape == (2, 16, SMALL.bins)
    assert float(voice.abs().max()) == 0.0
    assert float(accompaniment.abs().max()) > 0.0


def test_nothing_to_learn_from_is_said():
    with pytest.raises(EngineError, match="at least one pair"):
        train([])


@pytest.mark.parametrize("wrong", [{"bins": 500}, {"taps": 4}, {"frames": 0}])
def test_sizes_that_do_not_fit_are_refused(wrong):
    with pytest.raises(ValueError, match="must be"):
        CausalConfig(**wrong)
