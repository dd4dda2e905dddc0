"""The strip of one source: colour, name, mute, solo, gain, pan, level, leakage.

Owns its controls, not the sound: every change is an intent.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QIcon, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from app.plain_text import literal
from app.theme import figures_font
from app.theme.tokens import SOURCE_COLOURS, SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import Fader, label, restyle
from app.views.meter import Meter
from app.views.name_field import NameField
from app.views.pan_control import PanControl

RESIDUAL_ID = "residual"
LEAST_LEAK_DB = -90.0

_MARK_PX = 3
# how many sources have a digit to tap along with
_DIGITS = 9


@dataclass(frozen=True)
class StripInfo:
    """What a strip shows; the residual has no check box and keeps its name.

    Without an indent there is no room for what other strips may have: check box and digit.
    """

    id: str
    name: str
    colour: str
    chosen: bool = True
    is_residual: bool = False
    is_indented: bool = True


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(32, 32)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 90))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(4, 4, 24, 24, 6, 6)
    swatch = QIcon(picture)
    # a colour that cannot be chosen is still the colour
    swatch.addPixmap(picture, QIcon.Mode.Disabled)
    return swatch


class SourceStrip(QFrame):
    """One source."""

    mixed = Signal(str, bool, bool, float, float)
    renamed = Signal(str, str)
    recoloured = Signal(str, str)
    chosen_changed = Signal(str, bool)
    picked = Signal(str)
    solo_alone = Signal(str)
    left = Signal()

    def __init__(
        self, info: StripInfo, menu_actions: tuple[QAction | None, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.info = info
        self._menu_actions = menu_actions
        self._tick = QCheckBox()
        keeps_place = self._tick.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(info.is_indented)
        self._tick.setSizePolicy(keeps_place)
        if info.is_residual:
            self._tick.hide()  # showing what has no parent yet would open a window
        self._tick.setToolTip(self.tr("Give this source a stem of its own; the others share one"))
        self._colour = QToolButton()
        self._colour.setIconSize(QSize(16, 16))
        self._colour.setFixedSize(24, 24)
        self._colour.setToolTip(self.tr("Choose the colour"))
        self._colour.setEnabled(not info.is_residual)
        self._colour.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._colour.clicked.connect(self._choose_colour)
        self._told_name = info.name
        self._name = NameField(info.name)
        self._name.setReadOnly(info.is_residual)
        self._name.setAccessibleName(self.tr("Name of the source"))
        self._name.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._name.editingFinished.connect(self._on_renamed)
        self._name.entered.connect(self._on_entered)
        self.mute, self.solo = self._toggle("M", "mute"), self._toggle("S", "solo")
        self.fader = Fader()
        self.fader.setToolTip(self.tr("Gain; double click for 0 dB"))
        self.fader.gain_changed.connect(self._on_gain)
        self._digit = label("", "digit")
        self._digit.setFixedWidth(16)
        self._digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._gain = label("0.0", "small")
        self._gain.setFont(figures_font(11))
        self._gain.setFixedWidth(40)
        self._gain.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.pan = PanControl()
        self.pan.pan_changed.connect(self._tell_mix)
        self.meter = Meter(info.colour)
        self._leak = label("", "tiny")
        self._leak.setObjectName("leak")
        self._leak.setFont(figures_font(10))
        self._leak.setAccessibleName(self.tr("Leakage"))
        self._leak.hide()
        self._lay_out()
        self.set_info(info)
        self.set_leakage(None)
        self._tick.toggled.connect(self._on_ticked)
        for child in (self._name, self.fader, self._gain, self.pan, self.meter, self._leak, self._digit):
            child.installEventFilter(self)

    def set_info(self, info: StripInfo) -> None:
        """Show another state of the same source; what has the focus keeps it."""
        self.info = info
        self._tick.blockSignals(True)
        self._tick.setChecked(info.chosen)
        self._tick.blockSignals(False)
        self._colour.setIcon(_swatch(info.colour))
        self.meter.set_colour(info.colour)
        if info.name != self._told_name:
            self._told_name = info.name
            self._name.setText(info.name)
        for widget, words in (
            (self._tick, self.tr("Separate {0}")),
            (self._colour, self.tr("Colour of {0}")),
            (self.fader, self.tr("Gain of {0}")),
            (self.pan, self.tr("Pan of {0}")),
            (self.mute, self.tr("Mute {0}")),
            (self.solo, self.tr("Solo {0}  (with Ctrl, Shift or Alt: alone)")),
        ):
            widget.setAccessibleName(words.format(info.name))
        for button in (self.mute, self.solo):
            button.setToolTip(literal(button.accessibleName()))
        self.update()

    def set_number(self, number: int) -> None:
        """Show the digit with which this source is tapped; 0 where there is none."""
        has_digit = 0 < number <= _DIGITS
        self._digit.setText(str(number) if has_digit else "")
        words = self.tr("Hold {0} while the song plays to paint when {1} plays")
        self._digit.setToolTip(literal(words.format(number, self.info.name)) if has_digit else "")

    def _toggle(self, text: str, role: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setFixedSize(24, 24)
        button.setProperty("kind", "strip")
        button.setProperty("role", role)
        button.setObjectName(f"{role}_{self.info.id}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._on_solo_clicked if role == "solo" else self._tell_mix)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_XS)
        for widget in (self._tick, self._colour):
            top.addWidget(widget)
        top.addWidget(self._name, 1)
        top.addWidget(self.mute)
        top.addWidget(self.solo)
        bottom = QHBoxLayout()
        bottom.setSpacing(SPACE_S)
        if self.info.is_indented:
            bottom.addWidget(self._digit)
        bottom.addWidget(self.fader, 1)
        bottom.addWidget(self._gain)
        bottom.addWidget(self.pan)
        levels = QHBoxLayout()
        levels.setSpacing(SPACE_S)
        levels.addWidget(self.meter, 1)
        levels.addWidget(self._leak)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(top)
        layout.addLayout(bottom)
        layout.addLayout(levels)

    def set_stem_there(self, there: bool) -> None:
        """Let the strip be mixed, once there is something to hear."""
        for widget in (self.mute, self.solo, self.fader, self._gain, self.pan):
            widget.setEnabled(there)
        self._leak.setVisible(there and not self.info.is_residual)
        if not there:
            self.meter.reset()

    def set_leakage(self, leak_db: float | None) -> None:
        """Show what of the others is in the stem where the source is painted silent; None where it is nowhere."""
        if leak_db is None:
            text = self.tr("leak –")  # noqa: RUF001 - no number stands there
            words = self.tr("Paint where {0} is silent to see how much of the others is in its stem")
        else:
            shown = max(LEAST_LEAK_DB, leak_db)
            sign = "<" if leak_db < LEAST_LEAK_DB else ""
            text = self.tr("leak {0} dB").format(f"{sign}{shown:.0f}")
            words = self.tr("Level of the stem where {0} is painted silent, against the song there; lower is better")
        self._leak.setText(text)
        self._leak.setToolTip(words.format(self.info.name))
        self._leak.setAccessibleDescription(text)

    def set_tickable(self, tickable: bool) -> None:
        """Let the source be chosen or not, e.g. while a job runs."""
        self._tick.setEnabled(tickable)

    def set_heard(self, heard: bool) -> None:
        """Dim mute and solo while they change nothing of what is heard."""
        for button in (self.mute, self.solo):
            restyle(button, "dim", "false" if heard else "true")

    def edit_name(self) -> None:
        """Let the name be typed."""
        self._name.setFocus()
        self._name.selectAll()

    def press_solo(self, down: bool) -> None:
        """Set solo without telling."""
        self.solo.setChecked(down)

    def show_mix(self, mute: bool, solo: bool, gain_db: float, pan: float) -> None:
        """Set mute, solo, gain and pan without telling."""
        self.blockSignals(True)
        self.mute.setChecked(mute)
        self.solo.setChecked(solo)
        self.fader.setValue(self.fader.minimum() if gain_db == float("-inf") else round(gain_db * 2))
        self.pan.set_pan(pan)
        self.blockSignals(False)

    def mix(self) -> tuple[str, bool, bool, float, float]:
        """Return id, mute, solo, gain in dB and pan from -1 to 1."""
        return (self.info.id, self.mute.isChecked(), self.solo.isChecked(), self.fader.gain_db, self.pan.pan)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A click anywhere on the strip picks it."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn):
            self.picked.emit(self.info.id)
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with the source; its actions are those of the chosen one."""
        self.picked.emit(self.info.id)
        if self.info.is_residual:
            return
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Return the menu of the right button and the menu key."""
        menu = QMenu(self)
        colours = self._colour_menu(menu)
        for action in self._menu_actions:
            if action is None:
                menu.addMenu(colours)
            else:
                menu.addAction(action)
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Mark the chosen strip at its left edge, in its colour."""
        super().paintEvent(event)
        if self.property("chosen") == "true":
            with QPainter(self) as painter:
                painter.fillRect(QRect(0, 0, _MARK_PX, self.height()), QColor(self.info.colour))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Pick the strip."""
        self.picked.emit(self.info.id)
        super().mousePressEvent(event)

    @Slot()
    def _tell_mix(self) -> None:
        self.mixed.emit(*self.mix())

    @Slot()
    def _on_solo_clicked(self) -> None:
        if QApplication.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.solo_alone.emit(self.info.id)
        else:
            self._tell_mix()

    @Slot(float)
    def _on_gain(self, gain_db: float) -> None:
        self._gain.setText("-inf" if gain_db == float("-inf") else f"{gain_db:+.1f}" if gain_db else "0.0")
        self._tell_mix()

    @Slot(bool)
    def _on_ticked(self, chosen: bool) -> None:
        self.chosen_changed.emit(self.info.id, chosen)

    @Slot()
    def _on_renamed(self) -> None:
        name = self._name.text().strip()
        if not name:
            self._name.setText(self._told_name)
        elif name != self._told_name:
            self._told_name = name
            self.renamed.emit(self.info.id, name)

    @Slot()
    def _on_entered(self) -> None:
        self.left.emit()
        self._on_renamed()

    @Slot()
    def _choose_colour(self) -> None:
        menu = self._colour_menu(self)
        menu.exec(self._colour.mapToGlobal(self._colour.rect().bottomLeft()))
        menu.deleteLater()

    def _colour_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(self.tr("Colour"), parent)
        for number, colour in enumerate(SOURCE_COLOURS, start=1):
            action = menu.addAction(_swatch(colour), self.tr("Colour {0}").format(number))
            action.setData(colour)
            action.setCheckable(True)
            action.setChecked(colour == self.info.colour)
        menu.triggered.connect(self._on_coloured)
        return menu

    @Slot(QAction)
    def _on_coloured(self, action: QAction) -> None:
        if action.data() != self.info.colour:
            self.recoloured.emit(self.info.id, action.data())
