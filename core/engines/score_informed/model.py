"""From a song and its notes to a factorisation problem.

Owns which components there are, which template each one uses and how it starts. Does not learn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from core.annotation.label_matrix import Component, LabelMatrix, Role, age_rules, build_label_matrix, published_rules
from core.annotation.model import Annotation, Source
from core.annotation.region_grid import RegionGrid
from core.engines.base import SeparationRequest
from core.engines.score_informed.instruments import drum_instruments, instruments
from core.engines.score_informed.parameters import BEST, PUBLISHED, ScoreNmfParameters, Variant
from core.engines.score_informed.templates import flat_template, harmonic_template
from core.factorization import ActivePattern
from core.scratch import release, scratch_array
from core.stft import ComplexArray, FloatArray, StftParams, stft_block

# (instrument, pitch, index of the component); NaN stands for no pitch
TemplateKey = tuple[str, float, int]
_BLOCK_FRAMES = 64


@dataclass(frozen=True, eq=False)
class Setup:
    """What is to be factorised.

    Attributes
    ----------
    variant : Variant
    parameters : ScoreNmfParameters
    params : StftParams
    labels : LabelMatrix
    pattern : ActivePattern
    keys : tuple of TemplateKey
        What every template stands for.
    template_of : ndarray (components,), int64
    templates : ndarray (templates, bins), float32
        To start from.
    stem_of : ndarray (components,), int64
        Source of every component by its number; -1 for components that are nobody's.
    regions : RegionGrid or None
        What regions say; None where no region touches the song.
    origin_of : mapping of str to str
        For sources that are a group of another's notes, by id: that other.
    """

    variant: Variant
    parameters: ScoreNmfParameters
    params: StftParams
    labels: LabelMatrix
    pattern: ActivePattern
    keys: tuple[TemplateKey, ...]
    template_of: NDArray[np.int64]
    templates: FloatArray
    stem_of: NDArray[np.int64]
    regions: RegionGrid | None
    origin_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def published(self) -> bool:
        """Whether this is the published variant."""
        return self.variant is PUBLISHED


def set_up(request: SeparationRequest, length: int) -> Setup:
    """Return the problem that the first ``length`` samples of a song pose."""
    parameters: ScoreNmfParameters = request.parameters
    variant = PUBLISHED if parameters.variant == "published" else BEST
    window_s = parameters.window_ms / 1000 or variant.window_s
    params = StftParams.for_rate(request.mixture.rate, window_s)
    tolerances = parameters.onset_tolerance_s, parameters.sustain_tolerance_s
    rules = (
        published_rules(parameters.components_per_pitch, *tolerances)
        if variant is PUBLISHED
        else age_rules(*tolerances)
    )
    annotation, frames = request.annotation, params.frames(length)
    labels = build_label_matrix(
        annotation,
        params,
        frames,
        rules,
        parameters.free_components,
        free_per_source=parameters.free_per_source,
        ring_out=variant is BEST,
    )
    keys, template_of = _templates_of(labels.components, annotation, parameters.sharing)
    instrument_drums = drum_instruments(annotation.sources)
    generator = np.random.default_rng(request.seed)
    start = _start_templates(keys, labels, template_of, variant, params.frequencies_hz(), instrument_drums, generator)
    numbers = {source.id: number for number, source in enumerate(annotation.sources)}
    stem_of = np.array([numbers.get(c.source_id or "", -1) for c in labels.components], np.int64)
    pattern = ActivePattern.from_spans(labels.spans, labels.frames, _BLOCK_FRAMES)
    origins = {source.id: source.instrument_of.id for source in annotation.sources if source.instrument_of is not None}
    grid = RegionGrid(annotation, params, frames)
    regions = None if grid.empty else grid
    return Setup(variant, parameters, params, labels, pattern, keys, template_of, start, stem_of, regions, origins)


def without_free_components(setup: Setup) -> Setup:
    """Return the problem of the notes alone, with the same templates."""
    labels = setup.labels
    kept = [number for number, component in enumerate(labels.components) if component.role is not Role.FREE]
    spans = tuple(labels.spans[number] for number in kept)
    return replace(
        setup,
        labels=LabelMatrix(tuple(labels.components[number] for number in kept), spans, labels.frames),
        pattern=ActivePattern.from_spans(spans, labels.frames, _BLOCK_FRAMES),
        template_of=setup.template_of[kept],
        stem_of=setup.stem_of[kept],
    )


def _templates_of(
    components: tuple[Component, ...], annotation: Annotation, sharing: str
) -> tuple[tuple[TemplateKey, ...], NDArray[np.int64]]:
    """Return the templates, and which one every component uses."""
    played_on = instruments(annotation.sources, sharing)
    names: list[TemplateKey] = []
    for component in components:
        pitch = float("inf") if component.pitch is None else component.pitch
        instrument = played_on.get(component.source_id or "", "")
        if component.role is Role.FREE and component.source_id is not None:
            # nothing says that what has no notes sounds alike, whatever it is called
            instrument = f"source {component.source_id}"
        names.append((instrument, pitch, component.index))
    keys = tuple(dict.fromkeys(names))
    number = {key: index for index, key in enumerate(keys)}
    return keys, np.array([number[name] for name in names], np.int64)


def _start_templates(
    keys: tuple[TemplateKey, ...],
    labels: LabelMatrix,
    template_of: NDArray[np.int64],
    variant: Variant,
    frequencies_hz: NDArray[np.float64],
    drums: set[str],
    generator: np.random.Generator,
) -> FloatArray:
    """Return the start of every template, shape (templates, bins)."""
    roles = {int(template): component.role for template, component in zip(template_of, labels.components, strict=True)}
    bins = len(frequencies_hz)
    start = np.empty((len(keys), bins), np.float32)
    for number, (instrument, pitch, _) in enumerate(keys):
        flat_onset = roles[number] is Role.ONSET and variant is PUBLISHED
        if roles[number] is Role.FREE:
            start[number] = generator.uniform(0.5, 1.5, bins) / bins
        elif flat_onset or not np.isfinite(pitch):
            start[number] = flat_template(bins)
        elif instrument in drums:
            # components of a drum start apart, or they stay alike
            start[number] = generator.uniform(0.5, 1.5, bins) / bins
        else:
            start[number] = harmonic_template(frequencies_hz, pitch, variant.tolerance_semitones, variant.floor)
    return start


def is_pitched(key: TemplateKey, sources: tuple[Source, ...]) -> bool:
    """Return whether a template has partials."""
    drums = drum_instruments(sources)
    return bool(np.isfinite(key[1])) and key[0] not in drums and key[0] != ""


def magnitudes(mixture: FloatArray, setup: Setup, each_block: Callable[[float], object]) -> tuple[FloatArray, float]:
    """Return V of the song, scaled to a mean of one, and the factor that was taken out.

    The published variant takes the magnitude of the mono downmix, the other the root of the mean power of all channels;
    both to the variant's power.

    Parameters
    ----------
    mixture : ndarray (channels, samples), float32
    setup : Setup
    each_block : callable
        Called after every block with the share that is done; may raise to leave.

    Returns
    -------
    ndarray (frames, bins), float32
        From :mod:`core.scratch`.
    float
    """
    params, frames = setup.params, setup.labels.frames
    V: FloatArray = scratch_array((frames, params.bins))
    total = 0.0
    step = 4 * _BLOCK_FRAMES
    for first in range(0, frames, step):
        stop = min(first + step, frames)
        power = _power(mixture, params, first, stop, downmix=setup.published)
        block = np.power(power, np.float32(setup.variant.magnitude_exponent / 2), out=power)
        total += float(block.sum(dtype=np.float64))
        V[first:stop] = block
        release(V[first:stop])
        each_block(stop / frames)
    mean = total / max(1, V.size)
    if mean > 0:
        for first in range(0, frames, step):
            V[first : first + step] *= np.float32(1.0 / mean)
            release(V[first : first + step])
    return V, mean


def transform_block(mixture: FloatArray, params: StftParams, first: int, stop: int) -> ComplexArray:
    """Transform frames of a song (:func:`core.stft.stft_block`) and let what was read leave the memory."""
    transform = stft_block(mixture, params, first, stop)
    half, hop = params.window_samples // 2, params.hop_samples
    release(mixture, max(0, first * hop - half), max(0, (stop - 1) * hop + half))
    return transform


def _power(mixture: FloatArray, params: StftParams, first: int, stop: int, downmix: bool) -> FloatArray:
    """Return the power of a block, (frames, bins)."""
    transform = transform_block(mixture, params, first, stop)
    if downmix:
        transform = transform.mean(axis=0, keepdims=True)
    power: FloatArray = (transform.real**2 + transform.imag**2).mean(axis=0)
    return power
