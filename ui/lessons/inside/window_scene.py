"""One cell of a shallow convolution in the linked view, as lesson 5 shows kernels over channels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnn_core.nn import Conv2D
from cnn_core.ops import conv2d
from ui.frame.scenes import size
from ui.lessons.inside.model import Shown
from ui.lessons.inside.words import views as say
from ui.link.view import View
from ui.views.linked_view import Scene
from ui.zoo.score_scene import titled

MOST_CHANNELS, LONGEST_SIDE = 8, 28  # beyond, its cells could not be read
PLACES, WEIGHT_PLACES = 2, 3  # decimals of values and weights: their products have five
ROUNDED = say.VALUES_ARE_ROUNDED_TO_DECIMALS.format(places=PLACES, weight_places=WEIGHT_PLACES)


def window_scene(view: View, shown: Shown) -> Scene | None:
    """Return the scene of the map that is opened, None where it is too deep or too large."""
    part, layer = shown.part, shown.part.layer
    if not isinstance(layer, Conv2D) or layer.groups > 1 or part.activation not in ("", "ReLU"):
        return None
    source = shown.answer.parts[part.source]
    values = shown.answer.maps(source.number)
    channels, rows, columns = values.shape
    if channels > MOST_CHANNELS or max(rows, columns) > LONGEST_SIDE:
        return None
    at = layer.geometry(values.shape)
    image = _whole(values, PLACES)
    weights = _whole(layer.parameters["w"][shown.map][None], WEIGHT_PLACES)
    b = layer.parameters.get("b")
    bias = _whole(np.zeros(1) if b is None else b[[shown.map]], PLACES + WEIGHT_PLACES)
    sums = conv2d(
        image,
        weights,
        bias,
        stride=layer.stride,
        padding=layer.padding,
        dilation=layer.dilation,
        padding_mode=layer.padding_mode,
    )
    relu = part.activation == "ReLU"
    name = "input" if source.kind == "input" else "map"
    planes = ["input"] if name == "input" else [f"map {k}" for k in range(channels)]
    return Scene(
        image=image,
        weights=weights,
        maps=np.maximum(sums, 0) if relu else sums,
        sums=sums if relu else None,
        after="relu" if relu else "",
        divisors=[10**WEIGHT_PLACES],
        biases=[int(bias[0])],
        padding=at.amounts,
        stride=at.stride,
        dilation=at.dilation,
        mode=layer.padding_mode,
        places=PLACES,
        white=int(np.abs(image).max()) or 1,
        planes=planes if channels > 1 else (),
        input_titles=[f"{one} {size(rows, columns)}" for one in planes],
        map_titles=[f"map {shown.map} of {titled(part)}"],
        label=say.WINDOW_OF_UNDER_THE_KERNEL.format(titled=titled(source), map=shown.map),
        cell=(0, *shown.cell),
        arrival=view.arrival,
    )


def _whole(values: NDArray[np.floating], places: int) -> NDArray[np.float64]:
    return np.asarray(np.rint(np.asarray(values, np.float64) * 10**places))
