"""What a network makes of one picture, layer by layer, for the drawing pad."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.nn import Network, receptive_field
from cnn_core.nn.summary import Field
from cnn_core.ops import softmax
from ui.lessons.train.words import views as say
from ui.views.drawing_pad import Answer, LayerMaps

NOT_FINITE = say.SOME_OF_THE_NETWORKS_NUMBERS


def network_answer(
    network: Network, image: NDArray[np.float32], classes: Sequence[str], words: str
) -> Answer | None:
    """Return the answer to one image (C, H, W), None where it is no finite numbers."""
    with np.errstate(all="ignore"):
        trace = network.trace(image)
        answers = [one[..., 0].astype(np.float32) for one in trace.activations]
        logits = answers[-1].reshape(-1)
        if not all(np.isfinite(one).all() for one in answers):
            return None
    fields = receptive_field(network.layers)
    layers = [
        _maps(number, layer.name, answer, field, classes)
        for number, (layer, answer, field) in enumerate(
            zip(network.layers, answers[1:], fields, strict=True), start=1
        )
    ]
    probabilities = softmax(logits).astype(np.float32)
    return Answer(image, words, classes, logits, probabilities, layers)


def _maps(
    number: int, name: str, answer: NDArray[Any], field: Field | None, classes: Sequence[str]
) -> LayerMaps:
    size = "×".join(map(str, answer.shape))
    if answer.ndim == 1:
        names = classes if len(classes) == len(answer) else ()
        return LayerMaps(f"{number} {name}, {size}", answer[None, None], names=names)
    axes = None
    if field is not None:
        pairs = zip(field.size, field.jump, field.start, strict=True)
        rows, columns = ((int(size), int(jump), int(start)) for size, jump, start in pairs)
        axes = (rows, columns)
    return LayerMaps(f"{number} {name}, {size}", answer, axes)
