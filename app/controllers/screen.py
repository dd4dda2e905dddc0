"""Keeps what is shown in step with what is open, runs and plays.

Owns the way from the controllers' state to the views: which actions can be used, which strips there are, what the
score's card says. Decides nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

import resources
from app.actions import tool_tip
from app.controllers.problems import ProblemWatch
from app.controllers.readiness import Readiness
from app.controllers.session import Session
from app.errors_ui import MessageBar
from app.i18n import within_sentence
from app.plain_text import menu_words
from app.theme import source_colour
from app.theme.tokens import RESIDUAL_COLOUR
from app.views.controls import format_span
from app.views.engine_panel import EnginePanel
from app.views.job_panel import JobPanel
from app.views.mixer import RESIDUAL_ID, MixerPanel, StripInfo
from app.views.score_panel import ScorePanel, ScoreState
from app.views.stage import Stage
from app.views.status_bar import StatusLine
from app.views.transport import TransportBar
from app.views.view_bar import MIXTURE_ID
from core.annotation.changes import Change
from core.annotation.model import Source
from core.compute import cores, graphics_card, job_threads
from core.errors import CoreError

# right scores stay below this cost, in wrong ones it is above
_WELL_COST = 0.35


class Screen(QObject):
    """All views of the window, filled from the controllers."""

    def __init__(
        self,
        actions: dict[str, QAction],
        session: Session,
        views: tuple[TransportBar, MixerPanel, Stage, ScorePanel, EnginePanel, JobPanel, StatusLine, MessageBar],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._session, self._document, self._work = session, session.document, session.work
        self._song, self._score = session.song, session.score
        self._separation, self._playback = session.separation, session.playback
        self.transport, self.mixer, self.stage, self.score, self.engine, self.job, self.status, self.messages = views
        self._strips: list[StripInfo] = []
        self._watch = ProblemWatch(self._song, self._document, self._separation, self.engine, self)
        self._ready = Readiness(session, self._watch, self.engine, self)
        self._watch.changed.connect(self._look_for_problems)
        self._playback.take_changed.connect(self._tell_version)
        self._playback.live_changed.connect(self._on_live)
        session.versions.changed.connect(self._tell_version)
        self._doing = self._news = self._sound_words = ""
        self._doubt = ""

    def song_name(self, with_suffix: bool = False) -> str:
        """Return the name of the song; empty where none is open."""
        mixture = self._song.mixture
        if mixture is None:
            return ""
        if mixture.path is None:
            return self.tr("Song")
        if mixture.path == resources.demo_song():
            return self.tr("Demo song")
        return mixture.path.name if with_suffix else mixture.path.stem

    def stems_name(self) -> str:
        """Return the name of the song, with the letter of the version that is shown where there are several."""
        versions = self._session.versions
        if len(versions.facts) < 2 or versions.chosen is None:
            return self.song_name()
        return self.tr("{0}, version {1}").format(self.song_name(), versions.letter(versions.chosen))

    def rest_sources(self) -> tuple[Source, ...]:
        """Return the gathered sources of the result, which the annotation does not know."""
        request = self._separation.request
        known = {source.id for source in self._document.annotation.sources}
        return tuple(s for s in request.annotation.sources if s.id not in known) if request is not None else ()

    def sources(self) -> tuple[Source, ...]:
        """Return every source that has a strip."""
        first = len(self._document.annotation.sources)
        rest = (
            Source(s.id, s.name, source_colour(first + index), s.program, s.is_drum)
            for index, s in enumerate(self.rest_sources())
        )
        return (*self._document.annotation.sources, *rest)

    @Slot()
    def on_song(self) -> None:
        """A song was opened."""
        mixture, known = self._song.mixture, self._document.project.song
        self.stage.set_song(mixture)
        if mixture is not None:
            self.transport.set_song(self.song_name(with_suffix=True), mixture.duration_s)
        elif known is not None:
            self.stage.wait_for_song(self.tr("{0} is not open yet").format(known.path.name))
            self.transport.set_song(known.path.name, known.length / known.rate)
        else:
            self.transport.set_song("", 0.0)
        if known is not None:
            self.stage.take_focus()
        self.status.show_hint(known is not None)
        self.job.show_state("idle")
        self._news = ""
        self.refresh()

    @Slot(object)
    def on_annotation(self, change: Change) -> None:
        """The annotation changed."""
        annotation, rate = self._document.annotation, self._document.rate
        everything = not change
        if rate:
            if everything or change.sources or change.notes_in or change.notes_out:
                self.stage.set_notes(annotation.notes, annotation.sources, rate)
            if everything or change.sources or change.activities:
                self.stage.set_activities(annotation.sources, annotation.activities, rate)
            if everything or change.warp:
                bars = annotation.warp.bars if annotation.warp is not None else ()
                self.stage.set_bars([bar / rate for bar in bars])
                self.score.show_warp(annotation.warp, rate)
        if everything or change.sources:
            self._show_strips()
        self.refresh()

    @Slot()
    def on_chosen(self) -> None:
        """Other sources get stems of their own."""
        self._show_strips()
        self.refresh()

    @Slot()
    def on_history(self) -> None:
        """There is something else to undo or to redo."""
        project = self._document.project
        for name, what, usual, pattern in (
            ("undo", project.undo_words, self.tr("Undo"), self.tr("Undo {0}")),
            ("redo", project.redo_words, self.tr("Redo"), self.tr("Redo {0}")),
        ):
            action = self._actions[name]
            action.setText(menu_words(pattern.format(within_sentence(what))) if what else usual)
            action.setEnabled(bool(what))
            action.setToolTip(tool_tip(action))

    @Slot()
    def on_score(self) -> None:
        """The score or its match changed."""
        state = self._score_state()
        self.score.show_state(*state)
        doubt = f"{state[1]}: {state[2]}" if state[0] == "doubtful" else ""
        if doubt != self._doubt:
            if doubt:
                self.messages.tell_warning(doubt)
            elif self.messages.text() == self._doubt:
                self.messages.hide()
            self._doubt = doubt
        self.refresh()

    @Slot()
    def on_result(self) -> None:
        """There are other stems, or none."""
        if self._separation.result is None and self.job.state == "done":
            self.job.show_state("idle")
        self._show_strips()
        self.show_sound(self.stage.bar.shown())
        for mix in self.mixer.mixes():
            self._playback.set_strip(*mix)
        self.refresh()

    @Slot(str)
    def show_sound(self, sound_id: str) -> None:
        """Show the spectrogram of mixture, residual or a stem."""
        audio = self._playback.audio_of(sound_id)
        if audio is not None:
            self.stage.show_sound(audio)

    @Slot()
    def on_started(self) -> None:
        """A job was started."""
        self.job.show_state("running", self.tr("Loading the engine"))
        self.messages.hide()
        self.refresh()

    @Slot(str)
    def on_ended(self, how: str) -> None:
        """A job has ended."""
        took = format_span(self._separation.job_seconds)
        words = {
            "finished": self.tr("Separated in {0}"),
            "stopped": self.tr("Stopped after {0}, stems kept"),
            "cancelled": self.tr("Cancelled after {0}"),
            "failed": self.tr("Failed after {0}"),
        }[how]
        kept = how in ("finished", "stopped")
        if self.job.holds_focus():
            self.stage.take_focus()
        self.job.show_state("done" if kept else "idle", words.format(took))
        self._news = words.format(took)
        self.refresh()

    @Slot(str)
    def on_work(self, words: str) -> None:
        """The io lane does something, or nothing any more."""
        self._doing = words
        self.refresh()

    @Slot(str)
    def on_news(self, words: str) -> None:
        """Something has happened that the status line tells until there is other news."""
        self._news = words
        self.refresh()

    @Slot()
    def forget_news(self) -> None:
        """What was told last is not so any more."""
        self._news = ""
        self.refresh()

    @Slot()
    def _tell_version(self) -> None:
        versions, heard = self._session.versions, self._playback.heard_take
        is_one_of_many = len(versions.facts) > 1 and heard.lstrip("-").isdigit()
        self.transport.set_version(versions.letter(int(heard)) if is_one_of_many else "")
        self.transport.set_stems_there(bool(self._playback.stem_ids))

    @Slot(str)
    def _on_live(self, live_from: str) -> None:
        self.transport.set_live(live_from)
        self.mixer.show_live(live_from)
        self.refresh()

    @Slot(str)
    def on_sound(self, words: str) -> None:
        """There is something to say about the sound device, or nothing any more."""
        self._sound_words = words
        if words:
            self._news = ""
        self.refresh()

    @Slot(object)
    def on_failed(self, error: CoreError) -> None:
        """Something that was asked for did not work."""
        self.messages.tell_error(error)
        self.refresh()

    @Slot()
    def on_parameters(self) -> None:
        """Engine or parameters changed."""
        self.refresh()

    def retint(self) -> None:
        """Draw again what holds pictures in the colours of a theme."""
        self._playback.tell_device()
        self.score.show_state(*self._score_state())
        self.mixer.update()
        self.refresh()

    def ending_job(self) -> None:
        """A job was asked to end and takes a moment."""
        self.job.show_state("ending", self.tr("Ending…"))
        for name in ("stop_keep", "cancel"):
            self._actions[name].setEnabled(False)

    def may_separate(self) -> bool:
        """Return whether a separation can begin, also where the last stroke has not been looked at."""
        self._look_for_problems()
        return self._actions["separate"].isEnabled()

    @Slot()
    def _look_for_problems(self) -> None:
        self._watch.look()
        self.refresh()

    def refresh(self) -> None:
        """Bring actions, problems and status to the state of things."""
        song, separation = self._song, self._separation
        has_song, has_stems = song.mixture is not None, bool(self._playback.stem_ids)
        running = separation.is_running
        reason = self._ready.reason()
        live_from = self._playback.live_from
        self._actions["play"].setEnabled(has_song or live_from == "device")
        for name in ("to_start", "to_end", "loop", "loop_in", "loop_out", "open_score", "play_selection",
                     "jog_back", "jog_forward", "jog_back_fine", "jog_forward_fine"):  # fmt: skip
            self._actions[name].setEnabled(has_song)
        for name in ("zoom_in", "zoom_out", "zoom_fit", "zoom_selection", "clear", "add_source"):
            self._actions[name].setEnabled(self._document.rate > 0)
        for name in ("solo", "mute", "clear_mixes"):
            self._actions[name].setEnabled(has_stems or bool(live_from))
        self._actions["compare"].setEnabled(live_from == "song" or (has_stems and not live_from))
        self._actions["listen_residual"].setEnabled(has_stems and not live_from)
        for name in ("separate", "separate_selection", "separate_notes"):
            self._actions[name].setEnabled(not reason and not running)
        self._actions["stop_keep"].setEnabled(running)
        self._actions["cancel"].setEnabled(running)
        scored = self._document.annotation.warp is not None
        self._actions["align"].setEnabled(scored)
        self._actions["rematch"].setEnabled(scored)
        picked = self._document.picked is not None
        for name in ("rename_source", "remove_source", "source_up", "source_down", "next_source", "previous_source"):
            self._actions[name].setEnabled(picked)
        self.transport.set_compute(cores(), job_threads(), graphics_card())
        self.transport.set_stems_there(has_stems)
        self.mixer.set_stems(set(self._playback.stem_ids))
        self.mixer.set_tickable(not running)
        self.engine.setEnabled(not running)
        self.engine.set_estimate(None if reason or running else self._watch.estimate)
        self.engine.set_problems(self._ready.problems if not running else [])
        self.job.set_reason("" if running else reason or self._ready.advice())
        self.stage.set_piano_roll_words(self.tr("Drop a score here: a MIDI file with one track per source"))
        self.status.set_work(self._status_words())

    def _status_words(self) -> str:
        if self._work.is_busy:
            return self._doing
        if self._separation.is_running:
            heard = self._separation.is_preview
            return self.tr("Separating; what is finished can be heard") if heard else self.tr("Separating…")
        # of news and a device that is missing what came last; the device's button keeps saying the latter
        if self._news or self._sound_words:
            return self._news or self._sound_words
        return self.tr("Ready") if self._song.mixture is not None else self.tr("Open a song to begin")

    def _show_strips(self) -> None:
        chosen = self._document.chosen
        strips = [StripInfo(s.id, s.name, s.colour, s.id in chosen) for s in self._document.annotation.sources]
        rest = {source.id for source in self.rest_sources()}
        strips += [StripInfo(s.id, s.name, s.colour, is_residual=True) for s in self.sources() if s.id in rest]
        if strips:
            strips.append(StripInfo(RESIDUAL_ID, self.tr("Residual"), RESIDUAL_COLOUR, is_residual=True))
        if strips != self._strips:
            self._strips = strips
            self.mixer.set_strips(strips)
        stems = self._playback.stem_ids
        self.stage.bar.set_choices(
            [(MIXTURE_ID, self.tr("Mixture")), *((strip.id, strip.name) for strip in strips if strip.id in stems)]
        )

    def _score_state(self) -> tuple[ScoreState, str, str, str]:
        warp = self._document.annotation.warp
        if warp is None:
            return "none", "", self.tr("No score yet. It tells which notes each source plays."), ""
        name = warp.name or self.tr("Score")
        if self._score.is_matching:
            return "matching", name, self.tr("Matching to the song…"), ""
        if warp.cost is None:
            return "unmatched", name, self.tr("Not matched: the times of the file are taken as they are."), ""
        cost = warp.cost
        details = self.tr("Cost of the match {0:.2f} (0 to 1, good up to {1:.2f})").format(cost, _WELL_COST)
        messages = " ".join(warp.messages)
        if not warp.matched:
            words = messages or self.tr("This may be the score of another piece. Its own times are kept.")
            return "doubtful", name, words, details
        well = cost <= _WELL_COST
        words = self.tr("Matched to the song: fits well.") if well else self.tr("Matched to the song: fits roughly.")
        return "matched", name, f"{words} {messages}".strip(), details
