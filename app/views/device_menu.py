"""The button of the sound device and what it opens: all devices, when the sound is heard, dropouts.

Owns the choosing only: every choice is an intent, the controller says what is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
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
from core.playback import Device

LARGEST_OFFSET_MS = 500
_LONGEST_NAME_PX = 150
_WIDTH = 380
_NAME = Qt.ItemDataRole.UserRole


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
        self.list = QListWidget()
        self.list.setObjectName("devices")
        self.list.setAccessibleName(self.tr("Output devices"))
        self.list.setToolTip(self.tr("Choose where the sound goes: click, or Enter"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_activated)
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
        focused = self.list.currentItem()
        wanted = chosen if focused is None else focused.data(_NAME)
        self.list.clear()
        if devices is None:
            self._heading(self.tr("Looking for devices…"))
        else:
            default = next((device for device in devices if device.is_default), None)
            own = self.tr("The system's choice")
            self._entry(own if default is None else self.tr("{0}: {1}").format(own, default.name), "", default)
            keys = [device_key(device) for device in devices]
            if chosen and chosen not in keys:
                self._entry(self.tr("{0} (not connected)").format(chosen.rpartition(", ")[0] or chosen), chosen, None)
            for host, group in groupby(sorted(devices, key=_host_of), key=_host_of):
                self._heading(host)
                for device in group:
                    words = self.tr("{0} · {1} kHz").format(device.name, f"{device.rate / 1000:g}")
                    self._entry(words, device_key(device), device)
            if not devices:
                self._heading(self.tr("No device was found"))
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.flags() & Qt.ItemFlag.ItemIsEnabled and item.data(_NAME) == wanted:
                self.list.setCurrentItem(item)
        rows = min(10, max(3, self.list.count()))
        self.list.setFixedHeight(rows * 28 + 2 * SPACE_XS)
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

    def _heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _entry(self, words: str, key: str, device: Device | None) -> None:
        item = QListWidgetItem(icon("check" if key == self._chosen else "blank"), words)
        item.setData(_NAME, key)
        facts = words if device is None else self.tr("{0}, {1} channels").format(words, device.channels)
        item.setToolTip(literal(facts))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, facts)
        self.list.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    @Slot(QListWidgetItem)
    def _on_activated(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled and item.data(_NAME) != self._chosen:
            self.device_chosen.emit(item.data(_NAME))

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


def device_key(device: Device) -> str:
    """Return what a device is remembered by and asked for."""
    return f"{device.name}, {device.host}"


def _host_of(device: Device) -> str:
    return device.host
