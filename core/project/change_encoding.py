"""Steps of the history as bytes.

Owns how a change is written down compactly. What is read back is checked, as a file may come from anywhere: every
failure is a ``ValueError``.
"""

from __future__ import annotations

import struct
import zlib
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np

from core.annotation.changes import Change
from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Dictionary,
    Example,
    Note,
    Polarity,
    Region,
)
from core.project.checks import (
    check_activity,
    check_notes,
    check_region,
    check_sources,
    check_spectra,
    check_total,
)
from core.project.encoding import (
    as_value_errors,
    from_json,
    inflated,
    mask_from_bytes,
    mask_to_bytes,
    real,
    source_from_list,
    source_to_list,
    to_json,
    warp_facts,
    warp_from_dict,
    whole,
)
from core.project.example_encoding import (
    dictionary_from_list,
    dictionary_to_list,
    example_from_list,
    example_to_list,
    spectra_cells,
)
from core.project.packing import floats_to_bytes
from core.project.stored_audio import SoundOf

_Examples = tuple[tuple[int, Example], ...]
_Dictionaries = tuple[tuple[int, Dictionary], ...]

_MAX_CHANGE_BYTES = 2**28
_PACKED_BYTES = 2**18
_HEADER = struct.Struct("<4sI")
_MAGIC = b"chg2"
_OLD_MAGIC = b"chg1"  # the points of a warp are in the JSON
_NOTE_COLUMNS = ("<i8", "<i8", "<i4", "<f8", "<f8")
_SPAN_COLUMNS = ("<i8", "<i8", "u1")
_POINT_COLUMNS = ("<f8", "<i8")
_STATES = tuple(ActivityState)


def change_to_bytes(change: Change) -> bytes:
    """Return a change compactly: JSON for what is small, columns of numbers for notes and spans, bits for masks."""
    notes = (*change.notes_out, *change.notes_in)
    spans = [span for before, after in change.activities for span in (*before.spans, *after.spans)]
    ids = {key: index for index, key in enumerate(dict.fromkeys(map(attrgetter("source_id"), notes)))}
    regions = (*change.regions_out, *change.regions_in)
    masks = [mask_to_bytes(region.mask) for _place, region in regions]
    dictionaries = (*change.dictionaries_out, *change.dictionaries_in)
    spectra = [floats_to_bytes(dictionary.columns) for _place, dictionary in dictionaries]
    facts: dict[str, Any] = {
        "sources": change.sources and [[source_to_list(source) for source in side] for side in change.sources],
        "warp": change.warp and [warp_facts(side) for side in change.warp],
        "ids": list(ids),
        "notes": [len(change.notes_out), len(change.notes_in)],
        "activities": [[one.source_id, len(one.spans), len(two.spans)] for one, two in change.activities],
        "regions": [len(change.regions_out), len(change.regions_in)],
        "areas": [
            [place, *_region_to_list(region), len(mask)] for (place, region), mask in zip(regions, masks, strict=True)
        ],
    }
    # steps of the formats before these have none
    if change.examples_out or change.examples_in:
        facts["examples"] = [_example_lists(side) for side in (change.examples_out, change.examples_in)]
    if dictionaries:
        facts["dictionaries"] = [len(change.dictionaries_out), len(change.dictionaries_in)]
        rows = zip(dictionaries, spectra, strict=True)
        facts["spectra"] = [[place, len(data), *dictionary_to_list(one)] for (place, one), data in rows]
    header = to_json(facts).encode()
    start, length, source_id, pitch, level = (
        list(map(attrgetter(name), notes)) for name in ("start", "length", "source_id", "pitch", "level")
    )
    # a pitch of None becomes NaN
    columns = (start, length, [ids[key] for key in source_id], pitch, level)
    span_columns = (
        [span.start for span in spans],
        [span.stop for span in spans],
        [_STATES.index(span.state) for span in spans],
    )
    parts = [_HEADER.pack(_MAGIC, len(header)), header]
    parts += [np.array(values, kind).tobytes() for values, kind in zip(columns, _NOTE_COLUMNS, strict=True)]
    parts += [np.array(values, kind).tobytes() for values, kind in zip(span_columns, _SPAN_COLUMNS, strict=True)]
    for warp in change.warp or ():
        pairs = warp.points if warp is not None else ()
        for place, kind in enumerate(_POINT_COLUMNS):
            parts.append(np.array(list(map(itemgetter(place), pairs)), kind).tobytes())
    plain = b"".join((*parts, *masks, *spectra))
    if len(plain) > _MAX_CHANGE_BYTES:
        raise ValueError(f"a change of {len(plain)} bytes is too large")
    # a large one would be felt while it is packed
    return zlib.compress(plain, 1 if len(plain) < _PACKED_BYTES else 0)


def change_from_bytes(data: Any, sound: SoundOf) -> Change:
    """Return the change that :func:`change_to_bytes` wrote; raises ValueError."""
    with as_value_errors():
        reader = _Reader(inflated(data, _MAX_CHANGE_BYTES))
        magic, length = _HEADER.unpack(reader.take(_HEADER.size))
        if magic not in (_MAGIC, _OLD_MAGIC):
            raise ValueError("is no change")
        facts = from_json(reader.take(length))
        notes_out, notes_in = _read_notes(reader, facts)
        activities = _read_activities(reader, facts)
        if magic == _MAGIC:
            _read_points(reader, facts)
        regions = _read_regions(reader, facts)
        examples_out, examples_in = _read_examples(facts, sound)
        dictionaries = _read_dictionaries(reader, facts)
        sources = facts["sources"] and tuple(tuple(map(source_from_list, side)) for side in facts["sources"])
        for side in sources or ():
            check_sources(side)
        warp = facts["warp"] and tuple(map(warp_from_dict, facts["warp"]))
        if not reader.is_at_end or any(pair is not None and len(pair) != 2 for pair in (sources, warp)):
            raise ValueError("is longer than it should be")
        return Change(
            sources, warp, notes_out, notes_in, activities, *regions, examples_out, examples_in, *dictionaries
        )


