"""The core against PyTorch and OpenCV: other people's code, the same numbers."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnn_core.geometry import PADDING_MODES, output_size, pad2d, pad_amounts
from cnn_core.geometry.padding import Array
from cnn_core.kernels import KERNELS, apply_kernel
from cnn_core.ops import avg_pool2d, conv2d, max_pool2d

# The libraries are the same for every example.
shared_library = settings(
    max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))


def whole(seed: int, *shape: int) -> Array:
    return np.random.default_rng(seed).integers(-9, 10, shape).astype(np.float32)


def padded_by_torch(
    torch: ModuleType, x: Array, padding: tuple[int, int], mode: str, fill: float
) -> Any:
    """Pad with PyTorch, which takes the last axis first."""
    widths = [padding[1], padding[1], padding[0], padding[0]]
    tensor = torch.from_numpy(x)[None]
    if mode in ("zeros", "constant"):
        value = fill if mode == "constant" else 0.0
        return torch.nn.functional.pad(tensor, widths, "constant", value)
    return torch.nn.functional.pad(tensor, widths, mode)


@shared_library
@given(
    st.sampled_from(PADDING_MODES),
    st.tuples(st.integers(3, 9), st.integers(3, 9)),
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    pairs,
    pairs,
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.sampled_from([(1, 1, 1), (1, 3, 2), (1, 2, 8), (2, 2, 2), (3, 1, 1)]),
    st.integers(0, 2**32 - 1),
)
def test_conv2d_is_that_of_torch(
    torch: ModuleType,
    mode: str,
    size: tuple[int, int],
    kernel: tuple[int, int],
    stride: tuple[int, int],
    dilation: tuple[int, int],
    padding: tuple[int, int],
    widths: tuple[int, int, int],
    seed: int,
) -> None:
    if any(size[a] + 2 * padding[a] <= dilation[a] * (kernel[a] - 1) for a in (0, 1)):
        return
    groups, depth, filters = widths
    x = whole(seed, groups * depth, *size)
    w, b = whole(seed + 1, groups * filters, depth, *kernel), whole(seed + 2, groups * filters)
    surrounded = padded_by_torch(torch, x, padding, mode, 2.0)
    expected = torch.nn.functional.conv2d(
        surrounded,
        torch.from_numpy(w),
        torch.from_numpy(b),
        stride=stride,
        dilation=dilation,
        groups=groups,
    )
    options: dict[str, Any] = {"stride": stride, "padding": padding, "dilation": dilation}
    y = conv2d(x, w, b, groups=groups, padding_mode=mode, fill=2.0, **options)
    np.testing.assert_array_equal(y, expected[0].numpy())
    batch = conv2d(
        np.stack([x, -x], axis=-1), w, b, groups=groups, padding_mode=mode, fill=2.0, **options
    )
    np.testing.assert_array_equal(batch[..., 0], y)


@pytest.mark.parametrize("mode", PADDING_MODES)
def test_padding_is_that_of_torch(torch: ModuleType, mode: str) -> None:
    x = whole(0, 2, 4, 5)
    expected = padded_by_torch(torch, x, (2, 3), mode, 0.5)
    np.testing.assert_array_equal(pad2d(x, ((2, 2), (3, 3)), mode, 0.5), expected[0].numpy())


@pytest.mark.parametrize("mode, padding", [("reflect", (4, 0)), ("circular", (5, 0))])
def test_torch_refuses_the_same_padding(
    torch: ModuleType, mode: str, padding: tuple[int, int]
) -> None:
    x = whole(0, 1, 4, 6)
    with pytest.raises(ValueError, match="use padding"):
        pad2d(x, ((padding[0],) * 2, (padding[1],) * 2), mode)
    with pytest.raises(RuntimeError):
        padded_by_torch(torch, x, padding, mode, 0.0)
    allowed = padding[0] - 1, padding[1]
    padded_by_torch(torch, x, allowed, mode, 0.0)
    pad2d(x, ((allowed[0],) * 2, (allowed[1],) * 2), mode)


@pytest.mark.parametrize("kernel", [(1, 1), (2, 2), (3, 3), (4, 3), (2, 5)])
@pytest.mark.parametrize("dilation", [1, 2, 3])
@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel:UserWarning")
def test_same_is_that_of_torch(torch: ModuleType, kernel: tuple[int, int], dilation: int) -> None:
    x, w = whole(0, 1, 9, 8), whole(1, 1, 1, *kernel)
    expected = torch.nn.functional.conv2d(
        torch.from_numpy(x)[None], torch.from_numpy(w), padding="same", dilation=dilation
    )
    y = conv2d(x, w, padding="same", dilation=dilation)
    np.testing.assert_array_equal(y, expected[0].numpy())


@shared_library
@given(
    st.tuples(st.integers(1, 9), st.integers(1, 9)),
    pairs,
    pairs,
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.integers(1, 3),
    st.booleans(),
    st.integers(0, 2**32 - 1),
)
def test_pooling_is_that_of_torch(
    torch: ModuleType,
    size: tuple[int, int],
    window: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[int, int],
    dilation: int,
    ceil_mode: bool,
    seed: int,
) -> None:
    x = whole(seed, 2, *size)
    tensor, options = torch.from_numpy(x)[None], {"stride": stride, "padding": padding}
    functions = torch.nn.functional
    ours: dict[str, Any] = {**options, "ceil_mode": ceil_mode}

    def check(pool: Any, reference: Any, **more: int) -> None:
        try:
            expected = reference(tensor, window, **ours, **more)[0].numpy()
        except RuntimeError:
            with pytest.raises(ValueError, match="use "):
                pool(x, window, **ours, **more)
            return
        y = pool(x, window, **ours, **more)
        np.testing.assert_allclose(y, expected, rtol=1e-6)
        settled: dict[str, Any] = {**ours, **more}
        assert y.shape[1:] == output_size(size, window, **settled)

    check(max_pool2d, functions.max_pool2d, dilation=dilation)
    check(avg_pool2d, functions.avg_pool2d)


BORDERS = {
    "zeros": "BORDER_CONSTANT",
    "reflect": "BORDER_REFLECT_101",
    "replicate": "BORDER_REPLICATE",
}


@pytest.mark.parametrize("mode", BORDERS)
@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_is_that_of_opencv(cv2: ModuleType, name: str, mode: str) -> None:
    image = np.random.default_rng(0).integers(0, 256, (40, 50)).astype(np.float32)
    border = getattr(cv2, BORDERS[mode])
    for size in KERNELS[name].sizes:
        kernel = KERNELS[name].kernel(size)
        (top, _), (left, _) = pad_amounts("same", kernel.shape)
        expected = cv2.filter2D(image, -1, kernel.weights, anchor=(left, top), borderType=border)
        y = apply_kernel(image[None], kernel, padding_mode=mode)[0]
        scale = 255 * float(np.abs(kernel.weights).sum())
        np.testing.assert_allclose(y, expected, atol=1e-6 * scale)


@pytest.mark.parametrize("size", [3, 5, 7])
def test_sobel_and_gaussian_are_those_of_opencv(cv2: ModuleType, size: int) -> None:
    image = np.random.default_rng(1).integers(0, 256, (30, 30)).astype(np.float32)
    for name, order in (("sobel-x", (1, 0)), ("sobel-y", (0, 1))):
        expected = cv2.Sobel(image, cv2.CV_32F, *order, ksize=size)
        y = apply_kernel(image[None], KERNELS[name].kernel(size), padding_mode="reflect")[0]
        np.testing.assert_array_equal(y, expected)
    if size < 7:  # OpenCV's table for 7 is not binomial
        y = apply_kernel(image[None], KERNELS["gaussian"].kernel(size), padding_mode="reflect")[0]
        np.testing.assert_allclose(y, cv2.GaussianBlur(image, (size, size), 0), rtol=1e-6)
