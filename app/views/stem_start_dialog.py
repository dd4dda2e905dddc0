"""From where on in the song a file is what a source plays there.

Owns the dialog. Opens no file.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import format_time, label
from app.views.parameter_form import QuietDoubleSpinBox, wrapped

_WIDTH_PX = 440


class StemStartDialog(QDialog):
    """One time of the song, typed or taken from where the playhead is."""

    def __init__(
        self,
        file_name: str,
        source_name: str,
        length_s: float,
        start_s: float,
        playhead_s: float,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stem_start")
        self.setWindowTitle(self.tr("What {0} plays in this song").format(source_name))
        self._playhead_s = playhead_s
        words = self.tr(
            "{0} is taken as what {1} plays in the song, from this time on until it ends. It must be the true sound of "
            "this recording, not another take."
        )
        self._start = QuietDoubleSpinBox()
        self._start.setObjectName("stem_start_s")
        self._start.setDecimals(3)
        self._start.setRange(0.0, max(0.0, length_s))
        self._start.setSuffix(self.tr(" s"))
        self._start.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._start.setValue(start_s)
        self._start.setAccessibleName(self.tr("Begins at"))
        self._start.setToolTip(self.tr("Time of the song at which the file begins"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(wrapped(words.format(file_name, source_name), "small"))
        layout.addLayout(self._times())
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        # the words of its buttons are longer in some languages
        wanted = self.sizeHint()
        self.resize(QSize(max(_WIDTH_PX, wanted.width()), wanted.height()))

    def start_s(self) -> float:
        """Return the time at which the file begins in the song."""
        return self._start.value()

    def _times(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        words = label(self.tr("Begins at"))
        words.setBuddy(self._start)
        layout.addWidget(words)
        layout.addWidget(self._start, 1)
        for name, text, tip, slot in (
            ("stem_at_start", self.tr("Start"), self.tr("It begins with the song"), self._take_start),
            (
                "stem_at_playhead",
                self.tr("Playhead"),
                self.tr("It begins at the playhead, {0}").format(format_time(self._playhead_s)),
                self._take_playhead,
            ),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            layout.addWidget(button)
        return layout

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setToolTip(self.tr("Leave the examples as they are"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        take = QPushButton(self.tr("Add"))
        take.setObjectName("stem_take")
        take.setProperty("kind", "primary")
        take.setToolTip(self.tr("Read the file and add it to the examples"))
        take.setDefault(True)
        take.clicked.connect(self.accept)
        layout.addStretch(1)
        layout.addWidget(cancel)
        layout.addWidget(take)
        return layout

    @Slot()
    def _take_start(self) -> None:
        self._start.setValue(0.0)

    @Slot()
    def _take_playhead(self) -> None:
        self._start.setValue(self._playhead_s)
