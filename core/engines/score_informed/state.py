"""What a run leaves to a later one: named arrays, which can be stored.

Owns how templates and activations are written down by what they stand for, and what of them fits another run. Nothing
that comes back is trusted: what does not fit is left out, so that the state of another song does no harm. A group of a
source's notes finds what is known of that source, and a source what is known of its groups.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.annotation.label_matrix import Component
from core.engines.score_informed.model import Setup, TemplateKey
from core.factorization import Activations, Factors
from core.stft import FloatArray

State = Mapping[str, NDArray[Any]]

# of what it starts from anyway: nothing that was zero by chance stays zero for ever
_FRESH = np.float32(1e-3)
# blocks of the spectrogram as loud as this are the same sound
_SAME_LEVEL = 1e-3


def state_of(setup: Setup, factors: Factors, levels: NDArray[np.float64], scale: float) -> dict[str, NDArray[Any]]:
    """Return templates and activations by what they stand for.

    Parameters
    ----------
    setup : Setup
    factors : Factors
        Learnt from it.
    levels : ndarray (blocks,), float64
        Sum of the spectrogram in every block, before it was scaled.
    scale : float
        What the spectrogram was divided by.
    """
    state: dict[str, NDArray[Any]] = {
        template_name(key): template for key, template in zip(setup.keys, factors.templates, strict=True)
    }
    pattern, components = factors.activations.pattern, setup.labels.components
    if setup.origin_of:
        state["origins"] = _texts(names_by_origin(setup))
    return state | {
        "grid": _grid(setup),
        "scale": np.array([scale], np.float64),
        "levels": levels,
        "components": _texts(map(_component_name, components)),
        "active": _joined(pattern.active, np.int64),
        "active_counts": np.array([len(active) for active in pattern.active], np.int64),
        "activations": _joined([values.ravel() for values in factors.activations.values], np.float32),
    }


def template_name(key: TemplateKey) -> str:
    """Return the name of a template in a state."""
    instrument, pitch, index = key
    return f"template {float(pitch)} {int(index)} {instrument}"


def with_templates(setup: Setup, state: State) -> Setup:
    """Start from the templates of an earlier run wherever they stand for the same."""
    templates = setup.templates.copy()
    for number, key in enumerate(setup.keys):
        known = state.get(template_name(key))
        if known is not None and known.shape == templates[number].shape and _is_sound(known):
            templates[number] = known + _FRESH * templates[number]
    return replace(setup, templates=templates)


def start_of(setup: Setup, state: State, levels: NDArray[np.float64], scale: float) -> Activations | None:
    """Return the activations of an earlier run, in those blocks in which the song is the same; None where none is.

    Parameters
    ----------
    setup : Setup
    state : mapping of str to ndarray
        From :func:`state_of`, or anything else.
    levels : ndarray (blocks,), float64
        As in :func:`state_of`, of the song now.
    scale : float
    """
    known = _read_blocks(setup, state, scale)
    pattern = setup.pattern
    heirs = _heirs(setup, state)
    values = [np.full(mask.shape, np.nan, np.float32) for mask in pattern.allowed]
    total, count = 0.0, 0
    for block, (level, names, earlier) in enumerate(known[: pattern.blocks]):
        if not abs(level - levels[block]) <= _SAME_LEVEL * levels[block] or len(earlier) < len(values[block]):
            continue
        here = {int(row): column for column, row in enumerate(pattern.active[block])}
        for column, name in enumerate(names):
            columns = [here[row] for row in heirs.get(name, ()) if row in here]
            for own in columns:
                # what several left to one adds up
                known_yet = np.nan_to_num(values[block][:, own])
                values[block][:, own] = known_yet + earlier[: len(values[block]), column]
            total += float(earlier[:, column].sum(dtype=np.float64)) if columns else 0.0
            count += len(earlier) if columns else 0
    if total <= 0.0:
        return None
    mean = np.float32(total / count)
    filled = (np.where(np.isnan(part), mean, part + _FRESH * mean) for part in values)
    return Activations(
        pattern, tuple(np.where(mask, part, 0.0) for mask, part in zip(pattern.allowed, filled, strict=True))
    )


def _heirs(setup: Setup, state: State) -> dict[str, list[int]]:
    """Return for every component of an earlier run the rows that start from it.

    Those are the row of the same name and, where the one or the other is a group of a source's notes, the rows of that
    source and of its groups that have none of their own.
    """
    components = setup.labels.components
    rows = {_component_name(component): row for row, component in enumerate(components)}
    known = _read_texts(state, "components")
    origins = _read_texts(state, "origins")
    family: dict[str, list[int]] = {}
    for row, component in enumerate(components):
        family.setdefault(_component_name(component, setup.origin_of), []).append(row)
    before = set(known)
    new = {row for name, row in rows.items() if name not in before}
    heirs: dict[str, list[int]] = {}
    for name, origin in zip(known, origins if len(origins) == len(known) else known, strict=True):
        kin = family.get(origin, [])
        heirs[name] = [rows[name], *(row for row in kin if row in new)] if name in rows else kin
    return heirs


def _read_blocks(setup: Setup, state: State, scale: float) -> list[tuple[float, list[str], FloatArray]]:
    """Return level, components and activations (frames, components) of every block; none where anything is wrong."""
    if not _is_like(state, "grid", np.int64) or not np.array_equal(state["grid"], _grid(setup)):
        return []
    kinds: dict[str, type[np.float64 | np.int64]] = {
        "scale": np.float64,
        "levels": np.float64,
        "active": np.int64,
        "active_counts": np.int64,
    }
    if not all(_is_like(state, name, kind) for name, kind in kinds.items()) or len(state["scale"]) != 1:
        return []
    if not _is_like(state, "activations", np.float32) or not _is_sound(state["activations"]):
        return []
    names = _read_texts(state, "components")
    counts, active, frames = state["active_counts"], state["active"], int(state["grid"][-1])
    ends = np.cumsum(counts)
    sound = len(counts) == len(state["levels"]) and np.all(counts >= 0) and np.all(ends >= 0)
    if not sound or scale <= 0 or (ends[-1] if len(ends) else 0) != len(active):
        return []
    if len(active) and not 0 <= active.min() <= active.max() < len(names):
        return []
    return _cut(state, names, ends, frames, np.float32(float(state["scale"][0]) / scale))


def _cut(
    state: State, names: list[str], ends: NDArray[np.int64], frames: int, factor: np.float32
) -> list[tuple[float, list[str], FloatArray]]:
    active, flat = state["active"], state["activations"]
    blocks, taken = [], 0
    for level, start, end in zip(state["levels"], np.concatenate(([0], ends)), ends, strict=False):
        width = int(end - start)
        # the last block may be shorter
        height = min(frames, (len(flat) - taken) // max(1, width))
        values = flat[taken : taken + width * height].reshape(height, width) * factor
        taken += width * height
        blocks.append((float(level), [names[row] for row in active[start:end]], values))
    return blocks if 0 < factor < np.inf else []


def _grid(setup: Setup) -> NDArray[np.int64]:
    """Return what has to be the same for a frame to be the same; frames of a block last."""
    params = setup.params
    variant = int(setup.published)
    return np.array(
        [params.rate, params.window_samples, params.hop_samples, variant, setup.pattern.block_frames], np.int64
    )


def names_by_origin(setup: Setup) -> list[str]:
    """Return what every component is called by the source from which its notes were taken."""
    return [_component_name(component, setup.origin_of) for component in setup.labels.components]


def _component_name(component: Component, origin_of: Mapping[str, str] | None = None) -> str:
    """Return what a component is called in a state, by the source from which its notes were taken if that is given."""
    pitch = "" if component.pitch is None else float(component.pitch)
    source_id = component.source_id or ""
    return f"{component.role.value} {pitch} {component.index} {(origin_of or {}).get(source_id, source_id)}"


def _texts(texts: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(list(texts)).encode(), np.uint8)


def _read_texts(state: State, name: str) -> list[str]:
    try:
        return [str(text) for text in json.loads(state[name].tobytes())]
    except (KeyError, ValueError, TypeError, RecursionError):
        return []


def _is_like(state: State, name: str, kind: type[np.float32 | np.float64 | np.int64]) -> bool:
    values = state.get(name)
    return values is not None and values.ndim == 1 and values.dtype == kind


def _is_sound(values: NDArray[Any]) -> bool:
    return values.dtype.kind == "f" and bool(np.all(np.isfinite(values)) and np.all(values >= 0))


def _joined(parts: list[NDArray[Any]] | tuple[NDArray[Any], ...], kind: type[np.float32 | np.int64]) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *parts]).astype(kind, copy=False)
