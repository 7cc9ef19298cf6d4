"""A file of the reader's own is shown with a word on what was done to it, or refused in words."""

from __future__ import annotations

import io
import runpy
import struct
import subprocess
import sys
import tempfile
import textwrap
import tomllib
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from ui.pictures import ROOT, Picture
from ui.pictures.limits import FORMATS, UPLOAD_MB, PictureError
from ui.pictures.upload import read_picture

LOSSLESS: dict[str, dict[str, Any]] = {
    "PNG": {},
    "WEBP": {"lossless": True},
    "BMP": {},
    "TIFF": {},
}
ENDINGS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif", "BMP": "bmp", "TIFF": "tif"}


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def colours(rows: int = 5, columns: int = 7) -> np.ndarray:
    """Give red, green and blue values that differ everywhere, (rows, columns, 3)."""
    count = rows * columns * 3
    return (np.arange(count) * 37 % 251).astype(np.uint8).reshape(rows, columns, 3)


def png(rows: int, columns: int, depth: int, kind: int, raw: bytes, *extra: bytes) -> bytes:
    """Write a PNG by hand, for what Pillow reads and does not write. raw: filter byte each row."""
    header = struct.pack(">IIBBBBB", columns, rows, depth, kind, 0, 0, 0)
    chunks = [b"IHDR" + header, *extra, b"IDAT" + zlib.compress(raw, 1), b"IEND"]
    sealed = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(sealed)


def tiff(tags: dict[int, int], data: bytes) -> bytes:
    """Write a one-directory TIFF by hand. tags: number -> value, 273 or 324 point at the data."""
    start = 8 + 2 + 12 * len(tags) + 4
    entries = b"".join(
        struct.pack("<HHII", tag, 4, 1, start if tag in (273, 324) else value)
        for tag, value in sorted(tags.items())
    )
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + b"\0" * 4 + data


def rows_of(shown: Picture) -> np.ndarray:
    """Give the pixels back as (H, W, 3) or (H, W), to compare with what was saved."""
    return shown.pixels[0] if shown.pixels.shape[0] == 1 else shown.pixels.transpose(1, 2, 0)


def assert_code_is_true(
    data: bytes,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    clearest: bool = False,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    read = read_picture(data, name)
    read = read.clearest() if clearest else read
    for shown in (read, read.reduced(9).grey()):
        (tmp_path / "code.py").write_text(shown.code)
        image = runpy.run_path("code.py")["image"]
        assert image.dtype == np.float32
        assert np.array_equal(image, shown.pixels), shown.notes


@pytest.mark.parametrize("kind", LOSSLESS)
def test_a_colour_file_keeps_its_values(kind: str) -> None:
    data = saved(Image.fromarray(colours()), kind, **LOSSLESS[kind])
    shown = read_picture(data, f"mine.{ENDINGS[kind]}")
    assert np.array_equal(rows_of(shown), colours())
    assert (shown.name, shown.title, shown.white) == ("own", f"mine.{ENDINGS[kind]}", 255)
    assert shown.notes == ()


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "JPEG"])
def test_a_grey_file_stays_one_channel(kind: str) -> None:
    flat = np.full((8, 8), 77, np.uint8)
    shown = read_picture(saved(Image.fromarray(flat), kind))
    assert shown.pixels.shape == (1, 8, 8)
    assert np.all(shown.pixels == 77)
    assert shown.title == "Your picture"


@pytest.mark.parametrize("value", [0, 1, 2, 254, 255])
def test_values_are_never_divided_or_guessed(value: int) -> None:
    """A dark picture whose values are 0 and 1 is a dark picture, not one of the range 0..1."""
    dark = np.full((3, 3), value, np.uint8)
    assert np.array_equal(rows_of(read_picture(saved(Image.fromarray(dark), "PNG"))), dark)


