"""Flattening, there and back: maps become one vector, and maps again."""

from __future__ import annotations

from ui.lessons.train.step_view.numbers import short
from ui.lessons.train.step_view.scene import Frame, Panel, Piece, Scene
from ui.lessons.train.step_view.selection import Chosen


def flat(chosen: Chosen) -> Scene:
    """Return flattening's scene: a map becomes a stretch of one long vector."""
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(x)
    place = (f * x.shape[1] + r) * x.shape[2] + c
    columns = out.shape[2]
    _, rows, wide = x.shape
    return Scene(
        f"{chosen.name}: maps become one vector",
        f"Nothing is computed: {len(x)} maps of {rows}×{wide} are laid out one after the other, "
        f"{x.size:,} numbers in a row (drawn in {out.shape[1]} lines).",
        [
            Panel("before", "maps", x, sends="pick", frames=[Frame(f, r, c)]),
            "→",
            Panel(
                "after",
                f"vector of {x.size:,}",
                out,
                share=1.3,
                tone="teal",
                frames=[Frame(0, place // columns, place % columns)],
            ),
        ],
        [
            [
                Piece(f"map {f}, row {r}, column {c} → number ", "soft"),
                Piece(f"{f}·{rows * wide} + {r}·{wide} + {c} = "),
                Piece(f"{place:,}", "result"),
                Piece(f" of the vector: {short(float(x[f, r, c]))} (all counted from 0)", "soft"),
            ]
        ],
    )


def flat_back(chosen: Chosen) -> Scene:
    """Return how flattening hands the gradient on: back into the shape of the maps."""
    given, upstream = chosen.gradient_before(), chosen.gradient_after()
    f, r, c = chosen.picked(given)
    place = (f * given.shape[1] + r) * given.shape[2] + c
    columns = upstream.shape[2]
    return Scene(
        f"{chosen.name}, back: the vector becomes maps again",
        "Nothing is computed: each number goes back to where it came from.",
        [
            Panel(
                "upstream",
                f"gradient of the vector of {given.size:,}",
                upstream,
                share=1.3,
                frames=[Frame(0, place // columns, place % columns)],
            ),
            "→",
            Panel(
                "map",
                "gradient of the maps",
                given,
                sends="pick",
                tone="teal",
                frames=[Frame(f, r, c)],
            ),
        ],
        [
            [
                Piece(f"number {place:,} → map {f}, row {r}, column {c}: ", "soft"),
                Piece(short(float(given[f, r, c])), "result"),
                Piece(" (all counted from 0)", "soft"),
            ]
        ],
    )
