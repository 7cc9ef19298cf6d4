"""What a network gets wrong: the confusion matrix, the pictures behind each cell, and when.

`judge_view` shows answers that were measured elsewhere; every number comes from `cnn_core`.
Pointing and the keyboard work in the browser, which asks for the pictures behind a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.data import Examples
from cnn_core.geometry.padding import Array
from cnn_core.geometry.phrases import counted
from cnn_core.ops import softmax
from cnn_core.training import (
    NEVER,
    Readings,
    class_accuracies,
    confident_mistakes,
    confusion_matrix,
    row_shares,
)
from ui.lessons.train.words import views as say
from ui.link.settings import Choice, Setting, Text, Whole
from ui.link.view import View
from ui.session.keys import page_key, setting_key
from ui.views.component import component
from ui.views.events import NUMBER, PLACE, Event, choice, either, record, sequence
from ui.views.pack import pack

T = TypeVar("T")
SHEETS = {"mistakes": "Confident mistakes", "late": "Learned last"}
MOST_PICTURES = 48  # at a time
LONGEST_BRIEF = 4  # letters above a column of the table
Wholes = NDArray[np.intp]


def _pair(text: str) -> tuple[int, ...]:
    """Read a cell of the matrix: "true,said", or nothing."""
    if not text:
        return ()
    parts = text.split(",")
    if len(parts) != 2 or not all(part.strip().isdecimal() for part in parts):
        raise ValueError(say.CELL_IS_TWO_CLASSES_TRUE)
    return tuple(min(int(part), 999) for part in parts)


PAIR = Text[tuple[int, ...]]("pair", (), _pair, lambda pair: ",".join(map(str, pair)))
SHEET = Choice("sheet", "mistakes", tuple(SHEETS))
FROM = Whole("from", 0, 0, 10**6)  # the first picture that is shown, in their order


def judge_settings() -> list[Setting[Any]]:
    """Return what the view depends on: the cell whose pictures are shown, or else which."""
    return [PAIR, SHEET, FROM]


def judge_view(
    view: View,
    logits: Array,
    test: Examples,
    classes: Sequence[str],
    *,
    readings: Readings,
    seen: int,
    epoch: int,
) -> None:
    """Show how the first N test pictures were answered.

    logits (K, N), `classes` are the names of the K classes. `seen` is how many images the network
    was trained on, `epoch` how many an epoch has, `readings` what it answered on the way.
    """
    if not np.isfinite(logits).all():
        st.warning(say.NETWORKS_OUTPUTS_ARE_NOT)
        return
    key = component_key(view.page)
    sent = judged(view, logits, test, classes, readings=readings, seen=seen, epoch=epoch)
    _component(key=key, data=sent, on_want_change=partial(_take, view.page))


def component_key(page: str) -> str:
    """Return the key of the page's view of its mistakes."""
    return page_key(page, "judge")


def judged(
    view: View,
    logits: Array,
    test: Examples,
    classes: Sequence[str],
    *,
    readings: Readings,
    seen: int,
    epoch: int,
) -> bytes:
    """Return all that the browser is sent, packed."""
    count = logits.shape[1]
    labels = test.labels[:count]
    said = logits.argmax(axis=0)
    matrix = confusion_matrix(labels, said, len(classes))
    shares = softmax(np.asarray(logits, np.float64))
    last = readings.last_misread(until=seen)
    misread, looks = readings.times_misread(until=seen)
    pair = _cell(_now(view, PAIR), len(classes))
    sheet = _now(view, SHEET)
    rows, title = _chosen(pair, sheet, labels, said, logits, last, shares, classes)
    end = max(len(rows) - 1, 0)
    first = min(_now(view, FROM), end) // MOST_PICTURES * MOST_PICTURES
    shown = rows[first : first + MOST_PICTURES]
    pictures = [
        {
            "number": int(k),
            "true": int(labels[k]),
            "said": int(said[k]),
            "sure": float(shares[said[k], k]),
            "right": float(shares[labels[k], k]),
            "when": when(int(last[k]), int(misread[k]), int(looks[k]), seen, epoch),
        }
        for k in shown
    ]
    meta = {
        "classes": list(classes),
        "brief": brief(classes),
        "matrix": matrix.tolist(),
        "shares": row_shares(matrix).tolist(),
        "accuracies": class_accuracies(matrix).tolist(),
        "words": summary(matrix, classes),
        "pair": None if pair is None else list(pair),
        "sheet": sheet,
        "sheets": SHEETS,
        "title": title,
        "first": first,
        "count": len(rows),
        "page": MOST_PICTURES,
        "pictures": pictures,
        "seq": WANT.parts(component_key(view.page)).get("seq", 0),
    }
    pixels = np.rint(test.pixels[shown].mean(axis=1)).astype(np.uint8)
    return pack(meta, pixels=pixels)


