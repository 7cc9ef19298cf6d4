"""What goes wrong in a run, in words: what it is, why it comes, and what may help."""

from __future__ import annotations

import math

from cnn_core.training import Record, Trouble
from cnn_core.training.diagnostics import FAR, PROGRESS, WINDOW
from ui.lessons.train.words import views as say


def warning(trouble: Trouble, record: Record) -> str:
    """Say in two or three sentences what goes wrong in the run with this record."""
    step, amount = trouble.step, trouble.amount
    match trouble.kind:
        case "not-a-number":
            what = "infinite" if math.isinf(amount) else "not a number"
            return say.LOSS_IS_SINCE_STEP_THE_NUMBERS.format(what=what, step=step)
        case "explosion":
            return say.SINCE_STEP_THE_LOSS_IS_MORE.format(
                step=step, far=FAR, chance=record.chance, amount=amount
            )
        case "divergence":
            return say.SINCE_STEP_MOST_LOSSES.format(step=step, chance=record.chance)
        case "dead-relus":
            return say.OF_THE_RELU_MAPS_ARE_FOR_EVERY.format(
                times_100_amount=100 * amount, step=step
            )
        case "plateau":
            return say.SINCE_STEP_THE_LOSS_DOES_NOT.format(
                step=step, times_100_progress=100 * PROGRESS, window=WINDOW, amount=amount
            )
        case "one-class":
            return say.ALL_TRAINING_IMAGES.format(
                most=max(record.counts), name=_name(record, trouble.label)
            )
        case "unbalanced":
            largest = _name(record, trouble.label)
            return say.OF_THE_TRAINING_IMAGES.format(times_100_amount=100 * amount, largest=largest)
        case "batch-of-one":
            return say.EVERY_STEP_FOLLOWS_A_SINGLE
    raise ValueError(say.ARE_NO_WORDS.format(kind=trouble.kind))


def _name(record: Record, label: int) -> str:
    """Return what a class is called, in quotation marks unless it is a number."""
    name = record.names[label] if record.names else str(label)
    return name if name.isdecimal() else f"“{name}”"
