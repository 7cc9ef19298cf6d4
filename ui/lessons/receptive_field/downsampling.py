"""Three ways to make a map smaller, compared: pool, stride, or a larger kernel with a stride."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnn_core.geometry.phrases import article
from cnn_core.nn import Conv2D, Description, describe, receptive_field
from cnn_core.nn.arithmetic import Count
from cnn_core.receptive_fields import field_work
from ui.lessons.receptive_field.field_view import FieldScene
from ui.lessons.receptive_field.model import Fields, seen_through
from ui.lessons.receptive_field.stacks import Slide, sliding
from ui.lessons.receptive_field.words import views as say
from ui.link.settings import Choice, Whole
from ui.link.view import View
from ui.pictures import Picture
from ui.text.arithmetic import with_result

Pair = tuple[int, int]

LARGEST_SIDE, LARGEST_STEP, MOST_FILTERS = 9, 3, 512
VIEWS = {
    "field": "The field",
    "overlap": say.WHO_SEES_A_PIXEL,
    "measured": "Measured",
    "cortex": "In the cortex",
    "ways": say.THREE_WAYS_TO_SHRINK,
}
VIEW = Choice("view", "field", tuple(VIEWS))
SIDE = Whole("side", 3, 1, LARGEST_SIDE)
STEP = Whole("step", 1, 1, LARGEST_STEP)
FILTERS = Whole("filters", 10, 1, MOST_FILTERS)


@dataclass(frozen=True)
class Way:
    """One way: its name, and the layers that it takes."""

    title: str
    slides: tuple[Slide, ...]

    def described(self, size: Pair, filters: int) -> Description:
        """Work out what it costs over a picture (H, W) of one channel."""
        return describe([slide.layer(filters) for slide in self.slides], (1, *size))


def ways(kernel: int, stride: int) -> tuple[Way, Way, Way]:
    """Return the three ways to shrink after, or by, a kernel of that size and stride.

    They end on the same jump, or nearly: a pooling of 2 doubles the stride of the kernel before
    it; a larger stride does without it; and by a rule of thumb a kernel of k + 2 goes with
    stride + 1.
    """
    base, side = Slide("c", kernel, stride), f"{kernel}×{kernel}"
    first = side if stride == 1 else f"{side}, stride {stride}"
    return (
        Way(f"{first}, then pool 2×2", (base, Slide("m", 2, 2))),
        Way(f"{side}, stride {2 * stride}", (Slide("c", kernel, 2 * stride),)),
        Way(
            f"{kernel + 2}×{kernel + 2}, stride {stride + 1}",
            (Slide("c", kernel + 2, stride + 1),),
        ),
    )


def settle_ways(view: View, picture: Picture) -> tuple[Way, ...]:
    """Return the ways that the view compares, the largest that fit, and note what had to change.

    A picture on which none fits shows the lesson's first view instead.
    """
    rows, columns = picture.pixels.shape[1:]
    a, asked = article(rows).capitalize(), (view[SIDE], view[STEP])
    for side in range(asked[0], 0, -1):
        for step in range(asked[1], 0, -1):
            compared = ways(side, step)
            if any(one.described((rows, columns), 1).fault for one in compared):
                continue
            if (side, step) != asked and view[VIEW] == "ways":
                view[SIDE] = side
                view.change(
                    STEP,
                    step,
                    say.IMAGE_HAS_NO_ROOM_FOR_ALL.format(
                        a=a,
                        rows=rows,
                        columns=columns,
                        asked_0=asked[0],
                        asked_1=asked[1],
                        side=side,
                        step=step,
                    ),
                )
            return compared
    if view[VIEW] == "ways":
        view.change(
            VIEW,
            "field",
            say.IMAGE_CANNOT_BE_MADE_SMALLER.format(a=a, rows=rows, columns=columns),
        )
    return ()


def ways_controls(view: View) -> None:
    """Let the reader choose the kernel that all three ways begin with."""
    st.slider("Kernel k", 1, LARGEST_SIDE, key=view.key("side"))
    st.slider("Stride", 1, LARGEST_STEP, key=view.key("step"))
    st.slider(say.KERNELS_IN_THE_LAYER, 1, MOST_FILTERS, key=view.key("filters"))


def ways_scene(view: View, picture: Picture, compared: tuple[Way, ...]) -> FieldScene:
    """Return the scene of the ways side by side, each with its last map."""
    shown = []
    for way in compared:
        one = Fields(picture, way.slides, len(way.slides), (0, 0))
        high, wide = one.sizes[-1]
        shown.append(Fields(picture, way.slides, len(way.slides), (high // 2, wide // 2)))
    return FieldScene(
        "ways",
        shown,
        titles=[way.title for way in compared],
        label=say.MADE_SMALLER_IN_THREE_WAYS.format(title=picture.title),
        arrival=view.arrival,
        maps=[seen_through(picture, way.slides) for way in compared],
    )


def ways_table(size: Pair, compared: tuple[Way, ...], filters: int) -> str:
    """Write the comparison as a Markdown table, with the arithmetic in its cells."""
    lines = ["| | " + " | ".join(f"**{way.title}**" for way in compared) + " |", "|---" * 4 + "|"]
    found = [way.described(size, filters) for way in compared]
    rows = {
        "map": [_sizes(one) for one in found],
        "receptive field r": [_field(way, "size") for way in compared],
        "jump": [_field(way, "jump") for way in compared],
        say.PIXELS_THAT_TWO_NEIGHBOURS: [_shared(way) for way in compared],
        f"parameters, {filters} kernels": [_parameters(one) for one in found],
        "multiply-adds": [f"{one.multiply_adds:,}" for one in found],
    }
    for name, cells in rows.items():
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _sizes(found: Description) -> str:
    *_, rows, columns = found.output_shape
    steps = " → ".join(f"{row.shape[1]}×{row.shape[2]}" for row in found.rows)
    return steps if len(found.rows) > 1 else f"{rows}×{columns}"


def _field(way: Way, name: str) -> str:
    count: Count = getattr(field_work(sliding(way.slides))[-1], name)
    return with_result(count)


def _shared(way: Way) -> str:
    """Say how many columns of two neighbours' fields are the same."""
    field = receptive_field(sliding(way.slides))[-1]
    assert field is not None
    both = max(field.size[1] - field.jump[1], 0)
    return f"{field.size[0]}×{both} = {field.size[0] * both}"


def _parameters(found: Description) -> str:
    kernels = [with_result(row.parameters) for row in found.rows if isinstance(row.layer, Conv2D)]
    return " + ".join(kernels)


def show_ways_table(size: Pair, compared: tuple[Way, ...], filters: int) -> None:
    """Show the comparison under its picture."""
    with st.container(key="ways"):
        st.markdown(ways_table(size, compared, filters))
