"""How well estimates match references: BSS Eval, SI-SDR, leakage, null depth.

Owns which signals are compared, in which windows, and what a silent one means; the projections themselves are
fast_bss_eval's. Memory is bounded: what is too long for it is measured in windows, and that is said. Reads no files.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.audio import Audio, analysis_audio
from core.errors import CoreError
from core.scratch import release

DoubleArray = NDArray[np.float64]
Signal = tuple[NDArray[np.float32], ...]  # what adds up to it, each of shape (samples,)
Span = tuple[int, int]
Progress = Callable[[int, int], None]

PUBLISHED_RATE = 22050
FILTER_TAPS = 512
# 12.7 minutes at the published rate. The library's spectra have a power of two of bins, and take about 2.5 GB
_WHOLE_SAMPLES = 1 << 24
# the library's spectra of every pair of references; about 3 GB
_PAIRED_VALUES = 1 << 26
_FEWEST_SAMPLES = 1 << 16
_BLOCK = 1 << 16
# so little is added to the energy of a reference that references which depend on each other can be told apart; it
# limits ratios to about this many dB
_LOAD = 1e-12
_LIMIT_DB = 120.0
# energies below this are silence: one relative to the loudest reference, one that the library sets
_SILENCE_DB = -120.0
_NO_ENERGY = 1e-12


class EvaluationError(CoreError):
    """What was given cannot be compared."""


@dataclass(frozen=True)
class SourceScore:
    """Measures of one source in dB; None where the measure has no meaning.

    Attributes
    ----------
    name : str
    sdr, sir, sar : float or None
        BSS Eval version 3 (Vincent et al. 2006, computed as in Scheibler 2022) with distortion filters of 512 taps.
    mixture_sdr : float or None
        SDR of the mixture taken as the estimate.
    nsdr : float or None
        ``sdr - mixture_sdr``.
    si_sdr : float or None
        Scale-invariant SDR (Le Roux et al. 2019), without filters.
    leakage_db : float or None
        Energy of the other references in the estimate over that of the estimate.
    """

    name: str
    sdr: float | None
    sir: float | None
    sar: float | None
    mixture_sdr: float | None
    nsdr: float | None
    si_sdr: float | None
    leakage_db: float | None


@dataclass(frozen=True)
class Evaluation:
    """Measures of all sources.

    Attributes
    ----------
    sources : tuple of SourceScore
        In the order of the references.
    rate : int
        Sample rate in Hz at which was measured, on the mean of the channels.
    seconds : float
        Length that was measured.
    null_depth_db : float or None
        Energy of the mixture minus all estimates over that of the mixture, at their own rate and on all channels.
    messages : tuple of str
        What was not measured or was assumed, in words.
    """

    sources: tuple[SourceScore, ...]
    rate: int
    seconds: float
    null_depth_db: float | None
    messages: tuple[str, ...]

    def mean(self, measure: str) -> float | None:
        """Return the mean of a measure, e.g. ``nsdr``, over the sources that have it."""
        values = [value for source in self.sources if (value := getattr(source, measure)) is not None]
        return float(np.mean(values)) if values else None


def evaluate(
    references: Mapping[str, Audio],
    estimates: Mapping[str, Audio],
    mixture: Audio | None = None,
    *,
    rate: int | None = None,
    taps: int = FILTER_TAPS,
    progress: Progress | None = None,
) -> Evaluation:
    """Compare estimates with the references of the same names.

    Parameters
    ----------
    references, estimates : mapping of str to Audio
        Every reference needs its estimate; further estimates (a residual) count for the null depth only. Shorter
        ones are continued with silence.
    mixture : Audio, optional
        Without it the sum of the references, where there are two or more, is the baseline.
    rate : int, optional
        Sample rate in Hz to measure at. By default 22050, at which the published figures were measured, or the lowest
        rate of the references where that is below.
    taps : int
        Length of the distortion filters that BSS Eval allows.
    progress : callable, optional
        Called with samples done and in total; every source counts twice.

    Raises
    ------
    EvaluationError
        Names do not match, there is nothing to compare, or the rate is out of range.
    """
    check_names(references, estimates, rate)
    rate = rate or min(PUBLISHED_RATE, *(audio.rate for audio in references.values()))
    names = list(references)
    messages: list[str] = []
    truths: list[Signal] = [(_mono(references[name], rate),) for name in names]
    found: list[Signal] = [(_mono(estimates[name], rate),) for name in names]
    baseline: Signal = ()
    if mixture is not None:
        baseline = (_mono(mixture, rate),)
    elif len(names) > 1:
        baseline = tuple(itertools.chain(*truths))
        messages.append("no mixture was given: the sum of the references stands in for it")
    length = max(part.size for signal in (*truths, *found, baseline) for part in signal)
    padded = max(length, taps)  # the library takes no shorter ones
    whole, paired = _spans(padded, _WHOLE_SAMPLES), _spans(padded, _longest_paired(len(names)))
    for measures, spans in (("SDR, NSDR and SI-SDR", whole), ("SIR, SAR and leakage", paired)):
        if len(spans) > 1:
            seconds = length / rate / len(spans)
            messages.append(f"the song is long: {measures} are means over {len(spans)} windows of {seconds:.0f} s")
    counted = _Counted(progress, 2 * len(names) * padded)
    with _one_thread():
        alone = np.stack([_score_alone(truths, found, baseline, span, taps, counted) for span in whole])
        together = np.stack([_score_together(truths, found, span, taps, counted) for span in paired])
    scores = [_score(name, alone[:, index], together[:, index]) for index, name in enumerate(names)]
    audible = {index for span in whole for index in _audible(truths, span)}
    for index, score in enumerate(scores):
        if index not in audible:
            messages.append(f"the reference {score.name} is silent: it has no measures")
        elif score.sdr is None:
            messages.append(f"the estimate {score.name} is silent: it has no measures")
    null_depth_db, why_not = _null_depth(mixture, list(estimates.values()))
    if why_not:
        messages.append(why_not)
    return Evaluation(tuple(scores), rate, length / rate, null_depth_db, tuple(messages))


def check_names(references: Mapping[str, Audio], estimates: Mapping[str, Audio], rate: int | None) -> None:
    """Raise EvaluationError where names or rate make a comparison impossible."""
    if not references:
        raise EvaluationError("there is no reference to compare with; give at least one")
    missing = [name for name in references if name not in estimates]
    if missing:
        raise EvaluationError(
            f"the reference {missing[0]} has no estimate; give estimates under the names of the references "
            f"(there are {', '.join(estimates) or 'none'})"
        )
    if rate is not None and not 1000 <= rate <= 768_000:
        raise EvaluationError(f"{rate} Hz is no rate to measure at; use 1000 to 768000")


def _mono(audio: Audio, rate: int) -> NDArray[np.float32]:
    samples: NDArray[np.float32] = analysis_audio(audio, rate).samples[0]
    return samples


def _spans(length: int, longest: int) -> list[Span]:
    """Return equal windows, as few as are not longer than that; each of them as (start, stop)."""
    edges = np.linspace(0, length, max(1, math.ceil(length / longest)) + 1).astype(int).tolist()
    return list(itertools.pairwise(edges))


def _longest_paired(count: int) -> int:
    """Return for how many samples the spectra of all pairs of so many references fit into memory."""
    spectrum = 1 << int(math.log2(_PAIRED_VALUES / count**2))
    return min(_WHOLE_SAMPLES, max(_FEWEST_SAMPLES, spectrum // 2))


class _Counted:
    """Reports samples as they are done."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._done = 0
        self._total = total

    def add(self, samples: int) -> None:
        self._done += samples
        if self._progress is not None:
            self._progress(self._done, self._total)


