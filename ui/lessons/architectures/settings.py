"""The settings of the lesson on architectures, by the names they have in its link."""

from __future__ import annotations

from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.lessons.architectures.words import views as say
from ui.link.settings import Text, Whole
from ui.networks.text import MOST_LAYERS, NetworkSetting, ShapeSetting, read_network

INPUT = ShapeSetting("input", (224, 224, 3))
NET = NetworkSetting("net", read_network(ARCHITECTURES["vgg-16"].layers)[0])
LOOKED_AT = Whole("layer", 1, 1, MOST_LAYERS)


def read_unfolded(text: str) -> tuple[int, ...]:
    """Read the first layers of the groups that are unfolded: "1,6". Errors: it is none."""
    parts = text.split(",") if text else []
    if not all(part.isdecimal() and len(part) < 4 for part in parts):
        raise ValueError(say.UNFOLDED_GROUPS)
    return tuple(sorted({int(part) for part in parts}))


def write_unfolded(numbers: tuple[int, ...]) -> str:
    """Write what `read_unfolded` reads."""
    return ",".join(map(str, numbers))


UNFOLDED = Text[tuple[int, ...]]("unfold", (), read_unfolded, write_unfolded)
