"""What each view of the lesson on sharing means, in words, tables and bars with their numbers."""

from __future__ import annotations

import html
import math

import streamlit as st

from cnn_core.analysis import BATCHES, ShiftResult
from ui.frame.lesson_page import Preset
from ui.lessons.sharing.model import Counts, Layer, WindowColumns
from ui.text.arithmetic import with_result
from ui.text.numbers import share

HEAD = (
    "A pattern is small and can be anywhere. So each output of a convolution reads only its "
    "window (*sparse*), and all outputs use the same kernel (*shared*). A *dense* layer has a "
    "weight for every pixel and every output."
)
FIRST_STEPS = {
    "matrix": "Move “Different weights” to the left, and see what a dense layer needs.",
    "columns": "Point at a window, at a column or at a number of the maps.",
    "moves": "Drag the image, and see which of the two maps shifts with it.",
    "unseen": "Change how far the training digits are shifted, and train both again.",
    "counts": "Change the number of rows and columns, and see which of the numbers grow.",
}
MOVED = {"view": "moves", "image": "digit-7", "down": "-3", "right": "3"}
PRESETS = (
    Preset(
        "a convolution",
        {},
        "Each row of the matrix makes one output, with the same 9 weights. Move “Different "
        "weights” "
        "to see what a dense layer needs.",
    ),
    Preset(
        "a dense layer",
        {"sparse": "0", "shared": "0"},
        "Without sparse and shared, 36 pixels and 16 outputs need 36 · 16 = 576 weights. All of "
        "them must be learned.",
    ),
    Preset(
        "the map shifts, too",
        MOVED,
        "The 7 is shifted, and the map of the convolution shifts with it. The dense layer gives "
        "something else.",
    ),
    Preset(
        "shifts never trained on",
        {"view": "unseen"},
        "Both networks learn from the same digits. Only the convolution still reads digits that "
        "are shifted further.",
    ),
    Preset(
        "count the weights",
        {"view": "counts"},
        "Ten 3×3 kernels need 280 parameters. A dense layer to the same 30×30×10 outputs needs "
        "27,648,000 weights.",
    ),
    Preset(
        "dense on a photograph",
        {"view": "counts", "high": "1080", "wide": "1920"},
        "100 neurons on one colour photograph need 622,080,000 weights. They fill 2.5 GB of "
        "memory.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** a photograph of 1080×1920 pixels in colour, 100 neurons, each connected to "
    "everything: how many weights? (622,080,000, about 2.5 GB in float32, for one small "
    "layer.)\n\n**Usual mistakes:** sparse and shared are taken for the same thing (switch them "
    "one by one and read the table). The channels are forgotten. The biases are forgotten, or "
    "counted once for each position. A map that shifts with the image is taken for a map that "
    "stays. Staying the same is called *invariance*: pooling and the end of a network bring it, "
    "and only in part.\n\n**Then:** let them find a stride with which the map no longer follows, "
    "and say why. When would different weights at every position be right? (Faces that are always "
    "centred.)"
)


def choices_table(layer: Layer) -> str:
    """Write how many free weights each of the four choices has, the chosen one in bold."""

    def cell(*, sparse: bool, shared: bool) -> str:
        count = f"{layer.of(sparse=sparse, shared=shared).count:,}"
        here = (sparse, shared) == (layer.sparse, layer.shared)
        return f":violet[**{count}**]" if here else count

    lines = ["| different weights | not shared | shared |", "|---|---|---|"]
    for sparse, name in ((False, "every pixel connected"), (True, "only the window connected")):
        cells = [cell(sparse=sparse, shared=shared) for shared in (False, True)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def column_words(shown: WindowColumns) -> str:
    """Say what the matrices are, why it is done, and what it costs."""
    taps, cells = shown.columns.shape
    kernels = len(shown.kernels)
    pixels = shown.found.picture.pixels.size
    copies = taps * cells
    transposed = " The second kernel is the first one, mirrored along its diagonal."
    return (
        f"({kernels}×{taps}) · ({taps}×{cells}) = {kernels}×{cells}: one **matrix product** makes "
        f"{'both maps' if kernels == 2 else 'the map'}.{transposed if kernels == 2 else ''} "
        "Computers multiply matrices very fast, so many libraries compute a convolution like "
        "this. Its name is *im2col*, “image to columns”. The price is memory: "
        f"{pixels:,} pixels become {copies:,} numbers."
    )


def layer_words(layer: Layer) -> str:
    """Say what the two switches make of the layer."""
    places = layer.connections.numbers.size
    zeros = int((layer.connections.numbers < 0).sum())
    part = share(zeros, places)
    count = layer.connections.count
    if layer.sparse and layer.shared:
        weights = f"The same {count} weights stand" if count > 1 else "The same weight stands"
        fewest = (layer.connections.numbers >= 0).sum(axis=1).min()
        border = " Rows have fewer where the window reaches into the padding."
        return (
            f"**A convolution.** An output reads only its window, so {zeros:,} of {places:,} "
            f"places are empty ({part}). {weights} in every row, shifted."
            f"{border if fewest < count else ''}"
        )
    if layer.sparse:
        return (
            f"**Windows only.** An output reads only its window, so {zeros:,} places are empty "
            f"({part}). Each of the other {count:,} has a weight of its own. So an edge that is "
            "learned at the left is still unknown at the right."
        )
    if layer.shared:
        return (
            "**Repeated, but every pixel is connected.** One weight fills each slanted line of the "
            "matrix, and no place is empty. It is a kernel that is larger than the image."
        )
    return (
        f"**A dense layer.** Each of the {places:,} places has a weight of its own, random here. "
        "So the layer must learn every pattern again for every position."
    )


def move_words(layer: Layer) -> str:
    """Say what dragging shows."""
    count = layer.of(sparse=False, shared=False).count
    return (
        "The convolution uses the same kernel everywhere, so its map shifts with the image: it "
        "is "
        "*equivariant* to shifts. With stride s this holds for shifts by multiples of s. At the "
        "border it holds as long as no pixel comes or goes. The dense layer has "
        f"{count:,} random weight{'s' * (count != 1)}, so every shift gives something else."
    )


def shifted_by(pixels: int) -> str:
    """Write a shift with its direction.

    >>> shifted_by(-1), shifted_by(3), shifted_by(0)
    ('1 left', '3 right', 'not shifted')
    """
    if not pixels:
        return "not shifted"
    return f"{abs(pixels)} {'right' if pixels > 0 else 'left'}"


def _percent(accuracy: float) -> str:
    return f"{100 * accuracy:.0f} %"


def shift_table(result: ShiftResult) -> str:
    """Write how both networks do now, as a Markdown table."""
    lines = [
        "| network | training digits | new digits, same shifts | new digits, other shifts |",
        "|---|---|---|---|",
    ]
    for name, curve in result.curves.items():
        shares = (
            curve.training,
            result.accuracy(name, seen=True),
            result.accuracy(name, seen=False),
        )
        cells = [_percent(float(one[-1])) if len(one) else "" for one in shares]
        cells[2] = cells[2] and f"**{cells[2]}**"  # empty until it is measured
        lines.append(f"| {name}, {curve.parameters:,} weights | {' | '.join(cells)} |")
    return "\n".join(lines)


NEAR = 0.05  # two accuracies that differ by less are said to be about equal


def shift_words(result: ShiftResult) -> str:
    """Say what follows from both trainings, once they are over."""
    if len(result.batches) == 0 or result.batches[-1] < BATCHES:
        return "The curves grow while both networks train. Watch the shifts outside the band."
    (dense, dense_far), (kernel, kernel_far) = (
        [float(result.accuracy(name, seen=seen)[-1]) for seen in (True, False)]
        for name in ("dense", "convolution")
    )
    times = result.curves["dense"].parameters / result.curves["convolution"].parameters
    if abs(dense - kernel) < NEAR:
        same = "At the shifts of the training both read new digits about equally well."
    else:
        better = "dense network" if dense > kernel else "convolution"
        same = f"At the shifts of the training the {better} reads new digits better."
    alone = (
        "But the number of weights alone is not the reason: at the shifts of the training it does "
        "as well. "
        if dense > kernel - NEAR
        else ""
    )
    words = [
        f"{same} At other shifts the dense network falls to **{_percent(dense_far)}**, and the "
        f"convolution to **{_percent(kernel_far)}**. A weight of a dense layer belongs to one "
        "pixel. What it learned there is of no use one pixel further. A kernel reads every "
        "position, and the largest value of its map stays when the digit is shifted. At 4 and 5 "
        "pixels some digits are cut off at the edge, so both curves fall there.",
        "Dense layers are often called *more prone to overfitting*. This is right so far: the "
        f"dense network has {times:.0f} times as many weights. It learned where its digits were, "
        f"and not what they look like. {alone}What helps is a shared kernel, which fits images.",
    ]
    return "\n\n".join(words)


def count_rows(counts: Counts) -> list[tuple[str, int, str, str]]:
    """Return each way to connect the layer: name, weights, arithmetic, kind of colour."""
    filters, rows, columns = counts.layer.outputs
    layer = counts.layer
    volume = f"{rows}×{columns}×{filters}"
    return [
        (f"dense to {counts.neurons:,} neurons", counts.to_neurons, counts.neurons_work, "dense"),
        (f"dense to {volume}", layer.dense.value, with_result(layer.dense), "dense"),
        (f"windows to {volume}, not shared", layer.local.value, with_result(layer.local), "local"),
        (
            f"{filters:,} kernels to {volume}",
            layer.shared.value,
            with_result(layer.shared),
            "shared",
        ),
        ("the same with biases", layer.with_bias.value, with_result(layer.with_bias), "shared"),
    ]


def count_table(counts: Counts) -> str:
    """Write the counts as a Markdown table with their arithmetic."""
    lines = ["| a layer from this input | weights |", "|---|---|"]
    lines += [f"| {name} | {work} |" for name, _, work, _ in count_rows(counts)]
    return "\n".join(lines)


def count_words(counts: Counts) -> str:
    """Say how the counts compare."""
    layer = counts.layer
    dense, shared = layer.dense.value, layer.shared.value
    # A kernel that has one place shares nothing; padding can even leave it weights too many.
    if dense > shared:
        times = f"{dense / shared:,.1f}".removesuffix(".0")
        compared = f"The dense layer has **{times} times** as many weights as these kernels"
    elif dense == shared:
        compared = "The dense layer has **as many** weights as these kernels"
    else:
        compared = "The dense layer has **fewer** weights than these kernels"
    return (
        f"{compared}, which have {shared:,}, or {layer.with_bias.value:,} with a bias for each "
        "kernel. The number of weights in the kernels does not depend on the size of the image."
    )


def count_bars(counts: Counts) -> str:
    """Draw the counts as bars, as HTML: each ten times as many weights are one step longer."""
    rows = count_rows(counts)
    longest = max(math.log10(value) for _, value, _, _ in rows) or 1
    bars = []
    for name, value, _, kind in rows:
        width = max(1.0, 100 * math.log10(value) / longest)
        bars.append(
            f"<div><span>{html.escape(name)}: <b>{value:,}</b></span>"
            f'<i class="{kind}" style="width:{width:.1f}%"></i></div>'
        )
    return f'<div class="counts">{"".join(bars)}</div>'


def count_chart(counts: Counts) -> None:
    """Show the counts as bars and say how to read their length."""
    st.html(count_bars(counts))
    st.caption(
        "The bars have a log scale: each further step of the same length means ten times as many "
        "weights."
    )
