"""Each question has one right choice, found here by other means than in the app."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn_core.kernels import KERNELS
from tests.ui.strategies import CONVOLUTION, pixels_of
from ui.frame.questions import BREAK, WRONG_CHOICES, ask, number_question, offered
from ui.lessons.kernels.questions import KERNEL_QUESTIONS
from ui.lessons.padding.questions import PADDING_QUESTIONS
from ui.lessons.window.questions import WINDOW_QUESTIONS
from ui.models.convolution import Convolution
from ui.pictures import Picture, picture
from ui.text.numbers import decimal

NUMBERS = ("neighbour", "brighter", "flipped", "flat")
SEED = st.integers(0, 9999)


@st.composite
def views(draw):
    """Draw a convolution and one cell of its map."""
    convolution = draw(CONVOLUTION)
    rows, columns = convolution.size
    return convolution, (draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1)))


def parsed(text):
    """Return the number that is printed, with its sign."""
    return Fraction(text.removeprefix("≈ ").replace("−", "-"))


def asked(registry, view, seed, kind=None):
    """Ask about a view."""
    convolution, cell = view
    return ask(registry, convolution, cell, seed, kind)


def first(pattern, text):
    """Return what the brackets of a pattern match."""
    found = re.search(pattern, text)
    assert found, f"no {pattern!r} in {text!r}"
    return found[1]


def right(question):
    return question.choices[question.answer]


def printed_as(value, choice):
    """Say whether a choice is this value as printed: exact, or rounded to 2 decimals."""
    if not choice.startswith("≈"):
        return parsed(choice) == value
    return parsed(choice) != value and abs(parsed(choice) - value) <= Fraction(1, 200)


def at(k, size, mode):
    """Return which pixel stands at position k of an axis, None for a fill: one step at a time."""
    while not 0 <= k < size:
        if mode in ("zeros", "constant"):
            return None
        if mode == "replicate":
            k += 1 if k < 0 else -1
        elif mode == "circular":
            k += size if k < 0 else -size
        else:
            k = -k if k < 0 else 2 * (size - 1) - k
    return k


def answer_of(convolution, cell, *, weights=None, more=0):
    """Add up one cell in plain loops, each pixel `more` brighter."""
    kernel = convolution.kernel
    numerators = kernel.numerators
    if convolution.flip:
        numerators = [row[::-1] for row in numerators[::-1]]
    numerators = weights or numerators
    image = convolution.picture.pixels[0].tolist()
    (above, _), (left, _) = convolution.amounts
    fill = convolution.fill if convolution.mode == "constant" else 0
    total = 0
    for i, row in enumerate(numerators):
        for j, weight in enumerate(row):
            r = cell[0] * convolution.stride + i * convolution.dilation - above
            c = cell[1] * convolution.stride + j * convolution.dilation - left
            r, c = at(r, len(image), convolution.mode), at(c, len(image[0]), convolution.mode)
            total += weight * (fill if r is None or c is None else image[r][c] + more)
    return Fraction(total, kernel.divisor)


def turned(convolution):
    """Return the weights that slide, turned once more."""
    numerators = convolution.kernel.numerators
    if convolution.flip:
        return numerators
    return [row[::-1] for row in numerators[::-1]]


def table(text):
    """Read the lines "1 0 −1", "2 0 −2", "all divided by 4" as rows of fractions."""
    rows, _, divisor = text.replace("−", "-").partition(f"{BREAK}all divided by ")
    return [[Fraction(int(n), int(divisor or 1)) for n in row.split()] for row in rows.split(BREAK)]


# The arithmetic that is printed.

EQUATION = re.compile(r"[⌊(−\d][\d .·+−()/⌊⌋]*(?:[=≈] [−\d(][\d .·+−()/]*)+")


def evaluated(text):
    """Work out an expression as it is printed."""
    plain = text.strip().rstrip(".").translate(str.maketrans({"−": "-", "·": "*", "⌋": ")"}))
    plain = re.sub(r"\d+(?:\.\d+)?", r'Fraction("\g<0>")', plain.replace("⌊", "floor("))
    return eval(plain, {"Fraction": Fraction, "floor": math.floor})


def equations(explanation):
    """Yield each side of each equation, and whether the last is rounded."""
    for found in EQUATION.findall(explanation):
        *sides, last = re.split("[=≈]", found)
        yield [evaluated(side) for side in sides], evaluated(last), "≈" in found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("So: 10·1 + 0·(−1) = 10.", [([10], 10, False)]),
        ("(1 + 2) / 9 ≈ 0.33.", [([Fraction(1, 3)], Fraction(33, 100), True)]),
        ("Rows: ⌊(6 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = 3. ⌊ ⌋ cuts.", [([3], 3, False)]),
    ],
)
def test_the_printed_arithmetic_is_read(text, values):
    assert list(equations(text)) == values


@settings(max_examples=300)
@given(views(), SEED, st.sampled_from([WINDOW_QUESTIONS, KERNEL_QUESTIONS, PADDING_QUESTIONS]))
def test_every_question_is_sound(view, seed, registry):
    for kind in offered(registry, *view):
        question = asked(registry, view, seed, kind)
        assert question.kind == kind
        assert question == asked(registry, view, seed, kind), "the same seed, the same question"
        assert 3 <= len(question.choices) <= 1 + WRONG_CHOICES
        assert len(set(question.choices)) == len(question.choices)
        assert set(question.misconceptions) == {*range(len(question.choices))} - {question.answer}
        assert all(question.misconceptions.values()), "every wrong choice is answered in words"
        assert "-" not in "".join([question.text, question.explanation]).replace("-pass", "")
        found = list(equations(question.explanation))
        assert found, f"no arithmetic in {question.explanation!r}"
        for sides, last, is_rounded in found:
            for side in sides:
                assert abs(side - last) <= (Fraction(1, 200) if is_rounded else 0)
                assert not is_rounded or side != last
        if kind in NUMBERS:
            assert found[-1][1] == parsed(right(question))
            values = [parsed(choice) for choice in question.choices]
            assert len(set(values)) == len(values)


@given(views(), SEED)
def test_the_value_beside_the_chosen_cell(view, seed):
    convolution, cell = view
    if "neighbour" not in offered(WINDOW_QUESTIONS, *view):
        assert convolution.size == (1, 1)
        return
    question = asked(WINDOW_QUESTIONS, view, seed, "neighbour")
    assert question.hidden
    row, column = question.hidden
    assert abs(row - cell[0]) + abs(column - cell[1]) == 1
    assert f"row {row}, column {column}" in question.text
    value = answer_of(convolution, (row, column))
    assert [k for k, c in enumerate(question.choices) if printed_as(value, c)] == [question.answer]


@given(views(), SEED)
def test_every_pixel_brighter(view, seed):
    convolution, cell = view
    question = asked(WINDOW_QUESTIONS, view, seed, "brighter")
    value = answer_of(convolution, cell, more=10)
    assert [k for k, c in enumerate(question.choices) if printed_as(value, c)] == [question.answer]
    assert f"is {('≈ ' * ('≈' in question.text))}{decimal(answer_of(*view))}." in question.text


@given(views(), SEED)
def test_the_kernel_turned(view, seed):
    convolution, cell = view
    question = asked(WINDOW_QUESTIONS, view, seed, "flipped")
    value = answer_of(convolution, cell, weights=turned(convolution))
    assert [k for k, c in enumerate(question.choices) if printed_as(value, c)] == [question.answer]


def starts(length, before, after, covers, stride):
    """Count the places of a window by laying it down."""
    return sum(s + covers <= length + before + after for s in range(0, 10**3, stride))


@given(views(), SEED)
def test_the_size_with_one_setting_changed(view, seed):
    convolution, _ = view
    question = asked(WINDOW_QUESTIONS, view, seed, "size")
    what = first(r"Now take (.*?)\. How large", question.text)
    new = {"stride": convolution.stride, "dilation": convolution.dilation}
    new |= {"padding": convolution.padding, "kernel": convolution.kernel.shape}
    if "kernel" in what:
        new["kernel"] = tuple(map(int, re.findall(r"\d+", what)))
    else:
        name, value = what.split()
        new[name] = int(value)
    sizes = []
    for length, side in zip(convolution.picture.pixels.shape[1:], new["kernel"], strict=True):
        reach = new["dilation"] * (side - 1)
        padding = new["padding"]
        before, after = {
            "same": (reach // 2, reach - reach // 2),
            "full": (reach, reach),
        }.get(padding, (padding, padding))
        sizes.append(starts(length, before, after, reach + 1, new["stride"]))
    assert right(question) == f"{sizes[0]}×{sizes[1]}"


@given(views(), SEED)
def test_flat_areas(view, seed):
    kernel = view[0].kernel
    total = sum(Fraction(n, kernel.divisor) for row in kernel.numerators for n in row)
    question = asked(KERNEL_QUESTIONS, view, seed, "flat")
    value = int(first(r"is (\d+)", question.text)) * total
    matches = [k for k, c in enumerate(question.choices) if printed_as(value, c)]
    assert matches == [question.answer]


@given(views(), SEED)
def test_a_bright_side_of_a_window(view, seed):
    if "side" not in offered(KERNEL_QUESTIONS, *view):
        return
    question = asked(KERNEL_QUESTIONS, view, seed, "side")
    kernel = view[0].sliding
    name, grey = first(r"of the (.+?) are", question.text), int(first(r"are (\d+)", question.text))
    window = np.zeros(kernel.shape, dtype=int)
    sides = {"left": window[:, 0], "right": window[:, -1], "top": window[0], "bottom": window[-1]}
    sides[name.split()[0]][:] = grey
    value = Fraction(int((window * np.array(kernel.numerators)).sum()), kernel.divisor)
    matches = [k for k, c in enumerate(question.choices) if printed_as(value, c)]
    assert matches == [question.answer]
    assert value != 0


@pytest.mark.parametrize(
    ("name", "effect"),
    [
        ("box-blur", "It stays as bright as it is."),
        ("sobel-x", "It becomes 0."),
        ("identity", "It stays as bright as it is."),
    ],
)
def test_what_a_kernel_does_to_flat_areas(name, effect):
    convolution = Convolution(picture("edge"), KERNELS[name].kernel())
    assert right(ask(KERNEL_QUESTIONS, convolution, (0, 0), 1, "brightness")) == effect


@given(views(), SEED)
def test_brighter_or_darker(view, seed):
    kernel = view[0].kernel
    total = sum(Fraction(n, kernel.divisor) for row in kernel.numerators for n in row)
    if "brightness" not in offered(KERNEL_QUESTIONS, *view):
        assert any(abs(float(total) - limit) < 0.01 for limit in (0, 1))
        return
    words = right(asked(KERNEL_QUESTIONS, view, seed, "brightness"))
    assert ("brighter" in words) == (total > 1)
    assert ("stays" in words) == (total == 1)
    assert ("darker" in words) == (0 < total < 1)
    assert ("becomes 0" in words) == (total == 0)
    assert ("negative" in words) == (total < 0)


def sees(weights, axis):
    """Slide a step from 0 to 1 over the kernel: does it ever answer? Axis 1: a vertical edge."""
    table = np.array(weights, dtype=object)
    length = table.shape[axis]
    for dark in range(length + 1):
        line = [0] * dark + [1] * (length - dark)
        step = np.broadcast_to(line if axis else np.array(line)[:, None], table.shape)
        if (table * step).sum() != 0:
            return True
    return False


def tells_sides(weights, axis):
    """Whether an edge gives the opposite result once its sides are exchanged, wherever it is."""
    lines = [sum(line) for line in (zip(*weights, strict=True) if axis else weights)]
    dark, bright = sum(lines[:1]), sum(lines[-1:])
    return dark == -bright != 0


@given(views(), SEED)
def test_which_kernel_finds_edges_of_one_direction(view, seed):
    question = asked(KERNEL_QUESTIONS, view, seed, "finds")
    axis = 1 if "finds vertical" in question.text else 0
    finders = [
        k
        for k, choice in enumerate(question.choices)
        if sees(table(choice), axis) and not sees(table(choice), 1 - axis)
    ]
    assert finders == [question.answer]
    assert tells_sides(table(right(question)), axis), "a kernel of lines finds no edges"


@given(views(), SEED)
def test_what_a_quarter_turn_finds(view, seed):
    if "turned" in offered(KERNEL_QUESTIONS, *view):
        question = asked(KERNEL_QUESTIONS, view, seed, "turned")
        weights = table(question.text.partition(BREAK)[2].rpartition(BREAK)[0])
        assert (sees(weights, 1), sees(weights, 0)) in {(True, False), (False, True)}
        assert ("Vertical" in right(question)) == sees(weights, 1)


def test_sobel_turned_finds_horizontal_edges():
    convolution = Convolution(picture("edge"), KERNELS["sobel-x"].kernel())
    question = ask(KERNEL_QUESTIONS, convolution, (0, 0), 1, "turned")
    assert right(question) == "Horizontal edges only"
    blur = Convolution(picture("edge"), KERNELS["box-blur"].kernel())
    assert "turned" not in offered(KERNEL_QUESTIONS, blur, (0, 0))


@given(views(), SEED)
def test_which_kernel_made_a_number(view, seed):
    image = view[0].picture.pixels[0]
    if "made" not in offered(KERNEL_QUESTIONS, *view):
        return
    question = asked(KERNEL_QUESTIONS, view, seed, "made")
    _, *lines, _ = question.text.split(BREAK)
    rows = [[int(n) for n in line.split()] for line in lines]
    tiles = np.lib.stride_tricks.sliding_window_view(image, (3, 3)).reshape(-1, 3, 3).tolist()
    assert rows in tiles, "the pixels are the picture's"
    number = parsed(first(r"gives (?:about )?([−\d.]+) here", question.text))
    made = []
    for k, choice in enumerate(question.choices):
        weights = table(choice.partition(f":{BREAK}")[2])
        total = sum(
            value * weight
            for values, line in zip(rows, weights, strict=True)
            for value, weight in zip(values, line, strict=True)
        )
        made += [k] * (abs(total - number) <= Fraction(1, 200))
    assert made == [question.answer]


@given(pixels_of(1, 1), SEED)
def test_one_pixel_is_enough_for_a_question(shown, seed):
    convolution = Convolution(shown, KERNELS["identity"].kernel(1))
    assert ask(WINDOW_QUESTIONS, convolution, (0, 0), seed, "neighbour").kind != "neighbour"
    assert ask(KERNEL_QUESTIONS, convolution, (0, 0), seed, "made").kind != "made"


def test_a_lesson_asks_all_its_kinds_in_turn():
    convolution = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())
    for registry in (WINDOW_QUESTIONS, KERNEL_QUESTIONS, PADDING_QUESTIONS):
        kinds = {ask(registry, convolution, (1, 1), seed).kind for seed in range(100)}
        assert kinds == set(registry) == set(offered(registry, convolution, (1, 1)))


def test_an_unknown_kind_is_named():
    convolution = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())
    with pytest.raises(ValueError, match='no question "colour": the kinds are neighbour, size'):
        ask(WINDOW_QUESTIONS, convolution, (0, 0), 0, "colour")


def test_the_textbook_edge():
    """6x6, left half 10, kernel 1 0 -1: rows of 0 30 30 0."""
    convolution = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())
    question = ask(WINDOW_QUESTIONS, convolution, (0, 0), 1, "neighbour")
    assert question.hidden == (0, 1), "the cell below is 0 again: the one to the right tells more"
    assert right(question) == "30"
    assert "−30" in question.choices
    assert question.explanation.endswith("10·1 + 0·(−1) = 30.")


def test_padding_does_not_get_brighter():
    """A corner of zeros around: 4 pixels of 9 lie on the picture, so 10 more make 40 / 9 more."""
    shown = Picture("own", "Own", np.full((1, 5, 5), 90, dtype=np.uint8))
    box = KERNELS["box-blur"].kernel()
    question = ask(WINDOW_QUESTIONS, Convolution(shown, box, padding=1), (0, 0), 1, "brighter")
    assert right(question) == "≈ 44.44"
    question = ask(
        WINDOW_QUESTIONS,
        Convolution(shown, box, padding=1, mode="replicate"),
        (0, 0),
        1,
        "brighter",
    )
    assert right(question) == "100"


@pytest.mark.parametrize(
    "answer", [Fraction(3, 4), Fraction(26, 9), Fraction(1, 50), 0, 1, -2, 265]
)
def test_choices_without_a_mistake_behind_them_are_near_and_told_which_way(answer):
    """Nobody takes −0.25 or 1.75 for 0.75, nor −1 for what a ReLU lets through."""
    made = number_question("n", "How large?", answer, [], "So.", np.random.default_rng(1))
    assert len(made.choices) == WRONG_CHOICES + 1
    for k, why in made.misconceptions.items():
        wrong = parsed(made.choices[k])
        assert wrong * answer >= 0
        assert abs(wrong - answer) <= max(3, Fraction(abs(answer)))
        assert re.fullmatch(r"This is [\d.]+ too (large|small)\.", why)
        assert ("large" in why) == (wrong > answer)
    assert made.choices[made.answer] == ("≈ 2.89" if answer == Fraction(26, 9) else decimal(answer))
