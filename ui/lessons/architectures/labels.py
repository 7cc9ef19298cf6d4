"""Texts over and under the columns of a network's drawing: names, sizes, and what folds."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.lessons.architectures.columns import Column, Group

EDGE = 6
LETTER, LEAST = 13, 12  # height of letters: the usual, and the least before a line is turned
ADVANCE = 0.605  # width of a letter, as a part of its height
APART = 5  # from one text to the next, at least
LINE = 16
FOLDS = 22  # height of the line of what folds
REACH = 0.45  # of a column, that what unfolds reaches over each neighbour


def column_middle(at: float, pitch: float) -> float:
    """Return the x of the middle of a column, or of the middle between two."""
    return EDGE + (at + 0.5) * pitch


def fold_marks(found: Sequence[Column], pitch: float) -> str:
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
    x = column_middle((start + end - 1) / 2, pitch)
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
        f'fill-opacity="0.1" rx="4"/>{line}{svg_text(text, x, FOLDS - 6, LETTER)}</g>'
    )


def block_names(found: Sequence[Column], pitch: float, y: float) -> tuple[str, float]:
    """Write what the blocks are, in two lines, or turned where these have no room."""
    longest = max(len(word) for one in found for word in one.name)
    if letter_size(longest, pitch) >= LEAST:
        size = letter_size(longest, pitch)
        parts = [
            svg_text(word, column_middle(k, pitch), y + LINE * (line + 1) - 2, size)
            for k, one in enumerate(found)
            for line, word in enumerate(one.name)
        ]
        return "".join(parts), y + 2 * LINE
    texts = [(k, k + 1, " ".join(one.name)) for k, one in enumerate(found)]
    return text_row(texts, pitch, y)


def letter_size(letters: int, room: float) -> float:
    """Return how high letters may be so that a text of so many fits the room."""
    return min(LETTER, (room - APART) / (ADVANCE * letters))


def text_row(
    texts: Sequence[tuple[int, int, str]], pitch: float, y: float, *, bracket: bool = False
) -> tuple[str, float]:
    """Write texts under columns, each from one to before another; all turned if one has no room."""
    sizes = [letter_size(len(text), (end - start) * pitch) for start, end, text in texts]
    turned = min(sizes, default=LETTER) < LEAST
    if turned:
        sizes = [min(LETTER, pitch - 1)] * len(sizes)
    parts = []
    for (start, end, text), size in zip(texts, sizes, strict=True):
        x = column_middle((start + end - 1) / 2, pitch)
        if bracket and end - start > 1:
            half = (end - start) * pitch / 2 - 3
            parts.append(
                f'<path d="M{x - half:.1f} {y - 3:.1f} V{y + 1:.1f} H{x + half:.1f} V{y - 3:.1f}" '
                'fill="none" stroke="currentColor" stroke-opacity="0.5"/>'
            )
        written = _turned(text, x, y + 5, size) if turned else svg_text(text, x, y + LETTER, size)
        parts.append(written)
    if not turned:
        return "".join(parts), y + LINE
    longest = max(len(text) for _, _, text in texts)
    return "".join(parts), y + 8 + ADVANCE * sizes[0] * longest


def svg_text(
    text: str, x: float, y: float, size: float, *, anchor: str = "middle", soft: bool = False
) -> str:
    """Return a line of text, escaped."""
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
