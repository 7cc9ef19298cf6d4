"""Receptive fields: in theory, measured, and written out."""

from cnn_core.receptive_fields.arithmetic import FieldWork, field_work
from cnn_core.receptive_fields.discs import covering, honeycomb
from cnn_core.receptive_fields.effective import (
    MeasuredField,
    cell_gradient,
    deciding_part,
    measured_field,
)
from cnn_core.receptive_fields.exact import Reach, reach

__all__ = [
    "FieldWork",
    "MeasuredField",
    "Reach",
    "cell_gradient",
    "covering",
    "deciding_part",
    "field_work",
    "honeycomb",
    "measured_field",
    "reach",
]
