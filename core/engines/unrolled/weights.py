"""The networks that ship with the program, by name, and the file of an unrolled one.

Owns where they lie (resources/models), how a file becomes a network, and what is refused. Numpy only, so that what runs
live needs no torch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

import resources
from core.engines.unrolled.streaming import MaskNetwork, StreamingUnrolled
from core.errors import EngineError

FORMAT = "stembrush unrolled network 1"
EXPONENT = 1.0  # of the soft mask of the two parts

# what a file can hold that is none of ours: types that numpy lacks, and text that is nested without end
_UNREADABLE = (SafetensorError, OSError, ValueError, TypeError, AttributeError, RecursionError)
_MOST_LAYERS = 1000

_NAMES = ("causal", "nn-rnmf", "nn-rpca")
_ADVICE = "train it anew or take the one that came with the program"

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class UnrolledWeights:
    """The parameters of an unrolled network, see :class:`core.engines.unrolled.network.UnrolledNetwork`.

    Attributes
    ----------
    arrays : mapping of str to ndarray
        dictionary (bins, q), encoder (q + bins, bins), recurrence (q + bins, q + bins), thresholds (q + bins,).
    model : str
        ``rpca`` or ``rnmf``.
    layers : int
    """

    arrays: Mapping[str, FloatArray]
    model: str
    layers: int

    def streaming(self) -> StreamingUnrolled:
        """Return the network as one that hears frame by frame."""
        arrays, is_nonnegative = self.arrays, self.model == "rnmf"
        thresholds = arrays["thresholds"] if is_nonnegative else np.abs(arrays["thresholds"])
        return StreamingUnrolled(
            arrays["dictionary"],
            arrays["encoder"],
            arrays["recurrence"],
            thresholds,
            self.layers,
            is_nonnegative,
            EXPONENT,
        )


def names() -> tuple[str, ...]:
    """Return the names of the networks that ship, the best first."""
    return tuple(name for name in _NAMES if resources.model(name).is_file())


def default_name() -> str:
    """Return the name of the best one."""
    return names()[0]


def load_network(name: str) -> MaskNetwork:
    """Return a network that hears frame by frame.

    Raises
    ------
    EngineError
        There is none of this name, or its file is broken.
    """
    if name not in names():
        raise EngineError(f"there is no network {name!r}; there are {', '.join(names())}")
    if name == "causal":
        from core.engines.unrolled.causal_streaming import StreamingCausal

        return StreamingCausal.load(resources.model(name))
    return read_unrolled(resources.model(name)).streaming()


def write_unrolled(path: Path, weights: UnrolledWeights) -> None:
    """Write an unrolled network as safetensors."""
    facts = {"format": FORMAT, "model": weights.model, "layers": str(weights.layers)}
    arrays = {name: np.ascontiguousarray(values, np.float32) for name, values in weights.arrays.items()}
    save_file(arrays, path, {"stembrush": json.dumps(facts)})


def read_unrolled(path: Path) -> UnrolledWeights:
    """Return what :func:`write_unrolled` wrote.

    Raises
    ------
    EngineError
        It is cut short, of another network, or cannot be read.
    """
    try:
        with safe_open(path, "numpy") as file:
            facts = json.loads((file.metadata() or {}).get("stembrush", "{}"))
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no mapping
    except _UNREADABLE as err:
        raise EngineError(f"{path.name}: the network cannot be read ({err}); {_ADVICE}") from err
    try:
        model, layers = str(facts["model"]), int(facts["layers"])
        bins, rank = arrays["dictionary"].shape
        size = bins + rank
        shapes = {
            "dictionary": (bins, rank),
            "encoder": (size, bins),
            "recurrence": (size, size),
            "thresholds": (size,),
        }
        right = facts["format"] == FORMAT and model in ("rpca", "rnmf") and 0 < layers <= _MOST_LAYERS
        right = right and bins > 0 and rank > 0
        right = right and {name: values.shape for name, values in arrays.items()} == shapes
        right = right and all(values.dtype == np.float32 and np.isfinite(values).all() for values in arrays.values())
    except (KeyError, TypeError, ValueError):
        right = False
    if not right:
        raise EngineError(f"{path.name}: this is another network; {_ADVICE}")
    return UnrolledWeights(arrays, model, layers)
