"""Days, months, quarters and ages: the one place where a month is added or a typed date is read.

Never reads the clock: today is always given.
"""

import re
from calendar import month_name, monthrange
from datetime import date
from functools import cache

from gcp_tool.domain.vocabulary import AgeBand

EARLIEST_YEAR = 1900
LATEST_YEAR = 2099

_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{1,3}")
_EXAMPLE = "for example 27/03/2026"

_FIRST_MONTH_OF_YEAR = 4
_MONTHS_IN_YEAR = 12
_MONTHS_IN_QUARTER = 3
_QUARTERS = range(1, 5)
_YEARS_OF_FOUR_DIGITS = range(1000, 10_000)

# Each band holds the children who have not yet reached this many years.
_BANDS = (
    (2, AgeBand.UNDER_TWO),
    (5, AgeBand.TWO_TO_FOUR),
    (11, AgeBand.FIVE_TO_TEN),
    (18, AgeBand.ELEVEN_TO_SEVENTEEN),
)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later (or earlier), or the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, _MONTHS_IN_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, days_in_month(year, month)))


@cache
def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has; remembered, as the change rule asks of the same few all day."""
    return monthrange(year, month)[1]


def fin_quarter(day: date) -> int:
    """Return the financial quarter of a day: 20253 is quarter three of 2025/26, which began in April."""
    moved = add_months(day.replace(day=1), 1 - _FIRST_MONTH_OF_YEAR)
    return moved.year * 10 + (moved.month - 1) // _MONTHS_IN_QUARTER + 1


def quarter_words(quarter: int) -> str:
    """Return a financial quarter as it is written: 20253 is "2025/26 Q3".

    Raises ValueError if the number is no financial quarter.
    """
    year, part = divmod(quarter, 10)
    if part not in _QUARTERS or year not in _YEARS_OF_FOUR_DIGITS:
        raise ValueError(
            f"{quarter} is not a financial quarter: write the year and 1 to 4, for example 20253."
        )
    return f"{year}/{(year + 1) % 100:02d} Q{part}"


def completed_years(born: date, on: date) -> int:
    """Return the age in whole years on a day; a child born on 29 February turns on 1 March in other years.

    Raises ValueError if the day is before the birth.
    """
    if on < born:
        raise ValueError("There is no age before the day of birth.")
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_band(on: date, *, born: date | None = None, expected: date | None = None) -> AgeBand | None:
    """Return the age band of a child on a day, or None from the eighteenth birthday.

    A birth date wins over an expected one. A child who has only an expected date stays unborn until the birth
    is recorded, however late it is. Raises ValueError if neither date is given.
    """
    if born is None and expected is None:
        raise ValueError("Give the date of birth, or the date the baby is due.")
    if born is None or on < born:
        return AgeBand.UNBORN
    years = completed_years(born, on)
    return next((band for before, band in _BANDS if years < before), None)


def parse_date(text: str) -> date:
    """Return the date that someone typed as day/month/year, or that a file holds as year-month-day.

    Raises ValueError with a sentence that says what to put right. What was typed is repeated only where it
    has the shape of a date, so that the sentence stays short whatever was pasted.
    """
    typed = text.strip()
    if not typed:
        raise ValueError(f"Enter a date, {_EXAMPLE}.")
    found = _DAY_FIRST.fullmatch(typed) or _YEAR_FIRST.fullmatch(typed)
    if found is None:
        raise ValueError(_why_not_understood(typed))
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    problem = _why_impossible(year, month, day)
    if problem:
        raise ValueError(f"{typed} cannot be right: {problem}.")
    return date(year, month, day)


def _why_not_understood(typed: str) -> str:
    if _SHORT_YEAR.fullmatch(typed):
        return f"Write the year with four digits, {_EXAMPLE}."
    return f"Write the date as day/month/year, {_EXAMPLE}."


def _why_impossible(year: int, month: int, day: int) -> str | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return f"the year must be from {EARLIEST_YEAR} to {LATEST_YEAR}"
    if not 1 <= month <= _MONTHS_IN_YEAR:
        return f"there is no month {month}. Write the day first, then the month, {_EXAMPLE}"
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        return f"{month_name[month]} {year} has days 1 to {last}"
    return None
