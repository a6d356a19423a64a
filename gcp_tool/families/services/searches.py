"""Keeping what somebody searches for, so that it is in no address; the record of it is in the audit log."""

from datetime import date, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.models import Search

KEPT_FOR = timedelta(minutes=30)


def keep_search(session: Session, *, words: str, birth_on: date | None, by: Actor) -> Search:
    """Keep the terms for half an hour, and record that they were searched for; searches that are over go."""
    now = clock.now()
    session.execute(delete(Search).where(Search.expires_at <= now))
    born = birth_on.isoformat() if birth_on else None
    search = Search(
        user_id=by.id, terms={"words": words, "birth_on": born}, at=now, expires_at=now + KEPT_FOR
    )
    session.add(search)
    session.flush()
    said = " ".join(term for term in (words, born) if term)
    record(session, Event.FAMILY_SEARCHED, by=by, subject=("search", search.id), words=said)
    return search
