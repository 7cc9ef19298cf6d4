"""Flattening, there and back: maps become one vector, and maps again."""

from __future__ import annotations

from ui.lessons.train.step_view.numbers import short
from ui.lessons.train.step_view.scene import Frame, Panel, Piece, Scene
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.words import views as say


def flat(chosen: Chosen) -> Scene:
    """Return flattening's scene: a map becomes a stretch of one long vector."""
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(x)
    place = (f * x.shape[1] + r) * x.shape[2] + c
    columns = out.shape[2]
    _, rows, wide = x.shape
    return Scene(
        say.MAPS_BECOME_ONE_VECTOR.format(name=chosen.name),
        say.NOTHING_IS_COMPUTED_MAPS.format(
            count=len(x), rows=rows, wide=wide, size=x.size, columns=out.shape[1]
        ),
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
                Piece(say.MAP_ROW_COLUMN_NUMBER.format(f=f, r=r, c=c), "soft"),
                Piece(f"{f}·{rows * wide} + {r}·{wide} + {c} = "),
                Piece(f"{place:,}", "result"),
                Piece(
                    say.OF_THE_VECTOR_ALL_COUNTED_FROM.format(short=short(float(x[f, r, c]))),
                    "soft",
                ),
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
        say.BACK_THE_VECTOR_BECOMES_MAPS.format(name=chosen.name),
        say.NOTHING_IS_COMPUTED_EACH,
        [
            Panel(
                "upstream",
                say.GRADIENT_OF_THE_VECTOR.format(size=given.size),
                upstream,
                share=1.3,
                frames=[Frame(0, place // columns, place % columns)],
            ),
            "→",
            Panel(
                "map",
                say.GRADIENT_OF_THE_MAPS,
                given,
                sends="pick",
                tone="teal",
                frames=[Frame(f, r, c)],
            ),
        ],
        [
            [
                Piece(say.NUMBER_MAP_ROW_COLUMN.format(place=place, f=f, r=r, c=c), "soft"),
                Piece(short(float(given[f, r, c])), "result"),
                Piece(" (all counted from 0)", "soft"),
            ]
        ],
    )
