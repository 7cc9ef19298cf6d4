"""The glossary: each term once, in two sentences, and every term of an introduction in it."""

from __future__ import annotations

import re

import pytest

from tests.pages.lessons import page_words
from ui.frame.catalogue import LESSONS
from ui.text.glossary import GLOSSARY, Term, matching, names

KNOWN = {name.casefold() for one in GLOSSARY for name in names(one)}


def test_every_name_is_explained_once() -> None:
    every = [name.casefold() for one in GLOSSARY for name in names(one)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("term", GLOSSARY, ids=lambda one: one.name)
def test_a_term_has_two_sentences_and_a_lesson(term: Term) -> None:
    said = re.split(r"(?<=\.)\s+", term.words)
    assert len(said) == 2
    assert all(len(one.split()) <= 22 for one in said)
    assert term.lesson in LESSONS


@pytest.mark.parametrize("lesson", [one for one in LESSONS if one != "kernels"])
def test_emphasised_words_of_an_introduction_are_terms(lesson: str) -> None:
    head = page_words(lesson).HEAD
    emphasised = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", head)
    assert {one.casefold() for one in emphasised} <= KNOWN


def test_names_come_before_words_that_mention_them() -> None:
    found = [one.name for one in matching("  Stride ")]
    assert found[0] == "stride"
    assert "jump" in found
    assert len(matching("")) == len(GLOSSARY)
    assert matching("transformer") == []
