"""The MIR-1K clips of shared/data as the paper uses them, and the measures of its Table 1.

Owns the mixing at 0 dB and the global figures (Sprechmann, Bronstein & Sapiro 2012, section 4). Separates nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import fast_bss_eval
import numpy as np
import soundfile
import torch
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

RATE = 16000
WINDOW = 1024
HOP = 256
TAPS = 512


@dataclass(frozen=True, eq=False)
class Clip:
    """A clip whose voice and accompaniment have the same energy.

    Attributes
    ----------
    name : str
        Singer, song, part: ``abjones_1_01``.
    voice, accompaniment : ndarray (samples,), float32
    """

    name: str
    voice: FloatArray
    accompaniment: FloatArray

    @property
    def mixture(self) -> FloatArray:
        """Their sum, shape (samples,)."""
        return self.voice + self.accompaniment

    @property
    def singer(self) -> str:
        """Who sings."""
        return self.name.split("_")[0]


def clips(folder: Path, at_0_db: bool = True, every: int = 1) -> list[Clip]:
    """Return the clips of a folder (left channel accompaniment, right voice), every n-th of them.

    The louder channel is turned down to the energy of the other where ``at_0_db``; otherwise both are as recorded.
    """
    found = []
    for path in sorted(folder.glob("*.flac"))[::every]:
        samples, rate = soundfile.read(path, dtype="float32")
        if rate != RATE:
            raise ValueError(f"{path.name}: {rate} Hz, not {RATE}")
        accompaniment, voice = np.ascontiguousarray(samples.T)
        if at_0_db:
            levels = [float(np.sqrt(np.mean(np.square(part, dtype=np.float64)))) for part in (voice, accompaniment)]
            voice, accompaniment = (
                part * np.float32(min(levels) / max(level, 1e-12))
                for part, level in zip((voice, accompaniment), levels, strict=True)
            )
        found.append(Clip(path.stem, voice, accompaniment))
    return found


@dataclass(frozen=True)
class Figures:
    """Means over clips, weighted by their length, in dB: GNSDR, GSNR, GSAR, GSIR of the voice."""

    gnsdr: float
    gsnr: float
    gsar: float
    gsir: float

    def row(self) -> str:
        """Return the four as columns."""
        return "  ".join(f"{value:6.2f}" for value in (self.gnsdr, self.gsnr, self.gsar, self.gsir))


def figures(measured: Sequence[Sequence[float]], lengths: Sequence[int]) -> Figures:
    """Return the means of the rows of :func:`measure`, weighted by the clips' lengths."""
    return Figures(*np.average(np.asarray(measured), axis=0, weights=np.asarray(lengths, float)).tolist())


def measure(clip: Clip, voice: FloatArray, baseline_sdr: float | None = None) -> tuple[float, float, float, float]:
    """Return NSDR, SNR, SAR and SIR of an estimated voice in dB (BSS Eval 3, 512 taps).

    The accompaniment's estimate is what remains of the mixture. ``baseline_sdr`` is that of :func:`mixture_sdr`, where
    it is known.
    """
    sdr, sir, sar = _ratios(clip, voice)
    baseline = mixture_sdr(clip) if baseline_sdr is None else baseline_sdr
    error = np.square(clip.voice - voice, dtype=np.float64).sum()
    snr = 10 * np.log10(np.square(clip.voice, dtype=np.float64).sum() / max(error, 1e-20))
    return sdr - baseline, float(snr), sar, sir


def mixture_sdr(clip: Clip) -> float:
    """Return the SDR of the mixture taken as the voice, in dB."""
    return _ratios(clip, clip.mixture)[0]


def _ratios(clip: Clip, voice: FloatArray) -> tuple[float, float, float]:
    # more threads have been seen to fail inside the library's solver
    torch.set_num_threads(1)
    references = torch.from_numpy(np.stack([clip.voice, clip.accompaniment]).astype(np.float64))
    estimates = torch.from_numpy(np.stack([voice, clip.mixture - voice]).astype(np.float64))
    # a silent estimate has no ratios: as good as silence
    estimates += 1e-9 * references.flip(0)
    ratios = fast_bss_eval.bss_eval_sources(references, estimates, filter_length=TAPS, compute_permutation=False)
    return tuple(float(values[0]) for values in ratios[:3])  # type: ignore[return-value]
