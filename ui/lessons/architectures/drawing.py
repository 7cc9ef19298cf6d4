"""A network drawn to scale as SVG: a block for each output, bars for its share of what it costs.

From top to bottom: what folds, names, blocks, rows and columns, channels, and two rows of bars.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from operator import attrgetter
from textwrap import wrap
from types import MappingProxyType

from ui.lessons.architectures.columns import Column, columns, spans
from ui.lessons.architectures.labels import (
    ADVANCE,
    EDGE,
    FOLDS,
    LEAST,
    LETTER,
    LINE,
    block_names,
    column_middle,
    fold_marks,
    letter_size,
    svg_text,
    text_row,
)
from ui.lessons.architectures.model import Planned, size_words
from ui.lessons.architectures.words import views as say

WIDTH = 720  # of the drawing on a laptop, about CSS pixels
WIDTHS = (300, 400, 540, WIDTH)  # from a phone on; none is shown smaller than it is
PITCH = 24  # from one column to the next, at least: a finger hits one, and letters stay apart
SMALL = 13  # height of the letters of the key
MAPS = 112  # height of the blocks
WIDEST = 140  # of the blocks, where there are only a few
SLANT = 0.22  # columns go back at a slant: so far to the right, and as far up
DEEP = 0.6  # part of a column that the slant of the largest map may take
THINNEST = 2.0
STICK = 7  # width of a vector
BARS = 40  # height of the largest bar
COLOURS = {
    "maps": "#0b7a75",
    "vectors": "#7048c8",
    "input": "#5d6675",
    "chosen": "#e0a100",
    "parameters": "#c2570c",
    "multiply-adds": "#3b78e0",
}
COSTS: Mapping[str, Callable[[Column], int]] = MappingProxyType(
    {"parameters": attrgetter("parameters"), "multiply-adds": attrgetter("multiply_adds")}
)
KEY = say.BLOCK_IS_AS_HIGH_AS_ITS_ROWS


@dataclass(frozen=True)
class Scale:
    """How the blocks of one drawing are sized: pixels for a row, a channel, a vector's number."""

    pitch: float  # from one column to the next
    side: float
    depth: float
    length: float


def drawing(
    shown: Planned, unfolded: Sequence[int] = (), *, alone: bool = False, width: int = WIDTH
) -> str:
    """Return the drawing, `width` wide or wider; `alone` gives it paper of its own, for a file.

    All maps share one scale for rows and columns and one for channels, all vectors one of theirs.
    """
    found = columns(shown, unfolded)
    width = max(width, PITCH * len(found) + 2 * EDGE)
    scale = _scale(found, (width - 2 * EDGE) / len(found))
    chosen = [one for one in found if one.first <= shown.chosen][-1]
    parts = [fold_marks(found, scale.pitch)]
    part, y = block_names(found, scale.pitch, FOLDS)
    parts.append(part)
    parts += [_block(one, k, y + 4, scale, one is chosen) for k, one in enumerate(found)]
    y += MAPS + 8
    areas = [(k, end, size_words((1, *found[k].shape[1:]))[:-2]) for k, end in spans(found)]
    part, y = text_row(areas, scale.pitch, y, bracket=True)
    parts.append(part)
    # Channels of maps, or a vector's length.
    depths = [(k, k + 1, f"{one.shape[0]:,}") for k, one in enumerate(found)]
    part, y = text_row(depths, scale.pitch, y + 2)
    parts.append(part)
    for name, count in COSTS.items() if shown.rows else ():
        part, y = _bars(found, scale.pitch, y + 6, name, count, _counted_layers(shown))
        parts.append(part)
    for line in wrap(KEY, int((width - 2 * EDGE) / (ADVANCE * SMALL))):
        y += LINE
        parts.append(svg_text(line, EDGE, y, SMALL, anchor="start", soft=True))
    height = round(y + 8)
    back = f'<rect width="{width}" height="{height}" fill="#fbfaf8"/>' if alone else ""
    ink = "#1d2330" if alone else "currentColor"
    label = f"{len(shown.pieces)} layers from {size_words(shown.shape)} to "
    label += size_words(found[-1].shape)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="{escape(label)}" color="{ink}" fill="{ink}" '
        f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{LETTER}">'
        f"{back}{''.join(parts)}</svg>"
    )


def _counted_layers(shown: Planned) -> str:
    """Say which layers the bars add up, where not all of them fit."""
    if not shown.fault:
        return ""
    last = len(shown.rows)
    return " of layer 1" if last == 1 else f" of layers 1 to {last}"