def test_a_jpeg_is_close_to_what_was_saved() -> None:
    ramp = np.repeat([np.linspace(0, 255, 64)], 64, axis=0).astype(np.uint8)
    shown = read_picture(saved(Image.fromarray(ramp), "JPEG", quality=95))
    assert np.abs(rows_of(shown).astype(int) - ramp).max() <= 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright(kind: str, orientation: int) -> None:
    upright = np.zeros((16, 24), np.uint8)
    upright[:8, :8], upright[:8, 8:], upright[8:, :8] = 60, 120, 180
    # How a camera held the other way would have stored it (EXIF 2.3, tag 0x0112).
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.T,
        6: np.rot90(upright),
        7: upright[::-1, ::-1].T,
        8: np.rot90(upright, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"quality": 100} if kind == "JPEG" else LOSSLESS[kind]
    image = Image.fromarray(np.repeat(stored[..., None], 3, axis=2))
    shown = read_picture(saved(image, kind, exif=exif, **options))
    assert shown.pixels.shape == (3, 16, 24)
    assert np.abs(shown.pixels[1].astype(int) - upright).max() <= 3
    words = {1: (), 2: ("mirrored upright",), 3: ("turned upright",), 4: ("mirrored upright",)}
    words |= {5: words[2], 6: words[3], 7: words[2], 8: words[3]}
    assert shown.notes == words[orientation]


def test_an_orientation_that_does_not_exist_is_left_alone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 77
    shown = read_picture(saved(Image.fromarray(colours()), "PNG", exif=exif))
    assert np.array_equal(rows_of(shown), colours())
    assert shown.notes == ()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_see_through_parts_are_laid_over_white(kind: str) -> None:
    pixels = np.zeros((1, 3, 4), np.uint8)
    pixels[0, :, 0] = 200
    pixels[0, :, 3] = [255, 0, 51]
    options = {"exact": True, **LOSSLESS[kind]} if kind == "WEBP" else {}
    shown = read_picture(saved(Image.fromarray(pixels), kind, **options))
    # One part in five (51 / 255) of (200, 0, 0) over white: 200 / 5 + 255 * 4 / 5 = 244, and 204.
    assert shown.pixels[:, 0].T.tolist() == [[200, 0, 0], [255, 255, 255], [244, 204, 204]]
    assert shown.notes == ("see-through parts laid over white",)


def test_an_alpha_channel_that_hides_nothing_is_not_worth_a_word() -> None:
    solid = np.dstack([colours(), np.full((5, 7), 255, np.uint8)])
    shown = read_picture(saved(Image.fromarray(solid), "PNG"))
    assert np.array_equal(rows_of(shown), colours())
    assert shown.notes == ()


def test_grey_with_alpha_stays_grey() -> None:
    pixels = np.array([[[90, 255], [90, 0]]], np.uint8)
    shown = read_picture(saved(Image.fromarray(pixels, "LA"), "PNG"))
    assert shown.pixels.tolist() == [[[90, 255]]]
    assert shown.notes == ("see-through parts laid over white",)


def test_a_single_see_through_colour_counts_as_alpha() -> None:
    image = Image.fromarray(np.array([[[9, 9, 9], [8, 8, 8]]], np.uint8))
    shown = read_picture(saved(image, "PNG", transparency=(9, 9, 9)))
    assert shown.pixels[:, 0].T.tolist() == [[255] * 3, [8] * 3]


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "TIFF"])
def test_a_palette_becomes_colours(kind: str) -> None:
    image = Image.new("P", (4, 2))
    image.putpalette([10, 20, 30, 200, 0, 200, 255, 0, 0])
    image.putdata([0, 1, 2, 0, 2, 1, 0, 0])
    shown = read_picture(saved(image, kind))
    assert np.array_equal(rows_of(shown), np.array(image.convert("RGB")))
    assert shown.pixels[:, 0, 1].tolist() == [200, 0, 200]
    assert shown.notes == ("palette turned into red, green and blue",)


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_a_palette_with_a_see_through_entry_lies_over_white(kind: str) -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 200, 0, 200])
    image.putdata([0, 1])
    shown = read_picture(saved(image, kind, transparency=0))
    assert shown.pixels[:, 0].T.tolist() == [[255, 255, 255], [200, 0, 200]]
    assert shown.notes[-1] == "see-through parts laid over white"


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_16_bits_are_scaled_by_257_and_not_clipped(kind: str) -> None:
    deep = np.array([[0, 128, 129, 257, 385, 386, 32768, 65406, 65407, 65535]], np.uint16)
    shown = read_picture(saved(Image.fromarray(deep), kind))
    # 385 / 257 = 1.498, 386 / 257 = 1.502, 32768 / 257 = 127.5 - 0.002 ... = 127.502
    assert shown.pixels.tolist() == [[[0, 0, 1, 1, 1, 2, 128, 254, 255, 255]]]
    assert shown.notes == ("16 bits a pixel brought to 8: divided by 257 and rounded",)


