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

from ui.lessons.architectures.columns import Column, Group, columns, spans
from ui.lessons.architectures.model import Planned, size_words

WIDTH, NARROW = 720, 336  # of the drawing, about CSS pixels: on a laptop, on a phone
EDGE = 6
LETTER, LEAST = 13, 10  # height of letters: the usual, and the least before a line is turned
ADVANCE = 0.605  # width of a letter, as a part of its height
APART = 5  # from one text to the next, at least
SMALL = 11.5  # height of the letters of the key
LINE = 16
FOLDS = 22  # height of the line of what folds
REACH = 0.45  # of a column, that what unfolds reaches over each neighbour
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
KEY = "A block is as high as its rows, as wide as its channels. Bars show shares of all in %."


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
    """Return the drawing, `width` wide; `alone` gives it a paper of its own, as a file needs.

    All maps share one scale for rows and columns and one for channels, all vectors one of theirs.
    """
    found = columns(shown, unfolded)
    scale = _scale(found, (width - 2 * EDGE) / len(found))
    chosen = [one for one in found if one.first <= shown.chosen][-1]
    parts = [_folds(found, scale.pitch)]
    part, y = _names(found, scale.pitch, FOLDS)
    parts.append(part)
    parts += [_block(one, k, y + 4, scale, one is chosen) for k, one in enumerate(found)]
    y += MAPS + 8
    areas = [(k, end, size_words((1, *found[k].shape[1:]))[:-2]) for k, end in spans(found)]
    part, y = _row(areas, scale.pitch, y, bracket=True)
    parts.append(part)
    # Channels of maps, or a vector's length.
    depths = [(k, k + 1, f"{one.shape[0]:,}") for k, one in enumerate(found)]
    part, y = _row(depths, scale.pitch, y + 2)
    parts.append(part)
    for name, count in COSTS.items() if shown.rows else ():
        part, y = _bars(found, scale.pitch, y + 6, name, count, _counted_layers(shown))
        parts.append(part)
    for line in wrap(KEY, int((width - 2 * EDGE) / (ADVANCE * SMALL))):
        y += LINE
        parts.append(_text(line, EDGE, y, SMALL, anchor="start", soft=True))
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


def _middle(at: float, pitch: float) -> float:
    return EDGE + (at + 0.5) * pitch


def _folds(found: Sequence[Column], pitch: float) -> str:
    """Write what folds: ▸ over a block that unfolds, ▾ and a bracket over blocks that fold."""
    parts, done = [], set()
    for k, one in enumerate(found):
        if one.group is None or one.group in done:
            continue
        done.add(one.group)
        end = k + _width(found, k)
        # It may reach over its neighbours, which is easier to hit, unless they fold as well.
        after = found[end].group if end < len(found) else one.group
        free = one.is_folded and not found[k - 1].group and not after
        reach = REACH * pitch if free else 0.0
        parts.append(_fold(one.group, k, end, pitch, reach, open_=not one.is_folded))
    return "".join(parts)


def _width(found: Sequence[Column], k: int) -> int:
    """Count the columns of a group from its first on, with what stands between."""
    group = found[k].group
    return sum(group is not None and group.first <= one.first <= group.last for one in found[k:])


def _fold(group: Group, start: int, end: int, pitch: float, reach: float, *, open_: bool) -> str:
    room = (end - start) * pitch + 2 * reach
    x = _middle((start + end - 1) / 2, pitch)
    sign = "▾" if open_ else "▸"
    count = f"{len(group.starts)}×"
    text = next(
        (
            one
            for one in (f"{sign} {group.words}", f"{sign} {count}", f"{sign}{count}")
            if ADVANCE * LETTER * len(one) <= room
        ),
        sign,
    )
    said = escape(f"{group.words}: {'fold' if open_ else 'unfold'}")
    state = str(open_).lower()
    line = ""
    if open_:
        left, right = x - room / 2 + 3, x + room / 2 - 3
        line = (
            f'<path d="M{left:.1f} {FOLDS + 1} V{FOLDS - 3} H{right:.1f} V{FOLDS + 1}" '
            'fill="none" stroke="currentColor" stroke-opacity="0.5"/>'
        )
    return (
        f'<g data-fold="{group.first}" tabindex="0" role="button" aria-expanded="{state}" '
        f'aria-label="{said}"><title>{said}</title>'
        f'<rect x="{x - room / 2:.1f}" y="0" width="{room:.1f}" height="{FOLDS}" fill="#7048c8" '
        f'fill-opacity="0.1" rx="4"/>{line}{_text(text, x, FOLDS - 6, LETTER)}</g>'
    )