def _scale(found: Sequence[Column], pitch: float) -> Scale:
    maps = [one.shape for one in found if len(one.shape) == 3]
    room = min(max(pitch - 5, 3), WIDEST)
    tall, wide = max(one[1] for one in maps), max(one[2] for one in maps)
    side = min(MAPS / (tall + SLANT * wide), DEEP * room / (SLANT * wide))
    depth = min((room - SLANT * one[2] * side) / one[0] for one in maps)
    longest = max((one.shape[0] for one in found if len(one.shape) == 1), default=1)
    return Scale(pitch, side, depth, MAPS / longest)


def _block(one: Column, at: int, top: float, scale: Scale, chosen: bool) -> str:
    """Draw one output, which a reader can point at, click and reach by keyboard."""
    x, middle = EDGE + at * scale.pitch + 2, top + MAPS / 2
    role = 'tabindex="0" role="button"' if one.first else 'role="img"'
    name = escape(one.words + _costs(one))
    shape = _map if len(one.shape) == 3 else _vector
    return (
        f'<g data-layer="{one.first}" {role} aria-label="{name}"><title>{name}</title>'
        f'<rect x="{x - 2:.1f}" y="{top:.1f}" width="{scale.pitch:.1f}" height="{MAPS}" '
        f'fill-opacity="0"/>{shape(one, x, middle, scale, chosen)}</g>'
    )


def _costs(one: Column) -> str:
    if not one.parameters:
        return ""
    return f"; {one.parameters:,} parameters, {one.multiply_adds:,} multiply-adds"


def _map(one: Column, x: float, middle: float, scale: Scale, chosen: bool) -> str:
    channels, rows, cols = one.shape
    w, h = max(channels * scale.depth, THINNEST), max(rows * scale.side, 1.0)
    slant = max(SLANT * cols * scale.side, 0.5)
    x += max((scale.pitch - 4 - w - slant) / 2, 0)
    top = middle - h / 2 + slant / 2
    front = (
        f"{x:.1f},{top:.1f} {x + w:.1f},{top:.1f} {x + w:.1f},{top + h:.1f} {x:.1f},{top + h:.1f}"
    )
    over = (
        f"{x:.1f},{top:.1f} {x + slant:.1f},{top - slant:.1f} "
        f"{x + w + slant:.1f},{top - slant:.1f} {x + w:.1f},{top:.1f}"
    )
    right = (
        f"{x + w:.1f},{top:.1f} {x + w + slant:.1f},{top - slant:.1f} "
        f"{x + w + slant:.1f},{top + h - slant:.1f} {x + w:.1f},{top + h:.1f}"
    )
    fill = COLOURS["maps" if one.first else "input"]
    frame = f'stroke="{COLOURS["chosen"]}" stroke-width="2.5"' if chosen else 'stroke="#ffffff"'
    return "".join(
        f'<polygon points="{points}" fill="{fill}" fill-opacity="{solid}" {frame}/>'
        for points, solid in ((over, 0.45), (right, 0.6), (front, 0.9))
    )


def _vector(one: Column, x: float, middle: float, scale: Scale, chosen: bool) -> str:
    h = max(one.shape[0] * scale.length, 1.5)
    w = min(STICK, scale.pitch - 4)
    x += (scale.pitch - 4 - w) / 2
    frame = f'stroke="{COLOURS["chosen"]}" stroke-width="2.5"' if chosen else 'stroke="none"'
    return (
        f'<rect x="{x:.1f}" y="{middle - h / 2:.1f}" width="{w:.1f}" height="{h:.1f}" '
        f'fill="{COLOURS["vectors"]}" {frame}/>'
    )


def _bars(
    found: Sequence[Column],
    pitch: float,
    y: float,
    name: str,
    count: Callable[[Column], int],
    of: str,
) -> tuple[str, float]:
    """Draw each column's share of all, the largest as high as there is room, its percent above."""
    whole = sum(map(count, found))
    shares = [100 * count(one) / whole if whole else 0.0 for one in found]
    most = max(shares) or 1
    parts = [svg_text(f"{name}{of}: {whole:,}", EDGE, y + LETTER, LETTER, anchor="start")]
    bottom = y + 2 * LINE + BARS
    for k, share in enumerate(shares):
        if not share:
            continue
        h = max(BARS * share / most, 1)
        x, w = column_middle(k, pitch), min(pitch - 4, 30)
        said = f"{share:.0f}" if share >= 1 else "<1"
        label = svg_text(said, x, bottom - h - 3, max(letter_size(len(said), pitch), LEAST))
        parts.append(
            f'<rect x="{x - w / 2:.1f}" y="{bottom - h:.1f}" width="{w:.1f}" height="{h:.1f}" '
            f'fill="{COLOURS[name]}"/>{label}'
        )
    parts.append(
        f'<path d="M{EDGE} {bottom:.1f} H{EDGE + pitch * len(found):.1f}" stroke="currentColor" '
        'stroke-opacity="0.4"/>'
    )
    return "".join(parts), bottom
