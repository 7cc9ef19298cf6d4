"""The lessons in their order: what the menu, the first page and each lesson's head say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Lesson:
    """One lesson: where it stands, its question, and what one finds there."""

    number: int
    path: str  # in the address: /window
    title: str  # in the menu
    question: str
    words: str  # on the first page
    # What a link that brings a picture or kernel says besides: the first figure's own, left out.
    unadorned: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def file(self) -> str:
        """The lesson's page, from the project's root."""
        return f"pages/{self.path.replace('-', '_')}.py"


SECTIONS: Mapping[str, tuple[Lesson, ...]] = {
    "See one layer": (
        Lesson(
            1,
            "pixels",
            "Pixels",
            "What does a network see?",
            "An image is a grid of numbers, or three grids if it has colour.",
        ),
        Lesson(
            2,
            "window",
            "Sliding window",
            "How is one number made?",
            "Multiply, add and slide, with every number on screen.",
        ),
        Lesson(
            3,
            "kernels",
            "Kernels",
            "What does a kernel see?",
            "Find edges and blur, on photographs or on your own picture.",
        ),
        Lesson(
            4,
            "padding",
            "Padding and stride",
            "How large is the output?",
            "The size formula, and what happens at the border.",
        ),
        Lesson(
            5,
            "channels",
            "Channels",
            "What about colour, and many kernels?",
            "Each kernel reads all channels and makes one map.",
            {"bias": ""},
        ),
        Lesson(
            6,
            "activation",
            "Activation",
            "Why not stay linear?",
            "Why a function such as ReLU stands between the layers.",
        ),
        Lesson(
            7,
            "pooling",
            "Pooling",
            "What does pooling do?",
            "Make maps smaller: keep the largest number or the average.",
        ),
    ),
    "See why it works": (
        Lesson(
            8,
            "one-dimension",
            "One dimension",
            "Where does the word convolution come from?",
            "Turn, slide, multiply and add: two lists, two curves, or a row of pixels.",
        ),
        Lesson(
            9,
            "stacking",
            "Stacking",
            "Why layers at all?",
            "Edges make corners, and corners make squares, each layer from the one before.",
        ),
        Lesson(
            10,
            "receptive-field",
            "Receptive field",
            "Which pixels can change one cell?",
            "Follow any cell of any layer back to the image.",
        ),
        Lesson(
            11,
            "sharing",
            "Sharing weights",
            "Why not connect everything?",
            "A layer as a matrix: mostly zeros, and the same weights in every row.",
        ),
        Lesson(
            12,
            "architectures",
            "Architectures",
            "How large is a whole network?",
            "Sizes, parameters and multiply-adds of known networks, or your own.",
        ),
    ),
    "Train it, look inside": (
        Lesson(
            13,
            "train",
            "Train",
            "How does a network learn its kernels?",
            "Train a small network, step through it and look inside.",
        ),
        Lesson(
            14,
            "inside",
            "Inside",
            "What does a network see in my picture?",
            "Open every map, cell and score of a trained network, down to the products.",
        ),
        Lesson(
            15,
            "features",
            "Features",
            "What does it look for?",
            "Find what excites a unit, what a score depends on, and what fools a network.",
        ),
        Lesson(
            16,
            "break-it",
            "Break it",
            "What does it depend on?",
            "Change the images or the weights, guess the accuracy, and see what it costs.",
        ),
        Lesson(
            17,
            "reuse",
            "Reuse",
            "Must it learn from nothing?",
            "A new last layer learns your own classes from a few images of each.",
        ),
    ),
}
SHORT_WAY = ("pixels", "window", "kernels", "pooling", "train")  # in half an hour
LESSONS = {lesson.path: lesson for lessons in SECTIONS.values() for lesson in lessons}


def section_of(path: str) -> str:
    """Return the section of the lesson with this path."""
    return next(name for name, lessons in SECTIONS.items() if LESSONS[path] in lessons)


def after(path: str) -> Lesson | None:
    """Return the lesson that follows this one, if any."""
    order = list(LESSONS)
    here = order.index(path) + 1
    return LESSONS[order[here]] if here < len(order) else None
