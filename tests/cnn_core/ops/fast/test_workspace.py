"""Working memory is used again, and never by two at once."""

from __future__ import annotations

import threading

import numpy as np

from cnn_core.ops import conv2d
from cnn_core.ops.fast.workspace import KEPT, scratch

FLOAT = np.dtype(np.float32)


def test_the_same_memory_is_handed_out_again() -> None:
    first = scratch("test", (4, 5), FLOAT)
    assert first.shape == (4, 5)
    assert first.dtype == np.float32
    assert np.shares_memory(first, scratch("test", (3, 2), FLOAT))
    assert not np.shares_memory(first, scratch("test", (40, 50), FLOAT))
    assert not np.shares_memory(first, scratch("another", (4, 5), FLOAT))


def test_very_large_needs_are_not_kept() -> None:
    count = KEPT // 4 + 1
    assert not np.shares_memory(scratch("large", (count,), FLOAT), scratch("large", (9,), FLOAT))


def test_every_thread_has_its_own() -> None:
    mine, found = scratch("test", (4, 5), FLOAT), []
    thread = threading.Thread(target=lambda: found.append(scratch("test", (4, 5), FLOAT)))
    thread.start()
    thread.join()
    assert not np.shares_memory(mine, found[0])


def test_convolutions_at_once_do_not_disturb_each_other() -> None:
    rng = np.random.default_rng(0)
    images = rng.integers(-9, 10, (4, 2, 200, 200)).astype(np.float32)
    weights = rng.integers(-9, 10, (1, 2, 5, 5)).astype(np.float32)
    alone = [conv2d(image, weights, padding=2) for image in images]
    wrong: list[int] = []

    def work(which: int) -> None:
        answers = [conv2d(images[which], weights, padding=2) for _ in range(10)]
        wrong.extend(which for y in answers if not np.array_equal(y, alone[which]))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(images))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
