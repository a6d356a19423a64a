"""The signed-in person, read once a request and frozen. `current_user` lives only here."""

from dataclasses import dataclass

from flask import g
from flask_security import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.permissions import PERMISSIONS, Permission
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.models import Agency, User, UserPosting, UserRole


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting, where they work and what they may do. Policies and scope take this, never a row."""

    id: int
    key: str
    name: str
    agency_id: int
    agency_name: str
    team_id: int | None
    managed_team_ids: frozenset[int]
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Whether the person holds the permission, over whatever rows."""
        return permission in self.permissions


def load_actor(session: Session, user_id: int) -> Actor | None:
    """The actor that a user is today; None for someone without a current posting, who may do nothing."""
    posting = session.execute(
        select(User.id, User.key, User.name, UserPosting.agency_id, Agency.name, UserPosting.team_id)
        .join(UserPosting, UserPosting.user_id == User.id)
        .join(Agency, Agency.id == UserPosting.agency_id)
        .where(User.id == user_id, User.active, UserPosting.ended_on.is_(None))
    ).one_or_none()
    if posting is None:
        return None
    roles = session.execute(
        select(UserRole.role, UserRole.team_id).where(
            UserRole.user_id == user_id, UserRole.ended_on.is_(None)
        )
    ).all()
    return Actor(
        id=posting[0],
        key=posting[1],
        name=posting[2],
        agency_id=posting[3],
        agency_name=posting[4],
        team_id=posting[5],
        managed_team_ids=frozenset(team for role, team in roles if role is Role.MANAGER and team is not None),
        permissions=frozenset[Permission]().union(*(PERMISSIONS[role] for role, _ in roles)),
    )


def find_user_id() -> int | None:
    """Who is signed in by their id: also somebody who is no actor, because they have no posting today."""
    user_id: int | None = current_user.id if current_user.is_authenticated else None
    return user_id


def find_actor() -> Actor | None:
    """The person of this request, or None when nobody with a current posting is signed in."""
    if "actor" not in g:
        user_id = find_user_id()
        g.actor = load_actor(db.session, user_id) if user_id is not None else None
    actor: Actor | None = g.actor
    return actor


def current_actor() -> Actor:
    """The person of this request.

    Raises:
        NotAllowed: when nobody with a current posting is signed in.
    """
    actor = find_actor()
    if actor is None:
        raise NotAllowed("Sign in to do this.")
    return actor
