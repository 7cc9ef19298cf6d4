"""Questions of the lesson on receptive fields: how far, from where, how many, and who sees what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from cnn_core.geometry.phrases import article
from cnn_core.nn import receptive_field
from ui.frame.questions import Cell, Question, Wrong, chosen, counted, whole
from ui.lessons.receptive_field.downsampling import ways
from ui.lessons.receptive_field.model import Fields
from ui.lessons.receptive_field.stacks import Slide, sliding
from ui.text.numbers import MINUS


def reach(shown: Fields, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how far the last of several equal layers sees."""
    here = shown.slides[shown.layer - 1]
    sizes = sorted({3, 5, here.size} - {1})
    side, count = int(sizes[rng.integers(len(sizes))]), int(rng.integers(2, 7))
    answer = receptive_field(sliding([Slide(size=side)] * count))[-1]
    assert answer is not None
    r = answer.size[0]
    slips = [
        (side, "That is what it sees of the map just below, but each layer below adds more."),
        (side * count, "That adds k for each layer. The windows overlap, so each adds only k − 1."),
        (side**count, "Windows side by side would do that; at stride 1 they overlap."),
        (r - 1, "The first pixel counts too: 1 + n·(k − 1)."),
    ]
    text = (
        f"{count} layers of {side}×{side}, all with stride 1, follow each other. How many pixels "
        "wide is the receptive field of a cell of the last?"
    )
    why = f"Each layer adds k − 1 = {side - 1}: 1 + {count}·{side - 1} = {r}."
    return counted("reach", text, r, slips, why, rng)


def further(shown: Fields, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how far a cell sees after one more layer on this stack."""
    below = shown.all[-1]
    side = int((2, 3, 5)[rng.integers(3)])
    r, jump = below.size[0], below.jump[0]
    answer = r + (side - 1) * jump
    slips = [
        (r + side * jump, "That adds k steps; a window of k cells is k − 1 steps wide."),
        (r + side - 1, f"A step here is worth {jump} pixels, not 1: that is the jump."),
        (r * side, "The fields of neighbouring cells overlap: they do not stand side by side."),
        (side, "That is what it sees of the map just below, not of the image."),
    ]
    text = (
        f"The last layer has the receptive field r = {r} and the jump {jump}. Another layer "
        f"follows, {side}×{side}, stride 1. How many pixels wide is its receptive field?"
    )
    why = f"r + (k − 1)·jump = {r} + {side - 1}·{jump} = {answer}."
    return counted("further", text, answer, slips, why, rng)


def overlap(shown: Fields, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many windows of one layer hold a pixel at most."""
    side, stride = ((3, 1), (3, 2), (3, 3), (5, 1), (5, 2), (5, 3), (7, 2))[rng.integers(7)]
    along = -(-side // stride)
    answer = along**2
    slips = [
        (side**2, f"That is at stride 1: with stride {stride} fewer windows begin nearby."),
        (along, "That is along one axis: rows and columns multiply."),
        (max(side // stride, 1) ** 2, "A pixel can fall into one window more: round up."),
        (2 * along, "Rows and columns multiply: do not add them."),
        (stride**2, "The stride says how far windows are apart, not how many overlap."),
    ]
    text = (
        f"{article(side).capitalize()} {side}×{side} kernel slides with stride {stride}. How many "
        "of its windows, at most, hold the same pixel?"
    )
    why = (
        f"Along an axis at most ⌈k / s⌉ = ⌈{side} / {stride}⌉ = {along} windows hold it, so "
        f"{along}·{along} = {answer}."
    )
    return counted("overlap", text, answer, slips, why, rng)


def begins(shown: Fields, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask in which row another cell's field begins; None for a map of one row."""
    field, (high, _) = shown.field, shown.sizes[shown.layer]
    others = [row for row in range(1, high) if row != cell[0]]
    if not others:
        return None
    row = int(others[rng.integers(len(others))])
    start, jump, r = field.start[0], field.jump[0], field.size[0]
    answer = start + row * jump
    slips = [
        (row, "That is the cell's own row, in its own map."),
        (row * jump, "That forgets the start: padding moves the fields up."),
        (answer + (r - 1) // 2, "That is the middle of the field, not where it begins."),
        (row * r, "Fields lie a jump apart, not side by side."),
        (row + start, f"The next row of cells lies {jump} pixels further."),
    ]
    text = (
        f"Layer {shown.layer} has r = {r}, jump = {jump}, start = {whole(start)}. In which row of "
        f"the image does the field of its cells in row {row} begin? (Below 0 is padding.)"
    )
    why = f"start + row·jump = {whole(start)} + {row}·{jump} = {whole(answer)}."
    return counted("begins", text, answer, slips, why, rng)


def outside(shown: Fields, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask whether a pixel near the end of the field can change the cell; None for no such pixel."""
    rows, columns = shown.field.of(*cell)
    inside = bool(rng.integers(2))
    column = columns.stop - 1 if inside else columns.stop
    row = (max(rows.start, 0) + min(rows.stop, shown.size[0]) - 1) // 2
    if not (0 <= column < shown.size[1] and 0 <= row < shown.size[0]):
        return None
    if inside and not shown.reach.pixels(*cell)[row, column]:
        return None  # in a gap that dilation left: a question of its own
    yes, no = "Yes, it can", "No, never"
    span = f"{columns.start} to {columns.stop - 1}".replace("-", MINUS)
    where = "the last of them" if inside else "just outside"
    why = f"Its receptive field has columns {span}: column {column} is {where}."
    wrong: list[Wrong] = [
        (no if inside else yes, "A pixel inside the field counts, and one outside never does."),
        (
            "Only with positive weights",
            "A negative weight changes the cell, too, in the other direction.",
        ),
        ("Only if the pixel is bright", "What counts is that it changes, not how bright it is."),
    ]
    text = (
        f"Cell {cell[0]}, {cell[1]} of layer {shown.layer} has r = {shown.field.size[1]} and its "
        f"field begins in column {whole(columns.start)}. The pixel in row {row}, column {column} "
        "changes. Can the cell change?"
    )
    return chosen("outside", text, yes if inside else no, wrong, why, rng)


def farthest(shown: Fields, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which of the three ways to shrink sees the farthest."""
    side = int((3, 5, 7)[rng.integers(3)])
    compared = ways(side, 1)
    titles = (
        f"{side}×{side}, then a 2×2 pooling",
        f"{side}×{side} with stride 2",
        f"{side + 2}×{side + 2} with stride 2",
    )
    fields = [receptive_field(sliding(way.slides))[-1] for way in compared]
    sizes = [field.size[0] for field in fields if field is not None]
    reasons = (
        f"The pooling adds only (2 − 1)·1: it sees {sizes[0]}.",
        f"A stride does not change the field of its own layer: {sizes[1]}. It changes the jump.",
    )
    wrong: list[Wrong] = [*zip(titles[:2], reasons, strict=True)]
    wrong.append(("All the same", f"They see {sizes[0]}, {sizes[1]} and {sizes[2]} pixels."))
    why = f"They see {sizes[0]}, {sizes[1]} and {sizes[2]} pixels; all three have a jump of 2."
    text = "Three ways to halve a map. Which gives the largest receptive field?"
    return chosen("farthest", text, titles[2], wrong, why, rng)


Maker = Callable[[Fields, Cell, np.random.Generator], Question | None]
FIELD_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "reach": reach,
        "further": further,
        "overlap": overlap,
        "begins": begins,
        "outside": outside,
        "farthest": farthest,
    }
)
