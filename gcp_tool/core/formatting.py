"""Dates, times, ages, counts and lists in the words people in England read. Pure: values in, words out."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from gcp_tool.core.clock import local

NO_FIGURE = "–"

_DAYS_IN_A_WEEK = 7
_WEEKS_SHOWN_BELOW = 12
_MONTHS_IN_A_YEAR = 12
_ADULT_FROM_YEARS = 18


def long_date(day: date) -> str:
    """`3 November 2026`."""
    return f"{day.day} {day:%B} {day.year}"


def short_date(day: date) -> str:
    """`3 Nov 2026`, for tables and charts."""
    return f"{day.day} {day:%b} {day.year}"


def month_and_year(day: date) -> str:
    """`November 2026`."""
    return f"{day:%B} {day.year}"


def clock_time(moment: datetime) -> str:
    """`14:32`, as the clock on the wall showed it. Raises ValueError for a moment without a time zone."""
    return f"{_on_the_wall(moment):%H:%M}"


def date_and_time(moment: datetime) -> str:
    """`3 November 2026 at 14:32`. Raises ValueError for a moment without a time zone."""
    wall = _on_the_wall(moment)
    return f"{long_date(wall.date())} at {wall:%H:%M}"


def date_range(first: date | None, last: date | None) -> str:
    """`3 to 17 November 2026`, saying each month and year once; an open end is said in words."""
    if first is None:
        return f"to {long_date(last)}" if last is not None else "no dates"
    if last is None:
        return f"from {long_date(first)}"
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)} to {long_date(last)}"
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
    return f"{start} to {long_date(last)}"


def age(born: date, on: date) -> str:
    """How old on a day: `5 weeks`, `2 years 3 months`, `34 years`.

    Days in the first week, weeks to twelve, months to a year, years and months to eighteen.
    """
    days = (on - born).days
    if days < 0:
        return "not yet born"
    if days < _DAYS_IN_A_WEEK:
        return counted(days, "day") if days else "born today"
    if days < _WEEKS_SHOWN_BELOW * _DAYS_IN_A_WEEK:
        return counted(days // _DAYS_IN_A_WEEK, "week")
    years, months = divmod(_whole_months(born, on), _MONTHS_IN_A_YEAR)
    if years >= _ADULT_FROM_YEARS or (years and not months):
        return counted(years, "year")
    return f"{counted(years, 'year')} {counted(months, 'month')}" if years else counted(months, "month")


def baby_due(due: date) -> str:
    """`baby due 3 March 2027`: what is said of a child who is not born, on anything a parent reads."""
    return f"baby due {long_date(due)}"


def age_or_due(born: date | None, due: date | None, on: date) -> str:
    """The age of a born child, when a baby is due, or that neither is known."""
    if born is not None:
        return age(born, on)
    return baby_due(due) if due is not None else "age not known"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 child`, `2 children`, `1,234 families`. Without `many`, an s is added."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def join_words(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *others, final = list(words) or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def percentage(part: int, whole: int, places: int = 0) -> str:
    """`67%`, a half rounded up as people expect; a dash when there is nothing to take a part of."""
    if whole == 0:
        return NO_FIGURE
    share = Decimal(part) * 100 / Decimal(whole)
    return f"{share.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)}%"


def _on_the_wall(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        msg = "a moment needs its time zone before it can be shown"
        raise ValueError(msg)
    return local(moment)


def _whole_months(born: date, on: date) -> int:
    """Months completed, counted as birthdays are: born on the 31st, a short month is completed on the 1st."""
    return (on.year - born.year) * _MONTHS_IN_A_YEAR + on.month - born.month - (on.day < born.day)
