"""Groups of notes as sources of their own: which notes they have, what goes with them, and that they sound so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Polarity, Region, Source
from core.annotation.note_groups import NoteGroup, picked
from core.annotation.note_queries import parse_group
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.score_informed.instruments import drum_instruments, instruments
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_nmf.engine import ScoreNmf
from core.errors import AnnotationReadError
from core.extraction import extracting
from tests.core.songs import song
from tests.core.test_score_nmf_state import Told

RATE = 1000
RIGHT, LEFT = Source("r", "Right hand", program=0), Source("l", "Left_hand", program=0)
BASS = Source("b", "Bass", program=33)


def notes(source_id: str, *rows: tuple[int, int, float]) -> list[Note]:
    return [Note(start, length, source_id, pitch) for start, length, pitch in rows]


def annotation() -> Annotation:
    found = [
        *notes("r", (0, 100, 72.0), (200, 100, 74.0), (400, 100, 60.0)),
        *notes("l", (0, 300, 48.0), (300, 300, 60.0)),
        *notes("b", (0, 500, 36.0)),
    ]
    return Annotation((RIGHT, LEFT, BASS)).with_notes(found)


def of(text: str) -> set[tuple[str, int, float | None]]:
    group = parse_group(text).of(annotation(), RATE)
    return {(note.source_id, note.start, note.pitch) for note in group.notes}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x=Right hand", {("r", 0, 72.0), ("r", 200, 74.0), ("r", 400, 60.0)}),
        ("x=RIGHT_HAND:C5-D5", {("r", 0, 72.0), ("r", 200, 74.0)}),
        ("x=left hand:60", {("l", 300, 60.0)}),
        ("x=*:C4", {("r", 400, 60.0), ("l", 300, 60.0)}),
        ("x=*:B3-60 @ 0.35-0:01", {("r", 400, 60.0)}),
        ("x=*@0.25", {("r", 200, 74.0), ("l", 0, 48.0), ("b", 0, 36.0)}),
        ("x=Bass:C2@0-.1", {("b", 0, 36.0)}),
        ("x=Bass:Cb2-C#2", {("b", 0, 36.0)}),
        (" two words = Bass ", {("b", 0, 36.0)}),
    ],
)
def test_a_group_in_words_has_the_notes_that_it_says(text: str, found: set[tuple[str, int, float]]) -> None:
    assert of(text) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("melody", "NAME=SOURCE"),
        ("=Bass", "NAME=SOURCE"),
        ("x=", "NAME=SOURCE"),
        ("x=Piano", "the sources are Right hand, Left_hand, Bass"),
        ("x=Bass:H4", "'H4' is no pitch; write it as C4"),
        ("x=bass:C4-H4", "'C4-H4' is no pitch"),
        ("x=Bass@soon", "'soon' is no time; write it as 12.5"),
        ("x=*:H4", "'H4' is no pitch"),
        ("x=Base:H4", "there is no source 'Base:H4'"),
        ("x=Bass:C7", "choose other pitches or times"),
        ("x=Bass@5-6", "choose other pitches or times"),
        ("x=Bass@6-5", "ends before it begins"),
    ],
)
def test_what_is_no_group_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(AnnotationReadError, match=words):
        of(text)


def test_a_name_of_a_source_may_look_like_anything() -> None:
    odd = Source("o", "a@b:c=d")
    known = Annotation((odd, replace(odd, id="p", name="twice"), replace(odd, id="q", name="twice")))
    known = known.with_notes(notes("o", (0, 10, 60.0)))
    assert len(parse_group("x=a@b:c=d:C4@0-1").of(known, RATE).notes) == 1
    with pytest.raises(AnnotationReadError, match="2 sources are called"):
        parse_group("x=twice").of(known, RATE)


def groups(*texts: str) -> list[NoteGroup]:
    return [parse_group(text).of(annotation(), RATE) for text in texts]


def test_a_group_takes_its_notes_and_leaves_the_others() -> None:
    found = picked(annotation(), groups("melody=Right hand:C5-C6"))
    assert [source.name for source in found.annotation.sources] == ["Right hand", "Left_hand", "Bass", "melody"]
    group = found.annotation.sources[-1]
    assert (group.program, group.instrument_of) == (0, RIGHT)
    assert [(note.start, note.pitch) for note in found.annotation.notes_of(group.id)] == [(0, 72.0), (200, 74.0)]
    assert [note.pitch for note in found.annotation.notes_of("r")] == [60.0]
    assert len(found.annotation.notes) == len(annotation().notes)
    assert found.parts is found.annotation


def test_a_source_that_loses_all_its_notes_is_left_out() -> None:
    found = picked(annotation(), groups("a=Right hand:C5-C6", "b=Right hand:C4"))
    assert [source.name for source in found.annotation.sources] == ["Left_hand", "Bass", "a", "b"]


def test_of_groups_that_share_notes_the_first_gets_them() -> None:
    found = picked(annotation(), groups("a=Right hand:C5", "b=Right hand:C5-C6", "none=Right hand:C5"))
    names = {source.id: source.name for source in found.annotation.sources}
    owners = [names[note.source_id] for note in found.annotation.notes if (note.pitch or 0) >= 72]
    assert owners == ["a", "b"]
    assert "none" not in names.values()


def test_without_groups_nothing_changes() -> None:
    before = annotation()
    assert picked(before, []).annotation is before
    assert picked(before, [NoteGroup.of("x", [])]).annotation is before


def test_equal_notes_are_the_same_group_whatever_it_is_called() -> None:
    some = annotation().notes[:2]
    assert NoteGroup.of("a", some).id == NoteGroup.of("b", reversed(some)).id != NoteGroup.of("a", some[:1]).id


def test_a_group_of_several_sources_is_one_stem_of_a_part_for_each() -> None:
    found = picked(annotation(), groups("low=*:0-48"))
    assert [source.name for source in found.annotation.sources] == ["Right hand", "Left_hand", "low"]
    assert found.annotation.sources[-1].program is None
    parts = found.parts.sources[2:]
    assert [part.instrument_of for part in parts] == [LEFT, BASS]
    assert set(found.stem_of) == {part.id for part in parts}
    assert set(found.stem_of.values()) == {"notes-low"}
    assert [len(found.parts.notes_of(part.id)) for part in parts] == [1, 1]
    assert len(found.annotation.notes_of("notes-low")) == 2


@pytest.mark.parametrize("sharing", ["auto", "never", "always"])
def test_a_group_is_played_on_the_instrument_of_its_source(sharing: str) -> None:
    drums = Source("d", "Kit", program=0, is_drum=True)
    before = annotation().changed(sources=(RIGHT, LEFT, BASS, drums))
    before = before.with_notes([*before.notes, *notes("d", (0, 10, 36.0), (50, 10, 38.0))])
    asked = [*groups("melody=Right hand:C5-C6"), parse_group("snare=Kit:38").of(before, RATE)]
    sources = picked(before, asked).parts.sources
    found = instruments(sources, sharing)
    assert found["notes-melody"] == found["r"] != found["b"]
    assert found["notes-snare"] == found["d"]
    assert drum_instruments(sources) == {found["d"]}


def region(source_id: str, start: int, stop: int, polarity: Polarity = Polarity.BELONGS) -> Region:
    return Region(source_id, polarity, start, stop, 100.0, 200.0, np.ones((2, 2), bool))


def owners(regions: Sequence[Region]) -> list[tuple[str, Polarity]]:
    return [(region.source_id, region.polarity) for region in regions]


def test_what_belongs_to_a_source_goes_where_its_notes_go() -> None:
    asked = groups("melody=Right hand:C5-C6")
    yes, no = Polarity.BELONGS, Polarity.NOT
    for where, expected in (
        (region("r", 200, 300), [("notes-melody", yes)]),
        (region("r", 400, 500), [("r", yes)]),
        (region("r", 320, 350), [("notes-melody", yes)]),
        (region("r", 250, 450), [("l", no), ("b", no)]),
        (region("r", 0, 9, no), [("notes-melody", no), ("r", no)]),
        (region("l", 0, 9), [("l", yes)]),
    ):
        found = picked(annotation().changed(regions=(where,)), asked).parts.regions
        assert owners(found) == expected
    assert len({one.id for one in found}) == len(found)


def test_a_group_is_silent_where_its_source_is() -> None:
    spans = (ActivitySpan(0, 50, ActivityState.ACTIVE), ActivitySpan(600, 900, ActivityState.SILENT))
    other = (ActivitySpan(700, 990, ActivityState.SILENT),)
    before = annotation().changed(activities=(Activity("l", other), Activity("r", spans)))
    found = picked(before, groups("both=*:C4", "melody=Right hand:C5-C6"))
    assert found.parts.activity_of("notes-melody").spans == spans[1:]
    assert found.parts.activity_of("notes-both l").spans == other
    assert found.annotation.activity_of("notes-both").spans == (ActivitySpan(700, 900, ActivityState.SILENT),)
    assert found.annotation.activity_of("l").spans == other


# with sound

PARAMETERS = ScoreNmfParameters(updates=6)


def separated(request: SeparationRequest, *texts: str) -> SeparationResult:
    asked = [parse_group(text).of(request.annotation, request.mixture.rate) for text in texts]
    found = picked(request.annotation, asked)
    return extracting(ScoreNmf(), found).run(replace(request, annotation=found.annotation), Told())


@pytest.fixture(scope="module")
def request_() -> SeparationRequest:
    mixture, known, _stems = song()
    return SeparationRequest(mixture, known, PARAMETERS)


def level_db(sound: np.ndarray) -> float:
    return 10 * np.log10(float(np.mean(np.square(sound, dtype=np.float64))) + 1e-20)


@pytest.mark.parametrize("sharing", ["auto", "never"])
def test_all_notes_of_a_source_sound_as_the_source(request_: SeparationRequest, sharing: str) -> None:
    request = replace(request_, parameters=replace(PARAMETERS, same_instrument=sharing))
    whole, group = dict(separated(request).stems), dict(separated(request, "x=low").stems)
    assert list(group) == ["high", "notes-x"]
    np.testing.assert_allclose(group["notes-x"].samples, whole["low"].samples, rtol=0, atol=1e-4)


def test_stems_of_groups_and_the_residual_sum_to_the_song_and_previews_do(request_: SeparationRequest) -> None:
    asked = [parse_group("x=*:50-79").of(request_.annotation, request_.mixture.rate)]
    found = picked(request_.annotation, asked)
    previews: list[SeparationResult] = []

    class Listening(Told):
        def preview(self, result: SeparationResult) -> None:
            previews.append(result)

    request = replace(request_, annotation=found.annotation)
    result = extracting(ScoreNmf(), found).run(request, Listening())
    assert [own_id for own_id, _stem in result.stems] == ["high", "low", "notes-x"]
    total = sum(stem.samples for _own_id, stem in result.stems) + result.residual.samples
    np.testing.assert_allclose(total, request.mixture.samples, rtol=0, atol=1e-6)
    assert [[own_id for own_id, _stem in one.stems] for one in previews[:1]] == [["high", "low", "notes-x"]]
    assert level_db(dict(result.stems)["notes-x"].samples) > -40


def test_a_single_note_sounds_where_it_is_and_nowhere_else(request_: SeparationRequest) -> None:
    result = separated(request_, "one=high:79")
    stem, rate = dict(result.stems)["notes-one"].samples, request_.mixture.rate
    inside = stem[:, int(0.7 * rate) : int(1.2 * rate)]
    assert level_db(inside) > -35
    assert not stem[:, : int(0.45 * rate)].any()
    assert not stem[:, int(1.6 * rate) :].any()


@pytest.mark.parametrize("texts", [("one=high:79",), ("both=*:50-76",), ("x=low",)])
def test_a_group_goes_on_from_a_run_without_it_and_back(request_: SeparationRequest, texts: tuple[str, ...]) -> None:
    mono = replace(request_, parameters=replace(PARAMETERS, updates=25, stereo=False))
    asked = [parse_group(text).of(mono.annotation, mono.mixture.rate) for text in texts]
    found = picked(mono.annotation, asked)

    def run(known: Annotation, previous: SeparationResult | None) -> tuple[SeparationResult, list[float]]:
        told, state = Told(), previous.state if previous is not None else None
        few = mono.parameters if previous is None else replace(mono.parameters, updates=2)
        result = ScoreNmf().run(replace(mono, annotation=known, previous=state, parameters=few), told)
        return result, told.divergences

    whole, before = run(mono.annotation, None)
    group, after = run(found.parts, whole)
    # the divergence is that before an update
    assert after[0] < 1.1 * before[-1] < 0.8 * before[0]
    other = picked(mono.annotation, [parse_group("other=high:76-79").of(mono.annotation, mono.mixture.rate)])
    for known in (mono.annotation, found.parts, other.parts):
        _result, again = run(known, group)
        assert again[0] < 1.1 * before[-1]
