"""The switch of the live split in the transport, and what it opens: what is split, by which network.

Owns the choosing only: every choice is an intent, the controller says what is so.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.theme import icon
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import label
from app.views.device_list import DeviceList, device_key
from core.playback import Device

SONG = ""
"""The key of the open song among what can be split."""

_WIDTH = 380
_ICON = QSize(20, 20)


class LiveMenu(QFrame):
    """The open song and every input device, and the networks where there are several."""

    source_chosen = Signal(str)  # "name, host" of an input device; SONG: the open song
    network_chosen = Signal(str)
    look_requested = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("device_menu")
        self.setAccessibleName(self.tr("Live split"))
        self.setFixedWidth(_WIDTH)
        self._shown: tuple[str, bool] = (SONG, False)
        self._trouble = label("", "warning")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.list = DeviceList()
        self.list.setObjectName("live_sources")
        self.list.setAccessibleName(self.tr("What is split"))
        self.list.setToolTip(self.tr("Choose what is split into voice and accompaniment: click, or Enter"))
        self.list.entry_chosen.connect(self.source_chosen)
        self._look = QPushButton(self.tr("Look again"))
        self._look.setObjectName("look_again")
        self._look.setToolTip(self.tr("Look for devices that were connected or switched on since"))
        self._look.clicked.connect(self._on_look)
        self._advice = label(self.tr("With a microphone use headphones: it would hear the loudspeakers."), "small")
        self._advice.setWordWrap(True)
        self.network = QComboBox()
        self.network.setObjectName("live_network")
        self.network.setAccessibleName(self.tr("Network"))
        self.network.setToolTip(self.tr("What tells voice and accompaniment apart"))
        self.network.activated.connect(self._on_network)
        self._network_words = label(self.tr("Network"), "dim")
        self._network_words.setBuddy(self.network)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Split live into voice and accompaniment"), "heading"), 1)
        top.addWidget(self._look)
        below = QHBoxLayout()
        below.setSpacing(SPACE_S)
        below.addWidget(self._network_words)
        below.addWidget(self.network, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(top)
        layout.addWidget(self._trouble)
        layout.addWidget(self.list)
        layout.addWidget(self._advice)
        layout.addLayout(below)

    def show_sources(self, devices: Sequence[Device] | None, chosen: str, has_song: bool, trouble: str = "") -> None:
        """Show what can be split; None: devices are being looked for. ``trouble`` says why there may be none."""
        self._shown = chosen, has_song
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self.list.begin(chosen)
        if has_song or chosen == SONG:
            self.list.entry(self.tr("The open song") if has_song else self.tr("The song, once one is open"), SONG)
        if devices is None:
            self.list.heading(self.tr("Looking for input devices…"))
        else:
            if chosen != SONG and chosen not in [device_key(device) for device in devices]:
                self.list.missing(chosen)
            self.list.devices(devices)
            if not devices:
                self.list.heading(self.tr("No input device was found"))
        self.list.end()
        self.adjustSize()

    def show_networks(self, networks: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show the names and words of the networks; a single one needs no choice."""
        self.network.clear()
        for name, words in networks:
            self.network.addItem(words, name)
        self.network.setCurrentIndex(max(0, self.network.findData(chosen)))
        for widget in (self.network, self._network_words):
            widget.setVisible(len(networks) > 1)
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_look(self) -> None:
        self.show_sources(None, *self._shown)
        self.look_requested.emit()

    @Slot(int)
    def _on_network(self, index: int) -> None:
        self.network_chosen.emit(self.network.itemData(index))


class LiveSwitch(QWidget):
    """The button that splits live, and beside it the one that opens the menu."""

    def __init__(self, switch: QAction, choose: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu = LiveMenu(self)
        self._choose_action = choose
        self.button = QToolButton()
        switch.setIconText(self.tr("Live"))
        self.button.setDefaultAction(switch)
        self.button.setObjectName("button_live")
        self.button.setIconSize(_ICON)
        self.arrow = QToolButton()
        self.arrow.setObjectName("button_live_source")
        self.arrow.setIcon(icon("chevron-down", "dim"))
        self.arrow.setIconSize(QSize(14, 14))
        self.arrow.setFixedWidth(18)
        self.arrow.setToolTip(choose.toolTip())
        self.arrow.clicked.connect(choose.trigger)
        for button, name in ((self.button, switch.text()), (self.arrow, choose.text().removesuffix("…"))):
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        choose.changed.connect(self._on_keys_changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        layout.addWidget(self.arrow)

    @Slot()
    def open_menu(self) -> None:
        """Open the menu below the button, within the screen."""
        menu = self.menu
        menu.opened.emit()
        corner = self.mapToGlobal(QPoint(0, self.height() + SPACE_XS))
        space = self.screen().availableGeometry()
        left = min(max(space.left(), corner.x()), space.right() - menu.width())
        menu.move(left, min(corner.y(), space.bottom() - menu.height()))
        menu.show()
        menu.list.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _on_keys_changed(self) -> None:
        self.arrow.setToolTip(self._choose_action.toolTip())
