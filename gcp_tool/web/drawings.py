"""The one door through which a drawing comes into a page as markup: only what our own charts are made of."""

import re
from functools import lru_cache

from markupsafe import Markup

_OPENING = '<svg xmlns="http://www.w3.org/2000/svg" '
_ELEMENTS = "svg|title|desc|defs|g|path|use|text"
_ATTRIBUTE = r"""(?!on|style=|href="[^#])[a-zA-Z][\w-]*="[^"<>]*\""""
_TAG = re.compile(rf"<(?:/(?:{_ELEMENTS})|(?:{_ELEMENTS})(?: {_ATTRIBUTE})* ?/?)>")


class NotADrawing(ValueError):
    """A text that is no drawing of ours was to be put into a page as it is."""


@lru_cache(maxsize=128)
def svg_markup(text: str) -> Markup:
    """A drawing of the charts room as markup.

    Raises:
        NotADrawing: it holds anything that our drawings do not: another element, a script, a style, a link outside.
    """
    if not (text.startswith(_OPENING) and text.endswith("</svg>")) or "<" in _TAG.sub("", text):
        raise NotADrawing("Only a drawing of the charts room can be put into a page as it is.")
    return Markup(text)  # noqa: S704 - every tag and attribute was just checked
