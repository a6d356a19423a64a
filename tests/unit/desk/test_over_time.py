"""A team over time: what each month comes to, and that a month without a value is a gap and never nought."""

from datetime import date

import pytest

from gcp_tool.desk.over_time.queries import MonthCount
from gcp_tool.desk.over_time.telling import (
    Counted,
    days_between,
    families_figure,
    shares_decided,
    work_figure,
)

MAY, JUNE, JULY = MONTHS = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def stood(month: date, summary: int | None, families: int = 1, overdue: int = 0) -> MonthCount:
    return MonthCount(month, summary, families, overdue)


def test_every_summary_is_counted_in_one_group_and_a_month_not_kept_is_a_gap() -> None:
    figure = families_figure(MONTHS, [stood(JUNE, number, number or 20) for number in (None, *range(1, 11))])
    assert [panel.values for panel in figure.panels] == [
        (None, 6, None),
        (None, 15, None),
        (None, 27, None),
        (None, 27, None),
    ]
    assert {figure.highest(panel) for panel in figure.panels} == {27}


def test_a_finding_says_from_what_to_what() -> None:
    counts = [stood(MAY, 1, 5), stood(JUNE, 1, 3), stood(JULY, 1, 1), stood(MAY, 9, 2), stood(JULY, 9, 2)]
    worse, _, _, below = families_figure(MONTHS, counts).panels
    assert worse.finding == "1 family in July 2026, 5 in May 2026"
    assert below.finding == "2 families in July 2026, the same as in May 2026"
    lone = families_figure([JUNE], [stood(JUNE, 1, 4)]).panels[0]
    assert lone.finding == "4 families in June 2026"


def test_days_between_readings_are_counted_family_by_family() -> None:
    days = {1: [date(2026, 1, 10), date(2026, 4, 10), date(2026, 7, 11)], 2: [date(2026, 2, 1)], 3: []}
    assert days_between(days) == [(date(2026, 4, 10), 90), (date(2026, 7, 11), 92)]


def test_medians_are_of_the_month_and_none_where_nothing_fell_into_it() -> None:
    counted = Counted((), {}, [(date(2026, 5, 2), 3), (date(2026, 5, 30), 8), (date(2026, 7, 1), 0)], ())
    waited = work_figure(MONTHS, counted).panels[2]
    assert waited.values == (6, None, 0)  # 5.5 is rounded half up
    assert waited.finding == "median 0 days in July 2026, median 6 in May 2026"


@pytest.mark.parametrize(
    ("decided", "overdue", "share"),
    [(0, 0, None), (1, 0, 100), (0, 2, 0), (1, 1, 50), (1, 2, 33), (2, 1, 67), (1, 7, 13)],
)
def test_the_share_of_reviews_decided_is_of_those_decided_or_overdue(
    decided: int, overdue: int, share: int | None
) -> None:
    days = [date(2026, 6, 3)] * decided
    assert shares_decided([JUNE], [stood(JUNE, 2, 9, overdue)], days) == (share,)


def test_a_month_that_was_not_kept_has_no_share() -> None:
    assert shares_decided([JUNE], [], [date(2026, 6, 3)]) == (None,)


def test_without_anything_the_page_says_so() -> None:
    figure = work_figure(MONTHS, Counted((), {}, (), ()))
    assert {panel.finding for panel in figure.panels} == {"nothing to show yet"}
