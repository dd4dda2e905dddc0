"""How long a run of example-nmf will take and how much memory it will need, without touching the song."""

from __future__ import annotations

from core.compute import job_threads
from core.engines.base import Estimate, SeparationRequest
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.setting import setting_of
from core.scratch import IN_MEMORY_BYTES
from core.stft import StftParams

# millions of products per second and core, start of the libraries, a million entries of the spectrogram read or written
_PRODUCTS_M = 3e4
_START_S = 1.0
_READ_S, _RENDER_S = 0.012, 0.012
_BASE_BYTES = 80 * 2**20
_COLLECTING_MATRICES = 5


def estimate(request: SeparationRequest) -> Estimate:
    """Return what a run will take; within a factor of two or three."""
    parameters: ExampleNmfParameters = request.parameters
    mixture = request.mixture
    params = StftParams.for_rate(mixture.rate, parameters.window_ms / 1000)
    frames, bins, columns = params.frames(mixture.length), params.bins, parameters.columns
    setting = setting_of(request.annotation, mixture.rate, mixture.length, parameters.variant)
    heard = sum(one.alone_s + one.not_s for one in setting.sources) / params.hop_s
    sources = max(1, len(setting.sources))
    learnt = sum(not one.has_dictionary and one.is_known for one in setting.sources)
    adversarial = (heard + frames) * learnt if parameters.variant not in ("nmf", "exemplar") else 0.0
    trained = 0.0 if parameters.variant == "exemplar" else parameters.learning_epochs * (heard + adversarial)
    missing = len(setting.missing) if not parameters.projection_only else 0
    together = sources * columns
    products = 2.0 * bins * columns * trained
    products += 2.0 * bins * parameters.learning_epochs * frames * together * (missing > 0)
    products += frames * together * (2.0 * bins + parameters.test_epochs * together)
    seconds = _START_S + products / (1e6 * _PRODUCTS_M * job_threads())
    entries = frames * bins
    seconds += entries / 1e6 * mixture.channels * (2 * _READ_S + _RENDER_S * (sources + 1))
    memory = _BASE_BYTES + 4 * bins * int(heard + frames) * _COLLECTING_MATRICES + 8 * frames * together
    memory += (sources + 1) * _in_memory(4 * mixture.channels * mixture.length)
    return Estimate(seconds, memory)


def _in_memory(size: int) -> int:
    """Return the bytes of an array that stay in memory: large ones lie on the disk."""
    return size if size < IN_MEMORY_BYTES else 0
