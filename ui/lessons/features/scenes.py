"""What the picture of the lesson shows, as `pack` takes it, and its charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
from numpy.typing import NDArray

from ui.lessons.features.fooling import WHITE, AccuracyCurve, Fooled
from ui.lessons.features.found import Found, Layer, layer_named, photographs
from ui.lessons.features.made import Made, Making
from ui.lessons.features.model import UNSEEN, Shown
from ui.lessons.features.settings import AWAY
from ui.lessons.features.where import Looking, Maps
from ui.lessons.features.words import page as words
from ui.lessons.features.words import views as say
from ui.text.numbers import MINUS
from ui.views.curves import Axis, Chart, Guide, Series
from ui.views.pack import pack
from ui.zoo.settings import EXAMPLE, IMAGE, NETWORK, TRAIN

MOST_CLASSES = 10
FOLLOWED = "features-amount"  # what the slider tells the charts


def fool_scene(shown: Shown, found: Fooled, seen: int) -> bytes:
    """Pack a picture with all its changes; `seen` is the last choice that was heard."""
    both = found.probabilities, found.random_probabilities
    numbers = _classes(shown, *both)
    meta = {
        "mode": "fool",
        "levels": list(found.levels),
        "level": shown.level,
        "white": WHITE,
        "unseen": UNSEEN if shown.opened.data is None else 0,
        "seen": seen,
        "title": shown.input.title,
        "classes": [{"number": k, "name": shown.opened.classes[k]} for k in numbers],
        "names": {
            str(k): shown.opened.classes[k]
            for shares in both
            for k in {*shares.argmax(axis=1).tolist()}
        },
        "answers": [[[int(k), float(one[k])] for one, k in _best(shares)] for shares in both],
        "label": shown.input.label,
        "goal": shown.goal,
        "turns": found.turns,
        "randomTurns": found.random_turns,
        "follow": FOLLOWED,
    }
    return pack(
        meta,
        image=shown.input.pixels,
        fooled=found.images,
        random=found.random_images,
        shares=np.ascontiguousarray(found.probabilities[:, numbers]),
        randomShares=np.ascontiguousarray(found.random_probabilities[:, numbers]),
    )


def probability_chart(shown: Shown, found: Fooled) -> Chart:
    """Return how probable the answer stays, by the amount."""
    name = shown.opened.classes[shown.best]
    levels = np.array(found.levels)
    series = [
        Series("along the signs", levels, found.probabilities[:, shown.best], "positive"),
        Series("random signs", levels, found.random_probabilities[:, shown.best], "teal"),
    ]
    if shown.goal != AWAY:
        goal = shown.opened.classes[shown.goal]
        along = found.probabilities[:, shown.goal]
        series.append(Series(f"{goal}, along the signs", levels, along, "violet", dash="6 4"))
    return _chart(say.PROBABILITY_OF_FOR_THIS.format(name=name), series, shown, "probability")


def accuracy_chart(shown: Shown, found: AccuracyCurve, count: int) -> Chart:
    """Return the accuracy over test pictures, by the amount."""
    levels = np.array(found.levels)
    series = [
        Series("along the signs", levels, found.signs, "positive"),
        Series("random signs", levels, found.random, "teal"),
    ]
    return _chart(say.ACCURACY_OVER_TEST_PICTURES.format(count=count), series, shown, "accuracy")


def found_scene(shown: Shown, found: Found, open_: tuple[int, int], seen: int) -> bytes:
    """Pack the sheet of all units' windows; `open_` is the sheet and the unit that is opened."""
    arrays: dict[str, NDArray[Any]] = {"pictures": found.pictures}
    sheets = []
    for number, sheet in enumerate(found.sheets):
        if sheet.made is not None:
            arrays[f"made{number}"] = sheet.made
        sheets.append(
            {
                "title": sheet.layer.title,
                "part": sheet.layer.part,
                "made": f"made{number}" if sheet.made is not None else "",
                "madeValues": [] if sheet.made_values is None else sheet.made_values.tolist(),
                "side": sheet.layer.side,
                "inside": inside_query(shown, sheet.layer),
                "words": words.window_words(sheet.layer, shown),
                "units": [
                    {
                        "number": int(unit),
                        "name": unit_name(shown, sheet.layer, int(unit)),
                        "short": unit_name(shown, sheet.layer, int(unit)).removeprefix("map "),
                        "values": sheet.values[at].astype(float).tolist(),
                        "pictures": sheet.pictures[at].tolist(),
                        "places": sheet.places[at].tolist(),
                    }
                    for at, unit in enumerate(sheet.units)
                ],
            }
        )
    meta = {
        "mode": "found",
        "seen": seen,
        "sheets": sheets,
        "open": {"sheet": open_[0], "unit": open_[1]},
        "side": shown.opened.network.input_shape[1],
        "numbers": found.numbers.tolist(),
        "titles": _titles(shown, found),
        "links": [picture_query(shown, int(number)) for number in found.numbers],
        "key": words.found_key(found.count, shown),
    }
    return pack(meta, **arrays)


