"""The new layer against PyTorch and Keras: its loss, its gradient, its training, its scripts."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from cnn_core.data import Features
from cnn_core.ops.losses import cross_entropy_with_gradient
from cnn_core.transfer import SideBySide, head
from cnn_core.transfer.side_by_side import BATCH, HEAD_RATE
from tests.pages.lessons import code, open_code
from tests.scripts import ROOT, executed
from ui.lessons.reuse.album import shipped
from ui.lessons.reuse.code import LAYER_FILE, layer_file, scripts
from ui.lessons.reuse.model import Learner, Shown

# Keras, which computes with PyTorch, asks for what NumPy 2 warns of.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def test_loss_and_gradient_of_the_head_are_torch_s(torch: ModuleType) -> None:
    rng = np.random.default_rng(2)
    network = head(1280, 4)
    network.values[:] = rng.normal(0, 0.1, network.values.size)
    features = Features(6 * rng.random((9, 1280), np.float32), rng.integers(0, 4, 9))
    x, labels = features.batch()
    loss, grad = cross_entropy_with_gradient(network.learn_forward(x), labels)
    network.learn_backward(grad)
    theirs = torch.nn.Linear(1280, 4).double()
    found = network.layers[-1].parameters
    theirs.weight.data = torch.from_numpy(found["w"].astype(float))
    theirs.bias.data = torch.from_numpy(found["b"].astype(float))
    logits = theirs(torch.from_numpy(features.values.astype(float)))
    wanted = torch.nn.functional.cross_entropy(logits, torch.tensor(labels))
    wanted.backward()
    assert loss == pytest.approx(wanted.item(), rel=1e-5)
    own = network.layers[-1].gradients
    np.testing.assert_allclose(own["w"], theirs.weight.grad.numpy(), atol=1e-5)
    np.testing.assert_allclose(own["b"], theirs.bias.grad.numpy(), atol=1e-5)


def test_after_thirty_batches_the_head_is_that_of_torch(torch: ModuleType) -> None:
    pair = SideBySide(shipped("scenes").both)
    for _ in range(30):
        pair.advance()
    features = pair.both.features
    theirs = torch.nn.Linear(1280, 3)
    torch.nn.init.zeros_(theirs.weight)
    torch.nn.init.zeros_(theirs.bias)
    optimiser = torch.optim.Adam(theirs.parameters(), lr=HEAD_RATE)
    for step in range(30):
        rows = features.shuffled(0, step * BATCH, BATCH)
        optimiser.zero_grad()
        logits = theirs(torch.from_numpy(features.values[rows]))
        torch.nn.functional.cross_entropy(
            logits, torch.from_numpy(features.labels[rows])
        ).backward()
        optimiser.step()
    found = pair.head.network.layers[-1].parameters
    np.testing.assert_allclose(found["w"], theirs.weight.detach().numpy(), atol=2e-5)
    np.testing.assert_allclose(found["b"], theirs.bias.detach().numpy(), atol=2e-5)


@pytest.mark.parametrize("name", ["PyTorch", "Keras"])
def test_the_scripts_train_the_same_layer(name: str, torch: ModuleType, keras: ModuleType) -> None:
    script = code(open_code("reuse", set="scenes"))[name]
    pair = SideBySide(shipped("scenes").both)
    for _ in range(40):
        pair.advance()
    np.testing.assert_array_equal(executed(script)["named"], pair.predicted())


@pytest.mark.parametrize("name", ["PyTorch", "Keras"])
def test_the_saved_layer_is_the_same_in_both(
    name: str, torch: ModuleType, keras: ModuleType, tmp_path: Path
) -> None:
    album = shipped("scenes")
    pair = SideBySide(album.both)
    for _ in range(40):
        pair.advance()
    shown = Shown(album, Learner(album.key, pair, "reader"), "learn")
    (tmp_path / LAYER_FILE).write_bytes(layer_file(shown))
    (tmp_path / "assets").symlink_to(ROOT / "assets")
    script = scripts(shown)["Saved layer"]()
    # What stands in comments below the name of the framework, as a reader would take it.
    lines = re.split(r"# .*in (?:PyTorch|Keras):\n", script)
    own, theirs = lines[0], lines[1 if name == "PyTorch" else 2]
    wanted = executed(own, tmp_path)["logits"]
    written = re.sub(r"^#   ", "", theirs, flags=re.MULTILINE)
    found = executed(own + "del logits\n" + written, tmp_path)["logits"]
    assert np.abs(wanted).max() > 1
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-4)
