"""Whether a window is sound: nothing was raised or complained of, the annotation is valid, the file holds it all."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QtMsgType, qInstallMessageHandler

from app.controllers.document import DocumentController
from core.annotation.changes import difference
from core.annotation.model import Annotation
from core.project.checks import check_activity, check_notes, check_references, check_region, check_sources
from core.project.project import Project

# what a screen that is none cannot do
HARMLESS = ("does not support", "propagateSizeHints")
# what a device that is shaky makes the player say
EXPECTED = "there is no sound: "


class Troubles:
    """Everything that should not have happened, from any thread."""

    def __init__(self) -> None:
        self.found: list[str] = []
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(self._on_message)
        handler = logging.Handler(logging.WARNING)
        handler.emit = self._on_record  # type: ignore[method-assign]
        logging.getLogger().addHandler(handler)

    def _on_exception(self, *error: object) -> None:
        self.found.append("".join(traceback.format_exception(*error)))  # type: ignore[arg-type, call-overload]

    def _on_message(self, kind: QtMsgType, _context: object, words: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not any(harmless in words for harmless in HARMLESS):
            self.found.append(f"Qt: {words}")

    def _on_record(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith(EXPECTED):
            return
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self.found.append(f"log: {record.getMessage()} {trace}")

    def guard(self, kind: type, *names: str) -> None:
        """Catch what handlers of events raise: where a test sends the event, the binding may crash over it."""
        for name in names:
            setattr(kind, name, self._guarded(getattr(kind, name)))

    def _guarded(self, handler: Callable[[object, QEvent], None]) -> Callable[[object, QEvent], None]:
        def guarded(widget: object, event: QEvent) -> None:
            try:
                handler(widget, event)
            except Exception:
                self.found.append(traceback.format_exc())

        return guarded

    def check(self) -> None:
        """Fail where there was any."""
        assert not self.found, "\n".join(self.found)


def check_project(project: Project, folder: Path) -> None:
    """Look at the annotation, and at the project as another program would find it."""
    annotation = project.annotation
    ids = {source.id for source in annotation.sources}
    check_sources(annotation.sources)
    check_notes(annotation.notes, ids)
    check_references(annotation, ids)
    for activity in annotation.activities:
        check_activity(activity, ids)
    for region in annotation.regions:
        check_region(region, ids)
    if project.path is not None:
        _check_file(project, project.path, folder)


def _check_file(project: Project, path: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        twin = Path(place) / "twin.stembrush"
        # a write of the io lane between the two copies would tear them apart
        with project._files:
            shutil.copyfile(path, twin)
            if Path(f"{path}-wal").exists():
                shutil.copyfile(f"{path}-wal", f"{twin}-wal")
        opened = Project.open(twin)
        try:
            assert not difference(opened.annotation, project.annotation), "the file holds something else"
            told = (opened.undo_words, opened.redo_words, opened.undo_count)
            assert told == (project.undo_words, project.redo_words, project.undo_count)
        finally:
            opened.close()


def check_history(document: DocumentController) -> None:
    """Take everything back and do it again."""
    project = document.project
    while project.redo_words:
        document.redo()
    end, count = project.annotation, project.undo_count
    while project.undo_words:
        document.undo()
    assert not difference(project.annotation, Annotation()), "undo does not lead to the beginning"
    while project.redo_words:
        document.redo()
    assert not difference(project.annotation, end), "redo does not lead to the end"
    assert project.undo_count == count
