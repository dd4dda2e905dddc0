"""Makes ``format1.stembrush``, a project of the first format; run once, as later versions shall still open it.

``python -m tests.data.make_format1``
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
from core.project.project import Project, SongReference

PATH = Path(__file__).with_name("format1.stembrush")
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


def main() -> None:
    """Write the file."""
    project = Project.create(PATH, SONG)
    project.perform(Annotation(sources=annotation().sources), "Add sources")
    project.perform(annotation(), "Paint")
    project.perform(Annotation(), "Remove sources")
    project.undo()
    project.set_state("zoom", [1.5, None])
    project.close()


if __name__ == "__main__":
    main()
