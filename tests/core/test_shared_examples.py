"""Examples and dictionaries when their sources are split, gathered or asked for in part: what still holds stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.annotation.model import Annotation, Dictionary, Example, Note, Polarity, Source
from core.annotation.note_groups import NoteGroup, picked
from core.annotation.shared_examples import shared_dictionaries, shared_examples
from core.audio import Audio

RATE = 1000
PIANO, BASS = Source("p", "Piano"), Source("b", "Bass")
SOUND = Audio(np.full((1, 400), 0.5, np.float32), RATE)
ALONE = Example("p", span=(0, 100), id="alone")
FILE = Example("p", audio=SOUND, name="piano.wav", id="file")
STEM = Example("p", span=(100, 500), audio=SOUND, name="stem.wav", id="stem")
NOISE = Example("p", Polarity.NOT, audio=SOUND, id="noise")


def dictionary(source_id: str, columns: int, window_samples: int = 4) -> Dictionary:
    values = np.full((window_samples // 2 + 1, columns), 0.5, np.float32)
    labels = tuple(f"{source_id}{number}" for number in range(columns))
    return Dictionary(source_id, f"of {source_id}", values, RATE, window_samples, 2, labels, id=f"d{source_id}")


def annotation() -> Annotation:
    notes = [Note(0, 100, "p", 60.0), Note(200, 100, "p", 72.0), Note(0, 300, "b", 36.0)]
    made = Annotation((PIANO, BASS), examples=(ALONE, FILE, STEM, NOISE), dictionaries=(dictionary("p", 2),))
    return made.with_notes(notes)


def test_one_source_under_another_id_keeps_all_that_was_said() -> None:
    kept = shared_examples((ALONE, FILE, STEM, NOISE), {"p": "rest"})
    assert [(one.source_id, one.span, one.polarity) for one in kept] == [
        ("rest", one.span, one.polarity) for one in (ALONE, FILE, STEM, NOISE)
    ]


def test_of_a_group_stays_what_holds_for_all_of_it() -> None:
    other = Example("b", span=(5, 6))
    kept = shared_examples((ALONE, FILE, STEM, NOISE, other), {"p": "rest", "b": "rest"})
    assert [(one.id, one.span, one.audio) for one in kept] == [
        ("alone", (0, 100), None),
        ("file", None, SOUND),
        ("stem", None, SOUND),
        (other.id, (5, 6), None),
    ]
    assert {one.source_id for one in kept} == {"rest"}


def test_a_group_has_the_spectra_of_all_its_members() -> None:
    (kept,) = shared_dictionaries((dictionary("p", 2), dictionary("b", 3)), {"p": "rest", "b": "rest"})
    assert kept.columns.shape == (3, 5)
    assert kept.labels == ("p0", "p1", "b0", "b1", "b2")


def test_a_group_has_no_dictionary_of_a_part_of_it_or_of_two_transforms() -> None:
    groups = {"p": "rest", "b": "rest"}
    own = replace(dictionary("p", 2), source_id="x")
    assert shared_dictionaries((dictionary("p", 2), own), groups) == (own,)
    assert shared_dictionaries((dictionary("p", 2), dictionary("b", 2, 8)), groups) == ()


def test_notes_taken_from_a_source_sound_like_its_examples() -> None:
    before = annotation()
    group = NoteGroup.of("High", [note for note in before.notes if note.pitch == 72.0])
    after = picked(before, [group]).annotation
    assert [(one.source_id, one.span) for one in after.examples] == [
        ("p", (0, 100)),  # the notes of the group are not heard there
        (group.id, None),
        ("p", None),
        (group.id, None),
        ("p", None),
        (group.id, None),
        ("p", None),
    ]
    assert len({one.id for one in after.examples}) == 7
    assert {one.source_id for one in after.dictionaries} == {"p", group.id}


def test_a_group_of_all_notes_has_all_the_examples_of_its_source() -> None:
    before = annotation()
    group = NoteGroup.of("All", before.notes_of("p"))
    after = picked(before, [group]).annotation
    assert [(one.source_id, one.span) for one in after.examples] == [
        (group.id, one.span) for one in (ALONE, FILE, STEM, NOISE)
    ]
    assert [one.source_id for one in after.dictionaries] == [group.id]


def test_a_group_of_two_sources_sounds_like_both() -> None:
    before = annotation()
    group = NoteGroup.of("Everything", before.notes)
    found = picked(before, [group])
    assert {one.source_id for one in found.parts.examples} == {f"{group.id} p"}
    assert [(one.source_id, one.polarity) for one in found.annotation.examples] == [(group.id, Polarity.BELONGS)] * 3
    assert found.annotation.dictionaries == ()
