"""No better in six months, and up and down: the examples, and each limit to the day."""

from datetime import date, timedelta

import pytest

from gcp_tool.domain.change import ChangeRule, Reading, no_better, up_and_down
from gcp_tool.domain.dates import add_months

START = date(2023, 1, 16)


def quarterly(*grades):
    """Readings three months apart."""
    return [Reading(add_months(START, 3 * n), grade) for n, grade in enumerate(grades)]


def monthly(*months_and_grades):
    """Readings so many months after the start."""
    return [Reading(add_months(START, months), grade) for months, grade in months_and_grades]


@pytest.mark.parametrize(
    ("grades", "lag", "expected"),
    [
        ((5, 5, 5), 0, True),
        ((5, 4, 4, 4, 4), 0, True),
        ((5, 4, 4), 0, False),
        ((3, 5, 4), 0, True),
        ((3, 5, 4), 3, False),
        ((3, 5, 4), 6, True),
        ((5, 2, 5), 0, False),
        ((5, 2, 5), 3, False),
        ((5, 2, 5), 6, True),
        ((2, 3), 3, False),
        ((2, 3, 3, 3), 0, True),
        ((4, 2, 2), 0, False),
        ((4, 2, 2), 12, False),
        ((4, 3, 2), 12, False),
        ((3,), 5, False),
        ((3,), 6, True),
        ((5,), 7, True),
        ((2,), 7, False),
        ((), 7, False),
    ],
)
def test_no_better_asks_what_was_in_force_six_months_ago(grades, lag, expected):
    readings = quarterly(*grades)
    as_of = add_months(readings[-1].on if readings else START, lag)
    assert no_better(readings, as_of) is expected


@pytest.mark.parametrize(("days", "expected"), [(14, True), (15, False)])
def test_a_concern_begun_up_to_fourteen_days_late_is_six_months_old(days, expected):
    as_of = date(2024, 7, 16)
    assert no_better([Reading(date(2024, 1, 16) + timedelta(days=days), 3)], as_of) is expected


@pytest.mark.parametrize(("days", "expected"), [(14, True), (15, False)])
def test_the_grade_in_force_is_the_last_up_to_fourteen_days_late(days, expected):
    as_of = date(2024, 7, 16)
    readings = [
        Reading(date(2023, 9, 1), 5),
        Reading(date(2024, 1, 16) + timedelta(days=days), 4),
        Reading(date(2024, 5, 1), 4),
    ]
    assert no_better(readings, as_of) is expected


def test_one_better_reading_between_breaks_the_run_at_concern():
    assert not no_better(quarterly(4, 4, 2, 4, 4), add_months(START, 12))
    assert no_better(quarterly(4, 4, 2, 4, 4, 4), add_months(START, 15))


def test_no_better_ignores_what_is_read_after_the_day():
    readings = quarterly(4, 4, 4, 2)
    assert no_better(readings[::-1], add_months(START, 6))
    assert not no_better(readings, add_months(START, 9))


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ((), False),
        ((4,), False),
        ((4, 2, 4), False),
        ((4, 2, 4, 3), True),
        ((4, 2, 4, 2), True),
        ((2, 4, 2, 4), True),
        ((2, 3, 2, 5), True),
        ((1, 2, 1, 2), False),
        ((4, 2, 2, 4), False),
        ((4, 2, 2, 4, 2), True),
        ((2, 4, 4, 2, 2, 3), True),
        ((5, 4, 3, 2), False),
        ((2, 4, 3, 2), False),
        ((4, 4, 4, 4, 4), False),
        ((4, 2, 4, 2, 2), True),
        ((4, 2, 4, 2, 2, 2), False),
        ((4, 2, 4, 2, 1, 2), False),
        ((4, 2, 4, 2, 2, 2, 3), True),
    ],
)
def test_up_and_down_is_two_reversals_not_yet_settled(grades, expected):
    readings = quarterly(*grades)
    as_of = readings[-1].on if readings else START
    assert up_and_down(readings, as_of) is expected
    assert up_and_down(readings, add_months(as_of, 60)) is expected


@pytest.mark.parametrize(("months", "expected"), [(24, True), (25, False)])
def test_up_and_down_looks_at_the_two_years_to_the_last_reading(months, expected):
    readings = monthly((0, 2), (12, 4), (18, 2), (months, 4))
    assert up_and_down(readings, readings[-1].on) is expected


def test_up_and_down_needs_a_concern_within_the_two_years():
    readings = monthly((0, 5), (30, 1), (31, 2), (32, 1), (33, 2))
    assert not up_and_down(readings, readings[-1].on)


@pytest.mark.parametrize(("last", "expected"), [(date(2024, 7, 1), True), (date(2024, 7, 2), False)])
def test_care_has_settled_from_fourteen_days_before_six_months(last, expected):
    readings = [
        Reading(date(2023, 4, 16), 4),
        Reading(date(2023, 7, 16), 2),
        Reading(date(2023, 10, 16), 4),
        Reading(date(2024, 1, 16), 2),
        Reading(last, 2),
    ]
    assert up_and_down(readings, last) is expected


def test_up_and_down_ignores_what_is_read_after_the_day():
    readings = quarterly(4, 2, 4, 3)
    assert up_and_down(readings[::-1], readings[-1].on)
    assert not up_and_down(readings, readings[-1].on - timedelta(days=1))


def test_another_rule_asks_for_more_reversals():
    readings = quarterly(4, 2, 4, 3)
    assert not up_and_down(readings, readings[-1].on, ChangeRule(up_and_down_reversals=3))
    assert not up_and_down(readings, readings[-1].on, ChangeRule(up_and_down_months=6))
    assert not up_and_down(readings, readings[-1].on, ChangeRule(concern_from=5, serious_from=5))


def test_another_rule_waits_longer_before_it_speaks_of_drift():
    readings = quarterly(4, 4, 4)
    assert not no_better(readings, readings[-1].on, ChangeRule(drift_after_months=9))
    assert no_better(readings, add_months(readings[-1].on, 3), ChangeRule(drift_after_months=9))
