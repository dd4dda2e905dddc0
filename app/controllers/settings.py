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


def remembered_folder(what: str) -> Path:
    """Return the folder last used for ``what``, or the home folder."""
    value = settings().value(f"folders/{what}", "")
    folder = Path(str(value)) if value else Path.home()
    return folder if os.path.isdir(folder) else Path.home()


def remember_folder(what: str, folder: Path) -> None:
    """Remember the folder used for ``what``."""
    settings().setValue(f"folders/{what}", str(folder))
