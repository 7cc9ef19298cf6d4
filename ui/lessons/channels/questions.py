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
from ui.lessons.channels.words import questions as say
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
        (answer - bias, say.FORGETS_THE_BIAS.format(bias=decimal(bias))),
        (answer + (len(parts) - 1) * bias, say.BIAS_IS_ADDED_ONCE_NOT_ONCE),
        (max(parts), say.CHANNELS_ARE_ADDED_UP),
        (sum(map(abs, parts), bias), say.ADDS_THE_SIZES_SIGNS_COUNT),
        (answer / len(parts), say.CHANNELS_ARE_ADDED_UP_NOT),
        (answer - 2 * bias, say.BIAS_IS_ADDED_NOT_TAKEN_OFF),
    ]
    have = f"its bias is {decimal(bias)}" if bias else say.HAS_NO_BIAS
    what = (
        say.PRODUCTS_OF_EACH_CHANNEL_ADD.format(told=told)
        if len(parts) > 1
        else say.PRODUCTS_ADD_UP.format(told=told.removeprefix(names[0] + ": "))
    )
    text = say.KERNEL_AT_WHAT_IS_THE_CELL.format(
        f=f, place=place(cell), what_0=what[0].lower(), what=what[1:], have=have
    )
    terms = [decimal(one) for one in parts] + [decimal(bias)] * bool(bias)
    why = say.VALUE_WHY.format(added=added(terms), result=result(answer))
    return number_question("value", text, answer, slips, why, rng, hidden=cell)


