"""What the picture of a network in training shows, as arrays and plain values."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.nn import Activation, Conv2D, Network, Pool2D
from cnn_core.ops import ACTIVATIONS, POOLINGS, softmax
from cnn_core.training.diagnostics import healthy
from ui.lessons.train.baseline import line_to_beat
from ui.lessons.train.comparison import names
from ui.lessons.train.network_view.history import averaged, curves_of, kept_curves
from ui.lessons.train.rescue import last_good
from ui.lessons.train.trainer import LONGEST, Trainer
from ui.lessons.train.troubles import warning
from ui.lessons.train.words.page import told

# Test pictures whose activations are counted in the histograms, beside the chosen one.
PROBE = 7
BINS = 24
# Whole numbers that stand for a map's values: 16 bits, and one for what is no number.
MOST, NOT_A_NUMBER = 32_767, -32_768
SHEET = 30  # test pictures on the sheet at a time
ROW = 10  # of them in one row


@dataclass(frozen=True)
class Scene:
    """What is drawn: names, numbers and words, and arrays, as `pack` takes them."""

    meta: dict[str, Any]
    arrays: dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Block:
    """One column of the picture: kernels, or maps."""

    kind: str  # "kernels" or "maps"
    title: str
    values: NDArray[np.int16]  # kernels (F, C, rows, columns), maps (C, rows, columns)
    scale: float  # what 1 stands for
    histogram: NDArray[np.float32] | None = None  # shares of BINS from `low` to `high`
    low: float = 0.0
    high: float = 0.0
    zeros: float = 0.0  # share of values that are exactly 0

    def meta(self) -> dict[str, Any]:
        """Return all but the arrays."""
        return {
            "kind": self.kind,
            "title": self.title,
            "scale": self.scale,
            "low": self.low,
            "high": self.high,
            "zeros": self.zeros,
        }


def whole(values: NDArray[Any]) -> tuple[NDArray[np.int16], float]:
    """Return values as 16-bit numbers, and the number that 1 stands for.

    The largest becomes MOST, so rounding changes the fifth digit; what is not finite becomes
    NOT_A_NUMBER. Where all is 0, so is the number that 1 stands for.
    """
    finite = np.isfinite(values)
    largest = float(np.abs(values, where=finite, out=np.zeros(values.shape)).max(initial=0))
    scale = largest / MOST
    found = np.full(values.shape, NOT_A_NUMBER, np.int16)
    found[finite] = np.rint(values[finite].astype(np.float64) / (scale or 1.0))
    return found, scale


def blocks_of(
    network: Network, images: NDArray[np.float32], weights: NDArray[Any]
) -> tuple[list[Block], NDArray[np.float32]]:
    """Return the columns, kernels with these `weights` and maps of the first image, and its logits.

    images (C, H, W, N): histograms count the activations of all. weights: like network.values.
    """
    with np.errstate(all="ignore"):
        trace = network.trace(images)
    found, start = [], 0
    for number, layer in enumerate(network.layers):
        answer = trace.activations[number + 1]
        if isinstance(layer, Conv2D):
            shape = layer.parameters["w"].shape
            part = weights[start : start + math.prod(shape)].reshape(shape)
            kernels = f"{shape[0]} kernel{'s' * (shape[0] > 1)} {'×'.join(map(str, shape[2:]))}"
            deep = f"×{shape[1]}" if shape[1] > 1 else ""
            found.append(Block("kernels", kernels + deep, *whole(part)))
        follows = network.layers[number + 1] if number + 1 < len(network.layers) else None
        bends = isinstance(layer, Activation)
        last = isinstance(layer, Conv2D) and not isinstance(follows, Activation)
        if bends or last or isinstance(layer, Pool2D):
            found.append(_maps(answer, _name(layer)))
        start += sum(one.size for one in layer.parameters.values())
    return found, trace.activations[-1][:, 0]


def _name(layer: object) -> str:
    if isinstance(layer, Activation):
        return ACTIVATIONS[layer.kind].name
    return f"{POOLINGS[layer.kind].name} pool" if isinstance(layer, Pool2D) else "linear"


def _maps(answer: NDArray[np.float32], name: str) -> Block:
    channels, rows, columns = answer.shape[:3]
    values, scale = whole(answer[..., 0])
    title = f"{rows}×{columns}×{channels} {name}"
    finite = answer[np.isfinite(answer)]
    if not finite.size:
        return Block("maps", title, values, scale)
    low, high = float(finite.min()), float(finite.max())
    # Zeros, which ReLU makes by the thousand, would dwarf all others.
    counts, _ = np.histogram(finite[finite != 0], BINS, (low, high if high > low else low + 1))
    shares = (counts / finite.size).astype(np.float32)
    zeros = float(np.mean(finite == 0))
    return Block("maps", title, values, scale, shares, low, high, zeros)


def sheet_rows(trainer: Trainer, roll: int) -> NDArray[np.intp]:
    """Return which test pictures are on the sheet: passing by while it runs, sorted at a pause."""
    logits = trainer.logits
    count = logits.shape[1]
    size = min(SHEET, count)
    if trainer.running:
        return np.asarray((np.arange(size) + ROW * roll) % count)
    sure = _shares(logits).max(axis=0)
    wrong = logits.argmax(axis=0) != trainer.data.test.labels[:count]
    # What it is most sure of and wrong first; the last row shows pictures it gets right.
    order = np.argsort(np.where(wrong, -sure, 1 + np.arange(count)), kind="stable")
    faults = min(int(wrong.sum()), size - ROW)
    right = np.flatnonzero(~wrong)[: size - faults]
    return np.concatenate([order[:faults], right])[:size]


def scene(
    trainer: Trainer,
    *,
    look: str,
    example: int,
    roll: int,
    known_sheet: int,
    kept: Trainer | None = None,
) -> Scene:
    """Return all that is drawn now.

    `look`: weights, gradients or changes; `example`: the test picture in the network;
    `known_sheet`: the sheet whose pictures the browser has, which are not sent again; `kept`: the
    run beside, whose curves are drawn on the same axes.
    """
    engine, data = trainer.engine, trainer.data
    example = min(example, len(data.test) - 1)
    image, label = data.test.image(example), int(data.test.labels[example])
    which = f"test image {example} of {len(data.test):,}"
    if trainer.pending:
        images, labels = engine.next_batch()
        image, label = images[..., trainer.pending - 1], int(labels[trainer.pending - 1])
        which = f"example {trainer.pending - 1} of {trainer.recipe.batch}"
    images = np.concatenate([image[..., None], data.test.batch(slice(0, PROBE))[0]], axis=-1)
    shown = {"weights": engine.network.values, "gradients": engine.network.grad}
    blocks, logits = blocks_of(engine.network, images, shown.get(look, trainer.change))
    rows = sheet_rows(trainer, roll)
    sheet = zlib.crc32(rows.tobytes()) & 0x7FFFFFFF
    said = _shares(trainer.logits[:, rows])
    arrays: dict[str, NDArray[Any]] = {
        "image": np.rint(255 * image[0]).astype(np.uint8),
        "logits": _finite(logits),
        "probabilities": _finite(_shares(logits[:, None])[:, 0]),
        "rows": rows.astype(np.int32),
        "labels": data.test.labels[rows].astype(np.int32),
        "said": said.argmax(axis=0).astype(np.int32),
        "sure": _finite(said.max(axis=0)),
    }
    if sheet != known_sheet:
        arrays["pixels"] = data.test.pixels[rows, 0]
    for number, block in enumerate(blocks):
        arrays[f"block{number}"] = block.values
        if block.histogram is not None:
            arrays[f"histogram{number}"] = block.histogram
    curves = [*curves_of(trainer), *(kept_curves(kept) if kept else [])]
    for number, curve in enumerate(curves):
        arrays[f"x{number}"], arrays[f"y{number}"] = curve.x, curve.y
    meta = {
        "blocks": [block.meta() for block in blocks],
        "curves": [curve.meta() for curve in curves],
        "classes": list(data.classes),
        "label": label,
        "which": which,
        "example": example,
        "look": look,
        "sheet": sheet,
        "line": line_to_beat(trainer),
        "chance": math.log(len(data.classes)),
        "averaged": averaged(trainer),
        "told": told(trainer),
        "kept": _beside(trainer, kept),
        "broken": not bool(np.isfinite(logits).all()),
        **facts(trainer),
    }
    return Scene(meta, arrays)


def facts(trainer: Trainer) -> dict[str, Any]:
    """Return where the run is and how fast it goes, as plain values."""
    mark, pace, engine = trainer.mark, trainer.pace, trainer.engine
    troubles = trainer.troubles()
    last = engine.record.losses[-1] if engine.record.losses else None
    return {
        "running": trainer.running,
        "steps": trainer.steps,
        "furthest": trainer.furthest,
        "seen": engine.seen,
        "epoch": engine.epoch,
        "pending": trainer.pending,
        "ended": trainer.steps >= LONGEST,
        "batch": trainer.recipe.batch,
        "batches": trainer.batches,
        "speed": [pace.images, pace.forward, pace.backward],
        "loss": last if last is not None and math.isfinite(last) else None,
        "accuracy": mark.accuracy,
        "measured": mark.count,
        "tests": len(trainer.data.test),
        "rate": trainer.rate,
        "troubles": [
            {"kind": one.kind, "sentence": warning(one, engine.record)} for one in troubles
        ],
        "goodStep": last_good(engine, troubles).steps if troubles else 0,
        # What was so from the start goes on; any other trouble came after the rescue.
        "resumed": trainer.resumed if healthy(troubles) else "",
    }


def _beside(trainer: Trainer, kept: Trainer | None) -> dict[str, Any] | None:
    """Return what the legend says of the run beside, None if there is none."""
    if kept is None:
        return None
    now, before = names(trainer.recipe, kept.recipe)
    return {"now": now, "name": before, "steps": kept.steps}


def _shares(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    with np.errstate(all="ignore"):
        return np.asarray(softmax(logits), dtype=np.float32)


def _finite(values: NDArray[Any]) -> NDArray[np.float32]:
    """Replace what is no number by 0; `broken` in the scene says that there is such."""
    return np.asarray(np.where(np.isfinite(values), values, 0), dtype=np.float32)
