"""Entries that nothing but their registry knows, and a copy of the app that has them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMES = ("softsign", "threshold", "meansquare", "farthest", "squared", "signdescent")
# File of a registry in cnn_core -> what is written at its end.
ENTRIES = {
    "ops/activations": """
ACTIVATIONS["softsign"] = ActivationFunction(
    "Softsign",
    "softsign",
    "x / (1 + |x|)",
    lambda x: floating(x) / (1 + np.abs(floating(x))),
    lambda x: (1 / (1 + np.abs(floating(x)))) ** 2,
    written("x / (1 + np.abs(x))", "x / (1 + x.abs())", "x / (1 + ops.abs(x))"),
    {"PyTorch": "nn.Softsign()", "Keras": 'layers.Activation("softsign")'},
    word="soft",
    worked=("{x} / (1 + {x})", "{x} / (1 + {-x})"),
    slope_formula="1 / (1 + |x|)²",
)
# Lets through unchanged what is above 1: a gate, but of no scale, and with nothing else said of it.
ACTIVATIONS["threshold"] = ActivationFunction(
    "Threshold",
    "threshold",
    "x above 1, else 0",
    lambda x: np.where(floating(x) > 1, floating(x), floating(x).dtype.type(0)),
    lambda x: (floating(x) > 1).astype(floating(x).dtype),
    written("np.where(x > 1, x, 0)", "x * (x > 1)", "ops.where(x > 1, x, 0)"),
    gate=True,
)
""",
    # Twice the numbers are not twice the value: whoever takes that for granted shows false ones.
    "ops/poolings": """
from cnn_core.ops.pool_windows import padded_windows
from cnn_core.geometry.padding import pad2d, unpad2d


def mean_square(x, size, **options):
    return avg_pool2d(floating(x) ** 2, size, **options)


def mean_square_backward(grad, x, size, **options):
    return 2 * floating(x) * avg_pool2d_backward(grad, x, size, **options)


POOLINGS["meansquare"] = Pooling(
    "Mean square",
    "mean square",
    mean_square,
    mean_square_backward,
    0.0,
    written(
        "(windows**2).mean(axis=(-2, -1))",
        "windows.square().mean((-2, -1))",
        "ops.mean(windows**2, axis=(-2, -1))",
    ),
    sum=Sum(after=" / {cells}", power=2),
    averages=True,
)


def _farthest_cells(x, size, options):
    at, reached = padded_windows(floating(x), size, **options)
    padded = pad2d(floating(x), reached)
    cells = np.stack([padded[:, *tap] for tap in at.taps])
    return at, reached, padded, cells, np.abs(cells).argmax(axis=0)[None]


def farthest(x, size, **options):
    *_, cells, first = _farthest_cells(x, size, options)
    return np.take_along_axis(cells, first, 0)[0]


def farthest_backward(grad, x, size, **options):
    at, reached, padded, _, first = _farthest_cells(x, size, options)
    dx = np.zeros_like(padded)
    for k, tap in enumerate(at.taps):
        dx[:, *tap] += np.where(first[0] == k, floating(grad, dx.dtype), 0)
    return unpad2d(dx, reached)


POOLINGS["farthest"] = Pooling(
    "Farthest from 0",
    "farthest",
    farthest,
    farthest_backward,
    0.0,
    written(
        "np.where(windows.max(axis=(-2, -1)) >= -windows.min(axis=(-2, -1)), "
        "windows.max(axis=(-2, -1)), windows.min(axis=(-2, -1)))",
        "torch.where(windows.amax((-2, -1)) >= -windows.amin((-2, -1)), "
        "windows.amax((-2, -1)), windows.amin((-2, -1)))",
        "ops.where(ops.max(windows, axis=(-2, -1)) >= -ops.min(windows, axis=(-2, -1)), "
        "ops.max(windows, axis=(-2, -1)), ops.min(windows, axis=(-2, -1)))",
    ),
    word="far",
    picks=Pick("farthest", lambda cells: np.abs(cells).argmax(axis=0)),
    scales=True,
)
""",
    "nn/layers": '''
@dataclass
class Squared(Layer):
    """x times x."""

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        if memory is not None:
            memory.kept["x"] = x
        return x * x

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array | None:
        x = memory.recall("x")
        return 2 * x * grad if to_input else None


LAYERS["squared"] = Squared
''',
    "nn/optimisers": '''
@dataclass
class SignDescent(Optimiser):
    """Steps of the learning rate, whatever the gradient's size."""

    title: ClassVar[str] = "Sign descent"

    def update(self, values: Array, grad: Array) -> None:
        self.steps += 1
        values -= self.learning_rate * np.sign(self.decayed(values, grad))


OPTIMISERS["signdescent"] = SignDescent
''',
}


def copy_new_entries(folder: Path) -> None:
    """Put the app and its tests into an empty folder, and the entries where registries are."""
    # Compiled files save half the time; those that another process is just writing are left out.
    unfinished = shutil.ignore_patterns("*.pyc.*")
    for name in ("cnn_core", "ui", "pages", "tests", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=unfinished)
    for name in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / "assets").symlink_to(ROOT / "assets")
    for name, entry in ENTRIES.items():
        with (folder / "cnn_core" / f"{name}.py").open("a") as file:
            file.write(f"\n\n{entry}")


def passed_in_a_copy(folder: Path, files: Sequence[str], words: Sequence[str], marks: str) -> int:
    """Run those tests of a copy whose names have one of the words; return how many passed."""
    copy_new_entries(folder)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", marks, "-k", " or ".join(words), *files],
        cwd=folder,
        env=os.environ | {"PYTEST_ADDOPTS": "-p no:cacheprovider"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    return int(passed[1])
