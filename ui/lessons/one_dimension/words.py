"""What the lesson on one dimension says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset

HEAD = (
    "To *convolve* f with h, turn h around, slide it to x, multiply it with f and measure the "
    "area: (f ∗ h)(x) = ∫ f(t) h(x − t) dt. On pixels the area is a sum. Networks leave out the "
    "turn: this is *cross-correlation*."
)
FIRST_STEPS = {
    "curves": "Drag x, or press Play, and watch the area.",
    "pixels": "Drag along the image, or press Play, and watch the sum.",
}
PRESETS = (
    Preset(
        "box ∗ box = triangle",
        {},
        "The overlap of two boxes grows and shrinks evenly, so the result is a triangle.",
    ),
    Preset(
        "Gaussian ∗ Gaussian",
        {"f": "gaussian", "h": "gaussian", "x": "0"},
        "Two bell curves give a bell curve again, wider than both.",
    ),
    Preset(
        "a blurred edge",
        {"f": "edge", "h": "gaussian", "x": "0"},
        "The bell curve turns the sharp edge into a smooth slope. A blur does this to an image.",
    ),
    Preset(
        "the flip matters",
        {"f": "triangle", "h": "exponential", "x": "0.75"},
        "h is not symmetric, so turning it around matters: 0.542 with the turn, 0.053 without it.",
    ),
    Preset(
        "a row of pixels",
        {"view": "pixels"},
        "Three weights slide along one row of the 7. The sum of three products is one output.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** two boxes of width 1 slide over each other: what does the area look like, "
    "drawn against x? Let them sketch it, then press Play.\n\n**Usual mistakes:** the height of "
    "the product is taken for its area. The turn is forgotten, which nobody notices as long as h "
    "is symmetric (“the flip matters” shows it). The result is thought to be as wide as "
    "f.\n\n**Then:** switch to correlation and swap f and h: why is only one of the two the "
    "same? Which of the two does a network compute, and why does it not matter there? (It learns "
    "its weights, turned or not.)"
)
