"""Measure what lesson 15 computes, beside PyTorch.

Run as `python -m tools.bench_attribution`. Occlusion and SmoothGrad of the small network count
with all that they do; the real network's gradient to its picture takes an answer and the way back.
"""

from __future__ import annotations

import argparse
from contextlib import chdir
from functools import partial
from typing import Any

import numpy as np

from cnn_core.attribution import occlusion, smooth_grad
from cnn_core.data import digits
from cnn_core.data.assets import asset
from cnn_core.io import photo_input, pretrained
from cnn_core.nn import Layer, toy_network
from cnn_core.nn.efficientnet import SIDE, efficientnet_lite0
from tools import timing
from ui.networks.code import NETWORK_CODE

OWN, THEIRS = "cnn_core", "torch"
# How many times as long as PyTorch each may take: docs/benchmarks.md.
TARGETS = {"occlusion 7×7": 1.0, "SmoothGrad 50": 1.0, "a photograph's gradient": 2.0}
UNIT = 3


def own_calls() -> dict[str, timing.Call]:
    """Return the three as the core does them."""
    network, image = pretrained("digits").network, digits().test.image(0)
    real, photo, wanted = pretrained("photos").network, _photo(), np.eye(1000)[UNIT]
    return {
        "occlusion 7×7": lambda: occlusion(network, image, UNIT),
        "SmoothGrad 50": lambda: smooth_grad(network, image, UNIT, rng=np.random.default_rng(0)),
        "a photograph's gradient": lambda: real.input_gradient(photo, wanted),
    }


def torch_calls(torch: Any) -> dict[str, timing.Call]:
    """Return the same in PyTorch: all patches, and all copies, as one batch."""
    small = _torch_network("digits", toy_network(np.random.default_rng(0)).layers, (1, 28, 28))
    image = torch.from_numpy(digits().test.image(0))
    real = _torch_network("photos", efficientnet_lite0(), (3, SIDE, SIDE))
    photo = torch.from_numpy(_photo())[None]

    def covered() -> Any:
        with torch.inference_mode():
            patches = image.repeat(22 * 22, 1, 1, 1)
            for place in range(22 * 22):
                row, column = divmod(place, 22)
                patches[place, :, row : row + 7, column : column + 7] = 0
            return (small(image[None])[0, UNIT] - small(patches)[:, UNIT]).reshape(22, 22).numpy()

    def smooth() -> Any:
        copies = image + 0.15 * torch.randn(50, 1, 28, 28)
        return slope(small, copies).mean(dim=0).abs()

    def slope(network: Any, images: Any) -> Any:
        x = images.clone().requires_grad_()
        return torch.autograd.grad(network(x)[:, UNIT].sum(), x)[0]

    return {
        "occlusion 7×7": covered,
        "SmoothGrad 50": smooth,
        "a photograph's gradient": partial(slope, real, photo),
    }


def _photo() -> Any:
    return photo_input(np.random.default_rng(0).random((3, 300, 451)))


def _torch_network(name: str, layers: list[Layer], shape: tuple[int, ...]) -> Any:
    """Return a shipped network by the script that the app writes for it, its weights frozen."""
    file, made = asset(f"networks/{name}.npz"), dict[str, Any]()
    script = NETWORK_CODE["PyTorch"].write(layers, shape, weights=file.name)
    with chdir(file.parent):
        exec(script, made)  # noqa: S102
    network = made["network"].eval()
    network.requires_grad_(False)
    return network


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    own, theirs = own_calls(), dict[str, timing.Call]()
    if torch := timing.peer("torch"):
        theirs = torch_calls(torch)
        for name in ("occlusion 7×7", "a photograph's gradient"):
            found, answer = (np.asarray(calls[name]()) for calls in (own, theirs))
            expected = answer.reshape(found.shape)
            # By their lengths: a ReLU that rounding turns changes a few pixels by much.
            assert np.linalg.norm(found - expected) < 0.01 * np.linalg.norm(expected), name
    print("## Attribution\n")
    rows = []
    for name, target in TARGETS.items():
        calls = {OWN: own[name]} | ({THEIRS: theirs[name]} if theirs else {})
        taken = timing.medians(calls, rounds=rounds, seconds=20)
        ratio = f"{taken[OWN] / taken[THEIRS]:.2f}" if theirs else "absent"
        held = "" if not theirs else "held" if float(ratio) <= target else "missed"
        other = f"{taken[THEIRS]:.1f}" if theirs else "absent"
        rows.append((name, f"{taken[OWN]:.1f}", other, ratio, f"{target:.1f}", held))
    head = ("one thread", "ConvScope, ms", "PyTorch, ms", "times as long", "at most", "")
    timing.print_table(head, rows)


if __name__ == "__main__":
    main()
