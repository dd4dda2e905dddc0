"""Whatever is damaged in a file, it is read or refused in words that name it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.core.fuzz_readers import cuts, damaged, reader_of, seeds, verdict

CASES_OF_A_KIND = 15
WHOLE = seeds()


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(WHOLE[name])
    assert verdict(reader_of(name), path) == "read"


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.filterwarnings("ignore")
def test_damaged_files_are_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    rng = np.random.default_rng([1, *name.encode()])
    path = tmp_path / name
    for number in range(CASES_OF_A_KIND):
        data = damaged(WHOLE[name], rng)
        path.write_bytes(data)
        try:
            verdict(reader_of(name), path)
        except Exception as error:
            (tmp_path / f"case {number}").write_bytes(data)
            raise AssertionError(f"case {number} of {name}: {error!r}") from error


@pytest.mark.parametrize("name", [name for name in WHOLE if len(WHOLE[name]) > 2000])
@pytest.mark.filterwarnings("ignore")
def test_files_cut_short_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    outcomes = []
    for part in cuts(WHOLE[name], max(1000, len(WHOLE[name]) // 12)):
        path.write_bytes(part)
        outcomes.append(verdict(reader_of(name), path))
    assert set(outcomes[:-1]) == {"refused"}, outcomes
