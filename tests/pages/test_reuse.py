"""Lesson 17, a new last layer: what it shows is what the core computes of the same images."""

from __future__ import annotations

import re

import numpy as np
import pytest

from cnn_core.transfer import SideBySide
from tests.pages.lessons import address, code, figure, notes, open_code, open_lesson, run, words
from tests.scripts import executed
from ui.lessons.reuse.album import shipped


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
    assert "is no learning rate" in notes(open_lesson("reuse", rate="fast"))[0]


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


def test_a_link_to_somebody_s_own_classes_opens_what_is_here() -> None:
    app = open_lesson("reuse", set="own", source="new", view="place")
    assert address(app) == {"view": "place"}
    assert [one.split(" of this link")[0] for one in notes(app)] == ["The classes", "The picture"]
