"""What the picture shows, as `pack` takes it: the network, one map, one cell, or one score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.explain import window_at
from cnn_core.nn import Conv2D, Pool2D
from cnn_core.ops import POOLINGS
from ui.lessons.inside.model import Shown
from ui.pictures import add_blocks
from ui.views.pack import pack
from ui.zoo.parts import Answer, Part

MOST_MAPS = 32  # of a part, up to which all are drawn
STRIP = 4  # the strongest, where there are more in any part
MOST_CELLS = 28  # rows of a map in the whole network: a larger one is drawn by means of blocks
MOST_TERMS = 16  # partial maps that are drawn one by one; the others are drawn as their sum
MOST_PRODUCTS = 20_000  # of a score, up to which all are sent
MOST_CLASSES = 10


def network_scene(shown: Shown, pair: Sequence[Shown] = ()) -> bytes:
    """Pack the whole network, with the map that was opened last.

    `pair`: two pictures that one network reads. Both have the scale of both, and show the maps that
    are the strongest of the first.
    """
    answer = shown.answer
    leading = pair[0].answer if pair else answer
    strips = any(part.shown and part.shape[0] > MOST_MAPS for part in answer.parts)
    columns: list[dict[str, Any]] = []
    arrays: dict[str, NDArray[Any]] = {"image": shown.input.pixels}
    for part in answer.parts[1:]:
        if not part.shown:
            continue
        maps = answer.maps(part.number)
        flat = np.abs(maps).reshape(len(maps), -1)
        numbers = np.arange(len(maps))
        if strips:
            most = np.abs(leading.maps(part.number)).max(axis=(1, 2))
            numbers = np.argsort(-most, kind="stable")[:STRIP]
        at = flat.argmax(axis=1)
        peaks = [
            [float(maps[k].flat[at[k]]), *map(int, divmod(int(at[k]), maps.shape[2]))]
            for k in numbers
        ]
        arrays[f"maps{part.number}"] = _finite(_drawn(maps[numbers]))
        inside = [one for one in answer.parts if part.block and one.block == part.block]
        columns.append(
            {
                "part": part.number,
                "own": part.own_maps,
                "title": (part.block or _ends(answer, part)) if strips else titled(part),
                "size": f"{len(numbers)} of {len(maps)}" if strips else size(part.shape),
                "cells": "×".join(map(str, part.shape[1:])) if strips else "",
                "of": size(part.shape).replace(" of", " maps of") if strips else "",
                "numbers": numbers.tolist(),
                "peaks": peaks,
                "weights": sum(map(_weights, inside or [part])),
                "limit": _limit(_drawn(one.answer.maps(part.number)[numbers]) for one in pair),
            }
        )
    meta = {
        "mode": "network",
        "live": shown.opened.in_training,
        "columns": columns,
        "strips": strips,
        "leading": not pair or shown is pair[0],
        "opened": [_block_end(answer, shown.part).number, shown.map],
        **_classes(shown),
    }
    return pack(meta, **arrays)


def map_scene(shown: Shown, pair: Sequence[Shown] = ()) -> bytes:
    """Pack one map with all that makes it; of two pictures, on the scale of both."""
    answer, part, number = shown.answer, shown.part, shown.map
    source, layer = answer.parts[part.source], part.layer
    inputs = answer.maps(source.number)
    meta: dict[str, Any] = {
        "mode": "map",
        **_part(shown),
        "cell": list(shown.cell),
        "fromPart": source.number,
        "from": titled(source),
        "picture": source.kind == "input",
        "white": 1.0 if answer.image.min() >= 0 else 0.0,
        "limit": _limit(one.answer.maps(part.number)[number] for one in pair),
    }
    arrays: dict[str, NDArray[Any]] = {"values": _finite(answer.maps(part.number)[number])}
    assert isinstance(layer, Conv2D | Pool2D)
    at = layer.geometry(inputs.shape)
    meta |= {
        "kernel": list(at.kernel),
        "stride": list(at.stride),
        "dilation": list(at.dilation),
        "before": [at.amounts[0][0], at.amounts[1][0]],
    }
    if isinstance(layer, Pool2D):
        meta |= {"channels": [number], "pooling": POOLINGS[layer.kind].name}
        return pack(meta, inputs=_finite(inputs[number : number + 1]), **arrays)
    found = answer.partial(part, number)
    order = np.argsort(-np.abs(found.maps).max(axis=(1, 2)), kind="stable")
    chosen, rest = sorted(order[:MOST_TERMS].tolist()), order[MOST_TERMS:]
    meta |= {
        "channels": [found.channels[k] for k in chosen],
        "rest": len(rest),
        "bias": found.bias,
    }
    arrays |= {
        "inputs": _finite(inputs[[found.channels[k] for k in chosen]]),
        "weights": _finite(found.weights[chosen]),
        "partials": _finite(found.maps[chosen]),
        "sums": _finite(found.sum),
    }
    if len(rest):
        arrays["others"] = _finite(found.maps[rest].sum(axis=0))
    if part.added >= 0:
        arrays["added"] = _finite(answer.maps(part.added)[number])
    return pack(meta, **arrays)


def cell_scene(shown: Shown, pair: Sequence[Shown] = ()) -> bytes:
    """Pack one cell of a convolution with all products that make it, the largest channel first."""
    answer, part, number = shown.answer, shown.part, shown.map
    layer, source = part.layer, answer.parts[part.source]
    assert isinstance(layer, Conv2D)
    row, column = shown.cell
    found = window_at(
        answer.maps(source.number),
        layer.parameters["w"],
        layer.parameters.get("b"),
        cell=(row, column),
        filter=number,
        stride=layer.stride,
        padding=layer.padding,
        dilation=layer.dilation,
        groups=layer.groups,
        padding_mode=layer.padding_mode,
    )
    sums = found.products.sum(axis=(1, 2))
    order = np.argsort(-np.abs(sums), kind="stable")
    added = float(answer.maps(part.added)[number, row, column]) if part.added >= 0 else None
    meta = {
        "mode": "cell",
        **_part(shown),
        "cell": [row, column],
        "from": titled(source),
        "fromPart": source.number,
        "picture": source.kind == "input",
        "channels": [found.channels[k] for k in order],
        "rows": found.rows.tolist(),
        "columns": found.cols.tolist(),
        "outside": found.padding.tolist(),
        "bias": found.bias,
        "sum": found.sum,
        "addedValue": added,
        "value": float(answer.maps(part.number)[number, row, column]),
    }
    return pack(
        meta,
        values=_finite(found.values[order]),
        weights=_finite(found.weights[order]),
        products=np.asarray(found.products[order]),
        sums=np.asarray(sums[order]),
    )


def score_scene(shown: Shown, pair: Sequence[Shown] = ()) -> bytes:
    """Pack one logit with all that it adds up; of two pictures, by the maps of the first."""
    answer, last = shown.answer, shown.answer.last
    found = answer.score(shown.unit)
    features = answer.maps(last.number)
    by_map = pair[0].answer.score(shown.unit).by_map if pair else found.by_map
    order = np.argsort(-np.abs(by_map), kind="stable")
    if found.products.size <= MOST_PRODUCTS:
        chosen, rest = np.arange(len(order)), order[:0]
    else:
        chosen, rest = order[:MOST_TERMS], order[MOST_TERMS:]
    meta = {
        "mode": "score",
        "live": shown.opened.in_training,
        "unit": shown.unit,
        "bias": found.bias,
        "numbers": chosen.tolist(),
        "rest": len(rest),
        "averaged": len(np.unique(found.weights[0])) == 1,
        "of": titled(last),
        "limit": _limit(one.answer.score(one.unit).by_place for one in pair),
        **_classes(shown),
    }
    return pack(
        meta,
        image=shown.input.pixels,
        features=_finite(features[chosen]),
        weights=_finite(found.weights[chosen]),
        products=np.ascontiguousarray(found.products[chosen]),
        others=np.asarray(found.products[rest].sum(axis=0)),
        places=found.by_place,
        allLogits=answer.logits,
    )


def titled(part: Part) -> str:
    """Write what a part is: "convolution 2 + ReLU"."""
    return f"{part.title} + {part.activation}" if part.bend else part.title


def size(shape: tuple[int, ...]) -> str:
    """Write the size of some maps: "8 of 26×26"."""
    count, rows, columns = shape
    return f"{count} of {rows}×{columns}"


def _limit(values: Iterable[NDArray[Any]]) -> float | None:
    """Return what is farthest from 0 in two pictures, None where there is one."""
    return max((float(np.abs(one).max()) for one in values), default=0.0) or None


def _part(shown: Shown) -> dict[str, Any]:
    """Return what the views of a map and of a cell say of it."""
    part = shown.part
    return {
        "live": shown.opened.in_training,
        "kind": part.kind,
        "part": part.number,
        "map": shown.map,
        "count": part.shape[0],
        "title": titled(part),
        "activation": part.activation,
    }


def _block_end(answer: Answer, part: Part) -> Part:
    """Return the part of the whole network in which a part stands."""
    return next(one for one in answer.parts[part.number :] if one.shown)


def _ends(answer: Answer, part: Part) -> str:
    """Name a convolution before or behind all blocks, in few letters."""
    assert isinstance(part.layer, Conv2D)
    kernel = "×".join(map(str, part.layer.parameters["w"].shape[2:]))
    return f"{'last' if part is answer.last else 'first'} {kernel}"


def _weights(part: Part) -> int:
    return sum(one.size for one in part.layer.parameters.values()) if part.layer else 0


def _drawn(maps: NDArray[Any]) -> NDArray[Any]:
    """Return maps no larger than they are drawn, each cell the mean of a block."""
    k = -(-max(maps.shape[1:]) // MOST_CELLS)
    if k == 1:
        return maps
    count = add_blocks(np.ones((1, *maps.shape[1:])), k)
    return add_blocks(maps.astype(np.float64), k) / count


def _classes(shown: Shown) -> dict[str, Any]:
    """Return the classes with their scores: all of ten, of many the most probable ones."""
    answer = shown.answer
    order = np.argsort(-answer.logits, kind="stable")
    few = order[:MOST_CLASSES].tolist()
    if len(order) <= MOST_CLASSES:
        few.sort()
    elif shown.unit not in few:
        few.append(shown.unit)  # the one asked for, though it is not among them
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
        "label": shown.input.label,
        "input": {"title": shown.input.title, "size": "×".join(map(str, answer.image.shape))},
    }


def _finite(values: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(np.nan_to_num(values, posinf=0, neginf=0), np.float32)
