"""How much of the other sources is in a stem where its own source is known to be silent.

Owns that one figure, which needs no true sources: labels are enough. Measures in pieces, so that long songs stay on
the disk.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.annotation.label_matrix import clip_spans, merge_spans
from core.annotation.model import Activity, ActivityState
from core.audio import Audio
from core.scratch import release
from core.stft import FloatArray

_PIECE = 2**18
# of a mixture quieter than this (-120 dB of full scale) nothing is said
_QUIET = 1e-12
LEAST_DB = -120.0


def leakage_db(
    stem: Audio, mixture: Audio, activity: Activity, go_on: Callable[[], bool] | None = None
) -> float | None:
    """Return the energy of a stem where its source is labelled silent, relative to the song there.

    Parameters
    ----------
    stem, mixture : Audio
        Of one rate, length and number of channels.
    activity : Activity
        Of the stem's source, in samples of the song; only its silent spans count.
    go_on : callable, optional
        Asked after every piece; False ends the measuring.

    Returns
    -------
    float or None
        In dB, at least ``LEAST_DB``; 0 where the stem is the whole song. None where nothing is labelled silent, the
        song is silent there, too, or ``go_on`` said no.
    """
    silent = merge_spans((span.start, span.stop) for span in activity.spans if span.state is ActivityState.SILENT)
    leaked = whole = 0.0
    samples = 0
    for first, stop in clip_spans(silent, min(stem.length, mixture.length)).tolist():
        for start in range(first, stop, _PIECE):
            end = min(start + _PIECE, stop)
            leaked += _energy(stem.samples, start, end)
            whole += _energy(mixture.samples, start, end)
            samples += (end - start) * mixture.channels
            if go_on is not None and not go_on():
                return None
    if whole <= samples * _QUIET:
        return None
    return max(LEAST_DB, float(10.0 * np.log10(leaked / whole))) if leaked > 0 else LEAST_DB


def _energy(samples: FloatArray, start: int, stop: int) -> float:
    piece = samples[:, start:stop].astype(np.float64)
    release(samples, start, stop)
    return float(np.einsum("ij,ij->", piece, piece))
