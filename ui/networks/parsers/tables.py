"""The rows of a pasted table: Keras's model.summary(), torchsummary's or torchinfo's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A row of Keras's older tables: name (kind), shape, number, and what it is connected to.
_OLD = re.compile(
    r"^(?P<name>[^│|┃]{0,80}?\(\w{1,60}\)? *)"
    r"(?P<shape>[(\[]{1,2}None[^)\]]{0,80}[)\]]{1,2}|[(\[]{1,2}None(?:, ?\d+)*,?(?=  ))"
    r"(?P<gap> +)(?P<count>[\d,]{1,20})(?P<rest>.*)$"
)
_LONGEST = 300  # characters of a line
_TORCHSUMMARY = re.compile(
    r"^ *([A-Za-z_]\w{0,60})-(\d{1,5}) +\[-?\d+, ([\d, ]{1,60})\] +([\d,]{1,15})"
)
_TORCHINFO = re.compile(
    r"^[│├└─|+ ]*([A-Za-z_]\w{0,60})(?: \(\w{1,60}\))?: (\d{1,2})-(\d{1,5}) +(.{0,200})$"
)
_BRACKETS = re.compile(r"\[([\d, ]{1,60})\]")
_COUNT = re.compile(r"^\s*(\d[\d,]{0,15}|--|\(recursive\))")
CUT = (
    "the columns of this table are cut off: print it with model.summary(line_length=150), in a "
    "window that is wide enough, and paste it again"
)


@dataclass(frozen=True)
class TableRow:
    """One row: a kind of layer, what comes out as the table writes it, and its parameters."""

    kind: str
    sizes: tuple[int, ...]  # without the batch
    count: int | None
    of: str  # which tool wrote it: "Keras", "torchsummary" or "torchinfo"
    depth: int = 1
    connected: int = 0  # how many layers it says to be connected to


def table_rows(text: str) -> list[TableRow]:
    """Return the rows of the table in a text, none if it has none.

    Errors: columns are cut off, or a row breaks in a way that is not known.
    """
    lines = [line[:_LONGEST].replace("┃", "│").replace("|", "│") for line in text.split("\n")]
    if "None," in text and any("None," in line for line in lines):
        boxed = [line for line in lines if line.count("│") >= 3]
        rows = list(_boxed(boxed) if any("None," in line for line in boxed) else _older(lines))
        rows_cut = any(re.search(r"\(\w+\)[ │]+[(\[]{1,2}None,", line) for line in lines)
        if rows_cut and len(rows) < text.count("None,") and not any(one.connected for one in rows):
            raise ValueError(CUT)  # nothing is left out without a word
        return rows
    return [*_torchsummary(lines), *_torchinfo(lines)]


def _boxed(lines: list[str]) -> Iterator[TableRow]:
    """Read Keras 3's table: a row whose number is empty goes on with the row above."""
    columns = [1, 2]
    open_: list[str] = []
    for line in [*lines, "│end│(None,)│0│"]:
        cells = [cell.strip() for cell in line.strip().strip("│").split("│")]
        if any(cell.startswith("Output Shape") for cell in cells):
            columns = [
                next((k for k, cell in enumerate(cells) if cell.startswith(name)), k)
                for name, k in (("Output Shape", 1), ("Param", 2))
            ]
            continue
        if len(cells) <= max(columns):
            continue
        if cells[columns[1]]:
            yield from _row_of(open_, columns)
            open_ = cells
        elif open_ and len(cells) == len(open_):
            open_ = [before + after for before, after in zip(open_, cells, strict=True)]


def _row_of(cells: list[str], columns: list[int]) -> Iterator[TableRow]:
    if cells and (row := _row(cells[0], cells[columns[0]], cells[columns[1]], cells[-1])):
        yield row


def _row(name: str, shape: str, count: str, connected: str = "") -> TableRow | None:
    """Read the cells of a row of Keras's. Errors: they are cut off."""
    name, shape = re.sub(r"\s", "", name), re.sub(r"\s", "", shape)
    if "…" in name + shape + count or "..." in name + shape:
        raise ValueError(CUT)
    kind = re.search(r"\((\w+)\)?$", name)
    sizes = re.match(r"[(\[]*None,([\d,]*|None[\dNone,]*)[)\]]", shape)
    number = count.split(" ")[0].replace(",", "")
    if kind is None or not number.isdecimal():
        return None
    if sizes is None:
        raise ValueError(CUT)
    if "None" in sizes[1]:
        raise ValueError(
            "this table has None for rows and columns: build the model with an input size, such "
            "as keras.Input((224, 224, 3)), and paste it again"
        )
    parts = tuple(int(one[:9]) for one in sizes[1].split(",") if one)
    return TableRow(
        kind[1], parts, int(number[:15]), "Keras", connected=connected.count("[0]") // 2
    )


def _older(lines: list[str]) -> Iterator[TableRow]:
    """Read Keras 2's table: what stands below a row, in its columns, goes on with it."""
    open_: list[str] = []
    edges = (0, 0)
    for line in [*lines, "(end) (None,) 0"]:
        match = _OLD.match(line)
        if match is None:
            words = line[: edges[0]].strip(), line[edges[0] : edges[1]].strip()
            if open_ and not re.match(r"^ *([_=]{5}|Total|Trainable|Non-train)", line):
                # A name's end is a bracket; words of the text are none.
                open_[0] += words[0] if len(words[0]) < 40 and " " not in words[0] else ""
                open_[1] += words[1] if re.fullmatch(r"[\d, )\]]*", words[1]) else ""
                open_[3] += line[edges[1] :]
            continue
        if open_ and (row := _row(*open_)):
            yield row
        open_ = [match["name"], match["shape"], match["count"], match["rest"]]
        edges = match.end("name"), match.end("gap")


def _torchsummary(lines: list[str]) -> Iterator[TableRow]:
    for line in lines:
        match = _TORCHSUMMARY.match(line)
        if match:
            sizes = _sizes(match[3])
            yield TableRow(match[1], sizes, int(match[4].replace(",", "")), "torchsummary")


def _torchinfo(lines: list[str]) -> Iterator[TableRow]:
    for line in lines:
        match = _TORCHINFO.match(line)
        if match is None:
            continue
        shapes = list(_BRACKETS.finditer(match[4]))
        if not shapes:
            if "..." in match[4]:
                raise ValueError("this table is cut off: print it with a larger col_width")
            continue
        # With more columns the input's shape, or the kernel's, may stand beside the output's.
        output = shapes[1] if len(shapes) > 1 and _named_input(lines) else shapes[0]
        rest = match[4][output.end() :]
        count = _COUNT.match(rest) or _COUNT.match(rest.split("]")[-1])
        number = count[1].replace(",", "") if count else ""
        yield TableRow(
            match[1],
            _sizes(output[1])[1:],
            int(number) if number.isdecimal() else None,
            "torchinfo",
            depth=int(match[2]),
        )


def _named_input(lines: list[str]) -> bool:
    header = next((line for line in lines if "Output Shape" in line), "")
    return "Input Shape" in header and header.index("Input") < header.index("Output")


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(one[:9]) for one in re.findall(r"\d+", text))
