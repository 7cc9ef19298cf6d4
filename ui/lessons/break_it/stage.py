"""The pictures before and after, the kernels, the curve, and what follows from them."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.frame.images import data_address
from ui.frame.long_work import worked
from ui.frame.outcomes import outcome
from ui.lessons.break_it.layer_pictures import layer_pictures, row
from ui.lessons.break_it.model import Cost, Shown
from ui.lessons.break_it.settings import BESIDE
from ui.lessons.break_it.words import page as words
from ui.lessons.break_it.words import views as say
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Guide, Series, curves
from ui.zoo.settings import NETWORKS as TITLES

PAIRS, SINGLES = 6, 8  # images in one row, each with its changed one or alone
SIDE = 54  # CSS pixels of an image


def stage(view: View, shown: Shown) -> Cost | None:
    """Show what is changed, and what it costs; return that, None while it is not there."""
    answers = worked(page_key(view.page, "answers"), shown.key, shown.answers, words.MEASURING)
    if answers is None:
        return None
    cost = Cost(answers, shown.tested[1], shown.step)
    other = _other(view, shown)
    with outcome(view.page):
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
        number = images(shown, cost)
        if shown.layers:
            layer_pictures(shown, number)


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
        say.ACCURACY_ON_TEST_IMAGES_2.format(count=len(cost.labels)),
        series,
        Axis(words.unit(shown), 0, float(amounts[-1]), whole=bool(shown.layers)),
        Axis("accuracy in %", 0, 100),
        [Guide(100 / classes, f"chance: 1 of {classes}")],
        label=say.ACCURACY_BY_THE_AMOUNT.format(title=shown.title),
        height=170,
        at=float(amounts[shown.step]) if shown.told else None,
    )


def images(shown: Shown, cost: Cost) -> int:
    """Show some images before and after, those that are no longer right where that is told.

    Return the number of the first.
    """
    changed = shown.view == "images" and shown.step > 0
    lost, most = cost.lost, PAIRS if changed else SINGLES
    chosen = lost[:most] if shown.told and len(lost) else np.arange(min(most, len(cost.labels)))
    if shown.told and len(lost):
        title = say.OF_IMAGES_THAT_ARE_NO_LONGER.format(count=len(chosen), count_2=len(lost))
        if len(cost.won):
            title += say.WERE_WRONG_ARE_RIGHT_NOW.format(count=len(cost.won))
    else:
        title = say.FIRST_TEST_IMAGES
    st.caption(title + say.EACH_BEFORE_AND_AFTER * changed + ":" * (not changed))
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
    row(cards)
    return int(chosen[0])


def _img(image: NDArray[np.float32], alt: str) -> str:
    pixels = np.rint(255 * np.clip(image[0], 0, 1)).astype(np.uint8)
    return (
        f'<img src="{data_address(pixels)}" alt="{escape(alt)}" width="{SIDE}" height="{SIDE}" '
        f'style="image-rendering:pixelated;margin:1px">'
    )
