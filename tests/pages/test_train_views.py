"""Draw for the network, make classes of one's own, keep what was learned: without a browser."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from cnn_core.data import digits, own_dataset
from cnn_core.io import load_run, load_weights, save_run, save_weights
from cnn_core.nn import toy_network
from cnn_core.training import Run
from tests.pages.lessons import address, downloaded, notes, open_lesson, received, run, words
from ui.lessons.train.downloads import pictures_file
from ui.lessons.train.drawing.own_classes import CHEST, of_digits
from ui.pictures.named_classes import renamed
from ui.session.keys import TRAINER, page_key
from ui.views.drawing_pad import SIDE

CLASS_PAD = page_key("own", "pad")
HALF_TRAINED = {"steps": "40"}


def opened(view: str, **texts: str) -> AppTest:
    return open_lesson("train", view=view, **{**HALF_TRAINED, **texts})


def ink(seed: int = 0) -> np.ndarray:
    pixels = np.zeros((SIDE, SIDE), np.uint8)
    pixels[15:70, 38 + seed : 46 + seed] = 255
    return pixels


def sent(pixels: np.ndarray, number: int = 1) -> dict[str, Any]:
    text = base64.b64encode(pixels.tobytes()).decode()
    return {"ink": {"number": number, "pixels": text}}


def png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return run(app)


def errors(app: AppTest) -> list[str]:
    """Return the refusals as a reader sees them, without Markdown's backslashes."""
    return [re.sub(r"\\(.)", r"\1", one.value) for one in app.error]


# ---- Draw -------------------------------------------------------------------------------------


def test_it_opens_on_a_test_picture_and_its_answer() -> None:
    found = received(opened("draw"))
    np.testing.assert_array_equal(found.arrays["seen"], digits().test.image(0))
    assert found.meta["example"]
    assert len(found.meta["answer"]["layers"]) == 8
    assert found.arrays["probabilities"].sum() == pytest.approx(1)


def test_another_test_picture_is_one_click_away() -> None:
    app = press(opened("draw"), "draw:next")
    found = received(app)
    np.testing.assert_array_equal(found.arrays["seen"], digits().test.image(1))
    assert found.meta["backdropNumber"] == 2


def test_a_file_is_answered_whatever_its_ink() -> None:
    page = np.full((200, 150), 230, np.uint8)
    page[40:160, 70:82] = 30
    app = opened("draw")
    app.file_uploader[0].upload("one.png", png(page))
    found = received(run(app))
    assert "Dark ink on light paper was turned" in found.meta["answer"]["words"]
    assert found.arrays["seen"][0, 14, 14] > 0.5
    assert found.meta["label"] == "one.png"
    assert "backdrop" in found.arrays
    app.file_uploader[0].upload("bad.png", b"no picture")
    assert "The pad stays as it was" in errors(run(app))[0]
    np.testing.assert_array_equal(received(app).arrays["seen"], found.arrays["seen"])


@pytest.mark.parametrize("shape", [(1, 1), (3000, 50), (20, 20, 4), (20, 30, 3)])
def test_any_picture_of_the_reader_s_own(shape) -> None:
    app = opened("draw")
    picture = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    app.file_uploader[0].upload("own.png", png(picture))
    found = received(run(app))
    assert found.meta["label"] == "own.png"


def test_a_network_with_broken_numbers_says_so() -> None:
    app = opened("draw")
    app.session_state[TRAINER].engine.network.values[:] = np.nan
    meta = received(run(app)).meta
    assert meta["answer"] is None
    assert "not finite" in meta["refusal"]


def test_a_network_that_was_not_trained_is_called_so() -> None:
    assert "weights are random" in words(opened("draw", steps="0"))


# ---- One's own classes ------------------------------------------------------------------------


def test_classes_begin_empty_and_say_what_they_need() -> None:
    app = opened("classes")
    assert any(
        "class A has 0 pictures" in one.value.replace("Class", "class") for one in app.warning
    )
    assert received(app).meta["alone"]


def test_names_of_classes_are_shown_as_they_are_typed() -> None:
    app = opened("classes")
    app.text_input(key="own:name:0").set_value("+")
    app.text_input(key="own:name:1").set_value("$x$ *y*")
    app = run(app)
    assert app.button(key="own:put:0").label == r"\+"
    assert app.button(key="own:put:1").label == r"\$x\$ \*y\*"
    app.session_state[CHEST] = renamed(app.session_state[CHEST], 0, "$x$ *y*")
    app = run(app)
    assert app.error[0].value == r"There is a class \$x\$ \*y\* already\. It keeps its name\."


