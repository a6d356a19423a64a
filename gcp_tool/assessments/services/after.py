"""What is added beside an assessment once it was handed in: a response, feedback, who was given what. Only added to."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_add_beside
from gcp_tool.assessments.record import Record
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record as record_event
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import FeedbackFrom, ResponseKind, SharedWhat
from gcp_tool.models import Feedback, Person, Response, Sharing


@dataclass(frozen=True, slots=True)
class Given:
    """What of the assessment was given to somebody, or kept from them and why."""

    person: Person | None
    recipient: str
    what: SharedWhat
    given: bool
    reason: str
    on_date: date


def people_of(record: Record) -> tuple[Person, ...]:
    """The carers and children that the assessment is about, each once."""
    people = [person for care in record.cares for person in (care.profile.carer, care.profile.child)]
    return tuple({person.id: person for person in people if person is not None}.values())


def add_response(
    session: Session,
    *,
    record: Record,
    person: Person,
    kind: ResponseKind,
    on_date: date,
    words: str,
    by: Actor,
) -> None:
    """What somebody says of the assessment once they have seen it, or that they have not.

    Raises:
        NotAllowed: the assessment was not handed in, or is not the actor's to add to.
        Invalid: the date is to come or too early, or somebody sees it differently and it is not said how.
    """
    check_add_beside(by, record.assessment)
    _check_date(record, on_date)
    if kind is ResponseKind.SEES_IT_DIFFERENTLY and not words.strip():
        raise Invalid({"words": "Enter what they see differently, in their words"})
    beside = {"assessment_id": record.assessment.id, "by_id": by.id, "at": clock.now()}
    row = Response(person_id=person.id, kind=kind, on_date=on_date, words=words, **beside)
    _keep(session, record, row, Event.RESPONSE_ADDED, by)


def add_feedback(
    session: Session, *, record: Record, given_by: FeedbackFrom, on_date: date, words: str, by: Actor
) -> None:
    """What somebody says of how the assessment was done.

    Raises:
        NotAllowed, Invalid: as for `add_response`.
    """
    check_add_beside(by, record.assessment)
    _check_date(record, on_date)
    if not words.strip():
        raise Invalid({"words": "Enter what they said"})
    beside = {"assessment_id": record.assessment.id, "by_id": by.id, "at": clock.now()}
    row = Feedback(given_by=given_by, on_date=on_date, words=words, **beside)
    _keep(session, record, row, Event.FEEDBACK_ADDED, by)


def add_sharing(session: Session, *, record: Record, given: Given, by: Actor) -> None:
    """Who was given what of the assessment, or why it was kept from them.

    Raises:
        NotAllowed, Invalid: as for `add_response`; or nobody is named, or it was kept back for no reason.
    """
    check_add_beside(by, record.assessment)
    _check_date(record, given.on_date)
    if given.person is None and not given.recipient.strip():
        raise Invalid({"recipient": "Enter who this was shared with, or kept from"})
    if not given.given and not given.reason.strip():
        raise Invalid({"reason": "Enter why it was not given"})
    row = Sharing(
        assessment_id=record.assessment.id,
        person_id=given.person.id if given.person else None,
        recipient=given.recipient,
        what=given.what,
        given=given.given,
        reason=given.reason,
        on_date=given.on_date,
        by_id=by.id,
        at=clock.now(),
    )
    _keep(session, record, row, Event.SHARING_ADDED, by)


def _check_date(record: Record, on_date: date) -> None:
    if on_date > clock.today():
        raise Invalid({"on_date": "The date must be today or in the past"})
    if on_date < record.assessment.window_from:
        raise Invalid({"on_date": "The date must not be before the period looked at"})


def _keep(
    session: Session, record: Record, row: Response | Feedback | Sharing, event: Event, by: Actor
) -> None:
    session.add(row)
    session.flush()
    record_event(
        session, event, by=by, family_id=record.assessment.family_id, subject=(row.__tablename__, row.id)
    )
