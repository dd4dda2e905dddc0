"""The annotation as rows of tables.

Owns how an annotation is read from a project file and how a change is written into it: by difference, row by row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from core.annotation.changes import Change
from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Note,
    Polarity,
    Region,
    activity_order,
    note_order,
)
from core.project.checks import check_activity, check_notes, check_region, check_sources, check_total
from core.project.encoding import (
    as_value_errors,
    from_json,
    mask_from_bytes,
    mask_to_bytes,
    source_from_list,
    source_to_list,
    to_json,
    warp_from_dict,
    warp_to_dict,
)
from core.project.example_rows import load_dictionaries, load_examples, write_dictionaries, write_examples
from core.project.stored_audio import SoundOf


def read_meta(connection: sqlite3.Connection, key: str) -> Any:
    """Return a JSON value of the project; None where there is none. Raises ValueError."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else from_json(row[0])


def write_meta(connection: sqlite3.Connection, key: str, value: Any) -> None:
    """Store a JSON value of the project."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, to_json(value)))


def load(connection: sqlite3.Connection, sound: SoundOf) -> Annotation:
    """Return the annotation of a project.

    Parameters
    ----------
    connection : sqlite3.Connection
    sound : callable
        Returns the sound of a key.

    Raises
    ------
    ValueError
        The rows are not those of an annotation.
    """
    with as_value_errors():
        columns = "id, name, colour, program, is_drum"
        sources = tuple(map(source_from_list, connection.execute(f"SELECT {columns} FROM source ORDER BY place")))
        check_sources(sources)
        source_ids = {source.id: source.id for source in sources}
        revision = read_meta(connection, "revision")
        if type(revision) is not int:
            raise ValueError("there is no revision")
        return Annotation(
            sources=sources,
            notes=_load_notes(connection, source_ids),
            activities=_load_activities(connection, source_ids),
            regions=_load_regions(connection, source_ids),
            warp=warp_from_dict(read_meta(connection, "warp")),
            examples=load_examples(connection, source_ids, sound),
            dictionaries=load_dictionaries(connection, source_ids),
            revision=revision,
        )


def _load_notes(connection: sqlite3.Connection, source_ids: dict[str, str]) -> tuple[Note, ...]:
    rows = connection.execute("SELECT start, length, source_id, pitch, level FROM note").fetchall()
    for start, length, _source_id, pitch, level in rows:
        whole = type(start) is type(length) is int
        if not whole or type(level) is not float or (pitch is not None and type(pitch) is not float):
            raise ValueError("a note is no note")
    # one text per source, not one per note
    notes = [Note(start, length, source_ids[key], pitch, level) for start, length, key, pitch, level in rows]
    check_notes(notes, source_ids)
    notes.sort(key=note_order)
    return tuple(notes)


def _load_activities(connection: sqlite3.Connection, source_ids: dict[str, str]) -> tuple[Activity, ...]:
    spans: dict[str, list[ActivitySpan]] = {}
    for source_id, start, stop, state in connection.execute("SELECT source_id, start, stop, state FROM span"):
        if not (type(start) is type(stop) is int):
            raise ValueError("a span is no span")
        spans.setdefault(source_ids[source_id], []).append(ActivitySpan(start, stop, ActivityState(state)))
    activities = [Activity(source_id, tuple(sorted(own))) for source_id, own in spans.items()]
    for activity in activities:
        check_activity(activity, source_ids)
    return tuple(sorted(activities, key=activity_order))


def _load_regions(connection: sqlite3.Connection, source_ids: dict[str, str]) -> tuple[Region, ...]:
    query = (
        "SELECT id, source_id, polarity, start, stop, low_hz, high_hz, data, height, width"
        " FROM region LEFT JOIN mask ON mask.region_id = region.id ORDER BY place"
    )
    # before any is unpacked
    check_total(connection.execute("SELECT total(height * width) FROM mask").fetchone()[0])
    regions: dict[str, Region] = {}
    for region_id, source_id, polarity, start, stop, low_hz, high_hz, data, height, width in connection.execute(query):
        if not (type(start) is type(stop) is int and type(low_hz) is type(high_hz) is float) or region_id in regions:
            raise ValueError("a region is no region")
        mask = mask_from_bytes(data, height, width)
        edges = (start, stop, low_hz, high_hz)
        region = Region(source_ids[source_id], Polarity(polarity), *edges, mask, id=str(region_id))
        check_region(region, source_ids)
        regions[region.id] = region
    return tuple(regions.values())


def write(connection: sqlite3.Connection, change: Change, before: Annotation, after: Annotation) -> None:
    """Store what a change changes, within the transaction that is under way.

    Parameters
    ----------
    connection : sqlite3.Connection
    change : Change
    before, after : Annotation
        What is stored now and what it leads to.
    """
    if change.sources is not None:
        connection.execute("DELETE FROM source")
        rows = [(place, *source_to_list(source)) for place, source in enumerate(after.sources)]
        columns = "place, id, name, colour, program, is_drum"
        connection.executemany(f"INSERT INTO source ({columns}) VALUES (?, ?, ?, ?, ?, ?)", rows)
    if change.warp is not None:
        write_meta(connection, "warp", warp_to_dict(after.warp))
    _write_notes(connection, change)
    _write_spans(connection, change)
    if change.regions_out or change.regions_in:
        _write_regions(connection, change, before, after)
    if change.examples_out or change.examples_in:
        write_examples(connection, change, before, after)
    if change.dictionaries_out or change.dictionaries_in:
        write_dictionaries(connection, change, before, after)
    write_meta(connection, "revision", after.revision)


def _note_rows(notes: Iterable[Note]) -> Iterable[tuple[Any, ...]]:
    for note in notes:
        pitch = None if note.pitch is None else float(note.pitch)
        yield int(note.start), note.source_id, pitch, int(note.length), float(note.level)


def _write_notes(connection: sqlite3.Connection, change: Change) -> None:
    # of equal notes one goes
    removed = connection.executemany(
        "DELETE FROM note WHERE id = (SELECT id FROM note"
        " WHERE start = ? AND source_id = ? AND pitch IS ? AND length = ? AND level = ? LIMIT 1)",
        _note_rows(change.notes_out),
    )
    if change.notes_out and removed.rowcount != len(change.notes_out):
        raise ValueError("notes are missing in the file")
    columns = "start, source_id, pitch, length, level"
    rows = _note_rows(change.notes_in)
    connection.executemany(f"INSERT INTO note ({columns}) VALUES (?, ?, ?, ?, ?)", rows)


def _write_spans(connection: sqlite3.Connection, change: Change) -> None:
    for before, after in change.activities:
        old, new = set(before.spans), set(after.spans)
        gone = [(before.source_id, int(span.start)) for span in old - new]
        connection.executemany("DELETE FROM span WHERE source_id = ? AND start = ?", gone)
        rows = [(after.source_id, int(span.start), int(span.stop), span.state.value) for span in new - old]
        connection.executemany("INSERT INTO span (source_id, start, stop, state) VALUES (?, ?, ?, ?)", rows)


def _write_regions(connection: sqlite3.Connection, change: Change, before: Annotation, after: Annotation) -> None:
    gone = [(region.id,) for _place, region in change.regions_out]
    connection.executemany("DELETE FROM region WHERE id = ?", gone)
    connection.executemany("DELETE FROM mask WHERE region_id = ?", gone)
    new = {region.id for _place, region in change.regions_in}
    places = {region.id: place for place, region in enumerate(before.regions)}
    for place, region in enumerate(after.regions):
        if region.id in new:
            edges = (int(region.start), int(region.stop), float(region.low_hz), float(region.high_hz))
            row = (region.id, place, region.source_id, region.polarity.value, *edges)
            connection.execute("INSERT INTO region VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            mask = (region.id, *map(int, region.mask.shape), mask_to_bytes(region.mask))
            connection.execute("INSERT INTO mask VALUES (?, ?, ?, ?)", mask)
        elif places[region.id] != place:
            connection.execute("UPDATE region SET place = ? WHERE id = ?", (place, region.id))
