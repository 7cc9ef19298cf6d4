"""What all tests share: reproducible random cases, and the libraries some compare with."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

# No window and no network: not even by accident.
os.environ["MPLBACKEND"] = "Agg"
# Before NumPy is loaded, and for the app that browser tests start: two threads of a matrix product
# that wait for each other on cores that others use take ten times as long as one.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ.setdefault("KERAS_BACKEND", "torch")

# The time of one example says nothing on a busy machine. CI runs the same examples every time and
# needs few of them: new ones are for whoever runs the tests here, or `make test-thorough`.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("here", untimed)
settings.register_profile("ci", untimed, max_examples=10, derandomize=True, print_blob=True)
settings.register_profile("thorough", untimed, max_examples=500, print_blob=True)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or (
    "ci" if os.environ.get("CI") == "true" else "here"
)
settings.load_profile(PROFILE)

ORACLES = {"torch", "keras", "cv2"}
ORACLE_TESTS = Path(__file__).parent / "oracles"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of a folder of their own as oracle tests, and refuse them elsewhere.

    `make oracles` reads that folder alone.
    """
    for item in items:
        if item.path.is_relative_to(ORACLE_TESTS):
            item.add_marker("oracle")
        elif asked := ORACLES & set(getattr(item, "fixturenames", ())):
            place = ORACLE_TESTS.relative_to(ORACLE_TESTS.parents[1])
            raise pytest.UsageError(
                f"{item.nodeid} asks for {', '.join(sorted(asked))}: move it to {place}/"
            )


def oracle(name: str) -> ModuleType:
    """Import an independent library; skip without it, but not where it was promised."""
    if os.environ.get("CONVSCOPE_ORACLES") == "required":
        return importlib.import_module(name)
    module: ModuleType = pytest.importorskip(name, reason=f"{name} is missing (make oracles)")
    return module


@pytest.fixture(scope="session")
def torch() -> ModuleType:
    """Return PyTorch on one thread, so that its speed and its sums repeat."""
    library = oracle("torch")
    library.set_num_threads(1)
    return library


@pytest.fixture(scope="session")
def keras() -> ModuleType:
    """Return Keras, computing with PyTorch."""
    return oracle("keras")


@pytest.fixture(scope="session")
def cv2() -> ModuleType:
    """Return OpenCV."""
    return oracle("cv2")
