"""The facts of a family, who is in it now, what may be done, and the list of its assessments."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gcp_tool.access.permissions import Permission
from gcp_tool.core.pagination import PageOfRows
from gcp_tool.domain.vocabulary import MemberRole, Origin, RevisionState
from gcp_tool.families.queries.holding import PastAllocation
from gcp_tool.history.presenters.family import present_family
from gcp_tool.history.presenters.listing import present_assessments
from gcp_tool.models import Agency, Family, Team
from gcp_tool.standing.series import Subject
from tests.unit.history.histories import JO, MIA, TODAY, actor, assessment, member, months_ago

LEAD = PastAllocation(
    1, 7, "Priya Nair", "Assessment team", lead=True, started_on=date(2026, 3, 2), ended_on=None
)
KOFI = Subject(3, "Kofi Harrow", birth_on=date(2017, 3, 14))
BABY = Subject(4, "Baby", expected_birth_on=date(2027, 3, 3))
ADULT = Subject(5, "Sam Harrow", birth_on=date(1990, 5, 5))


def present(*members, lead=LEAD, by=None, **changes):
    team = Team(name="Assessment team", agency=Agency(name="Thornmere Council"))
    given = {
        "key": "key-of-family",
        "ref": "F-000001",
        "label": "Harrow family",
        "area": "Thornmere North",
        "team_id": 1,
        "team": team,
        "restricted": False,
        "opened_on": date(2024, 4, 8),
        "closed_on": None,
    }
    return present_family(Family(**(given | changes)), members, lead, actor=by or actor(), today=TODAY)


def test_the_facts_of_a_family():
    assert [(fact.key, fact.value) for fact in present().facts] == [
        ("Reference", "F-000001"),
        ("Area", "Thornmere North"),
        ("Team", "Assessment team, Thornmere Council"),
        ("Allocated worker", "Priya Nair, since 2 March 2026"),
        ("Open since", "8 April 2024"),
    ]


def test_what_is_not_there_is_said():
    view = present(lead=None, area="")
    facts = {fact.key: fact.value for fact in view.facts}
    assert (facts["Area"], facts["Allocated worker"]) == ("Not given", "Nobody is allocated now")
    assert view.members == []


def test_a_closed_family_says_when_and_a_restricted_one_that_it_is():
    view = present(closed_on=date(2026, 9, 1), restricted=True)
    assert (view.closed, view.restricted) == ("1 September 2026", True)
    assert view.facts[-1].value == "1 September 2026"


def test_who_is_in_the_family_now_children_first_and_babies_due_last():
    view = present(
        member(ADULT, MemberRole.OTHER),
        member(JO, MemberRole.MAIN_CARER),
        member(BABY),
        member(MIA),
        member(KOFI),
        member(Subject(9, "Gone"), ended_on=months_ago(1)),
    )
    assert [(one.name, one.details, one.key) for one in view.members] == [
        ("Kofi Harrow", "9 years 8 months", "key-3"),
        ("Mia Harrow", "4 years 8 months", "key-1"),
        ("Baby", "baby due 3 March 2027", "key-4"),
        ("Jo Harrow", "main carer", "key-2"),
        ("Sam Harrow", "other member of the family", "key-5"),
    ]


def test_households_are_named_where_there_are_several():
    view = present(member(), member(JO, MemberRole.MAIN_CARER, household="Gran's"))
    assert [one.details for one in view.members] == [
        "4 years 8 months, household “Home”",
        "main carer, household “Gran's”",
    ]


WORKER = actor(Permission.ASSESSMENT_READ, Permission.ASSESSMENT_WRITE, Permission.FAMILY_EDIT)
REPORTER = actor(Permission.ASSESSMENT_READ, Permission.REPORT_MAKE)
MANAGER = actor(*WORKER.permissions, Permission.FAMILY_ALLOCATE, managed_team_ids=frozenset({1}))


@pytest.mark.parametrize(
    ("by", "closed_on", "may"),
    [
        (actor(), None, (False, False, False)),
        (WORKER, None, (True, True, False)),
        (MANAGER, None, (True, True, True)),
        (replace(MANAGER, managed_team_ids=frozenset({2})), None, (True, True, False)),
        (WORKER, TODAY, (False, False, False)),
        (MANAGER, TODAY, (False, False, False)),
    ],
)
def test_what_the_person_may_do(by, closed_on, may):
    view = present(by=by, closed_on=closed_on)
    assert (view.may_start, view.may_edit, view.may_allocate) == may


def shown(by=WORKER, **changes):
    [view] = present_assessments(PageOfRows([assessment(**changes)], 1, 25, 1), by).rows
    return view


def test_an_assessment_in_a_line():
    view = shown()
    assert view.title == "5 to 30 October 2026"
    assert view.about == "Mia Harrow, cared for by Jo Harrow"
    assert (
        view.details == "Review · Small care, version 1.0 · led by Priya Nair, Thornmere Council · A-000001"
    )
    assert (view.may_open, view.may_continue) == (True, False)


@pytest.mark.parametrize(
    ("changes", "tags"),
    [
        ({}, ["Signed off"]),
        ({"origin": Origin.IMPORTED}, ["Signed off", "Imported"]),
        ({"state": RevisionState.SUBMITTED}, ["Waiting for sign-off"]),
        ({"in_error_at": datetime(2026, 11, 1, tzinfo=UTC)}, ["Recorded in error"]),
    ],
)
def test_how_it_stands_is_a_tag(changes, tags):
    assert [tag.text for tag in shown(**changes).tags] == tags


@pytest.mark.parametrize(
    ("by", "changes", "may"),
    [
        (WORKER, {"state": RevisionState.DRAFT}, True),
        (WORKER, {"state": RevisionState.RETURNED}, True),
        (WORKER, {"state": RevisionState.SUBMITTED}, False),
        (WORKER, {"state": RevisionState.STOPPED}, False),
        (WORKER, {"state": RevisionState.DRAFT, "lead_user_id": 8}, False),
        (WORKER, {"state": RevisionState.DRAFT, "in_error_at": datetime(2026, 11, 1, tzinfo=UTC)}, False),
        (actor(Permission.ASSESSMENT_READ), {"state": RevisionState.DRAFT}, False),
        (actor(Permission.ASSESSMENT_WRITE), {"state": RevisionState.DRAFT}, False),
    ],
)
def test_a_draft_is_continued_by_its_lead(by, changes, may):
    assert shown(by, **changes).may_continue is may


@pytest.mark.parametrize(
    ("by", "changes", "may"),
    [
        (REPORTER, {}, True),
        (REPORTER, {"state": RevisionState.SUBMITTED}, True),
        (REPORTER, {"state": RevisionState.RETURNED}, False),
        (REPORTER, {"in_error_at": datetime(2026, 11, 1, tzinfo=UTC)}, False),
        (WORKER, {}, False),
    ],
)
def test_a_sheet_can_be_made_of_what_counts(by, changes, may):
    assert shown(by, **changes).may_give_sheet is may


def test_who_may_not_read_assessments_is_led_to_none():
    assert shown(actor()).may_open is False


def test_the_place_of_the_page_is_kept():
    page = present_assessments(PageOfRows([assessment()], 2, 25, 26), WORKER)
    assert (page.number, page.first, page.last, page.total) == (2, 26, 26, 26)
