"""What a network costs and how far it sees, worked out without running it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cnn_core.geometry.sizes import Geometry, Padding, Pair, pad_amounts, pair, span
from cnn_core.nn.arithmetic import Count, Minus, Product, Rounded, Sum, Term
from cnn_core.nn.blocks import Block
from cnn_core.nn.conv_layers import ConvTranspose2D
from cnn_core.nn.layer import Layer, Shape
from cnn_core.nn.layers import Dense, Flatten
from cnn_core.nn.pool_layers import GlobalAvgPool

# Bytes of one number: networks compute in float32.
NUMBER = 4


@dataclass(frozen=True)
class Field:
    """The pixels that cell (r, c) of a map depends on; every pair is (rows, columns).

    They are the `size` pixels of each axis from `start + r * jump` on. A start below 0 lies in the
    padding.
    """

    size: Pair = (1, 1)
    jump: Pair = (1, 1)
    start: Pair = (0, 0)

    def of(self, row: int, col: int) -> tuple[slice, slice]:
        """Return the rows and columns that one cell sees, which may reach over the border."""
        first = self.start[0] + row * self.jump[0], self.start[1] + col * self.jump[1]
        return slice(first[0], first[0] + self.size[0]), slice(first[1], first[1] + self.size[1])


@dataclass(frozen=True)
class Row:
    """One layer of a network, for one input."""

    number: int  # from 1
    layer: Layer
    shape: Shape  # of its answer
    size: tuple[Count, ...]  # rows and columns of the answer, one count if both agree
    parameters: Count
    multiply_adds: Count
    memory: Count  # bytes of its answer
    field: Field | None  # None: every pixel, or windows that differ from cell to cell
    # How many rows, and columns, of the input one cell sees, from the first to the last: those of
    # its field, or what all fields together cover of the input. () where they differ by cell.
    sees: tuple[Count, ...]

    @property
    def name(self) -> str:
        """What the layer is called."""
        return self.layer.name


@dataclass(frozen=True)
class Description:
    """A network layer by layer, as far as its layers fit; `fault` says which does not, and why."""

    input_shape: Shape
    rows: tuple[Row, ...]
    fault: str = ""
    reason: str = ""  # the fault without the layer's number and name

    @property
    def output_shape(self) -> Shape:
        """The shape of the last answer."""
        return self.rows[-1].shape if self.rows else self.input_shape

    @property
    def parameters(self) -> int:
        """The numbers that training sets."""
        return sum(row.parameters.value for row in self.rows)

    @property
    def multiply_adds(self) -> int:
        """Multiplications with weights, each with its addition, for one input."""
        return sum(row.multiply_adds.value for row in self.rows)

    @property
    def memory(self) -> int:
        """Bytes of the input, all answers and all parameters."""
        answers = sum(row.memory.value for row in self.rows)
        return answers + NUMBER * (math.prod(self.input_shape) + self.parameters)

    def share(self, row: Row) -> float:
        """Return which part of all parameters one layer holds, 0 to 1."""
        return row.parameters.value / self.parameters if self.parameters else 0.0


def describe(layers: Iterable[Layer], input_shape: Shape) -> Description:
    """Work out shapes, parameters, multiply-adds, memory and receptive field of every layer.

    Nothing runs, so that a network of any size takes no time. A layer that does not fit ends the
    list and is named in `fault`, with what mends it. Errors: an input without cells.

    >>> from cnn_core.nn.layers import Conv2D, Dense, Flatten
    >>> found = describe([Conv2D(32), Flatten(), Dense(2)], (3, 5, 5))
    >>> [row.parameters.value for row in found.rows]
    [896, 0, 578]
    """
    if len(input_shape) not in (1, 3) or min(input_shape, default=0) < 1:
        raise ValueError(
            f"an input is (channels, rows, columns) or (features,), each at least 1, "
            f"not {input_shape}"
        )
    rows: list[Row] = []
    shape, field = input_shape, Field() if len(input_shape) == 3 else None
    cells: Pair = (1, 1)  # of the last maps, which a vector is made from
    seen: tuple[Count, ...] = (Count(1), Count(1)) if field else ()
    for number, layer in enumerate(layers, 1):
        try:
            if len(shape) == 3:
                cells = shape[1], shape[2]
            before, field = field, _seen_through(layer, field, flat=len(shape) == 1)
            if before is not None and (field is None or layer.window[0] != (1, 1)):
                seen = _sees(layer, before, field, cells, input_shape)
            row = _row(number, layer, shape, field, seen)
        except ValueError as misfit:
            fault = f"layer {number}, {layer.name}, does not fit: {misfit}"
            return Description(input_shape, tuple(rows), fault, str(misfit))
        rows.append(row)
        shape = row.shape
    return Description(input_shape, tuple(rows))


def receptive_field(layers: Iterable[Layer]) -> list[Field | None]:
    """Return what one cell of each layer's answer sees of the input.

    None is every pixel or, after a transposed convolution, windows that differ from cell to cell.
    size' = size + d(k - 1) * jump, jump' = s * jump, start' = start - p * jump, for each axis.
    (Araujo, Norris and Sim: Computing receptive fields, 2019.)

    >>> from cnn_core.nn.layers import Conv2D, MaxPool2D
    >>> [field.size[0] for field in receptive_field([Conv2D(), MaxPool2D(), Conv2D()])]
    [3, 4, 8]
    """
    fields: list[Field | None] = []
    field: Field | None = Field()
    flat = False
    for layer in layers:
        field = _seen_through(layer, field, flat=flat)
        flat = flat or isinstance(layer, Flatten)
        fields.append(field)
    return fields


def _seen_through(layer: Layer, field: Field | None, *, flat: bool) -> Field | None:
    """Return the field of a layer's cells from that of the cells it reads."""
    if field is None or isinstance(layer, GlobalAvgPool | ConvTranspose2D):
        return None
    if isinstance(layer, Block):
        inside = receptive_field(layer.layers)
        if inside and inside[-1] is None:
            return None
    if flat and isinstance(layer, Dense):
        return None
    kernel, stride, dilation = layer.window
    padding: Padding = getattr(layer, "padding", 0)
    amounts = pad_amounts(padding, kernel, stride=stride, dilation=dilation)
    axes = range(2)
    size, jump, start = (
        [field.size[a] + dilation[a] * (kernel[a] - 1) * field.jump[a] for a in axes],
        [stride[a] * field.jump[a] for a in axes],
        [field.start[a] - amounts[a][0] * field.jump[a] for a in axes],
    )
    return Field((size[0], size[1]), (jump[0], jump[1]), (start[0], start[1]))


