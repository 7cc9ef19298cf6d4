"""A new entry in a registry needs no other change: a copy of the app with four, put to the test.

The copy gets one activation, one pooling, one layer and one optimiser, each where its registry is,
and nothing else. There every test that reads a registry runs for them, and
`tests/pages/with_new_entries.py` opens the pages with them.
"""

from __future__ import annotations

from pathlib import Path

from tests.new_entries import NAMES, passed_in_a_copy

READERS = (
    "tests/cnn_core/test_activations.py",
    "tests/cnn_core/test_answer_terms.py",
    "tests/cnn_core/test_depth.py",
    "tests/cnn_core/test_describe.py",
    "tests/cnn_core/test_layers.py",
    "tests/cnn_core/test_pool_gradients.py",
    "tests/cnn_core/test_run.py",
    "tests/cnn_core/test_training.py",
    "tests/cnn_core/test_written.py",
    "tests/ui/activation/test_activation.py",
    "tests/ui/activation/test_questions.py",
    "tests/ui/networks/test_code.py",
    "tests/ui/networks/test_text.py",
    "tests/ui/pooling/test_shown.py",
    "tests/ui/views/test_step.py",
    "tests/pages/with_new_entries.py",
)


def test_a_new_entry_needs_no_other_change(tmp_path: Path) -> None:
    # Where a reader of a registry lists its entries by hand, fewer run.
    words = (*NAMES, "new_entries", "test_the_map_is", "code_gives_the_map")
    assert passed_in_a_copy(tmp_path, READERS, words, "not oracle") >= 60
