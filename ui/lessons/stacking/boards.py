"""Turn what the lesson on stacking shows into a board of grids."""

from __future__ import annotations

import numpy as np

from cnn_core.kernels import SIDES, Kernel
from ui.frame.questions import Cell
from ui.lessons.stacking.model import Array, Detector, Stacked, exact_sum
from ui.lessons.stacking.results import number
from ui.lessons.stacking.words import views as say
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.views.board import COLOURS, READ, Board, Panel

KEYS = say.ARROW_KEYS_MOVE_THE_CELL_ENTER
LARGEST_NUMBERED = 13  # sides of a kernel whose weights are still printed


def kernel_panel(kernel: Kernel, title: str, before: str = "") -> Panel:
    """Return a kernel's numerators as a grid."""
    over = "" if kernel.divisor == 1 else f", ÷ {kernel.divisor}"
    values = np.array(kernel.numerators, np.float64)
    texts = [str(n).replace("-", "−") for row in kernel.numerators for n in row]
    return Panel(f"{title}{over}", values, 0, "weights", frame=None, before=before, texts=texts)


def stack_board(view: View, shown: Stacked) -> Board:
    """Return kernels and composed or fitted kernel above; picture, both maps, difference below."""
    size = "×".join(map(str, shown.whole.shape))
    arrow = "ReLU→" if shown.between else "∗"
    names = [
        kernel_panel(one, one.title, arrow if k else "") for k, one in enumerate(shown.kernels)
    ]
    high, wide = shown.whole.shape
    (above, _), (left, _) = shown.margin
    reads = (-above, -left, high, wide)
    picture = Panel(
        "image", shown.picture.pixels[0], 1, "grey", limit=shown.picture.white, frame=reads
    )
    if shown.between:
        fit, wanted = shown.fit, shown.fit.answer + shown.fit.error
        limit = _limit(wanted, fit.answer)
        unit, weights = _in_units(fit.weights)
        best = Panel(
            f"best {size}, in {unit:g}",
            fit.weights,
            0,
            "weights",
            frame=None,
            before="≠",
            texts=weights if shown.whole.size <= LARGEST_NUMBERED else (),
        )
        maps = [
            Panel(f"with ReLU, {_range(limit)}", wanted, 1, limit=limit, before="→"),
            Panel(f"best single {size}", fit.answer, 1, limit=limit),
            Panel(f"error, up to {number(fit.worst, 0)}", fit.error, 1, limit=limit),
        ]
        compared = {"names": ["with ReLU", f"best {size}"], "exact": False}
    else:
        limit = _limit(shown.layered, shown.at_once)
        best = kernel_panel(shown.whole, f"one {size}", "=")
        # Kernels that make a picture of a picture: it is drawn as one.
        grey = 0 < exact_sum(shown.kernels) <= 2 and min(shown.layered.min(), 0) == 0
        kind, top = ("grey", float(shown.picture.white)) if grey else ("signed", limit)
        ranged = "" if grey else f", {_range(limit)}"
        maps = [
            Panel(f"in layers{ranged}", shown.layered, 1, kind, top, before="→"),
            Panel(f"one {size} kernel", shown.at_once, 1, kind, top),
            Panel("difference", shown.difference, 1, limit=top),
        ]
        compared = {"names": ["layer by layer", f"one {size}"], "exact": True}
    count = len(names)
    return Board(
        [*names, best, picture, *maps],
        (shown.picture.pixels.shape[1], shown.picture.pixels.shape[2]),
        {"kind": "compare", "panels": [count + 2, count + 3], **compared},
        say.UNDER_KERNELS_AND_UNDER_ONE.format(title=shown.picture.title, count=count, keys=KEYS),
        view[CELL],
        view.arrival,
    )


def _range(limit: float) -> str:
    return f"±{number(limit, 0 if limit >= 10 else 2)}"


