"""The window: views on one side, controllers on the other, and the lines between them.

Owns composition only. What is shown when is in ``controllers.screen``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMainWindow,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.actions import ACTIONS, MENUS, SUBMENUS, TOOL_HINTS, build_actions, translate
from app.controllers.activity import ActivityController
from app.controllers.dialogs import Dialogs
from app.controllers.dictionaries import DictionaryController, is_dictionary
from app.controllers.evaluation import EvaluationController
from app.controllers.example_desk import ExampleDesk
from app.controllers.export_desk import ExportDesk
from app.controllers.found_activity import FoundActivity
from app.controllers.interchange import Interchange
from app.controllers.keys import KeyController
from app.controllers.leakage import LeakageController
from app.controllers.live import LiveController
from app.controllers.matching import LevelMatcher
from app.controllers.navigation import SHORTEST_LOOP_S, Navigation
from app.controllers.note_choice import NoteChoice
from app.controllers.note_extraction import NoteExtraction
from app.controllers.notes import NoteController
from app.controllers.picture_menus import PictureMenus
from app.controllers.project import ProjectController, is_project
from app.controllers.regions import RegionController
from app.controllers.score import is_score
from app.controllers.score_choice import ScoreChoice
from app.controllers.screen import Screen
from app.controllers.session import Session
from app.controllers.settings import settings
from app.controllers.settings_search import SettingsSearch
from app.controllers.song import SONG_SUFFIXES
from app.controllers.sound_output import SoundOutput
from app.controllers.tightening import TighteningController
from app.controllers.version_commands import VersionCommands
from app.controllers.version_figures import VersionFigures
from app.controllers.view_state import ViewState
from app.controllers.welcome import Welcome
from app.errors_ui import MessageBar
from app.graphics.tools.base import TOOL_IDS
from app.i18n import AUTOMATIC, LANGUAGES
from app.theme import DARK, LIGHT, app_icon, apply_theme, current
from app.views.mixer import MixerPanel
from app.views.side_panel import SidePanel
from app.views.stage import Stage
from app.views.status_bar import StatusLine
from app.views.timeline import Timeline
from app.views.transport import TransportBar


class MainWindow(QMainWindow):
    """Everything that is seen, and what it is connected to."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_closed = False
        self.setWindowTitle("Stembrush")
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(880, 520))
        self.table = build_actions(self)
        self.keys = KeyController(self.table, self)
        self.table["align"].setChecked(True)
        self.timeline = Timeline(self)
        self.session = Session(self.timeline, self)
        self.song, self.separation = self.session.song, self.session.separation
        self.document, self.playback = self.session.document, self.session.playback
        keys = self.table["loop"], self.table["follow"]
        self.navigation = Navigation(self.timeline, self.playback, *keys, self)
        self._build()
        self.export_desk = ExportDesk(self, self.session, self.screen_state, self.timeline, self.table)
        self.closing.connect(self.export_desk.close)
        self.dialogs = Dialogs(self, self.export_desk)
        self.view_state = ViewState(self.document, self.timeline, self.mixer, self.stage, self.table, self)
        self.project = ProjectController(self.session, self.dialogs, self.view_state, self.messages, self.table, self)
        parts = (self.project.recent, self.session, self.project.questions, self.messages, self)
        self.welcome = Welcome(self.stage.empty, *parts)
        score, work, document = self.session.score, self.session.work, self.document
        self.score_choice = ScoreChoice(self, document, score, work, self.table["align"], self)
        self.leakage = LeakageController(document, self.separation, work, self)
        self.version_figures = VersionFigures(self.session.versions, self.separation, self.leakage, work, self)
        self.versions = VersionCommands(self.session, self.side, self.table, self)
        self.found = FoundActivity(self.session.versions, self.separation, document, work, self)
        self.tightening = TighteningController(self.found, document, self.stage.piano_roll, self.table, self)
        self.examples = ExampleDesk(self, self.session, (self.mixer, self.stage, self.engine), self.table, self)
        self.interchange = Interchange(self, document, self.song, work, self.table, self)
        screen, key = self.screen_state, self.table["evaluate"]
        self.evaluation = EvaluationController(document, self.separation, screen, key, self)
        self.dictionaries = DictionaryController(self.session, self.table, self)
        self.closing.connect(self.dictionaries.close)
        self.search = SettingsSearch(
            document, self.song, self.separation, self.engine, self.table["find_settings"], self
        )
        self.closing.connect(self.search.close)
        self._build_menus()
        self.table["light"].setChecked(settings().value("theme", "dark") == "light")
        self._set_light(self.table["light"].isChecked())
        language = str(settings().value("language", AUTOMATIC))
        self.table[f"language_{language if language in LANGUAGES else AUTOMATIC}"].setChecked(True)
        self._connect_actions()
        self._connect_song()
        self._connect_sound()
        self.engine.set_engines(self.separation.infos())
        self.playback.tell_device()
        self.screen_state.on_history()
        self.screen_state.refresh()

    # what is seen

    def _build(self) -> None:
        self.transport = TransportBar(self.table)
        self.messages = MessageBar()
        self.mixer = MixerPanel(self.table, SONG_SUFFIXES)
        self.stage = Stage(self.timeline, self.table)
        self.side = SidePanel(self.table)
        self.score_panel, self.engine, self.job = self.side.score, self.side.engine, self.side.job
        self.status = StatusLine()
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self.mixer, 0), (self.stage, 1), (self.side, 0)):
            self._columns.addWidget(widget)
            self._columns.setStretchFactor(self._columns.count() - 1, stretch)
        self._columns.setCollapsible(1, False)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.transport)
        layout.addWidget(self.messages)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(body)
        views = (
            self.transport, self.mixer, self.stage, self.score_panel, self.engine, self.job, self.status, self.messages
        )  # fmt: skip
        self.screen_state = Screen(self.table, self.session, views, self)
        self.activity = ActivityController(self.document, self.playback, self.stage, self.table, self)
        self.notes = NoteController(self.document, self.stage, self.table, self)
        roll = self.stage.piano_roll
        self.note_choice = NoteChoice(self.document, roll, self.table, self)
        self.extraction = NoteExtraction(self.session, roll.board, self.engine, self.screen_state, self)
        self.extraction.told.connect(self.messages.tell_info)
        self.regions = RegionController(self.document, self.stage, self.table, self)
        self.menus = PictureMenus(self.stage, self.table, self)
        self.activity.use_onsets(self.session.onsets)
        self.notes.use_onsets(self.session.onsets)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        menus = {name: bar.addMenu(translate(name)) for name in MENUS}
        for spec in ACTIONS:
            if spec.menu:
                if spec.menu not in menus:
                    menus[spec.menu] = menus[SUBMENUS[spec.menu]].addMenu(translate(spec.menu))
                if spec.rule_before:
                    menus[spec.menu].addSeparator()
                menus[spec.menu].addAction(self.table[spec.id])
        menus["Notes"].setToolTipsVisible(True)  # they say why something cannot be done
        recent = QMenu(self.tr("Open recent"), self)
        self.project.recent.fill(recent)
        menus["File"].insertMenu(self.table["open_demo"], recent)

    # the lines

    def _connect_actions(self) -> None:
        dialogs, navigation = self.dialogs, self.navigation
        for name, slot in {
            "open_song": dialogs.open_song,
            "open_score": dialogs.open_score,
            "open_demo": dialogs.open_demo,
            "quit": self.close,
            "to_start": navigation.to_start,
            "to_end": navigation.to_end,
            "jog_back": navigation.jog_back,
            "jog_forward": navigation.jog_forward,
            "jog_back_fine": navigation.jog_back_fine,
            "jog_forward_fine": navigation.jog_forward_fine,
            "loop_in": navigation.loop_in,
            "loop_out": navigation.loop_out,
            "compare": self.playback.compare,
            "listen_residual": self.playback.compare_residual,
            "clear_mixes": self.mixer.clear_solos_and_mutes,
            "device": self.transport.device.open_menu,
            "reset_meters": self.mixer.reset_meters,
            "solo": self.mixer.toggle_solo,
            "mute": self.mixer.toggle_mute,
            "separate": self._separate,
            "separate_selection": self._separate_selection,
            "separate_notes": self.extraction.separate,
            "stop_keep": self._stop_and_keep,
            "cancel": self._cancel,
            "zoom_in": navigation.zoom_in,
            "zoom_out": navigation.zoom_out,
            "zoom_fit": self.timeline.fit,
            "undo": self.document.undo,
            "redo": self.document.redo,
            "add_source": self._add_source,
            "rename_source": self._rename_source,
            "remove_source": self.session.sources.remove,
            "source_up": self.session.sources.move_up,
            "source_down": self.session.sources.move_down,
            "next_source": self.session.sources.pick_next,
            "previous_source": self.session.sources.pick_previous,
            "rematch": self.session.score.match,
            "next_picture": self.stage.focus_next,
            "zoom_selection": self.timeline.fit_selection,
            "clear": self.note_choice.clear,
            "select_span": navigation.select_to_playhead,
            "play_selection": navigation.play_selection,
            "keys": self.keys.show,
            "about": dialogs.show_about,
        }.items():
            self.table[name].triggered.connect(slot)
        self.note_choice.nothing_to_clear.connect(navigation.clear)
        for language in LANGUAGES:
            self.table[f"language_{language}"].toggled.connect(self._choose_language)
        self.table["align"].toggled.connect(self.session.score.set_aligning)
        shows_notes = settings().value("spectrogram_notes", "yes") == "yes"
        self.table["spectrogram_notes"].toggled.connect(self._show_notes)
        self.table["spectrogram_notes"].setChecked(shows_notes)
        self._show_notes(shows_notes)
        for tool_id in TOOL_IDS:
            self.table[f"tool_{tool_id}"].toggled.connect(self._choose_tool)
        self.table["tool_select"].setChecked(True)
        self.table["light"].toggled.connect(self._set_light)
        self.table["zoom_fit"].triggered.connect(self.stage.fit_heights)
        dialogs.open_requested.connect(self.open)
        self.project.recent.open_requested.connect(self._open_file)
        self.welcome.open_requested.connect(self._open_file)

    def _connect_song(self) -> None:
        screen, separation, document = self.screen_state, self.separation, self.document
        self.session.song_changed.connect(screen.on_song)
        self.project.title_changed.connect(self.setWindowTitle)
        self.project.said.connect(screen.on_news)
        self.session.result_changed.connect(screen.on_result)
        self.session.result_changed.connect(self.view_state.show_awaited_sound)
        document.annotation_changed.connect(screen.on_annotation)
        document.chosen_changed.connect(screen.on_chosen)
        document.history_changed.connect(screen.on_history)
        document.picked_changed.connect(self.mixer.show_picked)
        document.picked_changed.connect(self.stage.set_picked)
        document.failed.connect(screen.on_failed)
        self.session.score.changed.connect(screen.on_score)
        self.session.score.match_progressed.connect(self.score_panel.set_progress)
        self.session.work.changed.connect(screen.on_work)
        self.session.work.progressed.connect(self.status.set_fraction)
        self.session.work.failed.connect(screen.on_failed)
        separation.started.connect(screen.on_started)
        separation.progressed.connect(self.job.add_progress)
        separation.ended.connect(screen.on_ended)
        separation.failed.connect(screen.on_failed)
        self.engine.changed.connect(screen.on_parameters)
        self.mixer.renamed.connect(self.session.sources.rename)
        self.mixer.recoloured.connect(self.session.sources.recolour)
        self.mixer.chosen_changed.connect(document.choose)
        self.mixer.picked.connect(document.pick)
        self.leakage.measured.connect(self.mixer.set_leakage)
        self.stage.lanes.source_picked.connect(document.pick)
        self.mixer.left.connect(self.stage.take_focus)
        self.activity.told.connect(self.messages.tell_info)
        self.interchange.said.connect(screen.on_news)
        self.examples.told.connect(self.messages.tell_info)
        self.examples.open_requested.connect(self._open_file)
        self.versions.said.connect(screen.on_news)
        self.tightening.said.connect(screen.on_news)
        document.stepped.connect(screen.forget_news)
        document.annotation_changed.connect(self.messages.drop_info)
        self.stage.spectrogram.regions.chosen_changed.connect(self.notes.refresh)
        self.stage.bar.shown_changed.connect(screen.show_sound)

    def _connect_sound(self) -> None:
        playback = self.playback
        self.mixer.mixed.connect(playback.set_strip)
        self.mixer.mixed.connect(self.session.listen_to_stems)
        self.transport.listen_requested.connect(playback.listen)
        self.stage.seek_requested.connect(playback.seek)
        self.stage.loop_requested.connect(self.navigation.set_loop)
        self.stage.pointer_moved.connect(self.status.set_pointer)
        self.timeline.selection_changed.connect(self.status.set_selection)
        self.notes.chosen_told.connect(self.status.set_chosen)
        self.timeline.playhead_changed.connect(self.transport.set_position)
        playback.playing_changed.connect(self.transport.set_playing)
        playback.listening_changed.connect(self.transport.set_listening)
        playback.listening_changed.connect(self.mixer.set_listening)
        playback.levels_changed.connect(self.mixer.set_levels)
        playback.dropouts_changed.connect(self.status.set_dropouts)
        self.status.reset_requested.connect(playback.forgive_dropouts)
        self.table["reset_meters"].triggered.connect(playback.forgive_dropouts)
        self.stage.scrub_requested.connect(playback.scrub)
        parts = (self.transport.device, self.mixer.master, self.session.work.lane)
        self.sound = SoundOutput(playback, *parts, self)
        self.sound.said.connect(self.screen_state.on_sound)
        self.closing.connect(self.sound.store)
        views = self.transport.live, self.mixer.live
        self.live = LiveController(playback, self.sound, views, self.table, self)
        self.live.said.connect(self.status.set_live)
        self.live.failed.connect(self.screen_state.on_failed)
        self.live.playing_changed.connect(self.transport.set_playing)
        self.live.levels_changed.connect(self.mixer.set_levels)
        self.table["play"].triggered.connect(self.live.toggle_playing)
        self.closing.connect(self.live.close)
        self.matcher = LevelMatcher(playback, self.session.work.lane, self.table["match"], self)

    # what happens

    @Slot(object, object)
    def open(self, song: Path | None, score: Path | None) -> None:
        """Open a song or a project, a score or both; ask first where something would be lost."""
        if song is None and score is not None and self.song.mixture is None and not self.session.work.is_busy:
            self.messages.tell_info(self.tr("Open the song first, then its score."))
        elif song is not None and is_project(song):
            self.project.open(song)
        elif song is None and score is not None and self.song.mixture is not None:
            self.session.score.ask(score)
        elif song is None:
            self.session.open(None, score)
        elif not self.project.takes_as_song(song) and self.project.may_leave(partial(self.open, song, score)):
            self.session.open(song, score)

    @Slot(object)
    def _open_file(self, path: Path) -> None:
        self.open(path, None)

    @Slot(bool)
    def _show_notes(self, shown: bool) -> None:
        self.stage.spectrogram.set_notes_visible(shown)
        settings().setValue("spectrogram_notes", "yes" if shown else "no")

    @Slot(bool)
    def _choose_tool(self, on: bool) -> None:
        if on:
            tool = next(one for one in TOOL_IDS if self.table[f"tool_{one}"].isChecked())
            self.stage.set_tool(tool)
            self.status.set_hint(translate(TOOL_HINTS[tool]))

    @Slot(bool)
    def _choose_language(self, on: bool) -> None:
        if on:
            chosen = next(one for one in LANGUAGES if self.table[f"language_{one}"].isChecked())
            settings().setValue("language", chosen)
            self.messages.tell_info(self.tr("The language changes at the next start."))

    @Slot()
    def _add_source(self) -> None:
        """Add a source and let its name be typed at once."""
        before = self.document.picked
        self.session.sources.add()
        if self.document.picked is not before:
            self._rename_source()

    @Slot()
    def _rename_source(self) -> None:
        if self.document.picked is not None:
            self.mixer.edit_name(self.document.picked.id)

    # the buttons of a job come and go: the keys stay with the pictures

    @Slot()
    def _separate(self) -> None:
        self.stage.take_focus()
        if self.screen_state.may_separate():
            self.separation.start(self.engine.engine_id(), self.engine.parameters())

    @Slot()
    def _separate_selection(self) -> None:
        start_s, stop_s = self.timeline.selection
        if stop_s - start_s < SHORTEST_LOOP_S:
            self.messages.tell_info(
                self.tr("Select a time first: drag in the spectrogram with tool 2, or Shift+arrows.")
            )
            return
        self.stage.take_focus()
        self.separation.start(self.engine.engine_id(), self.engine.parameters(), (start_s, stop_s))

    @Slot()
    def _stop_and_keep(self) -> None:
        self.stage.take_focus()
        self.screen_state.ending_job()
        self.separation.stop_and_keep()

    @Slot()
    def _cancel(self) -> None:
        self.stage.take_focus()
        self.screen_state.ending_job()
        self.separation.cancel()

    @Slot(bool)
    def _set_light(self, light: bool) -> None:
        theme = LIGHT if light else DARK
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if current() is not theme:
            apply_theme(application, theme)
        settings().setValue("theme", theme.name)
        self.stage.set_theme(DARK)
        self.screen_state.retint()

    # what the desktop says

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Give the sides what they need and the pictures the rest."""
        super().showEvent(event)
        sides = (216, 264) if self.width() < 1200 else (264, 304)
        self._columns.setSizes([sides[0], self.width() - sum(sides), sides[1]])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter press the focused button: Space is the key of playback everywhere."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.stage.empty.set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """The files went elsewhere."""
        self.stage.empty.set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open the first song and the first score among the files."""
        self.stage.empty.set_dropping(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        dictionary = next((path for path in paths if is_dictionary(path)), None)
        if dictionary is not None:
            event.acceptProposedAction()
            self.dictionaries.use(dictionary)
            return
        song = next((path for path in paths if not is_score(path)), None)
        score = next((path for path in paths if is_score(path)), None)
        event.acceptProposedAction()
        self.open(song, score)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """End every thread; ask first while a separation runs or work would be lost."""
        if self._is_closed:
            event.accept()
            return
        if self.isVisible() and not self.project.may_leave(self.close):
            event.ignore()
            return
        self._is_closed = True
        self.hide()
        self.session.work.cancel()
        self.evaluation.close()
        self.closing.emit()
        self.project.close()
        self.stage.shut_down()
        event.accept()
