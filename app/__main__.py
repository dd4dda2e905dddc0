"""Where the program starts: sets what must be set before any library is loaded, and hands over to the command line.

Imports nothing that takes time, so that ``--help``, errors and the window come at once.
"""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130
_LARGEST_OF_ITS_OWN = 128


def _stand_in_for_closed_streams() -> None:
    """Open what the caller has closed; else the next file to be opened would take what libraries print."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def main() -> int:
    """Run the program with the arguments of the process; return its exit code."""
    _stand_in_for_closed_streams()
    # torch's threads spin while they wait, which starves everything beside them
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # numpy's wait for each other: a frame that is split live takes a quarter of a millisecond, and now and then 66
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from app.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code > _LARGEST_OF_ITS_OWN:
        # at once: what Python does at its end takes its time, and another Ctrl-C would show in the exit code
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
