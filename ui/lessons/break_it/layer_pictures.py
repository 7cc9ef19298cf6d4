"""The layer that is changed, before and after: its kernels or units, or the maps that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.nn import Flatten
from ui.frame.images import WEIGHTS, data_address, signed_image
from ui.lessons.break_it.model import Shown, layer_name
from ui.lessons.break_it.words import page as words

SLICE, MAP = 36, 78  # CSS pixels of a slice's or map's rows, about
ACROSS = 8  # slices in a row
MOST, MOST_SINGLE = 4, 8  # kernels shown: with several slices each, or with one
MOST_SLICES = 16
STRONG = 0.98  # the share of weights within the strongest colours
FRAME = 128  # grey around a slice

Pixels = NDArray[np.uint8]


def layer_pictures(shown: Shown, number: int) -> None:
    """Show what is changed; `number` is the image whose maps are shown where padding is changed."""
    if shown.kind == "pad":
        _maps(shown, number)
    else:
        _kernels(shown)


def _maps(shown: Shown, number: int) -> None:
    network, place = shown.opened.network, shown.layer
    image = shown.tested[0][..., number : number + 1]
    before = network.trace(image).activations[place + 1][:MOST, ..., 0]
    after = shown.changed[0].trace(image).activations[place + 1 + (shown.step > 0)][:MOST, ..., 0]
    limit = float(max(np.abs(before).max(), np.abs(after).max())) or 1.0
    st.caption(words.maps_key(layer_name(network, place), before, number))
    scale = max(1, MAP // len(before[0]))
    cards = []
    for k, (one, other) in enumerate(zip(before, after, strict=True)):
        pair = [
            np.pad(
                scaled(signed_image(part, limit), scale),
                ((1, 1), (1, 1), (0, 0)),
                constant_values=FRAME,
            )
            for part in (one, other)
        ]
        cards.append(_card(f"map {k}", pair[: 1 + (shown.step > 0)], words.done(shown)))
    row(cards)


def _kernels(shown: Shown) -> None:
    network = shown.opened.network
    before = slices(shown)
    after = shown.changed[0].layers[shown.layer].parameters["w"].reshape(before.shape)
    limit = float(np.quantile(np.abs(before), STRONG)) or 1.0
    most = MOST if before.shape[1] > 1 else MOST_SINGLE
    changed = np.flatnonzero((before != after).any(axis=(1, 2, 3)))
    chosen = (changed if len(changed) else np.arange(len(before)))[:most]
    st.caption(words.weights_key(shown, layer_name(network, shown.layer), len(chosen), before))
    one = "unit" if shown.dense else "kernel"
    cards = []
    for k in chosen.tolist():
        pair = [framed(part[k, :MOST_SLICES], limit) for part in (before, after)]
        cards.append(_card(f"{one} {k}", pair[: 1 + (len(changed) > 0)], words.done(shown)))
    row(cards)


def slices(shown: Shown) -> NDArray[np.float32]:
    """Return the weights of the layer: of each kernel or unit the slice for each map it reads.

    -> (F, C, h, w). A dense layer that reads no flattened maps has one slice of one row.
    """
    network, place = shown.opened.network, shown.layer
    w: NDArray[np.float32] = network.layers[place].parameters["w"]
    if w.ndim == 4:
        return w
    if isinstance(network.layers[place - 1], Flatten):
        return w.reshape(len(w), *network.shapes[place - 1])
    return w[:, None, None, :]


def framed(weights: NDArray[np.floating], limit: float) -> Pixels:
    """Colour the slices (C, h, w) of one kernel, each in a frame, in rows of some: (H, W, 4)."""
    count, rows, columns = weights.shape
    scale = max(1, SLICE // max(rows, min(columns, SLICE)))
    high, wide = scale * rows + 2, scale * columns + 2
    across = min(count, ACROSS)
    found = np.zeros(((high + 2) * -(-count // across), (wide + 2) * across, 4), np.uint8)
    for k, one in enumerate(weights):
        top, left = (high + 2) * (k // across), (wide + 2) * (k % across)
        cell = found[top : top + high, left : left + wide]
        cell[...] = FRAME, FRAME, FRAME, 255
        coloured = WEIGHTS(one / (2 * limit) + 0.5, bytes=True)[..., :3]
        cell[1:-1, 1:-1, :3] = scaled(coloured, scale)
    return found


def scaled(pixels: Pixels, scale: int) -> Pixels:
    """Return pixels (H, W, 3), each as many times as large."""
    return np.asarray(pixels.repeat(scale, axis=0).repeat(scale, axis=1))


def _card(name: str, pair: Sequence[Pixels], done: str) -> str:
    """Return one kernel or map: before, and after where that differs."""
    alts = (f"{name} before", f"{name} after, with {done}")
    images = "".join(
        f'<span style="display:inline-block"><img src="{data_address(pixels)}" '
        f'alt="{escape(alt)}" style="display:block;max-width:100%">'
        f'<span style="display:block;font-size:0.78rem;line-height:1.2">{when}</span></span>'
        for pixels, alt, when in zip(pair, alts, ("before", "after"), strict=False)
    )
    return (
        '<figure style="margin:0"><figcaption style="font-size:0.85rem">'
        f"<b>{escape(name)}</b></figcaption>"
        f'<div style="display:flex;flex-wrap:wrap;gap:0 0.8rem">{images}</div></figure>'
    )


def row(cards: Sequence[str]) -> None:
    """Show cards of HTML beside each other, as many as there is room for."""
    joined = "".join(cards)
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:0.6rem 0.9rem">{joined}</div>')
