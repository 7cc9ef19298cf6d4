"""Data: digits, clothes, a reader's own classes, and how pictures become inputs."""

from cnn_core.data.augmentation import AUGMENTATIONS, Augmentation, augmented
from cnn_core.data.custom_classes import own_dataset, own_fault, unbalanced_pair
from cnn_core.data.datasets import DATASETS, Dataset, Examples, clothes, digits, epoch_order
from cnn_core.data.features import Features
from cnn_core.data.mnist_form import DigitForm, as_digit, digit_form
from cnn_core.data.picture_changes import BLACK, WHITE, brightened, count_changed, moved
from cnn_core.data.sampling import evenly, lopsided

__all__ = [
    "AUGMENTATIONS",
    "BLACK",
    "DATASETS",
    "WHITE",
    "Augmentation",
    "Dataset",
    "DigitForm",
    "Examples",
    "Features",
    "as_digit",
    "augmented",
    "brightened",
    "clothes",
    "count_changed",
    "digit_form",
    "digits",
    "epoch_order",
    "evenly",
    "lopsided",
    "moved",
    "own_dataset",
    "own_fault",
    "unbalanced_pair",
]
