"""What the user says of a song, as far as voice and accompaniment are concerned.

Owns the step from activity, notes and regions to the frames in which a part is silent, and to what each source gets of
its part. A part that several sources share is divided by when they play, by their notes, and by regions.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from core.annotation.label_matrix import labelled_spans
from core.annotation.model import ActivityState, Annotation, Note
from core.annotation.region_grid import EntryState, RegionGrid
from core.engines.low_rank.sources import Sides
from core.stft import FloatArray, StftParams

# of several sources that share a part, one of which nothing is said counts so much beside one that is painted active
_UNKNOWN = 0.5
# and so much between its partials, or where it has no note
_BETWEEN = 0.02
_UNSCORED = 0.3
# where the notes of both parts are known, what was heard without them is drawn so far towards the middle: a sound that
# was taken for one part for sure could not go to the other
_DOUBT = 0.3
_PARTIALS = 40
_HIGHEST_HZ = 6000.0
_HALF_WIDTH = 2 ** (0.6 / 12) - 1
_RINGING_S = 0.2
_EPS = np.float32(1e-12)


class Guidance:
    """What is said of the parts and of the sources in them.

    Parameters
    ----------
    annotation : Annotation
    sides : Sides
        Which sources are the voice and which the accompaniment.
    params : StftParams
    frames : int
        Of the song.

    Attributes
    ----------
    voice_silent, accompaniment_silent : ndarray (frames,), bool
        Where all sources of a part are painted silent; nowhere where it has none.
    """

    def __init__(self, annotation: Annotation, sides: Sides, params: StftParams, frames: int) -> None:
        self._annotation, self._sides, self._params, self._frames = annotation, sides, params, frames
        self._presence = np.stack(
            [_presence(annotation, source.id, params, frames) for source in annotation.sources]
        ).reshape(-1, frames)
        self.voice_silent = self._all_silent(sides.voice)
        self.accompaniment_silent = self._all_silent(sides.accompaniment)
        self._regions = RegionGrid(annotation, params, frames)
        self._notes = {source.id: annotation.notes_of(source.id) for source in annotation.sources}

    def _all_silent(self, numbers: tuple[int, ...]) -> NDArray[np.bool_]:
        if not numbers:
            return np.zeros(self._frames, bool)
        silent: NDArray[np.bool_] = (self._presence[list(numbers)] == 0.0).all(axis=0)
        return silent

    def stem_masks(self, first: int, voice: FloatArray) -> FloatArray:
        """Return what every source gets.

        Parameters
        ----------
        first : int
            The first frame.
        voice : ndarray (frames, bins), float32, 0 to 1
            Share of the voice; what remains is the accompaniment. Changed in place: it is zero where the voice is
            silent and one where the accompaniment is.

        Returns
        -------
        ndarray (sources, frames, bins), float32
            0 to 1; what they leave belongs to no source.
        """
        stop = first + len(voice)
        voice_silent, other_silent = self.voice_silent[first:stop], self.accompaniment_silent[first:stop]
        self._follow_notes(first, voice)
        voice[other_silent] = 1.0
        voice[voice_silent] = 0.0
        rest = 1.0 - voice
        rest[other_silent] = 0.0
        masks = np.zeros((len(self._annotation.sources), *voice.shape), np.float32)
        for numbers, part in ((self._sides.voice, voice), (self._sides.accompaniment, rest)):
            if len(numbers) == 1:
                masks[numbers[0]] = part
            elif numbers:
                shares = self._shares(numbers, first, stop)
                masks[list(numbers)] = shares * part
        if self._regions.touches(first, stop):
            states = self._regions.states(first, stop)
            masks[states == EntryState.HELD] = 1.0
            masks[states == EntryState.ZERO] = 0.0
        return masks

    def _follow_notes(self, first: int, voice: FloatArray) -> None:
        """Let notes that are known move sound from one part to the other, in place."""
        weights = [
            self._part_weight(numbers, first, voice) for numbers in (self._sides.voice, self._sides.accompaniment)
        ]
        if all(weight is None for weight in weights):
            return
        if all(weight is not None for weight in weights):
            voice *= np.float32(1 - 2 * _DOUBT)
            voice += np.float32(_DOUBT)
        for_voice, for_rest = (np.float32(_UNSCORED) if weight is None else weight for weight in weights)
        for_rest = (1.0 - voice) * for_rest
        voice *= for_voice
        for_rest += voice
        for_rest += _EPS
        voice /= for_rest

    def _part_weight(self, numbers: tuple[int, ...], first: int, like: FloatArray) -> FloatArray | None:
        """Return where the notes of a part lie; None where some source of it has none."""
        scored = [self._notes[self._annotation.sources[number].id] for number in numbers]
        if not scored or not all(scored) or any(self._annotation.sources[number].is_drum for number in numbers):
            return None
        weight = np.empty_like(like)
        _comb([note for notes in scored for note in notes], self._params, first, weight)
        return weight

    def _shares(self, numbers: tuple[int, ...], first: int, stop: int) -> FloatArray:
        """Return how a part is divided among its sources, (sources of it, frames, bins); nobody has what all leave."""
        weights = np.empty((len(numbers), stop - first, self._params.bins), np.float32)
        scored = any(self._notes[self._annotation.sources[number].id] for number in numbers)
        for weight, number in zip(weights, numbers, strict=True):
            source = self._annotation.sources[number]
            notes = self._notes[source.id]
            if notes and not source.is_drum:
                _comb(notes, self._params, first, weight)
            else:
                weight.fill(_UNSCORED if scored else 1.0)
            weight *= self._presence[number, first:stop, None]
        weights /= weights.sum(axis=0) + _EPS
        return weights


def _presence(annotation: Annotation, source_id: str, params: StftParams, frames: int) -> FloatArray:
    """Return 1 where a source is painted active, 0 where silent, and something between where nothing is said."""
    presence = np.full(frames, _UNKNOWN, np.float32)
    for state, value in ((ActivityState.ACTIVE, 1.0), (ActivityState.SILENT, 0.0)):
        for first, stop in labelled_spans(annotation, source_id, state, params):
            presence[max(0, first) : max(0, stop)] = value
    return presence


def _comb(notes: Iterable[Note], params: StftParams, first: int, weight: FloatArray) -> None:
    """Write where the partials of notes lie, into (frames, bins)."""
    weight.fill(_BETWEEN)
    spacing_hz = params.rate / params.window_samples
    for note in notes:
        begin = note.start // params.hop_samples - first
        end = -(-(note.stop + round(_RINGING_S * params.rate)) // params.hop_samples) - first
        begin, end = max(0, begin), min(len(weight), end)
        if end <= begin:
            continue
        if note.pitch is None:
            weight[begin:end] = 1.0
            continue
        partials = 440.0 * 2 ** ((note.pitch - 69) / 12) * np.arange(1, _PARTIALS + 1)
        partials = partials[partials < min(_HIGHEST_HZ, params.rate / 2)]
        half = np.maximum(_HALF_WIDTH * partials, 1.5 * spacing_hz)
        low = np.clip(np.rint((partials - half) / spacing_hz), 0, params.bins - 1).astype(int)
        high = np.clip(np.rint((partials + half) / spacing_hz), 0, params.bins - 1).astype(int)
        # where notes meet, the lower partial is the louder one
        for number, (below, above) in enumerate(zip(low, high, strict=True), 1):
            here = weight[begin:end, below : above + 1]
            np.maximum(here, np.float32(max(1.0 / number, _UNSCORED)), out=here)
        # what is above the partials that are told apart goes with the note
        if len(partials):
            weight[begin:end, high[-1] + 1 :] = np.maximum(weight[begin:end, high[-1] + 1 :], _UNSCORED)
