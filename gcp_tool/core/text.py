"""What happens to every text a person types before anything else sees it. Pure; knows no form."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

LONGEST_TEXT = 20_000
SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"

# What no database keeps, and what no page may hold: it would be seen by nobody and break what reads the page.
_CANNOT_BE_KEPT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85]")
_MOST_MARKS_TOGETHER = 30


@dataclass(frozen=True, slots=True)
class TypedText:
    """What was typed, made safe to keep and to show again, and why it cannot be kept as it is."""

    text: str
    cannot_be_kept: bool = False
    too_many: int = 0

    @property
    def is_good(self) -> bool:
        """Whether the text may be kept just as it is here."""
        return not (self.cannot_be_kept or self.too_many)


def read_typed(raw: str, *, trim: bool = True, longest: int = LONGEST_TEXT) -> TypedText:
    """What was typed, normalised, with what is wrong with it; nothing typed is dropped.

    Characters that cannot be kept (controls, half of a surrogate pair, what Unicode calls no character) are shown as
    U+FFFD. A break made with a word processor becomes a line end. `trim` is off for passwords, where a blank may be
    meant.
    """
    text = _LINE_ENDS.sub("\n", raw)
    safe = _CANNOT_BE_KEPT.sub(SHOWN_INSTEAD, text)
    if trim:
        safe = trim_blanks(safe)
    if len(safe) <= longest:
        safe = compose(safe)
    return TypedText(
        safe, cannot_be_kept=_CANNOT_BE_KEPT.search(text) is not None, too_many=max(0, len(safe) - longest)
    )


def compose(text: str) -> str:
    """The text in Unicode's form NFC, so that the same word is always the same characters.

    Text with more than 30 marks on one letter (the bound of Unicode's Stream-Safe format, which no language
    reaches) is left as typed: composing it takes time that grows with the square of its length.
    """
    if text.isascii() or _marks_together(text) > _MOST_MARKS_TOGETHER:
        return text
    return unicodedata.normalize("NFC", text)


def trim_blanks(text: str) -> str:
    """The text without blanks at the ends of its lines and without empty lines around it.

    A single line also loses the blanks before it; the first of several lines keeps its indent.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    filled = [number for number, line in enumerate(lines) if line]
    kept = lines[filled[0] : filled[-1] + 1] if filled else []
    return "\n".join(kept) if len(kept) > 1 else "".join(kept).lstrip()


def _marks_together(text: str) -> int:
    """The longest run of combining marks."""
    runs = groupby(text, key=lambda character: unicodedata.combining(character) != 0)
    return max((len(list(run)) for is_mark, run in runs if is_mark), default=0)