def test_digits_to_try_can_be_trained_on() -> None:
    app = press(opened("classes"), "own:digits")
    assert "27 to learn from, 9 to test with" in words(app)
    app = press(app, "own:train")
    assert address(app)["data"] == "own"
    trainer = app.session_state[TRAINER]
    assert trainer.data.classes == ("digit 0", "digit 1", "digit 7")
    assert (len(trainer.data.train), trainer.steps) == (27, 0)


def test_changing_classes_leaves_the_training_alone() -> None:
    app = press(press(opened("classes"), "own:digits"), "own:train")
    trainer = app.session_state[TRAINER]
    trainer.step_batch()
    app.session_state["train.view"] = "classes"
    app = press(run(app), "own:more")
    assert any("has 0 pictures" in one.value for one in app.warning)
    assert app.session_state[TRAINER] is trainer
    assert trainer.steps == 1
    assert address(app)["data"] == "own"
    app = press(press(app, "own:drop:3"), "own:last:0")
    assert app.session_state[TRAINER] is trainer
    app = press(app, "own:train")
    assert len(app.session_state[TRAINER].data.test) == 8


def test_a_drawing_goes_into_a_class_once() -> None:
    app = opened("classes")
    app.session_state[CLASS_PAD] = sent(ink(), 3)
    app = press(app, "own:put:0")
    assert "1 picture" in words(app)
    assert (received(app).meta["backdropNumber"], received(app).meta["answered"]) == (1, 3)
    app.session_state[CLASS_PAD] = sent(ink(), 3)
    app = press(app, "own:put:1")
    assert errors(app) == ["Draw something first, then choose its class."]
    app.session_state[CLASS_PAD] = sent(ink(2), 4)
    app = press(app, "own:put:1")
    assert errors(app) == []


def test_files_go_into_a_class_and_what_is_none_is_named() -> None:
    app = opened("classes")
    page = np.full((60, 60), 240, np.uint8)
    page[10:50, 25:32] = 10
    files = [("a.png", png(page), "image/png"), ("b.png", b"none", "image/png")]
    app.file_uploader[0].set_value(files)
    app = run(app)
    assert "1 picture" in words(app)
    assert len(errors(app)) == 1
    assert errors(app)[0].startswith("Not taken: b.png: ")


def test_names_stay_apart() -> None:
    app = opened("classes")
    app.text_input(key="own:name:0").set_value("  cat ")
    app = run(app)
    assert app.text_input(key="own:name:0").value == "cat"
    app.text_input(key="own:name:1").set_value("cat")
    app = run(app)
    assert errors(app) == ["There is a class cat already. It keeps its name."]
    assert app.text_input(key="own:name:1").value == "B"
    app.text_input(key="own:name:1").set_value(" ")
    app = run(app)
    assert "needs a name" in errors(app)[0]
    app.text_input(key="own:name:1").set_value("Q" * 40)
    app = run(app)
    assert app.text_input(key="own:name:1").value == "Q" * 24
    assert errors(app) == [f"A name has at most 24 letters, so “{'Q' * 24}” is used instead."]


def test_classes_come_and_go_up_to_five() -> None:
    app = opened("classes")
    for _ in range(3):
        app = press(app, "own:more")
    assert app.button(key="own:more").disabled
    for _ in range(4):
        app = press(app, "own:drop:0")
    assert app.button(key="own:drop:0").disabled
    assert any("only one class" in one.value for one in app.warning)


def test_unbalanced_classes_are_warned_of() -> None:
    app = press(opened("classes"), "own:digits")
    for _ in range(7):
        app = press(app, "own:last:1")
    assert "digit 1 only 5" in app.warning[0].value


def test_a_link_to_one_s_own_classes_falls_back_with_a_sentence() -> None:
    app = open_lesson("train", data="own", steps="5")
    assert any("stayed on their owner's computer" in one for one in notes(app))
    assert "data" not in address(app)


def test_a_drawing_is_answered_by_the_reader_s_own_classes() -> None:
    app = press(press(opened("classes"), "own:digits"), "own:train")
    app.session_state["train.view"] = "draw"
    found = received(run(app))
    assert found.meta["answer"]["classes"] == ["digit 0", "digit 1", "digit 7"]


def test_one_s_own_pictures_can_be_kept_and_brought_back() -> None:
    data = own_dataset(of_digits().pictures)
    app = opened("classes")
    app.file_uploader(key="own:saved:0").upload("pictures.npz", pictures_file(data))
    run(app)
    again = own_dataset(app.session_state[CHEST].pictures)
    assert again.classes == ("digit 0", "digit 1", "digit 7")
    np.testing.assert_array_equal(again.train.pixels, data.train.pixels)
    app.file_uploader(key="own:saved:1").upload("pictures.npz", b"nothing")
    run(app)
    assert "Not taken: this is not a file of pictures saved here" in errors(app)[0]
    assert app.session_state[CHEST].classes[0].name == "digit 0"


