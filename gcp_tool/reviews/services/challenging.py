"""Challenges: raised against an assessment or a decision, replied to, and ended as settled or escalated."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.review_policies import (
    check_answer_challenge,
    check_challenge_assessment,
    check_challenge_review,
    check_end_challenge,
)
from gcp_tool.accounts.signers import load_signers
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotPossible
from gcp_tool.domain.vocabulary import ChallengeAbout, ChallengeOutcome, NoticeKind
from gcp_tool.models import Assessment, Challenge, Review
from gcp_tool.notices.giving import give_notice


@dataclass(frozen=True, slots=True)
class ChallengeGiven:
    """What is challenged and why; `code` is a domain or an item of the assessment's tool, or empty."""

    about: ChallengeAbout
    code: str
    words: str


def challenge_assessment(
    session: Session, *, assessment: Assessment, given: ChallengeGiven, by: Actor
) -> Challenge:
    """Challenge what an assessment says. Its lead and the managers who may reply are told.

    Raises:
        NotAllowed: it is not the actor's to challenge.
    """
    check_challenge_assessment(by, assessment)
    teams = {assessment.family.team_id, *([assessment.lead_team_id] if assessment.lead_team_id else [])}
    challenge = _add(session, assessment.family_id, given, by, assessment_id=assessment.id)
    _tell(session, challenge, {assessment.lead_user_id, *_managers(session, teams, by)}, by)
    return challenge


def challenge_review(session: Session, *, review: Review, given: ChallengeGiven, by: Actor) -> Challenge:
    """Challenge the decision of a review. Who took it and the managers of the holding team are told.

    Raises:
        NotAllowed: it is not the actor's to challenge.
    """
    check_challenge_review(by, review)
    challenge = _add(session, review.family_id, given, by, review_id=review.id)
    _tell(session, challenge, {review.by_id, *_managers(session, {review.family.team_id}, by)}, by)
    return challenge


def answer_challenge(session: Session, *, challenge: Challenge, reply: str, expected: int, by: Actor) -> None:
    """Reply to a challenge. Who raised it is told.

    Raises:
        NotAllowed: it is not the actor's to reply.
        NotPossible: somebody replied before, or it has ended.
        EditConflict: somebody else changed it meanwhile.
    """
    check_answer_challenge(by, challenge)
    if challenge.replied_at is not None or challenge.outcome is not None:
        raise NotPossible("Somebody has replied to this challenge already.")
    values = {"reply": reply, "replied_by_id": by.id, "replied_at": clock.now()}
    update_versioned(session, challenge, expected=expected, values=values, by=by)
    _say(session, Event.CHALLENGE_ANSWERED, challenge, by)
    _give(session, challenge, challenge.by_id, NoticeKind.CHALLENGE_ANSWERED, by)


def end_challenge(
    session: Session,
    *,
    challenge: Challenge,
    outcome: ChallengeOutcome,
    words: str,
    expected: int,
    by: Actor,
) -> None:
    """Say how a challenge ended, once somebody has replied. The other side is told.

    Raises:
        NotAllowed: it is not the actor's to end.
        NotPossible: nobody has replied yet, or it has ended.
        EditConflict: somebody else changed it meanwhile.
    """
    check_end_challenge(by, challenge)
    if challenge.outcome is not None or challenge.replied_at is None:
        raise NotPossible("A challenge ends once, and after a reply.")
    values = {
        "outcome": outcome,
        "outcome_words": words,
        "settled_by_id": by.id,
        "settled_at": clock.now(),
    }
    names = {"outcome_words": "words"}
    update_versioned(session, challenge, expected=expected, values=values, by=by, fields=names)
    _say(session, Event.CHALLENGE_ENDED, challenge, by)
    for user_id in {challenge.by_id, challenge.replied_by_id} - {None}:
        _give(session, challenge, user_id or 0, NoticeKind.CHALLENGE_ANSWERED, by)


def _add(
    session: Session,
    family_id: int,
    given: ChallengeGiven,
    by: Actor,
    *,
    assessment_id: int | None = None,
    review_id: int | None = None,
) -> Challenge:
    challenge = Challenge(
        family_id=family_id,
        assessment_id=assessment_id,
        review_id=review_id,
        about=given.about,
        code=given.code,
        words=given.words,
        by_id=by.id,
        agency_id=by.agency_id,
        at=clock.now(),
        changed_at=clock.now(),
        changed_by_id=by.id,
    )
    session.add(challenge)
    session.flush()
    _say(session, Event.CHALLENGE_RAISED, challenge, by)
    return challenge


def _managers(session: Session, team_ids: Collection[int], by: Actor) -> set[int]:
    """Who manages these teams today, and who covers for them."""
    signers = load_signers(session, by.signing, team_ids, today=clock.today())
    return {user_id for people in signers.of_team.values() for user_id, _ in people}


def _tell(session: Session, challenge: Challenge, user_ids: Collection[int], by: Actor) -> None:
    for user_id in sorted(user_ids):
        _give(session, challenge, user_id, NoticeKind.CHALLENGED, by)


def _give(session: Session, challenge: Challenge, user_id: int, kind: NoticeKind, by: Actor) -> None:
    give_notice(
        session,
        to=user_id,
        kind=kind,
        family_id=challenge.family_id,
        assessment_id=challenge.assessment_id,
        by=by,
    )


def _say(session: Session, event: Event, challenge: Challenge, by: Actor) -> None:
    record(
        session, event, by=by, family_id=challenge.family_id, subject=("challenge", challenge.id),
        details={"about": challenge.about.value},
    )  # fmt: skip
