"""Counting completions: which quarter, month or year a day is in, and what adds up to what."""

from datetime import date, timedelta

import pytest

from gcp_tool.domain.completions import (
    GIVEN,
    CompletionPart,
    Numbers,
    Span,
    Tallied,
    add_up,
    by_unit,
    first_day,
    last_day,
    month_unit,
    move_quarter,
    period_words,
    periods,
    quarters_between,
)
from gcp_tool.domain.dates import fin_quarter
from gcp_tool.domain.vocabulary import ContributionState

LEAD, CONTRIBUTED = CompletionPart
SCHOOL, HEALTH = 1, 2


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2025, 6, 30), 20251),
        (date(2025, 7, 1), 20252),
        (date(2026, 3, 31), 20254),
        (date(2026, 4, 1), 20261),
        (date(2024, 2, 29), 20234),
    ],
)
def test_a_day_on_an_edge_is_in_the_quarter_that_it_ends_or_begins(day: date, quarter: int) -> None:
    assert fin_quarter(day) == quarter
    assert first_day(quarter) <= day <= last_day(quarter)


def test_every_day_of_four_years_is_in_one_quarter_and_one_month() -> None:
    for number in range(4 * 366):
        day = date(2023, 4, 1) + timedelta(number)
        quarter = fin_quarter(day)
        assert first_day(quarter) <= day <= last_day(quarter)
        assert move_quarter(move_quarter(quarter, 5), -5) == quarter
        assert month_unit(quarter, day.month) == day.year * 100 + day.month


def test_quarters_are_listed_from_the_latest() -> None:
    assert quarters_between(20253, 20261) == (20261, 20254, 20253)
    assert quarters_between(20261, 20253) == ()


def test_columns_end_with_the_quarter_asked_for() -> None:
    quarters = periods(Span.QUARTER, last=20261, count=2)
    assert [(one.units, one.first, one.last) for one in quarters] == [
        ({20254}, date(2026, 1, 1), date(2026, 3, 31)),
        ({20261}, date(2026, 4, 1), date(2026, 6, 30)),
    ]
    months = periods(Span.MONTH, last=20254, count=4)
    assert [one.units for one in months] == [{202512}, {202601}, {202602}, {202603}]
    assert months[2].last == date(2026, 2, 28)
    [year] = periods(Span.YEAR, last=20254, count=1)
    assert year.units == {20251, 20252, 20253, 20254}
    assert (year.first, year.last) == (date(2025, 4, 1), date(2026, 3, 31))


def test_a_period_is_over_the_day_after_its_last() -> None:
    [quarter] = periods(Span.QUARTER, last=20251, count=1)
    assert not quarter.is_over(date(2025, 6, 30))
    assert quarter.is_over(date(2025, 7, 1))


def test_a_period_is_said_as_it_is_written() -> None:
    said = {span: period_words(periods(span, last=20254, count=1)[0], "Mar 2026") for span in Span}
    assert said == {Span.QUARTER: "2025/26 Q4", Span.MONTH: "Mar 2026", Span.YEAR: "Year to Mar 2026"}


def test_what_is_led_and_what_is_contributed_to_stay_apart() -> None:
    tallied = by_unit(
        [
            Tallied(20251, SCHOOL, LEAD, Numbers(baseline=2, children=3)),
            Tallied(20252, SCHOOL, LEAD, Numbers(review=1, children=1)),
            Tallied(20252, SCHOOL, CONTRIBUTED, Numbers(review=4, children=5)),
            Tallied(20253, HEALTH, LEAD, Numbers(review=9, children=9)),
        ]
    )
    assert add_up(tallied, [20251, 20252]) == {
        (SCHOOL, LEAD): Numbers(baseline=2, review=1, children=4),
        (SCHOOL, CONTRIBUTED): Numbers(review=4, children=5),
    }
    assert Numbers(baseline=2, review=1).n == 3
    assert add_up(tallied, [20254]) == {}


def test_only_a_part_that_was_begun_is_a_contribution() -> None:
    assert set(ContributionState) - GIVEN == {
        ContributionState.INVITED,
        ContributionState.DECLINED,
        ContributionState.WITHDRAWN,
    }
