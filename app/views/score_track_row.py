"""One track of a score in the dialog that imports it: what it holds, how it is split, where its parts go.

Owns the controls of the row; what becomes of the choice is told by a signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.plain_text import literal
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import ElidedLabel, label
from core.annotation.score import ScoreTrack
from core.annotation.score_import import HIGHEST, LOWEST, Part, Target
from core.display import note_name

_NO_TARGET = ("", "")


@dataclass(frozen=True)
class Choice:
    """A source that parts can go to: an existing one, or a new one of this name."""

    source_id: str
    name: str


class PitchSpin(QSpinBox):
    """A MIDI pitch by its note name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(LOWEST + 1, HIGHEST)
        self.setMinimumWidth(72)
        self.lineEdit().setReadOnly(True)
        self.lineEdit().setTextMargins(SPACE_S, 0, 0, 0)

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """Return the name of the note."""
        return note_name(value)


class TrackRow(QFrame):
    """Name and contents, split, one or two sources."""

    changed = Signal()
    hands_wanted = Signal(int)

    def __init__(
        self, index: int, track: ScoreTrack, family: str, target: Target, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.index = index
        self._track = track
        self._halves = [self.tr("{0}, upper").format(track.name), self.tr("{0}, lower").format(track.name)]
        self._hands = [self.tr("{0}, right hand").format(track.name), self.tr("{0}, left hand").format(track.name)]
        self._split = QComboBox()
        self._split.setObjectName(f"split_{index}")
        self._split.setAccessibleName(self.tr("Split of {0}").format(track.name))
        self._split.setToolTip(self.tr("Divide this track into two sources"))
        for text, kind in (
            (self.tr("Not split"), "none"),
            (self.tr("By hands"), "hands"),
            (self.tr("At a pitch"), "pitch"),
        ):
            self._split.addItem(text, kind)
        self._split.setEnabled(not track.is_drum)
        self._pitch = PitchSpin()
        self._pitch.setObjectName(f"split_pitch_{index}")
        self._pitch.setAccessibleName(self.tr("Lowest pitch of the upper part of {0}").format(track.name))
        self._pitch.setToolTip(self.tr("The upper part begins with this note"))
        pitches = sorted(note.pitch for note in track.notes)
        self._pitch.setValue(min(HIGHEST, max(1, pitches[len(pitches) // 2] if pitches else 60)))
        self._sources = [self._source_box(index, half) for half in (0, 1)]
        self._captions = [label("", "dim"), label("", "dim")]
        self._first = target
        self._lay_out(family, pitches)
        self._split.currentIndexChanged.connect(self._on_split)
        self._pitch.valueChanged.connect(self._on_pitch)
        self._show_split()

    def _source_box(self, index: int, half: int) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"source_{index}_{half}")
        box.setMinimumWidth(200)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        box.currentIndexChanged.connect(self._on_source)
        return box

    def _lay_out(self, family: str, pitches: Sequence[int]) -> None:
        name = ElidedLabel("strong", Qt.TextElideMode.ElideRight)
        name.set_whole(self._track.name)
        span = self.tr("no notes")
        if pitches:
            span = self.tr("{0} notes, {1} to {2}").format(len(pitches), note_name(pitches[0]), note_name(pitches[-1]))
        facts = ElidedLabel("small", Qt.TextElideMode.ElideRight)
        facts.set_whole(f"{span} · {family}")
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS // 2)
        words.addWidget(name)
        words.addWidget(facts)
        split = QVBoxLayout()
        split.setSpacing(SPACE_XS)
        split.addWidget(self._split)
        split.addWidget(self._pitch)
        targets = QVBoxLayout()
        targets.setSpacing(SPACE_XS)
        for caption, box in zip(self._captions, self._sources, strict=True):
            line = QHBoxLayout()
            line.setSpacing(SPACE_S)
            caption.setFixedWidth(72)
            caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(caption)
            line.addWidget(box, 1)
            targets.addLayout(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_M)
        layout.addLayout(words, 2)
        layout.addLayout(split)
        layout.addLayout(targets, 3)
        for column in (words, split, targets):
            column.addStretch(1)

    @property
    def kind(self) -> str:
        """How the track is split: none, hands or pitch."""
        return str(self._split.currentData())

    def new_names(self) -> list[str]:
        """Return the names of the sources that this track would make."""
        return {"none": [self._track.name], "hands": self._hands, "pitch": self._halves}[self.kind]

    def parts(self) -> list[Part]:
        """Return the parts of the track, the upper first."""
        if self.kind == "hands":
            return [Part(self.index, hand="right"), Part(self.index, hand="left")]
        if self.kind == "pitch":
            return [Part(self.index, low=self._pitch.value()), Part(self.index, high=self._pitch.value() - 1)]
        return [Part(self.index)]

    def targets(self) -> list[Target]:
        """Return where the parts go."""
        chosen = [box.currentData() or _NO_TARGET for box in self._sources]
        return [Target(part, *where) for part, where in zip(self.parts(), chosen, strict=False)]

    def set_choices(self, existing: Sequence[Choice], others: Sequence[str]) -> None:
        """Offer sources: own new ones, those that are there, those that other tracks make, none."""
        for half, box in enumerate(self._sources):
            before = box.currentData()
            own = self.new_names()[min(half, len(self.new_names()) - 1)]
            if before is None:
                before = (self._first.source_id, "" if self._first.source_id else own)
            elif before[1] and before[1] not in others:
                before = ("", own)
            box.blockSignals(True)
            box.clear()
            box.addItem(self.tr("New: {0}").format(own), ("", own))
            for choice in existing:
                box.addItem(self.tr("Notes of {0}").format(choice.name), (choice.source_id, ""))
            for name in others:
                if name != own:
                    box.addItem(self.tr("With new: {0}").format(name), ("", name))
            box.addItem(self.tr("Leave out"), _NO_TARGET)
            found = next((i for i in range(box.count()) if tuple(box.itemData(i)) == tuple(before)), 0)
            box.setCurrentIndex(found)
            box.setToolTip(literal(box.currentText()))
            box.blockSignals(False)

    def _show_split(self) -> None:
        halves = {
            "none": (self.tr("goes to"), ""),
            "hands": (self.tr("Right hand"), self.tr("Left hand")),
            "pitch": (self.tr("From {0}").format(self._pitch.text()), self.tr("Below {0}").format(self._pitch.text())),
        }[self.kind]
        self._pitch.setVisible(self.kind == "pitch")
        for half, (caption, box, words) in enumerate(zip(self._captions, self._sources, halves, strict=True)):
            caption.setText(words)
            shown = half == 0 or self.kind != "none"
            caption.setVisible(shown)
            box.setVisible(shown)
            box.setAccessibleName(self.tr("Source of {0}: {1}").format(self._track.name, words))

    @Slot()
    def _on_split(self) -> None:
        if self.kind != "none":
            # the halves begin as sources of their own
            self._first = Target(Part(self.index), "", self._track.name)
            for box in self._sources:
                box.blockSignals(True)
                box.clear()
                box.blockSignals(False)
        self._show_split()
        if self.kind == "hands":
            self.hands_wanted.emit(self.index)
        self.changed.emit()

    @Slot()
    def _on_pitch(self) -> None:
        self._show_split()
        self.changed.emit()

    @Slot()
    def _on_source(self) -> None:
        self.changed.emit()
