"""What a pasted table says of each layer, beside what follows from its layers here."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.lessons.architectures.model import Planned, size_words
from ui.lessons.architectures.words import views as say
from ui.networks.parsers.draft import Claim
from ui.text.arithmetic import written

MOST_WORDS = 4


@dataclass(frozen=True)
class Compared:
    """One row of the reader's table beside the layers that it stands for."""

    claim: Claim
    number: int  # of the last of its layers, from 1
    shape: tuple[int, ...]
    parameters: int
    works: str  # the arithmetic of the parameters
    measured: int  # numbers that are not learned, which Keras counts as well
    flat: tuple[int, str] | None  # a dense layer's parameters behind a Flatten, with the arithmetic

    @property
    def same_size(self) -> bool:
        """Whether the table has the output size that follows here."""
        return self.claim.shape is None or self.claim.shape == self.shape

    @property
    def same_count(self) -> bool:
        """Whether the table has as many parameters."""
        return self.claim.parameters in (None, self.parameters, self.parameters + self.measured)

    @property
    def agrees(self) -> bool:
        """Whether all of the row follows here."""
        return self.same_size and self.same_count

    @property
    def words(self) -> str:
        """Say where the table and this page differ, and what would follow with a Flatten."""
        claim = self.claim
        says, here = [], []
        if not self.same_count:
            says.append(f"{claim.parameters:,} parameters")
            here.append(f"{self.works} = {self.parameters:,} parameters")
        if not self.same_size and claim.shape is not None:
            says.append(f"the output size {size_words(claim.shape)}")
            here.append(f"the output size {size_words(self.shape)}")
        text = say.LAYER_YOUR_TABLE_SAYS_HERE.format(
            number=self.number,
            name=claim.name,
            names=" and ".join(says),
            names_2=" and ".join(here),
        )
        if self.flat is None or self.same_count:
            return text
        count, works = self.flat
        text += say.WITH_A_FLATTEN_BEFORE.format(works=works, count=count)
        if claim.parameters == count:
            return say.YOUR_NUMBER_IS_A_FLATTEN.format(text=text)
        return say.NEITHER_IS_THE_TABLE.format(text=text, parameters=claim.parameters)


def compare(shown: Planned, claims: Sequence[Claim]) -> list[Compared]:
    """Put each row of a table beside its layers, as far as they fit."""
    found = []
    for claim in claims:
        if claim.layer >= len(shown.rows):
            break
        rows = [shown.rows[k] for k in claim.layers]
        before = shown.before(rows[0].number)
        counts = [row.parameters for row in rows if row.parameters.value]
        measured = sum(
            math.prod(shape)
            for k, row in zip(claim.layers, rows, strict=True)
            for shape in row.layer.measured_shapes(shown.before(k + 1)).values()
        )
        found.append(
            Compared(
                claim,
                rows[-1].number,
                rows[-1].shape,
                sum(one.value for one in counts),
                " + ".join(written(one.work or one.value) for one in counts) or "0",
                measured,
                _flat(shown, rows[-1].number, before),
            )
        )
    return found


def _flat(shown: Planned, number: int, before: tuple[int, ...]) -> tuple[int, str] | None:
    """Return what a dense layer on maps would have behind a Flatten; None for others."""
    piece = shown.pieces[number - 1]
    if piece.kind != "dense" or len(before) != 3:
        return None
    inputs, bias = math.prod(before), piece["bias"]
    works = f"({inputs:,} + 1)" if bias else f"{inputs:,}"
    return (inputs + bias) * piece["units"], f"{works}·{piece['units']:,}"


def comparison_words(compared: Sequence[Compared]) -> str:
    """Say how far a table and this page agree, as Markdown."""
    other = [one for one in compared if not one.agrees]
    count = len(compared)
    if not other:
        text = say.ALL_ROWS_OF_YOUR_TABLE_AGREE.format(count=count)
    else:
        agreeing = count - len(other)
        text = say.OF_ROWS_OF_YOUR_TABLE_AGREE.format(agreeing=agreeing, count=count)
        text += "\n\n".join(one.words for one in other[:MOST_WORDS])
        if len(other) > MOST_WORDS:
            text += say.MORE_ROWS_DIFFER.format(difference=len(other) - MOST_WORDS)
    counted = [one for one in compared if one.measured and one.claim.parameters != one.parameters]
    if any(one.same_count for one in counted):
        text += say.KERAS_COUNTS_THE_RUNNING_MEAN
    return text


def claims_by_layer(compared: Sequence[Compared]) -> Mapping[int, Compared]:
    """Return the rows by the number of their last layer."""
    return {one.number: one for one in compared}
