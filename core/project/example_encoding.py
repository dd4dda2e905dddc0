"""Examples and dictionaries as JSON values, without their numbers.

Owns how they are written down; sound and spectra are stored apart. What is read back is checked, as a file may come
from anywhere: every failure is a ``ValueError``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.annotation.model import Dictionary, Example, Polarity
from core.project.checks import check_dictionary, check_example
from core.project.encoding import as_value_errors, whole
from core.project.packing import floats_from_bytes
from core.project.stored_audio import SoundOf, key_of


def example_to_list(example: Example) -> list[Any]:
    """Return the fields of an example, its sound as a key."""
    start, stop = example.span if example.span is not None else (None, None)
    sound = key_of(example.audio) if example.audio is not None else None
    edges = [None if edge is None else int(edge) for edge in (start, stop)]
    return [example.id, example.source_id, example.polarity.value, *edges, sound, example.name]


def example_from_list(fields: Sequence[Any], sound: SoundOf) -> Example:
    """Return an example from its fields; raises ValueError."""
    with as_value_errors():
        example_id, source_id, polarity, start, stop, key, name = fields
        if not all(isinstance(text, str) for text in (example_id, source_id, name)):
            raise ValueError("an example has no name")
        span = None if start is stop is None else (whole(start), whole(stop))
        audio = None if key is None else sound(key)
        example = Example(source_id, Polarity(polarity), span, audio, name, id=example_id)
        check_example(example, (source_id,))
    return example


def dictionary_to_list(dictionary: Dictionary) -> list[Any]:
    """Return the fields of a dictionary; of its columns only how many there are."""
    numbers = (dictionary.rate, dictionary.window_samples, dictionary.hop_samples, dictionary.columns.shape[1])
    facts = {"labels": list(dictionary.labels), "provenance": dict(dictionary.provenance)}
    return [dictionary.id, dictionary.source_id, dictionary.name, *map(int, numbers), facts]


def spectra_cells(fields: Sequence[Any]) -> int:
    """Return how many numbers the columns of a dictionary are; raises ValueError."""
    window_samples, width = whole(fields[4]), whole(fields[6])
    if window_samples < 0 or width < 0:
        raise ValueError("a dictionary has no columns")
    return (window_samples // 2 + 1) * width


def dictionary_from_list(fields: Sequence[Any], data: Any) -> Dictionary:
    """Return a dictionary from its fields and its packed columns; raises ValueError."""
    with as_value_errors():
        dictionary_id, source_id, name, rate, window_samples, hop_samples, width, facts = fields
        labels, provenance = facts["labels"], facts["provenance"]
        texts = (dictionary_id, source_id, name, *labels, *provenance, *provenance.values())
        if not all(isinstance(text, str) for text in texts) or not isinstance(labels, list):
            raise ValueError("a dictionary has no name")
        columns = floats_from_bytes(data, (whole(window_samples) // 2 + 1, whole(width)))
        grid = (whole(rate), window_samples, whole(hop_samples))
        dictionary = Dictionary(source_id, name, columns, *grid, tuple(labels), provenance, id=dictionary_id)
        check_dictionary(dictionary, (source_id,))
    return dictionary
