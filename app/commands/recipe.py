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

from app.commands.examples import Examples
from app.commands.output_options import OUTPUT_NAMES
from core.errors import AudioReadError
from core.export import REPORT_NAME

_BLOCK = 2**20


def recipe_of(
    options: argparse.Namespace, engine: tuple[str, str], parameters: Mapping[str, Any], examples: Examples
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
    examples : Examples
    """
    known = examples.known_files()
    return {
        "song": _hash(options.song),
        "score": _hash(options.score) if options.score else None,
        "activity": _hash(options.activity) if options.activity else None,
        # in their order, which is that of the sources; without any as it was before several could be given
        "examples": [[option, source, _hash(file), start_s] for option, source, file, start_s in known] or {},
        "engine": list(engine),
        "parameters": dict(parameters),
        "seed": options.seed,
        "align": options.align,
        "output": {name: getattr(options, name) for name in OUTPUT_NAMES},
        # reports from before there were groups are of the same recipe
        **({"extract": list(options.extract)} if options.extract else {}),
        **({"save_dictionaries": str(options.save_dictionaries)} if options.save_dictionaries else {}),
    }


def finished_report(folder: Path, recipe: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the report in a folder where it is of this recipe and all its files are there."""
    report = _report(folder)
    try:
        whole = all((folder / name).is_file() for name in _file_names(report))
        # as JSON has it: tuples are lists there
        same = report["guidance"]["recipe"] == json.loads(json.dumps(recipe))
    except (LookupError, TypeError, OSError, ValueError):
        return None
    return report if whole and same else None


def was_made_of(folder: Path, recipe: Mapping[str, Any]) -> bool:
    """Return whether the report in a folder is of the same song, by whatever settings."""
    try:
        return bool(_report(folder)["guidance"]["recipe"]["song"] == recipe["song"])
    except (LookupError, TypeError):
        return False


def _report(folder: Path) -> dict[str, Any]:
    try:
        report = json.loads((folder / REPORT_NAME).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return report if isinstance(report, dict) else {}


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
