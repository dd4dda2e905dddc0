"""The search for good settings as it is seen: trials as points, what they were, how far it is.

Owns the panel. What is searched is asked for by signals, and what was found is given to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import label
from app.views.parameter_form import QuietComboBox, QuietSpinBox, wrapped
from app.views.search_plot import Point, SearchPlot
from core.engines.example_nmf.search_state import SearchState, Setting, Trial

_NUMBER = "number"
_TRIALS, _FOLDS = 15, 3
_MOST_TRIALS, _MOST_FOLDS = 500, 10


@dataclass(frozen=True)
class Wanted:
    """What the search is to do: trials in a go, folds, and whether the number of columns is drawn."""

    trials: int = _TRIALS
    folds: int = _FOLDS
    with_columns: bool = False

    def goal(self, state: SearchState) -> int:
        """Return how many trials there are to be: a go that was stopped is brought to its end, then comes the next."""
        if not self.fits(state):
            return self.trials
        return self.trials * (len(state.trials) // self.trials + 1)

    def fits(self, state: SearchState) -> bool:
        """Return whether a search can be gone on with."""
        return not state.trials or (
            self.folds == state.folds and self.with_columns == ("columns" in state.trials[0].settings)
        )


class SearchPanel(QDialog):
    """Points, the words of one of them, and what can be done."""

    search_requested = Signal()
    stop_requested = Signal()
    anew_requested = Signal()
    use_requested = Signal(int)

    def __init__(self, names: Mapping[str, str], choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``names`` are those of the parameters, ``choices`` of the words that some of them have."""
        super().__init__(parent)
        self.setObjectName("settings_search")
        self.setWindowTitle(self.tr("Find good settings"))
        self._names, self._choices = dict(names), dict(choices)
        self._state = SearchState()
        self._is_running = False
        self.plot = SearchPlot()
        self.plot.setObjectName("search_plot")
        self.plot.chosen_changed.connect(self._describe)
        self.plot.pointed_changed.connect(self._describe)
        self._headline = label("", "strong")
        self._headline.setObjectName("search_headline")
        self._details = wrapped("", "small")
        self._details.setObjectName("search_details")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the search"))
        self._words = wrapped("", "small")
        self._words.setObjectName("search_words")
        self._build()
        self.finished.connect(self.stop_requested)
        self.set_state(SearchState())
        self.set_running(False)
        self.resize(QSize(720, 580))
        self._search.setFocus()

    def _build(self) -> None:
        told = wrapped(
            self.tr(
                "Settings are drawn at random. With each, a part of the examples is learnt from, and mixtures of the "
                "rest, which was held back, are separated: the higher a point, the better."
            ),
            "dim",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(told)
        layout.addLayout(self._wanted_row())
        layout.addWidget(self.plot, 1)
        lines = QVBoxLayout()
        lines.setSpacing(SPACE_XS)
        lines.addWidget(self._headline)
        lines.addWidget(self._details)
        layout.addLayout(lines)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)
        layout.addLayout(self._buttons())

    def _wanted_row(self) -> QHBoxLayout:
        self._trials = self._spin("trials", self.tr("Trials"), 1, _MOST_TRIALS, _TRIALS)
        self._trials.setToolTip(self.tr("How many settings are tried until the search stops by itself"))
        self._folds = self._spin("folds", self.tr("Folds"), 1, _MOST_FOLDS, _FOLDS)
        self._folds.setToolTip(
            self.tr("How often each is measured, every time on another part of the examples that is held back")
        )
        self._columns = QCheckBox(self.tr("Sizes of dictionaries, too"))
        self._columns.setObjectName("search_columns")
        self._columns.setToolTip(self.tr("Also try how many spectra a source has: more are often better, and slower"))
        self._across = QuietComboBox()
        self._across.setObjectName("search_across")
        self._across.setAccessibleName(self.tr("What goes to the right"))
        self._across.setToolTip(self.tr("What goes to the right in the picture: the trials, or one of their settings"))
        self._across.currentIndexChanged.connect(self._draw)
        for control in (self._trials, self._folds):
            control.valueChanged.connect(self._follow)
        self._columns.toggled.connect(self._follow)
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        for words, control in ((self.tr("Trials"), self._trials), (self.tr("Folds"), self._folds)):
            name = label(words, "dim")
            name.setBuddy(control)
            layout.addWidget(name)
            layout.addWidget(control)
            layout.addSpacing(SPACE_S)
        layout.addWidget(self._columns)
        layout.addStretch(1)
        across = label(self.tr("Across"), "dim")
        across.setBuddy(self._across)
        layout.addWidget(across)
        layout.addWidget(self._across)
        return layout

    def _spin(self, key: str, name: str, low: int, high: int, value: int) -> QuietSpinBox:
        spin = QuietSpinBox()
        spin.setObjectName(f"search_{key}")
        spin.setAccessibleName(name)
        spin.setRange(low, high)
        spin.setValue(value)
        spin.setFixedWidth(72)
        spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        spin.lineEdit().setTextMargins(0, 0, SPACE_XS, 0)
        return spin

    def _buttons(self) -> QHBoxLayout:
        self._search = self._button("go", "", "")
        self._search.setProperty("kind", "primary")
        self._search.setIcon(icon("find-settings", "on_accent"))
        self._search.clicked.connect(self.search_requested)
        self._stop = self._button("stop", self.tr("Stop"), "stop")
        self._stop.setToolTip(self.tr("Stop the search; the trials stay, and it can be gone on with"))
        self._stop.clicked.connect(self.stop_requested)
        self._anew = self._button("anew", self.tr("Forget the trials"), "remove")
        self._anew.setToolTip(self.tr("Forget all trials, so that the next search begins with what is set now"))
        self._anew.clicked.connect(self.anew_requested)
        self._use = self._button("use", self.tr("Use these settings"), "check")
        self._use.setToolTip(self.tr("Set the engine as in the trial that is chosen, or else as in the best one"))
        self._use.clicked.connect(self._ask_to_use)
        close = self._button("close", self.tr("Close"), "")
        close.setToolTip(self.tr("Stop the search and close; the trials stay with the project"))
        close.clicked.connect(self.close)
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        for button in (self._search, self._stop, self._anew):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._use)
        layout.addWidget(close)
        return layout

    def _button(self, name: str, text: str, glyph: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"search_{name}")
        button.setAutoDefault(False)
        if glyph:
            button.setIcon(icon(glyph))
        return button

    @property
    def trial_count(self) -> int:
        """How many trials are shown."""
        return len(self._state.trials)

    @property
    def key(self) -> str:
        """By what the scores that are shown can be compared."""
        return self._state.key

    def wanted(self) -> Wanted:
        """Return what the search is to do."""
        return Wanted(self._trials.value(), self._folds.value(), self._columns.isChecked())

    def adopt(self, state: SearchState) -> None:
        """Show a search, with what it was to do, so that it can be gone on with."""
        if state.trials:
            self._folds.setValue(state.folds)
            self._columns.setChecked("columns" in state.trials[0].settings)
        self.set_state(state)

    def set_state(self, state: SearchState) -> None:
        """Show what has been found."""
        self._state = state
        across = [_NUMBER, *(name for name in (state.trials[0].settings if state.trials else ()))]
        if across != [self._across.itemData(place) for place in range(self._across.count())]:
            before = self._across.currentData()
            self._across.blockSignals(True)
            self._across.clear()
            for name in across:
                self._across.addItem(self.tr("Trials") if name == _NUMBER else self._name(name), name)
            self._across.setCurrentIndex(max(0, self._across.findData(before)))
            self._across.blockSignals(False)
        self._draw()
        self._follow()

    def set_running(self, running: bool) -> None:
        """Show whether a search is under way."""
        self._is_running = running
        self._bar.setVisible(running)
        self._bar.setValue(0)
        for control in (self._trials, self._folds, self._columns):
            control.setEnabled(not running)
        had_focus = self._search.hasFocus() or self._stop.hasFocus()
        self._follow()
        if had_focus:
            (self._stop if running else self._search).setFocus()

    def set_progress(self, share: float, words: str) -> None:
        """Show how far the search is, in all."""
        self._bar.setValue(round(1000 * share))
        self.tell(words)

    def tell(self, words: str) -> None:
        """Say something under the picture."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def words(self) -> str:
        """Return what is said under the picture."""
        return self._words.text()

    @Slot()
    def _follow(self) -> None:
        """Offer what can be done now."""
        has_trials = bool(self._state.trials)
        goes_on = has_trials and self.wanted().fits(self._state)
        self._search.setText(
            self.tr("Go on") if goes_on else self.tr("Search anew") if has_trials else self.tr("Search")
        )
        self._search.setToolTip(
            self.tr("Try more settings, as if the search had never been stopped")
            if goes_on
            else self.tr("Begin with what is set now, then try settings that are drawn at random")
        )
        self._search.setVisible(not self._is_running)
        self._stop.setVisible(self._is_running)
        self._anew.setEnabled(has_trials and not self._is_running)
        self._use.setEnabled(has_trials)

    @Slot()
    def _draw(self) -> None:
        state, across = self._state, self._across.currentData()
        best = state.trials.index(state.best) if state.best is not None else None
        points = [self._point(number, trial, across) for number, trial in enumerate(state.trials)]
        words = self.tr("Every trial becomes a point here.")
        self.plot.set_points(points, best, across in (None, _NUMBER), words)
        self._describe()

    def _point(self, number: int, trial: Trial, across: str | None) -> Point:
        value = trial.settings.get(across, 0.0) if across not in (None, _NUMBER) else number + 1
        place = self._value(value) if isinstance(value, str | bool) or value is None else value
        words = f"{self._title(number, trial)}. {self._settings(trial)}"
        # folds differ by what they are of: how far they agree on what these settings change is worth seeing
        first = self._state.trials[0]
        gains = [score - before for score, before in zip(trial.scores, first.scores, strict=True)]
        return Point(place, trial.score, first.score + min(gains), first.score + max(gains), words)

    @Slot()
    def _describe(self) -> None:
        """Say what was set in the trial under the pointer, else in the chosen one, else in the best."""
        state = self._state
        number = next((one for one in (self.plot.pointed, self.plot.chosen) if one is not None), None)
        if number is None and state.best is not None:
            number = state.trials.index(state.best)
        for words in (self._headline, self._details):
            words.setVisible(number is not None)
        if number is not None:
            self._headline.setText(self._title(number, state.trials[number]))
            self._details.setText(self._settings(state.trials[number]))

    def _title(self, number: int, trial: Trial) -> str:
        score = f"{trial.score:.2f}".replace("-", "\N{MINUS SIGN}")
        title = self.tr("Trial 1, as it was set, {0} dB") if number == 0 else self.tr("Trial {1}, {0} dB")
        words = title.format(score, number + 1)
        if trial is self._state.best and len(self._state.trials) > 1:
            gain = trial.score - self._state.trials[0].score
            words = self.tr("{0}, the best so far").format(words)
            if number:
                words = self.tr("{0}: {1} dB more than as it was set").format(words, f"{gain:.2f}")
        return words

    def _settings(self, trial: Trial) -> str:
        pairs = (f"{self._name(name)} {self._value(value)}" for name, value in trial.settings.items())
        # a name and its value stay on one line
        return "  ·  ".join(pair.replace(" ", "\N{NO-BREAK SPACE}") for pair in pairs)

    def _name(self, name: str) -> str:
        return self._names.get(name, name)

    def _value(self, value: Setting) -> str:
        if isinstance(value, bool):
            return self.tr("yes") if value else self.tr("no")
        if isinstance(value, int | float):
            return self.tr("Auto") if value < 0 else f"{value:.3g}" if isinstance(value, float) else str(value)
        return self._choices.get(str(value), str(value))

    @Slot()
    def _ask_to_use(self) -> None:
        state = self._state
        if state.best is not None:
            chosen = self.plot.chosen
            self.use_requested.emit(state.trials.index(state.best) if chosen is None else chosen)
