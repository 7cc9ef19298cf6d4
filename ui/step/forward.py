"""The way there: what each layer makes of the example, and how one of its numbers is made."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnn_core import (
    POOLINGS,
    Activation,
    Conv2D,
    Dense,
    Flatten,
    Layer,
    Pool2D,
    dense_at,
    loss_at,
    pool_window_at,
    window_at,
)
from cnn_core.padding import Array, pad2d
from ui.step.chosen import Chosen
from ui.step.lines import ROUNDED, loss_line, product, summed
from ui.step.numbers import factor, fixed, short
from ui.step.scene import ALL, GREY, SIGNED, Follow, Frame, Panel, Piece, Row, Scene, Table

MOST_LISTED = 40  # inputs of a dense unit that are listed one by one


def forward_scene(chosen: Chosen, classes: tuple[str, ...]) -> Scene:
    """Return the scene of a position on the way there."""
    if chosen.stop.layer == len(chosen.taken.network.layers):
        return loss_scene(chosen, classes)
    for kind, make in FORWARD.items():
        if isinstance(chosen.layer, kind):
            return make(chosen)
    return plain(chosen)


def look_of(chosen: Chosen, position: int) -> str:
    """Return how an activation is drawn: the picture grey, all else around 0."""
    return SIGNED if position else GREY


def options_of(layer: Conv2D) -> dict[str, object]:
    """Return a convolution's settings by the names that the core's functions use."""
    return {
        "stride": layer.stride,
        "padding": layer.padding,
        "dilation": layer.dilation,
        "groups": layer.groups,
        "padding_mode": layer.padding_mode,
    }


def selector(maps: Array, chosen: int, title: str) -> list[Panel]:
    """Return all maps small, to choose one of; nothing where there is only one."""
    if len(maps) == 1:
        return []
    whole = Frame(chosen, 0, 0, maps.shape[1], maps.shape[2])
    return [Panel("maps", title, maps, share=0.55, sends="pick", frames=[whole])]


def conv(chosen: Chosen) -> Scene:
    """Return a convolution's scene: windows of all channels times the kernel, and the bias."""
    layer = chosen.layer
    assert isinstance(layer, Conv2D)
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(out)
    w, b = layer.parameters["w"], layer.parameters.get("b")
    found = window_at(x, w, b, cell=(r, c), filter=f, **options_of(layer))  # type: ignore[arg-type]
    at = layer.geometry(x.shape)
    (top, bottom), (left, right) = at.amounts
    sums = found.products.sum(axis=(1, 2)).tolist()
    depth = len(sums)
    largest = int(np.abs(sums).argmax())
    span = tuple(d * (k - 1) + 1 for d, k in zip(at.dilation, at.kernel, strict=True))
    lines = []
    start = [Piece(f"map {f + 1}, row {r}, column {c}: ", "soft")]
    bias = [] if b is None else [found.bias]
    if depth == 1:
        pairs = zip(found.values.ravel().tolist(), found.weights.ravel().tolist(), strict=True)
        under = [product(value, weight) for value, weight in pairs]
        terms = [*found.products.ravel().tolist(), *bias]
        lines.append(summed(terms, [*under, *(["bias"] * len(bias))], start=start))
    else:
        under = [f"channel {k + 1}" for k in found.channels]
        lines.append(summed([*sums, *bias], [*under, *(["bias"] * len(bias))], start=start))
        pairs = zip(
            found.values[largest].ravel().tolist(),
            found.weights[largest].ravel().tolist(),
            strict=True,
        )
        inner = [Piece(f"of it channel {found.channels[largest] + 1}: ", "soft")]
        under = [product(value, weight) for value, weight in pairs]
        lines.append(summed(found.products[largest].ravel().tolist(), under, start=inner))
    channels = f"all {depth} channels" if depth > 1 else "the picture"
    chosen_channels = [*found.channels]
    return Scene(
        f"{chosen.name}: one kernel, one number",
        f"Lay kernel {f + 1} on {channels}, multiply, add everything and the bias. "
        f"Choose another cell of a map.",
        [
            Panel(
                "input",
                "what comes in",
                pad2d(x, at.amounts, layer.padding_mode)[chosen_channels],
                look=look_of(chosen, chosen.stop.layer),
                share=1.25,
                pads=(top, left, bottom, right),
                frames=[
                    Frame(ALL, r * at.stride[0], c * at.stride[1], span[0], span[1]),
                ],
                follow=Follow("map", at.stride, (0, 0), (span[0], span[1]), ALL),
            ),
            Panel("window", "window", found.values, look_of(chosen, chosen.stop.layer), 0.6),
            "×",
            Panel("kernel", f"kernel {f + 1}", found.weights, share=0.6, tone="violet"),
            "→",
            Panel(
                "map",
                f"{len(out)} maps",
                out,
                share=1.5,
                sends="pick",
                tone="teal",
                frames=[Frame(f, r, c)],
            ),
        ],
        lines,
        ROUNDED,
    )