def unit_name(shown: Shown, layer: Layer, unit: int) -> str:
    """Name a unit: a map by its number, a score by its class."""
    return shown.opened.classes[unit] if layer.scores else f"map {unit}"


def _titles(shown: Shown, found: Found) -> list[str]:
    if shown.opened.data is not None:
        return [f"training picture {number}" for number in found.numbers]
    known = photographs()
    return [known[number][1] for number in found.numbers]


def inside_query(shown: Shown, layer: Layer) -> str:
    """Return the link of lesson 14 to a layer's units; the unit's number follows."""
    query = {NETWORK.name: shown.opened.name}
    if layer.scores:
        return urlencode({**query, "view": "score", "class": ""})
    return urlencode({**query, "view": "map", "layer": str(layer.number), "map": ""})


def picture_query(shown: Shown, number: int) -> str:
    """Return the link of lesson 14 to a picture that windows come from."""
    if shown.opened.data is None:
        return urlencode({IMAGE.name: photographs()[number][0]})
    return urlencode({IMAGE.name: TRAIN, EXAMPLE.name: str(number)})


def inside_link(shown: Shown, chosen: Mapping[str, int]) -> dict[str, str] | None:
    """Return the link of lesson 14 to a window that was clicked: its part, unit and picture.

    None where there is no such picture.
    """
    number, data = chosen["picture"], shown.opened.data
    if number >= (len(photographs()) if data is None else len(data.train)):
        return None
    layer = layer_named(shown.opened, chosen.get("part", 0))
    unit = f"{inside_query(shown, layer)}{chosen.get('unit', 0)}"
    return dict(parse_qsl(f"{unit}&{picture_query(shown, number)}"))


MADE_FOLLOWED = "features-step"  # what the player tells the chart


def made_scene(
    shown: Shown, found: Found, making: Making, both: tuple[Made, Made], seen: int, growing: str
) -> bytes:
    """Pack the pictures on their way up, beside the best window that was found.

    `growing`: "grows" or "stopped" while the last step is still to come, then "".
    """
    sheet, (made, free) = found.sheets[making.sheet], both
    side = sheet.layer.side
    size = [f"{made.frames.shape[2]}×{made.frames.shape[3]}", f"{side}×{side}"]
    place = sheet.places[making.unit, 0].tolist()
    top, high, left, wide = place
    whole = found.picture(int(sheet.pictures[making.unit, 0]))
    meta = {
        "mode": "made",
        "seen": seen,
        "named": repr((making, shown.weights, making.sheet)),
        "growing": growing,
        "total": making.steps,
        "steps": made.steps.tolist(),
        "values": [one.values[one.steps].tolist() for one in both],
        "best": float(sheet.values[making.unit, 0]),
        "place": place,
        "side": side,
        "titles": [
            f"made with restraints, {size[0]}",
            "made without them",
            f"best window found, {size[1]}",
        ],
        "follow": MADE_FOLLOWED,
        "key": words.made_key(making),
        "watch": words.WATCH,
        "words": words.made_words(made, making),
    }
    window = np.ascontiguousarray(whole[:, top : top + high, left : left + wide])
    return pack(meta, made=made.frames, free=free.frames, window=window)


