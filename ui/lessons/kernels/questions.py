"""Questions of the lesson on kernels: what a kernel answers, and to what."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.kernels import KERNELS, Kernel
from ui.frame.questions import (
    BREAK,
    Cell,
    Question,
    Registry,
    Slip,
    Wrong,
    chosen,
    number_question,
    rows_of,
    weights_of,
)
from ui.lessons.kernels.direction_questions import finds, turned
from ui.models.convolution import Convolution
from ui.text.numbers import decimal, is_exact, result, rounded, weights_sum, window_sum

GREYS = (10, 50, 100, 128, 200)
# A sum this near to 0 or 1 looks like it on screen, and is not.
TOO_NEAR = Fraction(1, 100)


def flat(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what the kernel answers where all pixels are alike."""
    kernel, grey = convolution.kernel, GREYS[rng.integers(len(GREYS))]
    total = kernel.sum
    weights = [n for row in kernel.numerators for n in row]
    plus = Fraction(sum(n for n in weights if n > 0), kernel.divisor)
    slips: list[Slip] = [
        (grey, "Only a kernel whose weights sum to 1 keeps a flat area as it is."),
        (0, "Only a kernel whose weights sum to 0 gives 0 on a flat area."),
        (grey * len(weights), "That adds up the pixels without their weights."),
        (grey * plus, "That leaves out the negative weights."),
        (-grey * total, "The size is right, the sign is not."),
        (total, f"That is the sum of the weights: each is still to be multiplied by {grey}."),
    ]
    if kernel.divisor > 1:
        slips.append(
            (grey * total * kernel.divisor, f"That forgets to divide by {kernel.divisor}.")
        )
    text = f"On a flat area every pixel is {grey}. What does “{kernel.title}” give there?"
    written = weights_sum(kernel.numerators, kernel.divisor)
    why = (
        f"Every weight meets the same {grey}, so the result is {grey} times the sum of the "
        f"weights: {grey}·({written}) {result(grey * total)}."
    )
    return number_question("flat", text, grey * total, slips, why, rng)


