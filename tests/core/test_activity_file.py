"""Activity labels in CSV files."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from core.annotation.activity_file import read_activity, read_activity_rows, row_sources, write_activity
from core.annotation.model import Activity, ActivitySpan, ActivityState, Source
from core.errors import AnnotationReadError, ExportError

RATE, LENGTH = 1000, 60_000
SOURCES = (Source("s1", "Violin"), Source("s2", "Flöte, tief"))
HEAD = "source,start_s,end_s,state\n"
A, S = ActivityState.ACTIVE, ActivityState.SILENT


@pytest.fixture
def read(tmp_path: Path):
    def read_text(text: str | bytes) -> dict[str, list[tuple[int, int, ActivityState]]]:
        path = tmp_path / "labels.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        found = read_activity(path, SOURCES, RATE, LENGTH)
        return {activity.source_id: [(s.start, s.stop, s.state) for s in activity.spans] for activity in found}

    return read_text


def test_lines_become_spans_in_samples(read):
    found = read(HEAD + 'Violin,0,1.5,active\n"Flöte, tief",2.0004,3,silent\nViolin,5,6,silent\n')
    assert found == {"s1": [(0, 1500, A), (5000, 6000, S)], "s2": [(2000, 3000, S)]}


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Violin,1,2,active",
        "\ufeff" + HEAD + "Violin,1,2,active\n",
        (HEAD + "Violin,1,2,active\n").replace("\n", "\r\n"),
        (HEAD + "Violin,1,2,active\n").replace("\n", "\r"),
        (HEAD + "Violin,1,2,active\n").replace(",", ";"),
        (HEAD + "Violin,1,2,active\n").replace(",", "\t"),
        "source;start_s;end_s;state\nViolin;1,0;2,0;active\n",
        (HEAD + "Violin,1,2,active\n").encode("utf-16"),
        "\n\nSource, Start_s, End_s, State\n\n  Violin , 1 , 2 , Active ,,\n\n",
    ],
)
def test_what_spreadsheets_write_is_read(read, text):
    assert read(text) == {"s1": [(1000, 2000, A)]}


def test_a_file_in_the_code_page_of_windows_is_read(read):
    assert read((HEAD + '"Flöte, tief",1,2,active\n').encode("cp1252")) == {"s2": [(1000, 2000, A)]}


def test_times_beyond_all_measure_are_cut_to_the_song(read):
    assert read(HEAD + "Violin,59,1e308,active\n") == {"s1": [(59_000, LENGTH, A)]}
    assert read(HEAD + "Violin,0,1,active\nViolin,1e307,1e308,silent\n") == {"s1": [(0, 1000, A)]}


def test_where_lines_overlap_the_later_one_counts(read):
    found = read(HEAD + "Violin,0,10,active\nViolin,4,6,silent\nViolin,9,12,silent\n")
    assert found == {"s1": [(0, 4000, A), (4000, 6000, S), (6000, 9000, A), (9000, 12000, S)]}


def test_neighbours_of_one_state_join(read):
    assert read(HEAD + "Violin,3,4,active\nViolin,1,3,active\nViolin,3.5,5,active\n") == {"s1": [(1000, 5000, A)]}


def test_overlaps_are_resolved_as_if_painted_sample_by_sample(read):
    generator = np.random.default_rng(3)
    painted = np.zeros(LENGTH, int)
    lines = []
    for _ in range(60):
        start, stop = sorted(generator.choice(LENGTH, 2, replace=False).tolist())
        state = int(generator.integers(1, 3))
        painted[start:stop] = state
        lines.append(f"Violin,{start / RATE},{stop / RATE},{'active' if state == 1 else 'silent'}\n")
    result = np.zeros(LENGTH, int)
    spans = read(HEAD + "".join(lines))["s1"]
    for start, stop, state in spans:
        result[start:stop] = 1 if state is A else 2
    np.testing.assert_array_equal(result, painted)
    assert spans == sorted(spans)


def test_spans_are_cut_to_the_song(read):
    assert read(HEAD + "Violin,50,100,active\nViolin,70,80,active\n") == {"s1": [(50_000, 60_000, A)]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "labels nothing"),
        (HEAD, "labels nothing"),
        ("Violin,0,1,active\n", "line 1: the header"),
        ("source,start,end,state\n", "line 1: the header"),
        (HEAD + "Violin,0,1\n", "line 2: has 3 fields"),
        (HEAD + "Violin,0,1,active,loud\n", "line 2: has 5 fields"),
        (HEAD + "\nViolin,0,1,loud\n", "line 3: the state is 'loud'; use active or silent"),
        (HEAD + "Violin,0,1,unknown\n", "use active or silent"),
        (HEAD + "Violin,zero,1,active\n", "line 2: 'zero' is not a time"),
        (HEAD + "Violin,0,nan,active\n", "'nan' is not a time"),
        (HEAD + "Violin,0,inf,active\n", "'inf' is not a time"),
        (HEAD + "Violin,-1,1,active\n", "'-1' is not a time"),
        (HEAD + "Violin,,1,active\n", "'' is not a time"),
        (HEAD + "Violin,2,2,active\n", "line 2: ends at 2 s"),
        (HEAD + "Violin,3,2,active\n", "line 2: ends at 2 s"),
        (HEAD + ",0,1,active\n", "line 2: names no source"),
        (HEAD + "Violin,0,1,active\nTuba,0,1,active\n", "line 3: there is no source 'Tuba'; the sources are Violin"),
        (HEAD + "Violin,99,100,active\n", "after the end of the song"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "not text"),
        (bytes(100), "not text"),
    ],
)
def test_a_wrong_file_gives_an_error_with_its_line(read, text, words):
    with pytest.raises(AnnotationReadError, match=r"^labels\.csv") as caught:
        read(text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(AnnotationReadError, match=r"pipe\.csv: is not a file"):
        read_activity(tmp_path / "pipe.csv", SOURCES, RATE, LENGTH)


def test_missing_files_and_folders_are_refused(tmp_path):
    with pytest.raises(AnnotationReadError, match="no such file"):
        read_activity_rows(tmp_path / "none.csv")
    with pytest.raises(AnnotationReadError, match="folder"):
        read_activity_rows(tmp_path)


def test_sources_can_come_from_the_file(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text(HEAD + "voice,0,1,active\nband,0,1,active\nvoice,2,3,silent\n")
    assert [(s.id, s.name) for s in row_sources(read_activity_rows(path))] == [("s1", "voice"), ("s2", "band")]


def test_written_activity_is_read_back(tmp_path):
    spans = (ActivitySpan(3, 1000, A), ActivitySpan(1000, 2001, S), ActivitySpan(50_000, 60_000, A))
    activities = (Activity("s1", spans), Activity("s2", spans[:1]))
    with_unknown = (activities[0], Activity("s2", (spans[0], ActivitySpan(2000, 3000, ActivityState.UNKNOWN))))
    write_activity(tmp_path / "labels.csv", with_unknown, SOURCES, RATE)
    assert read_activity(tmp_path / "labels.csv", SOURCES, RATE, LENGTH) == activities
    assert [path.name for path in tmp_path.iterdir()] == ["labels.csv"]


def test_a_file_that_cannot_be_written_is_an_export_error(tmp_path):
    with pytest.raises(ExportError, match="cannot be written"):
        write_activity(tmp_path / "none" / "labels.csv", (), SOURCES, RATE)
