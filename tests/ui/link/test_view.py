"""The address bar holds the view: read, written back, and carried on."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest

from cnn_core.kernels import KERNELS
from tests.ui.visitor import visitor
from ui.link.control_values import HELD
from ui.link.convolution import convolution_settings
from ui.link.history import BEHIND, LATE, TRAVELLING, carried, forget_notes, overrule, save
from ui.link.history import open_view as opened
from ui.link.pixel_edits import EDITS
from ui.link.settings import Names, Setting
from ui.link.view import View
from ui.link.vocabulary import CELL, KERNEL, STRIDE

SETTINGS: list[Setting[Any]] = [
    *convolution_settings("edge", "vertical-edge", cell=(1, 1)),
    Names("kernels", ["sobel-x", "gaussian"], tuple(KERNELS), most=3),
    EDITS,
]


def view_of(page: str = "window") -> View:
    """Run the top of a lesson."""
    view = opened(page, SETTINGS)
    save(view)
    return view


def test_a_link_that_says_nothing_is_the_lesson_s_first_figure() -> None:
    with visitor() as one:
        view = view_of()
        assert view.values == {setting.name: setting.default for setting in SETTINGS}
        assert (view.notes, one.address.texts) == ([], {})


def test_the_address_holds_what_differs_from_the_default_in_its_best_spelling() -> None:
    with visitor(
        stride="2", kernel="sobel-x", weights="", flip="0", padding="0", size="3.0"
    ) as one:
        view_of()
        assert one.address.texts == {"stride": "2", "kernel": "sobel-x"}


def test_what_the_lesson_does_not_know_stays_until_something_is_changed() -> None:
    # To take it out at once would be a step of history more, which Back leads to again and again.
    with visitor(stride="2", utm_source="elsewhere") as one:
        view_of()
        assert one.address.texts == {"stride": "2", "utm_source": "elsewhere"}
        assert not view_of().arrived
        one.session["window.stride"] = 3
        view_of()
        assert one.address.texts == {"stride": "3"}


def test_a_link_that_had_to_be_changed_is_changed_once() -> None:
    with visitor(stride="99") as one:
        view_of()
        assert one.address.texts == {"stride": "6"}
        one.goes_to(stride="99")  # Back
        view = view_of()
        assert (view[STRIDE], view.arrived, len(view.notes)) == (6, True, 1)
        assert one.address.texts == {"stride": "99"}, "a write would lead forward again"
        assert not view_of().arrived
        view_of("kernels")
        one.goes_to(stride="99")
        view_of()
        assert one.address.texts == {"stride": "99"}


def test_what_a_link_leaves_out_is_settled_without_a_step_of_history() -> None:
    with visitor(image="nine") as one:
        view = opened("window", SETTINGS)
        view[CELL] = (0, 0)  # the lesson's own is outside
        save(view)
        assert one.address.texts == {"image": "nine"}
        assert not opened("window", SETTINGS).arrived


def test_a_preset_of_the_page_one_is_on_is_written_without_its_marker() -> None:
    with visitor() as one:
        view_of()
        one.goes_to(**{"stride": "2", "try": "3"})
        view_of()
        assert one.address.texts == {"stride": "2"}


def test_a_preset_opened_in_a_new_tab_loses_its_marker_and_back_leads_on() -> None:
    with visitor(stride="2", **{"try": "3"}) as one:
        view_of()
        assert one.address.texts == {"stride": "2"}
        one.goes_to(**{"stride": "2", "try": "3"})  # Back
        view_of()
        assert one.address.texts == {"stride": "2", "try": "3"}


def test_what_a_link_says_in_other_words_stays_until_something_is_changed() -> None:
    # Answering the lesson's question, say, is no step of history.
    for texts in ({"stride": "2", "elsewhere": "1"}, {"stride": "99"}):
        with visitor(**texts) as one:
            view_of()
            one.goes_to(**texts)  # Back, where the link had to be changed
            view_of()
            for _ in range(2):
                assert not view_of().arrived
                assert one.address.texts == texts
            one.session["window.stride"] = 3
            save(opened("window", SETTINGS), address=False)  # dragged
            assert one.address.texts == texts
            view_of()
            assert one.address.texts == {"stride": "3"}


def test_the_widgets_show_what_the_link_said() -> None:
    with visitor(stride="2", cell="0,3") as one:
        view_of()
        assert one.session["window.stride"] == 2
        assert one.session["window.cell"] == (0, 3)
        assert one.session["window.kernel"] == "vertical-edge"


def test_a_control_that_moved_decides_and_the_address_follows() -> None:
    with visitor(stride="2") as one:
        view_of()
        one.session["window.stride"] = 3
        view = view_of()
        assert (view[STRIDE], view.arrived) == (3, False)
        assert one.address.texts == {"stride": "3"}


def test_a_link_clicked_right_after_a_control_moved_is_opened_though_one_run_tells_both() -> None:
    with visitor(dilation="2") as one:
        view_of()
        one.session["window.stride"] = 3
        one.goes_to(**{"dilation": "3", "try": "1"})
        view = view_of()
        assert (view[STRIDE], view.arrived) == (1, True)
        assert (one.session["window.stride"], one.address.texts) == (1, {"dilation": "3"})
        # What the reader then moves counts, though the browser has not heard of the address yet.
        one.goes_to(**{"dilation": "3", "try": "1"})
        one.session["window.stride"] = 2
        assert view_of()[STRIDE] == 2
        assert one.address.texts == {"stride": "2", "dilation": "3"}


def test_back_brings_the_view_before() -> None:
    with visitor(stride="2") as one:
        first = view_of()
        one.session["window.stride"] = 3
        view_of()
        one.goes_to(stride="2")
        view = view_of()
        assert (view[STRIDE], view.arrived) == (2, True)
        assert one.session["window.stride"] == 2
        assert view.arrival == first.arrival + 1


@pytest.mark.parametrize(
    ("later", "navigates", "stride"),
    [(0.0, False, 3), (0.0, True, 2), (BEHIND + 1, False, 2)],
    ids=["keys pressed fast", "Back", "a link, later"],
)
def test_an_address_sent_before_the_next_was_heard_of_is_no_way_back(
    later: float, navigates: bool, stride: int
) -> None:
    context = SimpleNamespace(is_history_navigation=False)
    with (
        mock.patch("ui.link.history.get_script_run_ctx", return_value=context),
        visitor(stride="2") as one,
    ):
        view_of()
        one.session["window.stride"] = 3
        view_of()
        one.goes_to(stride="2")  # though the slider stands at 3
        context.is_history_navigation = navigates
        now = time.monotonic() + later
        with mock.patch("ui.link.history.time.monotonic", return_value=now):
            view = view_of()
        assert (view[STRIDE], view.arrived) == (stride, stride == 2)
        assert one.address.texts == {"stride": str(stride)}


class OvertakenError(Exception):
    """Stands for the end of a run that another one overtakes."""


def test_what_an_overtaken_run_wrote_is_written_over() -> None:
    context = SimpleNamespace(is_history_navigation=False)
    with mock.patch("ui.link.history.get_script_run_ctx", return_value=context), visitor() as one:
        view_of()
        one.session["window.stride"] = 3
        view_of()
        one.session["window.stride"] = 2
        with (
            mock.patch.object(one.address, "from_dict", side_effect=OvertakenError),
            pytest.raises(OvertakenError),
        ):
            view_of()
        # The browser goes to 2 in a moment; the next key's run still comes with the address before.
        one.session["window.stride"] = 3
        with mock.patch.object(one.address, "from_dict") as write:
            assert view_of()[STRIDE] == 3
        write.assert_called_once_with({"stride": "3"})


def test_a_run_in_which_nothing_changed_changes_nothing() -> None:
    with visitor(stride="2", cell="0,1") as one:
        first = view_of()
        address = dict(one.address.texts)
        again = view_of()
        assert again.values == first.values
        assert (again.arrived, again.arrival) == (False, first.arrival)
        assert one.address.texts == address


def test_another_lesson_reads_its_own_link() -> None:
    with visitor(stride="2") as one:
        view_of("window")
        one.goes_to()
        view = view_of("kernels")
        assert (view[STRIDE], view.arrived) == (1, True)
        assert one.address.texts == {}


def test_while_a_value_is_dragged_the_address_waits() -> None:
    with visitor(stride="2") as one:
        view_of()
        for stride in (3, 4):
            one.session["window.stride"] = stride
            view = opened("window", SETTINGS)
            save(view, address=False)
            assert view[STRIDE] == stride
            assert one.address.texts == {"stride": "2"}
        view_of()
        assert one.address.texts == {"stride": "4"}


def test_a_preset_is_opened_even_when_the_last_drag_never_ended() -> None:
    with visitor() as one:
        view_of()
        one.session["window.stride"] = 3
        save(opened("window", SETTINGS), address=False)
        one.goes_to(kernel="sharpen")
        for arrived in (True, False, False):
            view = opened("window", SETTINGS)
            save(view, address=False)
            assert (view[KERNEL], view.arrived) == ("sharpen", arrived)


def test_a_value_that_does_not_work_is_replaced_and_said() -> None:
    with visitor(stride="5") as one:
        view = opened("window", SETTINGS)
        view.change(STRIDE, 2, "The map has no room for stride 5, so 2 is used instead.")
        save(view)
        assert view.notes == ["The map has no room for stride 5, so 2 is used instead."]
        assert one.address.texts == {"stride": "2"}
        assert one.session["window.stride"] == 2


def test_a_note_stays_until_something_else_is_changed() -> None:
    with visitor(stride="99") as one:
        notes = view_of().notes
        assert len(notes) == 1
        assert view_of().notes == notes  # a rerun
        one.session["window.cell"] = (3, 3)
        assert view_of().notes == notes  # pointing elsewhere
        one.session["window.padding"] = "1"
        assert view_of().notes == []


def test_a_note_goes_when_what_it_spoke_of_has_gone_though_the_link_is_the_same() -> None:
    with visitor(stride="99"):
        assert view_of().notes
        assert view_of().notes
        forget_notes()
        assert view_of().notes == []


def test_a_note_does_not_stay_when_another_link_is_opened() -> None:
    with visitor(cell="x") as one:
        assert len(view_of().notes) == 1
        one.goes_to(cell="0,0")
        assert view_of().notes == []


# ---- what travels


def test_what_the_reader_chose_travels_and_what_they_did_not_does_not() -> None:
    with visitor(stride="2", cell="3,3", edits="0,0,7") as one:
        view_of()
        assert carried() == {"stride": "2"}
        one.session["window.image"] = "camera"
        one.session["window.cell"] = (0, 0)
        view_of()
        assert carried() == {"stride": "2", "image": "camera"}
        assert set(carried()) < set(TRAVELLING)


def test_a_link_says_everything_so_what_it_leaves_out_is_not_carried_on() -> None:
    with visitor(stride="2", kernel="sharpen") as one:
        view_of()
        one.goes_to(kernel="emboss")
        view_of()
        assert carried() == {"kernel": "emboss"}


def test_the_menu_s_link_opens_the_same_settings_in_the_next_lesson() -> None:
    with visitor(stride="2", kernel="custom", weights="1,0,-1", image="camera") as one:
        here = view_of("window")
        one.goes_to(**carried())
        there = view_of("kernels")
        assert there.notes == []
        for name in ("stride", "kernel", "weights", "image"):
            assert there.values[name] == here.values[name]


def test_what_one_visitor_chose_is_not_carried_by_another() -> None:
    with visitor(kernel="sharpen"):
        view_of()
        with visitor():
            view_of()
            assert carried() == {}
        assert carried() == {"kernel": "sharpen"}


def test_what_a_browser_says_that_has_not_heard_of_back_is_not_the_reader_s_choice() -> None:
    with visitor(stride="2") as one:
        view_of()
        one.session["window.stride"] = 3
        view_of()
        one.goes_to(stride="2")
        assert view_of().arrived
        one.session["window.stride"] = 3  # the slider of a moment ago
        assert view_of()[STRIDE] == 2
        assert (one.session["window.stride"], one.address.texts) == (2, {"stride": "2"})
        with mock.patch("ui.link.history.time.monotonic", return_value=time.monotonic() + LATE + 1):
            one.session["window.stride"] = 3
            assert view_of()[STRIDE] == 3


def test_what_came_with_a_fragment_before_the_browser_heard_of_a_link_is_forgotten() -> None:
    with visitor(stride="2", dilation="2") as one:
        view_of()
        one.goes_to(stride="3")
        view = view_of()
        one.session |= {"window.stride": 2, "window.dilation": 2}  # a tick, sent too early
        overrule(view)
        with mock.patch("ui.link.history.time.monotonic", return_value=time.monotonic() + LATE + 1):
            assert view_of()[STRIDE] == 3
        assert one.address.texts == {"stride": "3"}
        one.session["window.stride"] = 4
        overrule(view)
        assert view_of()[STRIDE] == 4  # what the reader chooses stays


def test_another_value_right_after_back_is_the_reader_s_choice() -> None:
    with visitor(stride="2") as one:
        view_of()
        one.session["window.stride"] = 3
        view_of()
        one.goes_to(stride="2")
        view_of()
        one.session["window.stride"] = 4
        assert view_of()[STRIDE] == 4


class Told(dict[str, object]):
    """A session that remembers what was written into it."""

    def __setitem__(self, key: str, value: object) -> None:
        super().__setitem__(key, value)
        self.__dict__.setdefault("written", []).append(key)


@pytest.mark.parametrize(("later", "written"), [(0.0, False), (HELD + 1, True)])
def test_a_slider_that_is_being_moved_is_not_written_to(later: float, written: bool) -> None:
    # What a run writes is sent, and would take back the keys pressed since it began.
    with visitor() as one:
        view_of()
        session = Told(one.session)
        with mock.patch("streamlit.session_state", session):
            session["window.stride"] = 3
            view_of()
            session.__dict__["written"] = []
            now = time.monotonic() + later
            with mock.patch("ui.link.history.time.monotonic", return_value=now):
                view_of()
            assert ("window.stride" in session.__dict__["written"]) is written


def test_a_value_that_had_to_be_changed_is_written_even_then() -> None:
    with visitor() as one:
        view_of()
        one.session["window.stride"] = 3
        view = opened("window", SETTINGS)
        view.change(STRIDE, 1, "Stride 3 is too large.")
        save(view)
        assert one.session["window.stride"] == 1


@pytest.mark.parametrize(("name", "late"), [("stride", "Convolution 2"), ("kernel", None)])
def test_a_late_click_on_a_control_that_has_other_options_by_now_counts_for_nothing(
    name: str, late: object
) -> None:
    with visitor(stride="2", kernel="sobel-x") as one:
        view_of()
        one.session[f"window.{name}"] = late
        view = view_of()
        assert (view[STRIDE], view[KERNEL]) == (2, "sobel-x")
        assert one.session[f"window.{name}"] == view.values[name]  # the control shows it again