def side(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what the kernel gives where one side of the window is bright; None where all give 0."""
    kernel, grey = convolution.sliding, GREYS[rng.integers(2)]
    table = np.array(kernel.numerators)
    sides = {"left column": table[:, 0], "right column": table[:, -1]} if table.shape[1] > 1 else {}
    if table.shape[0] > 1:
        sides |= {"top row": table[0], "bottom row": table[-1]}
    telling = [name for name, weights in sides.items() if weights.sum()]
    if not telling:
        return None
    name = telling[rng.integers(len(telling))]
    total = {one: Fraction(int(weights.sum()), kernel.divisor) for one, weights in sides.items()}
    count = len(sides[name])
    slips: list[Slip] = [
        (-grey * total[name], "The size is right, the sign is not."),
        (grey * kernel.sum, f"That is the result where all pixels are {grey}."),
        (grey * (kernel.sum - total[name]), f"That has the {name} at 0, and the others bright."),
        (grey * count, "That adds up the pixels without their weights."),
        (total[name], f"That is the sum of the weights: each is still to be multiplied by {grey}."),
        (0, f"The weights of the {name} do not cancel each other."),
    ]
    slips += [(grey * total[one], f"Those are the weights of the {one}.") for one in sides]
    turned = ", turned by 180°," if convolution.flip else ""
    text = (
        f"Under a window, the pixels of the {name} are {grey} and all others are 0. "
        f"What does “{kernel.title}”{turned} give there?"
    )
    written = weights_sum([sides[name].tolist()], kernel.divisor)
    why = f"Only the weights of the {name} count: {grey}·({written}) {result(grey * total[name])}."
    return number_question("side", text, grey * total[name], slips, why, rng)


_EFFECTS = {
    "It gets brighter.": "For that the weights would have to sum to more than 1.",
    "It stays as bright as it is.": "For that the weights would have to sum to exactly 1.",
    "It gets darker, but not black.": "For that the weights would have to sum to between 0 and 1.",
    "It becomes 0.": "For that the weights would have to sum to exactly 0.",
    "It becomes negative.": "For that the weights would have to sum to less than 0.",
}


def brightness(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask whether flat areas get brighter or darker; None where the sum is too near to call."""
    kernel = convolution.kernel
    total = kernel.sum
    if any(0 < abs(total - limit) < TOO_NEAR for limit in (0, 1)):
        return None
    brighter, same, darker, nothing, negative = _EFFECTS
    answer = brighter if total > 1 else same if total == 1 else darker if total > 0 else nothing
    if total < 0:
        answer = negative
    others = [effect for effect in _EFFECTS if effect != answer]
    wrong = [(others[k], _EFFECTS[others[k]]) for k in rng.permutation(len(others))]
    written = weights_sum(kernel.numerators, kernel.divisor)
    why = f"A flat area is multiplied by the sum of the weights: {written} {result(total)}."
    text = f"What does “{kernel.title}” do to a flat, grey area?"
    return chosen("brightness", text, answer, wrong, why, rng)


def made(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which kernel made a number of 3x3 pixels near the cell; None where all answer alike."""
    patch = _patch(convolution, cell)
    if patch is None:
        return None
    now = convolution.sliding
    known = [family.kernel(3) for family in KERNELS.values() if 3 in family.sizes]
    known = [known[k] for k in rng.permutation(len(known))]
    # The present kernel comes last: its answer may be read off the screen.
    asked = [kernel for kernel in known if kernel.numerators != now.numerators]
    for right in [*asked, now] if now.shape == (3, 3) else asked:
        answer = _answer(patch, right)
        others = [k for k in [now, *asked] if k.shape == (3, 3) and k != right]
        others = [k for k in others if decimal(_answer(patch, k)) != decimal(answer)]
        wrong: list[Wrong] = [
            (_described(k), f"That one gives {rounded(_answer(patch, k))} here.") for k in others
        ]
        if len({choice for choice, _ in wrong}) >= 2 and answer != 0:
            return _made(patch, right, wrong, rng)
    return None


def _made(
    patch: list[list[int]], right: Kernel, wrong: Sequence[Wrong], rng: np.random.Generator
) -> Question:
    answer = _answer(patch, right)
    about = "" if is_exact(answer) else "about "
    text = (
        f"These pixels lie under a 3×3 kernel:{BREAK}{rows_of(patch)}{BREAK}"
        f"Which kernel gives {about}{decimal(answer)} here?"
    )
    written = window_sum(patch, right.numerators, right.divisor)
    why = f"Each pixel times its weight, all added up: {written} {result(answer)}."
    return chosen("made", text, _described(right), wrong, why, rng)


def _patch(convolution: Convolution, cell: Cell) -> list[list[int]] | None:
    """Return the 3x3 pixels around the middle of the cell's window, moved into the picture."""
    image = convolution.picture.pixels[0]
    if min(image.shape) < 3:
        return None
    window = convolution.window(*cell)
    top, left = (
        min(max(int(reads[len(reads) // 2]) - 1, 0), length - 3)
        for reads, length in zip((window.rows, window.cols), image.shape, strict=True)
    )
    patch: list[list[int]] = image[top : top + 3, left : left + 3].astype(int).tolist()
    return patch


def _answer(patch: list[list[int]], kernel: Kernel) -> Fraction:
    total = int((np.array(patch) * np.array(kernel.numerators)).sum())
    return Fraction(total, kernel.divisor)


def _described(kernel: Kernel) -> str:
    return f"{kernel.title}:{BREAK}{weights_of(kernel)}"


def one_of(several: Sequence[Convolution], seed: int) -> Convolution:
    """Return the convolution that a question about several is asked of."""
    return several[int(np.random.default_rng(seed).integers(len(several)))]


KERNEL_QUESTIONS: Registry = MappingProxyType(
    {
        "flat": flat,
        "side": side,
        "brightness": brightness,
        "finds": finds,
        "turned": turned,
        "made": made,
    }
)
