"""Which scene explains which layer, on the way there and on the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cnn_core.geometry.padding import Array
from cnn_core.nn import Activation, Conv2D, Dense, Flatten, Layer, Optimiser, Pool2D
from ui.lessons.train.step_view.activation import activation, activation_back
from ui.lessons.train.step_view.conv import conv, conv_back
from ui.lessons.train.step_view.dense import dense, dense_back
from ui.lessons.train.step_view.fallback import plain, plain_back
from ui.lessons.train.step_view.flatten import flat, flat_back
from ui.lessons.train.step_view.loss import loss_back, loss_scene
from ui.lessons.train.step_view.pooling import pool, pool_back
from ui.lessons.train.step_view.positions import BACKWARD, FORWARD
from ui.lessons.train.step_view.scene import Scene
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.step_view.update import update_scene

Explanation = Callable[[Chosen], Scene]
# Kind of layer -> its scene there, and its scene back.
EXPLANATIONS: Mapping[type[Layer], tuple[Explanation, Explanation]] = {
    Conv2D: (conv, conv_back),
    Activation: (activation, activation_back),
    Pool2D: (pool, pool_back),
    Flatten: (flat, flat_back),
    Dense: (dense, dense_back),
}


def scene_of(
    chosen: Chosen, optimiser: Optimiser, values: Array, classes: tuple[str, ...]
) -> Scene:
    """Return the scene of one position.

    values (P,) are the network's own, which the optimiser will change; `classes` are names.
    """
    phase = chosen.stop.phase
    if phase not in (FORWARD, BACKWARD):
        return update_scene(chosen, optimiser, values)
    if chosen.stop.layer == len(chosen.taken.network.layers):
        return loss_scene(chosen, classes) if phase == FORWARD else loss_back(chosen, classes)
    for kind, ways in EXPLANATIONS.items():
        if isinstance(chosen.layer, kind):
            return ways[phase == BACKWARD](chosen)
    return plain(chosen) if phase == FORWARD else plain_back(chosen)
