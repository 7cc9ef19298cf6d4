"""Spectra, kernel response and maps on a board, and what to conclude from them in words."""

from __future__ import annotations

import numpy as np

from ui.lessons.kernels.frequencies import FREQUENCY, Frequencies, place
from ui.lessons.kernels.words import views as say
from ui.link.view import View
from ui.text.numbers import scientific
from ui.views.board import COLOURS, Board, Panel

KEYS = say.ARROW_KEYS_CHOOSE_A_WAVE_ENTER


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
    rest = say.REST_IS_ROUNDING.format(scientific=scientific(left)) if left else ""
    return say.BOTH_WAYS_GIVE_THE_SAME_MAP.format(passing_words=_passing_words(shown), rest=rest)


def _passing_words(shown: Frequencies) -> str:
    found, title = shown.strength, f"**{shown.convolution.kernel.title}**"
    middle = number(abs(float(shown.convolution.kernel.sum)))
    largest, mean = number(float(found.max())), number(float(found.mean()))
    match shown.passes:
        case "low":
            return say.H_IS_LARGEST_IN_THE_MIDDLE.format(middle=middle, mean=mean, title=title)
        case "high":
            return say.H_IS_IN_THE_MIDDLE_AND_UP.format(middle=middle, largest=largest, title=title)
        case "band":
            return say.H_IS_IN_THE_MIDDLE_SO_FLAT.format(middle=middle, title=title)
        case "boost":
            return say.H_IS_IN_THE_MIDDLE_AND_UP_2.format(
                middle=middle, largest=largest, title=title
            )
        case "all":
            return say.H_IS_ABOUT_EVERYWHERE_SO_NO.format(middle=middle, title=title)
        case "nothing":
            return say.ALL_WEIGHTS_OF_ARE_SO_H.format(title=title)


KEY = say.POINT_AT_A_WAVE_AMBER_ORANGE
