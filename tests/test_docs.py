"""The documents say what is so: files are there, the README is short, and so is the model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ui.frame.catalogue import LESSONS

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/benchmarks.md")
PLACE = re.compile(r"`((?:cnn_core|ui|pages|tests|tools|assets|docs)/[\w./-]*)`")


def missing(text: str) -> list[str]:
    """Return the paths a document names in code that are not there."""
    return [place for place in PLACE.findall(text) if not (ROOT / place).exists()]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_a_document_names_is_there(document: str) -> None:
    assert missing("`ui/nowhere.py` and `cnn_core/ops/`") == ["ui/nowhere.py"]
    assert missing((ROOT / document).read_text()) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_within_the_project_leads_somewhere(document: str) -> None:
    text = (ROOT / document).read_text()
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


def test_the_readme_is_read_in_four_minutes() -> None:
    assert len((ROOT / "README.md").read_text().split()) < 900


def test_the_page_that_contributors_are_shown_is_short() -> None:
    named = re.search(
        r"`(pages/\w+\.py)` is the shortest\s+model", (ROOT / "CONTRIBUTING.md").read_text()
    )
    assert named
    pages = [ROOT / one.file for one in LESSONS.values()]
    lines = {page: len(page.read_text().splitlines()) for page in pages}
    assert lines[ROOT / named[1]] == min(lines.values())
    assert lines[ROOT / named[1]] <= 90
