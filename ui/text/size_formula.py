"""The size formula, each factor in the colour and with the letter of its control."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui.models.convolution import Convolution

# What a control sets -> its letter in the formula and its colour in Streamlit's Markdown. The
# kernel's reach is violet, as its weights are; the stride amber, for it moves the window.
LETTERS = {
    "picture": ("n", "gray"),
    "padding": ("p", "red"),
    "dilation": ("d", "violet"),
    "kernel": ("k", "violet"),
    "stride": ("s", "yellow"),
    "map": ("map", "green"),
}
NO_BREAK = "\u00a0"
EXPLAINED = f"{NO_BREAK} :gray[n = size, ⌊ ⌋ rounds down]"  # the letters that are no control's


@dataclass(frozen=True)
class Part:
    """A piece of the formula: as letters, and as the numbers of each axis printed."""

    letters: str
    numbers: tuple[str, ...]
    factor: str = ""  # of LETTERS; "" for what is the same in both

    def written(self, line: int | None) -> str:
        """Write the letters (None) or the numbers of a line, all equally wide."""
        width = max(map(len, (self.letters, *self.numbers)))
        text = self.letters if line is None else self.numbers[line]
        text, room = text.replace(" ", NO_BREAK), NO_BREAK * (width - len(text))
        return f"{room}:{LETTERS[self.factor][1]}[**{text}**]" if self.factor else room + text


def lettered(title: str, factor: str) -> str:
    """Return a control's label with the letter it has in the formula, in its colour."""
    letter, colour = LETTERS[factor]
    return f"{title} :{colour}[**{letter}**]"


def factors(found: Convolution, part: str = "") -> None:
    """Print the formula in letters, and below it in the current numbers.

    `part` tells formulas of one page apart.
    """
    with st.container(key=f"factors{part}"):
        st.markdown(written(found))


def written(found: Convolution) -> str:
    """Write the formula as Markdown: one line of letters, one of numbers for each axis.

    Rows and columns share a line where their numbers agree.
    """
    axes = list(
        zip(
            found.picture.pixels.shape[1:],
            found.amounts,
            found.kernel.shape,
            found.size,
            strict=True,
        )
    )
    names: tuple[str, ...] = ("rows", "columns")
    if axes[0] == axes[1]:
        axes, names = axes[:1], ("rows and columns",)
    count = len(axes)

    def fixed(text: str) -> Part:
        return Part(text, (text,) * count)

    parts = (
        Part("map", tuple(str(out) for *_, out in axes), "map"),
        fixed(" = ⌊("),
        Part("n", tuple(str(n) for n, *_ in axes), "picture"),
        fixed(" + "),
        Part("2·p", tuple(_padding(pads) for _, pads, *_ in axes), "padding"),
        fixed(" − "),
        Part("d", (str(found.dilation),) * count, "dilation"),
        fixed("·("),
        Part("k", tuple(str(k) for _, _, k, _ in axes), "kernel"),
        fixed(" − 1) − 1) / "),
        Part("s", (str(found.stride),) * count, "stride"),
        fixed("⌋ + 1"),
    )
    letters = "".join(part.written(None) for part in parts)
    letters += EXPLAINED
    lines = [
        f"{''.join(part.written(line) for part in parts)}{NO_BREAK} :gray[{name}]"
        for line, name in enumerate(names)
    ]
    return "  \n".join([letters, *lines])


def _padding(sides: tuple[int, int]) -> str:
    """Write the cells added along an axis: twice p, or both sides where they differ."""
    before, after = sides
    return f"2·{before}" if before == after else f"{before} + {after}"
