"""Which scene explains which layer, on the way there and on the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cnn_core import Activation, Conv2D, Dense, Flatten, Layer, Optimiser, Pool2D
from cnn_core.padding import Array
from ui.views.step.activation import activation, activation_back
from ui.views.step.chosen import Chosen
from ui.views.step.conv import conv, conv_back
from ui.views.step.dense import dense, dense_back
from ui.views.step.flatten import flat, flat_back
from ui.views.step.loss import loss_back, loss_scene
from ui.views.step.plain import plain, plain_back
from ui.views.step.pooling import pool, pool_back
from ui.views.step.scene import Scene
from ui.views.step.stops import BACKWARD, FORWARD
from ui.views.step.update import update_scene

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
