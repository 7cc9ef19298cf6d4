"""How a function is written in the frameworks whose code stands beside a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


def written(numpy: str, torch: str, keras: str) -> Mapping[str, str]:
    """Return one expression in each framework, by the framework's name.

    With NumPy as np; torch, nn and torch.nn.functional as F; keras and ops of Keras 3.
    """
    return MappingProxyType({"NumPy": numpy, "PyTorch": torch, "Keras": keras})


@dataclass(frozen=True)
class FrameworkPool:
    """What a framework itself has for a pooling; "{how}" is its window and options.

    `takes` names the options it knows beside size and stride, with the meaning they have here.
    """

    call: str  # an expression of a batch `x`, which may read the window's "{cells}"
    layer: str = ""  # "" if there is none
    takes: frozenset[str] = frozenset()
