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
from ui.lessons.kernels.words import questions as say
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
        (grey, say.ONLY_A_KERNEL_WHOSE_WEIGHTS),
        (0, say.ONLY_A_KERNEL_WHOSE_WEIGHTS_2),
        (grey * len(weights), say.ADDS_UP_THE_PIXELS_WITHOUT),
        (grey * plus, say.LEAVES_OUT_THE_NEGATIVE),
        (-grey * total, say.SIZE_IS_RIGHT_THE_SIGN_IS_NOT),
        (total, say.SUM_OF_THE_WEIGHTS_EACH.format(grey=grey)),
    ]
    if kernel.divisor > 1:
        slips.append(
            (grey * total * kernel.divisor, say.FORGETS_TO_DIVIDE.format(divisor=kernel.divisor))
        )
    text = say.FLAT.format(grey=grey, title=kernel.title)
    written = weights_sum(kernel.numerators, kernel.divisor)
    why = say.FLAT_WHY.format(grey=grey, written=written, result=result(grey * total))
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
        (-grey * total[name], say.SIZE_IS_RIGHT_THE_SIGN_IS_NOT),
        (grey * kernel.sum, say.RESULT_WHERE_ALL_PIXELS.format(grey=grey)),
        (grey * (kernel.sum - total[name]), say.HAS_THE_AT_AND_THE_OTHERS.format(name=name)),
        (grey * count, say.ADDS_UP_THE_PIXELS_WITHOUT),
        (total[name], say.SUM_OF_THE_WEIGHTS_EACH.format(grey=grey)),
        (0, say.WEIGHTS_OF_THE_DO_NOT_CANCEL.format(name=name)),
    ]
    slips += [(grey * total[one], say.THOSE_ARE_THE_WEIGHTS.format(one=one)) for one in sides]
    turned = ", turned by 180°," if convolution.flip else ""
    text = say.SIDE.format(name=name, grey=grey, title=kernel.title, turned=turned)
    written = weights_sum([sides[name].tolist()], kernel.divisor)
    why = say.SIDE_WHY.format(
        name=name, grey=grey, written=written, result=result(grey * total[name])
    )
    return number_question("side", text, grey * total[name], slips, why, rng)


_EFFECTS = {
    "It gets brighter.": say.FOR_THAT_THE_WEIGHTS_WOULD_2,
    say.STAYS_AS_BRIGHT: say.FOR_THAT_THE_WEIGHTS_WOULD_3,
    say.GETS_DARKER_BUT_NOT_BLACK: say.FOR_THAT_THE_WEIGHTS_WOULD_4,
    "It becomes 0.": say.FOR_THAT_THE_WEIGHTS_WOULD_5,
    "It becomes negative.": say.FOR_THAT_THE_WEIGHTS_WOULD_6,
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
    why = say.BRIGHTNESS_WHY.format(written=written, result=result(total))
    text = say.BRIGHTNESS.format(title=kernel.title)
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
            (_described(k), say.ONE_GIVES_HERE.format(answer=rounded(_answer(patch, k))))
            for k in others
        ]
        if len({choice for choice, _ in wrong}) >= 2 and answer != 0:
            return _made(patch, right, wrong, rng)
    return None


def _made(
    patch: list[list[int]], right: Kernel, wrong: Sequence[Wrong], rng: np.random.Generator
) -> Question:
    answer = _answer(patch, right)
    about = "" if is_exact(answer) else "about "
    text = say.MADE.format(
        break_=BREAK, rows_of=rows_of(patch), about=about, answer=decimal(answer)
    )
    written = window_sum(patch, right.numerators, right.divisor)
    why = say.MADE_WHY.format(written=written, result=result(answer))
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
