"""Which sound file is the true source of which stem.

Owns what the project remembers of that. Reads no files.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.controllers.document import DocumentController

_KEY = "references"


def references_of(document: DocumentController) -> dict[str, Path]:
    """Return the file of the true source by source id."""
    kept = document.project.state(_KEY)
    if not isinstance(kept, dict):
        return {}
    return {key: Path(path) for key, path in kept.items() if isinstance(path, str) and path}


def set_references(document: DocumentController, paths: Mapping[str, str]) -> None:
    """Remember the files of all true sources by source id."""
    document.project.set_state(_KEY, dict(paths))
