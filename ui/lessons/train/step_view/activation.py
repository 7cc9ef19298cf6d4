"""An activation, there and back: what is let through, and which gradients are."""

from __future__ import annotations

import numpy as np

from cnn_core.nn import Activation
from cnn_core.ops import ACTIVATIONS
from ui.lessons.train.step_view.numbers import product, short
from ui.lessons.train.step_view.scene import Follow, Frame, Panel, Piece, Scene, selector
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.words import views as say
from ui.text.worked_examples import with_numbers


def activation(chosen: Chosen) -> Scene:
    """Return an activation's scene: the same cell before and after."""
    layer = chosen.layer
    assert isinstance(layer, Activation)
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(out, telling=x)
    value, answer = float(x[f, r, c]), float(out[f, r, c])
    function = ACTIVATIONS[layer.kind]
    name = function.name
    rule = with_numbers(function.examples[0 if value > 0 else 1], x=short(value))
    cut = int(np.count_nonzero((x != 0) & (out == 0)))
    words = (
        say.OF_NUMBERS_BECOME_THE_OTHERS.format(cut=cut, size=x.size)
        if function.gate
        else say.EACH_NUMBER_IS_BENT_ON_ITS_OWN
    )
    return Scene(
        (say.FOUND_IT_OR_NOT if function.gate else say.CHANGED_BY_THE_CURVE).format(
            name=chosen.name
        ),
        say.NEXT_LAYER_SEES_ONLY_WHAT.format(words=words),
        [
            *selector(x, f, "choose a map"),
            Panel(
                "before",
                f"map {f} before",
                x[f : f + 1],
                sends="pick",
                first_tile=f,
                frames=[Frame(0, r, c)],
                follow=Follow("after"),
            ),
            "→",
            Panel(
                "after",
                f"after {name}",
                out[f : f + 1],
                tone="teal",
                sends="pick",
                first_tile=f,
                frames=[Frame(0, r, c)],
                limit=float(np.abs(x[f]).max()),
            ),
        ],
        [
            [
                Piece(f"map {f}, row {r}, column {c}: ", "soft"),
                Piece(f"{rule} = "),
                Piece(short(answer), "result"),
            ]
        ],
        say=("before", "→", "after"),
    )


def activation_back(chosen: Chosen) -> Scene:
    """Return how an activation hands the gradient on: times its slope; ReLU opens or shuts."""
    layer = chosen.layer
    assert isinstance(layer, Activation)
    x, given, upstream = chosen.before(), chosen.gradient_before(), chosen.gradient_after()
    f, r, c = chosen.picked(given)
    gate = ACTIVATIONS[layer.kind].gate
    slopes = ACTIVATIONS[layer.kind].backward(np.ones_like(x), x)
    value, slope = float(x[f, r, c]), float(slopes[f, r, c])
    stopped = int(np.count_nonzero((upstream != 0) & (slopes == 0)))
    arriving = int(np.count_nonzero(upstream))
    words = (
        say.WHERE_THE_NUMBER_BECAME.format(stopped=stopped, arriving=arriving)
        if gate
        else say.EACH_GRADIENT_IS_MULTIPLIED
    )
    why = f"it was {short(value)}: " + ("gate open, 1" if slope else "gate shut, 0")
    frame = [Frame(0, r, c)]
    handed = product(float(upstream[f, r, c]), slope)
    return Scene(
        f"{chosen.name}, back: {'a gate' if gate else 'times the slope'}",
        words,
        [
            *selector(given, f, "choose a map"),
            Panel(
                "upstream",
                f"upstream gradient, map {f}",
                upstream[f : f + 1],
                frames=frame,
                follow=Follow("map"),
            ),
            "×",
            Panel(
                "slope",
                "gate: 1 or 0" if gate else "slope",
                slopes[f : f + 1],
                frames=frame,
                follow=Follow("map"),
                limit=2.0,
            ),
            "=",
            Panel(
                "map",
                "gradient passed on",
                given[f : f + 1],
                sends="pick",
                first_tile=f,
                tone="teal",
                frames=frame,
                limit=float(np.abs(upstream[f]).max()),
            ),
        ],
        [
            [
                Piece(f"map {f}, row {r}, column {c}: ", "soft"),
                Piece(why if gate else f"slope at {short(value)} is {short(slope)}", "soft"),
                Piece(f": {handed.text.replace('×', ' × ')} ≈ "),
                Piece(short(handed.value), "result"),
            ]
        ],
        say=("upstream", "×", "slope", "=", "map"),
    )
