"""The lesson on channels: every link gives its view, with the numbers that CURRICULUM names."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from cnn_core.kernels import KERNELS, parse_deep
from cnn_core.ops import conv2d
from tests.pages.lessons import (
    address,
    code,
    goes_to,
    maps,
    notes,
    open_lesson,
    press,
    received,
    run,
    run_code,
    words,
)
from ui.pictures import picture

LAYERS = {"image": "digit-7", "view": "layers", "cell": "8,12"}
CORNERS = {"image": "square", "view": "corners", "cell": "2,2"}


def side(app: AppTest) -> str:
    """Return the lines that say sizes and parameters."""
    return "\n".join(one.value for one in app.text)


def test_it_opens_on_27_products_and_a_bias() -> None:
    app = open_lesson("channels")
    sent = received(app)
    assert sent.arrays["weights"].shape == (2, 3, 3, 3)
    assert sent.meta["biases"] == [1, 0]
    assert maps(app)[0].tolist() == [[1, 13, 13]] * 3
    assert side(app) == "5×5×3\n→ 2 kernels 3×3×3\n3×3×2\n\n(3·3·3 + 1)·2 = 56\nparameters"


@pytest.mark.parametrize(
    "query",
    [
        {},
        {
            "image": "chelsea",
            "kernel": "gaussian",
            "mixes": "light,all",
            "stride": "2",
            "bias": "3",
        },
        {
            "padding": "2",
            "mode": "circular",
            "dilation": "2",
            "flip": "1",
            "mixes": "blue,red-green",
        },
        {"image": "coins", "kernel": "emboss", "padding": "same"},
        {"deep": "1,2;3,4|0,1;1,0|-1,0;0,-1", "bias": "0.5"},
        LAYERS,
        {"image": "chelsea", "view": "mix", "red": "-1", "green": "0.25"},
        {**LAYERS, "groups": "2"},
        {**LAYERS, "groups": "4", "map": "31"},
    ],
    ids=str,
)
def test_the_code_gives_the_maps_on_screen(query: dict[str, str]) -> None:
    app = open_lesson("channels", **query)
    assert notes(app) == []
    np.testing.assert_allclose(run_code(app, "feature_maps"), maps(app), rtol=1e-5, atol=1e-2)
    assert [*code(app)] == ["NumPy", "SciPy", "PyTorch", "Keras"]


@pytest.mark.parametrize("how", ["sum", "product", "above"])
def test_the_code_combines_as_the_picture_does(how: str) -> None:
    app = open_lesson("channels", **CORNERS, combine=how)
    np.testing.assert_array_equal(run_code(app, "combined"), maps(app)[0])


def test_1x1_mixes_in_place() -> None:
    app = open_lesson(
        "channels", image="chelsea", kernel="identity", size="1", mixes="light,red-blue", bias=""
    )
    shown = picture("chelsea").reduced(65)
    red, green, blue = shown.pixels.astype(float)
    light, opponent = maps(app)
    np.testing.assert_allclose(light, 0.299 * red + 0.587 * green + 0.114 * blue, rtol=1e-5)
    np.testing.assert_array_equal(opponent, red - blue)
    assert "(1·1·3 + 1)·2 = 8" in side(app)


def test_a_desk_mixes_colour_into_grey() -> None:
    app = press(open_lesson("channels"), "1×1 mixes a grey")
    red, green, blue = picture("chelsea").reduced(65).pixels.astype(float)
    grey = 0.299 * red + 0.587 * green + 0.114 * blue
    np.testing.assert_allclose(maps(app), grey[None], rtol=1e-5)
    assert received(app).meta["greyMaps"] == [True]
    assert "weights sum to 1, so a pixel with equal red, green and blue keeps its value" in words(
        app
    )
    app.slider(key="channels.red").set_value(0.298)
    assert "is multiplied by 0.999" in words(run(app))
    app.slider(key="channels.red").set_value(0.5)
    app.slider(key="channels.blue").set_value(-0.2)
    where = address(run(app))
    assert (where["red"], where["blue"], where["view"]) == ("0.5", "-0.2", "mix")
    np.testing.assert_allclose(maps(app)[0], 0.5 * red + 0.587 * green - 0.2 * blue, atol=1e-4)
    assert "is multiplied by 0.887" in words(app)
    np.testing.assert_allclose(run_code(app, "feature_maps"), maps(app), rtol=1e-5, atol=1e-2)


@pytest.mark.parametrize(
    ("text", "why"), [("x", "“x” is not a number"), ("nan", "nan is not from −1 to 1")]
)
def test_a_share_that_cannot_be_read_is_the_usual_one(text: str, why: str) -> None:
    app = open_lesson("channels", image="chelsea", view="mix", green=text)
    assert why in notes(app)[0]
    assert app.slider(key="channels.green").value == 0.587


def test_a_share_out_of_range_is_told_and_a_grey_picture_has_one_weight() -> None:
    app = open_lesson("channels", image="coins", view="mix", red="7", blue="0.5")
    assert "7 is not from −1 to 1" in notes(app)[0]
    assert "the sum of all three: 1.386" in words(app)
    assert received(app).arrays["weights"].shape == (1, 1, 1, 1)
    assert "channels.kernel" not in {one.key for one in app.selectbox}


@pytest.mark.parametrize(
    ("groups", "lines"),
    [
        ("1", ["26×26×4", "→ 8 kernels 3×3×4\n24×24×8", "(3·3·4 + 1)·8 = 296"]),
        (
            "2",
            ["→ 8 kernels 3×3×2, each\n  over 2 groups of maps\n24×24×16", "(3·3·2 + 1)·8 = 152"],
        ),
        (
            "4",
            ["→ 8 kernels 3×3×1, each\n  over 4 maps\n24×24×32", "(3·3·1 + 1)·8 = 80"],
        ),
    ],
)
def test_the_switch_from_deep_to_flat(groups: str, lines: list[str]) -> None:
    app = open_lesson("channels", **LAYERS, groups=groups)
    for line in ("28×28×1\n→ 4 kernels 3×3×1", *lines):
        assert line in side(app)
    assert len(maps(app)) == 8 * int(groups)
    assert ("for each group: 320 numbers." in words(app)) == (groups == "4")


def test_four_corners_are_left_of_a_square() -> None:
    app = press(open_lesson("channels"), "edges make corners")
    assert ":green[**4 cells**] of 64 are above 0." in words(app)
    app.radio(key="channels.combine").set_value("product")
    assert ":green[**16 cells**] of 64 are above 0." in words(run(app))
    app.radio(key="channels.combine").set_value("sum")
    assert ":green[**32 cells**] of 64 are above 0." in words(run(app))


def test_a_deep_layer_stands_beside_a_flat_one() -> None:
    app = press(open_lesson("channels"), "deep or flat")
    assert "**Deep: 16 cells are above 0.**" in words(app)
    assert "**Flat: 0 cells are above 0.**" in words(app)
    assert "a flat kernel gives the corner the same number as the rest of the edge" in words(app)
    assert "8·(3·3·4 + 1) = 296\nparameters\n\n8 flat kernels\n4 maps → 32 maps" in side(app)
    assert side(app).endswith("8·(3·3 + 1) = 80\nparameters")
    app.slider(key="channels.threshold").set_value(0)
    assert "**Flat: 32 cells are above 0.**" in words(run(app))  # both strips' whole edges
    assert address(app) == {"image": "strips", "view": "networks", "cell": "1,1", "threshold": "0"}
    other = open_lesson("channels", image="square", view="networks")
    assert "so it never knows whether two edges meet" in words(other)


def test_the_weights_are_counted() -> None:
    app = press(open_lesson("channels"), "count the parameters")
    said = words(app).replace("\u00a0", " ")
    assert "= **280** parameters" in said
    assert "(3·3·3 + 1)·32 = **896**" in said
    assert "(3·3·16 + 1)·32 = **4,640**" in said
    assert "A common mistake is 100: (3·3 + 1)·10 forgets the 3 input channels." in said
    app.number_input(key="channels.inputs").set_value(16)
    app.number_input(key="channels.filters").set_value(32)
    assert "= **4,640** parameters" in words(run(app))
    assert run_code(app, "parameters") == 4640


def test_the_picture_and_the_kernel_of_padding_come_along() -> None:
    app = press(open_lesson("padding", image="chelsea", kernel="emboss"), "Next")
    assert address(app) == {"image": "chelsea", "kernel": "emboss", "bias": ""}
    emboss = np.array(KERNELS["emboss"].kernel().numerators)
    weights = received(app).arrays["weights"]
    np.testing.assert_array_equal(weights[0], [emboss, 0 * emboss, -emboss])
    assert received(app).meta["biases"] == []  # the 1 belongs to the first figure


def test_kernels_of_the_reader_s_own_last_until_another_is_chosen() -> None:
    app = open_lesson("channels")
    app.session_state["channels.deep"] = tuple(
        parse_deep("1|2|3||4|5|6")
    )  # as a weight changed in the picture does
    assert address(run(app)) == {"deep": "1|2|3||4|5|6"}
    assert received(app).arrays["weights"].ravel().tolist() == [1, 2, 3, 4, 5, 6]
    assert received(app).meta["biases"] == [1, 0]
    again = open_lesson("channels", **address(app))
    np.testing.assert_array_equal(maps(again), maps(app))
    menus = {one.key: one.value for one in app.selectbox}
    assert menus["channels.own-kernel"] == "Own weights"
    assert "channels.kernel" not in menus
    assert "channels.mixes" not in {one.key for one in app.multiselect}
    app.selectbox(key="channels.own-kernel").set_value("sobel-x")
    assert address(run(app)) == {"kernel": "sobel-x"}
    assert app.selectbox(key="channels.kernel").value == "sobel-x"


def test_a_plane_can_be_typed_and_what_is_no_plane_says_so() -> None:
    app = open_lesson("channels")
    before = received(app).arrays["weights"]
    app.text_input(key="channels.plane-1").set_value("1 2 3\n4 5 6\n7 8 9")
    weights = received(run(app)).arrays["weights"]
    assert weights[0, 1].tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert (weights != before).sum() == 9
    app.text_input(key="channels.plane-1").set_value("1,x")
    run(app)
    assert "The plane stays as it was" in app.error[0].value
    app.number_input(key="channels.bias-typed").set_value(2.5)
    assert address(run(app))["bias"] == "2.5,0"
    assert received(app).meta["biases"] == [25, 0]


def test_a_bias_out_of_range_becomes_the_nearest_with_a_sentence() -> None:
    app = open_lesson("channels")
    app.number_input(key="channels.bias-typed").set_value(99999.5)
    assert address(run(app))["bias"] == "1000,0"
    assert app.number_input(key="channels.bias-typed").value == 1000
    assert app.warning[0].value == "Bias: 99999.5 became 1,000, the largest possible here."


def test_turning_the_kernel_is_explained_as_in_lesson_2() -> None:
    helps = [
        next(one for one in open_lesson(lesson).toggle if one.key == f"{lesson}.flip").proto.help
        for lesson in ("window", "channels")
    ]
    assert helps[0] == helps[1]
    assert "cross-correlation" in helps[0]


def test_a_plane_of_another_size_changes_the_others_only_when_asked_to() -> None:
    app = open_lesson("channels")
    before = received(app).arrays["weights"]
    app.text_input(key="channels.plane-1").set_value("1,2;3,4")
    np.testing.assert_array_equal(received(run(app)).arrays["weights"], before)
    assert "The slices of these kernels are 3×3, and this one is 2×2." in app.warning[0].value
    app.button(key="channels.plane-1-choice-0").click()
    weights = received(run(app)).arrays["weights"]
    assert weights.shape == (2, 3, 2, 2)
    assert weights[0, 1].tolist() == [[1, 2], [3, 4]]
    assert not app.warning


def test_another_map_shows_its_own_weights() -> None:
    app = open_lesson("channels", map="1")
    assert app.text_input(key="channels.plane-1").value == "2,0,-2;2,0,-2;2,0,-2"
    assert received(app).meta["start"] == [1, 1, 1]


def test_a_grey_picture_has_one_plane() -> None:
    app = open_lesson("channels", image="coins")
    assert received(app).arrays["weights"].shape == (1, 1, 3, 3)
    assert "one channel, so each kernel has one slice" in words(app)


@pytest.mark.parametrize("view", ["colour", "mix", "layers", "corners"])
@pytest.mark.parametrize(
    ("mode", "size"), [("RGB", (1, 1)), ("L", (50, 3000)), ("L", (30, 20)), ("RGBA", (9, 7))]
)
def test_own_pictures(view: str, mode: str, size: tuple[int, int]) -> None:
    file = io.BytesIO()
    Image.new(mode, size, 7 if mode == "L" else (9, 8, 7, 100)[: len(mode)]).save(file, "PNG")
    app = open_lesson("channels", view=view)
    app.file_uploader(key="channels.file").upload("own.png", file.getvalue(), "image/png")
    assert address(run(app))["image"] == "own"
    assert min(maps(app).shape) >= 1
    again = run(app)
    assert notes(again) == notes(app)


def test_what_does_not_divide_becomes_the_nearest_that_does() -> None:
    app = open_lesson("channels", **LAYERS, groups="3")
    assert notes(app) == ["3 groups do not divide 4 maps, so 2 is used instead."]
    one = open_lesson("channels", **LAYERS, first="sobel-x", groups="4")
    assert notes(one) == ["4 groups do not divide 1 map, so 1 is used instead."]
    assert len(maps(one)) == 8


def test_no_mixes_at_all_become_one() -> None:
    app = open_lesson("channels")
    app.multiselect(key="channels.mixes").set_value([])
    assert notes(run(app)) == ["A layer has at least one kernel, so red-blue is used instead."]


def test_the_flat_maps_are_those_of_conv2d() -> None:
    app = open_lesson("channels", **LAYERS, groups="4")
    sent = received(app)
    image, weights = (sent.arrays[name].astype(float) for name in ("image", "weights"))
    np.testing.assert_array_equal(maps(app), conv2d(image, weights, groups=4))


def test_a_question_hides_the_cell_of_its_map() -> None:
    asked = {"question": "2", "map": "1", "cell": "1,0"}
    app = open_lesson("channels", **asked)
    assert received(app).meta["hidden"] == [1, 1, 0]
    assert "Kernel 1 at row 1, column 0" in words(app)
    goes_to(app, "channels", question="1")
    assert received(app).meta["hidden"] is None


@pytest.mark.parametrize("page", ["pixels", "window", "kernels", "padding", "channels"])
def test_a_note_for_instructors_is_folded_away(page: str) -> None:
    (note,) = [one for one in open_lesson(page).expander if one.label == "For instructors"]
    assert not note.proto.expanded


def test_an_edit_that_came_to_rest_is_answered_by_its_number_and_stands_in_the_link() -> None:
    app = open_lesson("channels")
    app.session_state["channels.deep"] = tuple(parse_deep("1|2|3||4|5|6"))
    edit = {"target": "weight", "indices": [[0, 0, 0, 0]], "value": "1"}
    app.session_state["channels:linked-view"] = {"edit": {"seq": 5, **edit}}
    run(app)
    assert received(app).meta["seq"] == 5
    assert received(app).arrays["weights"].ravel().tolist() == [1, 2, 3, 4, 5, 6]
    assert address(app) == {"deep": "1|2|3||4|5|6"}


@pytest.mark.parametrize("image", ["square", "digit-7", "camera", "chelsea"])
def test_few_cells_are_corners_of_any_picture(image: str) -> None:
    app = open_lesson("channels", view="corners", image=image)
    assert 0 < np.count_nonzero(maps(app)) < maps(app).size / 8


def test_twice_the_strongest_edge_leaves_nothing() -> None:
    app = open_lesson("channels", view="corners", image="digit-7", threshold="200")
    assert not maps(app).any()
    assert app.slider(key="channels.threshold").max == 200
