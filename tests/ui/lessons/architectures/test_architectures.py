"""What networks cost, checked against the numbers that are known of them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.scripts import executed
from tests.ui.lessons.architectures.cases import planned
from ui.frame.questions import ask
from ui.lessons.architectures.code import ARCHITECTURE_SNIPPETS
from ui.lessons.architectures.columns import columns, groups
from ui.lessons.architectures.drawing import PITCH, WIDTHS, drawing
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
        ("flatten", 4001 * 10, 4001 * 10),
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
    assert "⌊(224 + 2·1 − 1·(3 − 1) − 1) / 1⌋ + 1 = 224" in text


def test_an_impossible_layer_ends_the_table_and_is_named() -> None:
    shown = planned("c8k5-m9-dense10", "8,8,1", 3)
    assert shown.fault == (
        "Layer 2, max pool 9×9, does not fit: a 9×9 window covers 9 rows, but its input has 4: "
        "use padding 3 or a window of at most 4 rows and 4 columns."
    )
    assert table(shown).count("<tr") == 2
    assert formula(shown) == "layer 3 does not fit yet"
    assert "parameters of layer 1: 208<" in drawing(shown)
    assert "parameters" not in drawing(planned("c8k9", "8,8,1", 1))
    assert ElementTree.fromstring(drawing(shown)) is not None
    for write in ARCHITECTURE_SNIPPETS.values():
        assert write(shown)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_table_names_every_layer_and_its_numbers(name: str) -> None:
    shown = network(name)
    text = table(shown, [one.first for one in groups(shown)])
    assert text.count("<tr") == len(shown.pieces) + 1
    for row in shown.rows:
        assert row.parameters.value == 0 or f"<b>{row.parameters.value:,}</b>" in text
        assert all(f"<small>{written(one.work)}</small>" in text for one in row.sees if one.work)


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_drawing_holds_every_block_inside_its_frame(name: str, alone: bool, width: int) -> None:
    shown = network(name, 2)
    root = ElementTree.fromstring(drawing(shown, alone=alone, width=width))
    blocks = [one for one in root.findall(f"{SVG}g") if "data-layer" in one.attrib]
    assert [int(one.attrib["data-layer"]) for one in blocks] == [c.first for c in columns(shown)]
    width = max(width, PITCH * len(blocks) + 12)
    assert float(root.attrib["viewBox"].split()[2]) == width
    height = float(root.attrib["viewBox"].split()[3])
    for text in root.iter(f"{SVG}text"):
        assert float(text.attrib["font-size"]) >= 12
        long = 0.605 * float(text.attrib["font-size"]) * len(text.text or "")
        if "transform" in text.attrib:
            assert float(text.attrib["transform"].split()[1].rstrip(")")) + long <= height
            continue
        before = long / 2 if text.attrib["text-anchor"] == "middle" else 0
        assert float(text.attrib["x"]) - before >= 0
        assert float(text.attrib["x"]) - before + long <= width
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


@pytest.mark.parametrize("width", WIDTHS)
def test_many_layers_still_fit(width: int) -> None:
    shown = planned("-".join(["flat", *["dense50"] * 60]), "8,8,1", 1)
    root = ElementTree.fromstring(drawing(shown, width=width))
    wide = float(root.attrib["viewBox"].split()[2])
    assert wide >= width
    assert max(float(one.attrib["x"]) for one in root.iter(f"{SVG}rect")) < wide
    root = ElementTree.fromstring(drawing(planned("-".join(["c4"] * 63), "200,200,1", 1)))
    wide = float(root.attrib["viewBox"].split()[2])
    points = [one.attrib["points"].split() for one in root.iter(f"{SVG}polygon")]
    assert max(float(point.split(",")[0]) for some in points for point in some) <= wide


def test_equal_convolutions_are_one_block_until_they_are_unfolded() -> None:
    shown = network("vgg-16")
    words = [one.words for one in groups(shown)]
    assert (
        words
        == [f"{n} × conv 3×3, {f} kernels" for n, f in ((2, 64), (2, 128), (3, 256))]
        + ["3 × conv 3×3, 512 kernels"] * 2
    )
    folded = columns(shown)
    assert [one.first for one in folded[:4]] == [0, 1, 5, 6]
    assert folded[1].words == "layers 1 to 4, 2 × conv 3×3, 64 kernels: 224×224×64"
    assert (folded[1].parameters, folded[1].multiply_adds) == (38_720, 1_936_392_192)
    assert folded[-1].words == "layer 40, softmax: probabilities of 1,000 classes"
    assert [one.first for one in columns(shown, [1])[:5]] == [0, 1, 3, 5, 6]
    for unfolded in ([], [1, 18], [one.first for one in groups(shown)]):
        found = columns(shown, unfolded)
        assert sum(one.parameters for one in found) == shown.description.parameters
        assert sum(one.multiply_adds for one in found) == shown.description.multiply_adds


@pytest.mark.parametrize(
    ("net", "starts"),
    [
        ("c8p1-bn-relu-c8p1-bn-relu-m2", [(1, 4)]),  # with what keeps the size between
        ("c8-c8", [(1, 2)]),
        ("c8-m2-c8", []),
        ("c8-c16-c16s2", []),
        ("c8-c8k5", []),
        ("c8p1-dense8-c8p1", []),
        ("c8", []),
        ("c8-c8p1-c8p1", [(2, 3)]),  # equal in everything, not in name alone
        ("c8p1-c8p1g8-c8p1", []),
        ("c8p1-leakys300-c8p1-leakys200", []),
        ("c8p1-relu-c8p1-gelu", []),
    ],
)
def test_a_group_is_equal_convolutions_with_only_what_keeps_their_size(net, starts) -> None:
    assert [one.starts for one in groups(planned(net, "16,16,8", 1))] == starts


def test_a_folded_group_has_one_row_with_its_sums() -> None:
    shown = network("vgg-16", 3)
    text = table(shown)
    assert '<tr class="here"><th scope="row">1–4</th><td>2 × conv 3×3, 64 kernels</td>' in text
    assert "<b>38,720</b> &lt; 0.1 %<small>1,792 + 36,928</small>" in text
    assert text.count("<tr") == len(columns(shown)) + 4  # ReLU and dropout have rows, no blocks
    assert "<b>36,928</b>" not in text
    assert "<b>36,928</b>" in table(shown, [1])


def bars(root: ElementTree.Element, name: str) -> list[float]:
    fill = {"parameters": "#c2570c", "multiply-adds": "#3b78e0"}[name]
    return [float(one.attrib["height"]) for one in root.findall(f"{SVG}rect[@fill='{fill}']")]


def test_bars_are_shares_of_all() -> None:
    root = ElementTree.fromstring(drawing(network("lenet-5")))
    counts = [156, 2416, 48_120, 10_164, 850]
    assert bars(root, "parameters") == pytest.approx([40 * n / 48_120 for n in counts], abs=1)
    texts = [one.text for one in root.findall(f"{SVG}text")]
    assert texts.index("parameters: 61,706") < texts.index("78")
    assert "multiply-adds: 416,520" in texts


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_arithmetic_in_plain_python_gives_the_table_s_totals(name: str, capsys) -> None:
    shown = network(name)
    executed(ARCHITECTURE_SNIPPETS["Python"](shown))
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
        said = re.match(r"Layer (\d+) reads .+?\. Change it to (.+?)\. ", made.text)
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


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("unfolds", [False, True])
def test_no_text_in_the_drawing_touches_another(name: str, width: int, unfolds: bool) -> None:
    shown, boxes = network(name), []
    unfolded = [one.first for one in groups(shown)] if unfolds else []
    root = ElementTree.fromstring(drawing(shown, unfolded, width=width))
    for text in root.iter(f"{SVG}text"):
        letter = float(text.attrib["font-size"])
        long = 0.605 * letter * len(text.text or "")
        if turned := re.match(r"translate\(([\d.]+) ([\d.]+)\)", text.attrib.get("transform", "")):
            x, y = float(turned[1]), float(turned[2])
            boxes.append((x - 0.1 * letter, x + 0.75 * letter, y, y + long))
            continue
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        x -= long / 2 if text.attrib["text-anchor"] == "middle" else 0
        boxes.append((x, x + long, y - 0.75 * letter, y + 0.1 * letter))
    for k, (left, right, top, bottom) in enumerate(boxes):
        for other_left, other_right, other_top, other_bottom in boxes[:k]:
            beside = right <= other_left or other_right <= left
            assert beside or bottom <= other_top or other_bottom <= top
