"""The way back: what each layer passes on, and what a weight's gradient is the sum of."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnn_core import (
    ACTIVATIONS,
    Activation,
    Conv2D,
    Dense,
    Flatten,
    Layer,
    Pool2D,
    WeightGradient,
    avg_pool2d,
    dense_gradient_at,
    difference_at,
    input_gradient_at,
    loss_at,
    pool_window_at,
    weight_gradient_at,
)
from cnn_core.padding import Array, pad2d
from ui.arithmetic import bracketed
from ui.step.chosen import Chosen, most_telling
from ui.step.forward import look_of, options_of, selector
from ui.step.lines import (
    ROUNDED,
    batch_line,
    example_line,
    product,
    slope_line,
    summed,
)
from ui.step.numbers import MOST_TERMS, Sum, factor, fixed, short
from ui.step.scene import ALL, Follow, Frame, Panel, Piece, Row, Scene, Table
from ui.step.stops import INPUT


def backward_scene(chosen: Chosen, classes: tuple[str, ...]) -> Scene:
    """Return the scene of a position on the way back."""
    if chosen.stop.layer == len(chosen.taken.network.layers):
        return loss_scene(chosen, classes)
    for kind, make in BACKWARD.items():
        if isinstance(chosen.layer, kind):
            return make(chosen)
    return plain(chosen)


def loss_scene(chosen: Chosen, classes: tuple[str, ...]) -> Scene:
    """Return where the way back begins: p − y at the logits."""
    label = int(chosen.taken.labels[chosen.example])
    found = loss_at(chosen.taken.activations[-1][..., chosen.example], label)
    unit = chosen.pick[0] if chosen.pick else label
    unit = min(max(unit, 0), len(found.gradient) - 1)
    rows = [
        Row(
            (
                classes[k],
                fixed(float(found.probabilities[k]), 4),
                "1" if k == label else "0",
                fixed(float(found.gradient[k]), 4),
            ),
            float(found.gradient[k]),
            chosen=k == unit,
            right=k == label,
        )
        for k in range(len(found.gradient))
    ]
    truth = 1.0 if unit == label else 0.0
    difference = Sum([float(found.probabilities[unit]), -truth])
    total = Sum(found.gradient.tolist())
    wanted = "raise" if found.gradient[unit] < 0 else "lower"
    return Scene(
        "back at the logits: p − y",
        "The slope of the loss for each logit is its share minus what it should be. Orange: "
        "lower it; blue, hatched: raise it. All of them add up to 0.",
        [Table(("class", "p", "y", "p − y"), rows, sends="pick", signed=True)],
        [
            [
                Piece(f"class {classes[unit]}: ", "soft"),
                Piece(f"{difference.terms[0]} − {short(truth)} = "),
                Piece(difference.total, "result"),
                Piece(f" so learning will {wanted} this logit", "soft"),
            ],
            [
                Piece("all: ", "soft"),
                Piece(" + ".join(bracketed(one) for one in total.terms)),
                Piece(f" = {total.total}"),
            ],
        ],
        ROUNDED,
    )


def conv(chosen: Chosen) -> Scene:
    """Return one of the two positions of a convolution."""
    return conv_input(chosen) if chosen.stop.part == INPUT else conv_weights(chosen)


def chosen_weight(chosen: Chosen, shape: tuple[int, ...]) -> tuple[int, int, int]:
    """Return tile, row and column of the weight looked at in gradients (T, R, C)."""
    if chosen.weight is not None and chosen.weight[0] == chosen.stop.layer:
        tile, row, column = (
            min(max(k, 0), n - 1) for k, n in zip(chosen.weight[1:], shape, strict=True)
        )
        return tile, row, column
    grad = chosen.taken.network.layers[chosen.stop.layer].gradients["w"]
    return most_telling(grad.reshape(shape))


def conv_gradient(chosen: Chosen, number: int) -> tuple[WeightGradient, tuple[int, int, int]]:
    """Explain the gradient of the weight looked at in convolution `number`."""
    layer = chosen.taken.network.layers[number]
    assert isinstance(layer, Conv2D)
    w = layer.parameters["w"]
    tiles = w.shape[0] * w.shape[1], w.shape[2], w.shape[3]
    tile, i, j = chosen_weight(chosen, tiles)
    f, c = divmod(tile, w.shape[1])
    found = weight_gradient_at(
        chosen.taken.gradients[number + 1],
        chosen.taken.activations[number],
        w,
        weight=(f, c, i, j),
        **options_of(layer),  # type: ignore[arg-type]
    )
    return found, (tile, i, j)


def conv_weights(chosen: Chosen) -> Scene:
    """Return the position nobody else shows: one weight's gradient as a sum over all places."""
    layer = chosen.layer
    assert isinstance(layer, Conv2D)
    number, n = chosen.stop.layer, chosen.example
    found, (tile, i, j) = conv_gradient(chosen, number)
    f, c, _, _ = found.weight
    w = layer.parameters["w"]
    depth = w.shape[1]
    at = layer.geometry(chosen.before().shape)
    (top, bottom), (left, right) = at.amounts
    channel = window_channel(layer, f, c)
    image = pad2d(chosen.before(), at.amounts, layer.padding_mode)[channel][None]
    first = i * at.dilation[0], j * at.dilation[1]
    extent = tuple((o - 1) * s + 1 for o, s in zip(at.out, at.stride, strict=True))
    products = found.products[..., n]
    gradients = (layer.gradients["w"] / len(found.sums)).reshape(-1, *w.shape[2:])
    of = f", channel {c + 1}" if depth > 1 else ""
    measured = difference_at(chosen.taken, number, "w", found.weight)
    return Scene(
        f"{chosen.name}, back: what one weight did",
        f"Weight (row {i}, column {j}) of kernel {f + 1}{of} met the amber part of the input, one "
        "number for each cell of its map. Gradient: input × upstream, added up.",
        [
            Panel(
                "input",
                f"input{f', channel {channel + 1}' if depth > 1 else ''}",
                image,
                look=look_of(chosen, number),
                pads=(top, left, bottom, right),
                frames=[Frame(0, *first, extent[0], extent[1])],
                follow=Follow("products", at.stride, first),
            ),
            "×",
            Panel(
                "upstream",
                f"upstream gradient of map {f + 1}",
                found.upstream[..., n][None],
                frames=[Frame(0, 0, 0, *at.out)],
                follow=Follow("products"),
            ),
            "=",
            Panel(
                "products",
                "products",
                products[None],
                frames=[Frame(0, 0, 0, *at.out)],
            ),
            "Σ",
            Panel(
                "weights",
                f"gradients of {'the ' + str(len(gradients)) if depth == 1 else 'all'} kernels",
                gradients,
                share=0.8 if depth == 1 else 1.0,
                across=0 if depth == 1 else depth,
                sends="weight",
                layer=number,
                tone="violet",
                frames=[Frame(tile, i, j)],
            ),
        ],
        [
            example_line(found, n, f"{products.size:,} places"),
            batch_line(found, n),
            slope_line(measured, found.mean),
        ],
        ROUNDED,
        say=("input", "×", "upstream", "=", "products"),
    )


