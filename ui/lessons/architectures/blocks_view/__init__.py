"""The drawing of a network in the page: point at a block to read it, click it to choose its layer.

The drawing itself is SVG from `ui.lessons.architectures.drawing`, whose words are all escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.lessons.architectures.words import views as say
from ui.views.component import component
from ui.views.events import Event, whole

LAYER = Event("layer", whole(1))
FOLD = Event("fold", whole(1))

_component = component(
    "blocks_view",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "view.css"),
    events=(LAYER, FOLD),
    picture=say.DRAWING_OF_THE_NETWORK,
)


def blocks_view(
    drawings: Mapping[int, str],
    said: str,
    opens: str,
    *,
    key: str,
    on_layer: Callable[[], None],
    on_fold: Callable[[], None],
) -> None:
    """Show a network; `st.session_state[key]["layer"]` is the number of a block clicked on,
    and `["fold"]` that of the first layer of a group to be folded or unfolded.

    `drawings` are one drawing for several widths in CSS pixels: the widest that has room is shown.
    `said` stands below it while nothing is pointed at, then `opens`, what a click does. The
    numbers come from a browser: check them.
    """
    _component(
        key=key,
        data={"drawings": [*drawings.items()], "said": said, "opens": opens},
        on_layer_change=on_layer,
        on_fold_change=on_fold,
    )
