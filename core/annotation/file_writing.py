"""Files of an annotation on disk: whole, or as they were.

Owns the step from bytes to a file in place of another. What stands in them is up to the formats.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from core.errors import ExportError


def write_file(path: Path, content: bytes) -> None:
    """Write a file in place of any of that name.

    Raises
    ------
    ExportError
        The file cannot be written; one that was there before is left as it was.
    """
    temporary = path.with_name(f".stembrush-{secrets.token_hex(6)}{path.suffix}")
    try:
        with open(temporary, "xb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror}); choose another folder or disk") from error
    finally:
        with suppress(OSError):
            temporary.unlink()
