"""The code of two lists: the sums on screen as `result`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.lessons.one_dimension.code import KEPT
from ui.lessons.one_dimension.lists import Lists


def _script(shown: Lists, imports: str, *lines: str) -> str:
    data = f"a = np.float32({list(shown.a)})\nb = np.float32({list(shown.b)})"
    return "\n\n".join((imports, data, "\n".join(lines))) + "\n"


def numpy_list_code(shown: Lists) -> str:
    """Write the sums in NumPy, whose `convolve` turns b around."""
    call = "np.convolve(a, b)" if shown.turns else 'np.correlate(a, b, "full")'
    return _script(shown, "import numpy as np", f"result = {call}")


def scipy_list_code(shown: Lists) -> str:
    """Write the same in SciPy, whose `convolve` turns b around, too."""
    name = "convolve" if shown.turns else "correlate"
    imports = "import numpy as np\nimport scipy"
    return _script(shown, imports, f'result = scipy.signal.{name}(a, b, method="direct")')


def torch_list_code(shown: Lists) -> str:
    """Write the same in PyTorch."""
    imports = "import numpy as np\nimport torch\nfrom torch.nn import functional as F"
    call = f"F.conv1d(signal, kernel{'.flip(-1)' * shown.turns}, padding=len(b) - 1)[0, 0]"
    return _script(
        shown,
        imports,
        "signal, kernel = (torch.from_numpy(one)[None, None] for one in (a, b))",
        *([KEPT.replace(" h ", " b ")] if shown.turns else []),
        f"result = {call}",
    )


def keras_list_code(shown: Lists) -> str:
    """Write the same in Keras, whose channels come last."""
    return _script(
        shown,
        "import numpy as np\nfrom keras import ops",
        *([KEPT.replace(" h ", " b ")] if shown.turns else []),
        f"kernel = b{'[::-1]' * shown.turns}[:, None, None]",
        "batch = np.pad(a, len(b) - 1)[None, :, None]  # (1, L, 1)",
        "result = ops.conv(batch, kernel)[0, :, 0]",
    )


# Name of a tab -> how it writes.
LIST_SNIPPETS: Mapping[str, Callable[[Lists], str]] = MappingProxyType(
    {
        "NumPy": numpy_list_code,
        "SciPy": scipy_list_code,
        "PyTorch": torch_list_code,
        "Keras": keras_list_code,
    }
)
