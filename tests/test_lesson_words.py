"""A lesson's text stands in its `words`: what computes fills the blanks and says nothing itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from tests.pages.sentences import of_scripts
from ui.frame import catalogue

ROOT = Path(__file__).parents[1]
MOST_WORDS = 3  # of a text outside `words`: a label, not a sentence
FOLDERS = sorted(path.replace("-", "_") for path in catalogue.LESSONS)
WORD = re.compile(r"[^\W\d_]{2}|\b[aI]\b")
TAG = re.compile(r"<[^<>]*>")
SPOKEN = re.compile(r"(?:alt|aria-label|title)=\"([^\"]*)\"")  # in a tag
CODE = re.compile(r"^(from|import|def) \w|^\.\./")


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Return the line and text of every text but docstrings, with {} for what is put in."""
    tree, passed = ast.parse(source), set[ast.AST]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            passed.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            passed |= {*node.values}
            passed |= {one.format_spec for one in node.values if hasattr(one, "format_spec")}
    for node in ast.walk(tree):
        if node in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            values = (getattr(one, "value", "{}") for one in node.values)
            yield node.lineno, "".join(one if isinstance(one, str) else "{}" for one in values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def said(source: str) -> list[str]:
    """Return the sentences of a file: texts of more than a few words that are no markup."""
    found = []
    for line, text in literals(source):
        shown = [TAG.sub(" ", text), *SPOKEN.findall(text)] if "<" in text else [text]
        if any(
            sum(bool(WORD.search(one)) for one in part.split()) > MOST_WORDS
            for part in shown
            if not CODE.match(part)
        ):
            found.append(f"{line}: {text}")
    return found


def test_a_sentence_is_found_and_a_label_is_not() -> None:
    assert said("why = f'That forgets the bias of {bias}.'") == ["1: That forgets the bias of {}."]
    assert said("'A docstring of a module.'\nst.button('Start over')") == []
    assert len(said("f'{words}: {\"one number for each window\" if n else 1}'")) == 1
    assert said("""st.html('<p class="a b c d e">a map</p>')""") == []
    assert len(said("""st.html('<img alt="images above and below">')""")) == 1


def files(folder: str) -> list[Path]:
    """Return a lesson's modules outside its words, and its page, but none that writes code."""
    modules = sorted((ROOT / "ui" / "lessons" / folder).rglob("*.py"))
    own = [one for one in modules if "words" not in one.parts and not one.stem.endswith("code")]
    return [*own, ROOT / "pages" / f"{folder}.py"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_sentences_of_a_lesson_stand_in_its_words(folder: str) -> None:
    found = {one.relative_to(ROOT).as_posix(): said(one.read_text()) for one in files(folder)}
    assert {path: some for path, some in found.items() if some} == {}


def fields(text: str) -> set[str]:
    """Return the names of a text's blanks, those inside a format among them."""
    found = set()
    for _, name, form, _ in Formatter().parse(text):
        found |= {name} if name else set()
        found |= fields(form) if form else set()
    return found


def uses(source: str) -> Iterator[tuple[str, set[str] | None]]:
    """Return each text that a file takes from `say`, and the blanks that it fills there, if any."""
    tree, filled = ast.parse(source), set[ast.AST]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
            of = node.func.value  # type: ignore[attr-defined]
            every = [one for one in ast.walk(of) if is_said(one)]
            filled |= {*every}
            for one in every:
                yield one.attr, {str(word.arg) for word in node.keywords}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if is_said(node) and node not in filled:
            yield node.attr, None  # type: ignore[attr-defined]


def is_said(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "say"


@pytest.mark.parametrize("kind", ["questions", "views"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_text_is_used_and_its_blanks_are_filled(folder: str, kind: str) -> None:
    name = f"ui.lessons.{folder}.words"
    path = ROOT / "ui" / "lessons" / folder / "words" / f"{kind}.py"
    texts = {
        key: text for key, text in vars(import_module(f"{name}.{kind}")).items() if key.isupper()
    }
    assert texts
    told = f"from {name} import {kind} as say"
    used = [
        one
        for file in files(folder)
        if told in (source := file.read_text())
        for one in uses(source)
    ]
    wrong = [
        f"{key}: {sorted(given or ())} for “{texts[key]}”"
        for key, given in used
        if (fields(texts[key]) != given if given is not None else "{" in texts[key])
    ]
    assert wrong == []
    assert {*texts} - {key for key, _ in used} == set(), f"{path.name} has texts nobody says"


def test_a_view_s_own_lines_stand_in_its_words() -> None:
    lessons = [path for path in of_scripts() if path.startswith("ui/lessons/")]
    assert lessons
    assert [path for path in lessons if not path.endswith("/words.js")] == []
