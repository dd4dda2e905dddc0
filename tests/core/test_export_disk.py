"""Exports on disks that fail: all files or none, and nothing lost of what was there before."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest
import soundfile

import core.export.staging
import core.export.wave_file
from core.audio import Mixture
from core.errors import ExportError, JobCancelled
from core.export import ExportChoice, export, plan_export
from tests.core.export_cases import LENGTH, RATE, everything, material, mixture

CASE = material()
OLD = {"Violin.wav": "old violin", "residual.wav": "old residual", "notes.txt": "mine"}


def fill(folder: Path) -> None:
    for name, text in OLD.items():
        (folder / name).write_text(text)


def assert_as_before(folder: Path) -> None:
    assert everything(folder) == sorted(OLD)
    assert {name: (folder / name).read_text() for name in OLD} == OLD


def test_files_of_the_same_names_are_replaced_and_others_left(tmp_path):
    fill(tmp_path)
    assert set(plan_export(CASE, ExportChoice(tmp_path)).existing) == {"Violin.wav", "residual.wav"}
    export(CASE, ExportChoice(tmp_path))
    assert everything(tmp_path) == ["Flöte_tief.wav", "Violin.wav", "notes.txt", "report.json", "residual.wav"]
    assert soundfile.info(tmp_path / "Violin.wav").frames == LENGTH


# the user


@pytest.mark.parametrize("error", [KeyboardInterrupt, JobCancelled])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 1.0])
def test_an_end_at_any_time_leaves_what_was_there_before(tmp_path, error, share):
    def stop(done: int, total: int) -> None:
        if done >= share * total:
            raise error

    fill(tmp_path)
    with pytest.raises(error):
        export(CASE, ExportChoice(tmp_path), stop)
    assert_as_before(tmp_path)
    with pytest.raises(error):
        export(CASE, ExportChoice(tmp_path / "new" / "stems"), stop)
    assert_as_before(tmp_path)


def test_an_interrupt_while_files_are_moved_waits_for_the_last(tmp_path, monkeypatch):
    fill(tmp_path)
    replace, calls = os.replace, []

    def interrupted(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        replace(source, target)

    monkeypatch.setattr(core.export.staging.os, "replace", interrupted)
    # a shell starts what it puts into the background with SIGINT ignored
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            export(CASE, ExportChoice(tmp_path))
        after = signal.getsignal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert everything(tmp_path) == ["Flöte_tief.wav", "Violin.wav", "notes.txt", "report.json", "residual.wav"]
    assert after is signal.default_int_handler


# the system


def failing(function: Callable, number: int, code: int) -> Callable:
    calls = []

    def call(*args, **options):
        calls.append(args)
        if len(calls) == number:
            raise OSError(code, os.strerror(code))
        return function(*args, **options)

    return call


def test_a_folder_that_came_into_the_way_meanwhile_is_left_alone(tmp_path):
    def make_folder(done: int, total: int) -> None:
        (tmp_path / "residual.wav").mkdir(exist_ok=True)
        (tmp_path / "residual.wav" / "mine.txt").write_text("mine")

    with pytest.raises(ExportError, match="folder"):
        export(CASE, ExportChoice(tmp_path), make_folder)
    assert everything(tmp_path) == ["residual.wav", "residual.wav/mine.txt"]


CODES = [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EIO, errno.ESTALE, errno.ENETDOWN]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_file_that_cannot_be_replaced_leaves_all_as_they_were(tmp_path, monkeypatch, code, number):
    fill(tmp_path)
    monkeypatch.setattr(core.export.staging.os, "replace", failing(os.replace, number, code))
    with pytest.raises(ExportError, match=os.strerror(code)):
        export(CASE, ExportChoice(tmp_path))
    assert_as_before(tmp_path)


@pytest.mark.parametrize("number", range(1, 7))
def test_the_same_where_the_disk_knows_no_links(tmp_path, monkeypatch, number):
    def no_links(*args, **options):
        raise OSError(errno.EPERM, "no links here")

    fill(tmp_path)
    monkeypatch.setattr(core.export.staging.os, "link", no_links)
    monkeypatch.setattr(core.export.staging.os, "replace", failing(os.replace, number, errno.EACCES))
    with pytest.raises(ExportError, match="Permission denied"):
        export(CASE, ExportChoice(tmp_path))
    assert_as_before(tmp_path)


def test_what_cannot_be_put_back_is_kept_and_said(tmp_path, monkeypatch):
    def never(source: Path, target: Path) -> None:
        if Path(source).name == "Violin.wav" and Path(target).parent.name != "before":
            raise OSError(errno.EIO, "broken")
        replace(source, target)

    def no_links(*args, **options):
        raise OSError(errno.EPERM, "no links here")

    replace = os.replace
    fill(tmp_path)
    monkeypatch.setattr(core.export.staging.os, "link", no_links)
    monkeypatch.setattr(core.export.staging.os, "replace", never)
    with pytest.raises(ExportError, match=r"Violin\.wav could neither be replaced nor put back.* is in ") as caught:
        export(CASE, ExportChoice(tmp_path))
    kept = Path(str(caught.value).rsplit(" is in ", 1)[1])
    assert (kept / "Violin.wav").read_text() == OLD["Violin.wav"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("number", [1, 4])
def test_an_error_when_files_are_brought_to_the_disk_leaves_nothing(tmp_path, monkeypatch, code, number):
    fill(tmp_path)
    monkeypatch.setattr("core.export.sound_file.os.fsync", failing(os.fsync, number, code))
    with pytest.raises(ExportError, match=os.strerror(code)):
        export(CASE, ExportChoice(tmp_path))
    assert_as_before(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("container", ["wav", "flac", "aiff"])
def test_a_disk_that_fills_up_leaves_nothing(tmp_path, monkeypatch, container):
    library, opened = soundfile.SoundFile, Path.open

    def full(name, mode="r", *args, **form):
        return library("/dev/full" if mode == "w" else name, mode, *args, **form)

    def full_path(path, mode="r", *args, **form):
        return open("/dev/full", "wb") if mode == "xb" else opened(path, mode, *args, **form)

    fill(tmp_path)
    monkeypatch.setattr("core.export.sound_file.soundfile.SoundFile", full)
    monkeypatch.setattr(Path, "open", full_path)
    with pytest.raises(ExportError, match="free space"):
        export(CASE, ExportChoice(tmp_path, container))
    monkeypatch.undo()
    assert_as_before(tmp_path)


@contextmanager
def small_disk(folder: Path, size_bytes: int):
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "tmpfs", str(folder)]
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("container", ["wav", "flac", "aiff"])
def test_a_real_disk_that_fills_up_leaves_what_was_there(tmp_path, monkeypatch, container):
    with small_disk(tmp_path / "disk", 2**20):
        fill(tmp_path / "disk")
        with pytest.raises(ExportError, match="and the disk has 1 MB free"):
            export(CASE, ExportChoice(tmp_path / "disk", container))
        monkeypatch.setattr("core.export.plan._check_space", lambda folder, needed: None)
        with pytest.raises(ExportError, match=r"free space|has room"):
            export(CASE, ExportChoice(tmp_path / "disk", container))
        assert_as_before(tmp_path / "disk")


def test_a_real_disk_that_becomes_read_only_is_said(tmp_path):
    with small_disk(tmp_path / "disk", 2**26):
        fill(tmp_path / "disk")

        def lock(done: int, total: int) -> None:
            # no file may be open for writing then: all have been written when they are read back
            if done == total:
                subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / "disk")], check=True)

        with pytest.raises(ExportError, match="Read-only file system"):
            export(CASE, ExportChoice(tmp_path / "disk", report=False), lock)
        subprocess.run(["mount", "-o", "remount,rw", str(tmp_path / "disk")], check=True)
        assert all((tmp_path / "disk" / name).read_text() == text for name, text in OLD.items())
        export(CASE, ExportChoice(tmp_path / "disk", report=False))


@pytest.mark.parametrize("share", [0.2, 0.6, 1.0])
def test_a_folder_that_is_removed_meanwhile_is_said(tmp_path, share):
    def remove(done: int, total: int) -> None:
        if done >= share * total:
            shutil.rmtree(tmp_path / "stems", ignore_errors=True)

    with pytest.raises(ExportError, match="was removed while"):
        export(CASE, ExportChoice(tmp_path / "stems"), remove)
    assert everything(tmp_path) == []


@pytest.mark.parametrize("container", ["wav", "flac"])
def test_a_file_that_is_not_what_was_written_is_found(tmp_path, container):
    def spoil(done: int, total: int) -> None:
        if done == total // 2:
            (written,) = tmp_path.glob(f".stembrush-*/Violin.{container}")
            raw = bytearray(written.read_bytes())
            raw[-1000] ^= 1
            written.write_bytes(raw)

    with pytest.raises(ExportError, match=r"Violin.*what was"):
        export(CASE, ExportChoice(tmp_path, container), spoil)
    assert everything(tmp_path) == []


@pytest.mark.parametrize("change", [lambda raw: raw[:-1], lambda raw: raw + b"\0", lambda raw: raw[:-1] + b"\1"])
def test_any_byte_of_a_wav_file_that_is_not_as_written_is_found(tmp_path, change):
    def spoil(done: int, total: int) -> None:
        if done == total // 2:
            (written,) = tmp_path.glob(".stembrush-*/Violin.wav")
            written.write_bytes(change(written.read_bytes()))

    with pytest.raises(ExportError, match=r"Violin.*what was"):
        export(CASE, ExportChoice(tmp_path), spoil)
    assert everything(tmp_path) == []


@pytest.mark.parametrize("bits", ["16", "24", "32f"])
def test_bytes_that_mean_something_else_than_the_samples_are_found(tmp_path, monkeypatch, bits):
    def wrong(words, form):
        return packed(words[::-1], form)

    packed = core.export.wave_file._packed
    monkeypatch.setattr(core.export.wave_file, "_packed", wrong)
    with pytest.raises(ExportError, match="what was written"):
        export(CASE, ExportChoice(tmp_path, bits=bits))
    assert everything(tmp_path) == []


def test_a_file_that_is_cut_is_found(tmp_path):
    def cut(done: int, total: int) -> None:
        if done == total // 2:
            (written,) = tmp_path.glob(".stembrush-*/Violin.wav")
            os.truncate(written, 100_000)

    with pytest.raises(ExportError, match="cannot be read back whole"):
        export(CASE, ExportChoice(tmp_path), cut)
    assert everything(tmp_path) == []


# before anything is written


def test_a_full_disk_is_said_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    for carry_out in (export, plan_export):
        with pytest.raises(ExportError, match="the disk has 0 MB free"):
            carry_out(CASE, ExportChoice(tmp_path / "new"))
    assert everything(tmp_path) == []


@pytest.mark.parametrize("place", ["file", "stem folder", "report folder", "song", "below a file", "no name"])
def test_targets_that_are_in_the_way_are_refused(tmp_path, place):
    case, folder = CASE, tmp_path / "stems"
    if place == "file":
        folder.write_text("x")
    elif place == "stem folder":
        (folder / "Violin.wav").mkdir(parents=True)
    elif place == "report folder":
        (folder / "report.json" / "kept").mkdir(parents=True)
    elif place == "below a file":
        folder.write_text("x")
        folder = folder / "below"
    elif place == "no name":
        folder = tmp_path / ("x" * 300)
    else:
        folder.mkdir()
        (folder / "Violin.wav").write_text("the song")
        case = material(Mixture(mixture().samples, RATE, folder / "Violin.wav"))
    before = everything(tmp_path)
    for carry_out in (export, plan_export):
        with pytest.raises(ExportError, match="choose another folder"):
            carry_out(case, ExportChoice(folder))
    assert everything(tmp_path) == before


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="permissions do not bind root")
def test_a_folder_without_permission_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="choose another folder"):
        export(CASE, ExportChoice(tmp_path))


# a program that was killed

KILLED = """
import os, signal, sys
from pathlib import Path
from core.export import ExportChoice, export
from tests.core.export_cases import material
def kill(done, total):
    if done == total:
        os.kill(os.getpid(), signal.SIGKILL)
export(material(), ExportChoice(Path(sys.argv[1])), kill)
"""


def test_what_a_killed_export_left_behind_goes_with_the_next(tmp_path):
    fill(tmp_path)
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    (left,) = tmp_path.glob(".stembrush-*")
    assert (left / "Violin.wav").exists()
    (left / "before").mkdir()
    (tmp_path / "notes.txt").rename(left / "before" / "notes.txt")  # as if it had been killed while files moved
    export(CASE, ExportChoice(tmp_path))
    assert everything(tmp_path) == ["Flöte_tief.wav", "Violin.wav", "notes.txt", "report.json", "residual.wav"]
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_the_unfinished_files_of_a_running_export_are_left_alone(tmp_path):
    other = tmp_path / ".stembrush-other"
    other.mkdir()
    (other / "owner").write_text(json.dumps(core.export.staging._this_process()))
    export(CASE, ExportChoice(tmp_path))
    assert (other / "owner").exists()
