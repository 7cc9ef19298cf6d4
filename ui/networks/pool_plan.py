"""How a pooling's windows lie, for frameworks that lack some of its settings."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cnn_core.geometry.sizes import Amounts, Pair
from cnn_core.nn import Pool2D
from cnn_core.ops import POOLINGS
from cnn_core.ops.framework_code import FrameworkPool
from cnn_core.ops.pool_windows import pool_geometry
from ui.networks.script import Shape


@dataclass(frozen=True)
class PoolPlan:
    """How a pooling's windows lie, written out for frameworks that lack some of its settings."""

    layer: Pool2D
    pads: Amounts  # as the setting has it
    reached: Amounts  # of which windows read only so much, or with ceil_mode more
    inside: Pair  # rows and columns up to which a cell counts in an average

    @classmethod
    def of(cls, layer: Pool2D, shape: Shape) -> PoolPlan:
        """Plan a pooling of maps of this shape (C, H, W)."""
        at = pool_geometry((shape[1], shape[2]), layer.size, **layer.options)
        ends = [max(0, int(at.reads(axis).max()) - at.size[axis] + 1) for axis in (0, 1)]
        (top, _), (left, _) = at.amounts
        counted = [n + sum(sides) for n, sides in zip(at.size, at.amounts, strict=True)]
        reached = ((top, ends[0]), (left, ends[1]))
        return cls(layer, at.amounts, reached, (counted[0], counted[1]))

    @property
    def beyond(self) -> bool:
        """Whether windows reach beyond the padding, as `ceil_mode` lets them."""
        both = zip(self.reached, self.pads, strict=True)
        return any(end > padded for (_, end), (_, padded) in both)

    def native(self, framework: str) -> FrameworkPool | None:
        """Return what a framework has for this pooling, if it knows the settings as well."""
        own = POOLINGS[self.layer.kind].native.get(framework)
        if own is None:
            return None
        needed = {
            "padding": self.pads != ((0, 0), (0, 0)),
            "dilation": self.layer.window[2] != (1, 1),
            "ceil_mode": self.beyond,
        }
        lacking = any(wanted and name not in own.takes for name, wanted in needed.items())
        return None if lacking else own

    def call(self, framework: str) -> str:
        """Write the call of the helper that pools any windows."""
        size, stride, dilation = self.layer.window
        pooling = POOLINGS[self.layer.kind]
        fill = pooling.outside
        extra = f', fill=float("{fill}")' if math.isinf(fill) else f", fill={fill}" if fill else ""
        if pooling.averages and self.beyond:
            extra += f", inside={self.inside}"
        return "\n".join(
            [
                "WindowPool(",
                f"        lambda windows: {pooling.code[framework]},",
                f"        size={size}, stride={stride}, dilation={dilation},",
                f"        pads={self.reached}{extra},",
                "    )",
            ]
        )
