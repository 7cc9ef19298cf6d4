"""A dense layer, there and back: one unit, one weight, one input."""

from __future__ import annotations

import numpy as np

from cnn_core.explain import WeightGradient, dense_at, dense_gradient_at, difference_at
from cnn_core.nn import Dense
from ui.lessons.train.step_view.fallback import plain, plain_back
from ui.lessons.train.step_view.lines import (
    ROUNDED,
    batch_line,
    bias_line,
    slope_line,
    summed,
)
from ui.lessons.train.step_view.numbers import Product, product, short
from ui.lessons.train.step_view.positions import INPUT
from ui.lessons.train.step_view.scene import Follow, Frame, Panel, Piece, Scene
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.words import views as say

MOST_LISTED = 40  # inputs of a unit that are listed one by one


def dense(chosen: Chosen) -> Scene:
    """Return a dense layer's scene: every input times a weight of one unit."""
    layer = chosen.layer
    assert isinstance(layer, Dense)
    x = chosen.taken.activations[chosen.stop.layer][..., chosen.example]
    out = chosen.taken.activations[chosen.stop.layer + 1][..., chosen.example]
    if x.ndim != 1:
        return plain(chosen)
    w, b = layer.parameters["w"], layer.parameters.get("b")
    shown = out[:, None, None]
    unit = chosen.picked(shown)[0]
    found = dense_at(x, w, b, unit=unit)
    columns = chosen.columns_of(len(x))
    groups = [slice(k, k + columns) for k in range(0, len(x), columns)]
    bias = [] if b is None else [found.bias]
    start = [Piece(f"unit {unit}: ", "soft")]
    under: list[str | Product]
    if len(x) <= MOST_LISTED:
        terms = found.products.tolist()
        under = [product(a, w) for a, w in zip(x.tolist(), found.weights.tolist(), strict=True)]
    else:
        terms = [float(found.products[one].sum()) for one in groups]
        word = "map" if len(chosen.taken.network.shapes[chosen.stop.layer - 1]) == 3 else "line"
        under = [f"{word} {k}" for k in range(len(groups))]
    lines = [summed([*terms, *bias], [*under, *(["bias"] * len(bias))], start=start)]
    follow = Follow("products")
    return Scene(
        say.EVERY_NUMBER_ADDS_TO_THE_LOGIT.format(name=chosen.name),
        say.ALL_INPUTS_TIMES_THE_WEIGHTS.format(count=len(x), unit=unit),
        [
            Panel("input", "input", chosen.vector(x), follow=follow),
            "×",
            Panel(
                "weights",
                f"weights of unit {unit}",
                chosen.vector(found.weights),
                tone="violet",
                follow=follow,
            ),
            "=",
            Panel("products", "products", chosen.vector(found.products)),
            "Σ",
            Panel(
                "map",
                "logits",
                out[None, :, None],
                share=0.32,
                sends="pick",
                tone="teal",
                frames=[Frame(0, unit, 0)],
                largest_cell=54,
            ),
        ],
        lines,
        ROUNDED,
        say=("input", "×", "weights", "=", "products"),
    )


def dense_back(chosen: Chosen) -> Scene:
    """Return one of the two positions of a dense layer."""
    if chosen.taken.activations[chosen.stop.layer].ndim != 2:
        return plain_back(chosen)
    return dense_input(chosen) if chosen.stop.part == INPUT else dense_weights(chosen)


def dense_gradient(chosen: Chosen, number: int) -> tuple[WeightGradient, tuple[int, int, int]]:
    """Explain the gradient of the weight looked at in dense layer `number`."""
    layer = chosen.taken.network.layers[number]
    units, inputs = layer.parameters["w"].shape
    columns = chosen.columns_of(inputs)
    if chosen.weight is not None and chosen.weight[0] == number:
        _, unit, row, column = chosen.weight
        unit = min(max(unit, 0), units - 1)
        place = min(max(row, 0) * columns + min(max(column, 0), columns - 1), inputs - 1)
    else:
        flat = int(np.abs(layer.gradients["w"]).argmax())
        unit, place = divmod(flat, inputs)
    found = dense_gradient_at(
        chosen.taken.gradients[number + 1],
        chosen.taken.activations[number],
        weight=(unit, place),
    )
    return found, (unit, *divmod(place, columns))


