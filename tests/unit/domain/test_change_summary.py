"""The headline of a child: the order of asking, what caused it, and how long it holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcp_tool.domain.change import ChangeRule, Headline, Reading, summary
from gcp_tool.domain.dates import add_months

START = date(2023, 1, 16)
GRADES = st.integers(1, 5)


def quarterly(*grades, last=None):
    """Readings three months apart, the last on a given day if there is one."""
    first = START if last is None else add_months(last, -3 * (len(grades) - 1))
    return [Reading(add_months(first, 3 * n), grade) for n, grade in enumerate(grades)]


@pytest.mark.parametrize(
    ("grades", "lag", "number", "words"),
    [
        ((2, 3, 2, 5), 0, 1, "getting worse"),
        ((2, 3), 0, 1, "getting worse"),
        ((5, 3, 4), 0, 1, "getting worse"),
        ((4, 2, 3), 0, 1, "getting worse"),
        ((2, 5, 5, 5), 0, 2, "no better after six months: check for drift"),
        ((5, 5, 5), 0, 2, "no better after six months: check for drift"),
        ((5, 4, 4, 4, 4), 0, 2, "no better after six months: check for drift"),
        ((5,), 7, 2, "no better after six months: check for drift"),
        ((3,), 6, 2, "no better after six months: check for drift"),
        ((5, 4), 4, 3, "at concern, not re-scored in time"),
        ((5,), 4, 3, "at concern, not re-scored in time"),
        ((4, 2, 4, 3), 0, 4, "up and down"),
        ((4, 2, 4, 2), 0, 4, "up and down"),
        ((4, 2, 4, 2), 12, 4, "up and down"),
        ((5,), 0, 5, "first reading, at concern"),
        ((3,), 1, 5, "first reading, at concern"),
        ((5, 4), 0, 6, "still a concern"),
        ((5, 4), 1, 6, "still a concern"),
        ((3, 3), 0, 6, "still a concern"),
        ((3, 5, 3), 0, 2, "no better after six months: check for drift"),
        ((2, 5, 4), 0, 6, "still a concern"),
        ((1,), 6, 7, "not enough recent evidence"),
        ((4, 2, 2), 6, 7, "not enough recent evidence"),
        ((4, 2), 7, 7, "not enough recent evidence"),
        ((4, 2), 0, 8, "improved, not yet shown to be kept"),
        ((4, 1, 2), 0, 8, "improved, not yet shown to be kept"),
        ((1, 4, 2), 0, 8, "improved, not yet shown to be kept"),
        ((2, 4, 2), 0, 8, "improved, not yet shown to be kept"),
        ((4, 2, 2), 0, 9, "improved and kept"),
        ((4, 2, 2, 2), 0, 10, "low concern"),
        ((2,), 0, 10, "low concern"),
        ((1, 2, 1, 2), 0, 10, "low concern"),
    ],
)
def test_the_headline_of_one_domain(grades, lag, number, words):
    readings = quarterly(*grades)
    said = summary([readings], add_months(readings[-1].on, lag))
    assert said is not None
    assert (said.number, said.words, said.because) == (number, words, (0,))


LAST = date(2024, 7, 16)
# One domain for each headline, seen on the day of its last reading.
EXAMPLES = {
    1: quarterly(2, 4, last=LAST),
    2: quarterly(5, 5, 5, last=LAST),
    3: quarterly(5, 4, last=add_months(LAST, -5)),
    4: quarterly(4, 2, 4, 2, last=LAST),
    5: quarterly(3, last=LAST),
    6: quarterly(5, 4, last=LAST),
    7: quarterly(1, last=add_months(LAST, -6)),
    8: quarterly(4, 2, last=LAST),
    9: quarterly(4, 2, 2, last=LAST),
    10: quarterly(1, 1, last=LAST),
}


def numbered(*numbers):
    """The summary of the domains that stand for these headlines, in this order."""
    return summary([EXAMPLES[number] for number in numbers], LAST)


@pytest.mark.parametrize("number", EXAMPLES)
def test_each_example_stands_for_its_headline(number):
    said = numbered(number)
    assert said.number == number
    assert type(said.number) is int
    assert said.headline is Headline(number)


def test_a_child_has_the_first_headline_that_fits_any_domain():
    for first in EXAMPLES:
        for second in EXAMPLES:
            said = numbered(first, second)
            assert said.number == min(first, second), (first, second)


def test_the_headline_names_every_domain_that_caused_it_and_no_other():
    assert numbered(6, 1, 10, 1).because == (1, 3)
    assert numbered(10, 9, 8).because == (2,)
    assert numbered(10, 10, 10).because == (0, 1, 2)
    assert numbered(7, 10).because == (0,)


def test_a_domain_in_scope_that_was_never_graded_is_missing_evidence():
    said = summary([EXAMPLES[10], [], EXAMPLES[8]], LAST)
    assert (said.number, said.because) == (7, (1,))


def test_a_domain_never_graded_does_not_hide_a_concern():
    said = summary([[], EXAMPLES[6]], LAST)
    assert (said.number, said.because) == (6, (1,))


def test_a_domain_first_graded_after_the_day_is_not_graded_yet():
    later = [Reading(LAST + timedelta(days=1), 5)]
    assert summary([EXAMPLES[10], later], LAST).because == (1,)


@pytest.mark.parametrize("series", [[], [[]], [[], []], [[Reading(LAST + timedelta(days=1), 5)]]])
def test_a_child_with_no_reading_has_no_summary(series):
    assert summary(series, LAST) is None


@pytest.mark.parametrize(("days", "number"), [(28, 6), (29, 3)])
def test_a_concern_is_overdue_more_than_28_days_after_it_was_due(days, number):
    readings = quarterly(5, 4, last=date(2024, 1, 31))
    due = date(2024, 4, 30)
    assert summary([readings], due + timedelta(days=days)).number == number


@pytest.mark.parametrize(("days", "number"), [(14, 7), (15, 10)])
def test_evidence_up_to_fourteen_days_into_the_six_months_is_not_recent(days, number):
    readings = [Reading(date(2024, 1, 16) + timedelta(days=days), 2)]
    assert summary([readings], LAST).number == number


def test_the_words_say_how_long_drift_is_in_this_tool():
    readings = quarterly(5, 5, 5, 5, 5, 5)
    for months, words in ((4, "four"), (12, "twelve"), (13, "13")):
        said = summary([readings], readings[-1].on, ChangeRule(drift_after_months=months))
        assert said.words == f"no better after {words} months: check for drift"


def test_another_rule_moves_every_limit():
    readings = quarterly(5, 4)
    as_of = add_months(readings[-1].on, 4)
    assert summary([readings], as_of).number == 3
    assert summary([readings], as_of, ChangeRule(rescore_every_months=6)).number == 6
    assert summary([readings], as_of, ChangeRule(overdue_after_days=60)).number == 6
    assert summary([readings], as_of, ChangeRule(concern_from=5, serious_from=5)).number == 8
    assert summary([readings], as_of, ChangeRule(drift_after_months=4)).number == 2


@pytest.mark.parametrize(
    ("number", "until"),
    [
        (1, date(2025, 1, 1)),
        (2, None),
        (3, date(2024, 8, 1)),
        (4, None),
        (5, date(2024, 11, 13)),
        (6, date(2024, 11, 13)),
        (7, None),
        (8, date(2025, 1, 1)),
        (9, date(2024, 10, 1)),
        (10, date(2025, 1, 1)),
    ],
)
def test_each_headline_holds_to_its_last_day(number, until):
    assert numbered(number).valid_until == until


def test_a_headline_holds_until_the_first_domain_to_change_it():
    assert numbered(9, 10).valid_until == date(2024, 10, 1)
    assert numbered(8, 9).valid_until == numbered(8).valid_until


def test_a_change_of_cause_ends_a_summary_even_if_its_number_stays():
    said = numbered(2, 5)
    assert (said.number, said.because) == (2, (0,))
    next_day = summary([EXAMPLES[2], EXAMPLES[5]], said.valid_until + timedelta(days=1))
    assert (next_day.number, next_day.because) == (2, (0, 1))


def check_every_day(series, start, rule=None, days=430):
    """Compare what each day promises with what the days after it turn out to say."""
    rule = rule or ChangeRule()
    said = [summary(series, start + timedelta(days=n), rule) for n in range(days)]
    holds_until = None
    for n in reversed(range(days)):
        if n + 1 < days and (said[n].headline, said[n].because) != (
            said[n + 1].headline,
            said[n + 1].because,
        ):
            holds_until = start + timedelta(days=n)
        assert said[n].valid_until == holds_until, (series, start + timedelta(days=n))


@pytest.mark.parametrize(
    "series",
    [
        *(
            [quarterly(*grades)]
            for grades in ((5,), (1,), (4, 2), (4, 2, 2), (5, 4, 4), (4, 2, 4, 3), (3, 5, 4))
        ),
        [quarterly(4, 2, 2), quarterly(4, 4, 3)],
        [quarterly(2, 4, 2), [], quarterly(2, 2, 2)],
        [quarterly(3, 2, 1), quarterly(1, 1, 1)],
    ],
)
def test_a_summary_holds_for_exactly_as_long_as_it_says(series):
    check_every_day(series, max(reading.on for readings in series for reading in readings))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 300), GRADES), min_size=1, max_size=5), min_size=1, max_size=3
    ),
    st.dates(date(2020, 1, 1), date(2024, 12, 31)),
    st.sampled_from([ChangeRule(), ChangeRule(tolerance_days=0, drift_after_months=4, overdue_after_days=0)]),
)
def test_a_summary_holds_as_long_as_it_says_whatever_the_gaps(family, start, rule):
    series = [[Reading(start + timedelta(days=day), grade) for day, grade in line] for line in family]
    check_every_day(series, start + timedelta(days=300), rule, days=330)
