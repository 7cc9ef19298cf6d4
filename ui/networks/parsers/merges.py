"""Layers that join several paths of a network: what is shown here is one path."""

from __future__ import annotations

import re

MERGES = frozenset(
    ["Add", "Average", "Concat", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract"]
)
# Blocks that are known for paths of their own, and what they call them.
_BLOCKS = re.compile(
    r"BasicBlock|Bottleneck|Residual|ResBlock|ResNet.*Block|Inception|DenseBlock|DenseLayer|Fire|"
    r"InvertedRes|SqueezeExcit|SEBlock|Attention|Transformer|CNBlock|MBConv|Skip",
)
# What a reader can do instead.
BRANCHES = (
    "branches are not read here, only layers one after another: take out what is added or joined, "
    "and paste the longest row of layers"
)
_PATHS = re.compile(r"^(downsample|shortcut|skip\w*|identity|residual|branch\w*)$")


def has_paths(container: str, name: str) -> bool:
    """Tell whether a block of a print, or its name there, stands for several paths."""
    return bool(_BLOCKS.search(container) or _PATHS.match(name))
