"""How the images of the next batch look when they are changed by chance."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnn_core.data import AUGMENTATIONS
from ui.frame.catalogue import LESSONS
from ui.frame.images import data_address
from ui.lessons.train.recipe import NONE
from ui.lessons.train.trainer import Trainer
from ui.lessons.train.words import views as say

SHOWN = 5  # images
LINE = 130  # grey between two of them


def augmentation_view(trainer: Trainer) -> None:
    """Show images of the next batch as they are and as they are trained on, if they differ."""
    kind = trainer.recipe.augmentation
    if kind == NONE:
        return
    engine = trainer.engine
    plain = engine.data.batch(engine.data.shuffled(engine.seed, engine.seen, engine.batch))[0]
    rows = [
        np.hstack(
            [
                np.pad(np.rint(255 * image), ((1, 0), (1, 0)), constant_values=LINE)
                for image in np.moveaxis(images[0, ..., :SHOWN], -1, 0)
            ]
        )
        for images in (plain, engine.next_batch()[0])
    ]
    pixels = np.vstack(rows).astype(np.uint8)
    title = AUGMENTATIONS[kind].title.lower()
    st.caption(say.IMAGES_OF_THE_NEXT_BATCH_ABOVE.format(title=title))
    change = "rotate" if kind == "rotate" else "shift"
    st.page_link(
        LESSONS["break-it"].file,
        label=say.SEE_WHAT_THIS_NETWORK_CAN_READ,
        query_params={"change": change, "beside": "yours", "shown": change},
    )
    st.html(
        f'<img src="{data_address(pixels)}" style="width:100%;max-width:18rem;'
        f'image-rendering:pixelated" alt="{say.BEFORE_AND_AFTER.format(title=title)}">'
    )
