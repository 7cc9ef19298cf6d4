"""What the lesson on stacking says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset

HEAD = (
    "A layer can only combine what the layer before it found: edges make corners, and corners make "
    "squares. This needs a ReLU between the layers. Without it, layers do no more than one larger "
    "kernel, because convolution is *associative*."
)
FIRST_STEPS = {
    "corners": "Point at a corner, and follow its value back through both layers.",
    "squares": "Point at the last map to see which four corners its value is the sum of.",
    "relu": "Point at a map to compare the layers with the best single kernel, cell by cell.",
    "linear": "Point at a map to compare the two ways, cell by cell.",
}
CAMERA = {"image": "camera", "cell": "24,39"}
PRESETS = (
    Preset(
        "edges → corners",
        {},
        "Layer 1 finds four kinds of edges. Layer 2 adds top and left edges, and finds 5 corners. "
        "No single 3×3 kernel can (≠).",
    ),
    Preset(
        "corners → squares",
        {"view": "squares"},
        "A square has four corners at the right distances. The third layer finds 2 places where "
        "all four are.",
    ),
    Preset(
        "ReLU between",
        {"view": "relu", **CAMERA},
        "With a ReLU between the layers no 7×7 kernel gives this map. Even the best one is "
        "clearly wrong.",
    ),
    Preset(
        "three 3×3 = one 7×7",
        {"view": "linear", **CAMERA},
        "Without ReLU, three layers and one 7×7 kernel give the same map. The tiny difference is "
        "rounding.",
    ),
    Preset(
        "five blurs",
        {"view": "linear", "kernel": "box-blur", "then": ",".join(["box-blur"] * 4), **CAMERA},
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
