"""The two strips of a live split, in the place of the sources' while it lasts.

Owns their controls, not the sound: every change is an intent.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from app.theme.tokens import SOURCE_COLOURS, SPACE_L, SPACE_S
from app.views.controls import label, restyle
from app.views.source_strip import SourceStrip, StripInfo
from core.playback import ACCOMPANIMENT, VOICE, Levels


class LiveStrips(QFrame):
    """Voice and accompaniment, one below the other."""

    mixed = Signal(str, bool, bool, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._strips: dict[str, SourceStrip] = {}
        names = ((VOICE, self.tr("Voice")), (ACCOMPANIMENT, self.tr("Accompaniment")))
        for (key, name), colour in zip(names, SOURCE_COLOURS, strict=False):
            strip = SourceStrip(StripInfo(key, name, colour, is_residual=True, is_indented=False))
            strip.set_stem_there(True)
            strip.mixed.connect(self.mixed)
            strip.picked.connect(self.pick)
            strip.solo_alone.connect(self._solo_alone)
            self._strips[key] = strip
            layout.addWidget(strip)
        hint = label(self.tr("Split while it plays. Your sources and stems are back when you leave Live."), "dim")
        hint.setWordWrap(True)
        hint.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        layout.addWidget(hint)
        layout.addStretch(1)
        self.pick(VOICE)

    def strip(self, key: str) -> SourceStrip:
        """Return one strip; raises KeyError."""
        return self._strips[key]

    def mixes(self) -> list[tuple[str, bool, bool, float, float]]:
        """Return id, mute, solo, gain and pan of both."""
        return [strip.mix() for strip in self._strips.values()]

    def set_heard(self, heard: bool) -> None:
        """Dim mute and solo while they change nothing of what is heard."""
        for strip in self._strips.values():
            strip.set_heard(heard)

    def set_levels(self, levels: Levels | None) -> None:
        """Show peaks; None puts both meters down."""
        for key, strip in self._strips.items():
            if levels is not None:
                strip.meter.set_level(levels.strips.get(key, float("-inf")))
            else:
                strip.meter.drop()

    def reset_meters(self) -> None:
        """Forget every peak."""
        for strip in self._strips.values():
            strip.meter.reset()

    def click(self, what: str) -> None:
        """Press "mute" or "solo" of the chosen strip."""
        strip = self._strips[self._picked]
        button: QToolButton = getattr(strip, what)
        button.setChecked(not button.isChecked())
        self.mixed.emit(*strip.mix())

    def clear_solos_and_mutes(self) -> None:
        """Let both be heard again; gain and pan stay."""
        for strip in self._strips.values():
            _key, mute, solo, gain_db, pan = strip.mix()
            if mute or solo:
                strip.show_mix(False, False, gain_db, pan)
                self.mixed.emit(*strip.mix())

    @Slot(str)
    def pick(self, key: str) -> None:
        """Make a strip the one to which the keys of mute and solo go."""
        self._picked = key
        for other, strip in self._strips.items():
            restyle(strip, "chosen", "true" if other == key else "false")

    @Slot(str)
    def _solo_alone(self, key: str) -> None:
        """Solo one and not the other; where that is so already, none."""
        # its own button is up after the click where it was down before
        is_alone = not any(strip.solo.isChecked() for strip in self._strips.values())
        for other, strip in self._strips.items():
            strip.press_solo(other == key and not is_alone)
            self.mixed.emit(*strip.mix())
