"""Which notes of a score go to which source.

Owns the dialog; it imports nothing: the choice is an intent.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.theme import source_colour
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import ElidedLabel, format_span, label, line
from app.views.score_preview import ScorePreview
from app.views.score_track_row import Choice, TrackRow
from core.annotation.model import Source
from core.annotation.score import Score
from core.annotation.score_import import Assignment, Part, Target, part_mask

_RESULTS_SHOWN = 12
# the boxes of every row offer what the others make only while that is a list one can read
_MOST_OTHERS = 16


@dataclass(frozen=True, eq=False)
class ImportChoice:
    """What the user chose: where the notes go, which hand plays which, whether to match, whether to add."""

    assignment: Assignment
    hands: dict[int, NDArray[np.bool_]] = field(default_factory=dict)
    matching: bool = True
    is_added: bool = False


class ScoreImportDialog(QDialog):
    """Tracks, their split and their sources; what becomes of it is seen at once.

    Parameters
    ----------
    score : Score
    sources : sequence of Source
        Those that are there.
    suggestion : Assignment
        One target per track.
    replaced : sequence of str
        Names of the sources of the score before, which go with it.
    matching : bool
        Whether the score is to be matched to the song.
    """

    import_requested = Signal(object)
    hands_wanted = Signal(int)

    def __init__(
        self,
        score: Score,
        sources: Sequence[Source],
        suggestion: Assignment,
        replaced: Sequence[str],
        matching: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import score"))
        self.resize(720, 640)
        self.setMinimumSize(560, 420)
        self._score, self._sources, self._replaced = score, tuple(sources), tuple(replaced)
        self._hands: dict[int, NDArray[np.bool_]] = {}
        self._masks: dict[Part, NDArray[np.bool_]] = {}
        self._arrays = [
            np.array([(n.start_s, n.end_s, n.pitch) for n in track.notes], np.float64).reshape(-1, 3)
            for track in score.tracks
        ]
        families = self._families()
        self.rows = [
            TrackRow(
                target.part.track, track, self.tr("Drums") if track.is_drum else families[track.program // 8], target
            )
            for track, target in zip(score.tracks, suggestion.targets, strict=True)
        ]
        self._preview = ScorePreview()
        self._results = label("", "")
        self._results.setWordWrap(True)
        self._results.setTextFormat(Qt.TextFormat.RichText)
        self._results.setObjectName("import_results")
        self._note = label("", "small")
        self._note.setWordWrap(True)
        self._match = QCheckBox(self.tr("Match to the song"))
        self._match.setToolTip(
            self.tr("Moves the notes to where they are played; off: the times of the file are taken")
        )
        self._match.setChecked(matching)
        self._add = QCheckBox(self.tr("Add to the score before"))
        self._add.setObjectName("import_add")
        self._add.setToolTip(
            self.tr("Keeps the score before, as for one file per instrument; both files must be in the same time")
        )
        # a whole score is a new edition, a single part one more instrument
        self._add.setChecked(len(score.tracks) == 1)
        self._add.setVisible(bool(replaced))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._import = QPushButton(self.tr("Import"))
        self._import.setObjectName("import_start")
        self._import.setProperty("kind", "primary")
        self._import.setDefault(True)
        self._import.clicked.connect(self._start)
        # many rows change at once where one name does
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh)
        self._add.toggled.connect(self._later.start)
        for row in self.rows:
            row.changed.connect(self._later.start)
            row.hands_wanted.connect(self._want_hands)
        self._lay_out()
        self._refresh()
        self._import.setFocus()

    def _lay_out(self) -> None:
        table = QWidget()
        rows = QVBoxLayout(table)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for row in self.rows:
            rows.addWidget(row)
            rows.addWidget(line())
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidget(table)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Tracks of the score"))
        title = ElidedLabel("strong")
        title.set_whole(self._score.path.name if self._score.path is not None else self.tr("Score"))
        notes = sum(len(track.notes) for track in self._score.tracks)
        words = self.tr("{0} tracks, {1} notes, {2} long. Choose the source that plays each of them.")
        if len(self._score.tracks) == 1:
            words = self.tr("One track, {1} notes, {2} long. Choose the source that plays it, or split it.")
        summary = label(words.format(len(self._score.tracks), notes, format_span(self._score.end_s)), "dim")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._match)
        buttons.addWidget(self._add)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_S)
        layout.addWidget(title)
        layout.addWidget(summary)
        layout.addSpacing(SPACE_S)
        layout.addWidget(line())
        layout.addWidget(area, 1)
        layout.addSpacing(SPACE_S)
        layout.addWidget(label(self.tr("Result"), "heading"))
        layout.addWidget(self._preview)
        layout.addWidget(self._results)
        layout.addWidget(self._note)
        layout.addSpacing(SPACE_M)
        layout.addLayout(buttons)

    def choice(self) -> ImportChoice:
        """Return what is chosen now."""
        targets = tuple(target for row in self.rows for target in row.targets())
        is_added = bool(self._replaced) and self._add.isChecked()
        return ImportChoice(Assignment(targets), dict(self._hands), self._match.isChecked(), is_added)

    def set_hands(self, track: int, right: NDArray[np.bool_]) -> None:
        """Take which notes of a track the right hand plays."""
        self._hands[track] = right
        self._refresh()

    def counts(self) -> dict[str, int]:
        """Return how many notes each resulting source gets, by its name."""
        return {name: count for name, _colour, count in self._found}

    @Slot(int)
    def _want_hands(self, track: int) -> None:
        if track not in self._hands:
            self.hands_wanted.emit(track)

    @Slot()
    def _refresh(self) -> None:
        others = list(dict.fromkeys(name for row in self.rows for name in row.new_names()))
        existing = [Choice(source.id, source.name) for source in self._sources]
        for row in self.rows:
            row.set_choices(existing, others if len(others) <= _MOST_OTHERS else [])
        targets = [target for row in self.rows for target in row.targets()]
        waiting = any(target.part.hand and target.part.track not in self._hands for target in targets)
        self._show(targets)
        self._import.setEnabled(not waiting and any(count for _name, _colour, count in self._found))
        self._note.setText(self._note_words(waiting, targets))
        self._note.setVisible(bool(self._note.text()))

    def _show(self, targets: Sequence[Target]) -> None:
        names = {source.id: (source.name, source.colour) for source in self._sources}
        layers: dict[tuple[str, str], list[NDArray[np.float64]]] = {}
        for target in targets:
            if not target.is_left_out and (not target.part.hand or target.part.track in self._hands):
                notes = self._arrays[target.part.track][self._mask(target.part)]
                layers.setdefault(target.key, []).append(notes)
        self._found: list[tuple[str, str, int]] = []
        shown = []
        for (source_id, name), parts in layers.items():
            own = names.get(source_id, (name, ""))
            colour = own[1] or source_colour(len(self._sources) + len(self._found))
            notes = np.concatenate(parts)
            if len(notes):
                self._found.append((own[0], colour, len(notes)))
                shown.append((colour, notes))
        self._preview.show_notes(shown, self._score.end_s)
        self._preview.setAccessibleDescription(self._plain_results())
        self._results.setText(self._rich_results())
        self._results.setAccessibleName(self._plain_results())

    def _mask(self, part: Part) -> NDArray[np.bool_]:
        if part not in self._masks:
            if part.hand:
                return part_mask(self._score, part, self._hands)
            self._masks[part] = part_mask(self._score, part, self._hands)
        return self._masks[part]

    def _plain_results(self) -> str:
        return ", ".join(f"{name} {count}" for name, _colour, count in self._found)

    def _rich_results(self) -> str:
        if not self._found:
            return html.escape(self.tr("No note is taken."))
        chips = [
            f'<span style="color:{colour}">■</span>&nbsp;{html.escape(name).replace(" ", "&nbsp;")}&nbsp;{count}'
            for name, colour, count in self._found[:_RESULTS_SHOWN]
        ]
        if len(self._found) > _RESULTS_SHOWN:
            chips.append(html.escape(self.tr("and {0} more").format(len(self._found) - _RESULTS_SHOWN)))
        return " &nbsp; ".join(chips)

    def _note_words(self, waiting: bool, targets: Sequence[Target]) -> str:
        if waiting:
            return self.tr("Finding out which hand plays which note…")
        given = {name for name, _colour, _count in self._found}
        gone = [name for name in self._replaced if name not in given]
        if not gone:
            return ""
        if self._add.isChecked():
            return self.tr("Stays and is matched together with it: {0}.").format(", ".join(gone))
        return self.tr("Replaces the score before: {0} will be removed.").format(", ".join(gone))

    @Slot()
    def _start(self) -> None:
        self.import_requested.emit(self.choice())
        self.accept()

    def _families(self) -> tuple[str, ...]:
        """Return the names of the 16 groups of General MIDI programs."""
        return (
            self.tr("Piano"), self.tr("Chromatic percussion"), self.tr("Organ"), self.tr("Guitar"), self.tr("Bass"),
            self.tr("Strings"), self.tr("Ensemble"), self.tr("Brass"), self.tr("Reed"), self.tr("Pipe"),
            self.tr("Synth lead"), self.tr("Synth pad"), self.tr("Synth effects"), self.tr("Ethnic"),
            self.tr("Percussive"), self.tr("Sound effects"),
        )  # fmt: skip
