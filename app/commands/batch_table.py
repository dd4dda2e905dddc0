"""What a batch tells of its songs: a CSV file, lines for a terminal, values for JSON.

Owns the columns.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.commands.batch_runs import Outcome
from core.annotation.file_writing import write_file

COLUMNS = (
    "song", "state", "seconds", "null_depth_db", "residual_db", "divergence", "peak_memory_mb", "out", "message"
)  # fmt: skip
_FIGURES = ("null_depth_db", "residual_db", "divergence")
_TITLES = {"null_depth_db": "null dB", "residual_db": "residual dB", "peak_memory_mb": "memory MB"}
_SHOWN = COLUMNS[:-2]


def as_json(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return a row for every song; what is not known is None."""
    rows = []
    for outcome in outcomes:
        figures = outcome.report.get("figures", {})
        memory = outcome.report.get("peak_memory_bytes")
        row = {
            "song": outcome.entry.song,
            "state": outcome.state,
            "seconds": round(outcome.seconds, 3),
            **{name: figures.get(name) for name in _FIGURES},
            "peak_memory_mb": round(memory / 1e6, 1) if memory else None,
            "out": str(outcome.entry.out),
            "message": " ".join(outcome.message.split()),
        }
        rows.append({name: row[name] for name in COLUMNS})
    return rows


def write_table(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Write the table as CSV in place of that of an earlier run; raises ExportError."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in as_json(outcomes):
        writer.writerow({name: "" if value is None else value for name, value in row.items()})
    write_file(path, text.getvalue().encode("utf-8", "replace"))


def lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield the table for a terminal."""
    rows = as_json(outcomes)
    width = min(40, max([4, *(len(row["song"]) for row in rows)]))
    yield "song".ljust(width) + "".join(f"{_TITLES.get(name, name):>13}" for name in _SHOWN[1:])
    for row in rows:
        song = row["song"] if len(row["song"]) <= width else "…" + row["song"][1 - width :]
        yield song.ljust(width) + "".join(f"{_cell(row[name]):>13}" for name in _SHOWN[1:])


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) >= 1e5 else f"{value:.1f}" if math.isfinite(value) else "-"
    return "-" if value is None else str(value)
