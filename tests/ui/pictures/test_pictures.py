"""The pictures of the menus: what they hold, and that the code shown beside them is true."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ui.pictures import PICTURES, ROOT, Picture, picture
from ui.pictures.synthetic import DRAWINGS

SIZES = {
    "camera": (1, 512, 512),
    "chelsea": (3, 300, 451),
    "coffee": (3, 400, 600),
    "astronaut": (3, 512, 512),
    "brick": (1, 512, 512),
    "grass": (1, 512, 512),
    "coins": (1, 303, 384),
}


def colour(pixels: np.ndarray) -> Picture:
    return Picture("own", "Own", pixels)


some_pixels = st.tuples(st.sampled_from([1, 3]), st.integers(1, 40), st.integers(1, 40)).flatmap(
    lambda shape: arrays(np.uint8, shape)
)


def test_the_menu_goes_from_drawn_to_handwritten_to_photographed() -> None:
    digits = [f"digit-{digit}" for digit in range(10)]
    assert list(PICTURES) == [*DRAWINGS, *digits, *SIZES]
    groups = [source.group for source in PICTURES.values()]
    assert list(dict.fromkeys(groups)) == ["Drawn", "Handwritten", "Photographs"]
    assert len({source.title for source in PICTURES.values()}) == len(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_goes_by_the_name_and_title_of_its_entry(name: str) -> None:
    assert picture(name).name == name
    assert picture(name).title == PICTURES[name].title
    assert picture(name).notes == ()


@pytest.mark.parametrize("name", PICTURES)
def test_pixels_are_bytes_with_the_channels_first(name: str) -> None:
    pixels = picture(name).pixels
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3
    assert pixels.shape[0] in (1, 3)
    assert pixels.max() <= picture(name).white
    assert pixels.shape[1] * pixels.shape[2] <= 1_000_000


@pytest.mark.parametrize(("name", "shape"), SIZES.items())
def test_photographs_keep_their_full_size(name: str, shape: tuple[int, ...]) -> None:
    assert picture(name).pixels.shape == shape


@pytest.mark.parametrize("digit", range(10))
def test_a_digit_is_white_on_black_and_of_its_class(digit: int) -> None:
    pixels = picture(f"digit-{digit}").pixels
    assert pixels.shape == (1, 28, 28)
    with np.load(ROOT / "assets/digits.npz") as digits:
        same = (digits["test_images"] == pixels).all(axis=(1, 2))
        assert digits["test_labels"][same].tolist() == [digit]
    border = np.concatenate([pixels[0, [0, -1]].ravel(), pixels[0, :, [0, -1]].ravel()])
    assert border.max() == 0
    assert pixels.max() > 200


def test_the_figures_of_0_and_10_are_drawn_with_10_as_white() -> None:
    small = {name for name in PICTURES if picture(name).white != 255}
    others = {"nine", "four", "red-blue", "strips"}  # 1 to 9, 0 to 9, 0 to 2, 0 to 20
    assert others <= small
    figures = small - others
    assert figures == {"edge", "edge-down", "step", "bar", "square"}
    assert all(set(np.unique(picture(name).pixels)) == {0, 10} for name in figures)
    assert all(picture(name).white == 10 for name in figures)
    assert picture("edge").pixels.tolist() == [[[10, 10, 10, 0, 0, 0]] * 6]


def test_one_visitor_cannot_change_what_another_sees() -> None:
    assert picture("camera") is picture("camera")
    for name in PICTURES:
        for shown in (picture(name), picture(name).grey(), picture(name).reduced(4)):
            with pytest.raises(ValueError, match="read-only"):
                shown.pixels[0, 0, 0] = 1
    with pytest.raises(TypeError):
        PICTURES["camera"] = PICTURES["coins"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("camra", "camera"), ("digit7", "digit-7"), ("zone plate", "zone-plate"), ("Coins", "coins")],
)
def test_an_unknown_name_is_answered_by_the_nearest(typed: str, nearest: str) -> None:
    with pytest.raises(ValueError, match=f"no picture is called '{typed}': .* '{nearest}'"):
        picture(typed)


@given(st.text().filter(lambda name: name not in PICTURES))
@example("x" * 10**6)
def test_any_other_text_is_answered_in_a_short_sentence(name: str) -> None:
    with pytest.raises(ValueError, match="the nearest is") as error:
        picture(name)
    assert len(str(error.value)) < 500


def shown_and_changed(name: str) -> list[Picture]:
    shown = picture(name)
    return [
        shown,
        shown.grey(),
        shown.reduced(5),
        shown.grey().reduced(13),
        shown.reduced(50).grey(),
        shown.reduced(100).reduced(30),
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_the_code_gives_the_same_pixels(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for number, shown in enumerate(shown_and_changed(name)):
        file = tmp_path / f"{number}.py"
        file.write_text(shown.code)
        image = runpy.run_path(str(file))["image"]
        assert image.dtype == np.float32
        assert np.array_equal(image, shown.pixels), shown.notes


def test_grey_is_the_luminance_and_not_the_red_channel() -> None:
    pixels = np.array([[255, 0, 0, 200], [0, 255, 0, 0], [0, 0, 255, 200]], np.uint8)
    grey = colour(pixels[:, None]).grey()
    # 0.299 * 255 = 76.2, 0.587 * 255 = 149.7, 0.114 * 255 = 29.1, 0.299 * 200 + 0.114 * 200 = 82.6
    assert grey.pixels.tolist() == [[[76, 150, 29, 83]]]
    assert grey.notes == ("made grey",)


@given(arrays(np.uint8, (3, 4, 5)))
def test_grey_is_the_weighted_sum_rounded(pixels: np.ndarray) -> None:
    exact = np.tensordot([0.299, 0.587, 0.114], pixels.astype(float), 1)
    assert np.all(np.abs(colour(pixels).grey().pixels[0] - exact) <= 0.5 + 1e-9)


def test_equal_red_green_and_blue_stay_the_value_they_are() -> None:
    levels = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    assert np.array_equal(colour(np.repeat(levels, 3, axis=0)).grey().pixels, levels)
    already = colour(levels)
    assert already.grey() is already


def test_a_reduced_pixel_is_the_mean_of_its_block() -> None:
    pixels = np.array([[[10, 20, 7], [30, 41, 8], [1, 2, 9]]], np.uint8)
    small = colour(pixels).reduced(2)
    # (10 + 20 + 30 + 41) / 4 = 25.25, (7 + 8) / 2 = 7.5 rounds up, (1 + 2) / 2 = 1.5 too, 9 alone
    assert small.pixels.tolist() == [[[25, 8], [2, 9]]]
    assert small.notes == (
        "scaled from 3×3 to 2×2 (rows × columns). Each pixel is the mean of 2×2 pixels "
        "(smaller at the border)",
    )
    assert colour(pixels).reduced(1, "why").notes == (
        "scaled from 3×3 to 1×1 (rows × columns). Each pixel is the mean of 3×3 pixels, why",
    )


@given(some_pixels, st.integers(1, 60))
def test_reducing_never_enlarges_and_keeps_the_brightness(pixels: np.ndarray, most: int) -> None:
    small = colour(pixels).reduced(most)
    longest = max(pixels.shape[1:])
    assert max(small.pixels.shape[1:]) <= min(most, longest)
    assert small.pixels.shape[0] == pixels.shape[0]
    assert pixels.min() <= small.pixels.min() <= small.pixels.max() <= pixels.max()
    if most >= longest:
        assert np.array_equal(small.pixels, pixels)
        assert small.notes == ()


def test_nothing_is_left_of_a_picture_without_a_side() -> None:
    with pytest.raises(ValueError, match="at least 1 pixel, not 0"):
        picture("camera").reduced(0)


@pytest.mark.parametrize(
    ("pixels", "words"),
    [
        (np.zeros((1, 4, 4), np.float32), "not float32"),
        (np.zeros((4, 4), np.uint8), r"not uint8 \(4, 4\)"),
        (np.zeros((4, 4, 3), np.uint8), "put the channels first"),
        (np.zeros((1, 0, 4), np.uint8), "at least one pixel"),
    ],
)
def test_what_is_no_picture_is_refused(pixels: np.ndarray, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Picture("own", "Own", pixels)


@pytest.mark.parametrize(("rows", "columns", "shape"), [(3000, 50, (25, 7)), (50, 3000, (7, 25))])
def test_of_a_picture_like_a_ribbon_the_middle_is_shown_and_its_code_does_the_same(
    rows: int, columns: int, shape: tuple[int, int]
) -> None:
    values = np.random.default_rng(0).integers(0, 256, (1, rows, columns), dtype=np.uint8)
    small = Picture("own", "Own", values, code="image = given").reduced(28)
    assert small.pixels.shape[1:] == shape
    high, wide = (200, 50) if rows > columns else (50, 200)
    assert small.notes[0] == f"the middle {high}×{wide} of {rows}×{columns} (rows × columns)"
    variables: dict[str, object] = {"given": values.astype(np.float32), "np": np}
    exec(small.code, variables)  # noqa: S102
    np.testing.assert_array_equal(np.asarray(variables["image"]), small.pixels)
