"""The app's icon, in the address itself.

A file that Streamlit hands out is gone while a run that was overtaken has not named it again.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache

from ui.pictures import ROOT


@cache
def icon() -> str:
    """Return the icon as an address that holds it."""
    return f"data:image/png;base64,{b64encode((ROOT / 'assets/icon.png').read_bytes()).decode()}"
