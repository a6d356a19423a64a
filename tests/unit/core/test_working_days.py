"""Working days in England."""

from datetime import date

import pytest

from gcp_tool.core.working_days import is_working_day, working_days_before


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 28), False),  # Boxing Day fell on a Saturday
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),
        (date(2026, 3, 17), True),  # St Patrick's Day is no holiday in England
    ],
)
def test_offices_are_closed_at_weekends_and_on_bank_holidays(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 19)),
        (date(2026, 11, 23), 1, date(2026, 11, 20)),
        (date(2026, 11, 22), 1, date(2026, 11, 20)),
        (date(2026, 11, 20), 10, date(2026, 11, 6)),
        (date(2027, 1, 4), 10, date(2026, 12, 16)),
    ],
)
def test_working_days_are_counted_back(day, count, before):
    assert working_days_before(day, count) == before


def test_at_least_one_day_is_counted():
    with pytest.raises(ValueError, match="at least"):
        working_days_before(date(2026, 11, 20), 0)
