"""The settings of a convolution, by the names they have in every lesson's link.

`settle` turns any combination of them into one that the core can compute: the nearest, with a
sentence for each thing it changed.
"""

from __future__ import annotations

import streamlit as st

from cnn_core.geometry import PADDING_MODES, output_size
from cnn_core.geometry import largest_padding as largest_fill
from cnn_core.kernels import KERNELS, Kernel, format_weights, nearest_weights, parse_weights
from ui.link.settings import Cell, Choice, Setting, Switch, Text, Whole, quoted
from ui.link.view import STATE, View
from ui.models.convolution import Convolution
from ui.pictures import PICTURES, Picture, picture

OWN = "own"  # the picture of the reader's own, kept in the session alone
OWN_PICTURE = "own picture"
CUSTOM = "custom"
LARGEST_PADDING = 10
LARGEST_STRIDE = 6
LARGEST_DILATION = 4
# The longer side of a picture in lessons that reduce it, and why.
READABLE = (28, "so that a cell has room for its number")
VISIBLE = (65, "so that single windows can be seen")
MIDDLE = (-1, -1)  # a cell that stands for the middle of the map, wherever that is
PADDINGS = (*(str(p) for p in range(LARGEST_PADDING + 1)), "same", "full")


def _weights(text: str) -> str:
    return format_weights(parse_weights(text)) if text else ""


def _nearest_weights(text: str) -> tuple[str, list[str]]:
    kernel, changed = nearest_weights(text)
    return format_weights(kernel), changed


