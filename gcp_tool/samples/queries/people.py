"""Who can be asked: auditors of samples, and the people of a team who can be given an action."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import Family, User, UserPosting, UserRole


def list_possible_auditors(session: Session) -> Sequence[User]:
    """Everybody at work who is an auditor and works with no families of their own, by name."""
    holds = exists().where(UserRole.user_id == User.id, UserRole.ended_on.is_(None))
    statement = (
        select(User)
        .join(UserPosting, UserPosting.user_id == User.id)
        .where(
            UserPosting.ended_on.is_(None),
            User.active,
            holds.where(UserRole.role == Role.AUDITOR),
            ~holds.where(UserRole.role.in_((Role.PRACTITIONER, Role.MANAGER))),
        )
        .order_by(func.lower(User.name), User.id)
    )
    return session.scalars(statement).all()


def list_possible_owners(session: Session, family: Family) -> Sequence[User]:
    """Who works today in the team that holds the family, by name."""
    statement = (
        select(User)
        .join(UserPosting, UserPosting.user_id == User.id)
        .where(UserPosting.team_id == family.team_id, UserPosting.ended_on.is_(None), User.active)
        .order_by(func.lower(User.name), User.id)
    )
    return session.scalars(statement).all()
