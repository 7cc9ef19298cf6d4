"""The code of the lesson on architectures: the table's numbers in plain Python, and the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cnn_core.nn.summary import Row
from ui.lessons.architectures.model import Planned
from ui.networks.code import NETWORK_CODE
from ui.networks.kinds import KINDS
from ui.networks.text import Piece


def plain(shown: Planned) -> str:
    """Write the arithmetic of every layer, and the totals that it gives."""
    channels, rows, columns = shown.shape
    lines = [
        "from math import prod",
        "",
        f"shape = ({channels}, {rows}, {columns})  # channels, rows, columns",
        "parameters = multiply_adds = 0",
    ]
    for row in shown.rows:
        piece, before = shown.pieces[row.number - 1], shown.before(row.number)
        lines += ["", f"# {row.number} {piece.title}", *_lines(piece, row, before)]
    lines += ["", "print(shape, parameters, multiply_adds)"]
    return "\n".join(lines)


def _lines(piece: Piece, row: Row, before: tuple[int, ...]) -> list[str]:
    match piece.kind:
        case "c":
            reach = f"{piece['dilation']} * ({piece['size']} - 1) + 1"
            return [
                f"weights = {piece['size']} ** 2 * (shape[0] // {piece['groups']}) "
                f"* {piece['filters']}",
                _slide(piece, reach, str(piece["filters"])),
                f"parameters += weights + {piece['filters'] * piece['bias']}",
                "multiply_adds += weights * shape[1] * shape[2]",
            ]
        case "bn":
            return ["parameters += 2 * shape[0]"]
        case "gap":
            return ["shape = (shape[0],)"]
        case "flat":
            return ["shape = (prod(shape),)"]
        case "dense":
            return [
                f"weights = shape[0] * {piece['units']}",
                f"shape = ({piece['units']}, *shape[1:])",
                f"parameters += weights + {piece['units'] * piece['bias']}",
                "multiply_adds += weights * prod(shape[1:])",
            ]
    if KINDS[piece.kind].pools and not piece["ceil"]:
        reach = f"{piece['dilation']} * ({piece['size']} - 1) + 1"
        dilated = piece["dilation"] > 1
        return [_slide(piece, reach if dilated else str(piece["size"]), "shape[0]")]
    counts = {"parameters": row.parameters.value, "multiply_adds": row.multiply_adds.value}
    lines = [f"shape = {row.shape}"] if row.shape != before else []
    lines += [f"{name} += {count}" for name, count in counts.items() if count]
    return lines or ["# keeps the shape, and learns nothing"]


def _slide(piece: Piece, reach: str, channels: str) -> str:
    stride = piece["stride"] or piece["size"]
    more = f" + {piece['end']}" if piece.numbers.get("end") else ""
    size = f"(n + 2 * {piece['padding']}{more} - ({reach})) // {stride} + 1"
    return f"shape = ({channels}, *({size} for n in shape[1:]))"


def _built(name: str) -> Callable[[Planned], str]:
    def write(shown: Planned) -> str:
        if shown.fault:
            return f"# {shown.fault}"
        layers = [piece.layer for piece in shown.pieces]
        return NETWORK_CODE[name].write_or_say(layers, shown.shape)

    return write


ARCHITECTURE_SNIPPETS: Mapping[str, Callable[[Planned], str]] = MappingProxyType(
    {"Python": plain, **{name: _built(name) for name in NETWORK_CODE}}
)
