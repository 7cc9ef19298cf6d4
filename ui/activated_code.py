"""The code of an activated map: the convolution's script, and the function after it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.activated import TENTHS, Activated
from ui.snippets import SNIPPETS

# Name of an activation -> how each framework writes it of x.
WRITTEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "relu": {
            "NumPy": "np.maximum(x, 0)",
            "PyTorch": "F.relu(x)",
            "Keras": "ops.relu(x)",
        },
        "leaky_relu": {
            "NumPy": "np.where(x > 0, x, 0.01 * x)",
            "PyTorch": "F.leaky_relu(x, 0.01)",
            "Keras": "ops.leaky_relu(x, negative_slope=0.01)",
        },
        "sigmoid": {
            "NumPy": "(1 + np.tanh(x / 2)) / 2",  # 1 / (1 + exp(-x)) without its overflow
            "PyTorch": "torch.sigmoid(x)",
            "Keras": "ops.sigmoid(x)",
        },
        "tanh": {
            "NumPy": "np.tanh(x)",
            "PyTorch": "torch.tanh(x)",
            "Keras": "ops.tanh(x)",
        },
        "gelu": {
            "NumPy": "x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))",
            "PyTorch": 'F.gelu(x, approximate="tanh")',
            "Keras": "ops.gelu(x, approximate=True)",
        },
    }
)


def activation_code(framework: str, shown: Activated) -> str:
    """Write the script of an activated map: `x` (H', W') before, `activated` after."""
    script = SNIPPETS[framework].feature_map(shown.convolution)
    return script + "\n" + "\n".join(activation_lines(framework, shown)) + "\n"


def activation_lines(framework: str, shown: Activated) -> list[str]:
    """Write the lines that follow the convolution's: `x` and `activated` of `feature_map`."""
    white = shown.convolution.picture.white
    bias = f" {'-' if shown.tenths < 0 else '+'} {abs(shown.tenths) / TENTHS}" * bool(shown.tenths)
    return [
        f"# Pixels from 0 to 1{', then the bias' if bias else ''}.",
        f"x = feature_map / {white}{bias}",
        f"activated = {WRITTEN[shown.kind][framework]}",
    ]
