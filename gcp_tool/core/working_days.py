"""Working days in England: not Saturday, not Sunday, not a bank holiday."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

_SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether offices are open on a day."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)


@lru_cache(maxsize=4096)
def working_days_before(day: date, count: int) -> date:
    """The working day that lies so many working days before a day. Raises ValueError for a count below one."""
    if count < 1:
        raise ValueError("Count back a working day at least.")
    while count:
        day -= _DAY
        count -= is_working_day(day)
    return day


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
