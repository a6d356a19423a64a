"""Names of sheets as Excel allows them: short, plain, no two alike. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from gcp_tool.documents.words import one_line

LONGEST: Final = 31
_REFUSED = re.compile(r"[\[\]:*?/\\']")
_NOT_ALLOWED = frozenset({"history"})  # Excel keeps it for itself


def sheet_names(captions: Iterable[str], *, taken: Sequence[str] = ()) -> list[str]:
    """A name for each caption, in order; the second of two alike is numbered."""
    used = {name.casefold() for name in taken} | _NOT_ALLOWED
    names = []
    for caption in captions:
        name = _free_name(_REFUSED.sub(" ", caption), used)
        used.add(name.casefold())
        names.append(name)
    return names


def _free_name(caption: str, used: set[str]) -> str:
    name, number = _short(caption, LONGEST) or "Table", 1
    while name.casefold() in used:
        number += 1
        ending = f" {number}"
        name = (_short(caption, LONGEST - len(ending)) or "Table") + ending
    return name


def _short(caption: str, longest: int) -> str:
    """As one line, counted in Excel's units: letters beyond the first plane count twice."""
    name = one_line(caption, longest)
    while len(name.encode("utf-16-le")) // 2 > longest:
        name = name[:-1]
    return name
