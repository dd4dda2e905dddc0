"""A pytest plug-in (``-p tests.without_qt``) with which Qt cannot be imported, nor what needs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

BLOCKED = frozenset({"PySide6", "shiboken6", "pyqtgraph", "app"})


class Blocker(MetaPathFinder):
    """Refuses the import of ``BLOCKED``."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise for what is blocked and leave everything else to the finders after this one."""
        if fullname.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"{fullname} cannot be imported here: this run shows what works without Qt")
        return None


loaded = sorted(BLOCKED.intersection(sys.modules))
if loaded:
    raise RuntimeError(f"too late to block {', '.join(loaded)}: load this plug-in first, with -p no:pytest-qt")
sys.meta_path.insert(0, Blocker())
