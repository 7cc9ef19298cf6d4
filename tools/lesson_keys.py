"""A key for each lesson: the slider or number field that tests and benchmarks press it on."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Locator, Page


class LessonKey(NamedTuple):
    """A control of a lesson, and what the address says one step further on."""

    link: str
    key: str  # of the control
    said: str

    def field(self, page: Page) -> Locator:
        """Return the control on its page."""
        return page.locator(f".st-key-{self.key} input").first


LESSON_KEYS = {
    "pixels": LessonKey("/pixels", "pixels-light", "light=1"),
    "window": LessonKey("/window?image=digit-7&padding=1", "window-stride", "stride=2"),
    "kernels": LessonKey("/kernels?kernel=gabor", "kernels-angle", "angle=1"),
    "padding": LessonKey("/padding", "padding-stride", "stride=2"),
    "channels": LessonKey("/channels?view=counts", "channels-k", "k=4"),
    "activation": LessonKey("/activation", "activation-bias", "bias=1"),
    "pooling": LessonKey("/pooling?image=digit-7", "pooling-window", "window=3"),
    "one-dimension": LessonKey("/one-dimension?view=curves", "one-dimension-fwidth", "fwidth=5"),
    "stacking": LessonKey("/stacking?view=linear", "stacking-layers", "then="),
    "corners": LessonKey(
        "/stacking?view=corners&image=shapes&cell=3,3", "stacking-threshold", "threshold="
    ),
    "receptive-field": LessonKey(
        "/receptive-field?view=ways", "receptive-field-filters", "filters=11"
    ),
    "sharing": LessonKey("/sharing?view=moves", "sharing-right", "right=1"),
    "architectures": LessonKey("/architectures", "architectures-layer-1-filters", "net=c65"),
    "inside": LessonKey("/inside", "inside-example", "example=1"),
    "features": LessonKey("/features", "features-example", "example=2"),
    "train": LessonKey("/train?steps=0&kernels=2", "train-rate", "rate=0.01"),
}


def keys_of(field: Locator) -> tuple[str, str]:
    """Return the keys that lead one step up and down."""
    if field.get_attribute("type") == "range":
        return "ArrowRight", "ArrowLeft"
    return "ArrowUp", "ArrowDown"
