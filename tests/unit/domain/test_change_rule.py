"""The numbers of the change rule, and what a reading is."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.domain.change import STANDARD_RULE, ChangeRule, Reading
from gcp_tool.domain.vocabulary import PlanKind

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
MONTHS = (1, 3, 6, 12)


def test_the_rule_has_the_numbers_we_publish():
    assert {field.name: getattr(STANDARD_RULE, field.name) for field in fields(ChangeRule)} == {
        "concern_from": 3,
        "serious_from": 4,
        "kept_after_months": 3,
        "drift_after_months": 6,
        "tolerance_days": 14,
        "rescore_every_months": 3,
        "overdue_after_days": 28,
        "up_and_down_months": 24,
        "up_and_down_reversals": 2,
        "settled_after_months": 6,
        "interval_months": {},
    }
    assert ChangeRule() == STANDARD_RULE


def test_a_rule_cannot_be_changed_once_made():
    with pytest.raises(FrozenInstanceError):
        STANDARD_RULE.concern_from = 2


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"concern_from": 1}, "concern_from must be a whole number from 2 to 120."),
        ({"concern_from": "3"}, "concern_from must be a whole number from 2 to 120."),
        ({"concern_from": True}, "concern_from must be a whole number from 2 to 120."),
        ({"concern_from": 3.0}, "concern_from must be a whole number from 2 to 120."),
        ({"serious_from": 1}, "serious_from must be a whole number from 2 to 120."),
        ({"serious_from": 2}, "serious_from must not be a better grade than concern_from."),
        ({"kept_after_months": 0}, "kept_after_months must be a whole number from 1 to 120."),
        ({"drift_after_months": 121}, "drift_after_months must be a whole number from 1 to 120."),
        ({"tolerance_days": -1}, "tolerance_days must be a whole number from 0 to 27."),
        ({"tolerance_days": 28}, "tolerance_days must be a whole number from 0 to 27."),
        ({"rescore_every_months": None}, "rescore_every_months must be a whole number from 1 to 120."),
        ({"overdue_after_days": 367}, "overdue_after_days must be a whole number from 0 to 366."),
        ({"up_and_down_months": 0}, "up_and_down_months must be a whole number from 1 to 120."),
        ({"up_and_down_reversals": 0}, "up_and_down_reversals must be a whole number from 1 to 120."),
        ({"settled_after_months": 0}, "settled_after_months must be a whole number from 1 to 120."),
        (
            {"interval_months": {PlanKind.EARLY_HELP: 0}},
            "interval_months for early_help must be a whole number from 1 to 120.",
        ),
        (
            {"kept_after_months": 6},
            "kept_after_months must be under drift_after_months, or nothing could ever be kept.",
        ),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(numbers, sentence):
    with pytest.raises(ValueError, match=r"\.$") as refused:
        ChangeRule(**numbers)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "numbers",
    [
        {"concern_from": 2, "serious_from": 2},
        {"tolerance_days": 0, "overdue_after_days": 0},
        {"tolerance_days": 27, "overdue_after_days": 366},
        {"kept_after_months": 5},
        {"kept_after_months": 1, "drift_after_months": 2},
    ],
)
def test_a_rule_may_go_to_its_limits(numbers):
    assert ChangeRule(**numbers) != STANDARD_RULE


@given(days, st.sampled_from(MONTHS), st.integers(0, 27))
def test_the_first_day_that_sees_a_reading_as_in_force_is_the_first(on, months, tolerance):
    rule = ChangeRule(tolerance_days=tolerance)
    day = rule.first_day_starting_at(on, months)
    assert rule.view_start(day, months) >= on
    assert rule.view_start(day - timedelta(days=1), months) < on


@given(days, st.sampled_from(MONTHS), st.integers(0, 27))
def test_a_view_starts_before_the_day_it_is_seen_from(as_of, months, tolerance):
    assert ChangeRule(tolerance_days=tolerance).view_start(as_of, months) < as_of


@pytest.mark.parametrize("grade", [0, -1, True, 2.0, "3", None])
def test_a_grade_is_a_level_from_one(grade):
    with pytest.raises(ValueError, match="whole number from 1"):
        Reading(date(2025, 1, 1), grade)


def test_a_reading_is_dated_by_a_day():
    with pytest.raises(TypeError, match="by a day, without a time"):
        Reading(datetime(2025, 1, 1, 9, 30, tzinfo=UTC), 3)
