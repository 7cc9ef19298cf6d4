"""The trained networks know what is said of them, and nobody can change them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnn_core.data import DATASETS
from cnn_core.data.assets import asset
from cnn_core.io import PRETRAINED, named_weights, photo_input, photo_place, pretrained
from cnn_core.nn import Block, accuracy
from cnn_core.ops import softmax

ROOT = Path(__file__).parents[3]
# As PyTorch answers, see tests/oracles/test_photo_oracles.py: the best classes and their shares.
ANSWERS = {
    "camera": {"tripod": 0.942, "binoculars": 0.010},
    "chelsea": {"Egyptian cat": 0.404, "tiger cat": 0.320, "tabby": 0.164, "lynx": 0.034},
    "coffee": {"espresso": 0.940, "cup": 0.016},
    "astronaut": {"bobsled": 0.308, "football helmet": 0.082},
    "brick": {"racket": 0.121, "maze": 0.107},
    "grass": {"soccer ball": 0.062, "baseball": 0.043},
    "coins": {"golf ball": 0.162, "bubble": 0.084},
}


def photograph(name: str) -> np.ndarray:
    with Image.open(ROOT / "assets" / "photographs" / f"{name}.png") as file:
        pixels = np.asarray(file, np.float32) / 255
    return pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)


@pytest.mark.parametrize("name", ["digits", "clothes"])
def test_the_small_networks_are_as_good_as_is_said(name: str) -> None:
    found, data = pretrained(name), DATASETS[name]()
    assert accuracy(found.network, *data.test.batch()) == found.trained_on.accuracy
    assert found.trained_on.pictures == len(data.train)
    assert found.classes == data.classes


@pytest.mark.parametrize("name", ANSWERS)
def test_photographs_are_answered(name: str) -> None:
    found = pretrained("photos")
    shares = softmax(found.network.forward(photo_input(photograph(name))))
    best = np.argsort(-shares)[: len(ANSWERS[name])]
    assert [found.classes[k] for k in best] == [*ANSWERS[name]]
    np.testing.assert_allclose(shares[best], [*ANSWERS[name].values()], atol=6e-4)


def test_1000_things_have_a_name_each() -> None:
    names = pretrained("photos").classes
    assert len(names) == len(set(names)) == 1000
    assert names[:3] == ("tench", "goldfish", "great white shark")
    assert {names[134], names[517]} == {"crane (bird)", "crane (machine)"}


@pytest.mark.parametrize("name", PRETRAINED)
def test_a_network_is_loaded_once_and_cannot_be_changed(name: str) -> None:
    network = pretrained(name).network
    assert pretrained(name).network is network
    for values in (network.values, *named_weights(network).values()):
        with pytest.raises(ValueError, match="read-only"):
            values[...] = 0
    for layer in network.layers:
        for inside in layer.layers if isinstance(layer, Block) else ():
            assert not any(values.flags.writeable for values in inside.parameters.values())


def test_the_file_is_read_when_it_is_asked_for() -> None:
    lines = (
        "import sys, cnn_core, cnn_core.io.pretrained_networks as rooms",
        "seen = []",
        "sys.addaudithook(lambda event, args: seen.append(str(args)) if event == 'open' else None)",
        "assert not rooms._loaded.cache_info().currsize",
        "cnn_core.pretrained('clothes')",
        "print(sum('networks' in one for one in seen), rooms._loaded.cache_info())",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout.startswith("1 CacheInfo(hits=0, misses=1"), done.stderr


def test_the_weights_are_those_of_the_file() -> None:
    with np.load(asset("networks/photos.npz")) as arrays:
        for name, values in named_weights(pretrained("photos").network).items():
            assert arrays[name].dtype == np.float16
            np.testing.assert_array_equal(values, arrays[name])


def test_an_unknown_network_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="use digits, clothes, photos"):
        pretrained("videos")


def test_a_photograph_is_cut_square_and_scaled() -> None:
    image = np.zeros((3, 300, 448))
    image[:, :, 200:] = 1
    found = photo_input(image)
    assert found.shape == (3, 224, 224)
    assert (found.min(), found.max()) == (-127 / 128, 1)
    rows, columns = photo_place(image.shape)
    assert (rows, columns) == (slice(0, 300), slice(74, 374))
    # White begins 126 of 300 columns from the left.
    edge = 224 * 126 / 300
    assert found[0, 5, int(edge) - 2] == found.min()
    assert found[0, 5, int(edge) + 2] == found.max()


def test_a_fine_pattern_becomes_grey_instead_of_another_pattern() -> None:
    stripes = np.tile([0.0, 1.0], (1, 896, 448))
    found = photo_input(stripes)
    assert np.abs(found[:, 2:-2, 2:-2] - 0.5 * 255 / 128 + 127 / 128).max() < 0.02


def test_grey_is_three_equal_channels_and_a_small_picture_is_enlarged() -> None:
    found = photo_input(np.random.default_rng(0).random((1, 30, 20)))
    assert found.shape == (3, 224, 224)
    assert found.flags.writeable
    np.testing.assert_array_equal(found[0], found[2])
    for wrong in ((2, 30, 30), (30, 30)):
        with pytest.raises(ValueError, match="a photograph is"):
            photo_input(np.zeros(wrong))
