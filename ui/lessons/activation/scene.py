"""Turn an activated map into the scene of a linked view."""

from __future__ import annotations

import numpy as np

from ui.frame.scenes import size
from ui.lessons.activation.words import views as say
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.models.activation import Activated
from ui.views.linked_view.outputs import Bend, OutputScene

ANNOUNCED = "activation"
CURVE_TO = 4.0  # x, either side of 0, that curves are drawn over, unless a map reaches further
SAMPLES = 161


def reach(shown: Activated) -> tuple[float, float]:
    """Return the ends of x: symmetric, and wide enough for every cell."""
    most = max(CURVE_TO, float(np.ceil(np.abs(shown.before).max())))
    return -most, most


def activation_scene(
    view: View, shown: Activated, *, hidden: tuple[int, int] | None = None, share: float = 0.42
) -> OutputScene:
    """Return the map before, the function, and the map after it."""
    low, high = reach(shown)
    x = np.linspace(low, high, SAMPLES)
    y = np.asarray(shown.function.forward(x), dtype=np.float64)
    room = 0.08 * float(y.max() - y.min())
    rows, columns = shown.before.shape
    title = shown.function.title
    return OutputScene(
        image=shown.numerators[None],
        divisor=shown.divisor,
        maps=shown.after[None],
        map_divisor=1,
        bend=Bend(
            title,
            shown.function.examples,
            shown.slopes,
            (x, y),
            (float(y.min()) - room, float(y.max()) + room),
            shown.tenths,
        ),
        grey=(False, shown.stays_above),
        same_range=False,
        titles=(f"before {size(rows, columns)}", title, f"after {size(rows, columns)}"),
        label=say.UNDER_BEFORE_AND_AFTER_ARROW.format(
            title=shown.convolution.picture.title,
            title_2=shown.convolution.kernel.title,
            title_3=title,
        ),
        cell=view[CELL],
        arrival=view.arrival,
        hidden=hidden,
        share=share,
        announce=ANNOUNCED,
    )
