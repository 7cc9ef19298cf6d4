"""Attribution: what in a picture a network's answer depends on, and what a unit looks for."""

from cnn_core.attribution.ascent import Ascent, ascend, first_layers, narrowed
from cnn_core.attribution.class_activation import GradCAM, grad_cam
from cnn_core.attribution.gradients import (
    gradient_times_input,
    saliency,
    smooth_grad,
    smooth_grad_steps,
)
from cnn_core.attribution.patches import occlusion, occlusion_steps
from cnn_core.attribution.randomisation import randomised, rank_correlation, weighted_layers
from cnn_core.attribution.windows import (
    TopWindows,
    field_at,
    merged,
    top_windows,
    top_windows_steps,
)

__all__ = [
    "Ascent",
    "GradCAM",
    "TopWindows",
    "ascend",
    "field_at",
    "first_layers",
    "grad_cam",
    "gradient_times_input",
    "merged",
    "narrowed",
    "occlusion",
    "occlusion_steps",
    "randomised",
    "rank_correlation",
    "saliency",
    "smooth_grad",
    "smooth_grad_steps",
    "top_windows",
    "top_windows_steps",
    "weighted_layers",
]
