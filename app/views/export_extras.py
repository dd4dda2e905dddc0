"""What is written beside the stems, and the tags inside them.

Owns check boxes and lines; nothing is made here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.theme import icon
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import label

EXTRAS = ("reaper", "dawproject", "midi", "report", "csv", "lab", "jams")
TAGS = ("title", "artist", "album", "comment")


class ExtrasField(QWidget):
    """Sessions, notes, labels, report."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._impossible: Mapping[str, str] = {}
        self._words = {
            "reaper": (self.tr("Reaper project"), self.tr("A session for Reaper with every file on a named track")),
            "dawproject": (
                self.tr("DAWproject"),
                self.tr("A session for Bitwig, Studio One, Cubase and others with every file on a named track"),
            ),
            "midi": (self.tr("MIDI per source"), self.tr("The notes of every source as they lie on the song")),
            "report": (self.tr("Report"), self.tr("How the stems were made and measured, as report.json")),
            "csv": ("CSV", self.tr("When each source plays, as a table for spreadsheets")),
            "lab": ("LAB", self.tr("When each source plays, as a label track for Sonic Visualiser and Audacity")),
            "jams": ("JAMS", self.tr("When each source plays and its notes, for research tools")),
        }
        self.boxes = {key: QCheckBox(self._words[key][0]) for key in EXTRAS}
        for key, box in self.boxes.items():
            box.setObjectName(f"export_{key}")
            box.setToolTip(self._words[key][1])
            box.toggled.connect(self.changed)
        for key in ("csv", "lab", "jams"):
            self.boxes[key].setAccessibleName(self.tr("Labels as {0}").format(key.upper()))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        for index, key in enumerate(("reaper", "dawproject", "midi", "report")):
            grid.addWidget(self.boxes[key], index // 2, index % 2)
        labels = QHBoxLayout()
        labels.setSpacing(SPACE_M)
        labels.addWidget(label(self.tr("Labels as"), "dim"))
        for key in ("csv", "lab", "jams"):
            labels.addWidget(self.boxes[key])
        labels.addStretch(1)
        grid.addLayout(labels, 2, 0, 1, 2)

    def chosen(self) -> frozenset[str]:
        """Return which of ``EXTRAS`` are wanted and possible."""
        return frozenset(key for key, box in self.boxes.items() if box.isChecked() and box.isEnabled())

    def ticked(self) -> frozenset[str]:
        """Return which of ``EXTRAS`` are wanted."""
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def choose(self, keys: Collection[str]) -> None:
        """Tick these without telling."""
        with QSignalBlocker(self):
            for key, box in self.boxes.items():
                box.setChecked(key in keys)

    def set_impossible(self, reasons: Mapping[str, str]) -> None:
        """Grey what there is nothing for, with the reason."""
        for key, box in self.boxes.items():
            box.setEnabled(key not in reasons)
            box.setToolTip(reasons.get(key, self._words[key][1]))


class TagsField(QWidget):
    """Title, artist, album, comment; folded until they are wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = (self.tr("Title"), self.tr("Artist"), self.tr("Album"), self.tr("Comment"))
        self._fold = QPushButton(self.tr("Tags"))
        self._fold.setObjectName("export_tags")
        self._fold.setProperty("kind", "fold")
        self._fold.setCheckable(True)
        self._fold.setAutoDefault(False)
        self._fold.setToolTip(self.tr("What players show of the files: title, artist, album, comment"))
        self._fold.setIcon(icon("chevron-right", "dim"))
        self._fold.toggled.connect(self._unfold)
        self.lines: dict[str, QLineEdit] = {}
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_S)
        grid.setVerticalSpacing(SPACE_S)
        for index, (key, name) in enumerate(zip(TAGS, names, strict=True)):
            one = QLineEdit()
            one.setObjectName(f"export_tag_{key}")
            one.setAccessibleName(name)
            one.setToolTip(self.tr("Written into every file"))
            one.textChanged.connect(self.changed)
            self.lines[key] = one
            caption = label(name, "dim")
            caption.setBuddy(one)
            grid.addWidget(caption, index // 2, 2 * (index % 2))
            grid.addWidget(one, index // 2, 2 * (index % 2) + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        self._body.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._fold)
        layout.addWidget(self._body)

    @property
    def is_unfolded(self) -> bool:
        """Whether the lines are seen."""
        return self._fold.isChecked()

    def unfold(self, unfolded: bool) -> None:
        """Show the lines or hide them."""
        self._fold.setChecked(unfolded)

    def tags(self) -> dict[str, str]:
        """Return the tags by their names in ``TAGS``."""
        return {key: one.text().strip() for key, one in self.lines.items()}

    def set_tags(self, tags: Mapping[str, str]) -> None:
        """Show tags without telling."""
        with QSignalBlocker(self):
            for key, one in self.lines.items():
                one.setText(tags.get(key, ""))
                one.setCursorPosition(0)

    @Slot(bool)
    def _unfold(self, shown: bool) -> None:
        self._body.setVisible(shown)
        self._fold.setIcon(icon("chevron-down" if shown else "chevron-right", "dim"))
