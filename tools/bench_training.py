"""Measure a training step and one answer of the toy network, beside PyTorch and JavaScript.

Run as `python -m tools.bench_training [--node]`. Ratios are times divided by the core's own:
above 1 the core is ahead. PyTorch counts as the better of contiguous and channels-last tensors;
its Adam as it comes, and beside it the fused one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from cnn_core.data import digits
from cnn_core.nn import Adam, describe, toy_network
from cnn_core.training import train_batch
from tools import timing

HERE = Path(__file__).resolve().parent
BATCHES = (1, 16, 32, 64, 128)
LEARNING_RATE = 5e-3
IN_A_ROW = 10  # steps: training is one after the other
# How many times as fast as PyTorch a step is promised to be, on one thread: docs/benchmarks.md.
TARGETS = {1: 2.0, 16: 2.5, 32: 2.5, 64: 2.5, 128: 1.0}
NODE_PACKAGES = (
    "convnetjs@0.3.0",
    "@tensorflow/tfjs@4.22.0",
    "@tensorflow/tfjs-backend-wasm@4.22.0",
)
NODE_PEERS = {
    "ConvNetJS": ("convnetjs.mjs", ""),
    "TensorFlow.js cpu": ("tfjs.mjs", "cpu"),
    "TensorFlow.js wasm": ("tfjs.mjs", "wasm"),
}


def own_step(batch: int) -> timing.Call:
    """Return one training step of the core on `batch` digits."""
    network, optimiser = toy_network(np.random.default_rng(0)), Adam(LEARNING_RATE)
    images, labels = digits().train.batch(np.arange(batch))
    return lambda: train_batch(network, optimiser, images, labels)


def torch_network(torch: Any, layout: Any) -> Any:
    """Return the toy network in PyTorch."""
    nn = torch.nn
    layers = [nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3), nn.ReLU()]
    network = nn.Sequential(*layers, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(400, 10))
    return network.to(memory_format=layout)


def torch_steps(torch: Any, batch: int) -> dict[str, timing.Call]:
    """Return the same step in PyTorch, in each of its layouts and Adams."""
    pixels, classes = digits().train.batch(np.arange(batch))
    labels = torch.from_numpy(classes.copy())
    images = torch.from_numpy(np.ascontiguousarray(np.moveaxis(pixels, -1, 0)))

    def step(layout: Any, fused: bool) -> timing.Call:
        network = torch_network(torch, layout)
        optimiser = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE, fused=fused)
        x = images.to(memory_format=layout)

        def call() -> object:
            optimiser.zero_grad()
            loss = torch.nn.functional.cross_entropy(network(x), labels)
            loss.backward()
            optimiser.step()
            return loss.item()

        return call

    layouts = {"contiguous": torch.contiguous_format, "channels last": torch.channels_last}
    return {
        f"torch, {name}{', fused Adam' * fused}": step(layout, fused)
        for name, layout in layouts.items()
        for fused in (False, True)
    }


def own_answer() -> timing.Call:
    """Return the core's answer to one image."""
    network, image = toy_network(np.random.default_rng(0)), digits().test.image(0)
    return lambda: network.forward(image)


def torch_answers(torch: Any) -> dict[str, timing.Call]:
    """Return PyTorch's answer to one image, in both layouts."""
    image = torch.from_numpy(digits().test.image(0))[None]

    def answer(layout: Any) -> timing.Call:
        network, x = torch_network(torch, layout).eval(), image.to(memory_format=layout)

        def call() -> object:
            with torch.inference_mode():
                return network(x)

        return call

    return {
        "torch, contiguous": answer(torch.contiguous_format),
        "torch, channels last": answer(torch.channels_last),
    }


def best(taken: dict[str, float]) -> dict[str, float]:
    """Return the times with PyTorch's two layouts reduced to the faster one."""
    reduced = {"cnn_core": taken["cnn_core"]}
    for name, ms in taken.items():
        if name.startswith("torch"):
            kind = "torch, fused" if "fused" in name else "torch"
            reduced[kind] = min(ms, reduced.get(kind, ms))
    return reduced


def gemm_rate() -> float:
    """Return how many billion multiply-adds a second a large float32 matrix product reaches."""
    a = np.random.default_rng(0).random((1024, 1024), dtype=np.float32)
    out = np.empty_like(a)
    return 1024**3 / median_of(lambda: np.matmul(a, a, out=out)) / 1e6


def median_of(call: timing.Call, *, row: int = 1) -> float:
    """Return the median milliseconds of one call."""
    return timing.medians({"": call}, rounds=15, row=row)[""]


