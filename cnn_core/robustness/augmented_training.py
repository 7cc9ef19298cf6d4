"""What augmentation is worth: one network trained on images as they are, one on changed ones."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from cnn_core.data import Dataset
from cnn_core.nn import Network
from cnn_core.robustness.disturbances import disturbed_images, predictions
from cnn_core.training import Run

BATCH, BATCHES = 32, 1000
KIND = "all"  # of AUGMENTATIONS: shifted, rotated, scaled and thickened
SHIFT, DEGREES = 4, 20  # of test images that neither learned from


@dataclass(frozen=True, eq=False)
class Cured:
    """One of both networks, and the share of test images that it names right."""

    network: Network
    accuracy: float
    shifted: float  # of images shifted by SHIFT pixels
    rotated: float  # of images rotated by DEGREES


def train_with_and_without(data: Dataset) -> Generator[float, None, tuple[Cured, Cured]]:
    """Train the toy network without augmentation and with it; yield the share that is done.

    Both begin with the same weights and see the same images in the same order; -> without, with.
    """
    found = []
    images, labels = data.test.batch()
    shifted, rotated = (
        disturbed_images(name, images, amount)
        for name, amount in (("shift", SHIFT), ("rotate", DEGREES))
    )
    for number, kind in enumerate(("", KIND)):
        run = Run(data.train, batch=BATCH, augmentation=kind)
        while run.steps < BATCHES:
            run.step()
            yield (number + run.steps / BATCHES) / 2
        run.network.values.setflags(write=False)
        tests = (images, shifted, rotated)
        right = [float((predictions(run.network, one) == labels).mean()) for one in tests]
        found.append(Cured(run.network, *right))
    return found[0], found[1]
