"""Strokes of small drawings, in SVG: cells, frames, arrows, bars, words, curves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from math import cos, pi

# Readable on light and on dark, because an image does not know the theme of its page.
INK, GREY, PALE = "#757d8c", "#8c93a0", "#8c93a055"
VIOLET, AMBER, TEAL, ORANGE, BLUE = "#8560d6", "#e0a100", "#1f968e", "#d97434", "#4a86cf"
RED, GREEN = "#d9534f", "#3f9c54"
# What a letter of a grid is filled with; a space stands for no cell.
FILLS = {
    ".": "none",
    "k": "#3b4150",
    "g": GREY,
    "w": "#f4f3f0",
    "p": PALE,
    "v": VIOLET,
    "t": TEAL,
    "o": ORANGE,
    "b": BLUE,
    "a": AMBER,
}
Point = tuple[float, float]


def box(x: float, y: float, w: float, h: float, fill: str, stroke: str = GREY) -> str:
    """Draw a filled rectangle with a thin edge."""
    at = f'x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"'
    return f'<rect {at} fill="{fill}" stroke="{stroke}" stroke-width="0.75"/>'


def grid(x: float, y: float, rows: str, side: float = 8) -> str:
    """Draw cells, a word of letters for each row: "p.p .v. p.p"."""
    return "".join(
        box(x + c * side, y + r * side, side, side, FILLS[letter])
        for r, row in enumerate(rows.split())
        for c, letter in enumerate(row)
    )


def frame(x: float, y: float, w: float, h: float, colour: str = AMBER) -> str:
    """Draw a frame."""
    at = f'x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"'
    return f'<rect {at} fill="none" stroke="{colour}" stroke-width="2"/>'


def path(points: Iterable[Point], colour: str = INK, width: float = 1.5, dash: str = "") -> str:
    """Draw a line through points."""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'
    )


def arrow(start: Point, end: Point, colour: str = INK) -> str:
    """Draw an arrow."""
    (x, y), (u, v) = start, end
    far = ((u - x) ** 2 + (v - y) ** 2) ** 0.5
    a, b = 4 * (u - x) / far, 4 * (v - y) / far
    head = [(u - a - b / 1.5, v - b + a / 1.5), end, (u - a + b / 1.5, v - b - a / 1.5)]
    return path([start, end], colour) + path(head, colour)


def dot(x: float, y: float, radius: float, fill: str = INK, stroke: str = "none") -> str:
    """Draw a disc."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{stroke}"/>'


def word(x: float, y: float, text: str, size: float = 12, colour: str = INK) -> str:
    """Write around a point."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="middle" fill="{colour}">'
        f"{escape(text)}</text>"
    )


def words(x: float, y: float, texts: str, step: float, colour: str = INK) -> str:
    """Write one text after the other in a row."""
    return "".join(word(x + k * step, y, one, 10, colour) for k, one in enumerate(texts.split()))


def bars(x: float, lengths: Sequence[float], colours: str = TEAL) -> str:
    """Draw bars from an upright line to the right, or to the left if they are below 0."""
    drawn = [
        box(x + min(n, 0), 10 + 16 * k, abs(n), 10, colours if n > 0 else BLUE)
        for k, n in enumerate(lengths)
    ]
    return path([(x, 6), (x, 58)], GREY, 1) + "".join(drawn)


def connected(pairs: Iterable[tuple[int, int]], colours: Sequence[str] = (GREY,)) -> str:
    """Draw five inputs above three outputs, and lines between those that are connected."""
    above, below = [20 + 20 * k for k in range(5)], [40 + 20 * k for k in range(3)]
    lines = [
        path([(above[i], 12), (below[o], 50)], colours[(i - o) % len(colours)]) for o, i in pairs
    ]
    ends = [dot(x, 12, 4) for x in above] + [dot(x, 50, 4, TEAL) for x in below]
    return "".join(lines + ends)


def bowl() -> str:
    """Draw the loss over one weight: a valley."""
    return path([(x, 56 - 46 * ((x - 60) / 44) ** 2) for x in range(16, 105, 4)], GREY)


def on_bowl(x: float) -> Point:
    """Return a point of the valley."""
    return x, 56 - 46 * ((x - 60) / 44) ** 2


def steps(places: Sequence[float], colour: str = AMBER) -> str:
    """Draw points in the valley, and arrows from one to the next."""
    points = [on_bowl(x) for x in places]
    moves = "".join(arrow(one, other, colour) for one, other in pairwise(points))
    return moves + dot(*points[0], 3)


def wave(y: float, count: int, height: float, colour: str) -> str:
    """Draw a wave over half of the width, from x = 4."""
    return path(
        [(4 + t, y - height * cos(2 * pi * count * t / 48)) for t in range(0, 49, 1)], colour
    )


IMAGE, TO_THE_RIGHT = "kkwww kkwww kkwww kkwww kkwww", ((54, 32), (70, 32))
