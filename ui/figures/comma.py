"""Numbers with a decimal comma, in files that no browser writes.

What a browser shows is `ui/views/decimals/comma.js`, which makes the same of a text.
"""

from __future__ import annotations

import re

THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
DIGITS = re.compile(r"\d+(?:\.\d+)+")  # with one point a number, with more a version
LEADING = re.compile(r"(?<![\w.)\]])\.(?=\d)")
THIN = "\u202f"


def with_comma(text: str) -> str:
    """Return a text whose numbers have a decimal comma, and thin spaces between thousands.

    >>> with_comma("0.5 and 1.2.3")
    '0,5 and 1.2.3'
    """
    spaced = THOUSANDS.sub(lambda found: found[0].replace(",", THIN), text)
    pointed = DIGITS.sub(
        lambda found: found[0].replace(".", ",") if found[0].count(".") == 1 else found[0], spaced
    )
    return LEADING.sub(",", pointed)
