"""Questions about a picture's gradient: how steep it is at a cell, and where it gets brighter."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, isqrt
from types import MappingProxyType

import numpy as np

from cnn_core.kernels import KERNELS
from ui.frame.questions import Cell, Question, Registry, Slip, chosen, number_question
from ui.frame.readings import place, read
from ui.lessons.kernels.words import questions as say
from ui.models.convolution import Convolution
from ui.text.numbers import bracketed, decimal

DOWN = {1: "down", 0: "", -1: "up"}
ACROSS = {1: "to the right", 0: "", -1: "to the left"}


def slopes(convolution: Convolution, cell: Cell) -> tuple[int, int]:
    """Return what Sobel x and Sobel y answer at a cell of this map."""
    across, down = (
        read(replace(convolution, kernel=KERNELS[name].kernel()), cell).total
        for name in ("sobel-x", "sobel-y")
    )
    return across, down


def magnitude(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how steep the picture is at the cell; None where it is flat."""
    across, down = slopes(convolution, cell)
    if across == down == 0:
        return None
    square = across**2 + down**2
    exact = isqrt(square) ** 2 == square
    answer = str(isqrt(square)) if exact else _long(hypot(across, down))
    slips = [
        (_long(abs(across) + abs(down)), say.ADDS_THE_TWO_LENGTHS_AS_IF),
        (_long(across + down), say.ADDS_THE_TWO_RESULTS_OPPOSITE),
        (_long(max(abs(across), abs(down))), say.TAKES_THE_LONGER_OF_THE_TWO),
        (_long(min(abs(across), abs(down))), say.TAKES_THE_SHORTER_OF_THE_TWO),
        (str(square), say.FORGETS_THE_ROOT),
        (_long((abs(across) + abs(down)) / 2), say.MEAN_OF_THE_TWO_LENGTHS),
    ]
    text = say.MAGNITUDE.format(place=place(cell), across=decimal(across), down=decimal(down))
    why = say.MAGNITUDE_WHY.format(
        squared=_squared(across),
        squared_2=_squared(down),
        square=square,
        form="=" if exact else "≈",
        answer=answer,
    )
    wrong = [slips[k] for k in rng.permutation(len(slips))]
    return chosen("magnitude", text, answer, wrong, why, rng)


def _squared(number: int) -> str:
    return f"{bracketed(decimal(number))}²"


def _long(length: float) -> str:
    return f"{length:.2f}".removesuffix(".00").replace("-", "−")


def direction(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask where it gets brighter at the cell; None where it is flat."""
    across, down = (int(np.sign(one)) for one in slopes(convolution, cell))
    if across == down == 0:
        return None
    wrong = [
        (_towards(-across, -down), say.GETS_DARKER_A_NEGATIVE_RESULT),
        (
            _towards(across, -down),
            say.ROWS_COUNT_DOWNWARDS_SO_SOBEL,
        ),
        (_towards(-across, down), say.SOBEL_X_IS_POSITIVE_WHERE),
        (_towards(down, across), say.EXCHANGES_THE_TWO_SOBEL_X),
        (_towards(-down, -across), say.EXCHANGES_THE_TWO_AND_THEIR),
    ]
    wrong = [(choice, why) for choice, why in wrong if choice]
    slope_x, slope_y = slopes(convolution, cell)
    text = say.DIRECTION.format(
        place=place(cell), slope_x=decimal(slope_x), slope_y=decimal(slope_y)
    )
    answer = _towards(across, down)
    angle = np.degrees(np.arctan2(slope_y, slope_x))
    why = say.DIRECTION_WHY.format(answer=answer.lower(), float=decimal(round(float(angle))))
    return chosen("direction", text, answer, wrong, why, rng)


def _towards(across: int, down: int) -> str:
    words = " and ".join(filter(None, (ACROSS[across], DOWN[down])))
    return words[:1].upper() + words[1:]


def negative(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what the negative of the picture does to the gradient; None where it is flat."""
    across, down = slopes(convolution, cell)
    if across == down == 0:
        return None
    answer = say.MAGNITUDE_STAYS_THE_DIRECTION
    wrong = [
        ("Both stay.", say.WHERE_IT_GOT_BRIGHTER_IT_NOW),
        (
            say.MAGNITUDE_CHANGES_ITS_SIGN,
            say.MAGNITUDE_IS_A_LENGTH,
        ),
        ("Both change.", say.MAGNITUDE_IS_MADE_OF_SQUARES),
    ]
    text = say.NEGATIVE.format(place=place(cell))
    why = say.NEGATIVE_WHY.format(
        across=decimal(-across), across_2=decimal(across), down=decimal(-down), down_2=decimal(down)
    )
    return chosen("negative", text, answer, wrong, why, rng)


def brighter(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what more light does to the gradient."""
    answer = "Nothing."
    wrong = [
        (
            say.MAGNITUDE_GROWS,
            say.GRADIENT_IS_MADE,
        ),
        (say.MAGNITUDE_GROWS_THE_DIRECTION, say.FOR_THAT_THE_CONTRAST_WOULD),
        (say.TURNS_TOWARDS_THE_LIGHT, say.LIGHT_FALLS_ON_EVERY_PIXEL),
    ]
    text = say.BRIGHTER
    why = say.BRIGHTER_WHY
    return chosen("brighter", text, answer, wrong, why, rng)


def ramp(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what Sobel answers to a steady rise."""
    by = int(rng.choice([1, 2, 3, 5, 10]))
    name, along, other = (("x", "to the right", "rows"), ("y", "down", "columns"))[rng.integers(2)]
    slips: list[Slip] = [
        (by, say.ONE_STEP_SOBEL_COMPARES_WHAT),
        (2 * by, say.ONE_PAIR_OF_WEIGHTS_THERE),
        (4 * by, say.COUNTS_ONE_STEP_BOTH_SIDES),
        (0, say.STEADY_RISE_IS_NOT_FLAT_ONLY),
        (6 * by, say.MIDDLE_WEIGHT_IS_NOT),
    ]
    text = say.RAMP.format(by=by, along=along, other=other, name=name)
    why = say.RAMP_WHY.format(twice_by=2 * by, times_8_by=8 * by)
    return number_question("ramp", text, 8 * by, slips, why, rng)


def contrast(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what less contrast does to the gradient."""
    part, done = (("/ 2", "halves"), ("/ 4", "is a quarter"), ("/ 10", "is a tenth"))[
        rng.integers(3)
    ]
    answer = say.MAGNITUDE_THE_DIRECTION_STAYS.format(done=done)
    wrong = [
        (say.BOTH_CHANGE_THE_ANGLE_TOO.format(done=done), say.BOTH_SLOPES_SHRINK_ALIKE_THEIR),
        ("Nothing.", say.DIFFERENCES_SHRINK),
        (
            say.MAGNITUDE_STAYS_THE_DIRECTION_2,
            say.LENGTH_FOLLOWS_THE_CONTRAST,
        ),
    ]
    text = say.CONTRAST.format(part=part)
    why = say.CONTRAST_WHY
    return chosen("contrast", text, answer, wrong, why, rng)


GRADIENT_QUESTIONS: Registry = MappingProxyType(
    {
        "magnitude": magnitude,
        "direction": direction,
        "negative": negative,
        "brighter": brighter,
        "ramp": ramp,
        "contrast": contrast,
    }
)
