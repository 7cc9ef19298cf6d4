"""The ways in which people write a grid of numbers, and the rows of words that each one means.

Read are lines, MATLAB, NumPy, Python, C, LaTeX, tables and spreadsheets, with a factor before or
behind. Nothing is evaluated: what is not a number stays a word, for its reader to refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

Rows = list[list[str]]

LINE_END = "\u23ce"  # stands for the end of a line in a field that has only one
MOST_LAYERS = 20  # of calls, factors and parentheses around the numbers

_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_FACTOR = rf"\(?\s*(?P<above>{_NUMBER})\s*(?:/\s*(?P<below>{_NUMBER})\s*)?\)?"
_DECIMAL = r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:/[0-9]+)?"
_BEFORE = re.compile(rf"\s*{_FACTOR}\s*(?:\*\s*|(?=[\[{{(]))")
_BEHIND = re.compile(rf"(?<=[\])}}])\s*(?P<sign>[*/])\s*{_FACTOR}\s*\Z")
_MINUS = re.compile(r"\s*-\s*(?=[\[{(])")

_SPELLINGS = {
    **dict.fromkeys("\u2212\u2013\u2012\uff0d\ufe63", "-"),
    **dict.fromkeys("\u00d7\u00b7\u22c5\u2217", "*"),
    **dict.fromkeys("\u2044\u2215\u00f7", "/"),
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f", " "),
    **dict.fromkeys(("\r", "\u2028", LINE_END), "\n"),
    **dict.fromkeys("\ufeff\u200b", ""),
}
_LATEX = [
    (r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2"),
    (r"\\begin\s*\{[^{}]*\}(\s*\{[^{}]*\})?", "["),
    (r"\\end\s*\{[^{}]*\}", "]"),
    (r"\\\\(\s*\[[^\]]*\])?", ";"),
    (r"\\(?:cdot|times|ast)", "*"),
    (r"\\(?:left|right)\s*[()\[\]|.]|\\(?:left|right|hline|q?quad)\b|\\[,;:! ]|\\|\$", " "),
    (r"&", ","),
]
_COMMENTS = re.compile(r"/\*.*?\*/|//[^\n]*|#[^\n]*|%[^\n]*", re.S)
_LONG_WORD = re.compile(r"[^\s,;&\\()\[\]{}]{80}")
_ASSIGNED = re.compile(r"\A[^=(){}\n]*[A-Za-z_][^=(){}\n]*=(?!=)")
_MAT = re.compile(
    r"\(?\s*(?:cv::)?Mat_<[\w: ]+>\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)\s*<<(.*?)\)?\s*\Z", re.S
)
_RESHAPED = re.compile(r"\.(?:reshape|view|resize)\s*\(?\s*\(([\s\d,]*)\)\s*\)?\s*\Z")
_ONES = re.compile(
    r"(?:[A-Za-z_][\w.]*\.)?ones\s*\(\s*[\[(]?\s*(\d+)\s*(?:,\s*(\d+)\s*)?[\])]?"
    r"\s*(?:,\s*(?:dtype\s*=\s*)?[A-Za-z_\"'][\w.\"']*\s*)?\)"
)
_MAKERS = re.compile(
    r"(?:[A-Za-z_]\w*(?:\.|::))*(?:as)?(?:array|tensor|Tensor|FloatTensor|constant|matrix|Matrix|"
    r"convert_to_tensor|list|tuple|rbind|c|float32|float64|double|single)\s*(?=\()"
)
_OPTIONS = re.compile(
    r",\s*(?:[A-Za-z_]\w*\s*=\s*[A-Za-z_\"'][^\s,()\[\]{}]*"
    r"|[\"']?(?:(?:np|numpy|torch|tf|jnp)\.)?(?:float|int|double|single)\d*_?[\"']?)(?=\s*[,)])"
)
_HARMLESS = re.compile(
    r"\.(?:astype|float|double|int|to|copy|clone|tolist|unsqueeze)\s*\([^()]*\)\s*\Z"
    r"|(?<=[\])}])\s*[;,.]\s*\Z"
)
_TURNED = re.compile(r"(?<=[\])}])\s*(?:\.?'|\.T|\.t\(\)|\.transpose\(\))\s*\Z")
_CALL = re.compile(r"[A-Za-z_][\w.:]*(?=\s*\()")


@dataclass(frozen=True)
class Grid:
    """Rows of words as they were written, and what stands around them."""

    rows: Rows
    times: Fraction = Fraction(1)  # the factor of all
    certain: bool = False  # that these are the rows, as brackets or a size say so
    decimal_commas: bool = False  # that commas were read as decimal points
    other: Rows | None = None  # the rows if a comma were the other thing


def read_grid(text: str) -> Grid:
    """Return the rows of a grid of numbers, however it is written; "" is a number left out.

    Errors: a call that would have to be run, several grids at once, numbers outside the rows.

    >>> read_grid("1/16*[1 2 1; 2 4 2; 1 2 1]").rows[1]
    ['2', '4', '2']
    """
    if re.fullmatch(r"[0-9.,;/+\s-]*", text):  # as links have it
        return _lines(text.replace("\r", "\n"))
    text, times, shape, turned = _without_surroundings(_without_dress(text))
    if call := _CALL.search(text):
        raise ValueError(
            f'"{call.group()[:30]}(...)" would have to be run, and no code is run here: '
            "paste the numbers it gives"
        )
    grid = _within_brackets(text)
    rows = grid.rows
    if shape is not None:
        rows = _reshaped(rows, shape)
    if turned and len({len(row) for row in rows}) == 1:
        rows = [list(column) for column in zip(*rows, strict=True)]
    certain = grid.certain or shape is not None or turned
    return Grid(rows, times, certain, grid.decimal_commas, None if certain else grid.other)


def _without_dress(text: str) -> str:
    """Return the text in plain characters, without LaTeX, comments and the name it is given."""
    for odd, plain in (("\r\n", "\n"), ("...\n", " "), *_SPELLINGS.items()):
        text = text.replace(odd, plain)
    if "\\" in text:
        for pattern, plain in _LATEX:
            text = re.sub(pattern, plain, text)
    text = _COMMENTS.sub(_without_comment, text)
    if long := _LONG_WORD.search(text):
        raise ValueError(f'"{long.group()[:20]}..." is not a number: write one like 2, -1 or 0.5')
    text = _ASSIGNED.sub("", text)
    return re.sub(r"(?<=[0-9.])[fFlL](?![\w.])", "", text)  # C's 1.0f


def _without_comment(found: re.Match[str]) -> str:
    text = found.group()
    # A percent sign without words is MATLAB's no more than it is a percentage.
    return text if text[0] == "%" and not re.search("[A-Za-z]", text) else " "


def _without_surroundings(text: str) -> tuple[str, Fraction, tuple[int, int] | None, bool]:
    """Take off calls that only make an array, factors, a size, a transposition: from outside in."""
    times, shape, turned = Fraction(1), None, False
    text = _ONES.sub(lambda ones: _ones(int(ones[1]), int(ones[2] or ones[1])), text)
    before = ""
    for _ in range(MOST_LAYERS):
        if text == before:
            break
        before, text = text, text.strip()
        text = _OPTIONS.sub("", _MAKERS.sub("", _HARMLESS.sub("", text)))
        if found := _MAT.match(text):
            shape, text = (int(found[1]), int(found[2])), found[3]
        if found := _RESHAPED.search(text):
            sizes = [int(one) for one in found[1].split(",") if one.strip()]
            shape, text = _two(sizes), text[: found.start()]
        if found := _TURNED.search(text):
            turned, text = not turned, text[: found.start()]
        if found := _MINUS.match(text):
            times, text = -times, text[found.end() :]
        if found := _BEFORE.match(text):
            times, text = times * _factor(found), text[found.end() :]
        if found := _BEHIND.search(text):
            factor = _factor(found)
            times = times * factor if found["sign"] == "*" else times / factor
            text = text[: found.start()]
        text = _without_parentheses(text.strip())
    return text, times, shape, turned


def _ones(rows: int, columns: int) -> str:
    if not (1 <= rows <= 99 and 1 <= columns <= 99):
        raise ValueError(f"ones of {rows}×{columns} are not a kernel: both sides are 1 to 11")
    return "[" + ",".join(["[" + ",".join("1" * columns) + "]"] * rows) + "]"


def _two(sizes: list[int]) -> tuple[int, int]:
    if len(sizes) < 2 or any(one != 1 for one in sizes[:-2]):
        raise ValueError("a kernel has rows and columns: give two sizes, such as 3, 3")
    return sizes[-2], sizes[-1]


def _factor(found: re.Match[str]) -> Fraction:
    above, below = (Fraction(_bounded(found[name] or "1")) for name in ("above", "below"))
    if above == 0 or below == 0:
        raise ValueError(f'the factor "{found.group().strip()}" is or divides by 0: use another')
    return above / below


def _bounded(number: str) -> str:
    """Return a number as it is written. Errors: powers of ten that are too large to write out."""
    power = re.search(r"[eE]([+-]?[0-9]+)\Z", number)
    if power and abs(int(power[1][:6])) > 12:
        raise ValueError(f'the factor "{number[:20]}" is too large or too small: use 1e-12 to 1e12')
    return number


def _without_parentheses(text: str) -> str:
    """Take off a pair of parentheses that holds all of the text."""
    if not text.startswith("(") or not text.endswith(")"):
        return text
    depth = 0
    for place, one in enumerate(text):
        depth += (one == "(") - (one == ")")
        if depth == 0:
            return text[1:-1] if place == len(text) - 1 else text
    return text


def _within_brackets(text: str) -> Grid:
    """Read rows from brackets in brackets, or lines from a pair of them or from none."""
    text = re.sub(r"[({]", "[", re.sub(r"[)}]", "]", text))
    depths, depth = [], 0
    for one in text:
        depth += one == "["
        depths.append(depth)
        depth -= one == "]"
        if depth < 0:
            break
    if depth != 0 or "[" not in text:  # none, or brackets that were cut off
        return _lines(re.sub(r"\][\s,]*", ";", text).replace("[", " "))
    deepest = max(depths)
    groups = re.findall(r"\[([^\[\]]*)\]", text)
    outside = re.sub(r"\[[^\[\]]*\]", " ", text)
    if stray := re.search(r"[^\s,;\[\]]+", outside):
        raise ValueError(f'"{stray.group()[:20]}" stands outside the rows: write numbers in rows')
    if len(groups) == 1:
        return _bracketed(groups[0], certain=deepest > 1)
    above = re.sub(r"\[[^\[\]]*\]", "r", text)
    grids = [one for one in re.split(r"[\[\]]", above) if "r" in one]
    if len(grids) > 1:
        raise ValueError(
            f"these are {len(grids)} grids of numbers, and a kernel here is one: paste one of them"
        )
    rows = [_words(re.sub(r"[\n;]", " ", group).strip().rstrip(",")) for group in groups]
    return Grid([row for row in rows if row != [""]], certain=True)


def _bracketed(inside: str, *, certain: bool) -> Grid:
    """Read one pair of brackets: MATLAB's rows, C's lines, or a list that goes on and on."""
    lines = [line.strip() for line in inside.splitlines() if line.strip()]
    if len(lines) > 1 and all(re.fullmatch(r"[^\s,;]+,?", line) for line in lines):
        inside = " ".join(line.rstrip(",") for line in lines)  # a number a line: one list
    found = _lines(inside.strip().rstrip(","))
    return Grid(found.rows, Fraction(1), certain, found.decimal_commas, found.other)


def _lines(text: str) -> Grid:
    """Read rows apart by ";" or line ends, numbers apart by commas, spaces or tabs."""
    if "\t" in text and "\n" not in text.strip():  # a spreadsheet's, its lines' ends made spaces
        text = re.sub(r" +", "\n", text)
    if "|" in text:  # a table
        text = re.sub(r"(?m)^[\s|:]*-[\s|:-]*-[\s|:-]*$", "", text).replace("|", " ")
    alone = re.fullmatch(r"([^/]*\S)[ \t]+/[ \t]*([0-9]+)\s*", text, re.S)
    text = f"{alone[1]}\n/{alone[2]}" if alone else re.sub(r"(?<=\d)[ \t]+/[ \t]+(?=\d)", "/", text)
    lines = [line.strip() for line in text.split("\n") if line.strip(" \t;")]
    if (cells := _semicolon_columns(lines)) is not None:
        return cells
    if len(lines) > 1:
        lines[:-1] = [line.rstrip(",") for line in lines[:-1]]
    rows = [row for line in lines for row in line.split(";") if row.strip()]
    return _commas(rows, tabs="\t" in text)


def _semicolon_columns(lines: list[str]) -> Grid | None:
    """Read lines with semicolons between the numbers, as spreadsheets with decimal commas write."""
    rows = [[cell.strip() for cell in line.rstrip(";").split(";")] for line in lines]
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or min(map(len, rows)) < 2 or any(re.search(r"\s|,.*,", one) for one in cells):
        return None
    return Grid(
        [[cell.replace(",", ".") for cell in row] for row in rows],
        certain=True,
        decimal_commas=any("," in one for one in cells),
    )


def _commas(rows: list[str], *, tabs: bool) -> Grid:
    """Decide whether commas part numbers or are decimal points."""
    plain = [_words(row) for row in rows]
    chunks = [row.split() for row in rows]
    if tabs:
        chunks = [[cell.strip() for cell in row.split("\t")] for row in rows]
    counts = [chunk.count(",") for row in chunks for chunk in row]
    apart = any(re.search(r"(?:\A|[\s,]),|,(?:\s|\Z)", row) for row in rows)
    if apart or not any(counts) or max(map(len, chunks)) < 2:
        return Grid(plain)
    one_each = all(re.fullmatch(_DECIMAL, chunk) for row in chunks for chunk in row)
    decimal = [[chunk.replace(",", ".") for chunk in row] for row in chunks]
    if one_each and (len(rows) > 1 or tabs or min(counts) == 0):
        return Grid(decimal, decimal_commas=True)
    if len(rows) == 1 and len({*counts}) == 1:  # lines that a field of one line made spaces of
        split = [chunk.split(",") for chunk in chunks[0]]
        return Grid(split, other=decimal if one_each else None)
    return Grid(plain)


def _words(row: str) -> list[str]:
    """Split a row at commas and spaces; "" is a number left out between two commas."""
    return [word for part in row.split(",") for word in (part.split() or [""])]


def _reshaped(rows: Rows, shape: tuple[int, int]) -> Rows:
    flat = [word for row in rows for word in row]
    high, wide = shape
    if high * wide != len(flat):
        raise ValueError(f"{high}×{wide} has {high * wide} numbers, and here are {len(flat)}")
    return [flat[r * wide : (r + 1) * wide] for r in range(high)]
