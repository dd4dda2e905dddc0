"""The commands of the command line, one module each: ``add_arguments(parser)`` and ``run(options, console)``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from core.errors import CoreError


class CommandError(CoreError):
    """The arguments do not make sense together."""


def check_seed(seed: int) -> None:
    """Raise CommandError where a seed is not one that every generator takes."""
    if seed < 0:
        raise CommandError(f"--seed: {seed} is negative; use 0 or more")
    if seed >= 2**63:
        raise CommandError(f"--seed: {seed} is too large; use at most {2**63 - 1}")


def given_path(text: str) -> Path:
    """Return the path that an argument names; an empty one, as of an unset shell variable, names none."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return Path(text)


def check_folder(folder: Path, option: str) -> None:
    """Raise CommandError unless a folder can be written to, or be made."""
    try:
        if is_there(folder) and not folder.is_dir():
            raise CommandError(f"{option}: {folder} is not a folder; choose another name")
        nearest = next(place for place in (folder.absolute(), *folder.absolute().parents) if is_there(place))
        writable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    except OSError as err:
        raise CommandError(f"{option}: {folder} cannot be used ({err.strerror}); choose another folder") from err
    if not writable:
        raise CommandError(f"{option}: {nearest} cannot be written to; choose another folder")


def check_file(path: Path, option: str) -> None:
    """Raise CommandError unless a file of this name can be written or replaced; its folder must be there."""
    try:
        # neither a folder nor a device may be replaced
        usable = path.is_file() if is_there(path) else path.absolute().parent.is_dir()
    except OSError as err:
        raise CommandError(f"{option}: {path} cannot be used ({err.strerror}); choose another name") from err
    if not usable:
        raise CommandError(f"{option}: {path} is not a file in a folder that exists; choose another name")
    check_folder(path.absolute().parent, option)


def is_there(path: Path) -> bool:
    """Return whether something has this name, if only a link to nowhere; raises OSError for names that cannot be."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def named_pairs(texts: list[str], option: str, form: str) -> list[tuple[str, str]]:
    """Return names and values of arguments such as ``NAME=FILE``, in their order; a name may come several times.

    Raises
    ------
    CommandError
        One has no name or no value.
    """
    pairs: list[tuple[str, str]] = []
    for text in texts:
        name, separator, value = text.partition("=")
        if not (separator and name.strip() and value):
            raise CommandError(f"{option}: {text!r} is not of the form {form}")
        pairs.append((name.strip(), value))
    return pairs


def named_values(texts: list[str], option: str, form: str) -> dict[str, str]:
    """Return :func:`named_pairs` by name; raises CommandError where a name comes twice, too."""
    values: dict[str, str] = {}
    for name, value in named_pairs(texts, option, form):
        if name in values:
            raise CommandError(f"{option}: {name} is given twice; leave one out")
        values[name] = value
    return values
