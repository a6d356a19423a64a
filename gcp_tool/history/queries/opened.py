"""The uses of break-glass of one family, the last first."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from gcp_tool.models import BreakGlass, Family

MOST_SHOWN = 20


def list_opened(session: Session, family: Family) -> Sequence[BreakGlass]:
    """The last uses, with who opened the family and who judged it."""
    statement = (
        select(BreakGlass)
        .where(BreakGlass.family_id == family.id)
        .options(
            joinedload(BreakGlass.user),
            joinedload(BreakGlass.reviewed_by),
            joinedload(BreakGlass.family),
        )
        .order_by(BreakGlass.at.desc(), BreakGlass.id.desc())
        .limit(MOST_SHOWN)
    )
    return session.scalars(statement).all()
