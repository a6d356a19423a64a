"""From the six grades of a family's story to a level for each item, so that the tool's own rule gives the six back."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from gcp_tool.demo.families import DOMAINS, NOT_LOOKED_AT, Household, Reading
from gcp_tool.domain.instrument import Area, Domain, Instrument, Item
from gcp_tool.domain.vocabulary import AgeBand

SEED = 20141


class _How(NamedTuple):
    """Whose care is graded, and how many items stand at the grade of their domain."""

    ref: str
    spread: str


def looked_at(tool: Instrument, reading: Reading, child: str, band: AgeBand) -> Iterator[tuple[Domain, int]]:
    """The domains that a reading graded for a child of this age, each with its grade."""
    for domain in tool.domains_for(band):
        grade = reading.grades_of(child)[DOMAINS.index(domain.id)]
        if grade != NOT_LOOKED_AT:
            yield domain, int(grade)


def levels(
    tool: Instrument, household: Household, reading: Reading, child: str, band: AgeBand
) -> dict[str, int]:
    """The level of each item that a reading graded for a child, by the item's id. Not known ones are left out.

    What belongs to the home is as the first child's grades have it: it is graded once for everyone who lives there.
    """
    first = child if isinstance(reading.grades, str) else next(iter(reading.grades))
    at_home = {domain.id: grade for domain, grade in looked_at(tool, reading, first, band)}
    how = _How(household.ref, reading.spread)
    found: dict[str, int] = {}
    for domain, grade in looked_at(tool, reading, child, band):
        own = dict(_of_domain(tool, domain, grade, band, how))
        home = dict(_of_domain(tool, domain, at_home.get(domain.id, grade), band, how))
        found |= {item.id: (home if item.household else own)[item] for item in own}
    return {code: level for code, level in found.items() if code not in reading.not_known}


def _of_domain(
    tool: Instrument, domain: Domain, grade: int, band: AgeBand, how: _How
) -> Iterator[tuple[Item, int]]:
    """Levels for a domain: the same items of a family are always a step better than the rest."""
    for place, area in enumerate(domain.areas_for(band)):
        items = area.items_for(band)
        if how.spread == "all" or grade == 1:
            yield from ((item, grade) for item in items)
        elif how.spread == "few" and tool.scale.is_serious(grade):
            yield from _few(items, grade, is_first=place == 0)
        else:
            softer = _softer(how.ref, area, items)
            yield from ((item, grade - 1 if item in softer else grade) for item in items)


def _few(items: tuple[Item, ...], grade: int, *, is_first: bool) -> Iterator[tuple[Item, int]]:
    """One item of the domain at a serious grade, all others better: enough for the domain to have it."""
    for place, item in enumerate(items):
        yield item, grade if is_first and place == 0 else grade - 1


def _softer(ref: str, area: Area, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Up to half of an area's items, the same ones at every reading of a family: its strengths in that area."""
    chance = Random(f"{SEED}.{ref}.{area.id}")  # noqa: S311 - invented grades, not secrets
    movable = [item for item in items if not item.household]
    return tuple(chance.sample(movable, min(len(items) // 2, len(movable))))
