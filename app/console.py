"""What a command says: its result on stdout, everything else on stderr.

Owns the single progress line of a terminal and the form of JSON. Knows no command.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TextIO

from core.errors import CoreError

_REFRESH_S = 0.1
# below this share an estimate of the time left is noise
_ETA_FROM = 0.03
_CLEAR = "\r\x1b[K"


class OutputError(CoreError):
    """Stdout takes no more."""


class Console:
    """Stdout and stderr of one command.

    Parameters
    ----------
    out, err : text streams
        Progress is shown only where ``err`` is a terminal.
    prefix : str
        Stands before warnings and errors.
    """

    def __init__(self, out: TextIO, err: TextIO, prefix: str) -> None:
        self._out = out
        self._err = err
        self._prefix = prefix
        self._terminal = err.isatty()
        self._shown = False
        self._last_shown = 0.0
        self._stage = ""
        self._stage_started = 0.0

    def progress(self, stage: str, share: float | None, figures: Mapping[str, float] | None = None) -> None:
        """Show how far a stage is; ``share`` is 0 to 1 or unknown."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._stage_started = stage, now
        elif now - self._last_shown < _REFRESH_S:
            return
        if not self._terminal:
            return
        self._last_shown = now
        line = stage
        if share is not None:
            line += f"  {100 * min(1.0, max(0.0, share)):3.0f} %"
            if _ETA_FROM < share < 1.0:
                left_s = (now - self._stage_started) * (1.0 - share) / share
                line += f"  {left_s:.0f} s left"
        for name, value in (figures or {}).items():
            line += f"  {name} {value:.4g}"
        self._err.write(f"{_CLEAR}{line[:78]}")
        self._err.flush()
        self._shown = True

    def stage(self, name: str) -> Callable[[float], bool]:
        """Return a function that takes the share of a stage that is done; it never asks to stop."""

        def report(share: float) -> bool:
            self.progress(name, share)
            return True

        return report

    def warn(self, message: str) -> None:
        """Say something that does not stop the command, in one line on stderr."""
        self._line(f"warning: {message}")

    def error(self, message: str) -> None:
        """Say why the command ends, in one line on stderr."""
        self._line(message)

    def say(self, text: str) -> None:
        """Write a line of the result to stdout."""
        self._clear()
        encoding = self._out.encoding or "utf-8"
        self._result(text.encode(encoding, "replace").decode(encoding) + "\n")

    def json(self, content: Mapping[str, Any]) -> None:
        """Write the result to stdout as one JSON object; what is no number becomes null."""
        self._clear()
        self._result(json.dumps(finite(content), indent=2, allow_nan=False) + "\n")

    def flush(self) -> None:
        """Bring everything out."""
        self._clear()
        self._result("", flush=True)

    def _result(self, text: str, *, flush: bool = False) -> None:
        try:
            self._out.write(text)
            if flush:
                self._out.flush()
        except BrokenPipeError:
            raise
        except OSError as err:
            raise OutputError(
                f"the result cannot be printed ({err.strerror}); free space where the output goes"
            ) from err

    def _line(self, message: str) -> None:
        self._clear()
        # where nobody can be told, the exit code still tells
        with suppress(OSError):
            self._err.write(f"{self._prefix}: {' '.join(message.split())}\n")
            self._err.flush()

    def _clear(self) -> None:
        if self._shown:
            self._err.write(_CLEAR)
            self._shown = False


def finite(value: Any) -> Any:
    """Return a value with None in place of every float that JSON does not know."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return value
