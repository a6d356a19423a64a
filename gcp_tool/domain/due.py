"""When the next reading and the next six-month review are due. Overdue is not drift: it says that nobody looked.

Working days are counted by whoever knows the holidays; here a meeting comes with the day a reading is wanted by.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.change.readings import Points
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import PlanKind

WORKING_DAYS_BEFORE_A_MEETING = 10
REVIEW_AFTER_MONTHS = 6
LONGEST_GAP = timedelta(days=28)
# A reading may look back over four weeks, so one made as long before it was wanted is recent enough for a meeting.
RECENT_ENOUGH = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Episode:
    """A plan from a day to a day; without an end it is open."""

    started_on: date
    ended_on: date | None = None

    def is_open(self, as_of: date) -> bool:
        """Say whether the plan is in force on a day."""
        return self.started_on <= as_of and (self.ended_on is None or self.ended_on > as_of)


@dataclass(frozen=True, slots=True)
class Demands:
    """What asks for a child to be read again: its open plans, and the days by which meetings want a reading.

    How long the interval is on each kind of plan is said by the tool that the child was last read by.
    """

    plans: tuple[PlanKind, ...] = ()
    wanted_by: tuple[date, ...] = ()

    @property
    def on_plan(self) -> bool:
        """Say whether any plan is open."""
        return bool(self.plans)


NO_DEMANDS = Demands()
WorkingDaysBefore = Callable[[date, int], date]


def demands_of(
    plans: Sequence[tuple[PlanKind, date | None]],
    *,
    working_days_before: WorkingDaysBefore,
    next_meeting_on: date | None = None,
) -> Demands:
    """Return what the open plans of a child ask for, each with the day of its next meeting where that is known.

    `next_meeting_on` is the next conference or review that no plan holds, such as the one a review decided on. A
    reading is wanted ten working days before any of them.
    """
    meetings = [day for day in (*(day for _, day in plans), next_meeting_on) if day is not None]
    return Demands(
        plans=tuple(dict.fromkeys(kind for kind, _ in plans)),
        wanted_by=tuple(working_days_before(day, WORKING_DAYS_BEFORE_A_MEETING) for day in meetings),
    )


def reading_due(latest_on: date, rule: ChangeRule, demands: Demands = NO_DEMANDS) -> date:
    """Return when the reading after one is due: after the interval, or in time for a meeting if that is earlier.

    A meeting asks for nothing when the reading is recent enough for it.
    """
    interval = rule.interval_on(demands.plans)
    wanted = [day for day in demands.wanted_by if latest_on < day - RECENT_ENOUGH]
    return min([add_months(latest_on, interval), *wanted])


def child_reading_due(
    lines: Sequence[tuple[Points, ChangeRule]], demands: Demands = NO_DEMANDS
) -> date | None:
    """Return when a child is to be read again, from its live series; only readings that can be compared count.

    Each domain at concern is due by its own last reading. On a plan without one, the child's last reading counts.
    None where there is no open plan and every latest reading is below concern, or nothing was read yet.
    """
    read = [(line[-1], rule) for line, rule in lines if line]
    if not read:
        return None
    at_concern = [
        reading_due(latest.on, rule, demands) for latest, rule in read if latest.grade >= rule.concern_from
    ]
    if at_concern:
        return min(at_concern)
    if not demands.on_plan:
        return None
    latest, rule = max(read, key=lambda one: one[0].on)
    return reading_due(latest.on, rule, demands)


def involved_since(episodes: Iterable[Episode], as_of: date) -> date | None:
    """Return the day on which continuous involvement began; None where no plan is open.

    All plans of all children count as one as long as no more than 28 days lie between them.
    """
    begun = sorted(
        (one for one in episodes if one.started_on <= as_of), key=lambda episode: episode.started_on
    )
    start: date | None = None
    until = date.min
    for episode in begun:
        if start is None or (until < date.max and episode.started_on - until > LONGEST_GAP):
            start = episode.started_on
            until = date.min
        until = max(until, date.max if episode.is_open(as_of) else episode.ended_on or date.max)
    return start if until == date.max else None


def review_due(
    *,
    involved_since_on: date | None,
    first_concern_on: date | None,
    is_at_concern: bool,
    decided_on: date | None = None,
) -> date | None:
    """Return when the six-month review is due.

    Six months after the last decision, or after involvement began if that is later; without an open plan, after
    the first reading at concern. Nothing else moves it. None where there is no open plan and nothing is a concern.
    """
    since = involved_since_on or (first_concern_on if is_at_concern else None)
    if since is None:
        return None
    return add_months(max(since, decided_on or since), REVIEW_AFTER_MONTHS)


def first_at_concern(lines: Iterable[tuple[Points, ChangeRule]]) -> date | None:
    """Return the day of the first reading ever at concern."""
    days = [
        next((reading.on for reading in line if reading.grade >= rule.concern_from), None)
        for line, rule in lines
    ]
    return min((day for day in days if day is not None), default=None)
