"""What became of a target, by the rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.domain.targets import GRACE, Aim, Reached, is_overdue, outcome_of, settle
from gcp_tool.domain.vocabulary import TargetOutcome

MET, PART, NOT = TargetOutcome.MET, TargetOutcome.PART_MET, TargetOutcome.NOT_MET
SET, DUE = date(2026, 3, 2), date(2026, 6, 1)
BEFORE, NEAR, ON, AFTER = date(2026, 4, 1), DUE - GRACE, DUE, date(2026, 8, 1)
AIM = Aim(current=4, aim=2, set_on=SET, by_on=DUE)


@pytest.mark.parametrize(("level", "outcome"), [(1, MET), (2, MET), (3, PART), (4, NOT), (5, NOT)])
def test_an_outcome_is_met_at_the_aim_and_part_met_when_only_better(
    level: int, outcome: TargetOutcome
) -> None:
    assert outcome_of(AIM, level) is outcome


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ([], None),
        ([(2, BEFORE)], MET),
        ([(1, BEFORE), (4, AFTER)], MET),
        ([(3, BEFORE)], None),
        ([(4, BEFORE)], None),
        ([(5, NEAR - timedelta(days=1))], None),
        ([(3, NEAR)], PART),
        ([(4, NEAR)], NOT),
        ([(3, ON)], PART),
        ([(5, AFTER)], NOT),
        ([(4, BEFORE), (3, AFTER)], PART),
        ([(4, BEFORE), (2, AFTER)], MET),
        ([(3, ON), (2, AFTER)], PART),
        ([(4, ON), (1, AFTER)], NOT),
        ([(2, SET)], None),
        ([(2, SET - timedelta(days=30))], None),
    ],
)
def test_a_target_is_settled_by_the_first_assessment_that_can(
    later: list[tuple[int, date]], outcome: TargetOutcome | None
) -> None:
    reached = [Reached(level, on, number) for number, (level, on) in enumerate(later)]
    settled = settle(AIM, reached)
    assert (settled.outcome if settled else None) is outcome


_LATER = st.lists(
    st.builds(Reached, st.integers(1, 5), st.dates(SET, date(2027, 3, 2)), st.integers(1, 99)),
    max_size=6,
    unique_by=lambda reached: reached.assessment_id,
)


@given(_LATER)
def test_the_order_in_which_assessments_are_read_never_matters(later: list[Reached]) -> None:
    assert settle(AIM, later) == settle(AIM, list(reversed(later)))


@given(_LATER)
def test_no_target_is_failed_before_its_day(later: list[Reached]) -> None:
    settled = settle(AIM, later)
    if settled is not None and settled.outcome is not MET:
        assert settled.reached.on >= DUE - GRACE


@given(
    _LATER,
    st.builds(Reached, st.integers(1, 5), st.dates(date(2027, 3, 3), date(2028, 3, 2)), st.integers(1, 99)),
)
def test_an_assessment_after_the_last_changes_no_outcome(later: list[Reached], last: Reached) -> None:
    settled = settle(AIM, later)
    if settled is not None:
        assert settle(AIM, [*later, last]) == settled


@pytest.mark.parametrize(
    ("today", "outcome", "overdue"),
    [(DUE, None, False), (DUE + timedelta(days=1), None, True), (AFTER, MET, False), (AFTER, NOT, False)],
)
def test_only_an_open_target_is_overdue(today: date, outcome: TargetOutcome | None, *, overdue: bool) -> None:
    assert is_overdue(DUE, outcome, today) is overdue
