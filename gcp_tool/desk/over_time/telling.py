"""A team over time as values: what each month comes to, and what that says in words. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final

from gcp_tool.charts.columns_content import ColumnPanel, MonthlyColumns
from gcp_tool.core.formatting import month_and_year
from gcp_tool.desk.over_time.queries import MonthCount

Values = tuple[int | None, ...]

GROUPS: Final[Mapping[str, frozenset[int | None]]] = {
    "Getting worse, standing still or not re-scored": frozenset({1, 2, 3}),
    "At concern otherwise": frozenset({4, 5, 6}),
    "Not enough recent evidence": frozenset({7, None}),
    "Below concern": frozenset({8, 9, 10}),
}
BETWEEN, DECIDED, WAITED = "Days between readings", "Reviews decided", "Days to sign-off"


@dataclass(frozen=True, slots=True)
class Counted:
    """What was read about a team."""

    standings: Sequence[MonthCount]
    reading_days: Mapping[int, Sequence[date]]
    sign_offs: Sequence[tuple[date, int]]
    decision_days: Sequence[date]


def families_figure(months: Sequence[date], standings: Sequence[MonthCount]) -> MonthlyColumns:
    """Families by how they stood at the end of each month; a month that was not kept is a gap."""
    kept = {count.month for count in standings}
    panels = []
    for title, summaries in GROUPS.items():
        values = tuple(
            sum(count.families for count in standings if count.month == month and count.summary in summaries)
            if month in kept
            else None
            for month in months
        )
        panels.append(ColumnPanel(title, _finding(months, values, unit=("family", "families")), values))
    return MonthlyColumns(
        title="Families by how they stood at the end of each month",
        description="Four rows of columns on one scale, a column a month, with the number of families over each.",
        months=tuple(months),
        panels=tuple(panels),
        one_scale=True,
    )


def work_figure(months: Sequence[date], counted: Counted) -> MonthlyColumns:
    """How often care was read, how many reviews ended in a decision, and how long sign-off took, month by month."""
    between = _medians(months, days_between(counted.reading_days))
    decided = shares_decided(months, counted.standings, counted.decision_days)
    waited = _medians(months, counted.sign_offs)
    days = ("day", "days")
    panels = (
        ColumnPanel(BETWEEN, _finding(months, between, unit=days, is_median=True), between),
        ColumnPanel(DECIDED, _finding(months, decided, unit=("per cent", "per cent")), decided),
        ColumnPanel(WAITED, _finding(months, waited, unit=days, is_median=True), waited),
    )
    return MonthlyColumns(
        title="How the work went, month by month",
        description="Three rows of columns, a column a month: median days between the readings of a family, per cent of"
        " the reviews due that were decided, and median days from submitting to sign-off.",
        months=tuple(months),
        panels=panels,
    )


def days_between(reading_days: Mapping[int, Sequence[date]]) -> Sequence[tuple[date, int]]:
    """For every reading of a family but its first, its day and the days since the one before."""
    return [
        (later, (later - earlier).days) for days in reading_days.values() for earlier, later in pairwise(days)
    ]


def shares_decided(
    months: Sequence[date], standings: Sequence[MonthCount], decision_days: Iterable[date]
) -> Values:
    """Of the reviews decided in a month or overdue at its end, how many were decided, in per cent rounded half up.

    None in a month that was not kept, or in which none was wanted.
    """
    decided = [day.replace(day=1) for day in decision_days]
    shares: list[int | None] = []
    for month in months:
        stood = [count for count in standings if count.month == month]
        done, overdue = decided.count(month), sum(count.overdue for count in stood)
        wanted = done + overdue
        shares.append((200 * done + wanted) // (2 * wanted) if stood and wanted else None)
    return tuple(shares)


def _medians(months: Sequence[date], values: Sequence[tuple[date, int]]) -> Values:
    """The median of what falls into each month, rounded half up; None where nothing does."""
    found = []
    for month in months:
        inside = [value for day, value in values if day.replace(day=1) == month]
        found.append(int(median(inside) + 0.5) if inside else None)
    return tuple(found)


def _finding(
    months: Sequence[date], values: Values, *, unit: tuple[str, str], is_median: bool = False
) -> str:
    """From what to what, with the months: what the columns show, in words."""
    known = [(month, value) for month, value in zip(months, values, strict=True) if value is not None]
    if not known:
        return "nothing to show yet"
    said = "median " if is_median else ""
    (first_month, first), (last_month, last) = known[0], known[-1]
    words = f"{said}{last} {unit[0] if last == 1 else unit[1]} in {month_and_year(last_month)}"
    if first_month == last_month:
        return words
    before = f"in {month_and_year(first_month)}"
    return f"{words}, the same as {before}" if first == last else f"{words}, {said}{first} {before}"
