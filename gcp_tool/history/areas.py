"""The areas of a domain at each of its readings, made of the grades of their items by the tool's own rule. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.holding import area_line
from gcp_tool.domain.instrument import Area, Domain, Instrument, Item
from gcp_tool.domain.scoring import combine
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.standing.series import Care, DomainSeries, Seen


class Why(StrEnum):
    """What is known of an item at a reading: a grade given then, one that was held, or why there is none."""

    GIVEN = "given"
    HELD = "held"
    AS_A_WHOLE = "as_a_whole"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASKED = "not_asked"
    NOT_GRADED = "not_graded"


@dataclass(frozen=True, slots=True)
class Grade:
    """A level, or none, and why. `code` is the id of the item or area in the version of the tool used then."""

    level: int | None
    why: Why
    code: str = ""


@dataclass(frozen=True, slots=True)
class AreaGrade:
    """An area at one reading: as it was seen in it. It is partial when something that was asked has no grade."""

    seen: Seen
    level: int | None
    is_partial: bool
    whole: Grade

    @property
    def was_looked_at(self) -> bool:
        """Whether this is a reading of the area: what nobody looked at again is none."""
        return self.whole.why in (Why.GIVEN, Why.NOT_GRADED)


@dataclass(frozen=True, slots=True)
class ItemSeries:
    """An item at every reading of its domain, oldest first."""

    line: str
    title: str
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class AreaSeries:
    """An area at every reading of its domain, oldest first, and its items."""

    area: Area
    grades: tuple[AreaGrade, ...]
    items: tuple[ItemSeries, ...]

    def readings_in(self, domain: DomainSeries) -> DomainSeries:
        """The readings of the area as those of a domain are, so that how it changed is told by the same rule."""
        whole = domain.domain
        own = Domain(self.area.id, self.area.title, whole.neglect_type, (self.area,), whole.line)
        looked = tuple(one.seen for one in self.grades if one.was_looked_at)
        return DomainSeries(own, domain.in_scope, looked)


def areas_of(care: Care, series: DomainSeries) -> tuple[AreaSeries, ...]:
    """The areas of a domain, in the order of the latest version; those that only earlier versions had come last."""
    tools = {tool.version: tool for tool in (*care.tools, care.tool)}
    domains = {version: domain for version, tool in tools.items() if (domain := _domain(tool, series))}
    areas = {area.id: area for domain in (series.domain, *domains.values()) for area in domain.areas}
    found = (_area_series(area, series, tools, domains) for area in areas.values())
    return tuple(one for one in found if any(grade.whole.why is not Why.NOT_ASKED for grade in one.grades))


def _area_series(
    area: Area, series: DomainSeries, tools: Mapping[str, Instrument], domains: Mapping[str, Domain]
) -> AreaSeries:
    def then(one: Seen) -> tuple[Domain, Area] | None:
        """The area as the version read with has it, if it is asked about a child of that age."""
        domain = domains.get(one.version, series.domain)
        own = next((other for other in domain.areas if other.id == area.id), None)
        return (domain, own) if own and _asked(own, one) else None

    titles = {item.line: item.title for item in reversed(list(_items(area, domains)))}
    lines = dict.fromkeys(item.line for item in _items(area, domains))
    grades = tuple(_area_grade(tools.get(one.version), then(one), one) for one in series.seen)
    items = tuple(
        ItemSeries(line, titles[line], tuple(_item_grade(line, then(one), one) for one in series.seen))
        for line in lines
    )
    asked = (one for one in items if any(grade.why is not Why.NOT_ASKED for grade in one.grades))
    return AreaSeries(area, grades, tuple(asked))


def _items(area: Area, domains: Mapping[str, Domain]) -> Iterator[Item]:
    """Every item the area ever had, those of the latest version first."""
    yield from area.items
    for domain in domains.values():
        yield from (item for other in domain.areas if other.id == area.id for item in other.items)


def _domain(tool: Instrument, series: DomainSeries) -> Domain | None:
    try:
        return tool.domain(series.domain.id)
    except NotFound:
        return None


def _asked(area: Area, one: Seen) -> tuple[Item, ...]:
    return area.items_for(AgeBand(one.band)) if one.band else area.items


def _area_grade(tool: Instrument | None, place: tuple[Domain, Area] | None, one: Seen) -> AreaGrade:
    """The grade that the area had in the reading: given as one, or made of its items, or held."""
    if place is None or tool is None:
        return AreaGrade(one, None, is_partial=False, whole=Grade(None, Why.NOT_ASKED))
    domain, area = place
    line = area_line(domain, area)
    if line in one.given:
        whole = Grade(one.given[line], Why.GIVEN, area.id)
        return AreaGrade(_seen_of(one, [line], whole.level), whole.level, is_partial=False, whole=whole)
    counted = [item.line for item in _asked(area, one) if item.line not in one.not_applicable]
    in_force = {**one.held, **one.given}
    levels = [in_force[item] for item in counted if item in in_force]
    level = combine(levels, tool.combining).grade if levels else one.held.get(line)
    why = _why_of_area(one, counted, line, level)
    is_partial = 0 < len(levels) < len(counted)
    return AreaGrade(_seen_of(one, counted, level), level, is_partial, Grade(level, why, area.id))


def _seen_of(one: Seen, counted: list[str], level: int | None) -> Seen:
    """The reading narrowed to an area: what was given and held of what counts in it, and how much that is."""
    given = {line: one.given[line] for line in counted if line in one.given}
    return replace(
        one,
        level=level,
        graded=len(given),
        of_items=len(counted),
        because_code=None,
        given=given,
        held={line: one.held[line] for line in counted if line in one.held},
    )


def _why_of_area(one: Seen, counted: list[str], line: str, level: int | None) -> Why:
    if level is not None:
        return Why.GIVEN if any(item in one.given for item in counted) else Why.HELD
    if line in one.not_applicable or not counted:
        return Why.NOT_APPLICABLE
    return Why.AS_A_WHOLE if _is_domain_whole(one) else Why.NOT_GRADED


def _is_domain_whole(one: Seen) -> bool:
    """Whether the domain was graded as one: it has a grade that rests on nothing in it."""
    return one.level is not None and not one.given and not one.held


def _item_grade(line: str, place: tuple[Domain, Area] | None, one: Seen) -> Grade:
    item = next((item for item in _asked(place[1], one) if item.line == line), None) if place else None
    if place is None or item is None:
        return Grade(None, Why.NOT_ASKED)
    if line in one.given:
        return Grade(one.given[line], Why.GIVEN, item.id)
    if line in one.held:
        return Grade(one.held[line], Why.HELD, item.id)
    if line in one.not_applicable:
        return Grade(None, Why.NOT_APPLICABLE, item.id)
    is_whole = area_line(*place) in one.given or _is_domain_whole(one)
    return Grade(None, Why.AS_A_WHOLE if is_whole else Why.NOT_GRADED, item.id)