def dense_weights(chosen: Chosen) -> Scene:
    """Return a dense layer's weights: each was used once, so one product an example."""
    number, n = chosen.stop.layer, chosen.example
    found, (unit, row, column) = dense_gradient(chosen, number)
    layer = chosen.layer
    grad = chosen.taken.gradients[number + 1][:, n]
    x = chosen.taken.activations[number][:, n]
    whole = layer.gradients["w"] / len(found.sums)
    shown = np.concatenate([chosen.vector(one) for one in whole])
    value, upstream = float(found.values[0, 0, n]), float(found.upstream[0, 0, n])
    once = product(value, upstream)
    measured = difference_at(chosen.taken, number, "w", found.weight)
    return Scene(
        say.BACK_WHAT_ONE_WEIGHT_DID.format(name=chosen.name),
        say.WEIGHT_FROM_INPUT_TO_UNIT_WAS.format(weight_1=found.weight[1], unit=unit),
        [
            Panel(
                "upstream",
                say.GRADIENT_OF_THE_LOGITS
                if number + 2 == len(chosen.taken.activations)
                else "gradient",
                grad[None, :, None],
                share=0.3,
                frames=[Frame(0, unit, 0)],
                largest_cell=54,
            ),
            "×",
            Panel("input", "input", chosen.vector(x), frames=[Frame(0, row, column)]),
            "=",
            Panel("products", f"this example, unit {unit}", chosen.vector(x * grad[unit])),
            "→",
            Panel(
                "weights",
                say.GRADIENTS_OF_ALL_WEIGHTS_BATCH.format(size=whole.size),
                shown,
                share=1.5,
                sends="weight",
                layer=number,
                tone="violet",
                frames=[Frame(unit, row, column)],
            ),
        ],
        [
            [
                Piece(f"example {n}: ", "soft"),
                Piece(f"{once.text.replace('×', ' × ')} ≈ "),
                Piece(short(once.value), "result"),
            ],
            batch_line(found.sums.tolist(), n),
            slope_line(measured, found.mean),
            *bias_line(chosen, unit),
        ],
        ROUNDED,
    )


def dense_input(chosen: Chosen) -> Scene:
    """Return how a dense layer hands the gradient on: every unit sends back its share."""
    number, n = chosen.stop.layer, chosen.example
    grad = chosen.taken.gradients[number + 1][:, n]
    given = chosen.gradient_before()
    _, row, column = chosen.picked(given)
    w = chosen.layer.parameters["w"]
    place = min(row * given.shape[2] + column, w.shape[1] - 1)
    row, column = divmod(place, given.shape[2])
    weights = w[:, place]
    under = [product(float(a), float(b)) for a, b in zip(weights, grad, strict=True)]
    start = [Piece(f"input {place}: ", "soft")]
    tall = {"share": 0.32, "largest_cell": 54}
    return Scene(
        say.BACK_ON_TO_THE_LAYER_BEFORE.format(name=chosen.name),
        say.EACH_INPUT_GETS_BACK_FROM,
        [
            Panel("upstream", "gradient", grad[None, :, None], **tall),  # type: ignore[arg-type]
            "×",
            Panel(
                "weights",
                f"weights of input {place}",
                weights[None, :, None],
                tone="violet",
                follow=Follow("upstream"),
                **tall,  # type: ignore[arg-type]
            ),
            "=",
            Panel(
                "products",
                "products",
                (weights * grad)[None, :, None],
                follow=Follow("upstream"),
                **tall,  # type: ignore[arg-type]
            ),
            "Σ",
            Panel(
                "map",
                say.GRADIENT_OF_THE_INPUT,
                given,
                share=1.2,
                sends="pick",
                tone="teal",
                frames=[Frame(0, row, column)],
            ),
        ],
        [summed((weights * grad).tolist(), under, start=start)],
        ROUNDED,
        say=("upstream", "×", "weights", "=", "products"),
    )
