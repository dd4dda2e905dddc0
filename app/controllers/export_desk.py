"""The export dialog: opened, kept in step with what is shown, asked before and told after.

Owns the way between the dialog and the export. What is chosen is the dialog's, what is written is ``exporting``'s.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.actions import tool_tip
from app.controllers.export_memory import recall, recent_folders, remember, remember_export_folder
from app.controllers.export_words import ExportWords
from app.controllers.exporting import ExportController
from app.controllers.screen import Screen
from app.controllers.session import Session
from app.controllers.settings import remember_folder, remembered_folder, settings
from app.i18n import core_words
from app.theme.tokens import RESIDUAL_COLOUR
from app.views import question
from app.views.export_dialog import ExportDialog, ExportOffer, ExportWishes
from app.views.export_format import BITS, CONTAINERS
from app.views.export_range import Span
from app.views.export_stems import StemChoice
from app.views.export_swatch import StemRow
from app.views.question import Answer
from app.views.timeline import Timeline
from core.errors import CoreError
from core.export import ClippedFile, ExportChoice, ExportResult, Material, Tags, plan_export
from core.export.formats import SoundForm, check_form
from core.export.labels import sources_with_notes
from core.export.naming import check_template
from core.export.plan import as_float
from core.export.song_facts import song_tags
from core.project.project import Project

_GEOMETRY_KEY = "export/geometry"
_QUIET_MS = 250


class ExportDesk(QObject):
    """One dialog at a time."""

    closed = Signal()

    def __init__(
        self, window: QWidget, session: Session, screen: Screen, timeline: Timeline, actions: dict[str, QAction]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._screen = window, session, screen
        self._timeline, self._actions = timeline, actions
        self._exporting: ExportController = session.exporting
        self._words = ExportWords(self)
        self.dialog: ExportDialog | None = None
        self._project: Project | None = None
        self._before_quick: ExportWishes | None = None
        self._searched: object = None  # what the files beyond full scale were looked for in
        self._beyond: tuple[ClippedFile, ...] | None = ()
        self._waits = False
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._search)
        # many things change with a new result, and the offer once
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        exporting, document = self._exporting, session.document
        exporting.changed.connect(self._later.start)
        exporting.progressed.connect(self._on_progressed)
        exporting.finished.connect(self._on_finished)
        exporting.failed.connect(self._on_failed)
        exporting.cancelled.connect(self._on_cancelled)
        exporting.clipping_found.connect(self._on_clipping)
        exporting.clipping_failed.connect(self._on_clipping_failed)
        session.versions.changed.connect(self._later.start)
        document.annotation_changed.connect(self._later.start)
        document.picked_changed.connect(self._later.start)
        timeline.selection_changed.connect(self._later.start)
        timeline.loop_changed.connect(self._later.start)
        actions["export"].triggered.connect(self.show)
        actions["export_source"].triggered.connect(self.show_for_picked)
        self.refresh()

    # open

    @Slot()
    def show(self) -> None:
        """Ask what to export, or bring the dialog that does so to the front."""
        self._open(None)

    @Slot()
    def show_for_picked(self) -> None:
        """Ask for the chosen source alone."""
        picked = self._session.document.picked
        if picked is not None:
            self._open(picked.id)

    def _open(self, only: str | None) -> None:
        if not self._exporting.is_possible:
            return
        if self.dialog is None or not self.dialog.isVisible():
            self._make()
        dialog = self.dialog
        assert dialog is not None
        if only is not None and dialog.state in ("ready", "done"):
            if self._before_quick is None:
                self._before_quick = dialog.wishes()
            others = frozenset(row.id for row in self._rows() if row.id != only)
            groups = tuple((group, False) for group, _ in self._before_quick.stems.groups)
            alone = StemChoice(others, groups, "leave_out")
            dialog.show_wishes(replace(dialog.wishes(), stems=alone, extras=frozenset()), self._rows())
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _make(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self._before_quick, self._searched, self._beyond = None, None, ()
        self._project = self._session.document.project
        dialog = self.dialog = ExportDialog(self._window)
        geometry = settings().value(_GEOMETRY_KEY)
        if isinstance(geometry, QByteArray):
            dialog.restoreGeometry(geometry)
        dialog.place.set_recent(recent_folders())
        dialog.show_offer(self._offer())
        dialog.show_wishes(recall(self._project, self._proposed_folder(), self._song_tags()), self._rows())
        dialog.changed.connect(self._on_changed)
        dialog.export_requested.connect(self._on_export)
        dialog.cancel_requested.connect(self._on_cancel)
        dialog.version_chosen.connect(self._session.versions.choose)
        dialog.finished.connect(self._on_closed)

    @Slot()
    def close(self) -> None:
        """Let the dialog go, with the window."""
        self._exporting.cancel()
        self._exporting.give_up_search()
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.state = "done"
            self.dialog.reject()

    # what there is

    @Slot()
    def refresh(self) -> None:
        """Bring actions and dialog to the state of things."""
        possible, picked = self._exporting.is_possible, self._session.document.picked
        ids = {row.id for row in self._rows()}
        reason = "" if possible else self.tr("There are no stems yet: separate first")
        self._tell_action(self._actions["export"], reason)
        if possible and (picked is None or picked.id not in ids):
            reason = self.tr("The chosen source has no stem")
        self._tell_action(self._actions["export_source"], reason)
        dialog = self.dialog
        if dialog is None or not dialog.isVisible() or dialog.state in ("waiting", "running"):
            return
        if not possible:
            dialog.reject()
            return
        dialog.show_offer(self._offer())

    def _tell_action(self, action: QAction, reason: str) -> None:
        action.setEnabled(not reason)
        action.setToolTip(reason or tool_tip(action))

    def _rows(self) -> tuple[StemRow, ...]:
        sources = self._exporting.sources(self._screen.sources())
        return tuple(StemRow(source.id, source.name, source.colour or RESIDUAL_COLOUR) for source in sources)

    def _material(self) -> Material | None:
        versions = self._session.versions
        version = versions.get(versions.chosen)
        name = (version.facts.name if version is not None else "") or versions.letter(versions.chosen)
        return self._exporting.material(self._screen.sources(), self._session.document.annotation, name)

    def _offer(self) -> ExportOffer:
        material, versions = self._material(), self._session.versions
        assert material is not None
        song, line = material.mixture, self._timeline
        loop_in_s, loop_out_s, _on = line.loop
        return ExportOffer(
            self._rows(),
            song.rate,
            song.length,
            self._span(*line.selection),
            self._span(loop_in_s, loop_out_s),
            tuple((facts.id, self._version_name(facts.id)) for facts in versions.facts),
            versions.chosen,
            self._impossible_formats(SoundForm("wav", "24", song.rate, song.channels, song.length)),
            self._impossible_extras(material),
        )

    def _version_name(self, version_id: int) -> str:
        versions = self._session.versions
        version = versions.get(version_id)
        name = version.facts.name if version is not None else ""
        return f"{versions.letter(version_id)}  {name}".rstrip()

    def _span(self, start_s: float, stop_s: float) -> Span | None:
        mixture = self._session.song.mixture
        if mixture is None:
            return None
        start, stop = (min(mixture.length, max(0, round(time_s * mixture.rate))) for time_s in (start_s, stop_s))
        return (start, stop) if stop > start else None

    def _impossible_formats(self, form: SoundForm) -> dict[tuple[str, str], str]:
        reasons = {}
        for container in CONTAINERS:
            for bits in BITS:
                try:
                    check_form(replace(form, container=container, bits=bits))  # type: ignore[arg-type]
                except CoreError as error:
                    reasons[container, bits] = core_words(str(error))
        return reasons

    def _impossible_extras(self, material: Material) -> dict[str, str]:
        ids = {source.id for source in material.sources}
        reasons = {}
        if not ids & sources_with_notes(material.annotation):
            reasons["midi"] = self.tr("There are no notes; import a score or draw some")
        if not any(activity.source_id in ids for activity in material.annotation.activities):
            words = self.tr("Nobody has said when a source plays; paint it in the lanes")
            reasons |= dict.fromkeys(("csv", "lab", "jams"), words)
        return reasons

    def _proposed_folder(self) -> Path:
        mixture = self._session.song.mixture
        stem = mixture.path.stem if mixture is not None and mixture.path is not None else self.tr("song")
        return remembered_folder("export") / self.tr("{0} stems").format(stem)

    def _song_tags(self) -> Mapping[str, str]:
        mixture = self._session.song.mixture
        return asdict(song_tags(mixture) if mixture is not None else Tags())

    # before it

    @Slot()
    def _on_changed(self) -> None:
        dialog, material = self.dialog, self._material()
        if dialog is None or material is None:
            return
        choice = dialog.choice()
        self._look_again(material, choice)
        if dialog.place.is_empty:
            dialog.show_problem(self.tr("Choose a folder for the files."))
            return
        try:
            check_template(choice.template)
        except CoreError as error:
            dialog.show_problem(self.tr("The file names have to be changed."), in_names=core_words(str(error)))
            return
        if not _can_be_written_to(choice.folder):
            dialog.show_problem(self.tr("{0} cannot be written to; choose another folder.").format(choice.folder))
            return
        try:
            plan = plan_export(material, self._effective(choice))
        except CoreError as error:
            dialog.show_problem(core_words(str(error)))
            return
        dialog.show_plan(plan, *self._words.plan(plan, _free_bytes(choice.folder)))
        self._show_clipping(choice)

    def _effective(self, choice: ExportChoice) -> ExportChoice:
        """Return what will be written, now that it is known what is beyond full scale."""
        if self._beyond is None:
            return choice
        if not self._beyond:
            return replace(choice, clipping="clip")
        return as_float(choice) if choice.clipping == "float" else choice

    def _look_again(self, material: Material, choice: ExportChoice) -> None:
        """Look for clipping where it may be another than what is known."""
        key = (choice.stems, choice.groups, choice.residual, choice.span, choice.bits, id(material.result))
        if key != self._searched:
            self._searched = key
            self._exporting.give_up_search()
            self._beyond = () if choice.bits == "32f" else None
            self._quiet.start() if self._beyond is None else self._quiet.stop()

    @Slot()
    def _search(self) -> None:
        dialog, material = self.dialog, self._material()
        if dialog is not None and material is not None:
            self._exporting.search(material, dialog.choice())

    def _show_clipping(self, choice: ExportChoice) -> None:
        if self.dialog is not None:
            words = self._words.clipping(self._beyond, choice.bits == "32f")
            self.dialog.show_clipping(self._beyond or (), words)

    @Slot(object)
    def _on_clipping(self, files: tuple[ClippedFile, ...]) -> None:
        self._beyond = files
        dialog = self.dialog
        if dialog is None:
            return
        if not self._waits:
            self._show_clipping(dialog.choice())
            if files:
                self._on_changed()
            return
        self._waits = False
        dialog.show_unchanged()
        if not files:
            self._on_export(dialog.choice())

    @Slot(str)
    def _on_clipping_failed(self, words: str) -> None:
        self._beyond, self._searched = (), None
        if self.dialog is not None and self._waits:
            self._waits = False
            self.dialog.show_failed(words)

    # write

    @Slot(object)
    def _on_export(self, choice: ExportChoice) -> None:
        dialog, material = self.dialog, self._material()
        if dialog is None or material is None:
            return
        self._remember()
        if self._beyond is None:
            self._waits = True
            dialog.show_waiting()
            self._quiet.stop()
            self._search()
            return
        choice = self._effective(choice)
        try:
            existing = plan_export(material, choice).existing
        except CoreError as error:
            dialog.show_failed(core_words(str(error)))
            return
        if existing and not self._may_replace(existing, choice.folder):
            dialog.show_unchanged()
            return
        remember_folder("export", choice.folder.parent)
        remember_export_folder(choice.folder)
        dialog.show_running()
        self._exporting.start(material, choice)

    def _may_replace(self, existing: tuple[str, ...], folder: Path) -> bool:
        words = self.tr("There already is {0} in {1}.").format(self._words.names(existing), folder)
        answers = (Answer("replace", self.tr("Replace"), "export"), Answer("cancel", self.tr("Cancel"), "cancel"))
        return question.ask(self.dialog, self.tr("Replace files?"), words, answers) == "replace"

    @Slot()
    def _on_cancel(self) -> None:
        if self._waits and self.dialog is not None:
            self._waits = False
            self.dialog.show_unchanged()
        else:
            self._exporting.cancel()

    @Slot(float)
    def _on_progressed(self, fraction: float) -> None:
        if self.dialog is not None:
            self.dialog.set_progress(fraction)

    @Slot(object)
    def _on_finished(self, written: ExportResult) -> None:
        report = next((written.folder / file.file for file in written.files if file.kind == "report"), None)
        if self.dialog is not None:
            self.dialog.show_done(*self._words.result(written), written.folder, report)

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        if self.dialog is not None:
            self.dialog.show_failed(words)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.dialog is not None and self.dialog.state == "running":
            self.dialog.show_failed(self.tr("Cancelled; nothing was written."), is_error=False)

    # after it

    def _remember(self) -> None:
        dialog, project = self.dialog, self._session.document.project
        if dialog is None or project is not self._project:
            return
        wishes = dialog.wishes()
        if self._before_quick is not None:
            wishes = replace(wishes, stems=self._before_quick.stems, extras=self._before_quick.extras)
        remember(project, wishes)

    @Slot()
    def _on_closed(self) -> None:
        self._quiet.stop()
        self._exporting.give_up_search()
        self._waits = False
        if self.dialog is not None:
            settings().setValue(_GEOMETRY_KEY, self.dialog.saveGeometry())
            self._remember()
        self.closed.emit()


def _nearest(folder: Path) -> Path | None:
    """Return the folder, or that in which it would be made; None where no folder can have such a name."""
    try:
        return next((path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir()), None)
    except (OSError, ValueError):
        return None


def _can_be_written_to(folder: Path) -> bool:
    nearest = _nearest(folder)
    return nearest is None or os.access(nearest, os.W_OK | os.X_OK)


def _free_bytes(folder: Path) -> int | None:
    """Return the room where a folder is or will be; None where that is not known."""
    nearest = _nearest(folder)
    try:
        return shutil.disk_usage(nearest).free if nearest is not None else None
    except OSError:
        return None
