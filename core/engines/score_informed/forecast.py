"""How long a run will take and how much memory it will need, without touching the song.

Owns the measured costs of the steps of a run and the counting of what they are paid for.
"""

from __future__ import annotations

from operator import attrgetter

import numpy as np

from core.annotation.label_matrix import painted_sources
from core.annotation.model import Annotation
from core.compute import job_threads
from core.engines.base import Estimate, SeparationRequest
from core.engines.score_informed.parameters import BEST, PUBLISHED, ScoreNmfParameters, Variant
from core.scratch import bytes_in_memory
from core.stft import StftParams

# frames of a block of activations, the unit in which components are computed or left out
BLOCK_FRAMES = 64
# seconds on one core of 2024, for a million entries of a spectrogram ...
_ANALYSIS_S = 0.015
_UPDATE_S = 0.0055
# ... of each component
_COMPONENT_S = 1.3e-4
# ... of the places in stereo, and of each part that has one
_PLACES_S, _PART_S = 0.09, 0.0042
# ... of each channel of a stem
_RENDER_S = 0.035
_START_S = 0.8
_SPATIAL_UPDATES, _SPATIAL_FRAMES = 4, 4096
# updates at full resolution that take as long as the fast plan
_FAST_UPDATES = 14
# the start of sources without notes takes this share of the learning on top
_FREE_START = 0.3
_PARALLEL = 0.9
_BASE_BYTES = 80 * 2**20
_PLACE_BIN_BYTES = 850


def estimate(request: SeparationRequest) -> Estimate:
    """Return what a run will take; within a factor of two on an idle machine.

    Takes about a millisecond for every three thousand notes.
    """
    parameters: ScoreNmfParameters = request.parameters
    variant = PUBLISHED if parameters.variant == "published" else BEST
    mixture, annotation = request.mixture, request.annotation
    params = StftParams.for_rate(mixture.rate, parameters.window_ms / 1000 or variant.window_s)
    frames = params.frames(mixture.length)
    entries = frames * params.bins / 1e6
    scored, sounding = scored_pitches(annotation, params.hop_samples * BLOCK_FRAMES, frames)
    free = parameters.free_per_source * len(painted_sources(annotation)) + parameters.free_components
    in_stereo = parameters.uses_stereo(mixture.channels)
    per_note = 3 if variant is BEST else parameters.components_per_pitch
    parts = sounding + free
    learning = _learning_s(parameters, variant, entries, per_note * sounding + free)
    if free > parameters.free_components:
        learning *= 1.0 + _FREE_START
    seconds = learning + entries * (_ANALYSIS_S + _RENDER_S * len(annotation.sources)) * mixture.channels
    if in_stereo:
        looked_at = min(1.0, _SPATIAL_FRAMES / max(1, frames)) * entries
        seconds += _SPATIAL_UPDATES * looked_at * (_PLACES_S + _PART_S * parts)
    memory = _BASE_BYTES + bytes_in_memory(4 * frames * params.bins)
    memory += (len(annotation.sources) + 1) * bytes_in_memory(4 * mixture.channels * mixture.length)
    memory += round((scored + free) * params.bins * _PLACE_BIN_BYTES) if in_stereo else 0
    return Estimate(_START_S + seconds * (1.0 - _PARALLEL + _PARALLEL / job_threads()), memory)


def scored_pitches(annotation: Annotation, block_samples: int, frames: int) -> tuple[int, float]:
    """Return how many pitches there are of all sources, and how many of them a block has on average."""
    notes = annotation.notes
    pitches = list(map(attrgetter("source_id", "pitch"), notes))
    codes = {pitch: number for number, pitch in enumerate(set(pitches))}
    code = np.fromiter(map(codes.__getitem__, pitches), np.int64, len(notes))
    start = np.fromiter(map(attrgetter("start"), notes), np.int64, len(notes))
    length = np.fromiter(map(attrgetter("length"), notes), np.int64, len(notes))
    blocks = max(1, -(-frames // BLOCK_FRAMES))
    first = np.clip(start // block_samples, 0, blocks - 1)
    last = np.clip((start + length) // block_samples, 0, blocks - 1)
    touched = np.unique(np.concatenate([code * blocks + first, code * blocks + last]))
    # long notes also sound in the blocks between
    between = np.maximum(0, last - first - 1).sum()
    return len(codes), float(len(touched) + between) / blocks


def _learning_s(parameters: ScoreNmfParameters, variant: Variant, entries: float, components: float) -> float:
    updates = parameters.updates or variant.updates
    if parameters.fast and variant is PUBLISHED:
        updates = _FAST_UPDATES
    return updates * entries * (_UPDATE_S + _COMPONENT_S * components)