@pytest.mark.parametrize(("kind", "channels"), [(2, 3), (4, 2), (6, 4)])
def test_16_bits_a_channel_keep_the_upper_8(kind: int, channels: int) -> None:
    values = [0x80FE] * (channels - 1) + [0xFFFF]
    shown = read_picture(png(1, 1, 16, kind, b"\0" + struct.pack(f">{channels}H", *values)))
    assert shown.pixels[0, 0, 0] == 0x80
    assert "16 bits a channel, of which the upper 8 are kept" in shown.notes


# ---- pictures that can hardly be seen, and what is offered in their place


def with_alpha(colour: int, *, mode: str = "LA") -> Image.Image:
    """Draw a bar of one grey on a see-through ground."""
    pixels = np.zeros((20, 30, 2), np.uint8)
    pixels[..., 0] = colour
    pixels[5:15, 10:20, 1] = 255
    return Image.fromarray(pixels).convert(mode)


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_white_ink_on_a_see_through_ground_is_said_and_black_is_offered(mode: str) -> None:
    shown = read_picture(saved(with_alpha(255, mode=mode), "PNG"))
    assert shown.pixels.min() == 255
    assert shown.notes == (
        "see-through parts laid over white",
        "nearly blank: it is white on a see-through ground",
    )
    assert shown.offer is not None
    assert shown.offer.label == "Lay it over black"
    black = shown.other_way()
    assert black.pixels[0, 10].tolist() == [0] * 10 + [255] * 10 + [0] * 10
    assert black.notes == ("see-through parts laid over black",)
    assert black.offer is not None
    assert black.offer.label == "Lay it over white"
    assert np.array_equal(black.other_way().pixels, shown.pixels)
    assert shown.clearest() is shown.offer.picture


@pytest.mark.parametrize("colour", [0, 100, 200])
def test_ink_that_can_be_seen_on_white_is_left_alone(colour: int) -> None:
    shown = read_picture(saved(with_alpha(colour), "PNG"))
    assert shown.offer is None
    assert shown.clearest() is shown
    with pytest.raises(ValueError, match="no other way"):
        shown.other_way()


@pytest.mark.parametrize(("bits", "offered"), [(10, True), (12, True), (14, True), (16, False)])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_16_bits_of_which_a_camera_uses_12_are_said_and_can_be_stretched(
    bits: int, kind: str, *, offered: bool
) -> None:
    largest = 2**bits - 1
    values = np.linspace(0, largest, 40 * 50).reshape(40, 50).astype(np.uint16)
    shown = read_picture(saved(Image.fromarray(values), kind))
    assert (shown.offer is not None) == offered
    if shown.offer is None:
        return
    assert shown.notes[-1] == f"dark: the largest value is {largest} of 65535"
    assert shown.offer.label == f"Stretch it: {largest} becomes white"
    bright = shown.other_way()
    assert np.abs(bright.pixels[0] - values / largest * 255).max() <= 0.5
    assert bright.notes == (f"16 bits a pixel brought to 8: {largest} became 255",)


def test_a_mask_of_classes_that_looks_black_can_be_stretched() -> None:
    classes = np.arange(11, dtype=np.uint8).repeat(3)[None].repeat(9, axis=0)
    shown = read_picture(saved(Image.fromarray(classes), "PNG"))
    assert shown.notes == ("dark: the largest value is 10 of 255",)
    assert np.unique(shown.other_way().pixels).tolist() == [
        0, 26, 51, 77, 102, 128, 153, 179, 204, 230, 255
    ]  # fmt: skip
    assert read_picture(saved(Image.new("L", (9, 9), 7), "PNG")).offer is None  # nothing to see


