"""The command line: which command runs, and what its end means to the shell.

Owns the choice of the command, signals, exit codes and the words for errors. The commands themselves are in
``app.commands``; no Qt is imported unless a window is to open.
"""

from __future__ import annotations

import _thread
import argparse
import contextlib
import difflib
import io
import logging
import os
import shlex
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import NoReturn

from app import VERSION
from app.console import STOP_WITH_STDIN, Console, OutputError
from core.errors import CoreError, JobCancelled

PROGRAM = "stembrush"
OK, UNEXPECTED, BAD_INPUT = 0, 1, 2

# name -> what --help says; each is a module of app.commands with add_arguments and run
COMMANDS: dict[str, str] = {
    "separate": "separate a song into stems",
    "export": "write the stems of a project",
    "batch": "separate many songs",
    "live": "split into voice and accompaniment while it plays",
    "align": "match a score to a song",
    "evaluate": "compare stems with their true sources",
    "search": "find good settings for learning from examples",
    "dictionary": "show or hear what a source is made of",
    "engines": "list the methods of separation",
    "demo": "open the demo song in the window",
}
# options of which several NAME=VALUE may follow each other
_SEVERAL = ("--param", "--examples", "--not", "--true-stem", "--dictionary", "--estimate", "--reference", "--group")
# a second Ctrl-C so soon is the same impatience: unfinished files are being removed
_SAME_INTERRUPT_S = 2.0


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.fail(f"{message}; see {self.prog} --help")

    def fail(self, message: str) -> NoReturn:
        """End the program because of bad input."""
        self.exit(BAD_INPUT, f"{self.prog}: {' '.join(message.split())}\n")


class _Interrupts:
    """Turns SIGINT, SIGTERM and the end of the terminal into KeyboardInterrupt and remembers which it was."""

    def __init__(self) -> None:
        self.signal = signal.SIGINT
        self._last = -_SAME_INTERRUPT_S
        # also where a shell has started us in the background with SIGINT ignored
        self._numbers = [signal.SIGINT, signal.SIGTERM]
        # but nohup means what it says; Windows has no such signal
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            self._numbers.append(signal.SIGHUP)

    def install(self) -> None:
        for number in self._numbers:
            signal.signal(number, self._interrupt)

    def ignore(self) -> None:
        """The exit code stands: nothing changes it any more."""
        for number in self._numbers:
            signal.signal(number, signal.SIG_IGN)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        soon = now - self._last < _SAME_INTERRUPT_S
        self._last = now
        if not soon:
            self.signal = signal.Signals(number)
            raise KeyboardInterrupt


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; return its exit code."""
    first = arguments[0] if arguments else ""
    try:
        if first in COMMANDS and first != "demo":
            return _run_command(first, arguments[1:])
        return _open_window(arguments)
    except SystemExit as end:
        return int(end.code or OK)


def _run_command(name: str, arguments: Sequence[str]) -> int:
    interrupts = _Interrupts()
    interrupts.install()
    debug = bool(os.environ.get("STEMBRUSH_DEBUG"))
    if not debug:
        warnings.simplefilter("ignore")
        logging.getLogger().addHandler(logging.NullHandler())
    console = Console(sys.stdout, sys.stderr, f"{PROGRAM} {name}")
    try:
        module = import_module(f"app.commands.{name}")
        parser = _Parser(prog=f"{PROGRAM} {name}", description=module.__doc__, allow_abbrev=False)
        module.add_arguments(parser)
        parser.add_argument("--quiet", action="store_true", help="show no progress")
        options = parser.parse_args(_spread(arguments))
        console.quiet = options.quiet
        if os.environ.get(STOP_WITH_STDIN):
            threading.Thread(target=_interrupt_at_end_of_stdin, daemon=True).start()
        # stdout belongs to the result: what libraries print goes nowhere
        with contextlib.redirect_stdout(sys.stderr if debug else io.StringIO()):
            code: int | None = module.run(options, console)
        console.flush()
        return OK if code is None else code
    except (KeyboardInterrupt, JobCancelled):
        console.error("interrupted; no unfinished files are left")
        return 128 + interrupts.signal
    except CoreError as error:
        if isinstance(error, OutputError):
            _give_up_stdout()
        _show_traceback(debug)
        console.error(str(error))
        return BAD_INPUT
    except MemoryError:
        _show_traceback(debug)
        console.error("there is not enough memory; close other programs or cut the song into parts")
        return BAD_INPUT
    except BrokenPipeError:
        # whoever read the result has left
        _give_up_stdout()
        return UNEXPECTED
    except Exception as error:
        _show_traceback(debug)
        where = _write_log(traceback.format_exc())
        console.error(f"unexpected error ({type(error).__name__}: {error}); please report it, {where}")
        return UNEXPECTED
    finally:
        interrupts.ignore()


def _interrupt_at_end_of_stdin() -> None:
    """End the command when whoever started it is gone, however that ended."""
    while os.read(0, 4096):
        pass
    _thread.interrupt_main(signal.SIGTERM)


def _give_up_stdout() -> None:
    """Let what is still to be flushed at exit go nowhere: it would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _spread(arguments: Sequence[str]) -> list[str]:
    """Return ``--param a=1 b=2`` as ``--param a=1 --param b=2``, so that a file may follow."""
    spread: list[str] = []
    option = ""
    for argument in arguments:
        if argument in _SEVERAL:
            option = argument
        elif argument.startswith("-") or "=" not in argument:
            option = ""
        elif option and spread[-1] != option:
            spread.append(option)
        spread.append(argument)
    return spread


