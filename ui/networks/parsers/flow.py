"""What functions and methods do to a picture on its way: the layer that each stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.link.settings import quoted
from ui.networks.parsers.arguments import Arguments, Call
from ui.networks.parsers.values import BranchError, Flow, UnreadError, flows_in

# A function's name, in torch, F, tf.nn or keras -> the layer that does the same.
_LAYERS: Mapping[str, str] = MappingProxyType(
    {
        "relu": "ReLU",
        "relu_": "ReLU",
        "relu6": "ReLU6",
        "leaky_relu": "LeakyReLU",
        "sigmoid": "Sigmoid",
        "tanh": "Tanh",
        "gelu": "GELU",
        "elu": "ELU",
        "selu": "SELU",
        "silu": "SiLU",
        "mish": "Mish",
        "hardswish": "Hardswish",
        "softplus": "Softplus",
        "softmax": "Softmax",
        "log_softmax": "LogSoftmax",
        "max_pool2d": "MaxPool2d",
        "avg_pool2d": "AvgPool2d",
        "adaptive_avg_pool2d": "AdaptiveAvgPool2d",
        "dropout": "Dropout",
        "dropout2d": "Dropout2d",
        "flatten": "Flatten",
        "squeeze": "Flatten",
    }
)
_PADS: Mapping[str, str] = MappingProxyType(
    {
        "constant": "ZeroPad2d",
        "reflect": "ReflectionPad2d",
        "replicate": "ReplicationPad2d",
        "circular": "CircularPad2d",
    }
)
_SAME = {
    *("contiguous", "to", "float", "cuda", "cpu", "clone", "type", "detach", "requires_grad_"),
    *("double", "half", "identity", "type_as"),
}
_UNSAID = {"size", "dim", "numel", "stride", "shape"}  # asked of a picture, whatever its size
_JOINS = {
    *("cat", "concat", "concatenate", "add", "add_", "stack", "sum", "mul", "multiply", "matmul"),
    *("maximum", "minimum", "average", "subtract", "bmm", "einsum", "dot"),
}
_BOTH_AXES = ((2, 3), (3, 2), (-2, -1), (-1, -2), (1, 2))


def asks_only(name: str) -> bool:
    """Tell whether a method asks a picture for its size and the like."""
    return name in _UNSAID


def passed(name: str, given: Arguments, line: int) -> Flow:
    """Return what a function makes of the picture among its arguments.

    Errors: it joins several (BranchError), or is not known (UnreadError).
    """
    flows = [*flows_in(given.places), *flows_in(list(given.names.values()))]
    if len(flows) > 1 or name in _JOINS:
        raise BranchError(f"line {line} joins several paths ({quoted(name)})")
    flow, rest = flows[0], given.behind(1)
    if name in _SAME:
        return flow
    if name in _LAYERS:
        return flow.then(Call(_LAYERS[name], rest))
    if name in ("view", "reshape"):
        return flow.then(_flattened(rest, line))
    if name in ("mean", "reduce_mean") and _axes(rest) in _BOTH_AXES:
        return flow.then(Call("GlobalAveragePooling2D"))
    if name == "pad" and rest.get(1, "mode", usual="constant") in _PADS:
        kind = _PADS[rest.get(1, "mode", usual="constant")]
        return flow.then(Call(kind, Arguments([rest.get(0, "pad")])))
    raise UnreadError(f"line {line} calls {quoted(name)}, which is not known here")


def _axes(given: Arguments) -> object:
    found = given.get(0, "dim", "axis")
    return tuple(found) if isinstance(found, list | tuple) else found


def _flattened(given: Arguments, line: int) -> Call:
    """Read x.view(rows of the batch, numbers): a Flatten, which may say how many numbers."""
    sizes = given.places
    if len(sizes) == 1 and isinstance(sizes[0], list | tuple):
        sizes = sizes[0]
    if len(sizes) > 2:
        raise UnreadError(f"line {line} gives a picture another shape")
    count = sizes[1] if len(sizes) == 2 else None
    return Call(
        "Flatten", Arguments(names={"numbers": count if type(count) is int and count > 0 else None})
    )
