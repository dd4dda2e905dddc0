"""Stretches of the song as examples: joined where they touch, cut where they are contradicted."""

from __future__ import annotations

import numpy as np
import pytest

from core.annotation.example_edits import with_stretch
from core.annotation.model import Annotation, Example, Polarity, Source
from core.audio import Audio

ALONE, NOT = Polarity.BELONGS, Polarity.NOT
VIOLIN, BASS = Source("v", "Violin"), Source("b", "Bass")


def marked(*stretches: tuple[str, Polarity, tuple[int, int]], shortest: int = 1) -> Annotation:
    annotation = Annotation(sources=(VIOLIN, BASS))
    for source_id, polarity, span in stretches:
        annotation = with_stretch(annotation, source_id, polarity, span, shortest)
    return annotation


def spans(annotation: Annotation, source_id: str, polarity: Polarity = ALONE) -> list[tuple[int, int] | None]:
    return sorted(example.span or (0, 0) for example in annotation.examples_of(source_id, polarity))


def test_what_touches_becomes_one_stretch() -> None:
    annotation = marked(("v", ALONE, (0, 10)), ("v", ALONE, (20, 30)), ("v", ALONE, (50, 60)), ("v", ALONE, (10, 20)))
    assert spans(annotation, "v") == [(0, 30), (50, 60)]


def test_stretches_that_touched_already_are_joined_too() -> None:
    loose = tuple(Example("v", ALONE, span) for span in ((30, 40), (0, 10), (10, 30)))
    annotation = with_stretch(Annotation(sources=(VIOLIN,), examples=loose), "v", ALONE, (5, 6))
    assert spans(annotation, "v") == [(0, 40)]


def test_where_a_source_is_alone_no_other_is() -> None:
    annotation = marked(("v", ALONE, (0, 100)), ("b", ALONE, (40, 60)))
    assert spans(annotation, "v") == [(0, 40), (60, 100)]
    assert spans(annotation, "b") == [(40, 60)]


def test_a_source_is_not_what_it_is_not() -> None:
    annotation = marked(("v", ALONE, (0, 100)), ("v", NOT, (50, 200)))
    assert spans(annotation, "v") == [(0, 50)]
    again = with_stretch(annotation, "v", ALONE, (150, 160))
    assert spans(again, "v", NOT) == [(50, 150), (160, 200)]


def test_what_two_sources_are_not_goes_together() -> None:
    annotation = marked(("v", NOT, (0, 100)), ("b", NOT, (0, 100)), ("b", ALONE, (200, 300)), ("v", NOT, (200, 300)))
    assert spans(annotation, "v", NOT) == [(0, 100), (200, 300)]
    assert spans(annotation, "b", NOT) == [(0, 100)]
    assert spans(annotation, "b") == [(200, 300)]


def test_what_is_left_too_short_goes() -> None:
    annotation = marked(("v", ALONE, (0, 100)), ("b", ALONE, (5, 60)), shortest=10)
    assert spans(annotation, "v") == [(60, 100)]


def test_files_stay_as_they_are() -> None:
    audio = Audio(np.zeros((1, 100), np.float32), 8000)
    files = (Example("v", ALONE, None, audio, "a.wav"), Example("v", ALONE, (0, 50), audio, "stem.wav"))
    before = Annotation(sources=(VIOLIN,), examples=files)
    after = with_stretch(before, "v", NOT, (0, 80))
    assert after.examples[:2] == files
    assert after.revision == before.revision + 1


def test_a_stretch_without_samples_is_refused() -> None:
    with pytest.raises(ValueError, match="samples"):
        with_stretch(Annotation(), "v", ALONE, (10, 10))
