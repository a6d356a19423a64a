"""How far back the words look, what moved since the reading before, and what is due."""

from dataclasses import replace
from datetime import date

import pytest

from gcp_tool.domain.vocabulary import MemberRole, PlanKind
from gcp_tool.history.forms import ComparisonForm
from gcp_tool.history.presenters.dues import present_dues
from gcp_tool.history.presenters.movement import first_words, moved_words, now_words, serious_words
from gcp_tool.history.presenters.sections import present_history
from gcp_tool.history.presenters.views import ViewCode, looked_at, view_links
from tests.unit.history.histories import JO, TODAY, TOOL, care, ended, member, months_ago, plan, series, told

PLAN_ON = months_ago(14)


@pytest.mark.parametrize(
    ("code", "plan_on", "found"),
    [
        (None, None, ViewCode.SIX_MONTHS),
        ("six-months", PLAN_ON, ViewCode.SIX_MONTHS),
        ("year", None, ViewCode.YEAR),
        ("first", None, ViewCode.FIRST),
        ("plan", PLAN_ON, ViewCode.PLAN),
        ("plan", None, ViewCode.SIX_MONTHS),
        ("'; --", PLAN_ON, ViewCode.SIX_MONTHS),
        ("", None, ViewCode.SIX_MONTHS),
    ],
)
def test_what_is_no_view_is_six_months(code, plan_on, found):
    assert looked_at(code, plan_on).code is found


def test_this_plan_can_be_looked_at_only_where_there_is_one():
    assert [(link.code, link.is_this) for link in view_links(looked_at("year", None), None)] == [
        ("six-months", False),
        ("year", True),
        ("first", False),
    ]
    assert "plan" in [link.code for link in view_links(looked_at("plan", PLAN_ON), PLAN_ON)]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("six-months", "Physical care: low concern throughout, now 2."),
        ("year", "Physical care: improved and kept, now 2."),
        ("first", "Physical care: improved and kept, now 2."),
    ],
)
def test_the_words_follow_the_view_and_the_headline_does_not(code, found):
    members = (member(), member(JO, MemberRole.MAIN_CARER))
    stands = told([care((4, 4, 2, 2, 2))], members)
    view = present_history(stands, TODAY, looked=looked_at(code, None))
    [shown] = view.cares
    assert shown.pictures[0].sentences[0].found == found
    assert shown.pictures[0].figure.panels[0].finding == found.removeprefix("Physical care: ").rstrip(".")
    assert shown.headline == present_history(stands, TODAY).cares[0].headline


WARMTH, SLEEP = "physical.home.warmth", "physical.home.sleep"


def items(level, **given):
    return level, {"given": {f"physical.home.{name}": grade for name, grade in given.items()}}


def two(before, after, **changes):
    whole = care(series(before, after), **changes)
    return whole, whole.series[0]


@pytest.mark.parametrize(
    ("before", "after", "told_as"),
    [
        (
            items(4, warmth=2, sleep=4),
            items(4, warmth=4, sleep=3),
            "1 item worse (Warmth, 2 to 4), 1 item better (Sleep, 4 to 3).",
        ),
        (items(4, warmth=4, sleep=4), items(4, warmth=4, sleep=4), "2 the same."),
        (
            items(4, warmth=4, sleep=2),
            (2, {"given": {SLEEP: 2}, "not_applicable": frozenset({WARMTH})}),
            "1 the same, not applicable now: Warmth.",
        ),
    ],
)
def test_what_moved_is_told_item_by_item(before, after, told_as):
    assert moved_words(*two(before, after), TODAY) == f"Since 22 August 2026: {told_as}"


@pytest.mark.parametrize(
    "readings",
    [(items(4, warmth=4),), (4, 4), (items(4, warmth=4), (4, {"given": {SLEEP: 2}}))],
    ids=["one reading", "no items known", "nothing graded twice"],
)
def test_nothing_is_told_of_what_cannot_be_compared(readings):
    whole = care(series(*readings))
    assert moved_words(whole, whole.series[0], TODAY) == ""