def window_channel(layer: Conv2D, filter: int, channel: int) -> int:
    """Return which input channel the kernel's own channel reads: groups have their own."""
    depth: int = layer.parameters["w"].shape[1]
    return filter // (layer.filters // layer.groups) * depth + channel


def conv_input(chosen: Chosen) -> Scene:
    """Return how a convolution hands the gradient on: all windows that read a cell send it back."""
    layer = chosen.layer
    assert isinstance(layer, Conv2D)
    x, given = chosen.before(), chosen.gradient_before()
    channel, r, c = chosen.picked(given)
    upstream = chosen.gradient_after()
    w = layer.parameters["w"]
    found = input_gradient_at(
        upstream,
        x,
        w,
        cell=(channel, r, c),
        **options_of(layer),  # type: ignore[arg-type]
    )
    filters = sorted({int(one) for one in found.readers[:, 0]})
    sums = [float(found.products[found.readers[:, 0] == f].sum()) for f in filters]
    start = [Piece(f"channel {channel + 1}, row {r}, column {c}: ", "soft")]
    lines = [summed(sums, [f"map {f + 1}" for f in filters], start=start)]
    frames = []
    if filters:
        largest = filters[int(np.abs(sums).argmax())]
        all_of = np.flatnonzero(found.readers[:, 0] == largest)
        own = all_of[found.products[all_of] != 0]
        inner = [Piece(f"of it map {largest + 1}: ", "soft")]
        under = [product(float(found.weights[k]), float(found.upstream[k])) for k in own]
        if len(own) <= MOST_TERMS:
            unit = f" and {len(all_of) - len(own)} products are 0" * (len(own) < len(all_of))
            lines.append(summed(found.products[own].tolist(), under, start=inner, unit=unit))
        rows, cols = found.readers[all_of, 1], found.readers[all_of, 2]
        first = int(rows.min()), int(cols.min())
        size = int(rows.max()) - first[0] + 1, int(cols.max()) - first[1] + 1
        frames = [Frame(ALL, *first, *size)]
    depth = w.shape[1]
    number = chosen.stop.layer
    where = (
        "Nothing lies before the picture, so training leaves this out: it says which pixels would "
        "change the loss."
        if number == 0
        else "Every cell of a map that read this number sends back its gradient, times the weight "
        "that it was read with."
    )
    return Scene(
        f"{chosen.name}, back: on to {'the picture' if number == 0 else 'the layer before'}",
        where,
        [
            Panel(
                "upstream",
                f"upstream gradients, {len(upstream)} maps",
                upstream,
                share=1.3,
                frames=frames,
            ),
            "×",
            Panel(
                "kernel",
                f"weights on channel {channel + 1}" if depth > 1 else "weights",
                w[filters, channel % depth],
                share=0.8,
                tone="violet",
            ),
            "→",
            Panel(
                "map",
                "gradient of the input",
                given,
                share=1.2,
                sends="pick",
                tone="teal",
                frames=[Frame(channel, r, c)],
            ),
        ],
        lines,
        ROUNDED,
    )


