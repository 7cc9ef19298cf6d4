"""What every activation and pooling says of its own code is what it computes."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from cnn_core.ops import ACTIVATIONS, POOLINGS

X = np.concatenate([np.linspace(-9, 9, 301), [0.0, -100, 100]])
# Windows of 3 rows and 3 columns, among them one that is 0 throughout.
WINDOWS = np.round(np.random.default_rng(0).normal(0, 2, (2, 5, 3, 3)), 1)
WINDOWS[0, 0] = 0


def activated(name: str, framework: str, x: Any, **modules: ModuleType) -> Any:
    """Evaluate an activation's code on x."""
    return eval(ACTIVATIONS[name].code[framework], {"x": x, **modules})


def pooled(name: str, framework: str, windows: Any, **modules: ModuleType) -> Any:
    """Evaluate a pooling's code on windows (..., 3, 3)."""
    return eval(POOLINGS[name].code[framework], {"windows": windows, **modules})


def answers(name: str) -> np.ndarray:
    """Return what a pooling answers for WINDOWS, each a map of its own: (2, 5)."""
    maps = WINDOWS.reshape(-1, 3, 3)
    return np.asarray(POOLINGS[name].forward(maps, 3)).reshape(WINDOWS.shape[:2])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_s_numpy_code(name: str) -> None:
    found = activated(name, "NumPy", X, np=np)
    np.testing.assert_allclose(found, ACTIVATIONS[name].forward(X), atol=1e-12)


@pytest.mark.parametrize("name", POOLINGS)
def test_a_pooling_s_numpy_code(name: str) -> None:
    np.testing.assert_allclose(pooled(name, "NumPy", WINDOWS, np=np), answers(name), atol=1e-12)


@pytest.mark.parametrize("name", POOLINGS)
def test_padding_holds_what_the_entry_says(name: str) -> None:
    x = np.random.default_rng(1).normal(0, 1, (2, 5, 7))
    around = ((0, 0), (1, 1), (1, 1))
    wider = np.pad(x, around, constant_values=POOLINGS[name].outside)
    windows = np.lib.stride_tricks.sliding_window_view(wider, (3, 3), axis=(1, 2))[:, ::2, ::2]
    np.testing.assert_allclose(
        pooled(name, "NumPy", windows, np=np),
        POOLINGS[name].forward(x, 3, stride=2, padding=1),
        atol=1e-12,
    )
