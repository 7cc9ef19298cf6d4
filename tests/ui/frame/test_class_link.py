"""A link for a class says the view and what the class may do, and a camera can read it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from ui.frame.class_link import CONTROL_WORDS, NUMBER_WORDS, PART_WORDS, address, qr_code
from ui.link.classroom import CONTROLS, NUMBERS, PARTS


def test_what_this_page_was_opened_with_is_not_passed_on() -> None:
    link = address("http://a.b/base/window?old=1", {"stride": "2", "controls": "hidden"}, {})
    assert link == "http://a.b/base/window?stride=2"


def test_every_choice_has_its_words() -> None:
    assert tuple(CONTROL_WORDS) == CONTROLS.options
    assert tuple(NUMBER_WORDS) == NUMBERS.options
    assert tuple(PART_WORDS) == PARTS


def test_the_code_has_the_three_marks_that_a_camera_looks_for() -> None:
    modules = np.asarray(Image.open(BytesIO(qr_code("http://a.b/window"))).convert("L"))[3::6, 3::6]
    dark = modules[3:-3, 3:-3] < 128
    mark = np.ones((7, 7), bool)
    mark[1:-1, 1:-1] = False
    mark[2:-2, 2:-2] = True
    for corner in (dark[:7, :7], dark[:7, -7:], dark[-7:, :7]):
        assert (corner == mark).all()
