"""Sources that were not chosen share one stem."""

from __future__ import annotations

from app.controllers.grouping import REST_DRUMS_ID, REST_ID, gathered
from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Source

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


def test_activity_of_several_gathered_sources_is_unknown() -> None:
    after = gathered(annotation(), {"a", "d"}, NAMES)
    assert {activity.source_id for activity in after.activities} == {"a", "d"}
    alone = gathered(annotation(), {"a", "b", "d"}, NAMES)
    assert {activity.source_id for activity in alone.activities} == {"a", "b", "d", REST_ID}
