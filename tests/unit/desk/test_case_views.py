"""A case in words: on the page and in the files alike."""

from datetime import date, timedelta

import pytest

from gcp_tool.desk.caseload.cases import Detail
from gcp_tool.desk.caseload.export import build_export
from gcp_tool.desk.caseload.presenters import latest_grades, present_case, worst_words
from gcp_tool.desk.kinds import Open
from gcp_tool.desk.team import present_workers
from gcp_tool.documents.csv_rows import write_csv
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.families.queries.holding import Worker
from gcp_tool.families.queries.lists import ChildRow
from gcp_tool.web.grade_marks import grade_mark, grade_marks
from tests.unit.desk.cases import TODAY, case_of, worst


def care(*grades, concern_from=3, serious_from=4):
    """A child with a carer; a grade is a level and value alike, or a level that cannot be compared."""
    points = [["2026-10-01", level, level, comparable, True] for level, comparable in grades]
    return {
        "child": 5,
        "carer": 6,
        "concern_from": concern_from,
        "serious_from": serious_from,
        "domains": [{"domain": "physical", "title": "Physical care", "points": points}],
    }


@pytest.mark.parametrize(
    ("cares", "value", "kind"),
    [
        ([care((4, True), (2, True))], 2, "low"),
        ([care((3, True))], 3, "concern"),
        ([care((4, True))], 4, "serious"),
        ([care((4, True), (1, False))], 4, "serious"),
        ([care((2, True)), care((5, True)), care((3, True))], 5, "serious"),
        ([care((2, False))], None, "missing"),
        ([care()], None, "missing"),
        ([care((3, True), concern_from=2, serious_from=3)], 3, "serious"),
    ],
)
def test_the_worst_of_the_latest_grades_is_shown(cares, value, kind):
    [grade] = latest_grades(cares)
    assert (grade.title, grade.value, grade.kind) == ("Physical care", value, kind)


def test_the_worst_now_names_the_child_and_says_nothing_below_concern():
    found = worst(serious=True, value=5)
    assert worst_words(found, {5: "Mia"}) == "5 · Physical care · Mia"
    assert worst_words(found | {"more": 2}, {5: "Mia"}) == "5 · Physical care · Mia and 2 more"
    assert worst_words(found | {"concern": False}, {5: "Mia"}) == worst_words(None, {}) == ""


def shown(detail=None, **changes):
    children = [ChildRow("Mia", date(2024, 9, 10), None)]
    return present_case(case_of(**changes), detail or Detail(), children, {5: "Mia"}, today=TODAY)


def test_a_case_says_what_is_due_and_for_how_long_it_is_overdue():
    view = shown(
        review_due_on=TODAY - timedelta(days=35),
        reading_due_on=date(2026, 12, 1),
        check_due_on=date(2027, 1, 1),
        plan_kind=PlanKind.CHILD_IN_NEED,
        plan_since_on=date(2026, 4, 22),
        open_too_long={Open.TARGET: 2, Open.OLD_DRAFT: 1},
    )
    assert (view.review.words, view.review.is_overdue) == ("overdue by 5 weeks (18 Oct 2026)", True)
    assert (view.reading.words, view.check.words) == ("by 1 Dec 2026", "by 1 Jan 2027")
    assert view.plan == "Child in need, 7 months on a plan"
    assert view.open == ["2 targets overdue", "1 draft of over 4 weeks"]


def test_a_case_without_anything_says_so():
    view = shown(worker=None, worker_key=None, is_here=False, restricted=True, closed_on=TODAY)
    assert (view.worker, view.plan, view.summary) == ("Nobody", "No plan is open", "Not assessed")
    assert (view.reading.words, view.check, view.latest, view.tags) == (
        "none is due", None, "", ["Closed", "Restricted"],
    )  # fmt: skip
    assert shown(is_here=False).worker == "Nobody: Priya Nair has left"


def test_the_summary_is_the_worst_childs_in_the_words_of_its_tool():
    because = [{"child": 5, "summary": 2, "words": "no better after four months", "causes": []}]
    assert shown(Detail(because=because), summary=2).summary == "No better after four months"


def test_the_file_says_just_what_the_page_says():
    view = shown(Detail(strip=[care((4, True))]), summary=None, latest_on=date(2026, 10, 1), label="=Harrow")
    document = build_export([view], asked="All open families.", made_on=TODAY, made_by="Maria Costa")
    [table] = document.tables
    row = dict(zip([column.heading for column in table.columns], table.rows[0], strict=True))
    assert (row["Worker"], row["Summary"], row["Plan"]) == (view.worker, view.summary, view.plan)
    assert (row["Latest grades"], row["Last reading"]) == ("Physical care 4", date(2026, 10, 1))
    assert (row["Next reading"], row["Six-month review"]) == (view.reading.words, view.review.words)
    assert b"'=Harrow," in write_csv(table)  # text that a spreadsheet would take for a formula stays text


def test_a_mark_says_in_words_what_shape_and_number_say():
    mark = grade_mark("Safety & care", None, "missing")
    assert "Safety &amp; care: no grade" in mark
    assert ">Safety<" in mark
    assert grade_mark("Safety & care", None, "missing") is mark
    assert grade_marks([], "Latest grades") == ""
    assert grade_marks([mark], "Latest grades").startswith(
        '<ul class="app-latest" aria-label="Latest grades">'
    )


def test_workers_stand_by_name_and_whoever_has_left_only_while_families_are_still_theirs():
    cases = [case_of(), case_of(), case_of(worker_key="gone", worker="Zed Gone", is_here=False)]
    workers = [Worker(1, "ana", "Ana Lima", 0, 3, "North"), Worker(2, "me", "Maria Costa", 0, 3, "North")]
    lines = present_workers(cases, workers, own="me")
    assert [(line.name, line.words, line.has_left) for line in lines] == [
        ("Ana Lima", "no family", False),
        ("Priya Nair", "2 families", False),
        ("Zed Gone", "has left, 1 family still allocated", True),
    ]
