"""Working memory that outlives a call: fresh memory costs more to get than sums to fill."""

from __future__ import annotations

import math
import threading
from typing import Any

import numpy as np

from cnn_core.geometry.padding import Array

# Bytes that are kept for the next call; rarer, larger needs are met and forgotten.
KEPT = 1 << 23


class _Own(threading.local):
    def __init__(self) -> None:
        self.buffers: dict[str, np.ndarray[Any, np.dtype[np.uint8]]] = {}


_own = _Own()


def scratch(name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
    """Return an array with arbitrary numbers, this thread's until it asks for that name again.

    The system hands out fresh memory page by page as it is first touched, which takes longer than
    a pass over an image that is there already.
    """
    size = math.prod(shape) * dtype.itemsize
    found = _own.buffers.get(name)
    if found is None or found.size < size:
        found = np.empty(size, np.uint8)
        if size <= KEPT:
            _own.buffers[name] = found
    array: Array = found[:size].view(dtype).reshape(shape)
    return array