@pytest.mark.parametrize(
    ("image", "name"),
    [
        (with_alpha(255), "white.png"),
        (with_alpha(250, mode="RGBA"), "white.tif"),
        (Image.fromarray(colours(20, 30)[..., 0].astype(np.uint16) * 16), "deep.png"),
        (Image.fromarray(colours(20, 30)[..., 0] // 9), "mask.png"),
        (Image.fromarray(colours(20, 30) // 9), "dark.bmp"),
    ],
)
def test_the_code_of_what_is_offered_gives_the_same_pixels(
    image: Image.Image, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = saved(image, {v: k for k, v in ENDINGS.items()}[name.rsplit(".")[-1]])
    assert read_picture(data, name).offer is not None
    assert_code_is_true(data, name, tmp_path, monkeypatch, clearest=True)


@pytest.mark.parametrize("kind", [0, 2])
def test_16_bits_with_a_see_through_colour_are_refused(kind: int) -> None:
    samples = 1 if kind == 0 else 3
    key = b"tRNS" + b"\x80\xfe" * samples
    with pytest.raises(PictureError, match="see-through colour"):
        read_picture(png(1, 1, 16, kind, b"\0" + b"\x80\xfe" * samples, key))


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF"])
def test_one_bit_becomes_black_and_white(kind: str) -> None:
    image = Image.fromarray(np.array([[True, False, True]]))
    shown = read_picture(saved(image, kind))
    assert shown.pixels.tolist() == [[[255, 0, 255]]]
    assert shown.notes == ("1 bit a pixel: 0 and 1 became 0 and 255",)


@pytest.mark.parametrize("kind", ["TIFF", "JPEG"])
def test_printing_inks_become_colours(kind: str) -> None:
    image = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    shown = read_picture(saved(image, kind))
    assert np.abs(shown.pixels[:, 4, 4].astype(int) - [255, 0, 0]).max() <= 2
    assert shown.notes == ("inks (CMYK) turned into red, green and blue",)


def test_brightness_and_two_colours_become_colours() -> None:
    shown = read_picture(saved(Image.new("RGB", (4, 4), "red").convert("YCbCr"), "TIFF"))
    assert np.abs(shown.pixels[:, 0, 0].astype(int) - [255, 0, 0]).max() <= 2
    assert len(shown.notes) == 1


@pytest.mark.parametrize(
    ("image", "words"),
    [
        (Image.new("F", (3, 3), 0.5), "numbers with a fraction"),
        (Image.new("I", (3, 3), 70_000), "numbers of 32 bits"),
        (Image.new("LAB", (3, 3)), "LAB values"),
    ],
)
def test_pixels_that_are_no_bytes_are_refused(image: Image.Image, words: str) -> None:
    with pytest.raises(PictureError, match=f"the TIFF keeps its pixels as {words}: save it"):
        read_picture(saved(image, "TIFF"))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_an_animation_shows_its_first_picture(kind: str) -> None:
    frames = [Image.new("RGB", (6, 4), colour) for colour in ("red", "lime", "blue")]
    options = LOSSLESS.get(kind, {})
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], **options)
    shown = read_picture(data)
    assert shown.pixels[:, 2, 3].tolist() == [255, 0, 0]
    word = "the first page" if kind == "TIFF" else "the first picture of the animation"
    assert word in shown.notes


def test_a_second_picture_inside_a_photograph_is_not_an_animation() -> None:
    photograph, depth = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8))
    shown = read_picture(saved(photograph, "MPO", save_all=True, append_images=[depth]), "a.jpg")
    assert shown.pixels[0, 0, 0] > 250
    assert shown.notes == ()


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 9), (9, 1), (50, 3000), (3000, 50)])
def test_small_and_thin_pictures_are_shown_as_they_are(rows: int, columns: int) -> None:
    shown = read_picture(saved(Image.fromarray(colours(rows, columns)), "PNG"))
    assert np.array_equal(rows_of(shown), colours(rows, columns))
    assert shown.notes == ()


def test_a_line_of_a_million_pixels_is_scaled_along_itself_only() -> None:
    image = Image.new("L", (1, 1_000_000), 9)
    shown = read_picture(saved(image, "PNG"))
    assert shown.pixels.shape == (1, 8131, 1)
    assert shown.notes == (
        "scaled from 1000000×1 to 8131×1 (rows × columns). Each pixel is the mean of 123×1 pixels "
        "(smaller at the border)",
    )


