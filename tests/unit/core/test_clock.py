"""The day on the wall in England, whatever the server's clock says."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from gcp_tool.core import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2027, 3, 31, 22, 59, tzinfo=UTC), date(2027, 3, 31)),
        (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_today_is_the_day_on_the_wall(moment: datetime, day: date) -> None:
    with clock.set_to(moment):
        assert clock.today() == day


def test_no_day_is_skipped_or_comes_back_when_the_clocks_change() -> None:
    for start in (datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)):
        days = []
        for minutes in range(0, 3 * 24 * 60, 15):
            with clock.set_to(start + timedelta(minutes=minutes)):
                days.append(clock.today())
        assert days == sorted(days)
        assert {later - earlier for earlier, later in pairwise(days)} == {
            timedelta(0), timedelta(days=1),
        }  # fmt: skip
