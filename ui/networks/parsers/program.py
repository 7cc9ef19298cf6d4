"""Follow the calls of a pasted text as far as they build a network."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Sequence
from typing import Any

from ui.networks.parsers.arguments import Arguments, Call, Name
from ui.networks.parsers.flow import asks_only, passed
from ui.networks.parsers.lists import grown, listed, modules_in, one_of, python_call
from ui.networks.parsers.merges import MERGES
from ui.networks.parsers.statements import LoopSignal, ReturnSignal, Statements
from ui.networks.parsers.values import (
    UNKNOWN,
    BranchError,
    Chain,
    Flow,
    Formula,
    Function,
    Instance,
    Kind,
    Method,
    Scope,
    UnreadError,
    flows_in,
    is_module,
    word,
)

DEEPEST = 24  # calls inside calls
_STAYS = {
    "to",
    "cuda",
    "cpu",
    "eval",
    "train",
    "half",
    "float",
    "double",
    "apply",
    "requires_grad_",
}
_PICTURES = {"rand", "randn", "zeros", "ones", "empty"}


class Program(Statements):
    """One text while it is followed."""

    def __init__(self, layers: Collection[str]) -> None:
        super().__init__(layers)
        self.shapes: list[tuple[Any, ...]] = []  # sizes of pictures: (channels, rows, columns)
        self._depth = 0

    def call(self, callee: Any, given: Arguments, line: int, scope: Scope) -> Any:
        match callee:
            case Name():
                return self._named(callee, given, line, scope)
            case Kind():
                return self.made(callee, given)
            case Function():
                return self.called(callee, given)
            case Method():
                return self._method(callee, given, line)
            case Formula():
                raise UnreadError(f"line {line} calls a lambda")
        if is_module(callee):
            return self.through(callee, given.places[0] if given.places else UNKNOWN, line)
        if any(flows_in(given.places)):
            raise UnreadError(f"line {line} calls what the text does not give")
        return UNKNOWN

    def made(self, kind: Kind, given: Arguments) -> Instance:
        """Return an object of a class, its __init__ followed."""
        made = Instance(kind)
        start = kind.method("__init__")
        if start is not None:
            self.called(Function(start.node, start.scope, made), given)
        elif any(isinstance(one, Name) and one.last == "Sequential" for one in kind.bases):
            made.sequence = Chain(modules_in(given.places))
        return made

    def called(self, function: Function, given: Arguments) -> Any:
        """Return what a function of the text gives for these arguments."""
        self._depth += 1
        if self._depth > DEEPEST:
            self._depth = 0
            raise UnreadError("its functions call each other too deeply")
        inner = ChainMap({}, *function.scope.maps)
        self._bind(function, given, inner)
        try:
            self.run(function.node.body, inner)
        except ReturnSignal as signal:
            return signal.value
        except LoopSignal:
            return None
        finally:
            self._depth -= 1
        return None

    def _bind(self, function: Function, given: Arguments, scope: Scope) -> None:
        """Give a function's parameters their values: the call's, or those they have by default."""
        wanted = function.node.args
        names = [one.arg for one in (*wanted.posonlyargs, *wanted.args)]
        places = [*([function.owner] if function.owner is not None else []), *given.places]
        for one in (*wanted.posonlyargs, *wanted.args, *wanted.kwonlyargs):
            scope[one.arg] = UNKNOWN
        defaults = dict(zip(reversed(names), reversed(wanted.defaults), strict=False))
        named = zip((one.arg for one in wanted.kwonlyargs), wanted.kw_defaults, strict=True)
        for name, default in (*defaults.items(), *named):
            if default is not None:
                scope[name] = self.evaluate(default, function.scope)
        scope.update(zip(names, places, strict=False))
        known = set(scope.maps[0])
        scope.update({name: value for name, value in given.names.items() if name in known})
        if wanted.vararg:
            scope[wanted.vararg.arg] = tuple(places[len(names) :])
        if wanted.kwarg:
            more = {name: value for name, value in given.names.items() if name not in known}
            scope[wanted.kwarg.arg] = more

    def through(self, module: Any, value: Any, line: int) -> Any:
        """Return what comes out of a module for what comes in."""
        self.spend()
        flows = list(flows_in(value))
        if len(flows) > 1 or (isinstance(module, Call) and module.name in MERGES):
            what = module.name if isinstance(module, Call) else "a layer"
            raise BranchError(f"{what} joins several paths (line {line})")
        if isinstance(value, Name):  # a picture that the text does not make
            flows = [Flow()]
        if not flows:
            return UNKNOWN
        match module:
            case Call():
                return flows[0].then(module)
            case Chain():
                found: Any = flows[0]
                for one in module.modules:
                    found = self.through(one, found, line)
                return found
            case Instance():
                forward = module.kind.method("forward", "call")
                if forward is not None:
                    owned = Function(forward.node, forward.scope, module)
                    return self.called(owned, Arguments([flows[0]]))
                if module.sequence is not None:
                    return self.through(module.sequence, flows[0], line)
                raise UnreadError(f"{module.kind.node.name} has no forward")
        raise UnreadError(f"line {line} calls what the text does not give")

    def _named(self, callee: Name, given: Arguments, line: int, scope: Scope) -> Any:
        """Return what a call of a name gives that the text does not define."""
        name = callee.last
        if name == "add" and any(isinstance(one, Call | Chain | Flow) for one in given.places):
            owner = callee.dotted.rpartition(".")[0]  # model.add(...) without its model
            if owner and not isinstance(given.places[0], list):
                chain = scope.setdefault(owner, Chain())
                return grown(chain, "add", given)
        if name == "__init__":
            return self._inherited(given, scope)
        if name == "super":
            return self._above(scope)
        if name in ("Input", "InputLayer"):
            return Flow((Call("Input", given),))
        if name == "Model" and (outputs := given.get(1, "outputs")) is not None:
            (flow,) = one_of(list(flows_in(outputs)), line)
            return Chain(list(flow.calls))
        if name == "Sequential":
            return Chain(modules_in([*given.places, *listed(given.get(-1, "layers"))]))
        if any(flows_in([*given.places, *given.names.values()])) and name not in self.layers:
            return passed(name, given, line)
        if name in self.layers:
            return Call(name, given)
        return self._builtin(callee, given)

    def _builtin(self, callee: Name, given: Arguments) -> Any:
        """Return what a function of Python's gives, or one that makes a picture."""
        name, first = callee.last, given.places[0] if given.places else UNKNOWN
        if name in _PICTURES and callee.dotted.startswith("torch."):
            self._take_shape(tuple(first) if isinstance(first, list | tuple) else given.places)
        if name == "summary":
            size = given.get(1, "input_size", "input_shape")
            self._take_shape(size if isinstance(size, list | tuple) else ())
        return python_call(name, given)

    def _take_shape(self, shape: Sequence[Any]) -> None:
        """Keep the size of a picture that the text makes, (batch, channels, rows, columns)."""
        if len(shape) in (3, 4):
            self.shapes.append(tuple(shape[-3:]))

    def _inherited(self, given: Arguments, scope: Scope) -> None:
        """Follow super().__init__(...), which may be given layers in a row."""
        owner = scope.get("self")
        if not isinstance(owner, Instance):
            return
        for base in owner.kind.bases:
            if isinstance(base, Kind):
                start = base.method("__init__")
                if start is not None:
                    self.called(Function(start.node, start.scope, owner), given)
            elif isinstance(base, Name) and base.last == "Sequential":
                owner.sequence = Chain(modules_in(given.places))

    def _above(self, scope: Scope) -> Any:
        """Return the layers in a row of whose class `super()` asks."""
        owner = scope.get("self")
        row = owner.sequence if isinstance(owner, Instance) else None
        return UNKNOWN if row is None else row

    def _method(self, method: Method, given: Arguments, line: int) -> Any:
        owner, name = method.owner, method.name
        if isinstance(owner, Flow):
            if asks_only(name):
                return UNKNOWN
            return passed(name, Arguments([owner, *given.places], given.names), line)
        if is_module(owner) and name in _STAYS:
            return owner
        if isinstance(owner, Chain) and name == "forward" and given.places:
            return self.through(owner, given.places[0], line)
        if isinstance(owner, Chain | list):
            return grown(owner, name, given)
        if isinstance(owner, dict):
            views = {"values": list(owner.values()), "keys": list(owner)}
            views["items"] = list(owner.items())
            return views.get(name, UNKNOWN)
        if isinstance(owner, Instance) and name in ("add_module", "register_module"):
            owner.attributes[word(given.get(0, "name"))] = given.get(1, "module")
            return None
        if isinstance(owner, Instance) and name in ("children", "modules"):
            return [one for one in owner.attributes.values() if is_module(one)]
        if any(flows_in(given.places)):
            raise UnreadError(f"line {line} calls what the text does not give")
        return UNKNOWN
