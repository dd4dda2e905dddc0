"""Which sound file is the true source of which stem.

Owns what the project remembers of that. Reads no files.
"""

from __future__ import annotations

from pathlib import Path

from app.controllers.document import DocumentController

_KEY = "references"


def references_of(document: DocumentController) -> dict[str, Path]:
    """Return the file of the true source by source id."""
    kept = document.project.state(_KEY)
    if not isinstance(kept, dict):
        return {}
    return {key: Path(path) for key, path in kept.items() if isinstance(path, str) and path}


def set_reference(document: DocumentController, source_id: str, path: Path | None) -> None:
    """Remember the true source of a stem, or that there is none."""
    kept = {key: str(one) for key, one in references_of(document).items() if key != source_id}
    document.project.set_state(_KEY, kept | ({source_id: str(path)} if path is not None else {}))
