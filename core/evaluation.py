"""How well estimates match references: BSS Eval, SI-SDR, leakage, null depth.

Owns the measures. They come from correlations that are summed over blocks, so that a song of any length is measured
as a whole in little memory: no windows, no approximation. Reads no files.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.linalg
from numpy.typing import NDArray

from core.audio import Audio
from core.errors import CoreError
from core.scratch import release

DoubleArray = NDArray[np.float64]
Progress = Callable[[int, int], None]

PUBLISHED_RATE = 22050
FILTER_TAPS = 512
_BLOCK = 1 << 16
# ratios beyond this are rounding: the correlations are sums in float64
_LIMIT_DB = 150.0
_SILENCE_DB = -120.0


class EvaluationError(CoreError):
    """What was given cannot be compared."""


@dataclass(frozen=True)
class SourceScore:
    """Measures of one source in dB; None where the measure has no meaning.

    Attributes
    ----------
    name : str
    sdr, sir, sar : float or None
        BSS Eval version 3 (Vincent et al. 2006) with distortion filters of 512 taps.
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
        Called with samples done and in total.

    Raises
    ------
    EvaluationError
        Names do not match, there is nothing to compare, or the rate is out of range.
    """
    _check(references, estimates, rate)
    rate = rate or min(PUBLISHED_RATE, *(audio.rate for audio in references.values()))
    names = list(references)
    messages: list[str] = []
    candidates: dict[str, tuple[Audio, ...]] = {name: (estimates[name],) for name in names}
    baseline = (mixture,) if mixture is not None else tuple(references.values()) if len(references) > 1 else ()
    if baseline and mixture is None:
        messages.append("no mixture was given: the sum of the references stands in for it")
    columns = [*candidates.values(), *([baseline] if baseline else [])]
    sums = _Correlations(len(names), len(columns), taps)
    sums.add_all([(references[name],) for name in names], columns, rate, progress)
    quietest = _quietest(sums.reference_energy)
    silent = [bool(energy <= quietest) for energy in sums.reference_energy]
    fits = _Projections(sums, [index for index, is_silent in enumerate(silent) if not is_silent])
    scores = []
    for index, name in enumerate(names):
        if silent[index]:
            messages.append(f"the reference {name} is silent: it has no measures")
        elif sums.column_energy[index] <= 0.0:
            messages.append(f"the estimate {name} is silent: it has no measures")
        scores.append(_score(name, index, sums, fits, silent[index], bool(baseline)))
    null_depth_db, why_not = _null_depth(mixture, list(estimates.values()))
    if why_not:
        messages.append(why_not)
    return Evaluation(tuple(scores), rate, sums.length / rate, null_depth_db, tuple(messages))


def _check(references: Mapping[str, Audio], estimates: Mapping[str, Audio], rate: int | None) -> None:
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


def _quietest(energies: DoubleArray) -> float:
    """Return the energy up to which a reference counts as silent."""
    share: float = 10.0 ** (_SILENCE_DB / 10.0)
    return float(np.max(energies, initial=0.0)) * share


def _score(
    name: str, index: int, sums: _Correlations, fits: _Projections, silent: bool, has_baseline: bool
) -> SourceScore:
    total = float(sums.column_energy[index])
    if silent or total <= 0.0:
        return SourceScore(name, None, None, None, None, None, None, None)
    target, everything = fits.alone(index, index), fits.together(index)
    sdr = _ratio_db(target, total - target)
    mixture_sdr = None
    if has_baseline and sums.column_energy[-1] > 0.0:
        mixed = fits.alone(index, -1)
        mixture_sdr = _ratio_db(mixed, float(sums.column_energy[-1]) - mixed)
    several = len(fits.audible) > 1
    scaled = float(sums.cross[index, 0, index]) ** 2 / float(sums.reference_energy[index])
    return SourceScore(
        name,
        sdr=sdr,
        sir=_ratio_db(target, everything - target) if several else None,
        sar=_ratio_db(everything, total - everything),
        mixture_sdr=mixture_sdr,
        nsdr=None if mixture_sdr is None else sdr - mixture_sdr,
        si_sdr=_ratio_db(scaled, total - scaled),
        leakage_db=_ratio_db(everything - target, total) if several else None,
    )


def _ratio_db(signal: float, noise: float) -> float:
    """Return a ratio of energies in dB, within +-150 dB."""
    limit = 10.0 ** (_LIMIT_DB / 10.0)
    ratio = signal / noise if noise > 0.0 else limit
    return 10.0 * math.log10(min(max(ratio, 1.0 / limit), limit))


class _Correlations:
    """Correlations of references with each other and with columns (estimates and baseline), summed over blocks.

    Attributes
    ----------
    auto : ndarray (references, 2 taps - 1, references)
        ``auto[i, taps - 1 + k, j]`` is the sum of ``r_i[n] r_j[n + k]``.
    cross : ndarray (references, taps, columns)
        ``cross[i, k, j]`` is the sum of ``r_i[n] c_j[n + k]``.
    reference_energy, column_energy : ndarray
    length : int
        Samples that were summed.
    """

    def __init__(self, references: int, columns: int, taps: int) -> None:
        self.taps = taps
        self.auto = np.zeros((references, 2 * taps - 1, references))
        self.cross = np.zeros((references, taps, columns))
        self.reference_energy = np.zeros(references)
        self.column_energy = np.zeros(columns)
        self.length = 0

    def add_all(
        self,
        references: list[tuple[Audio, ...]],
        columns: list[tuple[Audio, ...]],
        rate: int,
        progress: Progress | None,
    ) -> None:
        """Sum over signals, each given as the parts that add up to it."""
        streams = [_MonoStream(parts, rate) for parts in (*references, *columns)]
        self.length = max(stream.length for stream in streams)
        count, border = len(references), self.taps - 1
        size = scipy.fft.next_fast_len(_BLOCK + 2 * border, real=True)
        spectra_auto = np.zeros((count, count, size // 2 + 1), np.complex128)
        spectra_cross = np.zeros((count, len(columns), size // 2 + 1), np.complex128)
        # what surrounds the block: its border before, itself, its border after
        window = np.zeros((len(streams), _BLOCK + 2 * border))
        window[:, 2 * border :] = _read_block(streams, _BLOCK)
        for start in range(-border, self.length, _BLOCK):
            middle = window[:, border : border + _BLOCK]
            self.reference_energy += np.einsum("in,in->i", middle[:count], middle[:count])
            self.column_energy += np.einsum("in,in->i", middle[count:], middle[count:])
            of_block = scipy.fft.rfft(middle[:count], size).conj()
            of_window = scipy.fft.rfft(window, size)
            for index in range(count):
                spectra_auto[index] += of_block[index] * of_window[:count]
                spectra_cross[index] += of_block[index] * of_window[count:]
            window[:, : 2 * border] = window[:, _BLOCK:].copy()
            window[:, 2 * border :] = _read_block(streams, _BLOCK)
            if progress is not None:
                progress(min(self.length, max(0, start + _BLOCK)), self.length)
        lags = 2 * self.taps - 1
        self.auto += scipy.fft.irfft(spectra_auto, size)[..., :lags].transpose(0, 2, 1)
        self.cross += scipy.fft.irfft(spectra_cross, size)[..., border:lags].transpose(0, 2, 1)


class _Projections:
    """Energies of the columns' projections onto delayed references (Vincent et al. 2006, section III)."""

    def __init__(self, sums: _Correlations, audible: list[int]) -> None:
        self.audible = audible
        self._sums = sums
        self._place = {index: place for place, index in enumerate(audible)}
        self._alone: dict[int, DoubleArray] = {}
        self._together: DoubleArray | None = None

    def alone(self, reference: int, column: int) -> float:
        """Return the energy of a column's projection onto one reference."""
        sums = self._sums
        if reference not in self._alone:
            first_column = sums.auto[reference, sums.taps - 1 :, reference]
            self._alone[reference] = _solve(scipy.linalg.toeplitz(first_column), sums.cross[reference])
        return float(sums.cross[reference, :, column] @ self._alone[reference][:, column])

    def together(self, column: int) -> float:
        """Return the energy of a column's projection onto all audible references."""
        sums = self._sums
        right = sums.cross[self.audible].reshape(-1, sums.cross.shape[2])
        if self._together is None:
            blocks = [[self._gram(first, second) for second in self.audible] for first in self.audible]
            self._together = _solve(np.block(blocks), right)
        return float(right[:, column] @ self._together[:, column])

    def _gram(self, first: int, second: int) -> DoubleArray:
        """Return the matrix of sums of ``r_first[n - a] r_second[n - b]`` for delays a (rows) and b (columns)."""
        lags = self._sums.auto[first, :, second]
        middle = self._sums.taps - 1
        matrix: DoubleArray = scipy.linalg.toeplitz(lags[middle:], lags[middle::-1])
        return matrix


