"""Finding good settings: a random search beside everything else, kept with the project.

Owns the panel and the search's thread. What is tried, and how it is measured, is the core's.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction

from app.bridge import Doorbell, IoLane, IoTask
from app.controllers.document import DocumentController
from app.controllers.search_work import ENGINE_ID, SearchWork, found_by, keep
from app.controllers.separation import SeparationController
from app.controllers.song import SongController
from app.i18n import core_words, engine_words
from app.views.controls import format_span
from app.views.engine_panel import EnginePanel
from app.views.parameter_form import parameter_words
from app.views.search_panel import SearchPanel
from core.engines.base import SeparationRequest, parameter_specs
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.search_state import SearchState
from core.errors import CoreError
from core.project.project import Project


@dataclass(frozen=True, eq=False)
class _Course:
    """A search under way."""

    project: Project
    variant: str
    goal: int
    work: SearchWork
    task: IoTask
    begun_with: int
    folds: int


class SettingsSearch(QObject):
    """One panel, one search at a time."""

    def __init__(
        self,
        document: DocumentController,
        song: SongController,
        separation: SeparationController,
        engine: EnginePanel,
        action: QAction,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._song, self._separation = document, song, separation
        self._engine, self._action = engine, action
        self._lane: IoLane | None = None
        self._course: _Course | None = None
        self._shown_variant = ""
        self.panel: SearchPanel | None = None
        self._bell = Doorbell(self)
        self._bell.rung.connect(self._on_progress)
        engine.offer(action, ENGINE_ID)
        action.triggered.connect(self.show)
        engine.changed.connect(self.refresh)
        document.replaced.connect(self._on_project)
        song.opened.connect(self.refresh)
        self.refresh()

    @property
    def is_running(self) -> bool:
        """Whether settings are being tried."""
        return self._course is not None

    @Slot()
    def refresh(self) -> None:
        """Let be asked for what can be done, and show what the chosen variant has found."""
        is_chosen = self._engine.engine_id() == ENGINE_ID
        self._action.setEnabled(is_chosen and self._song.mixture is not None)
        variant = self._variant()
        if self.panel is not None and self._course is None and variant and variant != self._shown_variant:
            self._show_found()

    @Slot()
    def show(self) -> None:
        """Open the panel, or bring it to the front."""
        if self.panel is None:
            names, choices = _words()
            window = self._engine.window()
            self.panel = SearchPanel(names, choices, window)
            self.panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.panel.search_requested.connect(self.start)
            self.panel.stop_requested.connect(self.stop)
            self.panel.anew_requested.connect(self._forget)
            self.panel.use_requested.connect(self._use)
            self.panel.finished.connect(self._on_closed)
            self._show_found()
            self.panel.set_running(self._course is not None)
        self.panel.show()
        self.panel.raise_()
        self.panel.activateWindow()

    @Slot()
    def start(self) -> None:
        """Begin to try settings, or go on."""
        mixture, parameters = self._song.mixture, self._engine.parameters()
        if self.panel is None or self._course is not None or mixture is None or not self._variant():
            return
        request = SeparationRequest(mixture, self._separation.asked().annotation, parameters)
        project, wanted = self._document.project, self.panel.wanted()
        state = found_by(project, parameters.variant)
        goal = wanted.goal(state)
        if not wanted.fits(state):
            state = SearchState()
        state = SearchState(state.seed, wanted.folds, state.key, state.trials) if not state.trials else state
        work = SearchWork(request, state, goal, wanted.with_columns, self._bell.ring)
        task = IoTask(work, self.tr("The search"))
        task.finished.connect(self._on_ended)
        task.failed.connect(self._on_failed)
        self._course = _Course(project, parameters.variant, goal, work, task, len(state.trials), wanted.folds)
        if self._lane is None:
            self._lane = IoLane()
        self._lane.submit(task)
        self.panel.set_running(True)
        self.panel.set_progress(len(state.trials) / goal, self.tr("Hearing the examples…"))

    @Slot()
    def stop(self) -> None:
        """End the search; its trials stay."""
        if self._course is not None:
            self._course.work.stop()
            if self.panel is not None:
                self.panel.tell(self.tr("Stopping…"))

    def close(self) -> None:
        """End the thread, and close the panel."""
        if self._course is not None:
            self._course.work.stop()
            self._course.task.cancel()
            self._course = None
        if self.panel is not None:
            self.panel.close()
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    def _variant(self) -> str:
        parameters = self._engine.parameters()
        return parameters.variant if isinstance(parameters, ExampleNmfParameters) else ""

    def _show_found(self) -> None:
        assert self.panel is not None
        self._shown_variant = self._variant()
        self.panel.plot.choose(None)
        self.panel.adopt(found_by(self._document.project, self._shown_variant))
        self.panel.tell("")

    @Slot()
    def _on_progress(self) -> None:
        course = self._course
        if course is None:
            return
        state, share, seconds = course.work.progress()
        self._keep(course, state)
        if self.panel is None:
            return
        if len(state.trials) != self.panel.trial_count or state.key != self.panel.key:
            self.panel.set_state(state)
        if course.work.is_stopping:
            return
        each = state.seconds_each if len(state.trials) > 1 else seconds / share if share > 0.1 else state.seconds_each
        words = self.tr("Trial {0} of {1}").format(len(state.trials) + 1, course.goal)
        if each is not None:
            left = each * (course.goal - len(state.trials) - share)
            words += self.tr(" · about {0} s each · {1} left").format(_seconds(each), format_span(max(0.0, left)))
        if len(state.trials) < course.begun_with:
            words += " · " + self._anew_words()
        self.panel.set_progress((len(state.trials) + share) / course.goal, words)

    def _anew_words(self) -> str:
        return self.tr("the examples or the settings are others than before, so the search began anew")

    @Slot(object)
    def _on_ended(self, state: SearchState) -> None:
        course, self._course = self._course, None
        if course is None:
            return
        self._keep(course, state)
        if self.panel is None:
            return
        self.panel.set_running(False)
        if self._document.project is not course.project or self._variant() != course.variant:
            self._show_found()
            return
        self.panel.adopt(state)
        is_whole = len(state.trials) >= course.goal
        count = self.tr("%n trial(s)", "", len(state.trials))
        words = self.tr("Done: {0}.") if is_whole else self.tr("Stopped: {0} so far.")
        words = words.format(count)
        if state.folds < course.folds:
            words += " " + self.tr("There is too little for folds: a third of the examples was held back once.")
        self.panel.tell(words)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._course = None
        if self.panel is not None:
            self.panel.set_running(False)
            words = core_words(str(error))
            self.panel.tell(words[:1].upper() + words[1:])

    @Slot()
    def _forget(self) -> None:
        keep(self._document.project, self._shown_variant, SearchState())
        self._show_found()

    @Slot(int)
    def _use(self, number: int) -> None:
        """Set the engine as in a trial."""
        state = found_by(self._document.project, self._shown_variant)
        if self.panel is not None and number < len(state.trials):
            self._engine.use(ENGINE_ID, {"variant": self._shown_variant, **state.trials[number].settings})
            self.panel.tell(self.tr("The engine is set as in trial {0}.").format(number + 1))

    def _keep(self, course: _Course, state: SearchState) -> None:
        """Let the project remember what has been found, as long as it is open."""
        if self._document.project is course.project and state.trials:
            try:
                keep(course.project, course.variant, state)
            except CoreError as error:
                self._document.failed.emit(error)

    @Slot()
    def _on_project(self) -> None:
        """Another project is open: its examples are others."""
        self.stop()
        if self.panel is not None and self._course is None:
            self._show_found()

    @Slot()
    def _on_closed(self) -> None:
        self.panel = None


def _words() -> tuple[dict[str, str], dict[str, str]]:
    """Return what parameters, and the words that they have for values, are called."""
    names: dict[str, str] = {}
    choices: dict[str, str] = {}
    for spec in parameter_specs(ExampleNmfParameters):
        name, _help, *words = (engine_words(text) for text in parameter_words(spec))
        names[spec.name] = name
        choices.update(zip(spec.choices, words, strict=True))
    return names, choices


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds < 3 else f"{seconds:.0f}"
