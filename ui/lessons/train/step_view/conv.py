"""A convolution, there and back: one window, one weight, one cell of the input."""

from __future__ import annotations

import numpy as np

from cnn_core.explain import (
    WeightGradient,
    difference_at,
    input_gradient_at,
    weight_gradient_at,
    window_at,
)
from cnn_core.geometry.padding import pad2d
from cnn_core.nn import Conv2D
from cnn_core.ops import ConvOptions
from ui.lessons.train.step_view.lines import (
    ROUNDED,
    batch_line,
    bias_line,
    example_line,
    slope_line,
    summed,
)
from ui.lessons.train.step_view.numbers import MOST_TERMS, Product, product
from ui.lessons.train.step_view.positions import INPUT
from ui.lessons.train.step_view.scene import ALL, Follow, Frame, Panel, Piece, Scene
from ui.lessons.train.step_view.selection import Chosen, chosen_weight, look_of
from ui.lessons.train.words import views as say


def options_of(layer: Conv2D) -> ConvOptions:
    """Return a convolution's settings by the names that the core's functions use."""
    return {
        "stride": layer.stride,
        "padding": layer.padding,
        "dilation": layer.dilation,
        "groups": layer.groups,
        "padding_mode": layer.padding_mode,
    }


def conv(chosen: Chosen) -> Scene:
    """Return a convolution's scene: windows of all channels times the kernel, and the bias."""
    layer = chosen.layer
    assert isinstance(layer, Conv2D)
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(out)
    w, b = layer.parameters["w"], layer.parameters.get("b")
    found = window_at(x, w, b, cell=(r, c), filter=f, **options_of(layer))
    at = layer.geometry(x.shape)
    (top, bottom), (left, right) = at.amounts
    sums = found.products.sum(axis=(1, 2)).tolist()
    depth = len(sums)
    largest = int(np.abs(sums).argmax())
    span = tuple(d * (k - 1) + 1 for d, k in zip(at.dilation, at.kernel, strict=True))
    lines = []
    under: list[str | Product]
    start = [Piece(f"map {f}, row {r}, column {c}: ", "soft")]
    bias = [] if b is None else [found.bias]
    if depth == 1:
        pairs = zip(found.values.ravel().tolist(), found.weights.ravel().tolist(), strict=True)
        under = [product(value, weight) for value, weight in pairs]
        terms = [*found.products.ravel().tolist(), *bias]
        lines.append(summed(terms, [*under, *(["bias"] * len(bias))], start=start))
    else:
        under = [f"channel {k}" for k in found.channels]
        lines.append(summed([*sums, *bias], [*under, *(["bias"] * len(bias))], start=start))
        pairs = zip(
            found.values[largest].ravel().tolist(),
            found.weights[largest].ravel().tolist(),
            strict=True,
        )
        inner = [Piece(f"of it channel {found.channels[largest]}: ", "soft")]
        under = [product(value, weight) for value, weight in pairs]
        lines.append(summed(found.products[largest].ravel().tolist(), under, start=inner))
    channels = f"all {depth} channels" if depth > 1 else "the image"
    chosen_channels = [*found.channels]
    return Scene(
        say.ONE_KERNEL_ONE_NUMBER.format(name=chosen.name),
        say.LAY_KERNEL_ON_MULTIPLY_AND_ADD.format(f=f, channels=channels),
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
            Panel("kernel", f"kernel {f}", found.weights, share=0.6, tone="violet"),
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


def conv_back(chosen: Chosen) -> Scene:
    """Return one of the two positions of a convolution."""
    return conv_input(chosen) if chosen.stop.part == INPUT else conv_weights(chosen)


def conv_gradient(chosen: Chosen, number: int) -> tuple[WeightGradient, tuple[int, int, int]]:
    """Explain the gradient of the weight looked at in convolution `number`."""
    layer = chosen.taken.network.layers[number]
    assert isinstance(layer, Conv2D)
    w = layer.parameters["w"]
    tiles = w.shape[0] * w.shape[1], w.shape[2], w.shape[3]
    tile, i, j = chosen_weight(chosen, number, tiles)
    f, c = divmod(tile, w.shape[1])
    found = weight_gradient_at(
        chosen.taken.gradients[number + 1],
        chosen.taken.activations[number],
        w,
        weight=(f, c, i, j),
        **options_of(layer),
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
    of = f", channel {c}" if depth > 1 else ""
    measured = difference_at(chosen.taken, number, "w", found.weight)
    return Scene(
        say.BACK_WHAT_ONE_WEIGHT_DID.format(name=chosen.name),
        say.WEIGHT_ROW_COLUMN_OF_KERNEL.format(i=i, j=j, f=f, of=of),
        [
            Panel(
                "input",
                f"input{f', channel {channel}' if depth > 1 else ''}",
                image,
                look=look_of(chosen, number),
                pads=(top, left, bottom, right),
                frames=[Frame(0, *first, extent[0], extent[1])],
                follow=Follow("products", at.stride, first),
            ),
            "×",
            Panel(
                "upstream",
                f"upstream of map {f}",
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
            batch_line(found.sums.tolist(), n),
            slope_line(measured, found.mean),
            *bias_line(chosen, f),
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
        **options_of(layer),
    )
    filters = sorted({int(one) for one in found.readers[:, 0]})
    sums = [float(found.products[found.readers[:, 0] == f].sum()) for f in filters]
    start = [Piece(f"channel {channel}, row {r}, column {c}: ", "soft")]
    lines = [summed(sums, [f"map {f}" for f in filters], start=start)]
    frames = []
    if filters:
        largest = filters[int(np.abs(sums).argmax())]
        all_of = np.flatnonzero(found.readers[:, 0] == largest)
        own = all_of[found.products[all_of] != 0]
        inner = [Piece(f"of it map {largest}: ", "soft")]
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
    where = say.NOTHING_LIES_BEFORE_THE_IMAGE if number == 0 else say.EVERY_CELL_OF_A_MAP_THAT_READ
    return Scene(
        f"{chosen.name}, back: on to {'the image' if number == 0 else 'the layer before'}",
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
                f"weights on channel {channel}" if depth > 1 else "weights",
                w[filters, channel % depth],
                share=0.8,
                tone="violet",
            ),
            "→",
            Panel(
                "map",
                say.GRADIENT_OF_THE_INPUT,
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