def dense(chosen: Chosen) -> Scene:
    """Return one of the two positions of a dense layer."""
    if chosen.taken.activations[chosen.stop.layer].ndim != 2:
        return plain(chosen)
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
    measured = difference_at(chosen.taken, number, "w", found.weight)
    return Scene(
        f"{chosen.name}, back: what one weight did",
        f"The weight from input {found.weight[1]} to unit {unit} was used once: its gradient is "
        "that input × the unit's gradient.",
        [
            Panel(
                "upstream",
                "gradient of the logits"
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
                f"gradients of all {whole.size:,} weights, batch",
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
                Piece(f"example {n + 1}: ", "soft"),
                Piece(f"{factor(value, 4)} × {factor(upstream, 4)} ≈ "),
                Piece(short(value * upstream), "result"),
            ],
            batch_line(found, n),
            slope_line(measured, found.mean),
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
        f"{chosen.name}, back: on to the layer before",
        "Each input gets back, from every unit, the unit's gradient times the weight between them.",
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
                "gradient of the input",
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


def flat(chosen: Chosen) -> Scene:
    """Return how flattening hands the gradient on: back into the shape of the maps."""
    given, upstream = chosen.gradient_before(), chosen.gradient_after()
    f, r, c = chosen.picked(given)
    place = (f * given.shape[1] + r) * given.shape[2] + c
    columns = upstream.shape[2]
    return Scene(
        f"{chosen.name}, back: the vector becomes maps again",
        "Nothing is computed: each number goes back to where it came from.",
        [
            Panel(
                "upstream",
                f"gradient of the vector of {given.size:,}",
                upstream,
                share=1.3,
                frames=[Frame(0, place // columns, place % columns)],
            ),
            "→",
            Panel(
                "map",
                "gradient of the maps",
                given,
                sends="pick",
                tone="teal",
                frames=[Frame(f, r, c)],
            ),
        ],
        [
            [
                Piece(f"number {place:,} → map {f}, row {r}, column {c}: ", "soft"),
                Piece(short(float(given[f, r, c])), "result"),
                Piece(" (all counted from 0)", "soft"),
            ]
        ],
    )


def told_apart(chosen: Chosen) -> Array:
    """Say which answers of a pooling have something to tell: not 0, and not all cells equal."""
    layer = chosen.layer
    assert isinstance(layer, Pool2D)
    out = chosen.after()
    mean = avg_pool2d(chosen.before(), layer.size, **layer.options)
    return np.asarray((out != 0) & (np.abs(out - mean) > 1e-3 * np.abs(out)), np.float64)


def pool(chosen: Chosen) -> Scene:
    """Return how pooling hands the gradient on: all to the winner, or to each its share."""
    layer = chosen.layer
    assert isinstance(layer, Pool2D)
    x, given, upstream = chosen.before(), chosen.gradient_before(), chosen.gradient_after()
    f, r, c = chosen.picked(upstream, telling=upstream * told_apart(chosen))
    found = pool_window_at(x, layer.size, cell=(f, r, c), kind=layer.kind, **layer.options)
    size, stride, dilation = layer.window
    at = layer.geometry(x.shape)
    span = tuple(d * (k - 1) + 1 for d, k in zip(dilation, size, strict=True))
    arriving = float(upstream[f, r, c])
    routed = found.shares * arriving
    place = np.unravel_index(int(np.abs(found.shares).argmax()), found.shares.shape)
    best = layer.kind in ("max", "min")
    first = int(found.rows[0]), int(found.cols[0])
    overlapping = stride[0] < span[0] or stride[1] < span[1]
    start = [Piece(f"map {f + 1}, row {r}, column {c}: ", "soft")]
    if best:
        line = [
            *start,
            Piece(f"{short(arriving)} goes to the winner, "),
            Piece(short(float(found.values[place])), "result"),
            Piece(
                f", at row {found.rows[place[0]]}, column {found.cols[place[1]]}; the others get 0"
            ),
        ]
    else:
        under = [product(share, arriving) for share in found.shares.ravel().tolist()]
        line = summed(routed.ravel().tolist(), under, start=start)
    frames = [Frame(0, *first, span[0], span[1])]
    follow = Follow("upstream", stride, (-at.amounts[0][0], -at.amounts[1][0]), (span[0], span[1]))
    words = (
        "Only the winner changed the answer, so it takes the whole gradient; the losers get 0."
        if best
        else "Every cell gets back the share that it had in the answer."
    )
    return Scene(
        f"{chosen.name}, back: {'to the winner alone' if best else 'to each its share'}",
        words + (" Windows overlap here: what a cell gets is added up." if overlapping else ""),
        [
            *selector(upstream, f, "choose a map"),
            Panel(
                "upstream",
                f"upstream gradient, map {f + 1}",
                upstream[f : f + 1],
                sends="pick",
                first_tile=f,
                frames=[Frame(0, r, c)],
            ),
            "→",
            Panel(
                "window",
                "who won" if best else "the window",
                found.values[None],
                share=0.5,
                largest_cell=56,
                frames=[Frame(0, int(place[0]), int(place[1]))] if best else (),
                limit=float(np.abs(x[f]).max()),
            ),
            "→",
            Panel(
                "map",
                "gradient before pooling",
                given[f : f + 1],
                tone="teal",
                limit=float(np.abs(upstream[f]).max()),
                frames=frames,
                follow=follow,
            ),
        ],
        [line],
    )


def activation(chosen: Chosen) -> Scene:
    """Return how an activation hands the gradient on: times its slope; ReLU opens or shuts."""
    layer = chosen.layer
    assert isinstance(layer, Activation)
    x, given, upstream = chosen.before(), chosen.gradient_before(), chosen.gradient_after()
    f, r, c = chosen.picked(given)
    slopes = ACTIVATIONS[layer.kind].backward(np.ones_like(x), x)
    value, slope = float(x[f, r, c]), float(slopes[f, r, c])
    relu = layer.kind == "relu"
    stopped = int(np.count_nonzero((upstream != 0) & (slopes == 0)))
    arriving = int(np.count_nonzero(upstream))
    words = (
        f"Where the number was below 0 the gate is shut: {stopped:,} of {arriving:,} gradients "
        "end here."
        if relu
        else "Each gradient is multiplied with the slope of the curve at its number."
    )
    why = f"it was {short(value)}: " + ("gate open, 1" if slope else "gate shut, 0")
    frame = [Frame(0, r, c)]
    return Scene(
        f"{chosen.name}, back: {'a gate' if relu else 'times the slope'}",
        words,
        [
            *selector(given, f, "choose a map"),
            Panel(
                "upstream",
                f"upstream gradient, map {f + 1}",
                upstream[f : f + 1],
                frames=frame,
                follow=Follow("map"),
            ),
            "×",
            Panel(
                "slope",
                "gate: 1 or 0" if relu else "slope",
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
                Piece(f"map {f + 1}, row {r}, column {c}: ", "soft"),
                Piece(why if relu else f"slope at {short(value)} is {short(slope)}", "soft"),
                Piece(f": {factor(float(upstream[f, r, c]))} × {factor(slope)} ≈ "),
                Piece(short(float(given[f, r, c])), "result"),
            ]
        ],
        say=("upstream", "×", "slope", "=", "map"),
    )


def plain(chosen: Chosen) -> Scene:
    """Return the scene of a layer without an explanation of its own."""
    return Scene(
        f"{chosen.name}, back",
        "The gradient that comes, and the one that is passed on.",
        [
            Panel("upstream", "upstream gradient", chosen.gradient_after()),
            "→",
            Panel("map", "gradient passed on", chosen.gradient_before(), tone="teal"),
        ],
        [],
    )


BACKWARD: dict[type[Layer], Callable[[Chosen], Scene]] = {
    Conv2D: conv,
    Activation: activation,
    Pool2D: pool,
    Flatten: flat,
    Dense: dense,
}
