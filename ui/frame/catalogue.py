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
            "Numbers: a grid of them, or three for a colour picture.",
        ),
        Lesson(
            2,
            "window",
            "Sliding window",
            "How is one number made?",
            "Multiply, add, slide: by hand, with every number on screen.",
        ),
        Lesson(
            3,
            "kernels",
            "Kernels",
            "What does a kernel see?",
            "Edges, blurs and your own weights, on photographs or your own picture.",
        ),
        Lesson(
            4,
            "padding",
            "Padding and stride",
            "How large is the answer?",
            "The size formula, the border, who reads a pixel, layer on layer.",
        ),
        Lesson(
            5,
            "channels",
            "Channels",
            "What about colour, and many kernels?",
            "Kernels as deep as their input, one map each; edges made corners.",
            {"bias": ""},
        ),
        Lesson(
            6,
            "activation",
            "Activation",
            "Why not stay linear?",
            "ReLU and its kin: value, slope, and what depth leaves of a gradient.",
        ),
        Lesson(
            7,
            "pooling",
            "Pooling",
            "How does it shrink and forgive?",
            "Windows that answer with one number; who wins, who is skipped, what a move changes.",
        ),
    ),
    "See why it works": (
        Lesson(
            8,
            "one-dimension",
            "One dimension",
            "Where does the word come from?",
            "Flip, shift, multiply, add: two curves, or a row of your picture.",
        ),
        Lesson(
            9,
            "stacking",
            "Stacking",
            "Why layers at all?",
            "Three kernels are one, until a ReLU stands between; edges, corners, squares.",
        ),
        Lesson(
            10,
            "receptive-field",
            "Receptive field",
            "How far does one cell see?",
            "Any cell of any layer, projected back onto the picture; theory beside measurement.",
        ),
        Lesson(
            11,
            "sharing",
            "Sharing weights",
            "Why not connect everything?",
            "A layer as its matrix: zeros, repeats, and millions of weights that nobody needs.",
        ),
        Lesson(
            12,
            "architectures",
            "Architectures",
            "What does a whole network cost?",
            "Shapes, parameters, multiply-adds: LeNet, AlexNet, VGG, or a network of your own.",
        ),
    ),
    "Train it, look inside": (
        Lesson(
            13,
            "train",
            "Train",
            "How does it learn the kernels?",
            "A small network trained before your eyes: run it, step through it, break it.",
        ),
    ),
}
LESSONS = {lesson.path: lesson for lessons in SECTIONS.values() for lesson in lessons}


def section_of(path: str) -> str:
    """Return the section of the lesson with this path."""
    return next(name for name, lessons in SECTIONS.items() if LESSONS[path] in lessons)


def after(path: str) -> Lesson | None:
    """Return the lesson that follows this one, if any."""
    order = list(LESSONS)
    here = order.index(path) + 1
    return LESSONS[order[here]] if here < len(order) else None
