"""The readings of one child with one carer as values: what was seen when, and what may be compared with what.

The headline, and everything shown of a history in charts, words and tables, is made from these. Pure.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from gcp_tool.domain.change import ChangeRule, Reading
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.holding import area_line
from gcp_tool.domain.instrument import Domain, Instrument
from gcp_tool.domain.vocabulary import AnswerKind


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
    """One reading of one domain. No level means that somebody looked and nothing was graded.

    `given` are the grades given then and `held` those that stood from before, by the line of their item.
    """

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
    version_id: int = 0
    band: str | None = None
    because_code: str | None = None
    given: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    not_applicable: frozenset[str] = frozenset()

    @property
    def is_partial(self) -> bool:
        """Whether some of what was asked has no grade, though something has."""
        return 0 < self.graded < self.of_items

    def is_comparable(self, rule: ChangeRule) -> bool:
        """Whether enough was graded to say how care has changed: half of it, or anything serious.

        Not looking is not improving: a better grade that rests on less than half says nothing, and what was serious
        before and was not looked at again is not seen now.
        """
        if self.level is None:
            return False
        worst_given = max(self.given.values(), default=self.level)
        return self.graded * 2 >= self.of_items or worst_given >= rule.serious_from

    def not_rechecked(self, rule: ChangeRule) -> tuple[str, ...]:
        """The lines of the items at concern that nobody looked at again, and that keep the grade they had."""
        return tuple(line for line, level in self.held.items() if level >= rule.concern_from)

    @property
    def reading(self) -> Reading | None:
        """The reading as the change rule takes it; None without a level."""
        if self.level is None:
            return None
        return Reading(
            self.on,
            self.level,
            self.scorer,
            given=self.given,
            held=self.held,
            not_applicable=self.not_applicable,
            version=self.version,
            band=self.band,
            before_birth=self.before_birth,
            is_partial=self.is_partial,
        )


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
            reading for one in self.seen if (reading := one.reading) is not None and one.is_comparable(rule)
        )

    def is_at_concern(self, rule: ChangeRule) -> bool:
        """Whether the latest reading that may be compared is a concern."""
        readings = self.readings(rule)
        return bool(readings) and readings[-1].grade >= rule.concern_from

    def counts(self, rule: ChangeRule) -> bool:
        """Whether the headline asks this domain: while it is in scope, and after that for as long as it worries."""
        return self.in_scope or self.is_at_concern(rule)

    def latest(self, rule: ChangeRule) -> Seen | None:
        """The latest reading that may be compared."""
        return next((one for one in reversed(self.seen) if one.is_comparable(rule)), None)


@dataclass(frozen=True, slots=True)
class Care:
    """One child with one carer by one tool: a series a domain. `twice_on` are days with two assessments.

    `tool` is the latest version read with; `tools` are all of them, the latest first.
    """

    child: Subject
    carer: Subject
    tool: Instrument
    series: tuple[DomainSeries, ...]
    ended: Ended | None
    twice_on: tuple[date, ...] = ()
    tools: tuple[Instrument, ...] = ()

    @property
    def rule(self) -> ChangeRule:
        """The numbers of the change rule, as the tool sets them."""
        return self.tool.change

    def value(self, level: int) -> int:
        """What the tool writes for a level."""
        return self.tool.scale.level(level).value

    def title_of(self, line: str) -> str:
        """The title of the item, or of the area graded as one, that a line stands for."""
        titles = (_title_of_line(tool, line) for tool in (self.tool, *self.tools))
        return next((title for title in titles if title is not None), line.rpartition(".")[2])

    def title_of_code(self, code: str) -> str:
        """The title of an item or an area by its id."""
        for tool in (self.tool, *self.tools):
            with suppress(NotFound):
                return _part_title(tool, code)
        return code.rpartition(".")[2]

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


def _title_of_line(tool: Instrument, line: str) -> str | None:
    """The title of the item, or of the area graded as one, of this line; None where this version has none."""
    for domain in tool.domains:
        for area in domain.areas:
            if line == area_line(domain, area):
                return area.title
            for item in area.items:
                if line == item.line:
                    return item.title
    return None


def _part_title(tool: Instrument, code: str) -> str:
    return tool.item(code).title if tool.code_kind(code) is AnswerKind.ITEM else tool.area(code).title


def _sides(series: DomainSeries) -> list[list[Seen]]:
    """Readings that a line may join: birth breaks it as a version does that is not comparable."""
    sides: dict[tuple[str, bool], list[Seen]] = {}
    for one in series.seen:
        sides.setdefault((one.line, one.before_birth), []).append(one)
    return list(sides.values())
