"""The services refuse by themselves what no page offers, and find their way where chance or another person meddles."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gcp_tool.access.actor import load_actor
from gcp_tool.audit.transactions import transaction
from gcp_tool.domain.errors import EditConflict, Invalid, NotAllowed
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.extensions import db
from gcp_tool.families.services import people, register
from gcp_tool.families.services.changing import change_family
from gcp_tool.families.services.details import PersonDetails
from gcp_tool.families.services.register import NewFamily, register_family
from gcp_tool.models import Family, Person, Team, User
from tests.factories import make_team
from tests.integration.families.places import Places, counts, keep, one, today

CHILD = PersonDetails("Dexter", "Ashdown", birth_on=today() - timedelta(days=900))
CARER = PersonDetails("Jodie", "Ashdown")
NEW = NewFamily("Ashdown", "", "", "Home", CHILD, CARER)


@pytest.fixture
def attempt(places: Places) -> Callable[..., Any]:
    """Do something as somebody in a write of its own."""

    def run(user: User, change: Callable[..., Any]) -> Any:
        with transaction(db.engines) as session:
            return change(session, load_actor(session, user.id))

    return run


def test_a_family_is_registered_by_those_who_may_for_teams_that_are_open(
    places: Places, attempt: Any
) -> None:
    world, before = places.world, counts()
    closed = keep(lambda session: make_team(session, closed_on=today()))
    for user, team in (
        (world.administrator, world.team),
        (world.manager, places.far_team),
        (world.worker, closed),
    ):

        def change(session: Session, actor: Any, team_id: int = team.id) -> None:
            register_family(session, new=NEW, team=session.get_one(Team, team_id), by=actor)

        with pytest.raises(NotAllowed, match="You cannot register a family for this team"):
            attempt(user, change)
    assert counts() == before


@pytest.mark.parametrize(
    ("details", "role", "problems"),
    [
        (PersonDetails("Jo", nhs_number="1"), MemberRole.OTHER, ["nhs_number"]),
        (PersonDetails("Jo", expected_birth_on=today()), MemberRole.MAIN_CARER, ["expected_birth_on"]),
        (
            PersonDetails("", nhs_number="943 476 5918"),
            MemberRole.CHILD,
            ["given_name", "birth_on", "nhs_number"],
        ),
    ],
)
def test_details_that_cannot_be_right_are_refused_whoever_sends_them(
    details: PersonDetails, role: MemberRole, problems: list[str], places: Places, attempt: Any
) -> None:
    def change(session: Session, actor: Any) -> None:
        family = session.get_one(Family, places.world.family.id)
        people.add_person(
            session, family=family, details=details, joining=people.Joining(role, "Home"), by=actor
        )

    with pytest.raises(Invalid) as refused:
        attempt(places.world.worker, change)
    assert list(refused.value.problems) == problems


def test_a_reference_that_was_made_before_is_made_again(
    places: Places, attempt: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs = iter(["FAR-1", "F-NEW234"])
    numbers = iter([places.far_child.ref, "P-NEW2345", "P-NEW2346"])
    monkeypatch.setattr(register, "new_family_ref", lambda: next(refs))
    monkeypatch.setattr(people, "new_person_ref", lambda: next(numbers))

    def change(session: Session, actor: Any) -> None:
        register_family(session, new=NEW, team=session.get_one(Team, places.world.team.id), by=actor)

    attempt(places.world.worker, change)
    assert one(Family, ref="F-NEW234").label == "Ashdown"
    assert one(Person, ref="P-NEW2345").given_name == "Dexter"


def test_a_worker_is_told_of_no_team_that_they_were_not_shown(places: Places, attempt: Any) -> None:
    def change(session: Session, actor: Any) -> None:
        family = session.get_one(Family, places.world.family.id)
        change_family(session, family=family, label="X", area="", holding=None, expected=7, by=actor)

    with pytest.raises(EditConflict) as conflict:
        attempt(places.world.worker, change)
    theirs = conflict.value.theirs
    assert theirs.fields == {"label": places.world.family.label, "area": "Thornmere North"}
    assert (theirs.by, theirs.version) == ("Somebody else", 1)
