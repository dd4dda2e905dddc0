"""Listening: what plays, where, which version of the stems.

Owns the player of the core and the clock that asks it where the song is. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.bridge import Doorbell
from app.views.timeline import Timeline
from core.audio import Audio, Mixture
from core.playback import LIVE, MIXTURE, RESIDUAL, Player, PlayerState, Strip, Take, What

RESIDUAL_ID = RESIDUAL
MIXTURE_ID = MIXTURE
_SLOWEST_HZ, _FASTEST_HZ = 30.0, 240.0
_COUNT_MS = 500


class PlaybackController(QObject):
    """Plays the mixture, the stems or the residual, of any version."""

    playing_changed = Signal(bool)
    listening_changed = Signal(str)  # mixture, stems or residual
    take_changed = Signal(str)  # the version whose stems are heard; empty: none
    takes_changed = Signal()
    strips_changed = Signal()
    levels_changed = Signal(object)  # core.playback.Levels; None: nothing plays
    device_changed = Signal(bool, str, str)  # works, name, reason
    dropouts_changed = Signal(int)
    sound_changed = Signal(bool)  # something beside the song is heard, or no longer
    live_changed = Signal(str)  # what is split live: empty, song or device

    def __init__(self, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._bell = Doorbell(self)
        self._bell.rung.connect(self._on_player_changed)
        self._player = Player(on_change=self._bell.ring)
        self._mixture: Mixture | None = None
        self._takes: dict[str, Take] = {}
        self._chosen = self._heard = ""
        self._strips: dict[str, Strip] = {}
        self.listening: What = "mixture"
        self._before_residual: What = "stems"
        self._live: Take | None = None
        self._before_live: What = "mixture"
        self._is_held = False
        self._playing = False
        self._is_scrubbing = self._goes_on = self._is_sounding = False
        self._stop_at_s: float | None = None
        self._loop = timeline.loop
        self._dropouts = self._forgiven = 0
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        self._count = QTimer(self, interval=_COUNT_MS)
        self._count.timeout.connect(self._count_dropouts)
        timeline.loop_changed.connect(self._on_loop)

    @property
    def is_playing(self) -> bool:
        """Whether the song plays."""
        return self._playing

    @property
    def player(self) -> Player:
        """What plays; for whoever sets how it sounds."""
        return self._player

    @property
    def mixture(self) -> Mixture | None:
        """The song that can be heard."""
        return self._mixture

    @property
    def takes(self) -> Mapping[str, Take]:
        """Every version of the stems that can be heard."""
        return self._takes

    @property
    def heard_take(self) -> str:
        """The version whose stems are heard; empty where there is none."""
        return self._heard

    @property
    def strips(self) -> Mapping[str, Strip]:
        """How the stems are mixed, by source."""
        return self._strips

    @property
    def stem_ids(self) -> frozenset[str]:
        """Ids of the stems that can be heard."""
        return frozenset(self._takes[self._heard].stems) if self._heard else frozenset()

    @property
    def live_from(self) -> Literal["", "song", "device"]:
        """What is split live; empty where nothing is."""
        return "device" if self._is_held else "song" if self._live is not None else ""

    def state(self) -> PlayerState:
        """Return what the player is doing."""
        return self._player.state()

    def tell_device(self) -> None:
        """Signal the state of the sound device."""
        state = self._player.state()
        self.device_changed.emit(state.works, state.device, state.reason)

    # what there is to hear

    def open_song(self, mixture: Mixture) -> None:
        """Play another song from now on."""
        self._end_scrub()
        self.set_live(None)
        self._mixture = mixture
        self._strips = {}
        self.set_takes({}, "")

    def close_song(self) -> None:
        """Play nothing from now on."""
        self.stop()
        self.set_live(None)
        self._mixture = None
        self._player.leave()
        self.set_takes({}, "")

    def set_takes(self, takes: Mapping[str, Take], chosen: str) -> None:
        """Take these versions of the stems; what is heard stays where it is still there, or becomes the chosen one.

        Another choice than before is heard in place of the one before; position and mix stay.
        """
        heard = self._heard if self._heard in takes and chosen == self._chosen else chosen
        self._takes = dict(takes)
        self._chosen = chosen if chosen in takes else ""
        self._load()
        self._hear_take(heard if heard in takes else "")
        self.listen(self.listening)
        self.takes_changed.emit()
        self._follow()
        self.tell_device()

    def _load(self) -> None:
        if self._mixture is not None:
            live = {LIVE: self._live} if self._live is not None else {}
            self._player.open(self._mixture, self._takes | live)

    def set_live(self, take: Take | None) -> None:
        """Hear this take in place of the stems, which stay as they are; None: hear again what was heard before it."""
        before, self._live = self._live, take
        if take is before:
            return
        if before is None:
            self._before_live = self.listening
        self._load()
        self.listen("stems" if take is not None else self._before_live)
        self.live_changed.emit(self.live_from)

    def hold(self, on: bool) -> None:
        """Play nothing, whoever asks for it, because something else is heard; or no longer."""
        if on != self._is_held:
            self.stop()
            self._is_held = on
            self.live_changed.emit(self.live_from)

    def audio_of(self, sound_id: str) -> Audio | None:
        """Return the mixture, or the residual or a stem of the chosen version."""
        if sound_id == MIXTURE_ID:
            return self._mixture
        return self._takes[self._chosen].stems.get(sound_id) if self._chosen else None

    @Slot(str)
    def listen(self, what: What) -> None:
        """Hear the mixture, the stems or the residual; the position stays."""
        if self._live is not None:
            # both parts of a live split are all of the song
            self.listening = "mixture" if what == "mixture" else "stems"
            self._player.listen(self.listening, LIVE)
        else:
            self.listening = what if self._heard else "mixture"
            if self.listening != "residual":
                self._before_residual = self.listening
            self._player.listen(self.listening, self._heard)
        self.listening_changed.emit(self.listening)

    def listen_to_version(self, version: object) -> None:
        """Hear the stems of a version, or its residual where the residual is heard; the position stays."""
        take = str(version)
        if take in self._takes:
            self.set_live(None)
            self._hear_take(take)
            self.listen("residual" if self.listening == "residual" else "stems")

    def _hear_take(self, take: str) -> None:
        if take != self._heard:
            self._heard = take
            self.take_changed.emit(take)

    @Slot()
    def compare(self) -> None:
        """Switch between mixture and stems."""
        self.listen("mixture" if self.listening == "stems" else "stems")

    @Slot()
    def compare_residual(self) -> None:
        """Hear the residual, or again what was heard before it."""
        self.listen(self._before_residual if self.listening == "residual" else "residual")

    @Slot(str, bool, bool, float, float)
    def set_strip(self, source_id: str, mute: bool, solo: bool, gain_db: float, pan: float) -> None:
        """Mix one stem, in every version."""
        strip = Strip(mute, solo, gain_db, pan)
        self._player.set_strip(source_id, mute=mute, solo=solo, gain_db=gain_db, pan=pan)
        if self._strips.get(source_id, Strip()) != strip:
            self._strips[source_id] = strip
            self.strips_changed.emit()

    # playing

    @Slot()
    def toggle(self) -> None:
        """Play, or stop where it is."""
        if self._playing:
            self.stop()
        elif self._mixture is not None:
            self.play()

    @Slot()
    def play(self) -> None:
        """Play from the playhead; from the start where it stands at the end."""
        if self._is_held:
            return
        if self._timeline.playhead_s >= self._timeline.length_s - 1e-3:
            self.seek(0.0)
        self._player.play()
        self._follow()

    def play_span(self, start_s: float, stop_s: float) -> None:
        """Play once from a time to another."""
        if self._is_held:
            return
        self.seek(start_s)
        self.play()
        self._stop_at_s = stop_s

    @Slot()
    def stop(self) -> None:
        """Stop where it is."""
        self._stop_at_s = None
        self._end_scrub()
        self._player.stop()
        self._follow()

    @Slot(float)
    def seek(self, time_s: float) -> None:
        """Go to a time."""
        if self._mixture is not None:
            self._stop_at_s = None
            sample = self._sample_at(self._mixture, time_s)
            self._player.seek(sample)
            self._timeline.set_playhead(sample / self._mixture.rate)

    @Slot(object)
    def scrub(self, time_s: float | None) -> None:
        """Hear the song at a time while it is searched by hand; None: go on as before, playing or not."""
        if time_s is None or self._mixture is None or self._is_held:
            self._end_scrub()
            return
        if not self._is_scrubbing:
            self._is_scrubbing, self._goes_on = True, self._playing
            self._stop_at_s = None
            self._run_clock(True)
        sample = self._sample_at(self._mixture, time_s)
        self._player.scrub(sample)
        self._timeline.set_playhead(sample / self._mixture.rate)

    def _end_scrub(self) -> None:
        if self._is_scrubbing:
            self._is_scrubbing = False
            self._player.scrub(None)
            if self._goes_on:
                self._player.play()
            self._follow()

    @property
    def sounded_s(self) -> float | None:
        """For how long something beside the song is heard by now; None where nothing is."""
        return self._player.sounded_s()

    def sound(self, pieces: Iterable[Audio]) -> bool:
        """Hear something beside the song, which stops; return whether that is possible."""
        if self._mixture is None or self._is_held:
            return False
        self._stop_at_s = None
        self._end_scrub()
        self._player.sound(pieces)
        self._follow()
        return True

    @Slot()
    def stop_sound(self) -> None:
        """Hear nothing beside the song any more."""
        self._player.sound(None)
        self._follow()

    def close(self) -> None:
        """Stop and give the device back."""
        self._run_clock(False)
        self._mixture = None
        self._player.close()

    @Slot()
    def forgive_dropouts(self) -> None:
        """Count the moments without sound from nought again."""
        self._forgiven = self._player.state().underruns
        self._count_dropouts()

    # the clock

    @staticmethod
    def _sample_at(mixture: Mixture, time_s: float) -> int:
        return min(max(0, round(time_s * mixture.rate)), mixture.length)

    def _run_clock(self, on: bool) -> None:
        if on:
            window = QGuiApplication.focusWindow()
            screen = window.screen() if window is not None else QGuiApplication.primaryScreen()
            rate = min(max(_SLOWEST_HZ, screen.refreshRate()), _FASTEST_HZ)
            self._clock.setInterval(int(1000 / rate))
        for timer in (self._clock, self._count):
            if timer.isActive() != on:
                (timer.start if on else timer.stop)()

    def _follow(self) -> None:
        if self._is_scrubbing:
            return
        playing, sounding = self._player.state().playing, self._player.sounded_s() is not None
        self._run_clock(playing or sounding)
        if not playing:
            self._count_dropouts()
        if not playing and not sounding:
            self.levels_changed.emit(None)
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)
        if sounding != self._is_sounding:
            self._is_sounding = sounding
            self.sound_changed.emit(sounding)

    @Slot()
    def _on_player_changed(self) -> None:
        """The song has ended or the device changed."""
        self.tell_device()
        self._tick()
        self._follow()

    @Slot()
    def _tick(self) -> None:
        if self._mixture is None:
            return
        if not self._is_scrubbing:
            self._timeline.set_playhead(self._player.position() / self._mixture.rate)
            if self._stop_at_s is not None and self._timeline.playhead_s >= self._stop_at_s:
                self.stop()
        if self._playing or self._is_scrubbing or self._is_sounding:
            self.levels_changed.emit(self._player.levels())

    @Slot()
    def _count_dropouts(self) -> None:
        underruns = self._player.state().underruns
        self._forgiven = min(self._forgiven, underruns)  # another song begins at nought
        if underruns - self._forgiven != self._dropouts:
            self._dropouts = underruns - self._forgiven
            self.dropouts_changed.emit(self._dropouts)

    @Slot(float, float, bool)
    def _on_loop(self, in_s: float, out_s: float, on: bool) -> None:
        (was_in_s, was_out_s, was_on), self._loop = self._loop, (in_s, out_s, on)
        if self._mixture is None:
            return
        rate = self._mixture.rate
        self._player.set_loop((round(in_s * rate), round(out_s * rate)) if on else None)
        now_s = self._player.position() / rate
        if on and was_on and self._playing and was_in_s <= now_s < was_out_s and now_s >= out_s:
            # its end was moved over what is heard: the loop goes on, it does not become a way out
            self.seek(in_s)
