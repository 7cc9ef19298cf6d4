"""A script and its notebook are the same code."""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient

from tests.pages.lessons import LESSONS, code, open_lesson
from tests.pages.test_every_lesson import ROOT
from ui.code.notebook import notebook_of, paragraphs

SCRIPT = '''# What follows needs this.

import math


def area(r):
    """Say it.

    In two paragraphs.
    """

    return math.pi * r**2


table = [

    area(1),

]
for one in table:
    print(one)

'''


def test_a_paragraph_is_a_whole_piece_of_code() -> None:
    first, function, table = paragraphs(SCRIPT)
    assert first == "# What follows needs this.\n\nimport math"
    assert function.startswith("def area")
    assert function.endswith("r**2")
    assert table.startswith("table = [")
    assert table.endswith("print(one)")


def test_what_is_no_code_stays_in_one_piece() -> None:
    assert paragraphs("a = (\n\nb\n") == ["a = (\n\nb"]
    assert paragraphs("") == []
    assert paragraphs("# only\n\n# comments") == ["# only\n\n# comments"]


def squeezed(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("page", [one for one in LESSONS if one != "home"])
def test_the_code_of_a_lesson_is_a_notebook_of_the_same_lines(page: str) -> None:
    for name, text in code(open_lesson(page)).items():
        notebook = nbformat.reads(notebook_of(text).decode(), as_version=4)
        nbformat.validate(notebook)
        lines = [line for cell in notebook.cells for line in squeezed(cell.source)]
        own = squeezed(text)
        assert lines[: len(own)] == own, name
        assert all(line.isidentifier() for line in lines[len(own) :]), name  # shows the result


def test_a_notebook_runs_from_top_to_bottom() -> None:
    text = code(open_lesson("window"))["NumPy"]
    notebook = nbformat.reads(notebook_of(text).decode(), as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    said = " ".join(str(out) for cell in notebook.cells for out in cell.outputs)
    assert "30" in said
