"""How an activation or a pooling is worked out, with the numbers in it."""

from __future__ import annotations

from collections.abc import Sequence

from cnn_core.ops.poolings import Pooling
from ui.text.numbers import MINUS, bracketed, raised


def with_numbers(example: str, **texts: str) -> str:
    """Put numbers, as they are printed, into an example of an entry in a registry.

    >>> with_numbers("1 / (1 + exp({-x}))", x="0.5"), with_numbers("0.01·{(x)}", x="−3")
    ('1 / (1 + exp(−0.5))', '0.01·(−3)')
    """
    for name, text in texts.items():
        minus = text if text == "0" else text[1:] if text.startswith(MINUS) else MINUS + text
        example = example.replace(f"{{-{name}}}", minus)
        example = example.replace(f"{{({name})}}", bracketed(text)).replace(f"{{{name}}}", text)
    return example


def pooled_cells(pooling: Pooling, texts: Sequence[str]) -> str:
    """Write what a pooling makes of a window's cells, as they are printed.

    >>> from cnn_core.ops import POOLINGS
    >>> pooled_cells(POOLINGS["max"], ["3", "−4"]), pooled_cells(POOLINGS["lp"], ["3", "−4"])
    ('max(3, −4)', '√(3² + (−4)²)')
    """
    if pooling.sum is None:
        return f"{pooling.name}({', '.join(texts)})"
    terms = " + ".join(f"{bracketed(text)}{exponent(pooling.sum.power)}" for text in texts)
    return f"{pooling.sum.before}({terms}){pooling.sum.after.format(cells=len(texts))}"


def exponent(power: int) -> str:
    """Write a power behind what is raised, nothing for 1."""
    return "" if power == 1 else raised(power)
