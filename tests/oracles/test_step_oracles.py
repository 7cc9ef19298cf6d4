"""One training step, taken apart, against PyTorch: every activation, gradient and update."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from cnn_core.data import digits
from cnn_core.explain import (
    Dissection,
    input_gradient_at,
    loss_at,
    next_step,
    update_at,
    weight_gradient_at,
)
from cnn_core.nn import SGD, Adam
from cnn_core.nn.optimisers import Optimiser
from cnn_core.training import Run


def taken_apart(optimiser: Optimiser) -> Dissection:
    run = Run(digits().train, seed=5, batch=4, optimiser=optimiser)
    run.advance(3)
    return next_step(run)


def in_torch(torch: ModuleType, taken: Dissection) -> tuple[list[Any], list[Any], Any]:
    """Run the same step in torch: the activations with their gradients, the weights, the loss."""
    layers = taken.network.layers
    weights = [
        torch.from_numpy(layers[k].parameters[name].copy()).requires_grad_()
        for k in (0, 3, 7)
        for name in ("w", "b")
    ]
    x = torch.from_numpy(np.ascontiguousarray(np.moveaxis(taken.images, -1, 0))).requires_grad_()
    functional = torch.nn.functional
    steps = [
        lambda a: functional.conv2d(a, weights[0], weights[1]),
        functional.relu,
        lambda a: functional.max_pool2d(a, 2),
        lambda a: functional.conv2d(a, weights[2], weights[3]),
        functional.relu,
        lambda a: functional.max_pool2d(a, 2),
        lambda a: a.flatten(1),
        lambda a: functional.linear(a, weights[4], weights[5]),
    ]
    activations = [x]
    for step in steps:
        activations.append(step(activations[-1]))
        activations[-1].retain_grad()
    loss = functional.cross_entropy(
        activations[-1], torch.from_numpy(taken.labels), reduction="none"
    )
    loss.mean().backward()
    return activations, weights, loss


@pytest.mark.parametrize(
    "optimiser",
    [SGD(0.1, momentum=0.9, weight_decay=0.01), Adam(0.01, weight_decay=0.02)],
    ids=["sgd", "adam"],
)
def test_a_step_is_that_of_torch(torch: ModuleType, optimiser: Optimiser) -> None:
    taken = taken_apart(optimiser)
    activations, weights, loss = in_torch(torch, taken)
    np.testing.assert_allclose(taken.losses, loss.detach().numpy(), rtol=1e-10)
    for ours, gradient, theirs in zip(taken.activations, taken.gradients, activations, strict=True):
        moved = np.moveaxis(theirs.detach().numpy(), 0, -1)
        np.testing.assert_allclose(ours, moved, rtol=1e-9, atol=1e-12)
        back = np.moveaxis(theirs.grad.numpy(), 0, -1) * 4
        np.testing.assert_allclose(gradient, back, rtol=1e-8, atol=1e-12)
    for k, weight in ((0, (5, 0, 2, 1)), (3, (11, 6, 1, 0))):
        layer = taken.network.layers[k]
        found = weight_gradient_at(
            taken.gradients[k + 1], taken.activations[k], layer.parameters["w"], weight=weight
        )
        np.testing.assert_allclose(found.mean, weights[2 * k // 3].grad[weight], rtol=1e-8)
    pixel = input_gradient_at(
        taken.gradients[4][..., 2],
        taken.activations[3][..., 2],
        taken.network.layers[3].parameters["w"],
        cell=(3, 6, 7),
    )
    np.testing.assert_allclose(pixel.sum, float(activations[3].grad[2, 3, 6, 7]) * 4, rtol=1e-8)
    one = loss_at(taken.activations[-1][:, 1], int(taken.labels[1]))
    np.testing.assert_allclose(one.loss, float(loss[1].detach()), rtol=1e-10)
    np.testing.assert_allclose(one.gradient, activations[-1].grad[1].numpy() * 4, rtol=1e-8)


@pytest.mark.parametrize("name", ["sgd", "adam"])
def test_an_update_is_that_of_torch(torch: ModuleType, name: str) -> None:
    """Three updates of one number, each explained from what the one before left behind."""
    rng = np.random.default_rng(3)
    value = np.array([0.7])
    theirs = torch.from_numpy(value.copy()).requires_grad_()
    ours: Optimiser
    if name == "sgd":
        ours = SGD(0.1, momentum=0.9, weight_decay=0.05)
        optimiser = torch.optim.SGD([theirs], lr=0.1, momentum=0.9, weight_decay=0.05)
    else:
        ours = Adam(0.01, weight_decay=0.05)
        optimiser = torch.optim.Adam([theirs], lr=0.01, weight_decay=0.05)
    for _ in range(3):
        grad = rng.standard_normal(1)
        found = update_at(ours, value, grad, 0)
        theirs.grad = torch.from_numpy(grad.copy())
        optimiser.step()
        ours.update(value, grad)
        np.testing.assert_allclose(found.after, theirs.detach().numpy()[0], rtol=1e-10)
