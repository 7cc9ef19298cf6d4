"""What a text for a kernel means, in words: how it was read, or what to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from cnn_core.geometry.phrases import article
from cnn_core.kernels import Interpretation, Kernel, interpret_weights
from cnn_core.kernels.numbers import DECIMALS

LONGEST = 16  # characters of a number as it was written


@dataclass(frozen=True)
class Reading:
    """The kernels that a text may mean: one, or a question and what to call each of them."""

    kernels: tuple[Kernel, ...]
    question: str = ""
    choices: tuple[str, ...] = ()  # one for each kernel, where there is a question
    notes: tuple[str, ...] = ()  # clauses: how it was read, and what was rounded


def reading(text: str) -> Reading:
    """Read a kernel from text in any notation, and ask where the text has two meanings.

    Errors: as `interpret_weights`.

    >>> reading("-1 0 1 -2 0 2 -1 0 1").question
    'These are 9 numbers in one row. Read them as a 3×3 kernel?'
    """
    found = interpret_weights(text)
    sizes = ["×".join(map(str, kernel.shape)) for kernel in found.kernels]
    question, named = "", tuple[str, ...]()
    if found.doubt == "commas":
        question = "Are the commas decimal points, or do they part numbers?"
        named = "Decimal points: {}", "They part numbers: {}"
    elif found.doubt == "one-row":
        side = found.kernels[0].shape[0]
        square = f"{article(side)} {sizes[0]} kernel"
        question = f"These are {side**2} numbers in one row. Read them as {square}?"
        named = "{} kernel", "One row: {}"
    choices = tuple(name.format(size) for name, size in zip(named, sizes, strict=False))
    return Reading(found.kernels, question, choices, notes_on(found))


def notes_on(found: Interpretation) -> tuple[str, ...]:
    """Say how a text was read where another way is thinkable, as clauses."""
    notes = ["Commas were read as decimal points"] if found.decimal_commas else []
    if found.rounded:
        was, now = found.rounded[0]
        others = len(found.rounded) - 1
        more = f", and {others} more" if others else ""
        notes.append(f"Rounded to {DECIMALS} decimals: {was[:LONGEST]} became {now}{more}")
    return tuple(notes)