def _in_units(weights: Array) -> tuple[float, list[str]]:
    """Write weights in whole units, a hundredth of the largest's power of ten or so."""
    largest = float(np.abs(weights).max()) or 1.0
    unit = 10.0 ** (np.floor(np.log10(largest)) - 1)
    return float(unit), [f"{round(w / unit)}".replace("-", "−") for w in weights.ravel()]


def _limit(*maps: Array) -> float:
    return max(float(np.abs(one).max()) for one in maps)


def detector_board(view: View, shown: Detector, hidden: Cell | None) -> Board:
    """Return the board of edges that make corners, or of corners that make squares."""
    return (square_board if shown.squares else corner_board)(view, shown, hidden)


def corner_board(view: View, shown: Detector, hidden: Cell | None) -> Board:
    """Return both layers as a network: picture, edge kernels, their maps, and the corners."""
    limit = float(np.abs(shown.before).max())
    found = _limit(shown.found, shown.fit.answer)
    kernels = [
        Panel(
            "",
            values,
            0,
            "weights",
            frame=None,
            texts=[str(int(n)).replace("-", "−") for n in values.ravel()],
            part="kernel",
        )
        for values in SIDES.values()
    ]
    maps = [
        Panel(f"{name} edges", one, 0, limit=limit, part="map")
        for name, one in zip(shown.names, shown.before, strict=True)
    ]
    picture = shown.picture.pixels[0]
    same = "=" if shown.fit.worst == 0 else "≠"
    return Board(
        [
            Panel("image", picture, 0, "grey", shown.picture.white, (-1, -1, 3, 3), part="input"),
            *kernels,
            *maps,
            Panel("layer 2: corners", shown.found, 0, limit=found, part="output"),
            Panel(f"{same} best single 3×3", shown.fit.answer, 0, limit=found, part="beside"),
        ],
        (shown.found.shape[0], shown.found.shape[1]),
        {
            "kind": "network",
            "weights": list(shown.mix),
            "threshold": shown.threshold,
            "relu": shown.between,
            "names": list(shown.names),
        },
        say.FOUR_EDGE_KERNELS_THEIR_MAPS.format(title=shown.picture.title, keys=KEYS),
        view[CELL],
        view.arrival,
        hidden,
        key=(*COLOURS, READ, ("expected", say.ITS_WAY_THROUGH_BOTH_LAYERS)),
    )


def square_board(view: View, shown: Detector, hidden: Cell | None) -> Board:
    """Return the corner maps above; picture, squares and the best kernel's map below."""
    reach = shown.reach
    limit = float(np.abs(shown.before).max())
    last = shown.side - 1
    places = [(0, 0), (0, last), (last, 0), (last, last)]
    maps = [
        Panel(f"{name}, {_range(limit)}", one, 0, limit=limit, frame=(*place, 1, 1))
        for name, one, place in zip(shown.names, shown.before, places, strict=True)
    ]
    found = _limit(shown.found, shown.fit.answer)
    same = "=" if shown.fit.worst == 0 else "≠"
    picture = Panel(
        "image",
        shown.picture.pixels[0],
        1,
        "grey",
        limit=shown.picture.white,
        frame=(-1, -1, reach, reach),
    )
    terms = [
        {"panel": k, "weight": 1, "down": down, "right": right, "name": shown.names[k]}
        for k, (down, right) in enumerate(places)
    ]
    formula = {
        "kind": "sum",
        "terms": terms,
        "threshold": shown.second,
        "relu": shown.between,
        "result": 5,
    }
    return Board(
        [
            *maps,
            picture,
            Panel(f"squares, {_range(found)}", shown.found, 1, limit=found, before="→"),
            Panel(f"best single {reach}×{reach}", shown.fit.answer, 1, limit=found, before=same),
        ],
        (shown.found.shape[0], shown.found.shape[1]),
        formula,
        say.ADDED_UP_TO_SQUARES.format(
            title=shown.picture.title, names=", ".join(shown.names), keys=KEYS
        ),
        view[CELL],
        view.arrival,
        hidden,
    )
