"""What to export, where to and how; what it will take, and afterwards how well the files sum to the song.

Owns the dialog and which of its parts can be changed when. It writes nothing: the choice is an intent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import label
from app.views.export_clipping import ClippingField
from app.views.export_extras import ExtrasField, TagsField
from app.views.export_format import FormatField
from app.views.export_names import NamesField
from app.views.export_outcome import Mood, OutcomeCard
from app.views.export_place import FolderField
from app.views.export_range import Part, RangeField, Span
from app.views.export_stems import StemChoice, StemList
from app.views.export_swatch import StemRow
from app.views.parameter_form import QuietComboBox
from core.export.choice import ExportChoice, Tags
from core.export.outcome import ClippedFile, ExportPlan

_CAPTION_PX = 32
_USUAL = QSize(1060, 600)
_ROOM_FOR_NAMES = 200
_VERSION_LETTERS = 26
_FRAME = QSize(16, 48)  # what the desktop may add around a window

State = Literal["ready", "waiting", "running", "done"]


@dataclass(frozen=True)
class ExportOffer:
    """What can be exported.

    ``versions`` are pairs of an id and a name; the chosen ``version`` is not ready while its stems are on their way.
    ``formats`` and ``extras`` say why something is not possible.
    """

    rows: tuple[StemRow, ...]
    rate: int
    length: int
    selection: Span | None = None
    loop: Span | None = None
    versions: tuple[tuple[int, str], ...] = ()
    version: int | None = None
    is_ready: bool = True
    formats: Mapping[tuple[str, str], str] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ExportWishes:
    """Everything that a user chose, also what is not possible now."""

    folder: Path
    container: str = "wav"
    bits: str = "24"
    template: str = "{source}"
    stems: StemChoice = field(default_factory=StemChoice)
    part: Part = "whole"
    clipping: str = "turn_down"
    extras: frozenset[str] = frozenset({"report"})
    tags: Mapping[str, str] = field(default_factory=dict)
    tags_unfolded: bool = False


class ExportDialog(QDialog):
    """Files on the left, where and how on the right, what comes of it below."""

    changed = Signal()
    export_requested = Signal(object)  # ExportChoice
    cancel_requested = Signal()
    version_chosen = Signal(object)  # id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export"))
        self.setModal(False)
        self.state: State = "ready"
        self._is_possible = False
        self._told: ExportChoice | None = None
        self._offer: ExportOffer | None = None
        self._versions = QuietComboBox()
        self._versions.setObjectName("export_version")
        self._versions.setAccessibleName(self.tr("Version"))
        self._versions.setToolTip(self.tr("Which version of the separation is exported"))
        self._versions.setMinimumContentsLength(_VERSION_LETTERS)
        self._versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._versions.activated.connect(self._on_version)
        self.stems, self.place, self.format = StemList(), FolderField(), FormatField()
        self.names, self.range, self.extras, self.tags = NamesField(), RangeField(), ExtrasField(), TagsField()
        self.clipping, self.card = ClippingField(), OutcomeCard()
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("export_close")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self._export = QPushButton(self.tr("Export"))
        self._export.setObjectName("export_start")
        self._export.setProperty("kind", "primary")
        self._export.setDefault(True)
        self._export.clicked.connect(self._start)
        # one change of the user may change several fields
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._tell)
        for part in self._parts():
            part.changed.connect(self._later.start)
        self._lay_out()
        # in some languages the words are longer
        width = max(_USUAL.width(), self.minimumSizeHint().width() + _ROOM_FOR_NAMES)
        self.resize(QSize(width, _USUAL.height()).boundedTo(self.screen().availableSize() - _FRAME))

    def _parts(self) -> tuple[Any, ...]:
        return (
            self.stems, self.place, self.format, self.names, self.range, self.extras, self.tags, self.clipping
        )  # fmt: skip

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_M)
        form.setColumnStretch(1, 1)
        for row, (words, part) in enumerate(
            (
                (self.tr("Folder"), self.place),
                (self.tr("Format"), self.format),
                (self.tr("File names"), self.names),
                (self.tr("Range"), self.range),
                (self.tr("Also write"), self.extras),
            )
        ):
            caption = label(words, "dim")
            caption.setMinimumHeight(_CAPTION_PX if part is not self.extras else 0)
            form.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(part, row, 1)
        form.addWidget(self.tags, 5, 0, 1, 2)
        form.setRowStretch(6, 1)
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(label(self.tr("Stems"), "heading"))
        top.addStretch(1)
        top.addWidget(self._versions)
        left = QVBoxLayout()
        left.setSpacing(SPACE_S)
        left.addLayout(top)
        left.addWidget(self.stems, 1)
        columns = QHBoxLayout()
        columns.setSpacing(SPACE_L + SPACE_S)
        columns.addLayout(left, 1)
        columns.addLayout(form)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(columns, 1)
        layout.addWidget(self.clipping)
        layout.addWidget(self.card)
        layout.addLayout(buttons)

    # what is chosen

    def show_offer(self, offer: ExportOffer) -> None:
        """Take what can be exported now; what was chosen stays."""
        before, self._offer = self._offer, offer
        if offer == before:
            return
        if before is None or offer.rows != before.rows:
            self.stems.set_stems(offer.rows)
        self.range.set_spans(offer.selection, offer.loop, offer.rate, offer.length)
        self.format.set_impossible(offer.formats)
        self.extras.set_impossible(offer.extras)
        self._versions.clear()
        for version_id, name in offer.versions:
            self._versions.addItem(name, version_id)
        self._versions.setCurrentIndex(self._versions.findData(offer.version))
        self._versions.setVisible(len(offer.versions) > 1)
        if before is None or replace(offer, selection=None, loop=None) != replace(before, selection=None, loop=None):
            self._told = None  # the same choice can be another file now
        self._later.start()

    def show_wishes(self, wishes: ExportWishes, rows: Sequence[StemRow]) -> None:
        """Show what a user chose before."""
        self.place.set_folder(wishes.folder)
        self.format.set_format(wishes.container, wishes.bits)
        self.names.set_template(wishes.template)
        self.stems.set_stems(rows, wishes.stems)
        self.range.choose(wishes.part)
        self.clipping.choose(wishes.clipping)
        self.extras.choose(wishes.extras)
        self.tags.set_tags(wishes.tags)
        self.tags.unfold(wishes.tags_unfolded)
        self._later.start()

    def wishes(self) -> ExportWishes:
        """Return all that is chosen, to be shown again."""
        container, bits = self.format.format()
        return ExportWishes(
            self.place.folder(), container, bits, self.names.template(), self.stems.choice(), self.range.wanted(),
            self.clipping.choice(), self.extras.ticked(), self.tags.tags(), self.tags.is_unfolded,
        )  # fmt: skip

    def choice(self) -> ExportChoice:
        """Return what is to be written."""
        container, bits = self.format.format()
        extras = self.extras.chosen()
        return ExportChoice(
            folder=self.place.folder(),
            container=container,  # type: ignore[arg-type]
            bits=bits,  # type: ignore[arg-type]
            template=self.names.template(),
            stems=self.stems.stems(),
            groups=self.stems.groups(),
            residual=self.stems.residual(),
            span=self.range.span(),
            clipping=self.clipping.choice(),  # type: ignore[arg-type]
            tags=Tags(**self.tags.tags()),
            reaper="reaper" in extras,
            dawproject="dawproject" in extras,
            midi="midi" in extras,
            labels=frozenset(extras & {"csv", "lab", "jams"}),  # type: ignore[arg-type]
            report="report" in extras,
        )

    # what is told

    def show_plan(self, plan: ExportPlan, words: str, mood: Mood) -> None:
        """Show what would be written."""
        names: dict[str, str] = {}
        groups = 0
        for file in plan.sounds:
            if file.kind == "group":
                names[f"group:{groups}"] = file.file
                groups += 1
            else:
                stem = next((one for one in file.source_ids if file.kind == "stem"), "")
                names[f"stem:{stem}" if stem else "residual"] = file.file
        self.stems.set_files(names)
        self.names.show_example(plan.sounds[0].file if plan.sounds else "")
        self._say_possible(True, mood, words)

    def show_problem(self, words: str, *, in_names: str = "", mood: Mood = "error") -> None:
        """Say why nothing can be written as it is; ``in_names``: what is wrong with the template."""
        self.clipping.hide()
        self.stems.set_files({})
        if in_names:
            self.names.show_error(in_names)
        else:
            self.names.show_example("")
        self._say_possible(False, mood, words)

    def show_clipping(self, files: Sequence[ClippedFile], words: str) -> None:
        """Show which files are beyond full scale, and in words what is known of that."""
        self.clipping.show_files(files)
        if self.state == "ready":
            self.card.tell_check(words)

    def show_waiting(self) -> None:
        """Say that it goes on by itself in a moment."""
        self.state = "waiting"
        self._lock(True)
        self.card.tell_running(self.tr("Looking for samples beyond full scale…"))

    def show_running(self) -> None:
        """Lock the choice while files are written."""
        self.state = "running"
        self._lock(True)
        self.card.tell_running(self.tr("Writing…"))

    @Slot(float)
    def set_progress(self, fraction: float) -> None:
        """Show how far it is."""
        self.card.set_progress(fraction)

    def show_done(self, words: str, mood: Mood, folder: Path, report: Path | None) -> None:
        """Say what was written and how well it sums to the song."""
        self._finish("done")
        self.clipping.hide()
        self.card.tell(mood, words)
        self.card.offer(folder, report)

    def show_failed(self, words: str, *, is_error: bool = True) -> None:
        """Say why nothing was written."""
        self._finish("done")
        self.card.tell("error" if is_error else "plain", words)

    def show_unchanged(self) -> None:
        """Go back to the choice; nothing was written."""
        self._finish("ready")
        self._told = None
        self._tell()

    def words(self) -> str:
        """Return what is said above the buttons."""
        return self.card.words()

    def _finish(self, state: State) -> None:
        self.state = state
        self._lock(False)
        self._told = self.choice()
        self._export.setFocus()

    def _say_possible(self, possible: bool, mood: Mood, words: str) -> None:
        self._is_possible = possible
        if self.state == "ready":
            self._export.setEnabled(possible)
            self.card.tell(mood, words)

    def _lock(self, locked: bool) -> None:
        for part in (*self._parts(), self._versions):
            part.setEnabled(not locked)
        self._export.setEnabled(not locked and self._is_possible)
        self._close.setText(self.tr("Cancel") if locked else self.tr("Close"))

    # what is done

    @Slot()
    def _tell(self) -> None:
        choice = self.choice()
        if self.state in ("waiting", "running") or choice == self._told:
            return
        self.state, self._told = "ready", choice
        self.changed.emit()

    @Slot()
    def _start(self) -> None:
        self._tell()
        if self._is_possible and self.state in ("ready", "done"):
            self.export_requested.emit(self.choice())

    @Slot(int)
    def _on_version(self, index: int) -> None:
        self.version_chosen.emit(self._versions.itemData(index))

    @Slot()
    def reject(self) -> None:
        """Esc and Close: while it writes they end that, else the dialog."""
        if self.state in ("waiting", "running"):
            self.cancel_requested.emit()
        else:
            super().reject()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "card"):
            self.card.retint()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin where Enter exports."""
        super().showEvent(event)
        self._export.setFocus()
