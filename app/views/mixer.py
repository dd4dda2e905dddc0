"""The sources, one strip below the other.

Owns which strips there are and which is the chosen one, not the sound: every change is an intent.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import label, line, restyle
from app.views.example_list import ExampleList
from app.views.example_row import ROW_HEIGHT
from app.views.live_strips import LiveStrips
from app.views.master_meter import MasterStrip
from app.views.sound_drop import SoundDrop
from app.views.source_strip import RESIDUAL_ID, SourceStrip, StripInfo
from core.playback import Levels

__all__ = ["RESIDUAL_ID", "MixerPanel", "StripInfo"]

# of a strip's menu; the empty name stands for its colours
_MENU = (
    "rename_source", "", "source_up", "source_down", "example_files", "example_not_files", "example_stem",
    "dictionary", "export_source", "remove_source",
)  # fmt: skip
# for everything but rows of examples, where the window is low
_LOWEST_PX = 380


class MixerPanel(QFrame):
    """All strips, one below the other; while something is split live, those of its two parts."""

    mixed = Signal(str, bool, bool, float, float)
    renamed = Signal(str, str)
    recoloured = Signal(str, str)
    chosen_changed = Signal(str, bool)
    picked = Signal(str)
    left = Signal()
    master_changed = Signal(float)
    files_dropped = Signal(str, object, QPoint)  # id of a source, paths of sounds, place on the screen

    def __init__(
        self, actions: dict[str, QAction], sound_suffixes: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sound_suffixes = tuple(sound_suffixes)
        self.setProperty("kind", "panel")
        self.setMinimumWidth(216)
        self._are_stems_heard = self._is_device_heard = False
        self._strips: dict[str, SourceStrip] = {}
        self._picked_id = ""
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._show_whole)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit_examples)
        self._menu_actions = tuple(actions[name] if name else None for name in _MENU)
        self._hint = label("", "dim")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(SPACE_L, SPACE_XS, SPACE_L, SPACE_S)
        self._add_action = actions["add_source"]
        self._add_action.changed.connect(self._tell_hint)
        self._tell_hint()
        body = QWidget()
        body.setProperty("kind", "panel")
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self._hint)
        self._body.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        self.live = LiveStrips()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.live)
        self.examples = ExampleList(actions, self._sound_suffixes)
        self.master = MasterStrip()
        self.master.gain_changed.connect(self.master_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._heading())
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.examples)
        layout.addWidget(line())
        layout.addWidget(self.master)

    def _heading(self) -> QHBoxLayout:
        add = self._add = QToolButton()
        add.setDefaultAction(self._add_action)
        add.setObjectName("button_add_source")
        add.setAccessibleName(self._add_action.text())
        add.setIconSize(QSize(16, 16))
        add.setFixedSize(24, 24)
        add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QHBoxLayout()
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_XS)
        keeps_place = add.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        add.setSizePolicy(keeps_place)
        self._title = label(self.tr("Sources"), "heading")
        layout.addWidget(self._title, 1)
        layout.addWidget(add)
        return layout

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the examples what the strips leave."""
        super().resizeEvent(event)
        self._later.start()

    @Slot()
    def _fit_examples(self) -> None:
        strips = sum(strip.sizeHint().height() for strip in self._strips.values())
        others = self._add.height() + SPACE_S + SPACE_XS + strips + self.master.sizeHint().height()
        self.examples.fit(self.height() - others, (self.height() - _LOWEST_PX) // ROW_HEIGHT)

    @property
    def is_live(self) -> bool:
        """Whether the strips of a live split are shown."""
        return self._pages.currentWidget() is self.live

    def show_live(self, live_from: str) -> None:
        """Show the strips of what is split live, the song or a device; empty: again those of the sources."""
        shown = bool(live_from)
        self._is_device_heard = live_from == "device"
        self.live.set_heard(self._are_stems_heard or self._is_device_heard)
        self._pages.setCurrentWidget(self.live if shown else self._scroll)
        self._title.setText(self.tr("Live") if shown else self.tr("Sources"))
        self._add.setVisible(not shown)

    def set_strips(self, infos: list[StripInfo]) -> None:
        """Show these sources; strips that stay keep their mix and the focus."""
        wanted = {info.id for info in infos}
        for key in [key for key in self._strips if key not in wanted]:
            strip = self._strips.pop(key)
            self._body.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        before, self._strips = self._strips, {}
        number = 0
        for index, info in enumerate(infos):
            strip = before.get(info.id) or self._new_strip(info)
            strip.set_info(info)
            number += not info.is_residual
            strip.set_number(0 if info.is_residual else number)
            if self._body.indexOf(strip) != index:
                self._body.insertWidget(index, strip)
            self._strips[info.id] = strip
        self._hint.setVisible(not infos)
        self._later.start()
        self.pick(self._picked_id if self._picked_id in self._strips else next(iter(self._strips), ""))

    def _new_strip(self, info: StripInfo) -> SourceStrip:
        strip = SourceStrip(info, self._menu_actions)
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
        if not info.is_residual:
            SoundDrop(strip, self._sound_suffixes, info.id).dropped.connect(self.files_dropped)
        return strip

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
        self.live.set_heard(self._are_stems_heard or self._is_device_heard)

    def set_tickable(self, tickable: bool) -> None:
        """Let the sources be chosen or not."""
        for strip in self._strips.values():
            strip.set_tickable(tickable)

    @Slot(object)
    def set_levels(self, levels: Levels | None) -> None:
        """Show peaks; who is not among them is silent. None puts all meters down: nothing plays."""
        for key, strip in self._strips.items():
            if levels is not None:
                strip.meter.set_level(levels.strips.get(key, float("-inf")))
            else:
                strip.meter.drop()
        self.live.set_levels(levels)
        self.master.set_levels(levels)

    @Slot()
    def reset_meters(self) -> None:
        """Forget every peak and every mark of what was too loud."""
        for strip in self._strips.values():
            strip.meter.reset()
        self.live.reset_meters()
        self.master.reset()

    def mixes(self) -> list[tuple[str, bool, bool, float, float]]:
        """Return id, mute, solo, gain and pan of every strip."""
        return [strip.mix() for strip in self._strips.values()]

    @Slot(object)
    def set_leakage(self, leaks_db: dict[str, float | None]) -> None:
        """Show the leakage of stems; None and who is not in it have nothing to measure it in."""
        for key, strip in self._strips.items():
            strip.set_leakage(leaks_db.get(key))

    def show_mix(self, source_id: str, mute: bool, solo: bool, gain_db: float, pan: float = 0.0) -> None:
        """Set a strip without telling; one that is not there is left out."""
        if source_id in self._strips:
            self._strips[source_id].show_mix(mute, solo, gain_db, pan)

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
            restyle(strip, "chosen", "true" if key == source_id else "false")
        if changed:
            # a strip that is new has its place only after the layout
            self._reveal.start()
            self.picked.emit(source_id)

    @Slot()
    def _show_whole(self) -> None:
        if self._picked_id in self._strips:
            self._scroll.ensureWidgetVisible(self._strips[self._picked_id], 0, 0)

    @Slot()
    def _tell_hint(self) -> None:
        keys = self._add_action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = self.tr(
            "Separate gives voice and accompaniment. For other sources add one ({0}) and paint when it plays, or "
            "import a score: every track is a source."
        )
        self._hint.setText(words.format(keys or "+"))

    @Slot()
    def toggle_mute(self) -> None:
        """Mute the chosen source or no longer."""
        self._click("mute")

    @Slot()
    def toggle_solo(self) -> None:
        """Solo the chosen source or no longer."""
        self._click("solo")

    def _click(self, what: str) -> None:
        if self.is_live:
            self.live.click(what)
            return
        strip = self._strips.get(self._picked_id)
        if strip is not None:
            button: QToolButton = getattr(strip, what)
            if button.isEnabled():
                button.setChecked(not button.isChecked())
                self.mixed.emit(*strip.mix())

    @Slot()
    def clear_solos_and_mutes(self) -> None:
        """Let every stem be heard again; gain and pan stay."""
        if self.is_live:
            self.live.clear_solos_and_mutes()
            return
        for strip in self._strips.values():
            _id, mute, solo, gain_db, pan = strip.mix()
            if mute or solo:
                strip.show_mix(False, False, gain_db, pan)
                self.mixed.emit(*strip.mix())

    @Slot(str)
    def _solo_alone(self, source_id: str) -> None:
        """Solo one stem and no other; where that is so already, none."""
        # its own button is up after the click where it was down before
        is_alone = not self._strips[source_id].solo.isChecked() and not any(
            strip.solo.isChecked() for strip in self._strips.values()
        )
        for key, strip in self._strips.items():
            strip.press_solo(key == source_id and not is_alone)
            self.mixed.emit(*strip.mix())
