"""Who can be asked to add to an assessment: professionals of other agencies and teams who record assessments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVarTuple

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import PERMISSIONS, Permission
from gcp_tool.access.signing import SignsBy
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import ContributionState, Part, Role
from gcp_tool.models import Agency, Assessment, Participant, Team, User, UserPosting, UserRole

Columns = TypeVarTuple("Columns")
_RECORDS = tuple(role for role, may in PERMISSIONS.items() if Permission.ASSESSMENT_WRITE in may)
_HELD = (ContributionState.INVITED, ContributionState.ACTIVE, ContributionState.DONE)


@dataclass(frozen=True, slots=True)
class AskableAgency:
    """An agency in which somebody can be asked."""

    id: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Askable:
    """Somebody who can be asked, and where they work."""

    user_id: int
    key: str
    name: str
    agency_id: int
    team: str


def list_agencies_to_ask(session: Session, assessment: Assessment, actor: Actor) -> Sequence[AskableAgency]:
    """The agencies with anybody who can be asked, by name."""
    columns = (Agency.id, Agency.key, Agency.name)
    people = _people(select(*columns), assessment, actor).group_by(*columns)
    return [
        AskableAgency(*row) for row in session.execute(people.order_by(func.lower(Agency.name), Agency.id))
    ]


def get_agency_to_ask(session: Session, assessment: Assessment, actor: Actor, key: str) -> AskableAgency:
    """The agency of this key, if anybody in it can be asked.

    Raises:
        NotFound: nobody can.
    """
    for agency in list_agencies_to_ask(session, assessment, actor):
        if agency.key == key:
            return agency
    raise NotFound("There is nobody in this agency who could be asked.")


def list_people_to_ask(
    session: Session, assessment: Assessment, actor: Actor, agency_id: int
) -> Sequence[Askable]:
    """Who can be asked in an agency, by name."""
    columns = (User.id, User.key, User.name, UserPosting.agency_id, Team.name)
    people = _people(select(*columns), assessment, actor).where(Agency.id == agency_id)
    rows = session.execute(people.order_by(func.lower(User.name), User.id))
    return [Askable(id_, key, name, agency, team or "no team") for id_, key, name, agency, team in rows]


def _people(statement: Select[*Columns], assessment: Assessment, actor: Actor) -> Select[*Columns]:
    """Whoever records assessments and works elsewhere; not who was asked already, nor who would sign this one."""
    role = UserRole.user_id == User.id, UserRole.ended_on.is_(None)
    signing_teams = {assessment.lead_team_id, assessment.family.team_id} - {None}
    signing = actor.signing.for_agency(assessment.lead_agency_id)
    named = signing.user_id if signing.by is SignsBy.NAMED else None
    return (
        statement.select_from(User)
        .join(UserPosting, UserPosting.user_id == User.id)
        .join(Agency, Agency.id == UserPosting.agency_id)
        .outerjoin(Team, Team.id == UserPosting.team_id)
        .where(
            User.active,
            User.id.not_in({assessment.lead_user_id, named} - {None}),
            UserPosting.ended_on.is_(None),
            or_(
                UserPosting.agency_id != assessment.lead_agency_id,
                UserPosting.team_id.is_distinct_from(assessment.lead_team_id),
            ),
            exists().where(*role, UserRole.role.in_(_RECORDS)),
            ~exists().where(*role, UserRole.role == Role.MANAGER, UserRole.team_id.in_(signing_teams)),
            ~exists().where(
                Participant.assessment_id == assessment.id,
                Participant.part == Part.CONTRIBUTOR,
                Participant.user_id == User.id,
                Participant.state.in_(_HELD),
            ),
        )
    )
