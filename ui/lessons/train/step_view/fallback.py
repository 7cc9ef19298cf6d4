"""A layer without an explanation of its own: what comes, and what goes on."""

from __future__ import annotations

from ui.lessons.train.step_view.scene import Panel, Scene
from ui.lessons.train.step_view.selection import Chosen, look_of
from ui.lessons.train.words import views as say


def plain(chosen: Chosen) -> Scene:
    """Return the scene of a layer without an explanation of its own: before and after."""
    x, out = chosen.before(), chosen.after()
    return Scene(
        chosen.name,
        say.WHAT_COMES_IN_AND_WHAT_GOES,
        [
            Panel("before", "before", x, look=look_of(chosen, chosen.stop.layer)),
            "→",
            Panel("after", "after", out, tone="teal"),
        ],
        [],
    )


def plain_back(chosen: Chosen) -> Scene:
    """Return the scene of a layer without an explanation of its own."""
    return Scene(
        f"{chosen.name}, back",
        say.GRADIENT_THAT_COMES,
        [
            Panel("upstream", "upstream gradient", chosen.gradient_after()),
            "→",
            Panel("map", "gradient passed on", chosen.gradient_before(), tone="teal"),
        ],
        [],
    )
