"""The settings of the lesson on architectures, by the names they have in its link."""

from __future__ import annotations

from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.link.settings import Whole
from ui.networks.text import MOST_LAYERS, NetworkSetting, ShapeSetting, read_network

INPUT = ShapeSetting("input", (224, 224, 3))
NET = NetworkSetting("net", read_network(ARCHITECTURES["vgg-16"].layers)[0])
LOOKED_AT = Whole("layer", 1, 1, MOST_LAYERS)
