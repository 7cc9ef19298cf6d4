"""The settings of a convolution, by the names they have in every lesson's link.

`settle` turns any combination of them into one that the core can compute: the nearest, with a
sentence for each thing it changed.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import streamlit as st
from numpy.typing import NDArray

from cnn_core.analysis import farthest_from_zero
from cnn_core.geometry import largest_padding as largest_fill
from cnn_core.geometry import output_size
from cnn_core.geometry.phrases import article
from cnn_core.kernels import KERNELS, Kernel, custom_kernel
from ui.link.settings import Setting, quoted
from ui.link.view import View
from ui.link.vocabulary import (
    ANGLE,
    CELL,
    CUSTOM,
    DILATION,
    FILL,
    FLIP,
    IMAGE,
    KERNEL,
    LARGEST_PADDING,
    MIDDLE,
    MODE,
    OWN,
    PADDING,
    SIZE,
    STRIDE,
    WAVELENGTH,
    WEIGHTS,
)
from ui.models.convolution import Convolution
from ui.pictures import PICTURES, Picture, picture
from ui.session.keys import LINK, OWN_PICTURE

# The longer side of a picture in lessons that reduce it, and why.
READABLE = (28, "so that a cell has room for its number")
VISIBLE = (65, "so that single windows can be seen")


def convolution_settings(
    image: str,
    kernel: str,
    *,
    padding: str = "0",
    mode: str = "zeros",
    cell: tuple[int, int] = (0, 0),
) -> list[Setting[Any]]:
    """Return the settings of a lesson that opens on this picture, kernel, border and cell."""
    return [
        IMAGE.opening(image),
        KERNEL.opening(kernel),
        WEIGHTS,
        SIZE,
        ANGLE,
        WAVELENGTH,
        STRIDE,
        PADDING.opening(padding),
        DILATION,
        MODE.opening(mode),
        FILL,
        FLIP,
        CELL.opening(cell),
    ]


# The settings of a convolution that sliders change.
SLIDERS = ("size", "angle", "wavelength", "stride", "dilation", "fill")


def own_picture() -> Picture | None:
    """Return the picture this visitor brought, if any."""
    brought: Picture | None = st.session_state.get(OWN_PICTURE)
    return brought


def chosen_picture(view: View) -> Picture:
    """Return the picture of the view; a picture that stayed with its owner becomes the default."""
    brought = own_picture()
    if view[IMAGE] == OWN and brought is None:
        default = view.default(IMAGE)
        view.change(
            IMAGE,
            default,
            "This link's picture stayed on its owner's computer, so "
            f"“{PICTURES[default].title}” is shown instead. "
            "If it is yours, this browser may offer it again below the list of pictures.",
        )
    return brought if view[IMAGE] == OWN and brought else picture(view[IMAGE])


def chosen_kernel(view: View) -> Kernel:
    """Return the kernel of the view, and settle the settings that only some kernels have."""
    name = view[KERNEL]
    if name == CUSTOM:
        own = view[WEIGHTS] or own_kernel(_kernel_before())
        view[WEIGHTS] = own
        for setting in (SIZE, ANGLE, WAVELENGTH):
            _keep_for_later(view, setting)
        return own
    family = KERNELS[name]
    if view.arrived and view[WEIGHTS]:
        view.notes.append(f"{family.title} has weights of its own: only “custom” takes a link's.")
    view[WEIGHTS] = None
    for setting, has in ((ANGLE, family.angled), (WAVELENGTH, family.has_wavelength)):
        default = view.default(setting)
        if view.arrived and not has and view[setting] != default:
            view.notes.append(
                f"{family.title} has no {setting.name}: the link's means nothing here."
            )
        if not has:
            _keep_for_later(view, setting)
    size = min(family.sizes, key=lambda one: abs(one - view[SIZE]))
    if size != view[SIZE]:
        asked = view.arrived and view[SIZE] != view.default(SIZE)
        if asked:
            view.change(
                SIZE, size, f"{family.title} has no size {view[SIZE]}, so {size} is used instead."
            )
        else:
            _keep_for_later(view, SIZE, size)
    return family.kernel(size, view[ANGLE], view[WAVELENGTH])


def own_kernel(kernel: Kernel) -> Kernel:
    """Return a kernel's weights as those of the reader's own. Errors: as `custom_kernel`."""
    return custom_kernel([[Fraction(n, kernel.divisor) for n in row] for row in kernel.numerators])


def _kernel_before() -> Kernel:
    """Return the kernel shown last: what a custom one starts from."""
    last = st.session_state.get(LINK, {}).get("values", {})
    family = KERNELS.get(last.get("kernel"), KERNELS["sobel-x"])
    size = last.get("size") if last.get("size") in family.sizes else None
    return family.kernel(size, last.get("angle", 0), last.get("wavelength", 4))


def settle(view: View, shown: Picture, kernel: Kernel) -> Convolution:
    """Return the nearest convolution that exists, and note what had to change."""
    found = settled(view, shown, kernel)
    settle_cell(view, found.sums, "map")
    return found


def settled(view: View, shown: Picture, kernel: Kernel) -> Convolution:
    """Return the nearest convolution that exists as `settle` does, the cell left as it is."""
    if view[PADDING] == "same" and view[STRIDE] > 1:
        needed = view[DILATION] * (kernel.size - 1) // 2
        half = min(needed, LARGEST_PADDING)
        divides = half == needed and len({*kernel.shape}) == 1
        effect = f"padding {half} divides the size by the stride"
        said = (
            "“Same” is only for stride 1, since a larger stride makes the map smaller: "
            f"{effect if divides else f'padding {half} is used instead'}."
        )
        view.fit(PADDING, str(half))
        if view.arrived and "padding" not in view.named:
            view.quiet.add("padding")  # nobody asked for "same": the stride travelled here
        view.replaced.add("padding")
        if "padding" not in view.quiet:
            view.notes.append(said)
            view.quiet.add("padding")
    elif view[STRIDE] == 1:
        view.quiet.discard("padding")
    _bound_by_mode(view, shown, kernel)
    found = _fit(view, shown, kernel)
    if view[MODE] != "constant":
        _keep_for_later(view, FILL)
    return found


def _keep_for_later(view: View, setting: Setting[Any], value: Any = None) -> None:
    """Let a setting that means nothing here be its default, or `value`, until it means something.

    What a link asks for in vain is not kept: its reader never saw it.
    """
    nearest = view.default(setting) if value is None else value
    if view.arrived:
        view[setting] = nearest
    elif view[setting] != nearest:
        view.fit(setting, nearest)


def settle_cell(view: View, values: NDArray[Any], of: str) -> None:
    """Bring the view's cell into a grid (H, W), and say so to those whose link named it.

    A picture that is chosen here, of another size, opens in its middle; one that a link brings
    without a cell opens on the value farthest from 0.
    """
    rows, columns = values.shape
    if view.shows_another_picture:
        view.said.add("cell")  # a link without it would open elsewhere
    row, column = view[CELL]
    nearest = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
    if view[CELL] == MIDDLE and not view.arrived:
        view.move_to((rows // 2, columns // 2))
    elif view.arrived and "cell" not in view.named:
        if nearest != (row, column) or view.shows_another_picture:
            view[CELL] = farthest_from_zero(values)
    elif nearest != (row, column) and view.arrived:
        said = f"Cell {quoted(f'{row},{column}')} is outside the {rows}×{columns} {of}"
        view.change(CELL, nearest, f"{said}, so {nearest[0]},{nearest[1]} is used instead.")
    elif nearest != (row, column):
        view.fit(CELL, nearest)


def _padding(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _made(view: View, shown: Picture, kernel: Kernel) -> Convolution:
    return Convolution(
        shown,
        kernel,
        stride=view[STRIDE],
        padding=_padding(view[PADDING]),
        dilation=view[DILATION],
        mode=view[MODE],
        fill=view[FILL],
        flip=view[FLIP],
    )


def _bound_by_mode(view: View, shown: Picture, kernel: Kernel) -> None:
    """Keep reflected and wrapped padding within what the picture can fill."""
    mode = view[MODE]
    limits = [largest_fill(mode, side) for side in shown.pixels.shape[1:]]
    needed = [max(sides) for sides in _made(view, shown, kernel).amounts]
    pairs = zip(limits, needed, strict=True)
    if not any(limit is not None and limit < cells for limit, cells in pairs):
        return
    filled = min(limit for limit in limits if limit is not None)
    most = min(filled, LARGEST_PADDING)
    rows, columns = shown.pixels.shape[1:]
    view.fit(PADDING, str(most))
    view.notes.append(
        f"{article(rows).capitalize()} {rows}×{columns} image can fill at most {filled} cells "
        f"of {mode} padding on a side, not {max(needed)}, so padding {most} is used instead.",
    )


def _fit(view: View, shown: Picture, kernel: Kernel) -> Convolution:
    """Give a kernel that covers more than the padded picture room: padding, else less dilation."""
    wanted = _made(view, shown, kernel)
    try:
        wanted.size  # noqa: B018  asked for its error
    except ValueError as error:
        reason = str(error)
    else:
        return wanted
    limits = [largest_fill(view[MODE], side) for side in shown.pixels.shape[1:]]
    most = min(
        LARGEST_PADDING if limit is None else min(limit, LARGEST_PADDING) for limit in limits
    )
    spread = view[DILATION]
    for dilation in range(spread, 0, -1):
        for padding in range(most + 1):
            if not _exists(shown, kernel, view[STRIDE], dilation, padding):
                continue
            done = f"padding {padding}"
            view.fit(PADDING, str(padding))
            if dilation != spread:
                done += f" and dilation {dilation}"
                view.fit(DILATION, dilation)
            are = "is" if dilation == spread else "are"
            view.notes.append(f"{_without_advice(reason)}, so {done} {are} used instead.")
            return replace(wanted, padding=padding, dilation=dilation)
    view.fit(MODE, "zeros")
    view.notes.append(f"{_without_advice(reason)}, so padding with zeros is used instead.")
    return _fit(view, shown, kernel)


def _without_advice(reason: str) -> str:
    """Return what does not fit without the core's remedy, since another one was taken."""
    return reason[0].upper() + reason[1:].partition(": use ")[0]


def _exists(shown: Picture, kernel: Kernel, stride: int, dilation: int, padding: int) -> bool:
    rows, columns = shown.pixels.shape[1:]
    try:
        output_size(
            (rows, columns), kernel.shape, stride=stride, padding=padding, dilation=dilation
        )
    except ValueError:
        return False
    return True
