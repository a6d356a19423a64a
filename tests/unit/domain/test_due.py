"""When the next reading and the next six-month review are due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.domain.change import ChangeRule, Reading
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.due import (
    Demands,
    Episode,
    child_reading_due,
    demands_of,
    first_at_concern,
    involved_since,
    reading_due,
    review_due,
)
from gcp_tool.domain.vocabulary import PlanKind

RULE = ChangeRule()
LAST = date(2026, 3, 16)
ON_PLAN = Demands((PlanKind.CHILD_IN_NEED,))
INTERVALS = ChangeRule(interval_months={PlanKind.EARLY_HELP: 6, PlanKind.CHILD_PROTECTION: 2})
TODAY = date(2026, 11, 22)


def line(grade, on=LAST):
    return (Reading(on, grade),), RULE


@pytest.mark.parametrize(
    ("demands", "due"),
    [
        (Demands(), date(2026, 6, 16)),
        (ON_PLAN, date(2026, 6, 16)),
        (Demands(wanted_by=(date(2026, 5, 1),)), date(2026, 5, 1)),
        (Demands(wanted_by=(date(2026, 8, 1),)), date(2026, 6, 16)),
        (Demands(wanted_by=(date(2026, 5, 1), date(2026, 4, 20))), date(2026, 4, 20)),
        (Demands(wanted_by=(date(2026, 2, 1),)), date(2026, 6, 16)),
        (Demands(wanted_by=(date(2026, 4, 13),)), date(2026, 6, 16)),
        (Demands(wanted_by=(date(2026, 4, 14),)), date(2026, 4, 14)),
    ],
)
def test_a_reading_is_due_after_its_interval_or_in_time_for_a_meeting(demands, due):
    assert reading_due(LAST, RULE, demands) == due


@pytest.mark.parametrize(
    ("plans", "due"),
    [
        ((), date(2026, 6, 16)),
        ((PlanKind.CHILD_IN_NEED,), date(2026, 6, 16)),
        ((PlanKind.EARLY_HELP,), date(2026, 9, 16)),
        ((PlanKind.CHILD_PROTECTION,), date(2026, 5, 16)),
        ((PlanKind.EARLY_HELP, PlanKind.CHILD_PROTECTION), date(2026, 5, 16)),
        ((PlanKind.EARLY_HELP, PlanKind.LOOKED_AFTER), date(2026, 6, 16)),
    ],
)
def test_a_plan_may_have_an_interval_of_its_own_and_the_shortest_counts(plans, due):
    assert reading_due(LAST, INTERVALS, Demands(plans)) == due


def ten_days_before(day, count):
    assert count == 10
    return day - timedelta(days=14)


@pytest.mark.parametrize(
    ("plans", "next_meeting_on", "demands"),
    [
        ([], None, Demands()),
        ([(PlanKind.EARLY_HELP, None)], None, Demands((PlanKind.EARLY_HELP,))),
        (
            [(PlanKind.EARLY_HELP, date(2026, 5, 15)), (PlanKind.EARLY_HELP, None)],
            None,
            Demands((PlanKind.EARLY_HELP,), (date(2026, 5, 1),)),
        ),
        ([], date(2026, 5, 15), Demands((), (date(2026, 5, 1),))),
        (
            [(PlanKind.CHILD_PROTECTION, date(2026, 6, 15))],
            date(2026, 5, 15),
            Demands((PlanKind.CHILD_PROTECTION,), (date(2026, 6, 1), date(2026, 5, 1))),
        ),
    ],
)
def test_meetings_of_plans_and_of_the_family_want_a_reading_ten_working_days_before(
    plans, next_meeting_on, demands
):
    assert demands_of(plans, working_days_before=ten_days_before, next_meeting_on=next_meeting_on) == demands


def test_the_tool_says_how_long_the_interval_is():
    assert reading_due(date(2026, 11, 30), ChangeRule(rescore_every_months=3)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("lines", "demands", "due"),
    [
        ([], ON_PLAN, None),
        ([((), RULE)], ON_PLAN, None),
        ([line(2)], Demands(), None),
        ([line(2)], ON_PLAN, date(2026, 6, 16)),
        ([line(3)], Demands(), date(2026, 6, 16)),
        ([line(2), line(4, LAST + timedelta(days=30))], Demands(), date(2026, 7, 15)),
        ([line(3), line(4, LAST + timedelta(days=30))], Demands(), date(2026, 6, 16)),
        ([line(2), line(2, LAST + timedelta(days=30))], ON_PLAN, date(2026, 7, 15)),
        ([line(2), ((Reading(LAST, 2),), ChangeRule(concern_from=2))], Demands(), date(2026, 6, 16)),
    ],
)
def test_a_child_is_due_while_on_a_plan_or_at_concern(lines, demands, due):
    assert child_reading_due(lines, demands) == due


def episode(start, end=None):
    return Episode(date(2026, 1, 1) + timedelta(days=start), end and date(2026, 1, 1) + timedelta(days=end))


@pytest.mark.parametrize(
    ("episodes", "day"),
    [
        ([], None),
        ([episode(0)], 0),
        ([episode(0, 100)], None),
        ([episode(0, 100), episode(128)], 0),
        ([episode(0, 100), episode(129)], 129),
        ([episode(0, 100), episode(50)], 0),
        ([episode(50), episode(0, 100)], 0),
        ([episode(0), episode(10, 20), episode(200)], 0),
        ([episode(0, 10), episode(20, 30), episode(40)], 0),
        ([episode(0, 200), episode(10, 20), episode(210)], 0),
        ([episode(400)], None),
        ([episode(0, 100), episode(400)], None),
        ([episode(0, 400)], 0),
        ([episode(0, 325)], None),
    ],
)
def test_involvement_is_continuous_over_gaps_of_up_to_28_days(episodes, day):
    expected = None if day is None else date(2026, 1, 1) + timedelta(days=day)
    assert involved_since(episodes, TODAY) == expected


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 200) | st.none()), max_size=5), st.randoms())
def test_involvement_does_not_depend_on_the_order_of_plans(spans, randomness):
    episodes = [episode(start, None if length is None else start + length) for start, length in spans]
    since = involved_since(episodes, TODAY)
    randomness.shuffle(episodes)
    assert involved_since(episodes, TODAY) == since
    assert (since is not None) == any(one.is_open(TODAY) for one in episodes)


MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("involved", "concern", "at_concern", "decided", "due"),
    [
        (None, None, False, None, None),
        (None, MARCH, False, None, None),
        (None, MARCH, False, JUNE, None),
        (None, MARCH, True, None, date(2026, 9, 1)),
        (JUNE, MARCH, True, None, date(2026, 12, 1)),
        (JUNE, None, False, None, date(2026, 12, 1)),
        (MARCH, None, False, JUNE, date(2026, 12, 1)),
        (JUNE, None, False, MARCH, date(2026, 12, 1)),
        (None, MARCH, True, JUNE, date(2026, 12, 1)),
    ],
)
def test_a_review_is_due_six_months_after_the_later_of_the_decision_and_the_start(
    involved, concern, at_concern, decided, due
):
    assert (
        review_due(
            involved_since_on=involved,
            first_concern_on=concern,
            is_at_concern=at_concern,
            decided_on=decided,
        )
        == due
    )


def test_the_first_concern_is_the_first_reading_ever_at_concern_whatever_came_after():
    readings = tuple(Reading(add_months(LAST, n), grade) for n, grade in enumerate((2, 4, 2, 5)))
    assert first_at_concern([(readings, RULE), ((), RULE)]) == add_months(LAST, 1)
    assert first_at_concern([(readings[:1], RULE)]) is None
