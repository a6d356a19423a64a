"""The life of an assessment: submitted, returned, signed off, stopped. Each step is kept and sealed into the log."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_sign_off, check_write_assessment
from gcp_tool.assessments.record import Record
from gcp_tool.audit.digest import revision_digest
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record as record_event
from gcp_tool.core import clock
from gcp_tool.domain.dates import fin_quarter
from gcp_tool.domain.errors import Invalid, NotAllowed, NotPossible
from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.domain.workflow import RevisionEvent, check_event, is_completion, next_state
from gcp_tool.models import Assessment, ParticipantUser, Revision, StatusChange
from gcp_tool.standing.readings import refresh_readings


def submit(session: Session, *, record: Record, by: Actor) -> None:
    """Hand the assessment in for sign-off. The first time completes it: date, quarter, agency and team are stamped.

    Raises:
        NotAllowed: only the lead submits.
        NotPossible: something is missing, or it is not open.
    """
    check_write_assessment(by, record.assessment)
    check_event(_lock(session, record), RevisionEvent.SUBMIT)
    if any(record.gaps(care) for care in record.cares):
        raise NotPossible(
            "Something is still missing, so this cannot be submitted yet. It is listed on the check page."
        )
    _move(session, record, RevisionEvent.SUBMIT, by=by, submitted_at=clock.now())
    if is_completion(RevisionEvent.SUBMIT, record.assessment.completed_on):
        _complete(record.assessment, by)
    _finish(session, record, Event.ASSESSMENT_SUBMITTED, by)


def return_to_lead(session: Session, *, record: Record, comments: str, by: Actor) -> None:
    """Hand the assessment back to its lead with comments.

    Raises:
        NotAllowed: the actor is not the one to sign it off.
        NotPossible: it is not waiting for sign-off.
        Invalid: no comments were given.
    """
    check_sign_off(by, record.assessment)
    if not comments.strip():
        raise Invalid({"comments": "Enter what needs to change, so that the lead knows what to do"})
    _move(session, record, RevisionEvent.RETURN, by=by, words=comments)
    _finish(session, record, Event.ASSESSMENT_RETURNED, by)


def sign_off(session: Session, *, record: Record, comments: str, by: Actor) -> None:
    """Sign the assessment off and lock it. Nobody who took part may; the database refuses them too.

    Raises:
        NotAllowed: the actor is not the one to sign it off.
        NotPossible: it is not waiting for sign-off.
    """
    check_sign_off(by, record.assessment)
    _check_took_no_part(session, record.assessment, by)
    check_event(_lock(session, record), RevisionEvent.SIGN_OFF)
    digest = revision_digest(session, record.revision.id)
    stamps = {"signed_off_at": clock.now(), "signed_off_by_id": by.id, "content_sha256": digest}
    _move(session, record, RevisionEvent.SIGN_OFF, by=by, words=comments, **stamps)
    _finish(session, record, Event.ASSESSMENT_SIGNED_OFF, by, content=digest)


def stop(session: Session, *, record: Record, reason: str, by: Actor) -> None:
    """Stop a draft that will not be finished. It stays readable.

    Raises:
        NotAllowed: only the lead stops it.
        NotPossible: it is not open.
        Invalid: no reason was given.
    """
    check_write_assessment(by, record.assessment)
    if not reason.strip():
        raise Invalid({"reason": "Enter why this assessment is stopped"})
    _move(session, record, RevisionEvent.STOP, by=by, words=reason)
    _finish(session, record, Event.ASSESSMENT_STOPPED, by)


def _lock(session: Session, record: Record) -> RevisionState:
    statement = select(Revision.state).where(Revision.id == record.revision.id).with_for_update()
    return session.scalars(statement).one()


def _check_took_no_part(session: Session, assessment: Assessment, by: Actor) -> None:
    took_part = select(ParticipantUser.id).where(
        ParticipantUser.assessment_id == assessment.id, ParticipantUser.user_id == by.id
    )
    if session.scalars(took_part.limit(1)).first() is not None:
        raise NotAllowed("You took part in this assessment, so somebody else must sign it off.")


def _move(
    session: Session,
    record: Record,
    event: RevisionEvent,
    *,
    by: Actor,
    words: str = "",
    **stamps: object,
) -> None:
    """Move the revision on, if it is where it was read to be and may go there."""
    revision = record.revision
    from_state = _lock(session, record)
    to_state = next_state(from_state, event)
    now = clock.now()
    session.execute(
        update(Revision)
        .where(Revision.id == revision.id)
        .values(state=to_state, version=Revision.version + 1, changed_at=now, changed_by_id=by.id, **stamps)
        .execution_options(synchronize_session=False)
    )
    step = StatusChange(
        revision_id=revision.id,
        event=event.value,
        from_state=from_state,
        to_state=to_state,
        by_id=by.id,
        at=now,
        words=words,
    )
    session.add(step)
    session.flush()
    session.refresh(revision)


def _complete(assessment: Assessment, by: Actor) -> None:
    today = clock.today()
    assessment.completed_on = today
    assessment.completed_quarter = fin_quarter(today)
    assessment.completed_agency_id = by.agency_id
    assessment.completed_team_id = by.team_id


def _finish(session: Session, record: Record, event: Event, by: Actor, **details: object) -> None:
    session.flush()
    refresh_readings(session, record.assessment)
    subject = ("revision", record.revision.id)
    record_event(
        session, event, by=by, family_id=record.assessment.family_id, subject=subject, details=details
    )
