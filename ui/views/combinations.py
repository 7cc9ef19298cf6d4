"""A scene under every combination of a few settings, for a file that has no server to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ui.views.pack import unpacked

_ADVICE = re.compile(r"[:;] (?:use|with) .*", re.DOTALL)


@dataclass(frozen=True)
class Combinations:
    """Scenes by the texts of their settings, and in a sentence why the others do not exist."""

    options: Mapping[str, Sequence[str]]  # setting -> the texts of its values
    shown: tuple[str, ...]  # of the scene to open on: one text for each setting
    scenes: Mapping[tuple[str, ...], bytes]
    reasons: Mapping[tuple[str, ...], str]

    def size(self, chosen: tuple[str, ...]) -> tuple[int, int]:
        """Return rows and columns of the maps of a scene."""
        rows, columns = unpacked(self.scenes[chosen])[1]["maps"].shape[1:]
        return rows, columns


def combinations(
    options: Mapping[str, Sequence[str]],
    shown: tuple[str, ...],
    make: Callable[..., bytes],
) -> Combinations:
    """Make every scene. `make` is given the texts of the settings by their order.

    Where it raises ValueError there is no such scene, and its message is the reason.
    """
    scenes, reasons = {}, {}
    for chosen in product(*options.values()):
        try:
            scenes[chosen] = make(*chosen)
        except ValueError as error:
            # The remedy is on screen: the settings beside it.
            reason = _ADVICE.sub("", str(error))
            reasons[chosen] = f"{reason[:1].upper()}{reason[1:]}."
    return Combinations(options, shown, scenes, reasons)
