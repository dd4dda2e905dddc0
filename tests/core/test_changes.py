"""Changes between annotations: what is taken back is what was there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.annotation.changes import Change, applied, difference
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

VIOLIN, HORN = Source("s1", "Violin"), Source("s2", "Horn", "#ff0000", 60)


def random_annotation(rng: np.random.Generator) -> Annotation:
    sources = tuple(source for source in (VIOLIN, HORN, Source("s3", "Drums", is_drum=True)) if rng.random() < 0.7)
    annotation = Annotation(sources=sources)
    notes = [
        Note(
            int(rng.integers(0, 50)),
            int(rng.integers(1, 9)),
            f"s{rng.integers(1, 4)}",
            None if rng.random() < 0.2 else float(rng.integers(60, 64)),
        )
        for _ in range(int(rng.integers(0, 40)))
    ]
    annotation = annotation.with_notes(notes)
    for source in sources:
        if rng.random() < 0.6:
            start = int(rng.integers(0, 90))
            span = ActivitySpan(start, start + 5, ActivityState.SILENT if rng.random() < 0.5 else ActivityState.ACTIVE)
            annotation = annotation.with_activity(Activity(source.id, (span,)))
    regions = tuple(
        Region("s1", Polarity.NOT, 0, 10, 100.0, 200.0, np.ones((1, 1), bool), id=f"r{number}")
        for number in rng.permutation(6)[: rng.integers(0, 6)]
    )
    warp = Warp("score.mid", frozenset({"s1"}), ((0.0, int(rng.integers(0, 9))),)) if rng.random() < 0.5 else None
    examples = tuple(
        Example("s1", span=(0, 10), id=f"e{number}") for number in sorted(rng.permutation(6)[: rng.integers(0, 6)])
    )
    dictionaries = tuple(dictionary(f"s{number}", f"d{rng.integers(0, 2)} {number}") for number in (1, 2, 3))
    return annotation.changed(
        regions=regions, warp=warp, examples=examples, dictionaries=dictionaries[: rng.integers(0, 4)]
    )


def dictionary(source_id: str, dictionary_id: str) -> Dictionary:
    columns = np.full((3, 1), 3**-0.5, np.float32)
    return Dictionary(source_id, "Flute", columns, 8000, 4, 2, ("",), id=dictionary_id)


@pytest.mark.parametrize("seed", range(40))
def test_a_change_leads_there_and_its_inverse_back(seed: int) -> None:
    rng = np.random.default_rng(seed)
    before, after = random_annotation(rng), random_annotation(rng)
    # regions that stay keep their order: painting adds and erasing removes
    after = after.changed(
        regions=tuple(sorted(after.regions, key=lambda r: before.regions.index(r) if r in before.regions else 99))
    )
    change = difference(before, after)
    assert applied(before, change) == after
    assert applied(applied(before, change), change.inverted()) == before


def test_what_is_equal_has_no_change() -> None:
    annotation = random_annotation(np.random.default_rng(1))
    assert not difference(annotation, replace(annotation, revision=9))
    assert difference(annotation, annotation) == Change()


def test_every_change_raises_the_revision() -> None:
    before = Annotation(sources=(VIOLIN,))
    after = before.changed(sources=(VIOLIN, HORN))
    assert applied(before, difference(before, after)).revision == before.revision + 1


def test_examples_and_dictionaries_come_back_to_their_places() -> None:
    examples = tuple(Example("s1", span=(0, 10), id=name) for name in "abcd")
    dictionaries = tuple(dictionary(f"s{number}", f"d{number}") for number in range(3))
    before = Annotation(sources=(VIOLIN,), examples=examples, dictionaries=dictionaries)
    after = before.changed(examples=(examples[0], examples[2]), dictionaries=(dictionaries[0], dictionaries[2]))
    change = difference(before, after)
    assert change.examples_out == ((1, examples[1]), (3, examples[3]))
    assert change.dictionaries_out == ((1, dictionaries[1]),)
    assert applied(after, change.inverted()) == before


def test_another_example_in_the_place_of_one_is_a_change() -> None:
    example = Example("s1", span=(0, 10))
    before = Annotation(sources=(VIOLIN,), examples=(example,))
    after = before.changed(examples=(replace(example, span=(0, 20), id="new"),))
    change = difference(before, after)
    assert change
    assert applied(before, change).examples[0].span == (0, 20)


def test_of_equal_notes_one_goes() -> None:
    note = Note(0, 10, "s1", 60.0)
    before = Annotation().with_notes([note, note, replace(note, start=5)])
    after = Annotation().with_notes([note, replace(note, start=5)])
    change = difference(before, after)
    assert change.notes_out == (note,)
    assert applied(before, change) == after


def test_a_change_of_another_annotation_is_refused() -> None:
    change = difference(Annotation().with_notes([Note(0, 10, "s1", 60.0)]), Annotation())
    with pytest.raises(ValueError, match="not there"):
        applied(Annotation(), change)


def test_notes_are_cut_to_the_song() -> None:
    annotation = Annotation().with_notes(
        [Note(-10, 5, "s1", 60.0), Note(-4, 9, "s1", 61.0), Note(90, 20, "s1", 62.0), Note(100, 5, "s1", 63.0)]
    )
    assert [(note.start, note.length) for note in annotation.clipped(100).notes] == [(0, 5), (90, 10)]
