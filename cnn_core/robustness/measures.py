"""How much change a network stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.nn.network import Network

Change = Callable[[float], Array]  # amount -> changed images (C, H, W, N)


def accuracies(
    network: Network,
    labels: ArrayLike,
    change: Change,
    amounts: Sequence[float],
    *,
    tell: Callable[[float], None] = lambda done: None,
) -> NDArray[np.float64]:
    """Return the share of images that keep their label's answer, at each amount, (A,).

    `change` gives the images (C, H, W, N) of labels (N,) changed by an amount; `tell` hears the
    share that is done.
    """
    which = np.asarray(labels)
    found = np.empty(len(amounts))
    for number, amount in enumerate(amounts):
        images = change(amount)
        right = [
            network.forward(images[..., start : start + 100]).argmax(axis=0)
            == which[start : start + 100]
            for start in range(0, len(which), 100)
        ]
        found[number] = np.concatenate(right).mean()
        tell((number + 1) / len(amounts))
    return found


def smallest_amount(
    network: Network,
    change: Change,
    amounts: Sequence[float],
    *,
    batch: int = 32,
) -> tuple[float, int] | None:
    """Return the first of the amounts that turns the answer, and the answer then; None if none.

    `change` gives the image (C, H, W) changed by an amount. The answer is the largest logit, and
    the one to turn is that of amount 0. Amounts are tried in their order, `batch` at a time.
    """
    before = int(network.forward(change(0.0)).argmax())
    for start in range(0, len(amounts), batch):
        part = amounts[start : start + batch]
        answers = network.forward(np.stack([change(one) for one in part], axis=-1)).argmax(axis=0)
        turned = np.flatnonzero(answers != before)
        if len(turned):
            return float(part[turned[0]]), int(answers[turned[0]])
    return None
