"""What one line of readings is marked with besides its word. Each asks one question of the line."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from gcp_tool.domain.change.readings import Points, Reading, final_run, from_start, points
from gcp_tool.domain.change.rule import STANDARD_RULE, ChangeRule
from gcp_tool.domain.change.steps import is_thin
from gcp_tool.domain.dates import add_months


class SeriesFlag(StrEnum):
    """What one line is marked with besides its word. The months of the first follow the tool."""

    NO_BETTER = "no better in six months"
    UP_AND_DOWN = "up and down"
    OVERDUE = "overdue"


def series_flags(
    readings: Iterable[Reading],
    as_of: date,
    rule: ChangeRule = STANDARD_RULE,
    due_on: date | None = None,
) -> tuple[SeriesFlag, ...]:
    """Return every mark of a line. Overdue counts from the day after it was due; the headline waits longer.

    A line below concern is due only on a plan: without `due_on` it is never overdue.
    """
    line = points(readings, as_of)
    due = due_on or (_due_by_tool(line, rule) if is_at_concern(line, rule) else None)
    marks = {
        SeriesFlag.NO_BETTER: is_no_better(line, rule.view_start(as_of, rule.drift_after_months), rule),
        SeriesFlag.UP_AND_DOWN: is_up_and_down(line, rule),
        SeriesFlag.OVERDUE: due is not None and as_of > due,
    }
    return tuple(flag for flag, holds in marks.items() if holds)


def no_better(readings: Iterable[Reading], as_of: date, rule: ChangeRule = STANDARD_RULE) -> bool:
    """Say whether care has been a concern for six months and is no better than it was then.

    One reading at concern, held so long, is enough.
    """
    start = rule.view_start(as_of, rule.drift_after_months)
    return is_no_better(points(readings, as_of), start, rule)


def up_and_down(readings: Iterable[Reading], as_of: date, rule: ChangeRule = STANDARD_RULE) -> bool:
    """Say whether care went up and down in the two years to the last reading, and has not settled since."""
    return is_up_and_down(points(readings, as_of), rule)


def is_at_concern(line: Points, rule: ChangeRule) -> bool:
    """Say whether the latest reading is a concern."""
    return bool(line) and line[-1].grade >= rule.concern_from


def is_no_better(line: Points, start: date, rule: ChangeRule) -> bool:
    """Answer `no_better` for a line already put in order and the day on which the six months start."""
    run = final_run(line, lambda reading: reading.grade >= rule.concern_from)
    if not run or run[0].on > start:
        return False
    return run[-1].grade >= from_start(run, start)[0].grade


def is_up_and_down(line: Points, rule: ChangeRule) -> bool:
    """Answer `up_and_down` for a line already put in order.

    That there are four readings is not asked apart: two reversals cannot be had with fewer.
    """
    if not line:
        return False
    earliest = add_months(line[-1].on, -rule.up_and_down_months)
    recent = tuple(reading for reading in line if reading.on >= earliest)
    return (
        _count_reversals(recent) >= rule.up_and_down_reversals
        and max(reading.grade for reading in recent) >= rule.concern_from
        and not _has_settled(line, rule)
    )


def is_stale(line: Points, start: date) -> bool:
    """Say whether there is no reading recent enough to go by: none at all, or none since the start."""
    return not line or line[-1].on <= start


def is_overdue(line: Points, as_of: date, rule: ChangeRule, due_on: date | None = None) -> bool:
    """Say whether a line should have been read again, and the grace days have gone by as well."""
    return bool(line) and as_of >= overdue_from(line[-1], rule, due_on)


def overdue_from(latest: Reading, rule: ChangeRule, due_on: date | None = None) -> date:
    """Return the first day on which the reading after this one is overdue beyond the grace days.

    `due_on` is when it is due where a plan or a conference says so; the tool's own interval otherwise.
    """
    return (due_on or _due_by_tool((latest,), rule)) + timedelta(days=rule.overdue_after_days + 1)


def _due_by_tool(line: Points, rule: ChangeRule) -> date:
    return add_months(line[-1].on, rule.rescore_every_months)


def _count_reversals(line: Points) -> int:
    """Count the turns from better to worse or back; readings that stayed the same between do not hide one.

    Steps that rest on one item do not count: the domain only seems to turn.
    """
    steps = [
        later.grade - earlier.grade
        for earlier, later in pairwise(line)
        if later.grade != earlier.grade and not is_thin(earlier, later)
    ]
    ways = [step > 0 for step in steps]
    return sum(before != after for before, after in pairwise(ways))


def _has_settled(line: Points, rule: ChangeRule) -> bool:
    run = final_run(line, lambda reading: reading.grade < rule.concern_from)
    return bool(run) and rule.is_long_enough(run[0].on, run[-1].on, rule.settled_after_months)
