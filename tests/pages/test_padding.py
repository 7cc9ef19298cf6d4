"""The lesson on padding: every link gives a view, without an error, with the numbers it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "app.py")


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=30).run()
    app.switch_page("pages/padding.py")
    for name, text in query.items():
        app.query_params[name] = text
    return app.run()


def text(app: AppTest) -> str:
    return "\n".join(one.value for one in (*app.markdown, *app.caption))


def test_it_opens_on_28_to_26() -> None:
    app = opened()
    assert not app.exception
    assert ":green[**26**]" in text(app)
    assert "2 rows and 2 columns fewer" in text(app)
    assert "32×32×3 image and ten 3×3×3 kernels give 30×30×10" in text(app)


@pytest.mark.parametrize(
    ("shown", "mode", "padding"),
    [
        ("map", "zeros", "full"),
        ("readers", "constant", "3"),
        ("readers", "reflect", "2"),
        ("readers", "circular", "same"),
        ("layers", "reflect", "3"),
        ("layers", "replicate", "same"),
        ("same", "zeros", "0"),
    ],
)
def test_views_have_any_border(shown: str, mode: str, padding: str) -> None:
    app = opened(view=shown, mode=mode, padding=padding, image="nine", layers="3")
    assert not app.exception
    assert not app.error


def test_same_returns_once_the_stride_is_1_again() -> None:
    app = opened(padding="same")
    app.slider(key="padding.stride").set_value(2).run()
    assert app.selectbox(key="padding.padding").value == "1"
    assert "“Same” is only for stride 1" in app.info[0].value
    app.slider(key="padding.dilation").set_value(2).run()
    assert app.selectbox(key="padding.padding").value == "2"  # as "same" is with this kernel
    app.slider(key="padding.stride").set_value(1).run()
    assert app.selectbox(key="padding.padding").value == "same"
    assert not app.info


def test_padding_chosen_at_stride_2_stays_when_the_stride_is_1_again() -> None:
    app = opened(padding="same")
    app.slider(key="padding.stride").set_value(2).run()
    app.selectbox(key="padding.padding").set_value("3").run()
    app.slider(key="padding.stride").set_value(1).run()
    assert app.selectbox(key="padding.padding").value == "3"


def test_what_another_choice_has_no_use_for_returns_with_the_choice_that_has() -> None:
    app = opened(mode="constant", padding="1", fill="50", kernel="gaussian", size="7")
    for mode, kernel, size in (("zeros", "emboss", 3), ("constant", "gaussian", 7)):
        app.selectbox(key="padding.mode").set_value(mode)
        app.selectbox(key="padding.kernel").set_value(kernel)
        app.run()
        assert app.session_state["padding.size"] == size
    assert app.slider(key="padding.fill").value == 50


def test_a_grey_border_has_its_grey() -> None:
    app = opened(mode="constant", padding="1", fill="50")
    assert app.slider(key="padding.fill").value == 50


def test_the_layers_are_counted_down_to_nothing() -> None:
    app = opened(view="layers", image="ring", layers="33")
    assert "**nothing is left**: 32 layers fit" in text(app)
    app.slider(key="padding.layers").set_value(32).run()
    assert ":green[**1×1**] is left" in text(app)


def test_the_last_row_and_column_of_28_are_not_read_at_stride_2() -> None:
    app = opened(view="readers", stride="2")
    assert ":green[**13**]" in text(app)
    assert "The last column and the last row are never read: 55 of 784 pixels." in text(app)


def test_two_frameworks_stand_side_by_side() -> None:
    shown = text(opened(view="same", stride="2", padding="1"))
    assert "**TensorFlow, Keras** · map :green[**14×14**]" in shown
    assert "Rows and columns: :red[**0**] before, :red[**1**] after" in shown
    assert "**PyTorch does not allow** “same” with stride 2" in shown


def test_a_note_for_instructors_is_folded_away() -> None:
    notes = [one for one in opened().expander if one.label == "For instructors"]
    assert len(notes) == 1
    assert not notes[0].proto.expanded


def test_another_question_is_another() -> None:
    app = opened()
    first = text(app)
    app.button(key="padding.another").click().run()
    assert not app.exception
    assert text(app) != first
