"""Curves in a browser: where marks stand, how numbers are written, what a gap says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Pure


def run(pure: Pure, call: str) -> Any:
    return pure("views/curves/plot.js", call)


def test_marks_stand_at_round_numbers_inside_the_axis(pure: Pure) -> None:
    assert run(pure, "linearTicks(-4, 4, 5, false)") == [-4, -2, 0, 2, 4]
    assert run(pure, "linearTicks(0, 0.3, 4, false)") == [0, 0.1, 0.2, 0.3]
    assert run(pure, "linearTicks(0, 3, 9, true)") == [0, 1, 2, 3]
    decades = run(pure, "logTicks(1e-7, 1, 4)")
    assert [round(one, 12) for one in decades] == [1e-6, 1e-4, 1e-2, 1]


def test_an_axis_ends_where_its_numbers_do_or_is_asked_to(pure: Pure) -> None:
    axis = "{ low: null, high: null, log: %s, whole: false }"
    assert run(pure, f"endsOf({axis % 'false'}, [0.3, 7.2], 5, false)") == [0, 8]
    found = run(pure, f"endsOf({axis % 'true'}, [0, 0.02, 30], 5, false)")
    assert found == pytest.approx([0.01, 100])
    assert run(pure, f"endsOf({axis % 'false'}, [], 5, true)") == [0, 1]
    low, high = run(pure, f"endsOf({axis % 'false'}, [3, 3], 5, true)")
    assert low < 3 < high
    asked = "{ low: -1, high: 9, log: false, whole: false }"
    assert run(pure, f"endsOf({asked}, [100], 5, false)") == [-1, 9]


def test_a_logarithmic_axis_has_a_foot_for_what_is_not_above_0(pure: Pure) -> None:
    axis = "{ low: null, high: null, log: true, whole: false }"
    places = run(pure, f"[0, -3, 1e-4, 1e-2, 1].map(scaleOf({axis}, [1e-4, 1], 200, 0))")
    assert places == pytest.approx([200, 200, 200, 100, 0])


def test_the_nearest_sample_is_found_and_a_bar_holds_its_lower_edge(pure: Pure) -> None:
    line = '{ kind: "line", x: [0, 1, 4], y: [5, 6, 7] }'
    assert run(pure, f"[-9, 0.4, 2.4, 2.6, 99].map((x) => nearest({line}, x))") == [0, 0, 1, 2, 2]
    bars = '{ kind: "bars", x: [0, 1, 2], y: [5, 6] }'
    assert run(pure, f"[-1, 0, 0.9, 1, 2, 3].map((x) => nearest({bars}, x))") == [0, 0, 0, 1, 1, 1]
    assert run(pure, f"placesOf({bars})") == [0.5, 1.5]
