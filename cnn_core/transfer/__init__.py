"""Transfer: a new last layer on what a trained network makes of images."""

from cnn_core.transfer.counts import CountCurve, accuracy_by_count
from cnn_core.transfer.extraction import averages, last_maps
from cnn_core.transfer.heads import head, most_telling, small_network
from cnn_core.transfer.side_by_side import Both, Mark, SideBySide

__all__ = [
    "Both",
    "CountCurve",
    "Mark",
    "SideBySide",
    "accuracy_by_count",
    "averages",
    "head",
    "last_maps",
    "most_telling",
    "small_network",
]
