"""Values as the words of a document: made safe for every kind of file, and shown alike in all of them. Pure."""

import re
from datetime import date
from decimal import Decimal

from gcp_tool.core.formatting import NO_FIGURE, long_date, short_date

ELLIPSIS = "…"

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Half of a surrogate pair cannot be written at all.
_CANNOT_BE_WRITTEN = re.compile("[\ud800-\udfff]")
# Controls, what XML does not know, and what turns round the text after it. Marks of direction stay: they are spelling.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef]"
)
_NO_CHARACTER = frozenset({0xFFFE, 0xFFFF})
_PLANE = 0xFFFF
_BLANKS = re.compile("[\t ]+")

Value = str | int | Decimal | date | None


def clean(text: str) -> str:
    """The text as every kind of file can hold it, lines kept, with nothing invisible that changes how it reads."""
    if text.isascii() and text.isprintable() and "  " not in text:  # nearly every cell of a long table
        return text
    kept = _CANNOT_BE_WRITTEN.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text))
    kept = _DROPPED.sub("", kept)
    if not kept.isascii():
        kept = "".join(letter for letter in kept if ord(letter) & _PLANE not in _NO_CHARACTER)
    return _BLANKS.sub(" ", kept)


def one_line(text: str, longest: int) -> str:
    """The text on one line of at most so many letters; what does not fit ends in an ellipsis."""
    flat = " ".join(clean(text[: longest * 4]).split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + ELLIPSIS


def shown(value: Value, *, in_full: bool = False) -> str:
    """A value as people read it: `1,234`, `3 Nov 2026` (in full: `3 November 2026`), a dash for none."""
    if value is None:
        return NO_FIGURE
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date):
        return long_date(value) if in_full else short_date(value)
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
