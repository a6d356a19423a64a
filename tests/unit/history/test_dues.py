"""When a family is to be read again: by the tool it was last read by, its plans, and the next meeting of all."""

from dataclasses import replace
from datetime import date

import pytest

from gcp_tool.core.working_days import working_days_before
from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.vocabulary import PlanKind, ReviewDecision
from gcp_tool.standing.queries import DecisionRow
from gcp_tool.standing.telling import tell
from tests.unit.history.histories import TODAY, TOOL, care, loaded, member, months_ago, plan

OTHER_INTERVALS = ChangeRule(interval_months={PlanKind.EARLY_HELP: 6, PlanKind.CHILD_PROTECTION: 2})


def due(plans, level=4, rule=None, next_review_on=None):
    tool = replace(TOOL, change=rule) if rule else TOOL
    family = loaded([care((level,), (2,), tool=tool)], [member()], plans)
    if next_review_on is not None:
        decided = DecisionRow(
            family.facts.id,
            1,
            "k" * 22,
            months_ago(1),
            ReviewDecision.CHANGED_PLAN,
            next_review_on,
            "Maria Costa",
        )
        family = replace(family, decided=decided)
    told = tell(family, today=TODAY, working_days_before=working_days_before)
    return told.reading_due_on


@pytest.mark.parametrize(
    ("rule", "kind", "on"),
    [
        (None, PlanKind.CHILD_PROTECTION, date(2027, 2, 22)),
        (OTHER_INTERVALS, PlanKind.CHILD_PROTECTION, date(2027, 1, 22)),
        (OTHER_INTERVALS, PlanKind.EARLY_HELP, date(2027, 5, 22)),
        (OTHER_INTERVALS, PlanKind.CHILD_IN_NEED, date(2027, 2, 22)),
    ],
)
def test_the_interval_is_that_of_the_tool_last_read_by_for_the_kind_of_plan(rule, kind, on):
    assert due([plan(months_ago(3), kind=kind)], rule=rule) == on


def test_a_plan_that_has_ended_asks_for_no_interval():
    over = plan(months_ago(9), months_ago(1), kind=PlanKind.CHILD_PROTECTION)
    assert due([over], rule=OTHER_INTERVALS) == date(2027, 2, 22)


@pytest.mark.parametrize(
    ("level", "plans", "on"),
    [
        (4, [], date(2027, 1, 6)),
        (4, [plan(months_ago(3), next_meeting_on=date(2027, 1, 13))], date(2026, 12, 29)),
        (2, [plan(months_ago(3))], date(2027, 1, 6)),
        (2, [], None),
    ],
)
def test_the_next_review_of_the_family_wants_a_reading_ten_working_days_before(level, plans, on):
    assert due(plans, level, next_review_on=date(2027, 1, 20)) == on
