"""What the machine has to compute with.

Owns how many cores a run gets. Imports no large library: what is asked for here is shown before they are loaded.
"""

from __future__ import annotations

import contextlib
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    import torch


def cores() -> int:
    """Return how many cores this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def job_threads() -> int:
    """Return how many cores a separation gets beside a window: one stays free, so that window and sound are fluent."""
    return max(1, cores() - 1)


def free_memory() -> int:
    """Return how many bytes of memory could be had now."""
    return int(psutil.virtual_memory().available)


def graphics_card() -> str:
    """Return the name of the graphics card that torch could use; empty without one and until torch is loaded."""
    torch = sys.modules.get("torch")
    spec = getattr(torch, "__spec__", None)
    # another thread may just be importing it
    if torch is None or spec is None or getattr(spec, "_initializing", False):
        return ""
    return _card()


@cache
def _card() -> str:
    import torch

    return torch.cuda.get_device_name() if torch.cuda.is_available() else ""


def device() -> torch.device:
    """Return where is learnt: the graphics card where there is one."""
    import torch

    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def fast_products(where: torch.device | None = None) -> contextlib.AbstractContextManager[object]:
    """Return a context in which torch takes products of matrices in 16 bits, where the hardware is made for that.

    Parameters
    ----------
    where : torch.device or None
        None: the processor.
    """
    import torch

    kind = where.type if where is not None else "cpu"
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
    if kind == "cuda" or supported():
        return torch.autocast(kind, torch.bfloat16)
    return contextlib.nullcontext()
