"""Masks, sources and warps as bytes and JSON.

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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Source, Warp
from core.project.checks import MAX_MASK_CELLS, check_warp


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
    fields = warp_facts(warp)
    if warp is not None and fields is not None:
        fields["points"] = [[float(time_s), int(sample)] for time_s, sample in warp.points]
    return fields


def warp_facts(warp: Warp | None) -> dict[str, Any] | None:
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
            tuple((real(time_s), whole(sample)) for time_s, sample in fields[key]) for key in ("points", "anchors")
        )
        cost = fields["cost"]
        warp = Warp(
            name=fields["name"],
            source_ids=frozenset(fields["source_ids"]),
            points=points,
            anchors=anchors,
            bars=tuple(whole(bar) for bar in fields["bars"]),
            matched=bool(fields["matched"]),
            cost=None if cost is None else real(cost),
            messages=tuple(fields["messages"]),
        )
        check_warp(warp)
    return warp


def real(value: Any) -> float:
    """Return a finite number; raises ValueError."""
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def whole(value: Any) -> int:
    """Return a whole number; raises ValueError."""
    if type(value) is not int:
        raise ValueError(f"{value!r} is no whole number")
    return value
