"""Measure one photograph answered by EfficientNet-Lite0, beside PyTorch.

Run as `python -m tools.bench_photos`. PyTorch runs the script that the app writes for this network,
with the same folded weights, in inference mode; it counts as the better of its two layouts.
"""

from __future__ import annotations

import argparse
from contextlib import chdir
from typing import Any

import numpy as np

from cnn_core.data.assets import asset
from cnn_core.io import photo_input, pretrained
from cnn_core.nn.efficientnet import SIDE, efficientnet_lite0
from tools import timing
from ui.networks.code import NETWORK_CODE

# How many times as long as PyTorch an answer may take: docs/benchmarks.md.
TARGET = 2.0


def own_answer() -> timing.Call:
    """Return one answer of the core; the first call loads the network."""
    image = photo_input(np.random.default_rng(0).random((3, 300, 451)))
    return lambda: pretrained("photos").network.forward(image)


def torch_answers(torch: Any) -> dict[str, timing.Call]:
    """Return the same answer in PyTorch, in each of its layouts."""
    file = asset("networks/photos.npz")
    script = NETWORK_CODE["PyTorch"].write(efficientnet_lite0(), (3, SIDE, SIDE), weights=file.name)
    image = photo_input(np.random.default_rng(0).random((3, 300, 451)))
    found: dict[str, timing.Call] = {}
    for name, layout in (
        ("torch, contiguous", torch.contiguous_format),
        ("torch, channels last", torch.channels_last),
    ):
        made: dict[str, Any] = {}
        with chdir(file.parent):
            exec(script, made)  # noqa: S102
        network = made["network"].eval().to(memory_format=layout)
        picture = torch.from_numpy(image[None]).to(memory_format=layout)

        def answer(network: Any = network, picture: Any = picture) -> Any:
            with torch.inference_mode():
                return network(picture)

        found[name] = answer
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    own, calls = "cnn_core", {"cnn_core": own_answer()}
    if torch := timing.peer("torch"):
        calls |= torch_answers(torch)
        found, expected = (np.asarray(calls[name]()) for name in (own, "torch, contiguous"))
        np.testing.assert_allclose(found, expected[0], atol=1e-5 * np.abs(expected).max())
    taken = timing.medians(calls, rounds=rounds, seconds=20)
    print("## One photograph, EfficientNet-Lite0\n")
    for name, milliseconds in taken.items():
        print(f"- {name}: {milliseconds:.1f} ms")
    if others := [taken[name] for name in taken if name != own]:
        ratio = taken[own] / min(others)
        print(f"- {ratio:.2f} times PyTorch's, {'held' if ratio <= TARGET else 'missed'}\n")


if __name__ == "__main__":
    main()
