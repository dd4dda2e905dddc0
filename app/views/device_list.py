"""A list of sound devices, grouped by the system that drives them; one entry is the chosen one.

Owns how they are shown, not which there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.plain_text import literal
from app.theme import icon
from app.theme.tokens import SPACE_XS
from core.playback import Device

_NAME = Qt.ItemDataRole.UserRole
_ROW_PX = 28
_LEAST_ROWS, _MOST_ROWS = 3, 10


class DeviceList(QListWidget):
    """Headings that cannot be chosen, and entries under a key that can: by click or Enter."""

    entry_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = self._wanted = ""
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemActivated.connect(self._on_activated)
        self.itemClicked.connect(self._on_activated)

    def begin(self, chosen: str) -> None:
        """Begin anew; the entry that has the focus keeps it."""
        focused = self.currentItem()
        self._chosen, self._wanted = chosen, chosen if focused is None else focused.data(_NAME)
        self.clear()

    def heading(self, words: str) -> None:
        """Add a line that cannot be chosen."""
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def entry(self, words: str, key: str, device: Device | None = None) -> None:
        """Add a line that can be chosen."""
        item = QListWidgetItem(icon("check" if key == self._chosen else "blank"), words)
        item.setData(_NAME, key)
        facts = words if device is None else self.tr("{0}, {1} channels").format(words, device.channels)
        item.setToolTip(literal(facts))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, facts)
        self.addItem(item)

    def missing(self, key: str) -> None:
        """Add the chosen device, which is not there."""
        self.entry(self.tr("{0} (not connected)").format(key.rpartition(", ")[0] or key), key)

    def devices(self, devices: Sequence[Device]) -> None:
        """Add devices, under the name of what drives them."""
        for host, group in groupby(sorted(devices, key=_host_of), key=_host_of):
            self.heading(host)
            for device in group:
                words = self.tr("{0} · {1} kHz").format(device.name, f"{device.rate / 1000:g}")
                self.entry(words, device_key(device), device)

    def end(self) -> None:
        """Show what was added, as high as it needs."""
        for row in range(self.count()):
            item = self.item(row)
            if item.flags() & Qt.ItemFlag.ItemIsEnabled and item.data(_NAME) == self._wanted:
                self.setCurrentItem(item)
        rows = min(_MOST_ROWS, max(_LEAST_ROWS, self.count()))
        self.setFixedHeight(rows * _ROW_PX + 2 * SPACE_XS)

    @Slot(QListWidgetItem)
    def _on_activated(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled and item.data(_NAME) != self._chosen:
            self.entry_chosen.emit(item.data(_NAME))


def device_key(device: Device) -> str:
    """Return what a device is remembered by and asked for."""
    return f"{device.name}, {device.host}"


def _host_of(device: Device) -> str:
    return device.host
