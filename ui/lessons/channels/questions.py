"""Questions of the lesson on channels: how deep, how many maps, how many weights, which value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.kernels import conv_parameters
from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, count_question, number_question
from ui.frame.readings import place
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import Counted
from ui.text.numbers import added, decimal, result


@dataclass(frozen=True)
class Asked:
    """The layer on screen, and which of its maps is chosen (0 is the first)."""

    deep: Deep
    map: int


Maker = Callable[[Asked, Cell, np.random.Generator], Question | None]


def kernels_of(filters: int) -> str:
    """Write how many kernels there are."""
    return "1 kernel" if filters == 1 else f"{filters} kernels"


def value(shown: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the value of the chosen cell from the sums of its planes; None where it is one."""
    deep, f = shown.deep, shown.map
    kernel, window = deep.sliding[f], deep.window(f, *cell)
    parts = [Fraction(int(p.sum()), kernel.divisor) for p in window.products]
    bias, answer = kernel.exact_bias, deep.value(f, *cell)
    if len(parts) == 1 and not bias:
        return None
    names = [deep.names[k] for k in window.channels]
    told = ", ".join(f"{n}: {decimal(p)}" for n, p in zip(names, parts, strict=True))
    slips: list[Slip] = [
        (answer - bias, f"That forgets the bias of {decimal(bias)}."),
        (answer + (len(parts) - 1) * bias, "The bias is added once, not once for each channel."),
        (max(parts), "The channels are added up. The largest alone does not decide."),
        (sum(map(abs, parts), bias), "That adds the sizes: signs count."),
        (answer / len(parts), "The channels are added up, not averaged."),
        (answer - 2 * bias, "The bias is added, not taken off."),
    ]
    have = f"its bias is {decimal(bias)}" if bias else "it has no bias"
    what = (
        f"The products of each channel add up to {told}"
        if len(parts) > 1
        else f"The products add up to {told.removeprefix(names[0] + ': ')}"
    )
    text = f"Kernel {f} at {place(cell)}: {what[0].lower()}{what[1:]}; {have}. What is the cell?"
    terms = [decimal(one) for one in parts] + [decimal(bias)] * bool(bias)
    why = f"All channels and the bias make one number: {added(terms)} {result(answer)}."
    return number_question("value", text, answer, slips, why, rng, hidden=cell)


