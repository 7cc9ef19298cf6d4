"""The pictures before and after, the kernels, the curve, and what follows from them."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.frame.images import WEIGHTS, data_address
from ui.lessons.break_it import words
from ui.lessons.break_it.model import Cost, Shown, layer_name
from ui.lessons.break_it.settings import BESIDE
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Guide, Series, curves
from ui.zoo.long_work import worked
from ui.zoo.settings import NETWORKS as TITLES

PAIRS, SINGLES = 6, 8  # images in one row, each with its changed one or alone
SIDE = 54  # CSS pixels of an image
LARGEST, TALLEST = 10, 200  # CSS pixels of a weight, and of a layer
STRONG = 0.98  # the share of weights within the strongest colours


def stage(view: View, shown: Shown) -> Cost | None:
    """Show what is changed, and what it costs; return that, None while it is not there."""
    answers = worked(page_key(view.page, "answers"), shown.key, shown.answers, words.MEASURING)
    if answers is None:
        return None
    cost = Cost(answers, shown.tested[1], shown.step)
    other = _other(view, shown)
    st.markdown(words.result(shown, cost, None if other is None else float(other[shown.step])))
    if shown.view == "images":
        _pictures(shown, cost)
    curves([chart(shown, cost, other)], key=page_key(view.page, "curve"))
    if shown.told and shown.step:
        st.markdown(f"**Why:** {words.reason(shown, cost)}")
    if other is not None and view[BESIDE] == "yours":
        st.caption(words.PRICE)
    if shown.view == "network":
        _pictures(shown, cost)
    if shown.by_chance:
        st.caption(words.BY_CHANCE)
    return cost


def _pictures(shown: Shown, cost: Cost) -> None:
    with st.container(key="broken", border=True, gap="xsmall"):
        images(shown, cost)
        if shown.layers:
            kernels(shown)


def _other(view: View, shown: Shown) -> NDArray[np.float64] | None:
    """Return the accuracy of the network beside it at each amount, None where there is none."""
    if shown.beside is None or not shown.told:
        return None
    beside = replace(shown, opened=shown.beside)
    key = page_key(view.page, "beside")
    answers = worked(key, beside.key, beside.answers, words.MEASURING)
    if answers is None:
        return None
    return Cost(answers, beside.tested[1], shown.step).accuracy


def chart(shown: Shown, cost: Cost, other: NDArray[np.float64] | None) -> Chart:
    """Return the accuracy by the amount; before it is told, only that of nothing changed.

    `other`: that of the network beside it.
    """
    scale = 100 if words.per_cent(shown) else 1
    amounts, accuracy = scale * np.array(shown.amounts), 100 * cost.accuracy
    if shown.told:
        series = [Series("accuracy", amounts, accuracy, "teal")]
    else:
        series = [Series("accuracy", amounts[:1], accuracy[:1], "teal", kind="points")]
    if other is not None and shown.beside is not None:
        series[0] = replace(series[0], name=TITLES[shown.opened.name])
        name = f"{TITLES[shown.beside.name]}, beside"
        series.append(Series(name, amounts, 100 * other, "positive", dash="6 4"))
    if shown.guess is not None:
        at = amounts[shown.at : shown.at + 1]
        series.append(Series("your guess", at, [shown.guess], "violet", kind="points"))
    classes = len(shown.opened.classes)
    return Chart(
        f"Accuracy on {len(cost.labels):,} test images",
        series,
        Axis(words.unit(shown), 0, float(amounts[-1]), whole=bool(shown.layers)),
        Axis("accuracy in %", 0, 100),
        [Guide(100 / classes, f"chance: 1 of {classes}")],
        label=f"Accuracy by the amount: {shown.title}",
        height=180,
        at=float(amounts[shown.step]) if shown.told else None,
    )


def images(shown: Shown, cost: Cost) -> None:
    """Show some images before and after, those that are no longer right where that is told."""
    changed = shown.view == "images" and shown.step > 0
    lost, most = cost.lost, PAIRS if changed else SINGLES
    chosen = lost[:most] if shown.told and len(lost) else np.arange(min(most, len(cost.labels)))
    if shown.told and len(lost):
        title = f"{len(chosen)} of {len(lost)} images that are no longer named right"
        if len(cost.won):
            title += f" ({len(cost.won)} that were wrong are right now)"
    else:
        title = "The first test images"
    st.caption(title + ", each before and after:" * changed + ":" * (not changed))
    before, after = shown.tested[0][..., chosen], shown.changed[1][..., chosen]
    wide = 2 * (SIDE + 2) if changed else SIDE + 18
    cards = []
    for k, number in enumerate(chosen):
        classes = shown.opened.classes
        name = classes[cost.labels[number]]
        alt = f"test image {number}: {name}"
        pair = [_img(before[..., k], alt)]
        if changed:
            pair.append(_img(after[..., k], f"{alt}, with {words.done(shown)}"))
        first, now = (classes[int(cost.answers[step, number])] for step in (0, shown.step))
        line = f"read as {now}" if shown.told and first != now else name
        cards.append(
            f'<figure style="margin:0;text-align:center;width:{wide}px">'
            f'{"".join(pair)}<figcaption style="font-size:0.85rem">{escape(line)}</figcaption>'
            "</figure>"
        )
    _row(cards)


def kernels(shown: Shown) -> None:
    """Show the weights of the layer before and after."""
    network = shown.opened.network
    name = layer_name(network, shown.layer)
    before = network.layers[shown.layer].parameters["w"]
    after = shown.changed[0].layers[shown.layer].parameters["w"]
    limit = float(np.quantile(np.abs(before), STRONG)) or 1.0
    parts = (
        "each five rows are one unit"
        if shown.dense
        else "each column is a kernel, each row a channel that it reads"
    )
    st.caption(f"{name}: {parts}. Violet weights are above 0, blue ones below, white ones 0.")
    cards = []
    for one, when in ((before, "before"), (after, "after")):
        pixels = tiles(one, limit)
        scale = max(1, min(LARGEST, TALLEST // len(pixels)))
        what = when if when == "before" else f"after, with {words.done(shown)}"
        cards.append(
            f'<figure style="margin:0"><img src="{data_address(pixels)}" '
            f'alt="weights of {escape(name)}, {escape(what)}" '
            f'style="height:{scale * len(pixels)}px;max-width:100%;image-rendering:pixelated">'
            f'<figcaption style="font-size:0.85rem">{when}</figcaption></figure>'
        )
    _row(cards)


def tiles(weights: NDArray[np.floating], limit: float) -> NDArray[np.uint8]:
    """Colour weights: kernels (F, C, k, k) as columns of slices, or a matrix (K, D): (H, W, 3)."""
    if weights.ndim == 2:
        columns = weights.shape[1] // 5 if weights.shape[1] % 5 == 0 else weights.shape[1]
        grid = weights.reshape(-1, columns)
    else:
        edge = ((0, 0), (0, 0), (0, 1), (0, 1))
        framed = np.pad(weights, edge, constant_values=np.nan)
        filters, channels, rows, across = framed.shape
        grid = framed.transpose(1, 2, 0, 3).reshape(channels * rows, filters * across)
    coloured = WEIGHTS(np.nan_to_num(grid) / (2 * limit) + 0.5, bytes=True)[..., :3]
    return np.where(np.isnan(grid)[..., None], 128, coloured).astype(np.uint8)


def _row(cards: list[str]) -> None:
    joined = "".join(cards)
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:0.6rem 0.9rem">{joined}</div>')


def _img(image: NDArray[np.float32], alt: str) -> str:
    pixels = np.rint(255 * np.clip(image[0], 0, 1)).astype(np.uint8)
    return (
        f'<img src="{data_address(pixels)}" alt="{escape(alt)}" width="{SIDE}" height="{SIDE}" '
        f'style="image-rendering:pixelated;margin:1px">'
    )
