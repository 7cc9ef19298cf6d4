"""Each message is read by itself here: nothing is left out because a browser would have it."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import pytest


@pytest.fixture(autouse=True, scope="module")
def whole_messages() -> Iterator[None]:
    with mock.patch("ui.views.sent_arrays.LEAST", float("inf")):
        yield
