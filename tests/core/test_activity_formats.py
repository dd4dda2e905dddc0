"""Activity labels in LAB and JAMS files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.annotation.activity_file import read_activity, read_activity_rows, write_activity
from core.annotation.activity_rows import label_of, parsed_label
from core.annotation.model import Activity, ActivitySpan, ActivityState, Source
from core.errors import AnnotationReadError, ExportError

RATE, LENGTH = 1000, 60_000
SOURCES = (Source("s1", "Violin"), Source("s2", "Flöte, tief"), Source("s3", "Take: silent"))
A, S = ActivityState.ACTIVE, ActivityState.SILENT
SPANS = (ActivitySpan(3, 1000, A), ActivitySpan(1000, 2001, S), ActivitySpan(50_000, 60_000, A))
ACTIVITIES = (Activity("s1", SPANS), Activity("s2", SPANS[:1]), Activity("s3", SPANS[1:]))


@pytest.fixture
def read(tmp_path: Path):
    def read_text(text: str | bytes, name: str = "labels.lab") -> dict[str, list[tuple[int, int, ActivityState]]]:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        found = read_activity(path, SOURCES, RATE, LENGTH)
        return {activity.source_id: [(s.start, s.stop, s.state) for s in activity.spans] for activity in found}

    return read_text


def jams_file(*observations: object, namespace: str = "tag_open") -> str:
    rows = [dict(zip(("time", "duration", "value", "confidence"), one, strict=True)) for one in observations]
    annotation = {"namespace": namespace, "data": rows, "annotation_metadata": {}, "sandbox": {}}
    return json.dumps({"annotations": [annotation], "file_metadata": {"duration": 60.0}, "sandbox": {}})


@pytest.mark.parametrize("suffix", [".csv", ".lab", ".txt", ".jams", ".LAB", ".JAMS"])
def test_written_activity_is_read_back(tmp_path, suffix):
    path = tmp_path / f"Lied für zwei{suffix}"
    unknown = (*ACTIVITIES[:2], Activity("s3", (*SPANS[1:], ActivitySpan(60_000, 61_000, ActivityState.UNKNOWN))))
    write_activity(path, unknown, SOURCES, RATE, LENGTH)
    assert read_activity(path, SOURCES, RATE, LENGTH) == ACTIVITIES
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["x.lab", "x.jams"])
def test_a_file_that_cannot_be_written_is_an_export_error(tmp_path, name):
    with pytest.raises(ExportError, match="cannot be written"):
        write_activity(tmp_path / "none" / name, ACTIVITIES, SOURCES, RATE, LENGTH)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Violin", ("Violin", A)),
        ("Violin:silent", ("Violin", S)),
        ("Violin: Active", ("Violin", A)),
        ("Violin silent", ("Violin", S)),
        ("First Violin", ("First Violin", A)),
        ("Drums: kick", ("Drums: kick", A)),
        ("silent", ("", S)),
        (":silent", ("", S)),
    ],
)
def test_a_label_names_a_source_and_perhaps_its_state(label, expected):
    assert parsed_label(label) == expected


@pytest.mark.parametrize("name", ["Violin", "Violin silent", "a:active", "active", "Two words", "tab\there"])
@pytest.mark.parametrize("state", [A, S])
def test_every_name_survives_as_a_label(name, state):
    assert parsed_label(label_of(name, state)) == (" ".join(name.split()), state)


@pytest.mark.parametrize(
    "text",
    [
        "1\t2\tViolin",
        "1.0\t2.0\tViolin:active\r\n",
        "\ufeff1,0\t2,0\tviolin active\n",
        "1 2 Violin\n",
        "1,2,Violin\n",
        '1.0, 2.0, "Violin"\n',
        "1;2;Violin\n",
        "1,0; 2,0; Violin\n",
        "# made by hand\n\n1\t2\tViolin\n\\\t80.0\t1000.0\n",
        "1\t2\tViolin\n".encode("utf-16"),
    ],
)
def test_label_tracks_of_other_programs_are_read(read, text):
    assert read(text) == {"s1": [(1000, 2000, A)]}


def test_a_comma_in_a_name_is_kept(read):
    assert read("1\t2\tFlöte, tief:silent\n1,2,Flöte, tief") == {"s2": [(1000, 2000, A)]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "labels nothing"),
        ("# nothing\n", "labels nothing"),
        ("1\t2\n", "line 1: has 2 fields instead of 3"),
        ("1\t2\tViolin\n\n3\t2\tViolin\n", "line 3: ends at 2 s"),
        ("1\t1\tViolin\n", "line 1: ends at 1 s"),
        ("-1\t2\tViolin\n", "line 1: '-1' is not a time"),
        ("nan\t2\tViolin\n", "line 1: 'nan' is not a time"),
        ("1\tinf\tViolin\n", "line 1: 'inf' is not a time"),
        ("one\t2\tViolin\n", "line 1: 'one' is not a time"),
        ("1\t2\t\n", "line 1: names no source"),
        ("1\t2\tsilent\n", "line 1: names no source"),
        ("1\t2\tTuba\n", "line 1: there is no source 'Tuba'; the sources are Violin"),
        ("99\t100\tViolin\n", "after the end of the song"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "not text"),
    ],
)
def test_a_wrong_label_track_gives_an_error_with_its_line(read, text, words):
    with pytest.raises(AnnotationReadError, match=r"^labels\.lab") as caught:
        read(text)
    assert words in str(caught.value)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_written_jams_files_are_valid_and_say_the_length_of_the_song(tmp_path):
    import jams

    write_activity(tmp_path / "x.jams", ACTIVITIES, SOURCES, RATE, LENGTH)
    file = jams.load(str(tmp_path / "x.jams"), validate=True, strict=True)
    assert file.file_metadata.duration == 60.0
    assert [one.namespace for one in file.annotations] == ["tag_open"]
    assert {one.value for one in file.annotations[0].data if one.time == 1.0} == {
        "Violin:silent",
        "Take: silent:silent",
    }


@pytest.mark.parametrize("namespace", ["tag_open", "segment_open", "tag_of_another_program"])
def test_tags_and_segments_of_other_programs_are_read(read, namespace):
    text = jams_file((1.0, 1.0, "violin", None), (3, 1, "Violin silent", 0.5), namespace=namespace)
    assert read(text, "x.jams") == {"s1": [(1000, 2000, A), (3000, 4000, S)]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not JSON"),
        (jams_file((1.0, 1.0, "Violin", None))[:60], "is not JSON"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "not text"),
        ("[" * 100_000, "not of the JAMS format"),
        ("[1, 2]", "not of the JAMS format"),
        ("null", "not of the JAMS format"),
        ('{"annotations": "all"}', "not of the JAMS format"),
        ("{}", "labels nothing"),
        (jams_file((1.0, 1.0, "C:maj", None), namespace="chord"), "labels nothing"),
        (jams_file((1.0, 1.0, 3, None)), "labels nothing"),
        (jams_file(("soon", 1.0, "Violin", None)), "not of the JAMS format"),
        (jams_file((10**400, 1.0, "Violin", None)), "not of the JAMS format"),
        (jams_file((-1.0, 1.0, "Violin", None)), "label 1: '-1' is not a time"),
        (jams_file((1.0, 1.0, "Violin", None), (float("nan"), 1.0, "Violin", None)), "label 2: 'nan' is not a time"),
        (jams_file((1.0, float("nan"), "Violin", None)), "label 1: 'nan' is not a time"),
        (jams_file((1.0, float("inf"), "Violin", None)), "label 1: 'inf' is not a time"),
        (jams_file((1.0, -0.5, "Violin", None)), "label 1: ends at 0.5 s"),
        (jams_file((1.0, 0.0, "Violin", None)), "label 1: ends at 1 s"),
        (jams_file((1.0, 1.0, " ", None)), "label 1: names no source"),
        (jams_file((1.0, 1.0, "Tuba", None)), "label 1: there is no source 'Tuba'"),
    ],
)
def test_a_wrong_jams_file_gives_an_error_in_words(read, text, words):
    with pytest.raises(AnnotationReadError, match=r"^labels\.jams") as caught:
        read(text, "labels.jams")
    assert words in str(caught.value)
    assert len(str(caught.value)) < 200


def test_capitals_count_where_two_sources_differ_by_nothing_else(tmp_path):
    sources = (Source("s1", "voice"), Source("s2", "Voice"))
    path = tmp_path / "x.lab"
    path.write_text("0\t1\tVoice\n0\t1\tvoice\n0\t2\tVOICE\n")
    found = read_activity(path, sources, RATE, LENGTH)
    assert [(one.source_id, one.spans[-1].stop) for one in found] == [("s1", 2000), ("s2", 1000)]
    assert [row.source for row in read_activity_rows(path)] == ["Voice", "voice", "VOICE"]


@pytest.mark.parametrize("suffix", [".csv", ".lab", ".jams"])
@pytest.mark.parametrize("name", [" lead ", "two\nlines", "a\tb", "ﬂöte\u2028tief"])
def test_blanks_and_line_breaks_in_a_name_do_not_lose_its_source(tmp_path, suffix, name):
    sources = (Source("s1", "Other"), Source("s2", name))
    path = tmp_path / f"x{suffix}"
    write_activity(path, [Activity("s2", SPANS)], sources, RATE, LENGTH)
    assert read_activity(path, sources, RATE, LENGTH) == (Activity("s2", SPANS),)


@pytest.mark.parametrize("suffix", [".csv", ".lab", ".jams"])
@pytest.mark.parametrize("name", ["half\ud800", "zero\0"])
def test_a_name_that_no_text_can_hold_is_written_with_a_question_mark(tmp_path, suffix, name):
    path = tmp_path / f"x{suffix}"
    write_activity(path, [Activity("s1", SPANS[:1])], (Source("s1", name),), RATE, LENGTH)
    assert [row.source for row in read_activity_rows(path)] == [name[:4] + "?"]
