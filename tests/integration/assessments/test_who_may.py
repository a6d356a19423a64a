"""Who may open which page of an assessment's life in which state: the table in full, on both engines."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import RevisionState, Role
from gcp_tool.extensions import db
from gcp_tool.models import Family, InstrumentVersion, Person, Team, User
from tests.client import Browser
from tests.factories import make_assessment, make_family, make_member, make_team, make_user
from tests.factories.around import make_delegation
from tests.integration.world import World

Open = Callable[..., Browser]
DRAFT, SUBMITTED, RETURNED, SIGNED_OFF, STOPPED = (
    RevisionState.DRAFT,
    RevisionState.SUBMITTED,
    RevisionState.RETURNED,
    RevisionState.SIGNED_OFF,
    RevisionState.STOPPED,
)
PEOPLE = ("lead", "manager", "cover", "holder", "other_manager", "stranger", "coordinator")
STATES = (DRAFT, SUBMITTED, RETURNED, SIGNED_OFF, STOPPED)
HIDDEN = dict.fromkeys(("other_manager", "stranger"), 404) | {"coordinator": 403}
NOBODY = dict.fromkeys(("lead", "manager", "cover", "holder"), 403) | HIDDEN
READERS = dict.fromkeys(("lead", "manager", "cover", "holder"), 200) | HIDDEN
LEAD = NOBODY | {"lead": 200}
# whoever signs nothing anywhere is told so before it is asked whether there is such an assessment
SIGNERS = NOBODY | {"manager": 200, "cover": 200, "stranger": 403}
MANAGERS = SIGNERS | {"holder": 200}


def closed(allowed: dict[str, int]) -> dict[str, int]:
    """The same people, told that the state does not allow it."""
    return {who: 409 if status == 200 else status for who, status in allowed.items()}


EXPECTED: dict[tuple[str, RevisionState], dict[str, int]] = {
    **{("", state): READERS for state in STATES},
    **{("/revisions/1", state): READERS for state in STATES},
    **{("/revisions/1/answers", state): READERS for state in STATES},
    **{
        (page, state): LEAD if state in (DRAFT, RETURNED) else closed(LEAD)
        for page in ("/check", "/stop")
        for state in STATES
    },
    **{("/sign-off", state): SIGNERS if state is SUBMITTED else closed(SIGNERS) for state in STATES},
    **{("/amend", state): LEAD if state is SIGNED_OFF else closed(LEAD) for state in STATES},
    **{("/recorded-in-error", state): MANAGERS for state in STATES},
    **{
        ("/hand-on", state): (LEAD | {"manager": 200, "cover": 200})
        if state in (DRAFT, RETURNED)
        else closed(LEAD | {"manager": 200, "cover": 200})
        for state in STATES
    },
    **{
        (f"/{page}", state): READERS if state in (SUBMITTED, RETURNED, SIGNED_OFF) else NOBODY
        for page in ("response", "feedback", "sharing")
        for state in STATES
    },
}


def _people(session: Session, world: World) -> tuple[Family, dict[str, User]]:
    """A family that another team holds, and everybody of the table."""
    holding = make_team(session)
    family = make_family(session, team=holding)
    for person, role in ((world.child, "child"), (world.carer, "main_carer")):
        make_member(session, family=family, person=session.get_one(Person, person.id), role=role)
    led_in = session.get_one(Team, world.team.id)
    lead, manager = make_user(session, team=led_in), make_user(session, team=led_in, role=Role.MANAGER)
    cover = make_user(session, team=led_in)
    today = clock.today()
    make_delegation(
        session,
        manager=manager,
        cover=cover,
        team=led_in,
        started_on=today - timedelta(days=1),
        ended_on=today + timedelta(days=1),
    )
    people = {"lead": lead, "manager": manager, "cover": cover}
    people["holder"] = make_user(session, team=holding, role=Role.MANAGER)
    people["other_manager"] = make_user(session, role=Role.MANAGER)
    people["stranger"] = make_user(session)
    people["coordinator"] = make_user(session, role=Role.COORDINATOR)
    return family, people


@pytest.mark.parametrize("state", STATES)
def test_who_may_open_what(world: World, browser: Open, state: RevisionState) -> None:
    with db.engines.writer() as session:
        family, people = _people(session, world)
        made = make_assessment(
            session,
            family=family,
            child=session.get_one(Person, world.child.id),
            carer=session.get_one(Person, world.carer.id),
            lead=people["lead"],
            version=session.get_one(InstrumentVersion, world.tool.id),
            state=state,
        )
        key = made.assessment.key
        session.commit()
        session.expunge_all()
    browsers = {who: browser(people[who]) for who in PEOPLE}
    pages = [page for page, of in EXPECTED if of is state]
    found = {
        (page, who): browsers[who].client.get(f"/assessments/{key}{page}").status_code
        for page in pages
        for who in PEOPLE
    }
    expected = {(page, who): EXPECTED[page, state][who] for page in pages for who in PEOPLE}
    assert {place: found[place] for place in found if found[place] != expected[place]} == {}
