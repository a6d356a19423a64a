"""What the pages of accounts show, read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from gcp_tool.access.actor import Actor
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import Accreditation, Delegation, HeldInput, Team, User, UserPosting, UserRole


def get_user(session: Session, user_id: int) -> User:
    """The user of this id, who must exist."""
    return session.get_one(User, user_id)


def list_roles(session: Session, user_id: int) -> Sequence[tuple[UserRole, str | None]]:
    """The roles a user holds now, each with the team it is over."""
    statement = (
        select(UserRole, Team.name)
        .outerjoin(Team, Team.id == UserRole.team_id)
        .where(UserRole.user_id == user_id, UserRole.ended_on.is_(None))
        .order_by(UserRole.id)
    )
    return [(role, team) for role, team in session.execute(statement)]


def list_accreditations(session: Session, user_id: int) -> Sequence[Accreditation]:
    """The tools a user is trained to use, the latest training first."""
    statement = (
        select(Accreditation)
        .where(Accreditation.user_id == user_id)
        .order_by(Accreditation.trained_on.desc(), Accreditation.id)
    )
    return session.scalars(statement).all()


def list_held_inputs(session: Session, *, of: Actor, now: datetime) -> Sequence[HeldInput]:
    """What is kept for the person from sessions that ended, the newest first."""
    statement = (
        select(HeldInput)
        .where(HeldInput.user_id == of.id, HeldInput.expires_at > now)
        .order_by(HeldInput.at.desc(), HeldInput.id)
        .limit(20)
    )
    return session.scalars(statement).all()


def get_held_input(session: Session, key: str, *, of: Actor, now: datetime) -> HeldInput:
    """What was kept under this key for this person.

    Raises:
        NotFound: there is none, it is somebody else's, or its day is over.
    """
    held = session.scalar(
        select(HeldInput).where(HeldInput.key == key, HeldInput.user_id == of.id, HeldInput.expires_at > now)
    )
    if held is None:
        raise NotFound(
            "What was kept is no longer here: it is kept for 24 hours, for the person who typed it."
        )
    return held


def list_cover(session: Session, manager_id: int) -> Sequence[Delegation]:
    """The cover that a manager ever arranged, the first one first."""
    statement = (
        select(Delegation)
        .where(Delegation.manager_id == manager_id)
        .options(joinedload(Delegation.cover), joinedload(Delegation.team))
        .order_by(Delegation.id)
    )
    return session.scalars(statement).all()


def list_own_teams(session: Session, actor: Actor) -> Sequence[Team]:
    """The teams that the actor manages as their own, by name."""
    statement = select(Team).where(Team.id.in_(actor.own_team_ids)).order_by(func.lower(Team.name), Team.id)
    return session.scalars(statement).all()


def list_colleagues(session: Session, actor: Actor) -> Sequence[User]:
    """The others at work in the actor's agency today, by name."""
    statement = (
        select(User)
        .join(UserPosting, UserPosting.user_id == User.id)
        .where(
            UserPosting.agency_id == actor.agency_id,
            UserPosting.ended_on.is_(None),
            User.active,
            User.id != actor.id,
        )
        .order_by(func.lower(User.name), User.id)
    )
    return session.scalars(statement).all()
