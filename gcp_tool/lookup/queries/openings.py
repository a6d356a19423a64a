"""Uses of break-glass: the family to be opened, one use by its key, and a month of uses for managers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import BreakGlass, Family

_NOT_HERE = "There is no such record, or it is not one of yours."


def get_family_to_open(session: Session, key: str) -> Family:
    """The family of this key, for whoever may open families that they do not otherwise see.

    Raises:
        NotFound: there is none.
    """
    family = session.scalars(select(Family).where(Family.key == key)).one_or_none()
    if family is None:
        raise NotFound(_NOT_HERE)
    return family


def get_opening(session: Session, actor: Actor, key: str) -> BreakGlass:
    """The use of this key with its family and who opened it: the actor's own, or of a family of their teams.

    Raises:
        NotFound: as if it did not exist.
    """
    statement = (
        select(BreakGlass)
        .join(BreakGlass.family)
        .where(BreakGlass.key == key, or_(BreakGlass.user_id == actor.id, _of_my_teams(actor)))
        .options(contains_eager(BreakGlass.family), joinedload(BreakGlass.user))
    )
    row = session.scalars(statement).one_or_none()
    if row is None:
        raise NotFound(_NOT_HERE)
    return row


def list_openings(
    session: Session, actor: Actor, *, since: datetime, before: datetime, number: int
) -> PageOfRows[BreakGlass]:
    """A page of the uses in some time in families of the actor's teams, the last first."""
    where = _of_my_teams(actor), BreakGlass.at >= since, BreakGlass.at < before
    total = session.scalar(select(func.count(BreakGlass.id)).join(BreakGlass.family).where(*where)) or 0
    number = min(number, PageOfRows((), 1, PAGE_SIZE, total).pages)
    statement = (
        select(BreakGlass)
        .join(BreakGlass.family)
        .where(*where)
        .options(
            contains_eager(BreakGlass.family),
            joinedload(BreakGlass.user),
            joinedload(BreakGlass.reviewed_by),
        )
        .order_by(BreakGlass.at.desc(), BreakGlass.id.desc())
        .limit(PAGE_SIZE)
        .offset(offset_of(number))
    )
    return PageOfRows(session.scalars(statement).all(), number, PAGE_SIZE, total)


def list_waiting(session: Session, actor: Actor) -> Sequence[datetime]:
    """When the families were opened whose opening still waits for a review by the actor, the earliest first."""
    statement = (
        select(BreakGlass.at)
        .join(BreakGlass.family)
        .where(_of_my_teams(actor), BreakGlass.reviewed_at.is_(None), BreakGlass.user_id != actor.id)
        .order_by(BreakGlass.at)
    )
    return session.scalars(statement).all()


def _of_my_teams(actor: Actor) -> ColumnElement[bool]:
    may_review = actor.may(Permission.BREAK_GLASS_REVIEW)
    return Family.team_id.in_(actor.managed_team_ids if may_review else ())
