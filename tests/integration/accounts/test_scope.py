"""Who sees which families and assessments at all: a table of people and what ties them to a family, on both engines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import CompoundSelect, Select, select
from sqlalchemy.orm import Session

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor, load_actor
from gcp_tool.access.permissions import PERMISSIONS
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import Assessment, Family, Team, User, UserRole
from tests.factories import make_allocation, make_assessment, make_family, make_team, make_user
from tests.factories.defaults import STARTED_ON
from tests.integration.conftest import shared_engines, undone_session

__all__ = ["shared_engines", "undone_session"]  # fixtures


@dataclass(frozen=True, slots=True)
class Case:
    """A family with an assessment that somebody else leads, both held by another team than mine."""

    session: Session
    team: Team
    family: Family
    assessment: Assessment
    me: User
    my_team: Team

    def actor(self) -> Actor:
        actor = load_actor(self.session, self.me.id)
        assert actor is not None
        return actor


def make_case(session: Session, role: Role | None = Role.PRACTITIONER) -> Case:
    team, my_team = make_team(session), make_team(session)
    family = make_family(session, team=team)
    lead = make_user(session, team=team)
    made = make_assessment(session, family=family, lead=lead)
    return Case(session, team, family, made.assessment, make_user(session, team=my_team, role=role), my_team)


def allocate(case: Case) -> None:
    make_allocation(case.session, family=case.family, user=case.me)


def allocate_formerly(case: Case) -> None:
    make_allocation(case.session, family=case.family, user=case.me, ended_on=STARTED_ON + timedelta(days=9))


def lead(case: Case) -> None:
    case.assessment.lead_user_id = case.me.id
    case.session.flush()


def lead_in_error(case: Case) -> None:
    case.assessment.recorded_in_error_at = clock.now()
    case.assessment.recorded_in_error_by_id = case.me.id
    case.assessment.recorded_in_error_reason = "Another family"
    lead(case)


def lead_another(case: Case) -> None:
    make_assessment(case.session, family=case.family, lead=case.me)


def manage_the_holder(case: Case) -> None:
    _manage(case, case.team)


def manage_another(case: Case) -> None:
    _manage(case, case.my_team)


def manage_the_leads_team(case: Case) -> None:
    _manage(case, case.my_team)
    case.assessment.lead_team_id = case.my_team.id
    case.session.flush()


def _manage(case: Case, team: Team) -> None:
    case.session.add(UserRole(user_id=case.me.id, role=Role.MANAGER, team_id=team.id))
    case.session.flush()


def nothing(case: Case) -> None:
    """No tie at all."""


# tie → (family, its assessment) where the family is open to those who usually may, then where it is restricted
TIES: list[tuple[Callable[[Case], None], tuple[bool, bool], tuple[bool, bool]]] = [
    (nothing, (False, False), (False, False)),
    (allocate, (True, True), (True, True)),
    (allocate_formerly, (False, False), (False, False)),
    (lead, (True, True), (False, False)),
    (lead_another, (True, True), (False, False)),
    (manage_the_holder, (True, True), (True, True)),
    (manage_another, (False, False), (False, False)),
    (manage_the_leads_team, (False, True), (False, False)),
]


def sees(case: Case) -> tuple[bool, bool]:
    """Whether the family and its assessment are seen; each way of asking must answer the same."""
    actor, session = case.actor(), case.session
    family_rows = session.scalars(select(Family.id).where(scope.families(actor))).all()
    rows = session.scalars(select(Assessment.id).where(scope.assessments(actor))).all()
    assert set(family_rows) == set(session.scalars(scope.family_ids(actor)))
    statement, given = scope.about_families(actor, families_in)
    assert set(family_rows) == set(session.scalars(statement, given))
    seen = case.family.id in family_rows, case.assessment.id in rows
    assert (
        found(scope.get_family, case, case.family.key),
        found(scope.get_assessment, case, case.assessment.key),
    ) == seen
    return seen


def families_in(mine: CompoundSelect[int]) -> Select[int]:
    return select(Family.id).where(Family.id.in_(mine))


def found(get: Callable[[Session, Actor, str], Family | Assessment], case: Case, key: str) -> bool:
    try:
        return get(case.session, case.actor(), key).key == key
    except NotFound:
        return False


@pytest.mark.parametrize("restricted", [False, True])
@pytest.mark.parametrize(("tie", "usually", "when_restricted"), TIES)
def test_who_sees_a_family_and_its_assessment(
    undone_session: Session,
    tie: Callable[[Case], None],
    usually: tuple[bool, bool],
    when_restricted: tuple[bool, bool],
    restricted: bool,
) -> None:
    case = make_case(undone_session)
    tie(case)
    case.family.restricted = restricted
    undone_session.flush()
    assert sees(case) == (when_restricted if restricted else usually)


@pytest.mark.parametrize("tie", [allocate, lead])
@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.PRACTITIONER, Role.MANAGER, Role.DUTY})])
def test_without_a_role_for_it_no_tie_shows_a_family(
    undone_session: Session, role: Role | None, tie: Callable[[Case], None]
) -> None:
    case = make_case(undone_session, role)
    tie(case)
    assert sees(case) == (False, False)


def test_an_assessment_recorded_in_error_ties_nobody_to_a_family(undone_session: Session) -> None:
    case = make_case(undone_session)
    lead_in_error(case)
    assert sees(case) == (False, True)


def test_one_family_never_shows_another(undone_session: Session) -> None:
    mine, other = make_case(undone_session), make_case(undone_session)
    allocate(mine)
    assert found(scope.get_family, mine, other.family.key) is False
    assert found(scope.get_assessment, mine, other.assessment.key) is False


@pytest.mark.parametrize("key", ["", "x", "a" * 22, "%", "' OR 1=1 --"])
def test_a_key_that_nobody_has_is_not_found(undone_session: Session, key: str) -> None:
    case = make_case(undone_session)
    with pytest.raises(NotFound):
        scope.get_family(undone_session, case.actor(), key)


def test_an_actor_is_who_somebody_is_today(undone_session: Session) -> None:
    case = make_case(undone_session)
    actor = case.actor()
    assert (actor.id, actor.key, actor.name) == (case.me.id, case.me.key, case.me.name)
    assert (actor.team_id, actor.agency_id) == (case.my_team.id, case.my_team.agency_id)
    assert actor.agency_name == case.my_team.agency.name
    assert (actor.managed_team_ids, actor.permissions) == (frozenset(), PERMISSIONS[Role.PRACTITIONER])


def test_an_actor_carries_what_any_of_their_roles_carries(undone_session: Session) -> None:
    case = make_case(undone_session)
    _manage(case, case.team)
    _manage(case, case.my_team)
    undone_session.add(UserRole(user_id=case.me.id, role=Role.ADMINISTRATOR, team_id=None))
    undone_session.flush()
    actor = case.actor()
    assert actor.managed_team_ids == {case.team.id, case.my_team.id}
    assert actor.permissions == PERMISSIONS[Role.MANAGER] | PERMISSIONS[Role.ADMINISTRATOR]


@pytest.mark.parametrize("change", ["stopped", "unknown"])
def test_somebody_who_is_not_at_work_is_no_actor(undone_session: Session, change: str) -> None:
    user = make_user(undone_session)
    if change == "stopped":
        user.active = False
        undone_session.flush()
    assert load_actor(undone_session, user.id if change == "stopped" else 10**9) is None
