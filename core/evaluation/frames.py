"""BSS Eval version 4, second by second.

Owns which signals go into museval, in which pieces, and what is said where museval is missing; the measures are
museval's. Memory is bounded: a song too long for it is measured in pieces with filters of their own, and that is said.
"""

from __future__ import annotations

import itertools
import math
import types
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.audio import Audio, analysis_audio, resample
from core.evaluation.whole import FILTER_TAPS, EvaluationError, Progress, check_names
from core.scratch import release

DoubleArray = NDArray[np.float64]

MEASURES = ("sdr", "isr", "sir", "sar")
# what museval takes for a value of a reference
_BYTES_OF_A_VALUE = 56
_MEMORY_BYTES = 4e9
_MISSING = (
    "BSS Eval version 4 needs the package museval and the program ffmpeg; install both "
    "(pip install museval; on Debian or Ubuntu: apt install ffmpeg), or leave it out"
)


@dataclass(frozen=True, eq=False)
class FrameScores:
    """Measures of one source in dB, each of shape (frames,); NaN where some source or estimate is silent.

    Attributes
    ----------
    name : str
    sdr, isr, sir, sar : ndarray
        Vincent et al. 2012 as published with SiSEC 2018 (Stöter et al.): one filter of 512 taps for the whole song,
        measured on all channels.
    """

    name: str
    sdr: DoubleArray
    isr: DoubleArray
    sir: DoubleArray
    sar: DoubleArray

    def median(self, measure: str) -> float | None:
        """Return the median over the frames, which is what is published; None where every frame is silent."""
        values = getattr(self, measure)
        known = values[np.isfinite(values)]
        return float(np.median(known)) if known.size else None


@dataclass(frozen=True, eq=False)
class FrameEvaluation:
    """Measures of all sources over time.

    Attributes
    ----------
    sources : tuple of FrameScores
        In the order of the references.
    times_s : ndarray (frames,)
        Where the frames begin.
    window_s : float
        How long they are.
    rate : int
        Sample rate in Hz at which was measured.
    messages : tuple of str
        What was assumed, in words.
    """

    sources: tuple[FrameScores, ...]
    times_s: DoubleArray
    window_s: float
    rate: int
    messages: tuple[str, ...] = ()


