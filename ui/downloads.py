"""What the reader can take away: the map as a picture, as exact numbers, the view for slides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from ui.convolution import Convolution
from ui.images import npy, png, signed_image, slide
from ui.layers import Repeated
from ui.link import View


def downloads(
    view: View, found: Convolution, last: Repeated, together: Sequence[Convolution] = ()
) -> None:
    """Offer the map, or those of a layer `together`; each file is made when it is asked for."""
    single = not together
    whole = last.sums / (found.sliding.divisor * 10**last.places)
    maps = [whole] if single else [one.map for one in together]
    name = f"{found.picture.name}-{found.kernel.name}" if single else f"{found.picture.name}-layer"
    address = f"ConvScope · {view.page}?{urlencode(view.query(), safe=',;')}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption("Download", width="content")
        _file("map.png", lambda: png(signed_image(np.hstack(maps))), f"{name}.png", "image/png")
        exact = maps[0] if single else np.stack(maps)
        _file("map.npy (float32)", partial(npy, exact), f"{name}.npy", "application/octet-stream")
        if single and last.times == 1:
            _file(
                "view for slides", partial(slide, found, address), f"{name}-slide.png", "image/png"
            )


def _file(label: str, make: partial[bytes] | object, name: str, mime: str) -> None:
    st.download_button(label, make, name, mime, type="tertiary", on_click="ignore")  # type: ignore[arg-type]
