"""What a command says: its result on stdout, everything else on stderr.

Owns the form of progress (one line that is written over on a terminal, plain lines now and then in a log) and that of
JSON. Knows no command.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TextIO

from core.errors import CoreError

STOP_WITH_STDIN = "STEMBRUSH_STOP_WITH_STDIN"
"""Set in the environment of a command that is to end when its stdin does."""

_REFRESH_S = 0.1
# below this share an estimate of the time left is noise
_ETA_FROM = 0.03
_CLEAR = "\r\x1b[K"
# in a log: a line per tenth of a stage, if so much time has passed
_LOG_SHARE, _LOG_EVERY_S = 0.1, 1.0


_PROGRESS = re.compile(r"\s*\d+\.\d s  ")


def is_progress(line: str) -> bool:
    """Return whether a line of a log is progress, not a warning or an error."""
    return _PROGRESS.match(line) is not None


class OutputError(CoreError):
    """Stdout takes no more."""


class Console:
    """Stdout and stderr of one command.

    Parameters
    ----------
    out, err : text streams
        Progress is one line where ``err`` is a terminal, else lines with the seconds since the start.
    prefix : str
        Stands before warnings and errors.

    Attributes
    ----------
    quiet : bool
        No progress is shown; warnings and errors are.
    """

    def __init__(self, out: TextIO, err: TextIO, prefix: str) -> None:
        self.quiet = False
        self._out = out
        self._err = err
        self._prefix = prefix
        self._terminal = err.isatty()
        self._shown = False
        self._last_shown = 0.0
        self._stage = ""
        self._started = self._stage_started = time.monotonic()
        self._logged_share = 0.0

    def progress(
        self, stage: str, share: float | None, figures: Mapping[str, float] | None = None, detail: str = ""
    ) -> None:
        """Show how far a stage is; ``share`` is 0 to 1 or unknown. The detail is for a terminal only."""
        now = time.monotonic()
        begins = stage != self._stage
        if begins:
            self._end_stage(now)
            self._stage, self._stage_started, self._logged_share = stage, now, 0.0
        if self.quiet:
            return
        if not self._terminal:
            self._log_progress(begins, share, figures or {}, now)
        elif begins or now - self._last_shown >= _REFRESH_S:
            self._show_progress(share, f"{_words(figures or {})}  {detail}".rstrip(), now)

    def note(self, message: str) -> None:
        """Say a step of the work in a line of its own, on a terminal, too."""
        if not self.quiet:
            self._clear()
            self._log(message, time.monotonic())

    def _show_progress(self, share: float | None, words: str, now: float) -> None:
        self._last_shown = now
        line = self._stage
        if share is not None:
            line += f"  {100 * min(1.0, max(0.0, share)):3.0f} %"
            if _ETA_FROM < share < 1.0:
                left_s = (now - self._stage_started) * (1.0 - share) / share
                line += f"  {left_s:.0f} s left"
        self._tell(f"{_CLEAR}{(line + words)[:78]}")
        self._shown = True

    def _log_progress(self, begins: bool, share: float | None, figures: Mapping[str, float], now: float) -> None:
        if begins:
            self._log(self._stage, now)
        elif (
            share is not None
            and share - self._logged_share >= _LOG_SHARE
            and share < 1.0
            and now - self._last_shown >= _LOG_EVERY_S
        ):
            self._logged_share = share
            self._log(f"{self._stage}  {100 * share:3.0f} %{_words(figures)}", now)

    def _end_stage(self, now: float) -> None:
        """Say in a log how long a stage took that was long enough to be waited for."""
        took = now - self._stage_started
        if self._stage and not self._terminal and not self.quiet and took >= _LOG_EVERY_S:
            self._log(f"{self._stage}  done in {took:.1f} s", now)
        self._stage = ""

    def _log(self, message: str, now: float) -> None:
        self._last_shown = now
        self._tell(f"{now - self._started:8.1f} s  {' '.join(message.split())}\n")

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
        self._end_stage(time.monotonic())
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
        self._tell(f"{self._prefix}: {' '.join(message.split())}\n")

    def _clear(self) -> None:
        if self._shown:
            self._tell(_CLEAR)
            self._shown = False

    def _tell(self, text: str) -> None:
        # a log that is full or a terminal that is gone is no reason to end the work; the exit code still tells
        with suppress(OSError):
            self._err.write(text)
            self._err.flush()


def _words(figures: Mapping[str, float]) -> str:
    return "".join(f"  {name} {value:.4g}" for name, value in figures.items())


def finite(value: Any) -> Any:
    """Return a value with None in place of every float that JSON does not know."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return value
