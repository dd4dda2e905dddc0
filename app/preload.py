"""Loads the large libraries beside the open window, so that the first separation does not stop it.

Owns what is loaded ahead and how little of it the window feels: one library after the other, shared objects while
Python's lock is free, no garbage collection meanwhile. Also ends imports that are under way when the program ends.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

_log = logging.getLogger(__name__)

# a thread that wants Python's lock asks for it after this; the default of 5 ms is a third of a picture
SWITCH_INTERVAL_S = 0.001
# in the order in which they are needed: reading a score, matching, separating
LIBRARIES = ("pretty_midi", "soxr", "synctoolbox.dtw.core", "torch", "core.engines.score_informed.learning")
# the large shared objects: an import would link them with Python's lock held
SHARED_OBJECTS = {
    "synctoolbox.dtw.core": ("llvmlite", "binding", ("libllvmlite.so", "libllvmlite.dylib")),
    "torch": ("torch", "lib", ("libtorch_cpu.so", "libtorch_cpu.dylib")),
}


class _EndOfProgram(SystemExit):
    """Ends a thread in the middle of an import; a thread says nothing about it."""


class Preloader:
    """One thread that imports; until ``close`` every other thread may import beside it.

    Parameters
    ----------
    libraries : sequence of str
        Modules, in this order.
    """

    def __init__(self, libraries: Sequence[str] = LIBRARIES) -> None:
        self._libraries = libraries
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="preload", daemon=True)

    def start(self) -> None:
        """Begin; call it when the window has been painted."""
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        sys.meta_path.insert(0, self)
        self._thread.start()

    def abandon(self) -> None:
        """End every import outside of the main thread: the program ends, nobody needs the module."""
        self._closed = True

    def close(self, timeout_s: float = 2.0) -> None:
        """Abandon the imports and wait for the thread."""
        self.abandon()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
            sys.meta_path.remove(self)

    def find_spec(
        self, _name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find nothing (see ``sys.meta_path``); after the end leave instead."""
        if self._closed and threading.current_thread() is not threading.main_thread():
            raise _EndOfProgram
        return None

    def _work(self) -> None:
        # the objects of modules live as long as the program: none of them is worth looking at by the collector, whose
        # passes hold Python's lock for as long as there are objects
        was_on = gc.isenabled()
        gc.disable()
        try:
            for name in self._libraries:
                try:
                    _link(*SHARED_OBJECTS.get(name, ("", "", ())))
                    import_module(name)
                except _EndOfProgram:
                    return
                except ImportError:
                    # whoever needs it says so in the user's words
                    _log.info("%s cannot be loaded ahead", name, exc_info=True)
                gc.freeze()
        finally:
            if was_on:
                gc.enable()


def _link(package: str, folder: str, names: Sequence[str]) -> None:
    """Load a package's shared object by the system's own call, during which ctypes gives Python's lock away."""
    if os.name == "nt" or not package:
        return
    spec = find_spec(package)
    for root in spec.submodule_search_locations or () if spec is not None else ():
        for name in names:
            path = Path(root) / folder / name
            if path.exists():
                dlopen = ctypes.CDLL(None).dlopen
                dlopen.restype, dlopen.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
                # where it fails the import tells why
                dlopen(os.fsencode(path), os.RTLD_NOW)
