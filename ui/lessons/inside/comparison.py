"""The scores of two pictures, or of two networks, as a table."""

from __future__ import annotations

import numpy as np

from ui.lessons.inside.model import Shown
from ui.link.settings import quoted

BEST = 3  # classes of each that are compared


def comparison(shown: Shown, other: Shown) -> str:
    """Return a table in Markdown: the most probable classes of both, with both logits."""
    answers = [shown.answer, other.answer]
    best = [np.argsort(-one.logits, kind="stable")[:BEST].tolist() for one in answers]
    asked = [shown.unit] if shown.unit not in best[0] + best[1] else []
    rows = [*dict.fromkeys(best[0] + best[1] + asked)]
    titles = _titles(shown, other)
    lines = [f"| class | {titles[0]} | {titles[1]} | difference of logits |", "|---|---|---|---|"]
    for k in rows:
        scores = [
            f"{_signed(float(one.logits[k]))} · {_percent(float(one.probabilities[k]))}"
            for one in answers
        ]
        logits = [float(one.logits[k]) for one in answers]
        name = _cell(shown.opened.classes[k])
        lines.append(f"| {name} | {scores[0]} | {scores[1]} | {_signed(logits[1] - logits[0])} |")
    return "\n".join(lines)


def _titles(shown: Shown, other: Shown) -> list[str]:
    pair = (shown, other)
    if shown.opened.name == other.opened.name:
        return [f"{_cell(one.input.title)}: logit · probability" for one in pair]
    return [f"{where}: logit · probability" for where in ("above", "below")]


def _cell(text: str) -> str:
    return quoted(text, 40).replace("|", " ")


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _percent(share: float) -> str:
    if 0 < share < 0.0005:
        return "< 0.1\u00a0%"
    if 0.9995 < share < 1:
        return "> 99.9\u00a0%"
    return f"{100 * share:.1f}\u00a0%"
