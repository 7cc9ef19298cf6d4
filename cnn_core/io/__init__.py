"""Files: weights, runs and own classes, written and read without trust."""

from cnn_core.io.custom_classes import load_pictures, save_pictures
from cnn_core.io.photo_classes import SavedClasses, load_photo_classes, save_photo_classes
from cnn_core.io.pretrained_networks import (
    PHOTO_BOUNDS,
    PRETRAINED,
    Pretrained,
    TrainedOn,
    photo_input,
    photo_place,
    pretrained,
)
from cnn_core.io.runs import load_run, save_run, saved_link
from cnn_core.io.saved_networks import SavedNetwork, load_network
from cnn_core.io.shipped_windows import PhotoWindows, photo_windows
from cnn_core.io.weights import OtherNetworkError, load_weights, named_weights, save_weights

__all__ = [
    "PHOTO_BOUNDS",
    "PRETRAINED",
    "OtherNetworkError",
    "PhotoWindows",
    "Pretrained",
    "SavedClasses",
    "SavedNetwork",
    "TrainedOn",
    "load_network",
    "load_photo_classes",
    "load_pictures",
    "load_run",
    "load_weights",
    "named_weights",
    "photo_input",
    "photo_place",
    "photo_windows",
    "pretrained",
    "save_photo_classes",
    "save_pictures",
    "save_run",
    "save_weights",
    "saved_link",
]
