"""Which source is the voice, and what the user's word about it does to the stems."""

import unicodedata

import numpy as np
import pytest

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Polarity, Region, Source
from core.engines.low_rank.guidance import Guidance
from core.engines.low_rank.sources import (
    DEFAULT_SOURCES,
    Sides,
    is_accompaniment,
    is_voice,
    sides_of,
    with_default_sources,
)
from core.errors import EngineError
from core.stft import StftParams

PARAMS = StftParams(16000, 1024, 256)
FRAMES = 100
ALWAYS = (ActivitySpan(0, 10**9, ActivityState.SILENT),)


def _sources(*names: str) -> Annotation:
    return Annotation(sources=tuple(Source(f"id{number}", name) for number, name in enumerate(names)))


def _masks(annotation: Annotation, share: float | np.ndarray = 0.4, accompaniment: str = "") -> np.ndarray:
    guidance = Guidance(annotation, sides_of(annotation, accompaniment), PARAMS, FRAMES)
    voice = np.empty((FRAMES, PARAMS.bins), np.float32)
    voice[:] = share
    masks = guidance.stem_masks(0, voice)
    assert np.isfinite(masks).all()
    assert masks.min() >= 0
    assert masks.max() <= 1 + 1e-6
    return masks


def _silent(annotation: Annotation, number: int, spans: tuple[ActivitySpan, ...] = ALWAYS) -> Annotation:
    return annotation.with_activity(Activity(annotation.sources[number].id, spans))


# names


@pytest.mark.parametrize(
    "name",
    [
        "Voice", "VOICE 2", "lead_vocals", "Backing vocals", "Leadvox vox", "Gesang", "Sänger", "Hintergrundgesang",
        unicodedata.normalize("NFD", "Sängerin"), "Chor", "Voix", "voz", "ボーカル", "ﾎﾞｰｶﾙ", "歌声", "女声",
        unicodedata.normalize("NFD", "ボーカル"), "Singing", "speech",
    ],
)  # fmt: skip
def test_voices_are_known_by_their_names(name):
    assert is_voice(name)
    assert not is_accompaniment(name)


@pytest.mark.parametrize(
    "name",
    [
        "Accompaniment", "backing track", "Band", "Everything but the voice", "Begleitung", "Musik", "Das Übrige",
        "伴奏", "その他", "Karaoke", "no vocals, instrumental", "background", "Drums",
        "ドラム",
    ],
)  # fmt: skip
def test_accompaniments_are_known_by_their_names(name):
    assert is_accompaniment(name)
    assert not is_voice(name)


@pytest.mark.parametrize("name", ["Piano", "Bandoneon", "Chord", "Mother", "Klavier", "Restaurant", "", "42"])
def test_other_names_say_nothing(name):
    assert not is_voice(name)
    assert not is_accompaniment(name)


@pytest.mark.parametrize(
    ("names", "voice", "accompaniment"),
    [
        (("voice", "accompaniment"), (0,), (1,)),
        (("伴奏", "歌"), (1,), (0,)),
        (("Bass", "Gesang", "Klavier"), (1,), (0, 2)),
        (("Alto voice", "Tenor voice", "Band"), (0, 1), (2,)),
        (("flute", "Orchester und alles Übrige"), (0,), (1,)),
        (("flute", "oboe", "piano"), (0, 1), (2,)),
        (("flute",), (0,), ()),
        (("Band",), (), (0,)),
        (("voice", "voice"), (0, 1), ()),
    ],
)
def test_sides_follow_from_the_names(names, voice, accompaniment):
    assert sides_of(_sources(*names)) == Sides(voice, accompaniment)


@pytest.mark.parametrize(
    ("text", "accompaniment"),
    [
        ("flute", (0,)),
        (" PIANO , flute,", (0, 1)),
        ("horn, in F", (2,)),
        ("piano,horn, in F , flute", (0, 1, 2)),
        ("horn", (3, 4)),
        ("flute,piano,horn, in F,horn", (0, 1, 2, 3, 4)),
        (" , ", (4,)),
    ],
)
def test_the_accompaniment_can_be_named(text, accompaniment):
    annotation = _sources("flute", "Piano", "Horn, in F", "horn", "Horn")
    found = sides_of(annotation, text)
    assert found.accompaniment == accompaniment
    assert sorted(found.voice + found.accompaniment) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("text", ["tuba", "flute,tuba", "flute, piano and horn"])
def test_a_name_that_is_not_there_is_said(text):
    with pytest.raises(EngineError, match=r"there is no source '(tuba|piano and horn)'; the sources are flute, piano"):
        sides_of(_sources("flute", "piano"), text)


def test_a_song_without_sources_gets_a_voice_and_an_accompaniment():
    made = with_default_sources(Annotation())
    assert [(source.id, source.name) for source in made.sources] == [(name, name) for name in DEFAULT_SOURCES]
    named = with_default_sources(Annotation(), ("Stimme", "Begleitung"))
    assert [source.name for source in named.sources] == ["Stimme", "Begleitung"]
    assert [source.id for source in named.sources] == list(DEFAULT_SOURCES)
    assert with_default_sources(named) == named


def test_voices_alone_get_an_accompaniment_with_an_id_of_its_own():
    voices = Annotation(sources=(Source("accompaniment", "Alto voice"), Source("0", "Tenor voice")))
    made = with_default_sources(voices, ("Stimme", "Begleitung"))
    assert made.sources[:2] == voices.sources
    assert made.sources[2].name == "Begleitung"
    assert len({source.id for source in made.sources}) == 3
    assert sides_of(made) == Sides((0, 1), (2,))
    others = _sources("piano")
    assert with_default_sources(others) == others


