"""The challenges: which kernels meet them, and of which none of a size can."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import KERNELS, Kernel, parse_weights
from ui.lessons.window.challenges import CHALLENGES, windows_of
from ui.models.convolution import Convolution
from ui.pictures import picture

ZERO, EDGE, COPY, MEAN = range(4)


def met(image: str, kernel: Kernel, **options: object) -> list[int]:
    found = Convolution(picture(image).grey(), kernel, **options)  # type: ignore[arg-type]
    seen = windows_of(found)
    return [k for k, one in enumerate(CHALLENGES) if one.met(seen)]


def possible(image: str, kernel: Kernel) -> list[int]:
    seen = windows_of(Convolution(picture(image).grey(), kernel))
    return [k for k, one in enumerate(CHALLENGES) if one.possible(seen)]


def test_a_kernel_is_recognised_by_its_map() -> None:
    assert met("edge", KERNELS["vertical-edge"].kernel()) == []
    assert met("edge", KERNELS["horizontal-edge"].kernel()) == [ZERO]
    third = parse_weights("1/3,0,-1/3;1/3,0,-1/3;1/3,0,-1/3")
    assert met("edge", third) == [EDGE]
    assert met("edge", third, flip=True) == []  # −10
    assert met("edge", KERNELS["two-column"].kernel()) == [EDGE]
    assert met("digit-7", KERNELS["identity"].kernel()) == [COPY]
    assert met("digit-7", parse_weights("0,0,0;1,0,0;0,0,0"), stride=2) == [COPY]
    assert met("digit-7", KERNELS["box-blur"].kernel(), padding=1, mode="reflect") == [MEAN]
    assert met("digit-7", KERNELS["gaussian"].kernel()) == []


def test_weights_that_are_all_0_are_no_find() -> None:
    assert met("edge", parse_weights("0,0;0,0")) == []


def test_one_number_beside_the_mark_is_not_enough() -> None:
    seen = windows_of(Convolution(picture("edge"), KERNELS["two-column"].kernel()))
    assert CHALLENGES[EDGE].met(seen)
    seen.sums[3] += 1
    assert not CHALLENGES[EDGE].met(seen)


@pytest.mark.parametrize("size", [3, 11])
def test_what_no_kernel_of_a_size_can_do_is_known(size: int) -> None:
    kernel = KERNELS["box-blur"].kernel(size)
    if size == 3:
        assert possible("edge", kernel) == [ZERO, EDGE, COPY, MEAN]
        assert possible("digit-7", kernel) == [COPY, MEAN]
    values = windows_of(Convolution(picture("digit-7").grey(), kernel)).values
    full = np.linalg.matrix_rank(values) == size * size
    assert (ZERO in possible("digit-7", kernel)) is not full