def brief(classes: Sequence[str]) -> list[str]:
    """Return names short enough for the columns of a table, no two the same."""
    letters = enumerate(zip(*classes, strict=False))
    shared = next((k for k, at in letters if len({*at}) > 1), 0)
    for shortened in (
        [name if len(name) <= LONGEST_BRIEF else name[: LONGEST_BRIEF - 1] for name in classes],
        [name[shared:].strip()[:LONGEST_BRIEF] for name in classes],
    ):
        if len({*shortened}) == len(classes) and all(shortened):
            return shortened
    return [f"{name[:1]}{k}" for k, name in enumerate(classes)]


def summary(matrix: Wholes, classes: Sequence[str]) -> str:
    """Say how many were right, and which two classes are mixed up most."""
    total, right = int(matrix.sum()), int(np.trace(matrix))
    words = say.OF_TEST_IMAGES_READ_CORRECTLY.format(
        right=right, total=total, quotient=100 * right / max(total, 1)
    )
    wrong = matrix - np.diag(np.diagonal(matrix))
    if not wrong.any():
        return f"{words} Not one mistake."
    true, said = divmod(int(wrong.argmax()), len(wrong))
    times = int(wrong[true, said])
    often = f"{times} times" if times > 1 else "once"
    return say.MOST_OFTEN_MIXED_UP_READ.format(
        words=words, classes=classes[true], classes_2=classes[said], often=often
    )


def when(last: int, misread: int, looks: int, seen: int, epoch: int) -> str:
    """Say when a picture was last misread, and how often."""
    if looks == 0:
        return say.NOT_TESTED_ON_THE_WAY
    if last == NEVER:
        return (
            say.RIGHT_AT_ALL_TESTS.format(looks=looks) if looks > 1 else say.RIGHT_AT_THE_ONLY_TEST
        )
    often = say.READ_WRONGLY_AT_OF_TESTS.format(misread=misread, looks=looks)
    if last == seen:
        return f"{often}, and now"
    return say.LAST_AFTER_IMAGES_EPOCH.format(often=often, last=last, quotient=last / epoch)


def _chosen(
    pair: tuple[int, int] | None,
    sheet: str,
    labels: Wholes,
    said: Wholes,
    logits: Array,
    last: Wholes,
    shares: Array,
    classes: Sequence[str],
) -> tuple[Wholes, str]:
    """Return the pictures to show, the most telling first, and what they are."""
    if pair is not None:
        true, answer = pair
        found = np.flatnonzero((labels == true) & (said == answer))
        found = found[np.argsort(-shares[answer, found], kind="stable")]
        name = f"{classes[true]} read as {classes[answer]}"
        right = f"{classes[true]} read correctly"
        return found, f"{len(found):,} × {right if true == answer else name}"
    if sheet == "late":
        found = np.flatnonzero((said == labels) & (last[: len(labels)] != NEVER))
        found = found[np.argsort(-last[found], kind="stable")]
        words = say.READ_WRONGLY_BEFORE.format(count=len(found))
        return found, words
    found = confident_mistakes(logits, labels)
    return found, say.MOST_CONFIDENT_FIRST.format(counted=counted(len(found), "mistake"))


def _cell(pair: tuple[int, ...], classes: int) -> tuple[int, int] | None:
    if not pair:
        return None
    true, said = (min(one, classes - 1) for one in pair)
    return true, said


def _now(view: View, setting: Setting[T]) -> T:
    # In a fragment the page's view is that of its last full run; the session is of now.
    now: T = st.session_state.get(view.key(setting.name), view[setting])
    return now


def _take(page: str) -> None:
    """Make what the reader chose in the browser settings."""
    want = WANT.parts(component_key(page))
    if "pair" in want:
        st.session_state[setting_key(page, "pair")] = tuple(want["pair"])
    if "sheet" in want:
        st.session_state[setting_key(page, "sheet")] = want["sheet"]
    if want:  # other pictures begin with their first
        st.session_state[setting_key(page, "from")] = want.get("from", 0)


CLASSES = either(sequence(PLACE, 0), sequence(PLACE, 2, 2))
WANT = Event(
    "want",
    record({"pair": CLASSES, "sheet": choice(*SHEETS), "from": PLACE, "seq": NUMBER}),
)

_component = component(
    "judge_view",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "view.css"),
    events=(WANT,),
    picture="the confusion matrix",
)