def activation(chosen: Chosen) -> Scene:
    """Return an activation's scene: the same cell before and after."""
    layer = chosen.layer
    assert isinstance(layer, Activation)
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(out, telling=x)
    value, answer = float(x[f, r, c]), float(out[f, r, c])
    name = chosen.name.split(" ")[0]
    rule = f"max(0, {short(value)})" if layer.kind == "relu" else f"{layer.kind}({short(value)})"
    cut = int(np.count_nonzero(x < 0))
    words = (
        f"Whatever is below 0 becomes 0: {cut:,} of {x.size:,} numbers here."
        if layer.kind == "relu"
        else "Each number is bent on its own."
    )
    return Scene(
        f"{chosen.name}: {'found it, or not' if layer.kind == 'relu' else 'bent'}",
        f"{words} The next layer sees only what is left.",
        [
            *selector(x, f, "choose a map"),
            Panel(
                "before",
                f"map {f + 1} before",
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
                Piece(f"map {f + 1}, row {r}, column {c}: ", "soft"),
                Piece(f"{rule} = "),
                Piece(short(answer), "result"),
            ]
        ],
        say=("before", "→", "after"),
    )


def winners(layer: Pool2D, x: np.ndarray, out: np.ndarray) -> np.ndarray | None:
    """Mark the cells (C, H, W) that a maximum took: those that would get a gradient back."""
    if layer.kind not in ("max", "min"):
        return None
    given = POOLINGS[layer.kind].backward(np.ones_like(out), x, layer.size, **layer.options)
    return np.asarray(given > 0)


def pool(chosen: Chosen) -> Scene:
    """Return a pooling's scene: one window, and who won it."""
    layer = chosen.layer
    assert isinstance(layer, Pool2D)
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(out)
    found = pool_window_at(x, layer.size, cell=(f, r, c), kind=layer.kind, **layer.options)
    size, stride, dilation = layer.window
    at = layer.geometry(x.shape)
    span = tuple(d * (k - 1) + 1 for d, k in zip(dilation, size, strict=True))
    first = int(found.rows[0]), int(found.cols[0])
    values = found.values[found.inside].tolist()
    best = layer.kind in ("max", "min")
    start = [Piece(f"map {f + 1}, row {r}, column {c}: ", "soft")]
    if best:
        listed = ", ".join(short(one) for one in values)
        word = "max" if layer.kind == "max" else "min"
        line = [*start, Piece(f"{word}({listed}) = "), Piece(short(found.result), "result")]
    elif layer.kind == "avg":
        line = summed(values, [""] * len(values), start=[*start, Piece("(")])
        total = line.pop()
        cells = round(1 / float(found.shares.max()))
        line[-1] = Piece(f") / {cells} = {total.text} / {cells} ≈ ")
        line.append(Piece(short(found.result), "result"))
    else:
        squares = summed([one * one for one in values], [f"{factor(one)}²" for one in values])
        total = squares.pop()
        squares[-1] = Piece(f") = √{total.text} ≈ ")
        line = [*start, Piece("√("), *squares, Piece(short(found.result), "result")]
    place = np.unravel_index(int(found.shares.argmax()), found.shares.shape)
    marks = winners(layer, x, out)
    return Scene(
        f"{chosen.name}: {'the winner of each window' if best else 'one number a window'}",
        (
            "Only the largest number of each window goes on. Dots mark the winners: they alone "
            "will get the gradient back."
            if layer.kind == "max"
            else "Each window becomes one number; every cell had a part in it."
        ),
        [
            *selector(out, f, "choose a map"),
            Panel(
                "before",
                f"map {f + 1} before, {x.shape[1]}×{x.shape[2]}",
                x[f : f + 1],
                marks=None if marks is None else marks[f : f + 1],
                frames=[Frame(0, *first, span[0], span[1])],
                follow=Follow(
                    "map",
                    stride,
                    (-at.amounts[0][0], -at.amounts[1][0]),
                    (span[0], span[1]),
                ),
            ),
            Panel(
                "window",
                "the window",
                found.values[None],
                share=0.5,
                largest_cell=56,
                frames=[Frame(0, int(place[0]), int(place[1]))] if best else (),
                limit=float(np.abs(x[f]).max()),
            ),
            "→",
            Panel(
                "map",
                f"after, {out.shape[1]}×{out.shape[2]}",
                out[f : f + 1],
                sends="pick",
                first_tile=f,
                tone="teal",
                frames=[Frame(0, r, c)],
                limit=float(np.abs(x[f]).max()),
            ),
        ],
        [line],
    )


