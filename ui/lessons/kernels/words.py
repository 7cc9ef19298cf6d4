"""The lesson on kernels in words: what is said above each of its views, of what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from cnn_core.kernels import Kernel

OPENING = (
    "A kernel is a small picture of what it looks for; each answer says how alike window and "
    "kernel are."
)


def kernels_words(view: str, kernels: Sequence[Kernel]) -> str:
    """Return at most 60 words on the kernels of a view: "one", "two", "layer", ..."""
    names = [f"**{kernel.title}**" for kernel in kernels]
    if view == "frequencies":
        return (
            "A picture is a sum of *waves*: stripes of every direction and width. Sliding a kernel "
            "multiplies each wave by one number, its *response* |H|. So |H| shows what a kernel "
            "keeps."
        )
    if view == "gradient":
        return (
            "**Sobel x** answers how fast the picture gets brighter to the right, **Sobel y** how "
            "fast downwards. The two are the legs of a right triangle: its long side is the "
            "*magnitude*, how steep it is here, and its angle the *direction* in which it gets "
            "brighter."
        )
    if view == "layer":
        count = f"{len(kernels)} kernels, {len(kernels)} maps" if len(kernels) > 1 else "1 map"
        return (
            f"{OPENING} Several kernels over one picture are a convolutional *layer*: each makes "
            f"a map of its own, here {count}."
        )
    if view == "two":
        return f"{names[0]}: {kernels[0].sees} **Beside it, {kernels[1].title}**: {kernels[1].sees}"
    (kernel,) = kernels
    total = f"Its weights sum to {float(kernel.sum):.3g}".replace("-", "−")
    more = "" if total in kernel.sees else f" {total}."
    return f"{OPENING} {names[0]}: {kernel.sees}{more}"
