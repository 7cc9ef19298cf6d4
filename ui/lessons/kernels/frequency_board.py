"""Spectra, kernel response and maps on a board, and what to conclude from them in words."""

from __future__ import annotations

import numpy as np

from ui.lessons.kernels.frequencies import FREQUENCY, Frequencies, place
from ui.link.view import View
from ui.text.numbers import scientific
from ui.views.board import COLOURS, Board, Panel

KEYS = "Arrow keys choose a wave. Enter pins it. Escape lets go."


def number(value: float) -> str:
    """Write a strength with at most three digits: "0.111", "8", "1,057".

    >>> number(1 / 9), number(8.0), number(1057.228)
    ('0.111', '8', '1,057')
    """
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def frequency_board(view: View, shown: Frequencies) -> Board:
    """Return the way over the frequencies above; below both maps, and the chosen wave."""
    picture, greatest = shown.convolution.picture, float(shown.strength.max())
    before = np.abs(shown.spectrum)
    after = before * shown.strength
    strongest = max(float(before.max()), float(after.max()))
    largest = max(float(np.abs(shown.slid).max()), float(np.abs(shown.back).max()))
    kind, top = ("grey", float(picture.white)) if shown.convolution.is_picture else ("signed", 0.0)
    left = float(np.abs(shown.difference).max())
    wave = np.zeros(shown.slid.shape)
    panels = [
        Panel("image", picture.pixels[0], 0, "grey", float(picture.white), None),
        Panel("its waves |F|", before, 0, "magnitude", strongest, before="→"),
        Panel(f"kernel |H|, 0 to {number(greatest)}", shown.strength, 0, "gain", before="·"),
        Panel("waves left |F|·|H|", after, 0, "magnitude", strongest, before="="),
        Panel("added up again", shown.back, 1, kind, top or largest, None),
        Panel("by sliding", shown.slid, 1, kind, top or largest, None, before="="),
        Panel(f"difference, ±{scientific(left)}", shown.difference, 1, frame=None),
        Panel("chosen wave", wave, 1, "wave", 1, None),
        Panel("after the kernel", wave, 1, "faded-wave", 1, None, before="→"),
    ]
    return Board(
        panels,
        shown.convolution.read,
        {"kind": "waves", "panels": [1, 2, 3]},
        f"{picture.title} and {shown.convolution.kernel.title} by frequencies. {KEYS}",
        place(view[FREQUENCY], shown.convolution.read),
        view.arrival,
        key=(*COLOURS, ("chosen", "the chosen wave")),
    )


def frequency_words(shown: Frequencies) -> str:
    """Say what to look at in |H|, which kind of kernel it makes, and that both maps agree."""
    left = float(np.abs(shown.difference).max())
    rest = f" The rest, {scientific(left)}, is rounding." if left else ""
    return f"{_passing_words(shown)} Both ways give the same map.{rest}"


def _passing_words(shown: Frequencies) -> str:
    found, title = shown.strength, f"**{shown.convolution.kernel.title}**"
    middle = number(abs(float(shown.convolution.kernel.sum)))
    largest, mean = number(float(found.max())), number(float(found.mean()))
    match shown.passes:
        case "low":
            return (
                f"|H| is largest in the middle ({middle}), and {mean} on average. So slow changes "
                f"stay and fine stripes fade: {title} is **low-pass**, it blurs."
            )
        case "high":
            return (
                f"|H| is {middle} in the middle and up to {largest} further out. So flat areas "
                f"vanish and fine detail stays: {title} is **high-pass**, it finds edges."
            )
        case "band":
            return (
                f"|H| is {middle} in the middle. So flat areas vanish and edges stay: {title} is "
                "called **high-pass**. The finest waves fade, too, so strictly it is **band-pass**."
            )
        case "boost":
            return (
                f"|H| is {middle} in the middle and up to {largest} further out. So slow changes "
                f"stay and finer waves grow: {title} makes edges stand out."
            )
        case "all":
            return (
                f"|H| is about {middle} everywhere, so no wave gains on another. {title} is "
                "neither low-pass nor high-pass."
            )
        case "nothing":
            return f"All weights of {title} are 0. So |H| is 0 everywhere, and no wave is left."


KEY = (
    "Point at a wave (amber). Orange shows how strong a wave is, on a log scale. Violet shows |H|. "
    "Finer waves lie further out."
)