def _window(signal: Signal, span: Span) -> DoubleArray:
    """Return the samples of a span, silence after the end."""
    start, stop = span
    window = np.zeros(stop - start)
    for part in signal:
        piece = part[start:stop]
        window[: piece.size] += piece
        release(part, start, stop)
    return window


def _energy(samples: DoubleArray) -> float:
    return float(samples @ samples)


def _audible(truths: list[Signal], span: Span) -> list[int]:
    """Return the indices of the references that are not silent there."""
    energies = [_energy(_window(truth, span)) for truth in truths]
    quietest = max(_NO_ENERGY, max(energies) * 10.0 ** (_SILENCE_DB / 10.0))
    return [index for index, energy in enumerate(energies) if energy > quietest]


def _score_alone(
    truths: list[Signal], found: list[Signal], baseline: Signal, span: Span, taps: int, counted: _Counted
) -> DoubleArray:
    """Return SDR, SDR of the baseline and SI-SDR of each source, NaN where there is none; shape (sources, 3)."""
    measures = np.full((len(truths), 3), np.nan)
    audible = _audible(truths, span)
    for index in range(len(truths)):
        if index in audible:
            truth, estimate = _window(truths[index], span), _window(found[index], span)
            if _energy(estimate) > _NO_ENERGY:
                measures[index, ::2] = _sdr(truth, estimate, taps), _sdr(truth, estimate, 1)
                mixed = _window(baseline, span)
                if _energy(mixed) > _NO_ENERGY:
                    measures[index, 1] = _sdr(truth, mixed, taps)
        counted.add(span[1] - span[0])
    return measures


