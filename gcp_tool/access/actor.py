"""The signed-in person, read once a request and frozen. `current_user` lives only here."""

from dataclasses import dataclass, field
from datetime import date

from flask import g
from flask_security import current_user
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gcp_tool.access.permissions import COVERING, PERMISSIONS, SIGNING, Permission
from gcp_tool.access.signing import SigningSettings, load_signing
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.models import Agency, Delegation, User, UserPosting, UserRole


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting, where they work and what they may do. Policies and scope take this, never a row.

    `managed_team_ids` are the teams they manage today; of these `covered_team_ids` only in place of somebody who is
    away. `signing` is what the partnership has settled about who signs.
    """

    id: int
    key: str
    name: str
    agency_id: int
    agency_name: str
    team_id: int | None
    managed_team_ids: frozenset[int]
    permissions: frozenset[Permission]
    covered_team_ids: frozenset[int] = frozenset()
    signing: SigningSettings = field(default_factory=SigningSettings)

    @property
    def own_team_ids(self) -> frozenset[int]:
        """The teams they manage as their own, cover left out."""
        return self.managed_team_ids - self.covered_team_ids

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
    own = frozenset(team for role, team in roles if role is Role.MANAGER and team is not None)
    covered = _covered_team_ids(session, user_id, clock.today()) - own
    signing = load_signing(session, clock.now())
    return Actor(
        id=posting[0],
        key=posting[1],
        name=posting[2],
        agency_id=posting[3],
        agency_name=posting[4],
        team_id=posting[5],
        managed_team_ids=own | covered,
        permissions=frozenset[Permission]().union(
            *(PERMISSIONS[role] for role, _ in roles),
            COVERING if covered else (),
            SIGNING if signing.names(user_id) else (),
        ),
        covered_team_ids=covered,
        signing=signing,
    )


def _covered_team_ids(session: Session, user_id: int, today: date) -> frozenset[int]:
    """The teams that somebody manages today in place of a manager; the manager must still be one."""
    still_manages = exists().where(
        UserRole.user_id == Delegation.manager_id,
        UserRole.team_id == Delegation.team_id,
        UserRole.role == Role.MANAGER,
        UserRole.ended_on.is_(None),
    )
    return frozenset(
        session.scalars(
            select(Delegation.team_id).where(
                Delegation.cover_id == user_id,
                Delegation.started_on <= today,
                Delegation.ended_on >= today,
                still_manages,
            )
        )
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
