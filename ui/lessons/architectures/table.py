"""What a network costs, layer by layer: a table with the arithmetic in its cells, and totals."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cnn_core.nn.arithmetic import Count
from cnn_core.nn.summary import Row
from ui.lessons.architectures.comparison import Compared, claims_by_layer
from ui.lessons.architectures.model import Planned, size_words
from ui.text.arithmetic import with_result, written

UNITS = ("bytes", "KB", "MB", "GB")


def table(shown: Planned, compared: Sequence[Compared] = ()) -> str:
    """Write the table as HTML; bars say which share of all a layer has.

    Rows that were `compared` with a pasted table say what it has.
    """
    head = "".join(
        f"<th>{name}</th>"
        for name in ("", "layer", "output", "parameters", "multiply-adds", "memory", "sees")
    )
    claims = claims_by_layer(compared)
    lines = [_line(shown, row, claims.get(row.number)) for row in shown.rows]
    return (
        f'<div class="costs"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _line(shown: Planned, row: Row, compared: Compared | None) -> str:
    whole = shown.description
    before = shown.before(row.number)
    if row.shape == before and not row.parameters.value and not row.multiply_adds.value:
        return _short_line(shown, row)
    sizes = _small(tuple(map(with_result, row.size)))
    cells = [
        escape(shown.pieces[row.number - 1].title),
        f"<b>{size_words(row.shape)}</b>{sizes}{_claimed_size(compared)}",
        _count(row.parameters, whole.parameters) + _claimed_count(compared),
        _count(row.multiply_adds, whole.multiply_adds),
        f"<b>{size_of(row.memory.value)}</b>{_small((with_result(row.memory) + ' bytes',))}",
        _seen(row),
    ]
    return _row(shown, row, cells)


def _row(shown: Planned, row: Row, cells: Sequence[str]) -> str:
    here = ' class="here"' if row.number == shown.chosen else ""
    inside = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr{here}><th scope="row">{row.number}</th>{inside}</tr>'


def _short_line(shown: Planned, row: Row) -> str:
    """Write a layer that keeps the size and learns nothing: what the row above has is not said."""
    title = escape(shown.pieces[row.number - 1].title)
    cells = [title, "same size", "0", "0", f"<b>{size_of(row.memory.value)}</b>", "same"]
    return _row(shown, row, cells)


def _claimed_size(compared: Compared | None) -> str:
    if compared is None or compared.same_size or compared.claim.shape is None:
        return ""
    return f'<small class="other">≠ your table: {size_words(compared.claim.shape)}</small>'


def _claimed_count(compared: Compared | None) -> str:
    """Write what a pasted table says where it is another number, or counts more."""
    if compared is None or compared.claim.parameters is None:
        return ""
    claimed = f"{compared.claim.parameters:,}"
    if not compared.same_count:
        return f'<small class="other">≠ your table: {claimed}</small>'
    if compared.claim.parameters != compared.parameters:
        more = f"{compared.parameters:,} + {compared.measured:,} measured"
        return f"<small>= your table: {claimed} = {more}</small>"
    return "<small>= your table</small>"


def _count(count: Count, whole: int) -> str:
    if not count.value:
        return "0"
    share = count.value / whole
    work = _small((written(count.work),)) if count.work else ""
    bar = f'<span class="bar" style="width:{100 * share:.1f}%"></span>'
    return f"<b>{count.value:,}</b> {100 * share:.1f} %{work}{bar}"


def _small(lines: tuple[str, ...]) -> str:
    return "".join(f"<small>{escape(line)}</small>" for line in lines)


def _seen(row: Row) -> str:
    """Write how many rows and columns of the input one cell sees."""
    if not row.sees:
        return "differs from cell to cell"
    rows, columns = row.sees
    works = dict.fromkeys(written(one.work) for one in row.sees if one.work)
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
    words.append(
        f"{size_of(whole.memory)} of memory for the input, all layer outputs and the parameters, "
        "with 4 bytes per number"
    )
    text = ". ".join(words) + "."
    if shown.fault:
        return f"{_fitting(len(shown.rows))} {text}"
    return text


def _fitting(count: int) -> str:
    """Say of how many layers the totals are, where one does not fit."""
    if not count:
        return "No layer fits, so there is nothing to add up:"
    layers = "layer 1" if count == 1 else f"layers 1 to {count}"
    return f"Only {layers}, because layer {count + 1} does not fit:"


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
        parts += [f"{axis}: {with_result(one)}" for axis, one in zip(name, row.size, strict=True)]
    parts.append(f"parameters: {with_result(row.parameters)}")
    if row.name == "BatchNorm":
        count = row.parameters.value
        parts.append(
            f"Keras says {2 * count:,}: it also counts the running mean and variance of each "
            f"channel, {count:,} numbers that training does not learn"
        )
    parts.append(f"multiply-adds: {with_result(row.multiply_adds)}")
    return "\n".join(parts)
