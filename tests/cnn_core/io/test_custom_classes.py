"""A reader's own pictures go into a file and come back as the same data set."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest

from cnn_core.data import Dataset, own_dataset
from cnn_core.io import load_pictures, save_pictures


def dataset(*counts: int) -> Dataset:
    rng = np.random.default_rng(0)
    return own_dataset(
        {
            f"class {name}": [rng.random((1, 28, 28)).astype(np.float32) for _ in range(count)]
            for name, count in zip("ABCDE", counts, strict=False)
        }
    )


def file_of(data: Dataset, **changed: Any) -> io.BytesIO:
    file = io.BytesIO()
    save_pictures(data, file)
    file.seek(0)
    if changed:
        with np.load(file) as found:
            content = {**found, **changed}
        file = io.BytesIO()
        np.savez_compressed(file, **content)
        file.seek(0)
    return file


@pytest.mark.parametrize("counts", [(2, 2), (3, 9), (4, 5, 60), (8, 2, 7, 13, 4)])
def test_the_same_data_set_comes_back(counts: tuple[int, ...]) -> None:
    data = dataset(*counts)
    again = own_dataset(load_pictures(file_of(data)))
    assert again.classes == data.classes
    for part in ("train", "test"):
        one, other = getattr(data, part), getattr(again, part)
        np.testing.assert_array_equal(one.pixels, other.pixels)
        np.testing.assert_array_equal(one.labels, other.labels)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"classes": np.array(["A", "A"])}, "one name"),
        ({"classes": np.array(["A", ""])}, "none"),
        ({"classes": np.array([1, 2])}, "not a file of pictures"),
        ({"classes": np.array(["A"])}, "a label"),
        ({"train_pixels": np.zeros((6, 1, 9, 9), np.uint8)}, "not 28×28"),
        ({"train_pixels": np.zeros((6, 1, 28, 28))}, "not 28×28"),
        ({"train_labels": np.zeros(2, int)}, "as many labels"),
        ({"train_labels": np.full(6, -1)}, "a label"),
        ({"train_labels": np.zeros(6, int), "test_labels": np.zeros(2, int)}, "has 0 pictures"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        load_pictures(file_of(dataset(4, 4), **changed))


def test_a_file_that_is_cut_off_is_refused() -> None:
    with pytest.raises(ValueError, match="not a file of pictures"):
        load_pictures(io.BytesIO(file_of(dataset(4, 4)).getvalue()[:300]))
