"""The decision of a six-month review: what fits the plan, what is asked for, what follows; as tables of cases."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from gcp_tool.domain.dates import add_months
from gcp_tool.domain.reviewing import (
    CONTINUING,
    FITTING,
    LESSENING,
    ActionGiven,
    Circumstances,
    Decided,
    Shows,
    check_due,
    check_window,
    find_action_problems,
    find_problems,
    months_without,
    what_lacks,
)
from gcp_tool.domain.vocabulary import PlanKind, ReviewDecision

TODAY = date(2026, 11, 22)
D = ReviewDecision
IN_NEED = Circumstances(TODAY, PlanKind.CHILD_IN_NEED)
GOOD = Decided(TODAY, D.CHANGED_PLAN, "Meals have not changed.", date(2027, 2, 22))


def test_every_plan_has_its_decisions_and_every_decision_fits_a_plan():
    assert set(FITTING) == {None, *PlanKind}
    assert {decision for some in FITTING.values() for decision in some} == set(ReviewDecision)


@pytest.mark.parametrize(
    ("plan", "fits", "does_not"),
    [
        (
            PlanKind.EARLY_HELP,
            {D.CONTINUE, D.CHANGED_PLAN, D.REFER, D.CLOSE},
            {D.STEP_DOWN, D.LEGAL_PLANNING},
        ),
        (None, {D.CONTINUE, D.CHANGED_PLAN, D.REFER, D.CLOSE}, {D.STEP_DOWN, D.STRATEGY_DISCUSSION}),
        (
            PlanKind.CHILD_IN_NEED,
            {D.STRATEGY_DISCUSSION, D.FAMILY_GROUP_CONFERENCE, D.PRACTICE_CHALLENGE_PANEL, D.STEP_DOWN},
            {D.REFER, D.RECOMMEND_STEP_DOWN},
        ),
        (PlanKind.CHILD_PROTECTION, {D.RECOMMEND_END, D.RECOMMEND_LEGAL_PLANNING}, {D.CLOSE, D.CONTINUE}),
        (PlanKind.LOOKED_AFTER, {D.RECOMMEND_CONTINUE, D.RECOMMEND_CHANGED_PLAN}, {D.CLOSE, D.STEP_DOWN}),
    ],
)
def test_decisions_fit_the_plan(plan, fits, does_not):
    assert fits <= set(FITTING[plan])
    assert not does_not & set(FITTING[plan])
    for decision in does_not:
        assert "decision" in find_problems(replace(GOOD, decision=decision), replace(IN_NEED, plan_kind=plan))


def test_where_others_decide_a_manager_only_recommends():
    for plan in (PlanKind.CHILD_PROTECTION, PlanKind.LOOKED_AFTER):
        assert all(decision.value.startswith("recommend_") for decision in FITTING[plan])


@pytest.mark.parametrize(
    ("changes", "at_fault"),
    [
        ({}, set()),
        ({"decision": None}, {"decision"}),
        ({"reason": "  "}, {"reason"}),
        ({"on": None}, {"on"}),
        ({"on": date(2026, 11, 23)}, {"on"}),
        ({"on": date(2026, 5, 31)}, {"on", "next_on"}),
        ({"on": date(2026, 10, 1)}, set()),
        ({"next_on": None}, {"next_on"}),
        ({"next_on": TODAY}, {"next_on"}),
        ({"next_on": date(2026, 11, 23)}, set()),
        ({"next_on": date(2027, 5, 22)}, set()),
        ({"next_on": date(2027, 5, 23)}, {"next_on"}),
        ({"decision": D.CLOSE}, {"next_on"}),
        ({"decision": D.CLOSE, "next_on": None}, set()),
        ({"decision": D.STEP_DOWN, "next_on": None}, {"next_on"}),
        (
            {"on": None, "decision": None, "reason": "", "next_on": None},
            {"on", "decision", "reason", "next_on"},
        ),
    ],
)
def test_what_stands_in_the_way_is_told_where_it_is(changes, at_fault):
    now = replace(IN_NEED, last_on=date(2026, 6, 1))
    assert set(find_problems(replace(GOOD, **changes), now)) == at_fault


@pytest.mark.parametrize("decision", sorted(CONTINUING))
@pytest.mark.parametrize(
    ("drifting", "changes", "at_fault"),
    [
        (True, {}, {"different", "known_by"}),
        (True, {"different": "A worker comes at breakfast."}, {"known_by"}),
        (True, {"known_by": date(2027, 1, 10)}, {"different"}),
        (True, {"different": "A worker comes at breakfast.", "known_by": TODAY}, {"known_by"}),
        (True, {"different": "A worker comes at breakfast.", "known_by": date(2027, 1, 10)}, set()),
        (False, {}, set()),
    ],
)
def test_going_on_after_no_change_says_what_will_be_different_and_by_when(
    decision, drifting, changes, at_fault
):
    plan = PlanKind.CHILD_IN_NEED if decision is D.CONTINUE else PlanKind.CHILD_PROTECTION
    now = Circumstances(TODAY, plan, is_drifting=drifting)
    assert set(find_problems(replace(GOOD, decision=decision, **changes), now)) == at_fault


def test_only_going_on_is_asked_what_will_be_different():
    for decision in set(FITTING[PlanKind.CHILD_IN_NEED]) - CONTINUING - {D.CLOSE}:
        assert find_problems(replace(GOOD, decision=decision), replace(IN_NEED, is_drifting=True)) == {}


@pytest.mark.parametrize(
    ("decision", "plan"),
    [
        (D.STEP_DOWN, PlanKind.CHILD_IN_NEED),
        (D.RECOMMEND_STEP_DOWN, PlanKind.CHILD_PROTECTION),
        (D.RECOMMEND_END, PlanKind.LOOKED_AFTER),
    ],
)
@pytest.mark.parametrize("lacks", [{Shows.READING}, {Shows.TARGETS, Shows.VOICE}, set()])
def test_doing_less_asks_for_what_the_record_lacks_or_why_not(decision, plan, lacks):
    now = replace(IN_NEED, plan_kind=plan, lacks=frozenset(lacks))
    given = replace(GOOD, decision=decision)
    assert set(find_problems(given, now)) == {one.value for one in lacks}
    assert find_problems(replace(given, why_lacking=dict.fromkeys(lacks, "They moved away.")), now) == {}
    assert find_problems(GOOD, replace(now, plan_kind=PlanKind.CHILD_IN_NEED)) == {}


@pytest.mark.parametrize(
    ("latest_on", "has_open_target", "is_heard", "lacks"),
    [
        (date(2026, 8, 22), False, True, set()),
        (date(2026, 8, 21), False, True, {Shows.READING}),
        (None, False, True, {Shows.READING}),
        (TODAY, True, False, {Shows.TARGETS, Shows.VOICE}),
    ],
)
def test_a_record_lacks_what_is_old_open_or_unheard(latest_on, has_open_target, is_heard, lacks):
    found = what_lacks(
        latest_on=latest_on, has_open_target=has_open_target, is_every_child_heard=is_heard, today=TODAY
    )
    assert found == lacks


@pytest.mark.parametrize(
    ("decision", "read_on", "due"),
    [
        (D.STEP_DOWN, [], date(2026, 12, 12)),
        (D.CLOSE, [date(2026, 6, 12), date(2026, 9, 11)], date(2026, 12, 12)),
        (D.CLOSE, [date(2026, 9, 12)], None),
        (D.RECOMMEND_END, [date(2027, 2, 1)], None),
        (D.RECOMMEND_STEP_DOWN, [], date(2026, 12, 12)),
        (D.CONTINUE, [], None),
        (D.LEGAL_PLANNING, [], None),
    ],
)
def test_less_help_is_checked_three_to_six_months_after(decision, read_on, due):
    assert check_due(decision, date(2026, 6, 12), read_on) == due


@for_all(st.sampled_from(sorted(LESSENING)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_check_opens_after_three_months_and_any_later_reading_makes_it(decision, on):
    window = check_window(decision, on)
    assert window is not None
    opens, by = window
    assert on < opens < by
    assert check_due(decision, on, [opens]) is None
    assert check_due(decision, on, [on]) == by


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (TODAY, 0),
        (date(2026, 5, 22), 6),
        (date(2026, 5, 23), 5),
        (date(2025, 11, 22), 12),
        (date(2026, 12, 1), 0),
    ],
)
def test_months_are_whole_ones(since, months):
    assert months_without(since, TODAY) == months
    assert add_months(since, months) <= max(TODAY, since)


@pytest.mark.parametrize(
    ("what", "who", "due_on", "at_fault"),
    [
        ("", " ", None, set()),
        ("See Mia at school", "Sana", TODAY, set()),
        ("See Mia at school", "", None, {"who", "due_on"}),
        ("", "Sana", None, {"what", "due_on"}),
        ("See Mia at school", "Sana", date(2026, 11, 21), {"due_on"}),
    ],
)
def test_an_action_says_what_who_and_by_when_or_is_none(what, who, due_on, at_fault):
    assert set(find_action_problems(ActionGiven(what, who, due_on), TODAY)) == at_fault
