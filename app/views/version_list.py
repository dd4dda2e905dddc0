"""Versions as rows: letter, name, figures and what is to be known of them.

Owns their look, their keys and typing a name in place; what the user does with them is an intent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.plain_text import literal
from app.theme import current, figures_font
from app.theme.icons import pixmap
from app.theme.tokens import RADIUS, SPACE_S, SPACE_XS

ROW_HEIGHT = 42
_CHIP_PX = 22
_GLYPH_PX = 16

_OWN_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter)

Mark = Literal["", "outdated", "unsafe", "fault"]
_GLYPHS = {"outdated": ("outdated", "dim"), "unsafe": ("warning", "warning"), "fault": ("error", "danger")}


@dataclass(frozen=True)
class VersionRow:
    """One version; the preview of a running job has no letter. ``details`` are the lines of the tool tip."""

    id: object
    letter: str
    name: str
    figures: str = ""
    mark: Mark = ""
    details: str = ""
    is_chosen: bool = False
    is_loading: bool = False
    can_rename: bool = True


class VersionList(QListWidget):
    """Rows of which one is shown and heard: a click, or up and down; Enter types its name."""

    chosen = Signal(object)
    renamed = Signal(object, str)
    remove_requested = Signal(object)
    menu_requested = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self._scroll_to = -1
        # its own, which ends with it
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._scroll)
        self.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.setAccessibleName(self.tr("Versions"))
        self.setItemDelegate(_RowPainter(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._on_clicked)
        self.itemDoubleClicked.connect(self._on_double_clicked)
        self.itemChanged.connect(self._on_edited)

    def set_rows(self, rows: list[VersionRow]) -> None:
        """Show these versions; one whose name is being typed keeps its field."""
        if [self.row_at(place) for place in range(self.count())] == rows:
            return
        had_preview, chosen = self.has_preview(), self._chosen_id()
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        for place, row in enumerate(rows):
            item = self.item(place) or QListWidgetItem()
            if item.data(Qt.ItemDataRole.UserRole) != row:
                self._fill(item, row)
            if item.listWidget() is None:
                # with all that is known of it: a scroll bar that comes lets the list look at its rows at once
                self.addItem(item)
            if row.is_chosen:
                self.setCurrentItem(item)
        if not any(row.is_chosen for row in rows):
            self.setCurrentRow(-1)
        self.blockSignals(False)
        self.updateGeometry()
        if self.has_preview() and not had_preview:
            self._scroll_to = self.count() - 1
        elif any(row.is_chosen for row in rows) and (chosen != self._chosen_id()):
            self._scroll_to = self.currentRow()
        self._later.start()
        self.viewport().update()

    def _fill(self, item: QListWidgetItem, row: VersionRow) -> None:
        item.setData(Qt.ItemDataRole.UserRole, row)
        item.setData(Qt.ItemDataRole.EditRole, row.name)
        words = (row.letter, row.name, row.figures, row.details.replace("\n", ", "))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in words if part))
        item.setToolTip(literal(row.details))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if row.can_rename else flags)

    def _chosen_id(self) -> object:
        rows = (self.row_at(place) for place in range(self.count()))
        return next((row.id for row in rows if row.is_chosen), None)

    @Slot()
    def _scroll(self) -> None:
        """Bring into sight what is new, once there is room for it."""
        item, self._scroll_to = self.item(self._scroll_to), -1
        if item is not None:
            self.scrollToItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the chosen version in sight."""
        super().resizeEvent(event)
        if self.currentItem() is not None and not self.has_preview():
            self.scrollToItem(self.currentItem())

    def has_preview(self) -> bool:
        """Return whether the last row is that of a running job."""
        return self.count() > 0 and not self.row_at(self.count() - 1).letter

    def row_at(self, place: int) -> VersionRow:
        """Return what a row shows."""
        row: VersionRow = self.item(place).data(Qt.ItemDataRole.UserRole)
        return row

    def edit_name(self, version_id: object) -> None:
        """Let the name of a version be typed."""
        if self.state() is QListWidget.State.EditingState:
            return
        for place in range(self.count()):
            if self.row_at(place).id == version_id and self.row_at(place).can_rename:
                self.scrollToItem(self.item(place))
                self.editItem(self.item(place))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all rows."""
        return QSize(200, self.count() * ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for one row."""
        return QSize(120, min(1, self.count()) * ROW_HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Keep Del and Enter from the window while a row has the keys."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers()
            and event.key() in _OWN_KEYS
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down show another version, Enter types the name, Del removes."""
        item = self.currentItem()
        if self.state() is QListWidget.State.EditingState:
            return  # the Enter that has ended the typing
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item is not None:
                self.edit_name(self.row_at(self.row(item)).id)
        elif event.key() == Qt.Key.Key_Delete:
            if item is not None:
                self.remove_requested.emit(self.row_at(self.row(item)).id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
            if self.currentItem() is not None and self.currentItem() is not item:
                self._on_clicked(self.currentItem())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the right button to the menu: it shows nothing else."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with the row under the pointer, or with the one that has the keys."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item is not None:
            place = self.visualItemRect(item).center() if by_key else event.pos()
            self.menu_requested.emit(self.row_at(self.row(item)).id, self.viewport().mapToGlobal(place))

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.row_at(self.row(item)).id)

    @Slot(QListWidgetItem)
    def _on_double_clicked(self, item: QListWidgetItem) -> None:
        self.edit_name(self.row_at(self.row(item)).id)

    @Slot(QListWidgetItem)
    def _on_edited(self, item: QListWidgetItem) -> None:
        row: VersionRow = item.data(Qt.ItemDataRole.UserRole)
        name = str(item.data(Qt.ItemDataRole.EditRole)).strip()
        if name != row.name:
            self.renamed.emit(row.id, name)


class _RowPainter(QStyledItemDelegate):
    """Draws a row: the letter, the name over the figures, a mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Rows are all of one height."""
        return QSize(120, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        row: VersionRow = index.data(Qt.ItemDataRole.UserRole)
        theme = current()
        place: QRect = option.rect.adjusted(0, 1, 0, -1)
        flags = QStyle.StateFlag
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if row.is_chosen:
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        elif option.state & flags.State_MouseOver:
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        if option.state & flags.State_Selected and option.state & flags.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.accent))
            painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        self._draw_chip(painter, place, row)
        self._draw_words(painter, place, row)
        painter.restore()

    def _draw_chip(self, painter: QPainter, place: QRect, row: VersionRow) -> None:
        theme = current()
        top = place.top() + (place.height() - _CHIP_PX) // 2
        chip = QRect(place.left() + SPACE_S, top, _CHIP_PX, _CHIP_PX)
        if not row.letter:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(chip.topLeft() + QPoint(3, 3), pixmap("separate", _GLYPH_PX, "accent", ratio))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent if row.is_chosen else theme.hover))
        painter.drawRoundedRect(chip, RADIUS, RADIUS)
        font = QFont(painter.font())
        font.setPixelSize(12 if len(row.letter) == 1 else 10)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.on_accent if row.is_chosen else theme.text_dim))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, row.letter)

    def _draw_words(self, painter: QPainter, place: QRect, row: VersionRow) -> None:
        theme = current()
        words = _words_place(place)
        if row.mark:
            name, role = _GLYPHS[row.mark]
            ratio = painter.device().devicePixelRatioF()
            left = place.right() - SPACE_S - _GLYPH_PX + 1
            picture = pixmap(name, _GLYPH_PX, role, ratio)  # type: ignore[arg-type]
            painter.drawPixmap(left, place.top() + (place.height() - _GLYPH_PX) // 2, picture)
            words.setRight(left - SPACE_XS)
        font, small = QFont(painter.font()), figures_font(11)
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.DemiBold if row.is_chosen else QFont.Weight.Normal)
        upper = QRect(words.left(), words.top(), words.width(), words.height() * 11 // 20)
        lower = QRect(words.left(), upper.bottom(), words.width(), words.bottom() - upper.bottom())
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(font)
        painter.setPen(QColor(theme.text_faint if row.mark == "fault" else theme.text))
        painter.drawText(
            upper, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(font).elidedText(row.name, elide, upper.width())
        )
        below = self.tr("Bringing the stems back…") if row.is_loading else row.figures
        painter.setFont(small)
        painter.setPen(QColor(theme.text_dim))
        painter.drawText(
            lower, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(small).elidedText(below, elide, lower.width())
        )

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return the field in which the name is typed."""
        field = QLineEdit(parent)
        field.setAccessibleName(self.tr("Name of the version"))
        field.setObjectName("version_name")
        return field

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Hand the name on."""
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put the field where the words are."""
        words = _words_place(option.rect)
        height = editor.sizeHint().height()
        editor.setGeometry(words.left() - SPACE_XS, option.rect.center().y() - height // 2, words.width(), height)


def _words_place(place: QRect) -> QRect:
    return place.adjusted(2 * SPACE_S + _CHIP_PX, SPACE_XS, -SPACE_S, -SPACE_XS)