def convolution_settings(
    image: str,
    kernel: str,
    *,
    padding: str = "0",
    mode: str = "zeros",
    cell: tuple[int, int] = (0, 0),
) -> list[Setting]:
    """Return the settings of a lesson that opens on this picture, kernel, border and cell."""
    return [
        Choice("image", image, (*PICTURES, OWN)),
        Choice("kernel", kernel, (*KERNELS, CUSTOM)),
        Text("weights", "", _weights, _nearest_weights),
        Whole("size", 3, 1, 11),
        Whole("angle", 0, 0, 359),
        Whole("wavelength", 4, 2, 32),
        Whole("stride", 1, 1, LARGEST_STRIDE),
        Choice("padding", padding, PADDINGS, other_words={"valid": "0"}),
        Whole("dilation", 1, 1, LARGEST_DILATION),
        Choice("mode", mode, PADDING_MODES),
        Whole("fill", 128, 0, 255),
        Switch("flip"),
        Cell(default=cell),
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
    if view["image"] == OWN and brought is None:
        default = view.settings["image"].default
        view.change(
            "image",
            default,
            "This link's picture stayed on its owner's computer: "
            f"here is “{PICTURES[default].title}” instead.",
        )
    return brought if view["image"] == OWN and brought else picture(view["image"])


def chosen_kernel(view: View) -> Kernel:
    """Return the kernel of the view, and settle the settings that only some kernels have."""
    name = view["kernel"]
    if name == CUSTOM:
        if not view["weights"]:
            view.values["weights"] = format_weights(_kernel_before())
        view.values |= {key: view.settings[key].default for key in ("size", "angle", "wavelength")}
        return parse_weights(view["weights"])
    family = KERNELS[name]
    if view.arrived and view["weights"]:
        view.notes.append(f"{family.title} has weights of its own: only “custom” takes a link's.")
    view.values["weights"] = ""
    for setting, has in (("angle", family.angled), ("wavelength", family.has_wavelength)):
        default = view.settings[setting].default
        if view.arrived and not has and view[setting] != default:
            view.notes.append(f"{family.title} has no {setting}: the link's means nothing here.")
        if not has:
            view.values[setting] = default
    size = min(family.sizes, key=lambda one: abs(one - view["size"]))
    if size != view["size"]:
        asked = view.arrived and view["size"] != view.settings["size"].default
        if asked:
            view.change("size", size, f"{family.title} has no size {view['size']}: this is {size}.")
        view.values["size"] = size
    return family.kernel(size, view["angle"], view["wavelength"])


def _kernel_before() -> Kernel:
    """Return the kernel shown last: what a custom one starts from."""
    last = st.session_state.get(STATE, {}).get("values", {})
    family = KERNELS.get(last.get("kernel"), KERNELS["sobel-x"])
    size = last.get("size") if last.get("size") in family.sizes else None
    return family.kernel(size, last.get("angle", 0), last.get("wavelength", 4))


def settle(view: View, shown: Picture, kernel: Kernel) -> Convolution:
    """Return the nearest convolution that exists, and note what had to change."""
    found = settled(view, shown, kernel)
    settle_cell(view, found.size, "map")
    return found


def settled(view: View, shown: Picture, kernel: Kernel) -> Convolution:
    """Return the nearest convolution that exists as `settle` does, the cell left as it is."""
    if view["padding"] == "same" and view["stride"] > 1:
        needed = view["dilation"] * (kernel.size - 1) // 2
        half = min(needed, LARGEST_PADDING)
        divides = half == needed and len({*kernel.shape}) == 1
        effect = f"padding {half} divides the size by the stride"
        said = (
            "“Same” is only for stride 1, since a larger stride makes the map smaller: "
            f"{effect if divides else f'this is padding {half}'}."
        )
        if view.arrived and "padding" not in view.named:
            view.values["padding"] = str(half)  # nobody asked for "same": the stride travelled here
        else:
            view.change("padding", str(half), said)
    _bound_by_mode(view, shown, kernel)
    found = _fit(view, shown, kernel)
    if view["mode"] != "constant":
        view.values["fill"] = view.settings["fill"].default
    return found


def settle_cell(view: View, size: tuple[int, int], of: str) -> None:
    """Bring the view's cell into a grid of this size, and say so to those whose link named it.

    A picture of another size opens in its middle.
    """
    rows, columns = size
    row, column = view["cell"]
    nearest = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
    if view["cell"] == MIDDLE and not view.arrived:
        view.move_to((rows // 2, columns // 2))
    elif nearest != (row, column) and view.arrived and "cell" not in view.named:
        view.values["cell"] = rows // 2, columns // 2
    elif nearest != (row, column) and view.arrived:
        said = f"Cell {quoted(f'{row},{column}')} is outside the {rows}×{columns} {of}"
        view.change("cell", nearest, f"{said}: this is {nearest[0]},{nearest[1]}.")
    elif nearest != (row, column):
        view.fit("cell", nearest)


def _padding(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _made(view: View, shown: Picture, kernel: Kernel, **changed: int) -> Convolution:
    values = {**view.values, **changed}
    return Convolution(
        shown,
        kernel,
        stride=values["stride"],
        padding=_padding(str(values["padding"])),
        dilation=values["dilation"],
        mode=values["mode"],
        fill=values["fill"],
        flip=values["flip"],
    )


def _bound_by_mode(view: View, shown: Picture, kernel: Kernel) -> None:
    """Keep reflected and wrapped padding within what the picture can fill."""
    mode = view["mode"]
    limits = [largest_fill(mode, side) for side in shown.pixels.shape[1:]]
    needed = [max(sides) for sides in _made(view, shown, kernel).amounts]
    pairs = zip(limits, needed, strict=True)
    if not any(limit is not None and limit < cells for limit, cells in pairs):
        return
    filled = min(limit for limit in limits if limit is not None)
    most = min(filled, LARGEST_PADDING)
    rows, columns = shown.pixels.shape[1:]
    view.fit("padding", str(most))
    view.notes.append(
        f"A {rows}×{columns} picture can fill at most {filled} cells of {mode} padding on a side, "
        f"not {max(needed)}: this is padding {most}.",
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
    limits = [largest_fill(view["mode"], side) for side in shown.pixels.shape[1:]]
    most = min(
        LARGEST_PADDING if limit is None else min(limit, LARGEST_PADDING) for limit in limits
    )
    attempts = [{"padding": p} for p in range(most + 1)]
    attempts += [
        {"padding": p, "dilation": d}
        for d in range(view["dilation"] - 1, 0, -1)
        for p in range(most + 1)
    ]
    for attempt in attempts:
        if not _exists(
            shown,
            kernel,
            view["stride"],
            attempt.get("dilation", view["dilation"]),
            attempt["padding"],
        ):
            continue
        made = _made(view, shown, kernel, **attempt)
        done = " and ".join(f"{name} {value}" for name, value in attempt.items())
        view.notes.append(f"{_without_advice(reason)}: this is {done}.")
        for name, value in attempt.items():
            view.fit(name, str(value) if name == "padding" else value)
        return made
    view.fit("mode", "zeros")
    view.notes.append(f"{_without_advice(reason)}: this is padding with zeros.")
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
