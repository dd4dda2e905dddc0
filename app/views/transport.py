"""The bar at the top: playback, position, what is heard, the sound device, what computes.

Owns no playback: its buttons are the window's actions.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.theme import current, figures_font, icon
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import ElidedLabel, Segments, format_time, label, rule
from app.views.device_menu import DeviceButton
from app.views.live_menu import LiveSwitch
from app.views.room import Part, Widgets, Words, share_room

_ICON = QSize(20, 20)
_NAME_PX = 72


class TransportBar(QFrame):
    """Transport buttons, position, mixture | stems | residual, device, export."""

    listen_requested = Signal(str)

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAccessibleName(self.tr("Transport"))
        self._compare, self._residual = actions["compare"], actions["listen_residual"]
        self._version, self._live_from = "", ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        self._buttons: dict[str, QToolButton] = {}
        groups = []
        for group in (("open_song", "open_score"), ("undo", "redo"), ("to_start", "play", "loop", "to_end")):
            groups.append([*(self._button(actions[name]) for name in group), rule()])
            for widget in groups[-1]:
                layout.addWidget(widget)
            layout.insertSpacing(layout.count() - 1, SPACE_XS)
            layout.addSpacing(SPACE_XS)
        layout.addWidget(self._position_display())
        layout.addSpacing(SPACE_S)
        choices = (("mixture", self.tr("Mixture")), ("stems", self.tr("Stems")), ("residual", self.tr("Residual")))
        self._listen = Segments(list(choices), self.tr("Listen to"))
        self._listen.chosen.connect(self.listen_requested)
        layout.addWidget(self._listen)
        layout.addWidget(self._button(actions["match"]))
        layout.addSpacing(SPACE_XS)
        self.live = LiveSwitch(actions["live"], actions["live_source"])
        layout.addWidget(self.live)
        layout.addSpacing(SPACE_S)
        self._song = ElidedLabel("dim")
        self._song.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._song, 1)
        self.device = DeviceButton()
        layout.addWidget(self.device)
        layout.addSpacing(SPACE_S)
        layout.addWidget(self._compute_chip())
        layout.addSpacing(SPACE_S)
        export = self._button(actions["export"])
        actions["export"].setIconText(self.tr("Export"))
        layout.addWidget(export)
        # what can be left out, and how much of the song's name has to be seen beside it
        self._parts: tuple[tuple[Part, int], ...] = (
            (Widgets(self._compute), _NAME_PX),
            (Words(self.device), _NAME_PX),
            (Widgets(self._length), 0),
            (Words(export), 0),
            (Words(self.live.button), 0),
            (Widgets(self._computer), 0),
            (Widgets(*groups[1]), 0),
            (Widgets(*groups[0]), 0),
        )
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
        super().resizeEvent(event)
        share_room(self, self._parts)

    def event(self, event: QEvent) -> bool:
        """Share the room again where a name has become longer."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            share_room(self, self._parts)
        return done

    @Slot(float)
    def set_position(self, seconds: float) -> None:
        """Show where the song is."""
        self._position.setText(format_time(seconds))

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

    @Slot(str)
    def set_listening(self, what: str) -> None:
        """Show which of mixture, stems and residual is heard."""
        self._listen.choose(what)

    @Slot(str)
    def set_version(self, letter: str) -> None:
        """Name the version whose stems are heard; empty where there is only one."""
        self._version = letter
        self._listen.set_text("stems", self.tr("Stems {0}").format(letter) if letter else self.tr("Stems"))

    def set_live(self, live_from: str) -> None:
        """Tell what is split live: the song, an input device, or nothing (empty)."""
        self._live_from = live_from

    def set_stems_there(self, there: bool) -> None:
        """Let stems and residual be chosen or not."""
        stems = self.tr("Listen to the stems of version {0}").format(self._version)
        hear_stems = stems if self._version else self.tr("Listen to the stems")
        wait_stems = self.tr("Separate first to hear the stems")
        wait_residual = self.tr("Separate first to hear what is in no stem")
        if self._live_from == "song":
            hear_stems = self.tr("Listen to voice and accompaniment, which are split live")
            wait_residual = self.tr("Voice and accompaniment are the whole song: nothing is left over")
        held = self.tr("An input device is split live; leave Live to listen to the song")
        for what, action, hear, wait, can in (
            ("mixture", self._compare, self.tr("Listen to the song as it is"), "", True),
            ("stems", self._compare, hear_stems, wait_stems, there or self._live_from == "song"),
            ("residual", self._residual, self.tr("Listen to what is in no stem"), wait_residual,
             there and not self._live_from),
        ):  # fmt: skip
            button, is_held = self._listen.button(what), self._live_from == "device"
            button.setEnabled(can and not is_held)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(held if is_held else hear + (f"  ({keys})" if keys else "") if can else wait)
        if not there and not self._live_from:
            self._listen.choose("mixture")

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
