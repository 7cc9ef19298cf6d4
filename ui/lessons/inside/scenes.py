"""What the picture shows, as `pack` takes it: the network, one map, one cell, or one score."""

from __future__ import annotations

from collections.abc import Sequence
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
from ui.zoo.score_scene import MOST_TERMS, classes_of, finite, limit_of, packed_score, titled

MOST_MAPS = 32  # of a part, up to which all are drawn
STRIP = 4  # the strongest, where there are more in any part
MOST_CELLS = 28  # rows of a map in the whole network: a larger one is drawn by means of blocks


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
        arrays[f"maps{part.number}"] = finite(_drawn(maps[numbers]))
        inside = [one for one in answer.parts if part.block and one.block == part.block]
        columns.append(
            {
                "part": part.number,
                "own": part.own_maps,
                "title": (part.block or _ends(answer, part)) if strips else titled(part),
                "size": f"{len(numbers)} of {len(maps):,}" if strips else size(part.shape),
                "cells": "×".join(map(str, part.shape[1:])) if strips else "",
                "of": size(part.shape).replace(" of", " maps of") if strips else "",
                "numbers": numbers.tolist(),
                "peaks": peaks,
                "weights": sum(map(_weights, inside or [part])),
                "limit": limit_of(_drawn(one.answer.maps(part.number)[numbers]) for one in pair),
            }
        )
    meta = {
        "mode": "network",
        "live": shown.opened.in_training,
        "columns": columns,
        "strips": strips,
        "leading": not pair or shown is pair[0],
        "opened": [_block_end(answer, shown.part).number, shown.map],
        **classes_of(answer, shown.unit, shown.input),
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
        "limit": limit_of(one.answer.maps(part.number)[number] for one in pair),
    }
    arrays: dict[str, NDArray[Any]] = {"values": finite(answer.maps(part.number)[number])}
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
        return pack(meta, inputs=finite(inputs[number : number + 1]), **arrays)
    found = answer.partial(part, number)
    order = np.argsort(-np.abs(found.maps).max(axis=(1, 2)), kind="stable")
    chosen, rest = sorted(order[:MOST_TERMS].tolist()), order[MOST_TERMS:]
    meta |= {
        "channels": [found.channels[k] for k in chosen],
        "rest": len(rest),
        "bias": found.bias,
    }
    arrays |= {
        "inputs": finite(inputs[[found.channels[k] for k in chosen]]),
        "weights": finite(found.weights[chosen]),
        "partials": finite(found.maps[chosen]),
        "sums": finite(found.sum),
    }
    if len(rest):
        arrays["others"] = finite(found.maps[rest].sum(axis=0))
    if part.added >= 0:
        arrays["added"] = finite(answer.maps(part.added)[number])
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
        values=finite(found.values[order]),
        weights=finite(found.weights[order]),
        products=np.asarray(found.products[order]),
        sums=np.asarray(sums[order]),
    )


def score_scene(shown: Shown, pair: Sequence[Shown] = ()) -> bytes:
    """Pack one logit with all that it adds up; of two pictures, by the maps of the first."""
    return packed_score(
        shown.answer,
        shown.unit,
        shown.input,
        live=shown.opened.in_training,
        pair=[(one.answer, one.unit) for one in pair],
    )


def size(shape: tuple[int, ...]) -> str:
    """Write the size of some maps: "8 of 26×26"."""
    count, rows, columns = shape
    return f"{count:,} of {rows}×{columns}"


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
