"""What the lesson on stacking found, in words: how far two ways differ, what one kernel misses."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from ui.lessons.stacking.model import Detector, Stacked
from ui.lessons.stacking.words import views as say

SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"


def number(value: float, places: int = 2) -> str:
    """Write a number of a sentence: at most so many decimals, thousands apart.

    >>> number(-1052.6667), number(0.5)
    ('−1,052.67', '0.5')
    """
    text = f"{value:,.{places}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def tiny(value: float) -> str:
    """Write a number from 0 to 1 with two digits that are not 0.

    >>> tiny(0.000123), tiny(6.1e-5)
    ('0.00012', '0.000061')
    """
    return f"{value:.{1 - math.floor(math.log10(value))}f}"


ERROR = say.PERFECT_COPY_IS_NO_BETTER_THAN


def stack_words(shown: Stacked) -> str:
    """Say how far both ways differ, or what the best single kernel cannot do."""
    size = "×".join(map(str, shown.whole.shape))
    count = len(shown.kernels)
    if not shown.between:
        largest, values = (float(np.abs(one).max()) for one in (shown.difference, shown.layered))
        said = say.FOR_ANY_IMAGE_I_AND_KERNELS_F.format(
            associative_law=associative_law(count), count=count, size=size
        )
        if largest == 0:
            return say.BOTH_MAPS_ARE_THE_SAME.format(said=said)
        return say.TWO_MAPS_REACH_AND_DIFFER.format(
            said=said, values=number(values, 0), tiny=tiny(largest)
        )
    fit = shown.fit
    if fit.worst == 0:
        said = say.ONE_KERNEL_DOES_THE_SAME.format(size=size)
        if np.array_equal(shown.layered, replace(shown, between=False).layered):
            said += say.RELU_CHANGES_NOTHING_BECAUSE
        return say.SEE_A_DIFFERENCE_CHOOSE.format(said=said)
    return say.BEST_SINGLE_KERNEL_IS_WRONG.format(
        size=size, rms=number(fit.rms), share=percent(fit.share), error=ERROR
    )


def associative_law(count: int) -> str:
    """Write that the brackets around `count` kernels may be moved.

    >>> associative_law(3)
    '((I ∗ F₁) ∗ F₂) ∗ F₃ = I ∗ (F₁ ∗ F₂ ∗ F₃)'
    """
    names = [f"F{SUBSCRIPTS[k]}" for k in range(1, count + 1)]
    left = "I"
    for k, name in enumerate(names):
        left = f"({left}) ∗ {name}" if k else f"I ∗ {name}"
    return f"{left} = I ∗ ({' ∗ '.join(names)})"


def percent(share: float) -> str:
    """Write a share in percent.

    >>> percent(0.4845), percent(1e-5)
    ('48 %', 'under 1 %')
    """
    return "under 1 %" if 0 < share < 0.01 else f"{100 * share:.0f} %"


def edge_words(shown: Detector) -> str:
    """Say what the thresholds are parts of."""
    full = f"3 · {shown.picture.white} = {shown.full_edge}"
    if not shown.strongest:
        return say.NO_EDGE_HERE_AN_EDGE_FROM.format(full=full)
    if shown.strongest == shown.full_edge:
        return say.STRONGEST_EDGE_HERE_GOES_FROM.format(full=full)
    return say.STRONGEST_EDGE_HERE_GIVES_FROM.format(edge=shown.edge, full=full)


def detector_words(shown: Detector) -> str:
    """Say in how many places the detector answers, and how well one kernel could do."""
    count = int((shown.found > 0).sum())
    if count == 0:
        return say.LAST_MAP_IS_ABOVE_IN_PLACES
    said = say.LAST_MAP_IS_ABOVE_IN_PLACE.format(count=count, value="s" * (count != 1))
    size = f"{shown.reach}×{shown.reach}"
    if shown.fit.worst == 0:
        return say.SINGLE_KERNEL_DOES_THE_SAME.format(said=said, size=size)
    share = percent(shown.fit.share)
    return say.ONE_LAYER_ALONE_CANNOT_DO_THIS.format(said=said, size=size, share=share, error=ERROR)