def _sees(
    layer: Layer, before: Field, after: Field | None, cells: Pair, input_shape: Shape
) -> tuple[Count, ...]:
    """Count the rows and columns that a layer's cells see; `cells` (rows, columns) come in."""
    if after is not None:
        kernel, _, dilation = layer.window
        works = [
            Sum(before.size[a], Product(dilation[a], _less_one(kernel[a]), before.jump[a]))
            for a in (0, 1)
        ]
        return tuple(Count(*one) for one in zip(after.size, works, strict=True))
    if isinstance(layer, ConvTranspose2D):
        return ()
    return tuple(_all_seen(before, cells[a], a, input_shape[1 + a]) for a in (0, 1))


def _all_seen(field: Field, cells: int, axis: int, length: int) -> Count:
    """Count what all cells along an axis see together, from the first to the last pixel."""
    start, size, jump = field.start[axis], field.size[axis], field.jump[axis]
    stop = start + (cells - 1) * jump + size
    inside = max(min(stop, length) - max(start, 0), 0)
    outside = stop - start - inside
    beyond = (Minus(outside, outside=True),) if outside else ()
    return Count(inside, Sum(Product(_less_one(cells), jump), size, *beyond))


def _row(
    number: int, layer: Layer, shape: Shape, field: Field | None, sees: tuple[Count, ...]
) -> Row:
    out = layer.output_shape(shape)
    weights = layer.parameter_shapes(shape)
    multiply_adds = layer.multiply_adds(shape)
    # One product for each weight at each place: of the answer, or of an input stamped onto it.
    places = shape if isinstance(layer, ConvTranspose2D) else out
    factors = *places[1:], *_weight_factors(weights.get("w", ()))
    # A layer of another kind may use its weights otherwise.
    work = Product(*factors) if "w" in weights and math.prod(factors) == multiply_adds else None
    values = math.prod(out)
    return Row(
        number=number,
        layer=layer,
        shape=out,
        size=_sizes(layer, shape, out),
        parameters=_parameters(weights),
        multiply_adds=Count(multiply_adds, work),
        memory=Count(NUMBER * values, Product(*out[1:], out[0], NUMBER)),
        field=field,
        sees=sees,
    )


