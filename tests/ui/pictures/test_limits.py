"""A stranger's picture file is shown or refused in a sentence, whatever was changed in it."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from tests.forgeries import changed
from ui.pictures.limits import FORMATS, PictureError
from ui.pictures.upload import read_picture

MUTATIONS = 2000


def saved(kind: str) -> bytes:
    pixels = np.random.default_rng(0).integers(0, 256, (9, 12, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
def test_changed_pictures_are_shown_or_refused_in_words(kind: str) -> None:
    data, rng, refused = saved(kind), random.Random(13), 0
    for _ in range(MUTATIONS):
        try:
            shown = read_picture(changed(data, rng), "mine")
        except PictureError as error:
            refused += len(str(error)) > 40
        else:
            assert shown.pixels.size
    # A BMP is little but pixels, of which any will do; a PNG is known by its checksums.
    assert MUTATIONS // 20 < refused < MUTATIONS


@pytest.mark.parametrize(
    "text",
    [
        lambda n: b"<!---->" * n + b"x",
        lambda n: b"<!-- -->" * n,
        lambda n: b" " * n + b"x",
        lambda n: b"<?xml" + b" >" * n,
        lambda n: b"<?xml ?>" + b"<!---->" * n + b"<!DOCTYPE svg" + b" " * n,
        lambda n: b"\t" * n + b"\0",
        lambda n: b"<!--" * n,
    ],
)
def test_a_file_is_recognised_in_the_time_its_length_takes(text: Callable[[int], bytes]) -> None:
    """Each of the first took twice as long with every comment more: 40 of them took for ever."""
    with pytest.raises(PictureError, match="PNG or JPEG"):
        read_picture(text(150), "comments.png")


def test_a_drawing_behind_comments_is_still_called_one() -> None:
    for start in (b"", b"<?xml version='1.0'?>\n", b"<!-- a --> <!-- b -->\n<!DOCTYPE svg >"):
        with pytest.raises(PictureError, match="SVG drawing"):
            read_picture(start + b"<svg></svg>", "drawing.png")
