"""The sources and their strips: colour, name, mute, solo, gain, level.

Owns the strips' controls, not the sound: every change is an intent.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import figures_font
from app.theme.tokens import SOURCE_COLOURS, SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import Fader, Meter, label, restyle
from app.views.name_field import NameField

RESIDUAL_ID = "residual"


@dataclass(frozen=True)
class StripInfo:
    """What a strip shows; the residual has no check box and keeps its name."""

    id: str
    name: str
    colour: str
    chosen: bool = True
    is_residual: bool = False


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

    mixed = Signal(str, bool, bool, float)
    renamed = Signal(str, str)
    recoloured = Signal(str, str)
    chosen_changed = Signal(str, bool)
    picked = Signal(str)
    solo_alone = Signal(str)
    left = Signal()

    def __init__(self, info: StripInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.info = info
        self._tick = QCheckBox()
        self._tick.setChecked(info.chosen)
        keeps_place = self._tick.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self._tick.setSizePolicy(keeps_place)
        if info.is_residual:
            self._tick.hide()  # showing what has no parent yet would open a window
        self._tick.setAccessibleName(self.tr("Separate {0}").format(info.name))
        self._tick.setToolTip(self.tr("Give this source a stem of its own; the others share one"))
        self._tick.toggled.connect(self._on_ticked)
        self._colour = QToolButton()
        self._colour.setIcon(_swatch(info.colour))
        self._colour.setIconSize(QSize(16, 16))
        self._colour.setFixedSize(24, 24)
        self._colour.setAccessibleName(self.tr("Colour of {0}").format(info.name))
        self._colour.setToolTip(self.tr("Choose the colour"))
        self._colour.setEnabled(not info.is_residual)
        self._colour.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._colour.clicked.connect(self._choose_colour)
        self._told_name = info.name
        self._name = NameField(info.name)
        self._name.setReadOnly(info.is_residual)
        self._name.setAccessibleName(self.tr("Name of the source"))
        self._name.editingFinished.connect(self._on_renamed)
        self._name.entered.connect(self._on_entered)
        self.mute = self._toggle("M", "mute", self.tr("Mute {0}").format(info.name))
        self.solo = self._toggle("S", "solo", self.tr("Solo {0}  (Ctrl+click: alone)").format(info.name))
        self.fader = Fader()
        self.fader.setAccessibleName(self.tr("Gain of {0}").format(info.name))
        self.fader.setToolTip(self.tr("Gain; double click for 0 dB"))
        self.fader.gain_changed.connect(self._on_gain)
        self._gain = label("0.0", "small")
        self._gain.setFont(figures_font(11))
        self._gain.setFixedWidth(40)
        self._gain.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.meter = Meter(info.colour)
        self._lay_out()
        for child in (self._name, self.fader, self._gain, self.meter):
            child.installEventFilter(self)

    def _toggle(self, text: str, role: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setFixedSize(24, 24)
        button.setProperty("kind", "strip")
        button.setProperty("role", role)
        button.setObjectName(f"{role}_{self.info.id}")
        button.setAccessibleName(name)
        button.setToolTip(name)
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
        bottom.addWidget(self.fader, 1)
        bottom.addWidget(self._gain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(top)
        layout.addLayout(bottom)
        layout.addWidget(self.meter)

    def set_stem_there(self, there: bool) -> None:
        """Let the strip be mixed, once there is something to hear."""
        for widget in (self.mute, self.solo, self.fader, self._gain):
            widget.setEnabled(there)
        if not there:
            self.meter.reset()

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

    def show_mix(self, mute: bool, solo: bool, gain_db: float) -> None:
        """Set mute, solo and gain without telling."""
        self.blockSignals(True)
        self.mute.setChecked(mute)
        self.solo.setChecked(solo)
        self.fader.setValue(self.fader.minimum() if gain_db == float("-inf") else round(gain_db * 2))
        self.blockSignals(False)

    def mix(self) -> tuple[str, bool, bool, float]:
        """Return id, mute, solo and gain in dB."""
        return (self.info.id, self.mute.isChecked(), self.solo.isChecked(), self.fader.gain_db)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A click anywhere on the strip picks it."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn):
            self.picked.emit(self.info.id)
        return False

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
        # before the name is told, as that makes all strips anew
        self.left.emit()
        self._on_renamed()

    @Slot()
    def _choose_colour(self) -> None:
        menu = QMenu(self)
        for number, colour in enumerate(SOURCE_COLOURS, start=1):
            action = menu.addAction(_swatch(colour), self.tr("Colour {0}").format(number))
            action.setData(colour)
        picked = menu.exec(self._colour.mapToGlobal(self._colour.rect().bottomLeft()))
        if picked is not None:
            self.recoloured.emit(self.info.id, picked.data())


class MixerPanel(QFrame):
    """All strips, one below the other."""

    mixed = Signal(str, bool, bool, float)
    renamed = Signal(str, str)
    recoloured = Signal(str, str)
    chosen_changed = Signal(str, bool)
    picked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setMinimumWidth(216)
        self._are_stems_heard = False
        self._strips: dict[str, SourceStrip] = {}
        self._picked_id = ""
        heading = label(self.tr("Sources"), "heading")
        heading.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_S)
        self._hint = label(self.tr("Sources come from the score: open a MIDI file with one track per source."), "dim")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(SPACE_L, SPACE_XS, SPACE_L, SPACE_S)
        body = QWidget()
        body.setProperty("kind", "panel")
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self._hint)
        self._body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(scroll, 1)

    def set_strips(self, infos: list[StripInfo]) -> None:
        """Show these sources; strips that stay keep their mix."""
        kept = {strip.info.id: strip.mix() for strip in self._strips.values()}
        for strip in self._strips.values():
            self._body.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self._strips = {}
        for index, info in enumerate(infos):
            strip = SourceStrip(info)
            if info.id in kept:
                strip.show_mix(*kept[info.id][1:])
            for signal, target in (
                (strip.mixed, self.mixed),
                (strip.renamed, self.renamed),
                (strip.recoloured, self.recoloured),
                (strip.chosen_changed, self.chosen_changed),
            ):
                signal.connect(target)
            strip.picked.connect(self.pick)
            strip.solo_alone.connect(self._solo_alone)
            strip.left.connect(self.left)
            strip.set_heard(self._are_stems_heard)
            self._body.insertWidget(index, strip)
            self._strips[info.id] = strip
        self._hint.setVisible(not infos)
        self.pick(self._picked_id if self._picked_id in self._strips else next(iter(self._strips), ""))

    def set_stems(self, ids: set[str]) -> None:
        """Tell which strips can be heard."""
        for strip in self._strips.values():
            strip.set_stem_there(strip.info.id in ids)

    @Slot(str)
    def set_listening(self, what: str) -> None:
        """Tell whether the mix of the stems is heard."""
        self._are_stems_heard = what == "stems"
        for strip in self._strips.values():
            strip.set_heard(self._are_stems_heard)

    def set_tickable(self, tickable: bool) -> None:
        """Let the sources be chosen or not."""
        for strip in self._strips.values():
            strip.set_tickable(tickable)

    def set_levels(self, levels_db: dict[str, float]) -> None:
        """Show peaks in dB; who is not in it is silent. An empty dict puts all meters down: nothing plays."""
        for key, strip in self._strips.items():
            if levels_db:
                strip.meter.set_level(levels_db.get(key, float("-inf")))
            else:
                strip.meter.reset()

    def mixes(self) -> list[tuple[str, bool, bool, float]]:
        """Return id, mute, solo and gain of every strip."""
        return [strip.mix() for strip in self._strips.values()]

    def show_mix(self, source_id: str, mute: bool, solo: bool, gain_db: float) -> None:
        """Set a strip without telling; one that is not there is left out."""
        if source_id in self._strips:
            self._strips[source_id].show_mix(mute, solo, gain_db)

    def strip(self, source_id: str) -> SourceStrip:
        """Return one strip; raises KeyError."""
        return self._strips[source_id]

    @Slot(str)
    def show_picked(self, source_id: str) -> None:
        """Mark the chosen source, when it was chosen elsewhere."""
        if source_id in self._strips:
            self.pick(source_id)

    def edit_name(self, source_id: str) -> None:
        """Let the name of a source be typed."""
        if source_id in self._strips:
            self._strips[source_id].edit_name()

    @Slot(str)
    def pick(self, source_id: str) -> None:
        """Make a strip the chosen one, to which the keys S and M go."""
        changed = source_id != self._picked_id
        self._picked_id = source_id
        for key, strip in self._strips.items():
            restyle(strip, "chosen", key == source_id)
        if changed:
            self.picked.emit(source_id)

    @Slot()
    def toggle_mute(self) -> None:
        """Mute the chosen source or no longer."""
        self._click("mute")

    @Slot()
    def toggle_solo(self) -> None:
        """Solo the chosen source or no longer."""
        self._click("solo")

    def _click(self, what: str) -> None:
        strip = self._strips.get(self._picked_id)
        if strip is not None:
            button: QToolButton = getattr(strip, what)
            if button.isEnabled():
                button.setChecked(not button.isChecked())
                self.mixed.emit(*strip.mix())

    @Slot(str)
    def _solo_alone(self, source_id: str) -> None:
        for key, strip in self._strips.items():
            strip.press_solo(key == source_id)
            self.mixed.emit(*strip.mix())
