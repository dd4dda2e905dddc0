"""A piano roll with its document and its commands, and the mouse in it, for the tests of notes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.actions import build_actions
from app.controllers.document import DocumentController
from app.controllers.notes import NoteController
from app.graphics.pixels import AXIS_WIDTH
from app.graphics.tools.base import ToolId
from app.views.piano_roll_view import PianoRollView
from app.views.stage import Stage
from app.views.timeline import Timeline
from core.annotation.changes import Change
from core.annotation.model import Annotation, Note, Source
from core.project.project import Project, SongReference

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RATE = 1000
LENGTH_S = 20.0
WIDTH, HEIGHT = 1000, 400  # of the canvas: 50 pixels are a second, the grid is half a second wide
SOURCES = (Source("a", "Violin", "#F5A62C"), Source("b", "Cello", "#7BF5DF"))


def note(start_s: float, length_s: float, pitch: float = 60.0, source: str = "a") -> Note:
    return Note(round(start_s * RATE), round(length_s * RATE), source, pitch, 0.8)


class Desk(QWidget):
    """A window with nothing but a piano roll."""

    def __init__(self, annotation: Annotation, tool: ToolId = "notes") -> None:
        super().__init__()
        self.timeline = Timeline(self)
        self.timeline.set_length(LENGTH_S)
        self.view = PianoRollView(self.timeline, self)
        self.view.set_tool(tool)
        self.actions_by_id: dict[str, QAction] = build_actions(self)
        self.document = DocumentController(self)
        no_region = SimpleNamespace(regions=SimpleNamespace(chosen=None))
        self.controller = NoteController(
            self.document,
            cast(Stage, SimpleNamespace(piano_roll=self.view, spectrogram=no_region)),
            self.actions_by_id,
            self,
        )
        self.document.annotation_changed.connect(self.show_notes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        project = Project()
        project.set_song(SongReference(Path("song.wav"), "", RATE, round(LENGTH_S * RATE), 1))
        self.document.set_project(project)
        self.document.perform(annotation, "begin")
        self.resize(WIDTH + AXIS_WIDTH, HEIGHT)
        self.show()
        QTest.qWaitForWindowExposed(self)
        self.activateWindow()
        self.canvas.setFocus()
        self.canvas.set_y_range(50.0, 75.0)

    def _stage(self) -> SimpleNamespace:
        """Return what there is of the other pictures: no region that Delete could mean."""
        spectrogram = SimpleNamespace(regions=SimpleNamespace(chosen=None))
        return SimpleNamespace(piano_roll=self.view, spectrogram=spectrogram)

    @property
    def canvas(self) -> QWidget:
        return self.view.canvas

    def show_notes(self, _change: Change) -> None:
        annotation = self.document.annotation
        self.view.set_notes(annotation.notes, annotation.sources, {}, RATE)

    def notes(self) -> list[Note]:
        return list(self.document.annotation.notes)

    def chosen(self) -> list[Note]:
        return list(self.view.board.chosen_notes())

    def undo_words(self) -> str:
        return self.document.project.undo_words

    # the mouse

    def place(self, time_s: float, pitch: float) -> QPointF:
        return QPointF(self.view.canvas.x_of(time_s), self.view.canvas.y_of(pitch))

    def point(
        self, kind: QEvent.Type, time_s: float, pitch: float, keys: Qt.KeyboardModifier = NONE, held: bool = True
    ) -> None:
        port, place = self.view.canvas.viewport(), self.place(time_s, pitch)
        moves, lets_go = kind is QEvent.Type.MouseMove, kind is QEvent.Type.MouseButtonRelease
        button = NO_BUTTON if moves else LEFT
        buttons = NO_BUTTON if lets_go or not held else LEFT
        QApplication.sendEvent(port, QMouseEvent(kind, place, port.mapToGlobal(place), button, buttons, keys))

    def press(self, time_s: float, pitch: float, keys: Qt.KeyboardModifier = NONE) -> None:
        self.point(QEvent.Type.MouseButtonPress, time_s, pitch, keys)

    def move(self, time_s: float, pitch: float, keys: Qt.KeyboardModifier = NONE) -> None:
        self.point(QEvent.Type.MouseMove, time_s, pitch, keys)

    def release(self, time_s: float, pitch: float, keys: Qt.KeyboardModifier = NONE) -> None:
        self.point(QEvent.Type.MouseButtonRelease, time_s, pitch, keys)

    def click(self, time_s: float, pitch: float, keys: Qt.KeyboardModifier = NONE) -> None:
        self.press(time_s, pitch, keys)
        self.release(time_s, pitch, keys)

    def double_click(self, time_s: float, pitch: float) -> None:
        self.click(time_s, pitch)
        self.point(QEvent.Type.MouseButtonDblClick, time_s, pitch)
        self.release(time_s, pitch)

    def drag(self, start: tuple[float, float], stop: tuple[float, float], keys: Qt.KeyboardModifier = NONE) -> None:
        """Drag from a time and pitch to another."""
        self.press(*start, keys)
        for part in (0.3, 0.7, 1.0):
            self.move(start[0] + part * (stop[0] - start[0]), start[1] + part * (stop[1] - start[1]), keys)
        self.release(*stop, keys)

    def hover(self, time_s: float, pitch: float) -> Qt.CursorShape:
        """Move the pointer without a button and return the cursor that is shown."""
        self.point(QEvent.Type.MouseMove, time_s, pitch, held=False)
        return self.view.canvas.viewport().cursor().shape()

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, keys)


def played(*notes: Note) -> Annotation:
    return Annotation(sources=SOURCES).with_notes(notes)
