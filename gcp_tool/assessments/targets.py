"""What targets are about, by the tool: items and areas, their lines and their words."""

from gcp_tool.domain import holding
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.instrument import Area, Instrument, Item
from gcp_tool.domain.vocabulary import AnswerKind


def find_area(tool: Instrument, code: str) -> Area | None:
    """The area of a code; None when it is no area of this version."""
    try:
        return tool.area(code)
    except NotFound:
        return None


def area_line(tool: Instrument, area: Area) -> str:
    """What tells an area from others across versions that may be joined: its domain's line and its own id."""
    return holding.area_line(tool.domain_of(area.id), area)


def line_of(tool: Instrument, code: str) -> str:
    """The line of an item or area. Raises NotFound when the tool has neither."""
    if tool.code_kind(code) is AnswerKind.AREA:
        return area_line(tool, tool.area(code))
    return tool.item(code).line


def title_of(tool: Instrument, code: str) -> str:
    """What a target is about, in words: `Meals / Regular`, or the area alone."""
    area = find_area(tool, code)
    if area is not None:
        return f"{area.title} as a whole"
    item: Item = tool.item(code)
    return f"{tool.area_of(code).title} / {item.title}"
