"""A script as a notebook: a cell for each of its paragraphs, run from top to bottom."""

from __future__ import annotations

import ast
import json
import re

PARAGRAPH = re.compile(r"\n{2,}(?=\S)")  # blank lines before a line that is not indented


def notebook_of(script: str) -> bytes:
    """Return a script as a Jupyter notebook (nbformat 4.4, UTF-8), which shows its result."""
    cells: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": paragraph,
        }
        for paragraph in [*paragraphs(script), *_result(script)]
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


def paragraphs(script: str) -> list[str]:
    r"""Return the parts of a script between blank lines, each of which is a whole piece of code.

    >>> paragraphs("a = 1\n\nb = 2\n")
    ['a = 1', 'b = 2']
    """
    found = [""]
    for part in PARAGRAPH.split(script.strip()):
        found[-1] += ("\n\n" if found[-1] else "") + part
        if _is_whole(found[-1]):
            found.append("")
    return [one for one in found if one]


def _result(script: str) -> list[str]:
    """Return what shows a script's result, if it ends with giving it a name."""
    match ast.parse(script).body:
        case [*_, ast.Assign(targets=[ast.Name(name)])]:
            return [name]
    return []


def _is_whole(code: str) -> bool:
    """Tell whether a text is code by itself, and not comments alone, which belong to what follows.

    A blank line may also stand inside brackets or a long string.
    """
    try:
        return bool(ast.parse(code).body)
    except SyntaxError:
        return False
