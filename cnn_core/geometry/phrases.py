"""Sizes and counts as the errors of the core, and sentences, name them."""

from __future__ import annotations


def brief(both: tuple[int, int]) -> str:
    """Return a pair as people write it: `2` when both agree, else `(2, 1)`."""
    return str(both[0]) if both[0] == both[1] else str(both)


def article(number: int) -> str:
    """Return "an" before numbers that are spoken with a vowel, "a" before the others."""
    return "an" if str(number).startswith("8") or number in (11, 18) else "a"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the right form: "1 row", "2 rows"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
