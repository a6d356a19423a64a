"""The one door through which a drawing comes into a document: only what our own charts are made of."""

from typing import Final
from xml.etree import ElementTree as ET

ELEMENTS: Final = frozenset({"svg", "title", "desc", "defs", "g", "path", "use", "text"})
ATTRIBUTES: Final = frozenset(
    {
        "viewBox", "role", "aria-labelledby", "class", "id", "href", "d", "x", "y",
        "fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap", "stroke-dasharray",
        "stroke-dashoffset", "font-family", "font-size", "font-weight", "text-anchor",
    }
)  # fmt: skip
NAMESPACE: Final = "http://www.w3.org/2000/svg"
_PREFIX = f"{{{NAMESPACE}}}"
_NOT_OURS = "Only a drawing of the charts room can be put into a document as it is."


class NotADrawing(ValueError):
    """A text that is no drawing of ours was to be put into a document as it is."""


def drawing_tree(svg: str) -> ET.Element:
    """A drawing of the charts room as a tree of plain names.

    Raises:
        NotADrawing: it is no whole SVG with a title, or holds anything our drawings do not: another element, a
            style, a script, a link outside.
    """
    if "<!" in svg or "<?" in svg:  # no declarations, so that nothing is fetched or grows when it is read
        raise NotADrawing(_NOT_OURS)
    try:
        root = ET.fromstring(svg)  # noqa: S314 - see the line above
    except (ET.ParseError, ValueError) as error:
        raise NotADrawing(_NOT_OURS) from error
    if root.tag != f"{_PREFIX}svg" or not all(_is_ours(element) for element in root.iter()):
        raise NotADrawing(_NOT_OURS)
    if root.find(f"{_PREFIX}title") is None:
        raise NotADrawing("A drawing in a document needs a title.")
    for element in root.iter():
        element.tag = element.tag.removeprefix(_PREFIX)
    return root


def use_names(root: ET.Element, prefix: str) -> None:
    """Begin every id with the prefix: two children with the same grades have the same drawing, ids and all."""
    for element in root.iter():
        for name in ("id", "aria-labelledby"):
            if name in element.attrib:
                element.set(name, " ".join(f"{prefix}-{one}" for one in element.attrib[name].split()))
        if "href" in element.attrib:
            element.set("href", f"#{prefix}-{element.attrib['href'].removeprefix('#')}")


def _is_ours(element: ET.Element) -> bool:
    return (
        element.tag.startswith(_PREFIX)
        and element.tag.removeprefix(_PREFIX) in ELEMENTS
        and set(element.attrib) <= ATTRIBUTES
        and element.get("href", "#").startswith("#")
        and not any("url(" in value.lower() for value in element.attrib.values())
    )