def evaluate_frames(
    references: Mapping[str, Audio],
    estimates: Mapping[str, Audio],
    *,
    window_s: float = 1.0,
    rate: int | None = None,
    progress: Progress | None = None,
) -> FrameEvaluation:
    """Compare estimates with the references of the same names, frame by frame.

    Parameters
    ----------
    references, estimates : mapping of str to Audio
        Every reference needs its estimate. Estimates are cut or continued with silence to the length of the longest
        reference; where some have one channel and others more, all are mixed to one.
    window_s : float
        Length of a frame in seconds, 0.1 to 60; frames follow each other without overlap.
    rate : int, optional
        Sample rate in Hz to measure at; the lowest of the references by default.
    progress : callable, optional
        Called with samples done and in total, after each piece.

    Returns
    -------
    FrameEvaluation

    Raises
    ------
    EvaluationError
        Names do not match, there is nothing to compare, the rate or the window is out of range, or museval or ffmpeg
        is missing.
    """
    check_names(references, estimates, rate)
    if not 0.1 <= window_s <= 60.0:
        raise EvaluationError(f"a window of {window_s:g} s cannot be used; use 0.1 to 60 s")
    museval = _museval()
    rate = rate or min(audio.rate for audio in references.values())
    channels = {audio.channels for audio in (*references.values(), *(estimates[name] for name in references))}
    one_channel = len(channels) > 1 or 1 in channels
    truths = [_at(references[name], rate, one_channel) for name in references]
    found = [_at(estimates[name], rate, one_channel) for name in references]
    messages = ["some files have one channel and others more: all were mixed to one"] if len(channels) > 1 else []
    frame = round(window_s * rate)
    audible = [index for index, audio in enumerate(truths) if audio.samples.any()]
    answered = [index for index in audible if found[index].samples.any()]
    # museval refuses silence; what a silent estimate would get is not looked at, so that any other will do
    found = [found[index] if index in answered else truths[index] for index in range(len(truths))]
    if audible:
        pieces = _in_pieces(museval, [truths[i] for i in audible], [found[i] for i in audible], frame, progress)
        if len(pieces) > 1:
            messages.append(f"the song is long: it was measured in {len(pieces)} pieces with filters of their own")
        measured = np.concatenate(pieces, axis=2)
    else:
        measured = np.zeros((len(MEASURES), 0, max(1, max(audio.length for audio in truths) // frame)))
    measures = np.full((len(MEASURES), len(truths), measured.shape[2]), np.nan)
    measures[:, audible] = measured
    measures[:, [index for index in audible if index not in answered]] = np.nan
    for index, name in enumerate(references):
        if index not in audible:
            messages.append(f"the reference {name} is silent: it has no measures")
        elif index not in answered:
            messages.append(f"the estimate {name} is silent: it has no measures")
    sources = tuple(FrameScores(name, *measures[:, index]) for index, name in enumerate(references))
    times_s = np.arange(measures.shape[2], dtype=np.float64) * (frame / rate)
    return FrameEvaluation(sources, times_s, window_s, rate, tuple(messages))


def _in_pieces(
    museval: types.ModuleType, truths: list[Audio], found: list[Audio], frame: int, progress: Progress | None
) -> list[DoubleArray]:
    """Return the measures of as few pieces as fit into memory, each (measures, sources, frames)."""
    length = max(audio.length for audio in truths)
    parts = []
    for start, stop in itertools.pairwise(_pieces(length, frame, len(truths) * truths[0].channels)):
        parts.append(_measured(museval, truths, found, (start, stop), frame))
        if progress is not None:
            progress(stop, length)
    return parts


def _museval() -> types.ModuleType:
    try:
        import museval
    except (ImportError, RuntimeError) as error:  # the latter without ffmpeg
        raise EvaluationError(_MISSING) from error
    module: types.ModuleType = museval
    return module


def _at(audio: Audio, rate: int, one_channel: bool) -> Audio:
    return analysis_audio(audio, rate) if one_channel else resample(audio, rate)


def _pieces(length: int, frame: int, signals: int) -> list[int]:
    """Return the edges of as few pieces as fit into memory, at edges of frames."""
    longest = max(1, int(_MEMORY_BYTES / (_BYTES_OF_A_VALUE * signals)) // frame)
    frames = max(1, math.ceil(length / frame))
    count = math.ceil(frames / longest)
    return [min(length, round(index * frames / count) * frame) for index in range(count)] + [length]


def _measured(
    museval: types.ModuleType, truths: list[Audio], found: list[Audio], span: tuple[int, int], frame: int
) -> DoubleArray:
    """Return the measures of a piece, (measures, sources, frames); the last frame is whole or left out by museval."""
    true, estimated = (np.stack([_window(audio, span) for audio in group]) for group in (truths, found))
    length = true.shape[1]
    window = min(frame, length)
    if not all(signal.any() for signal in (*true, *estimated)):
        # museval refuses them, but gives no measures to any frame in which somebody is silent
        return np.full((len(MEASURES), len(truths), (length - window) // frame + 1), np.nan)
    with np.errstate(all="ignore"):
        sdr, isr, sir, sar, _ = museval.metrics.bss_eval(
            true, estimated, window=window, hop=frame, filters_len=FILTER_TAPS
        )
    if len(truths) == 1:
        sir = np.full_like(sir, np.nan)  # there is nobody to interfere
    measures: DoubleArray = np.stack([sdr, isr, sir, sar]).astype(np.float64)
    return measures


def _window(audio: Audio, span: tuple[int, int]) -> DoubleArray:
    """Return the samples of a span as (samples, channels), silence after the end."""
    start, stop = span
    window = np.zeros((stop - start, audio.channels))
    piece = audio.samples[:, start:stop]
    window[: piece.shape[1]] = piece.T
    release(audio.samples, start, stop)
    return window
