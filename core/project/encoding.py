"""Changes, masks, sources and warps as bytes and JSON.

Owns how the values of an annotation are written down compactly. What is read back is checked, as a file may come from
anywhere: every failure is a ``ValueError``.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.annotation.changes import Change
from core.annotation.model import Activity, ActivitySpan, ActivityState, Note, Polarity, Region, Source, Warp
from core.project.checks import (
    MAX_MASK_CELLS,
    check_activity,
    check_notes,
    check_region,
    check_sources,
    check_total,
    check_warp,
)

_MAX_CHANGE_BYTES = 2**28
_PACKED_BYTES = 2**18
_HEADER = struct.Struct("<4sI")
_MAGIC = b"chg2"
_OLD_MAGIC = b"chg1"  # the points of a warp are in the JSON
_NOTE_COLUMNS = ("<i8", "<i8", "<i4", "<f8", "<f8")
_SPAN_COLUMNS = ("<i8", "<i8", "u1")
_POINT_COLUMNS = ("<f8", "<i8")
_STATES = tuple(ActivityState)


@contextmanager
def as_value_errors() -> Iterator[None]:
    """Turn whatever goes wrong with data of strangers into a ValueError."""
    try:
        yield
    except (KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError, struct.error) as error:
        raise ValueError(f"is not what it should be ({error})") from error
    except zlib.error as error:
        raise ValueError("cannot be unpacked") from error


def to_json(value: Any) -> str:
    """Return a value as JSON text; raises ValueError or TypeError where it is none."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def from_json(text: Any) -> Any:
    """Return the value of JSON text; raises ValueError."""
    with as_value_errors():
        return json.loads(text, parse_constant=_refuse)


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def inflated(data: Any, limit: int) -> bytes:
    """Return what zlib packed, at most ``limit`` bytes; raises ValueError."""
    with as_value_errors():
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(data, limit + 1)
        if len(plain) > limit or not unpacking.eof:
            raise ValueError("is cut off, or larger than it may be")
    return plain


def mask_to_bytes(mask: NDArray[np.bool_]) -> bytes:
    """Return a mask as packed bits."""
    return zlib.compress(np.packbits(mask, axis=None).tobytes(), 1)


