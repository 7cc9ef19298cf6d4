"""Pictures of the reader's own, brought in a browser: shown, explained under them, or refused."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.browser.linked_view import LinkedView, expect_setting, open_link, visits
from tools.server import Server

KEPT = "The picture stays as it was."


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: Server) -> Iterator[Page]:
    yield from visits(browser, server)


@pytest.fixture
def window(visitor: Page) -> Page:
    """Open the lesson anew: what the last test brought stays with its session."""
    open_link(visitor, "/window")
    visitor.get_by_role("button", name="Your own picture").click()
    return visitor


def encoded(image: Image.Image, kind: str, **how: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def bring(page: Page, name: str, content: bytes) -> None:
    upload: FilePayload = {"name": name, "mimeType": "image/png", "buffer": content}
    page.locator("input[type=file]").set_input_files([upload])


def notes(page: Page) -> Locator:
    return page.get_by_text("This picture: ")


def grey(rows: int, columns: int) -> Image.Image:
    values = np.arange(rows * columns) % 251
    return Image.fromarray(values.reshape(rows, columns).astype(np.uint8))


def test_a_photograph_taken_upright_is_turned_and_it_is_said(window: Page) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    bring(window, "photo.jpg", encoded(grey(10, 20), "JPEG", exif=exif, quality=95))
    expect_setting(window, "image", "own")
    expect(notes(window)).to_have_text("This picture: turned upright.")
    expect(LinkedView(window).place).to_contain_text("of 144")  # 20×10 -> 18×8
    expect(window.get_by_role("combobox", name="Picture", exact=True)).to_have_value("photo.jpg")


def test_what_is_see_through_lies_over_white(window: Page) -> None:
    colour = np.zeros((6, 6, 4), np.uint8)
    colour[:, 3:] = 0, 0, 0, 255
    bring(window, "holes.png", encoded(Image.fromarray(colour), "PNG"))
    expect_setting(window, "image", "own")
    expect(notes(window)).to_contain_text("see-through parts laid over white; made grey")
    expect(LinkedView(window).status).to_contain_text("255·1 + 255·0 + 0·(−1)")


def test_a_picture_of_one_pixel_gets_room_and_it_is_said(window: Page) -> None:
    bring(window, "dot.png", encoded(Image.new("L", (1, 1), 9), "PNG"))
    expect_setting(window, "image", "own")
    alert = window.get_by_test_id("stAlert")
    expect(alert).to_contain_text("but the image has 1: this is padding 1.")
    expect(LinkedView(window).place).to_have_text("cell 1 of 1")


def test_of_a_ribbon_the_middle_is_shown_and_it_is_said(window: Page) -> None:
    bring(window, "ribbon.png", encoded(grey(3000, 50), "PNG"))
    expect_setting(window, "image", "own")
    expect(notes(window)).to_contain_text("the middle 200×50 of 3000×50 (rows × columns)")
    expect(LinkedView(window).status).to_contain_text("row 11, column 2: ")  # of 23×5: the middle


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cut.png", encoded(grey(99, 97), "BMP")[:4000], "The file is damaged or incomplete"),
        ("text.png", b"not a picture at all, but words", "The file is a text"),
        ("empty.png", b"", "The file is empty"),
        (
            "huge.png",
            encoded(Image.new("1", (9000, 9000)), "PNG"),
            "The picture has 9000×9000 pixels (rows × columns), 81.0 megapixels, "
            "and for this PNG 64 is the most: scale it down",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[-5:] else "",
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(
    window: Page, name: str, content: bytes, sentence: str
) -> None:
    bring(window, name, content)
    alert = window.get_by_test_id("stAlert")
    expect(alert).to_contain_text(sentence)
    expect(alert).to_contain_text(KEPT)
    expect_setting(window, "image", None)
    bring(window, "good.png", encoded(grey(6, 6), "PNG"))
    expect_setting(window, "image", "own")
    expect(alert).to_have_count(0)


def test_a_file_too_large_is_refused_beside_the_advice_what_to_do(window: Page) -> None:
    noise = np.random.default_rng(0).integers(0, 256, 5 * 2**20 + 1000, dtype=np.uint8)
    bring(window, "large.png", noise.tobytes())
    expect(window.get_by_text("must be 5.0MB or smaller")).to_be_visible()
    expect(window.get_by_text("Save it as a JPEG, or scale it down")).to_be_visible()
    expect_setting(window, "image", None)
