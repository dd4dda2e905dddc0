"""Dictionaries in files and in the library, and files that are none."""

from __future__ import annotations

import json
import os
import pickle
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open

from core.annotation.model import Dictionary
from core.dictionaries.editing import with_label
from core.dictionaries.files import read_stemdict, write_stemdict
from core.dictionaries.library import DictionaryLibrary
from core.errors import CoreError, DictionaryReadError, ExportError
from tests.core.dictionary_cases import dictionary, stemdict_bytes

FINE = np.full((3, 2), 3**-0.5, "<f4")


def dictionary_of(first: Dictionary, columns: np.ndarray) -> Dictionary:
    return replace(first, columns=columns)


def changed(row: int, column: int, value: float) -> bytes:
    columns = FINE.copy()
    columns[row, column] = value
    return stemdict_bytes(columns)


def test_what_was_written_is_read_again(tmp_path):
    first = with_label(dictionary(provenance={"song": "söng \udcff.wav", "engine": "example-nmf"}), 1, "Bogen ♯")
    write_stemdict(first, tmp_path / "ä.stemdict")
    again = read_stemdict(tmp_path / "ä.stemdict")
    np.testing.assert_array_equal(again.columns, first.columns)
    assert (again.columns.dtype, again.columns.flags.writeable) == (np.float32, False)
    assert (again.source_id, again.name, again.labels) == ("", "Violin", ("", "Bogen ♯", ""))
    assert (again.rate, again.window_samples, again.hop_samples) == (22050, 2048, 512)
    assert again.provenance == {"song": "söng .wav", "engine": "example-nmf"}
    assert os.listdir(tmp_path) == ["ä.stemdict"]


def test_the_file_is_safetensors(tmp_path):
    write_stemdict(dictionary(), tmp_path / "a.stemdict")
    with safe_open(tmp_path / "a.stemdict", framework="numpy") as file:
        assert file.keys() == ["columns"]
        assert file.metadata()["format"] == "stembrush dictionary"
    (tmp_path / "b.stemdict").write_bytes(stemdict_bytes())
    np.testing.assert_array_equal(read_stemdict(tmp_path / "b.stemdict").columns, FINE)


