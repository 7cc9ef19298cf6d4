"""Every sentence on screen, of all figures, views and questions of each lesson.

`python -m tests.pages.sentences` prints them, a lesson at a time, to be read from top to bottom.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.lessons import LESSONS, figure, open_lesson, page_words, run
from tests.ui.visitor import unpack
from ui.frame.lesson_page import Preset
from ui.frame.term_drawings import DRAWN as TERM_DRAWINGS
from ui.pictures import ROOT
from ui.text.glossary import GLOSSARY

WORD = re.compile(r"\b[a-z]{2,}\b")
FEWEST = 3  # words of a text that is read as a sentence
# What is a text in JavaScript, and what is none.
COMMENT = re.compile(r"^\s*(//|\*|/\*).*$", re.MULTILINE)
LITERAL = re.compile(r"""("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)""")
JOINED = re.compile(r"""["`]\s*\+\s*["`]""")
CODE = re.compile(r"[{}]|=>|\n")  # between two texts, where one stands inside another
NAME = re.compile(  # of a module, of a rule of style, of an element
    r"^(\.{1,2}/|https?:|\(prefers|linear-|color-mix|--)|^[:.][\w-]+|\[[\w-]+[=\]]"
)
FILLED = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")
QUESTIONS = 8  # more than any lesson has: a number beyond the last asks an earlier one again
DRAWN = re.compile(r"""(?:aria-label="|<(?:title|text)\b[^>]*>)([^"<]+)""")  # texts of an SVG
SILENT = ("ahead", "named")  # what a view keeps to itself
LABELLED = (
    "button", "button_group", "checkbox", "download_button", "expander", "multiselect",
    "number_input", "radio", "select_slider", "selectbox", "slider", "text_area", "text_input",
    "toggle",
)  # fmt: skip
COLOURED = re.compile(r":[a-z-]+\[((?:[^\[\]]|\[[^\]]*\])*)\]")
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
END = re.compile(r"(?<=[.!?])[”)*]*\s+(?=[^a-z])")


def presets(lesson: str) -> tuple[Preset, ...]:
    """Return the figures of a lesson."""
    if lesson == "home":
        return ()
    found: tuple[Preset, ...] = page_words(lesson).PRESETS
    return found


def opened(lesson: str) -> Iterator[AppTest]:
    """Open each figure of a lesson, each of its views, and ask each question of every view."""
    app = figure(lesson)
    yield app
    for preset in presets(lesson):
        yield figure(lesson, **preset.query)
    key = f"{lesson}.view"
    titles = [title for one in groups(app) if one.key == key for title in one.options]
    for number in range(1, QUESTIONS + 1):
        yield answered(open_lesson(lesson, question=str(number)))
    for title in titles:
        app = open_lesson(lesson)
        next(one for one in groups(app) if one.key == key).set_value(title)
        yield run(app)


def groups(app: AppTest) -> list[Any]:
    """Return the page's groups of buttons: choices of a question, and of what is shown."""
    return list(app.get("button_group"))


def answered(app: AppTest) -> AppTest:
    """Ask for the answer to the page's question, where it has one."""
    for one in app.button:
        if one.label == "Show the answer":
            one.click()
            return run(app)
    return app


def texts(app: AppTest) -> Iterator[str]:
    """Return each text of the page: prose, what controls are called, and what views are sent."""
    for kind in ("title", "markdown", "caption", "info", "warning", "error", "success"):
        yield from (str(getattr(one, "value", "")) for one in app.get(kind))
    for kind in LABELLED:
        for one in app.get(kind):
            yield str(getattr(one, "label", ""))
            yield str(getattr(one.proto, "help", ""))
            yield from getattr(one, "options", ()) if kind == "button_group" else ()
    yield from (one.proto.label for one in app.main.get("page_link"))
    for view in app.get("bidi_component"):
        yield from of_view(sent(view.proto))


def sent(proto: Any) -> Any:
    """Return what a view is sent besides its arrays."""
    return unpack(proto.bytes).meta if proto.bytes else json.loads(proto.json or "null")


def of_view(value: Any) -> Iterator[str]:
    """Return each text that a view shows or speaks: one of several words, no name or colour."""
    if isinstance(value, str):
        shown = DRAWN.findall(value) if value.startswith("<svg") else [value]
        yield from (unescape(one) for one in shown if " " in one and WORD.search(one))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from () if key in SILENT else of_view(one)
    elif isinstance(value, list):
        for one in value:
            yield from of_view(one)


def of_scripts() -> dict[str, list[str]]:
    """Return the sentences that stand in the views' JavaScript: file -> its texts, filled with N.

    Texts that are joined by + are one. What a template puts in counts as a number.
    """
    found = {}
    for path in sorted((ROOT / "ui").rglob("*.js")):
        code = JOINED.sub("", COMMENT.sub("", path.read_text()))
        every = [one[1:-1] for one in LITERAL.findall(code)]
        texts = [FILLED.sub("N", one).replace("\\n", " ") for one in every]
        said = [
            one
            for one in texts
            if len(WORD.findall(one)) >= FEWEST and not CODE.search(one) and not NAME.search(one)
        ]
        if said:
            found[path.relative_to(ROOT).as_posix()] = [
                one.strip() for text in said for one in END.split(text)
            ]
    return found


def plain(text: str) -> str:
    """Take Markdown's marks from a text."""
    while (bare := COLOURED.sub(r"\1", text)) != text:
        text = bare
    return LINK.sub(r"\1", text).replace("**", "").replace("\\*", "∗").replace("*", "")


def sentences(app: AppTest) -> Iterator[str]:
    """Return each sentence of the page; a line, a cell of a table or a label is one, too."""
    for text in texts(app):
        for line in re.split(r"\n|\s\|\s", plain(text)):
            yield from (one.strip() for one in END.split(line) if re.search(r"[a-z]{2}", one))


def of_lesson(lesson: str) -> list[str]:
    """Return a lesson's sentences, each once, in the order in which they are met."""
    return list(dict.fromkeys(one for app in opened(lesson) for one in sentences(app)))


def of_words(lesson: str) -> list[str]:
    """Return all sentences of a lesson's questions and views: what a blank holds is a number."""
    folder = lesson.replace("-", "_")
    found: list[str] = []
    for kind in ("questions", "views"):
        texts = vars(import_module(f"ui.lessons.{folder}.words.{kind}"))
        for text in (one for name, one in texts.items() if name.isupper()):
            filled = re.sub(r"\{\w[^{}]*\}", "1", plain(text))
            found += [one.strip() for line in filled.split("\n") for one in END.split(line)]
    return found


def of_glossary() -> list[str]:
    """Return the sentences that explain the terms, and what their drawings show."""
    told = [one for term in GLOSSARY for one in END.split(term.words)]
    return [*told, *(label for label, _ in TERM_DRAWINGS.values())]


def main(lessons: tuple[str, ...]) -> None:
    """Print the sentences of these lessons."""
    for lesson in lessons:
        sys.stdout.write("\n".join([f"# {lesson}", *of_lesson(lesson), "", ""]))
        if lesson != "home":
            sys.stdout.write("\n".join([f"# {lesson}, with blanks", *of_words(lesson), "", ""]))
    for path, said in {"glossary": of_glossary(), **of_scripts()}.items():
        sys.stdout.write("\n".join([f"# {path}", *said, "", ""]))


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or LESSONS)
