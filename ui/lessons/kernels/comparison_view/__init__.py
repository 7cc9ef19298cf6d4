"""One large picture before and after a kernel: a line that the reader moves parts the two."""

from __future__ import annotations

from ui.lessons.kernels.thumbnails import Thumbnail
from ui.views.component import component
from ui.views.pack import pack

_component = component(
    "comparison",
    __file__,
    html=("comparison.html",),
    css=("../shared/palette.css", "../shared/panel.css", "comparison.css"),
    picture="the comparison",
)


def comparison_view(before: Thumbnail, after: Thumbnail, *, name: str, key: str) -> None:
    """Show two maps of the same size, the first one grey; `name` is what made the second one."""
    meta = {"name": name, "grey": after.grey}
    _component(key=key, data=pack(meta, before=before.cells, after=after.cells))
