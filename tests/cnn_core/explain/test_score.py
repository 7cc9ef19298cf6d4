"""A logit is its bias and what maps and places add, for flattened and for averaged maps."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.explain import score_parts


def test_the_parts_of_100_classes_add_up_to_their_logits() -> None:
    rng = np.random.default_rng(5)
    maps = rng.standard_normal((30, 7, 7)).astype(np.float32)
    flat, mean = rng.standard_normal((100, 30 * 49)), rng.standard_normal((100, 30))
    b = rng.standard_normal(100)
    for w, read in ((flat, maps.reshape(-1)), (mean, maps.mean(axis=(1, 2), dtype=np.float64))):
        logits = w @ read + b
        for unit in range(100):
            found = score_parts(maps, w, b, unit=unit)
            assert found.logit == pytest.approx(logits[unit], abs=1e-9)
            assert found.bias + found.by_map.sum() == pytest.approx(found.logit, abs=1e-9)
            assert found.bias + found.by_place.sum() == pytest.approx(found.logit, abs=1e-9)


def test_a_cell_of_a_flattened_map_has_its_own_weight() -> None:
    found = score_parts([[[1.0, 2.0]], [[3.0, 4.0]]], [[1, 10, 100, 1000]], unit=0)
    assert found.products.tolist() == [[[1, 20]], [[300, 4000]]]
    assert found.by_map.tolist() == [21, 4300]
    assert found.by_place.tolist() == [[301, 4020]]


@pytest.mark.parametrize(
    ("maps", "unit", "said"),
    [
        (np.ones((2, 2, 2)), 1, "no unit 1: the last one is 0"),
        (np.ones((3, 2, 2)), 0, "a unit with 2 weights reads neither the 12 cells"),
        (np.ones(4), 0, "the maps are"),
    ],
)
def test_what_does_not_fit_is_named(maps, unit: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        score_parts(maps, np.ones((1, 2)), unit=unit)
