"""The first page: a live picture, and the path through the lessons."""

from __future__ import annotations

import numpy as np

from cnn_core.kernels import KERNELS
from tests.pages.lessons import (
    LESSONS,
    address,
    goes_to,
    links,
    maps,
    new_visitor,
    open_lesson,
    press,
    received,
)
from ui.frame.catalogue import SHORT_WAY
from ui.frame.thumbnails import thumbnail
from ui.models.convolution import Convolution
from ui.pictures import picture


def test_a_kernel_slides_over_a_handwritten_7_by_itself() -> None:
    app = new_visitor()
    sent = received(app)
    assert sent.meta["autoplay"] == [13, 12]
    # It crosses the stem of the 7: negative where white begins, positive where it ends.
    row = np.squeeze(maps(app)[0])[13]
    assert row[12] < 0  # where it begins: no nine zeros
    assert row[14] < -500 < 500 < row[18]
    assert sent.meta["editable"] == []
    np.testing.assert_array_equal(sent.arrays["image"], picture("digit-7").pixels)
    shown = Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel())
    np.testing.assert_array_equal(maps(app)[0], shown.map)


def test_the_path_leads_to_every_lesson() -> None:
    path = [to for _, to, _ in links(new_visitor().main)]
    every = [lesson for lesson in LESSONS if lesson != "home"]
    assert path == [every[0], *SHORT_WAY, *every]


def test_every_card_has_a_picture_of_its_own() -> None:
    pictures = [thumbnail(lesson) for lesson in LESSONS if lesson != "home"]
    assert len(set(pictures)) == len(pictures) == len(LESSONS) - 1
    assert all(one.startswith("data:image/png;base64,") for one in pictures)
    shown = "".join(one.proto.body for one in new_visitor().main.get("html"))
    assert all(one in shown for one in pictures)


def test_the_path_takes_along_what_the_reader_chose_before() -> None:
    app = open_lesson("window", kernel="emboss", image="coins")
    ((_, _, query), *_) = links(app.sidebar)
    app = goes_to(app, "home", **query)
    assert max(received(app).arrays["image"].shape) <= 28
    app = press(app, "What does a kernel see")
    assert address(app) == {"image": "coins", "kernel": "emboss"}
