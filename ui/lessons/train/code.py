"""The run as a script: NumPy with this project's core, PyTorch, and Keras, with the same losses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cnn_core.data import Dataset
from cnn_core.nn import OPTIMISERS, Activation, Conv2D, Dense, Layer, Pool2D
from cnn_core.nn.network import layer_shapes
from ui.code.core_package import NEEDED
from ui.lessons.train.recipe import NONE, OWN, Recipe
from ui.networks.code import NETWORK_CODE
from ui.networks.script import comment

FILE = "first weights"  # stands for a file until the script's own is known
# Optimisers that PyTorch and Keras have, too -> what they and the core call them.
RULES: Mapping[str, str] = MappingProxyType({"adam": "Adam", "sgd": "SGD"})


@dataclass(frozen=True)
class Job:
    """One run as code sees it."""

    recipe: Recipe
    data: Dataset
    steps: int

    @property
    def layers(self) -> list[Layer]:
        """The layers, without weights."""
        return self.recipe.layers(len(self.data.classes))

    @property
    def rates(self) -> tuple[tuple[float, int], ...]:
        """The learning rates that these steps had before the last one, and where each ended."""
        return tuple(one for one in self.recipe.rates if one[1] < self.steps)

    @property
    def rate(self) -> float:
        """The learning rate of the last step."""
        return self.recipe.rate_at(max(0, self.steps - 1))

    def rate_lines(self) -> list[str]:
        """Return the line that finds the learning rate of a step, if it changed on the way."""
        if not self.rates:
            return []
        words = "".join(f"{rate:g} if step < {until} else " for rate, until in self.rates)
        return [f"    rate = {words}{self.rate:g}"]

    def pictures(self) -> list[str]:
        """Return the lines that make `data`, the pictures to train on."""
        recipe = self.recipe
        if recipe.data == OWN:
            return ["data = Examples(pixels, labels)  # yours: bytes (N, 1, 28, 28), and (N,)"]
        lines = [f"data = {recipe.data}().train"]
        if recipe.mix != "even":
            lines.append(f"data = lopsided(data, share={1.0 if recipe.mix == 'one' else 0.9})")
        if recipe.pictures:
            lines.append(f"data = evenly(data, {recipe.pictures})")
        return lines

    def augment(self, images: str) -> list[str]:
        """Return the line that changes the images (C, H, W, N) of a step, if any does."""
        recipe = self.recipe
        if recipe.augmentation == NONE:
            return []
        seed = f"({recipe.seed}, {recipe.batch} * step)"
        return [f'    images = augmented({images}, "{recipe.augmentation}", {seed})']

    def names(self) -> list[str]:
        """Return what `pictures` and `augment` takes from the core."""
        wanted = {"Examples" if self.recipe.data == OWN else self.recipe.data}
        wanted |= {"lopsided"} if self.recipe.mix != "even" else set()
        wanted |= {"evenly"} if self.recipe.pictures else set()
        wanted |= {"augmented"} if self.recipe.augmentation != NONE else set()
        return sorted(wanted)


class TrainingWriter(ABC):
    """One framework: it writes a script that ends with `losses`, one for each batch."""

    @abstractmethod
    def write(self, job: Job) -> str:
        """Write the script of a run, or a comment that says why there is none."""


class NumPy(TrainingWriter):
    """The core that trains on this page."""

    def write(self, job: Job) -> str:
        recipe, layers = job.recipe, job.layers
        rule = RULES.get(recipe.optimiser, "OPTIMISERS")
        made = rule if recipe.optimiser in RULES else f'OPTIMISERS["{recipe.optimiser}"]'
        usual = OPTIMISERS[recipe.optimiser]().weight_decay
        decay = f", weight_decay={recipe.decay:g}" if recipe.decay != usual else ""
        kinds = {type(layer).__name__ for layer in layers}
        names = sorted({*kinds, rule, "Network"})
        batch = f"data.shuffled({recipe.seed}, {recipe.batch} * step, {recipe.batch})"
        changes = [*job.rate_lines(), "    optimiser.learning_rate = rate"] if job.rates else []
        return (
            "\n".join(
                [
                    NEEDED,
                    "import numpy as np",
                    "",
                    f"from cnn_core.data import {', '.join(job.names())}",
                    "from cnn_core.nn import (",
                    *(f"    {name}," for name in names),
                    ")",
                    "from cnn_core.training import train_batch",
                    "",
                    *job.pictures(),
                    f"rng = np.random.default_rng({recipe.seed})",
                    "network = Network(",
                    "    [",
                    *(f"        {_call(layer)}," for layer in layers),
                    "    ],",
                    f"    {job.data.train.shape},",
                    "    rng,",
                    ")",
                    f"optimiser = {made}({recipe.rate_at(0):g}{decay})",
                    "",
                    "losses = []",
                    f"for step in range({job.steps}):",
                    *changes,
                    f"    images, labels = data.batch({batch})",
                    *job.augment("images"),
                    "    # Forward, softmax and loss, backward, update: cnn_core/training/step.py.",
                    "    done = train_batch(network, optimiser, images, labels)",
                    "    losses.append(done.loss)",
                    'print(f"loss {losses[0]:.4f} -> {losses[-1]:.4f}")' if job.steps else "",
                ]
            ).rstrip()
            + "\n"
        )


class Framework(TrainingWriter):
    """PyTorch or Keras: the network's own script, its first weights, and a loop."""

    name: str

    def write(self, job: Job) -> str:
        if job.recipe.optimiser not in RULES:
            title = OPTIMISERS[job.recipe.optimiser].title
            return comment(f"there is no {self.name} code for {title} here: see NumPy")
        script = NETWORK_CODE[self.name].write(job.layers, job.data.train.shape, weights=FILE)
        # The last part answers pictures; here they are trained on.
        network = script.rsplit("\n\n", 1)[0].replace(f'"{FILE}"', "first")
        imports, rest = network.split("\n\n", 1)
        lines = [
            NEEDED,
            "import io",
            *imports.split("\n"),
            f"from cnn_core.data import {', '.join(job.names())}",
        ]
        before, _, load = rest.rpartition("\nwith np.load(")
        body = f"{before.rstrip()}\n\n{self._first(job)}\nwith np.load({load}"
        loop = "\n".join(self.loop(job))
        return f"{chr(10).join(lines)}\n\n{body}\n\n{loop}\n"

    @abstractmethod
    def loop(self, job: Job) -> list[str]:
        """Return the lines that train."""

    def _first(self, job: Job) -> str:
        """Return the lines that make the first weights, the same as on this page."""
        shapes = layer_shapes(job.layers, job.data.train.shape)
        sizes = [
            f"    {number}: {layer.parameter_shapes(shape)['w']},"
            for number, (layer, shape) in enumerate(zip(job.layers, shapes, strict=False), start=1)
            if "w" in layer.parameter_shapes(shape)
        ]
        return "\n".join(
            [
                f"rng = np.random.default_rng({job.recipe.seed})",
                "first, weights = io.BytesIO(), {}",
                "for layer, shape in {",
                *sizes,
                "}.items():",
                "    # He's: normal, with variance 2 / inputs of a unit; biases begin at 0.",
                "    drawn = rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))",
                '    weights[f"layer{layer}.w"] = drawn.astype("float32")',
                '    weights[f"layer{layer}.b"] = np.zeros(shape[0], "float32")',
                "np.savez(first, **weights)",
                "first.seek(0)",
            ]
        )


