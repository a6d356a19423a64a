"""The review of a family that is being written, and what is to be done because of those before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from gcp_tool.models import Action, ReviewDraft, User


@dataclass(frozen=True, slots=True)
class Draft:
    """A review that is being written: by whom it was begun, and when it was last saved."""

    by: str
    at: datetime


_DRAFT = (
    select(User.name.label("by"), ReviewDraft.changed_at.label("at"))
    .join(User, User.id == ReviewDraft.by_id)
    .where(ReviewDraft.family_id == bindparam("family"))
)


def find_draft(session: Session, family_id: int) -> Draft | None:
    """The review that is being written."""
    row = session.execute(_DRAFT, {"family": family_id}).mappings().one_or_none()
    return Draft(**row) if row else None


def list_actions(session: Session, family_id: int) -> Sequence[Action]:
    """What was to be done in a family: what is open first, by its day."""
    statement = (
        select(Action)
        .where(Action.family_id == family_id)
        .options(joinedload(Action.owner))
        .order_by(Action.done_on.is_not(None), Action.due_on, Action.id)
    )
    return session.scalars(statement).all()