def test_columns_of_zeros_are_left_out_and_nothing_is_not_written(tmp_path):
    first = dictionary(labels=("a", "b", "c"))
    columns = first.columns.copy()
    columns[:, 1] = 0.0
    write_stemdict(dictionary_of(first, columns), tmp_path / "a.stemdict")
    assert read_stemdict(tmp_path / "a.stemdict").labels == ("a", "c")
    before = (tmp_path / "a.stemdict").read_bytes()
    with pytest.raises(ExportError, match="no columns"):
        write_stemdict(dictionary_of(first, np.zeros_like(columns)), tmp_path / "a.stemdict")
    assert (tmp_path / "a.stemdict").read_bytes() == before


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "a.stemdict"
    write_stemdict(dictionary(), path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ExportError, match=r"a\.stemdict.*No space left"):
        write_stemdict(dictionary(name="other"), path)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.stemdict"]


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "seven bytes": (b"\x10\0\0\0\0\0\0", "cut off"),
    "eight bytes": (stemdict_bytes()[:8], "cut off"),
    "within the header": (stemdict_bytes()[:60], "cut off"),
    "within the columns": (stemdict_bytes()[:-1], "24 bytes of columns are promised and 23 are there"),
    "more behind": (stemdict_bytes() + b"\0", "promised"),
    "a picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + 200 * b"\x80", "not a dictionary"),
    "text": (b"this is a text and no dictionary at all", "not a dictionary"),
    "pickled": (pickle.dumps({"columns": FINE}), "not a dictionary"),
    "huge header": ((2**40).to_bytes(8, "little") + b"{}", "not a dictionary"),
    "header larger than the file": ((2**20).to_bytes(8, "little") + b"{}", "cut off"),
    "no JSON": ((4).to_bytes(8, "little") + b"{\xff\xfe}", "cannot be read"),
    "deep JSON": ((100_005).to_bytes(8, "little") + b'{"a":' + 100_000 * b"[", "cannot be read"),
    "a list": ((2).to_bytes(8, "little") + b"[]", "not a dictionary"),
    "other safetensors": (stemdict_bytes(described={"format": "pt"}), "not a dictionary"),
    "newer": (stemdict_bytes(described={"version": "2"}), "newer version"),
    "version as words": (stemdict_bytes(described={"version": "one"}), "version"),
    "10 GB": (stemdict_bytes(entry={"shape": [50_001, 50_000], "data_offsets": [0, 10_000_200_000]}), "more than"),
    "1 GB within the limits": (
        stemdict_bytes(
            described={"window_samples": "131072"}, entry={"shape": [65537, 512], "data_offsets": [0, 134219776]}
        ),
        "more than",
    ),
    "negative shape": (stemdict_bytes(entry={"shape": [-3, -2]}), "no table"),
    "shape of truth": (stemdict_bytes(entry={"shape": [True, 6]}), "no table"),
    "three dimensions": (stemdict_bytes(entry={"shape": [3, 2, 1]}), "no table"),
    "doubles": (stemdict_bytes(FINE.astype("<f8"), entry={"dtype": "F64"}), "32-bit"),
    "whole numbers": (stemdict_bytes(entry={"dtype": "I32"}), "32-bit"),
    "offsets elsewhere": (stemdict_bytes(entry={"data_offsets": [8, 32]}), "not where"),
    "two tensors": (stemdict_bytes(more={"b": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}}), "not one set"),
    "no columns": (stemdict_bytes(np.zeros((3, 0), "<f4"), {"labels": "[]"}), "no columns"),
    "NaN": (changed(1, 1, np.nan), "no numbers"),
    "infinite": (changed(1, 1, np.inf), "no numbers"),
    "negative": (changed(1, 1, -(3**-0.5)), "below zero"),
    "no norm": (stemdict_bytes(np.zeros((3, 2), "<f4")), "empty"),
    "another norm": (stemdict_bytes(FINE / 2), "norm 1"),
    "huge values": (changed(0, 0, 3e38), "norm 1"),
    "too few labels": (stemdict_bytes(described={"labels": '["a"]'}), "names for 1 columns and 2 columns"),
    "labels that are numbers": (stemdict_bytes(described={"labels": "[1, 2]"}), "names"),
    "labels that are none": (stemdict_bytes(described={"labels": "{"}), "names of its columns"),
    "labels as a list": (stemdict_bytes(described={"labels": ["", ""]}), "names of its columns"),
    "provenance of numbers": (stemdict_bytes(described={"provenance": '{"a": 1}'}), "where it comes from"),
    "another window": (stemdict_bytes(described={"window_samples": "2048"}), "1025 frequencies and not 3"),
    "no rate": (stemdict_bytes(described={"rate": "0"}), "sample rate"),
    "rate of words": (stemdict_bytes(described={"rate": "fast\x1b[31m"}), "sample rate"),
    "rate of other digits": (stemdict_bytes(described={"rate": "४४१००"}), "sample rate"),
    "hop beyond the window": (stemdict_bytes(described={"hop_samples": "5"}), "distance"),
    "metadata a list": (stemdict_bytes(more={"__metadata__": []}), "not a dictionary"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_dictionary_is_refused_in_one_line_without_much_memory(tmp_path, name):
    content, words = BROKEN[name]
    (tmp_path / "x.stemdict").write_bytes(content)
    tracemalloc.start()
    try:
        with pytest.raises(DictionaryReadError, match=words) as raised:
            read_stemdict(tmp_path / "x.stemdict")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    message = str(raised.value)
    assert message.startswith("x.stemdict: ")
    assert "; " in message
    assert message.isprintable()
    assert peak < 20e6


def test_every_cut_and_many_flipped_bits_are_read_or_refused_in_words(tmp_path):
    content, path = stemdict_bytes(), tmp_path / "x.stemdict"
    generator = np.random.default_rng(0)
    read, messages = 0, []
    for number in range(600):
        damaged = bytearray(content)
        for place in generator.integers(0, len(content), 1 + number % 4):
            damaged[place] ^= 1 << int(generator.integers(0, 8))
        path.write_bytes(bytes(damaged))
        try:
            found = read_stemdict(path)
        except CoreError as error:
            messages.append(str(error))
        else:
            read += 1
            assert np.isfinite(found.columns).all()
            assert found.name.isprintable()
    assert read < 300
    assert "".join(messages).isprintable()
    for length in range(0, len(content), 7):
        path.write_bytes(content[:length])
        with pytest.raises(DictionaryReadError):
            read_stemdict(path)


def test_what_is_no_file_is_said(tmp_path):
    with pytest.raises(DictionaryReadError, match=r"none\.stemdict: there is no such file"):
        read_stemdict(tmp_path / "none.stemdict")
    with pytest.raises(DictionaryReadError, match="not a file"):
        read_stemdict(tmp_path)
    with pytest.raises(DictionaryReadError, match="no such file"):
        read_stemdict(Path("a\0b.stemdict"))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
def test_a_device_without_an_end_is_no_file():
    with pytest.raises(DictionaryReadError, match="not a file"):
        read_stemdict(Path("/dev/zero"))


def test_texts_that_would_change_the_screen_are_shown_plainly(tmp_path):
    described = {"name": "a\x1b[31m\nb\u202e" + 900 * "x", "labels": json.dumps(["\ud800a", 500 * "y"])}
    (tmp_path / "x.stemdict").write_bytes(stemdict_bytes(described=described))
    found = read_stemdict(tmp_path / "x.stemdict")
    assert found.name.startswith("a [31m b x")
    assert (len(found.name), len(found.labels[1]), found.labels[0]) == (200, 200, "a")


# the library


def test_the_library_keeps_names_apart_and_is_empty_before(tmp_path, home):
    library = DictionaryLibrary(tmp_path / "library")
    assert library.entries() == []
    paths = [library.add(dictionary(name=name)) for name in ("Violin", "Violin", "CON", "../../ab:c*", "")]
    assert [path.name for path in paths] == [
        "Violin.stemdict", "Violin 2.stemdict", "_CON.stemdict", "______ab_c_.stemdict", "dictionary.stemdict",
    ]  # fmt: skip
    assert {path.parent for path in paths} == {tmp_path / "library"}
    entries = library.entries()
    assert [entry.name for entry in entries] == ["../../ab:c*", "CON", "dictionary", "Violin", "Violin"]
    assert (entries[1].columns, entries[1].rate, entries[1].problem) == (3, 22050, "")
    assert entries[1].provenance == {"song": "söng.wav"}
    assert library.load(paths[0]).source_id == ""


def test_a_dictionary_is_renamed_and_removed(tmp_path):
    library = DictionaryLibrary(tmp_path)
    path = library.rename(library.add(dictionary()), "Viola")
    assert [file.name for file in tmp_path.iterdir()] == ["Viola.stemdict"]
    assert library.load(path).name == "Viola"
    with pytest.raises(ValueError, match="not in the library"):
        library.remove(tmp_path.parent / "song.wav")
    library.remove(path)
    library.remove(path)
    assert library.entries() == []


def test_a_broken_file_is_listed_with_words_and_does_no_harm(tmp_path):
    library = DictionaryLibrary(tmp_path)
    library.add(dictionary())
    (tmp_path / "Broken.stemdict").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "notes.txt").write_text("no dictionary")
    entries = library.entries()
    assert [entry.name for entry in entries] == ["Broken", "Violin"]
    assert "Broken.stemdict: the file is cut off" in entries[0].problem
    library.remove(entries[0].path)
    assert [entry.name for entry in library.entries()] == ["Violin"]


def test_a_library_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path):
    (tmp_path / "library").write_text("a file")
    with pytest.raises(ExportError, match="cannot be written to"):
        DictionaryLibrary(tmp_path / "library").add(dictionary())
    with pytest.raises(DictionaryReadError, match="cannot be read"):
        DictionaryLibrary(tmp_path / "library").entries()
    empty = dictionary_of(dictionary(), np.zeros((1025, 3), np.float32))
    with pytest.raises(ExportError):
        DictionaryLibrary(tmp_path / "b").add(empty)
    assert list((tmp_path / "b").iterdir()) == []


def test_the_library_is_in_the_users_folder_by_default(home):
    folder = DictionaryLibrary().folder
    assert home in folder.parents
    assert folder.name == "dictionaries"
