"""The size formula in letters and numbers: it works out, aligned, coloured as its controls are."""

from __future__ import annotations

import math
import re

from hypothesis import given

from cnn_core.kernels import KERNELS
from tests.ui.strategies import CONVOLUTION
from ui.models.convolution import Convolution
from ui.pictures import picture
from ui.text.size_formula import EXPLAINED, LETTERS, NO_BREAK, lettered, written


def plain(line: str) -> str:
    """Return what is seen of a line of Markdown."""
    return re.sub(r":\w+\[\**(.*?)\**\]", r"\1", line).replace(NO_BREAK, " ")


@given(CONVOLUTION)
def test_the_printed_numbers_give_the_printed_size(shown: Convolution) -> None:
    letters, *lines = written(shown).replace(EXPLAINED, "").split("  \n")
    assert plain(letters).replace(" ", "") == "map=⌊(n+2·p−d·(k−1)−1)/s⌋+1"
    sizes = []
    for line in lines:
        size, formula = re.sub("(rows|columns|and) ?", "", plain(line)).split("=")
        code = formula.replace("·", "*").replace("−", "-").replace("⌊", "floor(").replace("⌋", ")")
        assert eval(code, {"floor": math.floor}) == int(size)
        sizes.append(int(size))
    assert (sizes * 2)[:2] == list(shown.size)


@given(CONVOLUTION)
def test_numbers_stand_under_their_letters(shown: Convolution) -> None:
    letters, *lines = map(plain, written(shown).replace(EXPLAINED, "").split("  \n"))
    for line in lines:
        assert [k for k, c in enumerate(line) if c in "⌊⌋="] == [
            k for k, c in enumerate(letters) if c in "⌊⌋="
        ]


def test_every_factor_has_the_colour_of_its_control() -> None:
    letters, numbers = written(
        Convolution(picture("digit-7"), KERNELS["sobel-x"].kernel(), stride=2, padding=1)
    ).split("  \n")
    for factor in ("stride", "dilation"):
        letter, colour = LETTERS[factor]
        assert lettered("Title", factor) == f"Title :{colour}[**{letter}**]"
        assert f":{colour}[**{letter}**]" in letters
    assert ":red[**2·1**]" in numbers
    assert ":green[**14**]" in numbers


def test_sides_that_differ_are_added() -> None:
    shown = Convolution(picture("edge"), KERNELS["box-blur"].kernel(2), padding="same")
    assert ":red[**0" in written(shown)
    assert "6 + 0 + 1" in plain(written(shown))
