"""Who holds a family and who works with it: teams to choose from, workers to allocate, allocations so far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, contains_eager

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import PERMISSIONS, Permission
from gcp_tool.core.database import plain_rows
from gcp_tool.models import Agency, Allocation, Family, Team, User, UserPosting, UserRole

_ROLES_OF_WORKERS = [role for role, held in PERMISSIONS.items() if Permission.ASSESSMENT_WRITE in held]


@dataclass(frozen=True, slots=True)
class Worker:
    """A person who may be allocated, in which team, and with how many families they are now."""

    id: int
    key: str
    name: str
    families: int
    team_id: int
    team: str


@dataclass(frozen=True, slots=True)
class PastAllocation:
    """Who was allocated, from and to."""

    id: int
    user_id: int
    worker: str
    team: str | None
    lead: bool
    started_on: date
    ended_on: date | None


_ALLOCATIONS = (
    select(
        Allocation.id, Allocation.user_id, User.name, Team.name,
        Allocation.lead, Allocation.started_on, Allocation.ended_on,
    )
    .join(User, User.id == Allocation.user_id)
    .outerjoin(Team, Team.id == Allocation.team_id)
    .where(Allocation.family_id == bindparam("family"))
    .order_by(Allocation.ended_on.is_not(None), Allocation.started_on.desc(), Allocation.id.desc())
)  # fmt: skip


def list_teams(session: Session) -> Sequence[Team]:
    """The open teams of the partnership, by agency and name."""
    statement = (
        select(Team)
        .join(Team.agency)
        .options(contains_eager(Team.agency))
        .where(Team.closed_on.is_(None), Agency.closed_on.is_(None))
        .order_by(func.lower(Agency.name), func.lower(Team.name), Team.id)
    )
    return session.scalars(statement).all()


def list_teams_to_register(session: Session, actor: Actor) -> Sequence[Team]:
    """The teams that a family registered by the actor may go to: a manager's own ones, otherwise all open ones."""
    own = actor.managed_team_ids | ({actor.team_id} if actor.managed_team_ids and actor.team_id else set())
    return [team for team in list_teams(session) if not own or team.id in own]


def list_workers(session: Session, team_ids: Collection[int]) -> Sequence[Worker]:
    """Who may be allocated families of these teams: those who work in them and may assess, by name."""
    may_assess = exists().where(
        UserRole.user_id == User.id, UserRole.role.in_(_ROLES_OF_WORKERS), UserRole.ended_on.is_(None)
    )
    now = and_(Allocation.user_id == User.id, Allocation.lead, Allocation.ended_on.is_(None))
    statement = (
        select(User.id, User.key, User.name, func.count(Allocation.id), Team.id, Team.name)
        .join(UserPosting, and_(UserPosting.user_id == User.id, UserPosting.ended_on.is_(None)))
        .join(Team, Team.id == UserPosting.team_id)
        .outerjoin(Allocation, now)
        .where(User.active, UserPosting.team_id.in_(team_ids), may_assess)
        .group_by(User.id, User.key, User.name, Team.id, Team.name)
        .order_by(func.lower(User.name), User.id)
    )
    return [Worker(*row) for row in session.execute(statement)]


def list_allocations(session: Session, family: Family) -> Sequence[PastAllocation]:
    """Everybody who is or was allocated, the latest first."""
    return [PastAllocation(*row) for row in plain_rows(session, _ALLOCATIONS, {"family": family.id})]


def is_in_sight(session: Session, actor: Actor, family: Family) -> bool:
    """Whether the actor may open the family, as it is now."""
    return session.scalar(select(Family.id).where(Family.id == family.id, scope.families(actor))) is not None


def find_lead(allocations: Sequence[PastAllocation]) -> PastAllocation | None:
    """The lead who is allocated now."""
    return next((one for one in allocations if one.lead and one.ended_on is None), None)
