"""The ends of lines that are pasted into a field of one line, which a browser would drop."""

from __future__ import annotations

from ui.session.keys import LINE_ENDS
from ui.views.component import component

KEEPS = "keeps-lines"  # ends the key of a container whose field keeps them

_component = component("line_ends", __file__)


def keep_line_ends() -> None:
    """Have fields in containers whose keys end in `KEEPS` show a pasted line end as ⏎.

    Call it once, where the menu is drawn.
    """
    _component(key=LINE_ENDS, data={"keeps": KEEPS})
