"""Pictures, kernels and padding written as lines of Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cnn_core.kernels import Kernel
from ui.pictures import Picture

WIDEST = 88  # characters of a line
LARGEST_TABLE = 32  # rows or columns of pixels that are printed as numbers
MOST_LINES = 40  # of a picture's own code, before a small picture is printed instead

Rows = Sequence[Sequence[int]]
Amounts = tuple[tuple[int, int], tuple[int, int]]

PAD_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def table(rows: Rows) -> list[str]:
    r"""Write rows of whole numbers as the lines of a nested list, columns aligned.

    >>> print("\n".join(table([[-1, 0], [2, 10]])))
    [
        [-1,  0],
        [ 2, 10],
    ]
    """
    width = max(len(str(n)) for row in rows for n in row)
    lines = [f"    [{', '.join(str(n).rjust(width) for n in row)}]," for row in rows]
    return ["[", *lines, "]"]


def wrapped(before: str, rows: Rows, after: str) -> list[str]:
    """Write `before`, rows of numbers, `after`: on one line if it is one short row."""
    if len(rows) == 1 and len(f"{before}{list(rows[0])}{after}") <= WIDEST - 2:
        return [f"{before}[{list(rows[0])}]{after}"]
    first, *middle, last = table(rows)
    return [before + first, *middle, last + after]


def indented(lines: Iterable[str]) -> list[str]:
    """Move lines to the right by one step."""
    return [f"    {line}" for line in lines]


def arguments(*parts: str) -> str:
    """Join arguments that follow others; empty ones are left out, but for the first.

    >>> arguments("", "", "stride=2"), arguments("", "")
    (', stride=2', '')
    """
    return ", ".join([parts[0], *filter(None, parts[1:])])


def kernel_lines(
    name: str, kernels: Sequence[Kernel], before: str, after: str, *, many: bool
) -> list[str]:
    """Write the numerators of a kernel (kh, kw), or of `many` kernels (F, kh, kw), as `name`."""
    if not many:
        (kernel,) = kernels
        lines = wrapped(f"{name} = {before}", kernel.numerators, after)
        return [f"# {kernel.title}", *lines]
    lines = []
    for kernel in kernels:
        lines.append(f"# {kernel.title}")
        flat = f"{[list(row) for row in kernel.numerators]},"
        if len(flat) > WIDEST - 4:
            first, *middle, last = table(kernel.numerators)
            lines += [first, *middle, f"{last},"]
        else:
            lines.append(flat)
    return [f"{name} = {before}[", *indented(lines), f"]{after}"]


def numpy_pad(source: str, amounts: Amounts, mode: str, fill: int) -> str:
    """Write the call that adds padding to `source` (H, W).

    >>> numpy_pad("image[0]", ((1, 1), (1, 1)), "reflect", 0)
    'np.pad(image[0], 1, mode="reflect")'
    """
    (top, bottom), (left, right) = amounts
    width = str(top) if top == bottom == left == right else str(amounts)
    return pad_call(source, width, mode, fill)


def pad_call(source: str, width: str, mode: str, fill: int) -> str:
    """Write the call that adds padding to `source`, `width` cells as NumPy takes them."""
    how = f'mode="{PAD_MODES[mode]}"' if mode in PAD_MODES else ""
    if mode == "constant" and fill:
        how = f"constant_values={fill}"
    return f"np.pad({source}, {width}{arguments('', how)})"


def picture_parts(picture: Picture) -> tuple[list[str], list[str]]:
    """Return the imports of a picture's code, and the lines that leave `image` (C, H, W).

    A small picture without code of its own, or with too much, is printed as numbers; a large one
    is opened from a file.
    """
    planes, rows, columns = picture.pixels.shape
    lines = picture.code.strip().splitlines()
    known = any(line.startswith("image = ") for line in lines)
    if max(rows, columns) <= LARGEST_TABLE and (not known or len(lines) > MOST_LINES):
        first, *others = picture.pixels.tolist()
        if not others:
            return [], wrapped("image = np.float32([", first, "])")
        printed = [line for plane in (first, *others) for line in wrapped("", plane, ",")]
        return [], ["image = np.float32([", *indented(printed), "])"]
    if not known:
        mode, axes = ("RGB", ".transpose(2, 0, 1)") if planes == 3 else ("L", "[None]")
        lines = [
            "from PIL import Image",
            "# The picture on screen, downloaded.",
            f'picture = Image.open("your-picture.png").convert("{mode}")',
            f"image = np.array(picture, dtype=np.float32){axes}",
        ]
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    rest = "\n".join(line for line in lines if line not in imports).strip()
    return imports, rest.splitlines()


def script(picture: Picture, imports: Iterable[str], *parts: Sequence[str]) -> str:
    """Write a script: what it imports, the picture as `image`, and these parts, empty ones not."""
    found, image = picture_parts(picture)
    lines = sorted(
        {"import numpy as np", *imports, *found},
        key=lambda line: (line.startswith("from"), line.lower()),
    )
    blocks = [lines, image, *filter(None, parts)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"
