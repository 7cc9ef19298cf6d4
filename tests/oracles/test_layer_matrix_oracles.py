"""A layer's matrix against PyTorch."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from cnn_core.analysis import conv_matrix


@pytest.mark.parametrize("how", [{}, {"stride": 2, "padding": 1}, {"dilation": 2, "padding": 2}])
def test_the_matrix_is_torch_s_answer_to_each_pixel(torch: ModuleType, how) -> None:
    w = np.random.default_rng(1).standard_normal((2, 3, 3, 2))
    each = torch.eye(3 * 6 * 5, dtype=torch.float64).reshape(-1, 3, 6, 5)
    answers = torch.nn.functional.conv2d(each, torch.from_numpy(w), **how)
    np.testing.assert_allclose(
        conv_matrix(w, (6, 5), **how), answers.reshape(len(each), -1).T.numpy()
    )
