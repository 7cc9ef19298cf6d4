"""Questions about a picture's gradient: how steep it is at a cell, and where it gets brighter."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, isqrt
from types import MappingProxyType

import numpy as np

from cnn_core.kernels import KERNELS
from ui.frame.questions import Cell, Question, Registry, Slip, chosen, number_question
from ui.frame.readings import place, read
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
        (_long(abs(across) + abs(down)), "That adds the two lengths, as if they lay on one line."),
        (_long(across + down), "That adds the two results: opposite signs would cancel."),
        (_long(max(abs(across), abs(down))), "That takes the longer of the two alone."),
        (_long(min(abs(across), abs(down))), "That takes the shorter of the two alone."),
        (str(square), "That forgets the root."),
        (_long((abs(across) + abs(down)) / 2), "That is the mean of the two lengths."),
    ]
    text = (
        f"In {place(cell)} Sobel x gives {decimal(across)} and Sobel y {decimal(down)}. "
        "What is the magnitude of the gradient?"
    )
    why = (
        "The two stand at a right angle: "
        f"√({_squared(across)} + {_squared(down)}) = √{square} {'=' if exact else '≈'} {answer}."
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
        (_towards(-across, -down), "There it gets darker: a negative result points away."),
        (
            _towards(across, -down),
            "Rows count downwards, so Sobel y is positive where it gets brighter downwards.",
        ),
        (_towards(-across, down), "Sobel x is positive where it gets brighter to the right."),
        (_towards(down, across), "That exchanges the two: Sobel x looks along a row."),
        (_towards(-down, -across), "That exchanges the two, and their signs."),
    ]
    wrong = [(choice, why) for choice, why in wrong if choice]
    slope_x, slope_y = slopes(convolution, cell)
    text = (
        f"In {place(cell)} Sobel x gives {decimal(slope_x)} and Sobel y {decimal(slope_y)}. "
        "Where does the image get brighter?"
    )
    answer = _towards(across, down)
    angle = np.degrees(np.arctan2(slope_y, slope_x))
    why = (
        "Sobel x weighs what is on the right against the left, Sobel y what is below against what "
        f"is above: {answer.lower()}, at {decimal(round(float(angle)))}° (0° is right, 90° down)."
    )
    return chosen("direction", text, answer, wrong, why, rng)


def _towards(across: int, down: int) -> str:
    words = " and ".join(filter(None, (ACROSS[across], DOWN[down])))
    return words[:1].upper() + words[1:]


def negative(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what the negative of the picture does to the gradient; None where it is flat."""
    across, down = slopes(convolution, cell)
    if across == down == 0:
        return None
    answer = "The magnitude stays, the direction turns round."
    wrong = [
        ("Both stay.", "Where it got brighter it now gets darker."),
        (
            "The magnitude changes its sign, the direction stays.",
            "The magnitude is a length, and a length has no sign.",
        ),
        ("Both change.", "The magnitude is made of squares, so it does not depend on the sign."),
    ]
    text = (
        "Every pixel v becomes 255 − v: white is black and black is white. What happens to the "
        f"gradient in {place(cell)}?"
    )
    why = (
        f"Sobel x gives {decimal(-across)} instead of {decimal(across)}, Sobel y "
        f"{decimal(-down)} instead of {decimal(down)}: the same length, the other way."
    )
    return chosen("negative", text, answer, wrong, why, rng)


def brighter(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what more light does to the gradient."""
    answer = "Nothing."
    wrong = [
        (
            "The magnitude grows by 10.",
            "A gradient is made of differences, and both sides get 10 more.",
        ),
        ("The magnitude grows, the direction stays.", "For that the contrast would have to grow."),
        ("It turns towards the light.", "The light falls on every pixel alike."),
    ]
    text = "Every pixel gets 10 brighter, even beyond 255. What happens to the gradient?"
    why = "The weights of Sobel x and of Sobel y sum to 0, so that 10 more everywhere adds 10·0."
    return chosen("brighter", text, answer, wrong, why, rng)


def ramp(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what Sobel answers to a steady rise."""
    by = int(rng.choice([1, 2, 3, 5, 10]))
    name, along, other = (("x", "to the right", "rows"), ("y", "down", "columns"))[rng.integers(2)]
    slips: list[Slip] = [
        (by, "That is one step: Sobel compares what lies two steps apart, and adds it up."),
        (2 * by, "That is one pair of weights: there are 1 + 2 + 1 = 4 of them."),
        (4 * by, "That counts one step: both sides of the middle are two steps apart."),
        (0, "A steady rise is not flat: only its second derivative is 0."),
        (6 * by, "The middle weight is 2, not 1."),
    ]
    text = (
        f"An image gets {by} brighter with each pixel {along}, alike in all {other}. "
        f"What does Sobel {name} give?"
    )
    why = f"Both sides lie two steps apart, {2 * by}, and weigh 1 + 2 + 1: 4·{2 * by} = {8 * by}."
    return number_question("ramp", text, 8 * by, slips, why, rng)


def contrast(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what less contrast does to the gradient."""
    part, done = (("/ 2", "halves"), ("/ 4", "is a quarter"), ("/ 10", "is a tenth"))[
        rng.integers(3)
    ]
    answer = f"The magnitude {done}, the direction stays."
    wrong = [
        (f"Both change: the angle {done}, too.", "Both slopes shrink alike: their ratio stays."),
        ("Nothing.", "Differences shrink with the pixels: only adding leaves them as they are."),
        (
            "The magnitude stays, the direction turns.",
            "The length follows the contrast.",
        ),
    ]
    text = f"Every pixel v becomes v {part}. What happens to the gradient?"
    why = "Sobel x and Sobel y are sums of products: each is multiplied by the same number."
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