def depth(shown: Asked, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how deep a kernel is."""
    deep = shown.deep
    channels, filters = len(deep.planes), len(deep.kernels)
    rows, columns = deep.shape
    answer = channels // deep.groups
    slips = [
        (1, "A flat kernel would read one channel. This one reads several."),
        (channels, f"In {deep.groups} groups no kernel reads all {channels} channels."),
        (filters, "That is how many kernels there are: it makes the number of maps."),
        (rows, "That is how high the kernel is."),
        (channels * filters, "Each kernel is as deep as its input, however many there are."),
    ]
    what = "channels" if channels > 1 else "channel"
    how = f" in {deep.groups} groups" if deep.groups > 1 else ""
    read = "reads" if filters == 1 else "read"
    each = "it" if filters == 1 else "each kernel"
    text = (
        f"{kernels_of(filters)} of {rows}×{columns} {read} {channels} {what}{how}. "
        f"How many slices of weights does {each} have?"
    )
    written = f"{channels} / {deep.groups} = {answer}" if deep.groups > 1 else str(answer)
    why = (
        f"One slice for each channel that it reads: {written}. So it is {rows}×{columns}×{answer}."
    )
    return count_question("depth", text, answer, _unlike(slips, answer), why, rng)


def maps(shown: Asked, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many maps a number of kernels make of these planes."""
    channels = len(shown.deep.planes)
    filters = int(rng.choice([one for one in (4, 6, 8, 10, 16) if one != channels]))
    flat = bool(channels > 1 and rng.integers(2))
    answer = filters * channels if flat else filters
    rows, columns = shown.deep.shape
    kind = f"{rows}×{columns}" if flat else f"{rows}×{columns}×{channels}"
    planes = f"{channels} channels" if channels > 1 else "1 channel"
    text = (
        f"{filters} flat kernels of {kind} are laid on each of {planes} by itself. "
        "How many maps come out?"
        if flat
        else f"{kernels_of(filters)} of {kind} read {planes}. How many maps come out?"
    )
    slips = [
        (
            filters * channels,
            "A deep kernel adds its channels up to one map, not to one for each channel.",
        ),
        (filters, "Flat kernels never add two channels up. Each makes a map of every channel."),
        (channels, "That is how many channels go in."),
        (1, "Each kernel makes a map of its own."),
        (filters + channels, "The numbers of kernels and channels are not added here."),
    ]
    arithmetic = f"{filters}·{channels} = {answer}" if flat else f"{filters}"
    why = (
        f"One map for each pair of kernel and channel: {arithmetic}. None of them mixes two "
        "channels."
        if flat
        else f"Each kernel adds up all its channels to one map: {arithmetic}."
    )
    return count_question("maps", text, answer, _unlike(slips, answer), why, rng)


def parameters(shown: Asked, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many numbers such a layer learns with another number of kernels."""
    deep = shown.deep
    filters = int(rng.choice([one for one in (4, 10, 16, 32) if one != len(deep.kernels)]))
    return count_of(deep.shape, len(deep.planes) // deep.groups, filters, rng)


def count_of(kernel: Cell, inputs: int, filters: int, rng: np.random.Generator) -> Question:
    """Ask how many weights and biases so many kernels of this depth have."""
    rows, columns = kernel
    answer = conv_parameters(kernel, inputs, filters)
    area = rows * columns
    wrong: list[Wrong] = [
        (f"{(area + 1) * filters:,}", f"That forgets that each kernel is {inputs} deep."),
        (f"{area * inputs * filters:,}", "That forgets the biases, one for each kernel."),
        (f"{area * inputs + 1:,}", f"That is one kernel: there are {filters}."),
        (
            f"{(area + 1) * inputs * filters:,}",
            "Each kernel has one bias, not one for each channel.",
        ),
        (f"{area * inputs * filters + 1:,}", "Each kernel has a bias of its own."),
        (f"{answer + filters:,}", "That counts each bias twice."),
    ]
    text = (
        f"{kernels_of(filters)} of {rows}×{columns}×{inputs}, each with a bias: "
        "how many numbers are learned?"
    )
    why = (
        f"Each kernel has {rows}·{columns}·{inputs} weights and 1 bias: "
        f"({rows}·{columns}·{inputs} + 1)·{filters} = {answer:,}."
    )
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    return chosen("parameters", text, f"{answer:,}", wrong, why, rng)


def volume(shown: Asked, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the size of what comes out, all maps together."""
    deep, channels = shown.deep, len(shown.deep.planes)
    filters = int(rng.choice([one for one in (5, 6, 12, 20) if one != len(deep.kernels)]))
    rows, columns = deep.size
    high, wide = deep.planes.shape[1:]
    wrong: list[Wrong] = [
        (
            f"{rows}×{columns}×{channels}",
            "The last number counts kernels, not the channels that are read.",
        ),
        (f"{rows}×{columns}×{channels * filters}", "Each deep kernel makes one map, not several."),
        (f"{high}×{wide}×{filters}", "That is as large as the input: see the size formula."),
        (f"{rows}×{columns}×1", "Each kernel has a map of its own."),
        (f"{filters}×{rows}×{columns}", "The numbers are right, but here the channels come last."),
    ]
    now = f"{high}×{wide}×{channels}"
    text = (
        f"The input is {now}. {filters} kernels of {deep.shape[0]}×{deep.shape[1]}×{channels} "
        "slide over it with the settings on screen. "
        "How large is the output (height × width × channels)?"
    )
    why = (
        f"Each of {filters} kernels makes one map of {rows}×{columns}: {rows}×{columns}×{filters}."
    )
    return chosen("volume", text, f"{rows}×{columns}×{filters}", wrong, why, rng)


def _unlike(slips: list[tuple[int, str]], answer: int) -> list[tuple[int, str]]:
    return [one for one in slips if one[0] != answer]


CHANNEL_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "depth": depth,
        "value": value,
        "maps": maps,
        "parameters": parameters,
        "volume": volume,
    }
)


