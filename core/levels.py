"""How loud one sound is beside another.

Owns that one figure. Measures in pieces, so that long songs stay on the disk.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.audio import Audio
from core.scratch import release

_PIECE = 2**18
# of a song quieter than this (-120 dB of full scale) nothing is said
_QUIET = 1e-12
LEAST_DB = -200.0


def relative_level_db(part: Audio, whole: Audio, go_on: Callable[[float], bool] | None = None) -> float | None:
    """Return the energy of a sound relative to that of another, e.g. of the residual to the song.

    Parameters
    ----------
    part, whole : Audio
        Of one rate, length and number of channels.
    go_on : callable, optional
        Called after every piece with the share that is done, 0 to 1; False ends the measuring.

    Returns
    -------
    float or None
        In dB, at least ``LEAST_DB``. None where the whole is silent, or ``go_on`` said no.
    """
    energies = np.zeros(2)
    length = min(part.length, whole.length)
    for start in range(0, length, _PIECE):
        stop = min(start + _PIECE, length)
        for place, audio in enumerate((part, whole)):
            piece = audio.samples[:, start:stop].astype(np.float64)
            release(audio.samples, start, stop)
            energies[place] += np.einsum("ij,ij->", piece, piece)
        if go_on is not None and not go_on(stop / length):
            return None
    if energies[1] <= length * whole.channels * _QUIET:
        return None
    return max(LEAST_DB, float(10.0 * np.log10(energies[0] / energies[1]))) if energies[0] > 0 else LEAST_DB
