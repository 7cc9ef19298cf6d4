"""A training run as a film: the kernels and what the network says, above the two curves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.nn import Conv2D
from cnn_core.ops import softmax
from cnn_core.training import Run
from ui.figures.film import (
    AMBER,
    LINE,
    SOFT,
    TEAL,
    VIOLET,
    Film,
    Sheet,
    gif,
    grey,
    number,
    signed,
)
from ui.frame.take_away import Clip
from ui.lessons.train.trainer import Trainer
from ui.lessons.train.words import views as say
from ui.link.classroom import has_comma

WIDE, TALL = 960, 540
FRAMES = 60
TESTED = 200  # test images whose accuracy is measured at each frame
LEAST_LOSS = 1e-3  # that the curve shows


def clips(trainer: Trainer) -> list[Clip]:
    """Return the film that can be made of a run, none before its first batch."""
    if not trainer.steps:
        return []
    key = (
        trainer.recipe,
        trainer.data.name,
        trainer.steps,
        trainer.engine.network.values.tobytes(),
        has_comma(),
    )
    return [Clip("The training run", "run", key, partial(film, trainer, comma=has_comma()))]


def film(trainer: Trainer, *, comma: bool = False) -> Film:
    """Train once more from the beginning to where the run is, and draw it on the way."""
    recipe, data, last = trainer.recipe, trainer.data, trainer.steps
    run = recipe.begin(data)
    images, labels = data.test.batch(slice(0, min(TESTED, len(data.test))))
    losses: list[float] = []
    tests: list[tuple[int, float]] = []
    frames: list[Image.Image] = []
    stops = sorted({round(one) for one in np.linspace(0, last, min(FRAMES, last + 1))})
    limit = 1.1 * _largest(trainer.engine)
    for stop in stops:
        while run.steps < stop:
            run.optimiser.learning_rate = recipe.rate_at(run.steps)
            losses.append(run.step().loss)
            yield 0.9 * run.steps / last
        with np.errstate(all="ignore"):
            logits = run.network.forward(images)
        tests.append((stop, float((logits.argmax(axis=0) == labels).mean())))
        sheet = Sheet(WIDE, TALL, comma=comma)
        sheet.write(24, 24, f"batch {stop} of {last}", 15)
        _kernels(sheet, run, limit)
        _answer(sheet, images[0, ..., 0], logits[:, 0], data.classes, int(labels[0]))
        _curves(sheet, losses, tests, last, len(data.classes))
        frames.append(sheet.image)
        yield 0.9 * stop / last
    return gif(frames)


def _first(run: Run) -> NDArray[np.float32]:
    """Return the kernels of the first convolution, (F, C, kh, kw)."""
    layer = next((one for one in run.network.layers if isinstance(one, Conv2D)), None)
    return np.zeros((0, 1, 1, 1), np.float32) if layer is None else layer.parameters["w"]


def _largest(run: Run) -> float:
    weights = _first(run)
    finite = weights[np.isfinite(weights)]
    return float(np.abs(finite).max(initial=0)) or 1.0


def _kernels(sheet: Sheet, run: Run, limit: float) -> None:
    """Draw the first layer's kernels in rows of eight."""
    kernels = _first(run)[:, 0]
    if not len(kernels):
        return
    shown = kernels[:16]
    sheet.write(24, 56, say.KERNELS_OF_THE_FIRST_LAYER.format(count=len(kernels)), 14, VIOLET)
    each = 66 if len(shown) <= 8 else 54
    for k, kernel in enumerate(np.nan_to_num(shown)):
        box = (24 + k % 8 * (each + 6), 74 + k // 8 * (each + 6), each, each)
        sheet.pixels(signed(kernel, limit), box)
        sheet.frame(box, LINE)


def _answer(
    sheet: Sheet,
    image: NDArray[np.float32],
    logits: NDArray[np.float32],
    classes: Sequence[str],
    label: int,
) -> None:
    """Draw one test image and what the network says of it."""
    sheet.write(630, 56, say.TEST_IMAGE_AND_PROBABILITIES, 14)
    box = (630, 74, 112, 112)
    sheet.pixels(grey(image, 1), box)
    sheet.frame(box, LINE)
    with np.errstate(all="ignore"):
        shares = np.nan_to_num(softmax(logits[:, None])[:, 0])
    high = min(14.0, 150 / len(classes))
    for k, (name, share) in enumerate(zip(classes, shares, strict=True)):
        y = 80 + k * high
        if k == label:
            sheet.frame((756, y - high / 2, 180, high), AMBER)
        sheet.write(760, y, name[:8], min(11, high))
        sheet.pen.rectangle((824, y - 4, 824 + 108 * float(share), y + 3), fill=TEAL)


def _curves(
    sheet: Sheet,
    losses: Sequence[float],
    tests: Sequence[tuple[int, float]],
    last: int,
    classes: int,
) -> None:
    """Draw the loss on a log scale, and the accuracy on test images."""
    x, y, w, h = 72.0, 268.0, 820.0, 220.0
    top = 2 * np.log(classes)

    def height(loss: float) -> float:
        share = np.log(max(loss, LEAST_LOSS) / LEAST_LOSS) / np.log(top / LEAST_LOSS)
        return float(y + h * (1 - min(share, 1.0)))

    def across(step: float) -> float:
        return x + w * step / last

    sheet.frame((x, y, w, h), LINE)
    sheet.write(x, y - 16, say.LOSS_ON_EACH_BATCH, 13, VIOLET)
    sheet.write(x + w, y - 16, say.ACCURACY_ON_TEST_IMAGES.format(tested=TESTED), 13, TEAL, "rm")
    for loss in (0.01, 0.1, 1.0):
        sheet.pen.line((x, height(loss), x + w, height(loss)), fill=LINE)
        sheet.write(x - 8, height(loss), number(loss), 12, SOFT, "rm")
    for share in (0.0, 0.5, 1.0):
        sheet.write(x + w + 8, y + h * (1 - share), f"{100 * share:.0f} %", 12, SOFT)
    sheet.write(x + w, y + h + 16, f"batch {last}", 12, SOFT, "rm")
    points = [(across(k + 1), height(one)) for k, one in enumerate(losses) if np.isfinite(one)]
    if len(points) > 1:
        sheet.pen.line(points, fill=VIOLET, width=2)
    marks = [(across(step), y + h * (1 - share)) for step, share in tests]
    if len(marks) > 1:
        sheet.pen.line(marks, fill=TEAL, width=3)
    sheet.pen.line((across(tests[-1][0]), y, across(tests[-1][0]), y + h), fill=AMBER)
