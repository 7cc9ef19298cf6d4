"""What the lesson on the sliding window says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset

HEAD = (
    "Lay a small grid of weights, the *kernel* (or *filter*), on the image. Multiply each weight "
    "by the pixel under it and add the products: this *dot product* is one cell of the *feature "
    "map*. Then slide on by one pixel. All this is called a *convolution*, or strictly a "
    "*cross-correlation*."
)
FIRST_STEP = (
    "Point at a cell of the feature map. **One sum** adds its products one by one, **Play** goes "
    "on to the next cells. Drag any number to change it."
)
PRESETS = (
    Preset(
        "10 | 0 edge",
        {},
        "Where a window has bright and dark pixels the result is 30, so the map shows the "
        "edge. **One sum** adds its products one by one.",
    ),
    Preset(
        "turned by 90°",
        {"image": "edge-down", "kernel": "horizontal-edge"},
        "Image and kernel are both turned by 90°. The result is 30 again, now in rows instead of "
        "columns.",
    ),
    Preset(
        "two columns",
        {"kernel": "two-column", "size": "2", "cell": "2,2"},
        "This kernel subtracts the right pixel from the left one. Only the column at the edge is "
        "not 0.",
    ),
    Preset(
        "5×5 → 3×3, high-pass on 200",
        {"image": "centre-200", "kernel": "laplacian-4"},
        "200 · 4 = 800, and the four neighbours are 625 together. The difference, 175, says how "
        "much the middle stands out.",
    ),
    Preset(
        "a handwritten 7",
        {"image": "digit-7", "cell": "12,16"},
        "Orange means that the left side of the window is brighter. Blue means that the right "
        "side is.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** hide the map with a hand. *Which cells of the first figure become 0, and "
    "why?* Where all nine pixels are equal the weights cancel. Then let them work out one 30 on "
    "paper before the formula line shows it.\n\n**Usual mistakes:** the products are averaged "
    "instead of added. The kernel is turned by 180° in the head (networks do not turn it: the "
    "switch shows what changes). The map is expected to be as large as the image. (Row, column) "
    "is read as (x, y). A negative result is taken for an error: it means that the *other* side "
    "is brighter.\n\n**Then:** drag the middle pixel of “high-pass on 200” down. At which value "
    "does its result become 0? (At 156.25, the mean of its four neighbours: no whole number does "
    "it.)"
)
