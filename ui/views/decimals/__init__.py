"""Decimals as a class reads them: with a point, or with a comma.

All numbers are made with a point, so that links, caches and answers are the same for everybody. The
browser writes the comma where it shows them.
"""

from __future__ import annotations

from ui.session.keys import DECIMALS
from ui.views.component import component

_component = component("decimals", __file__)


def write_decimals(sign: str) -> None:
    """Show decimals with a "point" or a "comma"; call it once, where the menu is drawn."""
    _component(key=DECIMALS, data={"comma": sign == "comma"})
