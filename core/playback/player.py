"""What an application plays with: one song, one device, one thread.

Owns the feeder thread and the device, and gives both back on ``close``. Calls return at once; whatever takes time
(loading the sound system, starting a device, mixing) happens in the thread.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from core.audio import Audio
from core.errors import PlaybackError
from core.playback.feeder import Feeder
from core.playback.metering import Levels
from core.playback.mixer import Sources, Take, What
from core.playback.output import NullOutput, Output, open_output
from core.playback.ring import Ring
from core.playback.timeline import Loop

_log = logging.getLogger(__name__)

_POLL_S = 0.02
_IDLE_S = 10.0
_LOOK_S = 3.0
_LONGEST_REST_S = 3.0
# PulseAudio may pause for two seconds after a start or an underflow
_STUCK_S, _SLOW_START_S = 3.0, 5.0


@dataclass(frozen=True)
class PlayerState:
    """What the player is doing.

    Attributes
    ----------
    playing : bool
    position, length : int
        In samples of the song.
    loop : Loop or None
    works : bool
        Whether sound comes out; True as long as nobody has tried.
    device : str
        Name of the device; empty without one and before the first try.
    reason : str
        Why there is no sound and what to do about it; empty when there is.
    rate : int
        Of the device, in Hz; 0 before the first try.
    latency_s : float
        From what goes to the device to what is heard, the user's offset included.
    underruns : int
        How often the device waited for the mixer since the song was opened.
    """

    playing: bool = False
    position: int = 0
    length: int = 0
    loop: Loop | None = None
    works: bool = True
    device: str = ""
    reason: str = ""
    rate: int = 0
    latency_s: float = 0.0
    underruns: int = 0


class Player:
    """Plays a song: its mixture, or its stems through a mixer.

    Parameters
    ----------
    opener : callable, optional
        Gets a rate in Hz and the name of a device or None and returns the output.
    on_change : callable, optional
        Called from the player's thread when the song has ended or the device changed.
    clock : callable, optional
        Seconds that never run back; the one of the output.
    """

    def __init__(
        self,
        opener: Callable[[int, str | None], Output] = open_output,
        on_change: Callable[[], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._opener, self._on_change, self._clock = opener, on_change, clock
        self._feeder: Feeder | None = None
        self._output: Output | None = None
        self._device: str | None = None
        self._what: What = "mixture"
        self._take = ""
        self._match: Mapping[tuple[str, str], float] = {}
        self._master_db = 0.0
        self._offset_s = 0.0
        self._must_open = False
        self._must_rest = False
        self._rested = threading.Event()
        self._look_at = 0.0
        self._taken = (0, 0.0)
        self._patient_until = 0.0
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._closing = False
        self._thread: threading.Thread | None = None

    def open(self, mixture: Audio, takes: Mapping[str, Take] | None = None) -> None:
        """Play this song from now on.

        The same mixture again means other takes (a new result, a preview): position, strips and what is playing stay
        as they are. Another mixture starts stopped at its beginning.

        Parameters
        ----------
        mixture : Audio
        takes : mapping of str to Take, optional
            What the versions of the separation sound like, by a name of the caller's choice.
        """
        with self._lock:
            feeder, sources = self._feeder, Sources(mixture, dict(takes or {}))
            if feeder is not None and feeder.mixer.sources.mixture is mixture:
                feeder.set_sources(sources)
                self._wake.set()
                return
            if feeder is not None:
                feeder.halt()
            ring = self._output.ring if self._output is not None else Ring(mixture.rate)
            self._feeder = Feeder(sources, ring, self._clock)
            self._feeder.transport.offset_s = self._offset_s
            self._feeder.mixer.set_master(self._master_db)
            self._feeder.mixer.set_match(self._match)
            self._feeder.mixer.listen(self._what, self._take)
            # a device that could not do the last song's rate may be able to do this one's
            self._must_open = self._must_open or self._output is None or self._output.rate != mixture.rate
            if self._thread is None:
                self._closing = False
                self._thread = threading.Thread(target=self._work, name="audio-feeder", daemon=True)
                self._thread.start()
        self._wake.set()

    def leave(self) -> None:
        """Let the song go, which may lie in gigabytes of scratch space; the device stays."""
        with self._lock:
            if self._feeder is not None:
                self._feeder.halt()
            self._feeder = None

    def rest(self) -> None:
        """Stop, and give the device back until something is to be played; waits until it is free."""
        with self._lock:
            if self._feeder is not None:
                self._feeder.halt()
            if self._thread is None:
                return
            self._rested.clear()
            self._must_rest = True
        self._wake.set()
        self._rested.wait(_LONGEST_REST_S)

    def play(self) -> None:
        """Play from where it is; from the start where it stands at the end."""
        with self._lock:
            if self._feeder is None:
                return
            self._look_at = 0.0
            self._feeder.play()
        self._wake.set()

    def stop(self) -> None:
        """Stop where it is."""
        with self._lock:
            if self._feeder is not None:
                self._feeder.stop()

    def seek(self, position: int) -> None:
        """Go to a sample of the song, playing or not."""
        with self._lock:
            if self._feeder is not None:
                self._feeder.seek(position)
        self._wake.set()

    def set_loop(self, span: tuple[int, int] | None) -> None:
        """Play samples ``[start, stop)`` again and again; None, or a span without samples, ends that."""
        with self._lock:
            if self._feeder is not None:
                length = self._feeder.transport.length
                start, stop = (min(max(0, sample), length) for sample in span or (0, 0))
                self._feeder.set_loop(Loop(start, stop) if stop > start else None)
        self._wake.set()

    def set_strip(
        self,
        source_id: str,
        *,
        mute: bool | None = None,
        solo: bool | None = None,
        gain_db: float | None = None,
        pan: float | None = None,
    ) -> None:
        """Set what is given of a stem's strip, and leave the rest."""
        given = {"mute": mute, "solo": solo, "gain_db": gain_db, "pan": pan}
        with self._lock:
            if self._feeder is not None:
                mixer = self._feeder.mixer
                changes = {name: value for name, value in given.items() if value is not None}
                mixer.set_strip(source_id, replace(mixer.strip(source_id), **changes))  # type: ignore[arg-type]
                self._mix_anew()

    def listen(self, what: What, take: str = "") -> None:
        """Hear the mixture, or the stems or only the residual of a take; the position stays."""
        with self._lock:
            self._what, self._take = what, take
            if self._feeder is not None:
                self._feeder.mixer.listen(what, take)
                self._mix_anew()

    def set_match(self, gains_db: Mapping[tuple[str, str], float]) -> None:
        """Set the gains in dB that make choices (what, take) equally loud; none for no matching."""
        with self._lock:
            self._match = dict(gains_db)
            if self._feeder is not None:
                self._feeder.mixer.set_match(gains_db)
                self._mix_anew()

    def set_master(self, gain_db: float) -> None:
        """Set how loud everything is."""
        with self._lock:
            self._master_db = gain_db
            if self._feeder is not None:
                self._feeder.mixer.set_master(gain_db)
                self._mix_anew()

    def scrub(self, position: int | None) -> None:
        """Hear the song at a sample while it is searched by hand; None ends that."""
        with self._lock:
            if self._feeder is not None:
                self._feeder.scrub(position)
        self._wake.set()

    def sound(self, pieces: Iterable[Audio] | None) -> None:
        """Hear something beside the song, piece by piece (see :class:`ShortSound`); None ends that.

        The song stops where it is. Without one there is no device, and nothing is heard.
        """
        with self._lock:
            if self._feeder is not None:
                self._look_at = 0.0
                self._feeder.sound(pieces)
        self._wake.set()

    def sounded_s(self) -> float | None:
        """Return for how long something beside the song is heard by now, in seconds; None where nothing is."""
        feeder = self._feeder
        return feeder.sounded_s() if feeder is not None else None

    def set_offset(self, seconds: float) -> None:
        """Say by how much later the sound is heard than the device says; negative is earlier."""
        with self._lock:
            self._offset_s = seconds
            if self._feeder is not None:
                self._feeder.transport.offset_s = seconds

    def set_device(self, name: str | None) -> None:
        """Use another device; None is the system's choice."""
        with self._lock:
            self._device, self._must_open = name, True
        self._wake.set()

    def position(self) -> int:
        """Return the sample of the song that is heard now."""
        feeder = self._feeder
        return feeder.transport.position() if feeder is not None else 0

    def state(self) -> PlayerState:
        """Return what the player is doing."""
        with self._lock:
            state = PlayerState()
            if self._output is not None:
                reason = self._output.reason
                latency_s = self._output.latency_s + self._offset_s
                state = replace(state, works=not reason, device=self._output.name, reason=reason)
                state = replace(state, rate=self._output.rate, latency_s=latency_s)
            if self._feeder is None:
                return state
            transport = self._feeder.transport
            return replace(
                state,
                playing=transport.is_playing,
                position=transport.position(),
                length=transport.length,
                loop=transport.loop,
                underruns=self._feeder.underruns,
            )

    def levels(self) -> Levels:
        """Return how loud it was since the last call."""
        feeder = self._feeder
        return feeder.levels() if feeder is not None else Levels()

    def _mix_anew(self) -> None:
        """Let what was set be heard now, not only behind what waits for the device."""
        if self._feeder is not None:
            self._feeder.refresh()
            self._wake.set()

    def close(self) -> None:
        """Stop, end the thread and give the device back; may be opened again."""
        with self._lock:
            if self._feeder is not None:
                self._feeder.halt()
            self._feeder, self._closing = None, True
            thread, self._thread = self._thread, None
        self._wake.set()
        if thread is not None:
            thread.join()

    # the thread

    def _work(self) -> None:
        while not self._closing:
            if self._must_open:
                self._open_output()
            if self._must_rest:
                self._let_go()
            feeder = self._feeder
            if feeder is not None and feeder.is_active:
                self._keep_running()
                self._look_for_a_device()
                feeder.feed()
                if feeder.end_if_over():
                    self._tell()
                pause: float | None = _POLL_S
            else:
                pause = _IDLE_S if self._output is not None and self._output.is_alive else None
            if not self._wake.wait(pause) and pause == _IDLE_S and self._output is not None:
                self._output.stop()
            self._wake.clear()
        if self._output is not None:
            self._output.close()
            self._output = None

    def _let_go(self) -> None:
        """Free the device unless something plays again by now."""
        self._must_rest = False
        if self._output is not None and (self._feeder is None or not self._feeder.is_active):
            self._output.stop()
        self._rested.set()

    def _open_output(self) -> None:
        """Open the device for the song; the song goes on where it was."""
        with self._lock:
            feeder, before, device = self._feeder, self._output, self._device
            if feeder is None:
                return  # the next song opens it
            self._must_open = False
        if before is not None:
            before.close()
        self._adopt(self._opener(feeder.transport.rate, device))

    def _adopt(self, output: Output) -> None:
        """Play through an output from now on."""
        with self._lock:
            now = self._clock()
            self._output, self._taken = output, (output.ring.taken, now)
            self._patient_until, self._look_at = now + _SLOW_START_S, now + _LOOK_S
            if self._feeder is not None and self._feeder.transport.ring is not output.ring:
                self._feeder.set_ring(output.ring)
        self._tell()

    def _keep_running(self) -> None:
        """Start the output, and go on in silence where the device fails or takes nothing."""
        output, now = self._output, self._clock()
        if output is None:
            return
        if not output.is_alive:
            self._taken, self._patient_until = (output.ring.taken, now), now + _SLOW_START_S
            try:
                output.start()
            except PlaybackError as err:
                self._go_silent(output, str(err))
        elif output.ring.taken != self._taken[0] or not output.ring.available:
            self._taken = (output.ring.taken, now)
        elif now > max(self._taken[1] + _STUCK_S, self._patient_until):
            how = "switch it off and on again, or choose another, and the sound comes by itself"
            self._go_silent(output, f"there is no sound: {output.name} takes none; {how}")

    def _go_silent(self, output: Output, reason: str) -> None:
        _log.warning("%s", reason)
        output.close()
        silent = NullOutput(output.rate, reason)
        silent.start()
        self._adopt(silent)

    def _look_for_a_device(self) -> None:
        """Go on with sound where it has become possible; look every few seconds only, it takes a while."""
        silent, feeder = self._output, self._feeder
        if not isinstance(silent, NullOutput) or not silent.reason or feeder is None or self._clock() < self._look_at:
            return
        self._look_at = self._clock() + _LOOK_S
        output = self._opener(feeder.transport.rate, self._device)
        reason = output.reason
        if not reason:
            try:
                output.start()
            except PlaybackError as err:
                reason = str(err)
        if reason:
            output.close()
            if reason != silent.reason:
                silent.reason = reason
                self._tell()
        else:
            self._adopt(output)
            silent.close()

    def _tell(self) -> None:
        if self._on_change is not None:
            self._on_change()
