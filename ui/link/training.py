"""The settings of a training run that two lessons share, by the names they have in the link."""

from __future__ import annotations

from ui.link.settings import Text, Whole

LARGEST_RATE = 1e9


def read_rate(text: str) -> float:
    """Read a learning rate. Errors: it is none."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= LARGEST_RATE:
        raise ValueError(f"“{text}” is not a learning rate: use a number above 0, such as 0.005")
    return as_written(value)


def as_written(rate: float) -> float:
    """Return a learning rate as the link holds it: with six digits.

    >>> as_written(0.00123456789)
    0.00123457
    """
    return float(f"{rate:g}")


RATE = Text[float]("rate", 0.005, read_rate, "{:g}".format)
BATCH = Whole("batch", 16, 1, 256)
SEED = Whole("seed", 0, 0, 999)
