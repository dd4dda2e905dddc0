"""What an annotation must be like so that it can be stored, and read again.

Owns the checks of single values. They run on what is to be stored and on what was read: nothing may be written that
would be refused at the next opening.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from operator import attrgetter

import numpy as np

from core.annotation.changes import Change
from core.annotation.model import Activity, Annotation, Dictionary, Example, Note, Region, Source, Warp

MAX_MASK_CELLS = 2**26
_MAX_CELLS = 2**30  # of all masks together: a small file must not take all memory
_MAX_SPECTRA_CELLS = 2**25  # of all dictionaries together
_MAX_CHANNELS, _MAX_RATE, _MAX_SOUND_VALUES = 32, 2**31 - 1, 2**32
_MAX_WINDOW_SAMPLES = 2**20
_MAX_SAMPLE = 2**53
_MAX_PITCH = 1000.0


def check_sources(sources: Iterable[Source]) -> None:
    """Raise ValueError unless every source is sound and has an id of its own."""
    known: set[str] = set()
    for source in sources:
        if not source.id or source.id in known:
            raise ValueError(f"the source {source.id!r} is there twice or has no id")
        if source.program is not None and not 0 <= source.program <= 127:
            raise ValueError(f"the source {source.id!r} has no instrument {source.program}")
        known.add(source.id)


def check_notes(notes: Iterable[Note], source_ids: Collection[str]) -> None:
    """Raise ValueError unless every note has a length, finite values and one of these sources."""
    notes = tuple(notes)
    if _are_sound(notes, source_ids):
        return
    for note in notes:
        if note.length <= 0 or abs(note.start) > _MAX_SAMPLE or note.length > _MAX_SAMPLE:
            raise ValueError(f"a note of {note.length} samples at {note.start} is none")
        if not 0.0 <= note.level <= 1.0 or (note.pitch is not None and not abs(note.pitch) <= _MAX_PITCH):
            raise ValueError(f"the note at {note.start} has pitch {note.pitch} and level {note.level}")
        if note.source_id not in source_ids:
            raise ValueError(f"the note at {note.start} is of no source ({note.source_id!r})")


def _are_sound(notes: Sequence[Note], source_ids: Collection[str]) -> bool:
    """Return whether all notes can be stored; which one cannot takes longer to find."""
    try:
        start, length, pitch, level = (
            np.array(list(map(attrgetter(name), notes)), np.float64) for name in ("start", "length", "pitch", "level")
        )
    except (OverflowError, TypeError, ValueError):
        return False
    has_none = np.isnan(pitch)
    if has_none.any() and np.count_nonzero(has_none) != sum(note.pitch is None for note in notes):
        return False
    sound = (length > 0) & (length <= _MAX_SAMPLE) & (np.abs(start) <= _MAX_SAMPLE) & (level >= 0.0) & (level <= 1.0)
    sound &= has_none | (np.abs(pitch) <= _MAX_PITCH)
    return bool(sound.all()) and set(map(attrgetter("source_id"), notes)) <= set(source_ids)


def check_activity(activity: Activity, source_ids: Collection[str]) -> None:
    """Raise ValueError unless the spans follow one another and belong to one of these sources."""
    if activity.spans and activity.source_id not in source_ids:
        raise ValueError(f"the activity is of no source ({activity.source_id!r})")
    last = -_MAX_SAMPLE
    for span in activity.spans:
        if not last <= span.start < span.stop <= _MAX_SAMPLE:
            raise ValueError(f"the span from {span.start} to {span.stop} is none, or overlaps another")
        last = span.stop


def check_region(region: Region, source_ids: Collection[str]) -> None:
    """Raise ValueError unless the region spans something and belongs to one of these sources."""
    if not region.id or region.source_id not in source_ids:
        raise ValueError(f"the region is of no source ({region.source_id!r})")
    if not -_MAX_SAMPLE <= region.start < region.stop <= _MAX_SAMPLE:
        raise ValueError(f"the region from {region.start} to {region.stop} is none")
    if not 0.0 <= region.low_hz <= region.high_hz < math.inf:
        raise ValueError(f"the region from {region.low_hz} to {region.high_hz} Hz is none")
    if region.mask.ndim != 2 or not 0 < region.mask.size <= MAX_MASK_CELLS:
        raise ValueError(f"the region has a mask of shape {region.mask.shape}")


def check_total(cells: float) -> None:
    """Raise ValueError where the masks of all regions have too many cells together."""
    if cells > _MAX_CELLS:
        raise ValueError("the regions are too large together")


def check_sound(rate: int, channels: int, length: int) -> None:
    """Raise ValueError unless sound can have this rate (Hz), so many channels and samples."""
    if not (type(rate) is type(channels) is type(length) is int and 0 < rate <= _MAX_RATE):
        raise ValueError(f"a sound of {channels} channels at {rate} Hz cannot be")
    if not (0 < channels <= _MAX_CHANNELS and 0 < length <= _MAX_SOUND_VALUES // channels):
        raise ValueError(f"a sound of {length} samples in {channels} channels cannot be")


def check_example(example: Example, source_ids: Collection[str]) -> None:
    """Raise ValueError unless the example is a sound or a stretch of the song, and of one of these sources."""
    if not example.id or example.source_id not in source_ids:
        raise ValueError(f"the example is of no source ({example.source_id!r})")
    if example.span is None and example.audio is None:
        raise ValueError("the example is neither a stretch of the song nor a sound")
    if example.span is not None and not -_MAX_SAMPLE <= example.span[0] < example.span[1] <= _MAX_SAMPLE:
        raise ValueError(f"the example from {example.span[0]} to {example.span[1]} is none")
    if example.audio is not None:
        check_sound(int(example.audio.rate), example.audio.channels, example.audio.length)


def check_dictionary(dictionary: Dictionary, source_ids: Collection[str]) -> None:
    """Raise ValueError unless the dictionary has sound columns and belongs to one of these sources."""
    if not dictionary.id or dictionary.source_id not in source_ids:
        raise ValueError(f"the dictionary is of no source ({dictionary.source_id!r})")
    columns, window_samples = dictionary.columns, dictionary.window_samples
    if not 0 < dictionary.hop_samples <= _MAX_WINDOW_SAMPLES or not 1 < window_samples <= _MAX_WINDOW_SAMPLES:
        raise ValueError(f"the dictionary has a window of {window_samples} samples")
    if not 0 < dictionary.rate <= _MAX_RATE:
        raise ValueError(f"the dictionary has a rate of {dictionary.rate} Hz")
    if columns.ndim != 2 or columns.shape[0] != window_samples // 2 + 1 or not columns.size:
        raise ValueError(f"the dictionary has columns of shape {columns.shape}")
    if columns.dtype != np.float32 or not np.isfinite(columns).all() or columns.min() < 0.0:
        raise ValueError("the dictionary has columns that are no spectra")
    if len(dictionary.labels) != columns.shape[1]:
        raise ValueError(f"the dictionary has {len(dictionary.labels)} labels for {columns.shape[1]} columns")


def check_dictionaries(dictionaries: Sequence[Dictionary]) -> None:
    """Raise ValueError where dictionaries share a source, or are too large together."""
    if len({one.source_id for one in dictionaries}) < len(dictionaries):
        raise ValueError("a source has two dictionaries")
    check_spectra(sum(one.columns.size for one in dictionaries))


def check_spectra(cells: float) -> None:
    """Raise ValueError where the columns of all dictionaries have too many numbers together."""
    if cells > _MAX_SPECTRA_CELLS:
        raise ValueError("the dictionaries are too large together")


def check_warp(warp: Warp) -> None:
    """Raise ValueError unless every value is finite."""
    values = list(chain(chain.from_iterable(warp.points), chain.from_iterable(warp.anchors), warp.bars))
    try:
        are_finite = bool(np.all(np.abs(np.array(values, np.float64)) <= _MAX_SAMPLE))
    except OverflowError:
        are_finite = False
    if not are_finite:
        raise ValueError("the times of the score are not finite")
    if warp.cost is not None and not math.isfinite(warp.cost):
        raise ValueError("the cost of the match is not finite")


def check_change(change: Change, after: Annotation) -> None:
    """Raise ValueError unless what a change brings can be stored.

    Parameters
    ----------
    change : Change
    after : Annotation
        To which it leads.
    """
    source_ids = {source.id for source in after.sources}
    if change.sources is not None:
        check_sources(after.sources)
        if not {source.id for source in change.sources[0]} <= source_ids:
            # something may have been left behind by a source that went
            check_references(after, source_ids)
    check_notes(change.notes_in, source_ids)
    for _before, activity in change.activities:
        check_activity(activity, source_ids)
    for _place, region in change.regions_in:
        check_region(region, source_ids)
    check_total(sum(region.mask.size for region in after.regions))
    for _place, example in change.examples_in:
        check_example(example, source_ids)
    for _place, dictionary in change.dictionaries_in:
        check_dictionary(dictionary, source_ids)
    if change.dictionaries_in:
        check_dictionaries(after.dictionaries)
    if change.warp is not None and change.warp[1] is not None:
        check_warp(change.warp[1])


def check_references(annotation: Annotation, source_ids: Collection[str]) -> None:
    """Raise ValueError where something belongs to a source that is not there."""
    used = {note.source_id for note in annotation.notes}
    used |= {activity.source_id for activity in annotation.activities}
    used |= {region.source_id for region in annotation.regions}
    used |= {example.source_id for example in annotation.examples}
    used |= {dictionary.source_id for dictionary in annotation.dictionaries}
    if not used <= set(source_ids):
        raise ValueError(
            f"something belongs to sources that are not there: {', '.join(sorted(used - set(source_ids)))}"
        )
