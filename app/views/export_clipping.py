"""What to do where files would be beyond full scale.

Owns the words and the choice; it is shown only where there is something to choose.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.theme.icons import pixmap
from app.theme.tokens import SPACE_M, SPACE_S
from app.views.controls import Segments, restyle
from app.views.parameter_form import wrapped
from core.export.outcome import ClippedFile

CLIPPINGS = ("turn_down", "clip", "float")
_NAMED = 3


class ClippingField(QFrame):
    """Turn all down, limit, or write floats."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_clipping")
        restyle(self, "kind", "card")
        self._chosen = CLIPPINGS[0]
        self._glyph = QLabel()
        self._words = wrapped("", "")
        self._words.setObjectName("export_clipping_words")
        self.segments = Segments(
            [
                ("turn_down", self.tr("Turn all down")),
                ("clip", self.tr("Limit them")),
                ("float", self.tr("Write 32-bit float")),
            ],
            self.tr("Samples beyond full scale"),
        )
        for key, words in {
            "turn_down": self.tr(
                "All files are turned down alike, so that they still fit together; the report says by how much"
            ),
            "clip": self.tr("The peaks are cut off at full scale; all else stays as it is"),
            "float": self.tr("WAV files that keep what is beyond full scale, at the song's own level"),
        }.items():
            button = self.segments.button(key)
            button.setObjectName(f"export_clipping_{key}")
            button.setToolTip(words)
        self.segments.chosen.connect(self._on_chosen)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        choices = QHBoxLayout()
        choices.addWidget(self.segments)
        choices.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addLayout(row)
        layout.addLayout(choices)
        self.hide()

    def choice(self) -> str:
        """Return one of ``CLIPPINGS``."""
        return self._chosen

    def choose(self, chosen: str) -> None:
        """Choose without telling."""
        self._chosen = chosen if chosen in CLIPPINGS else CLIPPINGS[0]
        self.segments.choose(self._chosen)

    def show_files(self, files: Sequence[ClippedFile]) -> None:
        """Show who is beyond full scale and by how much; nothing where nobody is."""
        self.setVisible(bool(files))
        if not files:
            return
        loudest = sorted(files, key=lambda file: -file.peak)
        named = ", ".join(
            self.tr("{0} by {1} dB").format(file.name, f"{decibels_over(file.peak):.1f}") for file in loudest[:_NAMED]
        )
        if len(loudest) > _NAMED:
            named = self.tr("{0} and {1} more").format(named, len(loudest) - _NAMED)
        self._glyph.setPixmap(pixmap("warning", 18, "warning", self.devicePixelRatioF()))
        self._words.setText(self.tr("Beyond full scale: {0}.").format(named))
        down_db = decibels_over(loudest[0].peak)
        self.segments.button("turn_down").setText(self.tr("Turn all down by {0} dB").format(f"{down_db:.1f}"))

    def words(self) -> str:
        """Return what is said; empty where nothing is shown."""
        return "" if self.isHidden() else self._words.text()

    @Slot(str)
    def _on_chosen(self, chosen: str) -> None:
        self._chosen = chosen
        self.changed.emit()


def decibels_over(peak: float) -> float:
    """Return by how much a magnitude is beyond full scale, in dB, rounded up to a tenth."""
    return max(0.1, math.ceil(200.0 * math.log10(peak)) / 10.0) if peak > 1.0 else 0.1
