"""What PyTorch and Keras make of the code of entries that only their registry knows."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from tests.new_entries import NAMES, passed_in_a_copy

READERS = (
    "tests/oracles/test_activation_snippet_oracles.py",
    "tests/oracles/test_network_code_oracles.py",
    "tests/oracles/test_pool_snippet_oracles.py",
    "tests/oracles/test_framework_code_oracles.py",
)


def test_their_code_gives_the_core_s_numbers(
    torch: ModuleType, keras: ModuleType, tmp_path: Path
) -> None:
    assert passed_in_a_copy(tmp_path, READERS, NAMES, "oracle") >= 20
