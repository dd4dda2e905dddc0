"""Where sounds lie in stereo: spatial covariances and the multichannel Wiener filter.

Owns the local Gaussian model of a stereo song (Duong, Vincent & Gribonval 2010): every part of the song has a variance
in each frame and bin, given, and every group of parts has one 2 x 2 covariance per bin, learnt here by
expectation-maximisation. Works on blocks of frames, so that a song of any length fits. Knows no notes and no files.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from core.stft import ComplexArray

Tensor = torch.Tensor

# a covariance's determinant is kept above this share of the product of its diagonal
_MIN_DETERMINANT = 1e-6
_PIECE_FRAMES = 16


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of the song that sound in a block.

    Attributes
    ----------
    variances : Tensor (parts, frames, bins), float32, >= 0
        Power of every part, both channels' mean.
    groups : sequence of int
        For every part the row of its covariances.
    stems : sequence of int
        For every part the stem that it belongs to; -1 for none.
    """

    variances: Tensor
    groups: list[int]
    stems: list[int]


@dataclass(frozen=True, eq=False)
class _Hermitian:
    """A field of hermitian 2 x 2 matrices: the real diagonal and the upper entry ``re + i im``."""

    first: Tensor
    second: Tensor
    re: Tensor
    im: Tensor

    @staticmethod
    def zeros(*shape: int) -> _Hermitian:
        return _Hermitian(torch.zeros(shape), torch.zeros(shape), torch.zeros(shape), torch.zeros(shape))

    def row(self, index: int) -> _Hermitian:
        return _Hermitian(self.first[index], self.second[index], self.re[index], self.im[index])

    def inverse(self) -> _Hermitian:
        diagonal = self.first * self.second
        determinant = torch.maximum(diagonal - self.re**2 - self.im**2, _MIN_DETERMINANT * diagonal + 1e-30)
        return _Hermitian(
            self.second / determinant, self.first / determinant, -self.re / determinant, -self.im / determinant
        )

    def times(self, x: Tensor) -> Tensor:
        """Return the product with vectors, complex, two first."""
        upper = torch.complex(self.re, self.im)
        return torch.stack([self.first * x[0] + upper * x[1], upper.conj() * x[0] + self.second * x[1]])


