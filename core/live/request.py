"""What is asked of a live split, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.playback.layers import Strip
from core.playback.metering import Levels


@dataclass(frozen=True)
class LiveRequest:
    """What is to be split, and where it goes.

    Attributes
    ----------
    input : Path, str or None
        A file, a device by its name, or the system's device.
    output : Path, str or None
        The same for what is heard: both parts through their faders.
    stems : Path or None
        Folder that gets ``voice.wav`` and ``accompaniment.wav``, before the faders.
    is_heard : bool
        False where only the stems are wanted.
    network : str
        Name of a network that ships; empty for the best.
    strips : mapping of str to Strip
        "voice" and "accompaniment", from the beginning.
    seconds : float or None
        How much of the input is split; None for all of it.
    overwrite : bool
        Whether files are replaced.
    """

    input: Path | str | None
    output: Path | str | None = None
    stems: Path | None = None
    is_heard: bool = True
    network: str = ""
    strips: Mapping[str, Strip] = field(default_factory=dict)
    seconds: float | None = None
    overwrite: bool = False


@dataclass(frozen=True)
class LiveState:
    """What a session is doing.

    Attributes
    ----------
    running, ended : bool
        Neither is true before the start.
    reason : str
        Why it ended before its end; empty where nothing went wrong.
    input, output : str
        Names of the device or file.
    rate, channels : int
        Of what is split.
    position_s : float
        How much has been split.
    length_s : float or None
        How much there is; None where nobody knows.
    frame_s : float
        What the split takes: a frame, and what the network waits for.
    device_s : float
        What devices and the rings before them take, as measured; 0 between files.
    load : float
        Share of one core, over the last seconds; ``mean_load`` over everything.
    worst_block_s, worst_block_share : float
        The longest time for a block, and the largest share of a block's own duration.
    underruns : int
        How often the output waited in vain, or the input lost something.
    corrections : int
        Samples that were dropped or put in because two devices have two clocks.
    wrong_samples : int
        How many samples of the input were no numbers.
    levels : Levels
        Behind the faders, since they were asked for last; ``true_peak_db`` is that of the samples.
    """

    running: bool = False
    ended: bool = False
    reason: str = ""
    input: str = ""
    output: str = ""
    rate: int = 0
    channels: int = 0
    position_s: float = 0.0
    length_s: float | None = None
    frame_s: float = 0.0
    device_s: float = 0.0
    load: float = 0.0
    mean_load: float = 0.0
    worst_block_s: float = 0.0
    worst_block_share: float = 0.0
    underruns: int = 0
    corrections: int = 0
    wrong_samples: int = 0
    levels: Levels = field(default_factory=Levels)

    @property
    def latency_s(self) -> float:
        """From what comes in to what is heard."""
        return self.frame_s + self.device_s
