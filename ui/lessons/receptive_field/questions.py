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
from ui.lessons.receptive_field.words import questions as say
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
        (side, say.WHAT_IT_SEES_OF_THE_MAP_JUST),
        (side * count, say.ADDS_K_FOR_EACH_LAYER),
        (side**count, say.WINDOWS_SIDE_BY_SIDE_WOULD_DO),
        (r - 1, say.FIRST_PIXEL_COUNTS_TOO_N_K),
    ]
    text = say.REACH.format(count=count, side=side)
    why = f"Each layer adds k − 1 = {side - 1}: 1 + {count}·{side - 1} = {r}."
    return counted("reach", text, r, slips, why, rng)


def further(shown: Fields, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how far a cell sees after one more layer on this stack."""
    below = shown.all[-1]
    side = int((2, 3, 5)[rng.integers(3)])
    r, jump = below.size[0], below.jump[0]
    answer = r + (side - 1) * jump
    slips = [
        (r + side * jump, say.ADDS_K_STEPS_A_WINDOW_OF_K),
        (r + side - 1, say.STEP_HERE_IS_WORTH_PIXELS_NOT.format(jump=jump)),
        (r * side, say.FIELDS_OF_NEIGHBOURING_CELLS),
        (side, say.WHAT_IT_SEES_OF_THE_MAP_JUST_2),
    ]
    text = say.FURTHER.format(r=r, jump=jump, side=side)
    why = f"r + (k − 1)·jump = {r} + {side - 1}·{jump} = {answer}."
    return counted("further", text, answer, slips, why, rng)


def overlap(shown: Fields, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many windows of one layer hold a pixel at most."""
    side, stride = ((3, 1), (3, 2), (3, 3), (5, 1), (5, 2), (5, 3), (7, 2))[rng.integers(7)]
    along = -(-side // stride)
    answer = along**2
    slips = [
        (side**2, say.AT_STRIDE_WITH_STRIDE_FEWER.format(stride=stride)),
        (along, say.ALONG_ONE_AXIS_ROWS),
        (max(side // stride, 1) ** 2, say.PIXEL_CAN_FALL_INTO_ONE_WINDOW),
        (2 * along, say.ROWS_AND_COLUMNS_MULTIPLY_DO),
        (stride**2, say.STRIDE_SAYS_HOW_FAR_WINDOWS),
    ]
    text = say.OVERLAP.format(article=article(side).capitalize(), side=side, stride=stride)
    why = say.OVERLAP_WHY.format(side=side, stride=stride, along=along, answer=answer)
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
        (row, say.CELLS_OWN_ROW_IN_ITS_OWN_MAP),
        (row * jump, say.FORGETS_THE_START_PADDING),
        (answer + (r - 1) // 2, say.MIDDLE_OF_THE_FIELD_NOT_WHERE),
        (row * r, say.FIELDS_LIE_A_JUMP_APART_NOT),
        (row + start, say.NEXT_ROW_OF_CELLS_LIES_PIXELS.format(jump=jump)),
    ]
    text = say.BEGINS.format(layer=shown.layer, r=r, jump=jump, whole=whole(start), row=row)
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
    where = say.LAST_OF_THEM if inside else "just outside"
    why = say.OUTSIDE_WHY.format(span=span, column=column, where=where)
    wrong: list[Wrong] = [
        (no if inside else yes, say.PIXEL_INSIDE_THE_FIELD_COUNTS),
        (
            say.ONLY_WITH_POSITIVE_WEIGHTS,
            say.NEGATIVE_WEIGHT_CHANGES,
        ),
        (say.ONLY_IF_THE_PIXEL_IS_BRIGHT, say.WHAT_COUNTS_IS_THAT_IT_CHANGES),
    ]
    text = say.OUTSIDE.format(
        row=cell[0],
        column=cell[1],
        layer=shown.layer,
        columns=shown.field.size[1],
        whole=whole(columns.start),
        row_2=row,
        column_2=column,
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
        say.POOLING_ADDS_ONLY_IT_SEES.format(sizes_0=sizes[0]),
        say.STRIDE_DOES_NOT_CHANGE.format(sizes_1=sizes[1]),
    )
    wrong: list[Wrong] = [*zip(titles[:2], reasons, strict=True)]
    wrong.append(
        (
            "All the same",
            say.THEY_SEE_AND_PIXELS.format(sizes_0=sizes[0], sizes_1=sizes[1], sizes_2=sizes[2]),
        )
    )
    why = say.FARTHEST_WHY.format(sizes_0=sizes[0], sizes_1=sizes[1], sizes_2=sizes[2])
    text = say.FARTHEST
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
