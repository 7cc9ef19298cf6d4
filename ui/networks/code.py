"""The code of a network: scripts that build it in PyTorch or Keras, and load its weights.

A new framework is one subclass of `NetworkWriter` and one entry in `NETWORK_CODE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.networks.keras import Keras
from ui.networks.pytorch import PyTorch
from ui.networks.script import NetworkWriter

# Name of a tab -> how it writes: NETWORK_CODE["Keras"].write(layers, (1, 28, 28)).
NETWORK_CODE: Mapping[str, NetworkWriter] = MappingProxyType(
    {"PyTorch": PyTorch(), "Keras": Keras()}
)
