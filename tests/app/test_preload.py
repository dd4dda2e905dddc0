"""Loading ahead: in its own thread, one after the other, and left at once when the program ends."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.preload import Preloader

MODULE = """
import threading, gc
loaded_in = threading.current_thread().name
collecting = gc.isenabled()
"""
SLOW = """
import threading
started = threading.Event()
started.set()
go_on = threading.Event()
go_on.wait(10)
import {0}
"""


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    interval, modules, collects = sys.getswitchinterval(), set(sys.modules), gc.isenabled()
    gc.enable()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    sys.setswitchinterval(interval)
    gc.unfreeze()
    if not collects:
        gc.disable()
    for name in set(sys.modules) - modules:
        if name.startswith("ahead_"):
            del sys.modules[name]


def test_modules_are_loaded_in_a_thread_without_collecting(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("ahead_first", "ahead_second"):
        (tmp_path / f"{name}.py").write_text(MODULE)
    preloader = Preloader(("ahead_first", "ahead_missing", "ahead_second"))
    preloader.start()
    qtbot.waitUntil(lambda: hasattr(sys.modules.get("ahead_second"), "collecting"))
    preloader.close()
    for name in ("ahead_first", "ahead_second"):
        module = sys.modules[name]
        assert module.loaded_in == "preload"
        assert not module.collecting
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert preloader not in sys.meta_path


def test_an_import_under_way_ends_with_the_program(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "ahead_slow.py").write_text(SLOW.format("ahead_never"))
    (tmp_path / "ahead_never.py").write_text(MODULE)
    preloader = Preloader(("ahead_slow", "ahead_never"))
    preloader.start()
    qtbot.waitUntil(lambda: hasattr(sys.modules.get("ahead_slow"), "go_on"))
    slow = sys.modules["ahead_slow"]
    preloader.abandon()
    slow.go_on.set()
    preloader.close()
    assert "preload" not in [thread.name for thread in threading.enumerate()]
    assert "ahead_never" not in sys.modules
    assert gc.isenabled()


def test_a_program_that_ends_before_the_first_picture_loads_nothing(tmp_path: Path) -> None:
    preloader = Preloader(("ahead_never",))
    preloader.close()
    assert preloader not in sys.meta_path
