"""Recording what happens: events queue on the session and are sealed by the commit, never before."""

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import g, has_request_context
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit import chain
from gcp_tool.audit.events import Event
from gcp_tool.core import clock
from gcp_tool.models import AuditNote

_QUEUE = "audit_queue"


def record(
    session: Session,
    event: Event,
    *,
    by: Actor | int | None,
    family_id: int | None = None,
    person_id: int | None = None,
    subject: tuple[str, int] | None = None,
    words: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Queue an event for the end of this transaction.

    `details` are ids, codes and counts only. `words` (reasons, search terms) are kept apart, and only their digest is
    chained, so that they can be disposed of while the chain stays whole.
    """
    now = clock.now()
    said = dict(details or {})
    if words:
        said["note"] = _keep_words(session, words)
    entry = chain.Entry(
        at=now,
        event=event.value,
        actor_id=by.id if isinstance(by, Actor) else by,
        family_id=family_id,
        person_id=person_id,
        subject=subject,
        request_id=g.get("request_id") if has_request_context() else None,
        details=said,
    )
    session.info.setdefault(_QUEUE, []).append(entry)


def _keep_words(session: Session, words: str) -> str:
    digest = hashlib.sha256(words.encode()).hexdigest()
    session.add(AuditNote(digest=digest, words=words, at=clock.now()))
    return digest


def seal(session: Session) -> None:
    """Put the queued events at the end of the chain. Called by `transaction`, as the last thing before the commit."""
    chain.append(session, session.info.pop(_QUEUE, []))
