"""What a kernel makes of an edge, for every direction of the edge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike, NDArray

from cnn_core.kernels import KERNELS, strongest_edge, strongest_edge_response
from ui.frame.downloads import number_downloads
from ui.lessons.kernels.words import views as say
from ui.link.settings import Whole
from ui.link.view import View
from ui.models.convolution import Convolution
from ui.session.keys import page_key
from ui.text.numbers import MINUS
from ui.views.board import Board, Panel, board_view
from ui.views.curves import Axis, Chart, Colour, Series, curves

DEGREES = np.arange(0, 361, 3)
DIAGONAL = 45
EDGE = Whole("edge", DIAGONAL, 0, 360)
SIZES = (3, 5, 11)  # sides of the kernels that are compared, as far as a kernel has them
WRITTEN = 49  # cells of a grid up to which their numbers are written
HEIGHT = 180  # px of a chart
LINES: tuple[tuple[Colour, str], ...] = (  # of those compared
    ("soft", ""),
    ("violet", "6 4"),
    ("ink", "2 3"),
    ("positive", ""),
)
FOLLOWS_ANGLE = float(100 * np.cos(np.radians(DIAGONAL)))


@dataclass(frozen=True, eq=False)
class Compared:
    """A kernel of another size or shape: what it gives, in % of the largest it gives."""

    name: str
    shares: NDArray[np.float64]  # one for each of DEGREES

    @property
    def diagonal(self) -> float:
        """What it gives at a diagonal edge."""
        return float(abs(self.shares[DEGREES == DIAGONAL][0]))


def angles(view: View, found: Convolution) -> None:
    """Show the edge under the kernel, and plot the output against the edge's direction."""
    turn: int = view[EDGE]
    others = compared(found)
    board_view(
        edge_board(view, found, turn), key=page_key(view.page, "edge-board"), on_cell=lambda: None
    )
    axis = Axis(say.DIRECTION_OF_THE_EDGE, low=0, high=360, whole=True)
    charts = [
        Chart(
            say.STRONGEST_OUTPUT_WHILE,
            [Series("output", DEGREES, _outputs(found), "teal")],
            axis,
            Axis("output"),
            label=say.STRONGEST_OUTPUT_OF_AGAINST.format(title=found.kernel.title),
            height=HEIGHT,
            at=turn,
        )
    ]
    if others:
        charts.append(
            Chart(
                say.IN_OF_THE_LARGEST_BY_SIZE,
                [
                    Series(one.name, DEGREES, one.shares, colour, dash=dash)
                    for one, (colour, dash) in zip(others, LINES, strict=False)
                ],
                axis,
                Axis("%"),
                height=HEIGHT,
                at=turn,
            )
        )
    curves(charts, key=page_key(view.page, "angles"))
    st.markdown(angle_words(found, others))
    number_downloads(f"{found.kernel.name}-angles", {"curve": np.stack([DEGREES, _outputs(found)])})


def edge_board(view: View, found: Convolution, turn: int) -> Board:
    """Return the edge where it gives most, the kernel on it, and their products."""
    weights = np.asarray(found.sliding.weights, dtype=np.float64)
    pixels = strongest_edge(weights, float(np.radians(turn)))
    products = pixels * weights
    total = _number(float(products.sum()))

    def texts(values: NDArray[np.float64]) -> list[str]:
        return [f"{one + 0.0:.3g}".replace("-", MINUS) for one in values.round(2).ravel()]

    def panel(title: str, values: NDArray[np.float64], kind: str, before: str = "") -> Panel:
        written = texts(values) if values.size <= WRITTEN else []
        limit = 1 if kind == "grey" else 0
        return Panel(title, values, 0, kind, limit, before=before, texts=written)

    return Board(
        [
            panel(f"edge at {turn}°", pixels, "grey"),
            panel(found.kernel.title, weights, "weights", "·"),
            panel(f"products, sum {total}", products, "signed", "="),
        ],
        (weights.shape[0], weights.shape[1]),
        {"kind": "product", "panels": [0, 1, 2], "total": total},
        say.EDGE_AT_UNDER_ARROW_KEYS_MOVE.format(turn=turn, title=found.kernel.title),
        (weights.shape[0] // 2, weights.shape[1] // 2),
        view.arrival,
    )


def compared(found: Convolution) -> list[Compared]:
    """Return the kernel in several sizes and a round one, if it finds edges of one direction."""
    family = KERNELS.get(found.kernel.name)
    if family is None or family.angled or not _is_of_one_direction(found.sliding.weights):
        return []
    sizes = sorted({min(family.sizes, key=lambda side: abs(side - wanted)) for wanted in SIZES})
    if len(sizes) < 2:
        return []
    made = {f"{side}×{side}": family.kernel(side).weights for side in sizes}
    largest = sizes[-1]
    down, across = np.indices((largest, largest)) - (largest - 1) / 2
    made[f"round {largest}×{largest}"] = made[f"{largest}×{largest}"] * (
        np.hypot(down, across) <= largest / 2
    )
    return [Compared(name, _shares(weights)) for name, weights in made.items()]


def angle_words(found: Convolution, others: list[Compared]) -> str:
    """Say where the kernel's output is strongest and weakest, and what follows."""
    outputs = _outputs(found)
    sizes = np.abs(outputs)
    strongest, weakest = int(sizes.argmax()), int(sizes.argmin())
    title = found.kernel.title
    opening = say.STRAIGHT_EDGE_FROM_TO_SLIDES.format(title=title)
    if np.ptp(sizes) < 0.005:
        same = _number(outputs[strongest])
        return say.AT_EVERY_ANGLE_SO_THIS_KERNEL.format(opening=opening, same=same)
    said = say.AT_AND.format(
        opening=opening,
        number=_number(outputs[strongest]),
        degrees=DEGREES[strongest],
        number_2=_number(outputs[weakest]),
        degrees_2=DEGREES[weakest],
    )
    if not others:
        return say.KERNEL_DOES_NOT_FIND_EDGES.format(said=said)
    nearest = min(others, key=lambda one: abs(one.diagonal - FOLLOWS_ANGLE))
    shares = ", ".join(f"{one.diagonal:.0f} % ({one.name})" for one in others)
    return say.AT_IT_IS_OF_THE_LARGEST_IF.format(
        said=said, shares=shares, follows_angle=FOLLOWS_ANGLE, name=nearest.name
    )


def _is_of_one_direction(weights: ArrayLike) -> bool:
    """Tell whether it finds vertical edges and no horizontal ones, or the other way round."""
    outputs = np.abs(strongest_edge_response(weights, [0.0, np.pi / 2]))
    return bool(outputs.min() < 1e-9 < outputs.max())


def _shares(weights: ArrayLike) -> NDArray[np.float64]:
    outputs = strongest_edge_response(weights, np.radians(DEGREES))
    return np.asarray(100 * outputs / np.abs(outputs).max()).round(2) + 0.0


def _outputs(found: Convolution) -> NDArray[np.float64]:
    return strongest_edge_response(found.sliding.weights, np.radians(DEGREES)).round(4) + 0.0


def _number(value: float) -> str:
    return f"{value + 0.0:.2f}".replace("-", MINUS)
