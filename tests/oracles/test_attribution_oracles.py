"""Attribution and adversarial examples against PyTorch's own gradients: the same numbers."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from cnn_core.attribution import (
    ascend,
    grad_cam,
    gradient_times_input,
    narrowed,
    saliency,
    smooth_grad,
)
from cnn_core.data import DATASETS
from cnn_core.geometry.padding import Array
from cnn_core.io import pretrained
from cnn_core.nn import Network
from cnn_core.robustness import fgsm, pgd

NAMES = ("digits", "clothes")


def both(torch: ModuleType, name: str) -> tuple[Network, Any]:
    """Return a shipped network twice, in float64: so no rounding turns a ReLU, a sign, a winner."""
    own, nn = pretrained(name).network.twin(), torch.nn
    theirs = nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 10),
    ).double()
    for number in (0, 3, 7):
        w, b = (torch.from_numpy(own.layers[number].parameters[key].copy()) for key in "wb")
        theirs[number].weight.data, theirs[number].bias.data = w, b
    return own, theirs


def examples(name: str, count: int) -> tuple[Array, Any]:
    images, labels = DATASETS[name]().test.batch(np.arange(count))
    return images.astype(np.float64), labels


def tensor(torch: ModuleType, images: Array) -> Any:
    return torch.from_numpy(np.ascontiguousarray(np.moveaxis(images, -1, 0)))


def slope(torch: ModuleType, network: Any, images: Array, units: Any) -> Array:
    """Return the gradients of one logit of each image, batch axis last."""
    x = tensor(torch, images).requires_grad_()
    logits = network(x)
    logits[torch.arange(len(units)), torch.from_numpy(units)].sum().backward()
    return np.moveaxis(x.grad.numpy(), 0, -1)


@pytest.mark.parametrize("name", NAMES)
def test_gradients_are_those_of_torch(torch: ModuleType, name: str) -> None:
    own, theirs = both(torch, name)
    images, labels = examples(name, 20)
    expected = slope(torch, theirs, images, labels)
    np.testing.assert_allclose(
        saliency(own, images, labels), np.abs(expected).max(axis=0), atol=1e-10
    )
    times = (images * expected).sum(axis=0)
    np.testing.assert_allclose(gradient_times_input(own, images, labels), times, atol=1e-10)


def test_smooth_grad_is_the_mean_of_torch_s_gradients_over_the_same_copies(
    torch: ModuleType,
) -> None:
    own, theirs = both(torch, "digits")
    images, labels = examples("digits", 1)
    image, label = images[..., 0], int(labels[0])
    noise = np.random.default_rng(8).standard_normal((1, 28, 28, 50), np.float32)
    copies = image[..., None] + noise * 0.2 * np.ptp(image)
    mean = slope(torch, theirs, copies, np.full(50, label)).mean(axis=-1)
    found = smooth_grad(own, image, label, noise=0.2, rng=np.random.default_rng(8))
    np.testing.assert_allclose(found, np.abs(mean).max(axis=0), atol=1e-6)


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("name", NAMES)
def test_grad_cam_is_that_of_torch(torch: ModuleType, name: str, depth: int) -> None:
    own, theirs = both(torch, name)
    images, labels = examples(name, 8)
    for number, label in enumerate(labels.tolist()):
        maps = theirs[:depth](tensor(torch, images[..., number : number + 1])).detach()
        maps.requires_grad_()
        theirs[depth:](maps)[0, label].backward()
        weights = maps.grad[0].mean(dim=(1, 2))
        expected = torch.relu((weights[:, None, None] * maps[0]).sum(dim=0)).detach().numpy()
        found = grad_cam(own, images[..., number], label, depth=depth)
        np.testing.assert_allclose(found.map, expected, atol=1e-10)


@pytest.mark.parametrize("name", NAMES)
def test_attacks_are_those_of_torch(torch: ModuleType, name: str) -> None:
    own, theirs = both(torch, name)
    images, labels = examples(name, 30)
    x, wanted = tensor(torch, images), torch.from_numpy(labels)

    def step(images: Any, size: float) -> Any:
        images = images.detach().clone().requires_grad_()
        torch.nn.functional.cross_entropy(theirs(images), wanted, reduction="sum").backward()
        return (images + size * images.grad.sign()).clamp(0, 1).detach()

    one = np.moveaxis(step(x, 0.1).numpy(), 0, -1)
    # A pixel that a saturated loss gives no slope in float64 has one in the core.
    differs = np.abs(fgsm(own, images, labels, 0.1) - one) > 1e-6
    assert differs.mean() < 1e-3
    many = x
    for _ in range(10):
        many = step(many, 0.025).clamp(x - 0.1, x + 0.1)
    found = tensor(torch, pgd(own, images, labels, 0.1))
    loss = [torch.nn.functional.cross_entropy(theirs(one), wanted).item() for one in (found, many)]
    assert loss[0] == pytest.approx(loss[1], rel=1e-3)


def test_a_climb_is_that_of_torch(torch: ModuleType) -> None:
    own, theirs = both(torch, "clothes")
    start = 0.1 * np.random.default_rng(0).random((1, 8, 8))
    x = torch.from_numpy(start[None])
    climb = ascend(
        narrowed(own, 4, (8, 8)), start, 5, steps=20, step=0.04, rng=np.random.default_rng(0)
    )
    for found in climb:
        x = x.detach().requires_grad_()
        value = theirs[:4](x)[0, 5, 0, 0]
        value.backward()
        assert found.value == pytest.approx(value.item(), abs=1e-6)
        np.testing.assert_allclose(found.image, x.detach()[0].numpy(), atol=1e-6)
        x = (x + 0.04 * x.grad / x.grad.pow(2).mean().sqrt()).clamp(0, 1)
