"""Makes ``format1.stembrush`` and ``format1_stems.stembrush``, projects of the first format.

``python -m tests.data.make_format1``; run once, by the program that wrote that format, as later ones shall still open
them. The second has the stems of a separation, of which that format kept one.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Note,
    Polarity,
    Region,
    Source,
    Warp,
)
from core.audio import Audio
from core.project.project import Project, SongReference, StoredResult

PATH = Path(__file__).with_name("format1.stembrush")
STEMS_PATH = Path(__file__).with_name("format1_stems.stembrush")
SONG = SongReference(Path("/music/Lied ü.flac"), "0f" * 32, 48_000, 480_000, 2)


def annotation() -> Annotation:
    """Return what the project holds."""
    violin, drums = Source("s1", "Geige é", "#4477aa", 40), Source("s2", "Drums 太鼓", "", None, True)
    notes = (Note(-5, 10, "s1", 69.0, 1.0), Note(100, 4800, "s1", 60.25, 0.1), Note(100, 4800, "s2", None))
    spans = (ActivitySpan(0, 4800, ActivityState.ACTIVE), ActivitySpan(4800, 9600, ActivityState.SILENT))
    mask = np.array([[True, False, True], [False, True, True]])
    warp = Warp(
        "Lied.mid",
        frozenset({"s1"}),
        ((0.0, 100), (0.5, 24_000)),
        ((0.5, 24_000),),
        (0, 24_000),
        True,
        0.25,
        ("Fits.",),
    )
    return Annotation(
        sources=(violin, drums),
        notes=notes,
        activities=(Activity("s1", spans),),
        regions=(Region("s1", Polarity.NOT, 10, 2410, 100.0, 4000.0, mask, id="a1"),),
        warp=warp,
    )


def result() -> StoredResult:
    """Return the separation that the second project holds; the first stem is louder than full scale."""
    time_s = np.arange(4800) / 48_000
    tones = [np.sin(2 * np.pi * pitch_hz * time_s) for pitch_hz in (220.0, 330.0)]
    violin = np.stack([1.5 * tones[0], 0.25 * tones[0]]).astype(np.float32)
    drums = np.stack([0.5 * tones[1], -0.125 * tones[1]]).astype(np.float32)
    return StoredResult(
        engine_id="score-nmf",
        engine_version="2",
        parameters={"updates": 30, "variant": "best", "fast": True},
        seed=7,
        seconds=12.5,
        revision=2,
        sources=(("s1", "Geige é"), ("s2", "Drums 太鼓")),
        figures={"divergence": 0.25},
        stopped_early=True,
        stems={"s1": Audio(violin, 48_000), "s2": Audio(drums, 48_000)},
    )


def main() -> None:
    """Write the files."""
    project = Project.create(PATH, SONG)
    project.perform(Annotation(sources=annotation().sources), "Add sources")
    project.perform(annotation(), "Paint")
    project.perform(Annotation(), "Remove sources")
    project.undo()
    project.set_state("zoom", [1.5, None])
    project.close()
    with_stems = Project.create(STEMS_PATH, SONG)
    with_stems.perform(annotation(), "Paint")
    with_stems.store_result(result())
    with_stems.set_state("stems_of", SONG.sha256)
    with_stems.close()


if __name__ == "__main__":
    main()
