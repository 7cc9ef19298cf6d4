"""The pictures are the same for everybody, every time, and nobody can change them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.data.datasets import DATASETS, Dataset, Examples, clothes, digits, epoch_order

ORDER_OF_SEED_7 = [6, 3, 4, 0, 2, 7, 5, 1]


def few(count: int = 4, classes: int = 2) -> Examples:
    pixels = np.arange(count * 6, dtype=np.uint8).reshape(count, 1, 2, 3)
    return Examples(pixels, np.arange(count) % classes)


@pytest.mark.parametrize("name", DATASETS)
def test_a_data_set_has_ten_classes_equally_often(name: str) -> None:
    data = DATASETS[name]()
    assert data.name == name
    assert len(set(data.classes)) == 10
    for part in (data.train, data.test):
        assert part.shape == (1, 28, 28)
        assert np.bincount(part.labels).tolist() == [len(part) // 10] * 10


def test_there_are_as_many_as_is_said() -> None:
    assert (len(digits().train), len(digits().test)) == (5000, 1000)
    assert (len(clothes().train), len(clothes().test)) == (3000, 1000)


@pytest.mark.parametrize("name", DATASETS)
def test_a_data_set_is_loaded_once_and_locked(name: str) -> None:
    data = DATASETS[name]()
    assert DATASETS[name]() is data
    for part in (data.train, data.test):
        for array in (part.pixels, part.labels):
            assert not array.flags.writeable
            with pytest.raises(ValueError, match=r"read-only|cannot set WRITEABLE"):
                array[0] = 0
    order = epoch_order(10, seed=0)
    with pytest.raises(ValueError, match="read-only"):
        order[0] = 0


def test_a_batch_is_the_chosen_pictures_from_0_to_1_with_its_axis_last() -> None:
    data = few()
    images, labels = data.batch(np.array([2, 0]))
    assert images.shape == (1, 2, 3, 2)
    assert images.dtype == np.float32
    assert images.flags.c_contiguous
    assert np.rint(255 * images[0, 0, :, 0]).tolist() == [12, 13, 14]
    assert np.rint(255 * images[0, 1, :, 1]).tolist() == [3, 4, 5]
    assert labels.tolist() == [0, 0]
    assert np.array_equal(data.image(2), images[..., 0])
    assert Examples(np.full((1, 1, 1, 1), 255, np.uint8), np.zeros(1, int)).image(0) == 1


def test_all_pictures_are_one_batch() -> None:
    images, labels = clothes().test.batch()
    assert images.shape == (1, 28, 28, 1000)
    assert images.min() == 0
    assert images.max() == 1
    assert np.array_equal(labels, clothes().test.labels)


def test_a_batch_is_the_readers_own_to_change() -> None:
    images, _ = digits().train.batch(np.arange(2))
    images[:] = 0
    assert digits().train.batch(np.arange(2))[0].any()


def test_the_order_of_an_epoch_never_changes() -> None:
    # From the raw stream of a bit generator, which NumPy promises to keep.
    assert epoch_order(8, seed=7).tolist() == ORDER_OF_SEED_7
    assert epoch_order(8, seed=7, epoch=1).tolist() != ORDER_OF_SEED_7
    assert epoch_order(8, seed=8).tolist() != ORDER_OF_SEED_7


@given(st.integers(1, 40), st.integers(0, 2**32), st.integers(0, 3))
def test_an_epoch_holds_every_picture_once(count: int, seed: int, epoch: int) -> None:
    assert sorted(epoch_order(count, seed, epoch)) == list(range(count))


@given(st.integers(0, 30), st.lists(st.integers(0, 9), max_size=5))
def test_pictures_follow_each_other_however_they_are_asked_for(
    first: int, counts: list[int]
) -> None:
    data = few(7)
    whole = data.shuffled(3, first, sum(counts))
    pieces: list[int] = []
    at = first
    for count in counts:
        pieces.extend(data.shuffled(3, at, count))
        at += count
    assert list(whole) == pieces


def test_seven_pictures_are_an_epoch_and_then_comes_the_next() -> None:
    rows = few(7).shuffled(3, 0, 14)
    assert np.array_equal(rows[:7], epoch_order(7, 3, 0))
    assert np.array_equal(rows[7:], epoch_order(7, 3, 1))


def test_the_batches_of_an_epoch_hold_every_picture_once() -> None:
    batches = list(few(7).batches(3, seed=0))
    assert [len(labels) for _, labels in batches] == [3, 3, 1]
    first = sorted(np.rint(255 * np.concatenate([x[0, 0, 0] for x, _ in batches])))
    assert first == [0, 6, 12, 18, 24, 30, 36]


def test_what_is_no_set_of_pictures_is_refused() -> None:
    bytes_, labels = np.zeros((2, 1, 2, 2), np.uint8), np.zeros(2, int)
    with pytest.raises(ValueError, match=r"not uint8 \(2, 2\)"):
        Examples(bytes_[:, 0, 0], labels)
    with pytest.raises(ValueError, match="not float64"):
        Examples(bytes_ / 255, labels)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="2 pictures need as many whole labels"):
        Examples(bytes_, labels[:1])
    with pytest.raises(ValueError, match="labels from 0 to 1: use 0 to 0"):
        Dataset("own", "Own", ("one",), few(), few())
    with pytest.raises(ValueError, match="bring them to one size"):
        Dataset("own", "Own", ("one",), Examples(bytes_, labels), few(4, 1))
    with pytest.raises(ValueError, match="use 1 or more"):
        next(few().batches(0, seed=0))
    with pytest.raises(ValueError, match="0 or more"):
        few().shuffled(0, -1, 2)
