"""Work that takes a while, as lessons with trained networks have it."""

from ui.frame.long_work import (
    SLICE,
    Standing,
    Work,
    advanced,
    digest,
    halt,
    read_only,
    visitor,
    worked,
)

__all__ = [
    "SLICE",
    "Standing",
    "Work",
    "advanced",
    "digest",
    "halt",
    "read_only",
    "visitor",
    "worked",
]
