"""The picture changed by every amount, and the accuracy over test pictures: pieces of work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.padding import Array
from cnn_core.nn import accuracy
from cnn_core.ops import softmax
from cnn_core.robustness import loss_signs, moved, pgd, pgd_path
from ui.frame.long_work import Work, read_only
from ui.lessons.features.model import Shown
from ui.lessons.features.settings import AWAY

STEPS = 10  # of PGD
SEED = 0  # of the random signs
TEST_PICTURES = 500
CURVE = tuple(range(0, 77, 4))  # grey levels of the accuracy's curve
PGD_CURVE = (0, 4, 8, 12, 16, 20, 26, 38, 51, 76)
WHITE = 255


@dataclass(frozen=True, eq=False)
class Fooled:
    """A picture at every level: changed along the signs, and at random."""

    levels: tuple[int, ...]
    images: NDArray[np.uint8]  # (L, C, H, W) to look at
    probabilities: NDArray[np.float64]  # (L, K)
    random_images: NDArray[np.uint8]  # (L, C, H, W)
    random_probabilities: NDArray[np.float64]  # (L, K)

    @property
    def turns(self) -> int | None:
        """The first level at which the answer is another one, None for none."""
        return _turn(self.levels, self.probabilities)

    @property
    def random_turns(self) -> int | None:
        """The same for random signs."""
        return _turn(self.levels, self.random_probabilities)


@dataclass(frozen=True, eq=False)
class AccuracyCurve:
    """The share of test pictures that are answered rightly at each level, (levels,)."""

    levels: tuple[int, ...]
    signs: NDArray[np.float64]
    random: NDArray[np.float64]


def fooled(shown: Shown) -> Work[Fooled]:
    """Change the picture by each level; yield the share that is done."""
    network, image, bounds = shown.opened.network, shown.input.image, shown.opened.bounds
    amounts = np.array(shown.levels) / WHITE
    targeted = shown.goal != AWAY
    label = shown.goal if targeted else shown.best
    rounds = 2 * len(amounts) + (STEPS * len(amounts) if shown.attack == "pgd" else 1)
    done = 0
    # A small network takes all levels as one batch, the large one each on its own.
    parts = [slice(None)] if shown.opened.data else [slice(k, k + 1) for k in range(len(amounts))]
    if shown.attack == "fgsm":
        signs = loss_signs(network, image, label)[..., None]
        moving = moved(image[..., None], -signs if targeted else signs, amounts, bounds)
        done += 1
        yield done / rounds
    else:
        found = []
        for part in parts:
            changed = np.repeat(image[..., None], len(amounts[part]), axis=-1)
            labels = np.full(changed.shape[-1], label)
            path = pgd_path(
                network, changed, labels, amounts[part], targeted=targeted, bounds=bounds
            )
            for step in path if amounts[part].any() else ():
                changed = step
                done += len(amounts[part])
                yield done / rounds
            found.append(changed)
        moving = np.concatenate(found, axis=-1)
    # One pattern of signs for all levels, as the gradient's is one.
    by_chance = moved(image[..., None], _coins(image.shape)[..., None], amounts, bounds)
    shares = []
    for images in (moving, by_chance):
        logits = []
        for part in parts:
            logits.append(network.forward(images[..., part]))
            done += len(amounts[part])
            yield done / rounds
        shares.append(softmax(np.concatenate(logits, axis=1).astype(np.float64)).T)
    return Fooled(
        shown.levels,
        _seen(moving, bounds),
        read_only(shares[0]),
        _seen(by_chance, bounds),
        read_only(shares[1]),
    )


def accuracy_curve(shown: Shown, attack: str) -> Work[AccuracyCurve]:
    """Fool a network with test pictures at each level; yield the share that is done."""
    data, network = shown.opened.data, shown.opened.network
    assert data is not None
    images, labels = data.test.batch(np.arange(min(TEST_PICTURES, len(data.test))))
    levels = CURVE if attack == "fgsm" else PGD_CURVE
    signs = loss_signs(network, images, labels)
    yield 0.05
    coins = _coins(images.shape)
    found = np.empty((2, len(levels)))
    for number, level in enumerate(levels):
        amount = level / WHITE
        along = (
            moved(images, signs, amount, (0, 1))
            if attack == "fgsm"
            else pgd(network, images, labels, amount, steps=STEPS)
        )
        for kind, changed in enumerate((along, moved(images, coins, amount, (0, 1)))):
            found[kind, number] = accuracy(network, changed, labels)
            yield 0.05 + 0.95 * (number + (kind + 1) / 2) / len(levels)
    return AccuracyCurve(levels, read_only(found[0]), read_only(found[1]))


def _coins(shape: tuple[int, ...]) -> Array:
    """Return -1 or 1 for each pixel, as a coin says, always the same ones."""
    coins = np.random.default_rng(SEED).integers(0, 2, shape)
    return (2 * coins - 1).astype(np.float32)


def _seen(images: Array, bounds: tuple[float, float]) -> NDArray[np.uint8]:
    low, high = bounds
    shares = np.moveaxis((images - low) / (high - low), -1, 0)
    return read_only(np.rint(np.clip(shares, 0, 1) * WHITE).astype(np.uint8))


def _turn(levels: tuple[int, ...], probabilities: NDArray[np.float64]) -> int | None:
    answers = probabilities.argmax(axis=1)
    turned = np.flatnonzero(answers != answers[0])
    return levels[int(turned[0])] if len(turned) else None
