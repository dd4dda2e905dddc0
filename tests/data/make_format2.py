"""Makes ``format2.stembrush``, a project of the second format: without examples and dictionaries.

``python -m tests.data.make_format2``; run once, by the program that wrote that format, as later ones shall still open
it. It has a version of the separation with a state, and steps that were taken back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from core.annotation.model import Annotation
from core.project.project import Project, StoredResult
from tests.data import make_format1

PATH = Path(__file__).with_name("format2.stembrush")
SONG = make_format1.SONG


def annotation() -> Annotation:
    """Return what the project holds."""
    return make_format1.annotation()


def result() -> StoredResult:
    """Return the separation that the project holds."""
    state = {"templates": np.arange(12, dtype=np.float32).reshape(3, 4)}
    return replace(make_format1.result(), name="Take 1", note="Zu laut", state=state, made_at=1.75e9)


def main() -> None:
    """Write the file."""
    project = Project.create(PATH, SONG)
    project.perform(Annotation(sources=annotation().sources), "Add sources")
    project.perform(annotation(), "Paint")
    project.perform(Annotation(), "Remove sources")
    project.undo()
    project.set_state("zoom", [1.5, None])
    project.store_version(result())
    project.close()


if __name__ == "__main__":
    main()
