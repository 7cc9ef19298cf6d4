"""The end of a step: what the optimiser makes of a gradient, with its memory and its numbers."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from cnn_core.explain import AdamUpdate, OtherUpdate, SGDUpdate, Update, updates_at
from cnn_core.geometry.padding import Array
from cnn_core.nn import Conv2D, Dense, Optimiser
from ui.lessons.train.step_view.conv import conv_gradient
from ui.lessons.train.step_view.dense import dense_gradient
from ui.lessons.train.step_view.numbers import Figure, exactly, figure, read, short
from ui.lessons.train.step_view.scene import Frame, Panel, Piece, Scene
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.words import views as say
from ui.text.numbers import decimal

Line = list[Piece]


def update_scene(chosen: Chosen, optimiser: Optimiser, values: Array) -> Scene:
    """Return the update of the weight last looked at, and of its whole kernel.

    values (P,) are the network's own: what the optimiser will change.
    """
    layers = chosen.taken.network.layers
    number = weighed(chosen)
    layer = layers[number]
    if isinstance(layer, Conv2D):
        _, (tile, i, j) = conv_gradient(chosen, number)
        w = layer.parameters["w"]
        f, c = divmod(tile, w.shape[1])
        kernel: list[tuple[int, ...]] = [(f, c, *cell) for cell in np.ndindex(w.shape[2:])]
        shape, here = w.shape[2:], (i, j)
        of = f"kernel {f}" + (f", channel {c}" if w.shape[1] > 1 else "")
    else:
        _, (unit, i, j) = dense_gradient(chosen, number)
        columns = chosen.columns_of(layer.parameters["w"].shape[1])
        rows = -(-layer.parameters["w"].shape[1] // columns)
        tile, shape, here = unit, (rows, columns), (i, j)
        kernel = [(unit, k) for k in range(layer.parameters["w"].shape[1])]
        of = f"unit {unit}"
    places = [place_of(chosen, number, index) for index in kernel]
    found = updates_at(optimiser, values, chosen.taken.grad, places)

    def grid(name: str) -> Array:
        numbers = [getattr(one, name) for one in found]
        filled = np.zeros(math.prod(shape))
        filled[: len(numbers)] = numbers
        return filled.reshape(1, *shape)

    one = found[here[0] * shape[1] + here[1]]
    most = float(max(np.abs(grid("before")).max(), np.abs(grid("after")).max()))
    frame = [Frame(0, *here)]
    kind, words = _told(one)

    def panel(name: str, title: str, tone: str = "soft", limit: float = 0.0) -> Panel:
        return Panel(
            name,
            title,
            grid(name),
            tone=tone,
            limit=limit,
            layer=number,
            frames=frame,
            sends="weight",
            first_tile=tile,
            largest_cell=48,
        )

    return Scene(
        f"update: {kind}, {chosen.name_of(number)}, {of}",
        words,
        [
            panel("before", "before", "violet", most),
            "→",
            panel("gradient", "gradient (batch)"),
            "→",
            panel("change", "what is subtracted"),
            "=",
            panel("after", "after", "violet", most),
        ],
        lines_of(one),
        say.EACH_LINE_IS_ROUNDED_THE_NEXT,
    )


def _told(one: Update) -> tuple[str, str]:
    """Return what a rule is called, and how it moves a weight."""
    match one:
        case AdamUpdate():
            return "Adam", say.ADAM_KEEPS_TWO_RUNNING_MEANS_M.format(
                short=short(one.change / one.learning_rate, 2)
            )
        case SGDUpdate():
            push = say.WITH_THE_PUSH_OF_THE_STEPS if one.momentum else ""
            return (
                "gradient descent",
                say.EACH_WEIGHT_MOVES_AGAINST.format(push=push),
            )
    return one.title, say.WHAT_SUBTRACTS_FROM_EACH.format(title=one.title)


def weighed(chosen: Chosen) -> int:
    """Return the layer whose weight was looked at last, else the first with weights."""
    layers = chosen.taken.network.layers
    able = [
        k
        for k, layer in enumerate(layers)
        if isinstance(layer, Conv2D)
        or (isinstance(layer, Dense) and chosen.taken.activations[k].ndim == 2)
    ]
    if chosen.weight is not None and chosen.weight[0] in able:
        return chosen.weight[0]
    return able[0]


def place_of(chosen: Chosen, number: int, index: tuple[int, ...]) -> int:
    """Return where in the vector of all parameters one weight stands."""
    network = chosen.taken.network
    before = sum(one.size for layer in network.layers[:number] for one in layer.parameters.values())
    return before + int(np.ravel_multi_index(index, network.layers[number].parameters["w"].shape))


def lines_of(one: Update) -> list[Line]:
    """Print an update line by line, each worked out from the numbers printed before it."""
    match one:
        case SGDUpdate():
            change, lines = sgd_lines(one)
        case AdamUpdate():
            change, lines = adam_lines(one)
        case OtherUpdate():
            change, lines = other_lines(one)
    before = figure(one.before)
    lines.append(
        [
            Piece("weight: ", "soft"),
            Piece(before.text, "weight", "before"),
            Piece(f" − {change.factor} = "),
            Piece(exactly(read(before.text) - read(change.text)), "result", "after"),
        ]
    )
    return lines


def decayed(one: SGDUpdate | AdamUpdate) -> tuple[Figure, list[Line]]:
    """Return the gradient that counts, and the line that adds weight decay to it."""
    if not one.decay:
        return figure(one.gradient), []
    gradient, decay = figure(one.gradient), figure(one.decay)
    total = exactly(read(gradient.text) + read(decay.text))
    line = [
        Piece("g: ", "soft"),
        Piece(gradient.text, "term", "gradient"),
        Piece(" + "),
        Piece(decay.factor, "term", "weight decay × weight"),
        Piece(" = "),
        Piece(total, "result"),
    ]
    return Figure(total, float(read(total))), [line]


def sgd_lines(one: SGDUpdate) -> tuple[Figure, list[Line]]:
    """Print gradient descent, with momentum if there is any, and return the step."""
    g, lines = decayed(one)
    velocity = g
    if one.momentum:
        momentum, old = figure(one.momentum), figure(one.old_velocity)
        velocity = figure(momentum.value * old.value + g.value)
        lines.append(
            [
                Piece("velocity: ", "soft"),
                Piece(f"{momentum.text} × {old.factor} + {g.factor} ≈ "),
                Piece(velocity.text, "result"),
            ]
        )
    change = figure(one.learning_rate * velocity.value)
    lines.append(
        [
            Piece("step: ", "soft"),
            Piece(rate_of(one), "weight", "learning rate"),
            Piece(f" × {velocity.factor} ≈ "),
            Piece(change.text, "result"),
        ]
    )
    return change, lines


def adam_lines(one: AdamUpdate) -> tuple[Figure, list[Line]]:
    """Print Adam: both moments, both corrections, the step; and return it."""
    moments, (g, lines) = [], decayed(one)
    for name, beta, old, part, times in (
        ("m, mean", one.beta1, figure(one.old_mean), g.value, g.factor),
        ("v, square", one.beta2, figure(one.old_square), g.value * g.value, f"{g.factor}²"),
    ):
        rest, divisor = figure(1 - beta), figure(1 - beta**one.step)
        moment = figure(beta * old.value + rest.value * part)
        moments.append(figure(moment.value / divisor.value))
        lines.append(
            [
                Piece(f"{name}: ", "soft"),
                Piece(f"{short(beta)} × {old.factor} + {rest.text} × {times} ≈ "),
                Piece(moment.text, "result"),
                Piece(f" / (1 − {short(beta)}^{one.step} ≈ {divisor.text}) ≈ "),
                Piece(moments[-1].text, "result", "corrected"),
            ]
        )
    mean, square = moments
    root = math.sqrt(square.value) + one.epsilon
    change = figure(one.learning_rate * mean.value / root)
    lines.append(
        [
            Piece("step: ", "soft"),
            Piece(rate_of(one), "weight", "learning rate"),
            Piece(f" × {mean.factor} / (√{square.text}"),
            Piece(f" + {figure(one.epsilon).text}) ≈ "),
            Piece(change.text, "result"),
        ]
    )
    return change, lines


def other_lines(one: OtherUpdate) -> tuple[Figure, list[Line]]:
    """Print what a rule without lines of its own made of the gradient, and return the step."""
    change = figure(one.change)
    line = [
        Piece("step: ", "soft"),
        Piece(short(one.gradient), "term", "gradient"),
        Piece(f" under {one.title} → "),
        Piece(change.text, "result", "tried"),
    ]
    return change, [line]


def rate_of(one: SGDUpdate | AdamUpdate) -> str:
    """Write the learning rate with all its digits."""
    return decimal(Fraction(f"{one.learning_rate:g}"), 12)