class SpatialModel:
    """One 2 x 2 covariance per group and bin, trace two.

    Parameters
    ----------
    groups, bins : int
    noise : float
        Power that every bin has besides the parts, in units of the song's power.
    regularisation : float
        Share of the identity that is mixed into a covariance after each update.
    workers : int
        How many threads may collect at the same time.
    """

    def __init__(self, groups: int, bins: int, noise: float, regularisation: float = 0.02, workers: int = 1) -> None:
        self._covariances = _Hermitian(
            torch.ones(groups, bins), torch.ones(groups, bins), torch.zeros(groups, bins), torch.zeros(groups, bins)
        )
        self._noise = noise
        self._regularisation = regularisation
        self._sums = [_Hermitian.zeros(groups, bins) for _ in range(workers)]
        self._weights = [torch.zeros(groups, bins) for _ in range(workers)]

    def collect(self, mixture: ComplexArray, parts: Parts, worker: int = 0) -> None:
        """Expectation over one block: add up what the next :meth:`update` needs.

        Parameters
        ----------
        mixture : ndarray (2, frames, bins), complex64
        parts : Parts
        worker : int
            Number of the thread that collects.
        """
        if not parts.groups:
            return  # nobody plays here
        sums, weights = self._sums[worker], self._weights[worker]
        x = torch.from_numpy(mixture)
        for piece in _slices(mixture.shape[1]):
            variances = parts.variances[:, piece]
            gain = self._evidence(x[:, piece], variances, parts.groups)
            squared, product = torch.empty_like(variances[0]), torch.empty_like(variances[0])
            for variance, group in zip(variances, parts.groups, strict=True):
                torch.mul(variance, variance, out=squared)
                sums.first[group] += torch.mul(squared, gain.first, out=product).sum(0)
                sums.second[group] += torch.mul(squared, gain.second, out=product).sum(0)
                sums.re[group] += torch.mul(squared, gain.re, out=product).sum(0)
                sums.im[group] += torch.mul(squared, gain.im, out=product).sum(0)
                weights[group] += variance.sum(0)

    def _evidence(self, x: Tensor, variances: Tensor, groups: list[int]) -> _Hermitian:
        """Return y y^H - S^-1 with y = S^-1 x: what is there beyond what the model expects."""
        inverse = self._mixed(variances, groups).inverse()
        y = inverse.times(x)
        cross = y[0] * y[1].conj()
        return _Hermitian(
            y[0].abs().square_().sub_(inverse.first),
            y[1].abs().square_().sub_(inverse.second),
            cross.real - inverse.re,
            cross.imag - inverse.im,
        )

    def update(self) -> None:
        """Maximisation: new covariances from all collected blocks, R <- R + R (sum v^2 Q / sum v) R."""
        old, weight = self._covariances, 1.0 / (_sum_and_clear(self._weights) + 1e-20)
        r01 = torch.complex(old.re, old.im)
        a00 = _sum_and_clear([sums.first for sums in self._sums]) * weight
        a11 = _sum_and_clear([sums.second for sums in self._sums]) * weight
        re, im = _sum_and_clear([sums.re for sums in self._sums]), _sum_and_clear([sums.im for sums in self._sums])
        a01 = torch.complex(re, im) * weight
        b00, b01 = old.first * a00 + r01 * a01.conj(), old.first * a01 + r01 * a11
        b10, b11 = r01.conj() * a00 + old.second * a01.conj(), r01.conj() * a01 + old.second * a11
        first = (old.first + (b00 * old.first + b01 * r01.conj()).real).clamp_min(1e-6)
        second = (old.second + (b10 * r01 + b11 * old.second).real).clamp_min(1e-6)
        upper = r01 + b00 * r01 + b01 * old.second
        half_trace = (first + second) / 2
        first, second, upper = first / half_trace, second / half_trace, upper / half_trace
        upper = upper * (torch.sqrt(first * second) / (upper.abs() + 1e-9)).clamp(max=1.0)
        keep = 1.0 - self._regularisation
        self._covariances = _Hermitian(
            keep * first + self._regularisation,
            keep * second + self._regularisation,
            (keep * upper.real).contiguous(),
            (keep * upper.imag).contiguous(),
        )

    def separate(self, mixture: ComplexArray, parts: Parts, stems: int) -> ComplexArray:
        """Return the stems by the multichannel Wiener filter.

        Parameters
        ----------
        mixture : ndarray (2, frames, bins), complex64
        parts : Parts
        stems : int
            Number of stems.

        Returns
        -------
        ndarray (stems, 2, frames, bins), complex64
        """
        x = torch.from_numpy(mixture)
        separated = np.zeros((stems, *mixture.shape), np.complex64)
        for piece in _slices(mixture.shape[1]):
            variances = parts.variances[:, piece]
            y = self._mixed(variances, parts.groups).inverse().times(x[:, piece])
            for stem in sorted(set(parts.stems) - {-1}):
                covariance = _Hermitian.zeros(*variances.shape[1:])
                for variance, group, owner in zip(variances, parts.groups, parts.stems, strict=True):
                    if owner == stem:
                        self._add(covariance, variance, group)
                separated[stem, :, piece] = covariance.times(y).numpy()
        return separated

    def _mixed(self, variances: Tensor, groups: list[int]) -> _Hermitian:
        """Covariance of the mixture under the model, (frames, bins)."""
        mixed = _Hermitian.zeros(*variances.shape[1:])
        mixed.first.fill_(self._noise)
        mixed.second.fill_(self._noise)
        for variance, group in zip(variances, groups, strict=True):
            self._add(mixed, variance, group)
        return mixed

    def _add(self, total: _Hermitian, variance: Tensor, group: int) -> None:
        covariance = self._covariances.row(group)
        total.first.addcmul_(variance, covariance.first)
        total.second.addcmul_(variance, covariance.second)
        total.re.addcmul_(variance, covariance.re)
        total.im.addcmul_(variance, covariance.im)


def _slices(frames: int) -> list[slice]:
    """Cut a block into pieces whose arrays stay in a core's cache."""
    return [slice(first, min(first + _PIECE_FRAMES, frames)) for first in range(0, frames, _PIECE_FRAMES)]


def _sum_and_clear(parts: list[Tensor]) -> Tensor:
    """Return the sum of tensors and leave them zero."""
    total = sum(parts[1:], parts[0].clone())
    for part in parts:
        part.zero_()
    return total
