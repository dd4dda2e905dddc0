"""Components cut into bands of partials.

Owns which bins of a component belong to which of its bands, and factors in which every band has an activation of its
own. A component stands for one spectrum that only gets louder and softer; its partials fade at different speeds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.annotation.label_matrix import LabelMatrix
from core.engines.score_informed.model import Setup
from core.factorization import Activations, ActivePattern, Factors

FloatArray = NDArray[np.float32]

# first partials of the bands
_FIRST_PARTIALS = (1, 2, 3, 4, 6, 9)
# where there is no pitch, bands are cut as if it were this
_UNPITCHED_HZ = 250.0
# what lies higher is left as it is
_HIGHEST_HZ = 5000.0
BANDS = len(_FIRST_PARTIALS)


@dataclass(frozen=True, eq=False)
class BandLayout:
    """The bands of the components of a song.

    Attributes
    ----------
    bins : int
        Of the lower part of the spectrum, in which there are bands.
    band_of : ndarray (components, bins), int8
        Band of every bin, 0 to ``BANDS`` - 1.
    pitch : ndarray (components,), float32
        MIDI pitch; 60 where there is none.
    """

    bins: int
    band_of: NDArray[np.int8]
    pitch: FloatArray


def band_layout(setup: Setup) -> BandLayout:
    """Return the bands of a song's components."""
    frequencies = setup.params.frequencies_hz()
    bins = max(1, int(np.searchsorted(frequencies, _HIGHEST_HZ)))
    pitches = [component.pitch for component in setup.labels.components]
    known = np.array([np.nan if pitch is None else pitch for pitch in pitches], np.float64)
    fundamental = np.where(np.isfinite(known), 440.0 * 2.0 ** ((known - 69.0) / 12.0), _UNPITCHED_HZ)
    order = np.maximum(1.0, np.rint(frequencies[None, :bins] / fundamental[:, None]))
    band_of = (np.digitize(order, _FIRST_PARTIALS) - 1).astype(np.int8)
    return BandLayout(bins, band_of, np.where(np.isfinite(known), known, 60.0).astype(np.float32))


def in_bands(setup: Setup, factors: Factors, layout: BandLayout, gains: Activations) -> tuple[Setup, Factors]:
    """Return factors with one component per component and band, louder by the gains.

    Parameters
    ----------
    setup : Setup
    factors : Factors
    layout : BandLayout
    gains : Activations
        On the pattern of the factors; the values of a block are (frames, active components x ``BANDS``), > 0.

    Returns
    -------
    Setup
        With the new components.
    Factors
        What lies above the bands is one more component each, as before.
    """
    each = BANDS + 1
    bins = layout.bins
    spectra = factors.templates[factors.template_of]
    split = np.zeros((len(spectra), each, spectra.shape[1]), np.float32)
    for band in range(BANDS):
        split[:, band, :bins] = np.where(layout.band_of == band, spectra[:, :bins], 0.0)
    split[:, BANDS, bins:] = spectra[:, bins:]
    flat = split.reshape(-1, spectra.shape[1])
    sounding = np.asarray(flat.max(axis=1) > 0.0)
    number = np.cumsum(sounding) - 1
    pattern = factors.activations.pattern
    active, allowed, values = [], [], []
    for block, present in enumerate(pattern.active):
        old = factors.activations.values[block]
        louder = np.ones((len(old), len(present), each), np.float32)
        louder[:, :, :BANDS] = gains.values[block].reshape(len(old), len(present), BANDS)
        own = (present[:, None] * each + np.arange(each)).ravel()
        kept = sounding[own]
        active.append(number[own[kept]])
        allowed.append(np.repeat(pattern.allowed[block], each, axis=1)[:, kept])
        values.append((old[:, :, None] * louder).reshape(len(old), -1)[:, kept])
    owner = np.flatnonzero(sounding) // each
    finer = ActivePattern(pattern.frames, len(owner), pattern.block_frames, tuple(active), tuple(allowed))
    keys = tuple(setup.keys[template] for template in setup.template_of[owner])
    templates, places = flat[sounding], np.arange(len(owner))
    old_labels = setup.labels
    labels = LabelMatrix(
        tuple(old_labels.components[number] for number in owner),
        tuple(old_labels.spans[number] for number in owner),
        old_labels.frames,
    )
    changed = replace(
        setup,
        labels=labels,
        pattern=finer,
        keys=keys,
        template_of=places,
        templates=templates,
        stem_of=setup.stem_of[owner],
    )
    return changed, Factors(templates, Activations(finer, tuple(values)), places)
