"""The scores of two pictures, or of two networks, as a table."""

from __future__ import annotations

import numpy as np

from ui.lessons.inside.model import Shown
from ui.lessons.inside.settings import network_title
from ui.lessons.inside.words import views as say
from ui.link.settings import quoted
from ui.text.markdown import verbatim

BEST = 3  # classes of each that are compared
LONGEST = 40  # letters of a title


def comparison(shown: Shown, other: Shown) -> str:
    """Return a table in Markdown: the most probable classes of both, with both logits."""
    answers = [shown.answer, other.answer]
    best = [np.argsort(-one.logits, kind="stable")[:BEST].tolist() for one in answers]
    asked = [shown.unit] if shown.unit not in best[0] + best[1] else []
    rows = [*dict.fromkeys(best[0] + best[1] + asked)]
    first, second = (f"{one}: logit · probability" for one in titles(shown, other))
    lines = [say.CLASS_DIFFERENCE_OF_LOGITS.format(first=first, second=second), "|---|---|---|---|"]
    for k in rows:
        scores = [
            f"{_signed(float(one.logits[k]))} · {_percent(float(one.probabilities[k]))}"
            for one in answers
        ]
        logits = [float(one.logits[k]) for one in answers]
        name = _cell(shown.opened.classes[k])
        lines.append(f"| {name} | {scores[0]} | {scores[1]} | {_signed(logits[1] - logits[0])} |")
    return "\n".join(lines)


def titles(shown: Shown, other: Shown) -> tuple[str, str]:
    """Return what tells two pictures, or two networks, apart, in Markdown."""
    one_network = shown.opened.name == other.opened.name
    first, second = (
        verbatim(
            quoted(one.input.title, LONGEST) if one_network else network_title(one.opened.name)
        )
        for one in (shown, other)
    )
    return first, second


def _cell(text: str) -> str:
    return quoted(text, LONGEST).replace("|", " ")


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _percent(share: float) -> str:
    if 0 < share < 0.0005:
        return "< 0.1\u00a0%"
    if 0.9995 < share < 1:
        return "> 99.9\u00a0%"
    return f"{100 * share:.1f}\u00a0%"
