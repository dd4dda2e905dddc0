"""The sources of a song of which nothing is said: those that an engine separates it into by itself.

Owns their names in the user's language, and the step that adds them. Shows nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.controllers.document import DocumentController
from core.annotation.model import Annotation
from core.engines.base import EngineInfo
from core.engines.low_rank.sources import with_default_sources


class DefaultSources(QObject):
    """Sources where the user has none."""

    def __init__(self, document: DocumentController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document

    def words(self, engine: EngineInfo) -> str:
        """Return the names of the sources that an engine makes by itself; empty where it makes none."""
        names = self._names(engine)
        return self.tr("{0} and {1}").format(", ".join(names[:-1]), names[-1]) if names else ""

    def completed(self, engine: EngineInfo) -> Annotation:
        """Return what the user has said, with the engine's own sources where there are none."""
        annotation = self._document.annotation
        if annotation.sources or not engine.default_sources:
            return annotation
        return with_default_sources(annotation.changed(), self._names(engine))

    def add(self, engine: EngineInfo) -> bool:
        """Add them where there are none, as one step; return whether there is something to separate into.

        They stay when the run is cancelled or fails: the user may have painted on them meanwhile, and the next run
        wants them again.
        """
        document, after = self._document, self.completed(engine)
        if after is document.annotation:
            return bool(after.sources)
        if not document.perform(after, self.tr("Add {0}").format(self.words(engine))):
            return False
        for source in after.sources:
            document.choose(source.id, True)
        return True

    def _names(self, engine: EngineInfo) -> tuple[str, ...]:
        words = {"voice": self.tr("Voice"), "accompaniment": self.tr("Accompaniment")}
        return tuple(words.get(name, name) for name in engine.default_sources)
