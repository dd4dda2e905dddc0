"""The master at the foot of the mixer: fader, stereo meter with its scale, true peak.

Owns what the user did to it and the painting of the meter, not the sound.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QToolTip, QVBoxLayout, QWidget

from app.theme import Theme, current, figures_font
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import Fader, label, restyle
from app.views.meter import METER_FLOOR_DB, METER_TOP_DB, Ballistics, decibels
from core.playback import Levels

# EBU R 128 and the streaming services ask for no more than this
LOUDEST_TRUE_PEAK_DB = -1.0
_MARKS_DB = (-48, -36, -24, -18, -12, -6, 0)
_CAUTION_DB = -6.0
_BAR_PX, _GAP_PX, _SCALE_PX = 6, 2, 14
_LAMP_PX, _HOLD_PX = 8, 2


class StereoMeter(QWidget):
    """Left over right with a scale in dB below; a click forgets the peaks."""

    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sides = (Ballistics(), Ballistics())
        self._drawn = ((0, 0, False), (0, 0, False))
        self._ground: QPixmap | None = None
        self._ground_theme: Theme | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(2 * _BAR_PX + _GAP_PX + _SCALE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Master level, left and right"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the smallest useful size."""
        return QSize(160, self.height())

    def set_levels(self, left_db: float, right_db: float) -> None:
        """Show peaks; called once per picture while the song plays."""
        for side, peak_db in zip(self.sides, (left_db, right_db), strict=True):
            side.take(peak_db)
        self._show()

    def drop(self) -> None:
        """Fall to the floor: nothing plays. The marks stay."""
        for side in self.sides:
            side.drop()
        self._show()

    def reset(self) -> None:
        """Fall to the floor and take the marks away."""
        for side in self.sides:
            side.reset()
        self._show()

    def event(self, event: QEvent) -> bool:
        """Make the tool tip when it is asked for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.tr("Highest peaks: left {0} dB, right {1} dB of full scale; click to forget them")
            peaks = (decibels(side.highest_db) for side in self.sides)
            QToolTip.showText(event.globalPos(), words.format(*peaks), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the peaks."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset()
            self.reset_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the scale anew."""
        self._ground = None

    def _x(self, level_db: float) -> int:
        share = (min(METER_TOP_DB, level_db) - METER_FLOOR_DB) / (METER_TOP_DB - METER_FLOOR_DB)
        return round((self.width() - _LAMP_PX - 1) * share)

    def _show(self) -> None:
        drawn = tuple((self._x(side.level_db), self._x(side.hold_db), side.is_over) for side in self.sides)
        for number, (now, before) in enumerate(zip(drawn, self._drawn, strict=True)):
            if now == before:
                continue
            places = (now[0], before[0]) if now[1] == before[1] else (*now[:2], *before[:2])
            low = min(places) - _HOLD_PX
            right = self.width() if now[2] != before[2] else max(places) + _HOLD_PX
            self.update(QRect(low, number * (_BAR_PX + _GAP_PX), right - low, _BAR_PX))
        self._drawn = (drawn[0], drawn[1])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw both bars over the scale."""
        theme = current()
        ratio = self.devicePixelRatioF()
        if self._ground is None or self._ground_theme is not theme or self._ground.devicePixelRatio() != ratio:
            self._ground, self._ground_theme = self._paint_ground(theme, ratio), theme
        part = QRectF(event.rect())
        with QPainter(self) as painter:
            source = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
            painter.drawPixmap(part, self._ground, source)
            for number, side in enumerate(self.sides):
                self._paint_side(painter, side, number * (_BAR_PX + _GAP_PX), theme)

    def _paint_side(self, painter: QPainter, side: Ballistics, top: int, theme: Theme) -> None:
        level, hold = self._x(side.level_db), self._x(side.hold_db)
        edges = (0, self._x(_CAUTION_DB), self._x(0.0), self.width())
        for left, right, colour in zip(edges[:3], edges[1:], (theme.success, theme.warning, theme.danger), strict=True):
            if level > left:
                painter.fillRect(QRect(left, top, min(right, level) - left, _BAR_PX), QColor(colour))
        if hold > 0:
            colour = theme.danger if side.hold_db > 0.0 else theme.text_dim
            painter.fillRect(QRect(hold - _HOLD_PX, top, _HOLD_PX, _BAR_PX), QColor(colour))
        if side.is_over:
            painter.fillRect(QRect(self.width() - _LAMP_PX, top, _LAMP_PX, _BAR_PX), QColor(theme.danger))

    def _paint_ground(self, theme: Theme, ratio: float) -> QPixmap:
        ground = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        ground.setDevicePixelRatio(ratio)
        ground.fill(QColor(theme.panel))
        with QPainter(ground) as painter:
            for bar in (0, _BAR_PX + _GAP_PX):
                for left, width in ((0, self.width() - _LAMP_PX - 1), (self.width() - _LAMP_PX, _LAMP_PX)):
                    painter.fillRect(QRect(left, bar, width, _BAR_PX), QColor(theme.meter))
            painter.setFont(figures_font(10))
            free_from, top = 0.0, 2 * _BAR_PX + _GAP_PX
            for mark_db in _MARKS_DB:
                x, words = self._x(mark_db), str(mark_db)
                room = painter.fontMetrics().horizontalAdvance(words) + 1
                painter.fillRect(QRect(x, top, 1, 2), QColor(theme.text_faint))
                start = min(x - room / 2, self.width() - room)
                if start >= free_from:  # a label is whole or not there
                    painter.setPen(QColor(theme.text_dim))
                    area = QRectF(start, top + 2, room, _SCALE_PX - 2)
                    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
                    free_from = start + room + 4
        return ground


class MasterStrip(QFrame):
    """How loud everything is: fader, meter, true peak."""

    gain_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setObjectName("master")
        self._true_peak_db = -200.0
        self._shown_peak = ""
        self.fader = Fader()
        self.fader.setAccessibleName(self.tr("Master gain"))
        words = self.tr("Gain of everything that is heard, never of what is exported; double click for 0 dB")
        self.fader.setToolTip(words)
        self.fader.gain_changed.connect(self._on_gain)
        self._gain = label("0.0", "small")
        self._gain.setFont(figures_font(11))
        self._gain.setFixedWidth(40)
        self._gain.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.meter = StereoMeter()
        self.meter.reset_requested.connect(self.reset)
        self.peak = QToolButton()
        self.peak.setObjectName("true_peak")
        self.peak.setProperty("kind", "readout")
        self.peak.setFont(figures_font(11))
        self.peak.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.peak.clicked.connect(self.reset)
        self.peak.setText(self.tr("{0} dBTP").format("-188.8"))
        self.peak.setMinimumWidth(self.peak.sizeHint().width())
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(label(self.tr("Master"), "heading"), 1)
        top.addWidget(self.peak)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_S)
        middle.addWidget(self.fader, 1)
        middle.addWidget(self._gain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_XS, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(top)
        layout.addLayout(middle)
        layout.addWidget(self.meter)
        self.reset()

    def set_levels(self, levels: Levels | None) -> None:
        """Show peaks and true peak; None: nothing plays, the highest true peak stays to be read."""
        if levels is None:
            self.meter.drop()
            return
        self.meter.set_levels(levels.left_db, levels.right_db)
        if levels.true_peak_db > self._true_peak_db:
            self._true_peak_db = levels.true_peak_db
            self._show_peak()

    def show_gain(self, gain_db: float) -> None:
        """Set the fader without telling."""
        self.blockSignals(True)
        self.fader.setValue(self.fader.minimum() if gain_db == float("-inf") else round(gain_db * 2))
        self.blockSignals(False)

    @Slot()
    def reset(self) -> None:
        """Forget all peaks."""
        self.meter.reset()
        self._true_peak_db = -200.0
        self._show_peak()

    def _show_peak(self) -> None:
        known = self._true_peak_db > -150.0
        figure = decibels(self._true_peak_db) if known else "–"  # noqa: RUF001 - no number stands there
        if figure == self._shown_peak:
            return
        self._shown_peak = figure
        too_loud = round(self._true_peak_db, 1) > LOUDEST_TRUE_PEAK_DB
        self.peak.setText(self.tr("{0} dBTP").format(figure))
        clips = round(self._true_peak_db, 1) > 0.0
        restyle(self.peak, "state", "danger" if clips else "warning" if too_loud else "")
        usual = self.tr("Highest true peak, between the samples too (ITU-R BS.1770); click to forget it")
        loud = self.tr("The true peak is above -1 dBTP: streaming services ask for less. Click to forget it")
        over = self.tr(
            "The true peak is above full scale: a converter clips here. Turn the master down. Click to forget it"
        )
        words = over if clips else loud if too_loud else usual
        self.peak.setToolTip(words)
        self.peak.setAccessibleName(self.tr("True peak"))
        self.peak.setAccessibleDescription(f"{self.peak.text()}. {words}")

    @Slot(float)
    def _on_gain(self, gain_db: float) -> None:
        self._gain.setText("-inf" if gain_db == float("-inf") else f"{gain_db:+.1f}" if gain_db else "0.0")
        self.gain_changed.emit(gain_db)
