"""The copy of a picture that the reader's browser keeps: the same pixels, and no trust in it."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from ui.pictures.copies import NOTE, copy_of, read_copy
from ui.pictures.limits import PictureError
from ui.pictures.upload import read_picture
from ui.views.own_pictures import LONGEST_FILE


def file(pixels: np.ndarray) -> bytes:
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("shape", [(7, 5), (7, 5, 3)], ids=["grey", "colour"])
def test_a_copy_comes_back_with_the_same_pixels_and_makes_the_same_copy(shape) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8)
    first = read_picture(file(pixels), "tall.png")
    copy = copy_of(first)
    again = read_copy(copy.name, base64.b64encode(copy.file).decode())
    np.testing.assert_array_equal(again.pixels, first.pixels)
    assert copy_of(again) == copy
    assert again.notes[0] == NOTE
    assert again.code.startswith("# 'tall.png' stands for that copy")


def test_the_largest_copy_fits_in_what_a_browser_may_send() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (1024, 1024, 3)).astype(np.uint8)
    copy = copy_of(read_picture(file(noise), "noise.png"))
    assert len(base64.b64encode(copy.file)) < LONGEST_FILE


@pytest.mark.parametrize("sent", ["", "?", "é", "AAAA", base64.b64encode(b"<svg>").decode()])
def test_what_is_no_copy_is_refused_in_words(sent: str) -> None:
    with pytest.raises(PictureError):
        read_copy("tall.png", sent)
