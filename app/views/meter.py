"""The level meter of a strip: peak, peak hold and a mark that stays where it went over full scale.

Owns how fast a level falls and the painting of one bar. Told every peak, it paints only the pixels that change.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.theme import current

METER_FLOOR_DB, METER_TOP_DB = -60.0, 6.0
# IEC 60268-10, type I: 20 dB in 1.7 s
_FALL_DB_PER_S = 20.0 / 1.7
_HOLD_S = 2.0
_LAMP_PX = 6
_HOLD_PX = 2


def decibels(level_db: float) -> str:
    """Return a level in words of figures, with a real minus."""
    return "-∞" if level_db < -150.0 else f"{round(level_db, 1):+.1f}" if abs(level_db) >= 0.05 else "0.0"


class Ballistics:
    """How a level that is told in peaks moves: up at once, down slowly."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Fall to the floor and forget the highest peak."""
        self.level_db = self.hold_db = METER_FLOOR_DB
        self.highest_db = -200.0
        self._at_s = self._held_at_s = self._clock()

    def drop(self) -> None:
        """Fall to the floor at once; the highest peak is still known."""
        self.level_db = self.hold_db = METER_FLOOR_DB

    @property
    def is_over(self) -> bool:
        """Whether a peak was beyond full scale since the last reset."""
        return self.highest_db > 0.0

    def take(self, peak_db: float) -> None:
        """Take the peak since the last call."""
        now_s = self._clock()
        fall_db = (now_s - self._at_s) * _FALL_DB_PER_S
        self._at_s = now_s
        self.highest_db = max(self.highest_db, peak_db)
        self.level_db = max(METER_FLOOR_DB, peak_db, self.level_db - fall_db)
        if self.level_db >= self.hold_db:
            self.hold_db, self._held_at_s = self.level_db, now_s
        elif now_s - self._held_at_s > _HOLD_S:  # then it falls as the level does
            self.hold_db = max(self.level_db, self.hold_db - fall_db)


class Meter(QWidget):
    """One bar from left to right; a click takes hold and mark away."""

    reset_requested = Signal()

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.ballistics = Ballistics()
        self._drawn = (0, 0, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Level"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the smallest useful size."""
        return QSize(80, 6)

    def set_colour(self, colour: str) -> None:
        """Draw in another colour."""
        self._colour = colour
        self.update()

    def set_level(self, level_db: float) -> None:
        """Show a peak; called once per picture while the song plays."""
        self.ballistics.take(level_db)
        self._show()

    def drop(self) -> None:
        """Fall to the floor: nothing plays. The mark stays."""
        self.ballistics.drop()
        self._show()

    def reset(self) -> None:
        """Fall to the floor and take the mark away."""
        self.ballistics.reset()
        self._show()

    def peak_words(self) -> str:
        """Return the highest peak in words."""
        highest_db = self.ballistics.highest_db
        if highest_db < METER_FLOOR_DB:
            return self.tr("Peak level; nothing was heard yet")
        words = self.tr("Highest peak: {0} dB of full scale; click to forget it")
        over = " " + self.tr("The red mark says that it was beyond full scale.") if self.ballistics.is_over else ""
        return words.format(decibels(highest_db)) + over

    def event(self, event: QEvent) -> bool:
        """Make the tool tip when it is asked for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.peak_words(), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the highest peak."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.ballistics.reset()
            self._show()
            self.reset_requested.emit()
        super().mousePressEvent(event)

    def _x(self, level_db: float) -> int:
        reach = self.width() - _LAMP_PX - 1
        share = (min(METER_TOP_DB, level_db) - METER_FLOOR_DB) / (METER_TOP_DB - METER_FLOOR_DB)
        return round(reach * share)

    def _show(self) -> None:
        """Paint what lies between what is drawn and what is to be."""
        state = self.ballistics
        level, hold = self._x(state.level_db), self._x(state.hold_db)
        was_level, was_hold, was_over = self._drawn
        if (level, hold, state.is_over) == self._drawn:
            return
        self._drawn = (level, hold, state.is_over)
        low, high = min(level, was_level), max(level, was_level, hold, was_hold)
        if hold == was_hold:
            high = max(level, was_level)
        # the bar changes its colour as a whole where it goes over full scale
        full = self._x(0.0)
        low = 0 if (level > full) != (was_level > full) else low
        self.update(QRect(low - _HOLD_PX, 0, high - low + 2 * _HOLD_PX, self.height()))
        if was_over != state.is_over:
            self.setAccessibleDescription(self.peak_words() if state.is_over else "")
            self.update(QRect(self.width() - _LAMP_PX, 0, _LAMP_PX, self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw well, level, hold and mark."""
        theme, state, height = current(), self.ballistics, self.height()
        level, hold = self._x(state.level_db), self._x(state.hold_db)
        end = self.width() - _LAMP_PX
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(theme.meter))
            if level > 0:
                colour = QColor(theme.danger if state.level_db > 0.0 else self._colour)
                painter.fillRect(QRect(0, 0, level, height).intersected(event.rect()), colour)
            if hold > 0:
                over = state.hold_db > 0.0
                painter.fillRect(
                    QRect(hold - _HOLD_PX, 0, _HOLD_PX, height), QColor(theme.danger if over else theme.text_dim)
                )
            painter.fillRect(QRect(end - 1, 0, 1, height), QColor(theme.panel))
            painter.fillRect(QRect(end, 0, _LAMP_PX, height), QColor(theme.danger if state.is_over else theme.meter))
