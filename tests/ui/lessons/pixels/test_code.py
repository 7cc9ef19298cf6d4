"""The code beside a picture's numbers, run: it gives the numbers on screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import executed
from ui.code.python_source import LARGEST_TABLE
from ui.lessons.pixels.code import PIXEL_SNIPPETS
from ui.lessons.pixels.edits import with_pixels
from ui.lessons.pixels.model import Pixels
from ui.pictures import PICTURES, Picture, picture

STEP = st.integers(-8, 8)


@pytest.mark.parametrize("name", PICTURES)
def test_numpy_gives_the_planes_and_their_normalised_numbers(name):
    shown = Pixels(picture(name))
    found = executed(PIXEL_SNIPPETS["NumPy"](shown))
    for plane, pixels in zip(shown.names, shown.picture.pixels, strict=True):
        np.testing.assert_array_equal(found[plane], pixels)
    np.testing.assert_allclose(found["normalised"], shown.picture.pixels / 255, rtol=1e-6)


@given(st.sampled_from(["red-purple", "digit-7"]), st.integers(-100, 100), STEP, STEP)
def test_numpy_counts_the_numbers_that_change(name, light, down, right):
    shown = Pixels(picture(name), light, down, right)
    found = executed(PIXEL_SNIPPETS["NumPy"](shown))
    if shown.is_changed:
        np.testing.assert_array_equal(found["after"], shown.after)
        assert found["changed"] == shown.changed


@pytest.mark.parametrize("write", PIXEL_SNIPPETS.values(), ids=PIXEL_SNIPPETS)
@pytest.mark.parametrize("planes", [1, 3])
def test_a_picture_without_code_is_printed_or_opened_from_a_file(write, planes):
    small = Picture("own", "Own", np.arange(planes * 6, dtype=np.uint8).reshape(planes, 2, 3))
    code = write(Pixels(small))
    image = code[code.index("image = np.float32([") : code.index("\n\n", code.index("])"))]
    np.testing.assert_array_equal(executed(f"import numpy as np\n{image}")["image"], small.pixels)
    side = LARGEST_TABLE + 1
    large = Picture("own", "Own", np.zeros((planes, side, side), np.uint8))
    assert 'Image.open("your-picture.png")' in write(Pixels(large))


def test_pixels_changed_by_hand_are_changed_in_the_code():
    made = with_pixels(picture("red-purple"), {(0, 0): (9, 8, 7), (1, 1): (50,)})
    found = executed(PIXEL_SNIPPETS["NumPy"](Pixels(made)))
    np.testing.assert_array_equal(found["image"], made.pixels)
    assert found["image"][:, 0, 0].tolist() == [9, 8, 7]


@pytest.mark.parametrize("write", PIXEL_SNIPPETS.values(), ids=PIXEL_SNIPPETS)
def test_lines_are_short(write):
    for name in PICTURES:
        code = write(replace(Pixels(picture(name)), light=-5, down=-3, right=2))
        lines = set(code.splitlines()) - set(picture(name).code.splitlines())
        assert max(map(len, lines)) <= 100
        compile(code, "script", "exec")
