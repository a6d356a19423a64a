"""The words of the desk."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import PERMISSIONS, Permission
from gcp_tool.access.signing import Signing, SigningSettings, SignsBy
from gcp_tool.accounts.signers import Signers
from gcp_tool.core.pagination import PageOfRows
from gcp_tool.desk import content, presenters
from gcp_tool.desk.alarms import Alarm, Told, cannot_wait
from gcp_tool.desk.queries.work import WorkRow
from gcp_tool.domain.vocabulary import AgeBand, ProfileKind, Purpose, RevisionState, Role
from gcp_tool.families.queries.lists import ChildRow
from gcp_tool.models import HeldInput, Person, Profile
from tests.factories.tools import small_tool
from tests.unit.desk.cases import row_of

TODAY = date(2026, 11, 22)
PROFILES = {
    1: [
        Profile(id=10, kind=ProfileKind.HOUSEHOLD, household="Home", age_band=AgeBand.TWO_TO_FOUR),
        Profile(
            id=11,
            kind=ProfileKind.CHILD_CARER,
            household="Home",
            age_band=AgeBand.TWO_TO_FOUR,
            child=Person(given_name="Mia", family_name="Harrow"),
            carer=Person(given_name="Jo", family_name="Harrow"),
        ),
    ]
}


def actor(*permissions):
    return Actor(7, "key", "Priya Nair", 1, "Thornmere Council", 1, frozenset(), frozenset(permissions))


def page(**changes):
    defaults = {
        "id": 1,
        "key": "key-of-assessment",
        "family": "Harrow family",
        "holding_team_id": 4,
        "lead_id": 7,
        "lead": "Priya Nair",
        "lead_agency_id": 1,
        "lead_team_id": 3,
        "team": "Assessment team",
        "purpose": Purpose.BASELINE,
        "window_from": date(2026, 10, 5),
        "window_to": date(2026, 10, 30),
        "scope": (),
        "state": RevisionState.SUBMITTED,
        "revision_id": 5,
        "version_id": 2,
        "submitted_at": datetime(2026, 11, 20, 9, tzinfo=UTC),
        "begun_at": datetime(2026, 11, 8, 9, tzinfo=UTC),
    }
    return PageOfRows([WorkRow(**(defaults | changes))], 2, 25, 26)


def test_a_draft_says_whose_care_it_is_about_and_how_far_it_is():
    drafts = page(state=RevisionState.RETURNED)
    answered = {(10, "physical.home.warmth")}
    shown = presenters.present_open(drafts, PROFILES, {2: small_tool()}, answered, today=TODAY)
    [row] = shown.rows
    assert (row.title, row.family) == ("Mia Harrow, cared for by Jo Harrow", "Harrow family")
    assert (row.details, row.state) == ("Baseline, 5 to 30 October 2026", "Returned")
    assert row.standing == "1 of 4 items answered"
    assert (shown.number, shown.total) == (2, 26)


@pytest.mark.parametrize(
    ("submitted", "words"),
    [
        (datetime(2026, 11, 22, 8, tzinfo=UTC), "Handed in today"),
        (datetime(2026, 11, 21, 23, tzinfo=UTC), "Waiting for 1 day"),
        (datetime(2026, 11, 12, 9, tzinfo=UTC), "Waiting for 10 days"),
        # half past midnight on the wall, the day before in UTC
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Waiting for 144 days"),
        (None, "Waiting"),
    ],
)
def test_how_long_it_waits_is_counted_in_days_on_the_wall(submitted, words):
    [row] = presenters.present_to_sign(page(submitted_at=submitted), PROFILES, TODAY).rows
    assert row.standing == f"{words}. Led by Priya Nair"


@pytest.mark.parametrize(
    ("signers", "team_id", "words"),
    [
        ([(8, "Dan Okafor")], 3, "Dan Okafor"),
        ([(8, "Dan Okafor"), (9, "Ana Lima")], 3, "Dan Okafor or Ana Lima"),
        ([(7, "Priya Nair"), (8, "Dan Okafor")], 3, "Dan Okafor"),
        ([(7, "Priya Nair")], 3, content.NO_SIGNER),
        ([], 3, content.NO_SIGNER),
        ([], None, content.NO_TEAM),
    ],
)
def test_who_will_sign_is_a_manager_of_the_team_and_never_the_lead(signers, team_id, words):
    found = Signers(SigningSettings(), {3: signers}, {})
    shown = presenters.present_waiting(page(lead_team_id=team_id), PROFILES, found, today=TODAY)
    assert shown.rows[0].standing == f"Waiting for 2 days. To be signed off by: {words}"


@pytest.mark.parametrize(
    ("signing", "words"),
    [
        (Signing(SignsBy.HOLDING_TEAM), "Dan Okafor"),
        (Signing(SignsBy.NAMED, 9), "Ana Lima"),
        (Signing(SignsBy.NAMED, 7), content.NO_SIGNER),
        (Signing(SignsBy.NAMED, 99), content.NO_SIGNER),
    ],
)
def test_an_agency_may_have_settled_that_somebody_else_signs(signing, words):
    settings = SigningSettings(of_agency={1: signing})
    found = Signers(settings, {4: [(8, "Dan Okafor")]}, {9: "Ana Lima", 7: "Priya Nair"})
    shown = presenters.present_waiting(page(), PROFILES, found, today=TODAY)
    assert shown.rows[0].standing.endswith(f"To be signed off by: {words}")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "Nobody is written down as told."),
        ({1: Told("", "")}, "Nobody is written down as told."),
        ({1: Told("Duty team", "Tuesday at three")}, "Told: Duty team, Tuesday at three."),
        ({1: Told("Duty team", "")}, "Told: Duty team."),
    ],
)
def test_what_cannot_wait_says_what_was_graded_and_who_was_told(told, words):
    alarms = {1: [Alarm("Meals, Enough: 5 Needs not met")] * 2}
    [row] = presenters.present_alarms(page(), PROFILES, alarms, told).rows
    assert row.standing == f"Meals, Enough: 5 Needs not met. {words} Led by Priya Nair"


@pytest.mark.parametrize(
    ("level", "immediate", "expected"),
    [(5, False, True), (4, False, False), (4, True, True), (3, True, False), (5, True, True)],
)
def test_the_worst_level_and_serious_immediate_items_cannot_wait(level, immediate, expected):
    tool = small_tool()
    code = "food.meals.enough"
    areas = tool.domains[1].areas
    item = replace(areas[0].items[0], immediate=immediate)
    area = replace(areas[0], items=(item, *areas[0].items[1:]))
    tool = replace(tool, domains=(tool.domains[0], replace(tool.domains[1], areas=(area,))))
    assert cannot_wait(tool, code, level) is expected


@pytest.mark.parametrize(("day", "words"), [(date(2026, 10, 30), "30 October 2026"), (None, "None yet")])
def test_a_family_is_its_children_and_the_last_reading(day, words):
    children = [ChildRow("Mia", TODAY - timedelta(days=800), None), ChildRow("Baby", None, date(2027, 3, 3))]
    [line] = presenters.present_families([row_of(latest_on=day)], {1: children}, TODAY)
    assert (line.label, line.last_reading) == ("Harrow family", words)
    assert line.children == "Mia, 2 years 2 months; Baby, baby due 3 March 2027"


@pytest.mark.parametrize(
    ("begun", "state", "reminded"),
    [
        (datetime(2026, 11, 8, 9, tzinfo=UTC), RevisionState.DRAFT, False),
        (datetime(2026, 11, 7, 9, tzinfo=UTC), RevisionState.DRAFT, True),
        (datetime(2026, 8, 1, 9, tzinfo=UTC), RevisionState.RETURNED, False),
    ],
)
def test_a_draft_of_over_two_weeks_is_brought_to_mind(begun, state, reminded):
    drafts = page(state=state, begun_at=begun)
    [row] = presenters.present_open(drafts, PROFILES, {2: small_tool()}, (), today=TODAY).rows
    assert ("Begun 15 days ago: nobody can rely on it" in row.standing) is reminded


def test_what_was_kept_says_when():
    held = HeldInput(key="key", at=datetime(2026, 11, 3, 14, 32, tzinfo=UTC))
    assert presenters.present_kept([held]) == [presenters.KeptView("key", "3 November 2026 at 14:32")]


@pytest.mark.parametrize(
    ("role", "count"),
    [(Role.COORDINATOR, 2), (Role.AUDITOR, 1), (Role.TOOL_OWNER, 1), (Role.ADMINISTRATOR, 1)],
)
def test_an_account_without_cases_is_told_what_it_can_do(role, count):
    abilities = presenters.present_abilities(actor(*PERMISSIONS[role]))
    assert len(abilities) == count
    assert all(ability.words for ability in abilities)


def test_nothing_is_promised_that_is_not_allowed():
    assert presenters.present_abilities(actor()) == []
    assert [one.endpoint for one in presenters.present_abilities(actor(Permission.TOOL_READ))] == [
        "instruments.index"
    ]
