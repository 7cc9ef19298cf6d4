"""Pictures of the reader's own, brought in a browser: shown, explained under them, or refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.linked_view import LinkedView, expect_setting, open_link
from tests.browser.tabs import Tabs, visits

KEPT = "The picture stays as it was."


@pytest.fixture(scope="module")
def visitor(tabs: Tabs) -> Iterator[Page]:
    yield from visits(tabs)


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


def bring_from_disk(page: Page, file: Path, content: bytes) -> None:
    """Bring a large file, which would take long through the browser's remote control."""
    file.write_bytes(content)
    page.locator("input[type=file]").set_input_files(file)


def notes(page: Page) -> Locator:
    return page.get_by_text("What was done to the image: ")


def grey(rows: int, columns: int) -> Image.Image:
    values = np.arange(rows * columns) % 251
    return Image.fromarray(values.reshape(rows, columns).astype(np.uint8))


def test_a_photograph_taken_upright_is_turned_and_it_is_said(window: Page) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    bring(window, "photo.jpg", encoded(grey(10, 20), "JPEG", exif=exif, quality=95))
    expect_setting(window, "image", "own")
    expect(notes(window)).to_have_text("What was done to the image: turned upright.")
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
    expect(alert).to_contain_text("but the image has 1, so padding 1 is used instead.")
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


def test_a_file_too_large_is_refused_beside_the_advice_what_to_do(
    window: Page, tmp_path: Path
) -> None:
    noise = np.random.default_rng(0).integers(0, 256, 25 * 2**20 + 1000, dtype=np.uint8)
    bring_from_disk(window, tmp_path / "large.png", noise.tobytes())
    expect(window.get_by_text("must be 25.0MB or smaller")).to_be_visible()
    expect(window.get_by_text("Save it as a JPEG, or scale it down")).to_be_visible()
    expect_setting(window, "image", None)


def test_48_megapixels_of_a_telephone_open(window: Page, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (3024, 4032, 3), np.uint8)
    large = Image.fromarray(noise).resize((8064, 6048), Image.Resampling.NEAREST)
    content = encoded(large, "JPEG", quality=50)
    assert len(content) > 15 * 2**20
    bring_from_disk(window, tmp_path / "telephone.jpg", content)
    expect_setting(window, "image", "own")
    expect(notes(window)).to_contain_text("6048×8064 read at 1/2 of its size", timeout=60_000)


def test_white_ink_on_nothing_can_be_laid_over_black_and_back(window: Page) -> None:
    ink = np.zeros((12, 12, 4), np.uint8)
    ink[4:8, 4:8] = 255
    bring(window, "white.png", encoded(Image.fromarray(ink), "PNG"))
    expect(notes(window)).to_contain_text("nearly blank: it is white on a see-through ground")
    window.keyboard.press("Escape")
    window.get_by_role("button", name="Lay it over black").click()
    expect(notes(window)).to_contain_text("see-through parts laid over black")
    window.get_by_role("button", name="Lay it over white").click()
    expect(notes(window)).to_contain_text("nearly blank")


def test_an_array_of_numpy_opens(window: Page) -> None:
    file = io.BytesIO()
    np.save(file, np.arange(144).reshape(12, 12) * 28)
    bring(window, "deep.npy", file.getvalue())
    expect_setting(window, "image", "own")
    expect(notes(window)).to_contain_text("values from 0 to 4004 became 0 to 255")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/pixels", "A picture in colour keeps its three channels"),
        ("/channels", "A picture in colour keeps its three channels"),
        ("/channels?view=corners", "A picture in colour becomes grey here"),
        ("/window", "A picture in colour becomes grey here"),
    ],
)
def test_what_becomes_of_colours_is_said_as_it_is(visitor: Page, path: str, said: str) -> None:
    open_link(visitor, path)
    visitor.get_by_role("button", name="Your own picture").click()
    expect(visitor.get_by_text(said)).to_be_visible()
    colour = np.zeros((9, 9, 3), np.uint8)
    colour[..., 0] = 200
    bring(visitor, "red.png", encoded(Image.fromarray(colour), "PNG"))
    expect_setting(visitor, "image", "own")
    expect(visitor.get_by_text("made grey")).to_have_count(0 if "keeps" in said else 1)


def test_a_picture_is_offered_again_after_a_reload_until_it_is_deleted(window: Page) -> None:
    bring(window, "tall.png", encoded(grey(12, 6), "PNG"))
    kept = window.locator(".own-pictures")
    expect(kept).to_contain_text("A small copy of tall.png is kept in this browser for a week.")
    formula = LinkedView(window).status.inner_text()
    open_link(window, "/window")
    expect(kept).to_contain_text("Your picture tall.png is still in this browser.")
    kept.get_by_role("button", name="Use it: tall.png").click()
    expect_setting(window, "image", "own")
    expect(kept).to_contain_text("A small copy of tall.png is kept")
    expect(notes(window)).to_contain_text("read from the copy that this browser kept")
    expect(LinkedView(window).status).to_have_text(formula)
    kept.get_by_role("button", name="Delete: tall.png").click()
    expect(kept).not_to_contain_text("tall.png")
    open_link(window, "/window")
    expect(kept).to_be_attached()
    expect(kept).not_to_contain_text("tall.png")


def test_a_browser_that_keeps_nothing_says_so(page) -> None:
    shown = page("/glossary", own=True)
    shown.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no') }")
    shown.goto("/window")
    shown.get_by_role("button", name="Your own picture").click()
    bring(shown, "tall.png", encoded(grey(12, 6), "PNG"))
    said = shown.locator(".own-pictures")
    expect(said).to_have_text("This browser keeps no pictures, so yours is gone after a reload.")
