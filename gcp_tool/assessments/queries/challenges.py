"""Challenges to assessments and to decisions, each with those who spoke in it."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from gcp_tool.models import Agency, Assessment, Challenge

WHOLE_CHALLENGE = (
    joinedload(Challenge.by),
    joinedload(Challenge.replied_by),
    joinedload(Challenge.settled_by),
    joinedload(Challenge.family),
    joinedload(Challenge.review),
    joinedload(Challenge.assessment).joinedload(Assessment.instrument_version),
    joinedload(Challenge.assessment).joinedload(Assessment.family),
)


def list_challenges(session: Session, where: ColumnElement[bool]) -> Sequence[Challenge]:
    """The challenges of a family, an assessment or a review, the latest first."""
    statement = (
        select(Challenge)
        .where(where)
        .options(*WHOLE_CHALLENGE)
        .order_by(Challenge.at.desc(), Challenge.id.desc())
    )
    return session.scalars(statement).all()


def list_agencies(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    """The names of agencies."""
    if not ids:
        return {}
    found = session.execute(select(Agency.id, Agency.name).where(Agency.id.in_(ids)).order_by(Agency.id))
    return {row.id: row.name for row in found}
