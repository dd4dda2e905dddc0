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

# millions of products per second on one core of 2024, half of what it does in 16 bits and twice what others do; and the
# start of the libraries
_PRODUCTS_M = 9e4
_START_S = 1.0
# weights, gradients and the two means of ADAM, and the first copy
_WEIGHT_BYTES = 5 * 4
_CHUNK_BYTES = 512 * 4 * 12
# a lesson of the refining network, and of each unit that sounds in it
_LESSON_S, _UNIT_LESSON_S = 0.008, 4e-4
# consistency for a million entries of a stem: of the song, and of the part of a remix on which weights are tried
_CONSISTENCY_S = 0.5
_TRIED_FRAMES, _TRIALS = 384, 4
# what a lesson holds: frames, bytes of a unit, arrays of every source in the bins that have bands
_LESSON_FRAMES, _UNIT_BYTES, _LESSON_BINS = 128, 86_000, 700
_MOST_LESSON_BYTES = 512 * 2**20
# the network at work, in units' bytes, and what comes with it
_AT_WORK, _NETWORK_BYTES = 12, 150 * 2**20
# arrays at work on a piece of a stem, with its transform
_PIECE_FRAMES, _PIECE_BYTES = 640, 64


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
    # the encoder is fitted to the factors in one pass; of the steps, forward and backward are three products
    taught = encoder if parameters.start == "nmf" else 0
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
    sources, units = len(annotation.sources), 3 * sounding
    seconds = factors.seconds * (2.0 + 0.5 * parameters.remixes * part) if parameters.lessons else factors.seconds
    if parameters.remixes:
        seconds += parameters.lessons * (_LESSON_S + _UNIT_LESSON_S * units) / _lesson_speed()
    lesson_bytes = units * _UNIT_BYTES + (2 * sources + 1) * _LESSON_FRAMES * _LESSON_BINS * 4
    count = parameters.remixes * (1 + part * frames / _LESSON_FRAMES)
    held = min(count * lesson_bytes, parameters.remixes * lesson_bytes + _MOST_LESSON_BYTES)
    remixed = 8 * (sources + 1) * part * mixture.length * mixture.channels if parameters.remixes else 0
    memory = _NETWORK_BYTES + _AT_WORK * units * _UNIT_BYTES + remixed
    if parameters.consistency and not parameters.of_factors().uses_stereo(mixture.channels):
        # of two stems, one is what the other leaves
        solved = 1 if sources == 2 else sources
        tried = _TRIALS * min(frames, _TRIED_FRAMES) if parameters.remixes and parameters.lessons else 0
        seconds += _CONSISTENCY_S * solved * params.bins * (frames * mixture.channels + tried) / 1e6
        piece = min(frames, _PIECE_FRAMES) * params.bins * (_PIECE_BYTES + 8 * (sources + 1) + 4 * solved)
        held = max(held, piece)
    return Estimate(seconds, round(factors.memory_bytes + memory + held))


def _lesson_speed() -> float:
    return float(min(2, job_threads()) ** 0.7)
