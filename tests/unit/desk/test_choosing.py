"""Which families a list shows, in which order; and that each number on the desk is as long as its list."""

from datetime import date, timedelta

import pytest

from gcp_tool.desk.caseload.asking import asked_of, filters_of, known, said_of
from gcp_tool.desk.caseload.choosing import Asked, choose, count_waiting, page_of, waits_for
from gcp_tool.desk.caseload.content import ONLY_CHOICES, ONLY_WORDS, OPEN_WORDS, SORT_WORDS
from gcp_tool.desk.due import present_dues, present_numbers, present_reviews
from gcp_tool.desk.kinds import Only, Open, Sort
from gcp_tool.domain.vocabulary import PlanKind
from tests.unit.desk.cases import TODAY, case_of, worst

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("only", "changes", "waits"),
    [
        (Only.REVIEW_OVERDUE, {"review_due_on": YESTERDAY}, True),
        (Only.REVIEW_OVERDUE, {"review_due_on": TODAY}, False),
        (Only.REVIEW_OVERDUE, {"review_due_on": YESTERDAY, "closed_on": TODAY}, False),
        (Only.REVIEW_SOON, {"review_due_on": TODAY}, True),
        (Only.REVIEW_SOON, {"review_due_on": TODAY + timedelta(days=28)}, True),
        (Only.REVIEW_SOON, {"review_due_on": TODAY + timedelta(days=29)}, False),
        (Only.REVIEW_SOON, {"review_due_on": YESTERDAY}, False),
        (Only.READING_OVERDUE, {"reading_due_on": YESTERDAY}, True),
        (Only.READING_OVERDUE, {"reading_due_on": TODAY}, False),
        (Only.ASK_FIRST, {"summary": 1}, True),
        (Only.ASK_FIRST, {"summary": 3}, True),
        (Only.ASK_FIRST, {"summary": 4}, False),
        (Only.ASK_FIRST, {"summary": None}, False),
        (Only.CHECK_DUE, {"check_due_on": date(2027, 2, 22)}, True),
        (Only.CHECK_DUE, {"check_due_on": date(2027, 2, 23)}, False),
        (Only.CHECK_DUE, {"check_due_on": YESTERDAY, "closed_on": date(2026, 5, 1)}, True),
        (Only.NO_WORKER, {"is_here": False}, True),
        (Only.NO_WORKER, {}, False),
        (Only.TARGETS, {"open_too_long": {Open.TARGET: 2}}, True),
        (Only.ACTIONS, {"open_too_long": {Open.ACTION: 1}}, True),
        (Only.CHALLENGES, {"open_too_long": {Open.CHALLENGE: 1}}, True),
        (Only.OLD_DRAFTS, {"open_too_long": {Open.OLD_DRAFT: 1}}, True),
        (Only.OLD_DRAFTS, {"open_too_long": {Open.TARGET: 1}}, False),
    ],
)
def test_a_family_waits_for_what_is_due(only, changes, waits):
    assert waits_for(case_of(**changes), only, TODAY) is waits


def test_each_number_is_as_long_as_the_list_that_it_opens():
    cases = [
        case_of(review_due_on=YESTERDAY, reading_due_on=YESTERDAY, summary=2),
        case_of(review_due_on=TOMORROW, summary=5, open_too_long={Open.TARGET: 3}),
        case_of(is_here=False),
        case_of(closed_on=YESTERDAY, check_due_on=TOMORROW, summary=1),
    ]
    counts = count_waiting(cases, TODAY)
    for only in Only:
        assert counts[only] == len(choose(cases, Asked(only=only), TODAY))
    assert counts[Only.ASK_FIRST] == counts[Only.CHECK_DUE] == counts[Only.NO_WORKER] == 1


def test_serious_comes_first_then_the_order_of_the_summaries_then_the_longest_without_a_decision():
    cases = [
        case_of(label="Nobody assessed this", summary=None),
        case_of(label="Low", summary=10),
        case_of(label="Late", summary=2, review_due_on=YESTERDAY),
        case_of(label="Not late", summary=2),
        case_of(label="Worse", summary=1, worst_now=worst(serious=False)),
        case_of(label="Serious", summary=6, worst_now=worst(serious=True)),
        case_of(label="Kept", summary=9),
    ]
    order = [case.row.label for case in choose(cases, Asked(), TODAY)]
    assert order == ["Serious", "Worse", "Late", "Not late", "Nobody assessed this", "Kept", "Low"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (Sort.REVIEW, {"review_due_on": YESTERDAY}),
        (Sort.READING, {"reading_due_on": YESTERDAY}),
        (Sort.PLAN, {"plan_since_on": YESTERDAY}),
        (Sort.WORKER, {"worker": "Aaron Abbot"}),
    ],
)
def test_the_order_can_be_another(sort, first):
    cases = [case_of(label="A", latest_on=YESTERDAY), case_of(label="B", latest_on=TODAY, **first)]
    assert choose(cases, Asked(sort=sort), TODAY)[0].row.label == "B"
    assert choose(cases, Asked(sort=Sort.LAST), TODAY)[0].row.label == "A"
    assert choose(cases, Asked(sort=Sort.FAMILY), TODAY)[0].row.label == "A"


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ({"worker": "priya"}, ["Hers"]),
        ({"worker": "none"}, ["Nobody’s", "Of who left"]),
        ({"plan": "child_in_need"}, ["Hers"]),
        ({"plan": "none"}, ["Nobody’s", "Of who left"]),
        ({"summary": "2"}, ["Hers"]),
        ({"summary": "none"}, ["Nobody’s", "Of who left"]),
        ({"team": "south"}, ["Of who left"]),
    ],
)
def test_what_is_asked_for_is_shown_and_nothing_else(asked, labels):
    cases = [
        case_of(label="Hers", plan_kind=PlanKind.CHILD_IN_NEED, summary=2),
        case_of(label="Nobody’s", worker=None, worker_key=None, is_here=False),
        case_of(label="Of who left", is_here=False, team_key="south", team="South team"),
        case_of(label="Closed", closed_on=YESTERDAY, check_due_on=TOMORROW, worker_key="priya"),
    ]
    assert [case.row.label for case in choose(cases, known(asked_of(asked), cases), TODAY)] == labels