def made_chart(
    shown: Shown, found: Found, making: Making, both: tuple[Made, Made], room: int = 0
) -> Chart:
    """Return the values of both pictures by step, with that of the best window.

    `room`: how many steps the axis has room for, while they are still to come.
    """
    sheet = found.sheets[making.sheet]
    unit = unit_name(shown, sheet.layer, int(sheet.units[making.unit]))
    steps = np.arange(len(both[0].values))
    best = float(sheet.values[making.unit, 0])
    series = [
        Series("with restraints", steps, both[0].values, "violet"),
        Series("without", steps, both[1].values, "positive"),
    ]
    return Chart(
        f"Value of {unit}, {sheet.layer.title}",
        series,
        Axis("step", 0, float(max(room, steps[-1])), whole=True),
        Axis("value"),
        guides=[Guide(best, f"best window found: {_short(best)}")],
        height=150,
        at=float(steps[-1]),
        follows=(0, None),
    )


TITLES = {
    "occlusion": "occlusion",
    "gradient": "|gradient|",
    "smooth": "SmoothGrad",
    "times": "gradient × input",
    "cam": "Grad-CAM",
    "places": "map of lesson 14",
}
ALIKE = 0.9  # rank correlation from which on a map hardly changed


def where_scene(shown: Shown, looking: Looking, own: Maps, anew: Maps | None, seen: int) -> bytes:
    """Pack the maps of one score, and those of weights drawn anew."""
    side = shown.input.image.shape[1]
    arrays: dict[str, NDArray[Any]] = {"image": shown.input.pixels}
    rows = []
    alike = {} if anew is None else own.alike(anew)
    for letter, found in (("a", own), ("b", anew)):
        if found is None:
            continue
        maps = []
        for name, values in found.maps.items():
            arrays[letter + name] = values
            limit = float(np.abs(values).max())
            start, cell = 0.0, [1 / values.shape[0], 1 / values.shape[1]]
            if name == "occlusion":
                start = (looking.size - looking.stride) / 2 / side
                cell = [looking.stride / side] * 2
            same = alike.get(name)
            maps.append(
                {
                    "array": letter + name,
                    "title": TITLES[name],
                    "limit": limit,
                    "offset": [start, start],
                    "cell": cell,
                    "alike": letter == "b" and same is not None and same >= ALIKE,
                    "words": _range(values) if letter == "a" else _alike(same),
                }
            )
        title = "The network" if letter == "a" else drawn_anew(looking.anew)
        rows.append({"title": title, "maps": maps})
    classes, unit = shown.opened.classes, looking.unit
    meta = {
        "mode": "where",
        "seen": seen,
        "rows": rows,
        "title": shown.input.title,
        "unit": classes[unit],
        "share": float(shown.probabilities[unit]),
        "key": words.where_key(looking, shown),
        "words": words.where_words(looking, own, alike),
    }
    return pack(meta, **arrays)


def drawn_anew(count: int) -> str:
    """Say which layers were drawn anew."""
    which = "last layer" if count == 1 else f"last {count} layers"
    return say.SAME_NETWORK_WITH_NEW_RANDOM.format(which=which)


def _range(values: NDArray[np.float32]) -> str:
    low, high = float(values.min()), float(values.max())
    if low == high == 0:
        return "0 everywhere"
    return f"{_short(low)} to {_short(high)}"


def _short(value: float) -> str:
    text = f"{value:.2g}" if abs(value) < 10 else f"{value:.0f}"
    return ("0" if float(text) == 0 else text).replace("-", MINUS)


def _alike(same: float | None) -> str:
    return "no comparison" if same is None else f"alike {same:.2f}".replace("-", MINUS)


def _chart(title: str, series: list[Series], shown: Shown, what: str) -> Chart:
    return Chart(
        title,
        series,
        Axis("grey levels of 255", 0, shown.levels[-1], whole=True),
        Axis(what, 0, 1),
        height=150,
        at=float(shown.level),
        follows=(0, None),
    )


def _best(shares: NDArray[np.float64]) -> Any:
    return zip(shares, shares.argmax(axis=1), strict=True)


def _classes(shown: Shown, *shares: NDArray[np.float64]) -> list[int]:
    """Return the classes that are listed: all of ten, of many those that are probable somewhere."""
    if len(shown.opened.classes) <= MOST_CLASSES:
        return list(range(len(shown.opened.classes)))
    most = np.max([one.max(axis=0) for one in shares], axis=0)
    most[shown.best] = 3
    if shown.goal != AWAY:
        most[shown.goal] = 2
    return [int(k) for k in np.argsort(-most, kind="stable")[:MOST_CLASSES]]
