"""How long a run of the autoencoder will take and how much memory it will need, without touching the song."""

from __future__ import annotations

from dataclasses import replace

from core.compute import job_threads
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.autoencoder.remixes import LONGEST_S
from core.engines.base import Estimate, SeparationRequest
from core.engines.score_informed.forecast import BLOCK_FRAMES, scored_pitches
from core.engines.score_informed.forecast import estimate as estimate_factors
from core.engines.score_informed.parameters import BEST, PUBLISHED
from core.stft import StftParams

# products of a million numbers per second on one core of 2024, and the start of the libraries
_PRODUCTS_M = 4e4
_START_S = 1.0
# passes over the song that teach the encoder; forward and backward are three products
_LESSONS = 30
# weights, gradients and the two means of ADAM, and the first copy
_WEIGHT_BYTES = 5 * 4
_CHUNK_BYTES = 512 * 4 * 12
# a lesson of the refining network, and of each unit that sounds in it; consistency for a million entries of a stem
_LESSON_S, _UNIT_LESSON_S = 0.008, 4e-4
_CONSISTENCY_S = 1.0
_LESSON_BYTES = 200 * 2**20


def estimate(request: SeparationRequest) -> Estimate:
    """Return what a run will take; within a factor of two or three, as networks depend much on the machine."""
    parameters: AutoencoderParameters = request.parameters
    factors = estimate_factors(replace(request, parameters=parameters.of_factors()))
    if not parameters.is_published:
        return _at_best(request, parameters, factors)
    params = StftParams.for_rate(request.mixture.rate, PUBLISHED.window_s)
    frames = params.frames(request.mixture.length)
    pitches = len({(note.source_id, note.pitch) for note in request.annotation.notes})
    classes = pitches * parameters.units_per_pitch + parameters.free_components
    units = max(parameters.units, classes)
    inputs = params.bins * (2 * parameters.context_frames + 1 if parameters.variant == "D" else 1)
    encoder = units * (inputs + units + classes)
    decoder = units * (classes + params.bins)
    steps = parameters.dropout_steps + parameters.penalty_steps
    taught = _LESSONS * encoder if parameters.start == "nmf" else 0
    sources = len(request.annotation.sources)
    products = frames * (3 * (steps * (encoder + decoder) + taught) + (sources + 1) * decoder)
    seconds = _START_S + products / (1e6 * _PRODUCTS_M * job_threads())
    memory = _WEIGHT_BYTES * (encoder + decoder) + _CHUNK_BYTES * (inputs + 4 * units + 4 * params.bins)
    return Estimate(factors.seconds + seconds, factors.memory_bytes + memory)


def _at_best(request: SeparationRequest, parameters: AutoencoderParameters, factors: Estimate) -> Estimate:
    """The song is separated twice, a part of it once for every remix, and the network takes its lessons."""
    mixture, annotation = request.mixture, request.annotation
    params = StftParams.for_rate(mixture.rate, BEST.window_s)
    frames = params.frames(mixture.length)
    part = min(1.0, LONGEST_S / max(1e-3, mixture.length / mixture.rate))
    _, sounding = scored_pitches(annotation, params.hop_samples * BLOCK_FRAMES, frames)
    seconds = factors.seconds * (2.0 + 0.5 * parameters.remixes * part) if parameters.lessons else factors.seconds
    if parameters.remixes:
        seconds += parameters.lessons * (_LESSON_S + _UNIT_LESSON_S * 3 * sounding) / _lesson_speed()
    if parameters.consistency and not parameters.of_factors().uses_stereo(mixture.channels):
        entries = frames * params.bins * mixture.channels * len(annotation.sources) / 1e6
        seconds += _CONSISTENCY_S * entries
    entries = min(frames, LONGEST_S * mixture.rate / params.hop_samples) * params.bins
    memory = round(entries * mixture.channels * parameters.remixes * 8) + _LESSON_BYTES
    return Estimate(seconds, factors.memory_bytes + memory)


def _lesson_speed() -> float:
    return float(min(2, job_threads()) ** 0.7)
