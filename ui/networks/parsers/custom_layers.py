"""Classes that the code shown in the lessons brings with it, read back as what they stand for."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from cnn_core.ops import ACTIVATIONS, POOLINGS
from ui.networks.kinds import activation_word, pooling_word
from ui.networks.parsers.arguments import Arguments, arguments_of
from ui.networks.parsers.shared_layers import Make, pad, sides_of
from ui.networks.parsers.site import Site
from ui.networks.parsers.values import Formula
from ui.networks.text import Piece

_MODES = {"reflect": "reflect", "edge": "replicate", "wrap": "circular"}


def _close(text: str) -> str:
    """Return an expression without what two writings of it may differ in."""
    return text.replace(" ", "").replace("'", '"')


def formula_word(formula: object, framework: str) -> str | None:
    """Return the spelling of the activation that an expression computes, None for another."""
    if not isinstance(formula, Formula):
        return None
    for kind, one in ACTIVATIONS.items():
        if _close(one.code[framework]) == _close(formula.text):
            return activation_word(kind)
    return None


def _pooling_of(formula: object, framework: str) -> tuple[str, Arguments] | None:
    """Return the pooling that an expression of a framework's own function is, and its options."""
    if not isinstance(formula, Formula):
        return None
    for kind, one in POOLINGS.items():
        native = one.native.get(framework)
        if native is None:
            continue
        form = re.escape(_close(native.call)).replace(r"\{how\}", "(.{1,200})")
        form = form.replace(r"\{cells\}", r"\d{1,4}")
        if match := re.fullmatch(form, _close(formula.text)):
            call = ast.parse(f"f({match[1]})", mode="eval").body
            return (kind, arguments_of(call)) if isinstance(call, ast.Call) else None
    return None


def own_layers(framework: str) -> Mapping[str, Make]:
    """Return what makes the layers that a framework lacks and its code here defines."""
    poolings = {_close(one.code[framework]): kind for kind, one in POOLINGS.items()}

    def window_pool(given: Arguments, at: Site) -> list[Piece]:
        formula, pads = given.get(0, "answer"), sides_of(given.get(4, "pads"))
        kind = poolings.get(_close(formula.text)) if isinstance(formula, Formula) else None
        if kind is None or not pads:
            raise TypeError("window pool")
        numbers = {
            "size": at.whole(given.get(1, "size"), "window"),
            "stride": at.whole(given.get(2, "stride"), "stride"),
            "dilation": at.whole(given.get(3, "dilation"), "dilation", 1),
            "padding": at.whole(pads[0][0], "padding"),
            # Windows that reach beyond the padding are those of ceil mode.
            "ceil": int(any(end > before for before, end in pads)),
        }
        return [Piece(pooling_word(kind), numbers)]

    def function(given: Arguments, at: Site) -> list[Piece]:
        formula = given.get(0, "function")
        word = formula_word(formula, framework)
        if word is not None:
            return [Piece(word)]
        pooling = _pooling_of(formula, framework)
        if pooling is None:
            raise TypeError("function")
        kind, options = pooling
        size = at.whole(options.get(0, "kernel_size"), "window")
        return [
            Piece(
                pooling_word(kind),
                {
                    "size": size,
                    "stride": at.whole(options.get(1, "stride"), "stride", size),
                    "padding": at.whole(options.get(2, "padding"), "padding", 0),
                    "dilation": at.whole(options.get(3, "dilation"), "dilation", 1),
                    "ceil": int(options.get(-1, "ceil_mode") is True),
                },
            )
        ]

    def border(given: Arguments, at: Site) -> list[Piece]:
        return pad(_MODES[given.get(1, "mode")])(Arguments([given.get(0, "pads")]), at)

    def spread(given: Arguments, at: Site) -> list[Piece]:
        at.spread = at.whole(given.get(0, "steps"), "stride")
        return []

    return {"WindowPool": window_pool, "Function": function, "Border": border, "Spread": spread}
