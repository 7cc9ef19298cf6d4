"""The pictures before and after, the kernels, the curve, and what follows from them."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.nn import Dense
from ui.frame.images import WEIGHTS, data_address
from ui.lessons.break_it import words
from ui.lessons.break_it.model import Cost, Shown, layer_name
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Guide, Series, curves
from ui.zoo.long_work import worked
from ui.zoo.settings import NETWORKS as TITLES

PAIRS, SINGLES = 6, 10  # images in one row, each with its changed one or alone
SIDE = 54  # CSS pixels of an image
LARGEST, TALLEST = 10, 96  # CSS pixels of a weight, and of a layer
STRONG = 0.98  # the share of weights within the strongest colours


def stage(view: View, shown: Shown) -> Cost | None:
    """Show what is changed, and what it costs; return that, None while it is not there."""
    answers = worked(page_key(view.page, "answers"), shown.key, shown.answers, words.MEASURING)
    if answers is None:
        return None
    cost = Cost(answers, shown.tested[1], shown.step)
    st.markdown(said(shown, cost))
    with st.container(key="broken", border=True, gap="xsmall"):
        if shown.view == "network" and shown.layers:
            kernels(shown)
        images(shown, cost)
    other = _other(view, shown)
    curves([chart(shown, cost, other)], key=page_key(view.page, "curve"))
    if shown.told:
        st.markdown(f"**Why:** {words.REASONS[shown.kind]}")
    return cost


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


def said(shown: Shown, cost: Cost) -> str:
    """Say what the amount on screen costs, beside the guess."""
    count, before = f"{len(cost.labels):,}", int(cost.right[0].sum())
    if not shown.step:
        return f"Nothing is changed yet. The network names {before} of {count} test images right."
    if not shown.told:
        return (
            f"Unchanged, the network names {before} of {count} test images right. How many are "
            f"right with **{done(shown)}**? Guess, and then look."
        )
    after = int(cost.right[shown.step].sum())
    parts = [
        f"With **{done(shown)}** the network names {after} of {count} test images right, which is "
        f"**{100 * cost.accuracy[shown.step]:.1f}\u00a0%**. Unchanged, {before} are right."
    ]
    if shown.guess is not None:
        there = 100 * cost.accuracy[shown.at]
        parts.append(
            f"You guessed {shown.guess}\u00a0% for an amount of {shown.amounts[shown.at]:g}, where "
            f"it is {there:.1f}\u00a0%."
        )
    lost, won = len(cost.lost), len(cost.won)
    parts.append(f"So {lost} images are lost, and {won} that were wrong are right now.")
    return " ".join(parts)


def done(shown: Shown) -> str:
    """Return what is done at the amount on screen."""
    dense = shown.layers and isinstance(shown.opened.network.layers[shown.layer], Dense)
    one, amount = shown.amount == 1, shown.amount
    counted = ("unit" if dense else "kernel") + "s" * (not one)
    text = words.DONE[shown.kind].format(a=f"{amount:g}", p=f"{100 * amount:g}", counted=counted)
    return text.replace(" 1 pixels", " 1 pixel")


def chart(shown: Shown, cost: Cost, other: NDArray[np.float64] | None) -> Chart:
    """Return the accuracy by the amount; before it is told, only that of nothing changed.

    `other`: that of the network beside it.
    """
    amounts = np.array(shown.amounts)
    if shown.told:
        series = [Series("accuracy", amounts, cost.accuracy, "teal")]
    else:
        series = [Series("accuracy", amounts[:1], cost.accuracy[:1], "teal", kind="points")]
    if other is not None and shown.beside is not None:
        series[0] = replace(series[0], name=TITLES[shown.opened.name])
        name = f"{TITLES[shown.beside.name]}, beside"
        series.append(Series(name, amounts, other, "positive", dash="6 4"))
    if shown.guess is not None:
        at = [shown.amounts[shown.at]]
        series.append(Series("your guess", at, [shown.guess / 100], "violet", kind="points"))
    classes = len(shown.opened.classes)
    return Chart(
        f"Accuracy on {len(cost.labels):,} test images",
        series,
        Axis(shown.unit, 0, shown.amounts[-1]),
        Axis("accuracy", 0, 1),
        [Guide(1 / classes, f"chance: 1 of {classes}")],
        label=f"Accuracy by the amount: {shown.title}",
        height=130 if shown.layers else 180,
        at=shown.amount if shown.told else None,
    )


def images(shown: Shown, cost: Cost) -> None:
    """Show some images before and after, those that are no longer right where that is told."""
    changed = shown.view == "images" and shown.step > 0
    lost, most = cost.lost, PAIRS if changed else SINGLES
    chosen = lost[:most] if shown.told and len(lost) else np.arange(min(most, len(cost.labels)))
    if shown.told and len(lost):
        title = f"{len(chosen)} of {len(lost)} images that are no longer named right"
    else:
        title = "The first test images"
    if changed:
        title += ", before and after"
    st.caption(title)
    before, after = shown.tested[0][..., chosen], shown.images(shown.amount)[..., chosen]
    cards = []
    for k, number in enumerate(chosen):
        name = shown.opened.classes[cost.labels[number]]
        alt = f"test image {number}, {name}"
        pair = [_img(before[..., k], alt)]
        if changed:
            pair.append(_img(after[..., k], f"{alt}, changed"))
        read = [shown.opened.classes[int(cost.answers[step, number])] for step in (0, shown.step)]
        line = f"{read[0]} → {read[1]}" if shown.told else name
        cards.append(
            f'<figure style="margin:0;text-align:center">{"".join(pair)}'
            f'<figcaption style="font-size:0.85rem">{escape(line)}</figcaption></figure>'
        )
    _row(cards)


def kernels(shown: Shown) -> None:
    """Show the weights of the layer before and after."""
    network = shown.opened.network
    name = layer_name(network, shown.layer)
    before = network.layers[shown.layer].parameters["w"]
    after = shown.network(shown.amount).layers[shown.layer].parameters["w"]
    limit = float(np.quantile(np.abs(before), STRONG)) or 1.0
    st.caption(f"Weights of {name}, before and after: violet above 0, blue below, white 0")
    cards = []
    for one, when in ((before, "before"), (after, "after")):
        pixels = tiles(one, limit)
        scale = max(1, min(LARGEST, TALLEST // len(pixels)))
        cards.append(
            f'<img src="{data_address(pixels)}" alt="weights of {escape(name)}, {when}" '
            f'style="height:{scale * len(pixels)}px;max-width:100%;image-rendering:pixelated">'
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
