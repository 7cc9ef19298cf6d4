"""The network of photographs against PyTorch: the same file, the same answers and gradients."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnn_core.data.assets import asset
from cnn_core.io import photo_input, pretrained
from cnn_core.nn.efficientnet import STAGES

PHOTOGRAPHS = ("camera", "chelsea", "coffee", "astronaut", "brick", "grass", "coins")


def photograph(name: str) -> np.ndarray:
    with Image.open(asset(f"photographs/{name}.png")) as file:
        pixels = np.asarray(file, np.float32) / 255
    return photo_input(pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1))


def answer(torch: ModuleType, x: Any) -> Any:
    """Answer pictures (N, 3, 224, 224) with PyTorch's functions alone -> logits (N, 1000)."""
    functional = torch.nn.functional
    with np.load(asset("networks/photos.npz")) as file:
        weights = {name: torch.from_numpy(file[name]).to(x.dtype) for name in file.files}

    def conv(name: str, x: Any, *, stride: int = 1, groups: int = 1) -> Any:
        w, b = weights[f"{name}.w"], weights[f"{name}.b"]
        kernel, size = w.shape[-1], x.shape[-1]
        total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
        sides = (total // 2, total - total // 2) * 2
        return functional.conv2d(functional.pad(x, sides), w, b, stride, groups=groups)

    def bent(x: Any) -> Any:
        return functional.relu6(x)

    x, number = bent(conv("layer1", x, stride=2)), 2
    for count, _, first, wider, filters in STAGES:
        for stride in (first, *[1] * (count - 1)):
            number, inside, y = number + 1, 1, x
            if wider > 1:
                y, inside = bent(conv(f"layer{number}.1", y)), 3
            y = bent(conv(f"layer{number}.{inside}", y, stride=stride, groups=y.shape[1]))
            y = conv(f"layer{number}.{inside + 2}", y)
            x = x + y if stride == 1 and x.shape[1] == filters else y
    x = bent(conv("layer19", x)).mean((2, 3))
    return x @ weights["layer22.w"].T + weights["layer22.b"]


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_an_answer_is_that_of_torch(torch: ModuleType, name: str) -> None:
    image = photograph(name)
    with torch.inference_mode():
        expected = answer(torch, torch.from_numpy(image[None]))[0].numpy()
    network = pretrained("photos").network
    scale = np.abs(expected).max()
    np.testing.assert_allclose(network.forward(image), expected, atol=1e-5 * scale)
    both = network.forward(np.stack([image, image[..., ::-1]], axis=-1))
    np.testing.assert_allclose(both[:, 0], expected, atol=1e-5 * scale)


def test_the_way_back_to_the_picture_is_that_of_torch(torch: ModuleType) -> None:
    # In float64, so that no rounding puts a number on the other side of 0 or 6, where slopes jump.
    image, network = photograph("chelsea").astype(np.float64), pretrained("photos").network.twin()
    x = torch.from_numpy(image[None]).requires_grad_()
    answer(torch, x)[0, 285].backward()
    trace = network.trace(image)
    grad = np.zeros((1000, 1))
    grad[285] = 1
    found = network.backward(trace, grad)[0][..., 0]
    expected = x.grad[0].numpy()
    np.testing.assert_allclose(found, expected, atol=1e-10 * np.abs(expected).max())
