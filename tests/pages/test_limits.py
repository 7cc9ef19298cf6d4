"""No lesson fails with all its numbers as large, or as small, as they go at once."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import LESSONS, goes_to, links, new_visitor, open_lesson, run, words

NUMBERED = [page for page in LESSONS if page != "home"]
FAR = 10**9  # what is typed into a field that says no limit


def figures(app: AppTest, page: str) -> list[dict[str, str]]:
    """Return a link for each of the lesson's views and pictures among its figures."""
    found = [{}, *(texts for _, lesson, texts in links(app.main) if lesson == page)]
    return list(
        {(one.get("view"), one.get("kind"), one.get("size")): one for one in found}.values()
    )


@pytest.mark.parametrize("page", NUMBERED)
def test_all_numbers_at_their_ends_together_are_shown(page: str) -> None:
    app = new_visitor()
    for texts in figures(goes_to(app, page), page):
        for end in ("min", "max"):
            goes_to(app, page, **texts)
            for field in (*app.number_input, *app.slider):
                limit = getattr(field, end)
                field.set_value((FAR if end == "max" else -FAR) if limit is None else limit)
            run(app)


def test_a_layer_with_more_weights_than_64_bits_count_is_counted() -> None:
    layer = {"high": "2160", "wide": "3840", "deep": "512", "filters": "1024"}
    app = open_lesson("sharing", view="counts", **layer)
    inputs, outputs = 2160 * 3840 * 512, 2158 * 3838 * 1024
    assert inputs * outputs > 2**63
    assert f"{inputs * outputs:,}" in words(app)
