"""The readings of one child with one carer as values: what was seen when, and what may be compared with what.

Everything shown of a history, in the chart, the words, the table and the headline, is made from these. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gcp_tool.domain.change import ChangeRule, Reading
from gcp_tool.domain.instrument import Domain, Instrument


@dataclass(frozen=True, slots=True)
class Subject:
    """A person whom readings are about."""

    id: int
    name: str
    birth_on: date | None = None
    expected_birth_on: date | None = None
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a series is no longer live, and since when if that is known."""

    words: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading of one domain. No level means that somebody looked and nothing was graded."""

    on: date
    level: int | None
    graded: int
    of_items: int
    signed_off: bool
    imported: bool
    scorer: str
    line: str
    version: str
    before_birth: bool
    counted_at: datetime | None
    assessment_id: int

    @property
    def is_partial(self) -> bool:
        """Whether some of what was asked has no grade, though something has."""
        return 0 < self.graded < self.of_items

    def is_comparable(self, rule: ChangeRule) -> bool:
        """Whether enough was graded to say how care has changed: half of it, or anything serious.

        Not looking is not improving: a better grade that rests on less than half says nothing.
        """
        if self.level is None:
            return False
        return self.graded * 2 >= self.of_items or self.level >= rule.serious_from


@dataclass(frozen=True, slots=True)
class Segment:
    """Readings that may be joined by a line: comparable versions, on one side of the birth."""

    label: str
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class DomainSeries:
    """The readings of one domain, oldest first, one a day. In scope when the domain is still asked about."""

    domain: Domain
    in_scope: bool
    seen: tuple[Seen, ...]

    def readings(self, rule: ChangeRule) -> tuple[Reading, ...]:
        """What may be compared, across versions of one scale: a new version never makes a family look new."""
        return tuple(
            Reading(one.on, one.level, one.scorer)
            for one in self.seen
            if one.level is not None and one.is_comparable(rule)
        )

    def is_at_concern(self, rule: ChangeRule) -> bool:
        """Whether the latest reading that may be compared is a concern."""
        readings = self.readings(rule)
        return bool(readings) and readings[-1].grade >= rule.concern_from

    def counts(self, rule: ChangeRule) -> bool:
        """Whether the headline asks this domain: while it is in scope, and after that for as long as it worries."""
        return self.in_scope or self.is_at_concern(rule)


@dataclass(frozen=True, slots=True)
class Care:
    """One child with one carer by one tool: a series a domain. `twice_on` are days with two assessments."""

    child: Subject
    carer: Subject
    tool: Instrument
    series: tuple[DomainSeries, ...]
    ended: Ended | None
    twice_on: tuple[date, ...] = ()

    @property
    def rule(self) -> ChangeRule:
        """The numbers of the change rule, as the tool sets them."""
        return self.tool.change

    @property
    def days(self) -> tuple[date, ...]:
        """The days with a reading of any domain, oldest first."""
        return tuple(sorted({one.on for series in self.series for one in series.seen}))

    def as_of(self, today: date) -> date:
        """The day up to which change is told: today, or for a series that ended, its last day."""
        if self.ended is None:
            return today
        last = self.days[-1]
        return min(today, max(last, self.ended.on or last))

    @property
    def segments(self) -> tuple[tuple[Segment, ...], ...]:
        """The lines of each domain, oldest first. They are named where any domain has several."""
        lines = [_sides(series) for series in self.series]
        named = any(len(sides) > 1 for sides in lines)
        return tuple(
            tuple(Segment(self._label(seen) if named else "", tuple(seen)) for seen in sides)
            for sides in lines
        )

    def _label(self, seen: Sequence[Seen]) -> str:
        versions = list(dict.fromkeys(one.version for one in seen))
        label = (
            f"version {versions[0]}" if len(versions) == 1 else f"versions {versions[0]} to {versions[-1]}"
        )
        if not self._spans_a_birth:
            return label
        return f"{label}, {'before' if seen[0].before_birth else 'after'} birth"

    @property
    def _spans_a_birth(self) -> bool:
        return len({one.before_birth for series in self.series for one in series.seen}) > 1


def _sides(series: DomainSeries) -> list[list[Seen]]:
    """Readings that a line may join: birth breaks it as a version does that is not comparable."""
    sides: dict[tuple[str, bool], list[Seen]] = {}
    for one in series.seen:
        sides.setdefault((one.line, one.before_birth), []).append(one)
    return list(sides.values())
