"""The script of a reader's own classes runs on the file that is saved here."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from cnn_core.io import photo_windows
from cnn_core.transfer import SideBySide
from tests.scripts import executed
from ui.lessons.reuse.classes_view import classes_file
from ui.lessons.reuse.code import CLASSES_FILE, LAYER_FILE, layer_file, own_scripts, scripts
from ui.lessons.reuse.model import Learner, Shown
from ui.lessons.reuse.own import own_album, to_try


def test_the_script_of_own_classes_names_the_same_test_images(tmp_path: Path) -> None:
    chest, windows = to_try(), photo_windows()
    rows = [*range(72, 80), *range(96, 104)]  # the first eight of cat and of coffee
    features = {
        one.digest: windows.averages[row] for one, row in zip(chest.pictures, rows, strict=True)
    }
    pair = SideBySide(own_album(chest, features).both)
    for _ in range(5):
        pair.advance()
    album = own_album(chest, features)
    (tmp_path / CLASSES_FILE).write_bytes(classes_file(chest, features))
    script = scripts(Shown(album, Learner(album.key, pair, "reader"), "learn"))["NumPy"]()
    found = executed(script, tmp_path)
    np.testing.assert_array_equal(found["named"], pair.predicted())
    shown = Shown(album, Learner(album.key, pair, "reader"), "learn")
    (tmp_path / LAYER_FILE).write_bytes(layer_file(shown))
    loaded = executed(scripts(shown)["Saved layer"](), tmp_path)
    np.testing.assert_array_equal(loaded["named"], pair.predicted())
    np.testing.assert_array_equal(loaded["w"], pair.head.network.layers[-1].parameters["w"])
    assert loaded["names"] == list(album.classes)
    looked = executed(own_scripts()["NumPy"](), tmp_path)
    np.testing.assert_array_equal(looked["tested"], album.tested)
    assert looked["shared"] == 0
    np.testing.assert_allclose(found["w"], pair.head.network.layers[-1].parameters["w"], atol=1e-6)
