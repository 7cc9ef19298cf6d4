"""What stands on screen is said in short sentences and in the field's words, the same "
"everywhere."""

from __future__ import annotations

import re

import pytest

from tests.pages.lessons import LESSONS
from tests.pages.sentences import of_lesson

LONGEST = 22  # words of a sentence
# What is not said, and what is said instead.
INSTEAD = {
    r"\bby lot\b": "at random",
    r"\barticle\b": "a common mistake",
    r"\banswers? (with|to|where|how|by|change)\b|(?<!usual) answer [a-z]\b": "gives, responds",
    r"s answer\b|\banswers? (of|for) ": "output, value",
    r"\bforgives?\b": "is less sensitive to shifts",
    r"\btrue convolution\b": "convolution, with the kernel turned by 180°",
    r"\bnumbers to learn\b": "parameters",
    r"\bplanes?\b": "channel",
    r"\blearnt\b": "learned",
    r"\bis no (number|kernel|picture|image)\b": "is not a",
    r"\bhas a say\b": "counts",
    r"\bof one's own\b": "of your own",
    r"\d × \d": "a size without spaces",
}


def length(sentence: str) -> int:
    """Count the words of a sentence: numbers and formulas are none."""
    return sum(bool(re.search(r"[^\W\d_]{2}|\b[aI]\b", one)) for one in sentence.split())


def test_words_are_counted_without_numbers() -> None:
    assert length("A 3×3 kernel has (3·3·3 + 1)·10 = 280 weights, a bias each.") == 6


@pytest.mark.parametrize("lesson", LESSONS)
def test_sentences_are_short_and_in_the_field_s_words(lesson: str) -> None:
    every = of_lesson(lesson)
    assert len(every) > 10
    long = [one for one in every if length(one) > LONGEST]
    worded = [
        f"{one!r}: say {better!r}"
        for one in every
        for wrong, better in INSTEAD.items()
        if re.search(wrong, one)
    ]
    assert not long + worded, "\n".join(long + worded)