def _region_to_list(region: Region) -> list[Any]:
    edges = [int(region.start), int(region.stop), float(region.low_hz), float(region.high_hz)]
    return [region.id, region.source_id, region.polarity.value, *edges, *map(int, region.mask.shape)]


def _example_lists(examples: _Examples) -> list[list[Any]]:
    return [[place, *example_to_list(example)] for place, example in examples]


class _Reader:
    """Takes one part after the other from bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._data)

    def take(self, length: Any) -> bytes:
        if type(length) is not int or not 0 <= length <= len(self._data) - self._at:
            raise ValueError("is cut off")
        self._at += length
        return self._data[self._at - length : self._at]

    def column(self, kind: str, count: int) -> list[Any]:
        size = np.dtype(kind).itemsize
        values: list[Any] = np.frombuffer(self.take(size * count), kind).tolist()
        return values


def _read_notes(reader: _Reader, facts: Any) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    counts = [whole(count) for count in facts["notes"]]
    ids = facts["ids"]
    if not all(isinstance(key, str) for key in ids) or len(counts) != 2 or min(counts) < 0:
        raise ValueError("has no notes")
    starts, lengths, indices, pitches, levels = (reader.column(kind, sum(counts)) for kind in _NOTE_COLUMNS)
    if indices and not 0 <= min(indices) <= max(indices) < len(ids):
        raise ValueError("has notes of no source")
    notes = tuple(
        Note(start, length, ids[index], None if pitch != pitch else pitch, level)
        for start, length, index, pitch, level in zip(starts, lengths, indices, pitches, levels, strict=True)
    )
    check_notes(notes, ids)
    return notes[: counts[0]], notes[counts[0] :]


def _read_activities(reader: _Reader, facts: Any) -> tuple[tuple[Activity, Activity], ...]:
    rows = [(source_id, whole(one), whole(two)) for source_id, one, two in facts["activities"]]
    if any(not isinstance(source_id, str) or min(one, two) < 0 for source_id, one, two in rows):
        raise ValueError("has activity of no source")
    count = sum(one + two for _id, one, two in rows)
    starts, stops, states = (reader.column(kind, count) for kind in _SPAN_COLUMNS)
    spans = tuple(
        ActivitySpan(start, stop, _STATES[state]) for start, stop, state in zip(starts, stops, states, strict=True)
    )
    pairs, at = [], 0
    for source_id, one, two in rows:
        before, after = spans[at : at + one], spans[at + one : at + one + two]
        at += one + two
        pairs.append((Activity(source_id, before), Activity(source_id, after)))
        for activity in pairs[-1]:
            check_activity(activity, (source_id,))
    return tuple(pairs)


def _read_points(reader: _Reader, facts: Any) -> None:
    """Put the points of the warps where a warp as JSON has them."""
    for side in facts["warp"] or ():
        if side is not None:
            count = whole(side["points"])
            side["points"] = list(zip(*(reader.column(kind, count) for kind in _POINT_COLUMNS), strict=True))


def _read_regions(reader: _Reader, facts: Any) -> tuple[tuple[tuple[int, Region], ...], tuple[tuple[int, Region], ...]]:
    out, into = (whole(count) for count in facts["regions"])
    if min(out, into) < 0 or out + into != len(facts["areas"]):
        raise ValueError("has no regions")
    check_total(sum(whole(area[8]) * whole(area[9]) for area in facts["areas"]))
    regions = []
    for place, region_id, source_id, polarity, start, stop, low_hz, high_hz, height, width, size in facts["areas"]:
        if not isinstance(region_id, str) or not isinstance(source_id, str) or whole(place) < 0:
            raise ValueError("has a region of no source")
        mask = mask_from_bytes(reader.take(size), height, width)
        edges = (whole(start), whole(stop), real(low_hz), real(high_hz))
        region = Region(source_id, Polarity(polarity), *edges, mask, id=region_id)
        check_region(region, (source_id,))
        regions.append((place, region))
    return tuple(regions[:out]), tuple(regions[out:])


def _read_examples(facts: Any, sound: SoundOf) -> tuple[_Examples, _Examples]:
    out, into = (
        tuple((_place(place), example_from_list(fields, sound)) for place, *fields in side)
        for side in facts.get("examples", ((), ()))
    )
    return out, into


def _read_dictionaries(reader: _Reader, facts: Any) -> tuple[_Dictionaries, _Dictionaries]:
    out, into = (whole(count) for count in facts.get("dictionaries", (0, 0)))
    rows = facts.get("spectra", ())
    if min(out, into) < 0 or out + into != len(rows):
        raise ValueError("has no dictionaries")
    check_spectra(sum(spectra_cells(fields) for _place, _size, *fields in rows))
    found = tuple((_place(place), dictionary_from_list(fields, reader.take(size))) for place, size, *fields in rows)
    return found[:out], found[out:]


def _place(place: Any) -> int:
    if whole(place) < 0:
        raise ValueError("has something at no place")
    return int(place)
