"""A table of a network, worked back to its layers; what each row claims is kept beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ui.link.settings import quoted
from ui.networks.parsers.draft import Claim, Imported
from ui.networks.parsers.inputs import USUAL_SIDES, written
from ui.networks.parsers.keras import KERAS
from ui.networks.parsers.merges import BRANCHES, MERGES, has_paths
from ui.networks.parsers.pytorch import PYTORCH
from ui.networks.parsers.rows import CONVOLUTIONS, DENSE, POOLS, Shape, pieces_of
from ui.networks.parsers.shared_layers import BOTH
from ui.networks.parsers.site import Sides
from ui.networks.parsers.tables import CUT, TableRow
from ui.networks.text import MOST_LAYERS, Piece, input_shape, nearest

INPUTS = ("Input", "InputLayer")
_NAMES = sorted({*PYTORCH, *KERAS, *MERGES, *INPUTS})
_ROWS = ("Sequential", "ModuleList", "Functional", "Model")
# What keeps sizes and parameters, and is not shown here.
_KEPT = frozenset(
    [
        *("Rescaling", "Normalization", "Identity", "GaussianNoise", "InputSpec"),
        *(name for name in KERAS if name.startswith("Random")),
    ]
)
USUAL_CHANNELS = (3, 1)
UNSAID = (
    "A table does not show activations inside layers, nor rates of dropout: put them in. Strides, "
    "padding and windows of poolings are the likeliest that give its sizes."
)
FUNCTIONS = "A table does not show what forward does by functions, such as F.relu."


def read_summary(rows: Sequence[TableRow], usual: str) -> Imported:
    """Read a table's rows in turn; `usual` is the input that is tried first where none is named.

    Errors: it has branches, or its columns are cut off.
    """
    rows = [_whole_kind(one) for one in _leaves(rows)]
    joined = next((one for one in rows if one.kind in MERGES or one.connected > 1), None)
    if joined is not None:
        raise ValueError(f"{joined.kind} joins several paths of this network: {BRANCHES}")
    if rows and rows[0].of != "Keras":
        return _read(rows, usual, channels_first=True)
    found = _read(rows, usual, channels_first=False)
    if not found.faults:
        return found
    other = _read(rows, usual, channels_first=True)
    return other if len(other.faults) < len(found.faults) else found


def _leaves(rows: Sequence[TableRow]) -> list[TableRow]:
    """Leave out the rows of what holds other rows."""
    found = []
    for place, row in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else None
        holds = below is not None and below.depth > row.depth
        if has_paths(row.kind, ""):
            raise ValueError(f"{row.kind} is a block with a path beside its layers: {BRANCHES}")
        if not holds and not (row.kind in _ROWS and row.of != "Keras"):
            found.append(row)
    return found


def _whole_kind(row: TableRow) -> TableRow:
    """Complete a kind that a narrow column cut. Errors: it may be several."""
    if row.kind in _NAMES or row.of != "Keras":
        return row
    longer = [name for name in _NAMES if name.startswith(row.kind)]
    if not longer or len(row.kind) < 4:
        return row
    if len({*longer}) > 1:
        raise ValueError(CUT)
    return TableRow(longer[0], row.sizes, row.count, row.of, row.depth, row.connected)


def _turned(sizes: tuple[int, ...], channels_first: bool) -> Shape:
    return sizes if channels_first or len(sizes) != 3 else (sizes[2], *sizes[:2])


def _read(rows: Sequence[TableRow], usual: str, *, channels_first: bool) -> Imported:
    notes: list[str] = []
    named = next((one for one in rows if one.kind in INPUTS), None)
    size = written(named.sizes, channels_first=channels_first) if named else ""
    rows = [one for one in rows if one.kind not in INPUTS]
    shapes = [_turned(one.sizes, channels_first) for one in rows]
    if rows and not size:
        size = _likely_input(rows[0], shapes[0], usual)
        words = size.replace(",", "×")
        notes.append(f"The table names no input: {words} fits its first row.")
    pieces, claims, faults = _worked_back(rows, shapes, input_shape(size), notes)
    if {one.kind for one in rows} & {"Conv2D", "Dense", "Dropout"}:
        notes.append(UNSAID)
    elif rows and rows[0].of != "Keras":
        notes.append(FUNCTIONS)
    return Imported(pieces, size, notes, faults, claims, is_offered=_has_maps(pieces, faults))


def _has_maps(pieces: Sequence[Piece], faults: Sequence[str]) -> bool:
    return not faults or any(one.kind in ("c", "up") for one in pieces)


def _worked_back(
    rows: Sequence[TableRow], shapes: Sequence[Shape], before: Shape, notes: list[str]
) -> tuple[list[Piece], list[Claim], list[str]]:
    """Work back each row from the row above it."""
    pieces: list[Piece] = []
    claims: list[Claim] = []
    faults: list[str] = []
    pads = None
    for row, shape in zip(rows, shapes, strict=True):
        if row.kind in _KEPT:
            notes.append(f"{row.kind} is left out: it changes neither sizes nor parameters.")
        elif row.kind == "ZeroPadding2D" and len(before) == len(shape) == 3:
            pads = Sides((shape[1] - before[1]) // 2, (shape[1] - before[1]) % 2)
        else:
            made = _activation(row, notes) or pieces_of(row.kind, before, shape, row.count)
            made = [_padded(one, pads) for one in made]
            made = [nearest(one) for one in made]
            if not made and not (row.kind.startswith("Adaptive") and before == shape):
                faults.append(_lost(row, before, shape))
            if made:
                first = len(pieces)
                pieces += made
                claims.append(Claim(len(pieces) - 1, row.kind, shape, row.count, first))
            pads = None
        before = shape
    if len(pieces) > MOST_LAYERS:
        faults.append(f"The table has {len(pieces):,} layers: {MOST_LAYERS} can be shown.")
    return pieces[:MOST_LAYERS], [one for one in claims if one.layer < MOST_LAYERS], faults


def _activation(row: TableRow, notes: list[str]) -> list[Piece]:
    """Read a row of an activation, whose kind the table may not say."""
    if row.kind == "Activation":
        notes.append("A table does not say which activation it is: ReLU is shown.")
        return [Piece("relu")]
    if row.kind in BOTH and row.kind not in ("ReLU", "Softmax", "Dropout", "Flatten"):
        notes.append(f"{row.kind} is shown as ReLU: sizes and parameters are the same.")
        return [Piece("softmax" if "oftmax" in row.kind else "relu")]
    return []


def _padded(piece: Piece, pads: Sides | None) -> Piece:
    """Give a convolution the padding of the row above it."""
    if pads is None or piece.kind != "c" or piece["padding"] or piece["end"]:
        return piece
    return piece.changed("padding", pads.before).changed("end", pads.end)


def _lost(row: TableRow, before: Shape, after: Shape) -> str:
    if row.kind not in KERAS and row.kind not in PYTORCH:
        return f"{quoted(row.kind)} cannot be shown here."
    came, went = ("×".join(map(str, (*one[1:], one[0]))) for one in (before, after))
    with_count = f" with {row.count:,} parameters" if row.count else ""
    between = "" if row.of == "Keras" else " The table does not show what forward does between."
    return f"{row.kind}: {went}{with_count} does not follow from {came}.{between}"


def _likely_input(row: TableRow, shape: Shape, usual: str) -> str:
    """Return the input that a first row follows from: the usual one, or the likeliest."""
    if len(shape) != 3:
        if row.kind in DENSE or row.kind == "Flatten":
            return _flat_input(row, shape, usual)
        return usual
    channels, rows, columns = shape
    if row.kind == "Dense" and row.count is not None:
        return f"{rows},{columns},{max(row.count // channels - 1, 1)}"
    if row.kind in CONVOLUTIONS or row.kind in POOLS:
        for size in [usual, *_inputs(row, shape)]:
            if pieces_of(row.kind, input_shape(size), shape, row.count):
                return size
    return f"{rows},{columns},{channels}"


def _flat_input(row: TableRow, shape: Shape, usual: str) -> str:
    """Return an input of as many numbers as a first Flatten or Linear has."""
    wanted = shape[0] if row.kind == "Flatten" else (row.count or 0) // shape[0] - 1
    if math.prod(input_shape(usual)) == wanted:
        return usual
    for channels in USUAL_CHANNELS:
        side = math.isqrt(max(wanted // channels, 0))
        if side and side * side * channels == wanted:
            return f"{side},{side},{channels}"
    return f"1,1,{wanted}" if 1 <= wanted <= 2048 else usual


def _inputs(row: TableRow, shape: Shape) -> Iterator[str]:
    """List the inputs that a first row may have had, the likeliest first."""
    filters, rows, columns = shape
    if row.kind not in CONVOLUTIONS or row.count is None:
        return
    for channels in USUAL_CHANNELS:
        sizes = [
            size
            for size in (3, 5, 7, 11, 1, 2, 4)
            if row.count in [(size * size * channels + bias) * filters for bias in (0, 1)]
        ]
        for size in sizes:
            for more in (size - 1, 0):
                if rows + more in USUAL_SIDES:
                    yield f"{rows + more},{columns + more},{channels}"
            if rows == columns:
                yield from (f"{side},{side},{channels}" for side in USUAL_SIDES)
            yield f"{rows + size - 1},{columns + size - 1},{channels}"
