"""One small map under every activation function at once, its numbers written in the cells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cnn_core.ops import ACTIVATIONS
from ui.frame.scenes import size
from ui.lessons.activation.words import views as say
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.models.activation import Activated
from ui.text.numbers import cell_texts
from ui.views.board import Board, Panel

ACROSS = 4  # grids in a row


def compared_board(view: View, shown: Activated) -> Board:
    """Return the map, and what each activation function makes of it, over one range of colours."""
    made = {name: replace(shown, kind=name).after for name in ACTIVATIONS}
    limit = max(float(np.abs(one).max()) for one in (shown.before, *made.values())) or 1.0
    titles = [f"map {size(*shown.before.shape)}", *(ACTIVATIONS[name].title for name in made)]
    grids = [shown.before, *made.values()]
    panels = [
        Panel(title, one, k // ACROSS, limit=limit, texts=cell_texts(one))
        for k, (title, one) in enumerate(zip(titles, grids, strict=True))
    ]
    return Board(
        panels,
        (shown.before.shape[0], shown.before.shape[1]),
        {
            "kind": "pooled",
            "source": 0,
            "panels": [*range(1, len(panels))],
            "names": [ACTIVATIONS[name].name for name in made],
        },
        say.UNDER_AND_ACTIVATION_FUNCTIONS.format(
            title=shown.convolution.picture.title,
            title_2=shown.convolution.kernel.title,
            count=len(made),
        ),
        view[CELL],
        view.arrival,
    )