class PyTorch(Framework):
    """PyTorch on the CPU."""

    name = "PyTorch"

    def loop(self, job: Job) -> list[str]:
        recipe = job.recipe
        rule = RULES[recipe.optimiser]
        settings = f"lr={recipe.rate_at(0):g}"
        settings += f", weight_decay={recipe.decay:g}" if recipe.decay else ""
        changes = [*job.rate_lines(), '    optimiser.param_groups[0]["lr"] = rate']
        images = "pictures[rows]" if recipe.augmentation == NONE else "images"
        return [
            *job.pictures(),
            "pictures = torch.from_numpy(data.pixels / np.float32(255))",
            "labels = torch.from_numpy(data.labels.copy())",
            f"optimiser = torch.optim.{rule}(network.parameters(), {settings})",
            "losses = []",
            f"for step in range({job.steps}):",
            *(changes if job.rates else []),
            f"    rows = data.shuffled({recipe.seed}, {recipe.batch} * step, {recipe.batch})",
            *(
                [
                    *job.augment("data.batch(rows)[0]"),
                    "    images = torch.from_numpy(images.transpose(3, 0, 1, 2).copy())",
                ]
                if recipe.augmentation != NONE
                else []
            ),
            f"    loss = nn.functional.cross_entropy(network({images}), labels[rows])",
            "    optimiser.zero_grad()",
            "    loss.backward()",
            "    optimiser.step()",
            "    losses.append(loss.item())",
            *(['print(f"loss {losses[0]:.4f} -> {losses[-1]:.4f}")'] if job.steps else []),
        ]


