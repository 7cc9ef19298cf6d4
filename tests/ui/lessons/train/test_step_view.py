"""A step's scenes: every position of every network explained, in lines that add up as printed."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from cnn_core.data import digits
from cnn_core.explain import Difference, next_step, update_at, weight_gradient_at
from cnn_core.nn import (
    GELU,
    OPTIMISERS,
    SGD,
    Adam,
    AvgPool2D,
    BatchNorm,
    Conv2D,
    Dense,
    Flatten,
    GlobalAvgPool,
    Layer,
    LpPool2D,
    MaxPool2D,
    MinPool2D,
    Network,
    Optimiser,
    ReLU,
    Sigmoid,
)
from cnn_core.training import Run
from tests.ui.visitor import unpack, visitor
from ui.lessons.train import step_view
from ui.lessons.train.step_view.conv import conv, conv_back
from ui.lessons.train.step_view.explanation import scene_of
from ui.lessons.train.step_view.lines import slope_line
from ui.lessons.train.step_view.loss import loss_scene
from ui.lessons.train.step_view.numbers import Sum
from ui.lessons.train.step_view.positions import BACKWARD, FORWARD, UPDATE, Stop, names_of, stops_of
from ui.lessons.train.step_view.scene import Panel, Piece, Scene, Table, packed
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.step_view.update import lines_of, update_scene
from ui.link.history import open_view

CLASSES = tuple("0123456789")
NETWORKS: dict[str, list[Layer]] = {
    "toy": [Conv2D(3, 3), ReLU(), MaxPool2D(2), Conv2D(4, 3), ReLU(), MaxPool2D(2), Flatten()],
    "strided": [Conv2D(2, 5, stride=2, padding=2), GELU(), AvgPool2D(3, stride=2), Flatten()],
    "reflected": [
        Conv2D(2, 3, padding=1, padding_mode="reflect"),
        Sigmoid(),
        LpPool2D(2),
        Conv2D(4, 3, groups=2, dilation=2),
        ReLU(),
        MinPool2D(2),
        Flatten(),
    ],
    "odd": [Conv2D(2, 3, stride=3), BatchNorm(), ReLU(), GlobalAvgPool(), Dense(12), ReLU()],
    "plain": [Flatten()],
}


def run_of(layers: str = "toy", optimiser: Optimiser | None = None, batch: int = 5) -> Run:
    fresh = [replace(layer) for layer in (*NETWORKS[layers], Dense(10))]
    network = Network(fresh, (1, 28, 28), np.random.default_rng(4))
    run = Run(digits().train, batch=batch, network=network, optimiser=optimiser)
    run.advance(2)
    return run


def scenes(run: Run, **chosen: object) -> list[tuple[Stop, Scene]]:
    taken = next_step(run)
    found = []
    for stop in stops_of(run.network.layers):
        here = Chosen(taken, stop, 1, **chosen)  # type: ignore[arg-type]
        found.append((stop, scene_of(here, run.optimiser, run.network.values, CLASSES)))
    return found


@pytest.mark.parametrize("layers", NETWORKS)
def test_a_legend_s_ends_are_no_nearer_than_its_numbers(layers: str) -> None:
    for stop, scene in scenes(run_of(layers)):
        for panel in scene.show:
            if isinstance(panel, Panel) and np.isfinite(panel.values).all():
                most = float(np.abs(panel.values).max(initial=0.0))
                assert panel.described()["limit"] >= most, (stop, panel.name)


def number(text: str) -> Fraction:
    return Fraction(text.strip(" +()").replace("−", "-").replace(",", ""))


def text(line: list[Piece]) -> str:
    return "".join(piece.text for piece in line)


def assert_adds_up(line: list[Piece]) -> bool:
    """Hold a sum to what it prints; say whether the line was one."""
    terms = [piece for piece in line if piece.kind in ("term", "here")]
    plain = re.search(r"= (\(?[−\d.,]+\)?)(?: / (\d+) ≈ )?$", text(line[: first_result(line)]))
    if len(terms) < 2 or "−" in "".join(p.text for p in line if p.text == " − "):
        return False
    total = sum((number(piece.text) for piece in terms), Fraction(0))
    if plain and plain[2]:  # a mean: the printed sum, and the printed quotient
        assert number(plain[1]) == total
        mean = line[first_result(line)].text
        place = Fraction(1, 10 ** len(mean.partition(".")[2]))
        assert abs(number(mean) - total / int(plain[2])) <= place
    elif text(line[: first_result(line)]).endswith(" = ") and "√" not in text(line):
        assert number(line[first_result(line)].text) == total
    else:
        return False
    return True


def first_result(line: list[Piece]) -> int:
    return next(k for k, piece in enumerate(line) if piece.kind == "result")


def test_a_printed_total_is_the_true_one_rounded() -> None:
    found = Sum([0.14, 0.14, 0.14], places=1)
    assert (found.terms, found.left_over, found.total) == (["0.1", "0.1", "0.1"], "0.1", "0.4")
    assert Sum([0.5, 0.25], places=2).left_over == ""
    # Much smaller than its terms, a total still has digits to be read.
    assert Sum([1.0, -0.99877]).total == "0.00123"
    assert Sum([0.3, 0.1, -0.4]).total == "0"
    assert (Sum([-3.5]).divided(16), Sum([]).total) == ("−0.2188", "0")


def assert_products(line: list[Piece]) -> int:
    """Hold each term that stands over its factors to their product; say how many there were."""
    held = 0
    for piece in line:
        if found := re.fullmatch(r"\(?([−\d.]+)\)?×\(?([−\d.]+)\)?", piece.under):
            terms = [one.text.strip(" +()") for one in line if one.kind == "term"]
            places = max(len(one.partition(".")[2]) for one in terms)
            true = number(found[1]) * number(found[2])
            assert abs(number(piece.text) - true) <= Fraction(1, 2 * 10**places), piece
            held += 1
    return held


@pytest.mark.parametrize("name", NETWORKS)
def test_a_calculator_finds_every_printed_product(name: str) -> None:
    held = sum(
        assert_products(list(line)) for _, scene in scenes(run_of(name)) for line in scene.lines
    )
    assert held >= (0 if name == "plain" else 10)


def test_a_calculator_finds_the_updated_weight() -> None:
    for optimiser in OPTIMISERS:
        run = run_of("toy", OPTIMISERS[optimiser](weight_decay=0.01))
        (scene,) = [scene for stop, scene in scenes(run) if stop.phase == UPDATE]
        before, after = text(list(scene.lines[-1])).removeprefix("weight: ").split(" = ")
        one, other = before.split(" − ", 1)
        assert number(one) - number(other) == number(after)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("optimiser", [*OPTIMISERS])
def test_every_position_is_shown_and_its_sums_add_up(name: str, optimiser: str) -> None:
    run = run_of(name, OPTIMISERS[optimiser](weight_decay=0.01))
    sums = 0
    for stop, scene in scenes(run):
        sent = unpack(packed(scene, {}))
        assert sent.meta["title"]
        assert scene.words.endswith((".", "!"))
        for panel in (one for one in scene.show if isinstance(one, Panel)):
            values = sent.arrays[f"values {panel.name}"]
            assert values.ndim == 3, (stop, panel.name)
            for frame in panel.frames:
                assert -2 <= frame.tile < len(values)
                assert 0 <= frame.row < values.shape[1] or panel.pads != (0, 0, 0, 0)
        for line in scene.lines:
            assert "nan" not in text(list(line))
            sums += assert_adds_up(list(line)) if any(p.kind == "result" for p in line) else 0
    assert sums >= (3 if name == "plain" else 6)


def test_the_positions_go_there_and_back() -> None:
    layers = run_of("toy").network.layers
    stops = stops_of(layers)
    assert len(stops) == 9 + 1 + 11 + 1
    assert [one.layer for one in stops[:9]] == [*range(9)]
    assert stops[9] == Stop(BACKWARD, 8)
    assert stops[10:12] == [Stop(BACKWARD, 7, "weights"), Stop(BACKWARD, 7, "input")]
    assert stops[-1] == Stop(UPDATE, 0)
    assert names_of(layers)[:4] == ["conv 1", "ReLU 1", "max pool 1", "conv 2"]
    assert names_of(layers)[-2:] == ["dense", "loss"]


def test_a_weight_s_products_are_shown_as_they_are_summed() -> None:
    run = run_of("toy")
    taken = next_step(run)
    chosen = Chosen(taken, Stop(BACKWARD, 3, "weights"), 2, weight=(3, 7, 1, 2))
    scene = conv_back(chosen)
    panels = {one.name: one for one in scene.show if isinstance(one, Panel)}
    w = taken.network.layers[3].parameters["w"]
    # Tile 7 of 4 kernels on 3 channels: kernel 2, channel 1.
    true = weight_gradient_at(taken.gradients[4], taken.activations[3], w, weight=(2, 1, 1, 2))
    np.testing.assert_array_equal(panels["products"].values[0], true.products[..., 2])
    window = panels["input"].values[0][1 : 1 + 11, 2 : 2 + 11]
    np.testing.assert_array_equal(
        window * panels["upstream"].values[0], panels["products"].values[0]
    )
    (frame,) = panels["input"].frames
    assert (frame.row, frame.column, frame.rows, frame.columns) == (1, 2, 11, 11)
    example, batch, measured, bias = (text(list(line)) for line in scene.lines)
    assert example.startswith("example 2: ")
    assert batch.split("≈ ")[1] == measured.split("≈ ")[1].split(" ✓")[0]
    assert "✓" in measured
    assert bias.startswith("its bias: (")
    assert "✓" in bias


def test_every_weight_can_be_asked_for_and_one_that_is_not_there_becomes_the_nearest() -> None:
    taken = next_step(run_of("toy"))
    for weight in ((3, 11, 2, 2), (3, 999, 99, 99)):
        chosen = Chosen(taken, Stop(BACKWARD, 3, "weights"), 0, weight=weight)
        assert "(row 2, column 2) of kernel 3, channel 2" in conv_back(chosen).words


def test_a_window_is_explained_to_the_last_digit() -> None:
    taken = next_step(run_of("toy"))
    scene = conv(Chosen(taken, Stop(FORWARD, 3), 0, pick=(1, 4, 5)))
    first, second = (list(line) for line in scene.lines)
    true = taken.activations[4][1, 4, 5, 0]
    assert abs(float(number(first[first_result(first)].text)) - true) < 1e-3
    below = [piece.under for piece in first if piece.kind == "term"]
    assert [one for one in below if one != "rounding"] == [
        "channel 0",
        "channel 1",
        "channel 2",
        "bias",
    ]
    assert len([piece for piece in second if "×" in piece.under]) == 9


@pytest.mark.parametrize("optimiser", [SGD(0.1, momentum=0.9), Adam(0.01)], ids=["sgd", "adam"])
@pytest.mark.parametrize(("layer", "tile"), [(0, 1), (3, 7)])
def test_the_update_ends_where_the_optimiser_goes(
    optimiser: Optimiser, layer: int, tile: int
) -> None:
    run = run_of("toy", optimiser)
    taken = next_step(run)
    chosen = Chosen(taken, Stop(UPDATE, 0), 0, weight=(layer, tile, 2, 0))
    scene = update_scene(chosen, run.optimiser, run.network.values)
    panels = {one.name: one for one in scene.show if isinstance(one, Panel)}
    w = run.network.layers[layer].parameters["w"]
    place = divmod(tile, w.shape[1])
    before = w[place].copy()
    np.testing.assert_allclose(panels["before"].values[0], before)
    run.step()
    after = w[place]
    np.testing.assert_allclose(panels["after"].values[0], after, atol=1e-4)
    last = list(scene.lines[-1])
    printed = text(last)
    match = re.fullmatch(r"weight: ([−\d.]+) − (\(?[−\d.]+\)?) = ([−\d.]+)", printed)
    assert match, printed
    assert number(match[1]) - number(match[2]) == number(match[3])
    assert abs(float(number(match[3])) - after[2, 0]) < 2e-3


FIGURE = r"\(?−?[\d.]+(?:e−?\d+)?\)?"


def figures(printed: str) -> list[str]:
    return re.findall(FIGURE, printed.partition(": ")[2])


def value(printed: str) -> float:
    return float(printed.strip("()").replace("−", "-"))


def assert_calculated(found: float, printed: str) -> None:
    """Hold a result to what a calculator gives for the numbers printed before it."""
    digits, _, power = printed.strip("()").partition("e")
    last = 10.0 ** (int(power.replace("−", "-") or 0) - len(digits.partition(".")[2]))
    assert abs(found - value(printed)) <= 0.5001 * last, (found, printed)


@pytest.mark.parametrize(
    "optimiser",
    [SGD(0.05, weight_decay=0.01), SGD(0.1, momentum=0.9), Adam(0.005), Adam(weight_decay=0.02)],
    ids=["decayed sgd", "sgd", "adam", "decayed adam"],
)
def test_an_update_checks_with_a_calculator(optimiser: Optimiser) -> None:
    run = run_of("toy", optimiser)
    taken = next_step(run)
    checked = 0
    for index in range(0, run.network.parameter_count, 7):
        for line in lines_of(update_at(run.optimiser, run.network.values, taken.grad, index)):
            printed = text(list(line))
            match printed.partition(":")[0], figures(printed):
                case "g", [a, b, total]:
                    assert number(a) + number(b) == number(total)
                case "velocity", [momentum, old, g, velocity]:
                    assert_calculated(value(momentum) * value(old) + value(g), velocity)
                case "step", [rate, slope, step]:
                    assert_calculated(value(rate) * value(slope), step)
                case "step", [rate, mean, square, epsilon, step]:
                    root = value(square) ** 0.5 + value(epsilon)
                    assert_calculated(value(rate) * value(mean) / root, step)
                case "m, mean" | "v, square" as name, [beta, old, rest, g, moment, *_, by, last]:
                    part = value(g) ** (1 if name == "m, mean" else 2)
                    assert_calculated(value(beta) * value(old) + value(rest) * part, moment)
                    assert_calculated(value(moment) / value(by), last)
                case "weight", [before, step, after]:
                    assert number(before) - number(step) == number(after)
                case name, found:
                    pytest.fail(f"{name}: {found}")
            checked += 1
    assert checked > 300


def test_the_loss_checks_with_a_calculator() -> None:
    chosen = Chosen(next_step(run_of()), Stop(FORWARD, 8), 1)
    scene = loss_scene(chosen, CLASSES)
    (table,) = (one for one in scene.show if isinstance(one, Table))
    _, _, exponentials, shares = zip(*(row.texts for row in table.rows), strict=True)
    assert sum(map(number, shares)) == 1
    share, loss = (text(list(line)) for line in scene.lines[:2])
    found = re.fullmatch(
        rf"p\(\d\) = e\^\(({FIGURE}) − ({FIGURE})\) / sum ≈ (\S+) / (\S+) ≈ (\S+)", share
    )
    assert found, share
    own, largest, exponential, total, p = found.groups()
    assert_calculated(math.exp(value(own) - value(largest)), exponential)
    assert sum(map(number, exponentials)) == number(total)
    assert_calculated(value(exponential) / value(total), p)
    assert loss.startswith(f"loss = −ln({p}) ≈ ")
    assert_calculated(-math.log(value(p)), loss.rpartition(" ")[2])


def test_a_kink_between_the_two_runs_is_said() -> None:
    assert "✓" in text(slope_line(Difference(1e-5, 2.000002, 2.0, 0.1), 0.1))
    assert "≠" in text(slope_line(Difference(1e-5, 2.000002, 2.0, 0.1), 0.2))


def test_what_a_browser_sends_is_checked() -> None:
    with visitor() as one:
        wants: list[Any] = [
            {"stop": -1},
            {"stop": "3"},
            {"stop": True},
            {"member": 10**9, "example": 10**9},
            {"pick": [1, 2]},
            {"pick": [1, 2, -1]},
            {"weight": "0,0,0,0"},
            [],
            None,
        ]
        for want in wants:
            one.session["train:step"] = {"want": want}
            step_view._take("train")
        assert set(one.session) == {"train:step"}
        one.session["train:step"] = {
            "want": {"stop": 4, "example": 2, "pick": [1, 2, 3], "weight": [0, 1, 2, 0], "seq": 7}
        }
        step_view._take("train")
        kept = {name: one.session[f"train.{name}"] for name in ("stop", "member", "pick", "weight")}
        assert kept == {"stop": 4, "member": 2, "pick": (1, 2, 3), "weight": (0, 1, 2, 0)}
        assert step_view.WANT.sent(step_view.component_key("train"))["seq"] == 7
        # Another position has another telling number.
        one.session["train:step"] = {"want": {"stop": 5, "seq": 8}}
        step_view._take("train")
        assert one.session["train.pick"] == ()


def test_a_link_that_goes_too_far_is_brought_back_in_words() -> None:
    run = run_of("toy")
    with visitor(stop="99", member="70", pick="1,x", weight="0,0,0,0"):
        view = open_view("train", step_view.step_settings())
        step_view.settle_step(view, run)
        assert (view[step_view.STOP], view[step_view.MEMBER], view[step_view.PICK]) == (21, 4, ())
        assert view[step_view.WEIGHT] == (0, 0, 0, 0)
        assert len(view.notes) == 3


def test_a_run_that_grew_huge_is_still_shown() -> None:
    run = run_of("toy", SGD(1e6))
    for _, scene in scenes(run):
        packed(scene, {})
    run.network.values *= 1e12
    for _, scene in scenes(run):
        packed(scene, {})
