"""Turn an activated map into the scene of a linked view."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from ui.frame.scenes import size
from ui.link.view import View
from ui.models.activation import Activated
from ui.views.linked_view.answers import AnswerScene, Bend

ANNOUNCED = "activation"
CURVE_FROM, CURVE_TO = -4.0, 4.0  # x that curves are drawn over, unless a map reaches further
SAMPLES = 161
# Name of an activation -> how its value is worked out, above 0 and elsewhere; others by name.
WORKED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "relu": ("max(0, {x})", "max(0, {x})"),
        "leaky_relu": ("{x}", "0.01·{(x)}"),
        "sigmoid": ("1 / (1 + exp({-x}))",) * 2,
        "tanh": ("tanh({x})",) * 2,
    }
)


def worked(shown: Activated) -> tuple[str, str]:
    """Return how the activation's value is written with its number in it."""
    return WORKED.get(shown.kind, (f"{shown.function.title}({{x}})",) * 2)


def reach(shown: Activated) -> tuple[float, float]:
    """Return the ends of x: symmetric, and wide enough for every cell."""
    most = max(CURVE_TO, float(np.ceil(np.abs(shown.before).max())))
    return -most, most


def activation_scene(
    view: View, shown: Activated, *, hidden: tuple[int, int] | None = None, share: float = 0.42
) -> AnswerScene:
    """Return the map before, the function, and the map after it."""
    low, high = reach(shown)
    x = np.linspace(low, high, SAMPLES)
    y = np.asarray(shown.function.forward(x), dtype=np.float64)
    room = 0.08 * float(y.max() - y.min())
    rows, columns = shown.before.shape
    title = shown.function.title
    return AnswerScene(
        image=shown.numerators[None],
        divisor=shown.divisor,
        maps=shown.after[None],
        map_divisor=1,
        answer="function",
        bend=Bend(
            title,
            worked(shown),
            shown.slopes,
            (x, y),
            (float(y.min()) - room, float(y.max()) + room),
            shown.tenths,
        ),
        grey=(False, shown.stays_above),
        same_range=False,
        titles=(f"before {size(rows, columns)}", title, f"after {size(rows, columns)}"),
        label=f"{shown.convolution.picture.title} under {shown.convolution.kernel.title}, before "
        f"and after {title}: arrow keys move the cell, space plays, Enter pins",
        cell=view["cell"],
        arrival=view.arrival,
        hidden=hidden,
        share=share,
        announce=ANNOUNCED,
    )
