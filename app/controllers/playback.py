"""Listening: what plays, where, how loud.

Owns the player of the core and the clock that asks it where the song is. Shows nothing.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.bridge import Doorbell
from app.views.timeline import Timeline
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.playback import Player, Take

RESIDUAL_ID = "residual"
MIXTURE_ID = "mixture"
_TAKE = "result"
_TICK_MS = 16

Listening = Literal["mixture", "stems"]


class PlaybackController(QObject):
    """Plays the mixture or the stems."""

    playing_changed = Signal(bool)
    listening_changed = Signal(str)
    levels_changed = Signal(object)  # dict of id -> peak in dB
    device_changed = Signal(bool, str, str)  # works, name, reason

    def __init__(self, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._bell = Doorbell(self)
        self._bell.rung.connect(self._on_player_changed)
        self._player = Player(on_change=self._bell.ring)
        self._mixture: Mixture | None = None
        self._stems: dict[str, Audio] = {}
        self._finished: tuple[tuple[int, int], ...] | None = None
        self.listening: Listening = "mixture"
        self._playing = False
        self._stop_at_s: float | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        timeline.loop_changed.connect(self._on_loop)

    @property
    def is_playing(self) -> bool:
        """Whether the song plays."""
        return self._playing

    @property
    def stem_ids(self) -> frozenset[str]:
        """Ids of the stems that can be heard."""
        return frozenset(self._stems)

    @property
    def silence(self) -> str:
        """Why there is no sound and how to get it; empty where there is, or nobody has tried."""
        return self._player.state().reason

    def tell_device(self) -> None:
        """Signal the state of the sound device."""
        state = self._player.state()
        self.device_changed.emit(state.works, state.device, state.reason)

    def open_song(self, mixture: Mixture) -> None:
        """Play another song from now on."""
        self._mixture, self._stems, self._finished = mixture, {}, None
        self._load()
        self.listen("mixture")

    def close_song(self) -> None:
        """Play nothing from now on."""
        self.stop()
        self._mixture, self._stems, self._finished = None, {}, None
        self.listen("mixture")

    def set_result(self, result: SeparationResult | None, is_preview: bool) -> None:
        """Take other stems; the position stays. Of a preview only what is finished is heard."""
        self._stems = dict(result.stems) | {RESIDUAL_ID: result.residual} if result is not None else {}
        self._finished = result.finished if result is not None and is_preview else None
        self._load()
        if not self._stems:
            self.listen("mixture")

    def audio_of(self, sound_id: str) -> Audio | None:
        """Return the mixture, the residual or a stem."""
        return self._mixture if sound_id == MIXTURE_ID else self._stems.get(sound_id)

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
        if self._timeline.playhead_s >= self._timeline.length_s - 1e-3:
            self.seek(0.0)
        self._player.play()
        self._follow()

    def play_span(self, start_s: float, stop_s: float) -> None:
        """Play once from a time to another."""
        self.seek(start_s)
        self.play()
        self._stop_at_s = stop_s

    @Slot()
    def stop(self) -> None:
        """Stop where it is."""
        self._stop_at_s = None
        self._player.stop()
        self._follow()

    @Slot(float)
    def seek(self, time_s: float) -> None:
        """Go to a time."""
        if self._mixture is not None:
            self._stop_at_s = None
            sample = min(max(0, round(time_s * self._mixture.rate)), self._mixture.length)
            self._player.seek(sample)
            self._timeline.set_playhead(sample / self._mixture.rate)

    @Slot(str)
    def listen(self, what: Listening) -> None:
        """Hear the mixture or the stems; the position stays."""
        self.listening = what if self._stems else "mixture"
        self._player.listen(self.listening, _TAKE)
        self.listening_changed.emit(self.listening)

    @Slot()
    def compare(self) -> None:
        """Switch between mixture and stems."""
        self.listen("mixture" if self.listening == "stems" else "stems")

    @Slot(str, bool, bool, float, float)
    def set_strip(self, source_id: str, mute: bool, solo: bool, gain_db: float, pan: float) -> None:
        """Mix one stem."""
        if source_id in self._stems:
            self._player.set_strip(source_id, mute=mute, solo=solo, gain_db=gain_db, pan=pan)

    def close(self) -> None:
        """Stop and give the device back."""
        self._clock.stop()
        self._mixture = None
        self._player.close()

    def _load(self) -> None:
        if self._mixture is not None:
            takes = {_TAKE: Take(self._stems, self._finished)} if self._stems else {}
            self._player.open(self._mixture, takes)
        self._follow()
        self.tell_device()

    def _follow(self) -> None:
        playing = self._player.state().playing
        (self._clock.start if playing else self._clock.stop)()
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)
            if not playing:
                self.levels_changed.emit({})

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
        self._timeline.set_playhead(self._player.position() / self._mixture.rate)
        if self._stop_at_s is not None and self._timeline.playhead_s >= self._stop_at_s:
            self.stop()
        if self._playing:
            self.levels_changed.emit(dict(self._player.levels().strips))

    @Slot(float, float, bool)
    def _on_loop(self, in_s: float, out_s: float, on: bool) -> None:
        if self._mixture is not None:
            rate = self._mixture.rate
            self._player.set_loop((round(in_s * rate), round(out_s * rate)) if on else None)
