"""Scripted and random edits of a project; light, as hundreds of processes run them."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Dictionary,
    Example,
    Note,
    Polarity,
    Region,
    Source,
    Warp,
)
from core.audio import Audio
from core.project.project import Project, SongReference

SONG = SongReference(Path("/songs/Straße 日本.wav"), "ab" * 32, 44_100, 44_100 * 300, 2)
WORDS = "Paint violin"
KINDS = (
    *("notes", "erase notes", "activity", "region", "erase regions", "source", "drop source", "warp"),
    *("example", "example", "erase examples", "dictionary", "erase dictionaries"),
)


def random_region(rng: random.Random, source_id: str) -> Region:
    shape = (rng.randint(1, 40), rng.randint(1, 40))
    mask = np.random.default_rng(rng.randrange(2**32)).random(shape) < 0.5
    start = rng.randrange(10**6)
    low_hz = rng.uniform(20.0, 5000.0)
    polarity = rng.choice(tuple(Polarity))
    region_id = f"r{rng.randrange(10**12)}"
    return Region(source_id, polarity, start, start + rng.randint(1, 10**6), low_hz, 2.5 * low_hz, mask, id=region_id)


def random_notes(rng: random.Random, source_ids: list[str], count: int) -> list[Note]:
    return [
        Note(
            rng.randrange(-50, 5000),
            rng.randint(1, 9),
            rng.choice(source_ids),
            None if rng.random() < 0.3 else rng.choice([60.0, 61.0, 62.25]),
            rng.choice([0.0, 0.8, 1.0, 0.1234567890123]),
        )
        for _ in range(count)
    ]


def random_activity(rng: random.Random, source_id: str) -> Activity:
    edges = sorted(rng.sample(range(10**6), 2 * rng.randint(1, 6)))
    states = tuple(ActivityState)
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return Activity(source_id, tuple(ActivitySpan(start, stop, rng.choice(states)) for start, stop in pairs))


def random_sound(rng: random.Random) -> Audio:
    """Return a short sound; some are the same."""
    numbers = np.random.default_rng(rng.randrange(20))
    samples = numbers.standard_normal((int(numbers.integers(1, 3)), int(numbers.integers(1, 400))))
    return Audio(samples.astype(np.float32), rng.choice([8000, 44_100]))


def random_example(rng: random.Random, source_id: str) -> Example:
    start, kind = rng.randrange(10**6), rng.randrange(3)
    span = None if kind == 0 else (start, start + rng.randint(1, 10**6))
    sound = None if kind == 1 else random_sound(rng)
    return Example(source_id, rng.choice(tuple(Polarity)), span, sound, "录音 é.wav", id=f"e{rng.randrange(10**12)}")


def random_dictionary(rng: random.Random, source_id: str) -> Dictionary:
    window_samples, width = rng.choice([2, 5, 64]), rng.randint(1, 9)
    columns = np.random.default_rng(rng.randrange(2**32)).random((window_samples // 2 + 1, width)).astype(np.float32)
    labels = tuple(rng.choice(["", "A4", "Geräusch"]) for _ in range(width))
    grid, facts = (rng.choice([8000, 44_100]), window_samples, rng.randint(1, 99)), {"song": "Straße 日本.wav"}
    return Dictionary(source_id, "Lexikon", columns, *grid, labels, facts, id=f"d{rng.randrange(10**12)}")


def edited(annotation: Annotation, rng: random.Random) -> Annotation:
    """Return an annotation after one stroke of any kind."""
    ids = [source.id for source in annotation.sources]
    kind = rng.choice(KINDS)
    if kind == "source" or not ids:
        source = Source(f"s{rng.randrange(10**9)}", "Geige é 🎻", rng.choice(["", "#12ab34"]), rng.choice([None, 40]))
        return annotation.changed(sources=(source, *annotation.sources))
    if kind == "notes":
        return annotation.with_notes([*annotation.notes, *random_notes(rng, ids, rng.randint(1, 8))])
    if kind == "erase notes":
        return annotation.with_notes(note for note in annotation.notes if rng.random() < 0.8)
    if kind == "activity":
        source_id = rng.choice(ids)
        return annotation.with_activity(Activity(source_id) if rng.random() < 0.2 else random_activity(rng, source_id))
    if kind == "region":
        return annotation.changed(regions=(*annotation.regions, random_region(rng, rng.choice(ids))))
    if kind == "erase regions":
        return annotation.changed(regions=tuple(region for region in annotation.regions if rng.random() < 0.7))
    if kind == "example":
        return annotation.changed(examples=(*annotation.examples, random_example(rng, rng.choice(ids))))
    if kind == "erase examples":
        return annotation.changed(examples=tuple(one for one in annotation.examples if rng.random() < 0.7))
    if kind == "dictionary":
        source_id = rng.choice(ids)
        others = tuple(one for one in annotation.dictionaries if one.source_id != source_id)
        return annotation.changed(dictionaries=(random_dictionary(rng, source_id), *others))
    if kind == "erase dictionaries":
        return annotation.changed(dictionaries=tuple(one for one in annotation.dictionaries if rng.random() < 0.5))
    if kind == "warp":
        points = tuple((0.1 + number / 3, 1000 * number) for number in range(rng.randint(0, 5)))
        warp = Warp("ノート.mid", frozenset(ids[:1]), points, points[:1], (0, 500), True, rng.random(), ("fits",))
        return annotation.changed(warp=warp if rng.random() < 0.8 else None)
    gone = rng.choice(ids)
    return annotation.changed(
        sources=tuple(source for source in annotation.sources if source.id != gone),
        notes=tuple(note for note in annotation.notes if note.source_id != gone),
        activities=tuple(one for one in annotation.activities if one.source_id != gone),
        regions=tuple(region for region in annotation.regions if region.source_id != gone),
        examples=tuple(example for example in annotation.examples if example.source_id != gone),
        dictionaries=tuple(one for one in annotation.dictionaries if one.source_id != gone),
    )


def stroke(project: Project, rng: random.Random) -> None:
    """Do one command: an edit, undo, redo or a remembered state."""
    kind = rng.random()
    if kind < 0.15:
        project.undo()
    elif kind < 0.22:
        project.redo()
    elif kind < 0.25:
        project.set_state("zoom", rng.random())
    else:
        project.perform(edited(project.annotation, rng), f"{WORDS} {rng.randrange(1000)}")


def assert_same(one: Annotation, two: Annotation) -> None:
    """Compare annotations to the last bit: regions are equal by their ids otherwise."""
    assert one == two
    for left, right in zip(one.regions, two.regions, strict=True):
        edges = [(r.source_id, r.polarity, r.start, r.stop, r.low_hz, r.high_hz) for r in (left, right)]
        assert edges[0] == edges[1]
        assert np.array_equal(left.mask, right.mask)
    assert list(map(_example_facts, one.examples)) == list(map(_example_facts, two.examples))
    assert list(map(_dictionary_facts, one.dictionaries)) == list(map(_dictionary_facts, two.dictionaries))


def _example_facts(example: Example) -> tuple[object, ...]:
    sound = None if example.audio is None else (example.audio.rate, example.audio.samples.shape)
    values = b"" if example.audio is None else example.audio.samples.tobytes()
    return example.source_id, example.polarity, example.span, example.name, sound, values


def _dictionary_facts(one: Dictionary) -> tuple[object, ...]:
    grid = (one.rate, one.window_samples, one.hop_samples, one.columns.shape, one.columns.dtype)
    return one.source_id, one.name, grid, one.labels, dict(one.provenance), one.columns.tobytes()
