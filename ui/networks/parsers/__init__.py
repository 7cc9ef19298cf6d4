"""Read a network from pasted text: PyTorch's or Keras's code, print or table.

The text is a stranger's: it is followed as far as it builds a network, and never evaluated.
"""

from __future__ import annotations

from ui.networks.parsers.builder import LAYER_NAMES, is_keras
from ui.networks.parsers.code import Source, read_code
from ui.networks.parsers.draft import Imported
from ui.networks.parsers.inputs import fitted, named_input, written
from ui.networks.parsers.printout import is_print, read_print
from ui.networks.parsers.site import Site
from ui.networks.parsers.summary import read_summary
from ui.networks.parsers.tables import table_rows
from ui.networks.text import Piece

LONGEST_TEXT = 50_000  # characters
MOST_NOTES = 6
NOTHING = (
    "no layer was found: paste nn.Sequential(...) or its print, keras.Sequential([...]) or "
    "model.summary()"
)
_LEARNS = ("c", "up")


def read_any(text: str, usual_input: str) -> Imported:
    """Find the network in a text; `usual_input` is tried first where it names no input.

    Errors: there is none, or it has paths beside each other, or too many characters.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(
            f"that text has {len(text):,} characters: paste only the network, at most "
            f"{LONGEST_TEXT:,}"
        )
    rows = table_rows(text)
    if rows:
        return _few(read_summary(rows, usual_input))
    source = read_print(text) if is_print(text) else read_code(text, LAYER_NAMES)
    return _few(_read(source, is_keras(source.calls, text), usual_input))


def _read(source: Source, keras: bool, usual: str) -> Imported:
    """Read the layers of code or a print for the input that they fit."""
    if not source.calls:
        raise ValueError(NOTHING)
    named = named_input(source.calls)
    for shape in source.shapes:
        named = named or written(shape, channels_first=True)
    site, size = fitted(source.calls, named, usual, keras=keras, loose=source.loose)
    notes, faults = [*source.notes, *site.notes], [*source.faults, *site.faults]
    words = size.replace(",", "×")
    if not named and site.misfits and not site.lost:
        faults.append(
            "Your text does not say the input size, and no usual size fits all layers. Set rows, "
            f"columns and channels, and take it again. With {words}:"
        )
    elif not named and not site.misfits:
        words += ", as set here," if size == usual else ""
        notes.insert(0, f"Your text does not say the input size: {words} fits every layer.")
    if not site.lost:  # else what comes in is another than the reader's
        faults += site.misfits
    if not site.pieces:
        raise ValueError(". ".join(one.rstrip(".") for one in faults) if faults else NOTHING)
    return Imported(site.pieces, size, notes, faults, is_offered=_is_something(site))


def _is_something(site: Site) -> bool:
    """Tell whether what is left after a layer was lost still is a network of maps."""
    return not site.lost or any(one.kind in _LEARNS for one in site.pieces)


def _few(found: Imported) -> Imported:
    """Say each thing once, and not more than can be read."""
    return Imported(
        found.pieces,
        found.input,
        _first(found.notes),
        _first(found.faults),
        found.claims,
        found.is_offered,
    )


def _first(sentences: object) -> list[str]:
    different = list(dict.fromkeys(sentences))  # type: ignore[call-overload]
    more = len(different) - MOST_NOTES
    return [*different[:MOST_NOTES], *([f"And {more} more of this kind."] if more > 0 else [])]


__all__ = ["LONGEST_TEXT", "Imported", "Piece", "read_any"]
