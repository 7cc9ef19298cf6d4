"""What loads in the background is whole when a lesson uses it."""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from pathlib import Path

import pytest

from ui.shell import startup

SLOW = """import threading, time
threading.loading_slowly.set()
time.sleep(0.2)
WHOLE = True
"""


def test_a_chart_waits_for_what_is_still_loading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "loads_slowly.py").write_text(SLOW, "utf-8")
    begun = threading.Event()
    monkeypatch.setattr(threading, "loading_slowly", begun, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(startup, "LATER", ("loads_slowly",))
    loading = threading.Thread(target=import_module, args=("loads_slowly",))
    loading.start()
    begun.wait()
    startup.wait_for_charts()
    assert sys.modules.pop("loads_slowly").WHOLE
    loading.join()
