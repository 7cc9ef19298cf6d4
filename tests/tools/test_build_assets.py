"""What is committed under `assets/` is what `LICENSES.md` says, and the tool builds it alike."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tools.build_assets import (
    ASSETS,
    CREDITS,
    OWN,
    TEXTS,
    choose_clothes,
    choose_digits,
    differences,
    licences,
    pack_npz,
    read_idx,
    write,
)

ROW = re.compile(r"\| `(?P<path>[^`]+)` \|(?P<cells>.*)\| `(?P<sha256>[0-9a-f]{64})` \|")


def listed() -> dict[str, str]:
    text = (ASSETS / "LICENSES.md").read_text(encoding="utf-8")
    return {row["path"]: row["sha256"] for row in ROW.finditer(text)}


def packed(name: str) -> dict[str, np.ndarray]:
    with np.load(ASSETS / f"{name}.npz") as arrays:
        return dict(arrays)


def test_the_tool_credits_only_files_that_are_listed() -> None:
    assert set(CREDITS) <= set(listed())


def test_every_file_is_listed_and_every_listed_file_is_there() -> None:
    files = {f.relative_to(ASSETS).as_posix() for f in ASSETS.rglob("*") if f.is_file()}
    assert files - {"LICENSES.md", *OWN, *TEXTS} == set(listed())


@pytest.mark.parametrize("path", listed())
def test_a_file_has_the_checksum_that_is_listed(path: str) -> None:
    assert hashlib.sha256((ASSETS / path).read_bytes()).hexdigest() == listed()[path]


def test_every_row_names_content_source_authors_and_licence() -> None:
    text = (ASSETS / "LICENSES.md").read_text(encoding="utf-8")
    for row in ROW.finditer(text):
        cells = [cell.strip() for cell in row["cells"].split("|")]
        assert len(cells) == 4
        assert all(cells), row["path"]


def test_all_assets_together_stay_small() -> None:
    assert sum(f.stat().st_size for f in ASSETS.rglob("*") if f.is_file()) < 20e6


def test_photographs_open_and_have_at_most_one_megapixel() -> None:
    for file in (ASSETS / "photographs").iterdir():
        with Image.open(file) as photograph:
            photograph.load()
            assert photograph.mode in ("L", "RGB")
            assert photograph.width * photograph.height <= 1_000_000
            assert min(photograph.size) >= 256


@pytest.mark.parametrize(
    ("name", "part", "count"),
    [
        ("digits", "train", 5000),
        ("digits", "test", 1000),
        ("clothes", "train", 3000),
        ("clothes", "test", 1000),
    ],
)
def test_images_are_bytes_and_balanced(name: str, part: str, count: int) -> None:
    arrays = packed(name)
    images, labels = arrays[f"{part}_images"], arrays[f"{part}_labels"]
    assert images.shape == (count, 28, 28)
    assert labels.shape == (count,)
    assert images.dtype == labels.dtype == np.uint8
    assert np.bincount(labels).tolist() == [count // 10] * 10
    # So is every ten in a row, and with it the first hundred or two.
    assert np.array_equal(np.sort(labels.reshape(-1, 10)), np.tile(np.arange(10), (count // 10, 1)))


@pytest.mark.parametrize(("name", "count"), [("digits", 6000), ("clothes", 4000)])
def test_no_image_is_there_twice(name: str, count: int) -> None:
    arrays = packed(name)
    images = np.concatenate([arrays["train_images"], arrays["test_images"]])
    assert len(np.unique(images.reshape(len(images), -1), axis=0)) == count


def made_up_digits() -> list[NDArray[np.uint8]]:
    """Give 600 and more images of each class; the first pixel holds the class."""
    rng = np.random.default_rng(1)
    classes: list[NDArray[np.uint8]] = []
    for digit in range(10):
        images = rng.integers(0, 256, (620 + digit, 28, 28), dtype=np.uint8)
        images[:, 0, 0] = digit
        classes.append(images)
    return classes


@pytest.mark.parametrize(
    "chosen",
    [choose_digits(made_up_digits()), choose_clothes(made_up_digits(), made_up_digits())],
    ids=["digits", "clothes"],
)
def test_images_keep_their_labels_when_chosen(chosen: dict[str, np.ndarray]) -> None:
    for part in ("train", "test"):
        assert np.array_equal(chosen[f"{part}_images"][:, 0, 0], chosen[f"{part}_labels"])


def test_clothes_to_test_with_are_those_of_the_data_set() -> None:
    train = [images | np.uint8(1) for images in made_up_digits()]  # odd pixels
    test = [images & np.uint8(254) for images in made_up_digits()]  # even ones
    chosen = choose_clothes(train, test)
    assert (chosen["train_images"] % 2 == 1).all()
    assert (chosen["test_images"] % 2 == 0).all()


def test_the_same_packages_give_the_same_bytes() -> None:
    first, second = (pack_npz(choose_digits(made_up_digits())) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["digits", "clothes"])
def test_the_committed_images_pack_to_the_committed_bytes(name: str) -> None:
    assert pack_npz(packed(name)) == (ASSETS / f"{name}.npz").read_bytes()


def test_an_idx_file_is_read() -> None:
    header = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3])
    assert read_idx(gzip.compress(header + bytes(range(6)))).tolist() == [[0, 1, 2], [3, 4, 5]]
    with pytest.raises(ValueError, match="begins with 0 0 8"):
        read_idx(gzip.compress(b"PNG"))


def test_a_packed_file_is_read_by_numpy() -> None:
    arrays = {"a": np.arange(6, dtype=np.uint8).reshape(2, 3), "b": np.ones(4, np.uint8)}
    with np.load(io.BytesIO(pack_npz(arrays))) as read:
        assert read.files == ["a", "b"]
        assert all(np.array_equal(read[name], arrays[name]) for name in arrays)


def test_the_list_is_what_the_tool_would_write() -> None:
    files = {path: (ASSETS / path).read_bytes() for path in CREDITS}
    assert licences(files) == (ASSETS / "LICENSES.md").read_text(encoding="utf-8")


def test_the_check_names_what_is_missing_and_what_differs(tmp_path: Path) -> None:
    built = {"photographs/a.png": b"a", "b.npz": b"b"}
    assert differences(built, tmp_path) == ["photographs/a.png is missing", "b.npz is missing"]
    write(built, tmp_path)
    assert differences(built, tmp_path) == []
    (tmp_path / "b.npz").write_bytes(b"c")
    assert differences(built, tmp_path) == ["b.npz differs from what the packages give"]
