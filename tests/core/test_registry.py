"""Which engine is recommended for what is known of a song."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Polarity, Region, Source
from core.engines.base import EngineInfo, Guidance
from core.engines.registry import engines, recommended


@dataclass(frozen=True)
class Parameters:
    """None."""


def info(engine_id: str, uses: set[Guidance], needs: set[Guidance]) -> EngineInfo:
    return EngineInfo(engine_id, engine_id, "1", "", "", frozenset(uses), frozenset(needs), Parameters)


BLIND = info("blind", set(), set())
SCORED = info("scored", {"notes", "regions"}, {"notes"})
PAINTED = info("painted", {"activity", "regions"}, {"activity"})
INFOS = (BLIND, SCORED, PAINTED)
EMPTY = Annotation((Source("a", "A"),))
NOTES = EMPTY.with_notes([Note(0, 10, "a", 60.0)])
ACTIVITY = EMPTY.with_activity(Activity("a", (ActivitySpan(0, 10, ActivityState.ACTIVE),)))
REGION = Region("a", Polarity.BELONGS, 0, 10, 100.0, 200.0, np.ones((1, 1), bool))


def test_the_engine_that_uses_most_of_what_is_known_is_recommended() -> None:
    assert recommended(INFOS, EMPTY) == "blind"
    assert recommended(INFOS, NOTES) == "scored"
    assert recommended(INFOS, ACTIVITY) == "painted"
    assert recommended(INFOS, ACTIVITY.changed(regions=(REGION,))) == "painted"


def test_the_first_of_equals_is_recommended_and_none_that_cannot_run() -> None:
    both = NOTES.with_activity(ACTIVITY.activities[0])
    assert recommended((SCORED, PAINTED), both) == "scored"
    assert recommended((PAINTED, SCORED), both) == "painted"
    assert recommended((SCORED, PAINTED), EMPTY) == ""


def test_there_is_an_engine_for_every_kind_of_guidance() -> None:
    infos = [engine.info for engine in engines()]
    for annotation in (NOTES, ACTIVITY, EMPTY.changed(regions=(REGION,))):
        assert recommended(infos, annotation)
