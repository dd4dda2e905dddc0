"""The commands of the command line, one module each: ``add_arguments(parser)`` and ``run(options, console)``."""

from __future__ import annotations

from core.errors import CoreError


class CommandError(CoreError):
    """The arguments do not make sense together."""


def named_values(texts: list[str], option: str, form: str) -> dict[str, str]:
    """Return the values of arguments such as ``NAME=FILE`` by name, in their order.

    Raises
    ------
    CommandError
        One has no name or no value, or a name comes twice.
    """
    values: dict[str, str] = {}
    for text in texts:
        name, separator, value = text.partition("=")
        if not (separator and name.strip() and value):
            raise CommandError(f"{option}: {text!r} is not of the form {form}")
        if name.strip() in values:
            raise CommandError(f"{option}: {name.strip()} is given twice; leave one out")
        values[name.strip()] = value
    return values