def _solve(matrix: DoubleArray, right: DoubleArray) -> DoubleArray:
    """Solve a positive semidefinite system; references that depend on each other give the shortest solution."""
    try:
        solution: DoubleArray = scipy.linalg.cho_solve(scipy.linalg.cho_factor(matrix), right)
        if np.all(np.isfinite(solution)):
            return solution
    except np.linalg.LinAlgError:
        pass
    values, vectors = scipy.linalg.eigh(matrix)
    kept = values > values[-1] * 1e-13
    shortest: DoubleArray = vectors[:, kept] @ ((vectors[:, kept].T @ right) / values[kept, np.newaxis])
    return shortest


class _MonoStream:
    """The sum of sounds as one channel at another rate, block by block; silence after its end."""

    def __init__(self, parts: Iterable[Audio], rate: int) -> None:
        self._parts = [_MonoPart(audio, rate) for audio in parts]
        self.length = max(part.length for part in self._parts)

    def read(self, count: int) -> DoubleArray:
        total: DoubleArray = np.sum([part.read(count) for part in self._parts], axis=0)
        return total


class _MonoPart:
    def __init__(self, audio: Audio, rate: int) -> None:
        self._audio = audio
        self._at = 0
        self._ready = np.zeros(0)
        self._resampler: Any = None
        self.length = math.ceil(audio.length * rate / audio.rate)
        self._left = self.length
        if rate != audio.rate:
            import soxr  # type: ignore[import-untyped,unused-ignore]

            self._resampler = soxr.ResampleStream(audio.rate, rate, 1, dtype="float64", quality="HQ")

    def read(self, count: int) -> DoubleArray:
        while self._ready.size < min(count, self._left) and self._at <= self._audio.length:
            self._ready = np.concatenate([self._ready, self._next()])
        block = np.zeros(count)
        given = min(count, self._left, self._ready.size)
        block[:given] = self._ready[:given]
        self._ready = self._ready[given:]
        self._left -= given
        return block

    def _next(self) -> DoubleArray:
        start, stop = self._at, self._at + _BLOCK
        samples = self._audio.samples
        part = samples[:, start:stop].astype(np.float64)
        block: DoubleArray = part.sum(axis=0) / len(part)
        release(samples, start, stop)
        self._at = stop
        if self._resampler is None:
            return block
        resampled: DoubleArray = self._resampler.resample_chunk(block, last=stop > samples.shape[1])
        return resampled


def _read_block(streams: list[_MonoStream], count: int) -> DoubleArray:
    stacked: DoubleArray = np.stack([stream.read(count) for stream in streams])
    return stacked


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