def _parameters(shapes: dict[str, Shape]) -> Count:
    """Count parameters: (k·k·C + 1)·F with a bias, else a sum; one number needs no work."""
    total = sum(map(math.prod, shapes.values()))
    factors = {name: shape or (1,) for name, shape in shapes.items()}
    if "w" in shapes:
        *inputs, filters = factors["w"] = _weight_factors(factors["w"])
        if inputs and shapes == {"w": shapes["w"], "b": (filters,)}:
            return Count(total, Product(Sum(Product(*inputs), 1), filters))
    terms = [Product(*shape) for shape in factors.values()]
    # One number alone needs no work.
    plain = len(terms) < 2 and all(len(one.factors) < 2 for one in terms)
    return Count(total, None if plain else Sum(*terms))


def _weight_factors(w: Shape) -> Shape:
    """Return the sizes of weights as they are read aloud: rows, columns, channels, filters."""
    return *w[2:], *w[:2][::-1]


def _sizes(layer: Layer, shape: Shape, out: Shape) -> tuple[Count, ...]:
    """Count how many rows and columns a layer's answer has, with their arithmetic."""
    if isinstance(layer, Flatten):
        return (Count(out[0], Product(*shape)),)
    if isinstance(layer, ConvTranspose2D):
        works = [_enlarged(layer, shape, axis) for axis in (0, 1)]
    else:
        find = getattr(layer, "geometry", None)
        if find is None:
            return ()
        at: Geometry = find(shape)
        how: Literal["ceil", "floor"] = "ceil" if getattr(layer, "ceil_mode", False) else "floor"
        works = [_size(at, axis, how) for axis in (0, 1)]
    return tuple(dict.fromkeys(map(Count, out[1:], works)))


def _size(at: Geometry, axis: int, how: Literal["ceil", "floor"]) -> Sum:
    before, after = at.amounts[axis]
    pads: tuple[Term, ...] = (Product(2, before),) if before == after else (before, after)
    covers = Product(at.dilation[axis], _less_one(at.kernel[axis]))
    room = Sum(at.size[axis], *pads, Minus(covers), Minus(1))
    covered = span(at.kernel[axis], at.dilation[axis]) + (at.out[axis] - 1) * at.stride[axis]
    # Rounding up may give a last window that starts in the padding at the end: there is none.
    left = at.size[axis] + before + after - covered
    beyond = (Minus(1, outside=True),) if how == "ceil" and left > 0 else ()
    return Sum(Rounded(how, room, at.stride[axis]), 1, *beyond)


def _enlarged(layer: ConvTranspose2D, shape: Shape, axis: int) -> Sum:
    kernel, stride = pair(layer.kernel, "kernel")[axis], pair(layer.stride, "stride")[axis]
    dilation, padding = pair(layer.dilation, "dilation")[axis], pair(layer.padding, "padding", 0)
    extra = pair(layer.output_padding, "output_padding", 0)[axis]
    stamps = Product(_less_one(shape[1 + axis]), stride)
    cut, covers = Product(2, padding[axis]), Product(dilation, _less_one(kernel))
    return Sum(stamps, Minus(cut), covers, 1, extra)


def _less_one(number: int) -> Sum:
    return Sum(number, Minus(1))
