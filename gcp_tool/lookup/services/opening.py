"""Opening a family under break-glass, the one note that may be left, and how its manager judges the use."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.break_glass_policies import (
    check_break_glass,
    check_note_opening,
    check_review_opening,
)
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.break_glass import LASTS, SHORTEST_WORDS, OpeningReason, OpeningVerdict
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.lookup.services.telling import tell_managers
from gcp_tool.models import Allocation, BreakGlass, Family
from gcp_tool.notices.giving import give_notice


@dataclass(frozen=True, slots=True)
class Why:
    """Why a family is opened."""

    reason: OpeningReason
    words: str


def open_family(session: Session, *, family: Family, why: Why, by: Actor) -> BreakGlass:
    """Open a family for 3 hours; its managers are told.

    Raises:
        NotAllowed: the actor may not break the glass, or the family is restricted.
        Invalid: the words say too little.
    """
    check_break_glass(by, family)
    if len(why.words.strip()) < SHORTEST_WORDS:
        raise Invalid({"words": f"Say in at least {SHORTEST_WORDS} characters why it cannot wait"})
    now = clock.now()
    opening = BreakGlass(
        family_id=family.id,
        user_id=by.id,
        reason=why.reason,
        words=why.words,
        at=now,
        until=now + LASTS,
        changed_at=now,
        changed_by_id=by.id,
    )
    session.add(opening)
    session.flush()
    tell_managers(session, [family], NoticeKind.FAMILY_OPENED, by=by)
    _say(session, Event.BREAK_GLASS_OPENED, opening, by, {"reason": why.reason.value})
    return opening


def leave_note(session: Session, *, opening: BreakGlass, note: str, expected: int, by: Actor) -> None:
    """Keep the one note; the family's managers and its worker are told.

    Raises:
        NotAllowed: somebody else opened the family, or there is a note already.
        Invalid: the 3 hours are over, so the words are for somebody who works with the family.
        EditConflict: the use was reviewed meanwhile.
    """
    now = clock.now()
    if opening.user_id == by.id and opening.noted_at is None and now >= opening.until:
        raise Invalid({"note": "The 3 hours are over, so this note is not kept. Ring the family’s worker"})
    check_note_opening(by, opening, now)
    update_versioned(session, opening, expected=expected, values={"note": note, "noted_at": now}, by=by)
    _say(session, Event.BREAK_GLASS_NOTED, opening, by, {})
    tell_managers(session, [opening.family], NoticeKind.OPENING_NOTED, by=by)
    for user_id in _workers(session, opening.family):
        give_notice(session, to=user_id, kind=NoticeKind.OPENING_NOTED, family_id=opening.family_id, by=by)


def review_opening(
    session: Session, *, opening: BreakGlass, verdict: OpeningVerdict, words: str, expected: int, by: Actor
) -> None:
    """Keep how a manager judges a use; whoever opened the family is told that it was judged.

    Raises:
        NotAllowed: it is not the actor's to judge, or it was judged.
        EditConflict: a note was left meanwhile.
    """
    check_review_opening(by, opening)
    judged = {
        "verdict": verdict,
        "review_words": words,
        "reviewed_by_id": by.id,
        "reviewed_at": clock.now(),
    }
    update_versioned(session, opening, expected=expected, values=judged, by=by)
    _say(session, Event.BREAK_GLASS_REVIEWED, opening, by, {"verdict": verdict.value})
    give_notice(
        session,
        to=opening.user_id,
        kind=NoticeKind.OPENING_REVIEWED,
        family_id=opening.family_id,
        by=by,
    )


def _workers(session: Session, family: Family) -> list[int]:
    """Who leads the work with the family now."""
    statement = select(Allocation.user_id).where(
        Allocation.family_id == family.id, Allocation.lead, Allocation.ended_on.is_(None)
    )
    return list(session.scalars(statement))


def _say(session: Session, event: Event, opening: BreakGlass, by: Actor, details: dict[str, str]) -> None:
    record(
        session,
        event,
        by=by,
        family_id=opening.family_id,
        subject=("break_glass", opening.id),
        details=details,
    )
