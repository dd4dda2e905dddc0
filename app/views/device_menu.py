"""The button of the sound device and what it opens: all devices, when the sound is heard, dropouts.

Owns the choosing only: every choice is an intent, the controller says what is so.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import literal
from app.theme import icon
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import ElidedLabel, label
from app.views.device_list import DeviceList, device_key
from core.playback import Device

LARGEST_OFFSET_MS = 500
_LONGEST_NAME_PX = 150
_WIDTH = 380


class DeviceMenu(QFrame):
    """All devices, grouped by the system that drives them, and how much later than it says the sound is heard."""

    device_chosen = Signal(str)  # "name, host"; empty: the system's choice
    look_requested = Signal()
    offset_changed = Signal(int)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("device_menu")
        self.setAccessibleName(self.tr("Sound device"))
        self.setFixedWidth(_WIDTH)
        self._chosen = ""
        self._state = ElidedLabel("small")
        self._state.setObjectName("device_state")
        self._trouble = label("", "warning")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.list = DeviceList()
        self.list.setObjectName("devices")
        self.list.setAccessibleName(self.tr("Output devices"))
        self.list.setToolTip(self.tr("Choose where the sound goes: click, or Enter"))
        self.list.entry_chosen.connect(self.device_chosen)
        self._look = QPushButton(self.tr("Look again"))
        self._look.setObjectName("look_again")
        self._look.setToolTip(self.tr("Look for devices that were connected or switched on since"))
        self._look.clicked.connect(self._on_look)
        self.offset = QSpinBox()
        self.offset.setObjectName("offset")
        self.offset.setRange(-LARGEST_OFFSET_MS, LARGEST_OFFSET_MS)
        self.offset.setSingleStep(5)
        self.offset.setSuffix(" ms")
        self.offset.setKeyboardTracking(False)
        self.offset.setAccessibleName(self.tr("Offset of the sound"))
        words = self.tr(
            "How much later than the device says the sound is heard, e.g. over Bluetooth: the playhead waits for it. "
            "Negative: earlier"
        )
        self.offset.setToolTip(words)
        self.offset.valueChanged.connect(self.offset_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Sound device"), "heading"), 1)
        top.addWidget(self._look)
        below = QHBoxLayout()
        below.setSpacing(SPACE_S)
        words = label(self.tr("Heard later than the device says"), "dim")
        words.setBuddy(self.offset)
        below.addWidget(words, 1)
        below.addWidget(self.offset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(top)
        layout.addWidget(self._trouble)
        layout.addWidget(self.list)
        layout.addWidget(self._state)
        layout.addLayout(below)

    def show_devices(self, devices: Sequence[Device] | None, chosen: str) -> None:
        """Show these devices; None: they are being looked for. ``chosen`` is "name, host", empty for the system's."""
        self._chosen = chosen
        self.list.begin(chosen)
        if devices is None:
            self.list.heading(self.tr("Looking for devices…"))
        else:
            default = next((device for device in devices if device.is_default), None)
            own = self.tr("The system's choice")
            self.list.entry(own if default is None else self.tr("{0}: {1}").format(own, default.name), "", default)
            if chosen and chosen not in [device_key(device) for device in devices]:
                self.list.missing(chosen)
            self.list.devices(devices)
            if not devices:
                self.list.heading(self.tr("No device was found"))
        self.list.end()
        self.adjustSize()

    def show_state(self, reason: str, device: str, rate: int, latency_s: float) -> None:
        """Show what is in use, or why there is no sound."""
        self._trouble.setText(reason)
        self._trouble.setVisible(bool(reason))
        if device and not reason:
            facts = self.tr("In use: {0}, {1} Hz, heard after {2} ms").format(device, rate, round(latency_s * 1000))
        else:
            facts = self.tr("No device is in use.")
        self._state.set_whole(facts)
        self.adjustSize()

    def show_offset(self, offset_ms: int) -> None:
        """Show an offset without telling."""
        self.offset.blockSignals(True)
        self.offset.setValue(offset_ms)
        self.offset.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_look(self) -> None:
        self.show_devices(None, self._chosen)
        self.look_requested.emit()


class DeviceButton(QToolButton):
    """The device in use, or that there is no sound; opens the menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("button_device")
        self.setProperty("kind", "chip")
        self.setAccessibleName(self.tr("Sound device"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(18, 18))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.menu_of_devices = DeviceMenu(self)
        self.clicked.connect(self.open_menu)
        self._whole = ""
        self.show_device(True, "", "")

    def show_device(self, works: bool, name: str, reason: str) -> None:
        """Show the device, or that there is none and why."""
        self.setIcon(icon("device" if works else "device-off", "dim" if works else "warning"))
        self._whole = (name or self.tr("Sound")) if works else self.tr("No sound")
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, _LONGEST_NAME_PX))
        self.setToolTip(literal(reason or self.tr("{0}: choose where the sound goes").format(self._whole)))
        self.setAccessibleDescription(reason or self._whole)

    @Slot()
    def open_menu(self) -> None:
        """Open the menu below the button, within the screen."""
        menu = self.menu_of_devices
        menu.opened.emit()
        corner = self.mapToGlobal(QPoint(self.width() - menu.width(), self.height() + SPACE_XS))
        space = self.screen().availableGeometry()
        left = min(max(space.left(), corner.x()), space.right() - menu.width())
        menu.move(left, min(corner.y(), space.bottom() - menu.height()))
        menu.show()
        menu.list.setFocus(Qt.FocusReason.PopupFocusReason)
