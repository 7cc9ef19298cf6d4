"""The code of an activated map: the convolution's script, and the function after it."""

from __future__ import annotations

from cnn_core.ops.activations import ActivationFunction
from ui.code.convolution import SNIPPETS
from ui.models.activation import TENTHS, Activated


def activation_code(framework: str, shown: Activated) -> str:
    """Write the script of an activated map: `x` (H', W') before, `activated` after."""
    script = SNIPPETS[framework].feature_map(shown.convolution)
    return script + "\n" + "\n".join(activation_lines(framework, shown)) + "\n"


def function_code(framework: str, function: ActivationFunction) -> str:
    """Write a function of `x`; SciPy's arrays are NumPy's, and so is its code."""
    return function.code["NumPy" if framework == "SciPy" else framework]


def activation_lines(framework: str, shown: Activated) -> list[str]:
    """Write the lines that follow the convolution's: `x` and `activated` of `feature_map`."""
    white = shown.convolution.picture.white
    bias = f" {'-' if shown.tenths < 0 else '+'} {abs(shown.tenths) / TENTHS}" * bool(shown.tenths)
    return [
        f"# Pixels from 0 to 1{', then the bias' if bias else ''}.",
        f"x = feature_map / {white}{bias}",
        f"activated = {function_code(framework, shown.function)}",
    ]
