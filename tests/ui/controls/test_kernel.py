"""Pictures brought and weights typed, drawn or turned: taken exactly, or refused in words."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from cnn_core.kernels import KERNELS, Kernel, format_weights, parse_weights
from tests.pages.lessons import (
    address,
    goes_to,
    links,
    maps,
    notes,
    open_lesson,
    received,
    run,
    words,
)
from tests.ui.strategies import KERNEL
from tests.ui.visitor import unpack, visitor
from ui.controls.kernel import BRUSHES, _resize, _turn, kernel_title
from ui.link.convolution import own_kernel

FACE = np.arange(48, dtype=np.uint8).reshape(6, 8) * 5


def png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def errors(app: AppTest) -> list[str]:
    return [one.value for one in app.error]


# ---- a picture of one's own


def brings(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].upload(name, content, "image/png")
    return run(app)


def test_a_picture_of_one_s_own_is_shown_at_once_and_travels_on() -> None:
    app = brings(open_lesson("window"), "face.png", png(FACE))
    np.testing.assert_array_equal(received(app).arrays["image"], FACE[None])
    assert app.selectbox(key="window.image").value == "own"
    assert address(app) == {"image": "own", "cell": "2,3"}  # in the middle
    for _, lesson, query in links(app.sidebar):
        if lesson not in ("pixels", "window", "kernels", "padding"):
            continue  # it has a picture of its own, or several views of this one
        there = goes_to(app, lesson, **query)
        np.testing.assert_array_equal(received(there).arrays["image"], FACE[None])
        assert notes(there) == []


def test_every_lesson_hands_its_copy_to_the_browser() -> None:
    app = brings(open_lesson("window"), "face.png", png(FACE))

    def handed() -> list[tuple[str, bytes]]:
        views = [one.proto for one in app.main.get("bidi_component")]
        sent = [unpack(one.bytes) for one in views if "own-pictures" in one.id]
        return [(one.meta["name"], one.arrays["file"].tobytes()) for one in sent]

    ((name, file),) = handed()
    assert name == "face.png"
    np.testing.assert_array_equal(np.array(Image.open(io.BytesIO(file))), FACE)
    goes_to(app, "pixels")
    assert handed() == [(name, file)]


def test_nobody_else_sees_it() -> None:
    mine, yours = open_lesson("window"), open_lesson("window")
    brings(mine, "face.png", png(FACE))
    goes_to(yours, "window", image="own")
    assert received(yours).arrays["image"].tolist() == [[[10, 10, 10, 0, 0, 0]] * 6]
    assert "own" not in yours.selectbox(key="window.image").options
    assert len(notes(yours)) == 1
    assert "face" not in words(yours)


def test_what_is_no_picture_is_refused_and_the_picture_stays() -> None:
    app = brings(open_lesson("window", image="bar"), "notes.png", b"not a picture at all")
    (refusal,) = errors(app)
    assert refusal.endswith("The picture stays as it was.")
    assert address(app) == {"image": "bar"}
    app = brings(app, "face.png", png(FACE))
    assert errors(app) == []
    assert address(app) == {"image": "own", "cell": "2,3"}  # in the middle


def test_what_was_done_to_it_is_said_under_it() -> None:
    colour = np.stack([FACE, FACE // 2, FACE // 3], axis=-1)
    app = brings(open_lesson("window"), "face.png", png(colour))
    assert "What was done to the image: " in words(app)
    assert "made grey" in words(app)


# ---- a kernel of one's own


def custom(text: str = "1,0,-1;2,0,-2;1,0,-1") -> AppTest:
    return open_lesson("window", kernel="custom", weights=text)


def types(app: AppTest, text: str) -> AppTest:
    app.text_input(key="window.typed").set_value(text)
    return run(app)


def test_choosing_custom_starts_from_the_kernel_on_screen() -> None:
    app = open_lesson("window", kernel="emboss")
    before = maps(app)
    app.selectbox(key="window.kernel").select("custom")
    run(app)
    assert app.text_input(key="window.typed").value == format_weights(KERNELS["emboss"].kernel())
    np.testing.assert_array_equal(maps(app), before)


@pytest.mark.parametrize(
    ("typed", "weights"),
    [
        ("1 2; 3 4", "1,2;3,4"),
        ("1/4*[1 1; 1 1]", "0.25,0.25;0.25,0.25"),
        ("[[1, 2], [3, 4]]", "1,2;3,4"),
        ("1 1 1;1 1 1;1 1 1;/9", "1,1,1;1,1,1;1,1,1;/9"),
        ("0.50, −1", "0.5,-1"),
    ],
)
def test_typed_weights_are_the_kernel_in_their_best_spelling(typed: str, weights: str) -> None:
    app = types(custom(), typed)
    assert address(app) == {"kernel": "custom", "weights": weights}
    assert app.text_input(key="window.typed").value == weights
    sent = received(app)
    assert sent.arrays["weights"][0, 0].tolist() == [
        list(row) for row in parse_weights(weights).numerators
    ]
    assert sent.meta["divisors"] == [parse_weights(weights).divisor]


def test_weights_that_cannot_be_read_stay_in_the_field_and_the_kernel_as_it_was() -> None:
    app = custom("1,-1")
    before = maps(app)
    app = types(app, "1,x")
    assert errors(app) == [
        'Row 1, column 2: "x" is not a number: write one like 2, -1, 0.5 or 1/9. '
        "The kernel stays as it was."
    ]
    assert app.text_input(key="window.typed").value == "1,x"
    np.testing.assert_array_equal(maps(app), before)
    assert errors(types(app, "1,-2")) == []


def test_nine_numbers_in_a_row_are_asked_about() -> None:
    app = custom("1,-1")
    before = maps(app)
    app = types(app, "-1 0 1 -2 0 2 -1 0 1")
    assert app.warning[0].value == (
        "These are 9 numbers in one row. Read them as a 3×3 kernel? "
        "Until you choose, the kernel stays as it was."
    )
    np.testing.assert_array_equal(maps(app), before)
    assert [app.button(key=f"window.typed-choice-{n}").label for n in (0, 1)] == [
        "3×3 kernel",
        "One row: 1×9",
    ]
    app.button(key="window.typed-choice-0").click()
    assert address(run(app))["weights"] == "-1,0,1;-2,0,2;-1,0,1"
    assert not app.warning
    app = types(app, "1 1 1 1 1 1 1 1 1")
    app.button(key="window.typed-choice-1").click()
    assert address(run(app))["weights"] == "1,1,1,1,1,1,1,1,1"


@pytest.mark.parametrize(
    ("typed", "weights", "note"),
    [
        ("-1 0 1 ⏎ -2 0 2 ⏎ -1 0 1", "-1,0,1;-2,0,2;-1,0,1", ""),
        ("0,5 0,5; 0,5 0,5", "0.5,0.5;0.5,0.5", "Commas were read as decimal points."),
        (
            "[[0.11111111, 0.5], [0.5, 0.33333333]]",
            "0.1111,0.5;0.5,0.3333",
            "Rounded to 4 decimals: 0.11111111 became 0.1111, and 1 more.",
        ),
    ],
)
def test_how_a_paste_was_read_is_said_until_the_kernel_changes(
    typed: str, weights: str, note: str
) -> None:
    app = types(custom(), typed)
    assert address(app)["weights"] == weights
    said = [one.value for one in app.caption]
    assert not note or note in said
    app.session_state["window.weights"] = parse_weights("3,-3")
    assert not note or note not in [one.value for one in run(app).caption]


def test_a_complaint_ends_when_the_kernel_changes_otherwise() -> None:
    app = types(custom("1,-1"), "1,x")
    app.session_state["window.weights"] = parse_weights(
        "3,-3"
    )  # as an edit in the picture leaves it
    run(app)
    assert errors(app) == []
    assert app.text_input(key="window.typed").value == "3,-3"


@settings(max_examples=50)
@given(KERNEL, st.integers(1, 11), st.integers(1, 11))
def test_a_new_size_cuts_or_adds_zeros_at_the_end(kernel: Kernel, rows: int, columns: int) -> None:
    with visitor() as one:
        one.session |= {"w": kernel, "rows": rows, "columns": columns}
        _resize("w", "rows", "columns")
        resized = one.session["w"]
    wanted = np.zeros((rows, columns), np.float32)
    high, wide = min(rows, kernel.shape[0]), min(columns, kernel.shape[1])
    wanted[:high, :wide] = kernel.weights[:high, :wide]
    assert resized.weights.tolist() == wanted.tolist()


@settings(max_examples=50)
@given(KERNEL)
def test_four_turns_bring_the_kernel_back(kernel: Kernel) -> None:
    with visitor() as one:
        one.session["w"] = own_kernel(kernel)
        _turn("w")
        assert one.session["w"].weights.tolist() == np.rot90(kernel.weights, -1).tolist()
        for _ in range(3):
            _turn("w")
        assert one.session["w"] == own_kernel(kernel)


def test_size_lots_and_turns_are_a_click_each() -> None:
    app = custom("1,2")
    assert [app.number_input(key=f"window.{side}").value for side in ("rows", "columns")] == [1, 2]
    app.number_input(key="window.rows").set_value(3)
    assert address(run(app))["weights"] == "1,2;0,0;0,0"
    app.button(key="window.turn").click()
    assert address(run(app))["weights"] == "0,0,1;0,0,2"
    app.button(key="window.random").click()
    lots = parse_weights(address(run(app))["weights"])
    assert lots.shape == (2, 3)
    assert lots.weights.any()
    assert len({drawn(app) for _ in range(4)}) > 1


def drawn(app: AppTest) -> str:
    app.button(key="window.random").click()
    return address(run(app))["weights"]


@pytest.mark.parametrize("weight", BRUSHES)
def test_a_brush_is_for_kernels_of_one_s_own(weight: str) -> None:
    app = custom()
    app.segmented_control(key="window.brush").set_value(weight)
    assert received(run(app)).meta["brush"] == weight
    app.selectbox(key="window.kernel").select("sobel-x")
    assert received(run(app)).meta["brush"] == ""


# ---- names


def test_every_kernel_has_a_title() -> None:
    assert kernel_title("custom") == "Custom"
    assert len({kernel_title(name) for name in (*KERNELS, "custom")}) == len(KERNELS) + 1


@pytest.mark.parametrize(
    ("kernel", "controls"),
    [
        ("sharpen", set()),
        ("box-blur", {"size"}),
        ("motion-blur", {"size", "angle"}),
        ("gabor", {"size", "angle", "wavelength"}),
    ],
)
def test_a_kernel_has_the_controls_that_change_it(kernel: str, controls: set[str]) -> None:
    app = open_lesson("window", kernel=kernel, image="digit-7")
    offered = {str(one.key).removeprefix("window.") for one in (*app.slider, *app.select_slider)}
    assert offered & {"size", "angle", "wavelength"} == controls
