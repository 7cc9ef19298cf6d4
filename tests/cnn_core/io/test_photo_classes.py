"""Classes of photographs as a file: what comes back, and what a forged file is answered."""

from __future__ import annotations

import io
import random
from hashlib import sha256
from typing import Any

import numpy as np
import pytest

from cnn_core.io import load_photo_classes, save_photo_classes
from tests.forgeries import changed


def classes() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    # Nearly empty, so that the file is small and quick to forge.
    pictures = {name: np.zeros((5, 3, 224, 224), np.uint8) for name in ("cup", "plate")}
    for some in pictures.values():
        some[:, :, :2, :2] = rng.integers(0, 256, (5, 3, 2, 2))
    return pictures


NETWORK = "checksum of the weights"
AVERAGES = np.random.default_rng(1).random((10, 1280), np.float32)


def saved(**other: Any) -> bytes:
    file = io.BytesIO()
    save_photo_classes(classes(), AVERAGES, NETWORK, file)
    if not other:
        return file.getvalue()
    with np.load(io.BytesIO(file.getvalue())) as arrays:
        parts = {**arrays, **other}
    file = io.BytesIO()
    np.savez_compressed(file, **{name: one for name, one in parts.items() if one is not None})
    return file.getvalue()


def test_the_same_pictures_come_back_in_their_order() -> None:
    found = load_photo_classes(io.BytesIO(saved()), NETWORK)
    assert list(found.pictures) == ["cup", "plate"]
    for name, pictures in classes().items():
        np.testing.assert_array_equal(found.pictures[name], pictures)
    np.testing.assert_array_equal(found.averages, AVERAGES)


def test_features_stay_with_their_pictures_in_whatever_order_the_file_has() -> None:
    order = np.random.default_rng(2).permutation(10)
    pictures = np.concatenate(list(classes().values()))
    labels = np.repeat([0, 1], 5)
    mixed = {"pictures": pictures[order], "averages": AVERAGES[order]}
    checksum = sha256(NETWORK.encode())
    for array in mixed.values():
        checksum.update(array.tobytes())
    made = saved(labels=labels[order], checksum=checksum.hexdigest(), **mixed)
    found = load_photo_classes(io.BytesIO(made), NETWORK)
    rows = [*order[labels[order] == 0], *order[labels[order] == 1]]
    np.testing.assert_array_equal(found.averages, AVERAGES[rows])
    np.testing.assert_array_equal(np.concatenate(list(found.pictures.values())), pictures[rows])


@pytest.mark.parametrize(
    "other",
    [
        {"averages": None},
        {"averages": AVERAGES + 1},
        {"averages": AVERAGES.astype(float)},
        {"averages": AVERAGES[:9]},
        {"averages": np.full_like(AVERAGES, np.nan)},
        {"checksum": None},
        {"checksum": "0" * 64},
        {"checksum": np.zeros(3)},
    ],
)
def test_features_that_do_not_fit_are_left_out_and_the_pictures_taken(other) -> None:
    found = load_photo_classes(io.BytesIO(saved(**other)), NETWORK)
    assert found.averages is None
    assert list(found.pictures) == ["cup", "plate"]


def test_features_of_another_network_are_left_out() -> None:
    assert load_photo_classes(io.BytesIO(saved()), "of other weights").averages is None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"format": "something else"}, "not a file of classes"),
        ({"pictures": None}, "not a file of classes"),
        ({"classes": np.array([1, 2])}, "not a file of classes"),
        ({"classes": ["cup", "cup"]}, "one name"),
        ({"classes": ["cup", " "]}, "one has none"),
        ({"pictures": np.zeros((10, 3, 9, 9), np.uint8)}, "3×9×9"),
        ({"pictures": np.zeros((10, 3, 224, 224), np.int8)}, "int8"),
        ({"labels": np.zeros(9, int)}, "not as many labels"),
        ({"labels": np.full(10, 2)}, "names none"),
        ({"labels": np.zeros(10)}, "not as many labels"),
        ({"labels": np.arange(10) // 9}, "class plate has 1 picture"),
        ({"classes": list("ABCDEFG")}, "7 classes"),
    ],
)
def test_a_forged_part_is_answered_with_what_does_not_fit(other, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        load_photo_classes(io.BytesIO(saved(**other)), NETWORK)


def test_changed_bytes_are_refused_in_words_or_give_whole_classes() -> None:
    content, rng, refusals = saved(), random.Random(5), []
    for _ in range(60):
        try:
            found = load_photo_classes(io.BytesIO(changed(content, rng)), NETWORK)
        except ValueError as error:
            refusals.append(str(error))
        else:
            assert all(some.shape[1:] == (3, 224, 224) for some in found.pictures.values())
    assert len(refusals) > 20
    assert min(map(len, refusals)) > 10
