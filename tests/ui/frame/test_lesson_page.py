"""The frame of a lesson: code that opens a file says which, and offers it."""

from __future__ import annotations

import pytest

from tests.pages.lessons import code, downloaded, open_code
from ui.pictures import ROOT


@pytest.mark.parametrize(
    ("lesson", "image", "path"),
    [
        ("window", "digit-7", "assets/digits.npz"),
        ("sharing", "camera", "assets/photographs/camera.png"),
    ],
)
def test_the_file_that_shown_code_opens_is_named_and_offered(
    lesson: str, image: str, path: str
) -> None:
    folder, name = path.rsplit("/", 1)
    assert (ROOT / path).read_bytes() == downloaded(lesson, image=image)[name]
    shown = code(open_code(lesson, image=image))["NumPy"]
    assert path in shown
    assert f"# Needs {name} in the folder {folder}: download it below" in shown