def test_a_large_picture_is_scaled_to_one_megapixel_by_block_means() -> None:
    pixels = np.random.default_rng(5).integers(0, 256, (1201, 1603), dtype=np.uint8)
    shown = read_picture(saved(Image.fromarray(pixels), "PNG"))
    assert shown.pixels.shape == (1, 601, 802)
    assert shown.notes == (
        "scaled from 1201×1603 to 601×802 (rows × columns). Each pixel is the mean of 2×2 pixels "
        "(smaller at the border)",
    )
    inside = pixels[:1200, :1602].reshape(600, 2, 801, 2).mean(axis=(1, 3))
    assert np.all(np.abs(shown.pixels[0, :600, :801] - inside) <= 0.5)
    assert shown.pixels[0, 600, 801] == pixels[1200, 1602]


def test_what_is_see_through_does_not_bleed_into_the_mean() -> None:
    pixels = np.zeros((1400, 1400, 4), np.uint8)
    pixels[:, ::2] = [0, 0, 0, 255]
    pixels[:, 1::2] = [255, 0, 0, 0]
    shown = read_picture(saved(Image.fromarray(pixels), "PNG"))
    assert np.all(np.abs(shown.pixels.astype(int) - 128) <= 1)


@pytest.mark.parametrize(
    ("image", "name", "options"),
    [
        (Image.fromarray(colours(20, 30)), "mine.png", {}),
        (Image.fromarray(colours(20, 30)), "mine.jpg", {}),
        (Image.fromarray(colours(20, 30)[..., 0]), "mine.bmp", {}),
        (Image.fromarray(colours(20, 30)).quantize(16), 'it\'s a "palette".gif', {}),
        (Image.fromarray(colours(20, 30)).quantize(16), "clear.png", {"transparency": 3}),
        (Image.fromarray(colours(20, 40).reshape(20, 30, 4)), "clear.webp", {"lossless": True}),
        (Image.fromarray(colours(20, 40).reshape(20, 60, 2), "LA"), "grey.png", {}),
        (Image.fromarray(colours(20, 30)).convert("CMYK"), "ink.tif", {}),
        (Image.fromarray(colours(20, 30)[..., 0]), "grey.tif", {}),
        (Image.fromarray(colours(20, 30)), "packed.tif", {"compression": "tiff_lzw"}),
        (Image.fromarray(colours(20, 30)[..., 0] > 99), "bits.png", {}),
        (Image.fromarray(colours(20, 30)[..., 0].astype(np.uint16) * 300), "deep.png", {}),
        (Image.fromarray(colours(1100, 1300)), "large.png", {}),
        (Image.new("RGB", (6100, 4100), "teal"), "huge.jpg", {}),
    ],
)
@pytest.mark.parametrize("orientation", [1, 6])
def test_the_code_gives_the_same_pixels(
    image: Image.Image,
    name: str,
    options: dict[str, Any],
    orientation: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = {v: k for k, v in ENDINGS.items()}[name.rsplit(".")[-1]]
    if kind not in ("GIF", "BMP"):
        exif = Image.Exif()
        exif[0x0112] = orientation
        options = {**options, "exif": exif}
    name = name.replace("'", "_").replace('"', "_")  # as the page shows it
    assert_code_is_true(saved(image, kind, **options), name, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("filename", "title"),
    [
        ("C:\\photos\\cat.png", "cat.png"),
        ("../../etc/cat.png", "cat.png"),
        ("<b>*cat*</b>`[x](y)`.png", "b___x_(y)_.png"),
        ("a" * 200 + ".png", "a" * 56 + ".png"),
        ("κήπος, été.png", "κήπος_ été.png"),
        ("", "Your picture"),
    ],
)
def test_a_file_name_is_shown_as_plain_text(filename: str, title: str) -> None:
    assert read_picture(saved(Image.new("L", (2, 2)), "PNG"), filename).title == title


def test_a_file_that_lies_about_its_type_is_read_for_what_it_is() -> None:
    data = saved(Image.fromarray(colours()), "PNG")
    shown = read_picture(data, "holiday.JPG")
    assert np.array_equal(rows_of(shown), colours())
    assert shown.notes == ("named .jpg, but a PNG inside",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b"<?xml version='1.0'?>\n<!-- a -->\n<svg/>", "an SVG drawing"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"\xef\xbb\xbf<html></html>", "a web page"),
        (b"row,column\n1,2\n", "a text"),
        ("Grüße".encode(), "a text"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "a zip archive"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "a HEIC photograph"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "an AVIF picture"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "a film"),
        (bytes(range(32)), "no picture was found"),
        (saved(Image.new("L", (2, 2)), "ICO"), "no picture was found"),
        (saved(Image.new("L", (2, 2)), "PPM"), "no picture was found"),
        (saved(Image.new("RGB", (2, 2)), "PDF"), "a PDF"),
    ],
)
def test_other_files_are_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(PictureError, match=words) as error:
        read_picture(data, "picture.png")
    assert "PNG or JPEG" in str(error.value)


