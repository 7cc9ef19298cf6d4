"""The table of costs as a file for a spreadsheet: a row for each layer, whole numbers alone."""

from __future__ import annotations

import csv
import io
from math import prod

from ui.lessons.architectures.model import Planned

COLUMNS = (
    "number",
    "layer",
    "channels",
    "rows",
    "columns",
    "outputs",
    "parameters",
    "multiply_adds",
    "bytes",
    "receptive_rows",
    "receptive_columns",
)


def spreadsheet(shown: Planned, *, comma: bool = False) -> bytes:
    """Return a CSV file (UTF-8) of the layers that fit; the first row names the columns.

    Rows and columns of a dense layer's output are 1. The receptive field is empty where it differs
    from cell to cell. With a decimal `comma`, cells are apart by semicolons, as a spreadsheet
    expects it there.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if comma else ",")
    writer.writerow(COLUMNS)
    for row in shown.rows:
        shape = (*row.shape, 1, 1)[:3]
        seen: list[int | str] = [one.value for one in row.sees] or ["", ""]
        costs = [count.value for count in (row.parameters, row.multiply_adds, row.memory)]
        writer.writerow([row.number, row.name, *shape, prod(shape), *costs, *seen])
    return text.getvalue().encode()
