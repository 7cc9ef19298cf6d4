"""The scripts of the lesson on whole networks, run in PyTorch and Keras: the logits on screen."""

from __future__ import annotations

import io
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from cnn_core.io import save_weights
from cnn_core.nn import toy_network
from tests.pages.lessons import ROOT, code, open_lesson, pictures, run
from tests.scripts import executed

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

both = pytest.mark.parametrize("name", ["PyTorch", "Keras"])


@both
@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"network": "clothes", "example": "139"},
        {"image": "coins"},
        {"network": "photos", "image": "chelsea"},
        {"network": "photos", "image": "camera", "view": "score"},
    ],
)
def test_a_framework_gives_the_logits_on_screen(
    torch: ModuleType, request: pytest.FixtureRequest, name: str, texts: dict[str, str]
) -> None:
    if name == "Keras":
        request.getfixturevalue("keras")
    app = open_lesson("inside", **texts)
    shown = {one["number"]: one["logit"] for one in pictures(app)[0].meta["classes"]}
    logits = np.asarray(executed(code(app)[name])["logits"])
    np.testing.assert_allclose(logits[list(shown)], list(shown.values()), atol=2e-3)
    if texts.get("network") == "photos":
        assert np.argsort(-logits)[:5].tolist() == list(shown)[:5]


@both
def test_the_weights_of_a_file_give_them_too(
    torch: ModuleType, request: pytest.FixtureRequest, tmp_path: Path, name: str
) -> None:
    if name == "Keras":
        request.getfixturevalue("keras")
    file = io.BytesIO()
    save_weights(toy_network(np.random.default_rng(7), classes=4), file)
    (tmp_path / "mine.npz").write_bytes(file.getvalue())
    (tmp_path / "assets").symlink_to(ROOT / "assets")
    app = open_lesson("inside", example="3")
    app.file_uploader(key="inside.network-file").upload("mine.npz", file.getvalue())
    run(app)
    shown = [one["logit"] for one in pictures(app)[0].meta["classes"]]
    np.testing.assert_allclose(
        np.asarray(executed(code(app)[name], tmp_path)["logits"]), shown, atol=1e-4
    )
