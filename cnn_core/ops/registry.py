"""Looking things up by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def entry(registry: Mapping[str, T], name: str, noun: str) -> T:
    """Return an entry of a registry. Errors: there is none of that name.

    >>> entry({"max": 1}, "max", "pooling")
    1
    """
    if name not in registry:
        raise ValueError(f"{noun} {name!r} is unknown: use {', '.join(registry)}")
    return registry[name]
