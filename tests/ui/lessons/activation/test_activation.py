"""An activated map: exact numbers, the scene that shows them, the words and the code beside it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.kernels import KERNELS
from cnn_core.ops import ACTIVATIONS
from tests.scripts import executed
from tests.ui.strategies import CONVOLUTION
from tests.ui.visitor import unpack, visitor
from ui.code.activation import activation_code
from ui.code.convolution import SNIPPETS
from ui.lessons.activation.charts import depth_charts, function_charts, histogram_charts
from ui.lessons.activation.scene import activation_scene
from ui.lessons.activation.words.page import depth_words, zero_words
from ui.link.history import open_view
from ui.link.settings import Cell
from ui.models.activation import Activated
from ui.models.convolution import Convolution
from ui.pictures import picture
from ui.text.numbers import share

DIGIT = Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel())
SHOWN = st.builds(Activated, CONVOLUTION, st.sampled_from([*ACTIVATIONS]), st.integers(-50, 50))


@given(SHOWN)
def test_the_map_is_that_of_pixels_from_0_to_1_with_its_bias(shown) -> None:
    image = shown.convolution.picture.pixels[0] / shown.convolution.picture.white
    convolution = shown.convolution
    assert convolution.map.shape == shown.before.shape
    if convolution.mode != "constant":  # whose grey is a pixel's too
        scaled = convolution.map / convolution.picture.white
        np.testing.assert_allclose(shown.before, scaled + shown.tenths / 10, atol=1e-4)
    assert image.max() <= 1
    row, column = (side - 1 for side in shown.before.shape)
    assert float(shown.exact(row, column)) == shown.before[row, column]
    np.testing.assert_array_equal(shown.after, shown.function.forward(shown.before))
    np.testing.assert_array_equal(shown.slopes, shown.function.slope(shown.before))


def test_the_first_figure_finds_it_and_its_opposite() -> None:
    shown = Activated(DIGIT, "relu")
    assert shown.exact(8, 17) == Fraction(-306, 255) == Fraction(-6, 5)
    assert (shown.after[8, 17], shown.slopes[8, 17]) == (0, 0)
    assert int((shown.before < 0).sum()) == 122
    assert shown.zeros == 554
    assert "**554 of 676 cells are 0** (82 %)" in zero_words(shown)
    assert "not 0 at 122 cells" in zero_words(shown)


def test_a_bias_of_minus_4_kills_it() -> None:
    assert "676 of 676 cells are 0** (100 %)" in zero_words(Activated(DIGIT, "relu", -40))
    assert "any image gives −1, which is not above 0" in zero_words(Activated(DIGIT, "relu", -40))
    assert "dead" in zero_words(Activated(DIGIT, "relu", -30))
    assert "dead" not in zero_words(Activated(DIGIT, "relu", -20))
    assert "every cell can teach the kernel" in zero_words(Activated(DIGIT, "leaky_relu", -40))


def test_the_scene_holds_exact_numbers() -> None:
    with visitor():
        view = open_view("activation", [Cell(default=(8, 17))])
        scene = activation_scene(view, Activated(DIGIT, "sigmoid", 5), hidden=(1, 2))
    sent = unpack(scene.packed())
    assert (sent.meta["answer"], sent.meta["inputDivisor"], sent.meta["bias"]) == (
        "function",
        2550,
        5,
    )
    assert sent.arrays["image"][0, 8, 17] == -3060 + 5 * 255
    np.testing.assert_allclose(
        sent.arrays["maps"][0], 1 / (1 + np.exp(-(DIGIT.sums / 255 + 0.5))), rtol=1e-12
    )
    assert sent.meta["hidden"] == [0, 1, 2]


def test_only_functions_that_are_never_negative_are_drawn_from_black() -> None:
    above = {name for name in ACTIVATIONS if Activated(DIGIT, name).stays_above}
    assert above >= {"relu", "sigmoid"}
    assert not above & {"leaky_relu", "tanh", "gelu"}


SWING = replace(
    ACTIVATIONS["tanh"],
    forward=lambda x: 3 * np.sin(x),
    slope=lambda x: 3 * np.cos(x),
)


@pytest.mark.parametrize("name", [*ACTIVATIONS, "swing"])
def test_the_chosen_curve_lies_within_its_frame(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ACTIVATIONS, "swing", SWING)
    for chart in function_charts(Activated(DIGIT, name), 100):
        (chosen,) = [one for one in chart.series if not one.quiet]
        _, y = chosen.arrays()
        assert chart.y.low is not None
        assert chart.y.high is not None
        assert chart.y.low <= y.min() <= y.max() <= chart.y.high


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_curves_are_the_core_s_functions_and_slopes(name) -> None:
    shown = Activated(DIGIT, name)
    for chart, of in zip(function_charts(shown, 100), ("forward", "slope"), strict=True):
        assert [one.name for one in chart.series] == [one.title for one in ACTIVATIONS.values()]
        assert [one.name for one in chart.series if not one.quiet] == [shown.function.title]
        for one, function in zip(chart.series, ACTIVATIONS.values(), strict=True):
            x, y = one.arrays()
            np.testing.assert_array_equal(y, getattr(function, of)(x))
        assert len({one.dash for one in chart.series}) == len(ACTIVATIONS)


def test_histograms_hold_all_cells() -> None:
    for chart in histogram_charts(Activated(DIGIT, "relu", -10), 100):
        assert chart.series[0].arrays()[1].sum() == 676


def test_a_kernel_that_another_picture_wakes_is_not_called_dead() -> None:
    asleep = Activated(DIGIT, "relu", -29)
    assert asleep.flat == asleep.after.size
    assert "dead" not in zero_words(asleep)
    assert "**on this image**" in zero_words(asleep)
    awake = Activated(replace(DIGIT, picture=picture("digit-1")), "relu", -29)
    assert awake.flat < awake.after.size


def test_depth_is_drawn_for_every_activation() -> None:
    slopes, both = depth_charts("sigmoid", 10, 14, 100)
    for chart in (slopes, both):
        assert [one.name for one in chart.series] == [one.title for one in ACTIVATIONS.values()]
        assert all(len(one.arrays()[0]) == 11 for one in chart.series)
    assert (slopes.series[2].arrays()[1] <= 0.25 ** np.arange(11)).all()
    assert "**the slopes** leave at most 0.25¹⁰ = 9.5·10⁻⁷" in depth_words("sigmoid", 10, 14)
    assert "after 1 layer **the slopes** leave at most 0.25¹ = 0.25" in depth_words("relu", 1, 14)


def test_shares_never_round_to_none_or_all() -> None:
    assert [share(*pair) for pair in ((1, 1000), (999, 1000), (1000, 1000))] == [
        "under 1 %",
        "over 99 %",
        "100 %",
    ]


def test_every_activation_is_written_for_every_framework() -> None:
    assert all({*one.code} == {*SNIPPETS} - {"SciPy"} for one in ACTIVATIONS.values())


@pytest.mark.parametrize("framework", ["NumPy", "SciPy"])
@given(SHOWN)
def test_the_code_gives_the_map(framework, shown) -> None:
    found = executed(activation_code(framework, shown))
    largest = float(np.abs(shown.before).max()) + 1
    np.testing.assert_allclose(found["x"], shown.before, rtol=1e-5, atol=1e-5 * largest)
    np.testing.assert_allclose(found["activated"], shown.after, rtol=1e-4, atol=1e-4 * largest)