def test_what_an_address_says_that_nobody_understands_asks_for_everything():
    strange = {
        "only": "x",
        "worker": "nobody-here",
        "team": "t",
        "plan": "y",
        "summary": "11",
        "sort": "z",
        "page": "-2",
    }
    assert known(asked_of(strange), [case_of()]).is_everything


def test_an_address_says_no_more_than_what_is_asked():
    assert Asked().as_query() == {}
    asked = Asked(only=Only.ASK_FIRST, worker="priya", sort=Sort.PLAN, number=2)
    assert asked_of(asked.as_query()) == asked
    assert "page" not in asked.as_query(number=1)


def test_what_was_asked_is_said_in_words():
    cases = [case_of(), case_of(worker_key="ivo", worker="Ivo Lindqvist")]
    assert said_of(Asked(sort=Sort.PLAN), cases) == "All open families."
    asked = Asked(only=Only.ASK_FIRST, worker="ivo")
    assert said_of(asked, cases) == (
        "Waiting for: Getting worse, no better, or not re-scored; Worker: Ivo Lindqvist."
    )


def test_a_choice_of_one_is_not_offered():
    one, two = (
        [case_of()],
        [case_of(), case_of(worker_key="ivo", worker="Ivo", team_key="south", team="South")],
    )
    assert [filter_.name for filter_ in filters_of(Asked(), one)] == ["only", "plan", "summary"]
    assert [filter_.name for filter_ in filters_of(Asked(), two)] == [
        "only",
        "worker",
        "team",
        "plan",
        "summary",
    ]


def test_no_page_holds_more_than_sixty_and_one_too_far_is_the_last():
    cases = [case_of()] * 125
    assert [len(page_of(cases, number).rows) for number in (1, 2, 3)] == [60, 60, 5]
    assert page_of(cases, 9).number == 3
    assert page_of([], 1).rows == []


def test_everything_that_can_be_asked_for_has_words():
    assert set(ONLY_WORDS) == set(ONLY_CHOICES) == set(Only)
    assert (set(SORT_WORDS), set(OPEN_WORDS)) == (set(Sort), set(Open))


def test_a_number_stands_only_where_a_family_waits_and_only_managers_give_workers():
    counts = dict.fromkeys(Only, 0) | {Only.NO_WORKER: 1, Only.TARGETS: 2}
    shown = present_numbers(counts, manages=True)
    assert [(one.total, one.words) for one in shown] == [
        (2, "families with targets overdue"),
        (1, "family without a worker"),
    ]
    assert [one.only for one in present_numbers(counts, manages=False)] == ["targets-overdue"]


def test_the_longest_without_a_decision_stands_at_the_top_and_says_for_how_long():
    cases = [
        case_of(label="Shorter", review_due_on=date(2026, 10, 22), decided_on=date(2026, 4, 22)),
        case_of(label="Longest", review_due_on=date(2026, 5, 22), is_here=False, worker=None),
        case_of(label="In time", review_due_on=TOMORROW),
    ]
    first, second = present_reviews(cases, TODAY)
    assert (first.family, first.words) == ("Longest", "Overdue by 6 months")
    assert first.details == "Due by 22 May 2026, no decision so far. Worker: Nobody"
    assert second.words == "Overdue by 4 weeks"
    assert second.details == "Due by 22 October 2026, last decided on 22 April 2026. Worker: Priya Nair"


def test_a_worker_sees_what_is_due_in_four_weeks_and_what_was_due_before():
    cases = [
        case_of(label="Far", reading_due_on=TODAY + timedelta(days=29)),
        case_of(label="Soon", reading_due_on=TODAY + timedelta(days=28)),
        case_of(label="Late", review_due_on=YESTERDAY),
        case_of(label="Closed", closed_on=TODAY, reading_due_on=YESTERDAY, check_due_on=date(2027, 1, 20)),
    ]
    assert [(line.family, line.words, line.is_overdue) for line in present_dues(cases, TODAY)] == [
        ("Late", "Six-month review by your manager: overdue by 1 day", True),
        ("Soon", "Next reading: by 20 December 2026", False),
        ("Closed", "Check after support: by 20 January 2027", False),
    ]
