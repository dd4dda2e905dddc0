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
    Note,
    Polarity,
    Region,
    Source,
    Warp,
)
from core.project.project import Project, SongReference

SONG = SongReference(Path("/songs/Straße 日本.wav"), "ab" * 32, 44_100, 44_100 * 300, 2)
WORDS = "Paint violin"


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


def edited(annotation: Annotation, rng: random.Random) -> Annotation:
    """Return an annotation after one stroke of any kind."""
    ids = [source.id for source in annotation.sources]
    kind = rng.choice(["notes", "erase notes", "activity", "region", "erase regions", "source", "drop source", "warp"])
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
