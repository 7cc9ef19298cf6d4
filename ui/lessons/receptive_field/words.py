"""What each view of the lesson on receptive fields means, in words with its numbers."""

from __future__ import annotations

from cnn_core.receptive_fields import MeasuredField
from ui.lessons.receptive_field.model import HALF, Fields


def field_words(shown: Fields, mode: str, measured: MeasuredField | None) -> str:
    """Say what the view shows."""
    if mode == "measured" and measured is not None:
        return measured_words(shown, measured)
    return {"overlap": overlap_words, "ways": ways_words}.get(mode, growth_words)(shown)


def growth_words(shown: Fields) -> str:
    """Say how far each layer sees, and correct the article."""
    sizes = ", ".join(str(field.size[0]) for field in shown.all[1:])
    count = len(shown.slides)
    seen = (
        f"Layer by layer a cell sees **{sizes}** pixels."
        if count > 1
        else (f"A cell sees **{sizes}** pixel{'s' * (sizes != '1')} of each row and column.")
    )
    return (
        f"{seen} An article says that the field of stacked 3×3 layers stays 3×3: true for the map "
        "just below, but of the picture it is 3, 5, 7, 2 more a layer. Slow growth is its point "
        "all the same, and why networks stride or pool."
    )


def overlap_words(shown: Fields) -> str:
    """Say how many cells see a pixel, and what stride does to that number."""
    counts = shown.reach.counts
    most, least = int(counts.max()), int(counts.min())
    range_ = f"{least} to {most}" if least < most else f"{most}"
    return (
        f"Here **{range_}** cells of layer {shown.layer} see a pixel. One 3×3 layer without "
        "padding: 9 at stride 1 (fewer at the border), up to 4 at stride 2, exactly 1 at stride 3 "
        "where windows fit. Receptive fields overlap in the visual cortex, too: a point is said to "
        "lie in 3 to 7 of them. A stride smaller than the kernel has the same effect here."
    )


def measured_words(shown: Fields, measured: MeasuredField) -> str:
    """Say which middle of the field holds half of the gradient."""
    high, wide = measured.middle(HALF)
    rows, columns = measured.field.size
    if not measured.shares.any():
        return "No gradient arrived: this cell sees only padding, or every ReLU on the way was off."
    inside = "×".join(str(axis.stop - axis.start) for axis in shown.inside)
    theory = f"Theory says which {inside} pixels *can* move the cell"
    middle = f"Measured, the middle **{high}×{wide}**"
    if inside == f"{rows}×{columns}":
        part = 100 * high * wide / (rows * columns)
        middle += f" (dashed), {part:.0f} % of them, does"
    else:
        theory += f"; the rest of its {rows}×{columns} field is outside"
        middle += " of the field (dashed) does"
    share = 100 * measured.middle_share(high)
    return (
        f"{theory}. {middle} {share:.0f} % of it: many paths lead from the middle to the cell, one "
        "from each corner. Weights are random, the input noise, |gradient| averaged; training may "
        "shift it."
    )


def ways_words(shown: Fields) -> str:
    """Say what the comparison shows."""
    return (
        "A pooling keeps every window and then forgets; a stride never computes what it skips; a "
        "larger kernel sees more and costs (k + 2)² instead of k² weights. “k + 2, stride + 1” is "
        "a rule of thumb, not a law."
    )
