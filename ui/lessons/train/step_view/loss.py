"""The loss: where the way there ends and the way back begins."""

from __future__ import annotations

import math

from cnn_core.explain import loss_at
from ui.lessons.train.step_view.lines import ROUNDED, added, loss_line
from ui.lessons.train.step_view.numbers import Sum, figure, fixed, short
from ui.lessons.train.step_view.scene import Piece, Row, Scene, Table
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.words import views as say

PLACES = 4  # decimals in the columns


def loss_scene(chosen: Chosen, classes: tuple[str, ...]) -> Scene:
    """Return the loss's scene: softmax, and the surprise at the right class."""
    label = int(chosen.taken.labels[chosen.example])
    found = loss_at(chosen.taken.activations[-1][..., chosen.example], label)
    # Both columns add up, to the sum below and to 1, with what rounding leaves over.
    exponentials = Sum(found.exponentials.tolist(), places=PLACES)
    shares = Sum(found.probabilities.tolist(), places=PLACES)
    rows = [
        Row(
            (
                classes[k],
                fixed(float(found.logits[k]), 3),
                fixed(exponentials.wholes[k] / 10**PLACES, PLACES),
                fixed(shares.wholes[k] / 10**PLACES, PLACES),
            ),
            float(found.probabilities[k]),
            right=k == label,
        )
        for k in range(len(found.logits))
    ]
    if exponentials.left_over or shares.left_over:
        left = exponentials.left_over or "0", shares.left_over or "0"
        rows.append(Row(("rounding", "", *left), 0.0))
    largest, own = figure(float(found.logits.max())), figure(float(found.logits[label]))
    exponential = figure(math.exp(own.value - largest.value))
    p = figure(exponential.value / exponentials.value)
    loss = figure(-math.log(p.value) if p.value else found.loss)
    return Scene(
        say.LOSS_HOW_FAR,
        say.SOFTMAX_TURNS_THE_LOGITS_INTO.format(classes=classes[label]),
        [Table(("class", "logit z", f"e^(z − {largest.text})", "p"), rows)],
        [
            [
                Piece(f"p({classes[label]}) = e^({own.text} − {largest.factor}) / sum ≈ "),
                Piece(f"{exponential.text} / {exponentials.total} ≈ "),
                Piece(p.text, "result"),
            ],
            [
                Piece(f"loss = −ln({p.text}) ≈ "),
                Piece(loss.text, "result"),
            ],
            loss_line(chosen.taken, chosen.example),
        ],
        ROUNDED,
    )


def loss_back(chosen: Chosen, classes: tuple[str, ...]) -> Scene:
    """Return where the way back begins: p − y at the logits."""
    label = int(chosen.taken.labels[chosen.example])
    found = loss_at(chosen.taken.activations[-1][..., chosen.example], label)
    unit = chosen.pick[0] if chosen.pick else label
    unit = min(max(unit, 0), len(found.gradient) - 1)
    rows = [
        Row(
            (
                classes[k],
                fixed(float(found.probabilities[k]), 4),
                "1" if k == label else "0",
                fixed(float(found.gradient[k]), 4),
            ),
            float(found.gradient[k]),
            chosen=k == unit,
            right=k == label,
        )
        for k in range(len(found.gradient))
    ]
    truth = 1.0 if unit == label else 0.0
    difference = Sum([float(found.probabilities[unit]), -truth])
    total = Sum(found.gradient.tolist())
    wanted = "raise" if found.gradient[unit] < 0 else "lower"
    return Scene(
        say.BACK_AT_THE_LOGITS_P_Y,
        say.SLOPE_OF_THE_LOSS_FOR_EACH,
        [Table(("class", "p", "y", "p − y"), rows, sends="pick", signed=True)],
        [
            [
                Piece(f"class {classes[unit]}: ", "soft"),
                Piece(f"{difference.terms[0]} − {short(truth)} = "),
                Piece(difference.total, "result"),
                Piece(say.LEARNING_WILL_THIS_LOGIT.format(wanted=wanted), "soft"),
            ],
            [
                Piece("all: ", "soft"),
                *added(total, [""] * len(total.terms)),
                Piece(f" = {total.total}"),
            ],
        ],
        ROUNDED,
    )
