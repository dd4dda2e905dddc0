"""Voice and accompaniment while they play: of the open song, or of an input device.

Owns whether something is split live, what and by which network, and what is said of it. The song, its stems and its
project stay as they are; what was heard before is heard again afterwards.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from app.bridge import IoLane, IoTask, Report
from app.controllers.live_input import LiveInput
from app.controllers.playback import PlaybackController
from app.controllers.settings import settings
from app.controllers.sound_output import SoundOutput
from app.i18n import core_words
from app.views.live_menu import SONG, LiveSwitch
from app.views.live_strips import LiveStrips
from core.audio import Mixture
from core.engines.unrolled.weights import default_name, load_network, names
from core.errors import CoreError, PlaybackError
from core.live import LiveSplitter, LiveState
from core.playback import Device, LiveTake, Player, Strip, devices, live_take
from core.playback.portaudio import load

_NETWORK = "live/network"
_TELL_MS = 1000


class LiveController(QObject):
    """The action "Live" and what it does."""

    said = Signal(str, str, bool)  # for the status line: words, or none; details; whether it is trouble
    playing_changed = Signal(bool)  # of an input device
    levels_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        playback: PlaybackController,
        sound: SoundOutput,
        views: tuple[LiveSwitch, LiveStrips],
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback, self._sound = playback, sound
        self._action, self._play_action = actions["live"], actions["play"]
        self._switch, self._strips = views
        self._source = SONG
        remembered = str(settings().value(_NETWORK, ""))
        self._network = remembered if remembered in names() else default_name()
        self._found: tuple[Device, ...] | None = None
        self._trouble = ""
        self._lane = IoLane()
        self._task: IoTask | None = None
        self._take: LiveTake | None = None
        self._load = 0.0
        self._underruns = 0
        self.input = LiveInput(self._lane, playback.player, self)
        self._clock = QTimer(self, interval=_TELL_MS)
        self._clock.timeout.connect(self._tell_song)
        self._action.toggled.connect(self._on_toggled)
        actions["live_source"].triggered.connect(self._switch.open_menu)
        menu = self._switch.menu
        menu.opened.connect(self._on_opened)
        menu.look_requested.connect(self._look_again)
        menu.source_chosen.connect(self._choose_source)
        menu.network_chosen.connect(self._choose_network)
        self._strips.mixed.connect(self._on_mixed)
        playback.live_changed.connect(self._on_live)
        playback.dropouts_changed.connect(self._tell_song)
        sound.changed.connect(self._on_sound)
        self.input.running_changed.connect(self.playing_changed)
        self.input.levels_changed.connect(self.levels_changed)
        self.input.told.connect(self._tell_input)
        self.input.failed.connect(self._on_failed)

    def close(self) -> None:
        """End what is split; before the player ends."""
        self._clock.stop()
        self.input.give_up()
        self._lane.close()
        self.input.close()

    @Slot()
    def toggle_playing(self) -> None:
        """Play or stop: the input device where it is split, otherwise the song."""
        if self._playback.live_from != "device":
            self._playback.toggle()
        elif self.input.is_running:
            self.input.stop()
            self._say_ready()
        else:
            self._start_input()

    # on and off

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if not on:
            self._leave()
        elif self._source != SONG:
            self._playback.hold(True)
            self._mix_all()
            self._say_ready()
        elif self._playback.mixture is not None:
            self._split_song(self._playback.mixture)
        else:
            # there is nothing to split yet: let it be chosen
            self._action.setChecked(False)
            self._switch.open_menu()

    def _leave(self) -> None:
        self._give_up()
        self._clock.stop()
        self._take = None
        self.input.stop()
        self._playback.hold(False)
        self._playback.set_live(None)
        self.said.emit("", "", False)

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _split_song(self, mixture: Mixture) -> None:
        self._give_up()
        self.said.emit(self.tr("Live: loading the network…"), "", False)
        self._task = IoTask(_NewTake(mixture, self._network), self.tr("Loading the network"))
        self._task.finished.connect(self._on_take)
        self._task.failed.connect(self._on_failed_song)
        self._lane.submit(self._task)

    @Slot(object)
    def _on_take(self, take: LiveTake) -> None:
        self._task = None
        if take.split.song is not self._playback.mixture:
            self._action.setChecked(False)
            return
        self._take, self._load = take, 0.0
        self._underruns = self._playback.state().underruns
        self._playback.set_live(take)
        self._mix_all()
        self._clock.start()
        self._tell_song()

    @Slot(object)
    def _on_failed_song(self, error: CoreError) -> None:
        self._action.setChecked(False)
        self.failed.emit(error)

    @Slot(str)
    def _on_live(self, live_from: str) -> None:
        """Another song is open, or a version is to be heard."""
        if not live_from and self._take is not None:
            self._action.setChecked(False)

    # an input device

    def _start_input(self) -> None:
        self.said.emit(self.tr("Live: starting {0}…").format(_name(self._source)), "", False)
        self.input.set_master(self._sound.master_db)
        self.input.start(self._source, self._sound.device, self._network)

    def _say_ready(self) -> None:
        keys = self._play_action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = (
            self.tr("Live from {0}: play ({1}) to hear it split.") if keys else self.tr("Live from {0}: press play.")
        )
        self.said.emit(words.format(_name(self._source), keys), "", False)

    @Slot(object)
    def _on_failed(self, error: CoreError) -> None:
        self._say_ready()
        self.failed.emit(PlaybackError(_sentence(str(error))))

    @Slot()
    def _on_sound(self) -> None:
        self.input.set_master(self._sound.master_db)
        if self.input.is_running and self.input.output != self._sound.device:
            self._start_input()

    # the mix

    @Slot(str, bool, bool, float, float)
    def _on_mixed(self, key: str, mute: bool, solo: bool, gain_db: float, pan: float) -> None:
        self.input.set_strip(key, Strip(mute, solo, gain_db, pan))
        if self._playback.live_from == "song":
            self._playback.player.set_strip(key, mute=mute, solo=solo, gain_db=gain_db, pan=pan)
            if self._playback.listening == "mixture":
                # whoever mixes wants to hear it
                self._playback.listen("stems")

    def _mix_all(self) -> None:
        for key, mute, solo, gain_db, pan in self._strips.mixes():
            self.input.set_strip(key, Strip(mute, solo, gain_db, pan))
            self._playback.player.set_strip(key, mute=mute, solo=solo, gain_db=gain_db, pan=pan)

    # the menu

    @Slot()
    def _on_opened(self) -> None:
        self._show_sources()
        words = {
            "causal": self.tr("Causal network, the best"),
            "nn-rnmf": self.tr("Unrolled robust NMF"),
            "nn-rpca": self.tr("Unrolled robust PCA"),
        }
        self._switch.menu.show_networks([(name, words.get(name, name)) for name in names()], self._network)
        self._list_devices(again=False)

    @Slot()
    def _look_again(self) -> None:
        self._list_devices(again=True)

    def _list_devices(self, again: bool) -> None:
        is_playing = self._playback.is_playing or self.input.is_running
        look = _Look(self._playback.player if again and not is_playing else None)
        task = IoTask(look, self.tr("Looking for input devices"))
        task.finished.connect(self._on_found)
        self._lane.submit(task)

    @Slot(object)
    def _on_found(self, found: tuple[tuple[Device, ...], str]) -> None:
        self._found, reason = found
        self._trouble = _sentence(reason)
        self._show_sources()

    def _show_sources(self) -> None:
        has_song = self._playback.mixture is not None
        self._switch.menu.show_sources(self._found, self._source, has_song, self._trouble)

    @Slot(str)
    def _choose_source(self, source: str) -> None:
        self._switch.menu.hide()
        if self._action.isChecked():
            self._leave()
        self._source = source
        if self._action.isChecked():
            self._on_toggled(True)
        else:
            self._action.setChecked(True)

    @Slot(str)
    def _choose_network(self, name: str) -> None:
        self._network = name
        settings().setValue(_NETWORK, name)
        mixture = self._playback.mixture
        if self.input.is_running:
            self._start_input()
        elif self._playback.live_from == "song" and mixture is not None:
            self._split_song(mixture)

    # what is said

    @Slot()
    def _tell_song(self) -> None:
        if self._take is None:
            return
        split, state = self._take.split, self._playback.state()
        load = split.take_load()
        self._load = self._load if load is None else load
        words = self.tr("Live: in time with the song (its frame of {0} ms is read ahead) · {1} % of one core")
        frame_ms = round(1000 * split.latency_samples / split.song.rate)
        details = self.tr("The device plays {0} ms after it is given the sound.").format(round(1000 * state.latency_s))
        self._say(words.format(frame_ms, _percent(self._load)), details, state.underruns)

    @Slot(object)
    def _tell_input(self, state: LiveState) -> None:
        words = self.tr("Live: {0} ms (frame {1}, device {2}) · {3} % of one core")
        figures = [round(1000 * seconds) for seconds in (state.latency_s, state.frame_s, state.device_s)]
        details = self.tr("From {0} to {1}; the slowest block took {2} % of its time.")
        details = details.format(state.input, state.output, _percent(state.worst_block_share))
        self._say(words.format(*figures, _percent(state.load)), details, state.underruns)

    def _say(self, words: str, details: str, underruns: int) -> None:
        grew, self._underruns = underruns > self._underruns, underruns
        if grew:
            words += " · " + self.tr("the computer is too busy, the sound broke off")
        self.said.emit(words, details, grew)


class _NewTake:
    """Makes what splits a song, on the lane: a network is read and made ready."""

    def __init__(self, mixture: Mixture, network: str) -> None:
        self._mixture, self._network = mixture, network

    def __call__(self, _report: Report) -> LiveTake:
        return live_take(self._mixture, self._new_splitter)

    def _new_splitter(self) -> LiveSplitter:
        return LiveSplitter(load_network(self._network), self._mixture.rate, min(2, self._mixture.channels))


class _Look:
    """Finds the input devices and why there may be none; a player that rests lets new ones be found."""

    def __init__(self, resting: Player | None) -> None:
        self._resting = resting

    def __call__(self, _report: Report) -> tuple[tuple[Device, ...], str]:
        if self._resting is not None:
            self._resting.rest()
        try:
            load()
        except PlaybackError as error:
            return (), str(error)
        return devices("input"), ""


def _name(device: str) -> str:
    return device.rpartition(", ")[0] or device


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _sentence(reason: str) -> str:
    words = core_words(reason)
    return words[:1].upper() + words[1:]
