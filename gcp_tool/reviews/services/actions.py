"""Actions: given to somebody, and done with what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.review_policies import check_end_action, check_record_review
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.models import Action, Review, User
from gcp_tool.notices.giving import give_notice


@dataclass(frozen=True, slots=True)
class ActionToGive:
    """What somebody is to do by when; the owner has an account, or is named in words."""

    what: str
    owner: User | None
    owner_words: str
    due_on: date


def give_actions(session: Session, *, review: Review, given: Iterable[ActionToGive], by: Actor) -> None:
    """Write down what follows from a review, and tell those who are to do it.

    Raises:
        NotAllowed: the family is not the actor's to review.
    """
    check_record_review(by, review.family)
    for one in given:
        action = Action(
            family_id=review.family_id,
            review_id=review.id,
            what=one.what,
            owner_id=one.owner.id if one.owner else None,
            owner_words="" if one.owner else one.owner_words,
            due_on=one.due_on,
            by_id=by.id,
            at=clock.now(),
            changed_at=clock.now(),
            changed_by_id=by.id,
        )
        session.add(action)
        session.flush()
        _say(session, Event.ACTION_GIVEN, action, by)
        if one.owner is not None:
            give_notice(
                session, to=one.owner.id, kind=NoticeKind.ACTION_GIVEN, family_id=review.family_id, by=by
            )


def end_action(
    session: Session, *, action: Action, done_on: date, came: str, expected: int, by: Actor
) -> None:
    """Say that an action is done, when, and what came of it.

    Raises:
        NotAllowed: it is not the actor's to end.
        NotPossible: it was done before.
        Invalid: the day is to come, or before the action was given.
        EditConflict: somebody else changed it meanwhile.
    """
    check_end_action(by, action)
    if action.done_on is not None:
        raise NotPossible("What came of this is written down already.")
    if done_on > clock.today():
        raise Invalid({"done_on": "The day it was done must be today or in the past"})
    values = {"done_on": done_on, "done_words": came}
    names = {"done_words": "came"}
    update_versioned(session, action, expected=expected, values=values, by=by, fields=names)
    _say(session, Event.ACTION_DONE, action, by)


def _say(session: Session, event: Event, action: Action, by: Actor) -> None:
    record(session, event, by=by, family_id=action.family_id, subject=("action", action.id))
