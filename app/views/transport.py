"""The bar at the top: playback, position, what is heard, the sound device, what computes.

Owns no playback: its buttons are the window's actions.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.i18n import core_words
from app.plain_text import literal
from app.theme import current, figures_font, icon
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import ElidedLabel, Meter, Segments, format_time, label, rule
from core.playback import Levels

_ICON = QSize(20, 20)


class TransportBar(QFrame):
    """Transport buttons, position, mixture | stems, device, export."""

    listen_requested = Signal(str)

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAccessibleName(self.tr("Transport"))
        self._compare = actions["compare"]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        self._buttons: dict[str, QToolButton] = {}
        for group in (("open_song", "open_score"), ("undo", "redo"), ("to_start", "play", "loop", "to_end")):
            for name in group:
                layout.addWidget(self._button(actions[name]))
            layout.addSpacing(SPACE_XS)
            layout.addWidget(rule())
            layout.addSpacing(SPACE_XS)
        layout.addWidget(self._position_display())
        layout.addSpacing(SPACE_S)
        self._listen = Segments([("mixture", self.tr("Mixture")), ("stems", self.tr("Stems"))], self.tr("Listen to"))
        self._listen.chosen.connect(self.listen_requested)
        layout.addWidget(self._listen)
        layout.addSpacing(SPACE_S)
        self._meter = Meter(current().success)
        self._meter.setFixedWidth(64)
        self._meter.setToolTip(self.tr("Level of what is heard"))
        layout.addWidget(self._meter)
        self._song = ElidedLabel("dim")
        self._song.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._song, 1)
        layout.addWidget(self._device_chip())
        layout.addSpacing(SPACE_S)
        layout.addWidget(self._compute_chip())
        layout.addSpacing(SPACE_S)
        export = self._button(actions["export"])
        actions["export"].setIconText(self.tr("Export"))
        layout.addWidget(export)
        self.set_stems_there(False)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(_ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text().removesuffix("…"))
        button.setObjectName(f"button_{action.objectName().removeprefix('action_')}")
        self._buttons[button.objectName().removeprefix("button_")] = button
        return button

    def _position_display(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("position_display")
        self._position = QLabel(format_time(0.0))
        self._position.setObjectName("position")
        self._position.setFont(figures_font(18))
        self._position.setAccessibleName(self.tr("Position"))
        self._length = label("/ " + format_time(0.0), "small")
        self._length.setFont(figures_font(12))
        self._length.setAccessibleName(self.tr("Length of the song"))
        # wide enough for an hour, so that nothing moves while it plays
        self._position.setMinimumWidth(self._position.fontMetrics().horizontalAdvance("000:00.000"))
        self._position.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(SPACE_S, 0, SPACE_M, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._position)
        layout.addWidget(self._length)
        frame.setFixedHeight(34)
        return frame

    def _device_chip(self) -> QWidget:
        chip = QWidget()
        layout = QHBoxLayout(chip)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        self._device_glyph = QLabel()
        self._device = label("", "small")
        self._device.setAccessibleName(self.tr("Sound device"))
        layout.addWidget(self._device_glyph)
        layout.addWidget(self._device)
        self._chip = chip
        return chip

    def _compute_chip(self) -> QWidget:
        chip = QWidget()
        layout = QHBoxLayout(chip)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        self._shown_compute: tuple[object, ...] = ()
        self._compute_glyph = QLabel()
        self._compute = label("", "small")
        self._compute.setObjectName("compute")
        self._compute.setAccessibleName(self.tr("What computes"))
        layout.addWidget(self._compute_glyph)
        layout.addWidget(self._compute)
        self._computer = chip
        return chip

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what matters least where there is little room."""
        width = event.size().width()
        self._meter.setVisible(width >= 1100)
        self._length.setVisible(width >= 1000)
        self._device.setVisible(width >= 1000)
        self._compute.setVisible(width >= 1200)
        self._computer.setVisible(width >= 1000)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self._buttons["export"].setToolButtonStyle(beside if width >= 920 else alone)
        super().resizeEvent(event)

    @Slot(float)
    def set_position(self, seconds: float) -> None:
        """Show where the song is."""
        self._position.setText(format_time(seconds))

    @Slot(object)
    def set_levels(self, levels: Levels | None) -> None:
        """Show the loudest peak of what is heard."""
        if levels is not None:
            self._meter.set_level(max(levels.strips.values(), default=float("-inf")))
        else:
            self._meter.reset()

    def set_song(self, name: str, seconds: float) -> None:
        """Show the song's name and length."""
        self._song.set_whole(name)
        self._length.setText("/ " + format_time(seconds))

    @Slot(bool)
    def set_playing(self, playing: bool) -> None:
        """Show whether the song plays."""
        button = self._buttons["play"]
        action = button.defaultAction()
        action.setIcon(icon("stop" if playing else "play", "accent" if playing else "plain"))

    def set_listening(self, what: str) -> None:
        """Show which of mixture and stems is heard."""
        self._listen.choose(what)

    def set_stems_there(self, there: bool) -> None:
        """Let the stems be chosen or not."""
        button = self._listen.button("stems")
        button.setEnabled(there)
        keys = self._compare.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        key = f"  ({keys})" if keys else ""
        hear = self.tr("Listen to the stems") + key
        button.setToolTip(hear if there else self.tr("Separate first to hear the stems"))
        self._listen.button("mixture").setToolTip(self.tr("Listen to the song as it is") + key)
        if not there:
            self._listen.choose("mixture")

    def set_device(self, works: bool, name: str, reason: str) -> None:
        """Show the sound device or that there is none and why."""
        reason = core_words(reason)
        role = "dim" if works else "warning"
        glyph = pixmap("device" if works else "device-off", 18, role, self.devicePixelRatioF())  # type: ignore[arg-type]
        self._device_glyph.setPixmap(glyph)
        self._device.setText((name or self.tr("Sound")) if works else self.tr("No sound"))
        self._chip.setToolTip(literal(reason or name))
        self._device.setAccessibleDescription(reason or name)

    def set_compute(self, cores: int, used: int, graphics_card: str) -> None:
        """Show what separations run on: so many of the processor's cores."""
        state = (cores, used, graphics_card, current())
        if state == self._shown_compute:
            return
        self._shown_compute = state
        self._compute_glyph.setPixmap(pixmap("processor", 18, "dim", self.devicePixelRatioF()))
        self._compute.setText((self.tr("CPU, 1 core") if cores == 1 else self.tr("CPU, {0} cores")).format(cores))
        words = self.tr("Separations run on the processor, on {0} of {1} cores.").format(used, cores)
        if graphics_card:
            words += " " + self.tr("{0} is there, but no engine uses it yet.").format(graphics_card)
        self._computer.setToolTip(words)
        self._compute.setAccessibleDescription(words)
