"""Telling one person something on their desk, and taking it off again once they have seen it. Nothing here commits."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.models import Notice


def give_notice(
    session: Session,
    *,
    to: int,
    kind: NoticeKind,
    at: datetime | None = None,
    family_id: int | None = None,
    assessment_id: int | None = None,
    by: Actor | int | None = None,
) -> None:
    """Tell a user something. Nobody is told of what they did themselves."""
    by_id = by.id if isinstance(by, Actor) else by
    if to == by_id:
        return
    session.add(
        Notice(
            user_id=to, kind=kind, family_id=family_id, assessment_id=assessment_id, by_id=by_id,
            at=at or clock.now(),
        )
    )  # fmt: skip


def see_notices(session: Session, *, keys: Collection[str], by: Actor) -> None:
    """Take those of the actor's notices that they have seen off their desk; what came meanwhile stays."""
    mine = Notice.user_id == by.id, Notice.key.in_(keys), Notice.seen_at.is_(None)
    seen = session.execute(
        update(Notice).where(*mine).values(seen_at=clock.now()).returning(Notice.id),
        execution_options={"synchronize_session": False},
    ).all()
    if seen:
        record(session, Event.NOTICES_SEEN, by=by, details={"count": len(seen)})
