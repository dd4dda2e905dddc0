"""Which part of the song is exported.

Owns the choice between the whole song, the selection and the loop; what the latter two are is told.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.theme import figures_font
from app.theme.tokens import SPACE_M
from app.views.controls import ElidedLabel, Segments, format_time

Part = Literal["whole", "selection", "loop"]
Span = tuple[int, int]


class RangeField(QWidget):
    """Whole song, selection or loop, with its times."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: Part = "whole"
        self._spans: dict[Part, Span | None] = {"whole": None, "selection": None, "loop": None}
        self._rate, self._length = 1, 0
        self.segments = Segments(
            [("whole", self.tr("Whole song")), ("selection", self.tr("Selection")), ("loop", self.tr("Loop"))],
            self.tr("Range"),
        )
        self.segments.chosen.connect(self._on_chosen)
        self._times = ElidedLabel("small")
        self._times.setFont(figures_font(12))
        self._times.setObjectName("export_times")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.segments)
        layout.addWidget(self._times, 1)

    def part(self) -> Part:
        """Return what is exported; what is wanted but is not there is the whole song."""
        return self._wanted if self._wanted == "whole" or self._spans[self._wanted] is not None else "whole"

    def wanted(self) -> Part:
        """Return what was chosen, whether it is there now or not."""
        return self._wanted

    def span(self) -> Span | None:
        """Return first sample and the one behind the last; None for the whole song."""
        return self._spans[self.part()]

    def choose(self, part: Part) -> None:
        """Choose without telling."""
        self._wanted = part
        self._show()

    def set_spans(self, selection: Span | None, loop: Span | None, rate: int, length: int) -> None:
        """Take what is selected and looped, in samples."""
        self._spans = {"whole": None, "selection": selection, "loop": loop}
        self._rate, self._length = rate, length
        self._show()

    def _show(self) -> None:
        part = self.part()
        self.segments.choose(part)
        missing = {
            "selection": self.tr("Nothing is selected; drag with the tool Select in a picture"),
            "loop": self.tr("There is no loop; drag in the ruler"),
        }
        for key, words in missing.items():
            span = self._spans[key]  # type: ignore[index]
            button = self.segments.button(key)
            button.setEnabled(span is not None)
            button.setToolTip(words if span is None else self._times_of(span))
        self.segments.button("whole").setToolTip(self._times_of((0, self._length)))
        self._times.set_whole(self._times_of(self._spans[part] or (0, self._length)))

    def _times_of(self, span: Span) -> str:
        start_s, stop_s = (sample / self._rate for sample in span)
        return self.tr("{0} to {1}").format(format_time(start_s), format_time(stop_s))

    @Slot(str)
    def _on_chosen(self, part: Part) -> None:
        self.choose(part)
        self.changed.emit()
