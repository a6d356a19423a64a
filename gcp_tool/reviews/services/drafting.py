"""Writing a review, a form at a time, into the one draft of its family; and giving a draft up."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.review_policies import check_record_review
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, NotPossible, Theirs
from gcp_tool.models import Family, Review, ReviewDraft
from gcp_tool.reviews import queries
from gcp_tool.reviews.drafts import Step, step_of
from gcp_tool.reviews.queries import standing_of
from gcp_tool.reviews.services.reviewer import check_reviewer

NEW = 0  # the version of a draft that is not there yet
CORRECTS = "corrects"


class DraftGone(NotPossible):
    """The draft was recorded or given up while somebody was still writing in it."""


def save_step(
    session: Session, *, family: Family, step: Step, held: Mapping[str, str], expected: int, by: Actor
) -> ReviewDraft:
    """Keep what a form of the review holds, however much is still missing. The first one begins the draft.

    Raises:
        NotAllowed: the family is not the actor's to review, or they led its latest assessment.
        EditConflict: somebody else wrote in the draft meanwhile, or began one.
        DraftGone: the draft was recorded or given up meanwhile.
    """
    check_record_review(by, family)
    check_reviewer(session, family=family, by=by)
    draft = _hold(session, family)
    if draft is None:
        if expected != NEW:
            raise DraftGone("Somebody recorded this review or gave it up while you were writing.")
        return _begin(session, family, {step.value: dict(held)}, by)
    answers = {**draft.answers, step.value: dict(held)}
    try:
        update_versioned(session, draft, expected=expected, values={"answers": answers}, by=by)
    except EditConflict as conflict:
        theirs = conflict.theirs
        fields = dict.fromkeys(held, "") | dict(step_of(draft.answers, step))
        raise EditConflict(Theirs(theirs.by, theirs.at, theirs.version, fields)) from conflict
    return draft


def begin_correction(session: Session, *, family: Family, review: Review, why: str, by: Actor) -> ReviewDraft:
    """Begin a review that takes the place of the last one, filled in with what that one says.

    Raises:
        NotAllowed: the family is not the actor's to review, or they led its latest assessment.
        NotPossible: it is not the last review, it was corrected before, or another is being written.
    """
    check_record_review(by, family)
    check_reviewer(session, family=family, by=by)
    if _hold(session, family) is not None:
        raise NotPossible("A review of this family is being written. Record it or give it up first.")
    last = next(iter(standing_of(queries.list_reviews(session, family.id))), None)
    if last is None or last.id != review.id:
        raise NotPossible("Only the last review can be corrected. A later one says what holds now.")
    kept = {step.value: dict(step_of(review.answers, step)) for step in (Step.QUESTIONS, Step.DECISION)}
    return _begin(session, family, {**kept, CORRECTS: {"key": review.key, "why": why}}, by)


def discard_draft(session: Session, *, family: Family, expected: int, by: Actor) -> None:
    """Give the draft of a family up: nothing of it is kept.

    Raises:
        NotAllowed: the family is not the actor's to review.
        DraftGone: there is none any more.
        EditConflict: somebody wrote in it meanwhile.
    """
    check_record_review(by, family)
    draft = _hold(session, family)
    if draft is None:
        raise DraftGone("There is no review being written: somebody recorded it or gave it up.")
    update_versioned(session, draft, expected=expected, values={"answers": {}}, by=by)
    session.delete(draft)
    record(session, Event.REVIEW_DISCARDED, by=by, family_id=family.id)


def _begin(session: Session, family: Family, answers: dict[str, object], by: Actor) -> ReviewDraft:
    draft = ReviewDraft(
        family_id=family.id, answers=answers, by_id=by.id, changed_at=clock.now(), changed_by_id=by.id
    )
    session.add(draft)
    session.flush()
    record(session, Event.REVIEW_DRAFTED, by=by, family_id=family.id, subject=("review_draft", draft.id))
    return draft


def _hold(session: Session, family: Family) -> ReviewDraft | None:
    """The draft of a family; two people who begin at the same moment come one after the other."""
    session.execute(select(Family.id).where(Family.id == family.id).with_for_update(key_share=True))
    return queries.find_draft(session, family.id)
