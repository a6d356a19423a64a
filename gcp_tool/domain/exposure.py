"""How long a child is known to have lived with care of a grade, in one domain. Never a share of a life.

Each reading holds to the next, or for six months if that is sooner; the rest is not known.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gcp_tool.domain.change.readings import Points
from gcp_tool.domain.dates import add_months

HOLDS_FOR_MONTHS = 6
LOOKED_BACK_MONTHS = 24
_DAY = timedelta(days=1)
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class CarerLine:
    """The readings of one domain with one carer, and the day from which this carer cared no longer, if there is one."""

    carer: Hashable
    points: Points
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, from the first up to but not including `until`, on which one carer's care is known, and its grade."""

    first: date
    until: date
    grade: int
    carer: Hashable


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is known of the last months: how many at the grade or worse, how many not known, and since which day ever.

    Months are those of the calendar: at the grade rounded down, as in "at least", and not known rounded up. `carers`
    are those whose care it was, first come first. `since_on` is the first day known at the grade, however long ago.
    """

    months: int
    at_least: int
    not_known: int
    since_on: date | None
    carers: tuple[Hashable, ...]


def exposure(
    lines: Sequence[CarerLine], as_of: date, *, from_grade: int, months: int = LOOKED_BACK_MONTHS
) -> Exposure:
    """Return how much of the last months a child is known to have had care of a grade or worse.

    Of each day the worst care of any carer counts. Raises ValueError if `months` is under one.
    """
    if months < 1:
        raise ValueError("One looks back over a month at least.")
    known = [one for line in lines for one in stretches(line, as_of)]
    bad = [one for one in known if one.grade >= from_grade]
    start = add_months(as_of, -months) + _DAY
    end = as_of + _DAY
    months_known = min(_whole_months(known, start, end), months)
    within = [one for one in sorted(bad, key=_first) if one.until > start]
    return Exposure(
        months=months,
        at_least=min(_whole_months(bad, start, end), months_known),
        not_known=months - months_known,
        since_on=min((one.first for one in bad), default=None),
        carers=tuple(dict.fromkeys(one.carer for one in within)),
    )


def stretches(line: CarerLine, as_of: date) -> Iterable[Stretch]:
    """Yield the stretches of a carer's line that are known, oldest first."""
    last = min(as_of, line.ended_on - _DAY) if line.ended_on else as_of
    read = [reading for reading in line.points if reading.on <= last]
    following = [reading.on for reading in read[1:]] + [last + _DAY]
    for reading, next_on in zip(read, following, strict=False):
        until = min(add_months(reading.on, HOLDS_FOR_MONTHS), next_on)
        yield Stretch(reading.on, until, reading.grade, line.carer)


def _first(one: Stretch) -> date:
    return one.first


def _whole_months(found: Iterable[Stretch], start: date, end: date) -> int:
    """Count the months of a time that the stretches cover: whole ones, and what days are left over together."""
    months = days = 0
    for first, until in _joined(found, start, end):
        whole = months_between(first, until)
        months += whole
        days += (until - add_months(first, whole)).days
    return months + days // _LONGEST_MONTH


def _joined(found: Iterable[Stretch], start: date, end: date) -> list[tuple[date, date]]:
    """The stretches within a time, joined where they touch, so that no day is counted twice."""
    joined: list[tuple[date, date]] = []
    for one in sorted(found, key=_first):
        first, until = max(one.first, start), min(one.until, end)
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], until)
        elif until > first:
            joined.append((first, until))
    return joined


def months_between(first: date, until: date) -> int:
    """Return how many whole months lie between two days."""
    months = (until.year - first.year) * 12 + until.month - first.month
    return months if add_months(first, months) <= until else months - 1
