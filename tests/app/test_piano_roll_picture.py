"""How notes are painted and found: columns that follow the annotation, the grid, few and many notes."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.graphics.note_columns import NoteColumns
from app.graphics.note_grid import NoteGrid
from core.annotation.model import Note
from tests.app.roll import LENGTH_S, RATE, Desk, note, played


def test_columns_follow_any_edit_and_know_where_notes_were() -> None:
    generator = np.random.default_rng(0)
    columns = NoteColumns()
    notes: tuple[Note, ...] = ()
    for _ in range(200):
        kept = [one for one in notes if generator.random() < 0.9]
        kept += [note(generator.random() * 9, 0.1, 60 + generator.integers(9), "ab"[generator.integers(2)])
                 for _ in range(generator.integers(4))]  # fmt: skip
        before, notes = notes, tuple(sorted(kept))
        origin = columns.update(notes, RATE)
        assert [int(place) for place in origin] == [
            next((n for n, other in enumerate(before) if other is one), -1) for one in notes
        ]
        np.testing.assert_allclose(columns.bars.start * RATE, [one.start for one in notes], atol=1e-6)
        np.testing.assert_allclose(columns.bars.pitch, [one.pitch for one in notes])
        assert [columns.source_ids[n] for n in columns.bars.source] == [one.source_id for one in notes]


def test_an_edit_of_one_note_reads_one_note(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = tuple(note(n * 0.01, 0.01) for n in range(5000))
    columns = NoteColumns()
    columns.update(notes, RATE)
    read: list[int] = []
    original = NoteColumns._read

    def counted(self: NoteColumns, some: list[Note], rate: int) -> object:
        read.append(len(some))
        return original(self, some, rate)

    monkeypatch.setattr(NoteColumns, "_read", counted)
    columns.update((*notes[:2000], note(99, 1), *notes[2001:]), RATE)
    assert read == [1]


def test_the_grid_divides_bars_and_goes_on_beyond_them() -> None:
    grid = NoteGrid((2.0, 4.0, 5.0), 12.0)
    grid.set_zoom(0.005)
    assert grid.step == 1 / 8
    assert grid.nearest(2.3) == pytest.approx(2.25)
    assert grid.floor(4.2) == pytest.approx(4.125)
    assert grid.bar_moved(2.5, 1) == pytest.approx(4.25)
    assert grid.floor(8.05) == pytest.approx(8.0)
    assert grid.floor(0.3) == pytest.approx(0.25)


def test_the_cells_of_the_grid_can_be_hit_at_any_zoom() -> None:
    for bars in ((), tuple(float(n) for n in range(3600))):
        grid = NoteGrid(bars, 3600.0)
        for seconds_per_pixel in (3.0, 0.3, 0.03, 0.003, 0.0003):
            grid.set_zoom(seconds_per_pixel)
            lines, _begins = grid.lines(100.0, 100.0 + 1000 * seconds_per_pixel)
            assert np.all(np.diff(lines) >= 10 * seconds_per_pixel)


def colour_at(desk: Desk, time_s: float, pitch: float) -> QColor:
    canvas = desk.view.canvas
    return canvas.viewport().grab().toImage().pixelColor(int(canvas.x_of(time_s)), int(canvas.y_of(pitch)))


@pytest.mark.parametrize("others", [0, 1000])
def test_chosen_notes_are_brighter_and_other_sources_dimmer(qtbot: QtBot, others: int) -> None:
    crowd = [note(10 + n * 0.008, 0.006, 52 + n % 4) for n in range(others)]
    desk = Desk(played(note(1, 2, 60), note(4, 2, 60), note(7, 2, 60, "b"), *crowd), "select")
    qtbot.addWidget(desk)
    desk.view.board.choose_notes([note(4, 2, 60)])
    plain, chosen, other = (colour_at(desk, time_s, 60) for time_s in (2.0, 5.0, 8.0))
    assert chosen.blue() > plain.blue() + 60
    desk.document.pick("b")
    assert colour_at(desk, 8.0, 60).green() > other.green() + 25
    assert colour_at(desk, 2.0, 60).red() < plain.red() - 25


def test_few_and_many_notes_lie_at_the_same_pixels(qtbot: QtBot) -> None:
    few = [note(1 + 2 * n, 1, 60 + n) for n in range(5)]
    desk = Desk(played(*few), "select")
    qtbot.addWidget(desk)
    one_by_one = [colour_at(desk, 1.5 + 2 * n, 60 + n).name() for n in range(5)]
    beside = [colour_at(desk, 2.5 + 2 * n, 60 + n).name() for n in range(5)]
    desk.document.perform(played(*few, *(note(n * LENGTH_S / 900, 0.01, 52) for n in range(900))), "crowd")
    assert [colour_at(desk, 1.5 + 2 * n, 60 + n).name() for n in range(5)] == one_by_one
    assert [colour_at(desk, 2.5 + 2 * n, 60 + n).name() for n in range(5)] == beside
