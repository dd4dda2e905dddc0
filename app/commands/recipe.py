"""What the files of a separation depend on: inputs by their hashes, and settings.

It stands in the report; where it is that of what is asked for now, the work has been done already.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.commands.output_options import OUTPUT_NAMES
from core.errors import AudioReadError
from core.export import REPORT_NAME

_BLOCK = 2**20


def recipe_of(
    options: argparse.Namespace, engine: tuple[str, str], parameters: Mapping[str, Any], examples: Mapping[str, str]
) -> dict[str, Any]:
    """Return everything that the files of a separation depend on, ready for JSON.

    Parameters
    ----------
    options : Namespace
        Of ``separate``.
    engine : (str, str)
        Id and version.
    parameters : mapping
        Values of all parameters.
    examples : mapping of str to str
        Files by the name of the source.
    """
    return {
        "song": _hash(options.song),
        "score": _hash(options.score) if options.score else None,
        "activity": _hash(options.activity) if options.activity else None,
        "examples": {name: _hash(Path(file)) for name, file in sorted(examples.items())},
        "engine": list(engine),
        "parameters": dict(parameters),
        "seed": options.seed,
        "align": options.align,
        "output": {name: getattr(options, name) for name in OUTPUT_NAMES},
    }


def finished_report(folder: Path, recipe: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the report in a folder where it is of this recipe and all its files are there."""
    try:
        report: dict[str, Any] = json.loads((folder / REPORT_NAME).read_text("utf-8"))
        known = report["guidance"]["recipe"]
        whole = all((folder / name).is_file() for name in _file_names(report))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    # as JSON has it: tuples are lists there
    return report if whole and known == json.loads(json.dumps(recipe)) else None


def _file_names(report: Mapping[str, Any]) -> list[str]:
    """Return every name of a file that a report tells."""
    sounds = [*report["sources"], *report["groups"], *([report["residual"]] if report["residual"] else [])]
    return [*(str(sound["file"]) for sound in sounds), *map(str, report["other_files"])]


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise AudioReadError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    return digest.hexdigest()
