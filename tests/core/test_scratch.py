"""Scratch arrays: zeros, shared by views, small in memory, and an error in words when there is no room."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import numpy as np
import psutil
import pytest

from core import scratch
from core.errors import CoreError
from core.scratch import IN_MEMORY_BYTES, check_room, release, scratch_array

ROOT = Path(__file__).resolve().parents[2]
BIG = (2, IN_MEMORY_BYTES // 8 + 5)  # float32, just above the limit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STEMBRUSH_SCRATCH", str(tmp_path))
    return tmp_path


def test_small_arrays_lie_in_memory() -> None:
    array = scratch_array((2, 100), np.int16)
    assert array.shape == (2, 100)
    assert array.dtype == np.int16
    assert array.base is None
    assert not array.any()


def test_empty_arrays_are_allowed() -> None:
    array = scratch_array((2, 0))
    release(array)
    assert array.size == 0


def test_big_arrays_are_zero_writable_and_contiguous() -> None:
    array = scratch_array(BIG)
    assert array.shape == BIG
    assert array.dtype == np.float32
    assert array.flags.c_contiguous
    assert array.flags.writeable
    assert not array[:, ::997].any()


def test_values_survive_the_release_of_their_pages() -> None:
    array = scratch_array(BIG)
    expected = np.random.default_rng(0).standard_normal(BIG[1]).astype(np.float32)
    array[1] = expected
    release(array)
    np.testing.assert_array_equal(array[1], expected)
    release(array, 1000, 5_000_000)
    release(array[1:], 17)
    read_only = array.view()
    read_only.flags.writeable = False
    release(read_only)
    np.testing.assert_array_equal(array[1], expected)
    assert not array[0].any()


def test_release_leaves_other_arrays_alone() -> None:
    array = np.arange(10_000, dtype=np.float32)
    release(array)
    release(array.reshape(2, 5000)[:, ::3])
    np.testing.assert_array_equal(array, np.arange(10_000))


def test_no_file_is_left_or_even_seen(folder: Path) -> None:
    array = scratch_array(BIG)
    array[0, :10] = 1
    assert sys.platform == "win32" or list(folder.iterdir()) == []
    free = shutil.disk_usage(folder).free
    del array
    gc.collect()
    assert list(folder.iterdir()) == []
    assert shutil.disk_usage(folder).free >= free


def _pretend(monkeypatch: pytest.MonkeyPatch, disk_free: int, memory_free: int) -> None:
    usage = namedtuple("usage", "total used free")
    memory = namedtuple("memory", "available")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 0, disk_free))
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory(memory_free))


def test_a_full_disk_and_little_memory_are_said_in_words(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    _pretend(monkeypatch, disk_free=10**8, memory_free=10**8)
    for call in (lambda: scratch_array(BIG), lambda: check_room(IN_MEMORY_BYTES)):
        with pytest.raises(CoreError, match=r"0\.1 GB of disk space are needed") as caught:
            call()
        assert str(folder) in str(caught.value)
        assert "STEMBRUSH_SCRATCH" in str(caught.value)
        assert "\n" not in str(caught.value)


def test_memory_is_taken_where_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, disk_free=0, memory_free=10**10)
    check_room(10**9)
    array = scratch_array(BIG)
    array[0, 5] = 3
    release(array)
    assert array[0, 5] == 3


def test_more_than_any_disk_is_refused() -> None:
    with pytest.raises(CoreError, match="disk space are needed"):
        scratch_array((2, 2**50))


def test_a_disk_that_fills_up_after_the_check_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.posix_fallocate", full, raising=False)
    with pytest.raises(CoreError, match="disk space are needed"):
        scratch_array(BIG)


def test_a_disk_made_of_memory_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    memory, disk = tmp_path / "shm", tmp_path / "home"
    memory.mkdir()
    part = namedtuple("part", "mountpoint fstype")
    monkeypatch.delenv("STEMBRUSH_SCRATCH")
    monkeypatch.setattr(scratch.tempfile, "gettempdir", lambda: str(memory))
    monkeypatch.setattr(scratch.platformdirs, "user_cache_dir", lambda *_, **__: str(disk))
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: [part("/", "ext4"), part(str(memory), "tmpfs")])
    assert scratch._folder_with_room(1000) == disk
    assert disk.is_dir()


CHILD = """
import re
import numpy as np
from core.scratch import release, scratch_array

length, block = 2**27, 2**20 - 12_345
array = scratch_array((2, length))
for start in range(0, length, block):
    array[:, start:start + block] = start // block
    release(array, start, start + block)
for start in range(0, length, block):
    assert (array[:, start:start + block] == start // block).all()
    release(array, start, start + block)
# ru_maxrss would start from what the parent had at the fork
print(array.nbytes, re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the peak from /proc")
def test_a_gigabyte_block_by_block_stays_out_of_memory() -> None:
    done = subprocess.run([sys.executable, "-c", CHILD], cwd=ROOT, capture_output=True, text=True, check=True)
    size, peak_kilobytes = map(int, done.stdout.split())
    assert size == 2**30
    assert peak_kilobytes * 1024 < 150 * 2**20
