"""Notes and labels beside exported stems: of the selection, counted from its start."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.annotation.activity_file import read_activity
from core.annotation.midi import read_score
from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Source, Warp
from core.errors import ExportError
from core.export.labels import shifted, sources_with_notes, write_labels, write_source_midi

RATE = 1000
A, B = Source("a", "Flöte"), Source("b", "Horn")
ACTIVE, SILENT = ActivityState.ACTIVE, ActivityState.SILENT
ANNOTATION = Annotation(
    (A, B),
    notes=(Note(500, 1000, "a", 60.0), Note(2000, 500, "a", 62.0), Note(2100, 5000, "b", None)),
    activities=(
        Activity("a", (ActivitySpan(0, 1500, ACTIVE), ActivitySpan(3500, 5000, SILENT))),
        Activity("b", (ActivitySpan(0, 900, ACTIVE),)),
    ),
    warp=Warp("score.mid", frozenset({"a"}), bars=(0, 1200, 2400, 3600)),
)


def test_a_selection_counts_from_its_start():
    part = shifted(ANNOTATION, (1000, 4000))
    assert [(note.start, note.length) for note in part.notes_of("a")] == [(0, 500), (1000, 500)]
    assert part.notes_of("b") == (Note(1100, 1900, "b", None),)
    assert part.activity_of("a").spans == (ActivitySpan(0, 500, ACTIVE), ActivitySpan(2500, 3000, SILENT))
    assert part.activity_of("b").spans == ()
    assert part.warp is not None
    assert part.warp.bars == (200, 1400, 2600)
    assert shifted(ANNOTATION, None) is ANNOTATION


def test_the_notes_of_one_source_are_a_midi_file(tmp_path):
    assert sources_with_notes(ANNOTATION) == {"a"}
    write_source_midi(tmp_path / "a.mid", ANNOTATION, Source("a", "New name"), RATE)
    (track,) = read_score(tmp_path / "a.mid").tracks
    assert track.name == "New name"
    times = [(note.start_s, note.pitch) for note in track.notes]
    assert times == [(pytest.approx(0.5, abs=1e-3), 60), (pytest.approx(2.0, abs=1e-3), 62)]
    with pytest.raises(ExportError, match="no notes"):
        write_source_midi(tmp_path / "b.mid", ANNOTATION, B, RATE)


@pytest.mark.parametrize("suffix", ["csv", "lab", "jams"])
def test_labels_are_read_back(tmp_path: Path, suffix: str):
    path = tmp_path / f"activity.{suffix}"
    write_labels(path, ANNOTATION, (A,), RATE, 6000)
    (read,) = read_activity(path, (A, B), RATE, 6000)
    assert read == ANNOTATION.activity_of("a")
