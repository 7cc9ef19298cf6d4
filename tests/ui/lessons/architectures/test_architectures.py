"""What networks cost, checked against the numbers that are known of them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.ui.lessons.architectures.cases import planned
from ui.frame.questions import ask
from ui.lessons.architectures.code import ARCHITECTURE_SNIPPETS
from ui.lessons.architectures.drawing import NARROW, WIDTH, blocks, drawing
from ui.lessons.architectures.model import Planned
from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.lessons.architectures.questions import ARCHITECTURE_QUESTIONS
from ui.lessons.architectures.table import formula, size_of, table, totals
from ui.text.arithmetic import written

SVG = "{http://www.w3.org/2000/svg}"


def network(name: str, chosen: int = 1) -> Planned:
    return planned(ARCHITECTURES[name].layers, ARCHITECTURES[name].input, chosen)


@pytest.mark.parametrize(
    ("name", "parameters", "dense"),
    [
        ("lenet-5", 61_706, 59_134),
        ("alexnet", 60_965_224, 58_631_144),
        ("vgg-16", 138_357_544, 123_642_856),
        ("tinyvgg", 19_920, 16_910),
        ("toy", 5_258, 4_010),
        ("dense-maps", 64 + 4_640 + 66, 64 + 66),
        ("dense-flat", 64 + 4_640 + 20_738, 64 + 20_738),
        ("three-3x3", 27 * 64 * 64, 0),
        ("one-7x7", 49 * 64 * 64, 0),
    ],
)
def test_known_networks_have_the_parameters_they_are_known_for(name, parameters, dense) -> None:
    found = network(name).description
    assert found.fault == ""
    assert found.parameters == parameters
    assert sum(row.parameters.value for row in found.rows if row.name == "Dense") == dense


def test_vgg_16_takes_15_47_billion_multiply_adds() -> None:
    assert network("vgg-16").description.multiply_adds == 15_470_264_320
    assert "15,470,264,320" in totals(network("vgg-16"))
    assert "123,642,856 of them (89.4 %) in dense layers" in totals(network("vgg-16"))


def test_tiny_vgg_keeps_most_in_its_last_layer() -> None:
    shown = network("tinyvgg", 12)
    assert f"{shown.description.share(shown.rows[-1]):.1%}" == "84.9%"


def test_without_flatten_the_last_layer_keeps_its_map() -> None:
    assert network("dense-maps").rows[-1].shape == (2, 18, 18)
    assert network("dense-flat").rows[-1].shape == (2,)


def test_a_layer_s_formula_has_its_numbers_in_it() -> None:
    text = formula(network("vgg-16", 3))
    assert "224×224×64 → 224×224×64" in text
    assert "(3·3·64 + 1)·64 = 36,928" in text
    assert "floor((224 + 2·1 − 1·(3 − 1) − 1) / 1) + 1 = 224" in text


def test_an_impossible_layer_ends_the_table_and_is_named() -> None:
    shown = planned("c8k5-m9-dense10", "8,8,1", 3)
    assert shown.fault == (
        "Layer 2, max pool 9×9, does not fit: a 9×9 window covers 9 rows, but its input has 4: "
        "use padding 3 or a window of at most 4 rows and 4 columns."
    )
    assert table(shown).count("<tr") == 2
    assert formula(shown) == "layer 3 does not fit yet"
    assert ElementTree.fromstring(drawing(shown)) is not None
    for write in ARCHITECTURE_SNIPPETS.values():
        assert write(shown)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_table_names_every_layer_and_its_numbers(name: str) -> None:
    shown = network(name)
    text = table(shown)
    assert text.count("<tr") == len(shown.pieces) + 1
    for row in shown.rows:
        assert row.parameters.value == 0 or f"<b>{row.parameters.value:,}</b>" in text
        assert all(f"<small>{written(one.work)}</small>" in text for one in row.sees if one.work)


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("width", [WIDTH, NARROW])
def test_the_drawing_holds_every_block_inside_its_frame(name: str, alone: bool, width: int) -> None:
    shown = network(name, 2)
    root = ElementTree.fromstring(drawing(shown, alone=alone, width=width))
    groups = root.findall(f"{SVG}g")
    assert [int(one.attrib["data-layer"]) for one in groups] == [b.number for b in blocks(shown)]
    assert float(root.attrib["viewBox"].split()[2]) == width
    height = float(root.attrib["viewBox"].split()[3])
    for text in root.findall(f"{SVG}text"):  # of the legend
        assert 26 + 0.6 * 13 * len(text.text or "") <= width
    for polygon in root.iter(f"{SVG}polygon"):
        for x, y in (point.split(",") for point in polygon.attrib["points"].split()):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height


def test_maps_are_drawn_to_one_scale() -> None:
    root = ElementTree.fromstring(drawing(network("toy")))
    fronts = [one.findall(f"{SVG}polygon")[2] for one in root.findall(f"{SVG}g")[:5]]
    sizes = []
    for front in fronts:
        points = [tuple(map(float, p.split(","))) for p in front.attrib["points"].split()]
        sizes.append((points[1][0] - points[0][0], points[2][1] - points[1][1]))
    # 28×28×1, 26×26×8, 13×13×8, 11×11×16, 5×5×16: to a tenth of a unit.
    heights = np.array([high for _, high in sizes]) / sizes[0][1]
    assert heights == pytest.approx(np.array([28, 26, 13, 11, 5]) / 28, abs=0.01)
    assert sizes[3][0] / sizes[1][0] == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("width", [WIDTH, NARROW])
def test_many_layers_still_fit(width: int) -> None:
    shown = planned("-".join(["flat", *["dense50"] * 60]), "8,8,1", 1)
    root = ElementTree.fromstring(drawing(shown, width=width))
    assert max(float(one.attrib["x"]) for one in root.iter(f"{SVG}rect")) < width
    root = ElementTree.fromstring(drawing(planned("-".join(["c4"] * 63), "200,200,1", 1)))
    points = [one.attrib["points"].split() for one in root.iter(f"{SVG}polygon")]
    assert max(float(point.split(",")[0]) for some in points for point in some) <= WIDTH


def test_the_legend_is_the_drawing_s_scale() -> None:
    """Ten units hold so many rows, columns and channels as the legend says."""
    root = ElementTree.fromstring(drawing(network("toy")))
    (legend,) = root.findall(f"{SVG}text")
    said = [float(n) for n in re.findall(r"[\d.]+", legend.text or "")]
    over, _, front = root.findall(f"{SVG}g")[1].findall(f"{SVG}polygon")  # 26×26×8
    corners = [tuple(map(float, p.split(","))) for p in front.attrib["points"].split()]
    slant = [tuple(map(float, p.split(","))) for p in over.attrib["points"].split()][:2]
    lengths = [np.hypot(*np.subtract(a, b)) for a, b in (corners[1:3], slant, corners[:2])]
    for length, count, ten in zip(lengths, (26, 26, 8), said, strict=False):
        assert count / length * 10 == pytest.approx(ten, rel=0.01)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_arithmetic_in_plain_python_gives_the_table_s_totals(name: str, capsys) -> None:
    shown = network(name)
    exec(compile(ARCHITECTURE_SNIPPETS["Python"](shown), "script", "exec"), {})  # noqa: S102
    found = shown.description
    printed = capsys.readouterr().out.strip()
    assert printed == f"{found.output_shape} {found.parameters} {found.multiply_adds}"


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("kind", ARCHITECTURE_QUESTIONS)
@pytest.mark.parametrize("seed", range(1, 6))
def test_every_question_has_one_answer_and_reasons(name: str, kind: str, seed: int) -> None:
    shown = network(name)
    made = ask(ARCHITECTURE_QUESTIONS, shown, (0, 0), seed, kind)
    assert len(set(made.choices)) == len(made.choices) >= 2
    assert made.explanation.endswith(".")
    for choice in range(len(made.choices)):
        assert bool(made.misconceptions.get(choice)) == (choice != made.answer)


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("seed", range(1, 6))
def test_a_question_asks_what_the_table_does_not_show(name: str, seed: int) -> None:
    """The answer is that of the layer the question names, which is not the one in the table."""
    shown = network(name)
    for kind in ("parameters", "size", "multiply-adds"):
        made = ask(ARCHITECTURE_QUESTIONS, shown, (0, 0), seed, kind)
        if made.kind != kind:
            continue
        said = re.match(r"Change layer (\d+), on .+?, to (.+?)\. ", made.text)
        assert said, made.text
        number, title = int(said[1]), said[2]
        assert title != shown.pieces[number - 1].title
        row = shown.rows[number - 1]
        now = {
            "parameters": row.parameters.value,
            "size": row.shape[min(1, len(row.shape) - 1)],
            "multiply-adds": row.multiply_adds.value,
        }[kind]
        assert made.choices[made.answer] != f"{now:,}"


def test_what_if_is_worked_out_by_hand() -> None:
    shown = planned("dense4", "1,1,3", 1)
    made = ask(ARCHITECTURE_QUESTIONS, shown, (0, 0), 1, "parameters")
    units = int(re.search(r"dense (\d+)\.", made.text)[1])  # type: ignore[index]
    assert made.choices[made.answer] == str((3 + 1) * units)
    shown = planned("c8", "9,9,1", 1)
    made = ask(ARCHITECTURE_QUESTIONS, shown, (0, 0), 1, "size")
    sizes = {"5×5": 5, "stride 2": 4, "padding 1": 9}
    (answer,) = (rows for words, rows in sizes.items() if words in made.text)
    assert made.choices[made.answer] == str(answer)


@pytest.mark.parametrize(
    ("count", "text"), [(999, "999 bytes"), (12_845_056, "12.8 MB"), (2_000, "2 KB")]
)
def test_bytes_come_in_the_unit_that_is_short(count: int, text: str) -> None:
    assert size_of(count) == text


SIZE = re.compile(
    r"translate\(([\d.]+) ([\d.]+)\) rotate\((\d+)\)\" font-size=\"([\d.]+)\"[^>]*>([^<]+)<"
)


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("width", [WIDTH, NARROW])
def test_no_size_in_the_drawing_touches_another(name: str, width: int) -> None:
    """Turn the drawing until its sizes lie level: no two of their boxes may then overlap."""
    boxes = []
    for x, y, degrees, letter, text in SIZE.findall(drawing(network(name), width=width)):
        turn = np.radians(float(degrees))
        along = float(x) * np.cos(turn) + float(y) * np.sin(turn)
        down = float(y) * np.cos(turn) - float(x) * np.sin(turn)
        boxes.append((along, along + 0.6 * float(letter) * len(text), down, float(letter)))
    assert len(boxes) == len(blocks(network(name)))
    for k, (start, end, down, letter) in enumerate(boxes):
        for other_start, other_end, other_down, _ in boxes[:k]:
            level = abs(down - other_down) < 0.9 * letter
            assert not (level and start < other_end and other_start < end)