def test_a_file_over_25_megabytes_is_not_even_opened() -> None:
    with pytest.raises(PictureError, match=r"the file has 25\.1 MB, and 25 MB is the most"):
        read_picture(saved(Image.new("L", (2, 2)), "PNG") + bytes(25 * 2**20 + 90_000))


def test_what_the_browser_lets_through_is_what_is_read() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    assert config["server"]["maxUploadSize"] == UPLOAD_MB


@pytest.mark.parametrize("kind", FORMATS)
def test_half_a_file_is_refused_or_never_a_traceback(kind: str) -> None:
    data = saved(Image.fromarray(colours(40, 40)), kind)
    with pytest.raises(PictureError, match=r"damaged or incomplete|no picture was found"):
        read_picture(data[: len(data) // 2])


def test_a_png_that_claims_a_gigapixel_is_refused_by_its_header() -> None:
    with pytest.raises(PictureError, match="more than 178 megapixels, and the most is 80 for JPEG"):
        read_picture(png(40_000, 40_000, 8, 2, b"\0"))
    with pytest.raises(PictureError, match=r"10000×10000 pixels \(rows × columns\), 100.0 mega"):
        read_picture(png(10_000, 10_000, 8, 2, b"\0"))


def test_a_png_that_claims_more_rows_than_it_has_costs_no_more_than_the_limit() -> None:
    white = b"\0" + b"\xff" * 3 * 1000
    shown = read_picture(png(2000, 1000, 8, 2, white * 10))
    assert shown.pixels.shape == (3, 1000, 500)
    assert shown.pixels.mean(axis=(0, 2)).tolist() == [255] * 5 + [0] * 995


def test_a_tiff_with_a_tile_far_larger_than_itself_is_refused() -> None:
    data = zlib.compress(bytes(1000))
    tags = {256: 10, 257: 10, 258: 8, 259: 8, 262: 1, 277: 1}
    tags |= {322: 30_000, 323: 30_000, 324: 0, 325: len(data)}
    with pytest.raises(PictureError, match="tiles of 30000×30000 pixels"):
        read_picture(tiff(tags, data))


def test_a_jpeg_in_hundreds_of_passes_is_refused() -> None:
    data = saved(Image.new("RGB", (64, 64)), "JPEG", progressive=True)
    scan = data[data.index(b"\xff\xda") : -2]
    with pytest.raises(PictureError, match="more than 100 passes"):
        read_picture(data[:-2] + scan * 100 + data[-2:])


def test_a_large_progressive_jpeg_is_told_what_would_work() -> None:
    data = saved(Image.new("RGB", (8000, 4500)), "JPEG", progressive=True, subsampling=0)
    with pytest.raises(PictureError, match=r"without 'progressive', and it may have 80"):
        read_picture(data)


def peak_megabytes(make: str) -> tuple[float, str, int]:
    """Read a picture in a fresh process.

    Gives what that adds to its peak in MB, what it says, and the size of the file in bytes.
    """
    code = """
        import resource, sys
        from ui.pictures.upload import read_picture
        data = sys.stdin.buffer.read()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        shown = read_picture(data)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print((after - before) / 1024, shown.pixels.shape, *shown.notes)
    """
    made = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(make)], cwd=ROOT, capture_output=True, check=True
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)],
        cwd=ROOT,
        input=made.stdout,
        capture_output=True,
        check=True,
    )
    peak, said = done.stdout.decode().split(" ", 1)
    assert done.stderr == b""
    return float(peak), said, len(made.stdout)


