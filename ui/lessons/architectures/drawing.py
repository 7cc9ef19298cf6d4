"""A network drawn to scale as SVG: each answer a block of its rows, columns and channels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ui.lessons.architectures.model import Planned, size_words

WIDTH, HEIGHT = 960, 290  # of the drawing, in its own units
NARROW = 480  # its width on a phone
TOP, FOOT = 12, 84
SLANT = 0.35  # columns go back at a slant: so far to the right, and as far up
LINE = 16  # from one line of the legend to the next
GAP = 7
THINNEST = 2.0
STICK = 5  # width of a vector
LETTER, TURNED, PITCH = 12, 38, 20.0  # of a size under a block: its height, degrees, and room
LARGEST_BLOCK = 150  # height of the tallest map
COLOURS = {"maps": "#0b7a75", "vectors": "#7048c8", "input": "#5d6675", "chosen": "#e0a100"}


@dataclass(frozen=True)
class Block:
    """One answer: the layer's number (0 is the input), its shape, and what to call it."""

    number: int
    shape: tuple[int, ...]
    title: str


def blocks(shown: Planned) -> list[Block]:
    """Return the input, and each answer of a layer with weights or of another shape."""
    found = [Block(0, shown.shape, "input")]
    for row in shown.rows:
        if row.parameters.value or row.shape != found[-1].shape:
            found.append(Block(row.number, row.shape, shown.pieces[row.number - 1].title))
    return found


def drawing(shown: Planned, *, alone: bool = False, width: int = WIDTH) -> str:
    """Return the drawing, `width` wide; `alone` gives it a paper of its own, as a file needs.

    All maps share one scale for rows and columns and one for channels, all vectors one of theirs:
    a legend under the drawing says how much each is.
    """
    found = blocks(shown)
    maps = [one for one in found if len(one.shape) == 3]
    vectors = [one for one in found if len(one.shape) == 1]
    tall = max(one.shape[1] for one in maps)
    wide = max(one.shape[2] for one in maps)
    # No two sizes may touch: so far from one block to the next at least, and as far as the last
    # map's size reaches from there to the vectors.
    pitch = min(PITCH, 0.8 * (width - 20) / len(found))
    gap = min(GAP, pitch / 2)
    aside = _reach(maps[-1], pitch) if vectors else 0.0
    room = width - 20 - len(maps) * gap - len(vectors) * pitch - aside
    # Rows and columns to one scale: so high that the tallest fits, so small that all fit beside.
    side = min(LARGEST_BLOCK / tall, 0.4 * room / max(1, sum(_slant(one) for one in maps)))
    side = min(side, (HEIGHT - TOP - FOOT) / (tall + SLANT * wide))
    least = sum(max(_slant(one) * side + THINNEST, pitch - gap) for one in maps)
    depth = max(room - least, 20) / sum(one.shape[0] for one in maps)
    length = LARGEST_BLOCK / max((one.shape[0] for one in vectors), default=1)
    middle = TOP + SLANT * wide * side / 2 + tall * side / 2
    middle = max(middle, TOP + LARGEST_BLOCK / 2)
    x, parts = 10.0, []
    chosen = _shown_at(found, shown.chosen)
    for one in found:
        if len(one.shape) == 3:
            part, taken = _map(one, x, middle, side, depth, one is chosen, pitch)
            x += max(taken + gap, pitch) + (aside if one is maps[-1] else 0)
        else:
            part = _vector(one, x, middle, length, one is chosen, pitch)
            x += pitch
        parts.append(part)
    words = _legend(side, depth, length if vectors else 0)
    lines = [words] if width == WIDTH else words.replace("slant, ", "slant,\n").splitlines()
    height = HEIGHT + LINE * (len(lines) - 1)
    parts.append(_written(lines, HEIGHT - 14))
    label = f"{len(shown.pieces)} layers from {size_words(shown.shape)} to "
    label += size_words(found[-1].shape)
    back = f'<rect width="{width}" height="{height}" fill="#fbfaf8"/>' if alone else ""
    ink = "#1d2330" if alone else "currentColor"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="{escape(label)}" color="{ink}" fill="{ink}" '
        f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13">'
        f"{back}{''.join(parts)}</svg>"
    )