def test_an_accompaniment_alone_gets_a_voice_before_it():
    made = with_default_sources(_sources("Drums"))
    assert [source.name for source in made.sources] == ["voice", "Drums"]
    assert sides_of(made) == Sides((0,), (1,))


# what is painted


def test_what_is_not_said_changes_nothing():
    np.testing.assert_allclose(_masks(_sources("voice", "band"))[:, 3, 50], [0.4, 0.6], atol=1e-6)


def test_where_the_voice_is_silent_all_is_accompaniment_and_the_other_way_round():
    spans = (ActivitySpan(256 * 20, 256 * 60, ActivityState.SILENT),)
    for number in (0, 1):
        masks = _masks(_silent(_sources("voice", "band"), number, spans))
        assert (masks[number, 25:55] == 0).all()
        assert (masks[1 - number, 25:55] == 1).all()
        np.testing.assert_allclose(masks[:, 80, 50], [0.4, 0.6], atol=1e-6)


def test_where_all_are_silent_nobody_gets_anything():
    assert not _masks(_silent(_silent(_sources("voice", "band"), 0), 1)).any()


def test_a_part_is_silent_only_where_all_its_sources_are():
    trio = _sources("alto voice", "tenor voice", "band")
    one = _masks(_silent(trio, 0))
    np.testing.assert_allclose(one[:, 50, 50], [0.0, 0.4, 0.6], atol=1e-6)
    both = _masks(_silent(_silent(trio, 0), 1))
    np.testing.assert_allclose(both[:, 50, 50], [0.0, 0.0, 1.0], atol=1e-6)


def test_of_several_sources_the_one_that_is_painted_active_gets_more():
    trio = _sources("alto voice", "tenor voice", "band")
    masks = _masks(trio.with_activity(Activity("id0", (ActivitySpan(0, 256 * 100, ActivityState.ACTIVE),))))
    np.testing.assert_allclose(masks[:, 50, 50], [0.4 * 2 / 3, 0.4 / 3, 0.6], atol=1e-5)


def test_the_voice_goes_to_nobody_where_all_sources_accompany():
    masks = _masks(_sources("piano", "flute"), accompaniment="piano,flute")
    np.testing.assert_allclose(masks[:, 50, 50], [0.3, 0.3], atol=1e-5)


# notes and regions


def _bin(pitch: float) -> int:
    return round(440 * 2 ** ((pitch - 69) / 12) / 15.625)


def test_notes_divide_a_part_among_its_sources():
    trio = _sources("alto voice", "tenor voice", "band")
    length = 256 * FRAMES
    masks = _masks(trio.with_notes([Note(0, length, "id0", 77.0), Note(0, length, "id1", 57.0)]))
    alto, tenor, band = masks[:, 50, _bin(77)]
    assert alto > 5 * tenor
    alto, tenor, band = masks[:, 50, _bin(57)]
    assert tenor > 5 * alto
    assert alto + tenor + band == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.98, 1.0])
def test_notes_of_both_parts_outweigh_what_was_heard_without_them(share):
    duo = _sources("voice", "band")
    length = 256 * FRAMES
    masks = _masks(duo.with_notes([Note(0, length, "id0", 77.0), Note(0, length, "id1", 57.0)]), share)
    assert masks[0, 50, _bin(77)] > 0.9
    assert masks[1, 50, _bin(57)] > 0.9


def test_drums_are_not_told_by_pitch():
    annotation = Annotation(sources=(Source("a", "drums", is_drum=True), Source("b", "piano"), Source("c", "voice")))
    length = 256 * FRAMES
    masks = _masks(annotation.with_notes([Note(0, length, "a", 38.0), Note(0, length, "b", 69.0)]))
    assert masks[1, 50, _bin(69)] > masks[0, 50, _bin(69)] > 0.05
    assert masks[0, 50, _bin(62)] > 5 * masks[1, 50, _bin(62)]


def test_regions_win_over_what_is_painted_and_heard():
    filled = np.ones((4, 4), bool)
    place = (256 * 30, 256 * 40, 500.0, 3000.0)
    duo = _silent(_sources("voice", "band"), 0)
    masks = _masks(duo.changed(regions=(Region("id0", Polarity.BELONGS, *place, filled),)))
    assert (masks[0, 33:37, 60:180] == 1).all()
    assert not masks[1, 33:37, 60:180].any()
    assert not masks[0, 60:].any()
    masks = _masks(duo.changed(regions=(Region("id1", Polarity.NOT, *place, filled),)))
    assert not masks[:, 33:37, 60:180].any()
    assert (masks[1, 60:] == 1).all()


def test_a_block_is_guided_as_the_whole_song_is():
    annotation = _silent(_sources("voice", "band"), 0, (ActivitySpan(256 * 20, 256 * 60, ActivityState.SILENT),))
    annotation = annotation.with_notes([Note(256 * 10, 256 * 50, "id0", 60.0), Note(0, 256 * 90, "id1", 50.0)])
    guidance = Guidance(annotation, sides_of(annotation), PARAMS, FRAMES)
    shares = np.random.default_rng(0).random((FRAMES, PARAMS.bins), np.float32)
    whole = guidance.stem_masks(0, shares.copy())
    parts = [guidance.stem_masks(first, shares[first : first + 37].copy()) for first in range(0, FRAMES, 37)]
    np.testing.assert_allclose(np.concatenate(parts, axis=1), whole, atol=1e-6)
