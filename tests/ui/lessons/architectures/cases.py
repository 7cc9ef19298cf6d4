"""Networks of the lesson on architectures as their link spells them."""

from __future__ import annotations

from ui.lessons.architectures.model import Planned
from ui.lessons.architectures.model import planned as planned_of
from ui.lessons.architectures.settings import INPUT, NET


def planned(network: str, size: str, chosen: int) -> Planned:
    return planned_of(NET.read(network)[0], INPUT.read(size)[0], chosen)
