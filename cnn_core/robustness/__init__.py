"""Robustness: the small changes of an image that turn a network's answer."""

from cnn_core.robustness.attacks import fgsm, loss_signs, moved, pgd, pgd_path, random_signs
from cnn_core.robustness.measures import accuracies, smallest_amount

__all__ = [
    "accuracies",
    "fgsm",
    "loss_signs",
    "moved",
    "pgd",
    "pgd_path",
    "random_signs",
    "smallest_amount",
]
