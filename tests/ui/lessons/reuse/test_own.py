"""A reader's own classes: pictures become copies, and only the copies are kept."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from cnn_core.io.custom_classes import LONGEST_NAME
from ui.lessons.reuse.classes_view import sheet, worries
from ui.lessons.reuse.own import (
    Chest,
    own_album,
    own_picture,
    to_try,
    with_files,
    with_windows,
)
from ui.pictures.named_classes import NamedClass, renamed


def photograph(seed: int, side: int = 60, mark: int = 0) -> bytes:
    pixels = np.random.default_rng(seed).integers(0, 256, (side, side, 3), np.uint8)
    pixels[:99, :99] = mark
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def two(first: int, second: int, start: int = 0) -> Chest:
    """Return two classes of so many pictures, all different."""
    made = [own_picture(np.full((1, 4, 4), start + k, np.uint8)) for k in range(first + second)]
    return Chest((NamedClass("A", tuple(made[:first])), NamedClass("B", tuple(made[first:]))))


def test_two_hundred_large_pictures_take_no_more_memory_than_their_copies() -> None:
    many = 6  # each is read and let go before the next: 200 would only take longer

    def files() -> Iterator[tuple[str, bytes]]:
        for number in range(many):
            content = photograph(0, 1300, mark=number)
            assert len(content) > 4.9e6
            yield f"{number}.png", content

    tracemalloc.start()
    chest = with_files(Chest(), 0, files())
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    copies = sum(one.square.nbytes for one in chest.pictures)
    assert copies == many * 3 * 224 * 224
    assert kept < copies + 1e6
    for one in chest.pictures:
        base = one.square.base
        assert base is None or base.nbytes == one.square.nbytes  # no view of anything larger


def test_files_that_are_no_pictures_are_named_and_the_others_taken() -> None:
    files = [("a.png", photograph(1, 200)), ("b.png", b"no picture"), ("c.png", photograph(2, 200))]
    chest = with_files(Chest(), 1, files)
    assert [len(one.pictures) for one in chest.classes] == [0, 2]
    assert chest.refusal.startswith("Not taken: b.png: ")
    again = with_files(chest, 1, [files[0]])
    assert len(again.pictures) == 2
    assert "a.png: this picture is in the class already" in again.refusal


def test_a_class_takes_shipped_windows_once() -> None:
    chest = Chest()
    for _ in range(3):  # 24 windows in all
        chest = with_windows(chest, 0, "grass")
    assert len({*chest.digests["A"]}) == len(chest.pictures) == 24
    assert "already" in with_windows(chest, 0, "grass").refusal


def test_more_than_two_hundred_are_refused() -> None:
    chest = with_windows(two(196, 1), 1, "brick")
    assert len(chest.pictures) == 200
    assert "200 pictures are the most" in chest.refusal


@pytest.mark.parametrize(
    ("name", "called", "said"),
    [
        ("  red   cup ", "red cup", ""),
        ("", "B", "needs a name"),
        ("A", "B", "already"),
        ("x" * 99, "x" * LONGEST_NAME, ""),
        ("<b>*x*</b>", "<b>*x*</b>", ""),
    ],
)
def test_a_name_is_short_and_no_other_s(name: str, called: str, said: str) -> None:
    chest = renamed(two(1, 1), 1, name)
    assert chest.classes[1].name == called
    assert said in chest.refusal


def test_the_album_has_the_pictures_class_after_class() -> None:
    chest = two(5, 6)
    features = {one.digest: np.full(1280, k, np.float32) for k, one in enumerate(chest.pictures)}
    album = own_album(chest, features)
    assert album.labels.tolist() == [0] * 5 + [1] * 6
    assert album.features[:, 0].tolist() == [*range(11)]
    assert album.tests.tolist() == [3, 8]
    np.testing.assert_array_equal(album.square(7), chest.pictures[7].square)
    assert len(album.both.images) == 9


def test_two_photographs_are_there_to_try() -> None:
    chest = to_try()
    assert chest.fault == ""
    assert [one.name for one in chest.classes] == ["cat", "coffee"]


def test_what_could_be_wrong_is_named() -> None:
    assert worries(two(9, 9)) == []
    assert "A has 30 pictures and B only 10" in worries(two(30, 10))[0]
    assert "right for 75" in worries(two(30, 10))[0]
    assert "A has only 5 pictures" in worries(two(5, 9))[0]
    chest = two(8, 8)
    one, other = chest.classes
    both = Chest((one, NamedClass("C", (*other.pictures, *one.pictures[:2]))))
    assert "A and C have 2 pictures that are the same" in worries(both)[0]
    same = Chest((one, NamedClass("C", one.pictures)))
    assert "8 pictures that are the same" in worries(same)[0]


def test_a_sheet_is_as_wide_as_its_pictures() -> None:
    assert sheet(two(3, 0).classes[0]).shape == (58, 3 * 58, 4)
    assert sheet(two(15, 0).classes[0]).shape == (2 * 58, 14 * 58, 4)
