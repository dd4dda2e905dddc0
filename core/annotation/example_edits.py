"""Stretches of the song as examples of a source: marked, and cut where the later one contradicts them.

Owns these edits and nothing of files. Examples with sound of their own stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.annotation.model import Annotation, Example, Polarity

Span = tuple[int, int]


def is_stretch(example: Example) -> bool:
    """Return whether an example is a stretch of the song, rather than a file."""
    return example.audio is None and example.span is not None


def with_stretch(
    annotation: Annotation, source_id: str, polarity: Polarity, span: Span, shortest: int = 1
) -> Annotation:
    """Return a copy in which a stretch of the song is an example of a source.

    Stretches of the same source and polarity that it touches become one with it. What it contradicts is cut: where a
    source is alone no other is, and it is not what it is not.

    Parameters
    ----------
    annotation : Annotation
    source_id : str
    polarity : Polarity
    span : (int, int)
        Samples of the song, ``start`` < ``stop``.
    shortest : int, optional
        What is left of a stretch that was cut stays only where it has so many samples.

    Raises
    ------
    ValueError
        The span has no samples.
    """
    if span[1] <= span[0]:
        raise ValueError("a stretch needs samples")
    new, left = Example(source_id, polarity, span), list[Example]()
    for example in sorted(filter(is_stretch, annotation.examples), key=_start):
        if (example.source_id, example.polarity) == (source_id, polarity) and _touch(example, new):
            new = replace(new, span=_joined(example, new))
    for example in annotation.examples:
        if not is_stretch(example):
            left.append(example)
        elif (example.source_id, example.polarity) == (source_id, polarity):
            if not _touch(example, new):
                left.append(example)
        elif _contradict(example, new):
            left.extend(_without(example, span, shortest))
        else:
            left.append(example)
    return annotation.changed(examples=(*left, new))


def _span(example: Example) -> Span:
    return example.span or (0, 0)


def _start(example: Example) -> int:
    return _span(example)[0]


def _touch(one: Example, other: Example) -> bool:
    return _span(one)[0] <= _span(other)[1] and _span(other)[0] <= _span(one)[1]


def _joined(one: Example, other: Example) -> Span:
    return min(_span(one)[0], _span(other)[0]), max(_span(one)[1], _span(other)[1])


def _contradict(before: Example, new: Example) -> bool:
    """Return whether two examples of different source or polarity cannot both be true of one time."""
    if before.source_id == new.source_id:
        return True
    return Polarity.NOT not in (before.polarity, new.polarity)


def _without(example: Example, span: Span, shortest: int) -> Iterator[Example]:
    """Yield what is left of a stretch beside a span."""
    start, stop = _span(example)
    if stop <= span[0] or span[1] <= start:
        yield example
        return
    for rest in ((start, span[0]), (span[1], stop)):
        if rest[1] - rest[0] >= max(1, shortest):
            yield Example(example.source_id, example.polarity, rest)
