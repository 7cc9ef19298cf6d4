"""Films: opened by Pillow they have every frame, and end with what the view shows."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageSequence

from tests.pages.lessons import ROOT, figure
from ui.figures import film as films
from ui.figures.film import (
    AMBER,
    BLUE,
    INK,
    MOST_FRAMES,
    ORANGE,
    SOFT,
    TEAL,
    VIOLET,
    Film,
    chosen,
    gif,
)
from ui.figures.sliding_window import film, slides, sliding
from ui.lessons.train.film import clips
from ui.session.keys import SHOWN, TRAINER
from ui.views.shown_views import Shown


def linked(lesson: str, **texts: str) -> Shown:
    return next(iter(figure(lesson, **texts).session_state[SHOWN].values()))


def frames_of(image: Image.Image) -> int:
    return sum(1 for _ in ImageSequence.Iterator(image))


def made(work: Film) -> tuple[Image.Image, list[float]]:
    shares = []
    try:
        while True:
            shares.append(next(work))
    except StopIteration as end:
        return Image.open(io.BytesIO(end.value)), shares


def frame(image: Image.Image, number: int) -> np.ndarray:
    image.seek(number)
    return np.asarray(image.convert("RGB")).astype(int)


@pytest.mark.parametrize(
    ("lesson", "texts"),
    [
        ("window", {}),
        ("window", {"kernel": "gaussian", "image": "digit-7", "padding": "1", "mode": "reflect"}),
        ("padding", {"stride": "2", "dilation": "2", "padding": "2"}),
        ("channels", {}),
    ],
)
def test_each_cell_is_made_of_what_the_film_frames(lesson: str, texts: dict[str, str]) -> None:
    view = linked(lesson, **texts)
    assert slides(view)
    shown = sliding(view)
    assert shown.weights is not None
    for cell, value in np.ndenumerate(shown.map):
        total = (shown.read(*cell) * shown.weights).sum() + shown.bias
        assert total == pytest.approx(value)


def test_the_window_takes_a_frame_for_each_cell_and_the_map_fills() -> None:
    image, shares = made(film(linked("window")))
    assert image.format == "GIF"
    assert frames_of(image) == 16
    assert image.info["loop"] == 0
    assert shares == sorted(shares)
    coloured = [(frame(image, k)[:, 600:] == [194, 87, 12]).all(-1).sum() for k in (0, 4, 15)]
    assert coloured[0] < coloured[1] < coloured[2]


def test_pooling_slides_and_what_has_no_window_does_not() -> None:
    image, _ = made(film(linked("pooling")))
    assert frames_of(image) == 4
    assert not slides(linked("pixels"))
    assert not slides(linked("activation"))
    assert not slides(linked("stacking"))


def test_its_colours_are_those_of_the_screen() -> None:
    light = (ROOT / "ui/views/shared/palette.css").read_text().split("}")[0]
    ours = {
        "ink": INK, "soft": SOFT, "violet": VIOLET, "amber": AMBER, "teal": TEAL,
        "positive": ORANGE, "negative": BLUE,
    }  # fmt: skip
    assert {f"--{name}: {colour};" in light for name, colour in ours.items()} == {True}


def test_a_large_map_leaves_cells_out_evenly() -> None:
    places = chosen(512 * 512)
    assert len(places) == MOST_FRAMES
    assert (places[0], places[-1]) == (0, 512 * 512 - 1)
    assert np.ptp(np.diff(places)) <= 1


def test_a_film_that_is_too_large_loses_every_other_frame(monkeypatch) -> None:
    rng = np.random.default_rng(0)
    noise = [Image.fromarray(rng.integers(0, 256, (40, 40, 3), np.uint8)) for _ in range(8)]
    monkeypatch.setattr(films, "MOST_BYTES", len(gif(noise)) // 2)
    file = gif(noise)
    assert len(file) <= films.MOST_BYTES
    assert 1 < frames_of(Image.open(io.BytesIO(file))) < 8


def test_a_run_is_trained_once_more_to_the_same_weights() -> None:
    trainer = figure("train", steps="3").session_state[TRAINER]
    (clip,) = clips(trainer)
    before = trainer.engine.network.values.copy()
    image, shares = made(clip.make())
    assert frames_of(image) == 4
    assert shares[-1] == pytest.approx(0.9)
    np.testing.assert_array_equal(trainer.engine.network.values, before)
    assert (frame(image, 0) != frame(image, 3)).any()


def test_a_run_that_has_not_begun_has_no_film() -> None:
    assert clips(figure("train", steps="0").session_state[TRAINER]) == []