def depth(shown: Asked, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how deep a kernel is."""
    deep = shown.deep
    channels, filters = len(deep.planes), len(deep.kernels)
    rows, columns = deep.shape
    answer = channels // deep.groups
    slips = [
        (1, say.FLAT_KERNEL_WOULD_READ_ONE),
        (channels, say.IN_GROUPS_NO_KERNEL_READS_ALL.format(groups=deep.groups, channels=channels)),
        (filters, say.HOW_MANY_KERNELS_THERE),
        (rows, say.HOW_HIGH_THE_KERNEL),
        (channels * filters, say.EACH_KERNEL_IS_AS_DEEP),
    ]
    what = "channels" if channels > 1 else "channel"
    how = f" in {deep.groups} groups" if deep.groups > 1 else ""
    read = "reads" if filters == 1 else "read"
    each = "it" if filters == 1 else "each kernel"
    text = say.DEPTH.format(
        kernels_of=kernels_of(filters),
        rows=rows,
        columns=columns,
        read=read,
        channels=channels,
        what=what,
        how=how,
        each=each,
    )
    written = f"{channels} / {deep.groups} = {answer}" if deep.groups > 1 else str(answer)
    why = say.DEPTH_WHY.format(written=written, rows=rows, columns=columns, answer=answer)
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
        say.MAPS.format(filters=filters, kind=kind, planes=planes)
        if flat
        else say.OF_READ_HOW_MANY_MAPS_COME_OUT.format(
            kernels_of=kernels_of(filters), kind=kind, planes=planes
        )
    )
    slips = [
        (
            filters * channels,
            say.DEEP_KERNEL_ADDS_ITS_CHANNELS,
        ),
        (filters, say.FLAT_KERNELS_NEVER_ADD_TWO),
        (channels, say.HOW_MANY_CHANNELS_GO),
        (1, say.EACH_KERNEL_MAKES_A_MAP),
        (filters + channels, say.NUMBERS_OF_KERNELS),
    ]
    arithmetic = f"{filters}·{channels} = {answer}" if flat else f"{filters}"
    why = (
        say.MAPS_WHY.format(arithmetic=arithmetic)
        if flat
        else say.EACH_KERNEL_ADDS_UP_ALL.format(arithmetic=arithmetic)
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
        (f"{(area + 1) * filters:,}", say.FORGETS_THAT_EACH_KERNEL.format(inputs=inputs)),
        (f"{area * inputs * filters:,}", say.FORGETS_THE_BIASES_ONE),
        (f"{area * inputs + 1:,}", say.ONE_KERNEL_THERE.format(filters=filters)),
        (
            f"{(area + 1) * inputs * filters:,}",
            say.EACH_KERNEL_HAS_ONE_BIAS_NOT,
        ),
        (f"{area * inputs * filters + 1:,}", say.EACH_KERNEL_HAS_A_BIAS),
        (f"{answer + filters:,}", say.COUNTS_EACH_BIAS_TWICE),
    ]
    text = say.COUNT_OF.format(
        kernels_of=kernels_of(filters), rows=rows, columns=columns, inputs=inputs
    )
    why = say.COUNT_OF_WHY.format(
        rows=rows, columns=columns, inputs=inputs, filters=filters, answer=answer
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
            say.LAST_NUMBER_COUNTS_KERNELS_NOT,
        ),
        (f"{rows}×{columns}×{channels * filters}", say.EACH_DEEP_KERNEL_MAKES_ONE_MAP),
        (f"{high}×{wide}×{filters}", say.AS_LARGE_AS_THE_INPUT_SEE),
        (f"{rows}×{columns}×1", say.EACH_KERNEL_HAS_A_MAP),
        (f"{filters}×{rows}×{columns}", say.NUMBERS_ARE_RIGHT_BUT_HERE),
    ]
    now = f"{high}×{wide}×{channels}"
    text = say.VOLUME.format(
        now=now, filters=filters, rows=deep.shape[0], columns=deep.shape[1], channels=channels
    )
    why = say.VOLUME_WHY.format(filters=filters, rows=rows, columns=columns)
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
        (filters, say.HOW_MANY_KERNELS_THERE_2),
        (k * k, say.HOW_MANY_WEIGHTS_LIE_ON_ONE),
        (total // filters, say.WHAT_EACH_KERNEL_LEARNS_DIVIDE.format(k=k)),
        (inputs + 1, say.ONE_OF_THE_NUMBERS_OF_EACH),
        (2 * inputs, say.TOO_DEEP_MULTIPLY_IT_OUT_ONCE),
    ]
    text = say.SOLVED.format(filters=filters, k=k, total=total)
    why = say.SOLVED_WHY.format(
        total=total,
        filters=filters,
        quotient=total // filters,
        quotient_less_1=total // filters - 1,
        k=k,
        product=k * k,
        inputs=inputs,
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
    named = (
        say.ONE_MORE_CHANNEL_GOES,
        say.ONE_MORE_KERNEL_IS_ADDED,
        f"kernels are {k + 2}×{k + 2}",
    )
    more = then.parameters - shown.parameters
    one = k * k * inputs + 1
    side = (k + 2) ** 2 - k * k
    slips = [
        (k * k, say.ONE_SLICE_OF_WEIGHTS_IN_ONE),
        (k * k * filters, say.ONE_SLICE_OF_WEIGHTS_FOR_EVERY),
        (one, say.ONE_WHOLE_KERNEL_AND_ITS_BIAS),
        (one - 1, say.NEW_KERNEL_BRINGS_ITS_BIAS),
        (side, say.FOR_ONE_SLICE_ONLY_EACH_KERNEL),
        (then.parameters, say.HOW_MANY_THERE_ARE_THEN_NOT),
        (1, say.NO_CHANGE_OF_A_LAYER),
    ]
    arithmetic = (
        say.SLICE_OF_FOR_EACH_OF_KERNELS.format(k=k, filters=filters, more=more),
        say.KERNEL_OF_WEIGHTS_AND_A_BIAS.format(k=k, inputs=inputs, more=more),
        f"({k + 2}·{k + 2} − {k}·{k})·{inputs}·{filters} = {more:,}; the biases stay",
    )[what]
    text = say.GROWN.format(
        filters=filters, k=k, inputs=inputs, parameters=shown.parameters, named=named[what]
    )
    return count_question(
        "grown", text, more, _unlike(slips, more), f"{arithmetic[0].upper()}{arithmetic[1:]}.", rng
    )


CountMaker = Callable[[Counted, Cell, np.random.Generator], Question]
COUNT_QUESTIONS: Mapping[str, CountMaker] = MappingProxyType(
    {"counted": counted, "solved": solved, "grown": grown}
)
