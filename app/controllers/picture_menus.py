"""The right button and the menu key in spectrogram, lanes and piano roll: what can be done with what is there.

Owns these menus and what they choose before they open; their actions are those of the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Slot
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.views.stage import Stage
from core.annotation.activity_edits import extent_at

_LANES = ("mark_active", "mark_silent", "mark_unknown", "", "fill_from_notes", "silent_elsewhere", "", "example_alone",
          "example_not", "", "rename_source")  # fmt: skip
_SPECTROGRAM = ("play_selection", "zoom_selection", "", "example_alone", "example_not", "example_stem", "",
                "mark_active", "mark_silent", "", "separate_selection", "remove_noise")  # fmt: skip
_NOTES = ("cut", "copy", "paste", "delete", "", "quantise", "tighten", "split", "to_source", "", "separate_notes", "",
          "select_all", "choose_source", "choose_pitches", "choose_between", "choose_in_time")  # fmt: skip


class PictureMenus(QObject):
    """One menu per picture, made anew each time."""

    def __init__(self, stage: Stage, actions: dict[str, QAction], parent: QObject | None = None) -> None:
        """Listen at the pictures of ``stage``."""
        super().__init__(parent)
        self._stage, self._actions = stage, actions
        self._menu: QMenu | None = None
        for canvas in (stage.spectrogram.canvas, stage.lanes.canvas, stage.piano_roll.canvas):
            canvas.viewport().installEventFilter(self)
            canvas.installEventFilter(self)  # the menu key

    @property
    def menu(self) -> QMenu | None:
        """The menu that is open."""
        return self._menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Open the menu of a picture."""
        if event.type() != QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return False
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return True  # a stroke is in the air, which a menu would never let end
        spectrogram, lanes = self._stage.spectrogram.canvas, self._stage.lanes.canvas
        if watched in (spectrogram, spectrogram.viewport()):
            if not self._is_of_region(event):
                self._open(spectrogram, _SPECTROGRAM, event.globalPos())
            return True
        is_lanes = watched in (lanes, lanes.viewport())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            choose = self._choose_in_lanes if is_lanes else self._choose_note
            choose(event.pos())
        canvas = lanes if is_lanes else self._stage.piano_roll.canvas
        self._open(canvas, _LANES if is_lanes else _NOTES, event.globalPos())
        return True

    def _open(self, parent: QWidget, names: tuple[str, ...], place: QPoint) -> None:
        menu = QMenu(parent)
        menu.setAccessibleName(parent.accessibleName())
        menu.setToolTipsVisible(True)  # they say why something cannot be done
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._forget)
        self._menu = menu
        menu.popup(place)

    def _is_of_region(self, event: QContextMenuEvent) -> bool:
        """Return whether it is a region that is asked for, which has a menu of its own."""
        view = self._stage.spectrogram
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            return view.regions.chosen is not None
        place = view.canvas.place_at(QPointF(event.pos()))
        return view.regions.surface.region_at(place) is not None

    @Slot()
    def _forget(self) -> None:
        self._menu = None

    def _choose_in_lanes(self, pixel: QPoint) -> None:
        """Choose the lane, and the span there unless the place is selected already."""
        view = self._stage.lanes
        time_s, line, lanes = view.canvas.time_at(pixel.x()), view.timeline, view.lanes
        index = lanes.lane_at(view.canvas.value_at(pixel.y()))
        if index is None or not 0 <= time_s <= line.length_s:
            return
        view.source_picked.emit(lanes.sources[index].id)
        start_s, stop_s = line.selection
        if not start_s <= time_s <= stop_s:
            length = round(line.length_s * lanes.rate)
            span = extent_at(lanes.activity(index), round(time_s * lanes.rate), length)
            line.set_selection(span.start / lanes.rate, span.stop / lanes.rate)

    def _choose_note(self, pixel: QPoint) -> None:
        """Choose the note there, unless it is among those that are chosen."""
        view = self._stage.piano_roll
        canvas, board = view.canvas, view.board
        hit = board.hit(canvas.place_at(QPointF(pixel)))
        if hit is not None and not board.chosen[hit.number]:
            board.choose(board.only(hit.number))
