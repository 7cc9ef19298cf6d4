"""Curves in a browser: where marks stand, how numbers are written, what a gap says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from ui.views.bundle import bundle

PLOT = bundle(Path(__file__).parents[2] / "ui" / "views" / "curves" / "plot.js")


@pytest.fixture(scope="module")
def blank(browser: Browser):
    """Open an empty page to run the component's own functions in."""
    page = browser.new_page()
    yield page
    page.close()


def run(page: Page, call: str) -> Any:
    return page.evaluate(f"() => {{ {PLOT}\nreturn {call} }}")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-1.2", "−1.2"),
        ("1/3", "0.3333"),
        ("14760", "14,760"),
        ("123456.75", "123,456.75"),
        ("0.25 ** 10", "9.54·10⁻⁷"),
        ("1e-31", "10⁻³¹"),
        ("-2e9", "−2·10⁹"),
    ],
)
def test_numbers_are_written_short(blank: Page, number: str, text: str) -> None:
    assert run(blank, f"written({number})") == text


def test_marks_stand_at_round_numbers_inside_the_axis(blank: Page) -> None:
    assert run(blank, "linearTicks(-4, 4, 5, false)") == [-4, -2, 0, 2, 4]
    assert run(blank, "linearTicks(0, 0.3, 4, false)") == [0, 0.1, 0.2, 0.3]
    assert run(blank, "linearTicks(0, 3, 9, true)") == [0, 1, 2, 3]
    decades = run(blank, "logTicks(1e-7, 1, 4)")
    assert [round(one, 12) for one in decades] == [1e-6, 1e-4, 1e-2, 1]


def test_an_axis_ends_where_its_numbers_do_or_is_asked_to(blank: Page) -> None:
    axis = "{ low: null, high: null, log: %s, whole: false }"
    assert run(blank, f"endsOf({axis % 'false'}, [0.3, 7.2], 5, false)") == [0, 8]
    found = run(blank, f"endsOf({axis % 'true'}, [0, 0.02, 30], 5, false)")
    assert found == pytest.approx([0.01, 100])
    assert run(blank, f"endsOf({axis % 'false'}, [], 5, true)") == [0, 1]
    low, high = run(blank, f"endsOf({axis % 'false'}, [3, 3], 5, true)")
    assert low < 3 < high
    asked = "{ low: -1, high: 9, log: false, whole: false }"
    assert run(blank, f"endsOf({asked}, [100], 5, false)") == [-1, 9]


def test_a_logarithmic_axis_has_a_foot_for_what_is_not_above_0(blank: Page) -> None:
    axis = "{ low: null, high: null, log: true, whole: false }"
    places = run(blank, f"[0, -3, 1e-4, 1e-2, 1].map(scaleOf({axis}, [1e-4, 1], 200, 0))")
    assert places == pytest.approx([200, 200, 200, 100, 0])


def test_the_nearest_sample_is_found_and_a_bar_holds_its_lower_edge(blank: Page) -> None:
    line = '{ kind: "line", x: [0, 1, 4], y: [5, 6, 7] }'
    assert run(blank, f"[-9, 0.4, 2.4, 2.6, 99].map((x) => nearest({line}, x))") == [0, 0, 1, 2, 2]
    bars = '{ kind: "bars", x: [0, 1, 2], y: [5, 6] }'
    assert run(blank, f"[-1, 0, 0.9, 1, 2, 3].map((x) => nearest({bars}, x))") == [0, 0, 0, 1, 1, 1]
    assert run(blank, f"placesOf({bars})") == [0.5, 1.5]
