"""Classes of photographs as a file: what comes back, and what a forged file is answered."""

from __future__ import annotations

import io
import random
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


def saved(**other: Any) -> bytes:
    file = io.BytesIO()
    save_photo_classes(classes(), np.zeros((10, 1280), np.float32), file)
    if not other:
        return file.getvalue()
    with np.load(io.BytesIO(file.getvalue())) as arrays:
        parts = {**arrays, **other}
    file = io.BytesIO()
    np.savez_compressed(file, **{name: one for name, one in parts.items() if one is not None})
    return file.getvalue()


def test_the_same_pictures_come_back_in_their_order() -> None:
    found = load_photo_classes(io.BytesIO(saved()))
    assert list(found) == ["cup", "plate"]
    for name, pictures in classes().items():
        np.testing.assert_array_equal(found[name], pictures)


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
        load_photo_classes(io.BytesIO(saved(**other)))


def test_changed_bytes_are_refused_in_words_or_give_whole_classes() -> None:
    content, rng, refusals = saved(), random.Random(5), []
    for _ in range(60):
        try:
            found = load_photo_classes(io.BytesIO(changed(content, rng)))
        except ValueError as error:
            refusals.append(str(error))
        else:
            assert all(some.shape[1:] == (3, 224, 224) for some in found.values())
    assert len(refusals) > 20
    assert min(map(len, refusals)) > 10
