"""Groups of notes with stems of their own on the command line.

Owns the option ``--extract``: what it means for the sources of a song, before and after its score is matched.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.commands import CommandError
from core.annotation.model import Annotation, Source
from core.annotation.note_groups import NoteGroup, Picked, picked
from core.annotation.note_queries import NoteQuery, parse_group
from core.errors import AnnotationReadError


def add_extract_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    parser.add_argument(
        "--extract",
        action="append",
        default=[],
        metavar="NAME=SOURCE[:PITCHES][@TIMES]",
        help="a stem of its own for some notes, as melody=piano:C5-C7, phrase=*:60-72@10-20.5 (they begin in it), "
        "one=piano:C4@12.3 (it sounds then); may be given several times, the first gets what several ask for",
    )


def queries_of(texts: Sequence[str], has_score: bool) -> tuple[NoteQuery, ...]:
    """Return what is asked for; raises CommandError where that makes no sense whatever the song is."""
    if texts and not has_score:
        raise CommandError("--extract: there are no notes to choose from; give them with --score FILE.mid")
    try:
        queries = tuple(map(parse_group, texts))
    except AnnotationReadError as err:
        raise CommandError(f"--extract: {err}") from err
    names = [query.name.casefold() for query in queries]
    for query in queries:
        if names.count(query.name.casefold()) > 1:
            raise CommandError(f"--extract: {query.name} is given twice; leave one out")
    return queries


def expected(annotation: Annotation, queries: Sequence[NoteQuery], rate: int) -> Annotation:
    """Return an annotation with the sources that there will be, as far as that is known before the score is matched.

    Raises
    ------
    CommandError
        There are no such notes, or a name is taken.
    """
    at_any_time = [query for query in queries if query.times_s is None]
    found = extracted(annotation, at_any_time, rate).annotation if at_any_time else annotation
    sources = list(found.sources)
    for query in queries:
        if query.times_s is not None:
            _checked(replace(query, times_s=None), annotation, rate)
            sources.append(Source(query.id, query.name))
    _check_names(sources, queries)
    return found.changed(sources=tuple(sources))


def extracted(annotation: Annotation, queries: Sequence[NoteQuery], rate: int) -> Picked:
    """Return the annotation with the groups as sources.

    Raises
    ------
    CommandError
        There are no such notes, a name is taken, or all notes of a group are taken by those before it.
    """
    result = picked(annotation, [_checked(query, annotation, rate) for query in queries])
    there = {source.id for source in result.annotation.sources}
    for query in queries:
        if query.id not in there:
            raise CommandError(f"--extract: {query.text}: others before it take all of these notes; leave it out")
    _check_names(result.annotation.sources, queries)
    return result


def extracted_guidance(annotation: Annotation, queries: Sequence[NoteQuery]) -> dict[str, Any]:
    """Return what the report says of the groups: how they were asked for, and how many notes each one has."""
    if not queries:
        return {}
    counts = {query: sum(note.source_id == query.id for note in annotation.notes) for query in queries}
    return {"extracted": [{"name": query.name, "asked": query.text, "notes": counts[query]} for query in queries]}


def _checked(query: NoteQuery, annotation: Annotation, rate: int) -> NoteGroup:
    try:
        return query.of(annotation, rate)
    except AnnotationReadError as err:
        raise CommandError(f"--extract: {err}") from err


def _check_names(sources: Sequence[Source], queries: Sequence[NoteQuery]) -> None:
    names = [source.name.casefold() for source in sources]
    for query in queries:
        if names.count(query.name.casefold()) > 1:
            raise CommandError(f"--extract: {query.name} is the name of a source already; choose another")