def test_the_items_that_are_serious_and_those_at_concern_every_time_are_named():
    whole, domain = two(items(4, warmth=3, sleep=4), items(5, warmth=3, sleep=5))
    assert now_words(whole, domain) == [
        "Items at 4 or 5 now: Sleep 5.",
        "At 3 or worse every time: Warmth and Sleep.",
    ]


def test_an_item_that_was_held_is_serious_now_but_was_seen_once():
    whole, domain = two(items(4, warmth=2, sleep=4), (4, {"given": {WARMTH: 2}, "held": {SLEEP: 4}}))
    assert now_words(whole, domain) == ["Items at 4 or 5 now: Sleep 4."]


def test_of_care_that_ended_nothing_is_now():
    whole, domain = two(items(4, warmth=4, sleep=2), items(4, warmth=4, sleep=2), ended=ended(TODAY))
    assert now_words(whole, domain)[0] == "Items at 4 or 5 when it ended: Warmth 4."


def test_a_domain_that_was_never_read_has_no_items():
    whole = care(())
    assert now_words(whole, whole.series[0]) == ()


def test_people_read_the_values_of_another_scale():
    scale = TOOL.scale
    values = tuple(replace(level, value=level.number * 5) for level in scale.levels)
    assert serious_words(replace(scale, levels=values)) == "20 or 25"


def test_the_first_reading_ever_is_always_told_once_there_are_others():
    assert first_words(care((4, 3), (2, 2))) == (
        "First reading ever, 22 August 2026: Physical care 4; Food and drink 2."
    )
    assert first_words(care((None, 3))) == "First reading ever, 22 August 2026: nothing graded."
    assert first_words(care((4,))) == ""


MEMBERS = (member(), member(JO, MemberRole.MAIN_CARER))


@pytest.mark.parametrize(
    ("cares", "plans", "words"),
    [
        ([], (), ["Nothing has been read yet", "None is due", "None is open"]),
        (
            [care((2, 2), (2, 2))],
            (),
            ["None is due: there is no open plan and nothing is a concern", "None is due", "None is open"],
        ),
        ([care((4,))], (), ["Due by 22 February 2027", "Due by 22 May 2027", "None is open"]),
        (
            [care(series(4, last=months_ago(7)))],
            (plan(date(2026, 1, 5)),),
            [
                "Overdue: it was due by 22 July 2026",
                "Overdue: it was due by 5 July 2026",
                "Child in need, on a plan without a break since 5 January 2026",
            ],
        ),
    ],
)
def test_what_is_due_says_when_and_what_is_overdue_says_so(cares, plans, words):
    dues = present_dues(told(cares, MEMBERS, plans), TODAY)
    assert [due.words for due in dues] == words
    assert [due.is_overdue for due in dues] == [word.startswith("Overdue") for word in words]


def test_the_plan_that_asks_most_is_named():
    plans = (plan(months_ago(8)), plan(months_ago(2), kind=PlanKind.CHILD_PROTECTION))
    due = present_dues(told([care((4,))], MEMBERS, plans), TODAY)[-1]
    assert due.words == "Child protection, on a plan without a break since 22 March 2026"


KEYS = ["first", "middle", "last"]


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"from": "first", "to": "last"}, {}),
        ({"from": "last", "to": "first"}, {}),
        ({"from": "first"}, {"to": "Choose the second assessment"}),
        ({"to": "last"}, {"from": "Choose the first assessment"}),
        ({"from": "first", "to": "first"}, {"to": "Choose another assessment than the first"}),
        (
            {"from": "x", "to": ""},
            {"from": "Choose the first assessment", "to": "Choose the second assessment"},
        ),
    ],
)
def test_two_different_assessments_of_the_family_are_to_be_chosen(sent, errors):
    form = ComparisonForm.read(sent, KEYS)
    assert form.errors == errors
    assert form.is_good is not bool(errors)
    assert [line["href"] for line in form.error_list()] == [f"#{name}" for name in errors]


def test_before_anything_is_chosen_the_first_and_the_latest_are_offered():
    form = ComparisonForm.read({}, KEYS)
    assert (form.first, form.second, form.is_good, form.errors) == ("first", "last", False, {})
    assert ComparisonForm.read({}, []).first == ""
