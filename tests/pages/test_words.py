"""What stands on screen is said in short sentences and in the field's words, the same "
"everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.pages.lessons import LESSONS
from tests.pages.sentences import of_glossary, of_lesson, of_scripts, of_view, of_words

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
    r"\bcells? sees?\b": "receptive field",
    r"\bfree weights\b": "different weights",
    r"\b(upper|lower) (edge|right|left)": "top, bottom",
    r"\bunexplained\b": "error",
    r"\blogarithmic\b": "log scale",
    r"(?<!window )\b(moved|moves) \d": "shifted by",
}
# "Picture" is said of what the reader draws or brings, so the lessons on it may say it everywhere.
PICTURE = re.compile(r"(?<!your )(?<!my )(?<!own )(?<!\b[Aa] )(?<!last )(?<!has \d )\bpictures?\b")
OWN_PICTURES = ("inside", "features", "reuse")


def length(sentence: str) -> int:
    """Count the words of a sentence: numbers and formulas are none."""
    return sum(bool(re.search(r"[^\W\d_]{2}|\b[aI]\b", one)) for one in sentence.split())


def test_words_are_counted_without_numbers() -> None:
    assert length("A 3×3 kernel has (3·3·3 + 1)·10 = 280 weights, a bias each.") == 6


def faults(every: Iterable[str]) -> list[str]:
    """Return the sentences that are too long, and those with a word that is not said."""
    every = [*every]
    long = [one for one in every if length(one) > LONGEST]
    worded = [
        f"{one!r}: say {better!r}"
        for one in every
        for wrong, better in INSTEAD.items()
        if re.search(wrong, one)
    ]
    return long + worded


def test_a_long_sentence_and_a_wrong_word_are_found() -> None:
    assert faults(["The kernel slides over the image."]) == []
    assert len(faults([" ".join(["word"] * 23), "It is chosen by lot."])) == 2


@pytest.mark.parametrize("lesson", LESSONS)
def test_sentences_are_short_and_in_the_field_s_words(lesson: str) -> None:
    every = of_lesson(lesson)
    assert len(every) > 10
    assert not (wrong := faults(every)), "\n".join(wrong)
    images = [one for one in every if PICTURE.search(one) and lesson not in OWN_PICTURES]
    assert not images, "\n".join(images)


@pytest.mark.parametrize("lesson", [one for one in LESSONS if one != "home"])
def test_what_is_said_only_now_and_then_is_so_too(lesson: str) -> None:
    every = of_words(lesson)
    assert len(every) > 10
    assert not (wrong := faults(every)), "\n".join(wrong)


def test_the_views_own_sentences_are_so_too() -> None:
    every = {"glossary": of_glossary(), **of_scripts()}
    assert "The total is asked below." in every["ui/views/linked_view/products.js"]
    wrong = [f"{path}: {one}" for path, said in every.items() for one in faults(said)]
    assert not wrong, "\n".join(wrong)


def test_what_a_view_is_sent_is_among_the_sentences() -> None:
    sent = {"title": "input 6×6", "mode": "zeros", "ahead": {"beside": "of no one"}}
    drawn = '<svg aria-label="2 layers &amp; more"><text x="1">max pool</text></svg>'
    assert [*of_view([sent, {"wide": drawn}])] == ["input 6×6", "2 layers & more", "max pool"]
