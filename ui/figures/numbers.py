"""The numbers of a view as files for other programs: CSV for a spreadsheet, .npz for NumPy."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
from numpy.typing import NDArray

from ui.views.pack import unpacked
from ui.views.shown_views import Shown

Arrays = dict[str, NDArray[Any]]


def numbers(view: Shown) -> Arrays:
    """Return what a view shows as arrays by their names, in the numbers that it prints."""
    if not isinstance(view.data, bytes):
        return _of_json(view.data)
    meta, arrays = unpacked(view.data)
    return _WAYS.get(view.parts.name, _as_they_are)(meta, arrays)


def has_numbers(view: Shown) -> bool:
    """Tell whether there are any, at little cost."""
    return isinstance(view.data, bytes) or bool(_of_json(view.data))


def csv_files(view: Shown, *, comma: bool = False) -> bytes:
    """Return a .zip of CSV files: one for each array of at most two axes, or plane of a larger.

    With a decimal `comma`, cells are apart by semicolons, as spreadsheets expect it there.
    """
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as folder:
        for name, array in numbers(view).items():
            for plane, values in _planes(name, array):
                text = io.StringIO()
                np.savetxt(text, values, _format(values), ";" if comma else ",")
                written = text.getvalue()
                folder.writestr(f"{plane}.csv", written.replace(".", ",") if comma else written)
    return file.getvalue()


def npz_file(view: Shown) -> bytes:
    """Return an .npz: named arrays, each an .npy."""
    file = io.BytesIO()
    np.savez_compressed(file, **numbers(view))  # type: ignore[arg-type]
    return file.getvalue()


def _format(values: NDArray[Any]) -> str:
    whole = np.isfinite(values).all() and bool((values == np.rint(values)).all())
    return "%d" if whole else "%.9g"


def _planes(name: str, array: NDArray[Any]) -> Iterator[tuple[str, NDArray[Any]]]:
    if array.ndim <= 2:
        yield name, array
        return
    for place in np.ndindex(array.shape[:-2]):
        one = array.shape[:-2] == (1,) * len(place)
        yield name if one else "-".join([name, *map(str, place)]), array[place]


def _linked(meta: Mapping[str, Any], arrays: Arrays) -> Arrays:
    if "grids" in meta:
        return {"image": arrays["image"]}
    if "answer" in meta:
        found = {
            "input": arrays["image"] / meta["inputDivisor"],
            "map": arrays["maps"] / meta["divisors"][0],
        }
        return found | ({"slope": arrays["slopes"]} if "slopes" in arrays else {})
    divisors = np.array(meta["divisors"], np.float64)
    unit = 10 ** meta["inputPlaces"]
    found = {
        "input": arrays["image"] / unit if unit > 1 else arrays["image"],
        "kernel": arrays["weights"] / divisors[:, None, None, None],
        "map": arrays["maps"] / (divisors * unit)[:, None, None],
    }
    if meta["biases"]:
        found["bias"] = np.array(meta["biases"]) / (divisors * unit)
    if "magnitude" in arrays:
        found["magnitude"] = arrays["magnitude"] / 100
        found["direction"] = arrays["direction"] / 10
    return found


def _curves(meta: Mapping[str, Any], arrays: Arrays) -> Arrays:
    found: Arrays = {}
    for c, chart in enumerate(meta["charts"]):
        for k, one in enumerate(chart["series"]):
            x, y = arrays[f"x{c}.{k}"], arrays[f"y{c}.{k}"].copy()
            y[meta["gaps"][c][k]] = np.nan
            name = _name(chart["title"], *[one["name"]] * (one["name"] != chart["title"]))
            _add(found, name, np.column_stack([x[: len(y)], y]))
    return found


def _board(meta: Mapping[str, Any], arrays: Arrays) -> Arrays:
    found: Arrays = {}
    for k, panel in enumerate(meta["panels"]):
        _add(found, _name(panel["title"] or panel["part"] or f"grid {k}"), arrays[f"p{k}"])
    return found


def _network(meta: Mapping[str, Any], arrays: Arrays) -> Arrays:
    found: Arrays = {"image": arrays["image"]}
    for k, block in enumerate(meta["blocks"]):
        _add(found, _name(block["title"]), arrays[f"block{k}"] * block["scale"])
    found |= {name: arrays[name] for name in ("logits", "probabilities")}
    for k, one in enumerate(meta["curves"]):
        _add(found, _name(one["name"]), np.column_stack([arrays[f"x{k}"], arrays[f"y{k}"]]))
    return found


def _as_they_are(_: Mapping[str, Any], arrays: Arrays) -> Arrays:
    return dict(arrays)


def _of_json(data: Mapping[str, Any]) -> Arrays:
    """Return the lists of numbers, and of equally long lists of them."""
    found = {}
    for name, one in data.items():
        try:
            array = np.array(one) if isinstance(one, list) and one else None
        except ValueError:
            continue
        if array is not None and array.dtype.kind in "iuf":
            found[name] = array
    return found


def _name(*words: str) -> str:
    """Return words as a name that every system takes for a file."""
    return "-".join(re.findall(r"[^\W_]+", " ".join(words).lower())) or "numbers"


def _add(found: Arrays, name: str, array: NDArray[Any]) -> None:
    """Add an array under a name that none has yet."""
    free, number = name, 2
    while free in found:
        free, number = f"{name}-{number}", number + 1
    found[free] = array


_WAYS = {"linked_view": _linked, "curves": _curves, "board": _board, "network_view": _network}
