"""What the lesson on stacking found, in words: how far two ways differ, what one kernel misses."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from ui.lessons.stacking.model import Detector, Stacked

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


ERROR = "(0 % is a perfect copy. 100 % is no better than the same number everywhere.)"


def stack_words(shown: Stacked) -> str:
    """Say how far both ways differ, or what the best single kernel cannot do."""
    size = "×".join(map(str, shown.whole.shape))
    count = len(shown.kernels)
    if not shown.between:
        largest, values = (float(np.abs(one).max()) for one in (shown.difference, shown.layered))
        said = (
            f"**{associative_law(count)}** for any image I and kernels F. "
            f"So {count} layers do what one {size} kernel does."
        )
        if largest == 0:
            return f"{said} Both maps are the same everywhere."
        return (
            f"{said} The two maps reach {number(values, 0)} and differ by **{tiny(largest)}** at "
            "most. This is rounding, so the map of the difference is blank."
        )
    fit = shown.fit
    if fit.worst == 0:
        said = f"Here **one {size} kernel does the same**: its error is 0."
        if np.array_equal(shown.layered, replace(shown, between=False).layered):
            said += " ReLU changes nothing, because no value before it is negative."
        return f"{said} To see a difference, choose an image with edges, and Sobel as layer 1."
    return (
        f"The best single {size} kernel is wrong by **{number(fit.rms)}** (root mean square). Its "
        f"error is **{percent(fit.share)}**. {ERROR}"
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
        return f"There is no edge here. An edge from black to white would give {full}."
    if shown.strongest == shown.full_edge:
        return f"The strongest edge here goes from black to white and gives {full}."
    return f"The strongest edge here gives {shown.edge}. From black to white it would be {full}."


def detector_words(shown: Detector) -> str:
    """Say in how many places the detector answers, and how well one kernel could do."""
    count = int((shown.found > 0).sum())
    if count == 0:
        return "The last map is above 0 in **0 places**. Lower the threshold, or try other weights."
    said = f"The last map is above 0 in **{count} place{'s' * (count != 1)}**."
    size = f"{shown.reach}×{shown.reach}"
    if shown.fit.worst == 0:
        return f"{said} A single {size} kernel does the same: its error is 0."
    share = percent(shown.fit.share)
    return (
        f"{said} One layer alone cannot do this. The best single {size} kernel has an error of "
        f"**{share}**. {ERROR}"
    )
