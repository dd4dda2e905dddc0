"""Space in a project file that nothing needs any more.

Owns how it is given back to the disk, little by little.
"""

from __future__ import annotations

import sqlite3

# pages that are given back to the disk in one transaction
_FREED_PAGES = 256


def give_back(connection: sqlite3.Connection) -> int:
    """Make the file smaller by some of what is free in it, and return how many pages are left to give back."""
    (mode,), (free,) = (connection.execute(f"PRAGMA {key}").fetchone() for key in ("auto_vacuum", "freelist_count"))
    if not mode:
        # it was not made to become smaller; what is free is used again
        return 0
    freed = min(free, _FREED_PAGES)
    for _page in range(freed):
        # one page at a time, whatever is asked for: the statement has no rows to fetch
        connection.execute("PRAGMA incremental_vacuum(1)")
    return int(free - freed)
