"""Finding the files of true sources by name."""

from __future__ import annotations

from pathlib import Path

from core.evaluation.references import files_named_like


def test_sound_files_are_found_by_the_names_of_the_sources(tmp_path: Path) -> None:
    for name in ("FLÖTE.WAV", "Horn.flac", "Horn.wav", "Bass.txt", "other.wav"):
        (tmp_path / name).touch()
    names = {"a": "Flöte", "b": "horn", "c": "Bass", "d": "Viola"}
    found = files_named_like(tmp_path, names, ("wav", "flac"))
    # of several the first by name
    assert found == {"a": tmp_path / "FLÖTE.WAV", "b": tmp_path / "Horn.flac"}
