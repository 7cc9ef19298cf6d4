"""How a function is written in the frameworks whose code stands beside a figure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def written(numpy: str, torch: str, keras: str) -> Mapping[str, str]:
    """Return one expression in each framework, by the framework's name.

    With NumPy as np; torch, nn and torch.nn.functional as F; keras and ops of Keras 3.
    """
    return MappingProxyType({"NumPy": numpy, "PyTorch": torch, "Keras": keras})
