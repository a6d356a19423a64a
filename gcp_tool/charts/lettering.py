"""Text in a drawing: made safe, measured, wrapped, and kept apart from matplotlib.

Matplotlib is given a short stand-in for every text and the words go in afterwards: it would warn about
letters its font lacks, read dollar signs as mathematics, and spend most of its time on shaping.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

from matplotlib.ft2font import FT2Font, LoadFlags

from gcp_tool.charts.style import BOLD_FONT_FILE, FONT_FILE, Type

ELLIPSIS = "…"
_LONGEST = 400  # letters of one text that are ever looked at; a drawing has room for fewer
_PIECES = re.compile(r"\s*(?:[^\s-]+-?|-)")  # where a line may be broken: at a space, after a hyphen
_EM = 100.0
_FIXED_POINT = 65536
# The last two are not characters in XML; the others turn round the text after them, and no name needs them.
_REFUSED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")


class Lettering:
    """The words of one drawing by the stand-ins that matplotlib draws for them."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def stand_in(self, text: str) -> str:
        """Keep the text and return what to draw in its place."""
        key = f"w{len(self.words)}"
        self.words[key] = clean(text)
        return key


def clean(text: str) -> str:
    """The text on one line without characters that no document may hold or that turn round what follows."""
    kept = (" " if letter.isspace() else letter for letter in text if not _is_unsafe(letter))
    return " ".join("".join(kept).split())


def width_of(text: str, look: Type) -> float:
    """The width of a text in units of the drawing; the reader's font is rarely wider than ours."""
    return sum(_advance(letter, bold=look.bold) for letter in text) * look.size


def wrap(text: str, width: float, look: Type, most: int = 2) -> tuple[str, ...]:
    """The text in at most so many lines of this width; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for piece in _PIECES.findall(clean(text[:_LONGEST])):
        if lines and (len(lines) > most or width_of(lines[-1] + piece, look) <= width):
            lines[-1] += piece
        else:
            lines.append(piece)
    lines[most - 1 :] = ["".join(lines[most - 1 :])]
    return tuple(shorten(line.strip(), width, look) for line in lines if line)


def shorten(text: str, width: float, look: Type) -> str:
    """The text, or as much of it as fits followed by an ellipsis."""
    if width_of(text, look) <= width:
        return text
    room = width - width_of(ELLIPSIS, look)
    ends = accumulate(width_of(letter, look) for letter in text)
    kept = sum(1 for end in ends if end <= room)
    return text[:kept].rstrip() + ELLIPSIS


def _is_unsafe(letter: str) -> bool:
    if letter.isspace():
        return False
    return letter in _REFUSED or unicodedata.category(letter) in {"Cc", "Cs"}


@lru_cache(maxsize=4096)
def _advance(letter: str, *, bold: bool) -> float:
    font = _font(bold=bold)
    glyph = font.get_char_index(ord(letter))
    if not glyph:
        return 1.0  # not in our font: an em, as wide as letters come
    return font.load_glyph(glyph, LoadFlags.NO_HINTING).linearHoriAdvance / _FIXED_POINT / _EM


@lru_cache(maxsize=2)
def _font(*, bold: bool) -> FT2Font:
    font = FT2Font(BOLD_FONT_FILE if bold else FONT_FILE)
    font.set_size(_EM, 72)
    return font
