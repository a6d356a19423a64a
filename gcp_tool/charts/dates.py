"""The range of real dates that all panels of a drawing share, and the months named on it. Draws nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from gcp_tool.charts.lettering import width_of
from gcp_tool.charts.style import AXIS

_SHORTEST: Final = 100  # days: a single reading gets a few months around it
_STEPS: Final = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 480)  # months
_DAYS_A_MONTH: Final = 30.4
_LONG: Final = 200  # days: over more than these two months are named, wherever they fit
_BETWEEN: Final = 4.0


@dataclass(frozen=True, slots=True)
class DateAxis:
    """Days as ordinals from one side of a plot to the other, and the days to name."""

    first: float
    last: float
    ticks: tuple[tuple[float, str], ...]


def date_axis(start: date, end: date, width: float, *, before: float, after: float) -> DateAxis:
    """Fit the dates into a width that leaves room before the first and after the last."""
    widening = max(0, _SHORTEST - (end.toordinal() - start.toordinal())) / 2
    earliest, latest = start.toordinal() - widening, end.toordinal() + widening
    days_a_unit = (latest - earliest) / (width - before - after)
    first, last = earliest - before * days_a_unit, latest + after * days_a_unit
    return DateAxis(first, last, _ticks(first, last, width))


def _ticks(first: float, last: float, width: float) -> tuple[tuple[float, str], ...]:
    label = width_of("Mmm 0000", AXIS)
    days_a_unit = (last - first) / width
    last_label = last - label / 2 * days_a_unit  # there may be no room to the right of the plot
    fitting = [step for step in _STEPS if step * _DAYS_A_MONTH >= (label + _BETWEEN) * days_a_unit]
    choices = (_firsts_of_months(first, last_label, step) for step in fitting)
    days = next(filter(None, choices), [])
    if len(days) > 1 or (days and last - first < _LONG):
        return _named(days)
    return _named(_ends(_firsts_of_months(first, last_label, 1), apart=(label + _BETWEEN) * days_a_unit))


def _named(days: list[date]) -> tuple[tuple[float, str], ...]:
    return tuple((float(day.toordinal()), f"{day:%b} {day.year}") for day in days)


def _ends(months: list[date], *, apart: float) -> list[date]:
    """Of a narrow plot the first month and the last, or the first alone where two would run into each other."""
    both = bool(months) and (months[-1] - months[0]).days >= apart
    return [months[0], months[-1]] if both else months[:1]


def _firsts_of_months(first: float, last: float, step: int) -> list[date]:
    begin, finish = (date.fromordinal(min(max(1, int(day)), date.max.toordinal())) for day in (first, last))
    months = range(begin.year * 12 + begin.month - 1, finish.year * 12 + finish.month)
    days = (date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0)
    return [day for day in days if first <= day.toordinal() <= last]
