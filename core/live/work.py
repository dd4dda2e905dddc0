"""Blocks from an input through the splitter to the outputs.

Owns the order of things in the thread that splits. It takes what waits in the input's ring and fills the output's;
callbacks of devices run in C beside it and never wait for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np

from core.audio_reading import Report
from core.engines.unrolled.streaming import MaskNetwork
from core.errors import CoreError
from core.live.devices import DeviceOutput
from core.live.gains import STRIPS, LiveGains
from core.live.inputs import FileInput, LiveInput
from core.live.load import Load
from core.live.opening import device_input, device_output, device_pair
from core.live.outputs import FileOutput, LiveOutput, NoOutput
from core.live.recording import Recording
from core.live.request import LiveRequest, LiveState
from core.live.splitter import LiveSplitter
from core.playback.layers import Strip

_BLOCK = 512
_WARM_UP_S = 0.3
_PAUSE_S, _LONG_PAUSE_S = 0.002, 0.01
_LATENCY_WEIGHT = 0.02
_LAST_WORD_S = 1.0


class Work:
    """What the thread does, and everything that is open meanwhile."""

    def __init__(
        self, request: LiveRequest, strips: Mapping[str, Strip], network: MaskNetwork, report: Report | None
    ) -> None:
        self._output: LiveOutput = NoOutput()
        self._stems: dict[str, FileOutput] = {}
        self._input, device = _opened_input(request, report)
        try:
            rate, channels = self._input.rate, self._input.channels
            self._splitter = LiveSplitter(network, rate, channels)
            heard_channels = channels if isinstance(request.output, Path) else max(2, channels)
            self.gains = LiveGains(rate, channels, heard_channels, strips)
            self._load = Load(rate)
            self._late = self._splitter.latency_samples
            self._left = None if request.seconds is None else round(request.seconds * rate)
            self._block, self._voice, self._accompaniment = (np.zeros((_BLOCK, channels), np.float32) for _ in range(3))
            self._heard = np.zeros((_BLOCK, heard_channels), np.float32)
            self._latency_s = self._device_s = 0.0
            self._split = 0
            self._open_outputs(request, device, heard_channels)
            self._warm_up()
            self._input.start()
            self._output.start()
        except BaseException:
            self._discard()
            raise

    def _open_outputs(self, request: LiveRequest, device: DeviceOutput | None, heard_channels: int) -> None:
        rate = self._input.rate
        if request.stems is not None:
            for name in STRIPS:
                path = request.stems / f"{name}.wav"
                recording = Recording(path, rate, self._input.channels, request.overwrite)
                self._stems[name] = FileOutput(recording, self._late)
        if not request.is_heard:
            return
        if isinstance(request.output, Path):
            recording = Recording(request.output, rate, heard_channels, request.overwrite)
            self._output = FileOutput(recording, self._late)
        else:
            self._output = device or device_output(request.output, rate, heard_channels, _BLOCK)

    def _warm_up(self) -> None:
        """Meet page faults and first calls before there is sound; in silence networks do nothing."""
        self._block[:] = 0.1 * np.random.default_rng(0).standard_normal(self._block.shape)
        for _ in range(round(_WARM_UP_S * self._input.rate / _BLOCK)):
            self._splitter.process(self._block, self._voice, self._accompaniment)
            self.gains.mix(self._voice, self._accompaniment, self._heard)
        self._splitter.reset()
        self.gains.levels()

    def run(self, stopping: threading.Event) -> str:
        """Split until the end; return why it came before its time."""
        pause_s = _PAUSE_S if self._input.is_live else _LONG_PAUSE_S
        while not stopping.is_set() and self._left != 0:
            is_over = self._input.is_over
            if not self._turn() and not is_over:
                stopping.wait(pause_s)
            self._tend()
            if is_over or self._output.reason:
                break
        if stopping.is_set() and self._output.is_live:
            self._fade_out()
        else:
            self._bring_out()
        return self._input.reason or self._output.reason

    def _turn(self) -> bool:
        """Split the next block; False where there is none, or no room for it."""
        most = min(_BLOCK, self._output.room, self._input.waiting)
        if self._left is not None:
            most = min(most, self._left)
        count = self._input.read(self._block[:most]) if most > 0 else 0
        if count:
            self._handle(count)
            self._split += count
            if self._left is not None:
                self._left -= count
        return count > 0

    def _handle(self, count: int) -> None:
        block, voice, accompaniment = self._block[:count], self._voice[:count], self._accompaniment[:count]
        heard = self._heard[:count]
        self._load.begin()
        self._splitter.process(block, voice, accompaniment)
        self.gains.mix(voice, accompaniment, heard)
        self._load.end(count, _BLOCK if not self._input.is_live else 0)
        self._output.write(heard)
        for output, part in zip(self._stems.values(), (voice, accompaniment), strict=False):
            output.write(part)

    def _tend(self) -> None:
        waiting = self._input.waiting if self._input.is_live else 0
        self._output.tend(waiting)
        if self._input.is_live or self._output.is_live:
            rate = self._output.rate if isinstance(self._output, DeviceOutput) else self._input.rate
            device_s = self._input.latency_s + waiting / self._input.rate
            device_s += self._output.latency_s + self._output.waiting / rate
            self._device_s += (device_s - self._device_s) * (_LATENCY_WEIGHT if self._device_s else 1.0)

    def _bring_out(self) -> None:
        """Let the rest of the split come out, and be heard."""
        self._block.fill(0.0)
        left = self._late
        until = time.monotonic() + _LAST_WORD_S + self._late / self._input.rate
        while left and not self._output.reason and time.monotonic() < until:
            count = min(_BLOCK, left, self._output.room)
            if count > 0:
                self._handle(count)
                left -= count
            else:
                time.sleep(_PAUSE_S)
            self._tend()
        self._drain()

    def _fade_out(self) -> None:
        """End what is heard without a click."""
        self.gains.fade_out()
        until, left = self._split + self.gains.ramp_samples, time.monotonic() + _LAST_WORD_S
        while self._split < until and time.monotonic() < left and not self._input.is_over:
            if not self._turn():
                time.sleep(_PAUSE_S)
            self._tend()
        self._flush_stems()
        self._drain()

    def _flush_stems(self) -> None:
        """Record the rest of the split."""
        if self._stems:
            output, self._output = self._output, NoOutput()
            self._bring_out()
            self._output = output

    def _drain(self) -> None:
        """Wait until the device has played what waits."""
        self._output.end()
        until = time.monotonic() + _LAST_WORD_S
        while self._output.waiting and time.monotonic() < until and not self._output.reason:
            self._output.tend(0)
            time.sleep(_PAUSE_S)
        if self._output.is_live:
            time.sleep(min(_LAST_WORD_S, self._output.latency_s))

    def state(self) -> LiveState:
        """Return what can be told from another thread."""
        load, drift = self._load, getattr(self._output, "drift", None)
        length = self._input.length / self._input.rate if isinstance(self._input, FileInput) else None
        return LiveState(
            input=self._input.name,
            output=self._output.name,
            rate=self._input.rate,
            channels=self._input.channels,
            position_s=self._split / self._input.rate,
            length_s=length,
            frame_s=self._late / self._input.rate,
            device_s=self._device_s,
            load=load.share,
            mean_load=load.mean_share,
            worst_block_s=load.worst_s,
            worst_block_share=load.worst_share,
            underruns=self._output.underruns + self._input.lost,
            corrections=drift.corrections if drift is not None else 0,
            wrong_samples=self._splitter.wrong_samples,
            levels=self.gains.levels(),
        )

    def close(self) -> None:
        """Give the devices back and finish the files; raises the first error, after all was tried."""
        errors: list[CoreError] = []
        ends: list[LiveOutput | LiveInput] = [self._output, *self._stems.values(), self._input]
        for end in ends:
            try:
                end.close()
            except CoreError as err:
                errors.append(err)
        if errors:
            raise errors[0]

    def _discard(self) -> None:
        """Leave nothing behind of a session that did not begin."""
        outputs: list[LiveOutput] = [self._output, *self._stems.values()]
        for output in outputs:
            if isinstance(output, FileOutput):
                output.discard()
            else:
                output.close()
        with suppress(CoreError):
            self._input.close()


def _opened_input(request: LiveRequest, report: Report | None) -> tuple[LiveInput, DeviceOutput | None]:
    """Return the input, and the device that is heard where both are devices."""
    if isinstance(request.input, Path):
        return FileInput(request.input, report), None
    if request.is_heard and not isinstance(request.output, Path):
        return device_pair(request.input, request.output, _BLOCK)
    return device_input(request.input), None