OTHER_LAYERS = ((3, 3, 10), (3, 3, 32), (3, 16, 32), (5, 1, 6), (1, 64, 16), (5, 6, 16), (3, 1, 8))


def counted(shown: Counted, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the parameters of another layer than the one on screen."""
    others = [o for o in OTHER_LAYERS if o != (shown.k, shown.inputs, shown.filters)]
    k, inputs, filters = others[rng.integers(len(others))]
    return count_of((k, k), inputs, filters, rng)


def solved(shown: Counted, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many channels a layer reads, from its parameters."""
    k = int(rng.choice([1, 3, 5]))
    inputs, filters = int(rng.choice([2, 3, 4, 8, 16])), int(rng.choice([8, 10, 32]))
    total = conv_parameters((k, k), inputs, filters)
    slips = [
        (filters, "That is how many kernels there are: the maps that come out."),
        (k * k, "That is how many weights lie on one channel."),
        (total // filters, f"That is what each kernel learns: divide it by {k}·{k}, too."),
        (inputs + 1, "One of the numbers of each kernel is its bias."),
        (2 * inputs, "This is too deep. Multiply it out once more."),
    ]
    text = (
        f"A layer of {filters} kernels, {k}×{k}, learns {total:,} numbers, biases among them. "
        "How many channels does it read?"
    )
    why = (
        f"{total:,} / {filters} = {total // filters} for each kernel, less 1 bias "
        f"{total // filters - 1}; on each channel lie {k}·{k} = {k * k}: "
        f"{total // filters - 1} / {k * k} = {inputs}."
    )
    return count_question("solved", text, inputs, _unlike(slips, inputs), why, rng)


def grown(shown: Counted, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many numbers are added by one change of the layer on screen."""
    k, inputs, filters = shown.k, shown.inputs, shown.filters
    what = int(rng.integers(3))
    then = [
        Counted(k, inputs + 1, filters),
        Counted(k, inputs, filters + 1),
        Counted(k + 2, inputs, filters),
    ][what]
    named = ("one more channel goes in", "one more kernel is added", f"kernels are {k + 2}×{k + 2}")
    more = then.parameters - shown.parameters
    one = k * k * inputs + 1
    side = (k + 2) ** 2 - k * k
    slips = [
        (k * k, "That is one slice of weights, in one kernel."),
        (k * k * filters, "That is one slice of weights for every kernel."),
        (one, "That is one whole kernel and its bias."),
        (one - 1, "A new kernel brings its bias along."),
        (side, "That is for one slice only. Each kernel has several."),
        (then.parameters, "That is how many there are then, not how many more."),
        (1, "No change of a layer is that cheap."),
    ]
    arithmetic = (
        f"a slice of {k}·{k} for each of {filters} kernels: {k}·{k}·{filters} = {more:,}",
        f"a kernel of {k}·{k}·{inputs} weights and a bias: {more:,}",
        f"({k + 2}·{k + 2} − {k}·{k})·{inputs}·{filters} = {more:,}; the biases stay",
    )[what]
    text = (
        f"A layer of {filters} kernels {k}×{k}×{inputs} learns {shown.parameters:,} numbers. "
        f"How many more are they if {named[what]}?"
    )
    return count_question(
        "grown", text, more, _unlike(slips, more), f"{arithmetic[0].upper()}{arithmetic[1:]}.", rng
    )


CountMaker = Callable[[Counted, Cell, np.random.Generator], Question]
COUNT_QUESTIONS: Mapping[str, CountMaker] = MappingProxyType(
    {"counted": counted, "solved": solved, "grown": grown}
)
