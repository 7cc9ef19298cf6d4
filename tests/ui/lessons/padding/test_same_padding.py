"""What two frameworks call "same", where they agree and where not."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given

from cnn_core.kernels import KERNELS
from tests.ui.strategies import CONVOLUTION
from ui.code.convolution import SNIPPETS
from ui.lessons.padding.same_padding import compare, pytorch, sliding_in, strip, tensorflow
from ui.models.convolution import Convolution
from ui.pictures import Picture, picture
from ui.text.size_formula import written

BOX = KERNELS["box-blur"]


def shown(kernel: int = 3, image: str = "digit-7", **how) -> Convolution:
    return Convolution(picture(image), BOX.kernel(kernel), **how)


@given(CONVOLUTION)
def test_tensorflow_rounds_the_size_up(found: Convolution) -> None:
    rows, columns = found.picture.pixels.shape[1:]
    assert tensorflow(found).size == (-(-rows // found.stride), -(-columns // found.stride))


@given(CONVOLUTION)
def test_at_stride_1_they_agree(found: Convolution) -> None:
    if found.stride == 1:
        assert pytorch(found).size == found.picture.pixels.shape[1:]
        assert compare(tensorflow(found), pytorch(found)).startswith("Both add the same cells")


def test_at_stride_2_the_same_size_reads_other_pixels() -> None:
    ours, theirs = tensorflow(shown(stride=2)), pytorch(shown(stride=2))
    assert (ours.size, ours.amounts[0]) == ((14, 14), (0, 1))
    assert (theirs.size, theirs.amounts[0]) == ((14, 14), (1, 1))
    assert "does not allow" in theirs.words
    assert "padding=1" in theirs.words
    assert "different pixels" in compare(ours, theirs)


def test_an_even_kernel_gets_its_odd_cell_at_the_end() -> None:
    assert tensorflow(shown(4)).amounts == pytorch(shown(4)).amounts == ((1, 2), (1, 2))


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_formula_code_and_cards_of_same_agree(stride: int) -> None:
    found = shown(stride=stride)
    for tab, one in (("NumPy", tensorflow), ("PyTorch", pytorch), ("Keras", tensorflow)):
        slid = sliding_in(tab, found)
        assert (slid.size, slid.amounts) == (one(found).size, one(found).amounts)
        rows = one(found).size[0]
        assert f"[**{rows}**]" in written(slid).splitlines()[1]
    code = SNIPPETS["Keras"].feature_map(sliding_in("Keras", found))
    assert 'padding="same"' in code
    assert f"strides={stride}" in code or stride == 1


def test_a_single_pixel_has_room_for_an_even_kernel() -> None:
    dot = Convolution(Picture("own", "Own", np.zeros((1, 1, 1), np.uint8)), BOX.kernel(2), stride=2)
    assert pytorch(dot).size == (1, 1)


def test_sizes_may_differ() -> None:
    found = shown(4, image="nine", stride=2)
    assert (tensorflow(found).size, pytorch(found).size) == ((2, 2), (1, 1))
    assert compare(tensorflow(found), pytorch(found)) == (
        "The two maps do not even have the same size."
    )


@pytest.mark.parametrize(("stride", "framed"), [(1, "p0145p"), (2, "p01345")])
def test_the_strip_frames_the_first_and_the_last_window(stride: int, framed: str) -> None:
    found = shown(image="edge", stride=stride)
    html = strip(found, pytorch(found), 0)
    read = re.findall(r'class="cell read( pad)?">(\d*)<', html)
    assert "".join("p" if pad else at for pad, at in read) == framed
    assert html.count('class="cell') == 8


def test_the_middle_of_a_long_strip_is_left_out() -> None:
    html = strip(shown(), pytorch(shown()), 0)
    assert html.count("…") == 1
    assert re.findall(r">(\d+)<", html) == [*map(str, [*range(6), *range(22, 28)])]
