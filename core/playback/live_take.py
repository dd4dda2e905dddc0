"""A song that is split into voice and accompaniment while it is read.

Owns how far ahead of what is heard the splitter is fed, so that both parts lie where they are in the song, and which
places of the song it goes on from. Knows no network: whatever splits is given to it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np

from core.audio import Audio
from core.playback.takes import Take, read_stereo
from core.playback.timeline import FloatArray

LIVE: Final = "live"
VOICE: Final = "live:voice"
ACCOMPANIMENT: Final = "live:accompaniment"

# more than waits for the device, which a moved fader lets be read again
_KEPT_S = 4.0
_PIECE_S = 0.5
_PRE_ROLL_S = 0.1


class Splitter(Protocol):
    """What splits a stream of samples, block by block."""

    @property
    def latency_samples(self) -> int:
        """By how many samples both parts come later than what they are of."""

    def process(self, block: FloatArray, voice: FloatArray, accompaniment: FloatArray) -> None:
        """Take the next samples (frames, channels) and fill both parts, which add up to what came in."""

    def reset(self) -> None:
        """Forget what was heard."""


class _Run:
    """One splitter on its way through the song, and the voice that it found lately."""

    def __init__(self, song: Audio, channels: int, splitter: Splitter) -> None:
        self._song, self._splitter = song, splitter
        self.latency_samples = splitter.latency_samples
        self.pre_roll = self.latency_samples + round(_PRE_ROLL_S * song.rate)
        self._kept: FloatArray = np.zeros((round(_KEPT_S * song.rate), channels), np.float32)
        self._kept_from = self._made = 0
        piece = round(_PIECE_S * song.rate)
        self._parts: FloatArray = np.zeros((2, piece, channels), np.float32)
        self.busy_s, self.samples = 0.0, 0

    def reaches(self, start: int) -> bool:
        """Return whether it can go on to a sample more cheaply than from anew."""
        return self._kept_from <= start <= self._made + self.pre_roll and self._made > self._kept_from

    def jump(self, start: int) -> None:
        """Go to another place of the song; the samples before it let the splitter settle."""
        self._splitter.reset()
        self._kept_from = self._made = start - self.pre_roll - self.latency_samples
        self._make(start)
        self._kept_from = start

    def read(self, start: int, stop: int) -> FloatArray:
        """Return the voice in ``[start, stop)``, (stop - start, channels)."""
        self._make(stop)
        size = len(self._kept)
        begin = start % size
        head = min(stop - start, size - begin)
        return np.concatenate([self._kept[begin : begin + head], self._kept[: stop - start - head]])

    def _make(self, stop: int) -> None:
        """Feed the splitter until the voice is there up to a sample."""
        began = time.thread_time()
        while self._made < stop:
            count = min(stop - self._made, self._parts.shape[1])
            fed = self._made + self.latency_samples
            block = read_stereo(self._song, fed, fed + count)[: self._parts.shape[2]]
            voice, rest = self._parts[:, :count]
            self._splitter.process(np.ascontiguousarray(block.T), voice, rest)
            self._keep(voice)
            self.samples += count
        self.busy_s += time.thread_time() - began

    def _keep(self, voice: FloatArray) -> None:
        size = len(self._kept)
        begin = self._made % size
        head = min(len(voice), size - begin)
        self._kept[begin : begin + head] = voice[:head]
        self._kept[: len(voice) - head] = voice[head:]
        self._made += len(voice)
        self._kept_from = max(self._kept_from, self._made - size)


class LiveSplit:
    """Finds the voice of a song where it is read.

    What is read in order goes on from what was heard before; a jump lets the splitter settle on the samples before it,
    so that nothing is missing there. What was read lately is kept: the same place is the same again.

    Parameters
    ----------
    song : Audio
        More than two channels are folded to two.
    new_splitter : callable
        Returns a splitter for one channel where the song has one, for two otherwise. Two are needed: before the seam
        of a loop both of its ends are read.
    """

    def __init__(self, song: Audio, new_splitter: Callable[[], Splitter]) -> None:
        self.song, self._channels = song, min(2, song.channels)
        self._runs = [_Run(song, self._channels, new_splitter()) for _ in range(2)]
        self._measured = (0.0, 0)

    @property
    def latency_samples(self) -> int:
        """How far ahead of what is heard the song is read."""
        return self._runs[0].latency_samples

    def read(self, start: int, stop: int) -> FloatArray:
        """Return samples ``[start, stop)`` of the voice, (2, stop - start); silence outside the song."""
        voice = np.zeros((2, stop - start), np.float32)
        begin, end = max(0, start), min(stop, self.song.length)
        piece = round(_PIECE_S * self.song.rate)
        for first in range(begin, end, piece):
            last = min(first + piece, end)
            # one channel goes to both sides
            voice[:, first - start : last - start] = self._run_at(first).read(first, last).T
        return voice

    def _run_at(self, start: int) -> _Run:
        run = next((run for run in self._runs if run.reaches(start)), None)
        if run is None:
            run = self._runs[-1]
            run.jump(start)
        if run is not self._runs[0]:
            self._runs.reverse()
        return run

    def take_load(self) -> float | None:
        """Return which share of one core the splitting took since the last call; None where nothing was split."""
        busy_s, samples = sum(run.busy_s for run in self._runs), sum(run.samples for run in self._runs)
        (busy_before_s, samples_before), self._measured = self._measured, (busy_s, samples)
        if samples == samples_before:
            return None
        return (busy_s - busy_before_s) * self.song.rate / (samples - samples_before)


@dataclass(frozen=True, eq=False)
class LiveTake(Take):
    """Voice and accompaniment of a song, found as they are read; together they are the song.

    Attributes
    ----------
    split : LiveSplit
    """

    split: LiveSplit = field(kw_only=True)

    @property
    def names(self) -> tuple[str, ...]:
        """See :class:`Take`."""
        return VOICE, ACCOMPANIMENT

    def read(self, name: str, start: int, stop: int) -> FloatArray:
        """See :class:`Take`."""
        voice = self.split.read(start, stop)
        return voice if name == VOICE else read_stereo(self.split.song, start, stop) - voice

    def sounds_like(self, other: Take) -> bool:
        """See :class:`Take`."""
        return self is other


def live_take(song: Audio, new_splitter: Callable[[], Splitter]) -> LiveTake:
    """Return a take that splits a song where it is listened to; see :class:`LiveSplit`."""
    return LiveTake({}, split=LiveSplit(song, new_splitter))
