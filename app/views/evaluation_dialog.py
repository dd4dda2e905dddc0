"""How close the stems are to their true sources: references in, a table and a plot over time out.

Owns the dialog. What is measured is asked for by signals and given to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import literal
from app.theme import figures_font, icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import Segments, label
from app.views.frame_plot import FramePlot, Line
from core.evaluation import Evaluation, FrameEvaluation

_ID = Qt.ItemDataRole.UserRole
_MEASURES = ("sdr", "nsdr", "sir", "sar", "si_sdr")
_TITLES = ("SDR", "NSDR", "SIR", "SAR", "SI-SDR")
_FRAME_TITLES = (("sdr", "SDR"), ("isr", "ISR"), ("sir", "SIR"), ("sar", "SAR"))


@dataclass(frozen=True)
class ReferenceRow:
    """A stem and the file of its true source, where one was given."""

    id: str
    name: str
    colour: str
    path: Path | None = None


class EvaluationDialog(QDialog):
    """References, table, plot."""

    choose_requested = Signal(str)  # a reference for this source
    clear_requested = Signal(str)
    guess_requested = Signal()  # references from a folder, by the names of the sources
    measure_requested = Signal(bool)  # second by second, too
    give_up_requested = Signal()
    save_requested = Signal()

    def __init__(self, title: str, rows: list[ReferenceRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Measure against references: {0}").format(title))
        self._rows = rows
        self._whole: Evaluation | None = None
        self._frames: FrameEvaluation | None = None
        self._table = self._make_table()
        self._choose = self._button(self.tr("Choose file…"), self.tr("The true source of the stem in this row"))
        self._clear = self._button(self.tr("No reference"), self.tr("Measure without this stem"))
        self._guess = self._button(
            self.tr("From a folder…"), self.tr("Take the files of a folder that are named like the sources")
        )
        self._second = QCheckBox(self.tr("Second by second, too (BSS Eval 4, slower)"))
        self._second.setToolTip(self.tr("SDR, ISR, SIR and SAR over time; needs the package museval and ffmpeg"))
        self._second.setChecked(True)
        self._measure = self._button(self.tr("Measure"), self.tr("Compare the stems with the files"))
        self._measure.setProperty("kind", "primary")
        self._measure.setDefault(True)
        self._stop = self._button(self.tr("Stop"), self.tr("Give the measuring up"))
        self._save = self._button(self.tr("Save…"), self.tr("Write all measures to a CSV or JSON file"))
        self._close = self._button(self.tr("Close"), self.tr("Close the window"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the comparison"))
        self._words = label("", "dim")
        self._words.setWordWrap(True)
        self._words.setObjectName("evaluation_words")
        self._which = Segments(list(_FRAME_TITLES), self.tr("Measure over time"))
        self._which.chosen.connect(self._draw)
        self._plot = FramePlot()
        self._plot.set_words(self.tr("Here the measures are shown second by second."))
        self._shown = "sdr"
        self._gaps = label(self.tr("Gaps: a source is silent there"), "hint")
        self._gaps.setObjectName("evaluation_gaps")
        self._gaps.setToolTip(self.tr("BSS Eval 4 has no figures for a second in which one of the sources is silent"))
        self._gaps.hide()
        self._lay_out()
        for button, slot in (
            (self._choose, self._on_choose),
            (self._clear, self._on_clear),
            (self._guess, self.guess_requested),
            (self._measure, self._on_measure),
            (self._stop, self.give_up_requested),
            (self._save, self.save_requested),
            (self._close, self.reject),
        ):
            button.clicked.connect(slot)
        self._table.itemSelectionChanged.connect(self._refresh)
        self._table.itemActivated.connect(self._on_choose)
        self._table.setCurrentCell(0, 0)
        self.set_running(False)
        self.resize(QSize(860, 640))

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(len(self._rows) + 1, 2 + len(_MEASURES))
        table.setObjectName("evaluation_table")
        table.setAccessibleName(self.tr("Stems, references and measures"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        for column, title in enumerate((self.tr("Stem"), self.tr("Reference"))):
            heading = QTableWidgetItem(title)
            heading.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            table.setHorizontalHeaderItem(column, heading)
        header.setMaximumSectionSize(420)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        tips = (
            self.tr("Signal to distortion: all errors together, in dB"),
            self.tr("SDR of the stem over that of the song itself: what the separation gained"),
            self.tr("Signal to interference: other sources in the stem"),
            self.tr("Signal to artefacts: sounds that none of the sources has"),
            self.tr("Scale-invariant SDR: no filter is forgiven"),
        )
        for column, (title, tip) in enumerate(zip(_TITLES, tips, strict=True), start=2):
            heading = QTableWidgetItem(title)
            heading.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            heading.setToolTip(tip)
            table.setHorizontalHeaderItem(column, heading)
        for row, reference in enumerate(self._rows):
            swatch = QPixmap(12, 12)
            swatch.fill(QColor(reference.colour))
            name = QTableWidgetItem(QIcon(swatch), reference.name)
            name.setToolTip(literal(reference.name))
            name.setData(_ID, reference.id)
            table.setItem(row, 0, name)
        mean = QTableWidgetItem(self.tr("Mean"))
        mean.setFlags(Qt.ItemFlag.ItemIsEnabled)
        mean.setFont(figures_font(12))
        table.setItem(len(self._rows), 0, mean)
        return table

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleName(text.removesuffix("…"))
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        files, run, plot, end = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (files, run, plot, end):
            row.setSpacing(SPACE_S)
        for button in (self._choose, self._clear, self._guess):
            files.addWidget(button)
        files.addStretch(1)
        run.addWidget(self._second)
        run.addStretch(1)
        run.addWidget(self._bar, 1)
        run.addWidget(self._stop)
        run.addWidget(self._measure)
        plot.addWidget(self._which)
        plot.addStretch(1)
        plot.addWidget(self._gaps)
        self._save.setIcon(icon("export"))
        end.addWidget(self._words, 1)
        end.addWidget(self._save)
        end.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._table, 3)
        layout.addLayout(files)
        layout.addLayout(run)
        layout.addLayout(plot)
        layout.addWidget(self._plot, 2)
        layout.addLayout(end)

    def set_reference(self, source_id: str, path: Path | None) -> None:
        """Show the true source of a stem; the measures do not hold any more."""
        self._rows = [replace(row, path=path) if row.id == source_id else row for row in self._rows]
        self.show_measures(None, None)

    def set_running(self, running: bool) -> None:
        """Show that it is being measured, or not any more."""
        for widget in (self._choose, self._clear, self._guess, self._second, self._measure):
            widget.setEnabled(not running)
        self._measure.setVisible(not running)
        self._stop.setVisible(running)
        self._bar.setVisible(running)
        self._bar.setRange(0, 0 if running else 100)
        if running:
            self.tell(self.tr("Measuring…"))
        self._refresh()

    @Slot(float)
    def set_progress(self, fraction: float) -> None:
        """Show how far the measuring is; what museval does in one piece has no measure of its own."""
        self._bar.setRange(0, 100)
        self._bar.setValue(round(fraction * 100))

    def tell(self, words: str) -> None:
        """Say something at the foot of the dialog."""
        self._words.setText(words)

    def show_measures(self, whole: Evaluation | None, frames: FrameEvaluation | None) -> None:
        """Show what was measured, or that nothing is."""
        self._whole, self._frames = whole, frames
        self._gaps.hide()
        if whole is None:
            self._plot.set_words(self.tr("Here the measures are shown second by second."))
        elif frames is None:
            self._plot.set_words(self.tr("Nothing was measured second by second."))
        else:
            self._draw(self._shown)
        self._refresh()

    @Slot(str)
    def _draw(self, measure: str) -> None:
        self._shown = measure
        if self._frames is not None:
            colours = {row.name: row.colour for row in self._rows}
            lines = [
                Line(source.name, colours.get(source.name, "#888888"), getattr(source, measure))
                for source in self._frames.sources
            ]
            self._plot.set_lines(lines, self._frames.times_s, self._frames.window_s)
            self._gaps.setVisible(any(not isfinite(value) for one in lines for value in one.values))

    @Slot()
    def _refresh(self) -> None:
        scores = {score.name: score for score in self._whole.sources} if self._whole is not None else {}
        for row, reference in enumerate(self._rows):
            item = QTableWidgetItem(reference.path.name if reference.path is not None else "-")
            item.setToolTip(literal(str(reference.path or self.tr("No file was chosen yet"))))
            self._table.setItem(row, 1, item)
            score = scores.get(reference.name)
            self._show_figures(row, [getattr(score, name) if score is not None else None for name in _MEASURES])
        whole = self._whole
        self._show_figures(len(self._rows), [whole.mean(name) if whole is not None else None for name in _MEASURES])
        picked, running = self._picked(), self._stop.isVisibleTo(self)
        self._choose.setEnabled(picked is not None and not running)
        self._clear.setEnabled(picked is not None and picked.path is not None and not running)
        self._measure.setEnabled(not running and any(row.path is not None for row in self._rows))
        self._save.setEnabled(whole is not None and not running)
        for key, _title in _FRAME_TITLES:
            self._which.button(key).setEnabled(self._frames is not None)

    def _show_figures(self, row: int, values: list[float | None]) -> None:
        for column, value in enumerate(values, start=2):
            item = QTableWidgetItem("" if value is None else f"{value:.2f}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(figures_font(12))
            if row == len(self._rows):
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._table.setItem(row, column, item)

    def _picked(self) -> ReferenceRow | None:
        row = self._table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @Slot()
    def _on_choose(self) -> None:
        picked = self._picked()
        if picked is not None and self._choose.isEnabled():
            self.choose_requested.emit(picked.id)

    @Slot()
    def _on_clear(self) -> None:
        picked = self._picked()
        if picked is not None:
            self.clear_requested.emit(picked.id)

    @Slot()
    def _on_measure(self) -> None:
        self.measure_requested.emit(self._second.isChecked())
