"""What a network costs, layer by layer: a table with the arithmetic in its cells, and totals."""

from __future__ import annotations

from html import escape

from cnn_core.nn.summary import Count, Row
from ui.lessons.architectures.model import Planned, size_words

UNITS = ("bytes", "KB", "MB", "GB")


def table(shown: Planned) -> str:
    """Write the table as HTML; bars say which share of all a layer has."""
    head = "".join(
        f"<th>{name}</th>"
        for name in ("", "layer", "answer", "parameters", "multiply-adds", "memory", "sees")
    )
    lines = [_line(shown, row) for row in shown.rows]
    return (
        f'<div class="costs"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _line(shown: Planned, row: Row) -> str:
    whole = shown.description
    cells = [
        escape(shown.pieces[row.number - 1].title),
        f"<b>{size_words(row.shape)}</b>{_small(row.size)}",
        _count(row.parameters, whole.parameters),
        _count(row.multiply_adds, whole.multiply_adds),
        f"<b>{size_of(row.memory.value)}</b>{_small((row.memory.text + ' bytes',))}",
        _seen(row),
    ]
    here = ' class="here"' if row.number == shown.chosen else ""
    inside = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr{here}><th scope="row">{row.number}</th>{inside}</tr>'


def _count(count: Count, whole: int) -> str:
    if not count.value:
        return "0"
    share = count.value / whole
    work = _small((f"{count.work}",)) if count.work else ""
    bar = f'<span class="bar" style="width:{100 * share:.1f}%"></span>'
    return f"<b>{count.value:,}</b> {100 * share:.1f} %{work}{bar}"


def _small(lines: tuple[str, ...]) -> str:
    return "".join(f"<small>{escape(line)}</small>" for line in lines)


def _seen(row: Row) -> str:
    """Write how many rows and columns of the input one cell sees."""
    if not row.sees:
        return "differs from cell to cell"
    rows, columns = row.sees
    works = dict.fromkeys(one.work for one in row.sees if one.work)
    return f"<b>{rows.value}×{columns.value}</b>{_small(tuple(works))}"


def size_of(count: int) -> str:
    """Write a number of bytes in the unit that keeps it short: "12.8 MB"."""
    value, unit = float(count), 0
    while value >= 1000 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {UNITS[unit]}" if unit == 0 else f"{value:.3g} {UNITS[unit]}"


def totals(shown: Planned) -> str:
    """Say what the whole network costs, as Markdown."""
    whole = shown.description
    words = [f"**{whole.parameters:,}** parameters"]
    dense = sum(row.parameters.value for row in whole.rows if row.name == "Dense")
    if dense and whole.parameters:
        words[0] += f", {dense:,} of them ({100 * dense / whole.parameters:.1f} %) in dense layers"
    words.append(f"**{whole.multiply_adds:,}** multiply-adds for one picture")
    words.append(f"{size_of(whole.memory)} for its input, answers and parameters as float32")
    return "; ".join(words) + "."


def formula(shown: Planned) -> str:
    """Write the arithmetic of the layer that is looked at."""
    row = shown.row
    if row is None:
        return f"layer {shown.chosen} does not fit yet"
    came, went = size_words(shown.before(row.number)), size_words(row.shape)
    parts = [f"layer {row.number}, {shown.pieces[row.number - 1].title}: {came} → {went}"]
    if row.size:
        axes = ("rows and columns",) if len(row.size) == 1 else ("rows", "columns")
        name = ("numbers",) if row.name == "Flatten" else axes
        parts += [f"{axis}: {line}" for axis, line in zip(name, row.size, strict=True)]
    parts.append(f"parameters: {row.parameters.text}")
    parts.append(f"multiply-adds: {row.multiply_adds.text}")
    return "\n".join(parts)
