"""Augmentation: images shifted, turned, scaled and thickened by chance, the same by the seed."""

from __future__ import annotations

import io

import numpy as np
import pytest
from scipy import ndimage

from cnn_core.data import AUGMENTATIONS, augmented, digits
from cnn_core.data.augmentation import thickened, warped
from cnn_core.explain.training_step import next_step
from cnn_core.io import load_run, save_run
from cnn_core.training import Run

IMAGES = np.random.default_rng(3).random((2, 9, 12, 4), np.float32)


def test_whole_shifts_move_each_image_by_its_own_pixels() -> None:
    found = warped(IMAGES, down=[0, 2, 0, -1], right=[0, 0, 3, 1])
    np.testing.assert_allclose(found[..., 0], IMAGES[..., 0], atol=1e-6)
    np.testing.assert_allclose(found[:, 2:, :, 1], IMAGES[:, :-2, :, 1], atol=1e-6)
    np.testing.assert_allclose(found[:, :, 3:, 2], IMAGES[:, :, :-3, 2], atol=1e-6)
    np.testing.assert_allclose(found[:, :-1, 1:, 3], IMAGES[:, 1:, :-1, 3], atol=1e-6)
    assert not found[:, :2, :, 1].any()


@pytest.mark.parametrize(("degrees", "scale"), [(20.0, 1.0), (-35.0, 1.0), (0.0, 1.2), (10, 0.8)])
def test_turns_and_sizes_are_those_of_scipy(degrees: float, scale: float) -> None:
    found = warped(IMAGES, degrees=degrees, scale=scale)
    angle = np.deg2rad(degrees)
    back = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]) / scale
    middle = np.array([4.0, 5.5])
    for k in range(4):
        wanted = ndimage.affine_transform(
            IMAGES[1, ..., k], back, middle - back @ middle, order=1, mode="constant"
        )
        inside = np.s_[2:-2, 2:-2]  # at the very edge SciPy drops what lies half outside
        np.testing.assert_allclose(found[1, ..., k][inside], wanted[inside], atol=1e-5)


def test_a_positive_turn_is_anticlockwise() -> None:
    square = IMAGES[:, :, :9]
    np.testing.assert_allclose(warped(square, degrees=90), np.rot90(square, axes=(1, 2)), atol=1e-5)


def test_thickening_takes_the_largest_of_five() -> None:
    cross = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], bool)
    for k in range(4):
        wanted = ndimage.grey_dilation(IMAGES[0, ..., k], footprint=cross, mode="nearest")
        np.testing.assert_array_equal(thickened(IMAGES, 1)[0, ..., k], wanted)
    np.testing.assert_allclose(
        thickened(IMAGES, 0.25), 0.75 * IMAGES + 0.25 * thickened(IMAGES, 1), atol=1e-6
    )


@pytest.mark.parametrize("kind", AUGMENTATIONS)
def test_the_seed_decides_and_images_differ(kind: str) -> None:
    same = np.repeat(digits().train.image(0)[..., None], 6, axis=-1)
    found = augmented(same, kind, (1, 32))
    assert (found.shape, found.dtype) == (same.shape, np.float32)
    assert 0 <= found.min() <= found.max() <= 1 + 1e-6
    np.testing.assert_array_equal(found, augmented(same, kind, (1, 32)))
    assert np.abs(found - augmented(same, kind, (1, 48))).max() > 0.1
    assert np.abs(found[..., 0] - found[..., 1]).max() > 0.1


def test_a_run_with_it_repeats_is_taken_apart_and_goes_on_from_a_file() -> None:
    run, again = (Run(digits().train, augmentation="all", batch=8) for _ in range(2))
    run.advance(5)
    for _ in range(5):
        again.step()
    np.testing.assert_array_equal(run.network.values, again.network.values)
    assert next_step(run).losses.mean() == pytest.approx(again.step().loss, rel=1e-5)
    file = io.BytesIO()
    save_run(run, file)
    file.seek(0)
    saved = load_run(file, digits().train)
    assert saved.augmentation == "all"
    assert saved.step().loss == again.record.losses[-1]
    assert Run(digits().train, batch=8).step().loss != run.record.losses[0]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no augmentation 'mirror'"):
        Run(digits().train, augmentation="mirror")
    with pytest.raises(ValueError, match="no augmentation 'mirror'"):
        augmented(IMAGES, "mirror", (0,))
