"""Files as rows: name, folder, when; and the words for when.

Owns their look and keys; what is chosen is an intent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QDateTime,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.plain_text import literal
from app.theme import current
from app.theme.icons import pixmap
from app.theme.tokens import RADIUS, SPACE_M, SPACE_S, SPACE_XS

_ROW_HEIGHT = 48
_GLYPH_PX = 20


@dataclass(frozen=True)
class FileRow:
    """One file: ``name`` and ``folder`` are shown; ``when`` is in words; what is missing cannot be chosen."""

    path: Path
    name: str
    folder: str
    when: str
    is_there: bool = True
    is_project: bool = False


class FileList(QListWidget):
    """Rows to choose one from: a click, or arrows and Enter."""

    chosen = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recent_files")
        self.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.setItemDelegate(_RowPainter(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._on_chosen)

    def set_rows(self, rows: list[FileRow]) -> None:
        """Show these files."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(self)
            item.setData(Qt.ItemDataRole.UserRole, row)
            words = f"{row.name}, {row.folder}, {row.when}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            told = str(row.path) if row.is_there else self.tr("{0} is not there now").format(row.path)
            item.setToolTip(literal(told))
            if not row.is_there:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all rows."""
        return QSize(320, self.count() * _ROW_HEIGHT + 2)

    def event(self, event: QEvent) -> bool:
        """Mark the first row when the keys come here, so that it is seen where they go."""
        if event.type() == QEvent.Type.FocusIn and self.currentRow() < 0:
            self.setCurrentRow(0)
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter chooses."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._on_chosen(item)
        else:
            super().keyPressEvent(event)

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        row: FileRow = item.data(Qt.ItemDataRole.UserRole)
        if row.is_there:
            self.chosen.emit(row.path)


class _RowPainter(QStyledItemDelegate):
    """Draws a row: a glyph, the name over its folder, when it was open."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Rows are all of one height."""
        return QSize(200, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        row: FileRow = index.data(Qt.ItemDataRole.UserRole)
        theme = current()
        place: QRect = option.rect.adjusted(0, 1, 0, -1)
        state: QStyle.StateFlag = option.state
        flags = QStyle.StateFlag
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & flags.State_Selected and state & flags.State_HasFocus:
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        elif row.is_there and state & flags.State_MouseOver:
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        ratio = painter.device().devicePixelRatioF()
        glyph = pixmap("project" if row.is_project else "song", _GLYPH_PX, "dim", ratio)
        painter.setOpacity(1.0 if row.is_there else 0.4)
        top = place.top() + (place.height() - _GLYPH_PX) // 2
        painter.drawPixmap(place.left() + SPACE_S, top, glyph)
        painter.setOpacity(1.0)
        self._write(painter, place.adjusted(2 * SPACE_S + _GLYPH_PX + SPACE_XS, SPACE_XS, -SPACE_M, -SPACE_XS), row)
        painter.restore()

    def _write(self, painter: QPainter, place: QRect, row: FileRow) -> None:
        theme = current()
        font, small = QFont(painter.font()), QFont(painter.font())
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.Medium)
        small.setPixelSize(12)
        upper = QRect(place.left(), place.top(), place.width(), place.height() // 2)
        lower = upper.translated(0, upper.height())
        width = QFontMetrics(small).horizontalAdvance(row.when)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(small)
        painter.setPen(QColor(theme.text_dim if row.is_there else theme.text_faint))
        painter.drawText(upper, middle | Qt.AlignmentFlag.AlignRight, row.when)
        elide = Qt.TextElideMode.ElideMiddle
        painter.drawText(lower, middle, QFontMetrics(small).elidedText(row.folder, elide, lower.width()))
        painter.setFont(font)
        painter.setPen(QColor(theme.text if row.is_there else theme.text_faint))
        room = upper.width() - width - SPACE_M
        painter.drawText(upper, middle, QFontMetrics(font).elidedText(row.name, elide, room))


def when_words(at_s: float, today: str, yesterday: str) -> str:
    """Return a point of time in words; the words for the last two days come translated."""
    moment = QDateTime.fromSecsSinceEpoch(round(at_s))
    locale = QLocale()
    clock = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    days = moment.date().daysTo(QDateTime.currentDateTime().date())
    if days in (0, 1):
        return f"{(today, yesterday)[days]} {clock}"
    return locale.toString(moment.date(), QLocale.FormatType.ShortFormat)


def folder_words(folder: Path) -> str:
    """Return a folder as it is shown: the home folder is ~."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
