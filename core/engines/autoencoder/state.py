"""What a run of the network leaves to a later one: named arrays, which can be stored.

Owns how weights are written down and what of them fits another network. Nothing that comes back is trusted: what does
not fit is left out, so that the state of another song does no harm.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.engines.autoencoder.network import Autoencoder
from core.engines.autoencoder.refining import RefiningNetwork

_WEIGHT, _CLASSES = "network ", "network classes"
_REFINING, _CONSISTENCY = "refining ", "consistency"
_MOST_WEIGHT = 100.0
# no sound network has weights beyond this, and larger ones could overflow
_LARGEST = 1e3
# weights that have one row, or column, for every class
_BY_ROW = frozenset({"encoder.last.weight", "encoder.last.bias"})
_BY_COLUMN = frozenset({"decoder.first.weight"})


def weights_of(network: Autoencoder, classes: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return the weights of a network whose classes have these names, in half precision: it does for a start."""
    arrays: dict[str, NDArray[Any]] = {
        _WEIGHT + name: values.detach().cpu().numpy().astype(np.float16) for name, values in _weights(network).items()
    }
    return arrays | {_CLASSES: np.frombuffer(json.dumps(list(classes)).encode(), np.uint8)}


def with_weights(network: Autoencoder, classes: Sequence[str], state: Mapping[str, NDArray[Any]]) -> bool:
    """Let a network start from the weights of an earlier one; classes that it did not have stay as they are.

    Returns
    -------
    bool
        Whether they fit; if not, nothing is changed.
    """
    own = _weights(network)
    known = _classes(state)
    place = {name: number for number, name in enumerate(known)}
    pairs = [(number, place[name]) for number, name in enumerate(classes) if name in place]
    if not pairs:
        return False
    mine, theirs = (list(numbers) for numbers in zip(*pairs, strict=True))
    loaded: dict[str, NDArray[np.float32]] = {}
    for name, values in own.items():
        stored = state.get(_WEIGHT + name)
        shape = list(values.shape)
        if name in _BY_ROW:
            shape[0] = len(known)
        elif name in _BY_COLUMN:
            shape[1] = len(known)
        if stored is None or stored.dtype != np.float16 or list(stored.shape) != shape:
            return False
        loaded[name] = stored.astype(np.float32)
        if not np.isfinite(loaded[name]).all():
            return False
    with torch.no_grad():
        for name, values in own.items():
            stored_values = torch.from_numpy(loaded[name])
            if name in _BY_ROW:
                values[mine] = stored_values[theirs].to(values)
            elif name in _BY_COLUMN:
                values[:, mine] = stored_values[:, theirs].to(values)
            else:
                values.copy_(stored_values)
    return True


def state_of_refining(network: RefiningNetwork, weight: float) -> dict[str, NDArray[Any]]:
    """Return the weights of the network that corrects factors, and the weight that consistency got."""
    weights = {_REFINING + name: values.detach().numpy().copy() for name, values in network.named_parameters()}
    return weights | {_CONSISTENCY: np.array([weight], np.float64)}


def weight_in(state: Mapping[str, NDArray[Any]] | None) -> float:
    """Return the weight that consistency got in an earlier run; 0 where that is not known."""
    stored = (state or {}).get(_CONSISTENCY)
    if stored is None or stored.shape != (1,) or stored.dtype != np.float64:
        return 0.0
    return min(float(stored[0]), _MOST_WEIGHT) if stored[0] > 0 else 0.0


def refining_network_in(state: Mapping[str, NDArray[Any]] | None) -> RefiningNetwork | None:
    """Return the network that corrects factors as an earlier run left it; None where there is none that fits."""
    network = RefiningNetwork.new(0)
    with torch.no_grad():
        for name, values in network.named_parameters():
            stored = (state or {}).get(_REFINING + name)
            sound = stored is not None and stored.dtype == np.float32 and stored.shape == tuple(values.shape)
            if stored is None or not sound or not np.all(np.abs(stored) <= _LARGEST):
                return None
            values.copy_(torch.from_numpy(stored.copy()))
    return network


def _weights(network: Autoencoder) -> dict[str, torch.Tensor]:
    return dict(network.named_parameters())


def _classes(state: Mapping[str, NDArray[Any]]) -> list[str]:
    try:
        names = json.loads(np.asarray(state[_CLASSES]).tobytes())
    except (KeyError, ValueError, TypeError, RecursionError):
        return []
    return [str(name) for name in names] if isinstance(names, list) else []
