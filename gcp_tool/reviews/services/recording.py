"""Recording a review: the decision, what the record showed that day, and what somebody is to do."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.review_policies import check_record_review
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.domain.reviewing import Circumstances
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.families.queries.holding import list_workers
from gcp_tool.models import Allocation, Family, Review, ReviewDraft
from gcp_tool.notices.giving import give_notice
from gcp_tool.reviews import queries
from gcp_tool.reviews.drafts import Answers, actions_of, decided_of, find_gaps
from gcp_tool.reviews.questions import QUESTIONS
from gcp_tool.reviews.services.actions import ActionToGive, give_actions
from gcp_tool.reviews.services.drafting import CORRECTS, NEW, DraftGone
from gcp_tool.reviews.services.reviewer import check_reviewer
from gcp_tool.reviews.shown import hash_of
from gcp_tool.standing.families import refresh_standing


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision rests on: its circumstances, the number of the headline, and what the record shows."""

    now: Circumstances
    summary: int | None
    snapshot: Mapping[str, Any]


def record_review(
    session: Session,
    *,
    family: Family,
    basis: Basis,
    expected: int,
    by: Actor,
) -> Review:
    """Record the review of a family from its draft, which goes.

    Raises:
        NotAllowed: the family is not the actor's to review, or they led its latest assessment.
        DraftGone: it was recorded or given up meanwhile.
        EditConflict: somebody wrote in the draft since the actor read it.
        Invalid: something is still missing.
    """
    check_record_review(by, family)
    check_reviewer(session, family=family, by=by)
    draft = queries.find_draft(session, family.id)
    if draft is None or expected == NEW:
        raise DraftGone("Somebody recorded this review or gave it up meanwhile.")
    # whoever wrote in it after the actor read it is not decided over
    update_versioned(session, draft, expected=expected, values={"by_id": by.id}, by=by)
    owners = {worker.key for worker in list_workers(session, [family.team_id])}
    gaps = find_gaps(draft.answers, QUESTIONS.current, basis.now, owners)
    if gaps:
        raise Invalid({"": gaps[0].message})
    review = _make(session, family, draft, basis, by)
    give_actions(session, review=review, given=_actions(session, draft.answers, owners), by=by)
    session.delete(draft)
    details = {"decision": review.decision.value, "corrects": review.supersedes_id is not None}
    _say(session, review, by, details)
    refresh_standing(session, family.id)
    return review


def find_corrected(session: Session, draft: ReviewDraft) -> Review | None:
    """The review that a draft is to take the place of."""
    key = draft.answers.get(CORRECTS, {}).get("key")
    return queries.find_review(session, key, draft.family_id) if key else None


def _make(session: Session, family: Family, draft: ReviewDraft, basis: Basis, by: Actor) -> Review:
    decided, corrected = decided_of(draft.answers), find_corrected(session, draft)
    if decided.on is None or decided.decision is None:
        raise NotPossible("A review has a date and a decision.")
    snapshot = dict(basis.snapshot)
    review = Review(
        family_id=family.id,
        team_id=family.team_id,
        on_date=decided.on,
        plan_kind=basis.now.plan_kind,
        decision=decided.decision,
        reason=decided.reason,
        form=QUESTIONS.current.form,
        answers=dict(draft.answers),
        next_on=decided.next_on,
        summary=basis.summary,
        snapshot=snapshot,
        snapshot_sha256=hash_of(snapshot),
        supersedes_id=corrected.id if corrected else None,
        by_id=by.id,
        at=clock.now(),
    )
    session.add(review)
    session.flush()
    return review


def _actions(session: Session, answers: Answers, owners: Collection[str]) -> Sequence[ActionToGive]:
    return [
        ActionToGive(
            what=one.what,
            owner=queries.find_action_owner(session, one.owner_key) if one.owner_key else None,
            owner_words=one.owner_words,
            due_on=one.due_on,
        )
        for one in actions_of(answers, owners)
        if one.due_on is not None
    ]


def _say(session: Session, review: Review, by: Actor, details: Mapping[str, Any]) -> None:
    """Put it on record, and tell whoever works with the family."""
    record(
        session,
        Event.REVIEW_RECORDED,
        by=by,
        family_id=review.family_id,
        subject=("review", review.id),
        details=details,
    )
    workers = select(Allocation.user_id).where(
        Allocation.family_id == review.family_id, Allocation.ended_on.is_(None)
    )
    for user_id in sorted(set(session.scalars(workers))):
        give_notice(session, to=user_id, kind=NoticeKind.REVIEW_DECIDED, family_id=review.family_id, by=by)
