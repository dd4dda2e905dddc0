"""Container and sample format of exported files.

Owns two rows of buttons. Which pairs are possible is told; the others are greyed, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.theme.tokens import SPACE_M
from app.views.controls import Segments

CONTAINERS = ("wav", "flac", "aiff")
BITS = ("24", "16", "32f")  # the first that is possible is taken where the chosen one is not


class FormatField(QWidget):
    """WAV, FLAC or AIFF; 16, 24 or 32 bits."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._impossible: Mapping[tuple[str, str], str] = {}
        self._container, self._bits = "wav", "24"
        self._words = {
            "wav": self.tr("Read by every program; RF64 beyond 4 GB"),
            "flac": self.tr("About two thirds of the size, and not one bit is lost"),
            "aiff": self.tr("The plain format of many Macs; up to 4 GB a file"),
            "16": self.tr("As on a CD: the finest steps are lost under dither, what is beyond full scale is limited"),
            "24": self.tr("Finer than any converter; only what is beyond full scale is limited"),
            "32f": self.tr("Nothing is lost, neither fine steps nor what is beyond full scale"),
        }
        self.containers = Segments([("wav", "WAV"), ("flac", "FLAC"), ("aiff", "AIFF")], self.tr("File format"))
        self.bits = Segments(
            [("16", self.tr("16 bits")), ("24", self.tr("24 bits")), ("32f", self.tr("32-bit float"))],
            self.tr("Sample format"),
        )
        for segments, keys in ((self.containers, CONTAINERS), (self.bits, BITS)):
            for key in keys:
                segments.button(key).setObjectName(f"export_{key}")
        self.containers.chosen.connect(self._on_container)
        self.bits.chosen.connect(self._on_bits)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.containers)
        layout.addWidget(self.bits)
        layout.addStretch(1)
        self._show()

    def format(self) -> tuple[str, str]:
        """Return container and bits."""
        return self._container, self._bits

    def set_format(self, container: str, bits: str) -> None:
        """Choose without telling; what is not possible becomes the nearest that is."""
        self._container = container if container in CONTAINERS and self._possible_bits(container) else "wav"
        possible = self._possible_bits(self._container)
        self._bits = bits if bits in possible else possible[0]
        self._show()

    def set_impossible(self, reasons: Mapping[tuple[str, str], str]) -> None:
        """Take why pairs of container and bits cannot hold the song; all others are possible."""
        self._impossible = reasons
        self.set_format(self._container, self._bits)

    def _possible_bits(self, container: str) -> list[str]:
        return [bits for bits in BITS if (container, bits) not in self._impossible]

    def _show(self) -> None:
        self.containers.choose(self._container)
        self.bits.choose(self._bits)
        for container in CONTAINERS:
            button = self.containers.button(container)
            button.setEnabled(bool(self._possible_bits(container)))
            reason = self._impossible.get((container, BITS[0]), "")
            button.setToolTip(self._words[container] if button.isEnabled() else reason)
        for bits in BITS:
            button = self.bits.button(bits)
            reason = self._impossible.get((self._container, bits), "")
            button.setEnabled(not reason)
            button.setToolTip(reason or self._words[bits])

    @Slot(str)
    def _on_container(self, container: str) -> None:
        self.set_format(container, self._bits)
        self.changed.emit()

    @Slot(str)
    def _on_bits(self, bits: str) -> None:
        self.set_format(self._container, bits)
        self.changed.emit()
