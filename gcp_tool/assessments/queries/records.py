"""An assessment with everything on it, for the pages that show or change one."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.assessments.record import Care, Record
from gcp_tool.core.database import plain_rows
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, Part, ProfileKind
from gcp_tool.models import (
    Agency,
    Answer,
    Assessment,
    EvidenceLink,
    Family,
    Participant,
    Profile,
    Revision,
    StatusChange,
    User,
)

_GRADES = (AnswerKind.ITEM, AnswerKind.AREA, AnswerKind.DOMAIN)
_NOT_ANSWERS = (AnswerState.REMOVED, AnswerState.INVALID)
_WHOLE = (
    joinedload(Assessment.instrument_version),
    joinedload(Assessment.family).joinedload(Family.team),
    joinedload(Assessment.lead_user),
    joinedload(Assessment.lead_agency),
    joinedload(Assessment.lead_team),
    joinedload(Assessment.current_revision).joinedload(Revision.signed_off_by),
)
_PROFILES = (
    select(Profile)
    .where(Profile.assessment_id == bindparam("assessment"))
    .options(joinedload(Profile.child), joinedload(Profile.carer))
    .order_by(Profile.id)
)
_LEAD = select(Participant.id).where(
    Participant.assessment_id == bindparam("assessment"), Participant.part == Part.LEAD
)
_ANSWERS = (
    select(Answer)
    .where(Answer.revision_id == bindparam("revision"), Answer.participant_id == bindparam("participant"))
    .order_by(Answer.id)
)
_LINKS = (
    select(EvidenceLink)
    .where(EvidenceLink.answer_id.in_(bindparam("answers", expanding=True)))
    .order_by(EvidenceLink.id)
)
_STEPS = (
    select(StatusChange)
    .where(StatusChange.revision_id == bindparam("revision"))
    .options(joinedload(StatusChange.by))
    .order_by(StatusChange.id)
)


def get_record(session: Session, actor: Actor, key: str) -> Record:
    """The assessment of this key with everything on it, if the actor may open it.

    Raises:
        NotFound: as if it did not exist.
    """
    assessment = scope.get_assessment(session, actor, key, *_WHOLE)
    profiles = session.scalars(_PROFILES, {"assessment": assessment.id}).all()
    set_committed_value(assessment, "profiles", profiles)
    return record_of(session, assessment)


def record_of(session: Session, assessment: Assessment, revision: Revision | None = None) -> Record:
    """Everything on an assessment that was loaded as `get_record` loads it, in a revision of it: the current one."""
    revision = revision or assessment.current_revision
    if revision is None:
        raise RuntimeError(f"assessment {assessment.ref} has no revision")
    lead = plain_rows(session, _LEAD, {"assessment": assessment.id}).scalar_one()
    answers = session.scalars(_ANSWERS, {"revision": revision.id, "participant": lead}).all()
    _put_beside(session, answers)
    return Record(
        assessment=assessment,
        revision=revision,
        instrument=assessment.instrument_version.instrument,
        participant_id=lead,
        cares=cares_of(assessment),
        answers={(a.profile_id, a.code): a for a in answers if a.kind in _GRADES},
        evidence=_evidence(answers),
        words=_words(answers),
        steps=tuple(session.scalars(_STEPS, {"revision": revision.id})),
        unfinished=unfinished_of(answers),
        begun=begun_of(answers),
    )


def unfinished_of(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """What was typed and is no answer yet."""
    return tuple(a for a in answers if a.state is AnswerState.INVALID)


def begun_of(answers: Sequence[Answer]) -> Mapping[tuple[str, int], Answer]:
    """What was ever typed of notes before they were saved as such, by their code and number."""
    return {(a.code, -a.slot): a for a in answers if a.kind is AnswerKind.EVIDENCE and a.slot <= 0}


def _put_beside(session: Session, answers: Sequence[Answer]) -> None:
    """Put beside the answers who gave them, for which agency, and what they are linked to.

    They are many and were given by few, whom the session mostly knows: loading these with each answer takes as long
    as the answers do.
    """
    links: dict[int, list[EvidenceLink]] = {a.id: [] for a in answers}
    evidence = [a.id for a in answers if a.kind is AnswerKind.EVIDENCE]
    for link in session.scalars(_LINKS, {"answers": evidence}) if evidence else ():
        links[link.answer_id].append(link)
    users = {id_: session.get(User, id_) for id_ in {a.by_id for a in answers} if id_ is not None}
    agencies = {id_: session.get(Agency, id_) for id_ in {a.agency_id for a in answers} if id_ is not None}
    for answer in answers:
        set_committed_value(answer, "links", links[answer.id])
        set_committed_value(answer, "by", users.get(answer.by_id or 0))
        set_committed_value(answer, "agency", agencies.get(answer.agency_id or 0))


def _evidence(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    pieces = [a for a in answers if a.kind is AnswerKind.EVIDENCE and a.state not in _NOT_ANSWERS]
    newest_first = sorted(pieces, key=lambda a: (a.on_date is None, a.on_date, a.id), reverse=True)
    return tuple(newest_first)


def _words(answers: Sequence[Answer]) -> Mapping[tuple[AnswerKind, int, str], Answer]:
    others = (a for a in answers if a.kind not in (*_GRADES, AnswerKind.EVIDENCE))
    return {(a.kind, a.profile_id, a.code): a for a in others if a.state not in _NOT_ANSWERS}


def cares_of(assessment: Assessment) -> tuple[Care, ...]:
    """Every child with each carer that an assessment is about."""
    households = {p.household: p for p in assessment.profiles if p.kind is ProfileKind.HOUSEHOLD}
    return tuple(
        Care(profile, households.get(profile.household))
        for profile in assessment.profiles
        # a care without an age band was taken out again before anything was answered
        if profile.kind is ProfileKind.CHILD_CARER and profile.age_band is not None
    )
