"""Who is or was in a family, with each person, for whoever starts an assessment or changes whom it is about."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from gcp_tool.models import FamilyMember

_OF_FAMILY = FamilyMember.family_id == bindparam("family")
_CURRENT = (
    select(FamilyMember)
    .where(_OF_FAMILY, FamilyMember.ended_on.is_(None))
    .options(joinedload(FamilyMember.person))
    .order_by(FamilyMember.id)
)
_ENDED = (
    select(FamilyMember)
    .where(
        _OF_FAMILY,
        FamilyMember.ended_on.is_not(None),
        FamilyMember.person_id.not_in(
            select(FamilyMember.person_id).where(_OF_FAMILY, FamilyMember.ended_on.is_(None))
        ),
    )
    .options(joinedload(FamilyMember.person))
    .order_by(FamilyMember.ended_on, FamilyMember.id)
)


def list_current_members(session: Session, family_id: int) -> Sequence[FamilyMember]:
    """Who is in the family now, with each person loaded."""
    return session.scalars(_CURRENT, {"family": family_id}).all()


def list_ended_members(session: Session, family_id: int) -> Sequence[FamilyMember]:
    """Who was in the family and is not now, with each person loaded; the latest leaving last."""
    return session.scalars(_ENDED, {"family": family_id}).all()
