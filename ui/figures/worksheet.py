"""A worksheet to print: a figure with empty cells and questions, then a page with the solution.

It is one HTML file that asks for nothing, for A4 and Letter alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from ui.figures.document import Source, commas, line_below, showing
from ui.figures.film import BLUE, INK, LINE, SOFT, VIOLET, WHITE, grey, number, signed
from ui.figures.page import html_page
from ui.figures.sliding_window import Sliding, slides, sliding
from ui.views.pack import unpacked
from ui.views.shown_views import Shown

MOST_CELLS = 4  # of the map in a row or column
WIDEST = 12  # cells of the input in a row
CELL = 28  # px, where its number has room
SMALLEST = 9  # px of a cell's letters on paper
LETTER = 0.62  # of their size: how wide one is
STYLE = """
@page { size: auto; margin: 14mm; }
* { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
:root { --st-font: system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
  --st-code-font: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --st-background-color: #ffffff; }
body { margin: 0; color: #1d2330; background: #ffffff; font: 14px/1.4 var(--st-font); }
.page { max-width: 182mm; min-height: 242mm; margin: 0 auto; display: flex; flex-direction: column;
  padding: 4px; }
.page + .page { break-before: page; border-top: 1px solid #e3e1dc; }
@media print { .page + .page { border: 0; } .snapshot { display: none; } }
h1 { font-size: 21px; margin: 0 0 2px; }
h2 { font-size: 15px; margin: 10px 0 2px; } p { margin: 6px 0; }
.head { display: flex; justify-content: space-between; gap: 20px; color: #5d6675; font-size: 13px; }
.head span { white-space: nowrap; }
.grids { display: flex; flex-wrap: wrap; gap: 10px 22px; align-items: flex-start; margin: 8px 0; }
.grids figure { margin: 0; } figcaption { font-size: 13px; color: #5d6675; }
svg { display: block; max-width: 100%; height: auto; }
.figure { zoom: 0.62; }
ol { margin: 4px 0; padding-left: 24px; } li { margin: 7px 0; break-inside: avoid; }
.choices { display: flex; flex-wrap: wrap; gap: 2px 26px; list-style: none;
  padding: 0; margin: 3px 0; }
.choices li { margin: 0; } .choices li::before { content: "☐ "; }
.choices .right::before { content: "☒ "; } .choices .right { font-weight: 700; }
.room { flex: 1; min-height: 30mm; border: 1px solid #b9bcc4; border-radius: 6px; margin-top: 10px;
  background: repeating-linear-gradient(#ffffff 0 7mm, #e3e1dc 7mm calc(7mm + 1px)); }
.from { margin-top: 8px; font-size: 12px; color: #5d6675; overflow-wrap: anywhere; }
.from a { color: inherit; }
"""


@dataclass(frozen=True)
class Task:
    """A question of the lesson, in its own Markdown."""

    text: str
    choices: Sequence[str]
    answer: int
    explanation: str


def worksheet(view: Shown, source: Source, tasks: Sequence[Task]) -> str:
    """Return the text of an HTML file with two pages: the sheet, and its solution."""
    gridded = slides(view)
    shown = sliding(view) if gridded else None
    fill = f"<h2>Fill in the map</h2>\n<p>{escape(_rule(shown))}</p>" if shown else ""
    empty = _grids(shown, view, solved=False) if shown else '<div class="figure alone"></div>'
    solved = _grids(shown, view, solved=True) if shown else ""
    written = commas() if source.comma else ""
    module = written if gridded else showing(view, source, keep_hidden=True)
    head = '<div class="head"><span>Name: ______________________</span><span>{}</span></div>'
    title, below = escape(source.title), line_below(source)
    body = f"""<section class="page sheet">
{head.format(escape(source.words))}
<h1>{title}</h1>
{fill}
{empty}
{_asked(tasks)}
<h2>Space to calculate</h2>
<div class="room"></div>
<p class="from">{below}</p>
</section>
<section class="page solution">
<h1>Solution</h1>
{solved}
{_answered(tasks)}
<p class="from">{below}</p>
</section>
{module}"""
    return html_page(f"Worksheet: {source.title}", STYLE, body)


def _asked(tasks: Sequence[Task]) -> str:
    items = "\n".join(f"<li>{markup(one.text)}{_choices(one, None)}</li>" for one in tasks)
    return f"<h2>Questions</h2>\n<ol>{items}</ol>" if tasks else ""


def _answered(tasks: Sequence[Task]) -> str:
    items = "\n".join(
        f"<li>{markup(one.text)}{_choices(one, one.answer)}<p>{markup(one.explanation)}</p></li>"
        for one in tasks
    )
    return f"<h2>Questions</h2>\n<ol>{items}</ol>" if tasks else ""


def _choices(task: Task, right: int | None) -> str:
    items = "".join(
        f"<li{' class=right' if k == right else ''}>{markup(one)}</li>"
        for k, one in enumerate(task.choices)
    )
    return f'<ul class="choices">{items}</ul>'


def markup(text: str) -> str:
    r"""Return a sentence's Markdown as HTML: emphasis, code, lines.

    >>> markup("**3** < `x`  \nfour")
    '<b>3</b> &lt; <code>x</code><br>four'
    """
    found = escape(text, quote=False).replace("  \n", "<br>").replace("\n\n", "<br><br>")
    for mark, name in ((r"\*\*", "b"), (r"\*", "i"), ("`", "code")):
        found = re.sub(rf"{mark}(\S(?:.*?\S)?){mark}", rf"<{name}>\1</{name}>", found)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", found)


def _rule(shown: Sliding) -> str:
    """Say how one cell of the map is made."""
    count = shown.planes.shape[0] * shown.window[0] * shown.window[1]
    if shown.weights is None:
        return f"Each cell of the map is the {shown.way} of the {count} numbers in its window."
    bias = f", plus the bias {number(shown.bias)}" if shown.bias else ""
    return (
        f"Each cell of the map is a sum of {count} products{bias}. "
        "Multiply each number in the window with the weight at its place, then add."
    )


def _grids(shown: Sliding, view: Shown, *, solved: bool) -> str:
    """Return the grids: a part of the input, the kernel, and the map of that part."""
    rows, columns = (_part(shown, view, axis) for axis in (0, 1))
    figures = []
    for k, plane in enumerate(shown.planes):
        first = [part[0] * step for part, step in zip((rows, columns), shown.stride, strict=True)]
        last = [
            part[-1] * step + (size - 1) * apart + 1
            for part, step, size, apart in zip(
                (rows, columns), shown.stride, shown.window, shown.dilation, strict=True
            )
        ]
        values = plane[first[0] : last[0], first[1] : last[1]]
        colours = grey(values, shown.white) if values.min() >= 0 else signed(values, shown.white)
        top, left = shown.inside[:2]
        title = f"channel {k}" if len(shown.planes) > 1 else "input"
        heads = [range(first[0] - top, last[0] - top), range(first[1] - left, last[1] - left)]
        figures.append(_grid(title, values, colours, heads, number))
        if shown.weights is not None:
            weights = shown.weights[k]
            limit = float(np.abs(shown.weights).max()) / 0.45
            heads = [range(n) for n in weights.shape]
            figures.append(_grid("kernel", weights, signed(weights, limit, VIOLET), heads, number))
    found = shown.map[np.ix_(rows, columns)]
    white = np.full((*found.shape, 3), 255, np.uint8)
    write: Callable[[float], str] = number if solved else lambda _: ""
    figures.append(_grid("map", found, white, [rows, columns], write))
    return f'<div class="grids">{"".join(figures)}</div>'


def _part(shown: Sliding, view: Shown, axis: int) -> range:
    """Return which rows or columns of the map are on the sheet: those around the chosen cell."""
    size = shown.map.shape[axis]
    reach = (shown.window[axis] - 1) * shown.dilation[axis] + 1
    fitting = 1 + max(0, WIDEST - reach) // shown.stride[axis]
    count = min(size, MOST_CELLS, fitting)
    at = unpacked(view.data)[0]["start"][1 + axis]
    first = min(max(at - count // 2, 0), size - count)
    return range(first, first + count)


def _grid(
    title: str,
    values: NDArray[np.float64],
    colours: NDArray[np.uint8],
    heads: Sequence[Sequence[int]],
    write: Callable[[float], str],
) -> str:
    """Draw a grid with the numbers of its rows and columns beside it."""
    high, wide = values.shape
    longest = max(len(write(value)) for value in values.flat)
    side = max(CELL, round(4 + LETTER * SMALLEST * longest))
    parts = []
    for (r, c), value in np.ndenumerate(values):
        x, y = (c + 0.7) * side, (r + 0.7) * side
        shade = colours[r, c]
        fill = "#{:02x}{:02x}{:02x}".format(*shade)
        ink = WHITE if float(shade @ [0.299, 0.587, 0.114]) < 140 else INK
        text = write(value)
        size = min(14, (side - 4) / (LETTER * max(len(text), 1)))
        place = f'x="{x:.1f}" y="{y:.1f}" width="{side}" height="{side}"'
        parts.append(f'<rect {place} fill="{fill}" stroke="{SOFT if not text else LINE}"/>')
        middle = f'x="{x + side / 2:.1f}" y="{y + side / 2 + size * 0.36:.1f}"'
        parts.append(f'<text {middle} font-size="{size:.1f}" fill="{ink}">{text}</text>')
    beside = [(0.35, r + 1.3, head) for r, head in enumerate(heads[0])]
    above = [(c + 1.2, 0.5, head) for c, head in enumerate(heads[1])]
    for x, y, head in [*beside, *above]:
        place = f'x="{x * side:.1f}" y="{y * side:.1f}"'
        parts.append(f'<text {place} font-size="10" fill="{BLUE}">{number(head)}</text>')
    w, h = (wide + 0.8) * side, (high + 0.8) * side
    letters = 'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" text-anchor="middle"'
    return (
        f"<figure><figcaption>{title}</figcaption>"
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:.0f}" height="{h:.0f}" '
        f'viewBox="0 0 {w:.1f} {h:.1f}" role="img" aria-label="{title}" {letters}>'
        f"{''.join(parts)}</svg></figure>"
    )
