"""The code a lesson shows, run: it gives the numbers on screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS, apply_repeatedly, gradient
from tests.scripts import executed
from tests.ui.strategies import CONVOLUTION, KERNEL, exists, pixels_of
from ui.code.convolution import SNIPPETS
from ui.code.python_source import LARGEST_TABLE
from ui.models.convolution import Convolution
from ui.models.layer import aligned
from ui.pictures import PICTURES, Picture, picture

NUMPY = SNIPPETS["NumPy"]
HERE = ("NumPy", "SciPy")  # what runs without a further library
HERE_ALIKE = pytest.mark.parametrize("name", HERE)


def run(code: str, name: str) -> NDArray[np.float32]:
    """Run a script as a reader would, and return one of its variables."""
    return np.asarray(executed(code)[name])


def assert_same(found: NDArray[np.float32], wanted: NDArray[np.float32], largest: float) -> None:
    """Compare within the rounding of float32 sums whose terms add up to `largest`."""
    assert found.shape == wanted.shape
    np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-6 * largest)


def largest_sum(convolution: Convolution) -> float:
    return 255 * float(np.abs(convolution.kernel.weights).sum())


@HERE_ALIKE
@given(CONVOLUTION)
def test_the_code_gives_the_map_on_screen(name: str, convolution: Convolution) -> None:
    found = run(SNIPPETS[name].feature_map(convolution), "feature_map")
    assert_same(found, convolution.map, largest_sum(convolution))


@HERE_ALIKE
@given(CONVOLUTION, st.lists(KERNEL, min_size=1, max_size=3))
def test_a_layer_gives_the_map_of_each_of_its_kernels(name, convolution, kernels) -> None:
    alone = [replace(convolution, kernel=k) for k in aligned(kernels, flip=convolution.flip)]
    if all(map(exists, alone)):
        found = run(SNIPPETS[name].feature_maps(convolution, kernels), "feature_maps")
        for one, kernel in zip(found, alone, strict=True):
            assert_same(one, kernel.map, largest_sum(kernel))
    with pytest.raises(ValueError, match="at least one kernel"):
        NUMPY.feature_maps(convolution, [])


@given(pixels_of(1, 9), KERNEL, KERNEL, st.sampled_from(["zeros", "replicate"]))
def test_kernels_in_one_layer_keep_their_centres(shown, one, other, mode) -> None:
    for kernel, wide in zip((one, other), aligned((one, other)), strict=True):
        alone, together = (Convolution(shown, k, padding="same", mode=mode) for k in (kernel, wide))
        np.testing.assert_array_equal(alone.map, together.map)


@HERE_ALIKE
@given(pixels_of(1, 9), KERNEL, st.integers(0, 3), st.sampled_from(PADDING_MODES[:4:3]))
def test_a_kernel_applied_again_and_again(name, shown, kernel, times, mode) -> None:
    convolution = Convolution(shown, kernel, padding="same", mode=mode)
    found = run(SNIPPETS[name].feature_map(convolution, times=times), "feature_map")
    wanted = apply_repeatedly(shown.pixels, kernel, times, padding_mode=mode)[0]
    assert_same(found, wanted, 255 * float(np.abs(kernel.weights).sum()) ** times)


def test_a_kernel_is_not_applied_less_than_never() -> None:
    with pytest.raises(ValueError, match="-1 times"):
        NUMPY.feature_map(Convolution(picture("edge"), KERNELS["sharpen"].kernel()), times=-1)


@HERE_ALIKE
@given(pixels_of(1, 9))
def test_magnitude_and_direction(name, shown) -> None:
    convolution = Convolution(shown, KERNELS["identity"].kernel(), padding=1, mode="replicate")
    code = SNIPPETS[name].gradient(convolution)
    wanted = gradient(shown.pixels[0])
    assert_same(run(code, "magnitude"), wanted.magnitude, 2000)
    np.testing.assert_allclose(run(code, "direction"), wanted.direction, atol=1e-6)


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_brings_its_own_lines(name: str) -> None:
    convolution = Convolution(picture(name).grey(), KERNELS["sobel-x"].kernel())
    found = run(NUMPY.feature_map(convolution), "feature_map")
    np.testing.assert_array_equal(found, convolution.map)


def test_whole_sums_are_divided_last_so_that_not_a_digit_differs() -> None:
    for family in KERNELS.values():
        convolution = Convolution(picture("camera").reduced(64), family.kernel(), padding="same")
        found = run(NUMPY.feature_map(convolution), "feature_map")
        np.testing.assert_array_equal(found, convolution.map)


def test_only_what_the_settings_need_is_written() -> None:
    plain = NUMPY.feature_map(Convolution(picture("edge"), KERNELS["vertical-edge"].kernel()))
    assert plain == (
        "import numpy as np\n"
        "from numpy.lib.stride_tricks import sliding_window_view\n"
        "\n"
        "image = np.float32(np.repeat([[10, 10, 10, 0, 0, 0]], 6, axis=0))[None]\n"
        "\n"
        "# Vertical edge\n"
        "kernel = np.float32([\n"
        "    [1, 0, -1],\n"
        "    [1, 0, -1],\n"
        "    [1, 0, -1],\n"
        "])\n"
        "\n"
        "windows = sliding_window_view(image[0], (3, 3))  # (4, 4, 3, 3)\n"
        'feature_map = np.einsum("rcij,ij->rc", windows, kernel)\n'
    ).replace("    [1, 0, -1]", "    [ 1,  0, -1]")


@given(CONVOLUTION, st.sampled_from(list(SNIPPETS)))
def test_every_script_is_short_and_of_few_characters_a_line(convolution, name) -> None:
    lines = SNIPPETS[name].feature_map(convolution, times=2).splitlines()
    assert max(map(len, lines)) <= 100
    assert len(lines) <= 20 + convolution.kernel.shape[0] + convolution.picture.pixels.shape[1]
    compile("\n".join(lines), "script", "exec")


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_flipped_kernel_is_turned_and_says_why(name: str) -> None:
    convolution = Convolution(picture("edge"), KERNELS["sobel-x"].kernel(), flip=True)
    # SciPy has a function that turns the kernel.
    assert ("do not flip" in SNIPPETS[name].feature_map(convolution)) == (name != "SciPy")
    assert "do not flip" not in SNIPPETS[name].feature_map(replace(convolution, flip=False))


def test_a_large_picture_without_code_is_opened_from_a_file() -> None:
    side = LARGEST_TABLE + 1
    shown = Picture("own", "Own", np.zeros((1, side, side), np.uint8))
    code = NUMPY.feature_map(Convolution(shown, KERNELS["sobel-x"].kernel()))
    assert 'Image.open("your-picture.png")' in code
    compile(code, "script", "exec")


@settings(max_examples=20)
@given(st.integers(1, 99))
def test_many_edits_of_a_small_picture_become_one_table(count: int) -> None:
    drawn = picture("ramp")
    pixels = drawn.pixels.copy()
    lines = [drawn.code]
    for k in range(count):
        pixels[0, k // 16, k % 16] = k
        lines.append(f"image[0, {k // 16}, {k % 16}] = {k}")
    shown = replace(drawn, pixels=pixels, code="\n".join(lines))
    code = NUMPY.feature_map(Convolution(shown, KERNELS["sobel-x"].kernel()))
    assert len(code.splitlines()) < 60
    np.testing.assert_array_equal(run(code, "image")[0], pixels[0])


@pytest.mark.parametrize(
    ("mode", "written"),
    [
        ("zeros", 'mode="constant")'),
        ("reflect", 'mode="mirror")'),
        ("replicate", 'mode="nearest")'),
        ("circular", 'mode="wrap")'),
        ("constant", 'mode="constant", cval=9)'),
    ],
)
def test_scipy_has_its_own_names_for_padding_modes(mode: str, written: str) -> None:
    shown = Convolution(
        picture("nine"), KERNELS["sobel-x"].kernel(), padding="same", mode=mode, fill=9
    )
    code = SNIPPETS["SciPy"].feature_map(shown)
    assert f"scipy.ndimage.correlate(image[0], kernel, {written}" in code
    np.testing.assert_array_equal(run(code, "feature_map"), shown.map)


def test_scipy_turns_the_kernel_by_itself() -> None:
    shown = Convolution(picture("edge"), KERNELS["sobel-x"].kernel(), flip=True)
    assert 'scipy.signal.convolve2d(image[0], kernel, "valid")' in SNIPPETS["SciPy"].feature_map(
        shown
    )
