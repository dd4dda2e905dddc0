"""Which engine is recommended for what is known of a song."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Polarity, Region, Source
from core.engines.base import EngineInfo, Guidance, parameter_specs
from core.engines.low_rank.sources import with_default_sources
from core.engines.registry import engine_for, engines, recommended
from tests.core import blind_engine


@dataclass(frozen=True)
class Parameters:
    """None."""


def info(
    engine_id: str, uses: set[Guidance], needs: set[Guidance], default_sources: tuple[str, ...] = ()
) -> EngineInfo:
    return EngineInfo(engine_id, engine_id, "1", "", "", frozenset(uses), frozenset(needs), Parameters, default_sources)


BLIND = info("blind", {"activity"}, set(), ("voice", "accompaniment"))
SCORED = info("scored", {"notes", "regions"}, {"notes"})
PAINTED = info("painted", {"activity", "regions"}, {"activity"})
# it can run without guidance, but has nothing to separate a song into
TOLD = info("told", {"notes", "activity"}, set())
INFOS = (TOLD, BLIND, SCORED, PAINTED)
EMPTY = Annotation((Source("a", "A"),))
NOTES = EMPTY.with_notes([Note(0, 10, "a", 60.0)])
ACTIVITY = EMPTY.with_activity(Activity("a", (ActivitySpan(0, 10, ActivityState.ACTIVE),)))
REGION = Region("a", Polarity.BELONGS, 0, 10, 100.0, 200.0, np.ones((1, 1), bool))


def test_the_engine_that_uses_most_of_what_is_known_is_recommended() -> None:
    assert recommended(INFOS, NOTES) == "told"
    assert recommended(INFOS, NOTES.changed(regions=(REGION,))) == "scored"
    assert recommended(INFOS, ACTIVITY.changed(regions=(REGION,))) == "painted"


def test_where_nothing_is_said_it_is_one_that_makes_sources_by_itself() -> None:
    assert recommended(INFOS, Annotation()) == "blind"
    assert recommended(INFOS, EMPTY) == "blind"
    assert recommended((TOLD, SCORED), EMPTY) == ""


def test_what_is_painted_on_the_sources_that_an_engine_made_leaves_it_recommended() -> None:
    made = with_default_sources(Annotation())
    silent = made.with_activity(Activity("voice", (ActivitySpan(0, 10, ActivityState.SILENT),)))
    assert recommended(INFOS, silent) == "blind"
    assert recommended(INFOS, silent.changed(sources=made.sources[:1])) == "blind"
    assert recommended(INFOS, silent.with_notes([Note(0, 10, "voice", 60.0)])) == "told"
    assert recommended(INFOS, silent.changed(sources=(*made.sources, Source("a", "A")))) == "told"


def test_the_first_of_equals_is_recommended_and_none_that_cannot_run() -> None:
    both = NOTES.with_activity(ACTIVITY.activities[0])
    assert recommended((SCORED, PAINTED), both) == "scored"
    assert recommended((PAINTED, SCORED), both) == "painted"
    assert recommended((SCORED, PAINTED), EMPTY) == ""


def test_there_is_an_engine_for_every_kind_of_guidance() -> None:
    infos = [engine.info for engine in engines()]
    for annotation in (NOTES, ACTIVITY, EMPTY.changed(regions=(REGION,))):
        assert recommended(infos, annotation)


def test_without_guidance_the_command_line_gets_one_that_makes_sources_by_itself(monkeypatch) -> None:
    blind_engine.install(monkeypatch)
    found, scored = engine_for(()), engine_for({"notes"})
    assert found is not None
    assert found.info.id == "blind"
    assert scored is not None
    assert scored.info.id == "score-nmf"


def test_of_the_engines_there_are_the_network_separates_a_song_alone() -> None:
    infos = [engine.info for engine in engines()]
    found = engine_for(())
    assert found is not None
    assert found.info.id == recommended(infos, Annotation()) == recommended(infos, EMPTY) == "unrolled"
    assert recommended(infos, NOTES) == recommended(infos, ACTIVITY) == "score-nmf"


def test_a_parameter_depends_only_on_those_before_it() -> None:
    for engine in engines():
        names = [spec.name for spec in parameter_specs(engine.info.parameters)]
        for spec in parameter_specs(engine.info.parameters):
            if spec.used_with is not None:
                assert names.index(spec.used_with[0]) < names.index(spec.name)
