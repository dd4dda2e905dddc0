"""Which engine separates, with what parameters, and what it says against it.

Owns the choice and the form; the engines themselves are told by whoever composes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import core_words, engine_words
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_S, SPACE_XS
from app.views.controls import label
from app.views.parameter_form import SHORT_ROLE, ParameterForm, QuietComboBox, wrapped
from core.engines.base import EngineInfo, Estimate, Guidance, Problem


class EnginePanel(QWidget):
    """Engine, parameters, problems."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._infos: dict[str, EngineInfo] = {}
        self._offered: list[tuple[str, QPushButton]] = []
        self._recommended_id = ""
        self._is_chosen = False  # by the user, rather than by what is known of the song
        self._engine = QuietComboBox()
        self._engine.setAccessibleName(self.tr("Engine"))
        self._engine.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._engine.currentIndexChanged.connect(self._on_engine)
        self._engine.activated.connect(self._on_chosen)
        self._summary = wrapped("", "small")
        self._uses = wrapped("", "small")
        self._uses.setObjectName("engine_uses")
        self.form = ParameterForm()
        self.form.changed.connect(self.changed)
        self._estimate = wrapped("", "small")
        self._estimate.setObjectName("estimate")
        self._estimate.setToolTip(
            self.tr("What a separation with these settings will take on this computer, beside what else it does")
        )
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
        layout.addWidget(self._uses)
        layout.addWidget(self._estimate)
        layout.addSpacing(SPACE_XS)
        layout.addWidget(self.form)
        layout.addWidget(self._problems)
        self.set_problems([])
        self.set_estimate(None)

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

    def recommend(self, engine_id: str) -> None:
        """Mark the engine that makes the most of what is known; it is chosen unless the user has chosen another."""
        if engine_id == self._recommended_id or engine_id not in self._infos:
            return
        self._recommended_id = engine_id
        for index in range(self._engine.count()):
            title = engine_words(self._infos[self._engine.itemData(index)].title)
            is_best = self._engine.itemData(index) == engine_id and len(self._infos) > 1
            self._engine.setItemData(index, title, SHORT_ROLE)
            self._engine.setItemText(index, self.tr("{0} (recommended)").format(title) if is_best else title)
        if not self._is_chosen:
            self._engine.setCurrentIndex(self._engine.findData(engine_id))

    def set_estimate(self, estimate: Estimate | None) -> None:
        """Show what a separation will take; None where none can be started."""
        self._estimate.setVisible(estimate is not None)
        if estimate is not None:
            words = self.tr("About {0} · {1} of memory")
            self._estimate.setText(words.format(self._span(estimate.seconds), _size(estimate.memory_bytes)))

    def _span(self, seconds: float) -> str:
        if seconds < 90:
            # as exact as it is
            step = 1 if seconds < 10 else 5
            return self.tr("{0} s").format(max(step, round(seconds / step) * step))
        if seconds < 5400:
            return self.tr("{0} min").format(round(seconds / 60))
        return self.tr("{0:.1f} h").format(seconds / 3600)

    def info(self, engine_id: str) -> EngineInfo | None:
        """Return what is known of an engine that is offered."""
        return self._infos.get(engine_id)

    def engine_id(self) -> str:
        """Return the id of the chosen engine."""
        return self._engine.currentData() or ""

    def parameters(self) -> Any:
        """Return the engine's parameters as they are set."""
        return self.form.values()

    def offer(self, action: QAction, engine_id: str) -> None:
        """Show a button of an action below the parameters of one engine."""
        button = QPushButton(action.text())
        button.setObjectName(f"button_{action.objectName().removeprefix('action_')}")
        button.setIcon(action.icon())
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self._offered.append((engine_id, button))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self._problems), button)
        self._show_offered()

    def _show_offered(self) -> None:
        for engine_id, button in self._offered:
            button.setVisible(engine_id == self.engine_id())

    def use(self, engine_id: str, values: Mapping[str, Any] | None = None) -> None:
        """Choose an engine, and set its parameters where some are given; those that it does not have are left out."""
        place = self._engine.findData(engine_id)
        if place < 0:
            return
        self._is_chosen = True
        self._engine.setCurrentIndex(place)
        if values is not None:
            self.form.set_values(values)

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

    def _uses_words(self, info: EngineInfo) -> str:
        names: dict[Guidance, str] = {
            "activity": self.tr("activity"),
            "notes": self.tr("notes"),
            "regions": self.tr("regions"),
            "examples": self.tr("examples"),
        }
        return self.tr("Makes use of: {0}").format(
            ", ".join(words for name, words in names.items() if name in info.uses)
        )

    @Slot(int)
    def _on_chosen(self, _index: int) -> None:
        self._is_chosen = True

    @Slot(int)
    def _on_engine(self, _index: int) -> None:
        info = self._infos[self.engine_id()]
        self._summary.setText(engine_words(info.summary))
        self._uses.setText(self._uses_words(info))
        self._engine.setToolTip(info.paper)
        self.form.set_parameters(info.parameters)
        self._show_offered()
        self.changed.emit()


def _size(size_bytes: int) -> str:
    """Return gigabytes, as exact as an estimate is."""
    return f"{max(0.1, size_bytes / 1e9):.1f} GB"
