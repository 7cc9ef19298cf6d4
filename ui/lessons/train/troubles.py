"""What goes wrong in a run, in words: what it is, why it comes, and what may help."""

from __future__ import annotations

import math

from cnn_core.training import Record, Trouble
from cnn_core.training.diagnostics import FAR, PROGRESS, WINDOW


def warning(trouble: Trouble, record: Record) -> str:
    """Say in two or three sentences what goes wrong in the run with this record."""
    step, amount = trouble.step, trouble.amount
    match trouble.kind:
        case "not-a-number":
            what = "infinite" if math.isinf(amount) else "not a number"
            return (
                f"The loss is {what} since step {step}. The numbers grew beyond all bounds, most "
                "often because the learning rate is too large."
            )
        case "explosion":
            return (
                f"Since step {step} the loss is more than {FAR} times the {record.chance:.2f} of "
                f"guessing, now {amount:.3g}. Each update goes much too far, so the learning rate "
                "is too large."
            )
        case "divergence":
            return (
                f"Since step {step} most losses are above {record.chance:.2f}, that of guessing, "
                "though they were below before. A smaller learning rate would keep what was "
                "learned."
            )
        case "dead-relus":
            return (
                f"{100 * amount:.0f} % of the ReLU maps are 0 for every image tested, and "
                f"half of them or more since step {step}. Hardly any gradient reaches their "
                "weights, so they rarely recover."
            )
        case "plateau":
            return (
                f"Since step {step} the loss does not fall by {100 * PROGRESS:.0f} % in {WINDOW} "
                f"steps. It is now about {amount:.2f}. Another learning rate, or another start, "
                "may help."
            )
        case "one-class":
            return (
                f"All {max(record.counts):,} training images are of class "
                f"{_name(record, trouble.label)}. The loss falls because the network always says "
                "so, not because it sees anything. Add a second class."
            )
        case "unbalanced":
            largest = _name(record, trouble.label)
            return (
                f"{100 * amount:.0f} % of the training images are of class {largest}. So always "
                f"saying {largest} is right that often. Judge each class on its own, and not by "
                "the loss."
            )
        case "batch-of-one":
            return (
                "Every step follows a single picture, so the loss jumps from one to the next and "
                "may never settle. Use batches of 8 or more, or a smaller learning rate."
            )
    raise ValueError(f"there are no words for {trouble.kind}")


def _name(record: Record, label: int) -> str:
    """Return what a class is called, in quotation marks unless it is a number."""
    name = record.names[label] if record.names else str(label)
    return name if name.isdecimal() else f"“{name}”"
