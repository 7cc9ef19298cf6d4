"""What the lesson on kernels shows: its settings, and the convolutions that they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cnn_core.kernels import KERNELS, Kernel
from ui.controls.kernel import brush
from ui.frame.edits import Change, Edit, change_convolution
from ui.frame.events import remember
from ui.frame.predict import asked_cell, hidden_cell, unanswered_cell
from ui.frame.preview import offer
from ui.frame.questions import Cell, Question, ask
from ui.frame.scenes import convolution_scene, gradient_scene, layer_scene
from ui.lessons.kernels.angles import EDGE
from ui.lessons.kernels.frequencies import (
    FREQUENCY,
    REDUCED,
    Frequencies,
    settle_frequency,
    transformed,
)
from ui.lessons.kernels.frequency_questions import FREQUENCY_QUESTIONS
from ui.lessons.kernels.gradient_questions import GRADIENT_QUESTIONS
from ui.lessons.kernels.questions import KERNEL_QUESTIONS, one_of
from ui.lessons.kernels.thumbnails import whole
from ui.lessons.kernels.words import views as say
from ui.link.convolution import (
    SLIDERS,
    chosen_kernel,
    chosen_picture,
    convolution_settings,
    settle_cell,
)
from ui.link.convolution import settled as fitted
from ui.link.history import open_view, save
from ui.link.settings import Choice, Names, Whole
from ui.link.view import View
from ui.link.vocabulary import CELL, QUESTION
from ui.models.convolution import Convolution
from ui.models.layer import Repeated, aligned, layer, repeated
from ui.pictures import Picture
from ui.views.linked_view import Scene

VIEWS = {
    "one": "One",
    "gallery": "Gallery",
    "before": "Compare",
    "repeats": "Repeat",
    "two": "Two",
    "layer": "Layer",
    "gradient": "Gradient",
    "angles": "Angles",
    "frequencies": "Frequencies",
}
VIEW = Choice("view", "one", tuple(VIEWS))
OTHER = Choice("other", "sobel-y", tuple(KERNELS))
LAYER_KERNELS = Names(
    "kernels", ["sobel-x", "sobel-y", "laplacian-4", "gaussian"], tuple(KERNELS), most=8
)
TIMES = Whole("times", 1, 1, 10)
PICTURE_VIEWS = ("gallery", "before", "repeats")  # of whole pictures, without the linked view
SEVERAL = ("two", "layer", "gradient")  # views of more than one kernel
MOVING = ("times", *SLIDERS)


@dataclass(frozen=True)
class Shown:
    """One view of the lesson."""

    view: View
    kernels: Sequence[Kernel]
    found: Convolution
    together: Sequence[Convolution]  # one for each kernel
    last: Repeated  # the kernel's last application
    asked: Cell | None = None  # that the question is about, if not the chosen one
    waves: Frequencies | None = None  # of the view "frequencies"

    @property
    def kind(self) -> str:
        """Which of `VIEWS`."""
        return self.view[VIEW]

    def ask(self, seed: int) -> Question:
        """Return a question about what is shown."""
        at = self.asked or self.view[CELL]
        if self.kind == "gradient":
            return ask(GRADIENT_QUESTIONS, self.together[0], at, seed)
        if self.kind == "frequencies":
            return ask(FREQUENCY_QUESTIONS, self.found, at, seed)
        each = [replace(self.found, kernel=one) for one in self.kernels]
        return ask(KERNEL_QUESTIONS, one_of(each, seed), at, seed)

    def scene(self, hides: Callable[[View, Callable[[int], Question]], Cell | None]) -> Scene:
        """Return what the linked view shows; `hides` tells which cell the question hides."""
        if self.kind in SEVERAL:
            make = gradient_scene if self.kind == "gradient" else layer_scene
            return make(self.view, self.together)
        times = self.last.times
        return convolution_scene(
            self.view,
            self.found,
            hidden=hides(self.view, self.ask) if times == 1 else None,
            editable=("weights",),
            times=times,
        )


def opened(page: str) -> Shown:
    """Read the settings, and settle on what can be shown."""
    view = open_view(
        page,
        [
            *convolution_settings(
                "camera", "sobel-x", padding="same", mode="replicate", cell=(165, 259)
            ),
            VIEW,
            OTHER,
            LAYER_KERNELS,
            TIMES,
            EDGE,
            FREQUENCY,
            QUESTION,
        ],
    )
    shown = settled(view, chosen_picture(view).grey())
    save(view)
    remember(page, shown.found)
    return replace(shown, asked=asked_cell(view))


def settled(view: View, picture: Picture) -> Shown:
    """Settle on what can be shown of these settings."""
    kernel = chosen_kernel(view)
    if not view[LAYER_KERNELS]:
        view.change(
            LAYER_KERNELS,
            ["sobel-x"],
            say.LAYER_HAS_AT_LEAST_ONE_KERNEL,
        )
    kind = view[VIEW]
    if kind == "frequencies":
        return _by_frequencies(view, picture, kernel)
    if kind in PICTURE_VIEWS:
        return _as_pictures(view, picture, kernel)
    kernels = {
        "two": [kernel, KERNELS[view[OTHER]].kernel()],
        "layer": [KERNELS[name].kernel() for name in view[LAYER_KERNELS]],
        "gradient": [KERNELS["sobel-x"].kernel(), KERNELS["sobel-y"].kernel()],
    }.get(kind, [kernel])
    # All kernels of a layer must have room; those of a gradient always have.
    widest = kernel if kind == "gradient" else aligned([kernel, *kernels])[0]
    found = replace(fitted(view, picture, widest), kernel=kernel)
    # A gradient keeps the picture's size and makes no edge of its border.
    base = replace(found, stride=1, dilation=1, padding=1, mode="replicate", flip=False)
    together = layer(base if kind == "gradient" else found, kernels)
    last = _applied(view, found) if kind == "one" else repeated(found, 1)
    settle_cell(view, together[0].sums if kind == "gradient" else last.sums, "map")
    return Shown(view, kernels, found, together, last)


def _applied(view: View, found: Convolution) -> Repeated:
    """Apply the kernel as often as is asked for, or as often as goes."""
    last = repeated(found, view[TIMES])
    if last.times < view[TIMES]:
        why = say.THEN_NOTHING_IS_LEFT_OR
        view.change(TIMES, last.times, f"Applied {last.times}×, not {view[TIMES]}×: {why}.")
    return last


def _as_pictures(view: View, picture: Picture, kernel: Kernel) -> Shown:
    """Settle on maps as large as the picture, so that both can lie over each other."""
    settle_cell(view, picture.pixels[0], "map")
    found = whole(picture, kernel)
    last = _applied(view, found) if view[VIEW] == "before" else repeated(found, 1)
    return Shown(view, [kernel], found, [found], last)


def _by_frequencies(view: View, picture: Picture, kernel: Kernel) -> Shown:
    """Settle on the waves of a smaller picture; the cell stays one of the picture itself."""
    settle_cell(view, picture.pixels[0], "map")
    waves = transformed(kernel, picture.reduced(*REDUCED))
    settle_frequency(view, waves.convolution.read)
    found = waves.convolution
    return Shown(view, [kernel], found, [found], repeated(found, 1), waves=waves)


def scene(shown: Shown) -> Scene:
    """Return what the linked view shows, and how it would answer sliders and edits."""
    picture = shown.found.picture  # alone: the offer outlives this run and all its maps

    def moved(view: View) -> Scene:
        return settled(view, picture).scene(unanswered_cell)

    def changed(view: View, edit: Edit) -> Change:
        return change_convolution(settled(view, picture).found, {}, edit)

    ahead = offer(shown.view, MOVING, moved, change=changed)
    return replace(shown.scene(hidden_cell), ahead=ahead, brush=brush(shown.view))
