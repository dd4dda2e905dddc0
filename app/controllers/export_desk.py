"""The export dialog: opened, kept in step with what is shown, asked before and told after.

Owns the way between the dialog and the export. What is chosen is the dialog's, what is written is ``exporting``'s.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.actions import tool_tip
from app.controllers.clipping_search import ClippingSearch
from app.controllers.export_memory import recall, recent_folders, remember, remember_export_folder
from app.controllers.export_offer import ExportOffers, can_be_written_to, free_bytes
from app.controllers.export_words import ExportWords
from app.controllers.screen import Screen
from app.controllers.session import Session
from app.controllers.settings import remember_folder, settings
from app.i18n import core_words
from app.views import question
from app.views.export_dialog import ExportDialog, ExportWishes
from app.views.export_stems import StemChoice
from app.views.question import Answer
from app.views.timeline import Timeline
from core.errors import CoreError
from core.export import ExportChoice, ExportResult, Material, plan_export
from core.export.naming import check_template
from core.project.project import Project

_GEOMETRY_KEY = "export/geometry"


class ExportDesk(QObject):
    """One dialog at a time."""

    closed = Signal()

    def __init__(
        self, window: QWidget, session: Session, screen: Screen, timeline: Timeline, actions: dict[str, QAction]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._actions = window, session, actions
        self._exporting = session.exporting
        self._words = ExportWords(self)
        self._offers = ExportOffers(session, screen, timeline, self)
        self._clipping = ClippingSearch(session.exporting, self)
        self.dialog: ExportDialog | None = None
        self._project: Project | None = None
        self._before_quick: ExportWishes | None = None
        self._waits = False
        # many things change with a new result, and the dialog once
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._renew_dialog)
        exporting, document = self._exporting, session.document
        for signal in (exporting.changed, session.versions.changed, document.annotation_changed,
                       document.picked_changed):  # fmt: skip
            signal.connect(self.refresh)
        timeline.selection_changed.connect(self._later.start)
        timeline.loop_changed.connect(self._later.start)
        exporting.progressed.connect(self._on_progressed)
        exporting.finished.connect(self._on_finished)
        exporting.failed.connect(self._on_failed)
        exporting.cancelled.connect(self._on_cancelled)
        self._clipping.found.connect(self._on_clipping)
        self._clipping.failed.connect(self._on_clipping_failed)
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
        material = self._offers.material()
        if material is None:
            return
        if self.dialog is None or not self.dialog.isVisible():
            self._make(material)
        dialog = self.dialog
        assert dialog is not None
        if only is not None and dialog.state in ("ready", "done"):
            self._tick_alone(dialog, only)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _make(self, material: Material) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self._before_quick = None
        self._project = self._session.document.project
        dialog = self.dialog = ExportDialog(self._window)
        geometry = settings().value(_GEOMETRY_KEY)
        if isinstance(geometry, QByteArray):
            dialog.restoreGeometry(geometry)
        dialog.place.set_recent(recent_folders())
        offers = self._offers
        dialog.show_offer(offers.offer(material))
        dialog.show_wishes(recall(self._project, offers.proposed_folder(), offers.song_tags()), offers.rows())
        dialog.changed.connect(self._on_changed)
        dialog.export_requested.connect(self._on_export)
        dialog.cancel_requested.connect(self._on_cancel)
        dialog.version_chosen.connect(self._session.versions.choose)
        dialog.finished.connect(self._on_closed)

    def _tick_alone(self, dialog: ExportDialog, only: str) -> None:
        """Let one stem be exported and nothing else; what was ticked before is remembered all the same."""
        before = dialog.wishes()
        if self._before_quick is None:
            self._before_quick = before
        rows = self._offers.rows()
        groups = tuple((group, False) for group, _ in before.stems.groups)
        alone = StemChoice(frozenset(row.id for row in rows if row.id != only), groups, "leave_out")
        dialog.show_wishes(replace(before, stems=alone, extras=frozenset()), rows)

    @Slot()
    def close(self) -> None:
        """Let the dialog go, with the window."""
        self._exporting.cancel()
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.state = "done"
            self.dialog.reject()

    # what there is

    @property
    def would_lose_stems(self) -> bool:
        """Whether there are stems that are neither in the project nor in files."""
        versions = (self._session.versions.get(facts.id) for facts in self._session.versions.facts)
        return any(
            version.stored_id is None and not self._exporting.was_exported(version.separated.result)
            for version in versions
            if version is not None and version.separated is not None
        )

    @Slot()
    def refresh(self) -> None:
        """Bring actions and dialog to the state of things."""
        possible, picked = self._exporting.is_possible, self._session.document.picked
        reason = "" if possible else self.tr("There are no stems yet: separate first")
        self._tell_action(self._actions["export"], reason)
        if possible and (picked is None or all(row.id != picked.id for row in self._offers.rows())):
            reason = self.tr("The chosen source has no stem")
        self._tell_action(self._actions["export_source"], reason)
        self._later.start()

    def _tell_action(self, action: QAction, reason: str) -> None:
        action.setEnabled(not reason)
        action.setToolTip(reason or tool_tip(action))

    @Slot()
    def _renew_dialog(self) -> None:
        dialog, material = self.dialog, self._offers.material()
        if dialog is None or not dialog.isVisible() or dialog.state in ("waiting", "running"):
            return
        if material is None:
            dialog.reject()
        else:
            dialog.show_offer(self._offers.offer(material))

    # before it

    @Slot()
    def _on_changed(self) -> None:
        dialog, material = self.dialog, self._offers.material()
        if dialog is None or material is None:
            return
        if self._session.versions.wanted is not None:
            dialog.show_problem(self.tr("The stems of this version are being brought back…"), mood="plain")
            return
        choice = dialog.choice()
        self._clipping.look(material, choice)
        if dialog.place.is_empty:
            dialog.show_problem(self.tr("Choose a folder for the files."))
            return
        try:
            check_template(choice.template)
        except CoreError as error:
            dialog.show_problem(self.tr("The file names have to be changed."), in_names=core_words(str(error)))
            return
        if not can_be_written_to(choice.folder):
            dialog.show_problem(self.tr("{0} cannot be written to; choose another folder.").format(choice.folder))
            return
        try:
            plan = plan_export(material, self._clipping.carried_out(choice))
        except CoreError as error:
            dialog.show_problem(core_words(str(error)))
            return
        files = self._clipping.files
        dialog.show_plan(plan, *self._words.plan(plan, free_bytes(choice.folder), choice.clipping if files else None))
        dialog.show_clipping(files or (), self._words.clipping(files, choice.bits == "32f"))

    @Slot()
    def _on_clipping(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        if not self._waits:
            self._on_changed()
            return
        self._waits = False
        dialog.show_unchanged()
        if not self._clipping.files:
            self._on_export(dialog.choice())

    @Slot(str)
    def _on_clipping_failed(self, words: str) -> None:
        if self.dialog is not None and self._waits:
            self._waits = False
            self.dialog.show_failed(words)

    # write

    @Slot(object)
    def _on_export(self, choice: ExportChoice) -> None:
        dialog, material = self.dialog, self._offers.material()
        if dialog is None or material is None:
            return
        self._remember()
        if self._clipping.files is None:
            self._waits = True
            dialog.show_waiting()
            self._clipping.hurry()
            return
        choice = self._clipping.carried_out(choice)
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
        words = self.tr("These are in {1} already: {0}.").format(self._words.names(existing), folder)
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
        self._clipping.give_up()
        self._waits = False
        if self.dialog is not None:
            settings().setValue(_GEOMETRY_KEY, self.dialog.saveGeometry())
            self._remember()
        self.closed.emit()
