"""Which engine separates, with what parameters, and what it says against it.

Owns the choice and the form; the engines themselves are told by whoever composes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import core_words, engine_words
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_S, SPACE_XS
from app.views.controls import label
from app.views.parameter_form import ParameterForm, QuietComboBox, wrapped
from core.engines.base import EngineInfo, Problem


class EnginePanel(QWidget):
    """Engine, parameters, problems."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._infos: dict[str, EngineInfo] = {}
        self._engine = QuietComboBox()
        self._engine.setAccessibleName(self.tr("Engine"))
        self._engine.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._engine.currentIndexChanged.connect(self._on_engine)
        self._summary = wrapped("", "small")
        self.form = ParameterForm()
        self.form.changed.connect(self.changed)
        self._problems = QWidget()
        self._problem_rows = QVBoxLayout(self._problems)
        self._problem_rows.setContentsMargins(0, 0, 0, 0)
        self._problem_rows.setSpacing(SPACE_XS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(label(self.tr("Engine"), "heading"))
        layout.addWidget(self._engine)
        layout.addWidget(self._summary)
        layout.addSpacing(SPACE_XS)
        layout.addWidget(self.form)
        layout.addWidget(self._problems)
        self.set_problems([])

    def set_engines(self, infos: Sequence[EngineInfo]) -> None:
        """Offer these engines; the first is chosen."""
        self._infos = {info.id: info for info in infos}
        self._engine.blockSignals(True)
        self._engine.clear()
        for info in infos:
            self._engine.addItem(engine_words(info.title), info.id)
        self._engine.blockSignals(False)
        if infos:
            self._on_engine(0)

    def engine_id(self) -> str:
        """Return the id of the chosen engine."""
        return self._engine.currentData() or ""

    def parameters(self) -> Any:
        """Return the engine's parameters as they are set."""
        return self.form.values()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show what stands in the way and what is only worth knowing."""
        while (item := self._problem_rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for problem in problems:
            self._problem_rows.addWidget(self._problem_row(problem))
        self._problems.setVisible(bool(problems))

    def _problem_row(self, problem: Problem) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        glyph = QLabel()
        role = "danger" if problem.severity == "error" else "warning"
        glyph.setPixmap(pixmap(problem.severity, 16, role, self.devicePixelRatioF()))  # type: ignore[arg-type]
        glyph.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        words = core_words(problem.message)
        message = words[:1].upper() + words[1:]
        layout.addWidget(wrapped(message, role), 1)
        return row

    @Slot(int)
    def _on_engine(self, _index: int) -> None:
        info = self._infos[self.engine_id()]
        self._summary.setText(engine_words(info.summary))
        self._engine.setToolTip(info.paper)
        self.form.set_parameters(info.parameters)
        self.changed.emit()
