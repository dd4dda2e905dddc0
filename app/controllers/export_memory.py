"""What was chosen for exports: per user what is a habit, per project what belongs to it.

Owns the keys in the settings and in the project. What cannot be read is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.controllers.settings import settings
from app.views.export_dialog import ExportWishes
from app.views.export_extras import EXTRAS
from app.views.export_range import Part
from app.views.export_stems import StemChoice
from core.errors import CoreError
from core.export import Group
from core.project.project import Project

_KEY = "export"
_MOST_FOLDERS = 8
_PARTS: tuple[Part, ...] = ("whole", "selection", "loop")


def recall(project: Project, folder: Path, tags: Mapping[str, str]) -> ExportWishes:
    """Return what was chosen last for this project; ``folder`` and ``tags`` are those of a project without."""
    store = settings()
    wishes = ExportWishes(
        folder,
        container=str(store.value("export/container", "wav")),
        bits=str(store.value("export/bits", "24")),
        template=str(store.value("export/template", "{source}")),
        extras=frozenset(str(store.value("export/extras", "report")).split()) & frozenset(EXTRAS),
        tags=tags,
        tags_unfolded=str(store.value("export/tags_unfolded", "no")) == "yes",
    )
    kept = project.state(_KEY)
    try:
        return _with_project(wishes, kept) if isinstance(kept, dict) else wishes
    except (TypeError, ValueError, KeyError):
        return wishes


def remember(project: Project, wishes: ExportWishes) -> None:
    """Keep what was chosen."""
    store = settings()
    store.setValue("export/container", wishes.container)
    store.setValue("export/bits", wishes.bits)
    store.setValue("export/template", wishes.template)
    store.setValue("export/extras", " ".join(sorted(wishes.extras)))
    store.setValue("export/tags_unfolded", "yes" if wishes.tags_unfolded else "no")
    stems = wishes.stems
    kept = {
        "folder": str(wishes.folder),
        "left_out": sorted(stems.left_out),
        "groups": [[group.name, list(group.source_ids), wanted] for group, wanted in stems.groups],
        "residual": stems.residual,
        "part": wishes.part,
        "clipping": wishes.clipping,
        "tags": dict(wishes.tags),
    }
    if project.song is not None and project.state(_KEY) != kept:
        try:
            project.set_state(_KEY, kept)
        except CoreError:
            return  # a project that cannot be written to says so where work would be lost


def recent_folders() -> list[Path]:
    """Return the folders used last, the newest first."""
    try:
        kept = json.loads(str(settings().value("export/folders", "[]")))
        return [Path(str(one)) for one in kept][:_MOST_FOLDERS]
    except (ValueError, TypeError):
        return []


def remember_export_folder(folder: Path) -> None:
    """Put a folder on top of those used last."""
    folders = [folder, *(one for one in recent_folders() if one != folder)]
    settings().setValue("export/folders", json.dumps([str(one) for one in folders[:_MOST_FOLDERS]]))


def _with_project(wishes: ExportWishes, kept: Mapping[str, Any]) -> ExportWishes:
    folder = Path(str(kept["folder"]))
    groups = tuple(
        (Group(str(name), tuple(str(source_id) for source_id in ids)), bool(wanted))
        for name, ids, wanted in kept["groups"]
    )
    left_out = frozenset(str(source_id) for source_id in kept["left_out"])
    return replace(
        wishes,
        # of another machine it may be a place that is not here
        folder=folder if folder.is_dir() or folder.parent.is_dir() else wishes.folder,
        stems=StemChoice(left_out, groups, str(kept["residual"])),
        part=next((part for part in _PARTS if part == kept["part"]), "whole"),
        clipping=str(kept["clipping"]),
        tags={str(key): str(value) for key, value in kept["tags"].items()},
    )
