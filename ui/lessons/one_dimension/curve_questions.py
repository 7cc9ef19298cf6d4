"""Questions about two functions, one sliding over the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.analysis import STRIPS
from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.one_dimension.functions import PLACES, Curves
from ui.text.numbers import decimal, result, rounded

MIRRORED = "It is mirrored: x becomes −x"
STAYS = "Nothing: it stays as it is"


def exact(value: float) -> Fraction:
    """Return a computed number without what rounding left of it."""
    return Fraction(round(value, 6)).limit_denominator(10**6)


def overlap_question(shown: Curves, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the result at a place in quarters of a unit; None where it is infinite."""
    if not shown.has_result:
        return None
    values, flips = shown.shown, shown.way == "convolution"
    quarters = np.arange(-6, 9) * (STRIPS // 4)
    found = values[quarters + PLACES]
    telling = quarters[(found > 0.02 * values.max()) & (np.abs(found - values.max()) > 1e-9)]
    place = int(rng.choice(telling if telling.size else quarters))
    x, answer = Fraction(place, STRIPS), exact(float(values[place + PLACES]))
    other = shown.overlap.correlated if flips else shown.overlap.convolved
    at = place + len(shown.f.values) // 2
    f_here, h_here = (float(one.values[at]) for one in (shown.f, shown.h))
    turned: Slip = (
        exact(float(other[place + PLACES])),
        "That is h without the flip: correlation."
        if flips
        else "That is with h flipped: convolution.",
    )
    slips: list[Slip] = [
        *([] if shown.diverges else [turned]),
        (exact(f_here * h_here), "That multiplies the heights at x: the area of a product counts."),
        (exact(f_here), "That is f alone at x."),
        (
            exact(float(shown.f.values.max() * shown.h.values.max())),
            "That is the product's largest height, not its area.",
        ),
    ]
    sign, lies = ("∗", "h(x − t)") if flips else ("⋆", "h(t − x)")
    text = (
        f"f is “{shown.f.title}”, h is “{shown.h.title}”. How large is (f {sign} h)({decimal(x)}), "
        f"the area under f(t)·{lies} at {decimal(x)}?"
    )
    why = f"The strips of the product there add up to an area of {decimal(answer)}: drag x to see."
    return number_question("overlap", text, answer, slips, why, rng, hidden=(0, place))


def support_question(shown: Curves, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask from where to where the result is not 0; None where a function has no end."""
    f, h = shown.f.support, shown.h.support
    if f is None or h is None:
        return None

    def span(low: Fraction, high: Fraction) -> str:
        return f"{decimal(low, 3)} to {decimal(high, 3)}"

    low, high = f[0] + h[0], f[1] + h[1]
    wrong: list[Wrong] = [
        (span(*max(f, h, key=lambda one: one[1])), "That is the wider one alone: widths add up."),
        (span(*min(f, h, key=lambda one: one[1])), "That is where both are at once at x = 0."),
        (span(2 * low, 2 * high), "This is twice too wide. The widths are added once."),
        (span(low / 4, high / 4), "Widths are added, not multiplied."),
        (span(Fraction(0), high - low), "That width is right, but it starts at the sum of starts."),
    ]
    text = f"f is not 0 from {span(*f)} and h from {span(*h)}. From where to where is f ∗ h not 0?"
    why = (
        f"They touch first and last where their ends meet: {decimal(f[0], 3)} + "
        f"({decimal(h[0], 3)}) = {decimal(low, 3)} and {decimal(f[1], 3)} + {decimal(h[1], 3)} = "
        f"{decimal(high, 3)}."
    )
    return chosen("support", text, span(low, high), wrong, why, rng)


def order_question(shown: object, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what swapping does to convolution, or to correlation, whatever f and h are."""
    flips = bool(rng.integers(2))
    wrong: list[Wrong] = [
        (
            MIRRORED if flips else STAYS,
            "That is what correlation does." if flips else "That is what convolution does.",
        ),
        ("It changes its sign", "Every product is the same number either way round."),
        ("It becomes wider", "Both orders overlap over the same range of shifts."),
    ]
    name, sign = ("convolution", "∗") if flips else ("correlation", "⋆")
    text = f"Swap f and h in a {name}, whatever they are. What happens to the result?"
    why = (
        "f(t)·h(x − t) and h(s)·f(x − s) are the same products with s = x − t: f ∗ h = h ∗ f."
        if flips
        else "(h ⋆ f)(x) slides f instead of h, which is a shift the other way: (f ⋆ h)(−x)."
    )
    return chosen("order", f"{text} (f {sign} h)", STAYS if flips else MIRRORED, wrong, why, rng)


def area_question(shown: Curves, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the area under the whole result; None where a function has an infinite one."""
    if shown.f.is_endless or shown.h.is_endless:
        return None
    f, h = (exact(round(one.area, 2)) for one in (shown.f, shown.h))
    answer = f * h
    slips: list[Slip] = [
        (f + h, "Each strip of f adds a whole h, so the areas multiply."),
        (answer / 2, "That is half of it. The areas multiply, and nothing halves the product."),
        (2 * answer, "The result is wider, but not larger: the areas multiply."),
        (Fraction(0), "Nothing is negative here that could take it away."),
    ]
    usable = slips if answer > 0 else slips[:3]
    text = (
        f"The area under f is {decimal(f)}, under h {decimal(h)}. "
        "How large is the area under f ∗ h, over all x?"
    )
    why = f"Areas multiply: {decimal(f)}·{decimal(h)} {result(answer)}."
    return number_question("area", text, answer, usable, why, rng)


def level_question(shown: Curves, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what an edge ∗ a function becomes on the far right; None unless one is an edge."""
    if shown.f.is_endless == shown.h.is_endless:
        return None
    name, other = ("h", shown.h) if shown.f.is_endless else ("f", shown.f)
    edge = "f" if name == "h" else "h"
    area, (_, height) = exact(round(other.area, 2)), other.range
    wrong: list[Wrong] = [
        ("It grows without end", f"The edge does not end, but {name} adds no more area."),
        (rounded(exact(height)), f"That is the height of {name}. Its area counts here."),
        ("0", "The result is 0 only on the far left, where the product is 0 everywhere."),
        (rounded(area / 2), f"That is half of {name}. On the far right all of it counts."),
        (rounded(area + 1), f"The height 1 is not added to {name}. The two are multiplied."),
    ]
    text = (
        f"{edge} is the edge: 0 before t = 0, and 1 from there on for ever. The area under {name} "
        f"is {decimal(area)}. Which value does (f ∗ h)(x) reach on the far right?"
    )
    why = (
        f"There the edge is 1 wherever {name} is not 0. So the product is {name} itself, and its "
        f"area is {decimal(area)}."
    )
    return chosen("level", text, rounded(area), wrong, why, rng)


CURVE_QUESTIONS: Mapping[str, Callable[[Curves, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType(
        {
            "overlap": overlap_question,
            "support": support_question,
            "order": order_question,
            "area": area_question,
            "level": level_question,
        }
    )
)
