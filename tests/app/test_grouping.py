"""Sources that were not chosen share one stem."""

from __future__ import annotations

import numpy as np

from app.controllers.grouping import REST_DRUMS_ID, REST_ID, gathered, grouped
from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Example,
    Note,
    Polarity,
    Region,
    Source,
    note_order,
)
from core.annotation.note_groups import NoteGroup

NAMES = ("Everything else", "Other drums")
SPAN = (ActivitySpan(0, 5, ActivityState.ACTIVE),)


def annotation() -> Annotation:
    return Annotation(
        sources=(
            Source("a", "A", program=1),
            Source("b", "B", program=2),
            Source("c", "C", program=3),
            Source("d", "D", is_drum=True),
        ),
        notes=tuple(Note(10 * index, 5, name, 60.0) for index, name in enumerate("abcd")),
        activities=tuple(Activity(name, SPAN) for name in "abcd"),
    )


def test_all_chosen_changes_nothing() -> None:
    before = annotation()
    assert gathered(before, {"a", "b", "c", "d"}, NAMES) is before


def test_notes_of_the_unchosen_stay_and_share_a_source() -> None:
    after = gathered(annotation(), {"a", "d"}, NAMES)
    assert [(s.id, s.name, s.program) for s in after.sources] == [
        ("a", "A", 1),
        ("d", "D", None),
        (REST_ID, "Everything else", None),
    ]
    assert [note.source_id for note in after.notes] == ["a", REST_ID, REST_ID, "d"]


def test_drums_are_never_mixed_with_pitches() -> None:
    after = gathered(annotation(), {"a", "b"}, NAMES)
    assert [source.id for source in after.sources] == ["a", "b", REST_ID, REST_DRUMS_ID]
    assert after.sources[-1].is_drum


def painted(name: str, *spans: tuple[int, int, str]) -> Activity:
    return Activity(name, tuple(ActivitySpan(start, stop, ActivityState(state)) for start, stop, state in spans))


def region(name: str, polarity: Polarity, start: int = 0, mask: object = ((1,),)) -> Region:
    return Region(name, polarity, start, start + 100, 100.0, 200.0, np.array(mask, bool))


def test_a_group_plays_where_one_of_it_plays_and_is_silent_where_all_of_it_are() -> None:
    before = annotation().changed(
        activities=(
            painted("b", (0, 10, "active"), (10, 30, "silent"), (50, 60, "silent")),
            painted("c", (5, 20, "silent"), (20, 40, "active"), (52, 55, "silent")),
        )
    )
    after = gathered(before, {"a", "d"}, NAMES)
    assert after.activities == (
        painted(REST_ID, (0, 10, "active"), (10, 20, "silent"), (20, 40, "active"), (52, 55, "silent")),
    )


def test_where_one_of_a_group_is_unknown_the_group_is_never_silent() -> None:
    before = annotation().changed(activities=(painted("b", (0, 10, "silent")),))
    assert gathered(before, {"a", "d"}, NAMES).activities == ()


def test_a_lone_source_keeps_its_activity_and_its_regions() -> None:
    own = painted("c", (0, 5, "active"), (7, 9, "silent"))
    regions = (region("c", Polarity.NOT), region("a", Polarity.BELONGS), region("c", Polarity.BELONGS))
    before = annotation().changed(activities=(own,), regions=regions)
    after = gathered(before, {"a", "b", "d"}, NAMES)
    assert after.activities == (Activity(REST_ID, own.spans),)
    assert [(r.source_id, r.polarity) for r in after.regions] == [
        (REST_ID, Polarity.NOT),
        ("a", Polarity.BELONGS),
        (REST_ID, Polarity.BELONGS),
    ]


def test_of_several_what_belongs_to_one_belongs_to_the_group_and_what_does_not_says_nothing() -> None:
    regions = (
        region("b", Polarity.BELONGS),
        region("c", Polarity.NOT),
        region("a", Polarity.NOT),
        region("d", Polarity.NOT),
    )
    after = gathered(annotation().changed(regions=regions), {"a", "d"}, NAMES)
    assert [(r.source_id, r.polarity) for r in after.regions] == [
        (REST_ID, Polarity.BELONGS),
        ("a", Polarity.NOT),
        ("d", Polarity.NOT),
    ]


def test_what_was_taken_back_later_does_not_belong_to_the_group() -> None:
    whole, half = region("b", Polarity.BELONGS, mask=((1, 1),)), region("b", Polarity.NOT, 50)
    (left,) = gathered(annotation().changed(regions=(whole, half)), {"a", "d"}, NAMES).regions
    assert (left.source_id, left.start, left.stop) == (REST_ID, 0, 50)
    again = gathered(annotation().changed(regions=(half, whole)), {"a", "d"}, NAMES).regions
    assert [(r.start, r.stop) for r in again] == [(0, 100)]


def test_sources_of_which_nothing_is_known_have_no_stem_in_common() -> None:
    before = annotation().changed(sources=(*annotation().sources, Source("e", "E")))
    without_d = before.changed(
        notes=tuple(note for note in before.notes if note.source_id != "d"),
        activities=tuple(one for one in before.activities if one.source_id != "d"),
    )
    after = gathered(without_d, {"a", "b", "c"}, NAMES)
    assert [source.id for source in after.sources] == ["a", "b", "c"]


def test_a_group_is_in_the_order_of_an_annotation() -> None:
    before = annotation().changed(activities=(painted("a", (0, 5, "active")), painted("b", (0, 5, "active"))))
    after = gathered(before, {"d"}, NAMES)
    assert list(after.notes) == sorted(after.notes, key=note_order)
    assert [activity.source_id for activity in after.activities] == [REST_ID]


def test_notes_of_an_unchosen_source_are_played_on_what_it_has_become() -> None:
    before = annotation().with_notes([*annotation().notes, Note(60, 5, "b", 64.0), Note(90, 50, "b", 67.0)])
    group = NoteGroup.of("high", [note for note in before.notes if (note.pitch or 0) > 60])
    found = grouped(before, [group], {"a", "d"}, NAMES, 100)
    assert [source.id for source in found.annotation.sources] == ["a", "d", group.id, REST_ID]
    assert found.annotation.source(group.id).instrument_of == found.annotation.source(REST_ID)
    # cut to the song, after they were found
    assert [(note.start, note.stop) for note in found.annotation.notes_of(group.id)] == [(60, 65), (90, 100)]
    assert found.parts is found.annotation


def test_what_is_left_of_a_source_of_which_all_notes_are_taken_is_its_instrument() -> None:
    before = annotation().changed(sources=annotation().sources[:2], notes=annotation().notes[:2], activities=())
    group = NoteGroup.of("all", before.notes)
    found = grouped(before, [group], {"a"}, NAMES, 100)
    assert [source.id for source in found.annotation.sources] == [group.id]
    assert [source.instrument_of for source in found.parts.sources] == list(before.sources)
    assert set(found.stem_of.values()) == {group.id}


def test_examples_of_the_unchosen_are_of_what_they_share() -> None:
    examples = (Example("b", span=(0, 5)), Example("a", span=(5, 9)))
    only = Annotation(sources=annotation().sources, examples=examples)
    after = gathered(only, {"a", "d"}, NAMES)
    assert [source.id for source in after.sources] == ["a", "d", REST_ID]
    assert [(one.source_id, one.span) for one in after.examples] == [(REST_ID, (0, 5)), ("a", (5, 9))]
