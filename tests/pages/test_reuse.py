"""Lesson 17, a new last layer: what it shows is what the core computes of the same images."""

from __future__ import annotations

import io
import re
from unittest import mock

import numpy as np
import pytest

from cnn_core.io import photo_windows
from cnn_core.transfer import SideBySide, averages
from tests.pages.lessons import address, code, figure, notes, open_code, open_lesson, run, words
from tests.scripts import executed
from ui.lessons.reuse import own_classes
from ui.lessons.reuse.album import shipped
from ui.lessons.reuse.classes_view import classes_file
from ui.lessons.reuse.code import CLASSES_FILE
from ui.lessons.reuse.own import to_try
from ui.lessons.reuse.words.page import FEATURES_AGAIN, FEATURES_TAKEN


def button(app, key: str):
    return next(one for one in app.button if one.key == f"reuse:{key}")


def test_the_page_opens_on_a_layer_that_has_learned_and_says_how_well() -> None:
    pair = SideBySide(shipped("textures").both)
    while pair.steps < 40:
        pair.advance()
    said = words(figure("reuse"))
    head, other = round(24 * pair.mark.head), round(24 * pair.mark.network)
    assert f"**{head} of 24** test images right" in said
    assert f"the small network {other} of 24" in said
    assert head > other


def test_one_batch_more_is_in_the_link_and_start_over_forgets_all() -> None:
    app = open_lesson("reuse", batches="3")
    assert "After **3 batches**" in words(app)
    button(app, "batch").click()
    run(app)
    assert address(app) == {"batches": "4"}
    assert "After **4 batches**" in words(app)
    button(app, "restart").click()
    run(app)
    assert "Nothing is learned yet" in words(app)


@pytest.mark.parametrize(
    ("texts", "made"),
    [
        ({"rate": "1e-06"}, {"rate": 1e-6}),
        ({"rate": "0.02", "batch": "4", "seed": "7"}, {"rate": 0.02, "batch": 4, "seed": 7}),
    ],
)
def test_rate_batch_and_seed_are_those_of_the_run_and_of_its_script(texts, made) -> None:
    app = open_code("reuse", set="all", batches="9", **texts)
    pair = SideBySide(shipped("all").both, **made)
    for _ in range(9):
        pair.advance()
    head, other = (round(share * 48) for share in (pair.mark.head, pair.mark.network))
    assert f"**{head} of 48** test images right" in words(app)
    assert f"the small network {other} of 48" in words(app)
    np.testing.assert_array_equal(executed(code(app)["NumPy"])["named"], pair.predicted())
    assert address(app) == {"set": "all", "batches": "9", **texts}


def test_another_learning_rate_starts_a_new_run() -> None:
    app = figure("reuse")
    before = app.session_state["reuse:learner"].pair
    app = open_lesson("reuse")
    app.select_slider(key="reuse.rate").set_value(0.1)
    run(app)
    pair = app.session_state["reuse:learner"].pair
    assert (pair.rate, pair.steps) == (0.1, 40)
    assert pair.head.record.losses != before.head.record.losses
    assert pair.network.record.losses == before.network.record.losses
    assert not notes(open_lesson("reuse", rate="0.5"))
    assert "is not a learning rate" in notes(open_lesson("reuse", rate="fast"))[0]


def test_a_link_beyond_the_images_is_told() -> None:
    app = open_lesson("reuse", example="150", **{"class": "5"}, view="place")
    assert any("no test image 150" in one for one in notes(app))
    assert any("no class 5" in one for one in notes(app))


def test_the_score_is_the_bias_and_its_places() -> None:
    said = words(figure("reuse", view="place", example="9")).replace("−", "-")
    terms = re.search(r"is (\S+) \(bias\) \+ \(?([-.\d]+)\)? \(49 places\) = \*\*(\S+)\*\*", said)
    assert terms
    bias, places, score = map(float, terms.groups())
    assert abs(bias + places - score) < 0.011


@pytest.mark.parametrize("name", ["textures", "scenes"])
def test_the_script_names_as_many_test_images_right(name: str) -> None:
    app = open_code("reuse", set=name)
    script = code(app)["NumPy"]
    pair = SideBySide(shipped(name).both)
    while pair.steps < 40:
        pair.advance()
    found = executed(script)
    np.testing.assert_array_equal(found["named"], pair.predicted())


def test_own_classes_are_made_learned_and_asked_about() -> None:
    app = open_lesson("reuse", view="classes")
    assert "Class A has no pictures" in app.warning[0].value.replace("\\", "")
    button(app, "to-try").click()
    run(app)
    assert "**12** to learn from and **4** to test with" in words(app)
    name = next(one for one in app.text_input if one.label == "Name of class 1")
    name.set_value("<b>cat</b> *x*")
    run(app)
    button(app, "learn-own").click()
    run(app)
    assert address(app) == {"set": "own"}
    assert "Both learned from the same 12 images" in words(app)
    assert "&lt;b&gt;cat&lt;/b&gt; *x*" in "".join(one.proto.body for one in app.get("html"))
    app.session_state["reuse.view"] = "place"
    run(app)
    assert "names test image 0 **" in words(app)
    app.session_state["reuse.view"] = "pair"
    run(app)
    assert app.selectbox(key="reuse.set").value == "own"
    assert r"\<b\>cat\<\/b\> \*x\*" in words(app)


def load(app, content: bytes) -> tuple[int, int]:
    """Load a file of classes as a visitor, and learn them; return how many features it took."""
    with mock.patch.object(own_classes, "averages", wraps=averages) as computed:
        (loader,) = (one for one in app.file_uploader if one.key.startswith("reuse:saved"))
        loader.upload(CLASSES_FILE, content)
        run(app)
        before = computed.call_count
        button(app, "learn-own").click()
        run(app)
    return before, computed.call_count


def test_saved_classes_come_back_with_their_features_and_forged_ones_are_computed() -> None:
    chest = to_try()
    windows = photo_windows().averages[[*range(72, 80), *range(96, 104)]]
    features = {one.digest: row for one, row in zip(chest.pictures, windows, strict=True)}
    content = classes_file(chest, features)
    app = open_lesson("reuse", view="classes")
    assert load(app, content) == (1, 1)  # one is looked at, to see that it is true
    assert "Both learned from the same 12 images" in words(app)
    app.session_state["reuse.view"] = "classes"
    assert FEATURES_TAKEN in [one.value for one in run(app).info]
    for forged in ({name: row[::-1].copy() for name, row in features.items()}, None):
        made = classes_file(chest, forged or features)
        if forged is None:
            with np.load(io.BytesIO(content)) as file:
                parts = {**file, "averages": file["averages"] + 1}
            target = io.BytesIO()
            np.savez_compressed(target, **parts)
            made = target.getvalue()
        app = open_lesson("reuse", view="classes")
        # The checksum of the first is right, but one look tells; the other is not even looked at.
        assert load(app, made) == ((1, 17) if forged else (0, 16))
        app.session_state["reuse.view"] = "classes"
        assert FEATURES_AGAIN in [one.value for one in run(app).info]


def test_own_classes_have_a_question_and_code() -> None:
    app = open_code("reuse", view="classes")
    assert "every fourth" in words(app) or "always says A" in words(app)
    assert "kept for the test" in code(app)["NumPy"]


def test_a_link_to_somebody_s_own_classes_opens_what_is_here() -> None:
    app = open_lesson("reuse", set="own", source="new", view="place")
    assert address(app) == {"view": "place"}
    assert [one.split(" of this link")[0] for one in notes(app)] == ["The classes", "The picture"]