def _shown_at(found: Sequence[Block], number: int) -> Block:
    """Return the block of a layer, or the last before it: a ReLU keeps its input's block."""
    return [one for one in found if one.number <= number][-1]


def _slant(one: Block) -> float:
    return SLANT * one.shape[2]


def _map(
    one: Block, x: float, middle: float, side: float, depth: float, chosen: bool, pitch: float
) -> tuple[str, float]:
    channels, rows, columns = one.shape
    w, h = max(channels * depth, THINNEST), max(rows * side, 1.0)
    slant = max(SLANT * columns * side, 0.5)
    top = middle - h / 2 + slant / 2
    fill = COLOURS["maps" if one.number else "input"]
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
    frame = f'stroke="{COLOURS["chosen"]}" stroke-width="2.5"' if chosen else 'stroke="#ffffff"'
    name = escape(f"{_place(one)}{one.title}: {size_words(one.shape)}")
    shapes = "".join(
        f'<polygon points="{points}" fill="{fill}" fill-opacity="{solid}" {frame}/>'
        for points, solid in ((over, 0.45), (right, 0.6), (front, 0.9))
    )
    return f"{_opening(one, name)}{shapes}{_size(one, x, top + h, w, pitch)}</g>", w + slant


def _vector(one: Block, x: float, middle: float, length: float, chosen: bool, pitch: float) -> str:
    h = max(one.shape[0] * length, 1.5)
    frame = f'stroke="{COLOURS["chosen"]}" stroke-width="2.5"' if chosen else 'stroke="none"'
    name = escape(f"{_place(one)}{one.title}: {size_words(one.shape)} numbers")
    # All sizes of vectors begin at one height, below the longest: only so they stay apart.
    return (
        f'{_opening(one, name)}<rect x="{x:.1f}" y="{middle - h / 2:.1f}" width="{STICK}" '
        f'height="{h:.1f}" fill="{COLOURS["vectors"]}" {frame}/>'
        f"{_size(one, x, middle + LARGEST_BLOCK / 2, STICK, pitch)}</g>"
    )


def _place(one: Block) -> str:
    return f"layer {one.number}, " if one.number else ""


def _opening(one: Block, name: str) -> str:
    """Begin the group of one block, which a reader can point at, click and reach by keyboard."""
    role = 'tabindex="0" role="button"' if one.number else 'role="img"'
    return f'<g data-layer="{one.number}" {role} aria-label="{name}"><title>{name}</title>'


def _letter(pitch: float) -> float:
    return LETTER * pitch / PITCH


def _reach(one: Block, pitch: float) -> float:
    """Return how far to the right the size under a block goes."""
    wide = 0.6 * _letter(pitch) * len(size_words(one.shape))
    return wide * math.cos(math.radians(TURNED))


def _size(one: Block, x: float, bottom: float, w: float, pitch: float) -> str:
    """Write the size under a block, turned so that neighbours never touch."""
    at = f"{x + w / 2 - 3:.1f} {bottom + 9:.1f}"
    return (
        f'<text transform="translate({at}) rotate({TURNED})" font-size="{_letter(pitch):.3g}" '
        f'fill-opacity="0.85">{size_words(one.shape)}</text>'
    )


def _legend(side: float, depth: float, length: float) -> str:
    """Say how much ten units of the drawing are."""
    along = 10 / (side * math.hypot(SLANT, SLANT))
    words = f"is as long as {_three(10 / side)} rows, {_three(along)} columns along the slant, "
    if not length:
        return words + f"or {_three(10 / depth)} channels"
    return words + f"{_three(10 / depth)} channels, or {_three(10 / length)} numbers of a vector"


def _written(lines: Sequence[str], y: float) -> str:
    """Write the legend's lines beside its bar."""
    texts = "".join(
        f'<text x="26" y="{y - 2 + LINE * k}" fill-opacity="0.85">{line}</text>'
        for k, line in enumerate(lines)
    )
    return f'<rect x="10" y="{y - 6}" width="10" height="3" fill-opacity="0.8"/>{texts}'


def _three(value: float) -> str:
    """Write a number with three digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
