"""Questions of the lesson on architectures: sizes, parameters, multiply-adds, where they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from cnn_core.describe import Row
from ui.architectures.shown import Planned, size_words
from ui.questions import Cell, Question, chosen, counted, whole

Maker = Callable[[Planned, Cell, np.random.Generator], Question | None]


def _one_of(rows: list[Row], rng: np.random.Generator) -> Row | None:
    return rows[int(rng.integers(len(rows)))] if rows else None


def parameters(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many parameters a convolution or dense layer has."""
    row = _one_of([one for one in shown.rows if one.name in ("Conv2D", "Dense")], rng)
    if row is None:
        return None
    piece, before = shown.pieces[row.number - 1], shown.before(row.number)
    answer, outputs = row.parameters.value, row.shape[0]
    inputs = (answer - outputs * piece["bias"]) // outputs
    slips = [
        (
            (inputs + 1 - piece["bias"]) * outputs,
            "The bias is counted wrongly: one for each output, if there is any.",
        ),
        (inputs + 1, "That is one output's share: each of them has its own."),
        (answer * math.prod(row.shape[1:]), "The same kernel slides everywhere: no factor for it."),
    ]
    if row.name == "Conv2D":
        slips.append(
            (
                (piece["size"] ** 2 + piece["bias"]) * outputs,
                f"A kernel is as deep as its input: {before[0]} channels.",
            )
        )
    text = f"Layer {row.number} is a {piece.title} on {size_words(before)}. How many parameters?"
    slips = [slip for slip in slips if slip[0] != answer]
    return counted("parameters", text, answer, slips, f"{row.parameters.text}.", rng)


def answer_size(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many rows a sliding layer answers."""
    row = _one_of([one for one in shown.rows if one.size and len(one.shape) == 3], rng)
    if row is None:
        return None
    piece, before = shown.pieces[row.number - 1], shown.before(row.number)
    n, size, padding = before[1], piece["size"], piece["padding"]
    stride = piece["stride"] or size
    answer = row.shape[1]
    slips = [
        (n, "Only padding that fits keeps the size, and only at stride 1."),
        ((n - size) // stride + 1, "The padding counts on both sides."),
        ((n + padding - size) // stride + 1, "The padding counts twice: before and after."),
        ((n + 2 * padding - size) // stride, "The first window counts too: + 1."),
        (n + 2 * padding - size + 1, "The stride divides."),
    ]
    slips = [(max(value, 1), why) for value, why in slips if max(value, 1) != answer]
    text = f"Layer {row.number} is a {piece.title} on {size_words(before)}. How many rows out?"
    return counted("size", text, answer, slips, f"{row.size[0]}.", rng)


def most(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which layer holds most of the parameters, or does most of the multiply-adds."""
    what = ("parameters", "multiply-adds")[int(rng.integers(2))]
    counts = {
        row.number: (row.parameters if what == "parameters" else row.multiply_adds).value
        for row in shown.rows
    }
    ranked = sorted((n for n in counts if counts[n]), key=lambda n: -counts[n])
    if len(ranked) < 2 or counts[ranked[0]] == counts[ranked[1]]:
        return None
    best, total = ranked[0], sum(counts.values())

    def name(number: int) -> str:
        return f"layer {number}, {shown.pieces[number - 1].title}"

    wrong = [
        (name(n), f"It has {whole(counts[n])}, {counts[n] / total:.1%} of all.")
        for n in [ranked[k] for k in 1 + rng.permutation(len(ranked) - 1)]
    ]
    share = f"{whole(counts[best])} of {whole(total)}, {counts[best] / total:.1%}"
    why = f"{name(best)[0].upper()}{name(best)[1:]}: {share}."
    text = f"Which layer has the most {what}?"
    return chosen(f"most {what}", text, name(best), wrong, why, rng)


def multiply_adds(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many multiply-adds a convolution takes."""
    row = _one_of([one for one in shown.rows if one.name == "Conv2D"], rng)
    if row is None:
        return None
    piece = shown.pieces[row.number - 1]
    answer, places = row.multiply_adds.value, math.prod(row.shape[1:])
    weights = answer // places
    slips = [
        (weights, "That is for one cell of every map: the kernels slide."),
        (answer // row.shape[0], "That is for one kernel: each of them does it."),
        (
            weights * math.prod(shown.before(row.number)[1:]),
            "The kernel stops once for each cell of the answer, not of the input.",
        ),
    ]
    slips = [slip for slip in slips if slip[0] != answer]
    text = (
        f"Layer {row.number} is a {piece.title} and answers {size_words(row.shape)}; its kernels "
        f"have {whole(weights)} weights in all. How many multiply-adds for one picture?"
    )
    why = f"Each weight once for each of {row.shape[1]}·{row.shape[2]} places: "
    return counted("multiply-adds", text, answer, slips, f"{why}{row.multiply_adds.text}.", rng)


def numbers_in(shown: Planned, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many numbers one picture is: what any network allows."""
    channels, rows, columns = shown.shape
    answer = channels * rows * columns
    slips = [
        (rows * columns, "Each channel is a grid of its own."),
        (rows + columns + channels, "A grid has rows times columns cells."),
        (rows * columns * (channels + 1), "Input has no bias."),
    ]
    slips = [slip for slip in slips if slip[0] != answer]
    text = f"The input is {size_words(shown.shape)}. How many numbers come in?"
    why = f"{rows}·{columns}·{channels} = {whole(answer)}."
    return counted("numbers", text, answer, slips, why, rng)


ARCHITECTURE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "parameters": parameters,
        "size": answer_size,
        "most": most,
        "multiply-adds": multiply_adds,
        "numbers": numbers_in,
    }
)
