"""Reading assessments: whole for the pages that show one, narrow for lists."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, Part, ProfileKind
from gcp_tool.models import (
    Answer,
    Assessment,
    Family,
    FamilyMember,
    InstrumentVersion,
    Participant,
    Profile,
    Revision,
    StatusChange,
    Target,
)

_GRADES = (AnswerKind.ITEM, AnswerKind.AREA, AnswerKind.DOMAIN)
_WHOLE = (
    joinedload(Assessment.instrument_version),
    joinedload(Assessment.family).joinedload(Family.team),
    joinedload(Assessment.lead_user),
    joinedload(Assessment.lead_agency),
    joinedload(Assessment.lead_team),
    joinedload(Assessment.current_revision).joinedload(Revision.signed_off_by),
    selectinload(Assessment.profiles).joinedload(Profile.child),
    selectinload(Assessment.profiles).joinedload(Profile.carer),
)


def get_record(session: Session, actor: Actor, key: str) -> Record:
    """The assessment of this key with everything on it, if the actor may open it.

    Raises:
        NotFound: as if it did not exist.
    """
    assessment = scope.get_assessment(session, actor, key, *_WHOLE)
    return record_of(session, assessment)


def record_of(session: Session, assessment: Assessment, revision: Revision | None = None) -> Record:
    """Everything on an assessment that was loaded as `get_record` loads it, in a revision of it: the current one."""
    revision = revision or assessment.current_revision
    if revision is None:
        raise RuntimeError(f"assessment {assessment.ref} has no revision")
    lead = session.scalars(
        select(Participant.id).where(
            Participant.assessment_id == assessment.id, Participant.part == Part.LEAD
        )
    ).one()
    answers = _answers(session, revision.id, lead)
    return Record(
        assessment=assessment,
        revision=revision,
        instrument=assessment.instrument_version.instrument,
        participant_id=lead,
        cares=_cares(assessment),
        answers={(a.profile_id, a.code): a for a in answers if a.kind in _GRADES},
        evidence=_evidence(answers),
        words=_words(answers),
        steps=_steps(session, revision.id),
    )


def _answers(session: Session, revision_id: int, participant_id: int) -> Sequence[Answer]:
    statement = (
        select(Answer)
        .where(Answer.revision_id == revision_id, Answer.participant_id == participant_id)
        .options(selectinload(Answer.links), joinedload(Answer.by), joinedload(Answer.agency))
        .order_by(Answer.id)
    )
    return session.scalars(statement).all()


def _evidence(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    pieces = [a for a in answers if a.kind is AnswerKind.EVIDENCE and a.state is not AnswerState.REMOVED]
    newest_first = sorted(pieces, key=lambda a: (a.on_date is None, a.on_date, a.id), reverse=True)
    return tuple(newest_first)


def _words(answers: Sequence[Answer]) -> Mapping[tuple[AnswerKind, int, str], Answer]:
    others = (a for a in answers if a.kind not in (*_GRADES, AnswerKind.EVIDENCE))
    return {(a.kind, a.profile_id, a.code): a for a in others if a.state is not AnswerState.REMOVED}


def _cares(assessment: Assessment) -> tuple[Care, ...]:
    households = {p.household: p for p in assessment.profiles if p.kind is ProfileKind.HOUSEHOLD}
    return tuple(
        Care(profile, households.get(profile.household))
        for profile in assessment.profiles
        # a care without an age band was taken out again before anything was answered
        if profile.kind is ProfileKind.CHILD_CARER and profile.age_band is not None
    )


def _steps(session: Session, revision_id: int) -> tuple[StatusChange, ...]:
    statement = (
        select(StatusChange)
        .where(StatusChange.revision_id == revision_id)
        .options(joinedload(StatusChange.by))
        .order_by(StatusChange.id)
    )
    return tuple(session.scalars(statement))


def list_current_members(session: Session, family_id: int) -> Sequence[FamilyMember]:
    """Who is in the family now, with each person loaded."""
    statement = (
        select(FamilyMember)
        .where(FamilyMember.family_id == family_id, FamilyMember.ended_on.is_(None))
        .options(joinedload(FamilyMember.person))
        .order_by(FamilyMember.id)
    )
    return session.scalars(statement).all()


def list_ended_members(session: Session, family_id: int) -> Sequence[FamilyMember]:
    """Who was in the family and is not now, with each person loaded; the latest leaving last."""
    again = select(FamilyMember.person_id).where(
        FamilyMember.family_id == family_id, FamilyMember.ended_on.is_(None)
    )
    statement = (
        select(FamilyMember)
        .where(
            FamilyMember.family_id == family_id,
            FamilyMember.ended_on.is_not(None),
            FamilyMember.person_id.not_in(again),
        )
        .options(joinedload(FamilyMember.person))
        .order_by(FamilyMember.ended_on, FamilyMember.id)
    )
    return session.scalars(statement).all()


def list_latest_tools(session: Session) -> Sequence[InstrumentVersion]:
    """The latest stored version of each tool."""
    statement = select(InstrumentVersion).order_by(InstrumentVersion.code, InstrumentVersion.id)
    latest = {version.code: version for version in session.scalars(statement)}
    return tuple(latest.values())


def count_targets(session: Session, assessment_id: int) -> int:
    """How many targets were set at an assessment."""
    statement = select(func.count()).select_from(Target).where(Target.assessment_id == assessment_id)
    return session.scalar(statement) or 0
