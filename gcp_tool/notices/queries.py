"""What somebody has been told and has not said to have seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.models import Assessment, Family, Notice, User

MOST_SHOWN = 25

# The filters of `scope` name Family and Assessment themselves, so those of a notice are joined under other names.
_Family, _Assessment = aliased(Family), aliased(Assessment)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice. What it is about is named only while the person may open it."""

    key: str
    kind: NoticeKind
    at: datetime
    by: str | None
    family: str | None
    family_key: str | None
    assessment_key: str | None


def list_unseen(session: Session, actor: Actor) -> Sequence[NoticeRow]:
    """The newest of what the actor was told and has not seen."""
    may_open_family = _Family.id.in_(scope.family_ids(actor))
    may_open = select(Assessment.id).where(Assessment.id == Notice.assessment_id, scope.assessments(actor))
    is_open = may_open.correlate(Notice).exists()
    statement = (
        select(
            Notice.key, Notice.kind, Notice.at, User.name.label("by"),
            case((may_open_family, _Family.label)).label("family"),
            case((may_open_family, _Family.key)).label("family_key"),
            case((is_open, _Assessment.key)).label("assessment_key"),
        )
        .outerjoin(User, User.id == Notice.by_id)
        .outerjoin(_Family, _Family.id == Notice.family_id)
        .outerjoin(_Assessment, _Assessment.id == Notice.assessment_id)
        .where(_waits_for(actor))
        .order_by(Notice.at.desc(), Notice.id.desc())
        .limit(MOST_SHOWN)
    )  # fmt: skip
    return [NoticeRow(**row) for row in session.execute(statement).mappings()]


def count_unseen(session: Session, actor: Actor) -> int:
    """How many notices wait for the actor."""
    statement = select(func.count()).select_from(Notice).where(_waits_for(actor))
    return session.scalar(statement) or 0


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """Not seen yet, and not about an assessment that was recorded in error since."""
    in_error = exists().where(
        Assessment.id == Notice.assessment_id, Assessment.recorded_in_error_at.is_not(None)
    )
    return and_(Notice.user_id == actor.id, Notice.seen_at.is_(None), ~in_error.correlate(Notice))
