"""Read a network from pasted text: PyTorch's or Keras's code, PyTorch's print, Keras's summary.

The text is a stranger's: it is looked through for layers that are known, and never evaluated.
"""

from __future__ import annotations

from ui.link.settings import LONGEST_REASON, quoted
from ui.networks.parsers.arguments import calls
from ui.networks.parsers.draft import Imported
from ui.networks.parsers.inputs import contradictions, fitting_input, read_of
from ui.networks.parsers.keras import KERAS
from ui.networks.parsers.pytorch import PYTORCH, is_flattened
from ui.networks.parsers.summary import INPUTS, is_summary, read_summary
from ui.networks.text import MOST_LAYERS, Piece, nearest

LONGEST_TEXT = 50_000  # characters
MOST_NOTES = 6
_HOLDERS = ("Sequential", "Module", "ModuleList")


def read_any(text: str, usual_input: str) -> Imported:
    """Find the layers in a text; `usual_input` is tried first where it names no input.

    Errors: there are none, or too many characters.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(
            f"that text has {len(text):,} characters: paste only the network, at most "
            f"{LONGEST_TEXT:,}"
        )
    found = read_summary(text, usual_input) if is_summary(text) else _read_calls(text)
    if not found.pieces:
        raise ValueError(
            "no layer was found: paste nn.Sequential(...) or its print, keras.Sequential([...]) "
            "or model.summary()"
        )
    if len(found.pieces) > MOST_LAYERS:
        found.notes.append(f"Of {len(found.pieces):,} layers the first {MOST_LAYERS} are shown.")
        del found.pieces[MOST_LAYERS:]
    near = [nearest(piece) for piece in found.pieces]
    for asked, got in zip(found.pieces, near, strict=True):
        if asked.numbers != got.numbers:
            found.notes.append(f"{quoted(asked.text)} became {got.text}: the nearest allowed.")
    found.pieces = near
    if found.reads:
        _settle_input(found, usual_input)
    found.notes = _few(found.notes)
    return found


def _settle_input(found: Imported, usual_input: str) -> None:
    """Give a text without an input the one its layers read, and say what still contradicts it."""
    size = found.input or fitting_input(found.pieces, found.reads, usual_input)
    if size != (found.input or usual_input):
        words = size.replace(",", "×")
        found.notes.append(f"The text names no input: here it is {words}, as its layers read it.")
        found.input = size
    found.notes += contradictions(found.pieces, found.reads, size)


def _few(notes: list[str]) -> list[str]:
    """Say each thing once, and not more than can be read."""
    different = list(dict.fromkeys(notes))
    more = len(different) - MOST_NOTES
    return [*different[:MOST_NOTES], *([f"And {more} more of this kind."] if more > 0 else [])]


def _read_calls(text: str) -> Imported:
    """Find the layers that code, or PyTorch's print, calls by name."""
    found = Imported()
    unknown = []
    for called, arguments in calls(text):
        name = called.split(".")[-1]
        make = PYTORCH.get(name) or KERAS.get(name)
        if make is None and name not in INPUTS:
            # What holds layers is no layer; what looks like one is worth a word.
            if called.startswith(("nn.", "layers.")) and name not in _HOLDERS:
                unknown.append(name)
            continue
        if arguments is None:
            found.notes.append(f"{name}(…) has no end, or too much in it, and is left out.")
            continue
        size = arguments.get(0 if name in INPUTS else -1, "shape", "input_shape")
        if isinstance(size, tuple):
            found.take_input(size)
        if make is None:
            continue
        try:
            made = make(arguments, found.notes)
        except (TypeError, ValueError):
            found.notes.append(f"{name}: its numbers could not be read, and it is left out.")
            continue
        if name == "Linear" and is_flattened(arguments, found.pieces):
            found.notes.append("Flatten is put in before Linear: a print does not show it.")
            found.pieces.append(Piece("flat"))
        if (read := read_of(len(found.pieces), name, arguments)) is not None:
            found.reads.append(read)
        found.pieces += made
    if unknown:
        listed = quoted(", ".join(dict.fromkeys(unknown)), LONGEST_REASON)
        found.notes.append(f"Not known here, and left out: {listed}.")
    return found
