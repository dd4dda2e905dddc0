"""What every test gets: a home of its own, no screen, no waiting threads, and a failure where threads are left over."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTEST_QT_API", "pyside6")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does

HOME_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}
# Threads of pools that libraries keep for the next call.
POOLS = ("ThreadPoolExecutor", "Dummy-", "QueueFeederThread", "tqdm_monitor")
PATIENCE_S = 3.0


def redirect_home(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for variable, folder in HOME_FOLDERS.items():
        path = home / folder
        path.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(path))


@pytest.fixture(scope="session", autouse=True)
def session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For what runs once for many tests."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        redirect_home(monkeypatch, tmp_path_factory.mktemp("session-home"))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home folder: settings of one test are unknown to the next."""
    folder = tmp_path_factory.mktemp("home")
    redirect_home(monkeypatch, folder)
    return folder


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + PATIENCE_S
    while left := [
        thread for thread in threading.enumerate() if thread not in before and not thread.name.startswith(POOLS)
    ]:
        if time.monotonic() > end:
            pytest.fail(f"threads are left over: {', '.join(thread.name for thread in left)}")
        left[0].join(0.05)