def flat(chosen: Chosen) -> Scene:
    """Return flattening's scene: a map becomes a stretch of one long vector."""
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(x)
    place = (f * x.shape[1] + r) * x.shape[2] + c
    columns = out.shape[2]
    _, rows, wide = x.shape
    return Scene(
        f"{chosen.name}: maps become one vector",
        f"Nothing is computed: {len(x)} maps of {rows}×{wide} are laid out one after the other, "
        f"{x.size:,} numbers in a row (drawn in {out.shape[1]} lines).",
        [
            Panel("before", "maps", x, sends="pick", frames=[Frame(f, r, c)]),
            "→",
            Panel(
                "after",
                f"vector of {x.size:,}",
                out,
                share=1.3,
                tone="teal",
                frames=[Frame(0, place // columns, place % columns)],
            ),
        ],
        [
            [
                Piece(f"map {f}, row {r}, column {c} → number ", "soft"),
                Piece(f"{f}·{rows * wide} + {r}·{wide} + {c} = "),
                Piece(f"{place:,}", "result"),
                Piece(f" of the vector: {short(float(x[f, r, c]))} (all counted from 0)", "soft"),
            ]
        ],
    )


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
    if len(x) <= MOST_LISTED:
        terms = found.products.tolist()
        under = [product(a, w) for a, w in zip(x.tolist(), found.weights.tolist(), strict=True)]
    else:
        terms = [float(found.products[one].sum()) for one in groups]
        word = "map" if len(chosen.taken.network.shapes[chosen.stop.layer - 1]) == 3 else "line"
        under = [f"{word} {k + 1}" for k in range(len(groups))]
    lines = [summed([*terms, *bias], [*under, *(["bias"] * len(bias))], start=start)]
    follow = Follow("products")
    return Scene(
        f"{chosen.name}: every number has a say in every class",
        f"All {len(x):,} inputs times the weights of unit {unit}, added up: one logit. "
        "Choose another unit.",
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


def loss_scene(chosen: Chosen, classes: tuple[str, ...]) -> Scene:
    """Return the loss's scene: softmax, and the surprise at the right class."""
    label = int(chosen.taken.labels[chosen.example])
    found = loss_at(chosen.taken.activations[-1][..., chosen.example], label)
    rows = [
        Row(
            (
                classes[k],
                fixed(float(found.logits[k]), 3),
                fixed(float(found.exponentials[k]), 4),
                fixed(float(found.probabilities[k]), 4),
            ),
            float(found.probabilities[k]),
            right=k == label,
        )
        for k in range(len(found.logits))
    ]
    largest = float(found.logits.max())
    p = float(found.probabilities[label])
    return Scene(
        "loss: how surprised is it by the right answer?",
        f"Softmax turns logits into shares of 1. This is class {classes[label]}: the loss is −log "
        "of the share that it got.",
        [Table(("class", "logit z", f"e^(z − {short(largest)})", "p"), rows)],
        [
            [
                Piece(f"p({classes[label]}) = e^({short(float(found.logits[label]))} − "),
                Piece(f"{factor(largest)}) / sum ≈ "),
                Piece(f"{short(float(found.exponentials[label]), 4)} / {short(found.total, 5)} ≈ "),
                Piece(short(p, 4), "result"),
            ],
            [
                Piece(f"loss = −log({short(p, 4)}) ≈ "),
                Piece(short(found.loss, 4), "result"),
            ],
            loss_line(chosen.taken, chosen.example),
        ],
        ROUNDED,
    )


def plain(chosen: Chosen) -> Scene:
    """Return the scene of a layer without an explanation of its own: before and after."""
    x, out = chosen.before(), chosen.after()
    return Scene(
        chosen.name,
        "What comes in, and what goes out.",
        [
            Panel("before", "before", x, look=look_of(chosen, chosen.stop.layer)),
            "→",
            Panel("after", "after", out, tone="teal"),
        ],
        [],
    )


FORWARD: dict[type[Layer], Callable[[Chosen], Scene]] = {
    Conv2D: conv,
    Activation: activation,
    Pool2D: pool,
    Flatten: flat,
    Dense: dense,
}