def step_multiply_adds() -> int:
    """Count the multiply-adds of one image's training step: forward, weights, inputs.

    The first layer has no use for the gradient of its input.
    """
    network = toy_network(np.random.default_rng(0))
    rows = describe(network.layers, network.input_shape).rows
    return 3 * sum(row.multiply_adds.value for row in rows) - rows[0].multiply_adds.value


def install_node_peers(folder: Path) -> None:
    """Install the JavaScript peers into a folder."""
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", *NODE_PACKAGES],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def node_times(folder: Path, peer: str, batches: Sequence[int], rounds: int) -> dict[str, Any]:
    """Return the times that a JavaScript peer reports of its steps and its answer."""
    script, backend = NODE_PEERS[peer]
    asked = {"folder": str(folder), "batches": batches, "rounds": rounds, "backend": backend}
    command = ["node", str(HERE / "bench_node" / script), json.dumps(asked)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def print_steps(rounds: int) -> None:
    """Print the table of training steps."""
    torch = timing.peer("torch")
    gemm, per_image = gemm_rate(), step_multiply_adds()
    rows = []
    for batch in BATCHES:
        calls = {"cnn_core": own_step(batch)} | (torch_steps(torch, batch) if torch else {})
        taken = best(timing.medians(calls, rounds=rounds, seconds=10, row=IN_A_ROW))
        own = taken["cnn_core"]
        ratio = taken.get("torch", float("nan")) / own
        verdict = "" if not torch else " (held)" if ratio >= TARGETS[batch] else " (missed)"
        share = batch * per_image / own / 1e6 / gemm
        rows.append(
            [
                str(batch),
                f"{own:.2f}",
                f"{taken['torch']:.2f}" if torch else "absent",
                f"{ratio:.2f}" if torch else "absent",
                f"{TARGETS[batch]:g}{verdict}",
                timing.times_as_long(taken, "torch, fused", "cnn_core"),
                f"{share:.0%}",
            ]
        )
    print(f"The machine's float32 matrix product: {gemm:.1f} billion multiply-adds a second.\n")
    head = ["batch", "core, ms", "PyTorch, ms", "ratio", "promised", "ratio, fused Adam"]
    head.append("core's share of that rate")
    timing.print_table(head, rows)


def print_answer(rounds: int) -> None:
    """Print how long one image takes."""
    torch = timing.peer("torch")
    calls = {"cnn_core": own_answer()} | (torch_answers(torch) if torch else {})
    taken = best(timing.medians(calls, rounds=rounds, row=IN_A_ROW))
    ratio = timing.times_as_long(taken, "torch", "cnn_core")
    beside = f"PyTorch takes {ratio} times as long" if torch else "PyTorch is absent"
    print(f"One 28x28 image answered: core {taken['cnn_core']:.3f} ms; {beside}.\n")


def print_node(rounds: int) -> None:
    """Print how many times as long the JavaScript peers take, batch by batch beside the core."""
    if not all(map(shutil.which, ("node", "npm"))):
        print("ConvNetJS and TensorFlow.js were left out: there is no Node with npm here.\n")
        return
    rows, refusals = [], {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install_node_peers(folder)
        for peer in NODE_PEERS:
            row = [peer]
            for batch in BATCHES:
                # Right before and after the peer, for a busy machine changes from minute to minute.
                before = median_of(own_step(batch), row=IN_A_ROW)
                found = node_times(folder, peer, [batch], rounds)
                own = (before + median_of(own_step(batch), row=IN_A_ROW)) / 2
                row.append(f"{found['step'][str(batch)] / own:.0f}" if found["step"] else "-")
            answer = median_of(own_answer(), row=IN_A_ROW)
            row.append(f"{found['inference'] / answer:.1f}")
            rows.append(row)
            if found.get("words"):
                refusals[peer] = found["words"]
    print("JavaScript in Node (one thread), times as long as the core:\n")
    timing.print_table(["", *(f"step, batch {b}" for b in BATCHES), "one answer"], rows)
    for peer, words in refusals.items():
        print(f"{peer} cannot train this network: {words}\n")


def main() -> None:
    """Print the tables of training and answering."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--node", action="store_true", help="install the JavaScript peers and ask")
    options = parser.parse_args()
    count = timing.threads()
    print(f"## Training the toy network, {count} thread{'s' * (count > 1)}\n")
    print_steps(options.rounds)
    print_answer(options.rounds)
    if options.node:
        print_node(options.rounds // 3)
    else:
        print("ConvNetJS and TensorFlow.js were left out: ask for them with --node.\n")


if __name__ == "__main__":
    main()
