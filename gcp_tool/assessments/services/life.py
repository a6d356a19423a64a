"""The life of an assessment: submitted, returned, signed off, stopped. Each step is kept and sealed into the log."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, union_all
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_sign_off, check_write_assessment
from gcp_tool.assessments.judged import list_to_agree
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.checking import list_missing
from gcp_tool.assessments.services.start import PAPER
from gcp_tool.assessments.services.steps import check_stands, finish, lock_revision, move
from gcp_tool.assessments.services.telling import tell_holding_managers, tell_lead
from gcp_tool.audit.digest import revision_digest
from gcp_tool.audit.events import Event
from gcp_tool.core import clock
from gcp_tool.domain.dates import fin_quarter
from gcp_tool.domain.errors import Invalid, NotAllowed, NotPossible
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind, RevisionKind, RevisionState
from gcp_tool.domain.workflow import RevisionEvent, check_event, is_completion
from gcp_tool.models import Answer, AnswerHistory, Assessment, ItemComment, ParticipantUser, Profile, Revision
from gcp_tool.standing.completions import refresh_completion


@dataclass(frozen=True, slots=True)
class CommentOnItem:
    """What the person who returns an assessment says about one item."""

    profile: Profile
    code: str
    words: str


def submit(session: Session, *, record: Record, by: Actor) -> None:
    """Hand the assessment in for sign-off. The first time completes it: date, quarter, agency and team are stamped.

    Raises:
        NotAllowed: only the lead submits.
        NotPossible: something is missing, or it is not open.
    """
    check_write_assessment(by, record.assessment)
    check_event(lock_revision(session, record.revision.id), RevisionEvent.SUBMIT)
    if list_missing(session, record):
        raise NotPossible(
            "Something is still missing, so this cannot be submitted yet. It is listed on the check page."
        )
    move(session, record.revision, RevisionEvent.SUBMIT, by=by, submitted_at=clock.now())
    if is_completion(RevisionEvent.SUBMIT, record.assessment.completed_on):
        _complete(record, by)
    finish(session, record, Event.ASSESSMENT_SUBMITTED, by)
    refresh_completion(session, record.assessment)
    tell_holding_managers(session, record.assessment, by=by)


def return_to_lead(
    session: Session, *, record: Record, comments: str, by: Actor, on_items: Sequence[CommentOnItem] = ()
) -> None:
    """Hand the assessment back to its lead with comments, on the whole or on items.

    Raises:
        NotAllowed: the actor is not the one to sign it off.
        NotPossible: it is not waiting for sign-off.
        Invalid: no comments were given.
    """
    check_stands(record)
    check_sign_off(by, record.assessment)
    if not comments.strip() and not on_items:
        raise Invalid({"comments": "Enter what needs to change, so that the lead knows what to do"})
    step = move(session, record.revision, RevisionEvent.RETURN, by=by, words=comments)
    session.add_all(
        ItemComment(status_change_id=step.id, profile_id=one.profile.id, code=one.code, words=one.words)
        for one in on_items
    )
    finish(session, record, Event.ASSESSMENT_RETURNED, by)


def sign_off(
    session: Session, *, record: Record, comments: str, by: Actor, agreed: Collection[str] = ()
) -> None:
    """Sign the assessment off and lock it; what it amends is replaced in the same step.

    Nobody who took part may; the database refuses them too. `agreed` are the marks of the judged grades that the signer
    has ticked.

    Raises:
        NotAllowed: the actor is not the one to sign it off.
        NotPossible: it is not waiting for sign-off.
        Invalid: a grade was judged better than a serious item makes it, and the signer has not ticked it.
    """
    check_stands(record)
    check_sign_off(by, record.assessment)
    _check_took_no_part(session, record.assessment, by)
    check_event(lock_revision(session, record.revision.id), RevisionEvent.SIGN_OFF)
    if not {judged.mark for judged in list_to_agree(record)} <= set(agreed):
        raise Invalid({"agreed": "Tick that you agree with each of these grades, or return the assessment"})
    _supersede(session, record, by)
    digest = revision_digest(session, record.revision.id)
    stamps = {"signed_off_at": clock.now(), "signed_off_by_id": by.id, "content_sha256": digest}
    move(session, record.revision, RevisionEvent.SIGN_OFF, by=by, words=comments, **stamps)
    finish(session, record, Event.ASSESSMENT_SIGNED_OFF, by, content=digest, agreed=len(agreed))
    tell_lead(session, record.assessment, by=by)


def stop(session: Session, *, record: Record, reason: str, by: Actor) -> None:
    """Stop a draft that will not be finished. It stays readable; what it would have amended holds again alone.

    Raises:
        NotAllowed: only the lead stops it.
        NotPossible: it is not open.
        Invalid: no reason was given.
    """
    check_write_assessment(by, record.assessment)
    if not reason.strip():
        raise Invalid({"reason": "Enter why this assessment is stopped"})
    move(session, record.revision, RevisionEvent.STOP, by=by, words=reason)
    held = find_signed_off(session, record.assessment)
    if held is not None:
        record.assessment.current_revision_id = held.id
    finish(session, record, Event.ASSESSMENT_STOPPED, by)


def find_signed_off(session: Session, assessment: Assessment) -> Revision | None:
    """The revision that is signed off and holds, where there is one."""
    return session.scalar(
        select(Revision).where(
            Revision.assessment_id == assessment.id,
            Revision.kind == RevisionKind.CARE,
            Revision.state == RevisionState.SIGNED_OFF,
        )
    )


def _supersede(session: Session, record: Record, by: Actor) -> None:
    held = find_signed_off(session, record.assessment)
    if held is not None:
        move(session, held, RevisionEvent.SUPERSEDE, by=by)


def took_part(session: Session, assessment: Assessment, user_id: int) -> bool:
    """Whether a user ever held a part in the assessment, or typed any of its answers."""
    own = Answer.revision_id.in_(select(Revision.id).where(Revision.assessment_id == assessment.id))
    parts = select(ParticipantUser.id).where(
        ParticipantUser.assessment_id == assessment.id, ParticipantUser.user_id == user_id
    )
    typed = (
        select(Answer.id)
        .outerjoin(AnswerHistory, AnswerHistory.answer_id == Answer.id)
        .where(own, or_(Answer.by_id == user_id, AnswerHistory.by_id == user_id))
    )
    return session.execute(union_all(parts, typed).limit(1)).first() is not None


def _check_took_no_part(session: Session, assessment: Assessment, by: Actor) -> None:
    if took_part(session, assessment, by.id):
        raise NotAllowed("You took part in this assessment, so somebody else must sign it off.")


def _complete(record: Record, by: Actor) -> None:
    """Stamp the completion: today, or for what was made on paper the day it was completed there."""
    paper = record.said(AnswerKind.ANALYSIS, record.profile(ProfileKind.WHOLE), PAPER)
    on = paper.on_date if paper is not None and paper.on_date is not None else clock.today()
    assessment = record.assessment
    assessment.completed_on = on
    assessment.completed_quarter = fin_quarter(on)
    assessment.completed_agency_id = by.agency_id
    assessment.completed_team_id = by.team_id
