"""A new entry in a registry needs no other change: a copy of the app with six, put to the test.

The copy gets two activations, two poolings, a layer and an optimiser, each where its registry is,
and nothing else. There every test that reads a registry runs for them, and
`tests/pages/new_entries.py` opens the pages with them.
"""

from __future__ import annotations

from pathlib import Path

from tests.new_entries import NAMES, passed_in_a_copy

READERS = (
    "tests/cnn_core/ops/test_activations.py",
    "tests/cnn_core/explain/test_forward.py",
    "tests/cnn_core/analysis/test_vanishing_gradient.py",
    "tests/cnn_core/nn/test_summary.py",
    "tests/cnn_core/nn/test_layers.py",
    "tests/cnn_core/ops/test_pool_gradients.py",
    "tests/cnn_core/ops/test_poolings.py",
    "tests/cnn_core/training/test_run.py",
    "tests/cnn_core/training/test_step.py",
    "tests/cnn_core/ops/test_framework_code.py",
    "tests/ui/lessons/activation/test_activation.py",
    "tests/ui/lessons/activation/test_questions.py",
    "tests/ui/networks/test_code.py",
    "tests/ui/networks/test_text.py",
    "tests/ui/lessons/pooling/test_model.py",
    "tests/ui/lessons/train/test_step_view.py",
    "tests/pages/new_entries.py",
)


def test_a_new_entry_needs_no_other_change(tmp_path: Path) -> None:
    # Where a reader of a registry lists its entries by hand, fewer run.
    words = (*NAMES, "new_entries", "test_the_map_is", "code_gives_the_map")
    assert passed_in_a_copy(tmp_path, READERS, words, "not oracle") >= 60
