"""Looking a person up over the whole partnership. What was typed is kept for half an hour, and never logged."""

from dataclasses import asdict

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.families.identity import Identity
from gcp_tool.families.queries.candidates import list_candidate_families
from gcp_tool.families.services.searches import KEPT_FOR
from gcp_tool.lookup.queries.looking import LOOK_UP
from gcp_tool.lookup.services.telling import tell_managers
from gcp_tool.models import Family, Search

MOST_TOLD = 20


def look_up(session: Session, *, typed: Identity, by: Actor) -> Search:
    """Look a person up and keep what was found; managers of restricted families that fit are told."""
    now = clock.now()
    session.execute(delete(Search).where(Search.expires_at <= now))
    found = list_candidate_families(session, [typed], heard_as=())
    ids = found[:MOST_TOLD]
    born = typed.birth_on.isoformat() if typed.birth_on else None
    terms = {LOOK_UP: asdict(typed) | {"birth_on": born}, "families": ids, "left_out": len(found) - len(ids)}
    search = Search(user_id=by.id, terms=terms, at=now, expires_at=now + KEPT_FOR)
    session.add(search)
    restricted = session.scalars(
        select(Family).where(Family.id.in_(ids), Family.restricted).order_by(Family.id)
    ).all()
    tell_managers(session, restricted, NoticeKind.RESTRICTED_LOOKED_UP, by=by)
    session.flush()
    counts = {"found": len(ids), "restricted": len(restricted), "left_out": terms["left_out"]}
    record(session, Event.FAMILY_LOOKED_UP, by=by, subject=("search", search.id), details=counts)
    return search
