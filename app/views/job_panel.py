"""The Separate button and the job it starts: stage, progress, time left, divergence, how to end it.

Owns how a job is shown. Its buttons are the window's actions.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.i18n import core_words
from app.theme import figures_font, icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import ElidedLabel, format_span, label
from app.views.curve import LossCurve
from app.views.parameter_form import wrapped
from core.jobs import JobProgress

_CLOCK_MS = 500

JobView = Literal["idle", "running", "ending", "done"]


class JobPanel(QFrame):
    """What stands at the foot of the right panel."""

    base_dropped = Signal()

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("job_panel")
        self.state: JobView = "idle"
        self._is_low = False
        self._actions = actions
        self._separate = self._button("separate", "primary", self.tr("Separate"))
        self._separate.setIcon(icon("separate", "on_accent"))
        self._selection = self._selection_button(actions["separate_selection"])
        self._reason = wrapped("", "small")
        self._reason.setObjectName("separate_reason")
        self._base = self._base_row()
        self._job = QFrame()
        self._job.setProperty("kind", "panel")
        self._stage = wrapped("", "strong")
        self._stage.setObjectName("job_stage")
        self._percent = label("", "small")
        self._percent.setFont(figures_font(12))
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the separation"))
        self._times = label("", "small")
        self._left = label("", "small")
        self.curve = LossCurve()
        self._keep = self._button("stop_keep", "", self.tr("Stop and keep"))
        self._cancel = self._button("cancel", "", self.tr("Cancel"))
        self._lay_out()
        self._falling = ""
        self._begun_at = 0.0
        self._clock = QTimer(self)  # until the job itself says how long it takes
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self._tell_time)
        for name in ("separate", "separate_selection", "stop_keep", "cancel"):
            actions[name].changed.connect(self._follow_actions)
        self.show_state("idle")

    def _button(self, name: str, kind: str, text: str) -> QPushButton:
        button = QPushButton(text)
        if kind:
            button.setProperty("kind", kind)
        action = self._actions[name]
        button.setObjectName(f"button_{name}")
        button.setIcon(icon(action.objectName().removeprefix("action_").replace("_", "-")))
        button.setIconSize(QSize(18, 18))
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        return button

    def _selection_button(self, action: QAction) -> QPushButton:
        button = QPushButton()
        button.setObjectName("button_separate_selection")
        button.setProperty("kind", "large")
        button.setIcon(action.icon())
        button.setIconSize(QSize(18, 18))
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        return button

    def _base_row(self) -> QWidget:
        row = QWidget()
        self._base_words = ElidedLabel("small", Qt.TextElideMode.ElideRight)
        self._base_words.setObjectName("job_base")
        self._base_drop = QToolButton()
        self._base_drop.setObjectName("job_base_drop")
        self._base_drop.setIcon(icon("cancel", "dim"))
        self._base_drop.setIconSize(QSize(14, 14))
        self._base_drop.setFixedSize(22, 22)
        self._base_drop.setToolTip(self.tr("Begin anew in place of going on"))
        self._base_drop.setAccessibleName(self.tr("Begin anew in place of going on"))
        self._base_drop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._base_drop.clicked.connect(self.base_dropped)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._base_words, 1)
        layout.addWidget(self._base_drop)
        row.hide()
        return row

    def _draw_figure(self, figures: Mapping[str, float]) -> None:
        """Add what falls now to the curve, which begins anew where that is something else."""
        titles = {
            "error": self.tr("Error on remixes"),
            "objective": self.tr("Objective"),
            "divergence": self.tr("Divergence"),
        }
        # what a later stage learns by comes first
        name = next((name for name in titles if name in figures), "")
        if name != self._falling:
            self.curve.begin(titles.get(name, ""))
            self._falling = name
        if name and figures[name] != (self.curve.values or (None,))[-1]:
            self.curve.add(figures[name])
            self._show_curve()

    def show_base(self, words: str) -> None:
        """Say which version the run starts from; nothing where it begins anew."""
        self._base_words.set_whole(words)
        self._base.setVisible(bool(words))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._stage, 1)
        head.addWidget(self._percent, 0, Qt.AlignmentFlag.AlignTop)
        times = QHBoxLayout()
        times.addWidget(self._times, 1)
        times.addWidget(self._left)
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._keep, 1)
        buttons.addWidget(self._cancel)
        job = QVBoxLayout(self._job)
        job.setContentsMargins(0, SPACE_XS, 0, 0)
        job.setSpacing(SPACE_S)
        job.addLayout(head)
        job.addWidget(self._bar)
        job.addLayout(times)
        job.addWidget(self.curve)
        job.addWidget(self._buttons)
        self._begin = QWidget()
        begin = QHBoxLayout(self._begin)
        begin.setContentsMargins(0, 0, 0, 0)
        begin.setSpacing(SPACE_S)
        begin.addWidget(self._separate, 1)
        begin.addWidget(self._selection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._base)
        layout.addWidget(self._begin)
        layout.addWidget(self._reason)
        layout.addWidget(self._job)

    def set_reason(self, words: str) -> None:
        """Say why nothing can be separated now, or nothing."""
        self._reason.setText(words)
        self._reason.setVisible(bool(words))

    def set_low(self, low: bool) -> None:
        """Leave out the curve of a job that is done, where there is little room."""
        if low != self._is_low:
            self._is_low = low
            self._show_curve()

    def _show_curve(self) -> None:
        """Show it where there is something to see; of a job that is done where there is room, too."""
        self.curve.setVisible(bool(self.curve.values) and not (self.state == "done" and self._is_low))

    def show_state(self, state: JobView, words: str = "") -> None:
        """Show nothing, a running job, one that is about to end, or the last one."""
        if state == "running" and self.state != "running":
            self._falling = ""
            self.curve.begin(self.tr("Divergence"))
            self._bar.setRange(0, 0)
            self._percent.setText("")
            self._left.setText("")
            self._begun_at = time.monotonic()
            self._tell_time()
            self._clock.start()
        elif state in ("idle", "done"):
            self._clock.stop()
        self.state = state
        if words:
            self._stage.setText(words)
        self._job.setVisible(state != "idle")
        self._show_curve()
        self._buttons.setVisible(state in ("running", "ending"))
        self._begin.setVisible(state in ("idle", "done"))
        self._base_drop.setVisible(state in ("idle", "done"))
        self._bar.setVisible(state in ("running", "ending"))
        for words_of_time in (self._percent, self._times, self._left):
            words_of_time.setVisible(state != "done")

    @Slot(object)
    def add_progress(self, reports: list[JobProgress]) -> None:
        """Take the reports since the last picture."""
        for report in reports:
            self._draw_figure(report.figures)
        last = reports[-1]
        self._clock.stop()
        if self.state == "running":
            stage = core_words(last.stage)
            self._stage.setText(stage[:1].upper() + stage[1:])
        if last.fraction is None:
            self._bar.setRange(0, 0)
            self._percent.setText("")
        else:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(last.fraction * 1000))
            self._percent.setText(f"{last.fraction * 100:.0f} %")
        self._times.setText(self.tr("{0} elapsed").format(format_span(last.elapsed_s)))
        if last.eta_s is not None:
            self._left.setText(self.tr("about {0} left").format(format_span(last.eta_s)))

    def holds_focus(self) -> bool:
        """Return whether the keys go to one of the buttons, which come and go."""
        window = self.window()
        return window.focusWidget() in (self._separate, self._selection, self._keep, self._cancel)

    @Slot()
    def _tell_time(self) -> None:
        self._times.setText(self.tr("{0} elapsed").format(format_span(time.monotonic() - self._begun_at)))

    @Slot()
    def _follow_actions(self) -> None:
        self._separate.setEnabled(self._actions["separate"].isEnabled())
        self._selection.setEnabled(self._actions["separate_selection"].isEnabled())
        self._keep.setEnabled(self._actions["stop_keep"].isEnabled())
        self._cancel.setEnabled(self._actions["cancel"].isEnabled())