def _names(found: Sequence[Column], pitch: float, y: float) -> tuple[str, float]:
    """Write what the blocks are, in two lines, or turned where these have no room."""
    longest = max(len(word) for one in found for word in one.name)
    if _size(longest, pitch) >= LEAST:
        size = _size(longest, pitch)
        parts = [
            _text(word, _middle(k, pitch), y + LINE * (line + 1) - 2, size)
            for k, one in enumerate(found)
            for line, word in enumerate(one.name)
        ]
        return "".join(parts), y + 2 * LINE
    texts = [(k, k + 1, " ".join(one.name)) for k, one in enumerate(found)]
    return _row(texts, pitch, y)


def _size(letters: int, room: float) -> float:
    return min(LETTER, (room - APART) / (ADVANCE * letters))


def _row(
    texts: Sequence[tuple[int, int, str]], pitch: float, y: float, *, bracket: bool = False
) -> tuple[str, float]:
    """Write texts under columns, each from one to before another; all turned if one has no room."""
    sizes = [_size(len(text), (end - start) * pitch) for start, end, text in texts]
    turned = min(sizes, default=LETTER) < LEAST
    if turned:
        sizes = [min(LETTER, pitch - 1)] * len(sizes)
    parts = []
    for (start, end, text), size in zip(texts, sizes, strict=True):
        x = _middle((start + end - 1) / 2, pitch)
        if bracket and end - start > 1:
            half = (end - start) * pitch / 2 - 3
            parts.append(
                f'<path d="M{x - half:.1f} {y - 3:.1f} V{y + 1:.1f} H{x + half:.1f} V{y - 3:.1f}" '
                'fill="none" stroke="currentColor" stroke-opacity="0.5"/>'
            )
        written = _turned(text, x, y + 5, size) if turned else _text(text, x, y + LETTER, size)
        parts.append(written)
    if not turned:
        return "".join(parts), y + LINE
    longest = max(len(text) for _, _, text in texts)
    return "".join(parts), y + 8 + ADVANCE * sizes[0] * longest


def _text(
    text: str, x: float, y: float, size: float, *, anchor: str = "middle", soft: bool = False
) -> str:
    faint = ' fill-opacity="0.8"' if soft else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.3g}" text-anchor="{anchor}"{faint}>'
        f"{escape(text)}</text>"
    )


def _turned(text: str, x: float, y: float, size: float) -> str:
    """Write a text from top to bottom, the middle of its letters at x."""
    return (
        f'<text transform="translate({x - size / 3:.1f} {y:.1f}) rotate(90)" '
        f'font-size="{size:.3g}">{escape(text)}</text>'
    )


def _block(one: Column, at: int, top: float, scale: Scale, chosen: bool) -> str:
    """Draw one output, which a reader can point at, click and reach by keyboard."""
    x, middle = EDGE + at * scale.pitch + 2, top + MAPS / 2
    role = 'tabindex="0" role="button"' if one.first else 'role="img"'
    name = escape(one.words + _costs(one))
    shape = _map if len(one.shape) == 3 else _vector
    return (
        f'<g data-layer="{one.first}" {role} aria-label="{name}"><title>{name}</title>'
        f'<rect x="{x:.1f}" y="{top:.1f}" width="{scale.pitch - 4:.1f}" height="{MAPS}" '
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
    parts = [_text(f"{name}{of}: {whole:,}", EDGE, y + LETTER, LETTER, anchor="start")]
    bottom = y + 2 * LINE + BARS
    for k, share in enumerate(shares):
        if not share:
            continue
        h = max(BARS * share / most, 1)
        x, w = _middle(k, pitch), min(pitch - 4, 30)
        said = f"{share:.0f}" if share >= 1 else "<1"
        parts.append(
            f'<rect x="{x - w / 2:.1f}" y="{bottom - h:.1f}" width="{w:.1f}" height="{h:.1f}" '
            f'fill="{COLOURS[name]}"/>{_text(said, x, bottom - h - 3, _size(len(said), pitch))}'
        )
    parts.append(
        f'<path d="M{EDGE} {bottom:.1f} H{EDGE + pitch * len(found):.1f}" stroke="currentColor" '
        'stroke-opacity="0.4"/>'
    )
    return "".join(parts), bottom
