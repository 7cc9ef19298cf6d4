"""What a network costs and how far it sees, worked out without running it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from cnn_core.geometry.sizes import Geometry, Padding, Pair, pad_amounts, pair, span
from cnn_core.nn.conv_layers import ConvTranspose2D
from cnn_core.nn.layer import Layer, Shape
from cnn_core.nn.layers import Dense, Flatten
from cnn_core.nn.pool_layers import GlobalAvgPool

# Bytes of one number: networks compute in float32.
NUMBER = 4


@dataclass(frozen=True)
class Count:
    """A whole number and the arithmetic that gives it, "" where there is none."""

    value: int
    work: str = ""

    @property
    def text(self) -> str:
        """The arithmetic with its result, "(3·3·3 + 1)·32 = 896", or the number alone."""
        return f"{self.work} = {self.value:,}" if self.work else f"{self.value:,}"


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
    size: tuple[str, ...]  # how rows and columns of the answer follow, one line if both agree
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
    >>> [row.parameters.text for row in found.rows]
    ['(3·3·3 + 1)·32 = 896', '0', '(288 + 1)·2 = 578']
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
            f"{before.size[a]} + {dilation[a]}·({kernel[a]} − 1)·{before.jump[a]}" for a in (0, 1)
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
    work = f"({cells} − 1)·{jump} + {size}" + (f" − {outside} outside" if outside else "")
    return Count(inside, work)


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
    work = _product(*factors) if "w" in weights and math.prod(factors) == multiply_adds else ""
    values = math.prod(out)
    return Row(
        number=number,
        layer=layer,
        shape=out,
        size=_sizes(layer, shape, out),
        parameters=_parameters(weights),
        multiply_adds=Count(multiply_adds, work),
        memory=Count(NUMBER * values, _product(*out[1:], out[0], NUMBER)),
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
            return Count(total, f"({_product(*inputs)} + 1)·{filters:,}")
    work = " + ".join(_product(*shape) for shape in factors.values())
    return Count(total, "" if work == f"{total:,}" else work)


def _weight_factors(w: Shape) -> Shape:
    """Return the sizes of weights as they are read aloud: rows, columns, channels, filters."""
    return *w[2:], *w[:2][::-1]


def _sizes(layer: Layer, shape: Shape, out: Shape) -> tuple[str, ...]:
    """Write down how many rows and columns a layer's answer has."""
    if isinstance(layer, Flatten):
        return (f"{_product(*shape)} = {out[0]:,}",)
    if isinstance(layer, ConvTranspose2D):
        return tuple(dict.fromkeys(_enlarged(layer, shape, out, axis) for axis in (0, 1)))
    find = getattr(layer, "geometry", None)
    if find is None:
        return ()
    at: Geometry = find(shape)
    ceil = getattr(layer, "ceil_mode", False)
    lines = [_size(at, axis, "ceil" if ceil else "floor") for axis in (0, 1)]
    return tuple(dict.fromkeys(lines))


def _size(at: Geometry, axis: int, rounding: str) -> str:
    before, after = at.amounts[axis]
    pads = f"2·{before}" if before == after else f"{before} + {after}"
    room = f"{at.size[axis]} + {pads} − {at.dilation[axis]}·({at.kernel[axis]} − 1) − 1"
    covered = span(at.kernel[axis], at.dilation[axis]) + (at.out[axis] - 1) * at.stride[axis]
    # Rounding up may give a last window that starts in the padding at the end: there is none.
    left = at.size[axis] + before + after - covered
    outside = " − 1 outside" if rounding == "ceil" and left > 0 else ""
    return f"{rounding}(({room}) / {at.stride[axis]}) + 1{outside} = {at.out[axis]}"


def _enlarged(layer: ConvTranspose2D, shape: Shape, out: Shape, axis: int) -> str:
    kernel, stride = pair(layer.kernel, "kernel")[axis], pair(layer.stride, "stride")[axis]
    dilation, padding = pair(layer.dilation, "dilation")[axis], pair(layer.padding, "padding", 0)
    extra = pair(layer.output_padding, "output_padding", 0)[axis]
    stamps = f"({shape[1 + axis]} − 1)·{stride} − 2·{padding[axis]} + {dilation}·({kernel} − 1)"
    return f"{stamps} + 1 + {extra} = {out[1 + axis]}"


def _product(*factors: int) -> str:
    return "·".join(f"{one:,}" for one in factors)