# ---- Keep -------------------------------------------------------------------------------------


def test_the_files_hold_the_network_on_screen() -> None:
    files = downloaded("train", view="keep", **HALF_TRAINED)
    app = opened("keep")
    network = app.session_state[TRAINER].engine.network
    empty = toy_network(np.random.default_rng(9))
    load_weights(empty, io.BytesIO(files["convscope-weights.npz"]))
    np.testing.assert_array_equal(empty.values, network.values)
    again = load_run(io.BytesIO(files["convscope-run-40.npz"]), digits().train)
    assert again.steps == 40
    np.testing.assert_array_equal(again.network.values, network.values)


def test_weights_come_back_into_the_network() -> None:
    other, file = toy_network(np.random.default_rng(5)), io.BytesIO()
    save_weights(other, file)
    app = opened("keep")
    app.file_uploader(key="keep:file").upload("w.npz", file.getvalue())
    app = run(app)
    trainer = app.session_state[TRAINER]
    np.testing.assert_array_equal(trainer.engine.network.values, other.values)
    assert "The weights are in the network" in app.success[0].value
    shown = re.search(r"([\d.]+) % of the test", app.success[0].value)
    assert shown
    assert float(shown[1]) == pytest.approx(100 * trainer.mark.accuracy, abs=0.06)
    trainer.step_batch()
    trainer.back_to(40)
    np.testing.assert_array_equal(trainer.engine.network.values, other.values)
    trainer.back_to(0)
    assert not np.array_equal(trainer.engine.network.values, other.values)


def test_a_whole_run_comes_back_with_its_settings() -> None:
    link = {"steps": "30", "kernels": "4", "rates": "0.01:20", "rate": "0.001", "batch": "8"}
    content = downloaded("train", view="keep", **link)["convscope-run-30.npz"]
    wanted = load_run(io.BytesIO(content), digits().train)
    app = opened("keep", data="clothes", pooling="avg")
    app.file_uploader(key="keep:file").upload("run.npz", content)
    app = run(app)
    trainer = app.session_state[TRAINER]
    assert "The run goes on after batch 30" in app.success[0].value
    assert address(app) == {**link, "view": "keep"}
    assert trainer.losses == wanted.record.losses
    trainer.step_batch()
    wanted.advance(1)
    np.testing.assert_array_equal(trainer.engine.network.values, wanted.network.values)
    trainer.back_to(10)
    assert trainer.rate == 0.01


def whole_run(link: dict[str, str], **settings: Any) -> bytes:
    one, file = Run(digits().train, **settings), io.BytesIO()
    one.advance(2)
    save_run(one, file, link)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (whole_run({"data": "own"}), "trained on classes of somebody's own: bring their pictures"),
        (whole_run({"data": "clothes"}), "This run was trained on other pictures"),
        (whole_run({"kernels": "3"}), "These weights are those of another network"),
        (whole_run({"kernels": "8,8,8,8"}), "Layer 10"),
    ],
)
def test_a_run_that_does_not_fit_its_own_settings_stays_out(content, sentence) -> None:
    app = opened("keep")
    before = app.session_state[TRAINER]
    app.file_uploader(key="keep:file").upload("run.npz", content)
    app = run(app)
    (error,) = errors(app)
    assert sentence in error
    assert error.endswith("Nothing was changed.")
    assert app.session_state[TRAINER] is before


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is not an npz file, or was cut off"),
        (b"PK\x03\x04 nothing", "The file is not an npz file, or was cut off"),
        ("cut", "The file is not an npz file, or was cut off"),
        ("other", "those of another network: layer8.w is (3, 400) in the file, here (10, 400)"),
    ],
)
def test_what_does_not_fit_stays_out_in_one_sentence(data, sentence) -> None:
    app = opened("keep")
    before = app.session_state[TRAINER].engine.network.values.copy()
    if isinstance(data, str):
        file = io.BytesIO()
        classes = 3 if data == "other" else 10
        save_weights(toy_network(np.random.default_rng(0), classes=classes), file)
        data = file.getvalue() if data == "other" else file.getvalue()[:-900]
    app.file_uploader(key="keep:file").upload("w.npz", data)
    app = run(app)
    (error,) = errors(app)
    assert sentence in error
    assert error.endswith("Nothing was changed.")
    assert ("then load the file again" in error) == ("another network" in error)
    np.testing.assert_array_equal(app.session_state[TRAINER].engine.network.values, before)


def test_the_code_is_that_of_the_network_on_screen() -> None:
    app = opened("keep", kernels="3", steps="2")
    texts = [one.value for one in app.code if one.language == "python"]
    assert any("nn.Conv2d(1, 3, 3)" in text for text in texts)
    assert any("layers.Conv2D(3, 3)" in text for text in texts)
