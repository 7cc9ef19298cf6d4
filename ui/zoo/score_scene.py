"""One logit with all that it adds up, as `inside_view` draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.views.pack import pack
from ui.zoo.inputs import Input
from ui.zoo.parts import Answer, Part

MOST_TERMS = 16  # maps that are drawn one by one; the others are drawn as their sum
MOST_PRODUCTS = 20_000  # of a score, up to which all are sent
MOST_CLASSES = 10


def packed_score(
    answer: Answer,
    unit: int,
    read: Input,
    *,
    live: bool = False,
    alone: bool = False,
    pair: Sequence[tuple[Answer, int]] = (),
) -> bytes:
    """Pack the logit of class `unit`; of a pair of pictures, by the maps of the first.

    `live`: its network changes by itself. `alone`: there is no whole network to go back to.
    """
    last = answer.last
    found = answer.score(unit)
    features = answer.maps(last.number)
    by_map = pair[0][0].score(unit).by_map if pair else found.by_map
    order = np.argsort(-np.abs(by_map), kind="stable")
    if found.products.size <= MOST_PRODUCTS:
        chosen, rest = np.arange(len(order)), order[:0]
    else:
        chosen, rest = order[:MOST_TERMS], order[MOST_TERMS:]
    meta = {
        "mode": "score",
        "live": live,
        "alone": alone,
        "unit": unit,
        "bias": found.bias,
        "numbers": chosen.tolist(),
        "rest": len(rest),
        "averaged": len(np.unique(found.weights[0])) == 1,
        "of": titled(last),
        "limit": limit_of(one.score(its).by_place for one, its in pair),
        **classes_of(answer, unit, read),
    }
    return pack(
        meta,
        image=read.pixels,
        features=finite(features[chosen]),
        weights=finite(found.weights[chosen]),
        products=np.ascontiguousarray(found.products[chosen]),
        others=np.asarray(found.products[rest].sum(axis=0)),
        places=found.by_place,
        allLogits=answer.logits,
    )


def classes_of(answer: Answer, unit: int, read: Input) -> dict[str, Any]:
    """Return the classes with their scores: all of ten, of many the most probable ones."""
    order = np.argsort(-answer.logits, kind="stable")
    few = order[:MOST_CLASSES].tolist()
    if len(order) <= MOST_CLASSES:
        few.sort()
    elif unit not in few:
        few.append(unit)  # the one asked for, though it is not among them
    return {
        "classes": [
            {
                "number": k,
                "name": answer.classes[k],
                "logit": float(answer.logits[k]),
                "probability": float(answer.probabilities[k]),
            }
            for k in few
        ],
        "count": len(order),
        "highest": min(len(order), MOST_CLASSES),
        "best": answer.best,
        "label": read.label,
        "input": {"title": read.title, "size": "×".join(map(str, answer.image.shape))},
    }


def titled(part: Part) -> str:
    """Write what a part is: "convolution 2 + ReLU"."""
    return f"{part.title} + {part.activation}" if part.bend else part.title


def limit_of(values: Iterable[NDArray[Any]]) -> float | None:
    """Return what is farthest from 0 in two pictures, None where there is one."""
    return max((float(np.abs(one).max()) for one in values), default=0.0) or None


def finite(values: NDArray[Any]) -> NDArray[np.float32]:
    """Return numbers that can be drawn: 0 for what is not finite."""
    return np.asarray(np.nan_to_num(values, posinf=0, neginf=0), np.float32)
