"""A link whose network cannot be trained opens the nearest that can, and says so."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.data import digits
from cnn_core.io import save_run
from cnn_core.ops import POOLINGS
from tests.ui.visitor import visitor
from ui.lessons.train import Recipe, uploads
from ui.lessons.train.neighbours import nearest, settle_network
from ui.lessons.train.recipe import MOST_WORK, NONE
from ui.lessons.train.settings import MADE_OF, recipe_of, training_settings
from ui.link.history import open_view
from ui.link.view import View

HEAVY = {
    "kernels": "32,32,32,8",
    "kernel-size": "7",
    "conv-padding": "3",
    "pooling": "none",
    "batch": "256",
}
RECIPES = st.builds(
    Recipe,
    kernels=st.lists(st.integers(1, 32), min_size=1, max_size=4).map(tuple),
    size=st.integers(1, 7),
    stride=st.integers(1, 3),
    padding=st.integers(0, 3),
    pooling=st.sampled_from([*POOLINGS, NONE]),
    pool=st.integers(2, 4),
    batch=st.sampled_from([1, 2, 16, 100, 256]),
)


def opened() -> View:
    return open_view("train", training_settings(["run"]))


@given(RECIPES)
def test_the_nearest_network_can_be_trained_and_differs_only_where_it_must(recipe: Recipe) -> None:
    found = nearest(recipe, digits())
    assert found.fault(digits()) == ""
    assert (found == recipe) is (recipe.fault(digits()) == "")
    assert found.batch * found.describe(digits()).multiply_adds <= MOST_WORK
    assert replace(found, **{name: getattr(recipe, name) for _, name in MADE_OF}) == recipe


@pytest.mark.parametrize(
    ("recipe", "changed"),
    [
        (Recipe(kernels=(32, 32, 32, 8), size=7, padding=3, pooling=NONE, batch=256), {"batch": 8}),
        (Recipe(kernels=(8, 16, 8), size=7), {"padding": 2}),
        (Recipe(pool=4, stride=3), {"stride": 1}),
    ],
)
def test_one_setting_is_changed_where_one_is_enough(recipe: Recipe, changed: dict) -> None:
    assert nearest(recipe, digits()) == replace(recipe, **changed)


def test_a_batch_that_takes_too_long_is_named_with_the_largest_that_does_not() -> None:
    heavy = Recipe(kernels=(32, 32, 32, 8), size=7, padding=3, pooling=NONE, batch=256)
    assert "one batch of 256 takes 22,989,438,976 multiply-adds" in heavy.fault(digits())
    assert "use a batch of 8," in heavy.fault(digits())
    assert replace(heavy, batch=8).fault(digits()) == ""
    assert replace(heavy, batch=16).fault(digits()) != ""


def test_a_link_is_settled_with_a_note_of_what_was_asked_and_what_is_shown() -> None:
    with visitor(**HEAVY):
        view = opened()
        made = settle_network(view, digits())
        assert made == recipe_of(view)
        assert made.batch == 8
        (note,) = view.notes
        assert note.startswith("The link's network cannot be trained here: one batch of 256 takes")
        assert note.endswith("This run has batch 8 instead of 256.")


def test_what_a_control_asks_for_stays() -> None:
    with visitor(**HEAVY):
        view = replace(opened(), arrived=False)
        assert settle_network(view, digits()).batch == 256
        assert view.notes == []


def test_a_saved_run_longer_than_this_page_trains_stays_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = Recipe(kernels=(1,), batch=1).begin(digits())
    run.advance(4)
    file = io.BytesIO()
    save_run(run, file)
    monkeypatch.setattr(uploads, "LONGEST", 3)
    with visitor(), pytest.raises(ValueError, match=r"this run has 4 batches, and .* at most 3"):
        uploads._run(opened(), {"kernels": "1", "batch": "1"}, file.getvalue())
