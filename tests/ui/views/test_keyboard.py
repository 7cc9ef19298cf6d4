"""The list of keys that "?" opens names each key that a view's code hears."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[3] / "ui"
LIST = (UI / "views/keyboard/keys.js").read_text("utf-8")
CONSTANT = re.compile(r"^const ([A-Z]+) = (.+)$", re.MULTILINE)
# The class of a view -> the file that hears its keys.
HEARD = {
    ".step-view": "lessons/train/step_view/main.js",
    ".field-view": "lessons/receptive_field/field_view/main.js",
    ".matrix-view": "lessons/sharing/matrix_view/main.js",
    ".linked-view": "views/linked_view/keys.js",
    ".board": "views/board/main.js",
    ".curves": "views/curves/main.js",
    ".overlap": "lessons/one_dimension/overlap_view/main.js",
    ".lists": "lessons/one_dimension/lists_view/main.js",
    ".windows": "lessons/pooling/windows_view/main.js",
    ".fit": "lessons/activation/fit_view/main.js",
    ".features-view": "lessons/features/features_view/where.js",
    ".columns": "lessons/sharing/columns_view/main.js",
    ".discs": "lessons/receptive_field/disc_view/main.js",
    ".network-view": "lessons/train/network_view/main.js",
    ".judge-view": "lessons/train/judge_view/main.js",
    ".drawing-pad": "views/drawing_pad/main.js",
}
WORDS = {
    "ArrowLeft": "←",
    "ArrowRight": "→",
    "ArrowUp": "↑",
    "ArrowDown": "↓",
    "PageUp": "Page up",
    "PageDown": "Page down",
    "Home": "Home",
    "End": "End",
    "Enter": "Enter",
    "Escape": "Escape",
    "Delete": "Delete",
    "Backspace": "Backspace",
}
NAMED = re.compile(rf"\b({'|'.join(WORDS)})\b(?=:|\"| = )")
LETTER = re.compile(r"^    ([a-z]): \(\) =>|key === \"([a-z])\"", re.MULTILINE)


def listed(part: str) -> str:
    """Return what the list says of a view, its constants written out."""
    ((text,),) = [
        [LIST[at.end() :].split("  {\n", 1)[0].split("\n]\n", 1)[0]]
        for at in re.finditer(f'parts: "{re.escape(part)}"', LIST)
    ]
    for name, value in reversed(CONSTANT.findall(LIST)):
        text = re.sub(rf"\b{name}\b", value.replace("\\", r"\\"), text)
    return text.replace("page", "Page")


def heard(file: str) -> set[str]:
    """Return the keys that a view's code hears, as the list calls them."""
    code = (UI / file).read_text("utf-8")
    letters = {(one or other).upper() for one, other in LETTER.findall(code)}
    return {WORDS[name] for name in NAMED.findall(code)} | letters


@pytest.mark.parametrize("part", HEARD)
def test_each_key_of_a_view_is_listed(part: str) -> None:
    keys = heard(HEARD[part])
    assert keys
    said = listed(part)
    assert {key for key in keys if not re.search(rf"(?<![A-Za-z]){key}(?![A-Za-z])", said)} == set()


def test_each_part_of_the_list_is_a_view_that_hears_keys() -> None:
    parts = set(re.findall(r'parts: "(\.[a-z-]+)"', LIST))
    assert parts - {".inside-view"} == set(HEARD)  # whose keys are heard in its parts
