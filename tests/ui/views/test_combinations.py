"""Every combination of settings has its scene, or a sentence on why there is none."""

from __future__ import annotations

import numpy as np

from cnn_core.ops import conv2d
from tests.pages.lessons import figure
from ui.session.keys import SHOWN
from ui.views.combinations import combinations
from ui.views.pack import pack, unpacked


def test_what_raises_is_no_scene_and_its_message_is_the_reason_without_a_remedy() -> None:
    def make(stride: str, padding: str) -> bytes:
        if stride == "2" and padding == "same":
            raise ValueError("that does not go: use padding 1")
        return pack({}, maps=np.zeros((1, int(stride), 3)))

    found = combinations({"stride": ["1", "2"], "padding": ["0", "same"]}, ("1", "0"), make)
    assert set(found.scenes) == {("1", "0"), ("1", "same"), ("2", "0")}
    assert found.reasons == {("2", "same"): "That does not go."}
    assert found.size(("2", "0")) == (2, 3)


def test_a_lesson_s_scenes_are_what_the_core_computes() -> None:
    for lesson, query in (("window", {}), ("padding", {"view": "readers", "mode": "reflect"})):
        views = figure(lesson, **query).session_state[SHOWN]
        (view,) = [one for one in views.values() if one.combinations]
        found = view.combinations()
        assert len(found.scenes) + len(found.reasons) == 6 * 13 * 4
        assert unpacked(found.scenes[found.shown])[1]["maps"].any()
        for chosen in list(found.scenes)[::17]:
            meta, arrays = unpacked(found.scenes[chosen])
            stride, padding, dilation = chosen
            expected = conv2d(
                arrays["image"].astype(float),
                arrays["weights"].astype(float),
                stride=int(stride),
                padding=int(padding) if padding.isdigit() else padding,
                dilation=int(dilation),
                padding_mode=meta["mode"],
            )
            np.testing.assert_array_equal(arrays["maps"], expected)
            assert str(expected.shape[2]) in meta["outputTitles"][0]
