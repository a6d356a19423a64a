"""What the pages of accounts show, read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import Accreditation, HeldInput, Team, User, UserRole


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
