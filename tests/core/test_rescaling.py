"""An annotation follows its song to another sample rate: the seconds stay."""

from __future__ import annotations

import numpy as np
import pytest

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
    Warp,
)
from core.annotation.rescaling import rescaled
from core.audio import Audio

FILE = Example("s1", audio=Audio(np.zeros((1, 9), np.float32), 8000), name="flute.wav")
STEM = Example("s1", Polarity.BELONGS, (44100, 44101), FILE.audio, "stem.wav")
ACTIVE, SILENT = ActivityState.ACTIVE, ActivityState.SILENT


def everything() -> Annotation:
    return Annotation(
        sources=(Source("s1", "Flute"),),
        notes=(Note(44100, 22050, "s1", 60.0), Note(88200, 1, "s1", None)),
        activities=(Activity("s1", (ActivitySpan(0, 4410, ACTIVE), ActivitySpan(4410, 8820, SILENT))),),
        regions=(Region("s1", Polarity.NOT, 44100, 88200, 100.0, 200.0, np.ones((3, 4), bool)),),
        warp=Warp("a.mid", frozenset({"s1"}), ((0.0, 0), (1.0, 44100)), ((1.0, 44100),), (0, 44100)),
        examples=(Example("s1", span=(44100, 88200)), FILE, STEM),
    )


def test_seconds_stay_what_they_are() -> None:
    after = rescaled(everything(), 44100, 48000)
    assert after.notes[0] == Note(48000, 24000, "s1", 60.0)
    assert after.activities[0].spans == (ActivitySpan(0, 4800, ACTIVE), ActivitySpan(4800, 9600, SILENT))
    assert (after.regions[0].start, after.regions[0].stop) == (48000, 96000)
    assert [one.span for one in after.examples] == [(48000, 96000), None, (48000, 48001)]
    assert after.warp is not None
    assert after.warp.points == ((0.0, 0), (1.0, 48000))
    assert after.warp.anchors == ((1.0, 48000),)
    assert after.warp.bars == (0, 48000)


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 96000])
def test_nothing_vanishes_however_short_it_gets(rate: int) -> None:
    before = everything()
    after = rescaled(before, 44100, rate)
    assert len(after.notes) == len(before.notes)
    assert all(note.length >= 1 for note in after.notes)
    assert len(after.regions) == 1


def test_sound_of_files_keeps_its_own_rate() -> None:
    before = everything()
    after = rescaled(before, 44100, 8000)
    assert [one.audio for one in after.examples] == [None, FILE.audio, FILE.audio]
    assert after.examples[1] == before.examples[1]
    assert not {one.id for one in before.examples if one.span} & {one.id for one in after.examples}


def test_regions_are_others_so_that_a_step_back_finds_the_old_ones() -> None:
    before = everything()
    assert rescaled(before, 44100, 48000).regions[0].id != before.regions[0].id


def test_the_same_rate_changes_nothing() -> None:
    before = everything()
    assert rescaled(before, 44100, 44100) is before