TEAL = 'image = Image.new("RGB", (8000, 6000), "teal")'
# As telephones write it: 8064×6048, 15 MB and more, lying on its side.
TELEPHONE = """
noise = np.random.default_rng(0).integers(0, 256, (3024, 4032, 3), np.uint8)
image = Image.fromarray(noise).resize((8064, 6048), Image.Resampling.NEAREST)
image.getexif()[0x0112] = 6
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read in kilobytes, as on Linux")
@pytest.mark.parametrize(
    ("image", "how", "megabytes", "most", "shape"),
    [
        (TEAL, '"JPEG"', 0, 120, "(3, 750, 1000)"),
        (TEAL, '"JPEG", progressive=True', 0, 256, "(3, 750, 1000)"),
        (TEAL, '"PNG", compress_level=1', 0, 260, "(3, 858, 1143)"),
        (TELEPHONE, '"JPEG", quality=50', 15, 150, "(3, 1008, 756)"),
        (TELEPHONE, '"JPEG", quality=50, progressive=True', 15, 256, "(3, 1008, 756)"),
    ],
)
def test_48_megapixels_are_shown_within_the_memory_allowed(
    image: str, how: str, megabytes: int, most: int, shape: str
) -> None:
    make = f"""
import sys
import numpy as np
from PIL import Image
{image}
image.save(sys.stdout.buffer, {how}, exif=image.getexif())
"""
    peak, said, size = peak_megabytes(make)
    assert megabytes * 2**20 <= size <= UPLOAD_MB * 2**20
    assert peak < most
    assert said.startswith(shape)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_bytes_always_give_the_same_pixels(kind: str) -> None:
    data = saved(Image.fromarray(colours(300, 400)), kind)
    first, second = read_picture(data), read_picture(data)
    assert np.array_equal(first.pixels, second.pixels)
    assert first.pixels.flags.writeable is False


FILES: list[tuple[str, dict[str, Any]]] = [
    ("PNG", {}),
    ("JPEG", {"exif": b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"}),
    ("JPEG", {"progressive": True}),
    ("WEBP", {}),
    ("WEBP", {"lossless": True}),
    ("GIF", {}),
    ("BMP", {}),
    ("TIFF", {}),
    ("TIFF", {"compression": "tiff_lzw"}),
    ("TIFF", {"compression": "tiff_adobe_deflate"}),
]
SEEDS = [saved(Image.fromarray(colours(12, 9)), kind, **options) for kind, options in FILES]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A valid file with some bytes changed, and perhaps its end cut off."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.booleans()) else bytes(data)


def reads_or_refuses(data: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            shown = read_picture(data)
        except PictureError as error:
            message = str(error)
            assert 20 < len(message) < 300
        else:
            assert shown.pixels.shape[1] * shown.pixels.shape[2] <= 1_000_000


@given(st.binary(max_size=400))
@example(b"\x89PNG\r\n\x1a\n")
@example(b"\xff\xd8\xff")
@example(b"GIF89a")
@example(b"BM")
@example(b"II*\0")
@example(b"RIFF\0\0\0\0WEBP")
def test_random_bytes_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(PictureError):
        read_picture(data)


@settings(max_examples=600)
@given(mutated())
def test_damaged_files_are_shown_or_refused_in_a_sentence(data: bytes) -> None:
    reads_or_refuses(data)


def test_visitors_who_upload_at_once_get_their_own_picture_and_leave_no_trace() -> None:
    before = list(warnings.filters)
    files = [saved(Image.new("L", (900, 900), value), "PNG") for value in range(16)]
    with ThreadPoolExecutor(8) as visitors:
        shown = list(visitors.map(read_picture, files))
    assert [int(own.pixels.max()) for own in shown] == list(range(16))
    assert list(warnings.filters) == before


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for data in SEEDS:
        read_picture(data, "mine.png")
    assert list(tmp_path.iterdir()) == []
