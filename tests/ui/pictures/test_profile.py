"""A colour profile is applied, and it is said; sRGB stays quiet, and nonsense is ignored aloud."""

from __future__ import annotations

import io
import runpy
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.ui.pictures.icc import ADOBE, SRGB, grey_profile, rgb_profile
from ui.pictures.limits import PictureError
from ui.pictures.upload import read_picture

RGB = Image.new("RGB", (30, 20), (60, 200, 90))
GREY = Image.fromarray(np.arange(256, dtype=np.uint8).reshape(16, 16))
ADOBE_RGB = rgb_profile("Adobe RGB (1998)", ADOBE)


def saved(image: Image.Image, kind: str, profile: bytes) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, icc_profile=profile)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_colours_of_a_wider_profile_become_those_of_srgb(kind: str) -> None:
    shown = read_picture(saved(RGB, kind, ADOBE_RGB))
    assert shown.notes == ("colours of its profile “Adobe RGB (1998)” turned into those of sRGB",)
    # x = (60, 200, 90) / 255, linear x^2.2, Adobe's matrix and the inverse of sRGB's, sRGB's curve
    linear = np.array([60, 200, 90]) / 255
    xyz = np.array(ADOBE).T @ linear**2.2
    wanted = np.clip(np.linalg.solve(np.array(SRGB).T, xyz), 0, 1)
    curve = np.where(wanted > 0.0031308, 1.055 * wanted ** (1 / 2.4) - 0.055, 12.92 * wanted)
    assert np.abs(shown.pixels[:, 10, 10] - 255 * curve).max() <= (2 if kind == "PNG" else 5)


def test_a_grey_profile_leaves_one_channel() -> None:
    shown = read_picture(saved(GREY, "PNG", grey_profile("Gamma 1.0", 1.0)))
    assert shown.notes == ("colours of its profile “Gamma 1.0” turned into those of sRGB",)
    assert shown.pixels.shape == (1, 16, 16)
    assert abs(int(shown.pixels[0, 8, 0]) - 188) <= 1  # half the light


@pytest.mark.parametrize(
    "profile",
    [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()],
)
def test_srgb_stays_quiet_and_keeps_every_value(profile: bytes) -> None:
    shown = read_picture(saved(RGB, "PNG", profile))
    assert shown.notes == ()
    assert shown.pixels[:, 0, 0].tolist() == [60, 200, 90]


@pytest.mark.parametrize(
    ("image", "profile", "note"),
    [
        (RGB, b"nonsense", "its colour profile could not be read and was ignored"),
        (RGB, ADOBE_RGB[:200], "its colour profile could not be read and was ignored"),
        (
            RGB,
            grey_profile("Gamma 1.0", 1.0),
            "its colour profile “Gamma 1.0” is for other pixels (GRAY) and was ignored",
        ),
        (
            GREY,
            ADOBE_RGB,
            "its colour profile “Adobe RGB (1998)” is for other pixels (RGB) and was ignored",
        ),
    ],
    ids=range(4),
)
def test_a_profile_that_cannot_be_used_is_ignored_aloud(
    image: Image.Image, profile: bytes, note: str
) -> None:
    shown = read_picture(saved(image, "PNG", profile))
    assert shown.notes == (note,)
    values = np.asarray(image)
    assert np.array_equal(shown.pixels.transpose(1, 2, 0).reshape(values.shape), values)


def test_a_profile_larger_than_any_is_ignored_aloud() -> None:
    shown = read_picture(saved(RGB, "TIFF", bytes(5_000_000)))
    assert shown.notes == ("its colour profile could not be read and was ignored",)


def test_a_profile_that_a_png_cannot_hold_is_named() -> None:
    with pytest.raises(PictureError, match="colour profile or texts of more than 1 MB"):
        read_picture(saved(RGB, "PNG", ADOBE_RGB + bytes(1_200_000)))
    notes = PngInfo()
    notes.add_text("Comment", "a" * 1_200_000, zip=True)
    file = io.BytesIO()
    RGB.save(file, "PNG", pnginfo=notes)
    with pytest.raises(PictureError, match="colour profile or texts of more than 1 MB"):
        read_picture(file.getvalue())


def test_half_a_profile_never_breaks_a_picture() -> None:
    random = np.random.default_rng(0)
    for _ in range(200):
        bent = bytearray(ADOBE_RGB)
        for place in random.integers(0, len(bent), 4):
            bent[place] = random.integers(256)
        assert read_picture(saved(RGB, "PNG", bytes(bent))).pixels.shape == (3, 20, 30)


@pytest.mark.parametrize(
    ("image", "name", "profile"),
    [
        (RGB, "wide.png", ADOBE_RGB),
        (RGB, "wide.tif", ADOBE_RGB),
        (Image.new("RGB", (6100, 4100), (90, 10, 200)), "huge.jpg", ADOBE_RGB),
        (GREY, "grey.png", grey_profile("Gamma 1.0", 1.0)),
        (RGB.quantize(4), "palette.png", ADOBE_RGB),
    ],
)
def test_the_code_gives_the_same_pixels(
    image: Image.Image,
    name: str,
    profile: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = {"png": "PNG", "tif": "TIFF", "jpg": "JPEG"}[name.rsplit(".")[-1]]
    data = saved(image, kind, profile)
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    shown = read_picture(data, name)
    assert any("profile" in note for note in shown.notes)
    (tmp_path / "code.py").write_text(shown.code)
    assert np.array_equal(runpy.run_path("code.py")["image"], shown.pixels)