def _sdr(truth: DoubleArray, estimate: DoubleArray, taps: int) -> float:
    import torch
    from fast_bss_eval import sdr_loss

    signals = (torch.from_numpy(samples[np.newaxis]) for samples in (estimate, truth))
    return -float(sdr_loss(*signals, filter_length=taps, clamp_db=_LIMIT_DB, load_diag=_LOAD)[0])


def _score_together(truths: list[Signal], found: list[Signal], span: Span, taps: int, counted: _Counted) -> DoubleArray:
    """Return SIR, SAR and leakage of each source, NaN where there is none; shape (sources, 3)."""
    measures = np.full((len(truths), 3), np.nan)
    audible = _audible(truths, span)
    if audible:
        sir, sar = _sir_sar([truths[index] for index in audible], [found[index] for index in audible], span, taps)
        if len(audible) > 1:
            measures[audible, 0] = sir
            # of the estimate, all references explain 1 / (1 + 1 / SAR); of that, the other ones 1 / (1 + SIR)
            measures[audible, 2] = -10.0 * np.log10((1.0 + 10.0 ** (-sar / 10.0)) * (1.0 + 10.0 ** (sir / 10.0)))
        measures[audible, 1] = sar
        measures[[index for index in audible if _energy(_window(found[index], span)) <= _NO_ENERGY]] = np.nan
    counted.add(len(truths) * (span[1] - span[0]))
    return measures


def _sir_sar(truths: list[Signal], found: list[Signal], span: Span, taps: int) -> tuple[DoubleArray, DoubleArray]:
    import torch
    from fast_bss_eval import bss_eval_sources

    signals = (torch.from_numpy(np.stack([_window(one, span) for one in group])) for group in (truths, found))
    options = {"clamp_db": _LIMIT_DB, "load_diag": _LOAD, "compute_permutation": False}
    _, sir, sar = bss_eval_sources(*signals, filter_length=taps, **options)
    return sir.numpy(), sar.numpy()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch compute on one core: on several, solving many systems at once fails (PyTorch issue 142815)."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _score(name: str, alone: DoubleArray, together: DoubleArray) -> SourceScore:
    """Return the means over the windows, shapes (windows, 3) each as above."""
    return SourceScore(
        name,
        sdr=_mean(alone[:, 0]),
        sir=_mean(together[:, 0]),
        sar=_mean(together[:, 1]),
        mixture_sdr=_mean(alone[:, 1]),
        nsdr=_mean(alone[:, 0] - alone[:, 1]),
        si_sdr=_mean(alone[:, 2]),
        leakage_db=_mean(together[:, 2]),
    )


def _mean(values: DoubleArray) -> float | None:
    """Return the mean of the windows in which reference and estimate sound."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else None


def _null_depth(mixture: Audio | None, estimates: list[Audio]) -> tuple[float | None, str]:
    """Return the energy in dB that the estimates lack of the mixture, or why that has no meaning."""
    if mixture is None:
        return None, ""
    if any((audio.rate, audio.channels) != (mixture.rate, mixture.channels) for audio in estimates):
        return None, "the null depth was not measured: rates or channels of mixture and estimates differ"
    left = energy = 0.0
    for start in range(0, max(audio.length for audio in (mixture, *estimates)), _BLOCK):
        rest = np.zeros((mixture.channels, _BLOCK))
        whole = mixture.samples[:, start : start + _BLOCK]
        rest[:, : whole.shape[1]] = whole
        energy += float(np.einsum("cn,cn->", rest, rest))
        for audio in estimates:
            part = audio.samples[:, start : start + _BLOCK]
            rest[:, : part.shape[1]] -= part
            release(audio.samples, start, start + _BLOCK)
        release(mixture.samples, start, start + _BLOCK)
        left += float(np.einsum("cn,cn->", rest, rest))
    if energy <= 0.0:
        return None, "the null depth was not measured: the mixture is silent"
    return max(-300.0, 10.0 * math.log10(left / energy)) if left > 0.0 else -300.0, ""
