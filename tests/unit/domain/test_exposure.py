"""How long a child is known to have lived with serious care: at least so many months, and so many not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.domain.change import Reading
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.exposure import CarerLine, exposure, months_between, stretches

TODAY = date(2026, 11, 22)


def months_ago(months):
    return add_months(TODAY, -months)


def line(*months_and_grades, carer="jo", ended_on=None):
    points = tuple(Reading(months_ago(months), grade) for months, grade in months_and_grades)
    return CarerLine(carer, points, ended_on)


def known(*lines, **changes):
    return exposure(lines, TODAY, **({"from_grade": 4} | changes))


def test_each_reading_holds_to_the_next_or_for_six_months():
    found = list(stretches(line((20, 4), (17, 2), (5, 5)), TODAY))
    assert [(one.first, one.until, one.grade) for one in found] == [
        (months_ago(20), months_ago(17), 4),
        (months_ago(17), months_ago(11), 2),
        (months_ago(5), TODAY + timedelta(days=1), 5),
    ]


def test_the_rest_is_not_known():
    found = known(line((20, 4), (17, 2), (5, 5)))
    assert (found.at_least, found.not_known, found.months) == (8, 10, 24)
    assert found.since_on == months_ago(20)
    assert known(line((20, 4), (17, 2), (5, 5)), from_grade=2).at_least == 14


def test_nothing_read_is_nothing_known():
    found = known()
    assert (found.at_least, found.not_known, found.since_on, found.carers) == (0, 24, None, ())


def test_what_was_long_ago_is_out_of_the_months_but_not_forgotten():
    found = known(line((40, 5)))
    assert (found.at_least, found.not_known, found.since_on, found.carers) == (0, 24, months_ago(40), ())


def test_of_each_day_the_worst_carer_counts_and_is_named_once():
    found = known(line((12, 4)), line((10, 5), (8, 2), carer="sam"), line((12, 1), carer="gran"))
    assert (found.at_least, found.carers) == (6, ("jo", "sam"))
    assert known(line((12, 2)), line((12, 5), (9, 1), carer="sam")).carers == ("sam",)


def test_care_that_ended_holds_no_longer():
    assert known(line((12, 4), ended_on=months_ago(9))).at_least == 3
    assert known(line((12, 4), ended_on=months_ago(12))).at_least == 0
    assert known(line((12, 4), ended_on=months_ago(12))).since_on is None


@pytest.mark.parametrize(
    ("first", "until", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 15), date(2026, 7, 14), 5),
        (date(2025, 7, 15), date(2026, 7, 15), 12),
    ],
)
def test_months_are_those_of_the_calendar(first, until, months):
    assert months_between(first, until) == months


def test_days_left_over_add_up_to_months():
    stretch = [((10, 4), (9, 2)), ((8, 4), (7, 2))]
    assert known(*(line(*one, carer=str(n)) for n, one in enumerate(stretch))).at_least == 2
    halves = [
        CarerLine(
            "jo",
            tuple(
                Reading(day, grade) for day, grade in ((date(2026, month, 1), 4), (date(2026, month, 17), 1))
            ),
        )
        for month in (3, 6)
    ]
    assert known(*halves).at_least == 1


def test_readings_after_the_day_are_not_known_yet():
    assert exposure([line((3, 5))], months_ago(4), from_grade=4).since_on is None


def test_one_looks_back_a_month_at_least():
    with pytest.raises(ValueError, match="a month at least"):
        known(months=0)


LINES = st.lists(
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 5)), max_size=6, unique_by=lambda one: one[0]),
    max_size=3,
)


@given(LINES, st.integers(1, 36))
def test_each_day_is_counted_once_by_its_worst_carer(lines, months):
    made = [
        CarerLine(
            name, tuple(Reading(TODAY - timedelta(days=ago), grade) for ago, grade in sorted(line)[::-1])
        )
        for name, line in enumerate(lines)
    ]
    found = exposure(made, TODAY, from_grade=4, months=months)
    start = add_months(TODAY, -months) + timedelta(days=1)
    days = [start + timedelta(days=n) for n in range((TODAY - start).days + 1)]
    every = [one for line in made for one in stretches(line, TODAY)]
    worst = [max((one.grade for one in every if one.first <= day < one.until), default=None) for day in days]
    bad, seen = sum(grade is not None and grade >= 4 for grade in worst), len(days) - worst.count(None)
    assert bad / 31 - 1 < found.at_least <= bad / 28
    assert seen / 31 - 1 < months - found.not_known <= seen / 28
    assert found.at_least + found.not_known <= months
