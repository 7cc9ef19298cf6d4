"""An array of NumPy's that is a picture is shown as one, with a word on what was done to it."""

from __future__ import annotations

import contextlib
import io
import runpy
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ui.pictures.limits import PictureError
from ui.pictures.upload import read_picture

RAMP = np.arange(20 * 30).reshape(20, 30)
BYTES = (RAMP % 251).astype(np.uint8)
COLOUR = np.stack([BYTES, BYTES // 2, BYTES // 3], axis=-1)


def npy(array: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def npz(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    ("array", "pixels", "notes"),
    [
        (BYTES, BYTES[None], ()),
        (BYTES[..., None], BYTES[None], ()),
        (BYTES[None], BYTES[None], ()),
        (COLOUR, COLOUR.transpose(2, 0, 1), ()),
        (COLOUR.transpose(2, 0, 1), COLOUR.transpose(2, 0, 1), ()),
        (BYTES.astype(np.int64), BYTES[None], ()),
        (np.asfortranarray(BYTES.astype(">i2")), BYTES[None], ()),
        (BYTES.astype(np.float32), BYTES[None], ("rounded to whole numbers",)),
        (BYTES / 255, BYTES[None], ("0 to 1 became 0 to 255",)),
        (BYTES > 99, (BYTES > 99)[None] * 255, ("false and true became 0 and 255",)),
        (np.stack([BYTES] * 9), BYTES[None], ("the first of 9 pictures",)),
        (np.stack([COLOUR] * 5), COLOUR.transpose(2, 0, 1), ("the first of 5 pictures",)),
        (
            RAMP - 100,
            np.rint(RAMP * (255 / 599))[None],
            ("values from −100 to 499 became 0 to 255",),
        ),
    ],
    ids=range(13),
)
def test_every_form_of_array_becomes_a_picture(
    array: Any, pixels: Any, notes: tuple[str, ...]
) -> None:
    shown = read_picture(npy(array), "mine.npy")
    assert np.array_equal(shown.pixels, pixels)
    assert (shown.name, shown.title, shown.notes) == ("own", "mine.npy", notes)


def test_of_several_arrays_the_first_that_is_a_picture_is_shown() -> None:
    shown = read_picture(npz(labels=np.arange(9), images=np.stack([BYTES] * 9)), "mine.npz")
    assert np.array_equal(shown.pixels[0], BYTES)
    assert shown.notes == ("the array “images”, one of 2 in the file", "the first of 9 pictures")


def test_small_numbers_can_be_stretched() -> None:
    shown = read_picture(npy(BYTES // 16), "digit.npy")  # as scikit-learn's digits, 0 to 16
    assert shown.notes == ("dark: the largest value is 15 of 255",)
    assert shown.other_way().pixels.max() == 255


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (npy(np.arange(9)), r"no array in the file is a picture \(9 int64\)"),
        (npy(np.zeros((2, 2), complex)), r"no array in the file is a picture \(2×2 complex128\)"),
        (npy(np.full((2, 2), "a")), "no array in the file is a picture"),
        (npy(np.array([[None, 1]])), "could not be read as NumPy's arrays"),
        (npy(np.array([[np.nan, 1]])), "not finite numbers"),
        (npy(np.zeros((9, 7, 8, 5))), "the array is 9×7×8×5, and a picture has 1, 3 or 4"),
        (npy(np.zeros((0, 3))), "no array in the file is a picture"),
        (npy(BYTES)[:-9], "could not be read as NumPy's arrays"),
        (npz(a=BYTES)[:-30], "a zip archive|could not be read"),
        (npz(a=np.zeros((9000, 9000), np.uint8)), "would unpack to more than 64 MB: save fewer"),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_picture_is_refused_in_words(data: bytes, sentence: str) -> None:
    with pytest.raises(PictureError, match=sentence):
        read_picture(data, "mine.npz")


def test_a_zip_of_other_files_is_called_one() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.docx", b"words")
    with pytest.raises(PictureError, match="a zip archive or an office document"):
        read_picture(file.getvalue(), "letter.docx")


@pytest.mark.parametrize("data", [npy(BYTES), npz(a=BYTES, b=COLOUR)], ids=["npy", "npz"])
def test_a_damaged_file_is_shown_or_refused_in_words(data: bytes) -> None:
    random = np.random.default_rng(0)
    for _ in range(500):
        bent = bytearray(data)
        for place in random.integers(0, len(bent), random.integers(1, 5)):
            bent[place] = random.integers(256)
        with contextlib.suppress(PictureError):
            assert read_picture(bytes(bent)).pixels.size > 0


@pytest.mark.parametrize(
    ("array", "name"),
    [
        (BYTES, "grey.npy"),
        (COLOUR.transpose(2, 0, 1), "colour.npy"),
        (np.stack([COLOUR / 255] * 5), "batch.npy"),
        ((RAMP - 7.25) / 3, "odd.npy"),
        (np.random.default_rng(0).integers(0, 4096, (1200, 1300)), "large.npy"),
        (np.concatenate([COLOUR, COLOUR[..., :1]], axis=-1), "clear.npz"),
    ],
)
def test_the_code_gives_the_same_pixels(
    array: Any, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = npz(labels=np.arange(3), x=array) if name.endswith("z") else npy(array)
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    shown = read_picture(data, name)
    (tmp_path / "code.py").write_text(shown.code)
    assert np.array_equal(runpy.run_path("code.py")["image"], shown.pixels)
