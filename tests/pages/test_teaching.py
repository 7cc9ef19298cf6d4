"""Every link of the instructors' guide opens the figure that it promises."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.lessons import figure
from ui.frame.catalogue import LESSONS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "TEACHING.md").read_text("utf-8")
LINKS = sorted(set(re.findall(r"\((http://localhost:8501/[^)]*)\)", GUIDE)))
PLAN = re.compile(r"^## A (?:lecture|lab) of (\d+) minutes.*?\n(.*?)(?=^## )", re.M | re.S)
WEEK = re.compile(r"^### Week \d.*?\n(.*?)(?=^##)", re.M | re.S)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_opens_as_it_is(link: str) -> None:
    parts = urlsplit(link)
    lesson = parts.path.strip("/")
    assert lesson in LESSONS
    app = figure(lesson, **dict(parse_qsl(parts.query)))
    assert [one.value for one in app.title] == [LESSONS[lesson].question]
    assert [one.value for one in app.info] == []  # nothing of the link was replaced


def test_the_guide_leads_to_every_lesson() -> None:
    assert {urlsplit(link).path.strip("/") for link in LINKS} == set(LESSONS)


def test_a_plan_takes_the_minutes_that_it_says() -> None:
    plans = [(int(said), table) for said, table in PLAN.findall(GUIDE)]
    assert [said for said, _ in plans] == [50, 90]
    weeks = [(120, table) for table in WEEK.findall(GUIDE)]
    assert len(weeks) == 4
    for said, table in plans + weeks:
        minutes = [int(one) for one in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
        assert sum(minutes) == said
