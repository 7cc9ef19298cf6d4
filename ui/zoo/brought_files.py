"""Files that a reader brought: read, and let go at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def let_go(files: Sequence[Any]) -> None:
    """Drop what the server keeps of uploaded files, and close them: they stay as long as the visit.

    Give the control that took them another key, or it would ask for them again.
    """
    context = get_script_run_ctx()
    manager = context and context.uploaded_file_mgr
    if context is not None and isinstance(manager, MemoryUploadedFileManager):
        for one in files:
            manager.remove_file(context.session_id, one.file_id)
    for one in files:
        one.close()
