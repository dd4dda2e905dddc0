"""Where the program starts: sets what must be set before any library is loaded, and hands over to the command line.

Imports nothing that takes time, so that ``--help``, errors and the window come at once.
"""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the program with the arguments of the process; return its exit code."""
    # torch's threads spin while they wait, which starves everything beside them
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from app.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