def _show_traceback(debug: bool) -> None:
    if debug:
        traceback.print_exc(file=sys.stderr)


def _write_log(text: str) -> str:
    """Append to the log; return where it is, in words."""
    try:
        import platformdirs

        path = platformdirs.user_log_path(PROGRAM, appauthor=False, ensure_exists=True) / f"{PROGRAM}.log"
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {PROGRAM} {VERSION}\n{text}\n")
    except (OSError, ImportError):
        return "with what STEMBRUSH_DEBUG=1 shows"
    return f"the details are in {path}"


# the window


def _open_window(arguments: Sequence[str]) -> int:
    parser = _Parser(
        prog=PROGRAM,
        description="Separate a song into stems with what only you know about it. Without a command the window opens.",
        epilog="commands:\n" + "\n".join(f"  {name:10} {words}" for name, words in COMMANDS.items())
        + f"\n\n{PROGRAM} COMMAND --help says more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=f"{PROGRAM} [SONG | PROJECT] | {PROGRAM} COMMAND ...",
        allow_abbrev=False,
    )  # fmt: skip
    parser.add_argument("song", nargs="?", metavar="SONG | PROJECT", help="what to open")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {VERSION}")
    options, unknown = parser.parse_known_args(arguments)
    if unknown or (options.song and options.song != "demo" and not os.path.exists(options.song)):
        parser.error(_what_is_wrong(options.song, unknown))
    song, score = (Path(options.song) if options.song else None), None
    if options.song == "demo":
        import resources

        song, score = resources.demo_song(), resources.demo_score()
        instead = shlex.join([PROGRAM, "separate", str(song), "--score", str(score), "--out", "stems"])
    else:
        named = "SONG" if song is None or song.suffix.lower() == ".stembrush" else song
        instead = f"{PROGRAM} separate {named} --score FILE.mid --out stems"
    if not _has_screen():
        parser.fail(f"there is no screen here; the same work without one: {instead}")
    try:
        from app.window_run import run_window
    except ImportError as error:
        if (error.name or "").split(".")[0] not in ("PySide6", "pyqtgraph"):
            raise
        parser.fail(f"the window needs {error.name}, which is not installed; without it: {instead}")
    return run_window(song, score)


def _what_is_wrong(song: str | None, unknown: Sequence[str]) -> str:
    if song and not os.path.exists(song) and song != "demo":
        close = difflib.get_close_matches(song, COMMANDS, n=1)
        hint = f"did you mean {PROGRAM} {close[0]}?" if close else "check the name"
        return f"{song}: there is no such file or command; {hint}"
    return f"unknown arguments: {' '.join(unknown)}"


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