class Keras(Framework):
    """Keras 3 on any of its backends."""

    name = "Keras"

    def loop(self, job: Job) -> list[str]:
        recipe = job.recipe
        rule = {
            "adam": "Adam({rate:g}, epsilon=1e-8)",
            "sgd": "SGD({rate:g})",
        }[recipe.optimiser].format(rate=recipe.rate_at(0))
        changes = [*job.rate_lines(), "    rule.learning_rate = rate"]
        images = "pictures[rows]" if recipe.augmentation == NONE else "images"
        decay = [
            "# Adds decay * w to the gradient; Keras's own weight_decay shrinks weights directly.",
            "for variable in network.trainable_variables:",
            f"    variable.regularizer = keras.regularizers.L2({recipe.decay / 2:g})",
        ]
        return [
            *job.pictures(),
            "pictures = np.moveaxis(data.pixels, 1, -1) / np.float32(255)",
            *(decay if recipe.decay else []),
            "cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
            f"rule = keras.optimizers.{rule}",
            "network.compile(rule, cross_entropy, metrics=[cross_entropy])",
            "losses = []",
            f"for step in range({job.steps}):",
            *(changes if job.rates else []),
            f"    rows = data.shuffled({recipe.seed}, {recipe.batch} * step, {recipe.batch})",
            "    network.reset_metrics()",
            *(
                [*job.augment("data.batch(rows)[0]"), "    images = images.transpose(3, 1, 2, 0)"]
                if recipe.augmentation != NONE
                else []
            ),
            f"    _, loss = network.train_on_batch({images}, data.labels[rows])",
            "    losses.append(float(loss))",
            *(['print(f"loss {losses[0]:.4f} -> {losses[-1]:.4f}")'] if job.steps else []),
        ]


# Name of a tab -> how it writes.
TRAINING_CODE: Mapping[str, TrainingWriter] = MappingProxyType(
    {"NumPy": NumPy(), "PyTorch": PyTorch(), "Keras": Keras()}
)


def _call(layer: Layer) -> str:
    """Write a layer as a call."""
    match layer:
        case Conv2D():
            extra = f", stride={layer.stride}" if layer.stride != 1 else ""
            extra += f", padding={layer.padding}" if layer.padding else ""
            return f"Conv2D({layer.filters}, {layer.kernel}{extra})"
        case Pool2D():
            kind = f'"{layer.kind}", ' if type(layer) is Pool2D else ""
            return f"{type(layer).__name__}({kind}{layer.size})"
        case Activation():
            kind = f'"{layer.kind}"' if type(layer) is Activation else ""
            return f"{type(layer).__name__}({kind})"
        case Dense():
            return f"Dense({layer.units})"
    return f"{type(layer).__name__}()"
