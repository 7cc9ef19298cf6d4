"""What the lesson on padding and stride says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset
from ui.models.convolution import Convolution

HEAD = (
    "A 3×3 window must stay inside the image, so the map has 2 rows and 2 columns fewer. "
    "*Padding* adds a frame of extra pixels, so the map can be as large as the image. "
    "*Stride* is how far the window jumps. *Dilation* spreads its weights apart."
)
FIRST_STEPS = {
    "map": "Move a slider and watch its number change in the formula.",
    "readers": "Point at a pixel: its number says how many windows read it.",
    "layers": "Move “Layers” until no window fits any more.",
    "compare": "Move “Size k”, and compare how many windows read a corner.",
    "same": "Move “Stride s”, and compare which pixels are read.",
}
PRESETS = (
    Preset(
        "28×28 → 26×26",
        {},
        "A 3×3 window fits at 26 positions in 28 pixels, because 28 − 3 + 1 = 26. Move a "
        "slider and watch the formula.",
    ),
    Preset(
        "stride 2 halves",
        {"stride": "2", "cell": "4,7"},
        "With stride 2 the window jumps over every second position: 13 results in a row instead "
        "of 26.",
    ),
    Preset(
        "3×3 padded to 7×7",
        {"image": "nine", "padding": "2", "cell": "0,0"},
        "Padding 2 makes the 3×3 image 7×7, so the map is 5×5: larger than the image.",
    ),
    Preset(
        "three paddings",
        {"image": "centre-200", "view": "compare"},
        "Without padding 1 window reads a corner pixel, and 9 read the middle. So the border has "
        "less influence. With “same” 4 windows read the corner.",
    ),
    Preset(
        "32 layers",
        {"image": "ring", "view": "layers", "layers": "32"},
        "Each layer takes away 2 rows and 2 columns. After 32 layers one cell is left, and no "
        "window fits any more.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** a 28×28 image under a 3×3 kernel: how many rows does the map have? Let them "
    "first count windows, not cells. Then change the stride to 2 and ask again before they "
    "look.\n\n**Usual mistakes:** p is counted once instead of on both sides. k is taken for k − "
    "1. The result is rounded up. Dilation is forgotten. “Same” is taken for padding 1 with every "
    "kernel.\n\n**Then:** set stride 3 in “Who reads a pixel” and let them find what is never "
    "read. Which padding reads it again? With padding 1, why does circular padding give every "
    "pixel 9 windows?"
)


def keeping_words(found: Convolution) -> str:
    """Say which padding keeps the size, with the numbers of a square kernel."""
    high, wide = found.kernel.shape
    if high != wide:
        return ""
    lost = found.dilation * (high - 1)
    factor, taken = (f"{found.dilation}·", "d·(k − 1)") if found.dilation > 1 else ("", "k − 1")
    if lost % 2:
        return (
            f"With stride 1 no p keeps the size here, because {taken} = {lost} is odd. "
            "“same” adds one pixel more at the end."
        )
    rule = taken if found.dilation > 1 else f"({taken})"
    return (
        f"With stride 1, p = {rule} / 2 keeps the size. Here this is "
        f"{factor}({high} − 1) / 2 = {lost // 2}."
    )
