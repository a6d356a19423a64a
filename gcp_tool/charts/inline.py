"""The cleaner: matplotlib's SVG in, an SVG out that can stand inside a page which allows no inline style.

It knows nothing of what is drawn. Prefixes of namespaces are never written: ElementTree keeps its table of
them for the whole process, and any library may change it.
"""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from gcp_tool.charts.lettering import clean

NAMESPACE = "http://www.w3.org/2000/svg"
FONT_FAMILY = "arial, 'DejaVu Sans', sans-serif"
KEPT_IDS = ("line-",)  # names given by us; matplotlib's own say nothing

_DROPPED = frozenset({"style", "metadata", "title", "desc"})
_SHAPES = frozenset({"d", "x", "y", "points"})
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_SPACED_COMMAND = re.compile(r"\s*([A-Za-z])\s*")
_NO_TURN = re.compile(r"rotate\(-?0(\.0+)? [^)]*\)")
# What the root says once, or SVG means anyway.
_DEFAULTS = {
    "stroke-linecap": "butt",
    "stroke-linejoin": "round",
    "stroke-miterlimit": "100000",
    "version": "1.1",
}


def inline(svg: bytes, *, prefix: str, title: str, description: str, words: Mapping[str, str]) -> str:
    """Clean one drawing and put its words in the place of their stand-ins.

    Ids begin with the prefix, so that several drawings can share a page. Raises KeyError for a text that
    has no words, so that nothing unsafe can come through from the drawing.
    """
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing, holding stand-ins only, is no stranger's file
    _drop(root)
    for element in root.iter():
        _plain(element)
        if element.tag == "text":
            element.text = words[element.text or ""]
    _name(root, prefix)
    _unwrap(root)
    _introduce(root, prefix, title, description)
    return ET.tostring(root, encoding="unicode")


def _drop(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for child in [child for child in parent if _local(child.tag) in _DROPPED]:
            parent.remove(child)


def _plain(element: ET.Element) -> None:
    """Names without namespace, styles as attributes, numbers no longer than an eye can tell."""
    element.tag = _local(element.tag)
    element.text = element.text if element.tag == "text" else None
    element.tail = None
    styles = [part.split(":", 1) for part in element.attrib.pop("style", "").split(";") if ":" in part]
    given = {_local(name): value for name, value in element.attrib.items()}
    given.update({name.strip(): value.strip() for name, value in styles})
    element.attrib.clear()
    for name, value in given.items():
        if name == "font-family" or _DEFAULTS.get(name) == value or _NO_TURN.fullmatch(value):
            continue
        element.set(name, _short(value) if name in _SHAPES else value)


def _name(root: ET.Element, prefix: str) -> None:
    """Keep the ids that something points at and those we gave, under this drawing's prefix."""
    wanted = {element.attrib["href"].removeprefix("#") for element in root.iter() if "href" in element.attrib}
    for element in root.iter():
        name = element.attrib.pop("id", "")
        if name in wanted or name.startswith(KEPT_IDS):
            element.set("id", f"{prefix}-{name}")
        if "href" in element.attrib:
            element.set("href", f"#{prefix}-{element.attrib['href'].removeprefix('#')}")


def _unwrap(element: ET.Element) -> None:
    """Take away groups that say nothing and definitions that define nothing."""
    children: list[ET.Element] = []
    for child in element:
        _unwrap(child)
        if child.tag == "g" and not child.attrib:
            children.extend(child)
        elif child.tag != "defs" or len(child):
            children.append(child)
    element[:] = children


def _introduce(root: ET.Element, prefix: str, title: str, description: str) -> None:
    view = root.attrib["viewBox"]
    root.attrib.clear()
    root.attrib.update(
        {
            "xmlns": NAMESPACE,
            "viewBox": view,
            "role": "img",
            "aria-labelledby": f"{prefix}-title {prefix}-desc",
            "class": "app-chart",
            "font-family": FONT_FAMILY,
            "stroke-linejoin": "round",
        }
    )
    for name, text in (("desc", description), ("title", title)):
        element = ET.Element(name, {"id": f"{prefix}-{name}"})
        element.text = clean(text)
        root.insert(0, element)


def _short(value: str) -> str:
    value = _LONG_NUMBER.sub(lambda number: f"{round(float(number[0]), 1) + 0.0:g}", value)
    return _SPACED_COMMAND.sub(r"\1", value).strip()


def _local(name: str) -> str:
    return name.rpartition("}")[2]
