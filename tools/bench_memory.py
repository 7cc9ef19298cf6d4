"""Measure the peak memory of a training step and of a large convolution, beside PyTorch.

Run as `python -m tools.bench_memory` (Linux). Each case runs in a process of its own, which
reports by how much its resident memory rose at most, over what it held just before.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from tools import timing
from tools.bench_photos import own_answer, torch_answers
from tools.bench_training import own_step, torch_steps

PROCESS = Path("/proc/self")


def _own_convolution() -> timing.Call:
    from cnn_core.ops import conv2d

    image = np.random.default_rng(0).random((1, 1080, 1920), dtype=np.float32)
    kernel = np.random.default_rng(1).random((1, 1, 5, 5), dtype=np.float32)
    return lambda: conv2d(image, kernel, padding=2)


def _torch_convolution() -> timing.Call:
    torch = timing.peer("torch")
    assert torch is not None
    image, kernel = torch.rand(1, 1, 1080, 1920), torch.rand(1, 1, 5, 5)
    convolve, inference = torch.nn.functional.conv2d, torch.inference_mode

    def call() -> object:
        with inference():
            return convolve(image, kernel, padding=2)

    return call


def _torch_step(batch: int) -> timing.Call:
    return torch_steps(timing.peer("torch"), batch)["torch, contiguous"]


def _torch_photo() -> timing.Call:
    return torch_answers(timing.peer("torch"))["torch, channels last"]


# Label of the row -> what the core does, and what PyTorch does.
CASES: dict[str, tuple[Callable[[], timing.Call], Callable[[], timing.Call]]] = {
    "1080x1920 grey, 5x5": (_own_convolution, _torch_convolution),
    **{
        f"training step, batch {batch}": (partial(own_step, batch), partial(_torch_step, batch))
        for batch in (1, 64, 128)
    },
    # The core loads its weights in the first call; PyTorch has them before.
    "a photograph answered": (own_answer, _torch_photo),
}


def kilobytes(field: str) -> int:
    """Return a line of this process's status."""
    lines = (PROCESS / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))


def rise(call: timing.Call) -> float:
    """Return by how many MB the memory rose at most during three calls."""
    # 5 sets the highest mark back to what is held now.
    (PROCESS / "clear_refs").write_text("5")
    before = kilobytes("VmRSS")
    for _ in range(3):
        call()
    return (kilobytes("VmHWM") - before) / 1024


def measured(case: str, peer: int) -> float:
    """Return the rise of one case, in a new process."""
    command = [sys.executable, "-m", "tools.bench_memory", "--case", case, str(peer)]
    environment = timing.environment(timing.threads())
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def main() -> None:
    """Print the table of peak memory."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--case", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args().case
    count = timing.threads()
    if asked:
        print(rise(CASES[asked[0]][int(asked[1])]()))
        return
    print(f"## Peak memory, {count} thread{'s' * (count > 1)}\n")
    if not (PROCESS / "clear_refs").exists():
        print("Left out: this system does not say how much memory a process held at most.\n")
        return
    has_torch = timing.peer("torch") is not None
    rows = []
    for case in CASES:
        other = f"{measured(case, 1):.1f}" if has_torch else "absent"
        rows.append([case, f"{measured(case, 0):.1f}", other])
    print("MB above what the process held before its first call, largest over three calls.\n")
    timing.print_table(["", "core", "PyTorch"], rows)


if __name__ == "__main__":
    main()
