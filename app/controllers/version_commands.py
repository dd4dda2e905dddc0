"""What the user does with versions: panel, menu and keys on one side, the versions on the other.

Owns which version a command is about, what can be done with it now and what is asked before.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.actions import tool_tip
from app.controllers.session import Session
from app.controllers.version_comparing import VersionComparing
from app.controllers.version_storing import engine_info
from app.controllers.version_words import VersionWords, size_words
from app.controllers.versions import PREVIEW
from app.i18n import core_words, engine_words
from app.plain_text import literal, menu_words
from app.views import question
from app.views.question import Answer
from app.views.recipe_dialog import RecipeDialog
from app.views.side_panel import SidePanel
from app.views.version_list import Mark, VersionRow

PLACES = range(9)
# a stroke is often followed by the next
_QUIET_MS = 200


class VersionCommands(QObject):
    """Versions chosen, named, gone on from, compared and removed."""

    said = Signal(str)  # for the status line

    def __init__(self, session: Session, side: SidePanel, actions: dict[str, QAction], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._versions, self._separation = session, session.versions, session.separation
        self._panel, self._engine, self._job = side.versions, side.engine, side.job
        self._actions, self._window = actions, window
        self.words = VersionWords(self._versions, self)
        self.comparing = VersionComparing(session, self.words, window)
        self._in_menu: object = None
        self.recipe: RecipeDialog | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self.refresh)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        versions, separation, panel = self._versions, self._separation, self._panel
        versions.changed.connect(self.refresh)
        versions.added.connect(self._on_added)
        separation.previewed.connect(self.refresh)
        separation.result_changed.connect(self.refresh)
        separation.base_changed.connect(self.refresh)
        separation.started.connect(self.refresh)
        separation.ended.connect(self.refresh)
        self._session.document.annotation_changed.connect(self._on_annotation)
        self._engine.changed.connect(self._tell_base)
        versions.restored.connect(self._on_restored)
        self._job.base_dropped.connect(self._drop_base)
        panel.list.chosen.connect(self._choose)
        panel.list.renamed.connect(versions.rename)
        panel.list.remove_requested.connect(self._remove_one)
        panel.menu_wanted.connect(self._on_menu)
        for place in PLACES:
            self._actions[f"version_{place + 1}"].setData(place)
            self._actions[f"version_{place + 1}"].triggered.connect(self._choose_place)
        for name, slot in {
            "version_toggle": versions.toggle,
            "version_preview": versions.choose_preview,
            "version_rename": self._rename,
            "version_note": self._note,
            "version_recipe": self.show_recipe,
            "version_go_on": self._go_on,
            "version_settings": self._use_settings,
            "version_compare": self.comparing.show,
            "version_remove": self._remove,
        }.items():
            self._actions[name].triggered.connect(slot)

    # what is shown

    @Slot()
    def refresh(self) -> None:
        """Bring list, actions and job panel to the state of things."""
        self._quiet.stop()
        rows = [self._row(facts.id) for facts in self._versions.facts]
        if self._separation.preview is not None and self._separation.is_running:
            heard = self._separation.is_preview
            details = self.tr("What is finished of the running separation; it gets better until the end.")
            words = self.tr("Preview"), self.tr("of the running separation")
            rows.append(VersionRow(PREVIEW, "", *words, "", details, heard, can_rename=False))
        self._panel.set_rows(rows)
        self._enable()
        self._tell_base()

    def _row(self, version_id: int) -> VersionRow:
        versions = self._versions
        version = versions.get(version_id)
        assert version is not None
        mark: Mark = ""
        if version.fault:
            mark = "fault"
        elif not versions.is_safe(version_id):
            mark = "unsafe"
        elif versions.is_outdated(version_id):
            mark = "outdated"
        return VersionRow(
            version_id,
            versions.letter(version_id),
            self.words.name(version.facts),
            core_words(version.fault)
            if version.fault
            else self.words.figures(version.facts, self._session.document.rate),
            mark,
            self.words.details(version_id),
            version_id == versions.chosen and not self._separation.is_preview,
            version_id == versions.wanted,
        )

    def _enable(self) -> None:
        versions, actions = self._versions, self._actions
        for place in PLACES:
            action = actions[f"version_{place + 1}"]
            there = versions.get(versions.at(place))
            action.setEnabled(there is not None and not there.fault)
        actions["version_toggle"].setEnabled(versions.get(versions.before) is not None)
        actions["version_preview"].setEnabled(self._separation.preview is not None)
        version = versions.get(self._about)
        for name in ("rename", "note", "recipe", "remove"):
            actions[f"version_{name}"].setEnabled(version is not None)
        actions["version_compare"].setEnabled(bool(versions.facts))
        known = {info.id for info in self._separation.infos()}
        actions["version_settings"].setEnabled(version is not None and version.facts.engine_id in known)
        base, go_on = self._separation.base, actions["version_go_on"]
        why = self._why_not()
        go_on.setEnabled(version is not None and not why)
        go_on.setChecked(base is not None and version is not None and base.version == version.id)
        go_on.setToolTip(literal(f"{tool_tip(go_on)}\n{why}") if why else tool_tip(go_on))

    def _why_not(self) -> str:
        """Return why no run can go on from the version that commands are about; empty where one can."""
        version = self._versions.get(self._about)
        if version is None:
            return ""
        if self._separation.is_running:
            return self.tr("A separation is running.")
        if version.fault:
            return version.fault
        if not version.facts.has_state:
            return self.tr("Its engine has left no state from which a run could go on.")
        return ""

    @Slot()
    def _on_annotation(self) -> None:
        self._quiet.start()

    @property
    def _about(self) -> object:
        return self._in_menu if self._in_menu is not None else self._versions.chosen

    @Slot()
    def _tell_base(self) -> None:
        base = self._separation.base
        if base is None:
            self._job.show_base("")
            return
        name = self.words.letter_and_name(base.version)
        if base.engine_id == self._engine.engine_id():
            self._job.show_base(self.tr("Goes on from {0}").format(name))
        else:
            title = engine_words(engine_info(base.engine_id, "").title)
            self._job.show_base(self.tr("Begins anew: only {0} can go on from {1}").format(title, name))

    @Slot(object)
    def _on_added(self, version_id: object) -> None:
        if self._versions.chosen != version_id:
            self.said.emit(self.tr("{0} is there; you still hear what you chose").format(self._letter(version_id)))

    def _letter(self, version_id: object) -> str:
        return self.tr("Version {0}").format(self._versions.letter(version_id))

    # what is done

    @Slot(object)
    def _choose(self, version_id: object) -> None:
        if version_id == PREVIEW:
            self._versions.choose_preview()
        else:
            self._versions.choose(version_id)

    @Slot()
    def _choose_place(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._versions.choose(self._versions.at(int(action.data())))

    @Slot(object)
    def _on_menu(self, version_id: object) -> None:
        self._in_menu = version_id
        self._enable()

    @Slot()
    def _rename(self) -> None:
        self._panel.list.edit_name(self._about)

    @Slot()
    def show_recipe(self) -> None:
        """Show how a version was made."""
        about = self._about
        version = self._versions.get(about)
        if version is None:
            return
        rows = self.words.recipe(about, self._session.document.rate)
        self.recipe = RecipeDialog(self.words.letter_and_name(about), rows, version.facts.note, self._window)
        self.recipe.setProperty("version", about)
        self.recipe.finished.connect(self._on_recipe_closed)
        self.recipe.open()

    @Slot()
    def _note(self) -> None:
        self.show_recipe()
        if self.recipe is not None:
            self.recipe.note.setFocus()

    @Slot()
    def _on_recipe_closed(self) -> None:
        if self.recipe is not None:
            self._versions.annotate(self.recipe.property("version"), self.recipe.note.toPlainText())
            self.recipe.deleteLater()
            self.recipe = None

    @Slot()
    def _go_on(self) -> None:
        base, about = self._separation.base, self._about
        is_on = base is not None and base.version == about
        version = self._versions.get(about)
        if not is_on and version is not None:
            self._engine.use(version.facts.engine_id)
        self._versions.go_on_from(None if is_on else about)
        self.refresh()

    @Slot()
    def _drop_base(self) -> None:
        self._versions.go_on_from(None)

    @Slot(object)
    def _on_restored(self, version_id: object) -> None:
        version = self._versions.get(version_id)
        if version is not None:
            self._engine.use(version.facts.engine_id, self._versions.settings(version_id))

    @Slot()
    def _use_settings(self) -> None:
        version = self._versions.get(self._about)
        if version is not None:
            self._engine.use(version.facts.engine_id, self._versions.settings(version.id))
            self.said.emit(self.tr("Settings of {0} taken over").format(self._letter(self._about)))

    @Slot(object)
    def _remove_one(self, version_id: object) -> None:
        if version_id != PREVIEW:
            self._ask_to_remove(version_id)

    @Slot()
    def _remove(self) -> None:
        self._ask_to_remove(self._about)

    def _ask_to_remove(self, version_id: object) -> None:
        version = self._versions.get(version_id)
        if version is None:
            return
        words = self.tr("Its stems go for good: this cannot be undone.")
        if version.facts.stored_bytes:
            freed = self.tr("It frees {0} on the disk.").format(size_words(version.facts.stored_bytes))
            words = f"{words} {freed}"
        title = self.tr("Remove {0}?").format(self.words.letter_and_name(version_id))
        answers = (Answer("remove", self.tr("Remove"), "remove"), Answer("keep", self.tr("Keep it"), "cancel"))
        if question.ask(self._window, menu_words(title), words, answers) == "remove":
            self._versions.remove(version_id)
