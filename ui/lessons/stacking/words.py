"""What the lesson on stacking says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset

HEAD = (
    "Kernels one after another do no more than one larger kernel: three 3×3 kernels do what one "
    "7×7 does (convolution is *associative*). With a ReLU between them, layers can build corners "
    "from edges, and squares from corners."
)
FIRST_STEPS = {
    "linear": "Point at a map to compare the two ways, cell by cell.",
    "relu": "Point at a map to compare the layers with the best single kernel, cell by cell.",
    "corners": "Point at the last map to see which edges its value is the sum of.",
    "squares": "Point at the last map to see which four corners its value is the sum of.",
}
PRESETS = (
    Preset(
        "three 3×3 = one 7×7",
        {},
        "Three layers and one 7×7 kernel give the same map. The tiny difference is rounding.",
    ),
    Preset(
        "ReLU between",
        {"view": "relu"},
        "With a ReLU between the layers no 7×7 kernel gives this map. Even the best one is "
        "clearly wrong.",
    ),
    Preset(
        "edges → corners",
        {"view": "corners", "image": "shapes", "cell": "3,3"},
        "A corner is where two edges meet. The second layer adds two edge maps and keeps what is "
        "large: 5 corners of one kind.",
    ),
    Preset(
        "corners → squares",
        {"view": "squares", "image": "shapes", "cell": "3,3"},
        "A square has four corners at the right distances. The third layer finds 2 places where "
        "all four are.",
    ),
    Preset(
        "five blurs",
        {"kernel": "box-blur", "then": ",".join(["box-blur"] * 4)},
        "Five 3×3 blurs do what one 11×11 blur does, with 45 weights instead of 121.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** two blurs one after another: could one kernel do both? How large is it? "
    "Then: ten 3×3 layers with nothing between them: what can they do that one 21×21 kernel "
    "cannot? (Nothing. They only need fewer weights, 90 instead of 441.)\n\n**Usual mistakes:** "
    "“more layers, more power” without the ReLU. Sides are added (3 + 3 = 6) instead of 3 + 2. A "
    "bias is taken for something that is not linear.\n\n**Then:** in “Edges → corners” let them "
    "find weights and threshold for the bottom right corner, and for any edge at all. Lower the "
    "threshold step by step: what else counts as a corner? In “Corners → squares”, which side "
    "finds the larger square? What does switching ReLU off do?"
)
