"""Whether a separation can begin: why not, or what is worth knowing before.

Owns these words and the order in which the reasons count. Shows nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.controllers.problems import ProblemWatch
from app.controllers.session import Session
from app.views.engine_panel import EnginePanel
from core.engines.base import Problem
from core.run_report import unguided


class Readiness(QObject):
    """What is said below the button."""

    def __init__(
        self, session: Session, watch: ProblemWatch, engine: EnginePanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._watch, self._engine = session, watch, engine
        self.problems: list[Problem] = []

    def reason(self) -> str:
        """Return why nothing can be separated now; also finds the engine's problems."""
        session, document = self._session, self._session.document
        self.problems = []
        self._watch.recommend()
        if session.song.mixture is None:
            self._watch.forget()
            return self.tr("Open a song first.")
        if session.awaits_score:
            return self.tr("The score is being read.")
        if session.score.is_matching:
            return self.tr("The score is being matched to the song.")
        if not document.annotation.sources and not session.separation.makes(self._engine.engine_id()):
            return self.tr("Add a source and paint when it plays, or import a score: this engine has to be told.")
        if document.annotation.sources and not document.chosen:
            return self.tr("Choose at least one source.")
        self.problems = self._watch.problems()
        errors = [problem for problem in self.problems if problem.severity == "error"]
        return self.tr("Something is missing, see above.") if errors else ""

    def advice(self) -> str:
        """Return what is worth knowing before a separation that can begin; often nothing."""
        separation, annotation = self._session.separation, self._session.document.annotation
        if separation.is_outdated:
            return self.tr("Something has changed since these stems were separated.")
        if not annotation.sources:
            words = self.tr("Nothing has to be said first: this gives {0}. What you paint then makes them better.")
            return words.format(separation.makes(self._engine.engine_id()))
        engine = separation.engine
        if engine is not None and engine.default_sources and "activity" in engine.uses and unguided(annotation):
            words = self.tr("To make it better, paint where {0} is silent (Alt + drag in its lane), then separate.")
            return words.format(annotation.sources[0].name)
        return ""
