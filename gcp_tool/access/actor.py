"""The signed-in person, read once a request and frozen. `current_user` lives only here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import g
from flask_security import current_user
from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from gcp_tool.access.break_glass import breaks_glass, load_openings
from gcp_tool.access.permissions import COVERING, PERMISSIONS, SIGNING, Permission
from gcp_tool.access.signing import SigningSettings, load_signing
from gcp_tool.core import clock
from gcp_tool.core.database import plain_rows
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.models import Agency, Delegation, User, UserPosting, UserRole


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting, where they work and what they may do. Policies and scope take this, never a row.

    `managed_team_ids` are the teams they manage today; of these `covered_team_ids` only in place of somebody who is
    away. `signing` is what the partnership has settled about who signs. `openings` are the families that they have
    open under break-glass at this moment, each with its opening.
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
    openings: Mapping[int, int] = field(default_factory=dict)

    @property
    def own_team_ids(self) -> frozenset[int]:
        """The teams they manage as their own, cover left out."""
        return self.managed_team_ids - self.covered_team_ids

    def may(self, permission: Permission) -> bool:
        """Whether the person holds the permission, over whatever rows."""
        return permission in self.permissions


# Every request runs these, so they are made once, and of tables: as objects they would cost more than they bring.
_users, _postings, _agencies = User.__table__.c, UserPosting.__table__.c, Agency.__table__.c
_roles, _delegations = UserRole.__table__.c, Delegation.__table__.c
_POSTING = select(
    _users.id, _users.key, _users.name, _postings.agency_id, _agencies.name, _postings.team_id
).where(
    _users.id == bindparam("user"),
    _users.active,
    _postings.user_id == _users.id,
    _postings.ended_on.is_(None),
    _agencies.id == _postings.agency_id,
)
_ROLES = select(_roles.role, _roles.team_id).where(
    _roles.user_id == bindparam("user"), _roles.ended_on.is_(None)
)
_COVERED = select(_delegations.team_id).where(
    _delegations.cover_id == bindparam("user"),
    _delegations.started_on <= bindparam("today"),
    _delegations.ended_on >= bindparam("today"),
    exists().where(  # whom they cover for must still manage the team
        _roles.user_id == _delegations.manager_id,
        _roles.team_id == _delegations.team_id,
        _roles.role == Role.MANAGER,
        _roles.ended_on.is_(None),
    ),
)


def load_actor(session: Session, user_id: int) -> Actor | None:
    """The actor that a user is today; None for someone without a current posting, who may do nothing."""
    posting = plain_rows(session, _POSTING, {"user": user_id}).one_or_none()
    if posting is None:
        return None
    roles = plain_rows(session, _ROLES, {"user": user_id}).all()
    own = frozenset(team for role, team in roles if role is Role.MANAGER and team is not None)
    covered = _covered_team_ids(session, user_id, clock.today()) - own
    signing = load_signing(session, clock.now())
    permissions = frozenset[Permission]().union(
        *(PERMISSIONS[role] for role, _ in roles),
        COVERING if covered else (),
        SIGNING if signing.names(user_id) else (),
    )
    return Actor(
        id=posting[0],
        key=posting[1],
        name=posting[2],
        agency_id=posting[3],
        agency_name=posting[4],
        team_id=posting[5],
        managed_team_ids=own | covered,
        permissions=permissions,
        covered_team_ids=covered,
        signing=signing,
        openings=load_openings(session, user_id, clock.now()) if breaks_glass(permissions) else {},
    )


def _covered_team_ids(session: Session, user_id: int, today: date) -> frozenset[int]:
    """The teams that somebody manages today in place of a manager."""
    return frozenset(plain_rows(session, _COVERED, {"user": user_id, "today": today}).scalars())


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
