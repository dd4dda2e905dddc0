"""Noise to be removed: what is known alone, where it is heard, and what both are called.

Owns the dialog. Reads no file and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import ElidedLabel, Segments, label
from app.views.parameter_form import wrapped

_WIDTH_PX = 480


@dataclass(frozen=True)
class NoiseWish:
    """What is to be set up; without a file the selection is the example."""

    wanted: str
    noise: str
    is_noise_known: bool
    path: Path | None


class NoiseDialog(QDialog):
    """Asks what of the two there is an example of."""

    def __init__(
        self, selection: str, names: Sequence[str], folder: str, pattern: str, parent: QWidget | None = None
    ) -> None:
        """Offer the selection where its words are not empty, and the sources that there are by their names."""
        super().__init__(parent)
        self.setObjectName("remove_noise")
        self.setWindowTitle(self.tr("Remove noise"))
        self._folder, self._pattern, self._path = folder, pattern, ""
        self._has_selection = bool(selection)
        self._known = Segments(
            [("noise", self.tr("The noise")), ("wanted", self.tr("What is to stay"))], self.tr("Heard alone")
        )
        self._from = Segments(
            [("selection", selection or self.tr("Selection")), ("file", self.tr("A file"))], self.tr("Where")
        )
        self._known.button("noise").setToolTip(self.tr("There is a moment, or a file, with nothing but the noise"))
        self._known.button("wanted").setToolTip(self.tr("There is a moment, or a file, without any noise"))
        self._from.button("selection").setEnabled(self._has_selection)
        self._from.button("selection").setToolTip(
            self.tr("What is selected in the song") if selection else self.tr("Nothing is selected in the song")
        )
        self._from.button("file").setToolTip(self.tr("Another recording: room noise, another take, a sample"))
        self._from.chosen.connect(self._on_from)
        self._file = ElidedLabel("dim")
        self._choose = QPushButton(self.tr("Choose…"))
        self._wanted, self._noise = self._name_box(names, "wanted_name"), self._name_box(names, "noise_name")
        self._take = QPushButton(self.tr("Set up"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(
            wrapped(
                self.tr(
                    "Say how one of the two sounds alone. The other is learnt from the song itself when you separate."
                ),
                "small",
            )
        )
        layout.addLayout(self._grid())
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        self._wanted.setCurrentText(names[0] if names else self.tr("Speech"))
        self._noise.setCurrentText(self.tr("Noise"))
        self._from.choose("selection" if self._has_selection else "file")
        self.resize(QSize(_WIDTH_PX, self.sizeHint().height()))
        self._show()

    def wish(self) -> NoiseWish:
        """Return what was asked for."""
        path = Path(self._path) if self._is_from_file() else None
        names = self._wanted.currentText().strip(), self._noise.currentText().strip()
        return NoiseWish(*names, self._known.button("noise").isChecked(), path)

    def _name_box(self, names: Sequence[str], name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setEditable(True)
        box.addItems(list(names))
        box.editTextChanged.connect(self._show)
        return box

    def _grid(self) -> QGridLayout:
        self._choose.setObjectName("noise_file")
        self._choose.setAutoDefault(False)
        self._choose.setToolTip(self.tr("Choose the sound file"))
        self._choose.clicked.connect(self._choose_file)
        self._wanted.setAccessibleName(self.tr("Name of what is to stay"))
        self._wanted.setToolTip(self.tr("Speech, or the instrument: its stem is what you want"))
        self._noise.setAccessibleName(self.tr("Name of the noise"))
        self._noise.setToolTip(self.tr("What goes into the other stem"))
        file = QHBoxLayout()
        file.setSpacing(SPACE_S)
        file.addWidget(self._file, 1)
        file.addWidget(self._choose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        left = Qt.AlignmentFlag.AlignLeft
        for place, (words, widget) in enumerate(
            (
                (self.tr("Heard alone"), self._known),
                (self.tr("Where"), self._from),
                (self.tr("To stay"), self._wanted),
                (self.tr("Noise"), self._noise),
            )
        ):
            row = place if place < 2 else place + 1
            grid.addWidget(label(words), row, 0)
            if isinstance(widget, Segments):
                grid.addWidget(widget, row, 1, left)
            else:
                grid.addWidget(widget, row, 1)
        grid.addLayout(file, 2, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setToolTip(self.tr("Change nothing"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._take.setObjectName("noise_take")
        self._take.setProperty("kind", "primary")
        self._take.setToolTip(self.tr("Make both sources and the example, and choose the engine"))
        self._take.setDefault(True)
        self._take.clicked.connect(self.accept)
        layout.addStretch(1)
        layout.addWidget(cancel)
        layout.addWidget(self._take)
        return layout

    def _is_from_file(self) -> bool:
        return self._from.button("file").isChecked()

    @Slot(str)
    def _on_from(self, what: str) -> None:
        if what == "file" and not self._path:
            self._choose_file()
        self._show()

    @Slot()
    def _choose_file(self) -> None:
        title = (
            self.tr("The noise alone") if self._known.button("noise").isChecked() else self.tr("What is to stay alone")
        )
        name, _filter = QFileDialog.getOpenFileName(self, title, self._folder, self._pattern)
        if name:
            self._path, self._folder = name, str(Path(name).parent)
            self._from.choose("file")
        self._show()

    @Slot()
    def _show(self) -> None:
        self._file.set_whole(Path(self._path).name if self._path else self.tr("No file chosen"))
        self._file.setEnabled(self._is_from_file())
        names = [box.currentText().strip() for box in (self._wanted, self._noise)]
        differ = all(names) and names[0].casefold() != names[1].casefold()
        has_example = bool(self._path) if self._is_from_file() else self._has_selection
        self._take.setEnabled(differ and has_example)
