"""Amending a signed-off assessment: a new revision that begins with every answer of the old, which holds meanwhile."""

from sqlalchemy import and_, func, insert, literal, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.steps import check_stands, finish, keep_step, lock_revision
from gcp_tool.audit.events import Event
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.domain.vocabulary import AnswerState, Origin
from gcp_tool.domain.workflow import RevisionEvent, check_event, get_step
from gcp_tool.models import Answer, EvidenceLink, Revision

_PLACE = (Answer.participant_id, Answer.profile_id, Answer.kind, Answer.code, Answer.slot)
_COPIED = (
    *_PLACE,
    Answer.raw,
    Answer.grade,
    Answer.state,
    Answer.on_date,
    Answer.source,
    Answer.agency_id,
    Answer.reason,
    Answer.shared_with,
    Answer.copied_from_profile_id,
    Answer.by_id,
    Answer.at,
)


def amend(session: Session, *, record: Record, why: str, by: Actor) -> Revision:
    """Begin a new revision with the answers and evidence of the one that is signed off, which holds until then.

    Raises:
        NotAllowed: only the lead amends it.
        NotPossible: it is not signed off, an amendment is being made already, or it was imported.
        Invalid: no reason was given.
    """
    check_stands(record)
    check_write_assessment(by, record.assessment)
    check_can_be_amended(record)
    if not why.strip():
        raise Invalid({"why": "Enter what needs to change, and why"})
    opens = get_step(lock_revision(session, record.revision.id), RevisionEvent.AMEND).opens
    if opens is None:
        raise RuntimeError("the step that amends opens no revision")
    fresh = _next_revision(session, record, why, by)
    _copy_answers(session, record.revision.id, fresh)
    _copy_links(session, record.revision.id, fresh.id)
    keep_step(session, fresh.id, RevisionEvent.AMEND.value, None, opens, by=by, words=why)
    record.assessment.current_revision_id = fresh.id
    finish(session, record, Event.ASSESSMENT_AMENDED, by, revision=fresh.id)
    return fresh


def check_can_be_amended(record: Record) -> None:
    """Raise NotPossible unless what is shown is signed off and was typed here."""
    check_event(record.revision.state, RevisionEvent.AMEND)
    if record.assessment.origin is Origin.IMPORTED:
        raise NotPossible(
            "This came from a spreadsheet of past scores, so it cannot be amended here. If it is wrong, a manager can"
            " record it as made in error, and the right scores can be imported."
        )


def _next_revision(session: Session, record: Record, why: str, by: Actor) -> Revision:
    kind = record.revision.kind
    last = select(func.max(Revision.number)).where(
        Revision.assessment_id == record.assessment.id, Revision.kind == kind
    )
    fresh = Revision(
        assessment_id=record.assessment.id,
        kind=kind,
        number=(session.scalar(last) or 0) + 1,
        why=why,
        changed_at=clock.now(),
        changed_by_id=by.id,
    )
    session.add(fresh)
    session.flush()
    return fresh


def _copy_answers(session: Session, old_id: int, fresh: Revision) -> None:
    """Each answer as it stood, with who typed it and when; what was taken out stays behind."""
    mark = Answer.write_id + f".r{fresh.number}"
    rows = select(literal(fresh.id), literal(1), mark, *_COPIED).where(
        Answer.revision_id == old_id, Answer.state != AnswerState.REMOVED
    )
    columns = ["revision_id", "version", "write_id", *(column.key for column in _COPIED)]
    session.execute(insert(Answer).from_select(columns, rows, include_defaults=False))


def _copy_links(session: Session, old_id: int, fresh_id: int) -> None:
    old, new = aliased(Answer), aliased(Answer)
    same = and_(*(getattr(new, column.key) == getattr(old, column.key) for column in _PLACE))
    rows = (
        select(new.id, EvidenceLink.profile_id, EvidenceLink.code)
        .join(old, old.id == EvidenceLink.answer_id)
        .join(new, and_(new.revision_id == fresh_id, same))
        .where(old.revision_id == old_id)
    )
    columns = ["answer_id", "profile_id", "code"]
    session.execute(insert(EvidenceLink).from_select(columns, rows, include_defaults=False))
