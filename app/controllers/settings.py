"""What the program remembers between two starts.

Owns the settings file. Asked for each time, so that a changed home is noticed.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings


def settings() -> QSettings:
    """Return the settings of this user."""
    path = platformdirs.user_config_path("stembrush", appauthor=False) / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)


def remembered_folder(what: str, otherwise: Path | None = None) -> Path:
    """Return the folder last used for ``what``, or another one; the home folder where neither is there."""
    value = settings().value(f"folders/{what}", "")
    wanted = (Path(str(value)) if value else None, otherwise)
    return next((folder for folder in wanted if folder is not None and os.path.isdir(folder)), Path.home())


def remember_folder(what: str, folder: Path) -> None:
    """Remember the folder used for ``what``."""
    settings().setValue(f"folders/{what}", str(folder))
