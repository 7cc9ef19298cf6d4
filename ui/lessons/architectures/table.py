"""What a network costs, layer by layer: a table with the arithmetic in its cells, and totals."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cnn_core.nn.arithmetic import Count, Sum
from cnn_core.nn.summary import Row
from ui.lessons.architectures.columns import Group, groups
from ui.lessons.architectures.comparison import Compared, claims_by_layer
from ui.lessons.architectures.model import Planned, size_words
from ui.lessons.architectures.words import views as say
from ui.text.arithmetic import with_result, written

UNITS = ("bytes", "KB", "MB", "GB")


def table(shown: Planned, unfolded: Sequence[int] = (), compared: Sequence[Compared] = ()) -> str:
    """Write the table as HTML; bars say which share of all a layer has.

    Groups that are not `unfolded` have one row. Rows that were `compared` with a pasted table say
    what it has, and then none is folded.
    """
    head = "".join(
        f"<th>{name}</th>"
        for name in ("", "layer", "output", "parameters", "multiply-adds", "memory", "sees")
    )
    claims = claims_by_layer(compared)
    folded = {} if compared else {one.first: one for one in groups(shown)}
    folded = {first: one for first, one in folded.items() if first not in unfolded}
    hidden = {number for one in folded.values() for number in range(one.first + 1, one.last + 1)}
    lines = [
        _group_line(shown, folded[row.number])
        if row.number in folded
        else _line(shown, row, claims.get(row.number))
        for row in shown.rows
        if row.number not in hidden
    ]
    return (
        f'<div class="costs" tabindex="0"><table><thead><tr>{head}</tr></thead>'
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
    return _row(shown, row.number, row.number, cells)


def _row(shown: Planned, first: int, last: int, cells: Sequence[str]) -> str:
    here = ' class="here"' if first <= shown.chosen <= last else ""
    inside = "".join(f"<td>{cell}</td>" for cell in cells)
    number = f"{first}" if first == last else f"{first}–{last}"
    return f'<tr{here}><th scope="row">{number}</th>{inside}</tr>'


def _group_line(shown: Planned, group: Group) -> str:
    """Write one row for equal convolutions and what stands between them: the sums of their rows."""
    rows, whole = shown.rows[group.first - 1 : group.last], shown.description
    cells = [
        escape(group.words),
        f"<b>{size_words(rows[-1].shape)}</b>",
        _sum([row.parameters for row in rows], whole.parameters),
        _sum([row.multiply_adds for row in rows], whole.multiply_adds),
        f"<b>{size_of(sum(row.memory.value for row in rows))}</b>",
        _seen(rows[-1], short=True),
    ]
    return _row(shown, group.first, group.last, cells)


def _sum(counts: Sequence[Count], whole: int) -> str:
    """Write a sum of counts as the terms that are not 0, and its share of all."""
    terms = [one.value for one in counts if one.value]
    work = Sum(*terms) if len(terms) > 1 else None
    return _count(Count(sum(terms), work), whole)


def _short_line(shown: Planned, row: Row) -> str:
    """Write a layer that keeps the size and learns nothing: what the row above has is not said."""
    title = escape(shown.pieces[row.number - 1].title)
    cells = [title, "same size", "0", "0", f"<b>{size_of(row.memory.value)}</b>", "same"]
    return _row(shown, row.number, row.number, cells)


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
    return f"<b>{count.value:,}</b> {escape(percent(share))}{work}{bar}"


def percent(share: float) -> str:
    """Write a share in percent; a little is not rounded to nothing.

    >>> percent(0.894), percent(0.00001)
    ('89.4 %', '< 0.1 %')
    """
    return "< 0.1 %" if 0 < share < 0.0005 else f"{100 * share:.1f} %"


def _small(lines: tuple[str, ...]) -> str:
    return "".join(f"<small>{escape(line)}</small>" for line in lines)


def _seen(row: Row, *, short: bool = False) -> str:
    """Write how many rows and columns of the input one cell sees; `short`: without the work."""
    if not row.sees:
        return say.DIFFERS_FROM_CELL_TO_CELL
    rows, columns = row.sees
    works = dict.fromkeys(written(one.work) for one in row.sees if one.work and not short)
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
    weighted = sum(row.parameters.value > 0 for row in whole.rows)
    dense = sum(row.parameters.value for row in whole.rows if row.name == "Dense")
    if dense and whole.parameters:
        words[0] += say.OF_THEM_IN_DENSE_LAYERS.format(
            dense=dense, quotient=percent(dense / whole.parameters)
        )
    words.append(say.MULTIPLY_ADDS_FOR_ONE_IMAGE.format(multiply_adds=whole.multiply_adds))
    words.append(say.OF_MEMORY_FOR_THE_INPUT_ALL.format(size_of=size_of(whole.memory)))
    words.append(say.OF_THE_LAYERS_HAVE_PARAMETERS.format(weighted=weighted, count=len(whole.rows)))
    text = ". ".join(words) + "."
    if shown.fault:
        return f"{_fitting(len(shown.rows))} {text}"
    return text


def _fitting(count: int) -> str:
    """Say of how many layers the totals are, where one does not fit."""
    if not count:
        return say.NO_LAYER_FITS_SO_THERE
    layers = "layer 1" if count == 1 else f"layers 1 to {count}"
    return say.ONLY_BECAUSE_LAYER_DOES_NOT.format(layers=layers, next_count=count + 1)


def formula(shown: Planned) -> str:
    """Write the arithmetic of the layer that is looked at."""
    row = shown.row
    if row is None:
        return say.LAYER_DOES_NOT_FIT_YET.format(chosen=shown.chosen)
    came, went = size_words(shown.before(row.number)), size_words(row.shape)
    parts = [f"layer {row.number}, {shown.pieces[row.number - 1].title}: {came} → {went}"]
    if row.size:
        axes = ("rows and columns",) if len(row.size) == 1 else ("rows", "columns")
        name = ("numbers",) if row.name == "Flatten" else axes
        parts += [f"{axis}: {with_result(one)}" for axis, one in zip(name, row.size, strict=True)]
    parts.append(f"parameters: {with_result(row.parameters)}")
    if row.name == "BatchNorm":
        count = row.parameters.value
        parts.append(say.KERAS_SAYS_IT_ALSO_COUNTS.format(twice_count=2 * count, count=count))
    parts.append(f"multiply-adds: {with_result(row.multiply_adds)}")
    return "\n".join(parts)