def mask_from_bytes(data: Any, height: Any, width: Any) -> NDArray[np.bool_]:
    """Return the mask (height, width), read-only; raises ValueError."""
    with as_value_errors():
        if not (type(height) is type(width) is int and height > 0 and width > 0 and height * width <= MAX_MASK_CELLS):
            raise ValueError(f"a mask of {height} x {width} cells cannot be")
        cells = height * width
        packed = inflated(data, -(-cells // 8))
        if len(packed) != -(-cells // 8):
            raise ValueError("the mask is cut off")
        mask = np.unpackbits(np.frombuffer(packed, np.uint8), count=cells).astype(np.bool_).reshape(height, width)
    mask.flags.writeable = False
    return mask


def source_to_list(source: Source) -> list[Any]:
    """Return the fields of a source as JSON values."""
    return [source.id, source.name, source.colour, source.program, source.is_drum]


def source_from_list(fields: Sequence[Any]) -> Source:
    """Return a source from its fields; raises ValueError."""
    source_id, name, colour, program, is_drum = fields
    if not all(isinstance(text, str) for text in (source_id, name, colour)):
        raise ValueError("a source has no name")
    if not (program is None or type(program) is int) or is_drum not in (0, 1):
        raise ValueError("a source has no instrument")
    return Source(source_id, name, colour, program, bool(is_drum))


def warp_to_dict(warp: Warp | None) -> dict[str, Any] | None:
    """Return a warp as JSON values."""
    fields = _warp_facts(warp)
    if warp is not None and fields is not None:
        fields["points"] = [[float(time_s), int(sample)] for time_s, sample in warp.points]
    return fields


def _warp_facts(warp: Warp | None) -> dict[str, Any] | None:
    """Return a warp as JSON values, of its points only how many there are."""
    if warp is None:
        return None
    return {
        "name": warp.name,
        "source_ids": sorted(warp.source_ids),
        "points": len(warp.points),
        "anchors": [[float(time_s), int(sample)] for time_s, sample in warp.anchors],
        "bars": [int(bar) for bar in warp.bars],
        "matched": bool(warp.matched),
        "cost": None if warp.cost is None else float(warp.cost),
        "messages": list(warp.messages),
    }


def warp_from_dict(fields: Any) -> Warp | None:
    """Return a warp from JSON values; raises ValueError."""
    if fields is None:
        return None
    with as_value_errors():
        texts = [fields["name"], *fields["source_ids"], *fields["messages"]]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError("the match of the score has no names")
        points, anchors = (
            tuple((_real(time_s), _whole(sample)) for time_s, sample in fields[key]) for key in ("points", "anchors")
        )
        cost = fields["cost"]
        warp = Warp(
            name=fields["name"],
            source_ids=frozenset(fields["source_ids"]),
            points=points,
            anchors=anchors,
            bars=tuple(_whole(bar) for bar in fields["bars"]),
            matched=bool(fields["matched"]),
            cost=None if cost is None else _real(cost),
            messages=tuple(fields["messages"]),
        )
        check_warp(warp)
    return warp


def _real(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise ValueError(f"{value!r} is no whole number")
    return value


def change_to_bytes(change: Change) -> bytes:
    """Return a change compactly: JSON for what is small, columns of numbers for notes and spans, bits for masks."""
    notes = (*change.notes_out, *change.notes_in)
    spans = [span for before, after in change.activities for span in (*before.spans, *after.spans)]
    ids = {key: index for index, key in enumerate(dict.fromkeys(map(attrgetter("source_id"), notes)))}
    regions = (*change.regions_out, *change.regions_in)
    masks = [mask_to_bytes(region.mask) for _place, region in regions]
    facts = {
        "sources": change.sources and [[source_to_list(source) for source in side] for side in change.sources],
        "warp": change.warp and [_warp_facts(side) for side in change.warp],
        "ids": list(ids),
        "notes": [len(change.notes_out), len(change.notes_in)],
        "activities": [[one.source_id, len(one.spans), len(two.spans)] for one, two in change.activities],
        "regions": [len(change.regions_out), len(change.regions_in)],
        "areas": [
            [place, *_region_to_list(region), len(mask)] for (place, region), mask in zip(regions, masks, strict=True)
        ],
    }
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
    plain = b"".join((*parts, *masks))
    if len(plain) > _MAX_CHANGE_BYTES:
        raise ValueError(f"a change of {len(plain)} bytes is too large")
    # a large one would be felt while it is packed
    return zlib.compress(plain, 1 if len(plain) < _PACKED_BYTES else 0)


def change_from_bytes(data: Any) -> Change:
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
        regions_out, regions_in = _read_regions(reader, facts)
        sources = facts["sources"] and tuple(tuple(map(source_from_list, side)) for side in facts["sources"])
        for side in sources or ():
            check_sources(side)
        warp = facts["warp"] and tuple(map(warp_from_dict, facts["warp"]))
        if not reader.is_at_end or any(pair is not None and len(pair) != 2 for pair in (sources, warp)):
            raise ValueError("is longer than it should be")
        return Change(sources, warp, notes_out, notes_in, activities, regions_out, regions_in)


def _region_to_list(region: Region) -> list[Any]:
    edges = [int(region.start), int(region.stop), float(region.low_hz), float(region.high_hz)]
    return [region.id, region.source_id, region.polarity.value, *edges, *map(int, region.mask.shape)]


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
    counts = [_whole(count) for count in facts["notes"]]
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
    rows = [(source_id, _whole(one), _whole(two)) for source_id, one, two in facts["activities"]]
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
            count = _whole(side["points"])
            side["points"] = list(zip(*(reader.column(kind, count) for kind in _POINT_COLUMNS), strict=True))


def _read_regions(reader: _Reader, facts: Any) -> tuple[tuple[tuple[int, Region], ...], tuple[tuple[int, Region], ...]]:
    out, into = (_whole(count) for count in facts["regions"])
    if min(out, into) < 0 or out + into != len(facts["areas"]):
        raise ValueError("has no regions")
    check_total(sum(_whole(area[8]) * _whole(area[9]) for area in facts["areas"]))
    regions = []
    for place, region_id, source_id, polarity, start, stop, low_hz, high_hz, height, width, size in facts["areas"]:
        if not isinstance(region_id, str) or not isinstance(source_id, str) or _whole(place) < 0:
            raise ValueError("has a region of no source")
        mask = mask_from_bytes(reader.take(size), height, width)
        edges = (_whole(start), _whole(stop), _real(low_hz), _real(high_hz))
        region = Region(source_id, Polarity(polarity), *edges, mask, id=region_id)
        check_region(region, (source_id,))
        regions.append((place, region))
    return tuple(regions[:out]), tuple(regions[out:])
