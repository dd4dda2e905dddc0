"""The dictionary of a source in a window of its own: seen, heard, named, thinned out, kept.

Owns the composition of the window and the way between its parts; what is asked for is an intent.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors_ui import MessageBar
from app.graphics.axes import FrequencyAxis
from app.graphics.dictionary_columns import ShownColumns
from app.graphics.dictionary_names import DictionaryNames
from app.graphics.dictionary_picture import DictionaryPicture
from app.graphics.pixels import AXIS_WIDTH
from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M
from app.views.controls import ElidedLabel
from app.views.dictionary_empty import DictionaryEmpty
from app.views.dictionary_head import DictionaryHead
from app.views.dictionary_library import DictionaryLibraryView
from app.views.dictionary_side import DictionarySide
from app.views.dictionary_words import DictionaryWords

SUFFIX = ".stemdict"
_SIDE_PX = 272
_STEPS = 1000  # of the scroll bar per column


class DictionaryWindow(QDialog):
    """Head, picture, side."""

    play_requested = Signal(object)  # numbers of the columns, in the order in which they are to be heard
    stop_requested = Signal()
    labelled = Signal(int, str)
    remove_requested = Signal(object)  # numbers of the columns
    file_dropped = Signal(object)  # Path
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dictionary_window")
        self.setWindowTitle(self.tr("Dictionary"))
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(860, 600))
        self.words = DictionaryWords(self)
        self._shown: ShownColumns | None = None
        self._is_playing = self._plays_many = False
        self._next_place: int | None = None  # the current one, when columns are gone
        self.messages = MessageBar()
        self.head, self.side, self.library = DictionaryHead(), DictionarySide(), DictionaryLibraryView()
        self.picture = DictionaryPicture()
        self.axis, self.names = FrequencyAxis(self.picture), DictionaryNames(self.picture)
        self.readout = ElidedLabel("small", Qt.TextElideMode.ElideRight)
        self.readout.setObjectName("dictionary_readout")
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setAccessibleName(self.tr("Visible columns"))
        self.empty = DictionaryEmpty()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_plane())
        self._pages.addWidget(self.empty)
        self._lay_out()
        self._connect()
        self.resize(QSize(1020, 640))
        self.show_columns(None)

    def _make_plane(self) -> QWidget:
        plane = QFrame()
        plane.setProperty("kind", "canvas")
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.axis)
        row.addWidget(self.picture, 1)
        scroll = QHBoxLayout()
        scroll.setContentsMargins(AXIS_WIDTH, 0, 0, 0)
        scroll.addWidget(self._bar)
        layout = QVBoxLayout(plane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row, 1)
        layout.addWidget(self.names)
        layout.addLayout(scroll)
        return plane

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_SIDE_PX)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.side)
        right.addWidget(self.library, 1)
        left = QVBoxLayout()
        left.setSpacing(SPACE_M)
        left.addWidget(self.head)
        left.addWidget(self._pages, 1)
        left.addWidget(self.readout)
        body = QHBoxLayout()
        body.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        body.setSpacing(SPACE_L)
        body.addLayout(left, 1)
        body.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        picture, side = self.picture, self.side
        picture.hovered.connect(self._on_hovered)
        picture.current_changed.connect(self.messages.drop_info)
        picture.current_changed.connect(self._on_current)
        picture.across_changed.connect(self._show_bar)
        picture.play_requested.connect(self._play_current)
        picture.name_requested.connect(self._type_label)
        picture.remove_requested.connect(self._remove_chosen)
        picture.menu_requested.connect(self._open_menu)
        self._bar.valueChanged.connect(self._on_bar)
        side.play_requested.connect(self._play_chosen)
        side.remove_requested.connect(self._remove_chosen)
        side.labelled.connect(self._on_labelled)
        side.left.connect(self._take_focus)
        self.head.play_requested.connect(self._play_all)
        self.empty.import_requested.connect(self.library.import_requested)

    # what is shown

    @property
    def shown(self) -> ShownColumns | None:
        """The columns that are shown."""
        return self._shown

    def show_columns(self, shown: ShownColumns | None) -> None:
        """Show other columns, or none; of the same source the place stays."""
        before, place = self._shown, self._next_place
        self._next_place = None
        if place is None and before is not None and shown is not None:
            is_same = shown.dictionary.source_id == before.dictionary.source_id
            place = self.picture.choice.current if is_same else 0
        self._shown = shown
        self.axis.set_warp(shown.warp if shown is not None else None)
        self.names.set_names(
            [(self.words.short_name(shown, at), bool(shown.given_label(at))) for at in range(shown.count)]
            if shown is not None
            else []
        )
        self.picture.show_columns(shown, place or 0)
        if shown is not None:
            dictionary = shown.dictionary
            grid = self.words.grid(dictionary.rate, dictionary.window_samples)
            facts = dictionary.provenance
            about = "\n".join(f"{heading}: {value}" for heading, value in self.words.provenance(facts))
            lines = (self.words.origin(facts), self.words.making(facts), about)
            self.side.show_dictionary(dictionary.name, self.words.size(shown), grid, *lines)
        self.side.setVisible(shown is not None)
        self._pages.setCurrentIndex(0 if shown is not None else 1)
        if before is None and shown is not None:
            self.picture.setFocus()
        self.readout.setVisible(shown is not None)
        self._show_bar()

    def set_playing(self, number: int | None) -> None:
        """Mark the column of a number as the one that is heard; None: nothing is."""
        self._is_playing = number is not None and self._plays_many
        self.head.set_playing(self._is_playing)
        places = {} if self._shown is None else {self._shown.column(at): at for at in range(self._shown.count)}
        self.picture.set_playing(None if number is None else places.get(number))

    @Slot()
    def _on_current(self) -> None:
        shown, choice = self._shown, self.picture.choice
        if shown is None or not shown.count:
            return
        place, count = choice.current, len(choice.chosen)
        title = self.tr("Chosen column") if count == 1 else self.tr("{0} columns chosen").format(count)
        is_one = choice.chosen == {place}
        pitch = self.words.pitch(shown, place) if is_one else ""
        usual, may_remove = self.words.short_name(shown, place), 0 < count < shown.count
        given = shown.given_label(place)
        self.side.show_chosen(title, given, usual if not given else "", pitch, is_one, may_remove)
        self.side.play.setEnabled(count > 0)
        words = self.words.column(shown, place)
        self.picture.describe(words if count == 1 else f"{words}. {title}")
        self.readout.set_whole(words)

    @Slot(object)
    def _on_hovered(self, spot: tuple[int, float] | None) -> None:
        if self._shown is None:
            return
        self.axis.set_pointer(spot[1] if spot is not None else None)
        if spot is None:
            self.readout.set_whole(self.words.column(self._shown, self.picture.choice.current))
        else:
            self.readout.set_whole(self.words.spot(self._shown, *spot))

    @Slot()
    def _show_bar(self) -> None:
        first, stop = self.picture.across
        count = self._shown.count if self._shown is not None else 0
        self._bar.blockSignals(True)
        self._bar.setRange(0, round(max(0.0, count - (stop - first)) * _STEPS))
        self._bar.setPageStep(round((stop - first) * _STEPS))
        self._bar.setSingleStep(round(max(1.0, (stop - first) / 10) * _STEPS))
        self._bar.setValue(round(first * _STEPS))
        self._bar.blockSignals(False)
        self._bar.setVisible(self._bar.maximum() > 0)

    @Slot(int)
    def _on_bar(self, value: int) -> None:
        first, stop = self.picture.across
        self.picture.set_across(value / _STEPS, stop - first)

    # what the user wants

    def _numbers(self, places: Sequence[int]) -> list[int]:
        return [self._shown.column(place) for place in places] if self._shown is not None else []

    def _play(self, places: Sequence[int]) -> None:
        self._plays_many = len(places) > 1
        self.play_requested.emit(self._numbers(places))

    @Slot()
    def _play_current(self) -> None:
        self._play([self.picture.choice.current])

    @Slot()
    def _play_chosen(self) -> None:
        self._play(sorted(self.picture.choice.chosen))

    @Slot()
    def _play_all(self) -> None:
        if self._is_playing:
            self.stop_requested.emit()
        elif self._shown is not None:
            self._play(range(self._shown.count))

    @Slot()
    def _remove_chosen(self) -> None:
        shown, chosen = self._shown, self.picture.choice.chosen
        if shown is None or not chosen:
            return
        if len(chosen) == shown.count:
            self.messages.tell_info(self.tr("One column has to stay. Learn anew takes the whole dictionary away."))
            return
        self._next_place = min(chosen)
        self.remove_requested.emit(frozenset(self._numbers(sorted(chosen))))

    @Slot()
    def _type_label(self) -> None:
        if self.side.label.isEnabled():
            self.side.label.setFocus()
            self.side.label.selectAll()

    @Slot(str)
    def _on_labelled(self, label: str) -> None:
        if self._shown is not None:
            self.labelled.emit(self._shown.column(self.picture.choice.current), label)

    @Slot()
    def _take_focus(self) -> None:
        self.picture.setFocus()

    @Slot(object)
    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.exec(at)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Return what can be done with the chosen columns."""
        menu, side = QMenu(self), self.side
        menu.addAction(icon("play"), self.tr("Play"), self._play_chosen).setEnabled(side.play.isEnabled())
        menu.addAction(icon("rename"), self.tr("Name…"), self._type_label).setEnabled(side.label.isEnabled())
        menu.addAction(icon("remove"), self.tr("Remove"), self._remove_chosen).setEnabled(side.remove.isEnabled())
        menu.addSeparator()
        menu.addAction(self.tr("Choose all"), self.picture.choose_all)
        menu.addAction(icon("zoom-fit"), self.tr("Show all"), self.picture.show_all)
        return menu

    def lend(self, actions: Sequence[QAction]) -> None:
        """Let actions of the main window work here, too, by their keys."""
        self.addActions(list(actions))

    # files and the desktop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a dictionary."""
        if _dropped(event) is not None:
            event.acceptProposedAction()
            self.empty.set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """The file went elsewhere."""
        self.empty.set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Use the first dictionary among the files."""
        self.empty.set_dropping(False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "head"):
            self.head.retint()
            self.empty.retint()

    def done(self, result: int) -> None:
        """Tell that the window goes, also by Esc."""
        super().done(result)
        self.closed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close as Esc does."""
        self.done(0)
        event.accept()


def _dropped(event: QDropEvent) -> Path | None:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == SUFFIX), None)
