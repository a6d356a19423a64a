"""Counting completed assessments: who is counted, and over which quarters, months and years. Pure.

An assessment counts once for the agency that led it and once for each other agency that contributed, so the two are
never added up over agencies: the sum would count one assessment several times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gcp_tool.domain.dates import add_months, fin_quarter, quarter_words
from gcp_tool.domain.vocabulary import ContributionState

# A professional who began their part has contributed, finished or not; whoever only was asked, or said no, has not.
GIVEN = frozenset({ContributionState.ACTIVE, ContributionState.DONE})

_QUARTERS_IN_YEAR = 4
_MONTHS_IN_QUARTER = 3
_FIRST_MONTH = 4


class CompletionPart(StrEnum):
    """What an agency is counted for: it led an assessment that was completed, or added to one."""

    LEAD = "lead"
    CONTRIBUTED = "contributed"


Key = tuple[int, CompletionPart]


class Span(StrEnum):
    """How long the periods are that a page compares."""

    QUARTER = "quarter"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an agency did in a period: assessments by purpose, and children, each once for each assessment."""

    baseline: int = 0
    review: int = 0
    children: int = 0

    @property
    def n(self) -> int:
        """Assessments of either purpose."""
        return self.baseline + self.review

    def __add__(self, other: "Numbers") -> "Numbers":
        return Numbers(
            self.baseline + other.baseline, self.review + other.review, self.children + other.children
        )


@dataclass(frozen=True, slots=True)
class Tallied:
    """What an agency led, or contributed to, in a unit of time: a quarter (20253) or a month (202510)."""

    unit: int
    agency_id: int
    part: CompletionPart
    numbers: Numbers


ByUnit = Mapping[int, Mapping[Key, Numbers]]


@dataclass(frozen=True, slots=True)
class Period:
    """A column of a page: the units it is made of, and its first and last day."""

    span: Span
    units: frozenset[int]
    first: date
    last: date

    def is_over(self, today: date) -> bool:
        """Whether nothing more can be completed in it, but on paper."""
        return self.last < today


def first_day(quarter: int) -> date:
    """The day on which a quarter begins: 20253 on 1 October 2025."""
    return add_months(date(quarter // 10, _FIRST_MONTH, 1), _MONTHS_IN_QUARTER * (quarter % 10 - 1))


def last_day(quarter: int) -> date:
    """The day on which a quarter ends."""
    return date.fromordinal(first_day(move_quarter(quarter, 1)).toordinal() - 1)


def move_quarter(quarter: int, by: int) -> int:
    """The quarter that many quarters later, or earlier."""
    return fin_quarter(add_months(first_day(quarter), _MONTHS_IN_QUARTER * by))


def month_unit(quarter: int, month: int) -> int:
    """A month of a quarter as the number that year and month make: the January of 20254 is 202601."""
    year = quarter // 10 + (month < _FIRST_MONTH)
    return year * 100 + month


def periods(span: Span, *, last: int, count: int) -> tuple[Period, ...]:
    """So many periods, the last of which ends with a quarter; those of a year roll on by quarters."""
    if span is Span.MONTH:
        ends = [add_months(first_day(last), _MONTHS_IN_QUARTER - 1 - back) for back in range(count)]
        return tuple(_month(first) for first in reversed(ends))
    quarters = [move_quarter(last, -back) for back in reversed(range(count))]
    wide = _QUARTERS_IN_YEAR if span is Span.YEAR else 1
    return tuple(_quarters(span, quarter, wide) for quarter in quarters)


def _month(first: date) -> Period:
    end = date.fromordinal(add_months(first, 1).toordinal() - 1)
    return Period(Span.MONTH, frozenset({first.year * 100 + first.month}), first, end)


def _quarters(span: Span, last: int, wide: int) -> Period:
    units = [move_quarter(last, -back) for back in range(wide)]
    return Period(span, frozenset(units), first_day(units[-1]), last_day(last))


def by_unit(tallied: Iterable[Tallied]) -> ByUnit:
    """The same by unit of time, and within it by agency and part."""
    found: dict[int, dict[Key, Numbers]] = {}
    for one in tallied:
        found.setdefault(one.unit, {})[one.agency_id, one.part] = one.numbers
    return found


def add_up(tallied: ByUnit, units: Iterable[int]) -> Mapping[Key, Numbers]:
    """What each agency led and contributed to in these units of time; one that did neither is not there."""
    found: dict[Key, Numbers] = {}
    for unit in units:
        for key, numbers in tallied.get(unit, {}).items():
            found[key] = found[key] + numbers if key in found else numbers
    return found


def quarters_between(first: int, last: int) -> tuple[int, ...]:
    """The quarters from one to another, the latest first."""
    found, quarter = [], last
    while quarter >= first:
        found.append(quarter)
        quarter = move_quarter(quarter, -1)
    return tuple(found)


def period_words(period: Period, month_words: str) -> str:
    """A period as a heading has it; `month_words` say its last month."""
    if period.span is Span.QUARTER:
        return quarter_words(min(period.units))
    return month_words if period.span is Span.MONTH else f"Year to {month_words}"
