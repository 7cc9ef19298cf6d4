"""What the lesson on one dimension says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset
from ui.lessons.one_dimension.lists import Lists
from ui.text.arithmetic import written
from ui.text.numbers import bracketed

HEAD = (
    "To *convolve* means to roll together: turn one list around, slide it along the other, "
    "multiply what meets, and add. For functions the sum becomes an area: (f\u00a0∗\u00a0h)(x) = "
    "∫\u00a0f(t)\u00a0h(x\u00a0−\u00a0t)\u00a0dt. Networks leave out the turn: this is "
    "*cross-correlation*."
)
FIRST_STEPS = {
    "lists": "Point at a number of the result, or press Play, and watch which numbers meet.",
    "curves": "Press “✎ Guess” and draw the result that you expect. Then compare, or press Play.",
    "pixels": "Drag along the image, or press Play, and watch the sum.",
}
PRESETS = (
    Preset(
        "two short lists",
        {},
        "Three pairs meet at place 2: 1·6 + 2·5 + 3·4 = 28. In the table their products are one "
        "slanted line. Press “Play” to slide b.",
    ),
    Preset(
        "box ∗ box = triangle",
        {"view": "curves"},
        "The overlap of two boxes grows and shrinks evenly, so the result is a triangle.",
    ),
    Preset(
        "Gaussian ∗ Gaussian",
        {"view": "curves", "f": "gaussian", "h": "gaussian", "x": "0"},
        "Two bell curves give a bell curve again, wider than both.",
    ),
    Preset(
        "a blurred edge",
        {"view": "curves", "f": "edge", "h": "gaussian", "x": "0"},
        "The bell curve turns the sharp edge into a smooth slope. A blur does this to an image.",
    ),
    Preset(
        "the flip matters",
        {"view": "curves", "f": "triangle", "h": "exponential", "x": "0.75"},
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
    "drawn against x? Let them draw it with “✎ Guess”, which hides the result until they "
    "compare.\n\n**Usual mistakes:** the height of the product is taken for its area. The turn is "
    "forgotten, which nobody notices as long as h is symmetric (“the flip matters” shows it). The "
    "result is thought to be as wide as f.\n\n**Then:** switch to correlation and swap f and h: "
    "why is only one of the two the same? Which of the two does a network compute, and why does it "
    "not matter there? (It learns its weights, turned or not.)"
)


def list_words(shown: Lists) -> str:
    """Say how long the result is, and which sum is easy to check."""
    a, b, count = len(shown.a), len(shown.b), len(shown.result)
    numbers = f"{count} number" + "s" * (count != 1)
    words = f"The result has {a} + {b} − 1 = **{numbers}**."
    total, left, right = (sum(one) for one in (shown.result.tolist(), shown.a, shown.b))
    check = f"{bracketed(written(left))} · {bracketed(written(right))} = {written(total)}"
    return f"{words} Its sum is the sum of a times the sum of b: {check}."
